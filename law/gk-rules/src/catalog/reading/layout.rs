//! From rows to items (版面): heads, titles, merged and lost cells, items over several rows, 同上.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::align;
use super::cells::{Features, features, is_number, is_same_above};
use super::diagnostics::{Report, Trouble};
use super::domains;
use super::elements::Legend;
use super::head;
use super::table::{MOST_CHARACTERS, Origin, Row, Table, number};
use super::words::Column;
use crate::text::{fold, squeeze};

/// One item with its cells by column, before they are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    /// 1-based row or line.
    pub(super) row: u32,
    /// The sheet or table.
    pub(super) sheet: String,
    /// The domain of the title it stands under.
    pub(super) domain: Option<String>,
    /// The cells by the names of their columns.
    pub(super) cells: BTreeMap<String, Cell>,
    /// What stood in the row and belongs to no column for certain.
    pub(super) apart: Vec<(&'static str, Origin)>,
    /// The columns of its table.
    pub(super) columns: Rc<[Column]>,
    /// The legend of its table.
    pub(super) legend: Rc<Legend>,
}

/// A cell of an item.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// 1-based place of its column.
    pub(super) place: u32,
    /// The text to be read.
    pub(super) text: String,
    /// How and where it stood in the source.
    pub(super) origin: Origin,
}

impl Raw {
    /// The text of a column, empty where there is none.
    pub(super) fn text(&self, column: &Column) -> &str {
        self.cells.get(column.name()).map_or("", |cell| cell.text.as_str())
    }
    /// The 1-based place of a column, 0 where there is none.
    pub(super) fn place(&self, column: &Column) -> u32 {
        self.cells.get(column.name()).map_or(0, |cell| cell.place)
    }
    /// Whether the table has such a column.
    pub(super) fn has(&self, column: &Column) -> bool {
        self.columns.contains(column)
    }
    /// How and where a column's cell stood; nothing where there is none.
    fn origin(&self, column: &Column) -> Origin {
        self.cells.get(column.name()).map(|cell| cell.origin.clone()).unwrap_or_default()
    }
    pub(super) fn set(&mut self, column: &Column, place: u32, text: &str, origin: Origin) {
        if !text.trim().is_empty() {
            self.cells.insert(column.name().to_owned(), Cell { place, text: text.to_owned(), origin });
        }
    }
    fn blank(&self, wanted: impl Fn(&Column) -> bool) -> bool {
        self.columns.iter().filter(|column| wanted(column)).all(|column| self.text(column).trim().is_empty())
    }
}

/// What is carried from row to row of a table.
struct Walk<'a> {
    table: &'a Table,
    columns: Option<Rc<[Column]>>,
    domain: Option<String>,
    legend: Rc<Legend>,
    items: Vec<Raw>,
    level1: Option<Carried>,
    section: Option<Carried>,
    boxes: Boxes,
    began: usize,
}

/// A first-level name for the rows below, where it stood, and whether it was said that it is carried.
struct Carried {
    text: String,
    origin: Origin,
    said: bool,
}

/// Check boxes that stand in rows of their own around the row of their item.
#[derive(Default)]
struct Boxes {
    waiting: String,
    origin: Origin,
    has_first: bool,
}

/// The items of a table, and whether a head was found.
pub(super) fn read(table: &Table, report: &mut Report) -> (Vec<Raw>, bool) {
    let mut walk = Walk {
        table,
        columns: None,
        domain: domains::in_title(&table.name),
        legend: Rc::default(),
        items: Vec::new(),
        level1: None,
        section: None,
        boxes: Boxes::default(),
        began: 0,
    };
    let mut found = false;
    let mut at = 0;
    while let Some(row) = table.rows.get(at) {
        let rest = table.rows.get(at..).unwrap_or_default();
        let mut scratch = Report::default();
        scratch.sheet.clone_from(&report.sheet);
        if let Some(head) = head::read(rest, &mut scratch) {
            if !found {
                report.diagnostics.append(&mut scratch.diagnostics);
                absent(&head.columns, row.number, report);
            }
            at += head.rows;
            let same = walk.columns.as_ref().is_some_and(|last| **last == *head.columns);
            if !same {
                walk.level1 = None;
            }
            Rc::make_mut(&mut walk.legend).add(&head.words);
            walk.columns = Some(head.columns.into());
            found = true;
            continue;
        }
        walk.row(row, report);
        at += 1;
    }
    (walk.items, found)
}

