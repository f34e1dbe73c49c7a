//! Obligations (义务): what the rules of a 公开时限 oblige to, each with the clock that runs for it (条例 arts 19, 20, 26).

use serde::{Deserialize, Serialize};

use super::settings::{NoSetting, first_filling, in_force, outer_bound};
use crate::time::limit::{DayInPeriod, Kind, Limit, Period, Span, TriggerEvent, Unit};
use crate::{Citation, Day, citation::ogi};

crate::codes! {
    /// 责任种类: why an occurrence exists.
    pub enum DutyKind {
        /// 常设: the head duty, the item is not empty
        Standing = "standing" => "常设公开",
        /// 事件: one occurrence per recorded event
        Event = "event" => "事件触发",
        /// 周期: one occurrence per period
        Periodic = "periodic" => "定期公开",
        /// 公示期: what was posted stays posted long enough
        Posting = "posting" => "公示期",
    }
}

/// 义务: one thing an item obliges to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// 0 for the head; else the rule's 1-based place in the limit.
    pub rule_no: u16,
    /// 种类
    pub kind: DutyKind,
    /// 时限: what runs.
    pub clock: Clock,
    /// 起算事件: what starts it; nothing for standing and periodic ones.
    pub trigger: Option<TriggerEvent>,
    /// To which part of the item it is confined, in the text's words.
    pub scope: Option<String>,
    /// 推定: the text does not say it; art 26 is applied.
    pub inferred: bool,
    /// 从其规定: a stricter sector rule wins.
    pub escape: bool,
}

/// 时限: the clock of an obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "clock", rename_all = "snake_case")]
pub enum Clock {
    /// Within so many units of the event.
    Within {
        /// How long.
        span: Span,
    },
    /// On the day of the event itself (与…同步).
    SameDay,
    /// In every period.
    Periodic {
        /// The period.
        period: Period,
        /// How often in each; for working days, how many of them make a period.
        n: u32,
        /// The fixed day, where one is named.
        day: Option<DayInPeriod>,
    },
    /// By a day of the calendar, each year or once.
    ByDate {
        /// The year, where it is once.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// 时限待明确: the text leaves it to another text, or is not certain; a person must name it.
    NeedsPerson {
        /// Why.
        why: Open,
    },
}

crate::codes! {
    /// 待明确的原因: why a person must name the limit.
    pub enum Open {
        /// 依法、按规定
        PerLaw = "per_law" => "时限指向其他规定，须由人指明具体期限",
        /// 同上 that was not resolved on reading
        SameAsAbove = "same_as_above" => "“同上”所指不明，须由人指明具体期限",
        /// Words nobody could read
        Unclear = "unclear" => "时限文字不明，须由人指明具体期限",
        /// Numbers out of range
        OutOfRange = "out_of_range" => "时限中的数字超出范围，须由人核对",
    }
}

impl Obligation {
    /// Whether a person must name the limit before a due date can be known.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        matches!(self.clock, Clock::NeedsPerson { .. })
    }
    /// The article it rests on.
    #[must_use]
    pub fn basis(&self) -> Citation {
        match self.kind {
            DutyKind::Standing => ogi(19, 0, 0),
            _ => ogi(26, 0, 0),
        }
    }
}

