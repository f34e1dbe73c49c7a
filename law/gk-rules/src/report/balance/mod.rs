//! The checks K1 to K17 (勾稽关系核对): what a report says against itself, last year, the register, and the reports below.

mod figures;
mod head;
mod others;
mod texts;
mod years;

use super::annual::{AnnualReport, Reporter};
use super::places::Place;
use super::register::{CaseFacts, Derived};
use super::remark::{Balance, Explanation, Remark, Severity};
use crate::Reason;

/// 核对依据: what is known beside the report; what is not known is not checked, and said so.
#[derive(Debug, Clone, Default)]
pub struct Ground<'g> {
    /// 上年报告
    pub last: Option<&'g AnnualReport>,
    /// 机构合并或者分立 since last year: K5 warns only.
    pub organ_changed: bool,
    /// 下级报告, for a government's report.
    pub below: Option<Below<'g>>,
    /// 登记簿
    pub register: Option<Register<'g>>,
    /// 报告主体; by the organ's name where nothing is given.
    pub reporter: Option<Reporter>,
}

/// 下级报告: of a government's own office, its departments and its townships.
#[derive(Debug, Clone, Default)]
pub struct Below<'g> {
    /// Those that are in.
    pub reports: Vec<&'g AnnualReport>,
    /// 尚未报送的机关
    pub missing: Vec<String>,
}

/// 登记簿所知: what follows from the cases of the platform.
#[derive(Debug, Clone)]
pub struct Register<'g> {
    /// The tables of the report's year, with the cases behind each cell.
    pub derived: &'g Derived,
    /// The same of the year before, as it stood when that report was made.
    pub last: Option<&'g Derived>,
    /// The cases themselves.
    pub cases: &'g [CaseFacts],
    /// Whether the platform holds all cases of the organ: then K11 is an error.
    pub is_complete: bool,
    /// 已缴费案件 of the year; nothing where fees are not kept on the platform.
    pub paid: Option<Vec<String>>,
}

/// 核对结果: what was found, and which checks could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Checked {
    /// In the order of the checks.
    pub remarks: Vec<Remark>,
    /// 未核对
    pub not_run: Vec<NotRun>,
}

/// 未核对: a check that could not be made, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct NotRun {
    /// Which.
    pub check: Balance,
    /// What it lacks, one Chinese sentence.
    pub words: &'static str,
}

impl Checked {
    fn not_run(&mut self, check: Balance, words: &'static str) {
        self.not_run.push(NotRun { check, words });
    }
    /// How many errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.remarks.iter().filter(|one| one.severity == Severity::Error).count()
    }
    /// How many warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.remarks.len() - self.errors()
    }
}

/// 核对: all checks of a report, each as far as the ground goes.
#[must_use]
pub fn check(report: &AnnualReport, ground: &Ground<'_>) -> Checked {
    let mut out = Checked::default();
    if report.format.has_tables() {
        figures::check(report, ground, &mut out);
        years::check(report, ground, &mut out);
        others::check(report, ground, &mut out);
        texts::check(report, ground, &mut out);
    } else {
        out.not_run(Balance::BothHalves, "2018年度及以前的报告没有统一表格，不核对表格");
    }
    head::check(report, ground, &mut out);
    out.remarks.sort_by_key(|one| one.check);
    out.not_run.sort_by_key(|one| one.check);
    out
}

/// 不能发布的理由: every error, and every warning nobody has explained.
#[must_use]
pub fn reasons_not_to_publish(checked: &Checked, explanations: &[Explanation]) -> Vec<Reason> {
    let open = checked.remarks.iter().filter(|one| one.is_open(explanations));
    open.map(|one| match one.severity {
        Severity::Error => Reason::new("report.error_open", &one.words)
            .by(one.check.basis())
            .cure(format!("{}，再发布", one.hint)),
        Severity::Warning => Reason::new("report.warning_unexplained", &one.words)
            .by(one.check.basis())
            .cure(format!("{}；数据无误的，写明原因", one.hint)),
    })
    .collect()
}

/// 可解释差异的案件: of the places where the report differs from the register, the cases behind them.
fn explaining(report: &AnnualReport, ground: &Ground<'_>, places: &[Place]) -> Vec<String> {
    let Some(register) = &ground.register else { return Vec::new() };
    let mut out: Vec<String> = Vec::new();
    for place in places {
        let counted = register.derived.tables.get(*place);
        if counted.is_some() && counted != report.tables.get(*place) {
            for key in register.derived.cases(*place) {
                if !out.contains(key) {
                    out.push(key.clone());
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
