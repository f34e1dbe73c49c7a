//! Responsible bodies made concrete (公开主体对应): which organs of a county the words of a catalog mean. Never a guess.
//!
//! 国办发〔2019〕54号 asks the county to name its own body for every item. Words that name one are matched; words that name
//! a kind (各乡镇人民政府) mean all of it; everything else is left to a person, with the candidates and the reason.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::organ::{Level, Organ, OrganId, OrganKind};
use super::organ_words::{
    brackets, committees, field, is_all_departments, is_unit, key, level_word, pair, place_before, prepare,
    split, successors, towns, unnamed,
};
use crate::text::fold;

pub use super::towns::{Committees, Towns};

/// 对应结果: which organs the words mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "match", content = "organs", rename_all = "snake_case")]
pub enum Match {
    /// 一个机关
    One(OrganId),
    /// 数个机关: the words mean all of them (各部门).
    Several(Vec<OrganId>),
    /// 乡镇、街道
    AllTownships(Towns),
    /// 村、社区
    AllVillages(Committees),
    /// 泛称，须由人指明: nobody, or more than one, is named; who might be meant.
    Generic(Vec<OrganId>),
    /// 无对应: the words name somebody who is not of this county, or nobody at all.
    None,
}

impl Match {
    /// Whether no person need look at it.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !matches!(self, Self::Generic(_) | Self::None)
    }
}

/// 一个责任单位的对应: one body of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its words.
    pub words: String,
    /// Whom they mean.
    pub meant: Match,
    /// 理由: one Chinese sentence.
    pub because: String,
}

/// 责任单位栏的对应: all bodies of one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Matching {
    /// In the order of the words; empty when the cell is.
    pub parts: Vec<Part>,
}

