//! Events (公开事件): what starts the period of an event-driven rule; recorded by a person, corrected with the former kept.
//!
//! 条例 art 26 counts from the day on which information was made or changed; that day must be recorded to be counted from.

use serde::{Deserialize, Serialize};

use super::settings::{LAST_DAY, REGULATION_FROM};
use crate::citation::ogi;
use crate::time::limit::TriggerEvent;
use crate::{Day, Reason};

/// 公开事件: on this day something happened from which a period runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// 发生日: the day from which the period runs (the day itself is not counted, 民法典 art 201).
    pub on: Day,
    /// Which kind of event.
    pub kind: TriggerEvent,
    /// 事由: what it was, in words.
    pub words: String,
    /// The person who recorded it.
    pub by: i64,
    /// How many corrections it has had.
    pub version: u32,
}

/// 事件更正: what an event was before, kept with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The event as it was.
    pub former: Event,
    /// Who corrected it.
    pub by: i64,
    /// On which day.
    pub on: Day,
    /// 更正理由
    pub why: String,
}

/// 事由和理由的最大字数.
pub const MAX_WORDS: usize = 500;

/// 不得登记事件的理由, all of them. `from` is the first day of the edition and `ended` the first day on which the duty no
/// longer applied.
#[must_use]
pub fn reasons_not_to_record(event: &Event, from: Day, ended: Option<Day>, today: Day) -> Vec<Reason> {
    let mut against = Vec::new();
    about_day(event.on, today, &mut against);
    about_words(("event.no_words", "event.words_too_long"), "事由", &event.words, &mut against);
    if (REGULATION_FROM..=LAST_DAY).contains(&event.on) {
        if event.on < from {
            let words =
                format!("事件发生于{}，早于目录施行之日（{from}），不产生本版目录的公开责任。", event.on);
            against.push(Reason::new("event.before_edition", words));
        }
        if let Some(ended) = ended.filter(|ended| *ended <= event.on) {
            let words = format!("该事项自{ended}起不再适用，不能登记{}的事件。", event.on);
            against.push(Reason::new("event.after_end", words));
        }
    }
    against
}

/// 不得更正事件的理由, all of them.
#[must_use]
pub fn reasons_not_to_correct(
    former: &Event,
    corrected: &Event,
    why: &str,
    by: i64,
    today: Day,
) -> Vec<Reason> {
    let mut against = Vec::new();
    about_day(corrected.on, today, &mut against);
    about_words(("event.no_words", "event.words_too_long"), "事由", &corrected.words, &mut against);
    about_words(("event.no_reason", "event.reason_too_long"), "更正理由", why, &mut against);
    if (former.on, former.kind, former.words.trim()) == (corrected.on, corrected.kind, corrected.words.trim())
    {
        against.push(Reason::new("event.nothing_changed", "更正前后没有不同。"));
    }
    if former.by == by {
        let words = "更正会改变公开期限，须由登记人以外的人办理。";
        against.push(Reason::new("event.own_work", words).by(ogi(46, 0, 0)));
    }
    if corrected.version != former.version {
        let words = "该事件在您打开之后已被他人更正，请重新打开。";
        against.push(Reason::new("event.stale", words));
    }
    against
}

/// 更正事件: the corrected event, and the former one with the reason. `corrected.version` is the version that was seen.
///
/// # Errors
/// All the reasons not to.
pub fn correct(
    former: Event,
    corrected: &Event,
    why: &str,
    by: i64,
    today: Day,
) -> Result<(Event, Correction), Vec<Reason>> {
    let against = reasons_not_to_correct(&former, corrected, why, by, today);
    if !against.is_empty() {
        return Err(against);
    }
    let now = Event {
        on: corrected.on,
        kind: corrected.kind,
        words: corrected.words.trim().to_owned(),
        by,
        version: former.version.saturating_add(1),
    };
    Ok((now, Correction { former, by, on: today, why: why.trim().to_owned() }))
}

