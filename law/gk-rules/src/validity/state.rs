//! The state of a document on a day (效力状态), from its own dates and from what others do to it.

use serde::{Deserialize, Serialize};

use super::relation::{DocumentId, Effect, Relation, Scope};
use crate::Day;

crate::codes! {
    /// 效力状态
    pub enum Validity {
        /// 尚未施行
        NotYet = "not_yet" => "尚未施行",
        /// 有效
        InForce = "in_force" => "有效",
        /// 已修改
        Amended = "amended" => "已修改",
        /// 部分失效: some articles are repealed or lapsed
        PartlyLapsed = "partly_lapsed" => "部分失效",
        /// 废止
        Repealed = "repealed" => "废止",
        /// 失效: its period is over, or it was declared so
        Lapsed = "lapsed" => "失效",
    }
}

impl Validity {
    /// 是否仍可作为依据
    #[must_use]
    pub const fn may_be_relied_on(self) -> bool {
        matches!(self, Self::InForce | Self::Amended | Self::PartlyLapsed)
    }
}

/// 文件自身的日期
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// 文件
    pub document: DocumentId,
    /// 施行日期
    pub effective_on: Day,
    /// 失效日期: the last day on which it holds; nothing where it names none.
    pub last_day: Option<Day>,
    /// 条数; nothing where it is not made of articles.
    pub articles: Option<u16>,
}

/// 某日的效力: the state, since when, by what, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// 状态
    pub state: Validity,
    /// 自何日起; nothing for what has not begun.
    pub since: Option<Day>,
    /// 依据的文件
    pub by: Option<DocumentId>,
    /// 已失效的条款
    pub ended_articles: Vec<u16>,
    /// 最后有效日, after extensions known on the day.
    pub last_day: Option<Day>,
    /// 下一次变化
    pub next_change: Option<Day>,
}

/// 某日的效力状态. Relations of other targets are left aside, so that the whole register may be given.
#[must_use]
pub fn standing(life: Life, relations: &[Relation], day: Day) -> Standing {
    let mut own: Vec<&Relation> = relations.iter().filter(|one| one.target == life.document).collect();
    own.sort_by_key(|one| (one.from, one.by));
    let begun: Vec<&Relation> = own.iter().copied().filter(|one| one.from <= day).collect();
    let last_day = last_day(life, &begun);
    let next_change = next_change(life, &own, last_day, day);
    let mut out = Standing {
        state: Validity::InForce,
        since: Some(life.effective_on),
        by: None,
        ended_articles: Vec::new(),
        last_day,
        next_change,
    };
    let ended = begun.iter().find(|one| one.effect.ends() && one.scope == Scope::Whole);
    let lapsed_on = last_day.and_then(|last| last.tomorrow().ok()).filter(|first| *first <= day);
    // What ends a document first ended it: a repeal after the period is over repeals nothing.
    match (ended, lapsed_on) {
        (Some(one), lapsed) if lapsed.is_none_or(|lapsed| one.from <= lapsed) => {
            out.state =
                if one.effect == Effect::DeclaresLapsed { Validity::Lapsed } else { Validity::Repealed };
            (out.since, out.by, out.next_change) = (Some(one.from), Some(one.by), None);
            return out;
        }
        (_, Some(first)) => {
            (out.state, out.since, out.next_change) = (Validity::Lapsed, Some(first), None);
            return out;
        }
        _ => {}
    }
    if day < life.effective_on {
        (out.state, out.since) = (Validity::NotYet, None);
        return out;
    }
    parts(&mut out, life, &begun);
    out
}

/// Articles that ended and amendments; when every article has ended the whole has.
fn parts(out: &mut Standing, life: Life, begun: &[&Relation]) {
    for one in begun {
        match (&one.scope, one.effect) {
            (Scope::Articles(list), effect) if effect.ends() => {
                out.ended_articles.extend(list.iter().copied());
                (out.state, out.since, out.by) = (Validity::PartlyLapsed, Some(one.from), Some(one.by));
            }
            (_, Effect::Amends) => {
                if out.state != Validity::PartlyLapsed {
                    out.state = Validity::Amended;
                }
                (out.since, out.by) = (Some(one.from), Some(one.by));
            }
            _ => {}
        }
    }
    out.ended_articles.sort_unstable();
    out.ended_articles.dedup();
    let all = life.articles.is_some_and(|all| all > 0 && (1..=all).all(|n| out.ended_articles.contains(&n)));
    if all {
        out.state = Validity::Repealed;
        out.next_change = None;
    }
}

/// The last day with every extension that began before the document had lapsed.
fn last_day(life: Life, begun: &[&Relation]) -> Option<Day> {
    let mut last = life.last_day?;
    for one in begun.iter().filter(|one| one.effect == Effect::Extends && one.scope == Scope::Whole) {
        if let Some(until) = one.until.filter(|until| *until > last && one.from <= last) {
            last = until;
        }
    }
    Some(last)
}

