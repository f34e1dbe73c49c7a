//! The reviewing organ (复议机关): 行政复议法（2023年修订） arts 24, 27, 28, and before 2024-01-01 arts 12–15 of the text of 2017.
//!
//! A pure function over the organ, those above it and the departments of its line. What the tree does not hold is a reason
//! that names what to fill in; nobody is guessed.

use serde::Serialize;

use crate::citation::{reconsideration, reconsideration_2017};
use crate::org::OrganKind as K;
use crate::org::{Organ, OrganId};
use crate::{Citation, Day, Reason};

/// 行政复议法修订施行之日: on this day the reviewing organ of a department and the order of remedies changed.
pub const REVIEW_LAW_FROM: Day = jiff::civil::date(2024, 1, 1);

crate::codes! {
    /// 行政复议法文本: which text fixes the remedies; the day of the decision tells (documented choice: no text speaks of
    /// decisions made before and served after the change).
    pub enum ReviewLaw {
        /// 2017年修正
        Of2017 = "2017" => "行政复议法（2017年修正）",
        /// 2023年修订
        Of2023 = "2023" => "行政复议法（2023年修订）",
    }
}

impl ReviewLaw {
    /// 适用文本: by the day on which the decision is made.
    #[must_use]
    pub fn on(day: Day) -> Self {
        if day < REVIEW_LAW_FROM { Self::Of2017 } else { Self::Of2023 }
    }
}

/// 复议机关: an organ to which an application for review goes, and the article that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reviewer {
    /// Which organ; nothing for one that the platform does not hold (a department of the State Council).
    pub organ: Option<OrganId>,
    /// Its full name.
    pub name: String,
    /// The article.
    pub basis: Citation,
}

/// 与复议管辖有关的机关: the deciding organ, the organs on its path and the departments of their lines, in any order.
#[derive(Debug, Clone, Copy)]
pub struct Kin<'a> {
    /// The organ that decides.
    pub organ: &'a Organ,
    /// Those known above and beside it.
    pub known: &'a [Organ],
    /// 平台以外的上一级主管部门: its name, by the organ's setting, where the line leads out of the platform.
    pub outside: Option<&'a str>,
}

impl<'a> Kin<'a> {
    fn find(self, id: Option<OrganId>) -> Option<&'a Organ> {
        let id = id?;
        self.known.iter().chain([self.organ]).find(|one| one.id == id)
    }
    fn parent(self, organ: &Organ) -> Option<&'a Organ> {
        self.find(organ.parent)
    }
    /// 本级人民政府: the nearest government above that the law counts as one (not a township, not an office sent out).
    fn government(self, organ: &Organ) -> Option<&'a Organ> {
        let mut above = self.parent(organ);
        let mut steps = 0_usize;
        while let Some(one) = above {
            if governs(one.kind) {
                return Some(one);
            }
            // A tree with a ring in it ends here instead of never.
            steps += 1;
            above = if steps > self.known.len() { None } else { self.parent(one) };
        }
        None
    }
}

/// A people's government from the county up: it may review.
const fn governs(kind: K) -> bool {
    matches!(kind, K::ProvinceGovernment | K::CityGovernment | K::CountyGovernment)
}

/// 领域特殊的机关: the fields of work for which arts 27 and 28 provide otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// 海关、金融、外汇、税务、国家安全: led from above
    Led,
    /// 司法行政
    Justice,
    Other,
}

/// By kind, and by name where the tree keeps such an organ among the departments.
fn field(organ: &Organ) -> Field {
    let ends = |ends: &[&str]| ends.iter().any(|end| organ.names.full.ends_with(end));
    if organ.kind == K::VerticalOffice || ends(&["国家安全局", "国家安全厅", "税务局", "海关"])
    {
        Field::Led
    } else if organ.kind == K::Department && ends(&["司法局", "司法厅"]) {
        Field::Justice
    } else {
        Field::Other
    }
}

/// 复议机关的确定: every organ to which the applicant may go, in the order in which the letter names them.
///
/// # Errors
/// Reasons when the organ is none that can be reviewed, or when the tree lacks the organ that would review.
pub fn reviewers(kin: Kin<'_>, law: ReviewLaw) -> Result<Vec<Reviewer>, Vec<Reason>> {
    match law {
        ReviewLaw::Of2023 => since_2024(kin),
        ReviewLaw::Of2017 => before_2024(kin),
    }
}

