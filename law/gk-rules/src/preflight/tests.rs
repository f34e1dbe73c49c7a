//! The search for personal matter measured on labelled texts (检查的度量).

use std::collections::BTreeMap;

use super::samples::{negatives, positives};
use super::*;
use crate::Day;
use crate::duty::settings::Setting;

fn day() -> Day {
    jiff::civil::date(2026, 11, 1)
}
fn search(text: &str, rules: &[Setting<lists::ListRule>]) -> Vec<Finding> {
    scan(text, &Scan { day: day(), rules })
}
fn alarms(text: &str, rules: &[Setting<lists::ListRule>]) -> Vec<Finding> {
    search(text, rules).into_iter().filter(|one| one.severity != Severity::Note).collect()
}

#[test]
fn what_is_personal_is_found() {
    let rules = lists::national();
    let mut counted: BTreeMap<Problem, (usize, usize)> = BTreeMap::new();
    let all = positives(20_261_130);
    assert!(all.len() >= 2_000);
    let mut missed = Vec::new();
    for (problem, text) in &all {
        let counts = counted.entry(*problem).or_default();
        counts.1 += 1;
        if search(text, &rules).iter().any(|one| one.problem == *problem) {
            counts.0 += 1;
        } else {
            missed.push(format!("{problem}: {text}"));
        }
    }
    let mut low = Vec::new();
    for (problem, (found, of)) in &counted {
        eprintln!("{problem}: {found} of {of}");
        let least = if matches!(problem, Problem::ResidentId | Problem::BankCard) { 990 } else { 950 };
        if found * 1_000 < of * least {
            low.push(*problem);
        }
    }
    eprintln!("{} texts with personal matter", all.len());
    missed.iter().take(40).for_each(|one| eprintln!("missed {one}"));
    assert_eq!(low, []);
}

#[test]
fn what_only_looks_personal_is_left_alone() {
    let rules = lists::national();
    let all = negatives(7);
    assert!(all.len() >= 2_000);
    let wrong: Vec<String> = all
        .iter()
        .flat_map(|text| {
            alarms(text, &rules).into_iter().map(move |one| format!("{} in {text}", one.problem))
        })
        .collect();
    eprintln!("{} hard negatives, {} false alarms", all.len(), wrong.len());
    wrong.iter().take(40).for_each(|one| eprintln!("{one}"));
    assert!(wrong.len() * 100 <= all.len());
}

/// Pages of plain official text: the plan as it stands in the repository, and paragraphs with other figures on every page.
fn clean_pages() -> Vec<String> {
    let plan = include_str!("../../../gk-standards/data/documents/liao-zheng-ban-fa-2020-13.md");
    let paragraphs: Vec<&str> = include_str!("../../tests/data/preflight/clean.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let mut dice = samples::Dice::new(3);
    let mut text = plan.to_owned();
    for round in 0..1_600 {
        let paragraph = paragraphs[(round * 7 + dice.below(3)) % paragraphs.len()];
        let mut filled = String::new();
        for c in paragraph.chars() {
            match c {
                '#' => filled.push_str(&dice.digits(1)),
                c => filled.push(c),
            }
        }
        text.push('\n');
        text += &filled;
    }
    let mut pages = vec![String::new()];
    let mut count = 0;
    for line in text.lines() {
        count += line.chars().count();
        let page = pages.last_mut().unwrap();
        page.push_str(line);
        page.push('\n');
        if count >= 600 {
            pages.push(String::new());
            count = 0;
        }
    }
    pages
}

#[test]
fn a_clean_corpus_gives_at_most_one_false_alarm_in_a_hundred_pages() {
    let rules = lists::national();
    let pages = clean_pages();
    let characters: usize = pages.iter().map(|page| page.chars().count()).sum();
    let pages_of_600 = characters / 600;
    let wrong: Vec<String> = pages
        .iter()
        .flat_map(|page| {
            alarms(page, &rules).into_iter().map(move |one| {
                let line =
                    page.lines().nth(usize::try_from(one.spot.map_or(0, |spot| spot.line - 1)).unwrap());
                format!("{}: {}", one.problem, line.unwrap_or_default())
            })
        })
        .collect();
    eprintln!("{pages_of_600} pages of 600 characters, {} false alarms", wrong.len());
    wrong.iter().for_each(|one| eprintln!("{one}"));
    assert!(pages_of_600 >= 100 && wrong.len() * 100 <= pages_of_600);
}

#[test]
fn evidence_never_shows_what_was_found() {
    let rules = lists::national();
    for (_, text) in positives(99).into_iter().take(600) {
        for one in search(&text, &rules) {
            let plain: String = one.evidence.chars().filter(char::is_ascii_digit).collect();
            assert!(one.evidence.contains('*'), "{} {}", one.problem, one.evidence);
            assert!(plain.len() <= 8, "{} {}", one.problem, one.evidence);
        }
    }
}

#[test]
fn a_place_leads_back_to_the_number() {
    let rules = lists::national();
    let found = search("公告\n联系人资料：手机 138 1234 5678，谢谢", &rules);
    let spot = found[0].spot.unwrap();
    assert_eq!((spot.line, found[0].problem), (2, Problem::Mobile));
    let line: Vec<char> = "联系人资料：手机 138 1234 5678，谢谢".chars().collect();
    let there: String =
        line[usize::try_from(spot.from).unwrap()..usize::try_from(spot.to).unwrap()].iter().collect();
    assert_eq!(there, "138 1234 5678");
}

#[test]
fn a_credit_code_is_public_and_an_office_telephone_is_a_note() {
    let rules = lists::national();
    assert_eq!(search("经营者执照 统一社会信用代码92210323MA0P4X2J1N", &rules), []);
    let found = search("监督电话：13812345678", &rules);
    assert_eq!((found[0].problem, found[0].severity), (Problem::Mobile, Severity::Note));
    assert_eq!(search("身份证号码：210323198001011239", &rules)[0].problem, Problem::DoubtfulId);
}

proptest::proptest! {
    #[test]
    fn any_text_is_searched_without_panic_and_to_the_same_end(text in "(\\PC|[0-9 -]{6,24}|村民[王李][明芳]|姓名\t金额\n|[辽京]A[0-9]{5}|\n){0,24}") {
        let rules = lists::national();
        let once = search(&text, &rules);
        proptest::prop_assert_eq!(&once, &search(&text, &rules));
        for one in once {
            let spot = one.spot.unwrap();
            let line = text.lines().nth(usize::try_from(spot.line - 1).unwrap()).unwrap();
            proptest::prop_assert!(usize::try_from(spot.to).unwrap() <= line.chars().count() && spot.from < spot.to);
        }
    }
}
