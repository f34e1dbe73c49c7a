//! Dated settings (参数): numbers that no article fixes, each with the days between which it holds and its source.

use crate::Day;

/// 有效期内的参数: a value, since when, until when, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// First day on which it holds.
    pub from: Day,
    /// Last day on which it holds; nothing while it holds on.
    pub until: Option<Day>,
    /// Where it comes from; begins with 推定 where no text fixes it.
    pub source: String,
}

/// 参数缺失: no setting holds on the day. There is no falling back to another day's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("参数“{name}”在{day}没有有效值")]
pub struct NoSetting {
    /// Which.
    pub name: &'static str,
    /// On which day.
    pub day: Day,
}

/// 某日有效的参数: the one that holds on the day.
///
/// # Errors
/// [`NoSetting`] when none does.
pub fn in_force<'a, T>(
    name: &'static str,
    rows: &'a [Setting<T>],
    day: Day,
) -> Result<&'a Setting<T>, NoSetting> {
    rows.iter()
        .find(|row| row.from <= day && row.until.is_none_or(|until| day <= until))
        .ok_or(NoSetting { name, day })
}

/// 条例施行之日: the first day of the regulation (2008-05-01); no duty is older.
pub const REGULATION_FROM: Day = jiff::civil::date(2008, 5, 1);
/// 条例修订施行之日: the first day of the revised regulation (2019-05-15).
pub const REVISION_FROM: Day = jiff::civil::date(2019, 5, 15);
/// 日期上限: the last day that is taken for a date and not for a slip of the pen.
pub const LAST_DAY: Day = jiff::civil::date(2099, 12, 31);

/// 首次公开期限（工作日）: how long after an edition's first day its items must be filled. No text says; art 26's period is taken.
#[must_use]
pub fn first_filling() -> Vec<Setting<u32>> {
    vec![Setting {
        value: 20,
        from: REVISION_FROM,
        until: None,
        source: "推定：目录施行之日起适用《政府信息公开条例》第二十六条的20个工作日".into(),
    }]
}

/// 默认公开期限（工作日）: art 26, for an item whose 公开时限 says nothing or only 及时.
#[must_use]
pub fn outer_bound() -> Vec<Setting<u32>> {
    vec![Setting {
        value: 20,
        from: REGULATION_FROM,
        until: None,
        source: "《政府信息公开条例》第二十六条（2008年施行文本为第十八条）".into(),
    }]
}

/// 暂无声明的有效期（月）: how long a statement 暂无此类信息 holds. No text says; a year is taken.
#[must_use]
pub fn statement_months() -> Vec<Setting<u32>> {
    vec![Setting {
        value: 12,
        from: REVISION_FROM,
        until: None,
        source: "推定：一年，比照年度定期评估审查".into(),
    }]
}

/// 即将到期的提醒（工作日）: how long before a due date it is shown as near.
pub const SOON_WORKING_DAYS: u32 = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_setting_holds_between_its_days_and_never_falls_back() {
        let rows = first_filling();
        assert_eq!(in_force("x", &rows, date(2019, 5, 15)).unwrap().value, 20);
        assert_eq!(
            in_force("x", &rows, date(2019, 5, 14)).unwrap_err(),
            NoSetting { name: "x", day: date(2019, 5, 14) }
        );
        let closed = [Setting {
            value: 1,
            from: date(2020, 1, 1),
            until: Some(date(2020, 12, 31)),
            source: String::new(),
        }];
        assert!(in_force("x", &closed, date(2020, 12, 31)).is_ok());
        assert!(in_force("x", &closed, date(2021, 1, 1)).is_err());
    }

    #[test]
    fn what_no_text_fixes_says_that_it_is_inferred() {
        assert!(first_filling().iter().all(|row| row.source.starts_with("推定")));
        assert!(statement_months().iter().all(|row| row.source.starts_with("推定")));
        assert!(outer_bound().iter().all(|row| row.source.contains("第二十六条")));
    }
}