fn since_2024(kin: Kin<'_>) -> Result<Vec<Reviewer>, Vec<Reason>> {
    let organ = kin.organ;
    let new = reconsideration;
    match (organ.kind, field(organ)) {
        (K::ProvinceGovernment, _) => Ok(vec![reviewer(organ, new(24, 2, 0))]),
        (K::CityGovernment | K::CountyGovernment | K::Township, _) => choice(kin, &[own(kin, new(24, 1, 2))]),
        (K::Subdistrict, _) => choice(kin, &[own(kin, new(24, 1, 3))]),
        (K::Department | K::DispatchedOffice | K::VerticalOffice, Field::Led) => {
            choice(kin, &[upper(kin, new(27, 0, 0))])
        }
        (K::Department, Field::Justice) => choice(kin, &[own(kin, new(28, 0, 0)), upper(kin, new(28, 0, 0))]),
        (K::Department | K::VerticalOffice, _) => choice(kin, &[own(kin, new(24, 1, 1))]),
        (K::DispatchedOffice, _) => choice(kin, &[own(kin, new(24, 4, 0))]),
        (K::VillageCommittee | K::ResidentsCommittee | K::PublicInstitution, _) => Err(vec![no_organ(organ)]),
    }
}

fn before_2024(kin: Kin<'_>) -> Result<Vec<Reviewer>, Vec<Reason>> {
    let organ = kin.organ;
    let old = reconsideration_2017;
    match (organ.kind, field(organ)) {
        (K::ProvinceGovernment, _) => Ok(vec![reviewer(organ, old(14, 0, 0))]),
        (K::CityGovernment | K::CountyGovernment | K::Township, _) => choice(kin, &[own(kin, old(13, 1, 0))]),
        (K::Subdistrict, _) => choice(kin, &[own(kin, old(15, 1, 1))]),
        (K::Department | K::DispatchedOffice | K::VerticalOffice, Field::Led) => {
            choice(kin, &[upper(kin, old(12, 2, 0))])
        }
        (K::Department | K::VerticalOffice, _) => {
            choice(kin, &[own(kin, old(12, 1, 0)), upper(kin, old(12, 1, 0))])
        }
        (K::DispatchedOffice, _) => choice(kin, &[sender(kin, old(15, 1, 2)), own(kin, old(15, 1, 2))]),
        (K::VillageCommittee | K::ResidentsCommittee | K::PublicInstitution, _) => Err(vec![no_organ(organ)]),
    }
}

// NOT MODELLED 行政复议法 art 24(4): an office that a municipal department sends into a district may also be reviewed by the district's
// government; the tree does not say which offices are sent out by division.
// NOT MODELLED 行政复议法 art 25: departments of the State Council; the platform holds organs from the province down.

/// One of the organs the law names: found, or the article under which it is missing.
type Found = Result<Reviewer, Citation>;

/// 本级人民政府、上一级人民政府: the nearest government above.
fn own(kin: Kin<'_>, basis: Citation) -> Found {
    kin.government(kin.organ).map(|organ| reviewer(organ, basis)).ok_or(basis)
}

/// 上一级主管部门: the department of the same line one level up, the vertical organ above, or the one outside the platform.
fn upper(kin: Kin<'_>, basis: Citation) -> Found {
    let above = kin.parent(kin.organ).filter(|organ| organ.kind.is_departmental());
    let inside = kin.find(kin.organ.line).or(above).map(|organ| reviewer(organ, basis));
    let outside = kin.outside.map(str::trim).filter(|name| !name.is_empty());
    inside.or_else(|| outside.map(|name| Reviewer { organ: None, name: name.to_owned(), basis })).ok_or(basis)
}

/// 设立派出机构的部门.
fn sender(kin: Kin<'_>, basis: Citation) -> Found {
    kin.parent(kin.organ).map(|organ| reviewer(organ, basis)).ok_or(basis)
}

fn reviewer(organ: &Organ, basis: Citation) -> Reviewer {
    Reviewer { organ: Some(organ.id), name: organ.names.full.clone(), basis }
}

/// All must be known: to leave one out would take a choice away that the law gives.
fn choice(kin: Kin<'_>, named: &[Found]) -> Result<Vec<Reviewer>, Vec<Reason>> {
    let mut found: Vec<Reviewer> = Vec::new();
    let mut against = Vec::new();
    for one in named {
        match one {
            Ok(reviewer) if found.iter().any(|known| known.name == reviewer.name) => {}
            Ok(reviewer) => found.push(reviewer.clone()),
            Err(basis) => against.push(missing(kin.organ, *basis)),
        }
    }
    if against.is_empty() { Ok(found) } else { Err(against) }
}

fn missing(organ: &Organ, basis: Citation) -> Reason {
    let words = format!("机关名册中没有“{}”的复议机关，不能写出救济途径。", organ.names.full);
    Reason::new("foi.reviewer_unknown", words).by(basis).cure(
        "在机关设置“上级机关”“条线主管部门”中填写；上一级主管部门不在本平台的，填写“平台外上一级主管部门”。",
    )
}

