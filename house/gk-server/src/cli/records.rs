//! `gongkai records`: files that come in, taken in by the file, the folder, or a table that names them; run again, only what is new.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use askama::Template;
use clap::{Args as ClapArgs, Subcommand};
use gk_base::{Office, Problem, directory};
use gk_intake::verbs::take_in::{self, TakeIn, TakenIn};
use gk_rules::Reason;
use gk_rules::catalog::sheet::{Piece, Sheet};
use gk_rules::intake::batch::{self, Row};
use gk_rules::intake::reasons::{MOST_FILES, too_many};
use gk_rules::org::Actor;
use serde::Serialize;

use super::{FOUND, Ran, Stop, Trouble, input, say};
use crate::config::{self, Place};

/// What may be done with information.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take files in: each becomes a draft with its fields read; what is there already is named and not doubled
    TakeIn(Args),
}

/// What `records take-in` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Files and folders; of a folder its files, not those of folders within
    #[arg(required_unless_present = "table")]
    paths: Vec<PathBuf>,
    /// A table (csv, xlsx) that names files beside it and what is known of them: 文件, 名称, 发文字号, 成文日期, 体裁
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    table: Option<PathBuf>,
    /// For whom: the organ's code
    #[arg(long, value_name = "CODE")]
    organ: String,
    /// In whose name: an account of that organ that may draft
    #[arg(long = "as", value_name = "ACCOUNT")]
    account: String,
    /// Take in what is there already once more
    #[arg(long)]
    again: bool,
    /// Look again after so many seconds, until the program is ended
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    every: Option<u64>,
    #[command(flatten)]
    place: Place,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize, Template)]
#[template(path = "cli/records_take_in.txt")]
struct Answer {
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    name: String,
    /// The draft; nothing where none was begun.
    record: Option<i64>,
    title: String,
    /// Whether it is there already.
    known: bool,
    reasons: Vec<Reason>,
}

/// A file to be taken in, with what a table says of it.
struct Coming {
    path: PathBuf,
    row: Row,
}

pub(super) fn run(command: Command) -> Ran {
    let Command::TakeIn(args) = command;
    config::block_on(async {
        let office = args.place.beside(config::clock(None)).await?;
        let actor = actor(&office, &args).await?;
        let mut seen = BTreeSet::new();
        loop {
            let files = once(&office, &actor, &args, &mut seen).await?;
            let refused = files.iter().any(|one| one.record.is_none() && !one.known);
            if args.every.is_none() || !files.is_empty() {
                say::answer(&Answer { files }, args.json)?;
            }
            let Some(seconds) = args.every else {
                return Ok(if refused { ExitCode::from(FOUND) } else { ExitCode::SUCCESS });
            };
            tokio::time::sleep(Duration::from_secs(seconds)).await;
        }
    })
}

/// Who acts: somebody of the organ with this account; whether he may is asked by the verb.
async fn actor(office: &Office, args: &Args) -> Result<Actor, Stop> {
    let mut read = office.read().await?;
    let organ = directory::load_by_code(&mut read, &args.organ).await?.organ.id;
    let found = directory::find_holder(&mut read, organ, &args.account).await?;
    let missing = || Stop::wrong(Trouble::Missing { kind: "account", name: args.account.clone() });
    found.ok_or_else(missing)
}

/// Everything that is there and was not seen before in this state.
async fn once(
    office: &Office,
    actor: &Actor,
    args: &Args,
    seen: &mut BTreeSet<(PathBuf, u64, Option<std::time::SystemTime>)>,
) -> Result<Vec<File>, Stop> {
    let mut out = Vec::new();
    for coming in coming(office, args)? {
        let name = input::base_name(&coming.path.to_string_lossy());
        let about = std::fs::metadata(&coming.path).map_err(|e| Stop::file(&name, &e))?;
        if !seen.insert((coming.path.clone(), about.len(), about.modified().ok())) {
            continue;
        }
        let bytes = input::file(&coming.path.to_string_lossy())?;
        out.extend(take(office, actor, args.again, (name, bytes, &coming.row)).await?);
    }
    Ok(out)
}

/// The files meant, in the order of their names or of the table.
fn coming(office: &Office, args: &Args) -> Result<Vec<Coming>, Stop> {
    let mut all = Vec::new();
    if let Some(path) = &args.table {
        let name = path.to_string_lossy();
        let pieces = office.sheets().pieces(&name, &input::file(&name)?);
        let (pieces, _) = pieces.map_err(|trouble| Stop::wrong(Trouble::Law(trouble.to_string())))?;
        let table = |piece| if let Piece::Table(sheet) = piece { Some(sheet) } else { None };
        let sheets: Vec<Sheet> = pieces.into_iter().filter_map(table).collect();
        let rows = batch::rows(&sheets).map_err(|reasons| Stop::wrong(Trouble::Refused(reasons)))?;
        let beside = path.parent().unwrap_or(Path::new("."));
        all.extend(rows.into_iter().map(|row| Coming { path: beside.join(&row.file), row }));
    }
    for path in &args.paths {
        let about = std::fs::metadata(path).map_err(|e| Stop::file(path.to_string_lossy(), &e))?;
        if !about.is_dir() {
            all.push(Coming { path: path.clone(), row: Row::default() });
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|e| Stop::file(path.to_string_lossy(), &e))?;
        let files = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file());
        let mut files: Vec<PathBuf> = files.collect();
        files
            .retain(|file| !gk_rules::intake::archive::is_litter(&input::base_name(&file.to_string_lossy())));
        files.sort();
        all.extend(files.into_iter().map(|path| Coming { path, row: Row::default() }));
    }
    if args.every.is_none() && all.len() > MOST_FILES * 50 {
        return Err(Stop::wrong(Trouble::Refused(vec![too_many(all.len())])));
    }
    Ok(all)
}

/// One file, or the members of a packed one.
async fn take(
    office: &Office,
    actor: &Actor,
    again: bool,
    (name, bytes, row): (String, Vec<u8>, &Row),
) -> Result<Vec<File>, Stop> {
    let refused = |name: &str, reasons: Vec<Reason>| File {
        name: name.to_owned(),
        record: None,
        title: String::new(),
        known: false,
        reasons,
    };
    let members = match take_in::unpack(office, name.clone(), bytes).await {
        Ok(members) => members,
        Err(Problem::Refused(reasons)) => return Ok(vec![refused(&name, reasons)]),
        Err(problem) => return Err(problem.into()),
    };
    let mut out = Vec::new();
    for (member, against) in members {
        if !against.is_empty() {
            out.push(refused(&member.name, against));
            continue;
        }
        let cmd = TakeIn { name: member.name.clone(), bytes: member.bytes, again, known: row.known.clone() };
        out.push(match take_in::run(office, actor, cmd).await {
            Ok(TakenIn::Draft { record, title }) => {
                File { name: member.name, record: Some(record), title, known: false, reasons: Vec::new() }
            }
            Ok(double) => File { known: true, ..refused(&member.name, double.reasons(&member.name)) },
            Err(Problem::Refused(reasons)) => refused(&member.name, reasons),
            Err(problem) => return Err(problem.into()),
        });
    }
    Ok(out)
}