/// 一项时限所生的义务: the head first, then one for each rule in the text's order (and one more for its 公示期).
///
/// An empty limit obliges by art 26 all the same; 长期公开 adds nothing to the head. `in_force_from` is the first day of the
/// edition: the settings of that day apply.
///
/// # Errors
/// [`NoSetting`] when the edition is older than the settings.
pub fn obligations(limit: &Limit, in_force_from: Day) -> Result<Vec<Obligation>, NoSetting> {
    let filling = in_force("首次公开期限", &first_filling(), in_force_from)?.value;
    let bound = in_force("默认公开期限", &outer_bound(), in_force_from)?.value;
    let mut all = vec![Obligation {
        rule_no: 0,
        kind: DutyKind::Standing,
        clock: Clock::Within { span: Span { n: filling, unit: Unit::WorkingDay } },
        trigger: None,
        scope: None,
        inferred: true,
        escape: false,
    }];
    let art26 = Clock::Within { span: Span { n: bound, unit: Unit::WorkingDay } };
    if limit.rules.is_empty() {
        all.push(Obligation {
            rule_no: 1,
            kind: DutyKind::Event,
            clock: art26,
            trigger: Some(TriggerEvent::FormedOrChanged),
            scope: None,
            inferred: true,
            escape: true,
        });
        return Ok(all);
    }
    for (rule, rule_no) in limit.rules.iter().zip(1_u16..) {
        let named = rule.trigger.as_ref().map(|trigger| trigger.event);
        let (kind, clock, inferred) = reading(&rule.kind, &art26);
        let trigger = (kind == DutyKind::Event).then_some(named.unwrap_or(TriggerEvent::FormedOrChanged));
        let one = Obligation {
            rule_no,
            kind,
            clock,
            trigger,
            scope: rule.scope.clone(),
            inferred: inferred || (kind == DutyKind::Event && named.is_none()),
            escape: rule.escape,
        };
        if let Some(span) = rule.min_posting {
            let clock = Clock::Within { span };
            all.push(Obligation {
                kind: DutyKind::Posting,
                clock,
                trigger: None,
                inferred: false,
                ..one.clone()
            });
        }
        if rule.kind != Kind::Continuous {
            all.push(one);
        }
    }
    Ok(all)
}

/// 决定主动公开的时限 (条例 arts 26, 44): what was applied for and is taken into what is disclosed is shown within art 26's period
/// from that decision, whatever the item's own limit waits for.
///
/// # Errors
/// [`NoSetting`] before the regulation was in force.
pub fn decided_to_disclose(on: Day) -> Result<Clock, NoSetting> {
    let n = in_force("默认公开期限", &outer_bound(), on)?.value;
    Ok(Clock::Within { span: Span { n, unit: Unit::WorkingDay } })
}

/// 决定主动公开: why such a duty has its limit.
#[must_use]
pub fn why_decided(on: Day) -> Option<String> {
    let row = outer_bound().into_iter().find(|row| row.from <= on)?;
    Some(format!("自决定主动公开之日起{}个工作日（{}；{}）", row.value, ogi(26, 0, 0), ogi(44, 0, 0)))
}

/// 时限待明确: whether a rule of this kind waits for a person before a due date can be known.
#[must_use]
pub fn is_open(kind: &Kind) -> bool {
    matches!(reading(kind, &Clock::SameDay).1, Clock::NeedsPerson { .. })
}

