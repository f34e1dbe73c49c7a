//! Remedies (救济途径): what a letter tells of review and suit, by decision and by the text of law of its day.
//!
//! 行政复议法（2023年修订） arts 20, 22, 23, 34; 行政诉讼法 arts 45, 46; 法释〔2025〕8号 art 1.

use serde::Serialize;

use super::ServiceMode;
use super::decision::{Decision, RemedyKind};
use super::letters::words::cited;
use super::review_organ::{Kin, ReviewLaw, Reviewer, reviewers};
use crate::citation::reconsideration;
use crate::duty::settings::{Setting, in_force};
use crate::{Coded, Day, Reason};

/// 救济期限: what the clocks count by, so that letter and clock say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Periods {
    /// 申请行政复议的期限（日）
    pub review_days: u32,
    /// 直接提起行政诉讼的期限（月）
    pub suit_months: u32,
    /// 不服行政复议决定提起行政诉讼的期限（日）
    pub suit_after_review_days: u32,
}

impl Periods {
    /// 国家规定: 行政复议法 arts 20, 34 (in the text of 2017 art 9), 行政诉讼法 arts 45, 46.
    pub const NATIONAL: Self = Self { review_days: 60, suit_months: 6, suit_after_review_days: 15 };
}

/// 复议受理点: where applications to a reviewing organ go; a setting with days. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct ReviewDesk {
    /// 复议机关全称
    pub name: String,
    /// 地址: must be known.
    pub address: String,
    /// 电话: may be empty.
    pub telephone: String,
    /// 互联网渠道: must be known when a reply is served over the internet (行政复议法 art 22).
    pub online: String,
}

/// 有管辖权的人民法院: the court's name; a setting of the deciding organ. Jurisdiction is often concentrated, so no rule derives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Court {
    /// 法院全称
    pub name: String,
}

/// 救济途径的设置: what the tree of organs cannot say.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// 复议受理点 of every reviewing organ.
    pub desks: &'a [Setting<ReviewDesk>],
    /// 有管辖权的人民法院 of the deciding organ; may be empty.
    pub courts: &'a [Setting<Court>],
    /// 救济期限 on the day of the letter.
    pub periods: Periods,
}

/// 未予公开的部分: one place in what was asked that is not provided, and on which ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// 位置
    pub place: String,
    /// The ground: C1 to C7 for what is withheld, D for what cannot be provided.
    pub ground: Decision,
    /// 理由
    pub reason: String,
}

/// 争议事项: what the person written to may contest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contested<'a> {
    /// 答复, with the parts not provided when it is in part.
    Reply(Decision, &'a [Withheld]),
    /// 向第三方告知的公开决定 (条例 art 32): whoever is concerned may contest it as any act.
    Disclosure,
    /// 不予更正决定 (条例 art 41)
    CorrectionRefused,
}

impl Contested<'_> {
    /// 救济途径类别 under the text of law: review first only since 2024, and only for what is withheld by arts 14 to 16.
    #[must_use]
    pub fn kind(self, law: ReviewLaw) -> RemedyKind {
        let Self::Reply(decision, parts) = self else { return RemedyKind::Open };
        match (decision.remedy_kind(), law) {
            (RemedyKind::Nothing, _) => RemedyKind::Nothing,
            (_, ReviewLaw::Of2017) => RemedyKind::Open,
            (RemedyKind::Mixed, ReviewLaw::Of2023) if !parts.iter().any(|part| part.ground.is_withheld()) => {
                RemedyKind::Open
            }
            (kind, ReviewLaw::Of2023) => kind,
        }
    }
}

/// 复议机关及其受理点: as the letter names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The reviewing organ.
    pub reviewer: Reviewer,
    /// 地址
    pub address: String,
    /// 电话; may be empty.
    pub telephone: String,
    /// 互联网渠道: told when the reply is served over the internet.
    pub online: Option<String>,
}

