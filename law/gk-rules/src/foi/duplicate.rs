//! The same asked again (重复申请): which former applications an officer is shown beside a new one, and what he may do about it.
//!
//! 条例 art 36(6): who asks again for what was answered is told that it is not handled again; that is a decision with its letter,
//! and a person's to make. Two applications of one applicant that are both open may be handled as one. Another applicant's is
//! never merged: art 36 owes every applicant an answer of his own.

use super::proactive::{SAME_REQUEST, SIMILAR, alike};
use super::{Decision, Letter, RemedyKind};
use crate::citation::ogi;
use crate::{Citation, Reason};

/// 在先的申请: what is known of the one that is compared.
#[derive(Debug, Clone, Copy)]
pub struct Former<'a> {
    /// 所需信息
    pub wanted: &'a str,
    /// 同一申请人; nothing where one of the two named no number by which it could be told.
    pub same_applicant: Option<bool>,
    /// 尚未办结
    pub is_open: bool,
    /// 答复类型, where it was decided.
    pub decision: Option<Decision>,
    /// 先收到
    pub came_first: bool,
}

crate::codes! {
    /// 重复的情形: why two applications may be one.
    pub enum Likeness {
        /// 同一申请人，已经答复 (art 36(6))
        Answered = "answered" => "同一申请人，就相同内容已经得到答复",
        /// 同一申请人，都在办理
        Pending = "pending" => "同一申请人，就相同内容另有申请正在办理",
        /// 未能核对申请人
        Unknown = "unknown" => "内容相同，没有证件号码，请核对是否为同一申请人",
        /// 不同申请人
        Others = "others" => "其他申请人申请了相同的信息",
        /// 同一申请人，内容相近
        Near = "near" => "同一申请人，内容相近",
    }
}

impl Likeness {
    /// 应当怎样办理
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Answered => {
                "核对两次申请的是否为同一信息。属实的，可以告知不予重复处理，写明前次答复的日期和文号；信息有新的内容的，应当照常答复。"
            }
            Self::Pending => "属于同一内容的，可以并入先收到的一件，一并答复；期限从先收到的一件计算。",
            Self::Unknown => "先与申请人核对；确为同一人重复提出的，可以并案或者告知不予重复处理。",
            Self::Others => "每个申请人都应当得到答复，不能并案；答复的内容应当一致。",
            Self::Near => "内容不完全相同，供参考。",
        }
    }
    /// 依据
    #[must_use]
    pub fn basis(self) -> Option<Citation> {
        match self {
            Self::Answered => Some(ogi(36, 0, 6)),
            Self::Others => Some(ogi(36, 0, 0)),
            Self::Pending | Self::Unknown | Self::Near => None,
        }
    }
    /// 建议的文书: the letter that would tell it; the officer decides.
    #[must_use]
    pub fn letter(self) -> Option<Letter> {
        (self == Self::Answered).then(|| Decision::Repeated.letter()).flatten()
    }
}

/// 已经答复: a reply to the matter itself; what was withdrawn, merged, sent on or given up was not answered.
fn is_answer(decision: Decision) -> bool {
    decision.remedy_kind() != RemedyKind::Nothing
        && !matches!(decision, Decision::NotCorrected | Decision::NotPaid | Decision::StillUnclear)
}

/// 比较: how a former application is like the wanted one, and how much (0 to 1000); nothing when it is another matter.
#[must_use]
pub fn likeness(wanted: &str, former: Former<'_>) -> Option<(Likeness, u32)> {
    let score = alike(wanted, former.wanted);
    let same = score >= SAME_REQUEST;
    let answered = !former.is_open && former.decision.is_some_and(is_answer);
    let kind = match former.same_applicant {
        Some(true) if same && former.is_open => Likeness::Pending,
        Some(true) if same && answered && former.came_first => Likeness::Answered,
        Some(true) if score >= SIMILAR && (former.is_open || answered) => Likeness::Near,
        Some(false) if same => Likeness::Others,
        None if same && (former.is_open || answered) => Likeness::Unknown,
        _ => return None,
    };
    Some((kind, score))
}

/// 可以一键并入: the other is open and came first, so that no last day is put off by it.
#[must_use]
pub fn may_be_merged_into(kind: Likeness, former: Former<'_>) -> bool {
    matches!(kind, Likeness::Pending | Likeness::Unknown) && former.is_open && former.came_first
}

