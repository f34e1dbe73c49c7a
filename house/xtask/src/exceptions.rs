//! What tidy lets pass, each with its reason. A line here is a decision; a line without need is removed.

/// Paths whose string literals may hold Chinese.
pub(crate) const HAN: &[(&str, &str)] = &[
    (
        "house/gk-server/src/cli/calendar.rs",
        "names of kinds of days in JSON; the law's DayKind carries a holiday and is no list of codes",
    ),
    ("house/gk-server/src/province.rs", "names of the generated departments of the benchmark"),
    ("house/xtask/", "reads Chinese terms in order to check them"),
    ("fuzz/", "inputs for the readers, which read Chinese"),
    ("house/gk-testkit/", "people and places of tests"),
    ("outside/gk-sheets/src/docx/mod.rs", "the name Chinese Word gives to heading styles"),
    ("outside/gk-sheets/src/xlsx/write.rs", "the name of a font"),
];

/// Fields that are a code outside our lists: (file, field, why).
pub(crate) const STRING_CODES: &[(&str, &str, &str)] = &[
    ("base/gk-base/src/jobs.rs", "kind", "`room.what`: the workers of the rooms are an open list"),
    ("rooms/gk-duties/src/pages/desk_events.rs", "kind", "what was typed into a form, not yet parsed"),
];

/// Structs whose name ends like a copy of a noun but are none.
pub(crate) const ROWS: &[(&str, &str)] = &[
    ("TableRow", "a row of a table in a document being read"),
    ("HtmlRow", "a row of a table in a page being read"),
];

/// CHECK lists that no `codes!` writes: (table.column, why).
pub(crate) const CHECKS: &[(&str, &str)] = &[
    (
        "record_elements.says",
        "the two forms of gk_rules::records::elements::Says, one of which carries its reason",
    ),
    ("jobs.state", "lives in the statements of gk-base/src/jobs.rs alone and is never shown"),
    (
        "calendar_days.kind",
        "two lists of a notice, `off` and `worked`, told apart in gk-base/src/settings.rs alone",
    ),
];
