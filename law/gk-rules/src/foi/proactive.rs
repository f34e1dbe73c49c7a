//! From applications to disclosure (条例 art 44): when what was applied for should be shown to everybody.

use std::collections::BTreeSet;

use super::{Case, Decision};
use crate::citation::ogi;
use crate::time::calendar::Calendar;
use crate::{Citation, Day, Reason};

crate::codes! {
    /// 建议主动公开的理由
    pub enum Ground {
        /// 两个以上申请人申请了相同的信息 (art 44 para 1)
        AskedByMany = "asked_by_many" => "两个以上申请人就相同政府信息提出申请",
        /// 答复认定可以公开 (art 44 para 1: 可以公开的)
        Disclosable = "disclosable" => "答复认定该信息可以公开",
    }
}

crate::codes! {
    /// 建议的状态
    pub enum ProposalStanding {
        /// 待研究
        Open = "open" => "待研究",
        /// 已采纳
        Accepted = "accepted" => "已采纳，转为主动公开",
        /// 未采纳
        Declined = "declined" => "未采纳",
    }
}

/// How alike two texts must be, 0 to 1000, to be taken for one request.
pub const SAME_REQUEST: u32 = 700;
/// How alike two texts must be, 0 to 1000, to be shown as similar.
pub const SIMILAR: u32 = 350;

/// 相似度: how alike two descriptions of what is wanted are, 0 to 1000.
///
/// Years say nothing of the matter (every second application names one) and are compared for themselves: the same matter
/// of another year is similar, never the same request.
#[must_use]
pub fn alike(a: &str, b: &str) -> u32 {
    let ((a, years_a), (b, years_b)) = (without_years(a), without_years(b));
    let alike = crate::catalog::likeness::likeness(&a, &b);
    if years_a == years_b { alike } else { alike.min(SAME_REQUEST - 1) }
}

/// The text without its years (2025年, 2025年度), and the years.
fn without_years(text: &str) -> (String, BTreeSet<String>) {
    let (mut rest, mut years, mut digits) = (String::new(), BTreeSet::new(), String::new());
    let mut after_a_year = false;
    for c in text.chars() {
        match c.to_digit(10) {
            Some(_) => digits.push(c),
            None if c == '年' && digits.len() == 4 => {
                years.insert(std::mem::take(&mut digits));
                after_a_year = true;
                continue;
            }
            None if c == '度' && after_a_year => {}
            None => {
                rest.push_str(&std::mem::take(&mut digits));
                rest.push(c);
            }
        }
        after_a_year = false;
    }
    rest.push_str(&digits);
    (rest, years)
}

/// 依据: 纳入主动公开范围.
#[must_use]
pub fn basis() -> Citation {
    ogi(44, 0, 0)
}

/// 可以公开: the present outcome gives what was asked, and it was not public before.
#[must_use]
pub fn is_disclosable(case: &Case) -> bool {
    case.decision() == Some(Decision::Disclosed)
}

/// 主动公开的期限: twenty working days from the day on which it was taken into what is disclosed (条例 art 26). Nothing where
/// the calendar of that time is not announced.
#[must_use]
pub fn disclose_by(accepted_on: Day, calendar: &Calendar) -> Option<Day> {
    calendar.add_working_days(accepted_on, 20).ok()
}

/// 期限的依据
#[must_use]
pub fn limit_basis() -> Citation {
    ogi(26, 0, 0)
}

/// 不得办理建议的理由: a proposal is decided once, and declining it has its reason.
#[must_use]
pub fn reasons_not_to_settle(standing: ProposalStanding, declined_for: Option<&str>) -> Vec<Reason> {
    let mut against = Vec::new();
    if standing != ProposalStanding::Open {
        against.push(Reason::new("foi.proposal_settled", "这条建议已经办理过。"));
    }
    if declined_for.is_some_and(|words| words.trim().is_empty()) {
        let reason = Reason::new("foi.proposal_no_reason", "不采纳主动公开的建议，应当写明理由。");
        against.push(reason.by(basis()).cure("写明为什么不纳入主动公开范围。"));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_wordings_of_one_request_are_one_request() {
        let a = "2025年示范县临时救助资金发放明细表";
        assert!(alike(a, "示范县2025年临时救助资金发放明细表") >= SAME_REQUEST);
        assert!(alike(a, "示范县2025年度小学招生计划") < SIMILAR);
        let another_year = alike(a, "2024年度示范县临时救助资金发放明细表");
        assert!((SIMILAR..SAME_REQUEST).contains(&another_year), "{another_year}");
        assert_eq!(without_years("12年3月2025年度的第2024号").0, "12年3月的第2024号");
    }

    #[test]
    fn a_proposal_is_decided_once_and_declined_for_a_reason() {
        assert!(reasons_not_to_settle(ProposalStanding::Open, None).is_empty());
        let against = reasons_not_to_settle(ProposalStanding::Accepted, Some(" "));
        assert_eq!(
            against.iter().map(|one| one.code).collect::<Vec<_>>(),
            ["foi.proposal_settled", "foi.proposal_no_reason"]
        );
    }
}
