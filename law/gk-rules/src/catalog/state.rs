//! The procedure of an edition (目录版本的程序): draft → reviewed → in force → superseded, each step taking what it changes.

use serde::{Deserialize, Serialize};

use super::edition::Edition;
use super::finding::Finding;
use super::reasons::{Enactment, reasons_not_to_put_in_force, reasons_not_to_review};
use crate::{Day, Reason};

crate::codes! {
    /// 阶段: where an edition stands.
    pub enum Stage {
        /// 草案
        Draft = "draft" => "草案",
        /// 已审核
        Reviewed = "reviewed" => "已审核",
        /// 施行
        InForce = "in_force" => "施行",
        /// 已替代
        Superseded = "superseded" => "已替代",
    }
}

/// 有效期: from a day (included) to a day (excluded), open when `to` is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// First day in force.
    pub from: Day,
    /// First day no longer in force.
    pub to: Option<Day>,
}

impl Validity {
    /// Whether the day lies in the period.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
    /// Whether the two periods share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let ends_after = |one: Self, day: Day| one.to.is_none_or(|to| day < to);
        let empty = |one: Self| one.to.is_some_and(|to| to <= one.from);
        !empty(self) && !empty(other) && ends_after(self, other.from) && ends_after(other, self.from)
    }
}

/// 程序: who did what to an edition, and from when to when it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    stage: Stage,
    drafted_by: String,
    reviewed_by: Option<String>,
    validity: Option<Validity>,
}

impl Procedure {
    /// 起草: nobody has reviewed it, it holds on no day.
    #[must_use]
    pub fn draft(drafted_by: String) -> Self {
        Self { stage: Stage::Draft, drafted_by, reviewed_by: None, validity: None }
    }
    /// As stored; nothing is judged.
    #[must_use]
    pub fn stored(
        stage: Stage,
        drafted_by: String,
        reviewed_by: Option<String>,
        validity: Option<Validity>,
    ) -> Self {
        Self { stage, drafted_by, reviewed_by, validity }
    }
    /// 阶段
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }
    /// 起草人
    #[must_use]
    pub fn drafted_by(&self) -> &str {
        &self.drafted_by
    }
    /// 审核人
    #[must_use]
    pub fn reviewed_by(&self) -> Option<&str> {
        self.reviewed_by.as_deref()
    }
    /// 有效期, once in force.
    #[must_use]
    pub fn validity(&self) -> Option<Validity> {
        self.validity
    }
}

impl Edition {
    /// 审核: a second person finds the draft in order.
    ///
    /// # Errors
    /// Every reason of [`reasons_not_to_review`].
    pub fn review(self, reviewer: &str, findings: &[Finding]) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_review(&self, reviewer, findings))?;
        let procedure = Procedure {
            stage: Stage::Reviewed,
            reviewed_by: Some(reviewer.to_owned()),
            ..self.procedure().clone()
        };
        Ok(self.with_procedure(procedure))
    }

    /// 退回: a reviewed edition becomes a draft again, its review forgotten.
    ///
    /// # Errors
    /// `catalog.not_reviewed` when it is not in review's hands.
    pub fn return_it(self) -> Result<Self, Vec<Reason>> {
        if self.stage() != Stage::Reviewed {
            let words = format!("第{}版处于“{}”阶段，不能退回。", self.number(), self.stage());
            return Err(vec![Reason::new("catalog.not_reviewed", words)]);
        }
        let procedure = Procedure::draft(self.procedure().drafted_by().to_owned());
        Ok(self.with_procedure(procedure))
    }

    /// 施行: puts the reviewed edition in force from a day, and closes the period of the one in force.
    /// `current` is the edition of the same catalog now in force, if any; it is given back superseded.
    ///
    /// # Errors
    /// Every reason of [`reasons_not_to_put_in_force`].
    pub fn put_in_force(
        self,
        current: Option<Self>,
        enactment: &Enactment<'_>,
    ) -> Result<(Self, Option<Self>), Vec<Reason>> {
        let mut reasons = reasons_not_to_put_in_force(&self, enactment);
        reasons.extend(current.as_ref().and_then(|old| not_its_predecessor(&self, old, enactment.from)));
        reasons.extend(left_open(&self, current.as_ref(), enactment));
        none(reasons)?;
        let validity = Some(Validity { from: enactment.from, to: None });
        let procedure = Procedure { stage: Stage::InForce, validity, ..self.procedure().clone() };
        let old = current.map(|old| old.superseded(enactment.from));
        Ok((self.with_procedure(procedure), old))
    }

    /// 废止: ends an edition in force without a successor, from a day on.
    ///
    /// # Errors
    /// `catalog.not_in_force` when it is not in force; `catalog.end_before_start` when the day is not after its first.
    pub fn withdraw(self, to: Day) -> Result<Self, Vec<Reason>> {
        match self.validity() {
            Some(period) if self.stage() == Stage::InForce && period.from < to => Ok(self.superseded(to)),
            Some(period) if self.stage() == Stage::InForce => {
                let words = format!("第{}版自{}起施行，终止日{to}不在其后。", self.number(), period.from);
                Err(vec![Reason::new("catalog.end_before_start", words)])
            }
            _ => Err(vec![Reason::new("catalog.not_in_force", format!("第{}版未在施行。", self.number()))]),
        }
    }

    fn superseded(self, to: Day) -> Self {
        let validity = self.validity().map(|period| Validity { to: Some(to), ..period });
        let procedure = Procedure { stage: Stage::Superseded, validity, ..self.procedure().clone() };
        self.with_procedure(procedure)
    }
}

/// The edition given as the one now in force is another catalog's, or not in force, or begins no earlier.
fn not_its_predecessor(new: &Edition, old: &Edition, from: Day) -> Option<Reason> {
    if new.catalog() != old.catalog() {
        return Some(Reason::new("catalog.other_catalog", "被替代的版本不属于同一目录。"));
    }
    match old.validity() {
        Some(period) if old.stage() == Stage::InForce && period.from < from => None,
        Some(period) if old.stage() == Stage::InForce => Some(Reason::new(
            "catalog.before_current",
            format!("现行第{}版自{}起施行，新版施行日{from}应在其后。", old.number(), period.from),
        )),
        _ => Some(Reason::new("catalog.not_in_force", format!("第{}版未在施行，不能被替代。", old.number()))),
    }
}

/// An edition whose period is open and would not be closed by this step: two would hold on one day.
fn left_open(new: &Edition, current: Option<&Edition>, enactment: &Enactment<'_>) -> Vec<Reason> {
    let closed = current.map(Edition::number);
    enactment
        .others
        .iter()
        .filter(|(number, period)| {
            period.to.is_none() && period.from < enactment.from && *number != new.number()
        })
        .filter(|(number, _)| Some(*number) != closed)
        .map(|(number, period)| {
            let words = format!("第{number}版自{}起施行，尚未终止，与新版重叠。", period.from);
            Reason::new("catalog.overlap", words).cure("把该版作为被替代的版本一并处理。")
        })
        .collect()
}

fn none(reasons: Vec<Reason>) -> Result<(), Vec<Reason>> {
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}
