//! Rounds and dates (周期和固定日期): 每季度的首个月20日, 半年至少更新1次, 每年1月31日前, 6月底前.

use super::number::{counted_round, number, skip_verbs, times};
use super::{Promise, Taken, strip_any};
use crate::time::limit::{DayInPeriod, Period};

const PUBLISH: &str = "公开 公布 公示 更新 发布 动态更新 定期 调整 至少";
const BEFORE: &str = "前 之前 以前 止 内 期间 前后 当日";

/// A round at the head of the text.
pub(super) fn round<'a>(before: &str, text: &'a str) -> Taken<'a, Promise> {
    if let Some(rest) = strip_any(text, "每隔 每满 每逢 每") {
        return every(rest);
    }
    if let Some(rest) = strip_any(text, "逐 按 分") {
        let (period, after) = period(rest)?;
        let odd = after.starts_with(['常', '期', '龄', '均', '计', '份', '内', '初', '均', '代', '检']);
        let named = text.starts_with('逐') || after.is_empty() || strip_any(after, PUBLISH).is_some();
        return (!odd && named).then(|| finish(period, after));
    }
    if strip_any(text, "次月 下月 次季 下季 次周 下周").is_some() {
        let at = text.find(['日', '号', '前', '内']).unwrap_or(text.len());
        return Some((
            Promise::Illegible,
            text.get(at..).map_or("", |rest| skip_verbs(rest.trim_start_matches(['日', '号', '前', '内']))),
        ));
    }
    if text.starts_with("半年") && !before.ends_with(['上', '下', '每', '前', '后']) {
        let rest = text.strip_prefix("半年")?;
        let odd = strip_any(rest, "报 以 度报 后 前 计划").is_some();
        return (!odd).then(|| finish(Period::HalfYear, rest));
    }
    unprefixed(before, text)
}

/// 季度末, 月底前, 年度公开, 季度更新.
fn unprefixed<'a>(before: &str, text: &'a str) -> Taken<'a, Promise> {
    if before.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十上下本当次度".contains(c))
    {
        return None;
    }
    let (period, rest) = period(text)
        .filter(|(period, _)| matches!(period, Period::Quarter | Period::Month | Period::Year))?;
    let end = strip_any(rest, "底 末 终");
    if let Some(rest) = end.filter(|_| period == Period::Year) {
        return Some((Promise::Dates(vec![(None, 12, 31)]), strip_any(rest, BEFORE).unwrap_or(rest)));
    }
    let wide = text.starts_with("季度") || text.starts_with("月度") || text.starts_with("年度");
    let bare = before.is_empty() && rest.is_empty() && wide;
    let verb = wide && (strip_any(rest, PUBLISH).is_some() || times(rest).is_some());
    (end.is_some() || bare || verb).then(|| finish(period, rest))
}

/// After 每.
fn every(text: &str) -> Taken<'_, Promise> {
    let text = text.strip_prefix("个").unwrap_or(text);
    if let Some(rest) = strip_any(text, "半个月 半月 旬 学期 学年") {
        return Some((Promise::Illegible, skip_verbs(rest)));
    }
    if let Some(rest) = text.strip_prefix("工作日") {
        let (times, rest) = times(skip_verbs(rest)).unwrap_or((1, rest));
        return Some((Promise::Round { period: Period::WorkingDays, n: 1, times, day: None }, rest));
    }
    if let Some(found) = counted_round(text) {
        return Some(match found {
            (Promise::Round { period, n: 1, day: None, .. }, _) => {
                let (_, rest) = number(text)?;
                finish(period, after_period(rest.strip_prefix('个').unwrap_or(rest)))
            }
            other => other,
        });
    }
    let (period, rest) = period(text.strip_prefix("自然").unwrap_or(text))?;
    if strip_any(rest, "结束 终了 后 届满 度结束 满 次月 次 下月").is_some() {
        return None;
    }
    Some(finish(period, rest))
}

fn after_period(text: &str) -> &str {
    period(text).map_or(text, |(_, rest)| rest)
}

fn period(text: &str) -> Taken<'_, Period> {
    let table: [(&str, Period); 6] = [
        ("半年度 半年", Period::HalfYear),
        ("季度 季", Period::Quarter),
        ("年度 年", Period::Year),
        ("月度 月份 月", Period::Month),
        ("周 星期 礼拜", Period::Week),
        ("日 天", Period::Day),
    ];
    table.into_iter().find_map(|(words, period)| strip_any(text, words).map(|rest| (period, rest)))
}

