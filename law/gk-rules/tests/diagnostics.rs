//! The page of all diagnostics in docs is the one the code gives.

#[test]
fn the_page_of_diagnostics_is_up_to_date() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagnostics.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let expected = gk_rules::catalog::codes_page::page();
    assert!(
        written == expected,
        "docs/diagnostics.md is out of date; renew it with\n\
         cargo run -p gk-rules --example diagnostics > docs/diagnostics.md\nexpected:\n{expected}"
    );
}
