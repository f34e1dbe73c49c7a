//! Reasons not to (不予审核、施行的理由): everything that speaks against a step, all at once.

use super::edition::Edition;
use super::finding::Finding;
use super::item::Item;
use super::state::{Stage, Validity};
use crate::citation::{liaoning_13, state_54};
use crate::{Day, Reason};

/// 施行决定: from when, decided by whom and when, beside which other periods, with which findings.
#[derive(Debug, Clone, Copy)]
pub struct Enactment<'a> {
    /// First day in force.
    pub from: Day,
    /// Today.
    pub today: Day,
    /// Who decides.
    pub by: &'a str,
    /// The periods of the catalog's other editions, by number; the one this edition closes included or not.
    pub others: &'a [(u32, Validity)],
    /// The findings of lint and conformity on this very edition.
    pub findings: &'a [Finding],
}

/// 审核前: every reason why this person may not find this edition in order.
#[must_use]
pub fn reasons_not_to_review(edition: &Edition, reviewer: &str, findings: &[Finding]) -> Vec<Reason> {
    let mut out = Vec::new();
    if edition.stage() != Stage::Draft {
        let words = format!("第{}版处于“{}”阶段，只有草案可以审核。", edition.number(), edition.stage());
        out.push(Reason::new("catalog.not_a_draft", words));
    }
    out.extend(not_a_second_person(edition, reviewer, "catalog.reviewer_is_drafter", "审核"));
    out.extend(in_the_edition(edition, findings));
    out
}

/// 施行前: every reason why this edition may not be put in force so.
#[must_use]
pub fn reasons_not_to_put_in_force(edition: &Edition, enactment: &Enactment<'_>) -> Vec<Reason> {
    let mut out = Vec::new();
    if edition.stage() != Stage::Reviewed {
        let words = format!("第{}版处于“{}”阶段，应先审核再施行。", edition.number(), edition.stage());
        out.push(Reason::new("catalog.not_reviewed", words).cure("请另一人审核。"));
    }
    if edition.procedure().reviewed_by() == Some(edition.procedure().drafted_by()) {
        out.push(Reason::new("catalog.reviewer_is_drafter", "审核人与起草人是同一人，审核无效。"));
    }
    out.extend(not_a_second_person(edition, enactment.by, "catalog.enactor_is_drafter", "决定施行"));
    out.extend(wrong_day(enactment));
    out.extend(overlaps(edition, enactment));
    out.extend(in_the_edition(edition, enactment.findings));
    out
}

/// Nobody approves his own work.
fn not_a_second_person(edition: &Edition, by: &str, code: &'static str, act: &str) -> Option<Reason> {
    if by.trim().is_empty() {
        return Some(Reason::new("catalog.nobody", format!("没有写明由谁{act}。")));
    }
    (by == edition.procedure().drafted_by()).then(|| {
        Reason::new(code, format!("起草人不能{act}自己起草的目录。")).cure(format!("请另一人{act}。"))
    })
}

/// A day already gone, or more than a year ahead (a slip of the pen such as 2099).
fn wrong_day(enactment: &Enactment<'_>) -> Option<Reason> {
    let Enactment { from, today, .. } = *enactment;
    let limit = today.saturating_add(jiff::Span::new().years(1));
    if from < today {
        let words = format!("施行日{from}早于今天（{today}），目录不能溯及既往。");
        return Some(Reason::new("catalog.effective_in_the_past", words).cure("改为今天或以后的日期。"));
    }
    (from > limit).then(|| {
        let words = format!("施行日{from}距今天（{today}）超过一年。");
        Reason::new("catalog.effective_too_far", words).cure(format!("改为{limit}或以前的日期。"))
    })
}