/// The fixed day and the number of times after a period's name.
fn finish(period: Period, rest: &str) -> (Promise, &str) {
    let bare = rest.trim_start_matches(['的', '内', '于', '在']);
    let (day, after) = match period {
        Period::Year => {
            if let Some(found) = dates_of_year(bare) {
                return found;
            }
            (None, rest)
        }
        Period::Quarter | Period::HalfYear => match month_of_round(period, bare) {
            Some((day, after)) => (Some(day), after),
            None => (None, rest),
        },
        Period::Month => match day_of_month(strip_any(bare, "当月 月").unwrap_or(bare)) {
            Some((Some(day), after)) => (Some(DayInPeriod { month: None, day }), after),
            Some((None, after)) => return (Promise::Illegible, after),
            None => (None, rest),
        },
        Period::Week => day_of_week(bare).map_or((None, rest), |(day, after)| (Some(day), after)),
        Period::Day | Period::WorkingDays => (None, rest),
    };
    let after = strip_any(after, BEFORE).unwrap_or(after);
    let (times, after) = times(skip_verbs(after)).unwrap_or((1, after));
    (Promise::Round { period, n: 1, times, day }, after)
}

fn day_of_week(text: &str) -> Taken<'_, DayInPeriod> {
    let first = text.chars().next()?;
    let day = ["一1", "二2", "三3", "四4", "五5", "六6", "日天7"]
        .into_iter()
        .zip(1..)
        .find(|(names, _)| names.contains(first));
    let rest = text.strip_prefix(first)?;
    if strip_any(rest, "次 期 至 到 - 、 或 个 轮").is_some() {
        return None;
    }
    day.map(|(_, day)| (DayInPeriod { month: None, day }, rest))
}

/// The day in a month: 20日, 底, 上旬; `None` inside when it is there but cannot be read.
fn day_of_month(text: &str) -> Taken<'_, Option<i8>> {
    let text = strip_any(text, "的").unwrap_or(text);
    let ends: [(&str, i8); 3] =
        [("底 末 月底 月末 最后一天 最后一日 下旬 结束", 31), ("中旬", 20), ("上旬", 10)];
    for (words, day) in ends {
        if let Some(rest) = strip_any(text, words) {
            return Some((Some(day), rest));
        }
    }
    let (n, rest) = number(text)?;
    if let Some(rest) =
        strip_any(rest, "- ~ 至 到 、 或").and_then(number).and_then(|(_, rest)| strip_any(rest, "日 号"))
    {
        return Some((None, rest));
    }
    let rest = strip_any(rest, "日 号")?;
    if let Some(rest) =
        strip_any(rest, "- ~ 至 到 、 或").and_then(number).and_then(|(_, rest)| strip_any(rest, "日 号"))
    {
        return Some((None, rest));
    }
    let day = i8::try_from(n).ok().filter(|day| (1..=31).contains(day));
    Some((day, rest))
}

fn month_of_round(period: Period, text: &str) -> Taken<'_, DayInPeriod> {
    let last: i8 = if period == Period::Quarter { 3 } else { 6 };
    if let Some(rest) = strip_any(text, "末月 最后一个月 最后1个月 末个月 最后月") {
        return Some(in_month(last, rest));
    }
    if let Some(rest) = strip_any(text, "末 底 终 结束 最后一天 最后一日") {
        return Some((DayInPeriod { month: Some(last), day: 31 }, rest));
    }
    if let Some(rest) = strip_any(text, "首个月份 首个月 首月 头一个月 头个月 第一月") {
        return Some(in_month(1, rest));
    }
    let (n, rest) = number(text.strip_prefix('第')?)?;
    let rest = strip_any(rest, "个月份 个月 月")?;
    let month = i8::try_from(n).ok().filter(|month| (1..=last).contains(month))?;
    Some(in_month(month, rest))
}

/// A named month of a round: its day, or its end when none is named.
fn in_month(month: i8, rest: &str) -> (DayInPeriod, &str) {
    match day_of_month(rest) {
        Some((Some(day), after)) => (DayInPeriod { month: Some(month), day }, after),
        _ => (DayInPeriod { month: Some(month), day: 31 }, rest),
    }
}

