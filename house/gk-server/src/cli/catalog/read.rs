//! `gongkai catalog read`: files as typed items with diagnostics like a compiler's; no database.

use std::collections::BTreeMap;
use std::process::ExitCode;

use askama::Template;
use clap::Args as ClapArgs;
use gk_rules::Coded;
use gk_rules::catalog::channel::ChannelCode;
use gk_rules::catalog::draft::{
    Audience, BasisDraft, ChannelDraft, Diagnostic, Draft, ElementDraft, ItemDraft, Levels, Method, Severity,
};
use gk_rules::catalog::trouble::{Spot, Trouble as FileTrouble};
use gk_rules::catalog::{Hint, read};
use gk_rules::time::limit::{Kind, Period, Unit};
use gk_standards::domains::{self, Domain};
use serde::Serialize;

use crate::cli::limit::LimitJson;
use crate::cli::{FOUND, Ran, Stop, Trouble, input, say};

/// What `catalog read` may be given.
#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// Files (xlsx, xls, ods, docx, csv, html, text); `-` is standard input
    #[arg(required = true)]
    pub files: Vec<String>,
    /// The domain, where the files do not name it: a name or a code of two digits
    #[arg(long, value_name = "NAME")]
    pub domain: Option<String>,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

/// One file as read.
#[derive(Debug)]
pub(super) struct Taken {
    /// Its name without folders; `-` for standard input.
    pub name: String,
    /// Its items, and all diagnostics: of the file itself and of the reading.
    pub draft: Draft,
}

/// Reads one file, whatever it is; what is wrong with it becomes a diagnostic.
#[must_use]
pub(super) fn take(name: &str, bytes: &[u8], domain: Option<&str>) -> Taken {
    let file = input::base_name(name);
    let taken = gk_sheets::take(&file, bytes, &gk_sheets::Limits::default());
    let (mut draft, remarks) = match taken {
        Ok(taken) => {
            let named = if name == input::STDIN { String::new() } else { file.clone() };
            let hint = Hint { domain: domain.map(str::to_owned), file: named };
            (read(&taken.source, &hint), taken.remarks)
        }
        Err(trouble) => (Draft::default(), vec![trouble]),
    };
    let of_file: Vec<Diagnostic> = remarks.iter().map(diagnostic).collect();
    draft.diagnostics.splice(0..0, of_file);
    Taken { name: file, draft }
}

/// What is wrong with a file, in the form of what is wrong with its content.
fn diagnostic(trouble: &FileTrouble) -> Diagnostic {
    let (sheet, row, column) = match &trouble.spot {
        Spot::File => (String::new(), 0, 0),
        Spot::Part(name) | Spot::Sheet(name) => (name.clone(), 0, 0),
        Spot::Row { sheet, row } => (sheet.clone(), *row, 0),
        Spot::Cell { sheet, row, column } => (sheet.clone(), *row, column.saturating_add(1)),
    };
    Diagnostic {
        code: trouble.code().to_owned(),
        severity: if trouble.is_remark() { Severity::Note } else { Severity::Error },
        sheet,
        row,
        column,
        message: trouble.message(),
        hint: trouble.hint().to_owned(),
    }
}

/// The domain a person named: by name or by code.
///
/// # Errors
/// [`Trouble::Domain`].
pub(super) fn domain(name: &str) -> Result<&'static Domain, Stop> {
    let by_code = || name.parse().ok().and_then(domains::by_code);
    domains::by_name(name).or_else(by_code).ok_or_else(|| Stop::wrong(Trouble::Domain(name.to_owned())))
}

/// Reads all files of a command, in order; a file that cannot be opened stops it before anything is printed.
///
/// # Errors
/// When a file cannot be opened or a domain is unknown.
pub(super) fn take_all(files: &[String], named: Option<&str>) -> Result<Vec<Taken>, Stop> {
    let named = named.map(domain).transpose()?.map(|one| one.name);
    files.iter().map(|name| Ok(take(name, &input::file(name)?, named))).collect()
}

