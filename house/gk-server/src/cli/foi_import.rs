//! `gongkai foi import`: applications of another system, each file in one transaction; run again over a folder, it takes what is new.

use std::process::ExitCode;

use askama::Template;
use clap::Args as ClapArgs;
use gk_counter::verbs::import_file::{self, ImportFile};
use serde::Serialize;

use super::{Ran, Stop, input, say};
use crate::config::{self, Place};

/// What `foi import` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct ImportArgs {
    /// Files: a JSON object a line, or csv, xlsx with headings; `-` is standard input
    #[arg(required = true)]
    files: Vec<String>,
    /// To whom they are addressed: the organ's code
    #[arg(long, value_name = "CODE")]
    organ: String,
    #[command(flatten)]
    place: Place,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize, Template)]
#[template(path = "cli/foi_import.txt")]
struct Answer {
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    name: String,
    new: usize,
    known: usize,
}

pub(super) fn run(args: &ImportArgs) -> Ran {
    // Every file is there and small enough before the first is taken in.
    let files: Vec<(String, Vec<u8>)> = args
        .files
        .iter()
        .map(|name| Ok((input::base_name(name), input::file(name)?)))
        .collect::<Result<_, Stop>>()?;
    config::block_on(async {
        let office = args.place.beside(config::clock(None)).await?;
        let mut taken = Vec::new();
        for (name, bytes) in files {
            let cmd = ImportFile { organ: args.organ.clone(), name: name.clone(), bytes };
            let done = import_file::run(&office, cmd).await?;
            taken.push(File { name, new: done.new, known: done.known });
        }
        say::answer(&Answer { files: taken }, args.json)?;
        Ok(ExitCode::SUCCESS)
    })
}