/// The period would share days with another edition's. An open period that begins earlier is closed by this one.
fn overlaps(edition: &Edition, enactment: &Enactment<'_>) -> Vec<Reason> {
    let mine = Validity { from: enactment.from, to: None };
    enactment
        .others
        .iter()
        .filter(|(number, _)| *number != edition.number())
        .filter(|(_, other)| other.overlaps(mine) && !(other.to.is_none() && other.from < mine.from))
        .map(|(number, other)| {
            let end = other.to.map_or_else(|| "今后".to_owned(), |to| format!("{to}（不含）"));
            let words = format!("自{}起施行与第{number}版的有效期（{}至{end}）重叠。", mine.from, other.from);
            Reason::new("catalog.overlap", words).cure("改施行日，或先处理该版本。")
        })
        .collect()
}

/// What is wrong with the edition itself, whatever the step.
fn in_the_edition(edition: &Edition, findings: &[Finding]) -> Vec<Reason> {
    let mut out = Vec::new();
    if edition.applicable().next().is_none() {
        let words = format!("第{}版没有一个适用的公开事项。", edition.number());
        out.push(Reason::new("catalog.empty", words).by(state_54(0, 0, 0)).cure("先导入或添加公开事项。"));
    }
    for item in edition.items().iter().filter(|one| one.standing.lacks_reason()) {
        out.push(dropped_without_reason(item));
    }
    for finding in findings.iter().filter(|one| one.is_open(edition.explanations())) {
        let reason =
            Reason::new("catalog.blocking_finding", format!("{}：{}", finding.code, finding.message))
                .by(finding.basis.unwrap_or(liaoning_13(0, 0, 0)));
        out.push(reason.cure(finding.hint.clone()));
    }
    out
}