/// The whole answer as JSON has it.
#[derive(Debug, Serialize)]
pub(super) struct AnswerJson<'a> {
    items: Vec<ItemJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ItemJson<'a> {
    domain: &'a Option<String>,
    level1: &'a Option<String>,
    level2: &'a Option<String>,
    level3: &'a Option<String>,
    elements: &'a [ElementDraft],
    basis: &'a [BasisDraft],
    time_limit: Option<LimitJson>,
    responsible: &'a Option<String>,
    channels: Vec<ChannelJson<'a>>,
    audience: &'a Audience,
    method: &'a Method,
    levels: &'a Levels,
    extra: &'a BTreeMap<String, String>,
    source: SourceJson<'a>,
    raw: &'a BTreeMap<String, String>,
}

/// A code of the check list; 其他 with its words.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ChannelJson<'a> {
    Code(&'a str),
    Other { code: &'a str, text: &'a str },
}

#[derive(Debug, Serialize)]
struct SourceJson<'a> {
    file: &'a str,
    sheet: &'a str,
    row: u32,
}

#[derive(Debug, Serialize)]
struct DiagnosticJson<'a> {
    file: &'a str,
    #[serde(flatten)]
    diagnostic: &'a Diagnostic,
}

impl<'a> AnswerJson<'a> {
    /// One object for all files.
    fn of(taken: &'a [Taken]) -> Self {
        let items = taken
            .iter()
            .flat_map(|file| file.draft.items.iter().map(|item| ItemJson::of(&file.name, item)))
            .collect();
        let told = |file: &'a Taken| {
            let one = |diagnostic| DiagnosticJson { file: &file.name, diagnostic };
            file.draft.diagnostics.iter().map(one)
        };
        Self { items, diagnostics: taken.iter().flat_map(told).collect() }
    }
}

impl<'a> ItemJson<'a> {
    fn of(file: &'a str, item: &'a ItemDraft) -> Self {
        let channel = |one: &'a ChannelDraft| {
            if one.code == ChannelCode::Other.code() {
                ChannelJson::Other { code: &one.code, text: &one.text }
            } else {
                ChannelJson::Code(&one.code)
            }
        };
        Self {
            domain: &item.domain,
            level1: &item.level1,
            level2: &item.level2,
            level3: &item.level3,
            elements: &item.elements,
            basis: &item.basis,
            time_limit: item.time_limit.as_ref().map(LimitJson::from),
            responsible: &item.responsible,
            channels: item.channels.iter().map(channel).collect(),
            audience: &item.audience,
            method: &item.method,
            levels: &item.levels,
            extra: &item.extra,
            source: SourceJson { file, sheet: &item.source.sheet, row: item.source.row },
            raw: &item.raw,
        }
    }
}

#[derive(Template)]
#[template(path = "cli/catalog_read.txt")]
struct AnswerText<'a> {
    taken: &'a [Taken],
    items: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// How many diagnostics of one severity there are.
fn count(taken: &[Taken], severity: Severity) -> usize {
    taken.iter().flat_map(|file| &file.draft.diagnostics).filter(|one| one.severity == severity).count()
}

/// How many errors there are in all files.
#[must_use]
pub(super) fn errors(taken: &[Taken]) -> usize {
    count(taken, Severity::Error)
}

pub(super) fn run(args: &Args) -> Ran {
    let taken = take_all(&args.files, args.domain.as_deref())?;
    if args.json {
        say::json(&AnswerJson::of(&taken))?;
    } else {
        say::show(&AnswerText {
            taken: &taken,
            items: taken.iter().map(|file| file.draft.items.len()).sum(),
            errors: errors(&taken),
            warnings: count(&taken, Severity::Warning),
            notes: count(&taken, Severity::Note),
        })?;
    }
    Ok(if errors(&taken) > 0 { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}