/// 救济途径: everything the closing paragraph of a letter says, complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// 作出答复的机关
    organ: String,
    kind: RemedyKind,
    law: ReviewLaw,
    addresses: Vec<Address>,
    court: Option<String>,
    periods: Periods,
    /// Places that must go to review first, where the kind is mixed.
    withheld: Vec<String>,
}

/// 求取救济途径所需的事实.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What may be contested.
    pub contested: Contested<'a>,
    /// The deciding organ and its kin.
    pub kin: Kin<'a>,
    /// What the settings say.
    pub known: Known<'a>,
    /// The day on which the letter is made.
    pub on: Day,
    /// How it is served.
    pub served: ServiceMode,
}

impl Remedy {
    /// 救济途径: nothing for what cannot be contested.
    ///
    /// # Errors
    /// All reasons at once: no reviewing organ, a setting not filled in.
    pub fn of(asked: &Asked<'_>) -> Result<Option<Self>, Vec<Reason>> {
        let law = ReviewLaw::on(asked.on);
        let kind = asked.contested.kind(law);
        if kind == RemedyKind::Nothing {
            return Ok(None);
        }
        let mut against = reasons_against_parts(asked.contested);
        let mut addresses = Vec::new();
        match reviewers(asked.kin, law) {
            Ok(found) => {
                for reviewer in found {
                    match address(reviewer, asked, law) {
                        Ok(address) => addresses.push(address),
                        Err(more) => against.extend(more),
                    }
                }
            }
            Err(more) => against.extend(more),
        }
        if !against.is_empty() {
            return Err(against);
        }
        let court = in_force("有管辖权的人民法院", asked.known.courts, asked.on).ok();
        let court = court.map(|row| row.value.name.trim().to_owned()).filter(|name| !name.is_empty());
        let withheld = match asked.contested {
            Contested::Reply(_, parts) if kind == RemedyKind::Mixed => {
                parts.iter().filter(|one| one.ground.is_withheld()).map(|one| one.place.clone()).collect()
            }
            _ => Vec::new(),
        };
        let organ = asked.kin.organ.names.full.clone();
        Ok(Some(Self { organ, kind, law, addresses, court, periods: asked.known.periods, withheld }))
    }

    /// 作出答复的机关: whose reply it is that may be contested.
    #[must_use]
    pub fn organ(&self) -> &str {
        &self.organ
    }
    /// 应当先申请行政复议的部分, where the kind is mixed.
    #[must_use]
    pub fn withheld(&self) -> &[String] {
        &self.withheld
    }
    /// 类别
    #[must_use]
    pub const fn kind(&self) -> RemedyKind {
        self.kind
    }
    /// 适用文本
    #[must_use]
    pub const fn law(&self) -> ReviewLaw {
        self.law
    }
    /// 复议机关
    #[must_use]
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// 救济途径文字: the paragraphs as the letter prints them.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        let mut out = match self.kind {
            RemedyKind::Nothing => Vec::new(),
            RemedyKind::ReviewFirst => vec![self.review_first("如不服本告知书")],
            RemedyKind::Open => vec![self.open("如不服本告知书")],
            RemedyKind::Mixed => vec![
                self.review_first(&format!(
                    "对本告知书中不予公开的部分（{}）不服的",
                    self.withheld.join("；")
                )),
                self.open("对本告知书的其他内容不服的"),
            ],
        };
        out.extend(self.online());
        out
    }

    fn court(&self) -> &str {
        self.court.as_deref().unwrap_or("有管辖权的人民法院")
    }
    /// 示范县人民政府（地址：…，电话：…）或者…
    fn reviewers(&self) -> String {
        let one = |at: &Address| {
            let telephone =
                if at.telephone.is_empty() { String::new() } else { format!("，电话：{}", at.telephone) };
            format!("{}（地址：{}{telephone}）", at.reviewer.name, at.address)
        };
        self.addresses.iter().map(one).collect::<Vec<_>>().join("或者")
    }
    fn review_first(&self, who: &str) -> String {
        let basis = cited(&[reconsideration(23, 1, 4)]);
        let Periods { review_days, suit_after_review_days, .. } = self.periods;
        let reviewers = self.reviewers();
        let court = self.court();
        format!(
            "{who}，根据{basis}的规定，应当自收到本告知书之日起{review_days}日内，先向{reviewers}申请行政复议，未经行政复议不能\
             直接提起行政诉讼。对行政复议决定仍不服的，或者行政复议机关决定不予受理、驳回申请、受理后超过行政复议期限不作答复的，可以自收到\
             决定书之日起或者行政复议期限届满之日起{suit_after_review_days}日内，向{court}提起行政诉讼。"
        )
    }
    fn open(&self, who: &str) -> String {
        let Periods { review_days, suit_months, suit_after_review_days } = self.periods;
        let reviewers = self.reviewers();
        let court = self.court();
        format!(
            "{who}，可以自收到本告知书之日起{review_days}日内向{reviewers}申请行政复议，也可以自收到本告知书之日起\
             {suit_months}个月内直接向{court}提起行政诉讼。申请行政复议后对行政复议决定不服的，可以自收到行政复议决定书之日起\
             {suit_after_review_days}日内提起行政诉讼。"
        )
    }
    fn online(&self) -> Option<String> {
        let all: Vec<String> = self
            .addresses
            .iter()
            .filter_map(|at| at.online.as_ref().map(|online| format!("{online}（{}）", at.reviewer.name)))
            .collect();
        (!all.is_empty()).then(|| format!("通过互联网提交行政复议申请的渠道：{}。", all.join("；")))
    }
}

