//! The one time line of migrations; file names begin with their order and their room.

use gk_base::migrate::Migration;

macro_rules! migrations {
    ($($name:literal),+ $(,)?) => {
        /// All of them, in order.
        pub const ALL: &[Migration] = &[$(Migration {
            version: $name,
            text: include_str!(concat!("../../../migrations/", $name, ".sql")),
        }),+];
    };
}

migrations![
    "0001_base",
    "0002_catalog",
    "0003_duties",
    "0004_records",
    "0005_sealed",
    "0006_duties_limits",
    "0007_foi",
];
