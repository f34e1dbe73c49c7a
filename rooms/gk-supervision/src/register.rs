//! 年度统计: tables B and C of an organ's year from the register, beside what was kept of that year and the one before.

use std::collections::BTreeSet;

use gk_base::{Fault, Problem, Read, settings};
use gk_rules::Day;
use gk_rules::foi::letters::LetterSetting;
use gk_rules::foi::letters::setting::HOLDS_ALL;
use gk_rules::foi::reporting::{CHECKED, pending_rule_of, year_unusable};
use gk_rules::org::OrganId;
use gk_rules::report::balance::{NotRun, Register};
use gk_rules::report::places::Line;
use gk_rules::report::{AnnualReport, Balance, CaseFacts, Derived, Ground, Place, Remark, check, derive};

use crate::tables::reports::{self, Behind, Kept};
use gk_foi::counted;
use gk_foi::settled::key;

/// 年度统计
pub(crate) struct Year {
    /// 登记簿统计, with the cases behind each cell.
    pub(crate) derived: Derived,
    /// The same of the year before.
    last_derived: Derived,
    /// Whether all applications of the organ are on the platform.
    is_complete: bool,
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
        (organ, code, name): (i64, &str, &str),
        year: i16,
    ) -> Result<Self, Problem> {
        let before = year - 1;
        let first = Day::new(before, 1, 1).map_err(|e| Fault::because("a year", e))?;
        let last = Day::new(year, 12, 31).map_err(|e| Fault::because("a year", e))?;
        let facts = counted::facts(read, organ, (first, last)).await?;
        let derived = derive(&facts, year, pending_rule_of(year));
        let mut report = AnnualReport::new(name, year);
        report.tables = derived.tables.clone();
        Ok(Self {
            last_derived: derive(&facts, before, pending_rule_of(before)),
            kept: reports::latest(read, organ, year).await?,
            last: reports::latest(read, organ, before).await?,
            is_complete: holds_all(read, code, year).await?,
            facts,
            derived,
            report,
        })
    }
    /// 结转下年度的案件, by cell.
    pub(crate) fn carried_out(&self) -> Behind {
        let all = self.derived.behind.iter();
        let carried = all.filter(|(place, _)| matches!(place, Place::B(Line::CarriedOut, _)));
        carried.map(|(place, cases)| (*place, cases.clone())).collect()
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
        // What was carried over is compared as it stood when last year's report was kept: the register may have moved since.
        let kept = self.last.as_ref().filter(|one| !one.brought);
        let kept = kept.map(|one| Derived { behind: one.carried.clone(), ..Derived::default() });
        let register = Register {
            derived: &self.derived,
            last: Some(kept.as_ref().unwrap_or(&self.last_derived)),
            cases: &self.facts,
            is_complete: self.is_complete,
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
    Ok(Year::load(read, (organ.0, "", ""), year).await?.derived.behind.len())
}

/// Whether the organ said, before the year began, that all its applications are on the platform: then a difference from the
/// register is an error and no warning (K11).
async fn holds_all(read: &mut Read, code: &str, year: i16) -> Result<bool, Fault> {
    let first = Day::new(year, 1, 1).map_err(|e| Fault::because("a year", e))?;
    let said = settings::in_force(read, &key(code, LetterSetting::AllCases), first).await?;
    Ok(said.is_some_and(|one| one.value.trim() == HOLDS_ALL))
}
