//! `gongkai backup`: a consistent copy while the site goes on serving.

use std::fs::File;
use std::io::Write as _;
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
        return Err(Stop::wrong(Trouble::FileThere(name)));
    }
    let folder = args.file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Stop::file(folder.display(), &std::io::ErrorKind::NotFound.into()));
    }
    let mut part = args.file.clone().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let is_portable = args.portable || args.place.database_url.is_some();
    let file = File::create(&part).map_err(|e| Stop::file(&name, &e))?;
    let written = if is_portable { portable(&args.place, file, &name) } else { copy(&args.place, &part) };
    // What was begun and could not be ended is no backup.
    let placed = written.and_then(|()| {
        synced(&part).and_then(|()| std::fs::rename(&part, &args.file)).map_err(|e| Stop::file(&name, &e))
    });
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
    let bar = progress::bar(&Word::BackingUp, 1);
    let engine = gk_sqlite::Sqlite::open(&place.sqlite_file())?;
    engine.copy_to(part, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    Ok(())
}

fn portable(place: &Place, file: File, name: &str) -> Result<(), Stop> {
    let bar = progress::spinner(&Word::BackingUp);
    let mut out = config::block_on(async {
        // A dump says of which version it is: the program's, which must be the database's.
        let engine = place.current().await?;
        Ok(dump::dump(engine.as_ref(), std::io::BufWriter::new(file), |rows| bar.set_position(rows)).await?)
    })?;
    bar.finish_and_clear();
    out.flush().map_err(|e| Stop::file(name, &e))
}

/// Waits until a file is on the disk.
pub(super) fn synced(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()
}
