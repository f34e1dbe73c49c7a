//! `gongkai foi`: the history of an application replayed by the law; what follows from it on a day, every day explained.

use std::process::ExitCode;

use askama::Template;
use clap::Subcommand;
use gk_base::ports::Clock as _;
use gk_rules::foi::Channel;
use gk_rules::foi::case::{Case, Kept};
use gk_rules::foi::clock::{ClockStep, Level, Waiting};
use gk_rules::foi::counted::Counted;
use gk_rules::foi::decision::{Decision, RemedyKind};
use gk_rules::foi::event::{Recorded, Relief, ReliefColumn};
use gk_rules::foi::letter::Letter;
use gk_rules::foi::outline::Outline;
use gk_rules::foi::periods::{FoiPeriod, Period};
use gk_rules::foi::replay::{Breach, HistoryFault};
use gk_rules::foi::settings::{FoiSettings, Law};
use gk_rules::foi::stage::{Stage, Verb};
use gk_rules::foi::steps::{Hand, reasons_not_to};
use gk_rules::report::{Applicants, Row};
use gk_rules::time::counting::{Applied, Fate};
use gk_rules::{Citation, Coded, Day, Reason};
use serde::Serialize;
use serde_json::Value;

use super::input;
use super::{FOUND, Ran, Stop, Trouble, say};
use crate::outdoors::RealClock;

/// What may be asked of an application.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Replay a history: stage, day of receipt, last day, what may be done, letter, remedy, report row
    Replay {
        /// A JSON list of events, or `-` for standard input
        file: String,
        /// The day on which to look
        #[arg(long, value_name = "YYYY-MM-DD")]
        today: Option<String>,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// Take applications of another system in, each file whole or not at all
    Import(super::foi_import::ImportArgs),
    /// Letters of an organ as PDF files in a new folder: those that went out in some days, or those prepared
    Letters(super::foi_letters::LettersArgs),
}

/// Why a list of events is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventsFault {
    /// No JSON list of objects.
    NoList(String),
    /// An event that cannot be read: its place and what the reader says.
    Event(usize, String),
    /// A field nobody knows: the event's place and the field.
    Field(usize, String),
}

/// A code with what people read.
#[derive(Debug, Serialize)]
struct Named<T: Serialize> {
    code: T,
    label: &'static str,
}

fn named<T: Coded + Serialize>(code: T) -> Named<T> {
    Named { code, label: code.label() }
}

/// The answer: either the case or the event at fault.
#[derive(Debug, Serialize)]
struct Answer {
    case: Option<CaseJson>,
    fault: Option<HistoryFault>,
}

#[derive(Debug, Serialize, Template)]
#[template(path = "cli/foi_replay.txt")]
struct CaseJson {
    today: Day,
    stage: Named<Stage>,
    channel: Named<Channel>,
    applicant: Named<Applicants>,
    number: Option<String>,
    submitted_on: Day,
    received_on: Option<Day>,
    receipt_basis: Citation,
    clock: ClockJson,
    periods: Vec<PeriodJson>,
    permitted: Vec<Named<Verb>>,
    refused: Vec<Refused>,
    decision: Option<Named<Decision>>,
    letter: Option<Named<Letter>>,
    remedy: Option<Named<RemedyKind>>,
    report: Option<ReportJson>,
    breaches: Vec<Breach>,
    corrections: Vec<Kept>,
}

#[derive(Debug, Serialize)]
struct ClockJson {
    rule: String,
    counted_from: Option<Day>,
    due: Option<Day>,
    not_announced: Option<i16>,
    waiting: Option<Named<Waiting>>,
    if_silent: bool,
    remaining: Option<i64>,
    level: Named<Level>,
    on_time: Option<bool>,
    words: String,
    steps: Vec<ClockStep>,
    explanation: Vec<DayStep>,
    applied: Vec<Applied>,
}

#[derive(Debug, Serialize)]
struct DayStep {
    day: Day,
    fate: Fate,
    counted: bool,
    count: u32,
    words: String,
}

#[derive(Debug, Serialize)]
struct PeriodJson {
    kind: Named<FoiPeriod>,
    party: Option<String>,
    from: Day,
    due: Option<Day>,
    not_announced: Option<i16>,
    met_on: Option<Day>,
    over: bool,
    late: bool,
    source: String,
    basis: Citation,
    consequence: &'static str,
}

#[derive(Debug, Serialize)]
struct Refused {
    verb: Named<Verb>,
    reasons: Vec<Reason>,
}

#[derive(Debug, Serialize)]
struct ReportJson {
    column: Named<Applicants>,
    received_year: i16,
    year: Option<i16>,
    row: Option<Named<Row>>,
    reliefs: Vec<ReliefJson>,
}

#[derive(Debug, Serialize)]
struct ReliefJson {
    relief: Named<Relief>,
    filed_on: Day,
    concluded_on: Option<Day>,
    column: Named<ReliefColumn>,
}

