//! Periods of validity (有效期): how long a normative document holds, and the reminder before its end.
//!
//! No national text fixes the period; local rules do, most of them five years, two for what is 暂行 or 试行: dated settings.

use serde::{Deserialize, Serialize};

use crate::citation::state_37;
use crate::duty::settings::{NoSetting, REGULATION_FROM, Setting, in_force};
use crate::{Day, Reason};

/// 有效期参数
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// 一般有效期（年）
    pub years: i16,
    /// 暂行、试行的有效期（年）
    pub trial_years: i16,
    /// 到期前多少个月提醒
    pub remind_months: i32,
}

/// 有效期的默认参数
#[must_use]
pub fn terms() -> Vec<Setting<Terms>> {
    vec![Setting {
        value: Terms { years: 5, trial_years: 2, remind_months: 6 },
        from: REGULATION_FROM,
        until: None,
        source: "推定：多数地方规定有效期5年，暂行、试行2年，届满前6个月评估；以当地规定为准".into(),
    }]
}

/// 暂行、试行: whether a title says that the document is on trial.
#[must_use]
pub fn is_trial(title: &str) -> bool {
    ["暂行", "试行"].iter().any(|word| title.contains(word))
}

/// 最长有效期的最后一日, for a document that takes effect on a day.
///
/// # Errors
/// [`NoSetting`] when no terms hold on that day.
pub fn longest(title: &str, effective_on: Day, terms: &[Setting<Terms>]) -> Result<Day, NoSetting> {
    let terms = in_force("规范性文件有效期", terms, effective_on)?.value;
    let years = if is_trial(title) { terms.trial_years } else { terms.years };
    let end = effective_on.checked_add(jiff::Span::new().years(years)).unwrap_or(Day::MAX);
    Ok(end.yesterday().unwrap_or(end))
}

/// 到期提醒: where a document stands before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// 提醒日期
    pub on: Day,
    /// 最后有效日
    pub last_day: Day,
}

/// 推算提醒日: so many months before the last day, by the terms of that day.
///
/// # Errors
/// [`NoSetting`] when no terms hold.
pub fn reminder(last_day: Day, terms: &[Setting<Terms>]) -> Result<Reminder, NoSetting> {
    let months = in_force("规范性文件有效期", terms, last_day)?.value.remind_months;
    let on = last_day.checked_sub(jiff::Span::new().months(months)).unwrap_or(Day::MIN);
    Ok(Reminder { on, last_day })
}

/// 列出的范围: which last days a list of today shows, from those of the past year to those of which a reminder may be due.
///
/// # Errors
/// [`NoSetting`] when no terms hold.
pub fn window(today: Day, terms: &[Setting<Terms>]) -> Result<(Day, Day), NoSetting> {
    let months = in_force("规范性文件有效期", terms, today)?.value.remind_months;
    let from = today.checked_sub(jiff::Span::new().years(1)).unwrap_or(Day::MIN);
    let to = today.checked_add(jiff::Span::new().months(months)).unwrap_or(Day::MAX);
    Ok((from, to))
}

impl Reminder {
    /// 是否应当提醒: from the day of the reminder to the last day.
    #[must_use]
    pub fn is_due(self, today: Day) -> bool {
        self.on <= today && today <= self.last_day
    }
}

/// 不得如此设定有效期的理由: longer than the rules allow, or none at all for a normative document.
///
/// # Errors
/// [`NoSetting`] when no terms hold on the day it takes effect.
pub fn reasons_against_term(
    title: &str,
    effective_on: Day,
    last_day: Option<Day>,
    terms: &[Setting<Terms>],
) -> Result<Vec<Reason>, NoSetting> {
    let longest = longest(title, effective_on, terms)?;
    let reason = |code, words: String| Reason::new(code, words).by(state_37(0, 0, 0));
    Ok(match last_day {
        None => vec![
            reason("validity.no_term", "规范性文件没有写明有效期。".into())
                .cure("请写明有效期，或者说明不设有效期的依据。"),
        ],
        Some(last) if last < effective_on => {
            vec![reason("validity.term_backwards", format!("失效日期{last}早于施行日期{effective_on}。"))]
        }
        Some(last) if last > longest => {
            vec![
                reason("validity.term_too_long", format!("有效期最长到{longest}，登记为{last}。"))
                    .cure("请缩短有效期，或者说明依据。"),
            ]
        }
        Some(_) => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_ends_on_the_day_before_its_anniversary() {
        assert_eq!(longest("临时救助办法", date(2024, 3, 1), &terms()), Ok(date(2029, 2, 28)));
        assert_eq!(longest("临时救助办法（试行）", date(2024, 3, 1), &terms()), Ok(date(2026, 2, 28)));
        assert!(longest("临时救助办法", date(2001, 3, 1), &terms()).is_err());
    }

    #[test]
    fn six_months_before_the_end_it_is_said() {
        let one = reminder(date(2029, 2, 28), &terms()).unwrap();
        assert_eq!(one.on, date(2028, 8, 28));
        assert!(!one.is_due(date(2028, 8, 27)) && one.is_due(date(2028, 8, 28)));
        assert!(one.is_due(date(2029, 2, 28)) && !one.is_due(date(2029, 3, 1)));
        assert!(terms().iter().all(|row| row.source.starts_with("推定")));
    }

    #[test]
    fn a_term_is_neither_missing_nor_backwards_nor_too_long() {
        let code = |last| {
            let against = reasons_against_term("办法", date(2024, 3, 1), last, &terms()).unwrap();
            against.first().map(|one| one.code)
        };
        assert_eq!(code(Some(date(2029, 2, 28))), None);
        assert_eq!(code(None), Some("validity.no_term"));
        assert_eq!(code(Some(date(2029, 3, 1))), Some("validity.term_too_long"));
        assert_eq!(code(Some(date(2024, 1, 1))), Some("validity.term_backwards"));
    }
}
