//! The case file (案卷): what it holds and in which order, and how long it is kept (条例 art 45; 国家档案局令第8号).

use serde::{Deserialize, Serialize};

use crate::citation::{archive_8, ogi};
use crate::duty::settings::Setting;
use crate::{Coded, Day, Reason};

crate::codes! {
    /// 案卷材料类别: in the order in which the index lists them.
    pub enum Material {
        /// 申请原件及身份材料
        Application = "application" => "申请原件及身份材料",
        /// 登记
        Register = "register" => "登记材料",
        /// 补正、延期、征求意见、说明理由、收费通知往来
        Exchange = "exchange" => "补正、延期、征求意见等往来文书",
        /// 内部审批
        Approval = "approval" => "内部审批材料",
        /// 检索记录
        Search = "search" => "检索记录",
        /// 答复及附件
        Reply = "reply" => "答复及附件",
        /// 送达凭证
        Service = "service" => "送达凭证",
        /// 缴费凭证
        Payment = "payment" => "缴费凭证",
        /// 救济材料
        Remedy = "remedy" => "行政复议、行政诉讼材料",
    }
}

/// 案卷包的大小上限 in bytes: what is packed is held in memory as a whole.
pub const PACKAGE_LIMIT: u64 = 256 << 20;

/// 不能打包的理由: the files of a case are together larger than a package may be.
#[must_use]
pub fn reasons_not_to_pack(sizes: &[u64]) -> Vec<Reason> {
    let whole: u64 = sizes.iter().fold(0, |sum, one| sum.saturating_add(*one));
    if whole <= PACKAGE_LIMIT {
        return Vec::new();
    }
    let words = format!(
        "案卷共有{}份材料，合计{}兆字节，超过案卷包的上限{}兆字节，不能打成一包。",
        sizes.len(),
        whole.div_ceil(1 << 20),
        PACKAGE_LIMIT >> 20
    );
    vec![Reason::new("foi.package_too_large", words).cure("在案件页面逐份下载材料，分别归档。")]
}

/// 案卷材料: one paper or file of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// 类别
    pub material: Material,
    /// 题名
    pub title: String,
    /// 文号; empty when it has none.
    pub number: String,
    /// 日期
    pub on: Day,
    /// 页数
    pub pages: u32,
}

/// 卷内目录的一行.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexLine {
    /// 顺序号
    pub no: u32,
    /// The paper.
    pub piece: Piece,
    /// 起页
    pub from_page: u32,
    /// 止页
    pub to_page: u32,
}

/// 卷内目录: by class in the order of the work, within a class by day, pages counted through.
///
/// # Errors
/// All reasons why this is no file: a class missing that every file has, a piece without title or pages.
pub fn index(mut pieces: Vec<Piece>, expected: Expected) -> Result<Vec<IndexLine>, Vec<Reason>> {
    let mut against = reasons_not_to_file(&pieces, expected);
    pieces.sort_by_key(|one| (one.material, one.on));
    let mut lines = Vec::new();
    let mut page = 1_u32;
    for (no, piece) in (1_u32..).zip(pieces) {
        let Some(next) = page.checked_add(piece.pages) else {
            against.push(Reason::new("foi.file_pages_implausible", "案卷页数过大，应是填写错误。"));
            break;
        };
        lines.push(IndexLine { no, from_page: page, to_page: next.saturating_sub(1), piece });
        page = next;
    }
    if against.is_empty() { Ok(lines) } else { Err(against) }
}

/// 目录预览: the lines in their order, whatever is still missing; pages are counted as far as they can be.
#[must_use]
pub fn preview(mut pieces: Vec<Piece>) -> Vec<IndexLine> {
    pieces.sort_by_key(|one| (one.material, one.on));
    let mut page = 1_u32;
    let line = |(no, piece): (u32, Piece)| {
        let from_page = page;
        page = page.saturating_add(piece.pages);
        IndexLine { no, from_page, to_page: page.saturating_sub(1).max(from_page), piece }
    };
    (1_u32..).zip(pieces).map(line).collect()
}

/// 案卷材料类别 of a file of the case.
#[must_use]
pub const fn material_of(role: super::FileRole) -> Material {
    use super::FileRole as R;
    match role {
        R::Identity | R::Request | R::Original => Material::Application,
        R::Correction | R::Supplement | R::Opinion | R::Letter => Material::Exchange,
        R::Search => Material::Search,
        R::Reply | R::Redacted => Material::Reply,
        R::Receipt => Material::Service,
        R::Relief => Material::Remedy,
    }
}

