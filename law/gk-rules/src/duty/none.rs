//! The statement 暂无此类信息 (暂无声明): signed, dated, for a period; not an empty column.
//!
//! No article fixes its period; it is a dated setting (see [`settings`](super::settings::statement_months)). It rests on
//! 条例 art 19 (what meets the conditions must be published: where nothing does, that is said) and art 18 (regular review).

use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::settings::{LAST_DAY, NoSetting, in_force, statement_months};
use crate::citation::ogi;
use crate::org::OrganId;
use crate::{Day, Reason};

/// 暂无声明: who stated, when, and until when it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The person who signs.
    pub by: i64,
    /// The organ that states.
    pub organ: OrganId,
    /// 声明日
    pub on: Day,
    /// The last day on which it holds.
    pub until: Day,
    /// 说明: why there is none.
    pub words: String,
}

/// 拟声明: what a person wants to state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stating {
    /// The person who signs.
    pub by: i64,
    /// The organ for which he signs.
    pub organ: OrganId,
    /// 声明日
    pub on: Day,
    /// A shorter period than the setting's, where wanted: its last day.
    pub until: Option<Day>,
    /// 说明
    pub words: String,
}

/// 声明所涉责任: what is known of the duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The organ that is obliged.
    pub organ: OrganId,
    /// Whether the item's standard applies to it still.
    pub applies: bool,
    /// How many published records stand against the item.
    pub published: u32,
    /// How many recorded events still wait for publication: then the information exists.
    pub open_events: u32,
    /// How many drafts and records under review the item has.
    pub drafts: u32,
    /// The statement that holds now, if any.
    pub former: Option<Statement>,
    /// The first day of the edition.
    pub from: Day,
}

/// 说明的最大字数.
pub const MAX_WORDS: usize = 500;
/// 期满前多少日内可以续声明: a statement is renewed at most so many days before it ends.
pub const RENEW_WITHIN_DAYS: i64 = 30;

/// 声明有效期的最后一日, as the setting of the day has it: the day before the same day so many months later.
///
/// # Errors
/// [`NoSetting`] when no setting holds on the day.
pub fn holds_until(on: Day) -> Result<Day, NoSetting> {
    let months = in_force("暂无声明的有效期", &statement_months(), on)?.value;
    let end = on.checked_add(i64::from(months).months()).and_then(Day::yesterday);
    Ok(end.unwrap_or(LAST_DAY))
}

/// 不得声明暂无的理由, all of them; empty when the statement may be made.
#[must_use]
pub fn reasons_not_to_state(stating: &Stating, standing: &Standing, today: Day) -> Vec<Reason> {
    let mut against = Vec::new();
    if stating.organ != standing.organ {
        against.push(
            Reason::new("none.not_responsible", "本机关不是该事项的公开主体，不能声明暂无此类信息。")
                .by(ogi(10, 0, 0)),
        );
    }
    if !standing.applies {
        against.push(Reason::new("none.not_applicable", "该事项对本机关不适用，无须声明。"));
    }
    if standing.published > 0 {
        let words = format!("该事项已有{}条公开信息，不能声明暂无此类信息。", standing.published);
        against.push(
            Reason::new("none.information_exists", words)
                .by(ogi(19, 0, 0))
                .cure("信息有误的，先撤下并说明理由。"),
        );
    }
    if standing.open_events > 0 {
        let words = format!("已登记{}个应当公开而尚未公开的事件，信息已经存在。", standing.open_events);
        against.push(
            Reason::new("none.event_waiting", words)
                .by(ogi(26, 0, 0))
                .cure("公开相应信息，或者更正登记有误的事件。"),
        );
    }
    if standing.drafts > 0 {
        let words = format!("该事项有{}条信息正在起草或者审核。", standing.drafts);
        against.push(Reason::new("none.in_preparation", words).cure("公开或者删除草稿后再声明。"));
    }
    about_days(stating, standing, today, &mut against);
    let length = stating.words.trim().chars().count();
    if length == 0 {
        against.push(Reason::new("none.no_words", "请说明为什么暂无此类信息。"));
    } else if length > MAX_WORDS {
        against.push(Reason::new("none.words_too_long", format!("说明有{length}字，超过{MAX_WORDS}字。")));
    }
    against
}

