//! `gongkai limit`: the rules in a phrase of 公开时限, and the due dates they give with every day explained.

use std::process::ExitCode;

use askama::Template;
use clap::Subcommand;
use gk_rules::time::calendar::Calendar;
use gk_rules::time::counting::{Applied, Due, Fate, Undetermined};
use gk_rules::time::engine::{self, Derived, Event, Settings};
use gk_rules::time::limit::{Kind, Limit, Period, Rule, Span, Trigger, Unit};
use gk_rules::time::read::read;
use gk_rules::{Coded, Day};
use jiff::civil::Time;
use serde::Serialize;

use super::input;
use super::{FOUND, Ran, Stop, Trouble, say};

/// What may be asked of a phrase.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read the rules in a phrase
    Read {
        /// The words of a 公开时限 cell
        #[arg(allow_hyphen_values = true)]
        phrase: String,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// Derive the due dates of a phrase, every day explained
    Due {
        /// The words of a 公开时限 cell
        #[arg(allow_hyphen_values = true)]
        phrase: String,
        /// The day of the event; with the time of day, `2026-02-03T09:30`, for periods in hours
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: String,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
}

/// A rule as JSON has it: every key is always there, `null` where the phrase does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct RuleJson {
    trigger: Option<Trigger>,
    kind: &'static str,
    n: Option<u32>,
    unit: Option<Unit>,
    period: Option<Period>,
    times: Option<u32>,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    min_posting: Option<Span>,
    escape: bool,
    scope: Option<String>,
}

impl From<&Rule> for RuleJson {
    fn from(rule: &Rule) -> Self {
        let mut json = Self {
            trigger: rule.trigger.clone(),
            kind: "unclear",
            n: None,
            unit: None,
            period: None,
            times: None,
            year: None,
            month: None,
            day: None,
            min_posting: rule.min_posting,
            escape: rule.escape,
            scope: rule.scope.clone(),
        };
        match &rule.kind {
            Kind::Within { n, unit } => (json.kind, json.n, json.unit) = ("within", Some(*n), Some(*unit)),
            Kind::Immediate => json.kind = "immediate",
            Kind::Periodic { period, n, times, day } => {
                (json.kind, json.period, json.n, json.times) =
                    ("periodic", Some(*period), Some(*n), Some(*times));
                (json.month, json.day) = (day.and_then(|one| one.month), day.map(|one| one.day));
            }
            Kind::Continuous => json.kind = "continuous",
            Kind::ByDate { year, month, day } => {
                (json.kind, json.year, json.month, json.day) = ("by_date", *year, Some(*month), Some(*day));
            }
            Kind::WithEvent => json.kind = "with_event",
            Kind::PerLaw => json.kind = "per_law",
            Kind::SameAsAbove => json.kind = "same_as_above",
            Kind::Unclear => json.kind = "unclear",
        }
        json
    }
}

/// A limit as JSON has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::cli) struct LimitJson {
    text: String,
    rules: Vec<RuleJson>,
}

impl From<&Limit> for LimitJson {
    fn from(limit: &Limit) -> Self {
        Self { text: limit.text.clone(), rules: limit.rules.iter().map(RuleJson::from).collect() }
    }
}

#[derive(Template)]
#[template(path = "cli/limit_read.txt")]
struct ReadText<'a> {
    limit: &'a Limit,
}

/// Due dates as JSON has them.
#[derive(Debug, Serialize)]
struct Answer {
    text: String,
    from: Day,
    dues: Vec<RuleDue>,
}

#[derive(Debug, Serialize)]
struct RuleDue {
    rule: RuleJson,
    #[serde(skip)]
    read: Rule,
    #[serde(flatten)]
    end: End,
    /// 公示期满, were it posted on the day of the event.
    posted_until: Option<End>,
}

/// When a period ends, and every day on the way.
#[derive(Debug, Serialize)]
struct End {
    due: Option<Day>,
    time: Option<Time>,
    not_before: Option<Day>,
    not_announced: Option<i16>,
    open_ended: bool,
    undetermined: Option<Undetermined>,
    alert_on: Option<Day>,
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

impl From<Derived> for End {
    fn from(Derived { due, explanation }: Derived) -> Self {
        let Due { date, time, not_before, not_announced, open_ended, alert_on, undetermined, .. } = due;
        let step = |one: gk_rules::time::counting::Step| DayStep {
            day: one.day,
            fate: one.fate,
            counted: matches!(one.fate, Fate::Counted | Fate::MakeUp),
            count: one.count,
            words: one.words,
        };
        Self {
            due: date,
            time,
            not_before,
            not_announced,
            open_ended,
            undetermined,
            alert_on,
            explanation: explanation.steps.into_iter().map(step).collect(),
            applied: explanation.applied,
        }
    }
}

#[derive(Template)]
#[template(path = "cli/limit_due.txt")]
struct DueText<'a> {
    answer: &'a Answer,
}

pub(super) fn run(command: Command) -> Ran {
    match command {
        Command::Read { phrase, json } => {
            let limit = limit(&phrase)?;
            if json {
                say::json(&LimitJson::from(&limit))?;
            } else {
                say::show(&ReadText { limit: &limit })?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Due { phrase, from, json } => {
            let answer = due(limit(&phrase)?, event(&from)?, &gk_standards::calendar::calendar());
            if json {
                say::json(&answer)?;
            } else {
                say::show(&DueText { answer: &answer })?;
            }
            let unknown = answer.dues.iter().find_map(|one| one.end.not_announced);
            match unknown {
                Some(year) => Err(Stop { code: FOUND, ..Stop::wrong(Trouble::NotAnnounced(year)) }),
                None => Ok(ExitCode::SUCCESS),
            }
        }
    }
}

fn limit(phrase: &str) -> Result<Limit, Stop> {
    let limit = read(phrase);
    if limit.rules.is_empty() { Err(Stop::wrong(Trouble::EmptyPhrase)) } else { Ok(limit) }
}

/// A day, or a day and a time of it.
fn event(text: &str) -> Result<Event, Stop> {
    let Some((day, time)) = text.split_once('T') else { return Ok(input::day(text)?.into()) };
    let time = time.parse().map_err(|_| Stop::wrong(Trouble::Day(text.to_owned())))?;
    Ok(Event { day: input::day(day)?, time: Some(time) })
}

fn due(limit: Limit, event: Event, calendar: &Calendar) -> Answer {
    let one = |rule: Rule| RuleDue {
        rule: RuleJson::from(&rule),
        end: engine::due(&rule, event, calendar, &Settings::default()).into(),
        posted_until: engine::posted_until(&rule, event.day, calendar).map(End::from),
        read: rule,
    };
    Answer { text: limit.text, from: event.day, dues: limit.rules.into_iter().map(one).collect() }
}