/// The kind and clock of one rule, and whether the clock is art 26's and not the text's.
fn reading(kind: &Kind, art26: &Clock) -> (DutyKind, Clock, bool) {
    let open = |why| (DutyKind::Event, Clock::NeedsPerson { why }, false);
    match kind {
        Kind::Within { n, .. } | Kind::Periodic { n, .. } if *n == 0 || *n > 10_000 => open(Open::OutOfRange),
        Kind::Periodic { times, .. } if *times == 0 || *times > 10_000 => open(Open::OutOfRange),
        Kind::Within { n, unit } => {
            (DutyKind::Event, Clock::Within { span: Span { n: *n, unit: *unit } }, false)
        }
        Kind::Immediate => (DutyKind::Event, art26.clone(), true),
        Kind::Periodic { period: Period::WorkingDays, n, .. } => {
            (DutyKind::Periodic, Clock::Periodic { period: Period::WorkingDays, n: *n, day: None }, false)
        }
        Kind::Periodic { period, n, times, day } => match period.times(*n) {
            Some(period) => (DutyKind::Periodic, Clock::Periodic { period, n: *times, day: *day }, false),
            None => open(Open::Unclear),
        },
        Kind::Continuous => (DutyKind::Standing, art26.clone(), false),
        Kind::ByDate { month, day, .. } if !(1..=12).contains(month) || !(1..=31).contains(day) => {
            open(Open::OutOfRange)
        }
        Kind::ByDate { year, month, day } => {
            (DutyKind::Periodic, Clock::ByDate { year: *year, month: *month, day: *day }, false)
        }
        Kind::WithEvent => (DutyKind::Event, Clock::SameDay, false),
        Kind::PerLaw => open(Open::PerLaw),
        Kind::SameAsAbove => open(Open::SameAsAbove),
        Kind::Unclear => open(Open::Unclear),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::limit::{Rule, Trigger};
    use jiff::civil::date;

    fn rule(kind: Kind) -> Rule {
        Rule { trigger: None, kind, min_posting: None, escape: false, scope: None }
    }
    fn of(rules: Vec<Rule>) -> Vec<Obligation> {
        obligations(&Limit { text: "x".into(), rules }, date(2024, 1, 1)).unwrap()
    }
    const TWENTY: Clock = Clock::Within { span: Span { n: 20, unit: Unit::WorkingDay } };

    #[test]
    fn every_item_has_a_head_whose_period_is_said_to_be_inferred() {
        let head = of(vec![rule(Kind::Continuous)]);
        assert_eq!(head.len(), 1, "长期公开 adds nothing to the head");
        assert_eq!((head[0].rule_no, head[0].kind, &head[0].clock), (0, DutyKind::Standing, &TWENTY));
        assert!(head[0].inferred);
        assert_eq!(head[0].basis(), ogi(19, 0, 0));
    }

    #[test]
    fn an_empty_limit_is_bound_by_article_26() {
        let all = obligations(&Limit::default(), date(2024, 1, 1)).unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!((all[1].kind, &all[1].clock, all[1].inferred), (DutyKind::Event, &TWENTY, true));
        assert_eq!(all[1].trigger, Some(TriggerEvent::FormedOrChanged));
        assert_eq!(all[1].basis(), ogi(26, 0, 0));
    }

    #[test]
    fn at_once_has_article_26_for_its_outer_bound() {
        let all = of(vec![rule(Kind::Immediate)]);
        assert_eq!((&all[1].clock, all[1].inferred), (&TWENTY, true));
    }

    #[test]
    fn several_rules_with_scopes_stay_several() {
        let mut seven = rule(Kind::Within { n: 7, unit: Unit::WorkingDay });
        seven.scope = Some("行政许可、行政处罚".into());
        seven.trigger =
            Some(Trigger { event: TriggerEvent::DecisionMade, words: "作出行政决定".into() });
        let mut posted = rule(Kind::WithEvent);
        posted.min_posting = Some(Span { n: 5, unit: Unit::WorkingDay });
        let all = of(vec![rule(Kind::Within { n: 20, unit: Unit::Day }), seven, posted]);
        let shape: Vec<_> = all.iter().map(|o| (o.rule_no, o.kind)).collect();
        use DutyKind::{Event, Posting, Standing};
        assert_eq!(shape, [(0, Standing), (1, Event), (2, Event), (3, Posting), (3, Event)]);
        assert_eq!(all[2].scope.as_deref(), Some("行政许可、行政处罚"));
        assert_eq!((all[2].trigger, all[2].inferred), (Some(TriggerEvent::DecisionMade), false));
        assert!(all[1].inferred, "no trigger in the text: 形成或者变更 is assumed and said so");
        assert_eq!(all[4].clock, Clock::SameDay);
    }

    #[test]
    fn what_is_not_certain_waits_for_a_person() {
        for (kind, why) in [
            (Kind::PerLaw, Open::PerLaw),
            (Kind::SameAsAbove, Open::SameAsAbove),
            (Kind::Unclear, Open::Unclear),
            (Kind::Within { n: 0, unit: Unit::Day }, Open::OutOfRange),
            (Kind::Within { n: u32::MAX, unit: Unit::Day }, Open::OutOfRange),
            (Kind::ByDate { year: None, month: 13, day: 1 }, Open::OutOfRange),
            (Kind::Periodic { period: Period::Month, n: 0, times: 1, day: None }, Open::OutOfRange),
        ] {
            let all = of(vec![rule(kind)]);
            assert_eq!(all[1].clock, Clock::NeedsPerson { why });
            assert!(all[1].needs_person());
        }
    }

    #[test]
    fn dates_and_periods_recur() {
        let all = of(vec![
            rule(Kind::ByDate { year: None, month: 1, day: 31 }),
            rule(Kind::Periodic { period: Period::Quarter, n: 1, times: 1, day: None }),
        ]);
        assert!(all[1..].iter().all(|o| o.kind == DutyKind::Periodic && o.trigger.is_none()));
    }

    #[test]
    fn an_edition_older_than_the_settings_is_not_given_a_later_ones() {
        assert!(obligations(&Limit::default(), date(2019, 1, 1)).is_err());
    }
}
