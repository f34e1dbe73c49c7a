//! `gongkai foi letters`: the letters of an organ as PDF files in a new folder, which is there whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use askama::Template;
use clap::Args as ClapArgs;
use gk_base::{Day, Office, Reason};
use gk_letters::verbs::set_batch::{self, SetBatch};
use serde::Serialize;

use super::say::Word;
use super::{FOUND, Ran, Stop, Trouble, input, progress, say};
use crate::config::{self, Place};

/// What `foi letters` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct LettersArgs {
    /// Whose letters: the organ's code
    #[arg(long, value_name = "CODE")]
    organ: String,
    /// The folder, which must not be there yet
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Letters that went out from this day on; by default today
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<String>,
    /// Letters that went out up to this day; by default today
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<String>,
    /// Letters that are prepared and did not go out yet, set as they stand
    #[arg(long, conflicts_with_all = ["from", "to"])]
    prepared: bool,
    /// The day on which to look; by default the machine's
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
    #[command(flatten)]
    place: Place,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize, Template)]
#[template(path = "cli/foi_letters.txt")]
struct Answer {
    folder: String,
    made: usize,
    lacking: Vec<Lacking>,
}

/// A letter that cannot be set yet.
#[derive(Serialize)]
struct Lacking {
    name: String,
    reasons: Vec<Reason>,
}

pub(super) fn run(args: &LettersArgs) -> Ran {
    let day = |text: &Option<String>| text.as_deref().map(input::day).transpose();
    let (from, to, today) = (day(&args.from)?, day(&args.to)?, day(&args.today)?);
    let folder = args.out.display().to_string();
    if args.out.exists() {
        return Err(Stop::wrong(Trouble::FileThere(folder)));
    }
    config::block_on(async {
        let office = args.place.beside(config::clock(today)).await?;
        let (from, until): (Day, Day) = (from.unwrap_or(office.today()), to.unwrap_or(office.today()));
        let cmd = SetBatch { organ: args.organ.clone(), from, until, prepared: args.prepared };
        let beside = args.out.with_extension("part");
        let made = write(&office, &cmd, &beside).await;
        let ended = match &made {
            Ok(answer) if answer.made > 0 => fs::rename(&beside, &args.out),
            _ => remove(&beside),
        };
        let answer = Answer { folder: folder.clone(), ..made? };
        ended.map_err(|error| Stop::file(folder, &error))?;
        say::answer(&answer, args.json)?;
        Ok(if answer.lacking.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
    })
}

fn remove(folder: &Path) -> std::io::Result<()> {
    if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) }
}

/// Writes the files into a folder beside the one wanted.
async fn write(office: &Office, cmd: &SetBatch, folder: &Path) -> Result<Answer, Stop> {
    let broken = |error: std::io::Error| Stop::file(folder.display(), &error);
    let batch = set_batch::list(office, cmd).await?;
    let mut answer = Answer { folder: String::new(), made: 0, lacking: Vec::new() };
    if batch.is_empty() {
        return Ok(answer);
    }
    // What an earlier run that was cut off has left.
    remove(folder).map_err(broken)?;
    fs::create_dir_all(folder).map_err(broken)?;
    let bar = progress::bar(&Word::Letters, u64::try_from(batch.len()).unwrap_or(u64::MAX));
    for at in 0..batch.len() {
        if let Some(one) = batch.set(office, at).await? {
            match one.pdf {
                Ok(bytes) => {
                    let name = format!("{:04} {}", at + 1, one.name.replace(['/', '\\'], "-"));
                    fs::write(folder.join(name), bytes).map_err(broken)?;
                    answer.made += 1;
                }
                Err(reasons) => answer.lacking.push(Lacking { name: one.name, reasons }),
            }
        }
        progress::step(&bar, at + 1, batch.len());
    }
    bar.finish_and_clear();
    Ok(answer)
}
