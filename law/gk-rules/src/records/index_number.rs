//! Index numbers (索引号): the number by which a record is found, never used twice.
//!
//! 条例 art 12 asks that the catalog carry an index; no national grammar exists. Ours is the pattern seen most,
//! `{issuer}/{year}-{serial}` (000014349/2018-00221): the issuer is the 统一社会信用代码 (GB 32100, 18 characters with a check
//! character) or the organ's own code, the serial runs per organ and year, at least five digits, in whatever order records
//! are published. Numbers given elsewhere are kept as they are.

use std::fmt;
use std::str::FromStr;

/// 索引号: one given here, or one brought along as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexNumber(String);

/// 索引号有误: why a text is not an index number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadIndexNumber {
    /// The issuer is not 4 to 18 letters and digits.
    #[error("索引号的机关代码“{0}”有误：应为4至18位数字、大写字母或者短横")]
    Issuer(String),
    /// Eighteen characters whose check character is wrong.
    #[error("索引号中的统一社会信用代码“{0}”校验位不符")]
    Check(String),
    /// Year outside 1949 to 2099.
    #[error("索引号的年份{0}有误：应在1949至2099之间")]
    Year(i16),
    /// Serial 0 or above 9 999 999.
    #[error("索引号的流水号{0}有误：应在1至9999999之间")]
    Serial(u32),
    /// Empty, longer than 64 characters, or with characters nobody can read.
    #[error("索引号应为1至64个可见字符")]
    Text,
}

/// 本系统索引号的各部分: issuer, year, serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// 机关代码
    pub issuer: &'a str,
    /// 年
    pub year: i16,
    /// 流水号
    pub serial: u32,
}

const MAX_SERIAL: u32 = 9_999_999;
/// The characters of GB 32100 in the order of their values; I, O, S, V, Z are not among them.
const VALUES: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

impl IndexNumber {
    /// Gives a number.
    ///
    /// # Errors
    /// [`BadIndexNumber`] with the part that is wrong.
    pub fn give(issuer: &str, year: i16, serial: u32) -> Result<Self, BadIndexNumber> {
        check_issuer(issuer)?;
        if !(1949..=2099).contains(&year) {
            return Err(BadIndexNumber::Year(year));
        }
        if !(1..=MAX_SERIAL).contains(&serial) {
            return Err(BadIndexNumber::Serial(serial));
        }
        Ok(Self(format!("{issuer}/{year}-{serial:05}")))
    }
    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Its parts, where it is one of ours; nothing for one that was brought along.
    #[must_use]
    pub fn parts(&self) -> Option<Parts<'_>> {
        let (issuer, rest) = self.0.split_once('/')?;
        let (year, serial) = rest.split_once('-')?;
        let parts = Parts { issuer, year: year.parse().ok()?, serial: serial.parse().ok()? };
        let again = Self::give(parts.issuer, parts.year, parts.serial).ok()?;
        (again == *self).then_some(parts)
    }
}

/// Takes any number, ours or another's: 1 to 64 visible characters, spaces around dropped, none inside.
impl FromStr for IndexNumber {
    type Err = BadIndexNumber;
    fn from_str(text: &str) -> Result<Self, BadIndexNumber> {
        let text = text.trim();
        let visible = text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(c));
        if text.is_empty() || text.chars().count() > 64 || !visible {
            return Err(BadIndexNumber::Text);
        }
        Ok(Self(text.to_owned()))
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn check_issuer(issuer: &str) -> Result<(), BadIndexNumber> {
    let good = (4..=18).contains(&issuer.len())
        && issuer.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-');
    if !good {
        return Err(BadIndexNumber::Issuer(issuer.chars().take(24).collect()));
    }
    if issuer.len() == 18 && check_character(issuer) != issuer.chars().next_back() {
        return Err(BadIndexNumber::Check(issuer.to_owned()));
    }
    Ok(())
}

/// GB 32100: 31 − (Σ value × 3^(place) mod 31), over the first seventeen characters.
fn check_character(code: &str) -> Option<char> {
    let mut weight = 1;
    let mut sum = 0;
    for c in code.chars().take(17) {
        sum += VALUES.chars().position(|one| one == c)? * weight;
        weight = weight * 3 % 31;
    }
    VALUES.chars().nth((31 - sum % 31) % 31)
}

impl fmt::Display for IndexNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for IndexNumber {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for IndexNumber {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_issuer_year_and_five_digits() {
        let number = IndexNumber::give("SF-MZJ", 2024, 7).unwrap();
        assert_eq!(number.to_string(), "SF-MZJ/2024-00007");
        assert_eq!(number.parts(), Some(Parts { issuer: "SF-MZJ", year: 2024, serial: 7 }));
        assert_eq!(IndexNumber::give("000014349", 2018, 123_456).unwrap().as_str(), "000014349/2018-123456");
    }

    #[test]
    fn a_credit_code_must_check() {
        assert_eq!(check_character("91350100M000100Y4"), Some('3'), "the example of GB 32100");
        assert!(IndexNumber::give("91350100M000100Y43", 2024, 1).is_ok());
        let wrong = IndexNumber::give("91350100M000100Y44", 2024, 1);
        assert_eq!(wrong, Err(BadIndexNumber::Check("91350100M000100Y44".into())));
    }

    #[test]
    fn each_part_is_refused_by_name() {
        use BadIndexNumber::{Issuer, Serial, Year};
        assert_eq!(IndexNumber::give("县局", 2024, 1), Err(Issuer("县局".into())));
        assert_eq!(IndexNumber::give("abcd", 2024, 1), Err(Issuer("abcd".into())));
        assert_eq!(IndexNumber::give("ABCD", 1900, 1), Err(Year(1900)));
        assert_eq!(IndexNumber::give("ABCD", 2024, 0), Err(Serial(0)));
        assert_eq!(IndexNumber::give("ABCD", 2024, 10_000_000), Err(Serial(10_000_000)));
    }

    #[test]
    fn numbers_of_others_are_kept_as_they_are() {
        for other in
            ["01527918X-2020-153077", "114114240058778641-zcxzf-00004650", "ABCD/2024-1", "ABCD/2024-000001"]
        {
            let number: IndexNumber = other.parse().unwrap();
            assert_eq!((number.as_str(), number.parts()), (other, None));
        }
        for bad in ["", "  ", "a b", "a\u{200B}b", &"x".repeat(65)] {
            assert_eq!(bad.parse::<IndexNumber>(), Err(BadIndexNumber::Text));
        }
    }

    proptest! {
        #[test]
        fn a_number_given_is_read_again(issuer in "[0-9A-Z-]{4,17}", year in 1949_i16..=2099, serial in 1_u32..=9_999_999) {
            let number = IndexNumber::give(&issuer, year, serial).unwrap();
            let read: IndexNumber = number.as_str().parse().unwrap();
            prop_assert_eq!(read.parts(), Some(Parts { issuer: &issuer, year, serial }));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}", serial: u32, year: i16) {
            if let Ok(number) = text.parse::<IndexNumber>() { let _ = number.parts(); }
            let _ = IndexNumber::give(&text, year, serial);
        }
    }
}
