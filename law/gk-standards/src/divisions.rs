//! Administrative divisions (行政区划) of Liaoning with the official codes as of 2023-06-30.

use std::collections::HashMap;
use std::sync::LazyLock;

use gk_rules::Coded;

/// The day as of which the codes hold.
pub const AS_OF: &str = "2023-06-30";

static TABLE: &str = include_str!("../data/divisions/liaoning.csv");

gk_rules::codes! {
    /// 行政区划层级, from the top.
    pub enum DivisionLevel {
        /// 省
        Province = "province" => "省",
        /// 市
        City = "city" => "市",
        /// 县（市、区）
        County = "county" => "县（市、区）",
        /// 乡镇（街道）
        Town = "town" => "乡镇（街道）",
        /// 村（社区）
        Village = "village" => "村（社区）",
    }
}

/// 行政区划: one division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// 区划代码: 2, 4, 6, 9 or 12 digits from the province down to the village.
    pub code: &'static str,
    /// Its name, without the names above it.
    pub name: &'static str,
    /// Its level.
    pub level: DivisionLevel,
    /// The code of the division above it; `None` for the province.
    pub parent: Option<&'static str>,
}

/// 全部行政区划: read from the built-in table as they are asked for, parents before children.
pub fn all() -> impl Iterator<Item = Division> {
    TABLE.lines().skip(1).filter_map(read)
}

/// A line of the table; `None` for one that is none, which the tests exclude.
fn read(line: &'static str) -> Option<Division> {
    let mut cells = line.split(',');
    let (code, name) = (cells.next()?, cells.next()?);
    let level = DivisionLevel::from_code(cells.next()?)?;
    Some(Division { code, name, level, parent: cells.next().filter(|parent| !parent.is_empty()) })
}

struct Index {
    by_code: HashMap<&'static str, Division>,
    children: HashMap<&'static str, Vec<Division>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { by_code: HashMap::new(), children: HashMap::new() };
    for one in all() {
        index.by_code.insert(one.code, one);
        if let Some(parent) = one.parent {
            index.children.entry(parent).or_default().push(one);
        }
    }
    index
});

/// The division with this code.
#[must_use]
pub fn by_code(code: &str) -> Option<Division> {
    INDEX.by_code.get(code).copied()
}

/// The divisions directly below this one, in the order of their codes; none below a village or an unknown code.
#[must_use]
pub fn children(code: &str) -> &'static [Division] {
    INDEX.children.get(code).map(Vec::as_slice).unwrap_or_default()
}

/// 全称: the names from below the province down (沈阳市和平区浑河湾街道); `None` for an unknown code.
#[must_use]
pub fn full_name(code: &str) -> Option<String> {
    let mut names = Vec::new();
    let mut at = Some(by_code(code)?);
    while let Some(one) = at {
        names.push(one.name);
        at = one.parent.and_then(by_code);
    }
    if names.len() > 1 {
        names.pop();
    }
    Some(names.into_iter().rev().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_the_counts_are_official() {
        let count = |level| all().filter(|one| one.level == level).count();
        let counts: Vec<usize> = DivisionLevel::ALL.iter().map(|level| count(*level)).collect();
        assert_eq!(counts, [1, 14, 100, 1406, 16_727]);
        assert_eq!(all().count(), 18_248);
        assert_eq!(TABLE.lines().count(), 18_249);
    }

    #[test]
    fn every_code_has_its_length_is_used_once_and_begins_with_its_parent() {
        let length = |level| match level {
            DivisionLevel::Province => 2,
            DivisionLevel::City => 4,
            DivisionLevel::County => 6,
            DivisionLevel::Town => 9,
            DivisionLevel::Village => 12,
        };
        assert_eq!(INDEX.by_code.len(), 18_248);
        for one in all() {
            assert_eq!(one.code.len(), length(one.level), "{one:?}");
            assert!(one.code.bytes().all(|b| b.is_ascii_digit()) && !one.name.is_empty(), "{one:?}");
            match one.parent {
                None => assert_eq!(one.level, DivisionLevel::Province),
                Some(parent) => assert!(one.code.starts_with(parent) && by_code(parent).is_some(), "{one:?}"),
            }
        }
    }

    #[test]
    fn parents_stand_before_their_children() {
        let mut seen = std::collections::HashSet::new();
        for one in all() {
            assert!(one.parent.is_none_or(|parent| seen.contains(parent)), "{one:?}");
            seen.insert(one.code);
        }
    }

    #[test]
    fn a_division_is_found_with_what_lies_below_it() {
        assert_eq!(by_code("21").map(|one| one.name), Some("辽宁省"));
        assert_eq!((by_code(""), by_code("99")), (None, None));
        assert_eq!((children("21").len(), children("99").len()), (14, 0));
        assert_eq!(full_name("21").as_deref(), Some("辽宁省"));
        assert_eq!(full_name("210102001").as_deref(), Some("沈阳市和平区浑河湾街道"));
        assert_eq!(full_name("nothing"), None);
    }
}
