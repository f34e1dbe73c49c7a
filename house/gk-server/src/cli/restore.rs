//! `gongkai restore`: a backup into an empty place, verified before it is put there and checked after.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args as ClapArgs;
use gk_base::problem::Fault;
use gk_base::sql::{Engine, Sql};

use super::backup::synced;
use super::check::look;
use super::say::{self, BackupFault, Word};
use super::{FOUND, Ran, Stop, Trouble, check, progress, rebuild_index};
use crate::config::{self, Place};
use crate::dump::{self, Refused};
use crate::migrations;

/// What `restore` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// A file that `backup` wrote
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// How a file of SQLite begins.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// What SQLite says of itself.
const SOUND: Sql = Sql { name: "restore.SOUND", text: "pragma quick_check(1)" };
/// Whether anything happened in a database.
const HAPPENED: Sql = Sql { name: "restore.HAPPENED", text: "select count(*) from ledger" };

pub(super) fn run(args: &Args) -> Ran {
    let name = args.file.display().to_string();
    let mut head = Vec::new();
    let file = File::open(&args.file).map_err(|e| Stop::file(&name, &e))?;
    file.take(16).read_to_end(&mut head).map_err(|e| Stop::file(&name, &e))?;
    let is_sqlite = head == SQLITE;
    if !is_sqlite && !head.starts_with(b"PK") {
        return Err(Stop::wrong(Trouble::Backup(BackupFault::NotOne(name))));
    }
    config::block_on(async {
        let _lock = args.place.lock()?;
        match &args.place.database_url {
            Some(_) if is_sqlite => return Err(Stop::wrong(Trouble::Backup(BackupFault::NotPortable(name)))),
            Some(_) => into_server(&args.place, &args.file).await?,
            None => into_folder(&args.place, &args.file, is_sqlite).await?,
        }
        let opened = args.place.open(config::clock(None)).await?;
        rebuild_index::rebuild(&opened).await?;
        let found = look(&opened).await?;
        say::print(&Word::Restored(name).to_string())?;
        say::show(&check::Report { found: &found, repaired: false })?;
        Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
    })
}

async fn into_server(place: &Place, file: &Path) -> Result<(), Stop> {
    let engine = place.engine()?;
    gk_base::migrate::migrate(engine.as_ref(), migrations::ALL).await?;
    let happened = engine.read().await?.rows(&HAPPENED, &[]).await?;
    if happened.first().map(|row| row.get::<i64>(0)).transpose()? != Some(0) {
        return Err(Stop::wrong(Trouble::NotEmpty("--database-url".to_owned())));
    }
    take_in(engine.as_ref(), file).await
}

/// Made beside, and put in place when it is whole.
async fn into_folder(place: &Place, file: &Path, is_sqlite: bool) -> Result<(), Stop> {
    if place.sqlite_file().exists() || place.index_folder().exists() {
        return Err(Stop::wrong(Trouble::NotEmpty(place.name())));
    }
    let beside =
        Place { folder: place.folder.join("restoring"), database_url: None, fonts: place.fonts.clone() };
    beside.remove()?;
    beside.make_folder()?;
    let made = fill(&beside, file, is_sqlite).await;
    if made.is_ok() {
        beside.put_in_place_of(place)?;
    }
    beside.remove()?;
    made
}

async fn fill(beside: &Place, file: &Path, is_sqlite: bool) -> Result<(), Stop> {
    let target = beside.sqlite_file();
    if is_sqlite {
        std::fs::copy(file, &target).map_err(|e| Stop::file(file.display(), &e))?;
        synced(&target)?;
        let damaged = || Stop::wrong(Trouble::Backup(BackupFault::Damaged(file.display().to_string())));
        let engine = beside.engine().map_err(|_| damaged())?;
        let said = engine.read().await?.rows(&SOUND, &[]).await.map_err(|_| damaged())?;
        let said = said.first().map(|row| row.get::<String>(0)).transpose()?;
        if said.as_deref() != Some("ok") {
            return Err(damaged());
        }
        let other = |_: Fault| Stop::wrong(Trouble::Backup(BackupFault::OtherVersion(String::new())));
        gk_base::migrate::migrate(engine.as_ref(), migrations::ALL).await.map_err(other)?;
        return Ok(());
    }
    let engine = gk_sqlite::Sqlite::open_disposable(&target)?;
    gk_base::migrate::migrate(&engine, migrations::ALL).await?;
    take_in(&engine, file).await
}

async fn take_in(engine: &dyn Engine, file: &Path) -> Result<(), Stop> {
    let name = file.display().to_string();
    let bar = progress::spinner(&Word::Restoring);
    let from = File::open(file).map_err(|e| Stop::file(&name, &e))?;
    let loaded = dump::load(engine, BufReader::new(from), |rows| bar.set_position(rows)).await;
    bar.finish_and_clear();
    let backup = |fault| Stop::wrong(Trouble::Backup(fault));
    loaded.map_err(|refused| match refused {
        Refused::NotOne => backup(BackupFault::NotOne(name)),
        Refused::OtherVersion(version) => backup(BackupFault::OtherVersion(version)),
        Refused::Damaged(table) => backup(BackupFault::Damaged(table)),
        Refused::Fault(fault) => fault.into(),
    })?;
    Ok(engine.analyze().await?)
}
