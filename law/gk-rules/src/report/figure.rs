//! A figure of the report (数字): an exact decimal, read from a cell as it was written and never guessed.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::numerals;
use crate::text::fold;

/// Millionths in one.
const ONE: i64 = 1_000_000;
/// Decimal places that are kept: 万元 down to the 分.
const PLACES: usize = 6;

/// 数字: a count, or an amount in 万元, exact to six decimal places. A cell left blank has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Figure(i64);

/// 单元格读数: what a figure's cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// A figure.
    Figure(Figure),
    /// Nothing, or a stroke; what stood there. It is not 0.
    Blank(String),
    /// Something that is no figure; what stood there.
    Unclear(String),
}

impl Figure {
    /// 零
    pub const ZERO: Self = Self(0);

    /// A count; nothing when it is larger than any report's.
    #[must_use]
    pub fn of(count: u64) -> Option<Self> {
        i64::try_from(count).ok()?.checked_mul(ONE).map(Self)
    }
    /// A count of things held in memory.
    #[must_use]
    pub fn count(things: usize) -> Self {
        u64::try_from(things).ok().and_then(Self::of).unwrap_or(Self(i64::MAX))
    }
    /// 整数: whether it counts whole things.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }
    /// 负数
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
    /// The whole number, when it is one.
    #[must_use]
    pub const fn whole(self) -> Option<i64> {
        if self.is_whole() { Some(self.0 / ONE) } else { None }
    }
    /// 之和: held at the largest figure where it would pass it.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
    /// 之差
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
    /// 倍数
    #[must_use]
    pub const fn times(self, by: i64) -> Self {
        Self(self.0.saturating_mul(by))
    }
    /// 相差: the difference without its sign.
    #[must_use]
    pub fn apart(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0).saturating_abs())
    }

    /// 读数: the figure in a cell. Full-width digits, thousands separators in their places, a unit behind (件, 万元) and
    /// Chinese numerals are read; anything that could be meant otherwise is unclear.
    #[must_use]
    pub fn read(cell: &str) -> Written {
        let text = fold(cell);
        let bare = text.trim_matches(|c: char| c.is_whitespace() || "-—–―─━一_/\\|.·…〃\"".contains(c));
        // A single 一 is a one; a row of them, or one beside other strokes, is a stroke.
        if bare.is_empty() && text != "一" {
            return Written::Blank(cell.trim().to_owned());
        }
        if matches!(text.as_str(), "无" | "空" | "N/A" | "n/a") {
            return Written::Blank(cell.trim().to_owned());
        }
        match unit_off(&text)
            .and_then(|text| exact(text).or_else(|| numerals::whole(text).and_then(Self::of)))
        {
            Some(figure) => Written::Figure(figure),
            None => Written::Unclear(cell.trim().to_owned()),
        }
    }
}

/// The text without its unit; nothing where the unit is another than the table's (元, 亿元).
fn unit_off(text: &str) -> Option<&str> {
    const UNITS: [&str; 9] = ["万元", "件", "份", "项", "个", "宗", "起", "次", "条"];
    let bare = UNITS.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
    if bare.ends_with(['元', '亿', '万']) && !bare.chars().all(numerals::is_numeral) {
        None
    } else {
        Some(bare)
    }
}

/// Arabic digits with a sign, separators in their places, and at most six decimal places that count.
fn exact(text: &str) -> Option<Figure> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = match digits.split_once('.') {
        Some((_, "")) => return None,
        Some(both) => both,
        None => (digits, ""),
    };
    let part = part.trim_end_matches('0');
    if part.len() > PLACES || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = separated(whole)?;
    let millionths: i64 = format!("{part:0<PLACES$}").parse().ok()?;
    let value = whole.parse::<i64>().ok()?.checked_mul(ONE)?.checked_add(millionths)?;
    Some(Figure(if negative { -value } else { value }))
}

/// Digits without their thousands separators, which must stand every three digits or nowhere.
fn separated(text: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if digits(text) {
        return Some(text.to_owned());
    }
    let mut groups = text.split([',', '\'']);
    let first = groups.next().filter(|part| digits(part) && part.len() <= 3)?;
    let mut out = first.to_owned();
    for group in groups {
        if !digits(group) || group.len() != 3 {
            return None;
        }
        out.push_str(group);
    }
    Some(out)
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) =
            (self.0.unsigned_abs() / ONE.unsigned_abs(), self.0.unsigned_abs() % ONE.unsigned_abs());
        if self.0 < 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if part > 0 {
            let places = format!("{part:0>PLACES$}");
            write!(f, ".{}", places.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => s.serialize_i64(whole),
            None => s.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Exact;
        impl Visitor<'_> for Exact {
            type Value = Figure;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or a decimal as a text such as \"12.5\"")
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<Figure, E> {
                Figure::of(n).ok_or_else(|| E::custom("a figure larger than any report's"))
            }
            fn visit_i64<E: de::Error>(self, n: i64) -> Result<Figure, E> {
                n.checked_mul(ONE).map(Figure).ok_or_else(|| E::custom("a figure larger than any report's"))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Figure, E> {
                exact(text).ok_or_else(|| E::custom(format!("no exact decimal: {text}")))
            }
        }
        d.deserialize_any(Exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match Figure::read(text) {
            Written::Figure(figure) => figure.to_string(),
            Written::Blank(_) => "blank".into(),
            Written::Unclear(_) => "unclear".into(),
        }
    }

    #[test]
    fn figures_are_read_as_they_are_written_in_cells() {
        for (text, figure) in [
            ("0", "0"),
            ("１２", "12"),
            (" 3746 ", "3746"),
            ("1,234", "1234"),
            ("1，234，567", "1234567"),
            ("12件", "12"),
            ("3.0", "3"),
            ("12.50", "12.5"),
            ("0.000001万元", "0.000001"),
            ("-1", "-1"),
            ("+2", "2"),
            ("1.5", "1.5"),
            ("十二", "12"),
            ("一", "1"),
            ("007", "7"),
        ] {
            assert_eq!(read(text), figure, "{text}");
        }
    }

    #[test]
    fn blanks_and_strokes_are_not_zero() {
        for text in ["", " ", "　", "/", "-", "—", "——", "－", "一一", "无", "／", "\u{a0}", "〃"]
        {
            assert_eq!(read(text), "blank", "{text:?}");
        }
    }

    #[test]
    fn what_could_mean_something_else_is_unclear() {
        for text in
            ["1,23", "12,3456", "1 2", "O", "1200元", "1.", ".5", "1.2345678", "约3", "3/4", "1.2.3", "1亿"]
        {
            assert_eq!(read(text), "unclear", "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_figure_is_read_back_as_it_is_shown(millionths in -9_000_000_000_000_000_i64..9_000_000_000_000_000) {
            let figure = Figure(millionths);
            proptest::prop_assert_eq!(Figure::read(&figure.to_string()), Written::Figure(figure));
            let json = serde_json::to_string(&figure).unwrap();
            proptest::prop_assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), figure);
        }

        #[test]
        fn no_cell_breaks_the_reading(text in "\\PC{0,12}") {
            let _ = Figure::read(&text);
        }
    }
}