/// 案卷材料类别 of what an event tells; nothing for what has no paper of its own.
#[must_use]
pub const fn material_of_event(event: &super::CaseEvent) -> Option<Material> {
    use super::CaseEvent as E;
    Some(match event {
        E::Submitted(_) => Material::Application,
        E::Confirmed | E::Registered(_) | E::ContactTried(_) => Material::Register,
        E::CorrectionAsked(_)
        | E::CorrectionTaken
        | E::Consulted(_)
        | E::ConsultationReceived(_)
        | E::OpinionRecorded(_)
        | E::ThirdPartyTold(_)
        | E::Extended(_)
        | E::ReasonsAsked(_)
        | E::ReasonsGiven
        | E::FeeNotified(_)
        | E::FeeNoticeReceived
        | E::Supplemented(_) => Material::Exchange,
        E::Examined(_)
        | E::Assigned(_)
        | E::Drafted(_)
        | E::Approved(_)
        | E::Returned(_)
        | E::ReasonsAccepted(_)
        | E::ReasonsRejected => Material::Approval,
        E::SearchLogged(_) => Material::Search,
        E::Decided(_) | E::Lapsed(_) => Material::Reply,
        E::Served(_) => Material::Service,
        E::FeePaid => Material::Payment,
        E::Reopened(_) | E::ReliefConcluded(_) => Material::Remedy,
        _ => return None,
    })
}

impl Expected {
    /// What a case must have in its file, by what happened in it.
    #[must_use]
    pub fn of(case: &super::Case) -> Self {
        let interim = &case.interim;
        Self {
            reply: case.decision().is_some_and(|one| one.letter().is_some()),
            search: !case.searches.is_empty(),
            exchange: interim.correction.is_some()
                || interim.extension.is_some()
                || !interim.consultations.is_empty(),
            payment: interim.fee.is_some_and(|one| one.paid_on.is_some()),
            remedy: !case.reliefs.is_empty(),
        }
    }
}

/// 保管期限 on a day, with the source of the table; nothing before the law knew one.
#[must_use]
pub fn retention_on(case: &super::Case, on: Day) -> Option<(Retention, String)> {
    let holds = |one: &Setting<RetentionTable>| one.from <= on && one.until.is_none_or(|until| on <= until);
    let table = retention().into_iter().find(holds)?;
    let period = table.value.of(case.decision()?, !case.reliefs.is_empty());
    Some((period, table.source))
}

/// 应有的材料: what happened in the case, and so must be in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expected {
    /// 有答复: a reply was made and served; a withdrawn application has none.
    pub reply: bool,
    /// 经检索: the reply rests on a search.
    pub search: bool,
    /// 有往来: something was asked of the applicant or of others.
    pub exchange: bool,
    /// 已缴费
    pub payment: bool,
    /// 有救济
    pub remedy: bool,
}

impl Expected {
    /// Whether the file must hold this class.
    #[must_use]
    pub const fn asks_for(self, material: Material) -> bool {
        match material {
            Material::Application | Material::Register => true,
            Material::Exchange => self.exchange,
            Material::Approval | Material::Reply | Material::Service => self.reply,
            Material::Search => self.search,
            Material::Payment => self.payment,
            Material::Remedy => self.remedy,
        }
    }
}

/// 不得归档的理由 (条例 art 45).
#[must_use]
pub fn reasons_not_to_file(pieces: &[Piece], expected: Expected) -> Vec<Reason> {
    let mut against = Vec::new();
    for material in Material::ALL {
        if expected.asks_for(*material) && !pieces.iter().any(|piece| piece.material == *material) {
            let words = format!("案卷缺少{}。", material.label());
            against.push(
                Reason::new("foi.file_material_missing", words)
                    .by(ogi(45, 0, 0))
                    .cure(format!("补齐{}后再归档。", material.label())),
            );
        }
    }
    for piece in pieces {
        if piece.title.trim().is_empty() || piece.pages == 0 {
            let words = format!("{}中有一件没有题名或者页数。", piece.material.label());
            against.push(Reason::new("foi.file_piece_incomplete", words).by(archive_8(0, 0, 0)));
        }
    }
    against
}

crate::codes! {
    /// 保管期限 (国家档案局令第8号: 永久, and 定期 of thirty or ten years).
    pub enum Retention {
        /// 永久
        Permanent = "permanent" => "永久",
        /// 30年
        Thirty = "30y" => "30年",
        /// 10年
        Ten = "10y" => "10年",
    }
}

impl Retention {
    /// 保管期满之日: the last day of the last year, counted from the year after filing; nothing for ever.
    #[must_use]
    pub fn ends(self, filed_on: Day) -> Option<Day> {
        let years = match self {
            Self::Permanent => return None,
            Self::Thirty => 30,
            Self::Ten => 10,
        };
        Day::new(filed_on.year().checked_add(years)?, 12, 31).ok()
    }
}

/// 保管期限表: by what the case was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionTable {
    /// 一般案卷
    pub ordinary: Retention,
    /// 不予公开、部分公开
    pub withheld: Retention,
    /// 经行政复议、行政诉讼
    pub contested: Retention,
}

/// 保管期限表 with its days; the organ's own schedule, approved by the archive, replaces it.
#[must_use]
pub fn retention() -> Vec<Setting<RetentionTable>> {
    vec![Setting {
        value: RetentionTable {
            ordinary: Retention::Ten,
            withheld: Retention::Thirty,
            contested: Retention::Permanent,
        },
        from: crate::duty::settings::REVISION_FROM,
        until: None,
        source: "推定：参照《机关文件材料归档范围和文书档案保管期限规定》（国家档案局令第8号），待与同级档案主管部门审定的保管期限表核对"
            .into(),
    }]
}

