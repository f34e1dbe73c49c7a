//! The reading of catalogs (目录读取): from sheets and text to typed items, with a diagnostic for all that is not certain.
//!
//! | file | what |
//! |---|---|
//! | `table`, `text_grid`, `pipes`, `lines`, `fixed`, `run_together`, `run_tail`, `form`, `transposed` | sheets and text without cells → rows |
//! | `mend` | what was tampered with |
//! | `origin` | how and where the cells of a text stood |
//! | `head`, `words`, [`domains`], [`channels`] | the words of heads, domains and channels |
//! | `layout`, `align`, `cells` | rows → items with their cells by column |
//! | `parse`, `elements`, `basis`, `ticks`, `tiers` | cells → typed values |
//! | [`diagnostics`] | the table of codes |

mod align;
mod basis;
mod cells;
pub mod channels;
pub mod diagnostics;
pub mod domains;
mod elements;
mod fixed;
mod form;
mod head;
mod layout;
mod lines;
mod mend;
mod origin;
mod parse;
mod pipes;
mod run_tail;
mod run_together;
mod table;
mod text_grid;
mod ticks;
mod tiers;
mod transposed;
mod words;

use std::collections::HashMap;

use diagnostics::{Report, Trouble};

use crate::catalog::draft::{self, Draft};
use crate::catalog::sheet::Source;

/// 读取提示: what is known of a source beside its content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hint {
    /// The domain, where the person who imports names it.
    pub domain: Option<String>,
    /// The file's name; a title in it (安全生产领域….xlsx) counts where the content has none.
    pub file: String,
}

/// More items than this in one source are said to be unusual.
const UNUSUAL: usize = 5_000;

/// 读取标准目录: typed items and everything that is not certain. Never fails and never guesses: what a source does
/// not say stays `None`, what was inferred is said in a diagnostic.
#[must_use]
pub fn read(source: &Source, hint: &Hint) -> Draft {
    let mut report = Report::default();
    let tables: Vec<table::Table> = match source {
        Source::Sheets(sheets) => sheets.iter().map(|sheet| table::of_sheet(sheet, &mut report)).collect(),
        Source::Text(text) => vec![text_grid::read(text, &mut report)],
    };
    let mut raws = Vec::new();
    for one in tables {
        let mut one = form::unfold(transposed::turn(one, &mut report));
        report.sheet.clone_from(&one.name);
        mend::table(&mut one, &mut report);
        let (items, found) = layout::read(&one, &mut report);
        let filled = one.rows.iter().filter(|row| !row.is_blank()).count();
        if !found && filled > 0 {
            let first = one.rows.iter().flat_map(|row| row.cells.iter()).find(|cell| !cell.trim().is_empty());
            report.say(Trouble::NoHeader, 0, 0, first.map_or("", String::as_str));
        }
        raws.extend(items);
    }
    report.sheet.clear();
    name_domains(&mut raws, hint, &mut report);
    if let Some((row, text)) = parse::traditional(&raws) {
        report.say(Trouble::Traditional, row, 0, &text);
    }
    let items: Vec<draft::ItemDraft> = raws.iter().map(|raw| parse::item(raw, &mut report)).collect();
    report.sheet.clear();
    whole(&items, hint, &mut report);
    Draft { items, diagnostics: report.diagnostics }
}

/// The domain of what stands under no title: the person's word, else the file's name.
fn name_domains(raws: &mut [layout::Raw], hint: &Hint, report: &mut Report) {
    let known = hint.domain.clone().or_else(|| domains::in_title(&hint.file));
    let mut said = false;
    for raw in raws.iter_mut().filter(|raw| raw.domain.is_none()) {
        raw.domain.clone_from(&known);
        if known.is_none() && !said && !raw.has(&words::Column::Domain) {
            report.say(Trouble::NoDomain, raw.row, 0, &hint.file);
            said = true;
        }
    }
}

/// What can only be said of all items together.
fn whole(items: &[draft::ItemDraft], hint: &Hint, report: &mut Report) {
    if items.is_empty() {
        report.say(Trouble::NothingRead, 0, 0, &hint.file);
    }
    if items.len() > UNUSUAL {
        report.say(Trouble::TooManyRows, 0, 0, &items.len().to_string());
    }
    let mut seen: HashMap<(Option<&str>, String, String), u32> = HashMap::new();
    for item in items {
        let name =
            [&item.level1, &item.level2, &item.level3].map(|one| one.clone().unwrap_or_default()).join("/");
        let elements: String = item.elements.iter().map(|one| one.text.as_str()).collect();
        let key = (item.domain.as_deref(), name.clone(), elements);
        if seen.insert(key, item.source.row).is_some() {
            report.sheet.clone_from(&item.source.sheet);
            report.say(Trouble::Duplicate, item.source.row, 0, &name);
        }
    }
    report.sheet.clear();
}