fn dropped_without_reason(item: &Item) -> Reason {
    let words = format!("事项{}“{}”标为不适用，没有写明理由。", item.code, item.path);
    Reason::new("catalog.dropped_without_reason", words)
        .by(state_54(0, 0, 0))
        .cure("写明不适用的理由，或恢复该事项。")
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Check, Grade};
    use super::super::samples::{draft, item};
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }
    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|one| one.code).collect()
    }
    fn full() -> Edition {
        draft().with_items(vec![item("20-0001", "综合业务", "政策法规文件")]).unwrap()
    }
    fn plan<'a>(from: &str, others: &'a [(u32, Validity)]) -> Enactment<'a> {
        Enactment { from: day(from), today: day("2026-03-01"), by: "丙", others, findings: &[] }
    }

    #[test]
    fn nobody_reviews_his_own_draft() {
        assert_eq!(codes(&reasons_not_to_review(&full(), "甲", &[])), ["catalog.reviewer_is_drafter"]);
        assert_eq!(codes(&reasons_not_to_review(&full(), "", &[])), ["catalog.nobody"]);
        assert!(full().review("乙", &[]).is_ok());
    }

    #[test]
    fn all_reasons_are_given_at_once() {
        let above = item("20-0001", "综合业务", "政策法规文件");
        let edition = draft().with_items(vec![above.dropped_as(above.code, "")]).unwrap();
        let finding = Finding::new(Check::NoBasis, Grade::Blocking, "缺少公开依据", "补充").at(above.code);
        let reasons = reasons_not_to_review(&edition, "甲", &[finding]);
        assert_eq!(
            codes(&reasons),
            [
                "catalog.reviewer_is_drafter",
                "catalog.empty",
                "catalog.dropped_without_reason",
                "catalog.blocking_finding"
            ]
        );
    }

    #[test]
    fn a_draft_cannot_be_put_in_force_and_a_reviewed_one_can() {
        let refused = full().put_in_force(None, &plan("2026-04-01", &[])).unwrap_err();
        assert_eq!(codes(&refused), ["catalog.not_reviewed"]);
        let (edition, old) =
            full().review("乙", &[]).unwrap().put_in_force(None, &plan("2026-04-01", &[])).unwrap();
        assert_eq!((edition.stage(), old), (Stage::InForce, None));
        assert!(edition.is_valid_on(day("2026-04-01")) && !edition.is_valid_on(day("2026-03-31")));
    }

    #[test]
    fn a_day_gone_by_and_the_year_2099_are_refused() {
        let reviewed = full().review("乙", &[]).unwrap();
        let refused = |from| codes(&reasons_not_to_put_in_force(&reviewed, &plan(from, &[])));
        assert_eq!(refused("2026-02-28"), ["catalog.effective_in_the_past"]);
        assert_eq!(refused("2099-01-01"), ["catalog.effective_too_far"]);
        assert!(refused("2026-03-01").is_empty() && refused("2027-03-01").is_empty());
        assert_eq!(refused("2027-03-02"), ["catalog.effective_too_far"]);
    }

    #[test]
    fn a_new_edition_closes_the_period_of_the_old_one() {
        let (first, _) =
            full().review("乙", &[]).unwrap().put_in_force(None, &plan("2026-03-01", &[])).unwrap();
        let others = [(1, first.validity().unwrap())];
        let second = first.next_draft(2, "甲").review("乙", &[]).unwrap();
        let (second, first) = second.put_in_force(Some(first), &plan("2026-05-01", &others)).unwrap();
        let first = first.unwrap();
        assert_eq!(first.stage(), Stage::Superseded);
        assert!(first.is_valid_on(day("2026-04-30")) && !first.is_valid_on(day("2026-05-01")));
        assert!(!first.validity().unwrap().overlaps(second.validity().unwrap()));
    }

    #[test]
    fn periods_that_would_overlap_are_refused() {
        let reviewed = full().next_draft(3, "甲").review("乙", &[]).unwrap();
        let others = [(2, Validity { from: day("2026-06-01"), to: None })];
        assert_eq!(
            codes(&reasons_not_to_put_in_force(&reviewed, &plan("2026-06-01", &others))),
            ["catalog.overlap"]
        );
        let closed = [(1, Validity { from: day("2026-01-01"), to: Some(day("2026-07-01")) })];
        assert_eq!(
            codes(&reasons_not_to_put_in_force(&reviewed, &plan("2026-06-01", &closed))),
            ["catalog.overlap"]
        );
        assert!(reasons_not_to_put_in_force(&reviewed, &plan("2026-07-01", &closed)).is_empty());
    }

    #[test]
    fn an_open_period_that_nobody_closes_is_an_overlap() {
        let reviewed = full().next_draft(3, "甲").review("乙", &[]).unwrap();
        let others = [(2, Validity { from: day("2026-01-01"), to: None })];
        let refused = reviewed.put_in_force(None, &plan("2026-04-01", &others)).unwrap_err();
        assert_eq!(codes(&refused), ["catalog.overlap"]);
    }

    #[test]
    fn what_is_in_force_cannot_be_changed() {
        let (edition, _) =
            full().review("乙", &[]).unwrap().put_in_force(None, &plan("2026-04-01", &[])).unwrap();
        assert_eq!(codes(&edition.clone().with_items(vec![]).unwrap_err()), ["catalog.not_a_draft"]);
        assert_eq!(codes(&edition.clone().return_it().unwrap_err()), ["catalog.not_reviewed"]);
        assert!(edition.review("丁", &[]).is_err());
    }

    #[test]
    fn a_returned_edition_is_a_draft_again() {
        let returned = full().review("乙", &[]).unwrap().return_it().unwrap();
        assert_eq!((returned.stage(), returned.procedure().reviewed_by()), (Stage::Draft, None));
    }

    #[test]
    fn an_edition_ends_only_after_it_began() {
        let (edition, _) =
            full().review("乙", &[]).unwrap().put_in_force(None, &plan("2026-04-01", &[])).unwrap();
        assert_eq!(
            codes(&edition.clone().withdraw(day("2026-04-01")).unwrap_err()),
            ["catalog.end_before_start"]
        );
        assert_eq!(edition.withdraw(day("2026-04-02")).unwrap().stage(), Stage::Superseded);
    }
}
