//! Revisions (新版本): a published record is not edited; a new version takes its place, and what stood before can still be read.
//!
//! 条例 art 6 (accurate; what is wrong is corrected), art 26 (what changes is published within 20 working days). That the earlier
//! version stays readable is our reading of art 8 (及时、准确).

use super::reasons::Hand;
use super::record::Record;
use super::state::Stage;
use crate::citation::ogi;
use crate::{Coded, Day, Moment, Reason};

crate::codes! {
    /// 修订种类
    pub enum Change {
        /// 内容变更: what the document says is another; counts as published anew.
        Major = "major" => "内容变更",
        /// 文字更正: a slip is mended, what it says is the same; the 发布日期 stays.
        Minor = "minor" => "文字更正",
    }
}

/// 修订说明的字数.
pub const NOTE: std::ops::RangeInclusive<usize> = 4..=200;

/// 版次及其起止: one version and the days on which it was the one that held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// 第几版, from one.
    pub edition: u32,
    /// 首日
    pub from: Day,
    /// 被取代日: from that day on another holds; nothing for the last.
    pub until: Option<Day>,
}

/// 某日的版本: the one that held on a day; of two on one day, the later. Nothing before the first.
#[must_use]
pub fn on_day(spans: &[Span], day: Day) -> Option<u32> {
    let held = |one: &&Span| one.from <= day && one.until.is_none_or(|until| day < until);
    spans.iter().filter(held).map(|one| one.edition).max()
}

/// 不得开始修订的理由: only what is public is revised, one draft at a time.
#[must_use]
pub fn reasons_not_to_revise(record: &Record, draft: bool) -> Vec<Reason> {
    let mut against = Vec::new();
    let now = record.progress.stage();
    if now != Stage::Published {
        let words = format!("该信息处于“{}”阶段，不能修订。", now.label());
        against.push(Reason::new("revision.not_public", words).by(ogi(6, 0, 0)));
    }
    if draft {
        against.push(
            Reason::new("revision.draft_there", "已经有一份修订稿，同时只能有一份。")
                .by(ogi(6, 0, 0))
                .cure("请继续办理那一份。"),
        );
    }
    against
}

/// 不得说明如此的理由: what is shown beside the new version.
#[must_use]
pub fn reasons_against_note(change: Option<Change>, note: &str) -> Vec<Reason> {
    let mut against = Vec::new();
    if change.is_none() {
        against.push(
            Reason::new("revision.no_kind", "请选择是内容变更还是文字更正。")
                .by(ogi(6, 0, 0))
                .cure("改变文件含义的是内容变更，按新公开的日期计算。"),
        );
    }
    if !NOTE.contains(&note.trim().chars().count()) {
        let words = format!("请写明修订说明，{}至{}个字，公众可以看到。", NOTE.start(), NOTE.end());
        against.push(Reason::new("revision.no_note", words).by(ogi(6, 0, 0)));
    }
    against
}

/// 不得取代的理由: what the new version is to take the place of must still be public, as it was when the draft was begun.
#[must_use]
pub fn reasons_not_to_supersede(live: &Record) -> Vec<Reason> {
    if live.progress.stage() == Stage::Published {
        return Vec::new();
    }
    vec![
        Reason::new("revision.live_gone", "被修订的信息已经撤下，新版本不能取代它。")
            .by(ogi(6, 0, 0))
            .cure("请作为新的信息公开。"),
    ]
}

/// 不得定时的理由: a moment to come, within a year.
#[must_use]
pub fn reasons_not_to_schedule(record: &Record, at: Option<Moment>, now: Moment, hand: Hand) -> Vec<Reason> {
    let mut against = super::reasons::stale(record, hand);
    let stage = record.progress.stage();
    if stage != Stage::Approved {
        let words = format!("该信息处于“{}”阶段，不能设定公开时间。", stage.label());
        against.push(Reason::new("record.wrong_stage", words).by(ogi(17, 0, 0)));
    }
    let latest = now.checked_add(jiff::SignedDuration::from_hours(24 * 366)).unwrap_or(Moment::MAX);
    match at {
        None => against.push(
            Reason::new("schedule.malformed", "公开时间认不出。")
                .cure("写作年-月-日 时:分:秒，例如 2026-12-01 09:00:00。"),
        ),
        Some(at) if at <= now => against.push(
            Reason::new("schedule.past", "公开时间已经过去。").cure("请设定以后的时间，或者现在公开。"),
        ),
        Some(at) if at > latest => {
            against.push(Reason::new("schedule.too_far", "公开时间在一年之后。").by(ogi(26, 0, 0)));
        }
        Some(_) => {}
    }
    if record.attribute != crate::attribute::Attribute::Proactive {
        against.push(super::reasons::not_proactive(record));
    }
    against
}

