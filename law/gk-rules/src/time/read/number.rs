//! Numbers with their units (数量): 20个工作日, 二十日, 两年, 24小时; masked numbers and ranges are illegible, not guessed.

use super::{Edge, Promise, Taken, strip_any};
use crate::time::limit::{Period, Unit};

/// No period of a catalog is longer; what is longer is illegible.
const LONGEST: u32 = 3_660;

/// Arabic or Chinese digits at the head of the text.
pub(super) fn number(text: &str) -> Taken<'_, u32> {
    arabic(text).or_else(|| chinese(text))
}

fn arabic(text: &str) -> Taken<'_, u32> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.strip_suffix(rest)?;
    if digits.is_empty() {
        return None;
    }
    Some((digits.parse().unwrap_or(u32::MAX), rest))
}

/// 一 to 九千九百九十九, 两, 廿, 卅; several digits without places (二〇) too.
fn chinese(text: &str) -> Taken<'_, u32> {
    let end = text.find(|c: char| !"零〇一二三四五六七八九十百千两廿卅".contains(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    if word.is_empty() {
        return None;
    }
    let (mut total, mut digit, mut plain, mut places) = (0_u32, 0_u32, 0_u32, false);
    for c in word.chars() {
        let place = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '廿' | '卅' => {
                total = total.saturating_add(if c == '廿' { 20 } else { 30 });
                places = true;
                continue;
            }
            _ => {
                let all = "零一二三四五六七八九";
                let found = all.chars().position(|one| one == c).and_then(|at| u32::try_from(at).ok());
                digit = found.unwrap_or(if c == '两' { 2 } else { 0 });
                plain = plain.saturating_mul(10).saturating_add(digit);
                continue;
            }
        };
        places = true;
        total = total.saturating_add(digit.max(u32::from(digit == 0)).saturating_mul(place));
        digit = 0;
    }
    Some((if places { total.saturating_add(digit) } else { plain }, rest))
}

/// A unit of length as the text writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Plain(Unit),
    Week,
    Quarter,
    Year,
}

fn measure(text: &str) -> Taken<'_, Measure> {
    let counted = text.strip_prefix('个').unwrap_or(text);
    let table: [(&str, Measure); 6] = [
        ("工作日 法定工作日 工作天", Measure::Plain(Unit::WorkingDay)),
        ("自然日 日历日 日历天 日 天", Measure::Plain(Unit::Day)),
        ("小时 钟头", Measure::Plain(Unit::Hour)),
        ("星期 周 礼拜", Measure::Week),
        ("季度", Measure::Quarter),
        ("年", Measure::Year),
    ];
    for (words, measure) in table {
        if let Some(rest) = strip_any(counted, words).filter(|rest| !rest.starts_with('度')) {
            return Some((measure, rest));
        }
    }
    if let Some(rest) = text.strip_prefix("个月") {
        return Some((Measure::Plain(Unit::Month), rest));
    }
    // 月 without 个 is a month of the calendar unless 内 follows at once, and even then only with no day named.
    None
}

/// A span of time, or something that is one but cannot be read.
pub(super) fn span<'a>(before: &str, text: &'a str) -> Taken<'a, Promise> {
    if let Some(rest) = masked(before, text) {
        return Some((Promise::Illegible, after_edge(rest)));
    }
    if let Some(rest) = text.strip_prefix("半年").filter(|rest| strip_any(rest, "内 以内 之内").is_some())
    {
        return Some((Promise::Span { n: 6, unit: Unit::Month, edge: Edge::In }, after_edge(rest)));
    }
    if let Some(rest) = strip_any(text, "半个月 半月 半个工作日 半日 半天 半小时") {
        return Some((Promise::Illegible, after_edge(rest)));
    }
    let (n, rest) = number(text)?;
    if before.ends_with(['统', '唯', '单', '第', '之', '万', '分', '上', '下', '近']) {
        return None;
    }
    if let Some(rest) = range(rest) {
        return Some((Promise::Illegible, after_edge(rest)));
    }
    let (measure, rest) = hour(text, rest).or_else(|| measure(rest))?;
    if let Some(rest) = rest.strip_prefix(['半', '多']).or_else(|| range(rest)) {
        return Some((Promise::Illegible, after_edge(rest)));
    }
    let legible = (1..=LONGEST).contains(&n) && !before.ends_with(['.', '-', '~', '+']);
    let legible = legible && (measure != Measure::Year || n <= 100);
    let (promise, rest) = finish(n, measure, rest);
    Some((if legible { promise } else { Promise::Illegible }, rest))
}

/// 24时: hours only after Arabic digits and before 内, since 时 is also a time of the day and 当…时.
fn hour<'a>(text: &str, rest: &'a str) -> Taken<'a, Measure> {
    let rest = rest.strip_prefix('时')?;
    let inside = strip_any(rest, "内 以内 之内").is_some();
    (inside && text.starts_with(|c: char| c.is_ascii_digit())).then_some((Measure::Plain(Unit::Hour), rest))
}

/// The `-10个工作日` of a range.
fn range(text: &str) -> Option<&str> {
    let rest = strip_any(text, "- ~ 至 到 或 或者 / 、 .")?;
    let (_, rest) = number(rest)?;
    let (_, rest) = measure(rest)?;
    Some(rest)
}