impl Walk<'_> {
    fn row(&mut self, row: &Row, report: &mut Report) {
        if row.is_blank() {
            return;
        }
        let Some(columns) = self.columns.clone() else {
            self.before_head(row);
            return;
        };
        if row.lone().is_some_and(|text| self.lone(text, row)) {
            return;
        }
        if let Some(words) = footer(row) {
            report.say(Trouble::Footer, row.number, 0, words);
            return;
        }
        let mut raw = self.place(row, &columns, report);
        if self.boxed(&raw) {
            return;
        }
        if self.continues(&raw, row) {
            self.join(&raw, report);
            return;
        }
        self.carry(&mut raw, report);
        if self.table.run_together && raw.has(&Column::Level(2)) && raw.text(&Column::Level(2)).is_empty() {
            report.say(Trouble::NotSeparated, row.number, 0, raw.text(&Column::Elements));
        }
        if !self.boxes.waiting.is_empty() {
            let own = raw.text(&Column::Channels).to_owned();
            let all = format!("{} {own}", std::mem::take(&mut self.boxes.waiting));
            let place = columns.iter().position(|one| *one == Column::Channels).map_or(0, number);
            let mut origin = std::mem::take(&mut self.boxes.origin);
            origin.add(&raw.origin(&Column::Channels));
            raw.set(&Column::Channels, place, &all, origin);
            self.boxes.has_first = true;
        } else {
            self.boxes.has_first = raw.text(&Column::Channels).contains("政府网站");
        }
        self.items.push(raw);
    }

    fn before_head(&mut self, row: &Row) {
        for cell in row.cells.iter().filter(|cell| !cell.trim().is_empty()) {
            Rc::make_mut(&mut self.legend).add(cell);
            if let Some(domain) = domains::in_title(cell) {
                self.domain = Some(domain);
            }
        }
    }

    /// A row with one text: a title, a note, a section. True when nothing else is to be read from it.
    fn lone(&mut self, text: &str, row: &Row) -> bool {
        let plain = squeeze(text);
        let title = domains::speaks_of_catalog(&plain) && plain.chars().count() < 80 && !plain.contains('《');
        if title {
            if let Some(domain) = domains::in_title(&plain) {
                self.domain = Some(domain);
            }
            self.level1 = None;
            self.section = None;
            return true;
        }
        if [
            "注:",
            "注：",
            "备注",
            "说明:",
            "填表",
            "附件",
            "制表",
            "填报",
            "联系人",
            "主办",
            "版权",
            "备案号",
            "网站标识码",
        ]
        .iter()
        .any(|one| plain.starts_with(one))
        {
            Rc::make_mut(&mut self.legend).add(&plain);
            return true;
        }
        if let Some(section) = section_name(&plain) {
            let origin = row
                .cells
                .iter()
                .position(|cell| !cell.trim().is_empty())
                .map(|at| row.origin(at))
                .unwrap_or_default();
            self.section = Some(Carried { text: section.to_owned(), origin, said: false });
            return true;
        }
        false
    }

    /// The row's cells by column: by place where that fits, by content where cells were lost.
    fn place(&self, row: &Row, columns: &Rc<[Column]>, report: &mut Report) -> Raw {
        let mut raw = Raw {
            row: row.number,
            sheet: self.table.name.clone(),
            domain: self.domain.clone(),
            columns: Rc::clone(columns),
            legend: Rc::clone(&self.legend),
            ..Raw::default()
        };
        let seen: Vec<Features> = row.cells.iter().map(|cell| features(cell)).collect();
        let filled_end = seen.iter().rposition(|one| !one.blank).map_or(0, |at| at + 1);
        let (sum, strange) = align::by_place(&seen, columns);
        let short = row.cells.len() < columns.len() && self.table.loose;
        let moved = super::ticks::look_moved(columns, &seen);
        if filled_end <= columns.len() && strange < 2 && !short && !moved {
            for ((at, column), cell) in columns.iter().enumerate().zip(&row.cells) {
                raw.set(column, number(at), cell, row.origin(at));
            }
            return raw;
        }
        let (placed, best) = align::by_content(&seen, columns);
        if filled_end <= columns.len() && !short && !moved && best < sum + 6 {
            for ((at, column), cell) in columns.iter().enumerate().zip(&row.cells) {
                raw.set(column, number(at), cell, row.origin(at));
            }
            return raw;
        }
        let lost = filled_end < columns.len();
        let what = row.cells.iter().find(|cell| cell.chars().count() > 2).map_or("", String::as_str);
        let trouble = match () {
            () if self.table.run_together => Trouble::RunTogether,
            () if filled_end > columns.len() => Trouble::TooManyCells,
            () if lost => Trouble::TooFewCells,
            () => Trouble::CellMisplaced,
        };
        report.say(trouble, row.number, 0, what);
        for (at, (column, cell)) in columns.iter().zip(&placed).enumerate() {
            if let Some(cell) = cell {
                raw.set(column, number(at), row.cell(*cell), row.origin(*cell));
            }
        }
        let mut left = Origin::default();
        for (at, _) in seen.iter().enumerate().filter(|(at, one)| !one.blank && !placed.contains(&Some(*at)))
        {
            left.add(&row.origin(at));
        }
        if !left.text.is_empty() {
            raw.apart.push(("unplaced", left));
        }
        super::ticks::redistribute(&mut raw, row, &seen, report);
        raw
    }

    /// A row with nothing but one check box: kept for the item it stands around.
    fn boxed(&mut self, raw: &Raw) -> bool {
        let text = raw.text(&Column::Channels);
        let only = !text.is_empty() && raw.blank(|column| *column != Column::Channels);
        let boxes =
            text.chars().filter(|c| matches!(c, '■' | '□' | '☑' | '☐' | '口' | '▄' | '£' | '√')).count();
        if !only || boxes == 0 || boxes > 3 {
            return false;
        }
        let begins = fold(text).contains("政府网站");
        let open = self.items.len() > self.began && self.boxes.waiting.is_empty();
        if open && !(begins && self.boxes.has_first) {
            if let Some(last) = self.items.last_mut() {
                let place = raw.place(&Column::Channels);
                let all = format!("{} {text}", last.text(&Column::Channels));
                let mut origin = last.origin(&Column::Channels);
                origin.add(&raw.origin(&Column::Channels));
                last.set(&Column::Channels, place, &all, origin);
            }
        } else {
            self.boxes.waiting.push(' ');
            self.boxes.waiting.push_str(text);
            self.boxes.origin.add(&raw.origin(&Column::Channels));
        }
        self.boxes.has_first |= begins;
        true
    }

    /// Whether a row goes on with the item above: no number, no name of its own.
    fn continues(&self, raw: &Raw, row: &Row) -> bool {
        if self.items.len() <= self.began {
            return false;
        }
        let own = |column: &Column| {
            let place = raw.place(column);
            place > 0 && !row.covered.iter().any(|at| number(*at) == place)
        };
        let named = raw.columns.iter().any(|column| matches!(column, Column::Level(_)) && own(column));
        let numbered = own(&Column::Number);
        let has_levels = raw.columns.iter().any(|column| matches!(column, Column::Level(_)));
        has_levels && !named && !numbered && !raw.cells.is_empty()
    }

    /// Adds the row's texts to the item above; a limit of its own makes it an item with the same names.
    fn join(&mut self, raw: &Raw, report: &mut Report) {
        let Some(last) = self.items.last() else { return };
        let what = raw
            .cells
            .values()
            .map(|cell| cell.text.as_str())
            .find(|text| text.chars().count() > 2)
            .unwrap_or_default();
        let differs = |column: &Column| {
            let (own, above) = (raw.text(column), last.text(column));
            if above.len() > own.len() * 4 + 200 {
                return !own.trim().is_empty();
            }
            let (own, above) = (squeeze(own), squeeze(above));
            !own.is_empty() && !above.is_empty() && own != above && !is_same_above(&own)
        };
        report.say(Trouble::Continued, raw.row, 0, what);
        if differs(&Column::Limit)
            && super::cells::looks_like_limit(&squeeze(raw.text(&Column::Limit)))
            && differs(&Column::Elements)
        {
            let mut item = raw.clone();
            let named = last.clone();
            for column in
                raw.columns.iter().filter(|column| matches!(column, Column::Level(_) | Column::Number))
            {
                item.set(column, named.place(column), named.text(column), named.origin(column));
            }
            self.carry(&mut item, report);
            self.items.push(item);
            return;
        }
        let Some(last) = self.items.last_mut() else { return };
        for column in raw.columns.iter().filter(|column| !raw.text(column).trim().is_empty()) {
            let (own, above) = (raw.text(column), last.text(column));
            let alike = above.len() <= own.len() * 4 + 200 && squeeze(own) == squeeze(above);
            if alike || own.len() <= 60 && is_same_above(&squeeze(own)) {
                continue;
            }
            let place = raw.place(column);
            if above.len() + own.len() > MOST_CHARACTERS * 4 {
                report.say(Trouble::CellTooLong, raw.row, place, own);
                continue;
            }
            let all = if above.is_empty() { own.to_owned() } else { format!("{above}\n{own}") };
            let mut origin = last.origin(column);
            origin.add(&raw.origin(column));
            last.set(column, place, &all, origin);
        }
    }

    /// First-level names carried down, 同上 resolved, sections as first level where there is none.
    fn carry(&mut self, raw: &mut Raw, report: &mut Report) {
        for column in raw.columns.clone().iter() {
            if raw.text(column).len() > 60 || !is_same_above(&squeeze(raw.text(column))) {
                continue;
            }
            let above = self
                .items
                .last()
                .filter(|_| self.items.len() > self.began)
                .map(|last| last.text(column).to_owned())
                .filter(|above| !above.is_empty());
            let place = raw.place(column);
            match above {
                Some(above) => {
                    report.say(Trouble::SameAboveResolved, raw.row, place, &above);
                    let origin = raw.origin(column);
                    raw.set(column, place, &above, origin);
                }
                None => {
                    report.say(Trouble::SameAboveMissing, raw.row, place, column.name());
                    if let Some(cell) = raw.cells.get_mut(column.name()) {
                        cell.text.clear();
                    }
                }
            }
        }
        self.carry_level1(raw, report);
    }

    fn carry_level1(&mut self, raw: &mut Raw, report: &mut Report) {
        let first = Column::Level(1);
        if raw.has(&first) {
            let own = raw.text(&first).to_owned();
            if own.trim().is_empty() {
                let place = raw.columns.iter().position(|one| *one == first).map_or(0, number);
                if let Some(above) = self.level1.as_mut().or(self.section.as_mut()) {
                    raw.set(&first, place, &above.text, Origin { text: String::new(), ..above.origin });
                    if !above.said {
                        report.say(Trouble::Level1Carried, raw.row, place, &above.text);
                        above.said = true;
                    }
                } else if raw.has(&Column::Level(2)) && raw.domain.is_none() {
                    report.say(Trouble::NoLevel1Above, raw.row, 0, raw.text(&Column::Level(2)));
                }
            } else {
                self.level1 = Some(Carried { text: own, origin: raw.origin(&first), said: false });
            }
        }
    }
}