/// 不得并入的理由: what speaks against the application that is named; nothing stands for one the organ does not have.
#[must_use]
pub fn reasons_not_to_merge_into(number: &str, target: Option<Former<'_>>) -> Vec<Reason> {
    let Some(target) = target else {
        let words = format!("本机关没有登记编号为“{number}”的申请。");
        return vec![Reason::new("foi.merged_into_nothing", words).cure("核对登记编号。")];
    };
    let mut against = Vec::new();
    if !target.is_open {
        let words = format!("“{number}”已经办结，不能再并入。");
        let reason = Reason::new("foi.merged_into_ended", words).by(ogi(36, 0, 6));
        against.push(reason.cure("就相同内容已经答复过的，可以告知不予重复处理。"));
    }
    if target.same_applicant == Some(false) {
        let words = format!("“{number}”是其他申请人提出的，每个申请人都应当得到答复。");
        let reason = Reason::new("foi.merged_into_anothers", words).by(ogi(36, 0, 0));
        against.push(reason.cure("分别答复；内容相同的，答复应当一致。"));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &str = "2025年示范县临时救助资金发放明细表";
    const FORMER: Former<'_> = Former {
        wanted: "示范县2025年临时救助资金发放明细表",
        same_applicant: Some(true),
        is_open: true,
        decision: None,
        came_first: true,
    };

    fn kind(former: Former<'_>) -> Option<Likeness> {
        likeness(WANTED, former).map(|(kind, _)| kind)
    }

    #[test]
    fn one_applicant_with_two_open_ones_may_merge_the_later_into_the_earlier() {
        assert_eq!(kind(FORMER), Some(Likeness::Pending));
        assert!(may_be_merged_into(Likeness::Pending, FORMER));
        assert!(!may_be_merged_into(Likeness::Pending, Former { came_first: false, ..FORMER }));
        assert!(reasons_not_to_merge_into("1", Some(FORMER)).is_empty());
    }

    #[test]
    fn what_was_answered_is_a_repetition_with_its_letter_and_what_was_withdrawn_is_not() {
        let ended = |decision| Former { is_open: false, decision: Some(decision), ..FORMER };
        assert_eq!(kind(ended(Decision::Disclosed)), Some(Likeness::Answered));
        assert_eq!(kind(ended(Decision::NotFound)), Some(Likeness::Answered));
        for decision in [Decision::Withdrawn, Decision::Merged, Decision::Transferred, Decision::NotCorrected]
        {
            assert_eq!(kind(ended(decision)), None, "{decision:?}");
        }
        assert_eq!(Likeness::Answered.letter(), Some(Letter::Repeated));
        assert_eq!(Likeness::Answered.basis(), Some(ogi(36, 0, 6)));
        let later = Former { came_first: false, ..ended(Decision::Disclosed) };
        assert_eq!(kind(later), Some(Likeness::Near), "the first is no repetition of the second");
    }

    #[test]
    fn another_applicant_is_shown_and_never_merged() {
        let other = Former { same_applicant: Some(false), ..FORMER };
        assert_eq!(kind(other), Some(Likeness::Others));
        assert!(!may_be_merged_into(Likeness::Others, other));
        let codes = |all: Vec<Reason>| all.iter().map(|one| one.code).collect::<Vec<_>>();
        assert_eq!(codes(reasons_not_to_merge_into("1", Some(other))), ["foi.merged_into_anothers"]);
        let ended = Former { is_open: false, ..other };
        let both = ["foi.merged_into_ended", "foi.merged_into_anothers"];
        assert_eq!(codes(reasons_not_to_merge_into("1", Some(ended))), both);
        assert_eq!(codes(reasons_not_to_merge_into("1", None)), ["foi.merged_into_nothing"]);
        assert_eq!(kind(Former { wanted: "示范县2025年度小学招生计划", ..other }), None);
    }

    #[test]
    fn another_year_and_an_unknown_applicant_are_said_to_be_so() {
        let year = Former { wanted: "2024年示范县临时救助资金发放明细表", ..FORMER };
        assert_eq!(kind(year), Some(Likeness::Near));
        let unknown = Former { same_applicant: None, ..FORMER };
        assert_eq!(kind(unknown), Some(Likeness::Unknown));
        assert!(reasons_not_to_merge_into("1", Some(unknown)).is_empty(), "a person has looked");
    }
}
