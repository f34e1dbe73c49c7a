//! Disclosure items (公开事项): the settled noun of a catalog, its code, its content and its reach.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::adoption::Standing;
use super::channel::Channel;
use super::draft::BasisDraft;
use super::edition::Tier;
use super::field::Field;
use crate::Coded;
use crate::time::limit::Limit;

/// 领域代码: two digits, 01 to 99; 01 to 26 are the pilot domains in the order of 国办发〔2019〕54号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainCode(u8);

/// 事项代码: domain and serial, `20-0007`; kept through all editions of one catalog and never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemCode {
    domain: DomainCode,
    serial: u16,
}

/// 代码有误: why a text is not a code of a domain or of an item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not two digits from 01 to 99.
    #[error("“{0}”不是领域代码：应为01至99的两位数字")]
    Domain(String),
    /// Not `dd-dddd`.
    #[error("“{0}”不是事项代码：应形如20-0007（两位领域代码、短横、四位序号，序号从0001起）")]
    Item(String),
}

impl DomainCode {
    /// The domain with this number, 1 to 99.
    ///
    /// # Errors
    /// When the number is 0 or above 99.
    pub fn new(number: u8) -> Result<Self, CodeError> {
        if (1..=99).contains(&number) { Ok(Self(number)) } else { Err(CodeError::Domain(number.to_string())) }
    }
    /// 1 to 99.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
    /// One of the 26 pilot domains.
    #[must_use]
    pub fn is_pilot(self) -> bool {
        self.0 <= 26
    }
}

impl ItemCode {
    /// The highest serial.
    pub const MAX_SERIAL: u16 = 9999;

    /// The item with this serial, 1 to 9999, in a domain.
    ///
    /// # Errors
    /// When the serial is 0 or above 9999.
    pub fn new(domain: DomainCode, serial: u16) -> Result<Self, CodeError> {
        if (1..=Self::MAX_SERIAL).contains(&serial) {
            Ok(Self { domain, serial })
        } else {
            Err(CodeError::Item(format!("{domain}-{serial}")))
        }
    }
    /// The domain part.
    #[must_use]
    pub fn domain(self) -> DomainCode {
        self.domain
    }
    /// The serial, 1 to 9999.
    #[must_use]
    pub fn serial(self) -> u16 {
        self.serial
    }
    /// The code after this one; `None` when the domain's 9999 are used up.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.domain, self.serial.checked_add(1)?).ok()
    }
}

impl fmt::Display for DomainCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl fmt::Display for ItemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.domain, self.serial)
    }
}

fn digits(text: &str, len: usize) -> bool {
    text.len() == len && text.bytes().all(|b| b.is_ascii_digit())
}

impl FromStr for DomainCode {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let wrong = || CodeError::Domain(text.to_owned());
        if !digits(text, 2) {
            return Err(wrong());
        }
        Self::new(text.parse().map_err(|_| wrong())?).map_err(|_| wrong())
    }
}

impl FromStr for ItemCode {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let wrong = || CodeError::Item(text.to_owned());
        let (domain, serial) = text.split_once('-').ok_or_else(wrong)?;
        if !digits(serial, 4) {
            return Err(wrong());
        }
        Self::new(domain.parse().map_err(|_| wrong())?, serial.parse().map_err(|_| wrong())?)
            .map_err(|_| wrong())
    }
}

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as Deserialize>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
as_text!(DomainCode, ItemCode);

/// 公开事项: one item of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// 事项代码.
    pub code: ItemCode,
    /// 一级、二级、三级事项.
    pub path: Path,
    /// What must be public, on what basis, by when.
    pub content: Content,
    /// By whom, through what, for whom.
    pub reach: Reach,
    /// How it stands to the standard above.
    pub standing: Standing,
    /// Columns of this catalog that the national table does not have: heading → text.
    pub extra: BTreeMap<String, String>,
}

/// 事项路径: first, second and third level.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct Path {
    /// 一级事项; never empty in a settled item.
    pub level1: String,
    /// 二级事项; empty where the catalog has one level only.
    pub level2: String,
    /// 三级事项; empty in most catalogs.
    pub level3: String,
}

/// 公开内容、依据、时限: what is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Content {
    /// 公开内容（要素）.
    pub elements: Vec<Element>,
    /// 公开依据.
    pub basis: Vec<Basis>,
    /// 公开时限.
    pub limit: Limit,
}

/// 公开内容要素: one thing the information must contain.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Element {
    /// The element's words.
    pub text: String,
    /// 必选 or 可选; what a catalog does not mark is 必选.
    pub necessity: Necessity,
}