fn no_organ(organ: &Organ) -> Reason {
    let words = format!("“{}”是{}，不是行政机关，不以政府信息公开告知书答复。", organ.names.full, organ.kind);
    Reason::new("foi.not_an_organ", words)
        .by(crate::citation::ogi(55, 0, 0))
        .cure("按村（居）务公开或者公共企事业单位信息公开的规定办理。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::samples::{kin_of, organ_named, tree};
    use ReviewLaw::{Of2017, Of2023};

    fn names(organ: &str, law: ReviewLaw) -> Vec<String> {
        let tree = tree();
        let found = reviewers(kin_of(&tree, organ), law).unwrap();
        found.into_iter().map(|one| one.name).collect()
    }
    fn bases(organ: &str, law: ReviewLaw) -> Vec<String> {
        let tree = tree();
        let found = reviewers(kin_of(&tree, organ), law).unwrap();
        found.into_iter().map(|one| one.basis.to_string()).collect()
    }

    #[test]
    fn since_2024_a_department_is_reviewed_by_its_own_government_alone() {
        assert_eq!(names("示范县民政局", Of2023), ["示范县人民政府"]);
        assert_eq!(names("示范县民政局", Of2017), ["示范县人民政府", "示范市民政局"]);
        assert_eq!(bases("示范县民政局", Of2023), ["《行政复议法》第二十四条第一款第（一）项"]);
    }

    #[test]
    fn governments_are_reviewed_by_the_one_above_and_the_province_by_itself() {
        for (organ, reviewer) in [
            ("示范县示范镇人民政府", "示范县人民政府"),
            ("示范县示范街道办事处", "示范县人民政府"),
            ("示范县人民政府", "示范市人民政府"),
            ("示范市人民政府", "示范省人民政府"),
            ("示范省人民政府", "示范省人民政府"),
        ] {
            assert_eq!(names(organ, Of2023), [reviewer], "{organ}");
            assert_eq!(names(organ, Of2017), [reviewer], "{organ}");
        }
        assert_eq!(bases("示范县示范街道办事处", Of2023), ["《行政复议法》第二十四条第一款第（三）项"]);
    }

    #[test]
    fn organs_led_from_above_are_reviewed_by_the_upper_department() {
        assert_eq!(names("国家税务总局示范县税务局", Of2023), ["国家税务总局示范市税务局"]);
        assert_eq!(names("国家税务总局示范县税务局", Of2017), ["国家税务总局示范市税务局"]);
        assert_eq!(bases("国家税务总局示范县税务局", Of2023), ["《行政复议法》第二十七条"]);
    }

    #[test]
    fn justice_departments_leave_the_applicant_a_choice() {
        assert_eq!(names("示范县司法局", Of2023), ["示范县人民政府", "示范市司法局"]);
    }

    #[test]
    fn an_office_sent_out_follows_the_department_that_sent_it() {
        assert_eq!(names("示范县公安局示范派出所", Of2023), ["示范县人民政府"]);
        assert_eq!(names("示范县公安局示范派出所", Of2017), ["示范县公安局", "示范县人民政府"]);
    }

    #[test]
    fn committees_and_institutions_write_no_such_letters() {
        let tree = tree();
        let against = reviewers(kin_of(&tree, "示范县示范镇示范村村民委员会"), Of2023).unwrap_err();
        assert_eq!(against[0].code, "foi.not_an_organ");
    }

    #[test]
    fn what_the_tree_lacks_is_named_and_not_guessed() {
        let mut tree = tree();
        tree.retain(|organ| organ.names.full != "国家税务总局示范市税务局");
        let office = organ_named(&tree, "国家税务总局示范县税务局").clone();
        let kin = Kin { organ: &office, known: &tree, outside: None };
        let against = reviewers(kin, Of2023).unwrap_err();
        assert_eq!((against.len(), against[0].code), (1, "foi.reviewer_unknown"));
        let named = Kin { outside: Some("国家税务总局示范市税务局"), ..kin };
        assert_eq!(reviewers(named, Of2023).unwrap()[0].organ, None);
    }

    #[test]
    fn a_tree_with_a_ring_ends() {
        let mut tree = tree();
        let at = |tree: &[Organ], name: &str| tree.iter().position(|o| o.names.full == name).unwrap();
        let (bureau, office) = (at(&tree, "示范县公安局"), at(&tree, "示范县公安局示范派出所"));
        tree[bureau].parent = Some(tree[office].id);
        let organ = tree[office].clone();
        let kin = Kin { organ: &organ, known: &tree, outside: None };
        assert_eq!(reviewers(kin, Of2023).unwrap_err()[0].code, "foi.reviewer_unknown");
    }

    #[test]
    fn the_day_of_the_decision_tells_which_text_holds() {
        assert_eq!(ReviewLaw::on(jiff::civil::date(2023, 12, 31)), Of2017);
        assert_eq!(ReviewLaw::on(jiff::civil::date(2024, 1, 1)), Of2023);
    }
}
