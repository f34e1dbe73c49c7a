//! Tests of the reader of 公开时限, against families.golden.

use proptest::prelude::*;

use super::*;
use crate::Coded;
use crate::time::limit::{Kind, Rule};

#[test]
fn an_empty_phrase_has_no_rule_and_any_other_has_one() {
    assert_eq!(read(""), Limit::default());
    assert_eq!(read(" \u{3000}\n"), Limit::default());
    assert_eq!(read("乱七八糟").rules[0].kind, Kind::Unclear);
    assert!(matches!(read("20个工作日内").rules[0].kind, Kind::Within { n: 20, unit: Unit::WorkingDay }));
}

/// A rule in one line, as in families.golden.
fn line(rule: &Rule) -> String {
    let value = serde_json::to_value(rule).unwrap();
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let mut words = vec![text("kind")];
    match &rule.kind {
        Kind::Within { n, .. } => words.extend([n.to_string(), text("unit")]),
        Kind::Periodic { n, times, day, .. } => {
            words.extend([n.to_string(), text("period")]);
            words.extend((*times != 1).then(|| format!("x{times}")));
            words.extend(
                day.map(|one| {
                    one.month.map_or(String::new(), |m| format!("m{m}")) + &format!("d{}", one.day)
                }),
            );
        }
        Kind::ByDate { year, month, day } => {
            words.push(year.map_or(String::new(), |year| format!("{year}-")) + &format!("{month}-{day}"));
        }
        _ => {}
    }
    words.extend(rule.trigger.as_ref().map(|one| format!("<{}", one.event.code())));
    words.extend(rule.min_posting.map(|span| {
        let unit = serde_json::to_value(span.unit).unwrap();
        format!("post {} {}", span.n, unit.as_str().unwrap())
    }));
    words.extend(rule.escape.then(|| "escape".to_owned()));
    words.extend(rule.scope.as_ref().map(|scope| format!("[{scope}]")));
    words.join(" ")
}

#[test]
fn phrases_of_every_family_are_read() {
    let lines: Vec<_> =
        include_str!("families.golden").lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() > 100);
    for row in lines {
        let (phrase, expected) = row.split_once('\t').unwrap();
        let found: Vec<_> = read(phrase).rules.iter().map(line).collect();
        assert_eq!(found.join(" | "), expected, "{phrase}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_its_plain_form_reads_the_same(text in any::<String>()) {
        let limit = read(&text);
        prop_assert_eq!(limit.rules.is_empty(), limit.text.is_empty());
        prop_assert_eq!(read(&normalise(&text)).rules, limit.rules);
    }

    #[test]
    fn any_text_of_the_words_of_limits_is_read_without_panic(
        text in "([每半季度年月日周个工作内前后自起信息形成或者变更公开示不少于按规定及时长期同步上法律另有从其除外其中他:;,。()1-9二十廿两*×~. \n、])*"
    ) {
        let limit = read(&text);
        prop_assert_eq!(limit.rules.is_empty(), limit.text.is_empty());
        prop_assert_eq!(read(&normalise(&text)).rules, limit.rules);
    }
}
