//! K17 (报告首部): organ, year, title, and the day of publication against the deadline of 条例 art 49.

use super::super::annual::{AnnualReport, Reporter};
use super::super::format;
use super::super::remark::{Balance, Remark, Severity};
use super::{Checked, Ground};

pub(super) fn check(report: &AnnualReport, ground: &Ground<'_>, out: &mut Checked) {
    let warn = |words: String, hint: &str| Remark::new(Balance::Head, Severity::Warning, words).hint(hint);
    if report.organ.trim().is_empty() {
        out.remarks.push(warn("没有写明机关名称".into(), "写明机关的全称"));
    }
    let title = format::title(&report.organ, report.year);
    if report.title != title {
        let words = format!("标题为“{}”，按格式应为“{title}”", report.title);
        out.remarks.push(warn(words, "核对机关名称、年度和标题"));
    }
    if report.format != format::Format::of_year(report.year) {
        let words = format!("{}年度的报告不适用{}", report.year, report.format);
        out.remarks.push(warn(words, "使用该年度适用的格式"));
    }
    let Some(day) = report.published_on else {
        out.remarks.push(warn("没有写明发布日期".into(), "写明发布日期"));
        return;
    };
    if day.year() <= report.year {
        let words = format!("发布日期{day}在{}年度结束之前，统计期应为1月1日至12月31日", report.year);
        out.remarks.push(warn(words, "核对发布日期和统计期"));
    }
    match ground.reporter.or_else(|| Reporter::of(&report.organ)) {
        None => out.not_run(Balance::Head, "从机关名称看不出适用的公布期限，不能核对发布日期是否逾期"),
        Some(reporter) => {
            let Some(due) = reporter.due(report.year) else { return };
            if day > due {
                let words = format!("发布日期{day}晚于{reporter}的公布期限{due}（{}）", reporter.basis());
                out.remarks.push(warn(words, "写明逾期原因"));
            }
        }
    }
}
