//! K1 to K4, K7 and K15 (表内核对): sums within the tables, whole numbers, blanks.

use super::super::annual::AnnualReport;
use super::super::format::Part;
use super::super::places::{Column, Course, Line, Outcome, Place};
use super::super::remark::{Balance, Remark, Severity};
use super::{Checked, Ground, explaining};
use crate::Coded;

pub(super) fn check(report: &AnnualReport, ground: &Ground<'_>, out: &mut Checked) {
    let mut equal = |rule: &Rule| out.remarks.extend(unequal(report, ground, rule));
    for column in Column::EACH {
        equal(&both_halves(column));
        equal(&results(report, column));
    }
    for line in Line::all(report.format) {
        equal(&applicants(line));
    }
    for course in Course::ALL {
        equal(&relief(*course));
    }
    out.remarks.extend(numbers(report));
    out.remarks.extend(blanks(report));
}

/// Two sums that must be equal, and the words for both.
struct Rule {
    check: Balance,
    subject: String,
    left: Vec<Place>,
    left_words: &'static str,
    right: Vec<Place>,
    right_words: &'static str,
    hint: &'static str,
}

/// K1: 第一项加第二项之和，等于第三项加第四项之和, column by column.
fn both_halves(column: Column) -> Rule {
    let at = |lines: [Line; 2]| lines.map(|line| Place::B(line, column)).to_vec();
    Rule {
        check: Balance::BothHalves,
        subject: format!("表二“{}”列", column.label()),
        left: at([Line::Received, Line::CarriedIn]),
        left_words: "第一项加第二项之和",
        right: at([Line::Total, Line::CarriedOut]),
        right_words: "第三项加第四项之和",
        hint: "核对本列的新收、上年结转、办理结果总计和结转下年度四个数",
    }
}

/// K2: （七）总计 is the sum of the results, column by column.
fn results(report: &AnnualReport, column: Column) -> Rule {
    let leaves = Line::all(report.format).into_iter().filter(|line| line.is_leaf());
    Rule {
        check: Balance::Results,
        subject: format!("表二“{}”列", column.label()),
        left: leaves.map(|line| Place::B(line, column)).collect(),
        left_words: "（一）至（六）各项办理结果之和",
        right: vec![Place::B(Line::Total, column)],
        right_words: "（七）总计",
        hint: "核对本列各项办理结果和（七）总计",
    }
}

/// K3: 总计 is the sum of the kinds of applicants, row by row.
fn applicants(line: Line) -> Rule {
    let kinds = Column::EACH.into_iter().filter(|column| *column != Column::All);
    let group = line.group().map(|group| format!("{group} ")).unwrap_or_default();
    Rule {
        check: Balance::Applicants,
        subject: format!("表二“{group}{}”行", line.label()),
        left: kinds.map(|column| Place::B(line, column)).collect(),
        left_words: "自然人与各类法人或其他组织之和",
        right: vec![Place::B(line, Column::All)],
        right_words: "总计",
        hint: "核对本行各类申请人的数和总计",
    }
}

/// K4: each 总计 of table C is the sum of its results.
fn relief(course: Course) -> Rule {
    let outcomes = Outcome::ALL.iter().filter(|one| **one != Outcome::Total);
    Rule {
        check: Balance::Relief,
        subject: format!("表三“{}”", course.label()),
        left: outcomes.map(|one| Place::C(course, *one)).collect(),
        left_words: "结果维持、结果纠正、其他结果与尚未审结之和",
        right: vec![Place::C(course, Outcome::Total)],
        right_words: "总计",
        hint: "核对本组各结果的数和总计",
    }
}

/// A remark when both sums are known and differ; a blank among them is K15's.
fn unequal(report: &AnnualReport, ground: &Ground<'_>, rule: &Rule) -> Option<Remark> {
    let left = report.tables.sum(&rule.left)?;
    let right = report.tables.sum(&rule.right)?;
    if left == right {
        return None;
    }
    let words = format!(
        "{}：{}为{left}，{}为{right}，相差{}",
        rule.subject,
        rule.left_words,
        rule.right_words,
        left.apart(right)
    );
    let places = [rule.left.as_slice(), rule.right.as_slice()].concat();
    let cases = explaining(report, ground, &places);
    let remark = Remark::new(rule.check, Severity::Error, words).at(places).sides(left, right);
    Some(remark.hint(rule.hint).cases(cases))
}

/// K7: counts are whole and not negative, amounts are not negative.
fn numbers(report: &AnnualReport) -> Vec<Remark> {
    let one = |place: Place| {
        let figure = report.tables.get(place)?;
        let fault = if figure.is_negative() && !place.is_change() {
            "不能是负数"
        } else if !figure.is_whole() && !place.is_amount() {
            "应当是整数"
        } else {
            return None;
        };
        let words = format!("{place}为{figure}，{fault}");
        Some(
            Remark::new(Balance::Numbers, Severity::Error, words)
                .at(vec![place])
                .hint("按实际件数或者金额更正"),
        )
    };
    report.places().into_iter().filter_map(one).collect()
}

/// K15: blank cells, one remark a table; all of them are its places.
fn blanks(report: &AnnualReport) -> Vec<Remark> {
    let blanks = report.blanks();
    let of = |part: Part| -> Option<Remark> {
        let (name, is_of): (_, fn(&Place) -> bool) = match part {
            Part::Proactive => ("表一", |place| matches!(place, Place::A(..))),
            Part::Applications => ("表二", |place| matches!(place, Place::B(..))),
            Part::Relief => ("表三", |place| matches!(place, Place::C(..))),
            Part::Overview | Part::Problems | Part::OtherMatters => return None,
        };
        let places: Vec<Place> = blanks.iter().copied().filter(is_of).collect();
        let first: Vec<String> = places.iter().take(3).map(ToString::to_string).collect();
        let words = match places.len() {
            0 => return None,
            n if n <= 3 => format!("{}没有数字；空白、斜线、横线不等于零", first.join("、")),
            n => format!("{name}有{n}个单元格没有数字（{}等）；空白、斜线、横线不等于零", first.join("、")),
        };
        let remark = Remark::new(Balance::Blanks, Severity::Error, words).at(places);
        Some(remark.hint("向填报单位核实；确实没有的填0"))
    };
    Part::ALL.iter().filter_map(|part| of(*part)).collect()
}