pub(super) fn run(command: Command) -> Ran {
    let (file, today, json) = match command {
        Command::Import(args) => return super::foi_import::run(&args),
        Command::Letters(args) => return super::foi_letters::run(&args),
        Command::Replay { file, today, json } => (file, today, json),
    };
    let today = today.map_or_else(|| Ok(RealClock.today()), |day| input::day(&day))?;
    let unread = |fault| Stop { code: FOUND, ..Stop::wrong(Trouble::Events(fault)) };
    let history = events(&input::file(&file)?).map_err(unread)?;
    let (calendar, settings) = (gk_standards::calendar::calendar(), FoiSettings::national());
    let law = Law { calendar: &calendar, settings: &settings };
    match Case::replay_by(&history, law) {
        Ok((case, breaches)) => {
            let case = answer(&case, breaches, today, law);
            if json {
                say::json(&Answer { case: Some(case), fault: None })?;
            } else {
                say::show(&case)?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            if json {
                say::json(&Answer { case: None, fault: Some(fault.clone()) })?;
            }
            Err(Stop { code: FOUND, ..Stop::wrong(Trouble::History(fault)) })
        }
    }
}

/// The events of a list; `seq` may be left out, then it is the place. A field nobody knows is refused: it would be a slip.
fn events(bytes: &[u8]) -> Result<Vec<Recorded>, EventsFault> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let list: Vec<Value> = serde_json::from_slice(text).map_err(|e| EventsFault::NoList(e.to_string()))?;
    list.into_iter().enumerate().map(|(place, value)| event(place.saturating_add(1), value)).collect()
}

fn event(place: usize, mut value: Value) -> Result<Recorded, EventsFault> {
    let wrong = |e: serde_json::Error| EventsFault::Event(place, e.to_string());
    if let Some(object) = value.as_object_mut() {
        object.entry("seq").or_insert_with(|| place.into());
    }
    let recorded: Recorded = serde_json::from_value(value.clone()).map_err(wrong)?;
    let back = serde_json::to_value(&recorded).map_err(wrong)?;
    match unknown(&value, &back) {
        Some(field) => Err(EventsFault::Field(place, field)),
        None => Ok(recorded),
    }
}

/// A key of what was given that is not in what was read.
fn unknown(given: &Value, read: &Value) -> Option<String> {
    match (given, read) {
        (Value::Object(given), Value::Object(read)) => given.iter().find_map(|(key, value)| {
            read.get(key).map_or_else(|| Some(key.clone()), |held| unknown(value, held))
        }),
        (Value::Array(given), Value::Array(read)) => {
            given.iter().zip(read).find_map(|(given, read)| unknown(given, read))
        }
        _ => None,
    }
}

fn answer(case: &Case, breaches: Vec<Breach>, today: Day, law: Law<'_>) -> CaseJson {
    let outline = Outline::of(case, today, law);
    let hand = Hand { person: 0, on: today, law: Some(law) };
    let refused = Verb::ALL
        .iter()
        .filter(|verb| !outline.permitted.contains(verb))
        .map(|verb| Refused { verb: named(*verb), reasons: reasons_not_to(case, *verb, hand) });
    CaseJson {
        today,
        stage: named(outline.stage),
        channel: named(case.filing.channel),
        applicant: named(case.filing.applicant),
        number: case.registered.as_ref().map(|held| held.number.clone()),
        submitted_on: case.filing.on,
        received_on: case.received_on,
        receipt_basis: outline.clock.receipt_basis,
        refused: refused.collect(),
        clock: clock(&outline, case),
        periods: outline.periods.iter().map(|one| period(one, today)).collect(),
        permitted: outline.permitted.iter().map(|verb| named(*verb)).collect(),
        decision: outline.decision.map(named),
        letter: outline.letter.map(named),
        remedy: outline.remedy.map(named),
        report: outline.counted.as_ref().map(report),
        breaches,
        corrections: case.corrections.clone(),
    }
}

fn clock(outline: &Outline, case: &Case) -> ClockJson {
    let clock = &outline.clock;
    let step = |one: &gk_rules::time::counting::Step| DayStep {
        day: one.day,
        fate: one.fate,
        counted: matches!(one.fate, Fate::Counted | Fate::MakeUp),
        count: one.count,
        words: one.words.clone(),
    };
    ClockJson {
        rule: clock.rule.clone(),
        counted_from: clock.counted_from,
        due: clock.due.date,
        not_announced: clock.due.not_announced,
        waiting: clock.waiting.map(named),
        if_silent: clock.if_silent,
        remaining: outline.remaining,
        level: named(outline.level),
        on_time: outline.on_time,
        words: clock.words_of(case),
        steps: clock.steps.clone(),
        explanation: clock.explanation.steps.iter().map(step).collect(),
        applied: clock.explanation.applied.clone(),
    }
}

fn period(one: &Period, today: Day) -> PeriodJson {
    PeriodJson {
        kind: named(one.kind),
        party: one.party.clone(),
        from: one.from,
        due: one.due.date,
        not_announced: one.due.not_announced,
        met_on: one.met_on,
        over: one.is_over(today),
        late: one.was_late(),
        source: one.source.clone(),
        basis: one.kind.basis(),
        consequence: one.kind.consequence(),
    }
}

fn report(counted: &Counted) -> ReportJson {
    let relief = |one: &gk_rules::foi::case::ReliefCase| ReliefJson {
        relief: named(one.relief),
        filed_on: one.filed_on,
        concluded_on: one.concluded.map(|end| end.on),
        column: named(one.concluded.map_or(ReliefColumn::Pending, |end| end.result.column())),
    };
    ReportJson {
        column: named(counted.applicant),
        received_year: counted.received_on.year(),
        year: counted.result.map(|(_, on)| on.year()),
        row: counted.result.map(|(row, _)| named(row)),
        reliefs: counted.reliefs.iter().map(relief).collect(),
    }
}
