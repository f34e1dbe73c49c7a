//! Samples for the tests of this chapter (示例): a small fictional tree of organs with what its settings say.

use super::remedy::{Court, ReviewDesk};
use super::review_organ::Kin;
use crate::Day;
use crate::duty::settings::Setting;
use crate::org::{Level, Names, Organ, OrganId, OrganKind, OrganPath};

/// The organs: name, kind, level, parent, line.
const TREE: &[(&str, OrganKind, Level, i64, i64)] = &[
    ("示范省人民政府", OrganKind::ProvinceGovernment, Level::Province, 0, 0),
    ("示范市人民政府", OrganKind::CityGovernment, Level::City, 1, 0),
    ("示范县人民政府", OrganKind::CountyGovernment, Level::County, 2, 0),
    ("示范市民政局", OrganKind::Department, Level::City, 2, 0),
    ("示范县民政局", OrganKind::Department, Level::County, 3, 4),
    ("示范县示范镇人民政府", OrganKind::Township, Level::Township, 3, 0),
    ("示范县示范街道办事处", OrganKind::Subdistrict, Level::Township, 3, 0),
    ("国家税务总局示范市税务局", OrganKind::VerticalOffice, Level::City, 2, 0),
    ("国家税务总局示范县税务局", OrganKind::VerticalOffice, Level::County, 3, 8),
    ("示范市司法局", OrganKind::Department, Level::City, 2, 0),
    ("示范县司法局", OrganKind::Department, Level::County, 3, 10),
    ("示范县公安局", OrganKind::Department, Level::County, 3, 0),
    ("示范县公安局示范派出所", OrganKind::DispatchedOffice, Level::Township, 12, 0),
    ("示范县示范镇示范村村民委员会", OrganKind::VillageCommittee, Level::Village, 6, 0),
];

pub(crate) fn tree() -> Vec<Organ> {
    let known = |id: i64| Some(OrganId(id)).filter(|id| id.0 > 0);
    let mut organs: Vec<Organ> = Vec::new();
    for (id, (name, kind, level, parent, line)) in (1_i64..).zip(TREE) {
        let above = organs.iter().find(|organ| organ.id.0 == *parent);
        let path = above.map_or_else(|| OrganPath::root(OrganId(id)), |up| up.path.child(OrganId(id)));
        organs.push(Organ {
            id: OrganId(id),
            code: format!("o{id}"),
            names: Names::new(*name, ""),
            kind: *kind,
            level: *level,
            region: "210323".parse().unwrap(),
            parent: known(*parent),
            path,
            line: known(*line),
            fictional: true,
        });
    }
    organs
}

pub(crate) fn organ_named<'a>(tree: &'a [Organ], name: &str) -> &'a Organ {
    tree.iter().find(|organ| organ.names.full == name).unwrap()
}

pub(crate) fn kin_of<'a>(tree: &'a [Organ], name: &str) -> Kin<'a> {
    Kin { organ: organ_named(tree, name), known: tree, outside: None }
}

fn always<T>(value: T) -> Setting<T> {
    let from: Day = jiff::civil::date(2019, 5, 15);
    Setting { value, from, until: None, source: "示例".into() }
}

/// 受理点 of every organ of the tree.
pub(crate) fn desks() -> Vec<Setting<ReviewDesk>> {
    let desk = |organ: Organ| {
        always(ReviewDesk {
            name: organ.names.full,
            address: "示范县示范路1号".into(),
            telephone: "000-00000000".into(),
            online: "https://fuyi.example.cn".into(),
        })
    };
    tree().into_iter().map(desk).collect()
}

pub(crate) fn courts() -> Vec<Setting<Court>> {
    vec![always(Court { name: "示范县人民法院".into() })]
}