/// A number that is not there: `*个工作日`, `N日内`, `若干天内`, `之日起个工作日内`.
fn masked<'a>(before: &str, text: &'a str) -> Option<&'a str> {
    let hidden = |c: char| "*XxNn.…()几数若干某".contains(c);
    let rest = text.trim_start_matches(hidden);
    let marked = rest.len() < text.len();
    if !marked
        && before.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百两廿卅个每法".contains(c))
    {
        return None;
    }
    let bare = rest.strip_prefix('个').unwrap_or(rest);
    let working = strip_any(bare, "工作日内 工作日 法定工作日");
    let working = working.filter(|_| marked || rest.starts_with('个') || bare.starts_with("工作日内"));
    let other = || strip_any(bare, "日内 天内 小时内 月内 年内 日 天 小时 月 年 次");
    working.or_else(|| if marked { other() } else { None })
}

fn after_edge(text: &str) -> &str {
    strip_any(text, "内 以内 之内 前 之前 以前 后 之后 以后 左右 以上 以下").unwrap_or(text)
}

/// What the words after a unit make of it.
fn finish(n: u32, measure: Measure, rest: &str) -> (Promise, &str) {
    if let Some(rest) = strip_any(rest, "内 以内 之内 期限内 以下 时间内") {
        return (length(n, measure, Edge::In), rest);
    }
    if let Some(rest) = strip_any(rest, "以上 及以上") {
        return (length(n, measure, Edge::AtLeast), rest);
    }
    if let Some(rest) = strip_any(rest, "前 之前 以前 后 之后 以后 左右 起") {
        return (Promise::Illegible, rest);
    }
    let cycle = skip_verbs(rest);
    if let Some((times, after)) = times(cycle) {
        return (round(n, measure, times), after);
    }
    if let Some(after) = strip_any(rest, "更新 动态更新 调整") {
        return (round(n, measure, 1), after);
    }
    match measure {
        Measure::Year | Measure::Quarter | Measure::Plain(Unit::Month) if rest.is_empty() => {
            (round(n, measure, 1), rest)
        }
        _ => (length(n, measure, Edge::Bare), rest),
    }
}

/// Past the verbs that stand between a period and how often.
pub(super) fn skip_verbs(text: &str) -> &str {
    super::skip_all(
        text,
        "内 应当 应 至少 不少于 不得少于 定期 集中 向社会 予以 主动 公开 公布 公示 更新 \
            发布 调整 维护 动态 的 要 须 需 各 或 、 及时",
    )
}

/// 一次, 2次.
pub(super) fn times(text: &str) -> Taken<'_, u32> {
    let (n, rest) = number(text)?;
    let rest = strip_any(rest, "次以上 次 期 轮 回")?;
    (1..=366).contains(&n).then_some((n, rest))
}

fn length(n: u32, measure: Measure, edge: Edge) -> Promise {
    let (n, unit) = match measure {
        Measure::Plain(unit) => (n, unit),
        Measure::Week => (n.saturating_mul(7), Unit::Day),
        Measure::Quarter => (n.saturating_mul(3), Unit::Month),
        Measure::Year => (n.saturating_mul(12), Unit::Month),
    };
    Promise::Span { n, unit, edge }
}

fn round(n: u32, measure: Measure, times: u32) -> Promise {
    let period = match measure {
        Measure::Plain(Unit::WorkingDay) => Period::WorkingDays,
        Measure::Plain(Unit::Day) => Period::Day,
        Measure::Plain(Unit::Month) => Period::Month,
        Measure::Plain(Unit::Hour) => return Promise::Illegible,
        Measure::Week => Period::Week,
        Measure::Quarter => Period::Quarter,
        Measure::Year => Period::Year,
    };
    Promise::Round { period, n, times, day: None }
}

/// 每N个…: a round of `n` units, with the text after it.
pub(super) fn counted_round(text: &str) -> Taken<'_, Promise> {
    let (n, rest) = number(text)?;
    if let Some(rest) = range(rest) {
        return Some((Promise::Illegible, rest));
    }
    let (measure, rest) = measure(rest).or_else(|| {
        let rest = rest.strip_prefix('月')?;
        Some((Measure::Plain(Unit::Month), rest))
    })?;
    let (times, rest) = times(skip_verbs(rest)).unwrap_or((1, rest));
    if (1..=LONGEST).contains(&n) {
        Some((round(n, measure, times), rest))
    } else {
        Some((Promise::Illegible, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_both_kinds_are_read() {
        let all = [
            ("20日", 20),
            ("二十日", 20),
            ("廿日", 20),
            ("两年", 2),
            ("十五日", 15),
            ("三十", 30),
            ("一百二十日", 120),
            ("二〇", 20),
            ("十", 10),
            ("卅一日", 31),
            ("廿五", 25),
            ("一百零五", 105),
        ];
        for (text, n) in all {
            assert_eq!(number(text).map(|(n, _)| n), Some(n), "{text}");
        }
        assert_eq!(number("99999999999日"), Some((u32::MAX, "日")));
        assert_eq!(number("工作日"), None);
    }
}