fn about_days(stating: &Stating, standing: &Standing, today: Day, against: &mut Vec<Reason>) {
    if stating.on != today {
        let words = format!("声明日应为签署当日（{today}），不能为{}。", stating.on);
        against.push(Reason::new("none.not_today", words));
    }
    if stating.on < standing.from {
        let words = format!("目录自{}起施行，此前不能声明。", standing.from);
        against.push(Reason::new("none.before_edition", words));
    }
    match (holds_until(stating.on), stating.until) {
        (Err(missing), _) => {
            against.push(Reason::new("none.no_setting", format!("{missing}，不能确定声明的有效期。")));
        }
        (Ok(_), Some(until)) if until < stating.on => {
            against.push(Reason::new("none.ends_before_it_begins", format!("有效期至{until}，早于声明日。")));
        }
        (Ok(longest), Some(until)) if until > longest => {
            against.push(Reason::new("none.too_long", format!("有效期至{until}，最长只能至{longest}。")));
        }
        _ => {}
    }
    if let Some(former) = &standing.former {
        let opens = former.until.checked_sub(RENEW_WITHIN_DAYS.days()).unwrap_or(former.until);
        if former.on <= today && today < opens {
            let words = format!("{}所作的声明有效期至{}，尚在有效期内。", former.on, former.until);
            let cure = format!("自{opens}起可以续作声明。");
            against.push(Reason::new("none.still_holds", words).cure(cure));
        }
    }
}

/// 作出声明.
///
/// # Errors
/// All the reasons not to.
pub fn state_none(stating: Stating, standing: &Standing, today: Day) -> Result<Statement, Vec<Reason>> {
    let against = reasons_not_to_state(&stating, standing, today);
    match (against.is_empty(), holds_until(stating.on)) {
        (true, Ok(longest)) => {
            let Stating { by, organ, on, until, words } = stating;
            Ok(Statement { by, organ, on, until: until.unwrap_or(longest), words: words.trim().to_owned() })
        }
        _ => Err(against),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Day = date(2024, 3, 1);
    fn stating() -> Stating {
        Stating {
            by: 7, organ: OrganId(5), on: TODAY, until: None, words: "本年度未发生此类事项".into()
        }
    }
    fn standing() -> Standing {
        Standing {
            organ: OrganId(5),
            applies: true,
            published: 0,
            open_events: 0,
            drafts: 0,
            former: None,
            from: date(2024, 1, 1),
        }
    }
    fn codes(stating: &Stating, standing: &Standing) -> Vec<&'static str> {
        reasons_not_to_state(stating, standing, TODAY).iter().map(|r| r.code).collect()
    }

    #[test]
    fn a_statement_holds_a_year_less_a_day() {
        let made = state_none(stating(), &standing(), TODAY).unwrap();
        assert_eq!(made.until, date(2025, 2, 28));
        assert_eq!(holds_until(date(2024, 2, 29)).unwrap(), date(2025, 2, 27));
    }

    #[test]
    fn every_reason_is_given_at_once() {
        let wrong = Stating {
            organ: OrganId(6),
            on: date(2023, 12, 1),
            until: Some(date(2023, 11, 1)),
            words: " ".into(),
            by: 7,
        };
        let full = Standing { applies: false, published: 2, open_events: 1, drafts: 1, ..standing() };
        assert_eq!(
            codes(&wrong, &full),
            [
                "none.not_responsible",
                "none.not_applicable",
                "none.information_exists",
                "none.event_waiting",
                "none.in_preparation",
                "none.not_today",
                "none.before_edition",
                "none.ends_before_it_begins",
                "none.no_words",
            ]
        );
        assert!(state_none(wrong, &full, TODAY).is_err());
    }

    #[test]
    fn each_reason_rests_on_its_article() {
        let full = Standing { published: 1, open_events: 1, organ: OrganId(9), ..standing() };
        let bases: Vec<_> = reasons_not_to_state(&stating(), &full, TODAY).iter().map(|r| r.basis).collect();
        assert_eq!(bases, [Some(ogi(10, 0, 0)), Some(ogi(19, 0, 0)), Some(ogi(26, 0, 0))]);
    }

    #[test]
    fn a_statement_cannot_be_longer_than_the_setting_or_doubled() {
        assert_eq!(
            codes(&Stating { until: Some(date(2025, 3, 1)), ..stating() }, &standing()),
            ["none.too_long"]
        );
        let former = |until| {
            Some(Statement { by: 7, organ: OrganId(5), on: date(2023, 5, 1), until, words: "无".into() })
        };
        assert_eq!(
            codes(&stating(), &Standing { former: former(date(2024, 4, 30)), ..standing() }),
            ["none.still_holds"]
        );
        assert_eq!(codes(&stating(), &Standing { former: former(date(2024, 3, 30)), ..standing() }), [""; 0]);
        let long = Stating { words: "无".repeat(501), ..stating() };
        assert_eq!(codes(&long, &standing()), ["none.words_too_long"]);
    }
}
