//! Catalogs as a county writes them: the typical items with its own bodies named, laid out as the national table, then
//! made as irregular as real tables are.

use gk_rules::Coded;
use gk_rules::catalog::export::{Heading, Layout, export};
use gk_rules::catalog::field::Field;
use gk_rules::catalog::item::{DomainCode, Item};
use gk_rules::catalog::settle::settle;
use gk_rules::catalog::sheet::Sheet;
use gk_rules::time::read::read;
use gk_standards::{domains, items};

use super::table;

const RESPONSIBLE: &str = include_str!("../../demo/responsible.tsv");

/// How far the national layout reaches: two rows of headings.
pub(super) const HEADS: usize = 2;

/// The county's items of a domain: the typical ones, its own bodies named.
pub(super) fn items_of(domain: DomainCode) -> Vec<Item> {
    let drafts: Vec<_> = items::of(domain).map(|one| one.draft(read)).collect();
    let settled = settle(&drafts, &|name| domains::by_name(name?).map(|one| one.code));
    let mut items: Vec<Item> = settled.items.into_values().flatten().collect();
    for item in &mut items {
        let own = table(RESPONSIBLE).find(|line| line.first() == Some(&item.reach.responsible.as_str()));
        if let Some(name) = own.and_then(|line| line.get(1).copied()) {
            name.clone_into(&mut item.reach.responsible);
        }
    }
    items
}

/// The printed table of a domain.
pub(super) fn printed(region: &str, domain: DomainCode, items: &[Item]) -> Sheet {
    let name = domains::by_code(domain).map_or("", |one| one.name);
    export(items, &Heading { region: region.to_owned(), domain: name.to_owned() }, Layout::National)
}

/// What repeats the cell above is written 同上 in the columns where offices do so.
pub(super) fn repeat_by_word(sheet: &mut Sheet, word: &str) {
    for field in [Field::Basis, Field::Limit, Field::Responsible] {
        let Some((head, column)) = column_of(sheet, field.label()) else { continue };
        let mut above = String::new();
        for row in sheet.rows.iter_mut().skip(head + HEADS) {
            let Some(cell) = row.get_mut(column) else { continue };
            if *cell == above {
                word.clone_into(cell);
            } else {
                above.clone_from(cell);
            }
        }
    }
}

/// Another mark for a ticked cell.
pub(super) fn tick_with(sheet: &mut Sheet, mark: &str) {
    for cell in sheet.rows.iter_mut().flatten().filter(|cell| cell.as_str() == "√") {
        mark.clone_into(cell);
    }
}

/// The first row of the headings and the column of one.
fn column_of(sheet: &Sheet, heading: &str) -> Option<(usize, usize)> {
    let at = |row: &Vec<String>| row.iter().position(|cell| cell == heading);
    sheet.rows.iter().enumerate().find_map(|(n, row)| Some((n, at(row)?)))
}