/// The dates after 每年, one or several; illegible when a day does not exist.
fn dates_of_year(text: &str) -> Option<(Promise, &str)> {
    let mut dates = Vec::new();
    let mut rest = text;
    while let Some((date, after)) = date_of_year(rest) {
        let Some((month, day)) = date else { return Some((Promise::Illegible, after)) };
        dates.push((None, month, day));
        rest = strip_any(after, BEFORE).unwrap_or(after);
        match strip_any(rest, "、 和 及 与 ,") {
            Some(next) if date_of_year(next).is_some() => rest = next,
            _ => break,
        }
    }
    (!dates.is_empty()).then_some((Promise::Dates(dates), rest))
}

fn date_of_year(text: &str) -> Taken<'_, Option<(i8, i8)>> {
    let named: [(&str, (i8, i8)); 6] = [
        ("年底 年末 年终 底 末 终 下半年 第四季度 四季度 最后一个月", (12, 31)),
        ("上半年 第二季度 二季度", (6, 30)),
        ("第一季度 一季度 首季度", (3, 31)),
        ("第三季度 三季度", (9, 30)),
        ("第1季度 1季度", (3, 31)),
        ("第2季度 2季度", (6, 30)),
    ];
    for (words, date) in named {
        if let Some(rest) = strip_any(text, words) {
            return Some((Some(date), strip_any(rest, "末 底").unwrap_or(rest)));
        }
    }
    month_and_day(text)
}

/// `M月D日`, `M月底`, `M月`; `None` inside when it cannot be read.
fn month_and_day(text: &str) -> Taken<'_, Option<(i8, i8)>> {
    let (n, rest) = number(text)?;
    let rest = strip_any(rest, "月份 月")?;
    let month = i8::try_from(n).ok().filter(|month| (1..=12).contains(month));
    let (day, after) = match day_of_month(rest) {
        Some((Some(day), after)) => (Some(day), after),
        Some((None, after)) => (None, after),
        None if strip_any(rest, "前 之前 以前 内 后 初 - 至 到 ~ 起").is_some() => (None, rest),
        None => (Some(31), rest),
    };
    if let Some(rest) = strip_any(after, "- ~ 至 到 后 左右") {
        let rest = month_and_day(rest).map_or(rest, |(_, rest)| rest);
        return Some((None, rest));
    }
    let exact = rest.starts_with(|c: char| c.is_ascii_digit() || number(&c.to_string()).is_some());
    let date = month
        .zip(day)
        .and_then(|(month, day)| exists(month, day, exact).then_some((month, day.min(longest(month)))));
    Some((date, after))
}

/// Days in the month, in a leap year.
const fn longest(month: i8) -> i8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const fn exists(month: i8, day: i8, exact: bool) -> bool {
    !exact || day <= longest(month)
}

/// A date without 每: 1月31日前, 2020年12月底前.
pub(super) fn date<'a>(before: &str, text: &'a str) -> Taken<'a, Promise> {
    if before.ends_with(|c: char| c.is_ascii_digit() || "第/-.".contains(c)) {
        return None;
    }
    let (year, rest) = year(text);
    if year.is_none() {
        let (found, after) = month_and_day(text)?;
        if strip_any(after, "起 之日起 开始 以来").is_some() {
            return None;
        }
        let Some((month, day)) = found else {
            return Some((Promise::Illegible, strip_any(after, BEFORE).unwrap_or(after)));
        };
        return dates_of_year(text).or(Some((Promise::Dates(vec![(None, month, day)]), after)));
    }
    let bare = rest.trim_start_matches('度');
    let Some((found, after)) = date_of_year(bare) else {
        return strip_any(rest, "前 之前 以前 后 内").map(|after| (Promise::Illegible, after));
    };
    if strip_any(after, "起 之日起 开始 以来").is_some() {
        return None;
    }
    let after = strip_any(after, BEFORE).unwrap_or(after);
    Some(match found {
        Some((month, day)) => (Promise::Dates(vec![(year, month, day)]), after),
        None => (Promise::Illegible, after),
    })
}

/// A year of four digits, 1900 to 2199.
fn year(text: &str) -> (Option<i16>, &str) {
    let found = number(text).and_then(|(n, rest)| {
        let year = i16::try_from(n).ok().filter(|year| (1900..2200).contains(year))?;
        Some((year, rest.strip_prefix('年')?))
    });
    found.map_or((None, text), |(year, rest)| (Some(year), rest))
}
