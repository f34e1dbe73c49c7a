//! 年度统计: tables B and C of an organ's year from the register, beside what was kept of that year and the one before.

use std::collections::BTreeSet;

use gk_base::{Problem, Read};
use gk_rules::Day;
use gk_rules::foi::reporting::{CHECKED, pending_rule_of, year_unusable};
use gk_rules::org::OrganId;
use gk_rules::report::balance::{NotRun, Register};
use gk_rules::report::{AnnualReport, Balance, CaseFacts, Derived, Ground, Place, Remark, check, derive};

use crate::tables::reports::{self, Kept};
use gk_foi::counted;

/// 年度统计
pub(crate) struct Year {
    /// 登记簿统计, with the cases behind each cell.
    pub(crate) derived: Derived,
    /// The same of the year before.
    last_derived: Derived,
    facts: Vec<CaseFacts>,
    /// The report as the register has it now; table A and the texts are blank.
    pub(crate) report: AnnualReport,
    /// 已留存的本年报告
    pub(crate) kept: Option<Kept>,
    /// 已留存的上年报告
    pub(crate) last: Option<Kept>,
}

/// The year typed; the last full one in January to March, else the present, where nothing is.
///
/// # Errors
/// A year that nothing can be counted of.
pub(crate) fn year_of(typed: Option<&str>, today: Day) -> Result<i16, Problem> {
    let usual = if today.month() <= 3 { today.year() - 1 } else { today.year() };
    let Some(typed) = typed else { return Ok(usual) };
    match typed.parse::<i16>() {
        Ok(year) if (2008..=today.year()).contains(&year) => Ok(year),
        _ => Err(Problem::refused(year_unusable(typed))),
    }
}

impl Year {
    /// Counts the year of an organ.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn load(
        read: &mut Read,
        (organ, name): (i64, &str),
        year: i16,
    ) -> Result<Self, Problem> {
        let before = year - 1;
        let first = Day::new(before, 1, 1).map_err(|e| gk_base::Fault::because("a year", e))?;
        let last = Day::new(year, 12, 31).map_err(|e| gk_base::Fault::because("a year", e))?;
        let facts = counted::facts(read, organ, (first, last)).await?;
        let derived = derive(&facts, year, pending_rule_of(year));
        let mut report = AnnualReport::new(name, year);
        report.tables = derived.tables.clone();
        Ok(Self {
            last_derived: derive(&facts, before, pending_rule_of(before)),
            kept: reports::latest(read, organ, year).await?,
            last: reports::latest(read, organ, before).await?,
            facts,
            derived,
            report,
        })
    }
    /// 核对: what the checks of tables B and C say; K11 of the kept report, where there is one.
    pub(crate) fn checked(&self) -> (Vec<Remark>, Vec<NotRun>) {
        let (mut remarks, not_run) = self.check(&self.report);
        if let Some(kept) = &self.kept {
            remarks.retain(|one| one.check != Balance::Register);
            remarks
                .extend(self.check(&kept.report).0.into_iter().filter(|one| one.check == Balance::Register));
            remarks.sort_by_key(|one| one.check);
        }
        (remarks, not_run)
    }
    fn check(&self, report: &AnnualReport) -> (Vec<Remark>, Vec<NotRun>) {
        let register = Register {
            derived: &self.derived,
            last: Some(&self.last_derived),
            cases: &self.facts,
            is_complete: false,
            paid: None,
        };
        let last = self.last.as_ref().map(|one| &one.report);
        let found = check(report, &Ground { last, register: Some(register), ..Ground::default() });
        let concerns = |check: &Balance| CHECKED.contains(check);
        let remarks = found.remarks.into_iter().filter(|one| concerns(&one.check)).collect();
        (remarks, found.not_run.into_iter().filter(|one| concerns(&one.check)).collect())
    }
    /// The checks that were made and found nothing.
    pub(crate) fn agreeing(&self, (remarks, not_run): &(Vec<Remark>, Vec<NotRun>)) -> Vec<Balance> {
        let spoke: BTreeSet<Balance> =
            remarks.iter().map(|one| one.check).chain(not_run.iter().map(|one| one.check)).collect();
        CHECKED.into_iter().filter(|one| !spoke.contains(one)).collect()
    }
    /// The cases behind a cell, by number, in order.
    pub(crate) fn behind(&self, place: Place) -> Vec<i64> {
        self.derived.cases(place).iter().filter_map(|key| key.parse().ok()).collect()
    }
}

/// The tables B and C of an organ's year: how many cells have a case.
///
/// # Errors
/// When the database fails.
pub async fn cells(read: &mut Read, organ: OrganId, year: i16) -> Result<usize, Problem> {
    Ok(Year::load(read, (organ.0, ""), year).await?.derived.behind.len())
}
