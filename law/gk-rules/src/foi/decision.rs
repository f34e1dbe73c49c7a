//! Decisions (答复): the closed list of outcomes; each has its articles, its report row, its letter and its remedy in one
//! table, so that letter, remedy and statistic cannot disagree.

use super::letter::Letter;
use crate::Citation;
use crate::citation::{ogi, state_109};
use crate::report::Row;

crate::codes! {
    /// 答复类型: how an application ends (条例 arts 14–16, 30, 35–39, 42).
    pub enum Decision {
        /// 已主动公开，告知获取方式、途径
        AlreadyPublic = "A1" => "予以公开（已经主动公开）",
        /// 予以公开
        Disclosed = "A2" => "予以公开",
        /// 部分公开
        InPart = "B" => "部分公开",
        /// 国家秘密
        StateSecret = "C1" => "不予公开：属于国家秘密",
        /// 法律、行政法规禁止公开
        ForbiddenByLaw = "C2" => "不予公开：其他法律行政法规禁止公开",
        /// 危及三安全一稳定
        Security = "C3" => "不予公开：危及国家安全、公共安全、经济安全、社会稳定",
        /// 第三方合法权益
        ThirdParty = "C4" => "不予公开：保护第三方合法权益",
        /// 内部事务信息
        InternalAffairs = "C5" => "不予公开：属于内部事务信息",
        /// 过程性信息
        InProcess = "C6" => "不予公开：属于过程性信息",
        /// 行政执法案卷
        EnforcementFile = "C7" => "不予公开：属于行政执法案卷",
        /// 行政查询事项
        SpecialInquiry = "C8" => "按特别规定办理：属于行政查询事项",
        /// 信息不存在: searched and not found
        NotFound = "D1a" => "无法提供：经检索信息不存在",
        /// 不属于本机关负责公开
        NotOurs = "D1b" => "无法提供：不属于本机关负责公开",
        /// 需另行制作
        ToBeMade = "D2" => "无法提供：没有现成信息需要另行制作",
        /// 补正后仍不明确
        StillUnclear = "D3" => "无法提供：补正后申请内容仍不明确",
        /// 信访举报投诉
        Petition = "E1" => "不予处理：信访举报投诉类申请",
        /// 重复申请
        Repeated = "E2" => "不予处理：重复申请",
        /// 公开出版物
        Publication = "E3" => "不予处理：要求提供公开出版物",
        /// 大量反复申请
        Excessive = "E4" => "不予处理：无正当理由大量反复申请",
        /// 要求确认或者重新出具
        Confirmation = "E5" => "不予处理：要求确认或者重新出具已获取信息",
        /// 逾期不补正
        NotCorrected = "F1" => "不再处理：逾期不补正",
        /// 逾期未缴费
        NotPaid = "F2" => "不再处理：逾期未缴纳费用",
        /// 申请人撤回
        Withdrawn = "F3w" => "其他处理：申请人撤回",
        /// 并案
        Merged = "F3m" => "其他处理：并入另一申请办理",
        /// 转送
        Transferred = "F3t" => "其他处理：转送其他机关",
    }
}

crate::codes! {
    /// 救济途径类别: how the applicant may contest the outcome (行政复议法（2023年修订） art 23; 法释〔2025〕8号 art 1).
    pub enum RemedyKind {
        /// 复议前置: reconsideration first
        ReviewFirst = "r_pre" => "应当先申请行政复议",
        /// 可复议可诉讼
        Open = "r_open" => "可以申请行政复议或者提起行政诉讼",
        /// 区分处理的分别告知
        Mixed = "r_mixed" => "不予公开的部分应当先申请行政复议，其余部分可以选择",
        /// 无须告知
        Nothing = "r_none" => "不涉及救济途径",
    }
}

