//! Numbers of cases and replies (登记编号、答复文号): patterns an organ may set; there is no national one (条例 art 45).

use std::fmt;
use std::str::FromStr;

/// 编号格式: fixed words with `{year}` and `{n}` once each, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Year,
    Number,
}

/// 编号格式有误
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPattern {
    /// `{year}` or `{n}` is missing or stands twice.
    #[error("编号格式中年份{{year}}和序号{{n}}应当各出现一次")]
    Places,
    /// Words that may not stand in a number, or too many of them.
    #[error("编号格式中的文字不超过40字，不含空格、换行、花括号和数字")]
    Words,
    /// Year and number would run together.
    #[error("年份和序号之间应当有文字隔开")]
    Together,
}

/// The longest a pattern's words may be.
const LONGEST: usize = 40;

impl Pattern {
    /// 登记编号的通常格式: `{机关}公开申〔{year}〕{n}号`.
    ///
    /// # Errors
    /// [`BadPattern`] for a mark that cannot stand in a number.
    pub fn register(mark: &str) -> Result<Self, BadPattern> {
        format!("{mark}公开申〔{{year}}〕{{n}}号").parse()
    }
    /// 答复文号的通常格式: `{机关}公开复〔{year}〕{n}号`.
    ///
    /// # Errors
    /// [`BadPattern`] for a mark that cannot stand in a number.
    pub fn reply(mark: &str) -> Result<Self, BadPattern> {
        format!("{mark}公开复〔{{year}}〕{{n}}号").parse()
    }
    /// 编号: the number of a year and a running number.
    #[must_use]
    pub fn number(&self, year: i16, n: u32) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Year => year.to_string(),
            Piece::Number => n.to_string(),
        };
        self.0.iter().map(piece).collect()
    }
    /// 读编号: year and running number of a number of this pattern.
    #[must_use]
    pub fn read(&self, number: &str) -> Option<(i16, u32)> {
        let (mut rest, mut year, mut n) = (number, None, None);
        for piece in &self.0 {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            match piece {
                Piece::Words(words) => rest = rest.strip_prefix(words.as_str())?,
                Piece::Year | Piece::Number => {
                    let (read, after) = rest.split_at_checked(digits)?;
                    if *piece == Piece::Year { year = Some(read.parse().ok()?) } else { n = Some(read.parse().ok()?) }
                    rest = after;
                }
            }
        }
        rest.is_empty().then_some((year?, n?)).filter(|(year, n)| self.number(*year, *n) == number)
    }
}

impl FromStr for Pattern {
    type Err = BadPattern;
    fn from_str(text: &str) -> Result<Self, BadPattern> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let at = rest.find('{').unwrap_or(rest.len());
            let (words, place) = rest.split_at(at);
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            rest = match place {
                "" => "",
                _ if place.starts_with("{year}") => {
                    pieces.push(Piece::Year);
                    place.get("{year}".len()..).unwrap_or_default()
                }
                _ if place.starts_with("{n}") => {
                    pieces.push(Piece::Number);
                    place.get("{n}".len()..).unwrap_or_default()
                }
                _ => return Err(BadPattern::Words),
            };
        }
        Self(pieces).checked()
    }
}

impl Pattern {
    fn checked(self) -> Result<Self, BadPattern> {
        let count = |which: &Piece| self.0.iter().filter(|piece| *piece == which).count();
        if count(&Piece::Year) != 1 || count(&Piece::Number) != 1 {
            return Err(BadPattern::Places);
        }
        let together = |pair: &[Piece]| !pair.iter().any(|piece| matches!(piece, Piece::Words(_)));
        if self.0.windows(2).any(together) {
            return Err(BadPattern::Together);
        }
        let bad = |c: char| c.is_whitespace() || c.is_control() || c.is_numeric() || matches!(c, '{' | '}');
        let words = self.0.iter().filter_map(|piece| match piece {
            Piece::Words(words) => Some(words),
            Piece::Year | Piece::Number => None,
        });
        let mut length = 0;
        for one in words {
            length += one.chars().count();
            if one.chars().any(bad) {
                return Err(BadPattern::Words);
            }
        }
        if length > LONGEST { Err(BadPattern::Words) } else { Ok(self) }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => f.write_str(words)?,
                Piece::Year => f.write_str("{year}")?,
                Piece::Number => f.write_str("{n}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_written_as_organs_write_it() {
        let pattern = Pattern::register("示民").unwrap();
        assert_eq!(pattern.number(2026, 12), "示民公开申〔2026〕12号");
        assert_eq!(pattern.read("示民公开申〔2026〕12号"), Some((2026, 12)));
        for other in ["示民公开复〔2026〕12号", "示民公开申〔2026〕012号", "示民公开申〔2026〕号", ""] {
            assert_eq!(pattern.read(other), None, "{other}");
        }
    }

    #[test]
    fn a_pattern_must_leave_year_and_number_apart() {
        assert_eq!("申〔{year}〕".parse::<Pattern>(), Err(BadPattern::Places));
        assert_eq!("申{year}{n}".parse::<Pattern>(), Err(BadPattern::Together));
        assert_eq!("申 {year}-{n}".parse::<Pattern>(), Err(BadPattern::Words));
        assert_eq!("申{yyyy}-{n}".parse::<Pattern>(), Err(BadPattern::Words));
        assert_eq!("申2〔{year}〕{n}".parse::<Pattern>(), Err(BadPattern::Words));
    }

    proptest! {
        #[test]
        fn a_number_is_read_back_as_it_was_given(mark in "[民政财局办公]{1,6}", year in 2008_i16..2100, n in 1_u32..1_000_000) {
            let pattern = Pattern::reply(&mark).unwrap();
            prop_assert_eq!(pattern.read(&pattern.number(year, n)), Some((year, n)));
            prop_assert_eq!(pattern.to_string().parse::<Pattern>(), Ok(pattern));
        }
        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,30}", number in "\\PC{0,30}") {
            if let Ok(pattern) = text.parse::<Pattern>() {
                let _ = pattern.read(&number);
            }
        }
    }
}
