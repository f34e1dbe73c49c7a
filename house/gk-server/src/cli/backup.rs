//! `gongkai backup`: a consistent copy while the site goes on serving.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args as ClapArgs;

use super::say::{self, Word};
use super::{Ran, Stop, Trouble, progress};
use crate::config::{self, Place};
use crate::dump;

/// What `backup` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The file to write; it must not be there yet
    file: PathBuf,
    #[command(flatten)]
    place: Place,
    /// A dump that either engine takes in; always so with --database-url
    #[arg(long)]
    portable: bool,
}

pub(super) fn run(args: &Args) -> Ran {
    args.place.must_exist()?;
    let name = args.file.display().to_string();
    if args.file.exists() {
        return Err(Stop::wrong(Trouble::NotEmpty(name)));
    }
    let mut part = args.file.clone().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = if args.portable || args.place.database_url.is_some() {
        portable(&args.place, &part)
    } else {
        copy(&args.place, &part)
    };
    // What was begun and could not be ended is no backup.
    let placed = written.and_then(|()| std::fs::rename(&part, &args.file).map_err(|e| Stop::file(&name, &e)));
    if let Err(stop) = placed {
        let _not_there = std::fs::remove_file(&part);
        return Err(stop);
    }
    say::print(&Word::BackedUp(name).to_string())?;
    let keys = args.place.keys();
    if keys.exists() {
        say::print(&Word::WithoutKeys(keys.display().to_string()).to_string())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn copy(place: &Place, part: &Path) -> Result<(), Stop> {
    File::create(part).map_err(|e| Stop::file(part.display(), &e))?;
    let bar = progress::bar(&Word::BackingUp, 1);
    let engine = gk_sqlite::Sqlite::open(&place.sqlite_file())?;
    engine.copy_to(part, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    synced(part)
}

fn portable(place: &Place, part: &Path) -> Result<(), Stop> {
    let file = File::create(part).map_err(|e| Stop::file(part.display(), &e))?;
    let bar = progress::spinner(&Word::BackingUp);
    config::block_on(async {
        let engine = place.engine()?;
        Ok(dump::dump(engine.as_ref(), std::io::BufWriter::new(file), |rows| bar.set_position(rows)).await?)
    })?;
    bar.finish_and_clear();
    synced(part)
}

/// Waits until a file is on the disk.
pub(super) fn synced(path: &Path) -> Result<(), Stop> {
    File::open(path).and_then(|file| file.sync_all()).map_err(|e| Stop::file(path.display(), &e))
}
