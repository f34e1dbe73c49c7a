//! `gongkai check`: proves that what is derived and cached is what follows from the facts; tells every difference.

use std::process::ExitCode;

use askama::Template;
use clap::Args as ClapArgs;

use super::say::{self, Word};
use super::{FOUND, Ran, Stop, input, progress, rebuild_index};
use crate::check::{Found, Part, check};
use crate::config::{self, Opened, Place};
use crate::keys::KeyFault;

/// What `check` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// The day a demonstration stands on, where it is not the machine's
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
    /// Make the index anew when it is not what it should be
    #[arg(long)]
    repair_index: bool,
}

#[derive(Template)]
#[template(path = "cli/check.txt")]
pub(super) struct Report<'a> {
    pub(super) found: &'a [Found],
    pub(super) repaired: bool,
}

pub(super) fn run(args: &Args) -> Ran {
    let today = args.today.as_deref().map(input::day).transpose()?;
    config::block_on(async {
        args.place.must_exist()?;
        // A running server holds the folder; it may be checked all the same, only not repaired.
        let _lock = args.repair_index.then(|| args.place.lock()).transpose()?;
        let office = args.place.beside(config::clock(today)).await?;
        let opened = args.place.with_index(office)?;
        let mut found = look(&opened).await?;
        let mut repaired = false;
        if args.repair_index && found.iter().any(|one| matches!(one, Found::Index { .. })) {
            rebuild_index::rebuild(&opened).await?;
            found = look(&opened).await?;
            repaired = true;
        }
        say::show(&Report { found: &found, repaired })?;
        Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
    })
}

/// Checks, with a bar.
pub(super) async fn look(opened: &Opened) -> Result<Vec<Found>, Stop> {
    let bar = progress::spinner(&Word::Checking(Part::Ledger));
    let found = check(&opened.office, &opened.follower, |part, done| {
        bar.set_message(Word::Checking(part).to_string());
        bar.set_position(done);
    })
    .await;
    bar.finish_and_clear();
    Ok(found?)
}
