//! Prints the page of all diagnostics: `cargo run -p gk-rules --example diagnostics > docs/diagnostics.md`.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

fn main() {
    print!("{}", gk_rules::catalog::codes_page::page());
}
