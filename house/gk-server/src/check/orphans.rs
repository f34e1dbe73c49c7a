//! Rows that refer to something that is not there: what the database guards itself is asked again, for a database may
//! have been mended by hand, and what crosses from one room to another besides.

use gk_base::sql::Sql;
use gk_base::{Office, Problem, statements};

/// 无主记录: rows of a table whose reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphans {
    /// The table.
    pub table: &'static str,
    /// The column that refers.
    pub column: &'static str,
    /// How many rows.
    pub count: i64,
}

/// One reference: table, column, what it refers to.
struct Reference {
    table: &'static str,
    column: &'static str,
    sql: Sql,
}

macro_rules! references {
    ($($name:ident $table:literal . $column:literal -> $to:literal . $key:literal;)+) => {
        statements! {
            "check";
            $(
                /// Rows without what they refer to.
                $name = concat!("select count(*) from ", $table, " a where a.", $column, " is not null and not exists (select 1 from ",
                    $to, " b where b.", $key, " = a.", $column, ")");
            )+
        }
        const REFERENCES: &[Reference] = &[$(Reference { table: $table, column: $column, sql: $name }),+];
    };
}

references! {
    ORGAN_PARENT "organs"."parent" -> "organs"."id";
    POST_ORGAN "posts"."organ" -> "organs"."id";
    POST_PERSON "posts"."person" -> "people"."id";
    CATALOG_ORGAN "catalogs"."organ" -> "organs"."id";
    EDITION_CATALOG "editions"."catalog" -> "catalogs"."id";
    EDITION_PARENT "editions"."parent" -> "editions"."id";
    EDITION_BLOB "editions"."source_blob" -> "blobs"."hash";
    LINE_CATALOG "item_lines"."catalog" -> "catalogs"."id";
    ITEM_EDITION "items"."edition" -> "editions"."id";
    ITEM_LINE "items"."line" -> "item_lines"."id";
    IMPORT_BLOB "imports"."blob" -> "blobs"."hash";
    DUTY_ORGAN "duties"."organ" -> "organs"."id";
    DUTY_LINE "duties"."line" -> "item_lines"."id";
    DUTY_ITEM "duties"."item" -> "items"."id";
    DUTY_TERM "duties"."term" -> "terms"."id";
    DUTY_EVENT "duties"."event" -> "duty_events"."id";
    TERM_CLOCK "terms"."clock" -> "clocks"."id";
    MEETING_DUTY "meetings"."duty" -> "duties"."id";
    RECORD_ORGAN "records"."organ" -> "organs"."id";
    RECORD_LINE "records"."line" -> "item_lines"."id";
    ATTACHMENT_RECORD "attachments"."record" -> "records"."id";
    ATTACHMENT_BLOB "attachments"."hash" -> "blobs"."hash";
    ELEMENT_RECORD "record_elements"."record" -> "records"."id";
    PIECE_FILE "sealed_pieces"."file" -> "sealed_files"."id";
    TALLY_ORGAN "tallies"."organ" -> "organs"."id";
}

pub(super) async fn find(office: &Office) -> Result<Vec<Orphans>, Problem> {
    let mut read = office.read().await?;
    let mut found = Vec::new();
    for one in REFERENCES {
        let count = read.number(&one.sql, &[]).await?;
        if count > 0 {
            found.push(Orphans { table: one.table, column: one.column, count });
        }
    }
    Ok(found)
}
