//! `gongkai catalog diff`: what changed between two catalogs, item by item and column by column.

use std::collections::BTreeMap;
use std::process::ExitCode;

use askama::Template;
use clap::Args as ClapArgs;
use gk_rules::catalog::diff::{Change, Diff, diff};
use gk_rules::catalog::finding::Grade;
use gk_rules::catalog::item::{DomainCode, Item};
use gk_rules::catalog::settle::recode;
use serde::Serialize;

use super::lint::settled;
use super::read::{errors, take_all};
use crate::cli::{FOUND, Ran, Stop, Trouble, say};
use crate::config::{self, Place};

/// What `catalog diff` may be given.
#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// The earlier catalog: a file, or an edition by its number in the database
    before: String,
    /// The later catalog: a file, or an edition by its number in the database
    after: String,
    /// The domain, where the files do not name it: a name or a code of two digits
    #[arg(long, value_name = "NAME")]
    domain: Option<String>,
    #[command(flatten)]
    place: Place,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize, Template)]
#[template(path = "cli/catalog_diff.txt")]
struct Answer {
    before: String,
    after: String,
    changes: Vec<Change>,
}

type ByDomain = BTreeMap<DomainCode, Vec<Item>>;

pub(super) fn run(args: &Args) -> Ran {
    let before = items(args, &args.before)?;
    let mut after = items(args, &args.after)?;
    let mut changes = Vec::new();
    let domains: std::collections::BTreeSet<DomainCode> =
        before.keys().chain(after.keys()).copied().collect();
    for domain in domains {
        let earlier = before.get(&domain).map(Vec::as_slice).unwrap_or_default();
        let later = after.remove(&domain).unwrap_or_default();
        // Editions have codes of their own; what is read from a file is given those of its counterpart.
        let later = if args.after.parse::<i64>().is_ok() { later } else { recode(later, earlier, None) };
        let Diff { changes: found, .. } = diff(earlier, &later);
        changes.extend(found);
    }
    let same = changes.is_empty();
    let answer = Answer { before: args.before.clone(), after: args.after.clone(), changes };
    say::answer(&answer, args.json)?;
    Ok(if same { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

/// The items of an edition or a file, by domain; a file that is not read whole is not compared. What is a number and no
/// file is an edition.
fn items(args: &Args, named: &str) -> Result<ByDomain, Stop> {
    match named.parse::<i64>() {
        Ok(edition) if !std::path::Path::new(named).exists() => {
            config::block_on(of_edition(&args.place, edition))
        }
        _ => of_file(named, args.domain.as_deref()),
    }
}

async fn of_edition(place: &Place, id: i64) -> Result<ByDomain, Stop> {
    let office = place.beside(config::clock(None)).await?;
    let mut read = office.read().await?;
    let edition = gk_catalog::load_whole(&mut read, id).await?;
    Ok(BTreeMap::from([(edition.catalog().domain, edition.items().to_vec())]))
}

fn of_file(file: &str, domain: Option<&str>) -> Result<ByDomain, Stop> {
    let taken = take_all(&[file.to_owned()], domain)?;
    if errors(&taken) > 0 {
        return Err(super::unreadable(&taken));
    }
    let settled = settled(&taken);
    if settled.findings.iter().any(|one| one.grade == Grade::Blocking) {
        return Err(Stop { code: FOUND, ..Stop::wrong(Trouble::Unsettled(settled.findings)) });
    }
    Ok(settled.items)
}