fn about_day(on: Day, today: Day, against: &mut Vec<Reason>) {
    if on > LAST_DAY {
        against.push(Reason::new("event.year_too_late", format!("日期{on}超出2099年，请核对年份。")));
    } else if on > today {
        let words = format!("{on}还没有到，事件发生后才能登记。");
        against.push(Reason::new("event.in_the_future", words).by(ogi(26, 0, 0)));
    }
    if on < REGULATION_FROM {
        let words = format!("{on}早于《政府信息公开条例》施行之日（2008-05-01）。");
        against.push(Reason::new("event.before_regulation", words));
    }
}

fn about_words(
    (missing, long): (&'static str, &'static str),
    what: &str,
    words: &str,
    against: &mut Vec<Reason>,
) {
    let length = words.trim().chars().count();
    if length == 0 {
        against.push(Reason::new(missing, format!("请填写{what}。")));
    } else if length > MAX_WORDS {
        against.push(Reason::new(long, format!("{what}有{length}字，超过{MAX_WORDS}字。")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Day = date(2024, 3, 1);
    fn event(on: Day) -> Event {
        Event {
            on, kind: TriggerEvent::FormedOrChanged, words: "印发救助办法".into(), by: 7, version: 2
        }
    }
    fn record(on: Day) -> Vec<&'static str> {
        let ended = Some(date(2024, 2, 20));
        reasons_not_to_record(&event(on), date(2024, 1, 1), ended, TODAY).iter().map(|r| r.code).collect()
    }

    #[test]
    fn an_event_lies_between_the_edition_and_today() {
        assert_eq!(record(date(2024, 1, 1)), [""; 0]);
        assert_eq!(record(date(2024, 2, 19)), [""; 0]);
        assert_eq!(record(date(2024, 2, 20)), ["event.after_end"]);
        assert_eq!(record(date(2023, 12, 31)), ["event.before_edition"]);
        assert_eq!(record(date(2024, 3, 2)), ["event.in_the_future", "event.after_end"]);
        assert_eq!(record(date(2008, 4, 30)), ["event.before_regulation"]);
        assert_eq!(record(date(2100, 1, 1)), ["event.year_too_late"]);
        let future = reasons_not_to_record(&event(date(2024, 3, 2)), date(2024, 1, 1), None, TODAY);
        assert_eq!(future[0].basis, Some(ogi(26, 0, 0)));
    }

    #[test]
    fn an_event_has_words_and_not_too_many() {
        let with = |words: String| {
            let event = Event { words, ..event(TODAY) };
            reasons_not_to_record(&event, TODAY, None, TODAY).iter().map(|r| r.code).collect::<Vec<_>>()
        };
        assert_eq!(with("　 ".into()), ["event.no_words"]);
        assert_eq!(with("字".repeat(501)), ["event.words_too_long"]);
    }

    #[test]
    fn a_correction_keeps_the_former_and_says_why() {
        let (now, kept) =
            correct(event(date(2024, 1, 5)), &event(date(2024, 1, 8)), " 日期录错 ", 8, TODAY).unwrap();
        assert_eq!((now.on, now.by, now.version), (date(2024, 1, 8), 8, 3));
        assert_eq!((kept.former, kept.why.as_str(), kept.on), (event(date(2024, 1, 5)), "日期录错", TODAY));
    }

    #[test]
    fn all_reasons_against_a_correction_are_given() {
        let seen = Event { version: 1, ..event(date(2024, 1, 5)) };
        let against = correct(event(date(2024, 1, 5)), &seen, "", 7, TODAY).unwrap_err();
        let codes: Vec<_> = against.iter().map(|r| r.code).collect();
        assert_eq!(codes, ["event.no_reason", "event.nothing_changed", "event.own_work", "event.stale"]);
        assert_eq!(against[2].basis, Some(ogi(46, 0, 0)));
    }
}
