//! Region codes (行政区划代码): digits that nest, from the province to the village.

use std::fmt;
use std::str::FromStr;

use super::organ::Level;

/// 行政区划代码: 2, 4, 6, 9 or 12 digits (GB/T 2260 to the county, GB/T 10114 below it); each level begins with the one above.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(String);

/// 行政区划代码有误: the text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("行政区划代码“{0}”有误：应为2、4、6、9或12位数字，且不以0开头")]
pub struct BadRegionCode(pub String);

impl RegionCode {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The level its length says.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.0.len() {
            2 => Level::Province,
            4 => Level::City,
            6 => Level::County,
            9 => Level::Township,
            _ => Level::Village,
        }
    }
    /// The code one level up; nothing above a province.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let length = match self.level() {
            Level::Province => return None,
            Level::City => 2,
            Level::County => 4,
            Level::Township => 6,
            Level::Village => 9,
        };
        self.0.get(..length).map(|digits| Self(digits.to_owned()))
    }
    /// Whether the other lies in this region (or is this region).
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl FromStr for RegionCode {
    type Err = BadRegionCode;
    fn from_str(text: &str) -> Result<Self, BadRegionCode> {
        let good = matches!(text.len(), 2 | 4 | 6 | 9 | 12)
            && text.bytes().all(|b| b.is_ascii_digit())
            && !text.starts_with('0');
        if good { Ok(Self(text.to_owned())) } else { Err(BadRegionCode(text.chars().take(20).collect())) }
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for RegionCode {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for RegionCode {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_knows_its_level_and_its_parent() {
        let village: RegionCode = "210323101201".parse().unwrap();
        assert_eq!(village.level(), Level::Village);
        let township = village.parent().unwrap();
        assert_eq!((township.as_str(), township.level()), ("210323101", Level::Township));
        let county = township.parent().unwrap();
        assert_eq!((county.as_str(), county.level()), ("210323", Level::County));
        assert!(county.holds(&village) && !village.holds(&county));
        assert_eq!(county.parent().unwrap().parent().unwrap().parent(), None);
    }

    #[test]
    fn what_is_not_a_code_is_refused_with_the_text() {
        for bad in ["", "2", "211", "21032", "2103230", "012345", "21x3", "２１", "210323101201201"] {
            let error = bad.parse::<RegionCode>().unwrap_err();
            assert_eq!(error.0, bad);
        }
        let code: RegionCode = serde_json::from_str("\"2103\"").unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"2103\"");
        assert!(serde_json::from_str::<RegionCode>("\"x\"").is_err());
    }
}
