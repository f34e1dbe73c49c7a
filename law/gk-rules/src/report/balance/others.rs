//! K9, K11 and K13 (与下级报告、登记簿核对): what other sources count.

use super::super::annual::AnnualReport;
use super::super::figure::Figure;
use super::super::places::{Course, Outcome, Place};
use super::super::register::CaseFacts;
use super::super::remark::{Balance, Remark, Severity};
use super::super::rows::Row;
use super::{Below, Checked, Ground, Register};

pub(super) fn check(report: &AnnualReport, ground: &Ground<'_>, out: &mut Checked) {
    match &ground.below {
        Some(below) => out.remarks.extend(hierarchy(report, below)),
        None => out.not_run(Balance::Hierarchy, "没有下级报告，不能核对"),
    }
    match &ground.register {
        Some(register) => out.remarks.extend(against_register(report, register)),
        None => out.not_run(Balance::Register, "没有登记簿，不能核对"),
    }
    out.remarks.extend(direct_suits(report, ground.register.as_ref()));
}

/// K9: a government's figures are those of its own office, its departments and townships together, cell by cell.
fn hierarchy(report: &AnnualReport, below: &Below<'_>) -> Vec<Remark> {
    let mut out = Vec::new();
    if !below.missing.is_empty() {
        let words = format!("还有{}个机关没有报送：{}", below.missing.len(), below.missing.join("、"));
        out.push(Remark::new(Balance::Hierarchy, Severity::Warning, words).hint("催报，报齐后重新核对"));
    }
    for other in below.reports.iter().filter(|one| (one.year, one.format) != (report.year, report.format)) {
        let words = format!("{}报送的是{}年、{}的报告，没有计入", other.organ, other.year, other.format);
        out.push(Remark::new(Balance::Hierarchy, Severity::Warning, words).hint("请报送本年度的报告"));
    }
    let same: Vec<&AnnualReport> = below
        .reports
        .iter()
        .copied()
        .filter(|one| (one.year, one.format) == (report.year, report.format))
        .collect();
    out.extend(report.places().into_iter().filter_map(|place| adds_up(report, &same, place)));
    out
}

fn adds_up(report: &AnnualReport, below: &[&AnnualReport], place: Place) -> Option<Remark> {
    let left = report.tables.get(place)?;
    let blank = below.iter().filter(|one| one.tables.get(place).is_none()).count();
    let figures = below.iter().filter_map(|one| one.tables.get(place));
    let right = figures.fold(Figure::ZERO, Figure::plus);
    if left == right && blank == 0 {
        return None;
    }
    let mut words = format!(
        "{place}：本报告为{left}，本级与下级{}个机关之和为{right}，相差{}",
        below.len(),
        left.apart(right)
    );
    if blank > 0 {
        words += &format!("；其中{blank}个机关此格空白");
    }
    let remark = Remark::new(Balance::Hierarchy, Severity::Warning, words).at(vec![place]).sides(left, right);
    Some(remark.hint("核对本级与下级各机关的这一数字"))
}

/// K11: tables B and C say what the register counts.
fn against_register(report: &AnnualReport, register: &Register<'_>) -> Vec<Remark> {
    let severity = if register.is_complete { Severity::Error } else { Severity::Warning };
    let one = |place: Place| {
        let (left, right) = (report.tables.get(place)?, register.derived.tables.get(place)?);
        if left == right {
            return None;
        }
        let words = format!("{place}：报告为{left}，登记簿为{right}，相差{}", left.apart(right));
        let remark = Remark::new(Balance::Register, severity, words).at(vec![place]).sides(left, right);
        let hint = "逐件核对这一格的案件；有案件在平台以外办理的，先补录";
        Some(remark.hint(hint).cases(register.derived.cases(place).to_vec()))
    };
    report.places().into_iter().filter_map(one).collect()
}

/// 复议前置 since 2024: refusals by arts 14 to 16 go to reconsideration first; 行政查询 is no such refusal.
const fn is_withheld(row: Row) -> bool {
    matches!(
        row,
        Row::StateSecret
            | Row::ForbiddenByLaw
            | Row::Security
            | Row::ThirdParty
            | Row::InternalAffairs
            | Row::InProcess
            | Row::EnforcementFile
    )
}

/// K13: since 2024 a refusal by arts 14 to 16 is not brought to court without a reconsideration (行政复议法 art 23).
fn direct_suits(report: &AnnualReport, register: Option<&Register<'_>>) -> Option<Remark> {
    let place = Place::C(Course::Direct, Outcome::Total);
    let suits = report.tables.get(place)?;
    if report.year < 2024 || suits <= Figure::ZERO {
        return None;
    }
    let hint = "逐件核对起诉所针对的答复；针对不予公开的，应当先申请行政复议";
    let Some(register) = register else {
        let words = format!(
            "表三：未经复议直接起诉{suits}件；2024年起对不予公开不服的应当先申请行政复议，需要核对所诉的不是不予公开"
        );
        return Some(Remark::new(Balance::DirectSuit, Severity::Warning, words).at(vec![place]).hint(hint));
    };
    let counted = register.derived.cases(place);
    let cases: Vec<String> = register
        .cases
        .iter()
        .filter(|case| counted.contains(&case.key) && sued_over_refusal(case))
        .map(|case| case.key.clone())
        .collect();
    if cases.is_empty() {
        return None;
    }
    let words = format!(
        "表三：未经复议直接起诉{suits}件，其中{}件所涉答复为不予公开，2024年起应当先申请行政复议",
        cases.len()
    );
    Some(Remark::new(Balance::DirectSuit, Severity::Warning, words).at(vec![place]).hint(hint).cases(cases))
}

fn sued_over_refusal(case: &CaseFacts) -> bool {
    let since = jiff::civil::date(2024, 1, 1);
    case.result.is_some_and(|(row, _)| is_withheld(row))
        && case.relief.iter().any(|one| one.course == Course::Direct && one.started_on >= since)
}