impl RetentionTable {
    /// 案卷的保管期限: the longest that applies.
    #[must_use]
    pub fn of(&self, decision: super::Decision, contested: bool) -> Retention {
        let withheld = decision.is_withheld() || decision == super::Decision::InPart;
        let applying =
            [Some(self.ordinary), withheld.then_some(self.withheld), contested.then_some(self.contested)];
        applying.into_iter().flatten().min().unwrap_or(self.ordinary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::Decision;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn piece(material: Material, day: i8, pages: u32) -> Piece {
        Piece {
            material,
            title: material.label().into(),
            number: String::new(),
            on: date(2026, 3, day),
            pages,
        }
    }
    const ANSWERED: Expected =
        Expected { reply: true, search: false, exchange: false, payment: false, remedy: false };

    #[test]
    fn a_case_larger_than_a_package_is_told_and_not_packed() {
        assert_eq!(reasons_not_to_pack(&[PACKAGE_LIMIT - 1, 1]), []);
        let against = reasons_not_to_pack(&[PACKAGE_LIMIT, 1]);
        assert!(against[0].words.contains("2份材料，合计257兆字节"), "{against:?}");
        assert_eq!(reasons_not_to_pack(&[u64::MAX, u64::MAX]).len(), 1);
    }

    #[test]
    fn the_index_follows_the_work_and_counts_pages_through() {
        let pieces = vec![
            piece(Material::Service, 9, 1),
            piece(Material::Reply, 5, 3),
            piece(Material::Approval, 4, 2),
            piece(Material::Exchange, 3, 1),
            piece(Material::Exchange, 2, 2),
            piece(Material::Register, 1, 1),
            piece(Material::Application, 1, 4),
        ];
        let index = index(pieces, ANSWERED).unwrap();
        let order: Vec<_> = index.iter().map(|line| line.piece.material).collect();
        let mut sorted = order.clone();
        sorted.sort();
        assert_eq!(order, sorted);
        assert_eq!((index[2].piece.on, index[3].piece.on), (date(2026, 3, 2), date(2026, 3, 3)));
        let pages: Vec<_> = index.iter().map(|line| (line.no, line.from_page, line.to_page)).collect();
        assert_eq!(pages, [(1, 1, 4), (2, 5, 5), (3, 6, 7), (4, 8, 8), (5, 9, 10), (6, 11, 13), (7, 14, 14)]);
    }

    #[test]
    fn a_file_without_what_happened_is_refused_with_all_that_is_missing() {
        let everything = Expected { reply: true, search: true, exchange: true, payment: true, remedy: true };
        let mut blank = piece(Material::Application, 1, 0);
        blank.title = " ".into();
        let against = index(vec![blank], everything).unwrap_err();
        assert_eq!(against.iter().filter(|one| one.code == "foi.file_material_missing").count(), 8);
        assert!(against.iter().any(|one| one.code == "foi.file_piece_incomplete"));
        let withdrawn = [piece(Material::Application, 1, 1), piece(Material::Register, 1, 1)];
        assert!(reasons_not_to_file(&withdrawn, Expected::default()).is_empty());
    }

    #[test]
    fn the_longest_period_that_applies_holds() {
        let table = retention().remove(0).value;
        assert_eq!(table.of(Decision::Disclosed, false), Retention::Ten);
        assert_eq!(table.of(Decision::InternalAffairs, false), Retention::Thirty);
        assert_eq!(table.of(Decision::InPart, false), Retention::Thirty);
        assert_eq!(table.of(Decision::Disclosed, true), Retention::Permanent);
        assert_eq!(Retention::Ten.ends(date(2026, 3, 5)), Some(date(2036, 12, 31)));
        assert_eq!(Retention::Permanent.ends(date(2026, 3, 5)), None);
        assert!(retention()[0].source.starts_with("推定") && retention()[0].source.contains("核对"));
    }

    #[test]
    fn a_preview_keeps_the_order_of_the_index() {
        let pieces = vec![
            piece(Material::Reply, 5, 3),
            piece(Material::Application, 9, 2),
            piece(Material::Register, 1, 0),
        ];
        let lines = preview(pieces);
        let shown: Vec<_> =
            lines.iter().map(|line| (line.piece.material, line.from_page, line.to_page)).collect();
        assert_eq!(
            shown,
            [(Material::Application, 1, 2), (Material::Register, 3, 3), (Material::Reply, 3, 5)]
        );
    }

    proptest! {
        #[test]
        fn every_page_is_in_the_index_once(pages in proptest::collection::vec(1_u32..50, 2..20)) {
            let pieces: Vec<_> = pages.iter().enumerate()
                .map(|(at, n)| piece(Material::ALL[at % Material::ALL.len()], 1, *n)).collect();
            let index = index(pieces, Expected::default()).unwrap();
            let mut next = 1;
            for line in &index {
                prop_assert_eq!(line.from_page, next);
                next = line.to_page + 1;
            }
            prop_assert_eq!(next - 1, pages.iter().sum::<u32>());
        }
    }
}
