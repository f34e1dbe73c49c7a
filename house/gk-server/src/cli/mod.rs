//! The command line: what may be typed, and which file does it. Only this module reads arguments and the environment.

mod backup;
mod calendar;
mod catalog;
mod check;
mod demo;
mod doctor;
mod foi;
mod foi_import;
mod foi_letters;
mod input;
mod keys;
mod limit;
mod logs;
mod migrate;
mod output;
pub(crate) mod progress;
mod rebuild_index;
mod records;
mod report;
mod restore;
pub(crate) mod say;
mod serve;
mod version;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use say::{Broken, Stop, Trouble};

/// What a command ends with: its exit code, or why it stopped.
type Ran = Result<ExitCode, Stop>;

/// The command found something wrong in what it was given to look at.
const FOUND: u8 = 1;
/// The command could not be carried out as it was typed.
const WRONG: u8 = 2;

/// Open government by the standard: catalogs become duties, publications meet them.
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, disable_version_flag = true)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read and lint catalogs, compare and export editions
    #[command(subcommand)]
    Catalog(catalog::Command),
    /// Read time limits and derive due dates
    #[command(subcommand)]
    Limit(limit::Command),
    /// Check and convert annual reports
    #[command(subcommand)]
    Report(report::Command),
    /// Count working days
    #[command(subcommand)]
    Calendar(calendar::Command),
    /// Replay the history of an application by the law, take applications in by the file
    #[command(subcommand)]
    Foi(foi::Command),
    /// Take files in as drafts of the library of information
    #[command(subcommand)]
    Records(records::Command),
    /// Load the demonstration and serve it; every page says that it is one
    Demo(demo::Args),
    /// Serve the site and the desk
    Serve(serve::Args),
    /// Prove that what is cached is what follows from the facts; tell every difference
    Check(check::Args),
    /// Copy everything to a file while the site goes on serving
    Backup(backup::Args),
    /// Take a backup into an empty folder or database, and check it
    Restore(restore::Args),
    /// Bring the database to the newest version
    Migrate(migrate::Args),
    /// Make the full-text index anew
    RebuildIndex(rebuild_index::Args),
    /// Look after the keys of sealed values
    #[command(subcommand)]
    Keys(keys::Command),
    /// Say whether the machine and the data are fit to serve
    Doctor(doctor::Args),
    /// Say which version this is
    Version,
}

/// Reads the arguments and does what they say.
#[must_use]
pub fn main() -> ExitCode {
    let ran = parse().and_then(run);
    ran.unwrap_or_else(|stop| {
        say::to_people(&stop.to_string());
        ExitCode::from(stop.code)
    })
}

/// The command typed; help is printed and ends the program here.
fn parse() -> Result<Command, Stop> {
    let mut command = Line::command().after_help(say::HELP.to_string());
    match command.try_get_matches_from_mut(std::env::args_os()) {
        Ok(matches) => {
            let line = Line::from_arg_matches(&matches)
                .map_err(|e| Stop::wrong(Trouble::Arguments(e.to_string())))?;
            Ok(line.command)
        }
        Err(help) if !help.use_stderr() => help.exit(),
        Err(error) => Err(Stop::wrong(Trouble::Arguments(error.to_string()))),
    }
}

fn run(command: Command) -> Ran {
    match command {
        Command::Catalog(command) => catalog::run(command),
        Command::Limit(command) => limit::run(command),
        Command::Report(command) => report::run(command),
        Command::Calendar(command) => calendar::run(command),
        Command::Foi(command) => foi::run(command),
        Command::Records(command) => records::run(command),
        Command::Demo(args) => demo::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::RebuildIndex(args) => rebuild_index::run(&args),
        Command::Keys(command) => keys::run(&command),
        Command::Doctor(args) => doctor::run(&args),
        Command::Version => version::run(),
    }
}
