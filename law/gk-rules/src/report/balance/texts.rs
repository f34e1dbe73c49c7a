//! K8, K10 and K14 (文字核对): the text against the tables, the fee statement, the six headings.

use super::super::annual::{AnnualReport, Section};
use super::super::figure::Figure;
use super::super::format::{Format, Part};
use super::super::places::{Column, Line, Place};
use super::super::prose::{self, Fees};
use super::super::remark::{Balance, Remark, Severity};
use super::super::rows::Row;
use super::{Checked, Ground};
use crate::Coded;

pub(super) fn check(report: &AnnualReport, ground: &Ground<'_>, out: &mut Checked) {
    out.remarks.extend(prose_figures(report));
    if report.format == Format::Of2021 {
        out.remarks.extend(fees(report, ground));
    } else {
        out.not_run(Balance::Fees, "信息处理费自2021年1月1日起施行，以前年度不核对");
    }
    out.remarks.extend(headings(report));
}

/// K8: figures of 总体情况 are those of the tables.
fn prose_figures(report: &AnnualReport) -> Vec<Remark> {
    let Some(section) = report.section(Part::Overview) else { return Vec::new() };
    let differs = |said: prose::Said| {
        let places = said.topic.places(report.format);
        let right = report.tables.sum(&places)?;
        if said.figure == right {
            return None;
        }
        let words = format!(
            "总体情况写“{}”，{}在表格中为{right}，相差{}",
            said.words,
            said.topic.label(),
            said.figure.apart(right)
        );
        let remark =
            Remark::new(Balance::Prose, Severity::Warning, words).at(places).sides(said.figure, right);
        Some(remark.hint("改正文字或者表格"))
    };
    prose::figures(&section.text()).into_iter().filter_map(differs).collect()
}

/// K10: section six says whether fees were charged, and the register agrees.
fn fees(report: &AnnualReport, ground: &Ground<'_>) -> Option<Remark> {
    let text = report.section(Part::OtherMatters).map(Section::text).unwrap_or_default();
    let warn = |words: String| Some(Remark::new(Balance::Fees, Severity::Warning, words));
    let hint = "在第六部分写明本年度收取信息处理费的情况，没有收取的写“未收取”";
    let paid = ground.register.as_ref().and_then(|register| register.paid.clone());
    match prose::fees(&text) {
        Fees::Unsaid => warn("第六部分没有写明信息处理费收取情况".into()).map(|one| one.hint(hint)),
        Fees::Unclear => {
            warn("第六部分提到信息处理费，但看不出是否收取、收取多少".into()).map(|one| one.hint(hint))
        }
        Fees::NotCharged => {
            let paid = paid.filter(|cases| !cases.is_empty())?;
            let words = format!("第六部分写未收取信息处理费，登记簿有{}件已缴费", paid.len());
            warn(words).map(|one| one.hint("核对缴费案件").cases(paid))
        }
        Fees::Charged(yuan) => {
            let unpaid = Place::B(Line::Result(Row::NotPaid), Column::All);
            let noticed = report.tables.get(unpaid).is_some_and(|figure| figure > Figure::ZERO);
            match paid {
                Some(paid) if paid.is_empty() && !noticed => {
                    warn(format!("第六部分写收取信息处理费{yuan}元，登记簿没有已缴费的案件，逾期未缴费也为0"))
                        .map(|one| one.at(vec![unpaid]).hint("核对收费金额和缴费案件"))
                }
                _ => None,
            }
        }
    }
}

/// K14: the six headings word for word, in order, none empty.
fn headings(report: &AnnualReport) -> Vec<Remark> {
    let error = |words: String, hint: &str| Remark::new(Balance::Headings, Severity::Error, words).hint(hint);
    let mut out = Vec::new();
    for section in report.sections.iter().filter(|section| section.part().is_none()) {
        let words = format!("标题“{}”不是统一格式的标题", section.heading);
        out.push(error(words, "使用统一格式的六个标题，一字不差"));
    }
    let found: Vec<Part> = report.sections.iter().filter_map(Section::part).collect();
    for part in Part::ALL {
        match found.iter().filter(|one| *one == part).count() {
            0 => out.push(error(format!("缺少“{}”部分", part.heading()), "补齐这一部分；没有内容的写“无”")),
            1 => {}
            n => out.push(error(format!("“{}”部分出现{n}次", part.heading()), "合并为一个部分")),
        }
    }
    if !found.is_sorted() {
        out.push(error("各部分的顺序与统一格式不一致".into(), "按第一至第六部分的顺序排列"));
    }
    let empty = |part: &&Part| {
        !part.is_table() && report.section(**part).is_some_and(|section| section.paragraphs.is_empty())
    };
    for part in Part::ALL.iter().filter(empty) {
        out.push(error(format!("“{}”部分没有内容", part.heading()), "写明情况；没有的写“无”"));
    }
    out
}
