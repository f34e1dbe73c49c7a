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

/// What `catalog diff` may be given.
#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// The earlier catalog: a file
    before: String,
    /// The later catalog: a file
    after: String,
    /// The domain, where the files do not name it: a name or a code of two digits
    #[arg(long, value_name = "NAME")]
    domain: Option<String>,
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
    let before = items(&args.before, args.domain.as_deref())?;
    let mut after = items(&args.after, args.domain.as_deref())?;
    let mut changes = Vec::new();
    let domains: std::collections::BTreeSet<DomainCode> =
        before.keys().chain(after.keys()).copied().collect();
    for domain in domains {
        let earlier = before.get(&domain).map(Vec::as_slice).unwrap_or_default();
        let later = recode(after.remove(&domain).unwrap_or_default(), earlier, None);
        let Diff { changes: found, .. } = diff(earlier, &later);
        changes.extend(found);
    }
    let same = changes.is_empty();
    let answer = Answer { before: args.before.clone(), after: args.after.clone(), changes };
    say::answer(&answer, args.json)?;
    Ok(if same { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

/// The items of a file, by domain; a file that is not read whole is not compared.
fn items(file: &str, domain: Option<&str>) -> Result<ByDomain, Stop> {
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
