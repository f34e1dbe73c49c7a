//! Where the house is put together: rooms, consequences, migrations, doors. The binary and the test kit both use it.

pub mod consequences;
pub mod house;
pub mod migrations;
pub mod outdoors;
pub mod seed;
pub mod work;
