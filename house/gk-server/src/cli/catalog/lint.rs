//! `gongkai catalog lint`: the checks an edition must pass, on files or on an edition.

use std::collections::BTreeMap;
use std::process::ExitCode;

use askama::Template;
use clap::Args as ClapArgs;
use gk_base::ports::Clock as _;
use gk_rules::Coded;
use gk_rules::catalog::against_law::against_law;
use gk_rules::catalog::edition::{Catalog, Edition, Tier};
use gk_rules::catalog::finding::{Counts, Finding, Grade};
use gk_rules::catalog::item::{DomainCode, Item};
use gk_rules::catalog::lint::lint;
use gk_rules::catalog::settle::{Settled, settle};
use gk_standards::clocks::sector_clocks;
use gk_standards::domains;
use serde::Serialize;

use super::read::{Taken, errors, take_all};
use crate::cli::{FOUND, Ran, Stop, say};
use crate::config::{self, Place};
use crate::outdoors::RealClock;

/// What `catalog lint` may be given.
#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// Files (xlsx, xls, ods, docx, csv, html, text); `-` is standard input
    #[arg(required_unless_present = "edition", conflicts_with = "edition")]
    files: Vec<String>,
    /// An edition instead, by its number in the database
    #[arg(long, value_name = "ID")]
    edition: Option<i64>,
    #[command(flatten)]
    place: Place,
    /// The domain, where the files do not name it: a name or a code of two digits
    #[arg(long, value_name = "NAME")]
    domain: Option<String>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// All items of some files, settled by domain.
pub(super) fn settled(taken: &[Taken]) -> Settled {
    let drafts: Vec<_> = taken.iter().flat_map(|file| file.draft.items.iter().cloned()).collect();
    settle(&drafts, &|name| domains::by_name(name?).map(|one| one.code))
}

/// The findings on items of one domain, as if they were an edition of a county.
pub(super) fn findings(domain: DomainCode, items: Vec<Item>) -> Result<Vec<Finding>, Stop> {
    let catalog = Catalog { organ: String::new(), tier: Tier::County, domain };
    let edition = Edition::draft(catalog, 1, "").with_items(items);
    let edition = edition.map_err(gk_base::Problem::Refused)?;
    let mut found = lint(&edition);
    let name = gk_catalog::domain_name(domain);
    found.extend(against_law(&edition, sector_clocks(), &name, RealClock.today()));
    Ok(found)
}

#[derive(Serialize, Template)]
#[template(path = "cli/catalog_lint.txt")]
struct Answer {
    items: usize,
    findings: Vec<Finding>,
    counts: Tally,
    /// Errors of the reading, by file; run `catalog read` for the particulars.
    unread: BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct Tally {
    blocking: usize,
    warnings: usize,
    notes: usize,
}

pub(super) fn run(args: &Args) -> Ran {
    let answer = match args.edition {
        Some(id) => config::block_on(of_edition(&args.place, id))?,
        None => of_files(args)?,
    };
    let bad = answer.counts.blocking > 0 || !answer.unread.is_empty();
    say::answer(&answer, args.json)?;
    Ok(if bad { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

fn of_files(args: &Args) -> Result<Answer, Stop> {
    let taken = take_all(&args.files, args.domain.as_deref())?;
    let settled = settled(&taken);
    let items = settled.items.values().map(Vec::len).sum();
    let mut found = settled.findings;
    for (domain, items) in settled.items {
        found.extend(findings(domain, items)?);
    }
    let unread = taken
        .iter()
        .map(|file| (file.name.clone(), errors(std::slice::from_ref(file))))
        .filter(|(_, errors)| *errors > 0)
        .collect();
    Ok(answer(items, found, unread))
}

/// What the procedure finds of an edition: alone, and against the one above.
async fn of_edition(place: &Place, id: i64) -> Result<Answer, Stop> {
    let office = place.beside(config::clock(None)).await?;
    let mut read = office.read().await?;
    let items = gk_catalog::load_whole(&mut read, id).await?.items().len();
    Ok(answer(items, gk_catalog::findings(&mut read, id).await?, BTreeMap::new()))
}

fn answer(items: usize, mut findings: Vec<Finding>, unread: BTreeMap<String, usize>) -> Answer {
    let counts = Counts::of(&findings);
    let counts = Tally { blocking: counts.blocking, warnings: counts.warnings, notes: counts.notes };
    findings.sort_by_key(|one| (one.grade != Grade::Blocking, one.item));
    Answer { items, findings, counts, unread }
}
