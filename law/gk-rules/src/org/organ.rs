//! Organs (公开主体): agencies and bodies that the regulation obliges, their kinds, levels and place in the tree.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::region::RegionCode;

/// 机关标识: a small dense integer, so that millions of duties stay narrow; never shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrganId(pub i64);

impl fmt::Display for OrganId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

crate::codes! {
    /// 机关种类: what kind of body it is (条例 arts 2, 10, 54, 55; 村民委员会组织法 art 2).
    pub enum OrganKind {
        /// 省级人民政府
        ProvinceGovernment = "province_gov" => "省级人民政府",
        /// 设区的市人民政府
        CityGovernment = "city_gov" => "市级人民政府",
        /// 县级人民政府
        CountyGovernment = "county_gov" => "县级人民政府",
        /// 政府工作部门
        Department = "department" => "政府部门",
        /// 派出机构: of a department, acting in its own name where a law says so (条例 art 10).
        DispatchedOffice = "dispatched" => "派出机构",
        /// 垂直管理机构: tax and the like, not a department of the local government.
        VerticalOffice = "vertical" => "垂直管理机构",
        /// 乡镇人民政府
        Township = "township" => "乡镇人民政府",
        /// 街道办事处
        Subdistrict = "subdistrict" => "街道办事处",
        /// 村民委员会
        VillageCommittee = "village" => "村民委员会",
        /// 居民委员会
        ResidentsCommittee = "residents" => "居民委员会",
        /// 公共企事业单位 (条例 art 55)
        PublicInstitution = "institution" => "公共企事业单位",
    }
}

impl OrganKind {
    /// Whether it governs a whole division and not one field of work.
    #[must_use]
    pub fn is_government(self) -> bool {
        matches!(
            self,
            Self::ProvinceGovernment
                | Self::CityGovernment
                | Self::CountyGovernment
                | Self::Township
                | Self::Subdistrict
        )
    }
    /// Whether it works in one field (部门、派出机构、垂直管理机构).
    #[must_use]
    pub fn is_departmental(self) -> bool {
        matches!(self, Self::Department | Self::DispatchedOffice | Self::VerticalOffice)
    }
    /// Whether it is a committee of villagers or residents.
    #[must_use]
    pub fn is_committee(self) -> bool {
        matches!(self, Self::VillageCommittee | Self::ResidentsCommittee)
    }
    /// Whether it is obliged by the regulation itself (条例 arts 2, 10); committees and institutions follow other law (art 55).
    #[must_use]
    pub fn is_agency(self) -> bool {
        !self.is_committee() && self != Self::PublicInstitution
    }
}

crate::codes! {
    /// 层级: the level of a division, from the top.
    pub enum Level {
        /// 省级
        Province = "province" => "省级",
        /// 市级
        City = "city" => "市级",
        /// 县级
        County = "county" => "县级",
        /// 乡级
        Township = "township" => "乡级",
        /// 村级
        Village = "village" => "村级",
    }
}

/// 机关名称: the full name, the short one, and what else people call it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Names {
    /// 全称: 示范县民政局.
    pub full: String,
    /// 简称: 县民政局; may be empty.
    pub short: String,
    /// 曾用名、别称: earlier names stay here so that old catalogs still find it.
    pub aliases: Vec<String>,
}

impl Names {
    /// A full name and a short one.
    #[must_use]
    pub fn new(full: impl Into<String>, short: impl Into<String>) -> Self {
        Self { full: full.into(), short: short.into(), aliases: Vec::new() }
    }
    /// Every name that is not empty, the full one first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [self.full.as_str(), self.short.as_str()]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
            .filter(|name| !name.is_empty())
    }
}