fn next_change(life: Life, own: &[&Relation], last_day: Option<Day>, day: Day) -> Option<Day> {
    let coming = own.iter().filter(|one| one.effect != Effect::Interprets).map(|one| one.from);
    let lapse = last_day.and_then(|last| last.tomorrow().ok());
    coming.chain([life.effective_on]).chain(lapse).filter(|one| *one > day).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validity::relation::tests::relation;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn life() -> Life {
        Life {
            document: DocumentId(1),
            effective_on: date(2020, 3, 1),
            last_day: Some(date(2025, 2, 28)),
            articles: Some(3),
        }
    }
    fn state(relations: &[Relation], day: Day) -> Validity {
        standing(life(), relations, day).state
    }

    #[test]
    fn a_document_begins_and_lapses_by_its_own_dates() {
        assert_eq!(state(&[], date(2020, 2, 29)), Validity::NotYet);
        assert_eq!(state(&[], date(2020, 3, 1)), Validity::InForce);
        assert_eq!(state(&[], date(2025, 2, 28)), Validity::InForce);
        assert_eq!(state(&[], date(2025, 3, 1)), Validity::Lapsed);
        assert_eq!(standing(life(), &[], date(2024, 1, 1)).next_change, Some(date(2025, 3, 1)));
    }

    #[test]
    fn a_repeal_marks_from_its_day_and_a_declaration_says_lapsed() {
        let repeal = [relation(Effect::Repeals, Scope::Whole, date(2022, 1, 1))];
        assert_eq!(
            (state(&repeal, date(2021, 12, 31)), state(&repeal, date(2022, 1, 1))),
            (Validity::InForce, Validity::Repealed)
        );
        let there = standing(life(), &repeal, date(2023, 1, 1));
        assert_eq!(
            (there.since, there.by, there.next_change),
            (Some(date(2022, 1, 1)), Some(DocumentId(2)), None)
        );
        let declared = [relation(Effect::DeclaresLapsed, Scope::Whole, date(2022, 1, 1))];
        assert_eq!(state(&declared, date(2022, 1, 1)), Validity::Lapsed);
        let late = [relation(Effect::Repeals, Scope::Whole, date(2026, 1, 1))];
        assert_eq!(state(&late, date(2026, 6, 1)), Validity::Lapsed);
        let early = [relation(Effect::Repeals, Scope::Whole, date(2020, 1, 1))];
        assert_eq!(state(&early, date(2020, 2, 1)), Validity::Repealed);
    }

    #[test]
    fn articles_end_one_by_one_until_the_whole_has_ended() {
        let amended = relation(Effect::Amends, Scope::Articles(vec![2]), date(2021, 1, 1));
        let part = relation(Effect::Repeals, Scope::Articles(vec![1, 3]), date(2022, 1, 1));
        let rest = relation(Effect::Repeals, Scope::Articles(vec![2]), date(2023, 1, 1));
        let all = [amended, part, rest];
        assert_eq!(state(&all, date(2021, 6, 1)), Validity::Amended);
        let there = standing(life(), &all, date(2022, 6, 1));
        assert_eq!((there.state, there.ended_articles), (Validity::PartlyLapsed, vec![1, 3]));
        assert_eq!(state(&all, date(2023, 6, 1)), Validity::Repealed);
        assert!(Validity::PartlyLapsed.may_be_relied_on() && !Validity::Repealed.may_be_relied_on());
    }

    #[test]
    fn an_extension_in_time_lengthens_and_one_too_late_does_not() {
        let extend = |from| {
            [Relation { until: Some(date(2027, 2, 28)), ..relation(Effect::Extends, Scope::Whole, from) }]
        };
        assert_eq!(state(&extend(date(2025, 1, 1)), date(2026, 1, 1)), Validity::InForce);
        assert_eq!(state(&extend(date(2025, 4, 1)), date(2026, 1, 1)), Validity::Lapsed);
        let interpreted = [relation(Effect::Interprets, Scope::Whole, date(2021, 1, 1))];
        assert_eq!(state(&interpreted, date(2022, 1, 1)), Validity::InForce);
    }

    proptest! {
        #[test]
        fn what_has_ended_never_comes_back(effects in proptest::collection::vec((0..6_usize, 0_i32..3000, proptest::bool::ANY), 0..8), first in 0_i32..3000, later in 0_i32..2000) {
            use crate::Coded;
            let start = date(2019, 1, 1);
            let day = |n: i32| start.checked_add(jiff::Span::new().days(n)).unwrap();
            let all: Vec<Relation> = effects.into_iter().map(|(at, n, whole)| {
                let scope = if whole { Scope::Whole } else { Scope::Articles(vec![1]) };
                Relation { until: Some(date(2030, 1, 1)), ..relation(Effect::ALL[at], scope, day(n)) }
            }).collect();
            let before = state(&all, day(first));
            let after = state(&all, day(first + later));
            if matches!(before, Validity::Repealed | Validity::Lapsed) {
                prop_assert_eq!(after, before);
            }
            if before != Validity::NotYet { prop_assert_ne!(after, Validity::NotYet); }
        }
    }
}