/// What the table says of one outcome.
struct Line(Decision, Row, Option<Letter>, RemedyKind, &'static [Citation]);

use Decision as D;
use RemedyKind as K;

/// The table. The articles of E5 and F3 are nowhere express; they are rows of the report's format.
const TABLE: &[Line] = &[
    Line(D::AlreadyPublic, Row::Disclosed, Some(Letter::AlreadyPublic), K::Open, &[ogi(36, 0, 1)]),
    Line(D::Disclosed, Row::Disclosed, Some(Letter::Disclosed), K::Open, &[ogi(36, 0, 2), ogi(40, 0, 0)]),
    Line(D::InPart, Row::InPart, Some(Letter::InPart), K::Mixed, &[ogi(37, 0, 0)]),
    Line(D::StateSecret, Row::StateSecret, Some(Letter::Withheld), K::ReviewFirst, WITHHELD_14),
    Line(D::ForbiddenByLaw, Row::ForbiddenByLaw, Some(Letter::Withheld), K::ReviewFirst, WITHHELD_14),
    Line(D::Security, Row::Security, Some(Letter::Withheld), K::ReviewFirst, WITHHELD_14),
    Line(
        D::ThirdParty,
        Row::ThirdParty,
        Some(Letter::Withheld),
        K::ReviewFirst,
        &[ogi(36, 0, 3), ogi(15, 0, 0), ogi(32, 0, 0)],
    ),
    Line(
        D::InternalAffairs,
        Row::InternalAffairs,
        Some(Letter::Withheld),
        K::ReviewFirst,
        &[ogi(36, 0, 3), ogi(16, 1, 0)],
    ),
    Line(D::InProcess, Row::InProcess, Some(Letter::Withheld), K::ReviewFirst, WITHHELD_16),
    Line(D::EnforcementFile, Row::EnforcementFile, Some(Letter::Withheld), K::ReviewFirst, WITHHELD_16),
    Line(D::SpecialInquiry, Row::SpecialInquiry, Some(Letter::SpecialRules), K::Open, &[ogi(36, 0, 7)]),
    Line(D::NotFound, Row::NotHeld, Some(Letter::NotFound), K::Open, &[ogi(36, 0, 4)]),
    Line(D::NotOurs, Row::NotHeld, Some(Letter::NotOurs), K::Open, &[ogi(36, 0, 5)]),
    Line(D::ToBeMade, Row::ToBeMade, Some(Letter::ToBeMade), K::Open, &[ogi(38, 0, 0)]),
    Line(
        D::StillUnclear,
        Row::StillUnclear,
        Some(Letter::StillUnclear),
        K::Open,
        &[ogi(30, 0, 0), ogi(29, 0, 0)],
    ),
    Line(D::Petition, Row::Petition, Some(Letter::NotAnApplication), K::Open, &[ogi(39, 1, 0)]),
    Line(D::Repeated, Row::Repeated, Some(Letter::Repeated), K::Open, &[ogi(36, 0, 6)]),
    Line(D::Publication, Row::Publication, Some(Letter::Publication), K::Open, &[ogi(39, 2, 0)]),
    Line(D::Excessive, Row::Excessive, Some(Letter::Excessive), K::Open, &[ogi(35, 0, 0)]),
    Line(D::Confirmation, Row::Confirmation, Some(Letter::Repeated), K::Open, &[]),
    Line(D::NotCorrected, Row::NotCorrected, Some(Letter::NoLonger), K::Open, &[ogi(30, 0, 0)]),
    Line(D::NotPaid, Row::NotPaid, Some(Letter::NoLonger), K::Open, &[ogi(42, 0, 0), state_109(0, 0, 0)]),
    Line(D::Withdrawn, Row::Other, None, K::Nothing, &[]),
    Line(D::Merged, Row::Other, None, K::Nothing, &[]),
    Line(D::Transferred, Row::Other, None, K::Nothing, &[]),
];
const WITHHELD_14: &[Citation] = &[ogi(36, 0, 3), ogi(14, 0, 0)];
const WITHHELD_16: &[Citation] = &[ogi(36, 0, 3), ogi(16, 2, 0)];

impl Decision {
    fn line(self) -> Option<&'static Line> {
        TABLE.iter().find(|line| line.0 == self)
    }
    /// 年度报告行: the one row of the annual report in which it is counted.
    #[must_use]
    pub fn row(self) -> Row {
        self.line().map_or(Row::Other, |line| line.1)
    }
    /// 答复文书: the letter that tells it; none for what ends without one.
    #[must_use]
    pub fn letter(self) -> Option<Letter> {
        self.line().and_then(|line| line.2)
    }
    /// 救济途径类别 under the law since 2024-01-01.
    #[must_use]
    pub fn remedy_kind(self) -> RemedyKind {
        self.line().map_or(RemedyKind::Nothing, |line| line.3)
    }
    /// 法律依据: the articles the reply names, in this order.
    #[must_use]
    pub fn basis(self) -> &'static [Citation] {
        self.line().map_or(&[], |line| line.4)
    }
    /// 不予公开: withheld on the grounds of arts 14 to 16; 无法提供 and 不予处理 are other acts.
    #[must_use]
    pub fn is_withheld(self) -> bool {
        self.remedy_kind() == RemedyKind::ReviewFirst
    }
    /// 提供信息: something is disclosed.
    #[must_use]
    pub const fn discloses(self) -> bool {
        matches!(self, Self::AlreadyPublic | Self::Disclosed | Self::InPart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn every_decision_stands_in_the_table_once() {
        for decision in Decision::ALL {
            assert_eq!(TABLE.iter().filter(|line| line.0 == *decision).count(), 1, "{}", decision.code());
        }
    }

    #[test]
    fn every_report_row_has_a_decision_that_fills_it() {
        for row in Row::ALL {
            assert!(Decision::ALL.iter().any(|decision| decision.row() == *row), "{}", row.code());
        }
    }

    #[test]
    fn only_refusals_by_articles_14_to_16_must_go_to_reconsideration_first() {
        let first: Vec<_> = Decision::ALL.iter().filter(|d| d.is_withheld()).map(|d| d.code()).collect();
        assert_eq!(first, ["C1", "C2", "C3", "C4", "C5", "C6", "C7"]);
        assert_eq!(Decision::SpecialInquiry.remedy_kind(), RemedyKind::Open);
        assert_eq!(Decision::InPart.remedy_kind(), RemedyKind::Mixed);
    }

    #[test]
    fn an_outcome_is_told_by_its_letter() {
        assert_eq!(Decision::NotFound.letter(), Some(Letter::NotFound));
        assert_eq!(Decision::NotOurs.letter(), Some(Letter::NotOurs));
        assert_eq!(Decision::NotFound.row(), Decision::NotOurs.row());
        assert_eq!(Decision::Withdrawn.letter(), None);
        assert_eq!(Decision::Petition.basis(), [ogi(39, 1, 0)]);
    }
}
