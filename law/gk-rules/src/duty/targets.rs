//! Who is obliged by an item (承担机关): the ticked levels and the words of 公开主体 together.
//!
//! 国办发〔2019〕54号: the county names its own body for every item, and marks whether it is published at the county, the
//! township or the village level. The words say who at the county; the ticks say at which levels.

use serde::{Deserialize, Serialize};

use crate::catalog::item::Levels;
use crate::org::matching::{Match, Matching, Part, Roster};
use crate::org::{Level, OrganId};

/// 承担机关: who is obliged, and what a person must still decide.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Targets {
    /// 承担机关: by number, each once.
    pub organs: Vec<OrganId>,
    /// 待指明: words that name nobody certainly.
    pub open: Vec<Part>,
}

/// 一项目录的承担机关. `decided` gives the organs a person decided that words mean (none at all is a decision too).
///
/// Where levels are ticked, each ticked level is obliged: at the county the bodies that are named; in the townships and
/// villages those that are named, or all where the words name none of them. Where no level is ticked the words alone decide.
/// Nobody above the county is obliged by a county's edition.
#[must_use]
pub fn targets(
    levels: Levels,
    matching: &Matching,
    decided: impl Fn(&str) -> Option<Vec<OrganId>>,
    roster: &Roster,
) -> Targets {
    let mut named = Vec::new();
    let mut open = Vec::new();
    let mut dismissed = false;
    for part in &matching.parts {
        match decided(&part.words) {
            Some(organs) => {
                dismissed |= organs.is_empty();
                named.extend(organs);
            }
            None if part.meant.is_certain() => named.extend(roster.meant(&part.meant)),
            None => open.push(part.clone()),
        }
    }
    let at = |level: Level| -> Vec<OrganId> {
        named.iter().copied().filter(|id| roster.level_of(*id) == Some(level)).collect()
    };
    let all_or = |level: Level| -> Vec<OrganId> {
        let these = at(level);
        if these.is_empty() { roster.communities(level) } else { these }
    };
    let mut organs = Vec::new();
    let none = levels.none();
    let mut asks = none || levels.county;
    if none || levels.county {
        organs.extend(at(Level::County));
        asks = organs.is_empty() && !dismissed;
    }
    if levels.township || none {
        organs.extend(if none { at(Level::Township) } else { all_or(Level::Township) });
    }
    if levels.village || none {
        organs.extend(if none { at(Level::Village) } else { all_or(Level::Village) });
    }
    if !(none || levels.county) {
        open.clear();
    } else if asks && open.is_empty() && (!none || organs.is_empty()) {
        open.push(nobody(matching));
    }
    organs.sort_unstable();
    organs.dedup();
    Targets { organs, open }
}

/// The words name no body of the county, though the item is published there.
fn nobody(matching: &Matching) -> Part {
    let words = matching.parts.iter().map(|part| part.words.as_str()).collect::<Vec<_>>().join("、");
    let because = if words.is_empty() {
        "没有填写公开主体。".to_owned()
    } else {
        format!("该事项列有县级公开，但“{words}”没有指明县级的公开主体。")
    };
    Part { words, meant: Match::None, because }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{Names, Organ, OrganKind, OrganPath};

    fn organ(id: i64, kind: OrganKind, level: Level, name: &str) -> Organ {
        Organ {
            id: OrganId(id),
            code: id.to_string(),
            names: Names::new(name, ""),
            kind,
            level,
            region: "210102".parse().unwrap(),
            parent: None,
            path: OrganPath::root(OrganId(id)),
            line: None,
            fictional: true,
        }
    }
    fn roster() -> Roster {
        let all = [
            organ(1, OrganKind::CountyGovernment, Level::County, "示范县人民政府"),
            organ(2, OrganKind::Department, Level::County, "示范县民政局"),
            organ(3, OrganKind::Township, Level::Township, "青石镇人民政府"),
            organ(4, OrganKind::Subdistrict, Level::Township, "云岭街道办事处"),
            organ(5, OrganKind::VillageCommittee, Level::Village, "前村村民委员会"),
        ];
        Roster::new(&all)
    }
    fn levels(county: bool, township: bool, village: bool) -> Levels {
        Levels { county, township, village }
    }
    fn of(levels: Levels, words: &str) -> (Vec<i64>, usize) {
        let roster = roster();
        let found = targets(levels, &roster.read(words), |_| None, &roster);
        (found.organs.iter().map(|id| id.0).collect(), found.open.len())
    }

    #[test]
    fn the_words_say_who_at_the_county_and_the_ticks_at_which_levels() {
        assert_eq!(of(levels(true, false, false), "民政局"), (vec![2], 0));
        assert_eq!(of(levels(true, true, true), "民政局"), (vec![2, 3, 4, 5], 0));
        assert_eq!(of(levels(false, true, false), "民政局"), (vec![3, 4], 0));
    }

    #[test]
    fn words_that_name_some_townships_oblige_only_those() {
        assert_eq!(of(levels(false, true, false), "各乡镇人民政府"), (vec![3], 0));
        assert_eq!(of(levels(false, false, false), "民政局、各街道办事处"), (vec![2, 4], 0));
    }

    #[test]
    fn what_names_nobody_at_the_county_waits_for_a_person() {
        assert_eq!(of(levels(true, false, false), "").1, 1);
        assert_eq!(of(levels(true, true, false), "外星事务局"), (vec![3, 4], 1));
        assert_eq!(of(levels(true, true, false), "各乡镇人民政府"), (vec![3], 1));
        assert_eq!(of(levels(false, true, false), "外星事务局").1, 0, "the level says who");
    }

    #[test]
    fn what_a_person_decided_counts_even_when_it_is_nobody() {
        let roster = roster();
        let matching = roster.read("外星事务局");
        let decide = |organs: Vec<OrganId>| {
            targets(levels(true, false, false), &matching, |_| Some(organs.clone()), &roster)
        };
        assert_eq!(decide(vec![OrganId(2)]), Targets { organs: vec![OrganId(2)], open: vec![] });
        assert_eq!(decide(vec![]), Targets::default());
    }
}