/// 公开时间的识读: as people and browsers write it, on the clock of China; nothing where it cannot be read.
#[must_use]
pub fn read_moment(typed: &str) -> Option<Moment> {
    let typed = typed.trim().replace('/', "-");
    let read = typed.parse::<jiff::civil::DateTime>().ok().filter(|_| typed.contains(':'))?;
    jiff::tz::Offset::constant(8).to_timestamp(read).ok()
}

/// 不得取消定时的理由.
#[must_use]
pub fn reasons_not_to_unschedule(record: &Record) -> Vec<Reason> {
    let stage = record.progress.stage();
    if stage == Stage::Scheduled {
        return Vec::new();
    }
    vec![Reason::new("record.wrong_stage", format!("该信息处于“{}”阶段，没有定时。", stage.label()))]
}

/// 到时未公开的说明: what the drafter reads where the check at the moment of release found something.
#[must_use]
pub fn held_words(against: &[Reason]) -> String {
    let list: String = against.iter().map(|reason| reason.words.as_str()).collect();
    let said = format!("到公开时间再次检查，没有公开：{list}");
    said.chars().take(super::reasons::MAX_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::Attribute;
    use crate::records::record::tests::sample;
    use crate::records::state::tests::at;
    use jiff::civil::date;

    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|one| one.code).collect()
    }

    #[test]
    fn the_version_of_a_day_is_the_last_that_had_begun() {
        let spans = [
            Span { edition: 1, from: date(2026, 3, 1), until: Some(date(2026, 5, 1)) },
            Span { edition: 2, from: date(2026, 5, 1), until: Some(date(2026, 5, 1)) },
            Span { edition: 3, from: date(2026, 5, 1), until: None },
        ];
        let on = |month, day| on_day(&spans, date(2026, month, day));
        assert_eq!((on(2, 28), on(3, 1), on(4, 30)), (None, Some(1), Some(1)));
        assert_eq!((on(5, 1), on(12, 31)), (Some(3), Some(3)));
    }

    #[test]
    fn what_is_public_is_revised_one_draft_at_a_time_and_says_why() {
        let public = Record { progress: at(Stage::Published), ..sample() };
        assert_eq!(codes(&reasons_not_to_revise(&public, false)), [""; 0]);
        assert_eq!(
            codes(&reasons_not_to_revise(&sample(), true)),
            ["revision.not_public", "revision.draft_there"]
        );
        assert_eq!(codes(&reasons_against_note(Some(Change::Minor), "更正日期")), [""; 0]);
        assert_eq!(codes(&reasons_against_note(None, " 改 ")), ["revision.no_kind", "revision.no_note"]);
        assert_eq!(codes(&reasons_not_to_supersede(&public)), [""; 0]);
        let gone = Record { progress: at(Stage::Withdrawn), ..sample() };
        assert_eq!(codes(&reasons_not_to_supersede(&gone)), ["revision.live_gone"]);
    }

    #[test]
    fn a_moment_is_read_on_the_clock_of_china() {
        let nine: Moment = "2026-12-01T01:00:00Z".parse().unwrap();
        for typed in ["2026-12-01T09:00", "2026-12-01 09:00:00", " 2026/12/01 09:00 "] {
            assert_eq!(read_moment(typed), Some(nine), "{typed}");
        }
        for typed in ["", "2026-12-01", "明天九点", "2026-13-01 09:00"] {
            assert_eq!(read_moment(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_release_lies_ahead_within_a_year_and_is_of_what_may_be_public() {
        let approved = Record { progress: at(Stage::Approved), ..sample() };
        let hand = Hand { person: 1, today: date(2026, 1, 1), seen: approved.version };
        let now: Moment = "2026-01-01T00:00:00Z".parse().unwrap();
        let hours = |n| now.checked_add(jiff::SignedDuration::from_hours(n)).ok();
        let why = |record: &Record, at| codes(&reasons_not_to_schedule(record, at, now, hand));
        assert_eq!(why(&approved, hours(1)), [""; 0]);
        assert_eq!(why(&approved, None), ["schedule.malformed"]);
        assert_eq!(why(&approved, Some(now)), ["schedule.past"]);
        assert_eq!(why(&approved, hours(24 * 400)), ["schedule.too_far"]);
        let held = Record { attribute: Attribute::Withheld, ..sample() };
        assert_eq!(why(&held, hours(1)), ["record.wrong_stage", "record.not_proactive"]);
    }
}