impl Matching {
    /// Whether every part is certain, and there is one.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(|part| part.meant.is_certain())
    }
    /// 所指机关: the organs that are certainly meant, by number, each once.
    #[must_use]
    pub fn organs(&self, roster: &Roster) -> Vec<OrganId> {
        let mut all: Vec<OrganId> = self.parts.iter().flat_map(|part| roster.meant(&part.meant)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[derive(Debug, Clone)]
struct Entry {
    id: OrganId,
    kind: OrganKind,
    level: Level,
    name: String,
}

/// 机关名册: the organs of one county and the governments above it, ready to be asked by name.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    entries: Vec<Entry>,
    names: HashMap<String, Vec<usize>>,
    fields: HashMap<String, Vec<usize>>,
    places: Vec<(String, Level)>,
    own: Option<char>,
    owner: Option<OrganId>,
}

impl Roster {
    /// The roster of one county: its government, departments, townships and villages, and (for their names) the governments
    /// above. Organs of other counties do not belong here.
    #[must_use]
    pub fn new<'a>(organs: impl IntoIterator<Item = &'a Organ> + Clone) -> Self {
        let mut roster = Self::default();
        for organ in organs.clone() {
            let government = matches!(
                organ.kind,
                OrganKind::ProvinceGovernment | OrganKind::CityGovernment | OrganKind::CountyGovernment
            );
            if let Some(place) = organ.names.full.strip_suffix("人民政府").filter(|_| government) {
                roster.places.push((place.to_owned(), organ.level));
                if organ.kind == OrganKind::CountyGovernment {
                    roster.own = place.chars().next_back();
                }
            }
        }
        roster.places.sort_by_key(|(place, _)| std::cmp::Reverse(place.len()));
        for organ in organs {
            roster.add(organ);
        }
        roster
    }
    /// The same, with the organ that 本机关、本单位 means.
    #[must_use]
    pub fn owned_by(mut self, owner: OrganId) -> Self {
        self.owner = Some(owner);
        self
    }

    fn add(&mut self, organ: &Organ) {
        let place = self.entries.len();
        let Organ { id, kind, level, names, .. } = organ;
        self.entries.push(Entry { id: *id, kind: *kind, level: *level, name: names.full.clone() });
        for name in names.all() {
            let (said, bare) = self.strip_places(name);
            let short = match (said, self.own) {
                (Some(Level::County), Some(own)) => format!("{own}{bare}"),
                (Some(Level::City), own) if own != Some('市') => format!("市{bare}"),
                _ => String::new(),
            };
            for form in [name, bare, &short] {
                let mut forms = vec![key(form)];
                for tail in ["人民政府", "办事处", "村民委员会", "居民委员会", "委员会"] {
                    let low = organ.kind.is_committee()
                        || matches!(organ.kind, OrganKind::Township | OrganKind::Subdistrict);
                    forms.extend(form.strip_suffix(tail).filter(|_| low).map(key));
                }
                for form in forms.into_iter().filter(|form| !form.is_empty()) {
                    note(self.names.entry(form).or_default(), place);
                }
            }
            if organ.kind.is_departmental() {
                let plain =
                    self.places.iter().fold(name.to_owned(), |text, (place, _)| text.replace(place, ""));
                let plain = match level_word(&plain, self.own) {
                    Some((level, rest)) if level == organ.level => rest.to_owned(),
                    _ => plain,
                };
                note(self.fields.entry(field(&plain)).or_default(), place);
            }
        }
    }

    /// The level of the own place names a name begins with, and the rest.
    fn strip_places<'a>(&self, name: &'a str) -> (Option<Level>, &'a str) {
        let (mut said, mut rest) = (None, name);
        while let Some((level, shorter)) = self
            .places
            .iter()
            .find_map(|(place, level)| rest.strip_prefix(place.as_str()).map(|shorter| (*level, shorter)))
            .filter(|(_, shorter)| !shorter.is_empty())
        {
            (said, rest) = (Some(level), shorter);
        }
        (said, rest)
    }

    /// 责任单位栏的对应: whom every body of the cell means. A space inside words may be a lost cell border or nothing; the
    /// words are read without it first, and parted at it only where that makes every part certain.
    #[must_use]
    pub fn read(&self, words: &str) -> Matching {
        let together = self.list(&prepare(words));
        let spaced = fold(words);
        if together.is_certain() || !spaced.contains(' ') {
            return together;
        }
        let parted = self.list(&prepare(&spaced.replace(' ', "、")));
        if parted.is_certain() { parted } else { together }
    }

    fn list(&self, words: &str) -> Matching {
        Matching { parts: split(words).iter().flat_map(|piece| self.parts(piece, 0)).collect() }
    }

    fn parts(&self, piece: &str, depth: u8) -> Vec<Part> {
        let one = |(meant, because)| vec![Part { words: piece.to_owned(), meant, because }];
        let (outside, inside) = brackets(piece);
        if let Some(found) = self.certain(piece) {
            return one(found);
        }
        if !inside.is_empty() && !inside.contains('略') && !outside.is_empty() {
            if let Some(together) = self.with_bracket(&outside, &inside) {
                return one(together);
            }
            if let Some((meant, because)) = self.certain(&outside) {
                return one((meant, format!("{because}括号内“{inside}”视为说明。")));
            }
        }
        if depth < 8
            && let Some((left, right, either)) = pair(piece)
        {
            let mut both = self.parts(left, depth + 1);
            both.extend(self.parts(right, depth + 1));
            return if either {
                one((self.any_of(&both), "原文用“或”，没有确定由谁公开。".into()))
            } else {
                both
            };
        }
        one(self.uncertain(piece, &outside))
    }

    /// 乡镇人民政府(街道办事处): the bracket names the other kind.
    fn with_bracket(&self, outside: &str, inside: &str) -> Option<(Match, String)> {
        match (towns(outside)?, towns(inside)?) {
            (Towns::Rural | Towns::Xiang | Towns::Zhen, Towns::Subdistricts)
            | (Towns::Subdistricts, Towns::Rural) => Some(self.all_towns(Towns::All)),
            _ => None,
        }
    }

    /// What the words certainly mean, if anything.
    fn certain(&self, piece: &str) -> Option<(Match, String)> {
        if matches!(piece, "本机关" | "本单位" | "本部门") {
            return self.owner.map(|owner| (Match::One(owner), "指本机关。".into()));
        }
        if let Some(found) = self.named(piece) {
            return Some(found);
        }
        if let Some(towns) = towns(piece) {
            return Some(self.all_towns(towns));
        }
        if let Some(committees) = committees(piece) {
            return Some(self.all_committees(committees));
        }
        let (said, rest) = self.strip_places(piece);
        if is_all_departments(rest) {
            let all =
                self.entries.iter().filter(|e| e.kind == OrganKind::Department && e.level == Level::County);
            let all: Vec<_> = all.map(|entry| entry.id).collect();
            return (!all.is_empty()).then(|| (Match::Several(all), "指县级政府的各工作部门。".into()));
        }
        if said.is_none()
            && let Some(found) = self.departmental(rest, Level::County)
        {
            return Some(found);
        }
        let (level, rest) = match (level_word(rest, self.own), said) {
            (Some((level, rest)), None) => (level, rest),
            (_, Some(level)) => (level, rest),
            (None, None) => {
                let dept = rest.strip_prefix("人民政府").or_else(|| rest.strip_prefix("政府"))?;
                return self.departmental(dept, Level::County);
            }
        };
        self.at_level(rest, level)
    }

    /// A government or a department, the level being known.
    fn at_level(&self, rest: &str, level: Level) -> Option<(Match, String)> {
        if matches!(rest, "人民政府" | "政府") {
            let mut governments = self.entries.iter().filter(|e| e.level == level && e.kind.is_government());
            return match (governments.next(), governments.next()) {
                (Some(one), None) => Some((Match::One(one.id), format!("指{}。", one.name))),
                _ => None,
            };
        }
        let rest = rest.strip_prefix("人民政府").or_else(|| rest.strip_prefix("政府")).unwrap_or(rest);
        self.departmental(rest, level)
    }

    /// An organ by one of its names.
    fn named(&self, piece: &str) -> Option<(Match, String)> {
        let places =
            self.names.get(&key(piece)).or_else(|| self.names.get(&key(self.strip_places(piece).1)))?;
        let of_county = |place: &usize| self.entries.get(*place).is_some_and(|e| e.level == Level::County);
        let county: Vec<usize> = places.iter().copied().filter(of_county).collect();
        Some(self.one_of(if county.len() == 1 { &county } else { places }, "名称"))
    }

    /// A department by its field, at one level.
    fn departmental(&self, rest: &str, level: Level) -> Option<(Match, String)> {
        let places: Vec<usize> = self.fields.get(&field(rest))?.clone();
        let here: Vec<usize> = places
            .into_iter()
            .filter(|place| self.entries.get(*place).is_some_and(|e| e.level == level))
            .collect();
        (!here.is_empty()).then(|| self.one_of(&here, "职能"))
    }

    fn one_of(&self, places: &[usize], by: &str) -> (Match, String) {
        let found: Vec<&Entry> = places.iter().filter_map(|place| self.entries.get(*place)).collect();
        match found.as_slice() {
            [one] => (Match::One(one.id), format!("按{by}对应“{}”。", one.name)),
            _ => {
                let names = found.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>().join("、");
                let ids = found.iter().map(|entry| entry.id).collect();
                (Match::Generic(ids), format!("按{by}有{}个机关：{names}，请指明。", found.len()))
            }
        }
    }

    fn all_towns(&self, towns: Towns) -> (Match, String) {
        let meant = Match::AllTownships(towns);
        if self.meant(&meant).is_empty() {
            return (Match::None, format!("名册中没有{towns}所指的机关。"));
        }
        (meant, format!("指{towns}。"))
    }

    fn all_committees(&self, committees: Committees) -> (Match, String) {
        let meant = Match::AllVillages(committees);
        if self.meant(&meant).is_empty() {
            return (Match::None, format!("名册中没有{committees}所指的组织。"));
        }
        (meant, format!("指{committees}。"))
    }

    /// Why the words are not certain.
    fn uncertain(&self, piece: &str, outside: &str) -> (Match, String) {
        if let Some(word) = unnamed(piece) {
            return (Match::Generic(self.near(outside)), format!("“{word}”没有指明具体机关，请指明。"));
        }
        if let Some(found) = self.unit_of_township(outside) {
            return found;
        }
        if matches!(outside, "人民政府" | "政府" | "区" | "县" | "市" | "县级" | "县级级") {
            return (Match::Generic(Vec::new()), "没有写明是哪一级、哪一个机关，请指明。".into());
        }
        let (level, rest) = level_word(outside, self.own).unwrap_or((Level::County, outside));
        if matches!(level, Level::Province | Level::City) && self.departmental(rest, Level::County).is_some()
        {
            return (Match::None, format!("写明的是{level}机关，不属于本县名册。"));
        }
        let rest = rest.strip_prefix("人民政府").unwrap_or(rest);
        for now in successors(&field(rest)) {
            if let Some((Match::One(id), _)) = self.departmental(now, Level::County) {
                let because = format!("名册中没有“{outside}”，其职责现多由{now}部门承担，请确认。");
                return (Match::Generic(vec![id]), because);
            }
        }
        if let Some((place, rest)) = place_before(outside)
            && (rest == "人民政府" || self.departmental(rest, Level::County).is_some())
        {
            return (Match::None, format!("写明的是“{place}”的机关，不属于本县名册。"));
        }
        if is_unit(outside) {
            return (
                Match::Generic(Vec::new()),
                format!("“{outside}”是内设机构或者站所，没有写明所属机关，请指明。"),
            );
        }
        let near = self.near(outside);
        if near.is_empty() {
            (Match::None, format!("名册中没有与“{outside}”对应的机关。"))
        } else {
            (Match::Generic(near), format!("名册中没有与“{outside}”完全对应的机关，有相近的，请指明。"))
        }
    }

    /// 某镇某办公室: a unit of a named township stands for the township.
    fn unit_of_township(&self, piece: &str) -> Option<(Match, String)> {
        let (_, bare) = self.strip_places(piece);
        let mut ends: Vec<usize> = bare.char_indices().map(|(at, _)| at).skip(2).collect();
        ends.reverse();
        for end in ends {
            let (head, unit) = (bare.get(..end)?, bare.get(end..)?);
            let Some([place]) = self.names.get(&key(head)).map(Vec::as_slice) else { continue };
            let entry = self.entries.get(*place)?;
            if matches!(entry.kind, OrganKind::Township | OrganKind::Subdistrict) {
                let because = format!("“{unit}”是{}的内设机构，以所属机关为公开主体。", entry.name);
                return Some((Match::One(entry.id), because));
            }
        }
        None
    }

    /// Departments of the county whose field holds the words' field or is held by it.
    fn near(&self, piece: &str) -> Vec<OrganId> {
        let wanted = field(level_word(piece, self.own).map_or(piece, |(_, rest)| rest));
        if wanted.chars().count() < 2 {
            return Vec::new();
        }
        let mut near: Vec<OrganId> = self
            .fields
            .iter()
            .filter(|(field, _)| {
                field.chars().count() >= 2 && (field.contains(&wanted) || wanted.contains(field.as_str()))
            })
            .flat_map(|(_, places)| places.iter().filter_map(|place| self.entries.get(*place)))
            .filter(|entry| entry.level == Level::County)
            .map(|entry| entry.id)
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    fn any_of(&self, parts: &[Part]) -> Match {
        let mut all: Vec<OrganId> = parts
            .iter()
            .flat_map(|part| match &part.meant {
                Match::Generic(candidates) => candidates.clone(),
                meant => self.meant(meant),
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        Match::Generic(all)
    }

    /// 所指机关: the organs a certain result means; none for one that is not.
    #[must_use]
    pub fn meant(&self, meant: &Match) -> Vec<OrganId> {
        let of = |wanted: &dyn Fn(&Entry) -> bool| {
            self.entries.iter().filter(|entry| wanted(entry)).map(|entry| entry.id).collect()
        };
        match meant {
            Match::One(id) => vec![*id],
            Match::Several(ids) => ids.clone(),
            Match::AllTownships(towns) => of(&|entry| is_town(entry, *towns)),
            Match::AllVillages(committees) => of(&|entry| match committees {
                Committees::All => entry.kind.is_committee(),
                Committees::Villages => entry.kind == OrganKind::VillageCommittee,
                Committees::Residents => entry.kind == OrganKind::ResidentsCommittee,
            }),
            Match::Generic(_) | Match::None => Vec::new(),
        }
    }

    /// The level of an organ of the roster.
    #[must_use]
    pub fn level_of(&self, id: OrganId) -> Option<Level> {
        self.entries.iter().find(|entry| entry.id == id).map(|entry| entry.level)
    }

    /// 乡镇、街道或者村、社区: every community of a level; none above the townships.
    #[must_use]
    pub fn communities(&self, level: Level) -> Vec<OrganId> {
        let town = |entry: &Entry| is_town(entry, Towns::All);
        let wanted = |entry: &&Entry| match level {
            Level::Township => town(entry),
            Level::Village => entry.kind.is_committee(),
            Level::Province | Level::City | Level::County => false,
        };
        self.entries.iter().filter(wanted).map(|entry| entry.id).collect()
    }
}

fn is_town(entry: &Entry, towns: Towns) -> bool {
    let rural = entry.kind == OrganKind::Township;
    let bare = entry.name.strip_suffix("人民政府").unwrap_or(&entry.name);
    match towns {
        Towns::All => rural || entry.kind == OrganKind::Subdistrict,
        Towns::Rural => rural,
        Towns::Xiang => rural && bare.ends_with('乡'),
        Towns::Zhen => rural && bare.ends_with('镇'),
        Towns::Subdistricts => entry.kind == OrganKind::Subdistrict,
    }
}

fn note(places: &mut Vec<usize>, place: usize) {
    if !places.contains(&place) {
        places.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{Names, OrganPath};
    use proptest::prelude::*;

    fn organ(id: i64, kind: OrganKind, level: Level, full: &str, short: &str) -> Organ {
        let path = OrganPath::root(OrganId(id));
        let (code, names) = (format!("O{id}"), Names::new(full, short));
        let region = "210399".parse().unwrap();
        Organ {
            id: OrganId(id),
            code,
            names,
            kind,
            level,
            region,
            parent: None,
            path,
            line: None,
            fictional: true,
        }
    }

    fn organs() -> Vec<Organ> {
        use Level::{City, County, Province, Township as Town, Village};
        use OrganKind as K;
        let mut all = vec![
            organ(1, K::ProvinceGovernment, Province, "辽宁省人民政府", ""),
            organ(2, K::CityGovernment, City, "示范市人民政府", ""),
            organ(3, K::CountyGovernment, County, "示范县人民政府", "县政府"),
            organ(10, K::Department, County, "示范县民政局", "县民政局"),
            organ(11, K::Department, County, "示范县人力资源和社会保障局", "县人社局"),
            organ(12, K::Department, County, "示范县住房和城乡建设局", "县住建局"),
            organ(13, K::Department, County, "示范县应急管理局", ""),
            organ(14, K::Department, County, "示范县公安局", ""),
            organ(15, K::Department, County, "示范县农业农村局", ""),
            organ(16, K::Department, County, "示范县财政局", ""),
            organ(17, K::Department, County, "示范县卫生健康局", ""),
            organ(18, K::DispatchedOffice, County, "示范市生态环境局示范县分局", ""),
            organ(19, K::VerticalOffice, County, "国家税务总局示范县税务局", ""),
            organ(20, K::Department, County, "示范县市场监督管理局", ""),
            organ(21, K::Department, County, "示范县城市管理综合行政执法局", ""),
            organ(22, K::Department, City, "示范市民政局", "市民政局"),
            organ(23, K::Department, County, "示范县司法局", ""),
            organ(24, K::PublicInstitution, County, "示范县法律援助中心", ""),
            organ(30, K::Township, Town, "示范县龙岭镇人民政府", "龙岭镇政府"),
            organ(31, K::Township, Town, "示范县大河乡人民政府", ""),
            organ(32, K::Subdistrict, Town, "示范县新园街道办事处", ""),
            organ(40, K::VillageCommittee, Village, "龙岭镇东村村民委员会", ""),
            organ(41, K::ResidentsCommittee, Village, "新园街道和平社区居民委员会", ""),
        ];
        all[12].names.aliases.push("县环保局".into());
        all
    }

    fn said(roster: &Roster, words: &str) -> String {
        let one = |part: &Part| match &part.meant {
            Match::One(id) => id.to_string(),
            Match::Several(ids) => format!("several {}", ids.len()),
            Match::AllTownships(towns) => format!("towns {}", crate::Coded::code(*towns)),
            Match::AllVillages(committees) => format!("villages {}", crate::Coded::code(*committees)),
            Match::Generic(ids) => {
                format!("? {}", ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
            }
            Match::None => "-".into(),
        };
        roster.read(words).parts.iter().map(one).collect::<Vec<_>>().join(" | ")
    }

    fn all_as_expected(cases: &[(&str, &str)]) {
        let organs = organs();
        let roster = Roster::new(&organs);
        let wrong: Vec<String> = cases
            .iter()
            .map(|(words, expected)| (words, expected, said(&roster, words)))
            .filter(|(_, expected, got)| *expected != got)
            .map(|(words, expected, got)| format!("{words}: {got:?}, expected {expected:?}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_department_is_found_under_every_name_of_its_field() {
        all_as_expected(&[
            ("民政局", "10"),
            ("县民政局", "10"),
            ("示范县民政局", "10"),
            ("县级人民政府民政部门", "10"),
            ("市民政局", "22"),
            ("市级民政部门", "22"),
            ("人力资源社会保障部门", "11"),
            ("县人力社保局", "11"),
            ("人力资源和社会保障部门", "11"),
            ("住房和城乡建设部门", "12"),
            ("住房与城乡建设局", "12"),
            ("应急局", "13"),
            ("公安机关", "14"),
            ("公安 分局", "14"),
            ("县级农业农村部门", "15"),
            ("地方各级财政部门", "16"),
            ("县(市、区)卫生健康行政部门", "17"),
            ("县（区、市）卫生健康行政部门", "17"),
            ("縣級人民政府民政部門、鄉鎮人民政府(街道辦事處)", "10 | towns all"),
            ("生态环境部门", "18"),
            ("县级生态环境部门", "18"),
            ("税务主管部门", "19"),
            ("市场监督管理部门", "20"),
            ("市场监管分局", "20"),
            ("城市管理(市政公用)主管部门", "21"),
            ("城市管理行政执法部门", "21"),
            ("县司法局(行政复议局)", "23"),
            ("司法行政部门", "23"),
            ("县法律援助中心", "24"),
        ]);
    }

    #[test]
    fn governments_townships_and_villages_are_meant_as_kinds_or_by_name() {
        all_as_expected(&[
            ("县人民政府", "3"),
            ("县级人民政府", "3"),
            ("县(区、市)人民政府", "3"),
            ("各乡镇人民政府、街道办事处", "towns rural | towns subdistricts"),
            ("乡镇人民政府(街道办事处)", "towns all"),
            ("乡（镇、街道）", "towns all"),
            ("镇级人民政府", "towns zhen"),
            ("乡人民政府", "towns xiang"),
            ("街道办事处", "towns subdistricts"),
            ("行政村", "villages villages"),
            ("村/社区", "villages villages | villages residents"),
            ("村（居）民委员会", "villages all"),
            ("乡镇人民政府 行政村村民委员会", "towns rural | villages villages"),
            ("龙岭镇人民政府", "30"),
            ("龙岭镇", "30"),
            ("新园街道办事处公共服务办公室", "32"),
            ("龙岭镇东村村民委员会", "40"),
            ("各政府部门及乡镇", "several 11 | towns rural"),
            ("各部门", "several 11"),
            ("县级人民政府、财政部门", "3 | 16"),
            ("示范县人民政府及示范县住房和城乡建设局", "3 | 12"),
            ("各镇人民政府 (经济发展办公室/农业农村办公室)", "towns zhen"),
        ]);
    }

    #[test]
    fn nothing_is_guessed() {
        all_as_expected(&[
            ("", ""),
            ("相关审批部门", "? "),
            ("负责审批的 燃气管理部 门", "? "),
            ("住房和城乡建设等相关职能部门", "? 12"),
            ("招标人或者其委托的招标代理机构", "? "),
            ("贫困人口所在行政村", "? "),
            ("县(区、市)人民政府及相关部门", "3 | ? "),
            ("办公室", "? "),
            ("会计科、监管科", "?  | ? "),
            ("区 (略)", "? "),
            ("县级扶贫部门", "? 15"),
            ("住房保障行政主管部门", "? 12"),
            ("民政局或财政局", "? 10,16"),
            ("嘉荫县司法局", "-"),
            ("区教育局", "-"),
            ("区民政局", "? 10"),
            ("省民政厅", "-"),
            ("镇级生态环境部门", "? 18"),
            ("航天局", "-"),
            ("车板镇人民政府", "-"),
            ("环境保护局", "? 18"),
        ]);
    }

    #[test]
    fn one_name_for_two_organs_is_left_to_a_person() {
        let mut organs = organs();
        organs.push(organ(50, OrganKind::Department, Level::County, "示范县综合行政执法局", ""));
        let roster = Roster::new(&organs);
        assert_eq!(said(&roster, "城市管理部门"), "? 21,50");
        assert_eq!(said(&roster, "县综合行政执法局"), "50", "its own name is certain");
        let because = &roster.read("城市管理部门").parts[0].because;
        assert!(because.contains("示范县综合行政执法局"), "{because}");
    }

    #[test]
    fn in_a_city_of_county_rank_the_city_is_the_county_itself() {
        let organs = [
            organ(2, OrganKind::CityGovernment, Level::City, "示范市人民政府", ""),
            organ(3, OrganKind::CountyGovernment, Level::County, "样板市人民政府", ""),
            organ(4, OrganKind::Department, Level::County, "样板市民政局", ""),
        ];
        let roster = Roster::new(&organs).owned_by(OrganId(4));
        assert_eq!(said(&roster, "市民政局"), "4");
        assert_eq!(said(&roster, "市人民政府"), "3");
        assert_eq!(said(&roster, "本单位"), "4");
    }

    #[test]
    fn a_cell_is_certain_when_all_its_bodies_are() {
        let organs = organs();
        let roster = Roster::new(&organs);
        let matching = roster.read("民政局、各乡镇人民政府；民政局");
        assert!(matching.is_certain());
        assert_eq!(matching.organs(&roster).iter().map(|id| id.0).collect::<Vec<_>>(), [10, 30, 31]);
        assert!(!roster.read("民政局、有关部门").is_certain());
        assert!(!roster.read("").is_certain());
    }

    proptest! {
        #[test]
        fn no_words_make_it_panic(words in "[县市区乡镇村、；()（）/ 和及或者人民政府局部门民政各级办事处街道居]{0,24}", any in "\\PC{0,20}") {
            let organs = organs();
            let roster = Roster::new(&organs);
            for words in [&words, &any] {
                for part in roster.read(words).parts {
                    prop_assert!(!part.because.is_empty());
                    if part.meant.is_certain() { prop_assert!(!roster.meant(&part.meant).is_empty()); }
                }
            }
        }
    }
}
