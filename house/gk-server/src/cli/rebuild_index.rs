//! `gongkai rebuild-index`: makes the full-text index anew from the database.

use std::process::ExitCode;

use clap::Args as ClapArgs;

use super::say::{self, Word};
use super::{Ran, Stop, input, progress};
use crate::config::{self, Opened, Place};

/// What `rebuild-index` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// The day a demonstration stands on, where it is not the machine's
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

pub(super) fn run(args: &Args) -> Ran {
    let today = args.today.as_deref().map(input::day).transpose()?;
    config::block_on(async {
        args.place.must_exist()?;
        let _lock = args.place.lock()?;
        let opened = args.place.open(config::clock(today)).await?;
        let count = rebuild(&opened).await?;
        say::print(&Word::Indexed(count).to_string())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the index anew; gives the number of entries.
///
/// # Errors
/// When the database or the index fails; the old index then stays.
pub(super) async fn rebuild(opened: &Opened) -> Result<u64, Stop> {
    let bar = progress::spinner(&Word::Indexing);
    let count = opened.follower.rebuild(&opened.office, |count| bar.set_position(count)).await?;
    bar.finish_and_clear();
    Ok(count)
}
