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
    "0008_org_sign_in",
    "0009_foi_hooks",
    "0010_records_checks",
    "0011_foi_limits",
    "0012_changes",
    "0013_foi_accounts",
    "0014_records_validity",
    "0015_records_states",
    "0016_records_intake",
    "0017_validity",
    "0019_desk",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// `table.column` of every column of the migrations whose name has this end.
    fn columns(end: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut table = "";
        for line in ALL.iter().flat_map(|one| one.text.lines()).filter(|line| !line.trim().starts_with("--"))
        {
            for start in ["create table ", "alter table "] {
                if let Some(rest) = line.trim().strip_prefix(start) {
                    table = rest.split([' ', '(']).next().unwrap_or_default();
                }
            }
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            let pairs = words.windows(2).filter(|pair| pair[0].ends_with(end) && pair[1] == "bytea");
            found.extend(pairs.map(|pair| format!("{table}.{}", pair[0])));
        }
        found
    }

    #[test]
    fn every_sealed_column_is_on_a_door_plate() {
        let listed: BTreeSet<String> =
            crate::house::sealed_columns().iter().map(gk_base::sealed::SealedColumn::name).collect();
        assert_eq!(columns("_sealed"), listed);
        assert!(listed.contains("sealed_files.key_sealed"));
    }

    #[test]
    fn no_column_that_says_what_must_be_sealed_is_plain() {
        let plain = ["id_number", "telephone", "mobile", "id_card"];
        for line in ALL.iter().flat_map(|one| one.text.lines()) {
            for word in line.split(|c: char| !c.is_alphanumeric() && c != '_') {
                assert!(!plain.contains(&word), "{word} belongs into a column {word}_sealed: {line}");
            }
        }
    }
}
