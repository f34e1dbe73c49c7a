//! Dates of documents (成文日期): in figures or in characters, alone on a line or behind a signature.

use crate::Day;

/// 读出的日期: a day, or what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadDate {
    /// 日期
    Day(Day),
    /// 不存在的日期
    Impossible,
    /// 只有年或者年月
    Incomplete,
}

/// 整行日期: a line that is a date and nothing else.
#[must_use]
pub fn of_line(line: &str) -> Option<ReadDate> {
    let plain = plain(line);
    let plain = plain.trim_matches(['(', ')']);
    let (read, rest) = at_start(plain)?;
    rest.is_empty().then_some(read)
}

/// 行末日期: a date that ends a line, with what stands before it.
#[must_use]
pub fn at_end(line: &str) -> Option<(String, ReadDate)> {
    let plain = plain(line);
    let starts = plain.char_indices().filter(|(_, c)| c.is_ascii_digit() || is_year_character(*c));
    let mut found = None;
    for (at, _) in starts {
        let rest = plain.get(at..).unwrap_or_default();
        let fresh = plain
            .get(..at)
            .unwrap_or_default()
            .chars()
            .last()
            .is_none_or(|c| !c.is_ascii_digit() && !is_year_character(c));
        if let Some((read, "")) = at_start(rest).filter(|_| fresh) {
            found = Some((plain.get(..at).unwrap_or_default().to_owned(), read));
            break;
        }
    }
    found
}

fn plain(line: &str) -> String {
    let zero = |c| if matches!(c, '○' | '〇' | '零' | 'O' | 'Ｏ' | '◯') { '〇' } else { c };
    crate::text::fold(line).chars().filter(|c| !c.is_whitespace()).map(zero).collect()
}

fn is_year_character(c: char) -> bool {
    "〇一二三四五六七八九十".contains(c)
}

/// A date at the beginning of a text and what follows it.
fn at_start(text: &str) -> Option<(ReadDate, &str)> {
    let (year, rest) = figure(text)?;
    let year = i16::try_from(year).ok().filter(|year| (1900..2200).contains(year))?;
    let (mark, rest) = rest.chars().next().map(|c| (c, rest.get(c.len_utf8()..).unwrap_or_default()))?;
    if !matches!(mark, '年' | '-' | '.' | '/') {
        return None;
    }
    let Some((month, rest)) = figure(rest) else {
        return (mark == '年').then_some((ReadDate::Incomplete, rest));
    };
    let rest = match mark {
        '年' => rest.strip_prefix('月')?,
        _ => rest.strip_prefix(mark)?,
    };
    let Some((day, rest)) = figure(rest) else {
        return (mark == '年').then_some((ReadDate::Incomplete, rest));
    };
    let rest = if mark == '年' { rest.strip_prefix('日')? } else { rest };
    let (month, day) = (i8::try_from(month).ok(), i8::try_from(day).ok());
    let read = month.zip(day).and_then(|(month, day)| Day::new(year, month, day).ok());
    Some((read.map_or(ReadDate::Impossible, ReadDate::Day), rest))
}

/// A number in figures or in characters.
fn figure(text: &str) -> Option<(u32, &str)> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 {
        return Some((text.get(..digits)?.parse().ok()?, text.get(digits..)?));
    }
    let run: String = text.chars().take_while(|c| is_year_character(*c)).collect();
    let rest = text.get(run.len()..)?;
    let value =
        |c: char| "〇一二三四五六七八九".chars().position(|one| one == c).and_then(|n| u32::try_from(n).ok());
    if run.contains('十') {
        let (tens, ones) = run.split_once('十')?;
        let tens = if tens.is_empty() { 1 } else { value(tens.chars().next()?)? };
        let ones = if ones.is_empty() { 0 } else { value(ones.chars().next()?)? };
        return Some((tens * 10 + ones, rest));
    }
    if run.is_empty() {
        return None;
    }
    let number = run.chars().try_fold(0_u32, |sum, c| Some(sum.checked_mul(10)? + value(c)?))?;
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_in_figures_and_in_characters() {
        let day = Some(ReadDate::Day(date(2020, 5, 18)));
        for text in [
            "2020年5月18日",
            "２０２０年５月１８日",
            "2020 年 5 月 18 日",
            "二〇二〇年五月十八日",
            "二○二○年五月十八日",
            "2020-05-18",
            "（2020年5月18日）",
        ] {
            assert_eq!(of_line(text), day, "{text}");
        }
        assert_eq!(of_line("2020年2月30日"), Some(ReadDate::Impossible));
        assert_eq!(
            (of_line("2020年5月"), of_line("2020年")),
            (Some(ReadDate::Incomplete), Some(ReadDate::Incomplete))
        );
        assert_eq!((of_line("2020年5月18日印发"), of_line("第3号"), of_line("")), (None, None, None));
        assert_eq!(
            at_end("示范县人民政府 二〇二〇年五月三十一日"),
            Some(("示范县人民政府".into(), ReadDate::Day(date(2020, 5, 31))))
        );
    }
}