/// The columns of the standard a head has not.
fn absent(columns: &[Column], row: u32, report: &mut Report) {
    use Column::{
        Audience, AudienceAll, AudienceSpecific, Basis, Channels, Elements, Level, Limit, Method, OnRequest,
        Proactive, Responsible,
    };
    let wanted: [(&[Column], &str); 8] = [
        (&[Level(1), Level(2)], "公开事项"),
        (&[Elements], "公开内容"),
        (&[Basis], "公开依据"),
        (&[Limit], "公开时限"),
        (&[Responsible], "公开主体"),
        (&[Channels], "公开渠道和载体"),
        (&[Audience, AudienceAll, AudienceSpecific], "公开对象"),
        (&[Method, Proactive, OnRequest], "公开方式"),
    ];
    for (any, name) in wanted {
        if !any.iter().any(|one| columns.contains(one)) {
            report.say(Trouble::ColumnAbsent, row, 0, name);
        }
    }
}

/// 填表人：… 审核人：…: the signatures under a table, at most four cells of them.
fn footer(row: &Row) -> Option<&str> {
    const BEGINS: [&str; 13] = [
        "填表人",
        "填报人",
        "制表人",
        "审核人",
        "审批人",
        "经办人",
        "填表日期",
        "填报日期",
        "填报单位",
        "填表单位",
        "单位盖章",
        "单位(盖章)",
        "单位负责人",
    ];
    let mut cells = row.cells.iter().map(String::as_str).filter(|cell| !cell.trim().is_empty());
    let first = cells.next()?;
    let words = squeeze(first);
    let signed = BEGINS.iter().any(|one| words.starts_with(one)) && words.chars().count() <= 40;
    let rest: Vec<&str> = cells.collect();
    (signed && rest.len() <= 5 && rest.iter().all(|cell| cell.chars().count() <= 40 && cell != &"√"))
        .then_some(first)
}

/// 一、行政许可: the name of a section that stands in a row of its own.
fn section_name(plain: &str) -> Option<&str> {
    if plain.chars().count() > 30 || is_number(plain) {
        return None;
    }
    let inner = plain.strip_prefix('(').unwrap_or(plain);
    let rest = inner.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    if rest.len() == inner.len() {
        return None;
    }
    let name = rest.strip_prefix(['、', '.', ')'])?.trim();
    (!name.is_empty()).then_some(name)
}