/// 机关: a body that publishes (条例 art 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organ {
    /// Its small number.
    pub id: OrganId,
    /// 机关编码: what people and files call it (--organ CODE); unique, ASCII.
    pub code: String,
    /// 名称
    pub names: Names,
    /// 种类
    pub kind: OrganKind,
    /// 层级
    pub level: Level,
    /// 所在区划
    pub region: RegionCode,
    /// 上级: the government or department it belongs to; nothing for the top.
    pub parent: Option<OrganId>,
    /// 上级路径: from the top to itself.
    pub path: OrganPath,
    /// 条线主管部门: the department of the same field one level up (市民政局 over 县民政局).
    pub line: Option<OrganId>,
    /// 示范: not a real organ; every page that shows it says so.
    pub fictional: bool,
}

/// 上级路径: `/1/5/27/`, from the top to the organ itself; a subtree is a prefix, in the law as in the database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganPath(String);

/// 上级路径有误: the text is not a path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("机关路径有误：{0}")]
pub struct BadOrganPath(pub String);

impl OrganPath {
    /// The path of an organ that stands under nothing.
    #[must_use]
    pub fn root(id: OrganId) -> Self {
        Self(format!("/{id}/"))
    }
    /// The path of an organ directly under this one.
    #[must_use]
    pub fn child(&self, id: OrganId) -> Self {
        Self(format!("{}{id}/", self.0))
    }
    /// `/1/5/27/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Whether the other organ is this one or stands below it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
    /// The organs on the path, from the top to the organ itself.
    pub fn organs(&self) -> impl DoubleEndedIterator<Item = OrganId> + '_ {
        self.0.split('/').filter_map(|part| part.parse().ok()).map(OrganId)
    }
}

impl FromStr for OrganPath {
    type Err = BadOrganPath;
    fn from_str(text: &str) -> Result<Self, BadOrganPath> {
        let bad = || BadOrganPath(text.chars().take(60).collect());
        let inner = text.strip_prefix('/').and_then(|t| t.strip_suffix('/')).ok_or_else(bad)?;
        for part in inner.split('/') {
            let plain =
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) && !part.starts_with('0');
            if !plain || part.parse::<i64>().is_err() {
                return Err(bad());
            }
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for OrganPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for OrganPath {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OrganPath {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_organ_stands_below_its_parents_and_not_below_its_namesakes() {
        let county = OrganPath::root(OrganId(1)).child(OrganId(5));
        let bureau = county.child(OrganId(27));
        assert!(county.holds(&bureau) && county.holds(&county) && !bureau.holds(&county));
        let other = OrganPath::root(OrganId(1)).child(OrganId(52));
        assert!(!county.holds(&other), "/1/5/ is not a prefix of /1/52/");
        assert_eq!(bureau.organs().collect::<Vec<_>>(), [OrganId(1), OrganId(5), OrganId(27)]);
    }

    #[test]
    fn what_is_not_a_path_is_refused() {
        for bad in
            ["", "/", "//", "1/2", "/1/2", "1/2/", "/1//2/", "/a/", "/01/", "/-1/", "/99999999999999999999/"]
        {
            assert!(bad.parse::<OrganPath>().is_err(), "{bad}");
        }
    }

    #[test]
    fn every_kind_is_of_one_nature() {
        use crate::Coded;
        for kind in OrganKind::ALL {
            let natures = [
                kind.is_government(),
                kind.is_departmental(),
                kind.is_committee(),
                *kind == OrganKind::PublicInstitution,
            ];
            assert_eq!(natures.iter().filter(|yes| **yes).count(), 1, "{kind}");
            assert_eq!(OrganKind::from_code(kind.code()), Some(*kind));
        }
    }

    proptest! {
        #[test]
        fn a_path_written_is_read_again(ids in proptest::collection::vec(1_i64.., 1..9)) {
            let mut path = OrganPath::root(OrganId(ids[0]));
            for id in &ids[1..] { path = path.child(OrganId(*id)); }
            prop_assert_eq!(path.organs().map(|o| o.0).collect::<Vec<_>>(), ids);
            prop_assert_eq!(path.as_str().parse::<OrganPath>().unwrap(), path);
        }
    }
}
