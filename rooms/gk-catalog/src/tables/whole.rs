//! Whole editions as the law examines them: with their items, their explanations and the standard above.

use gk_base::{Fault, Problem, Read, Tx};
use gk_rules::Day;
use gk_rules::catalog::against_law::against_law;
use gk_rules::catalog::conformity::{Report, conformity};
use gk_rules::catalog::edition::Edition;
use gk_rules::catalog::finding::{Counts, Finding};
use gk_rules::catalog::item::{Item, ItemCode};
use gk_rules::catalog::lint::lint;

use super::editions::{EditionLine, Tallied};
use super::explanations::Said;
use super::items::ItemLine;
use super::{editions, explanations, items};

/// 整版: an edition with everything that belongs to it.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    /// The edition.
    pub(crate) line: EditionLine,
    /// Its items with their ids.
    pub(crate) items: Vec<ItemLine>,
    /// Its explanations with who said them.
    pub(crate) said: Vec<Said>,
    /// The standard above, whole.
    pub(crate) parent: Option<Edition>,
    /// The day whose laws its limits are held against.
    day: Day,
}

impl Whole {
    /// Everything about an edition: at most five statements.
    pub(crate) async fn load(read: &mut Read, id: i64) -> Result<Self, Problem> {
        let line = editions::load(read, id).await?;
        Ok(Self::of(read, line).await?)
    }
    /// The same, of an edition loaded already.
    pub(crate) async fn of(read: &mut Read, line: EditionLine) -> Result<Self, Fault> {
        let parent = match &line.parent {
            Some(above) => match editions::find(read, above.id).await? {
                Some(found) => Some(bare(read, &found).await?),
                None => None,
            },
            None => None,
        };
        let items = items::all(read, line.id).await?;
        let said = explanations::of_edition(read, line.id).await?;
        Ok(Self { line, items, said, parent, day: read.today() })
    }
    /// As the law knows it.
    pub(crate) fn law(&self) -> Edition {
        let items = self.items.iter().map(|one| one.item.clone()).collect();
        let explanations = self.said.iter().map(|one| one.explanation.clone()).collect();
        self.line.law(items, explanations)
    }
    /// What it makes of the standard above, where there is one.
    pub(crate) fn report(&self) -> Option<Report> {
        Some(conformity(self.parent.as_ref()?, &self.law()))
    }
    /// Everything the checks find: on its own, then against the standard above.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let edition = self.law();
        let domain = crate::domain_name(edition.catalog().domain);
        let mut out = lint(&edition);
        out.extend(against_law(&edition, gk_standards::clocks::sector_clocks(), &domain, self.day));
        out.extend(self.report().map(|report| report.findings).unwrap_or_default());
        out
    }
    /// The item with this code.
    pub(crate) fn item(&self, code: ItemCode) -> Option<&ItemLine> {
        self.items.iter().find(|one| one.item.code == code)
    }
    /// The items alone.
    pub(crate) fn bare_items(&self) -> Vec<Item> {
        self.items.iter().map(|one| one.item.clone()).collect()
    }
}

/// An edition with its items and nothing else: as the standard above of another.
pub(crate) async fn bare(read: &mut Read, line: &EditionLine) -> Result<Edition, Fault> {
    let items = items::all(read, line.id).await?.into_iter().map(|one| one.item).collect();
    Ok(line.law(items, Vec::new()))
}

/// What is counted of an edition.
pub(crate) fn tallied(edition: &Edition, findings: &[Finding]) -> Tallied {
    let n = |v: usize| u64::try_from(v).unwrap_or(u64::MAX);
    let counts = Counts::of(findings);
    Tallied {
        items: n(edition.items().len()),
        applicable: n(edition.applicable().count()),
        blocking: n(findings.iter().filter(|one| one.is_open(edition.explanations())).count()),
        warnings: n(counts.warnings),
        notes: n(counts.notes),
    }
}

/// Counts a draft anew after a change and moves its version on from the one seen.
pub(crate) async fn recount(tx: &mut Tx, line: EditionLine) -> Result<Tallied, Problem> {
    let whole = Whole::of(tx, line).await?;
    let counts = tallied(&whole.law(), &whole.findings());
    editions::counted(tx, &whole.line, counts).await?;
    Ok(counts)
}
