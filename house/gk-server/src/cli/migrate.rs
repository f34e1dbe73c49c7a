//! `gongkai migrate`: brings the database to the version of the program.

use std::process::ExitCode;

use clap::Args as ClapArgs;

use super::Ran;
use super::say::{self, Word};
use crate::config::{self, Place};
use crate::migrations;

/// What `migrate` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &Args) -> Ran {
    config::block_on(async {
        let _lock = args.place.lock()?;
        let engine = args.place.engine()?;
        let count = gk_base::migrate::migrate(engine.as_ref(), migrations::ALL).await?;
        say::print(&Word::Migrated(count).to_string())
    })?;
    Ok(ExitCode::SUCCESS)
}