fn address(reviewer: Reviewer, asked: &Asked<'_>, law: ReviewLaw) -> Result<Address, Vec<Reason>> {
    let desk = asked.known.desks.iter().filter(|row| row.value.name == reviewer.name);
    let desk =
        desk.clone().find(|row| row.from <= asked.on && row.until.is_none_or(|until| asked.on <= until));
    let said = |value: fn(&ReviewDesk) -> &String| {
        desk.map(|row| value(&row.value).trim().to_owned()).filter(|text| !text.is_empty())
    };
    let mut against = Vec::new();
    let address = said(|desk| &desk.address);
    if address.is_none() {
        against.push(unset(&reviewer, "复议受理点·地址", "foi.review_address_unset", asked.on));
    }
    let over_internet = matches!(asked.served, ServiceMode::Online | ServiceMode::Email);
    let must_tell = over_internet && law == ReviewLaw::Of2023;
    let online = said(|desk| &desk.online).filter(|_| must_tell);
    if must_tell && online.is_none() {
        against.push(
            unset(&reviewer, "复议受理点·互联网渠道", "foi.review_online_unset", asked.on)
                .by(reconsideration(22, 2, 0)),
        );
    }
    match address {
        Some(address) if against.is_empty() => Ok(Address {
            reviewer,
            address,
            telephone: said(|desk| &desk.telephone).unwrap_or_default(),
            online,
        }),
        _ => Err(against),
    }
}

fn unset(reviewer: &Reviewer, setting: &str, code: &'static str, on: Day) -> Reason {
    let words = format!("{}的设置“{setting}”在{on}没有填写，不能写出救济途径。", reviewer.name);
    Reason::new(code, words)
        .by(reviewer.basis)
        .cure(format!("由公开办在机关设置中填写{}的“{setting}”，注明起始日期和来源。", reviewer.name))
}

