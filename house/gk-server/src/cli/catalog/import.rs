//! `gongkai catalog import`: files become drafts of an organ's catalogs, each file in one transaction.

use std::process::ExitCode;

use askama::Template;
use clap::Args as ClapArgs;
use gk_base::{Coded, Office, directory};
use gk_catalog::EditionLine;
use gk_catalog::verbs::Hand;
use gk_catalog::verbs::import_file::{self, Content, ImportFile};
use gk_rules::catalog::edition::Tier;
use gk_rules::org::Level;
use serde::Serialize;

use crate::cli::{FOUND, Ran, Stop, Trouble, input, say};
use crate::config::{self, Place};

/// What `catalog import` may be given.
#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// Files (xlsx, xls, ods, docx, csv, html, text); `-` is text on standard input
    #[arg(required = true)]
    files: Vec<String>,
    /// Whose catalog: the organ's code
    #[arg(long, value_name = "CODE")]
    organ: String,
    /// Whose standard: national, province, city, county, township or village; without it the organ's level
    #[arg(long, value_name = "TIER")]
    tier: Option<String>,
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
#[template(path = "cli/catalog_import.txt")]
struct Answer {
    imports: Vec<Import>,
    /// The file that was refused, and those after it, which were not taken in either.
    left: Vec<String>,
}

#[derive(Serialize)]
struct Import {
    file: String,
    import: String,
    /// Read before: nothing was changed.
    again: bool,
    editions: Vec<Edition>,
}

#[derive(Serialize)]
struct Edition {
    id: i64,
    domain: String,
    name: String,
    number: u32,
    items: u64,
    blocking: u64,
    warnings: u64,
}

pub(super) fn run(args: &Args) -> Ran {
    // Every file is there and small enough before the first is taken in.
    let files: Vec<(String, Vec<u8>)> =
        args.files.iter().map(|name| Ok((name.clone(), input::file(name)?))).collect::<Result<_, Stop>>()?;
    config::block_on(async {
        let office = args.place.beside(config::clock(None)).await?;
        let tier = tier(&office, args).await?;
        let mut imports = Vec::new();
        let mut waiting = files.into_iter();
        let mut refused = None;
        for (name, bytes) in waiting.by_ref() {
            match import(&office, args, tier, (name.clone(), bytes)).await {
                Ok(one) => imports.push(one),
                Err(stop) => {
                    refused = Some((input::base_name(&name), stop));
                    break;
                }
            }
        }
        let again = imports.iter().any(|one| one.again);
        if let Some((name, stop)) = refused {
            // What became of the files before it is told in any case: they stay taken in.
            let left =
                std::iter::once(name).chain(waiting.map(|(name, _)| input::base_name(&name))).collect();
            if !imports.is_empty() {
                say::answer(&Answer { imports, left }, args.json)?;
            }
            return Err(stop);
        }
        say::answer(&Answer { imports, left: Vec::new() }, args.json)?;
        Ok(if again { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
    })
}

async fn tier(office: &Office, args: &Args) -> Result<Tier, Stop> {
    if let Some(code) = &args.tier {
        return Tier::from_code(code).ok_or_else(|| Stop::wrong(Trouble::Tier(code.clone())));
    }
    let mut read = office.read().await?;
    let seat = directory::find(&mut read, &args.organ).await?;
    let seat =
        seat.ok_or_else(|| Stop::wrong(Trouble::Missing { kind: "organ", name: args.organ.clone() }))?;
    Ok(match seat.organ.level {
        Level::Province => Tier::Province,
        Level::City => Tier::City,
        Level::County => Tier::County,
        Level::Township => Tier::Township,
        Level::Village => Tier::Village,
    })
}

async fn import(office: &Office, args: &Args, tier: Tier, file: (String, Vec<u8>)) -> Result<Import, Stop> {
    let (path, bytes) = file;
    let name = input::base_name(&path);
    let content = if path == input::STDIN {
        Content::Text(String::from_utf8_lossy(&bytes).into_owned())
    } else {
        Content::File { name: name.clone(), bytes }
    };
    let domain = args.domain.clone().unwrap_or_default();
    let cmd = ImportFile { organ: args.organ.clone(), tier, domain, content };
    let imported = import_file::run(office, Hand::System, cmd).await?;
    let mut read = office.read().await?;
    let mut editions = Vec::new();
    for id in imported.editions {
        editions.push(line(&gk_catalog::load_edition(&mut read, id).await?));
    }
    Ok(Import { file: name, import: imported.import, again: imported.again, editions })
}

fn line(edition: &EditionLine) -> Edition {
    Edition {
        id: edition.id,
        domain: edition.owner.domain.to_string(),
        name: edition.domain_name(),
        number: edition.number,
        items: edition.counts.items,
        blocking: edition.counts.blocking,
        warnings: edition.counts.warnings,
    }
}
