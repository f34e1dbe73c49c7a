//! `gongkai catalog export`: an edition as a workbook, as CSV or as JSON.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args as ClapArgs, ValueEnum};
use gk_base::book::{Book, Page};
use gk_base::{Fault, directory};
use gk_rules::catalog::export::{Heading, Layout, export};

use crate::cli::{Ran, Stop, output};
use crate::config::{self, Place};

/// What `catalog export` may be given.
#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// The edition's number in the database
    edition: i64,
    /// In which form
    #[arg(long, value_enum, default_value_t = Form::Xlsx)]
    format: Form,
    /// Which table: as printed, or with codes and the way of adoption, so that nothing is lost
    #[arg(long, value_enum, default_value_t = Columns::National)]
    layout: Columns,
    /// The file to write; `-` is standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Xlsx,
    Csv,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Columns {
    National,
    Complete,
}

pub(super) fn run(args: &Args) -> Ran {
    let bytes = config::block_on(written(args))?;
    output::write(&args.output, &bytes)?;
    Ok(ExitCode::SUCCESS)
}

async fn written(args: &Args) -> Result<Vec<u8>, Stop> {
    let office = args.place.beside(config::clock(None)).await?;
    let mut read = office.read().await?;
    let line = gk_catalog::load_edition(&mut read, args.edition).await?;
    let edition = gk_catalog::load_whole(&mut read, args.edition).await?;
    if args.format == Form::Json {
        let text = serde_json::to_vec_pretty(&edition).map_err(|e| Fault::because("writing JSON", e))?;
        return Ok(text);
    }
    let organ = directory::load(&mut read, line.owner.organ).await?.organ;
    let place =
        organ.names.aliases.first().filter(|_| organ.kind.is_government()).unwrap_or(&organ.names.full);
    let heading = Heading { region: place.clone(), domain: line.domain_name() };
    let layout = match args.layout {
        Columns::National => Layout::National,
        Columns::Complete => Layout::Complete,
    };
    let page = Page::of_table(&export(edition.items(), &heading, layout), 2);
    let files = office.sheets();
    Ok(match args.format {
        Form::Xlsx => files.xlsx(&Book { sheets: vec![page] })?,
        _ => files.csv(&page),
    })
}
