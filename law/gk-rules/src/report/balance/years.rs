//! K5, K6, K12 and K16 (与上年衔接): what the report of last year obliges this one to say.

use super::super::annual::AnnualReport;
use super::super::format::{Format, Part};
use super::super::places::{Act, Column, Course, Line, Measure, Outcome, Place};
use super::super::prose;
use super::super::remark::{Balance, Remark, Severity};
use super::{Checked, Ground};

const NO_LAST: &str = "没有上年报告，不能核对";

pub(super) fn check(report: &AnnualReport, ground: &Ground<'_>, out: &mut Checked) {
    let last = ground.last.filter(|last| last.year.checked_add(1) == Some(report.year));
    let Some(last) = last else {
        let words = if ground.last.is_some() {
            "所给的不是上一年度的报告，不能核对"
        } else {
            NO_LAST
        };
        for check in [Balance::CarriedOver, Balance::InForce, Balance::AfterReview, Balance::LastProblems] {
            out.not_run(check, words);
        }
        return;
    };
    if last.format.has_tables() {
        for column in Column::EACH {
            out.remarks.extend(carried_over(report, last, column, ground));
        }
        out.remarks.extend(after_review(report, last));
    } else {
        out.not_run(Balance::CarriedOver, "上年报告没有统一表格，不能核对");
        out.not_run(Balance::AfterReview, "上年报告没有统一表格，不能核对");
    }
    if report.format == Format::Of2021 && last.format == Format::Of2021 {
        for act in [Act::Rules, Act::Normative] {
            out.remarks.extend(in_force(report, last, act));
        }
    } else {
        out.not_run(Balance::InForce, "上年报告没有现行有效件数，没有基数");
    }
    out.remarks.extend(last_problems(report, last));
}

/// K5: this year's 上年结转 is last year's 结转下年度.
fn carried_over(
    report: &AnnualReport,
    last: &AnnualReport,
    column: Column,
    ground: &Ground<'_>,
) -> Option<Remark> {
    let (here, there) = (Place::B(Line::CarriedIn, column), Place::B(Line::CarriedOut, column));
    let (left, right) = (report.tables.get(here)?, last.tables.get(there)?);
    if left == right {
        return None;
    }
    let words = format!(
        "表二“{}”列：本年报告的上年结转为{left}，{}年报告的结转下年度为{right}，相差{}",
        column.label(),
        last.year,
        left.apart(right)
    );
    let severity = if ground.organ_changed { Severity::Warning } else { Severity::Error };
    let remark = Remark::new(Balance::CarriedOver, severity, words).at(vec![here]).sides(left, right);
    Some(
        remark
            .hint("以上年报告为准核对结转件数；上年报告有误的先更正上年报告")
            .cases(moved(ground, here, there)),
    )
}

/// Cases carried out of last year's register and not into this year's, or the other way; where both hold the same, those
/// that are carried in, for then it is the figure of the report that is to be held against them.
fn moved(ground: &Ground<'_>, here: Place, there: Place) -> Vec<String> {
    let Some(register) = &ground.register else { return Vec::new() };
    let Some(last) = register.last else { return register.derived.cases(here).to_vec() };
    let (now, before) = (register.derived.cases(here), last.cases(there));
    let gone = before.iter().filter(|key| !now.contains(key));
    let moved: Vec<String> = gone.chain(now.iter().filter(|key| !before.contains(key))).cloned().collect();
    if moved.is_empty() { now.to_vec() } else { moved }
}

/// K6: 现行有效 = last year's 现行有效 + 本年制发 − 本年废止.
fn in_force(report: &AnnualReport, last: &AnnualReport, act: Act) -> Option<Remark> {
    let at = |measure| Place::A(act, measure);
    let base = last.tables.get(at(Measure::InForce))?;
    let (made, repealed) = (report.tables.get(at(Measure::Made))?, report.tables.get(at(Measure::Repealed))?);
    let left = report.tables.get(at(Measure::InForce))?;
    let right = base.plus(made).minus(repealed);
    if left == right {
        return None;
    }
    let words = format!(
        "表一“{}”：现行有效件数为{left}，上年现行有效{base}加本年制发{made}减本年废止{repealed}为{right}，相差{}",
        crate::Coded::label(act),
        left.apart(right)
    );
    let places = [Measure::Made, Measure::Repealed, Measure::InForce].map(at).to_vec();
    let remark = Remark::new(Balance::InForce, Severity::Warning, words).at(places).sides(left, right);
    Some(remark.hint("有效期届满失效的计入废止，或者写明"))
}

/// K12: suits after a reconsideration are not more than the reconsiderations concluded this year and last.
fn after_review(report: &AnnualReport, last: &AnnualReport) -> Option<Remark> {
    let concluded =
        [Outcome::Upheld, Outcome::Corrected, Outcome::OtherResult].map(|one| Place::C(Course::Review, one));
    let suits = Place::C(Course::AfterReview, Outcome::Total);
    let left = report.tables.get(suits)?;
    let right = report.tables.sum(&concluded)?.plus(last.tables.sum(&concluded)?);
    if left <= right {
        return None;
    }
    let words = format!(
        "表三：复议后起诉总计为{left}，本年与上年审结的行政复议之和为{right}，多出{}",
        left.apart(right)
    );
    let places = [concluded.as_slice(), &[suits]].concat();
    let remark = Remark::new(Balance::AfterReview, Severity::Warning, words).at(places).sides(left, right);
    Some(remark.hint("核对复议后起诉的案件；所经复议在更早年度审结的，写明"))
}

/// K16: every problem of last year is taken up this year.
fn last_problems(report: &AnnualReport, last: &AnnualReport) -> Vec<Remark> {
    let text =
        |report: &AnnualReport| report.section(Part::Problems).map(super::super::annual::Section::text);
    let (Some(now), Some(before)) = (text(report), text(last)) else { return Vec::new() };
    let open = prose::problems(&before).into_iter().filter(|problem| !prose::takes_up(&now, problem));
    open.map(|problem| {
        let words = format!("{}年报告提出的问题“{problem}”，本年第五部分没有看到回应", last.year);
        Remark::new(Balance::LastProblems, Severity::Warning, words).hint("写明这一问题的改进情况")
    })
    .collect()
}
