//! `gongkai doctor`: whether the machine and the data are fit to serve; changes nothing.

use std::process::{Command, ExitCode};

use askama::Template;
use clap::Args as ClapArgs;
use gk_base::ports::{Clock as _, Press as _, local_text};
use gk_base::sealed::Usage;
use gk_base::settings;
use gk_base::{Coded as _, Day, Office, Problem};

use super::{FOUND, Ran, Stop, Trouble, say};
use crate::config::{self, Place};
use crate::keys::{self, Fit};
use crate::migrations;
use crate::outdoors::RealClock;

/// What `doctor` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
}

/// What was looked at, in order.
#[derive(Debug)]
pub(super) enum Symptom {
    /// The clock.
    Clock { now: String },
    /// The clock stands before the program was written.
    ClockBehind { now: String },
    /// The folder can be written.
    Folder { name: String },
    /// It cannot.
    FolderReadOnly { name: String },
    /// Another process works in the folder: the server, most likely.
    Running,
    /// So many megabytes are free.
    Disk { free: u64 },
    /// Too few.
    DiskFull { free: u64 },
    /// There is no database yet.
    NoDatabase,
    /// The database answers.
    Database { engine: &'static str, waiting: usize },
    /// It does not.
    DatabaseDown { why: String },
    /// The keys open what is sealed; whether they lie in the folder of the data.
    Keys { file: String, algorithm: &'static str, beside: bool },
    /// Nothing is sealed yet.
    NoKeys { file: String },
    /// The keys are not those of this database.
    KeysWrong { why: String },
    /// Papers can be set with these fonts: kinds of letters and families.
    Fonts { used: Vec<(String, String)> },
    /// They cannot.
    NoFonts { why: String },
    /// The years of the calendar.
    Years { first: i16, last: i16 },
    /// This year is not announced.
    ThisYearMissing { year: i16 },
    /// Next year is not announced though it is time.
    NextYearMissing { year: i16 },
}

impl Symptom {
    /// Whether the site cannot be served well so.
    fn is_bad(&self) -> bool {
        matches!(
            self,
            Self::ClockBehind { .. }
                | Self::FolderReadOnly { .. }
                | Self::DiskFull { .. }
                | Self::DatabaseDown { .. }
                | Self::KeysWrong { .. }
                | Self::NoFonts { .. }
                | Self::ThisYearMissing { .. }
        )
    }
}

#[derive(Template)]
#[template(path = "cli/doctor.txt")]
struct Diagnosis<'a> {
    symptoms: &'a [Symptom],
}

/// Megabytes below which a disk is said to be full.
const LEAST: u64 = 500;
/// The State Council announces the next year in this month.
const ANNOUNCED_IN: i8 = 11;

pub(super) fn run(args: &Args) -> Ran {
    let mut symptoms = machine(&args.place);
    let years = match args.place.must_exist() {
        Err(_) => {
            symptoms.push(Symptom::NoDatabase);
            gk_standards::calendar::notices().iter().map(|notice| notice.year).collect()
        }
        Ok(()) => match config::block_on(database(&args.place)) {
            Ok((found, years)) => {
                symptoms.extend(found);
                years
            }
            Err(stop) => {
                symptoms.push(Symptom::DatabaseDown { why: sentence(&stop.to_string()).to_owned() });
                Vec::new()
            }
        },
    };
    symptoms.push(fonts(&args.place));
    symptoms.extend(calendar(&years, RealClock.today()));
    say::show(&Diagnosis { symptoms: &symptoms })?;
    let bad = symptoms.iter().any(Symptom::is_bad);
    Ok(if bad { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

fn machine(place: &Place) -> Vec<Symptom> {
    let now = RealClock.now();
    let text = local_text(now);
    let behind = gk_base::ports::day_of(now) < jiff::civil::date(2026, 1, 1);
    let mut symptoms =
        vec![if behind { Symptom::ClockBehind { now: text } } else { Symptom::Clock { now: text } }];
    // The nearest folder above that is there says whether this one can be made and written.
    let there = place.folder.ancestors().find(|one| one.is_dir()).unwrap_or(std::path::Path::new("."));
    let name = place.name();
    symptoms.push(if can_write(there) { Symptom::Folder { name } } else { Symptom::FolderReadOnly { name } });
    if place.is_held() {
        symptoms.push(Symptom::Running);
    }
    if let Some(free) = free_megabytes(there) {
        symptoms.push(if free < LEAST { Symptom::DiskFull { free } } else { Symptom::Disk { free } });
    }
    symptoms
}

/// The sentence of a trouble, without the word before its colon and the lines below.
fn sentence(said: &str) -> &str {
    let first = said.lines().next().unwrap_or_default();
    first.split_once('：').map_or(first, |(_, rest)| rest)
}

/// Whether a file can be made in a folder: only trying tells what owner, group and a disk mounted read-only come to.
fn can_write(folder: &std::path::Path) -> bool {
    let probe = folder.join(format!(".gongkai-doctor-{}", std::process::id()));
    let made = std::fs::File::create_new(&probe).is_ok();
    made && std::fs::remove_file(&probe).is_ok()
}

/// Whether there are fonts to set papers with.
fn fonts(place: &Place) -> Symptom {
    match place.workshop().fonts() {
        Ok(used) => Symptom::Fonts { used },
        Err(Problem::Refused(reasons)) => {
            let said = reasons.into_iter().map(|one| match one.cure {
                Some(cure) => format!("{}。{}", one.words, cure.0),
                None => one.words,
            });
            Symptom::NoFonts { why: said.collect::<Vec<_>>().join("；") }
        }
        Err(problem) => Symptom::NoFonts { why: problem.to_string() },
    }
}

/// As `df` says it; nothing where it does not.
fn free_megabytes(folder: &std::path::Path) -> Option<u64> {
    let said = Command::new("df").arg("-Pm").arg(folder).output().ok()?;
    let text = String::from_utf8(said.stdout).ok()?;
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

async fn database(place: &Place) -> Result<(Vec<Symptom>, Vec<i16>), Stop> {
    let waiting = gk_base::migrate::waiting(place.engine()?.as_ref(), migrations::ALL).await?;
    let engine = if place.database_url.is_some() { "PostgreSQL" } else { "SQLite" };
    let symptom = Symptom::Database { engine, waiting };
    if waiting > 0 {
        return Ok((vec![symptom], Vec::new()));
    }
    let office = place.beside(config::clock(None)).await?;
    let keys = of_keys(&office, place).await?;
    let mut read = office.read().await?;
    Ok((vec![symptom, keys], settings::notices(&mut read).await?.iter().map(|notice| notice.year).collect()))
}

async fn of_keys(office: &Office, place: &Place) -> Result<Symptom, Stop> {
    let path = place.keys();
    let file = path.display().to_string();
    Ok(match keys::fit(office).await? {
        Fit::NotNeeded => Symptom::NoKeys { file },
        Fit::Wrong(fault) => Symptom::KeysWrong { why: Stop::wrong(Trouble::Keys(fault)).to_string() },
        Fit::Sound => {
            let ring = office.keys().ring().ok();
            let key = ring.as_ref().and_then(|ring| ring.active(Usage::Seal));
            let algorithm = key.map_or("", |key| key.algorithm.label());
            Symptom::Keys { file, algorithm, beside: path.starts_with(&place.folder) }
        }
    })
}

fn calendar(years: &[i16], today: Day) -> Vec<Symptom> {
    let (Some(first), Some(last)) = (years.first().copied(), years.last().copied()) else {
        return Vec::new();
    };
    let mut symptoms = vec![Symptom::Years { first, last }];
    if !years.contains(&today.year()) {
        symptoms.push(Symptom::ThisYearMissing { year: today.year() });
    }
    let next = today.year().saturating_add(1);
    if today.month() >= ANNOUNCED_IN && !years.contains(&next) {
        symptoms.push(Symptom::NextYearMissing { year: next });
    }
    symptoms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_should_be_announced_and_is_not_is_told() {
        let day = jiff::civil::date;
        let told = |today| calendar(&[2025, 2026], today).len();
        assert_eq!((told(day(2026, 10, 31)), told(day(2026, 11, 1)), told(day(2027, 1, 5))), (1, 2, 2));
        assert!(calendar(&[2025, 2026], day(2027, 1, 5)).iter().any(Symptom::is_bad));
        assert!(!calendar(&[2025, 2026], day(2026, 12, 5)).iter().any(Symptom::is_bad));
    }
}
