//! Names of divisions' organs (行政区划机关的名称): which body governs a division, and what it is called.
//!
//! 地方各级人民代表大会和地方各级人民政府组织法 arts 1, 85 (人民政府、街道办事处); 村民委员会组织法 art 2; 居民委员会组织法 art 2.

use super::organ::{Level, Names, OrganKind};

/// 区划机关: the body that governs a division, with its names. `above` are the names of the divisions over it, from the
/// province down. What is neither township nor subdistrict (农场、开发区) keeps its name as it is.
#[must_use]
pub fn body_of_division(level: Level, name: &str, above: &[&str]) -> (OrganKind, Names) {
    let nearest = above.last().copied().unwrap_or_default();
    let (kind, full, short) = match level {
        Level::Province => (OrganKind::ProvinceGovernment, government(name), format!("{name}政府")),
        Level::City => (OrganKind::CityGovernment, government(name), format!("{name}政府")),
        Level::County => {
            let place = if name.ends_with('区') { format!("{nearest}{name}") } else { name.to_owned() };
            (OrganKind::CountyGovernment, government(&place), format!("{name}政府"))
        }
        Level::Township => township(name, nearest),
        Level::Village => (committee(name), format!("{nearest}{name}"), name.to_owned()),
    };
    let aliases = if short == name { Vec::new() } else { vec![name.to_owned()] };
    (kind, Names { full, short, aliases })
}

fn government(place: &str) -> String {
    format!("{place}人民政府")
}

fn township(name: &str, county: &str) -> (OrganKind, String, String) {
    if name.ends_with("街道") {
        let office = format!("{name}办事处");
        return (OrganKind::Subdistrict, format!("{county}{office}"), office);
    }
    if name.ends_with('镇') || name.ends_with('乡') {
        return (OrganKind::Township, government(&format!("{county}{name}")), format!("{name}政府"));
    }
    // A farm or a zone is run by a body that the county sends out, as it does a subdistrict's office.
    (OrganKind::Subdistrict, format!("{county}{name}"), name.to_owned())
}

fn committee(name: &str) -> OrganKind {
    let residents = ["居委会", "居民委员会", "社区", "生活区"].iter().any(|end| name.ends_with(end));
    if residents { OrganKind::ResidentsCommittee } else { OrganKind::VillageCommittee }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(level: Level, name: &str, above: &[&str]) -> String {
        body_of_division(level, name, above).1.full
    }

    #[test]
    fn every_level_has_its_body() {
        assert_eq!(full(Level::Province, "辽宁省", &[]), "辽宁省人民政府");
        assert_eq!(full(Level::City, "沈阳市", &["辽宁省"]), "沈阳市人民政府");
        assert_eq!(full(Level::County, "和平区", &["辽宁省", "沈阳市"]), "沈阳市和平区人民政府");
        assert_eq!(full(Level::County, "康平县", &["辽宁省", "沈阳市"]), "康平县人民政府");
        assert_eq!(full(Level::Township, "浑河湾街道", &["沈阳市", "和平区"]), "和平区浑河湾街道办事处");
        assert_eq!(full(Level::Township, "东关屯镇", &["沈阳市", "康平县"]), "康平县东关屯镇人民政府");
        assert_eq!(full(Level::Township, "青年农场", &["大东区"]), "大东区青年农场");
        assert_eq!(full(Level::Village, "甲村委会", &["康平县", "东关屯镇"]), "东关屯镇甲村委会");
    }

    #[test]
    fn a_committee_is_of_villagers_or_of_residents() {
        let kind = |name| body_of_division(Level::Village, name, &["某镇"]).0;
        assert_eq!(kind("五里社区居委会"), OrganKind::ResidentsCommittee);
        assert_eq!(kind("五里社区"), OrganKind::ResidentsCommittee);
        assert_eq!(kind("五里村委会"), OrganKind::VillageCommittee);
        assert_eq!(kind("五里村"), OrganKind::VillageCommittee);
    }
}
