//! The phrases of real catalogs, read as rules.

use gk_rules::Coded;
use gk_rules::time::limit::{Kind, Period, Rule, Span, TriggerEvent, Unit};
use gk_rules::time::read::{normalise, read};

const PHRASES: &str = include_str!("../data/catalogs/time-limit-phrases.csv");

#[derive(Debug, Clone, serde::Deserialize)]
struct Line {
    phrase: String,
    normalised: String,
    rule_no: usize,
    rules: usize,
    scope: String,
    trigger_event: String,
    kind: String,
    n: String,
    period: String,
    min_posting: String,
    escape_clause: String,
    note: String,
}

fn trigger(line: &Line) -> Option<TriggerEvent> {
    match line.trigger_event.as_str() {
        "" | "any change" | "matter arises" => None,
        "information_formed" if line.kind == "immediate" => None,
        "information_formed" => Some(TriggerEvent::Formed),
        "information_formed_or_changed" => Some(TriggerEvent::FormedOrChanged),
        "application received" => Some(TriggerEvent::ApplicationReceived),
        "each progress step" => Some(TriggerEvent::Progress),
        "approval document received" => Some(TriggerEvent::Received),
        "administrative decision made" | "penalty decision made" | "major decision made" => {
            Some(TriggerEvent::DecisionMade)
        }
        "approval by people's congress or its standing committee"
        | "reply of the finance department"
        | "plan approved" => Some(TriggerEvent::Approved),
        text if text.starts_with("made or obtained") => Some(TriggerEvent::MadeOrObtained),
        _ => Some(TriggerEvent::Named),
    }
}

fn kind(line: &Line) -> Kind {
    let n = line.n.parse().unwrap_or(0);
    let times = 1;
    match (line.kind.as_str(), line.period.as_str()) {
        ("within_working_days", _) => Kind::Within { n, unit: Unit::WorkingDay },
        ("within_calendar_days", _) => Kind::Within { n, unit: Unit::Day },
        ("immediate", _) => Kind::Immediate,
        ("continuous", _) => Kind::Continuous,
        ("same_as_above", _) => Kind::SameAsAbove,
        ("per_law", _) => Kind::PerLaw,
        ("unclear", _) => Kind::Unclear,
        ("by_date", _) if line.note.contains("06-30") => Kind::ByDate { year: None, month: 6, day: 30 },
        ("by_date", _) => Kind::ByDate { year: None, month: 1, day: 31 },
        ("periodic", "quarter") => {
            let first = gk_rules::time::limit::DayInPeriod { month: Some(1), day: 20 };
            Kind::Periodic {
                period: Period::Quarter,
                n,
                times,
                day: line.note.contains("due").then_some(first),
            }
        }
        ("periodic", "half-year") => Kind::Periodic { period: Period::HalfYear, n, times, day: None },
        ("periodic", "year") => Kind::Periodic { period: Period::Year, n, times, day: None },
        ("periodic", "month") => Kind::Periodic { period: Period::Month, n, times, day: None },
        ("periodic", "working days") => Kind::Periodic { period: Period::WorkingDays, n, times, day: None },
        other => panic!("{other:?}"),
    }
}

fn posting(line: &Line) -> Option<Span> {
    let (n, unit) = line.min_posting.split_once(' ')?;
    let unit = if unit == "days" { Unit::Day } else { Unit::WorkingDay };
    Some(Span { n: n.parse().ok()?, unit })
}

/// What differs between a rule read and the line that gives its reading.
fn differences(line: &Line, rules: &[Rule]) -> Vec<String> {
    let mut out = Vec::new();
    if rules.len() != line.rules {
        out.push(format!("{} rules instead of {}", rules.len(), line.rules));
    }
    let Some(rule) = rules.get(line.rule_no - 1) else { return out };
    if rule.kind != kind(line) {
        out.push(format!("kind {:?} instead of {:?}", rule.kind, kind(line)));
    }
    let event = rule.trigger.as_ref().map(|trigger| trigger.event);
    if event != trigger(line) {
        out.push(format!(
            "trigger {:?} instead of {:?}",
            event.map(Coded::code),
            trigger(line).map(Coded::code)
        ));
    }
    if rule.min_posting != posting(line) {
        out.push(format!("posting {:?} instead of {:?}", rule.min_posting, posting(line)));
    }
    if rule.escape == line.escape_clause.is_empty() {
        out.push(format!("escape {}", rule.escape));
    }
    if rule.scope.is_some() == line.scope.is_empty() {
        out.push(format!("scope {:?} instead of {:?}", rule.scope, line.scope));
    }
    out
}

#[test]
fn ninety_nine_of_a_hundred_known_phrases_are_read_right() {
    let mut reader = csv::Reader::from_reader(PHRASES.as_bytes());
    let lines: Vec<Line> = reader.deserialize().collect::<Result<_, _>>().unwrap();
    assert_eq!(lines.len(), 98);
    let mut wrong = Vec::new();
    for line in &lines {
        let found = differences(line, &read(&line.phrase).rules);
        if !found.is_empty() {
            wrong.push(format!("{} [{}/{}]: {}", line.phrase, line.rule_no, line.rules, found.join("; ")));
        }
        assert_eq!(read(&line.normalised).rules, read(&line.phrase).rules, "{}", line.phrase);
        assert_eq!(read(&normalise(&line.phrase)).rules, read(&line.phrase).rules, "{}", line.phrase);
    }
    assert!(
        wrong.len() * 100 <= lines.len(),
        "{} of {} lines:\n{}",
        wrong.len(),
        lines.len(),
        wrong.join("\n")
    );
}