/// 未予公开部分的缺陷: a reply in part says which parts; a part has a place, a reason, and a ground that may stand beside disclosure.
#[must_use]
pub fn reasons_against_parts(contested: Contested<'_>) -> Vec<Reason> {
    let Contested::Reply(Decision::InPart, parts) = contested else { return Vec::new() };
    let mut against = Vec::new();
    if parts.is_empty() {
        against.push(
            Reason::new("foi.parts_missing", "部分公开的答复没有列出未予公开的部分。")
                .by(crate::citation::ogi(37, 0, 0))
                .cure("逐处填写位置、依据、理由。"),
        );
    }
    for (at, part) in (1_usize..).zip(parts) {
        if part.place.trim().is_empty() || part.reason.trim().is_empty() {
            against.push(
                Reason::new("foi.part_incomplete", format!("第{at}处未予公开的部分缺少位置或者理由。"))
                    .by(crate::citation::ogi(37, 0, 0)),
            );
        }
        if !may_be_part(part.ground) {
            let words =
                format!("第{at}处以“{}”为由，不能作为部分公开中未予公开的理由。", part.ground.label());
            against.push(Reason::new("foi.part_ground_wrong", words).by(crate::citation::ogi(37, 0, 0)));
        }
    }
    against
}

/// What may stand against a part while the rest is given: withheld, another law's matter, or impossible.
#[must_use]
pub fn may_be_part(ground: Decision) -> bool {
    ground.is_withheld()
        || matches!(
            ground,
            Decision::SpecialInquiry | Decision::NotFound | Decision::NotOurs | Decision::ToBeMade
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::samples::{courts, desks, kin_of, tree};
    use jiff::civil::date;

    const BEFORE: Day = date(2023, 12, 31);
    const SINCE: Day = crate::foi::review_organ::REVIEW_LAW_FROM;

    fn remedy(organ: &str, contested: Contested<'_>, on: Day, served: ServiceMode) -> Remedy {
        let tree = tree();
        let (desks, courts) = (desks(), courts());
        let known = Known { desks: &desks, courts: &courts, periods: Periods::NATIONAL };
        Remedy::of(&Asked { contested, kin: kin_of(&tree, organ), known, on, served }).unwrap().unwrap()
    }
    fn part(place: &str, ground: Decision) -> Withheld {
        Withheld { place: place.into(), ground, reason: "理由".into() }
    }
    fn against(contested: Contested<'_>, desks: &[Setting<ReviewDesk>], served: ServiceMode) -> Vec<Reason> {
        let tree = tree();
        let known = Known { desks, courts: &[], periods: Periods::NATIONAL };
        Remedy::of(&Asked { contested, kin: kin_of(&tree, "示范县民政局"), known, on: SINCE, served })
            .unwrap_err()
    }

    #[test]
    fn what_is_withheld_must_go_to_review_first_since_2024() {
        let contested = Contested::Reply(Decision::InternalAffairs, &[]);
        let new = remedy("示范县民政局", contested, SINCE, ServiceMode::Post);
        assert_eq!((new.kind(), new.law()), (RemedyKind::ReviewFirst, ReviewLaw::Of2023));
        let text = new.paragraphs().join("");
        assert!(text.contains("先向示范县人民政府（地址：示范县示范路1号，电话：000-00000000）申请行政复议"));
        assert!(text.contains("不能直接提起行政诉讼") && text.contains("15日内，向示范县人民法院"));
        assert!(!text.contains("市民政局") && !text.contains("6个月"));
    }

    #[test]
    fn before_2024_every_reply_left_the_choice() {
        let contested = Contested::Reply(Decision::InternalAffairs, &[]);
        let old = remedy("示范县民政局", contested, BEFORE, ServiceMode::Online);
        assert_eq!(old.kind(), RemedyKind::Open);
        let text = old.paragraphs().join("");
        assert!(text.contains("示范县人民政府（地址：示范县示范路1号，电话：000-00000000）或者示范市民政局"));
        assert!(text.contains("6个月内直接向示范县人民法院提起行政诉讼"));
        assert!(!text.contains("https"), "the online channel is a duty of the text of 2023");
    }

    #[test]
    fn a_reply_in_part_separates_what_goes_to_review_first() {
        let parts = [part("第3页第2段", Decision::InternalAffairs), part("附件2", Decision::NotFound)];
        let mixed = remedy(
            "示范县示范镇人民政府",
            Contested::Reply(Decision::InPart, &parts),
            SINCE,
            ServiceMode::Post,
        );
        assert_eq!(mixed.kind(), RemedyKind::Mixed);
        let [first, rest] = &mixed.paragraphs()[..] else { panic!("two paragraphs") };
        assert!(
            first.contains("（第3页第2段）") && !first.contains("附件2") && first.contains("未经行政复议")
        );
        assert!(rest.contains("其他内容") && rest.contains("6个月"));
        let only = [part("附件2", Decision::NotFound)];
        assert_eq!(Contested::Reply(Decision::InPart, &only).kind(ReviewLaw::Of2023), RemedyKind::Open);
        assert_eq!(Contested::Reply(Decision::InPart, &parts).kind(ReviewLaw::Of2017), RemedyKind::Open);
    }

    #[test]
    fn what_is_served_over_the_internet_names_the_online_channel() {
        let contested = Contested::Reply(Decision::Disclosed, &[]);
        for (served, told) in
            [(ServiceMode::Online, true), (ServiceMode::Email, true), (ServiceMode::Post, false)]
        {
            let text = remedy("示范县人民政府", contested, SINCE, served).paragraphs().join("");
            assert_eq!(text.contains("https://fuyi.example.cn"), told, "{served}");
            assert!(text.contains("示范市人民政府"));
        }
    }

    #[test]
    fn a_setting_that_is_missing_is_named_and_all_at_once() {
        let contested = Contested::Reply(Decision::InPart, &[]);
        let found = against(contested, &[], ServiceMode::Online);
        let codes: Vec<_> = found.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["foi.parts_missing", "foi.review_address_unset", "foi.review_online_unset"]);
        assert!(found[1].words.contains("示范县人民政府") && found[1].words.contains("地址"));
        let mut blank = desks();
        for row in &mut blank {
            row.value.address = " ".into();
        }
        let found = against(Contested::Disclosure, &blank, ServiceMode::Post);
        assert_eq!(found[0].code, "foi.review_address_unset");
    }

    #[test]
    fn a_setting_of_other_days_does_not_count() {
        let mut ended = desks();
        for row in &mut ended {
            row.until = Some(BEFORE);
        }
        assert_eq!(
            against(Contested::Disclosure, &ended, ServiceMode::Post)[0].code,
            "foi.review_address_unset"
        );
    }

    #[test]
    fn an_unknown_court_is_the_competent_one_and_nothing_is_told_where_nothing_is_decided() {
        let tree = tree();
        let desks = desks();
        let known = Known { desks: &desks, courts: &[], periods: Periods::NATIONAL };
        let asked = |contested| Asked {
            contested,
            kin: kin_of(&tree, "示范县人民政府"),
            known,
            on: SINCE,
            served: ServiceMode::Post,
        };
        let open = Remedy::of(&asked(Contested::CorrectionRefused)).unwrap().unwrap();
        assert!(open.paragraphs()[0].contains("向有管辖权的人民法院提起行政诉讼"));
        assert_eq!(Remedy::of(&asked(Contested::Reply(Decision::Withdrawn, &[]))), Ok(None));
    }

    #[test]
    fn a_part_has_a_place_and_a_ground_that_fits() {
        let parts = [part(" ", Decision::InternalAffairs), part("附件", Decision::Repeated)];
        let codes: Vec<_> = reasons_against_parts(Contested::Reply(Decision::InPart, &parts))
            .iter()
            .map(|one| one.code)
            .collect();
        assert_eq!(codes, ["foi.part_incomplete", "foi.part_ground_wrong"]);
    }

    #[test]
    fn every_decision_has_the_remedy_of_its_day() {
        for decision in Decision::ALL {
            let contested = Contested::Reply(*decision, &[]);
            let nothing = decision.remedy_kind() == RemedyKind::Nothing;
            let old = contested.kind(ReviewLaw::Of2017);
            assert_eq!(old, if nothing { RemedyKind::Nothing } else { RemedyKind::Open }, "{decision}");
            assert_eq!(contested.kind(ReviewLaw::Of2023) == RemedyKind::ReviewFirst, decision.is_withheld());
        }
    }
}
