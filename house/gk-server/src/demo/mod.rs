//! The demonstration (示范数据): all of Liaoning, the common catalog, and one fictional county with half a year of work in
//! it, made by the verbs of the office with a clock that is moved by hand. Nothing invented looks like a real organ's.
//!
//! | file | what |
//! |---|---|
//! | `places` | the fictional city and county, their departments, townships and villages, and the people |
//! | `plan` | the one real document |
//! | `sheets`, `files` | catalogs as offices write them, in files of every kind |
//! | `catalogs` | those files imported, explained, reviewed and put in force |
//! | `foi`, `letters`, `afterwards` | applications of the fictional county's people, at every stage; their letters; what follows |
//! | `library` | what is not public, what was revised, what waits for its moment |
//! | `months` | what was published, late or not at all, day by day |

mod afterwards;
mod catalogs;
mod files;
mod foi;
mod letters;
mod library;
mod months;
mod places;
mod plan;
mod sheets;
mod words;
mod xls;

use gk_base::ports::FixedClock;
use gk_base::{Day, Office, Problem, settings};
use gk_catalog::verbs::found_standards::{self, FoundStandards};
use gk_org::verbs::found_divisions::{self, FoundDivisions};
use gk_rules::catalog::edition::Tier;

use crate::cli::progress;
use crate::cli::say::Word as Bar;

pub use places::{Account, COUNTY, accounts};
pub use words::{label, site_name};

/// The password of everybody in the demonstration.
pub const PASSWORD: &str = "gongkai-2026";
/// The province.
const PROVINCE: &str = "21";
/// The setting that says a demonstration was begun, and whether it was ended.
const MARK: &str = "demo.loaded";

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The domains of the county, by number; all when empty.
    pub domains: &'static [u8],
    /// How many townships, at most eight.
    pub towns: usize,
    /// A part of Liaoning alone; all of it when nothing is named.
    pub within: Option<&'static str>,
}

impl Scale {
    /// All of it.
    pub const FULL: Self = Self { domains: &[], towns: 8, within: None };
    /// Enough for every state to occur: for tests.
    pub const SMALL: Self = Self { domains: &[5, 10, 13, 14, 20, 21, 24], towns: 2, within: Some("210102") };

    fn has(&self, domain: u8) -> bool {
        self.domains.is_empty() || self.domains.contains(&domain)
    }
}

/// How far the demonstration in a database has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// There is nothing of it, and nothing else.
    Empty,
    /// There is something else in the database.
    Foreign,
    /// It was begun and not ended.
    Half,
    /// It is there.
    Whole,
}

/// How far the demonstration has come.
///
/// # Errors
/// When the database fails.
pub async fn loaded(office: &Office) -> Result<Loaded, Problem> {
    let mut read = office.read().await?;
    let marks = settings::history(&mut read, MARK).await?;
    if marks.iter().any(|mark| mark.value == "whole") {
        return Ok(Loaded::Whole);
    }
    if !marks.is_empty() {
        return Ok(Loaded::Half);
    }
    let (last, _) = gk_base::ledger::head(&mut read).await?;
    let roots = gk_base::directory::list_roots(&mut read).await?;
    Ok(if last == 0 && roots.is_empty() { Loaded::Empty } else { Loaded::Foreign })
}

/// Loads the demonstration as it stands on a day; one that is whole is left as it is. Afterwards the clock stands on
/// that day.
///
/// # Errors
/// When a verb refuses, which the tests exclude, or the database fails.
pub async fn load(office: &Office, clock: &FixedClock, today: Day, scale: &Scale) -> Result<(), Problem> {
    if loaded(office).await? == Loaded::Whole {
        clock.set(today);
        return Ok(());
    }
    let plan = gk_standards::plan::plan();
    clock.set(plan.made_on);
    mark(office, plan.made_on, "begun").await?;
    let bar = progress::bar(&Bar::Divisions, 1);
    let within = FoundDivisions { within: scale.within.map(str::to_owned).into_iter().collect() };
    found_divisions::run(office, within, |done, all| progress::step(&bar, done, all)).await?;
    bar.finish_and_clear();
    let bar = progress::bar(&Bar::Standards, 1);
    let standards = FoundStandards { organ: PROVINCE.to_owned(), tier: Tier::Province, from: plan.made_on };
    found_standards::run(office, standards, |done, all| progress::step(&bar, done, all)).await?;
    bar.finish_and_clear();
    plan::publish(office, clock, &plan).await?;
    months::live(office, clock, today, scale).await?;
    mark(office, today, "whole").await?;
    office.engine().analyze().await?;
    Ok(())
}

async fn mark(office: &Office, day: Day, value: &str) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    settings::set(&mut tx, MARK, day, value, "gongkai demo").await?;
    tx.commit().await
}

/// A table in `demo/`: the lines after the heading, cells between tabs.
fn table(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}
