//! The grid: cells put down in any order, laid out as a [`Sheet`] within the limits.

use std::collections::{BTreeMap, HashSet};

use gk_rules::catalog::sheet::{Merge, Sheet};
use gk_rules::catalog::trouble::{Fault, Spot};

use crate::intake::{Intake, Run, Stop, index, wide};

/// A sheet being read.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    pub(crate) name: String,
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    merges: Vec<Area>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<(u32, u32)>,
    /// The least width of the sheet, where the format says so.
    pub(crate) width: u32,
    unsaved: u64,
}

/// A merged area in the file's own numbers, 0-based and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) top: u32,
    pub(crate) left: u32,
    pub(crate) bottom: u32,
    pub(crate) right: u32,
}

impl Area {
    fn is_one_cell(self) -> bool {
        self.top == self.bottom && self.left == self.right
    }
}

impl Grid {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Puts a text down; blanks leave no trace.
    pub(crate) fn put(&mut self, row: u32, column: u32, text: String, intake: &mut Intake<'_>) -> Run<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        intake.row(row, &self.name)?;
        intake.column(row, column, &self.name)?;
        let limit = intake.limits.cell_chars;
        if wide(text.len()) > limit && wide(text.chars().count()) > limit {
            let spot = Spot::Cell { sheet: self.name.clone(), row: row.saturating_add(1), column };
            return Err(Stop { spot, fault: Fault::CellTooLong { limit } });
        }
        intake.text(text.len())?;
        if self.rows.entry(row).or_default().insert(column, text).is_none() {
            intake.cells(1, &self.name)?;
        }
        Ok(())
    }

    /// Puts a merged area down; areas of one cell and reversed ones are nothing.
    pub(crate) fn merge(&mut self, area: Area, intake: &Intake<'_>) -> Run<()> {
        if area.is_one_cell() || area.bottom < area.top || area.right < area.left {
            return Ok(());
        }
        let limit = intake.limits.merges;
        if wide(self.merges.len()) >= limit {
            let spot = Spot::Sheet(self.name.clone());
            return Err(Stop { spot, fault: Fault::TooManyMerges { limit } });
        }
        self.merges.push(area);
        Ok(())
    }

    /// A formula whose result was never stored.
    pub(crate) fn unsaved(&mut self) {
        self.unsaved += 1;
    }

    pub(crate) fn hide_row(&mut self, row: u32) {
        self.hidden_rows.push(row);
    }

    pub(crate) fn hide_columns(&mut self, from: u32, to: u32) {
        self.hidden_columns.push((from, to));
    }

    /// The sheet: leading and trailing blank rows cut, merges clipped to what is there, covered cells emptied.
    /// `None` when there is nothing in it.
    pub(crate) fn finish(mut self, intake: &mut Intake<'_>) -> Run<Option<Sheet>> {
        let (Some(first), Some(last)) = (
            self.rows.first_key_value().map(|(row, _)| *row),
            self.rows.last_key_value().map(|(row, _)| *row),
        ) else {
            return Ok(None);
        };
        intake.sheet()?;
        let filled = self.rows.values().filter_map(|row| row.last_key_value().map(|(c, _)| *c)).max();
        let right = filled.unwrap_or_default().max(self.width.saturating_sub(1));
        let merges = self.settle_merges((first, last, right), intake)?;
        self.remark_on_hidden((first, last, right), intake);
        let mut rows = Vec::new();
        for row in first..=last {
            let cells = self.rows.remove(&row).unwrap_or_default();
            let width = cells.last_key_value().map_or(0, |(column, _)| index(*column) + 1);
            intake.cells(width.saturating_sub(cells.len()) + 1, &self.name)?;
            let mut line = vec![String::new(); width];
            for (column, text) in cells {
                if let Some(slot) = line.get_mut(index(column)) {
                    *slot = text;
                }
            }
            rows.push(line);
        }
        let merges = merges
            .into_iter()
            .map(|area| Merge {
                top: index(area.top - first),
                left: index(area.left),
                bottom: index(area.bottom - first),
                right: index(area.right),
            })
            .collect();
        Ok(Some(Sheet { name: self.name, rows, merges, first_row: first.saturating_add(1) }))
    }

    /// Clips, drops the overlapping, empties what is covered.
    fn settle_merges(
        &mut self,
        (first, last, right): (u32, u32, u32),
        intake: &mut Intake<'_>,
    ) -> Run<Vec<Area>> {
        let mut covered: HashSet<(u32, u32)> = HashSet::new();
        let (mut kept, mut overlapping) = (Vec::new(), 0_u64);
        for area in std::mem::take(&mut self.merges) {
            let area = Area {
                top: area.top.max(first),
                left: area.left,
                bottom: area.bottom.min(last),
                right: area.right.min(right),
            };
            if area.bottom < area.top || area.right < area.left || area.is_one_cell() {
                continue;
            }
            let tall = u64::from(area.bottom - area.top) + 1;
            let broad = u64::from(area.right - area.left) + 1;
            intake.cells(usize::try_from(tall * broad).unwrap_or(usize::MAX), &self.name)?;
            let squares =
                || (area.top..=area.bottom).flat_map(|r| (area.left..=area.right).map(move |c| (r, c)));
            if squares().any(|square| covered.contains(&square)) {
                overlapping += 1;
                continue;
            }
            for (row, column) in squares() {
                covered.insert((row, column));
                if (row, column) != (area.top, area.left)
                    && let Some(cells) = self.rows.get_mut(&row)
                {
                    cells.remove(&column);
                }
            }
            kept.push(area);
        }
        if overlapping > 0 {
            let spot = Spot::Sheet(self.name.clone());
            intake.remark(spot, Fault::OverlappingMerges { count: overlapping });
        }
        Ok(kept)
    }

    fn remark_on_hidden(&mut self, (first, last, right): (u32, u32, u32), intake: &mut Intake<'_>) {
        let spot = || Spot::Sheet(self.name.clone());
        self.hidden_rows.retain(|row| (first..=last).contains(row) && self.rows.contains_key(row));
        if let Some(row) = self.hidden_rows.iter().min() {
            let count = wide(self.hidden_rows.len());
            intake.remark(spot(), Fault::HiddenRows { count, first: row.saturating_add(1) });
        }
        let seen: Vec<_> =
            self.hidden_columns.iter().filter(|(from, to)| from <= to && *from <= right).collect();
        if let Some(from) = seen.iter().map(|(from, _)| *from).min() {
            let count = seen.iter().map(|(from, to)| u64::from((*to).min(right) - from) + 1).sum();
            intake.remark(spot(), Fault::HiddenColumns { count, first: from });
        }
        if self.unsaved > 0 {
            intake.remark(spot(), Fault::NoStoredValue { count: self.unsaved });
        }
    }
}
