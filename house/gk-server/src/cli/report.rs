//! `gongkai report`: annual reports of any kind of file, checked and put into the national layout; no database.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use askama::Template;
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use gk_base::annual::{self, NotTaken};
use gk_base::ports::Sheets as _;
use gk_rules::Coded;
use gk_rules::report::balance::NotRun;
use gk_rules::report::reading::{Diagnostic, Known, Taken};
use gk_rules::report::{AnnualReport, Checked, Format, Ground, Remark, check};
use gk_sheets::Files;
use gk_webkit::annual::ReportArticle;
use serde::Serialize;

use super::{FOUND, Ran, Stop, Trouble, input, output, say};

/// What may be done with a report.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run the checks K1 to K17 on a report
    Check(CheckArgs),
    /// Write a report in another form
    Convert(ConvertArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The report of the year before, for what must follow from it
    #[arg(long, value_name = "FILE")]
    last: Option<String>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ConvertArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// In which form
    #[arg(long, value_enum)]
    to: Form,
    /// The file to write; `-` is standard output
    #[arg(short = 'o', long = "output", value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

#[derive(Debug, ClapArgs)]
struct SourceArgs {
    /// The report (xlsx, xls, ods, docx, html, json, text); `-` is standard input
    file: String,
    /// The organ, where the file does not name it
    #[arg(long, value_name = "NAME")]
    organ: Option<String>,
    /// The report's year, where the file does not name it
    #[arg(long, value_name = "YYYY")]
    year: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Json,
    Html,
    Xlsx,
}

/// A file as read.
struct Given {
    name: String,
    taken: Taken,
    /// Remarks on the file itself.
    remarks: Vec<String>,
}

pub(super) fn run(command: Command) -> Ran {
    match command {
        Command::Check(args) => checked(&args),
        Command::Convert(args) => converted(&args),
    }
}

fn take(file: &str, known: &Known) -> Result<Given, Stop> {
    let bytes = input::file(file)?;
    let name = input::base_name(file);
    match annual::take(&Files, (&name, &bytes), known) {
        Ok((taken, remarks)) => {
            Ok(Given { name, taken, remarks: remarks.iter().map(ToString::to_string).collect() })
        }
        Err(NotTaken::File(trouble)) => Err(Stop::wrong(Trouble::Law(trouble.to_string()))),
        Err(NotTaken::Report(diagnostics)) => {
            Err(Stop { code: FOUND, ..Stop::wrong(Trouble::NoReport { name, diagnostics }) })
        }
    }
}

/// The answer of `report check`.
#[derive(Debug, Serialize, Template)]
#[template(path = "cli/report_check.txt")]
struct Answer {
    file: String,
    organ: String,
    year: i16,
    title: String,
    format: Format,
    remarks: Vec<String>,
    diagnostics: Vec<Diagnostic>,
    checks: Vec<Stamped>,
    not_run: Vec<NotRun>,
    counts: Counts,
}

/// A remark with the stamp an explanation of it is bound to.
#[derive(Debug, Serialize)]
struct Stamped {
    #[serde(flatten)]
    remark: Remark,
    stamp: String,
}

#[derive(Debug, Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
}

fn checked(args: &CheckArgs) -> Ran {
    let given = take(&args.source.file, &known(&args.source))?;
    let last = args.last.as_ref().map(|file| take(file, &Known::default())).transpose()?;
    let report = &given.taken.report;
    let ground = Ground { last: last.as_ref().map(|one| &one.taken.report), ..Ground::default() };
    let found = check(report, &ground);
    let counts = Counts { errors: found.errors(), warnings: found.warnings() };
    let code = if counts.errors > 0 { ExitCode::from(FOUND) } else { ExitCode::SUCCESS };
    let Checked { remarks, not_run } = found;
    let answer = Answer {
        file: given.name,
        organ: report.organ.clone(),
        year: report.year,
        title: report.title.clone(),
        format: report.format,
        remarks: given.remarks,
        checks: remarks.into_iter().map(|remark| Stamped { stamp: remark.stamp(), remark }).collect(),
        diagnostics: given.taken.diagnostics,
        not_run,
        counts,
    };
    say::answer(&answer, args.json)?;
    Ok(code)
}

fn known(source: &SourceArgs) -> Known {
    Known { organ: source.organ.clone(), year: source.year }
}

/// What was not certain in reading, for people beside the result.
#[derive(Debug, Template)]
#[template(path = "cli/report_unread.txt")]
struct Unsure<'a> {
    diagnostics: &'a [Diagnostic],
}

fn converted(args: &ConvertArgs) -> Ran {
    let given = take(&args.source.file, &known(&args.source))?;
    let report = &given.taken.report;
    output::write(&args.output, &written(report, args.to)?)?;
    if given.taken.diagnostics.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let unsure = Unsure { diagnostics: &given.taken.diagnostics };
    say::to_people(&unsure.render().map_err(|e| gk_base::Fault::because("rendering an answer", e))?);
    Ok(ExitCode::from(FOUND))
}

fn written(report: &AnnualReport, form: Form) -> Result<Vec<u8>, Stop> {
    Ok(match form {
        Form::Json => annual::json(report)?,
        Form::Xlsx => Files.xlsx(&annual::book(report))?,
        Form::Html => {
            let links = BTreeMap::new();
            let article = ReportArticle::new(report, &links, 1);
            let html = article.render().map_err(|e| gk_base::Fault::because("rendering a report", e))?;
            html.into_bytes()
        }
    })
}
