//! Dated histories of applications with what must follow from them: `gk-rules/tests/data/foi/scenarios.txt`, counted there by
//! another program in another language, here by the law with the official calendar.

#![expect(clippy::expect_used, reason = "a test may stop on a broken test")]

use std::collections::BTreeMap;

use gk_rules::foi::case::Case;
use gk_rules::foi::event::Recorded;
use gk_rules::foi::outline::Outline;
use gk_rules::foi::settings::{FoiSettings, Law};
use gk_rules::{Coded, Day};
use serde_json::{Map, Value};

const SCENARIOS: &str = include_str!("../../gk-rules/tests/data/foi/scenarios.txt");

struct Scenario {
    title: String,
    history: Vec<Recorded>,
    equal_to: Vec<Recorded>,
    follows: BTreeMap<String, String>,
    fault: BTreeMap<String, String>,
}

fn scenarios() -> Vec<Scenario> {
    let blocks = SCENARIOS.split("\n## ").skip(1);
    blocks.map(scenario).collect()
}

fn scenario(block: &str) -> Scenario {
    let mut lines = block.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut one = Scenario {
        title: lines.next().expect("a title").to_owned(),
        history: Vec::new(),
        equal_to: Vec::new(),
        follows: BTreeMap::new(),
        fault: BTreeMap::new(),
    };
    let mut second = false;
    for line in lines {
        match line.split_at(1) {
            ("=", rest) => one.follows = pairs(rest),
            ("!", rest) => one.fault = pairs(rest),
            ("~", _) => second = true,
            _ => {
                let into = if second { &mut one.equal_to } else { &mut one.history };
                let seq = into.len() + 1;
                into.push(recorded(line, seq));
            }
        }
    }
    one
}

fn pairs(text: &str) -> BTreeMap<String, String> {
    let pair = |word: &str| word.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned()));
    text.split_whitespace().filter_map(pair).collect()
}

fn recorded(line: &str, seq: usize) -> Recorded {
    let mut words = line.split(' ');
    let mut object = Map::new();
    object.insert("seq".into(), seq.into());
    object.insert("day".into(), words.next().expect("a day").into());
    object.insert("event".into(), words.next().expect("an event").into());
    for (key, value) in words.filter_map(|word| word.split_once('=')) {
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        object.insert(key.to_owned(), value);
    }
    serde_json::from_value(Value::Object(object)).unwrap_or_else(|error| panic!("{line}: {error}"))
}

/// What follows, in the words of the table.
fn follows(case: &Case, today: Day, law: Law<'_>) -> BTreeMap<String, String> {
    let outline = Outline::of(case, today, law);
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |key: &str, value: String| out.insert(key.to_owned(), value);
    let day = |day: Option<Day>| day.map_or("none".to_owned(), |day| day.to_string());
    put("today", today.to_string());
    put("stage", outline.stage.code().into());
    put("received", day(case.received_on));
    put("due", day(outline.clock.due.date));
    put("left", outline.remaining.map_or("none".to_owned(), |left| left.to_string()));
    put("level", outline.level.code().into());
    if let Some(year) = outline.clock.due.not_announced {
        put("not_announced", year.to_string());
    } else if let Some(waiting) = outline.clock.waiting {
        put("waiting", waiting.code().into());
    }
    if let Some(decision) = outline.decision {
        put("decision", decision.code().into());
        put("letter", outline.letter.map_or("none", Coded::code).into());
        put("remedy", outline.remedy.map_or("none", Coded::code).into());
    }
    if let Some((counted, (row, on))) = outline.counted.as_ref().and_then(|one| Some((one, one.result?))) {
        put("row", row.code().into());
        put("year", on.year().to_string());
        put("column", counted.applicant.code().into());
    }
    out
}

#[test]
fn every_history_gives_what_was_counted_by_hand() {
    let (calendar, settings) = (gk_standards::calendar::calendar(), FoiSettings::national());
    let law = Law { calendar: &calendar, settings: &settings };
    let all = scenarios();
    let mut wrong = Vec::new();
    for one in all.iter().filter(|one| one.fault.is_empty() && one.equal_to.is_empty()) {
        let today = one.follows["today"].parse().expect("a day");
        match Case::replay_by(&one.history, law) {
            Ok((case, breaches)) if breaches.is_empty() => {
                let got = follows(&case, today, law);
                if got != one.follows {
                    wrong.push(format!("{}\n  counted  {:?}\n  replayed {got:?}", one.title, one.follows));
                }
            }
            Ok((_, breaches)) => wrong.push(format!("{}: {breaches:?}", one.title)),
            Err(fault) => wrong.push(format!("{}: {fault}", one.title)),
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    assert!(all.len() >= 300, "{} scenarios", all.len());
}

#[test]
fn what_cannot_stand_is_refused_at_its_event_with_its_reason() {
    let (calendar, settings) = (gk_standards::calendar::calendar(), FoiSettings::national());
    let law = Law { calendar: &calendar, settings: &settings };
    let mut wrong = Vec::new();
    for one in scenarios().iter().filter(|one| !one.fault.is_empty()) {
        match Case::replay_by(&one.history, law) {
            Ok(_) => wrong.push(format!("{}: nothing was found", one.title)),
            Err(fault) => {
                let codes: Vec<_> = fault.reasons.iter().map(|reason| reason.code).collect();
                let seq = fault.seq.to_string();
                if seq != one.fault["seq"] || !codes.contains(&one.fault["code"].as_str()) {
                    wrong.push(format!("{}: expected {:?}, found {seq} {codes:?}", one.title, one.fault));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_corrected_history_tells_what_the_history_should_have_told() {
    let (calendar, settings) = (gk_standards::calendar::calendar(), FoiSettings::national());
    let law = Law { calendar: &calendar, settings: &settings };
    for one in scenarios().iter().filter(|one| !one.equal_to.is_empty()) {
        let (corrected, breaches) =
            Case::replay_by(&one.history, law).unwrap_or_else(|fault| panic!("{}: {fault}", one.title));
        let right = Case::replay(&one.equal_to).unwrap_or_else(|fault| panic!("{}: {fault}", one.title));
        assert_eq!(corrected.facts(), right.facts(), "{}", one.title);
        assert!(!corrected.corrections.is_empty(), "{}: the former is kept", one.title);
        let codes: Vec<_> = breaches.iter().flat_map(|one| &one.reasons).map(|reason| reason.code).collect();
        let expected: Vec<_> = one.follows.get("breach").map(String::as_str).into_iter().collect();
        assert_eq!(codes, expected, "{}", one.title);
    }
}
