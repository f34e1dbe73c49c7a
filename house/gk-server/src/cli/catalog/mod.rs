//! `gongkai catalog`: files of standard catalogs and the editions made from them.

mod diff;
mod export;
mod import;
mod lint;
mod read;

use clap::Subcommand;

use super::{Ran, Stop, Trouble};

/// What may be done with catalogs.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read files into items and diagnostics; `-` reads standard input
    Read(read::Args),
    /// Take files in as drafts of an organ's catalogs
    Import(import::Args),
    /// Check files or an edition for completeness and consistency
    Lint(lint::Args),
    /// Compare two catalogs: files or editions
    Diff(diff::Args),
    /// Write an edition as a workbook, as CSV or as JSON
    Export(export::Args),
}

pub(super) fn run(command: Command) -> Ran {
    match command {
        Command::Read(args) => read::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Export(args) => export::run(&args),
    }
}

/// Why files with errors are not worked on: their errors.
fn unreadable(taken: &[read::Taken]) -> Stop {
    let told = taken.iter().flat_map(|file| &file.draft.diagnostics);
    let errors =
        told.filter(|one| one.severity == gk_rules::catalog::draft::Severity::Error).cloned().collect();
    Stop { code: super::FOUND, ..Stop::wrong(Trouble::Unread(errors)) }
}
