//! Where the house is put together: rooms, consequences, migrations, doors, the command line. The binary and the test
//! kit both use it.

pub mod check;
pub mod cli;
pub mod config;
pub mod consequences;
pub mod demo;
pub mod dump;
pub mod house;
pub mod keys;
pub mod migrations;
pub mod outdoors;
pub mod province;
pub mod seed;
pub mod work;
