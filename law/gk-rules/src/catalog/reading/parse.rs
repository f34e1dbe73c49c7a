//! From cells to a typed item (读列): every column by its own reader, the raw text kept.

use std::collections::BTreeMap;

use super::diagnostics::{Report, Trouble};
use super::layout::Raw;
use super::words::Column;
use super::{basis, channels, domains, elements, ticks};
use crate::catalog::draft::{CellPlace, ItemDraft, Place};
use crate::text::{has_traditional, squeeze};
use crate::time::limit::{Kind, Limit};

/// The item of a row.
pub(super) fn item(raw: &Raw, report: &mut Report) -> ItemDraft {
    report.sheet.clone_from(&raw.sheet);
    let text = |column: &Column| Some(squeeze(raw.text(column))).filter(|text| !text.is_empty());
    let (level1, level2, level3) = levels(raw);
    let mut item = ItemDraft {
        domain: domain(raw, report),
        level1,
        level2,
        level3,
        elements: elements::read(raw.text(&Column::Elements), &raw.legend),
        basis: basis::read(raw.text(&Column::Basis), raw.row, raw.place(&Column::Basis), report),
        time_limit: limit(raw, report),
        responsible: text(&Column::Responsible),
        channels: channels::read(raw.text(&Column::Channels), raw.row, raw.place(&Column::Channels), report),
        audience: ticks::audience(raw, report),
        method: ticks::method(raw, report),
        levels: ticks::levels(raw, report),
        extra: BTreeMap::new(),
        source: Place { sheet: raw.sheet.clone(), row: raw.row },
        raw: BTreeMap::new(),
        places: BTreeMap::new(),
    };
    for column in raw.columns.iter() {
        let Column::Extra(heading) = column else { continue };
        let words = squeeze(raw.text(column));
        if !words.is_empty() && !heading.is_empty() {
            item.extra.insert(heading.clone(), words);
        }
    }
    keep(&mut item, raw);
    check(&item, raw, report);
    item
}

/// The raw texts and where they stood.
fn keep(item: &mut ItemDraft, raw: &Raw) {
    let cells = raw.cells.iter().map(|(name, cell)| (name.as_str(), &cell.origin));
    let apart = raw.apart.iter().map(|(name, origin)| (*name, origin));
    for (name, origin) in cells.chain(apart) {
        if !origin.text.trim().is_empty() {
            item.raw.insert(name.to_owned(), origin.text.clone());
        }
        item.places.insert(name.to_owned(), CellPlace { row: origin.row, column: origin.column });
    }
}

fn domain(raw: &Raw, report: &mut Report) -> Option<String> {
    let own = squeeze(raw.text(&Column::Domain));
    let named = if own.is_empty() { raw.domain.clone()? } else { own };
    if let Some(name) = domains::canonical(&named) {
        return Some(name.to_owned());
    }
    if !raw.text(&Column::Domain).is_empty() {
        report.say(Trouble::UnknownDomain, raw.row, raw.place(&Column::Domain), &named);
    }
    Some(named)
}

/// The names of an item; of four to six levels the first three stay, the rest goes on behind the third.
fn levels(raw: &Raw) -> (Option<String>, Option<String>, Option<String>) {
    let text = |level: u8| Some(squeeze(raw.text(&Column::Level(level)))).filter(|text| !text.is_empty());
    let deeper: Vec<String> = (3..=6).filter_map(text).collect();
    let third = Some(deeper.join(" > ")).filter(|text| !text.is_empty());
    (text(1), text(2), third)
}

/// 公开时限: the one place where the reader of limits is asked.
fn limit(raw: &Raw, report: &mut Report) -> Option<Limit> {
    let text = squeeze(raw.text(&Column::Limit));
    if text.is_empty() {
        return None;
    }
    let limit = crate::time::read::read(&text);
    let masked = text.contains(['*', '×', '※']) || text.contains("XX") || text.contains("(略)");
    if masked {
        report.say(Trouble::MaskedNumber, raw.row, raw.place(&Column::Limit), &text);
    } else if limit.rules.iter().any(|rule| rule.kind == Kind::Unclear) {
        report.say(Trouble::LimitUnclear, raw.row, raw.place(&Column::Limit), &text);
    }
    Some(limit).filter(|limit| !limit.text.is_empty())
}

fn check(item: &ItemDraft, raw: &Raw, report: &mut Report) {
    if item.level1.is_none() && item.level2.is_none() && item.level3.is_none() {
        report.say(Trouble::NoName, raw.row, 0, raw.text(&Column::Elements));
    }
    let missing = [
        (raw.has(&Column::Elements) && item.elements.is_empty(), "内容"),
        (raw.has(&Column::Basis) && item.basis.is_empty(), "依据"),
        (raw.has(&Column::Limit) && item.time_limit.is_none(), "时限"),
        (raw.has(&Column::Responsible) && item.responsible.is_none(), "主体"),
        (raw.has(&Column::Channels) && item.channels.is_empty(), "渠道"),
        (raw.has(&Column::Proactive) && item.method.proactive.is_none(), "方式"),
        (raw.has(&Column::AudienceAll) && item.audience.all.is_none(), "对象"),
    ];
    let names: Vec<&str> = missing.iter().filter(|(absent, _)| *absent).map(|(_, name)| *name).collect();
    if !names.is_empty() {
        report.say(Trouble::Missing, raw.row, 0, &names.join("、"));
    }
    for (name, text) in &item.raw {
        if text.contains("(略)") || text.contains("（略）") {
            report.say(Trouble::MaskedText, raw.row, raw.cells.get(name).map_or(0, |cell| cell.place), text);
        }
    }
}

/// Whether any text of the items is in Traditional characters, with the first that is.
pub(super) fn traditional(items: &[Raw]) -> Option<(u32, String)> {
    items.iter().find_map(|raw| {
        raw.cells.values().find(|cell| has_traditional(&cell.text)).map(|cell| (raw.row, cell.text.clone()))
    })
}