crate::codes! {
    /// 必选、可选.
    pub enum Necessity {
        /// 必选
        Required = "required" => "必选",
        /// 可选
        Optional = "optional" => "可选",
    }
}

/// 公开依据: an instrument as cited, with its title and its number where they could be read.
pub type Basis = BasisDraft;

/// 公开主体、渠道、对象、方式、层级: how it reaches people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Reach {
    /// 公开主体, in the words of the catalog.
    pub responsible: String,
    /// 公开渠道和载体, ticked ones, in the order of the check list.
    pub channels: Vec<Channel>,
    /// 公开对象
    pub audience: Audience,
    /// 公开方式
    pub way: Way,
    /// 公开层级
    pub levels: Levels,
}

/// 公开对象: the public, a specific group, or both.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub struct Audience {
    /// 全社会
    pub all: bool,
    /// 特定群体: which; an empty text when only ticked, `None` when not ticked.
    pub specific: Option<String>,
}

/// 公开方式: proactively, upon application, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub struct Way {
    /// 主动
    pub proactive: bool,
    /// 依申请
    pub on_request: bool,
}

/// 公开层级: none ticked where the catalog has no such column (生态环境).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub struct Levels {
    /// 县级
    pub county: bool,
    /// 乡级
    pub township: bool,
    /// 村级
    pub village: bool,
}

impl Path {
    /// A path of two levels.
    #[must_use]
    pub fn new(level1: impl Into<String>, level2: impl Into<String>) -> Self {
        Self { level1: level1.into(), level2: level2.into(), level3: String::new() }
    }
    /// The levels that are not empty, from the first.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        [&self.level1, &self.level2, &self.level3]
            .into_iter()
            .map(String::as_str)
            .filter(|one| !one.is_empty())
    }
    /// The last level that is not empty: the item's own name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.parts().last().unwrap_or_default()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts().enumerate() {
            if at > 0 {
                f.write_str("／")?;
            }
            f.write_str(part)?;
        }
        Ok(())
    }
}

impl Levels {
    /// No level is ticked: the catalog does not say.
    #[must_use]
    pub fn none(self) -> bool {
        !(self.county || self.township || self.village)
    }
    /// Whether the item is for organs of this tier; where no level is ticked it is for every tier,
    /// and the levels of the table bind nobody above the county.
    #[must_use]
    pub fn include(self, tier: Tier) -> bool {
        match tier {
            Tier::National | Tier::Province | Tier::City => true,
            Tier::County => self.county || self.none(),
            Tier::Township => self.township || self.none(),
            Tier::Village => self.village || self.none(),
        }
    }
    /// The labels of the ticked levels.
    #[must_use]
    pub fn labels(self) -> Vec<&'static str> {
        [(self.county, "县级"), (self.township, "乡级"), (self.village, "村级")]
            .into_iter()
            .filter_map(|(ticked, label)| ticked.then_some(label))
            .collect()
    }
}

impl Item {
    /// Equal in everything the catalog prints; code and way of adoption aside.
    #[must_use]
    pub fn same_words(&self, other: &Self) -> bool {
        Field::ALL.iter().all(|field| field.same(self, other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_item_code_is_read_and_printed_the_same() {
        let code: ItemCode = "20-0007".parse().unwrap();
        assert_eq!((code.domain().number(), code.serial(), code.to_string().as_str()), (20, 7, "20-0007"));
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"20-0007\"");
        assert_eq!(serde_json::from_str::<ItemCode>("\"20-0007\"").unwrap(), code);
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for wrong in [
            "",
            "20",
            "00-0001",
            "20-0000",
            "20-007",
            "20-00071",
            "2-0007",
            "２０-0007",
            "20—0007",
            "+1-0001",
            "20-+001",
        ] {
            assert!(wrong.parse::<ItemCode>().is_err(), "{wrong}");
        }
        assert!("00".parse::<DomainCode>().is_err());
        assert!("99".parse::<DomainCode>().is_ok());
    }

    #[test]
    fn after_the_last_serial_there_is_none() {
        assert_eq!("01-9999".parse::<ItemCode>().unwrap().next(), None);
        assert_eq!("01-0009".parse::<ItemCode>().unwrap().next().unwrap().to_string(), "01-0010");
    }

    #[test]
    fn an_item_without_a_level_column_is_for_every_tier() {
        let none = Levels::default();
        assert!(none.include(Tier::County) && none.include(Tier::Village));
        let county = Levels { county: true, ..none };
        assert!(county.include(Tier::County) && !county.include(Tier::Township));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,12}") {
            if let Ok(code) = text.parse::<ItemCode>() {
                prop_assert_eq!(code.to_string(), text);
            }
        }
    }
}
