//! Export (导出): an edition as a plain table in the national layout with its two header rows; no file format here.

use std::collections::BTreeSet;

use super::adoption::{Adoption, Standing};
use super::channel::{Channel, ChannelCode};
use super::item::{Item, Necessity};
use super::sheet::{Merge, Sheet};
use crate::Coded;

/// 表题: what stands above the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 地区: whose catalog it is (示范县).
    pub region: String,
    /// 领域: its name (社会救助).
    pub domain: String,
}

crate::codes! {
    /// 导出版式.
    pub enum Layout {
        /// 国家版式: what is printed and published; 不适用 items are left out.
        National = "national" => "国家版式",
        /// 完整版式: the same with code and way of adoption behind, 不适用 items included; nothing is lost.
        Complete = "complete" => "完整版式",
    }
}

/// The columns that the complete layout adds.
const CODE: &str = "事项代码";
const ADOPTION: &str = "采用方式";
const REASON: &str = "采用理由";
const PARENT: &str = "上级事项代码";

/// What a column says of an item, given its number in the table.
type Cell = dyn Fn(&Item, usize) -> String;

/// 列: one column of the table: the upper heading, the lower one, and what it says of an item.
struct Column {
    top: String,
    sub: &'static str,
    cell: Box<Cell>,
}

impl Column {
    fn new(top: &str, sub: &'static str, cell: impl Fn(&Item, usize) -> String + 'static) -> Self {
        Self { top: top.to_owned(), sub, cell: Box::new(cell) }
    }
}

/// 导出: title, legend (where an element is optional), two header rows, one row an item; neighbouring items of one
/// first-level item share its cell.
#[must_use]
pub fn export(items: &[Item], heading: &Heading, layout: Layout) -> Sheet {
    let items: Vec<&Item> = items.iter().filter(|one| layout == Layout::Complete || one.applies()).collect();
    let columns = columns(&items, layout);
    let last = columns.len().saturating_sub(1);
    let title = format!("{}{}领域基层政务公开标准目录", heading.region, heading.domain);
    let mut rows = vec![banner(title, columns.len())];
    if has_optional(&items) {
        rows.push(banner("●为必选项，〇为可选项".to_owned(), columns.len()));
    }
    let mut merges: Vec<Merge> =
        (0..rows.len()).map(|row| Merge { top: row, left: 0, bottom: row, right: last }).collect();
    heads(&columns, &mut rows, &mut merges);
    let first = rows.len();
    for (at, item) in items.iter().enumerate() {
        rows.push(columns.iter().map(|column| (column.cell)(item, at + 1)).collect());
    }
    share_first_level(&items, first, &mut rows, &mut merges);
    Sheet { name: heading.domain.clone(), rows, merges, first_row: 1 }
}

fn banner(text: String, width: usize) -> Vec<String> {
    std::iter::once(text).chain(std::iter::repeat_n(String::new(), width.saturating_sub(1))).collect()
}

fn has_optional(items: &[&Item]) -> bool {
    items.iter().flat_map(|one| &one.content.elements).any(|one| one.necessity == Necessity::Optional)
}

fn columns(items: &[&Item], layout: Layout) -> Vec<Column> {
    let marked = has_optional(items);
    let tick = |ticked: bool| if ticked { "√".to_owned() } else { String::new() };
    let mut out = vec![
        Column::new("序号", "", |_, number| number.to_string()),
        Column::new("公开事项", "一级事项", |one, _| one.path.level1.clone()),
        Column::new("公开事项", "二级事项", |one, _| one.path.level2.clone()),
    ];
    if items.iter().any(|one| !one.path.level3.is_empty()) {
        out.push(Column::new("公开事项", "三级事项", |one, _| one.path.level3.clone()));
    }
    out.extend([
        Column::new("公开内容（要素）", "", move |one, _| elements(one, marked)),
        Column::new("公开依据", "", |one, _| {
            one.content.basis.iter().map(|basis| basis.text.clone()).collect::<Vec<_>>().join("；")
        }),
        Column::new("公开时限", "", |one, _| one.content.limit.text.clone()),
        Column::new("公开主体", "", |one, _| one.reach.responsible.clone()),
        Column::new("公开渠道和载体", "", |one, _| channels(&one.reach.channels)),
        Column::new("公开对象", "全社会", move |one, _| tick(one.reach.audience.all)),
        Column::new("公开对象", "特定群体", move |one, _| {
            match one.reach.audience.specific.as_deref() {
                Some("") => tick(true),
                Some(who) => format!("√（{who}）"),
                None => String::new(),
            }
        }),
        Column::new("公开方式", "主动", move |one, _| tick(one.reach.way.proactive)),
        Column::new("公开方式", "依申请", move |one, _| tick(one.reach.way.on_request)),
        Column::new("公开层级", "县级", move |one, _| tick(one.reach.levels.county)),
        Column::new("公开层级", "乡级", move |one, _| tick(one.reach.levels.township)),
        Column::new("公开层级", "村级", move |one, _| tick(one.reach.levels.village)),
    ]);
    let extra: BTreeSet<&String> = items.iter().flat_map(|one| one.extra.keys()).collect();
    for heading in extra {
        let key = heading.clone();
        let cell = move |one: &Item, _| one.extra.get(&key).cloned().unwrap_or_default();
        out.push(Column::new(heading, "", cell));
    }
    if layout == Layout::Complete {
        out.extend(complete());
    }
    out
}

fn complete() -> [Column; 4] {
    [
        Column::new(CODE, "", |one, _| one.code.to_string()),
        Column::new(ADOPTION, "", |one, _| one.standing.adoption.label().to_owned()),
        Column::new(REASON, "", |one, _| one.standing.reason.clone()),
        Column::new(PARENT, "", |one, _| {
            one.standing.parent.map(|code| code.to_string()).unwrap_or_default()
        }),
    ]
}

/// Numbered, so that a mark inside an element does not cut it in two; ● and 〇 where the edition tells them apart.
fn elements(item: &Item, marked: bool) -> String {
    let one = |(at, element): (usize, &super::item::Element)| match (marked, element.necessity) {
        (true, Necessity::Required) => format!("●{}", element.text),
        (true, Necessity::Optional) => format!("〇{}", element.text),
        (false, _) => format!("{}.{}", at + 1, element.text),
    };
    item.content.elements.iter().enumerate().map(one).collect::<Vec<_>>().join("；")
}

/// The check list as it is printed: two a line, ■ chosen, □ not chosen, 其他 last with its words.
fn channels(chosen: &[Channel]) -> String {
    let mut entries: Vec<String> = ChannelCode::ALL
        .iter()
        .filter(|code| **code != ChannelCode::Other)
        .map(|code| {
            let mark = if chosen.iter().any(|one| one.code == *code) { '■' } else { '□' };
            format!("{mark}{code}")
        })
        .collect();
    let others = chosen.iter().filter(|one| one.code == ChannelCode::Other);
    entries.extend(others.map(|one| format!("■其他：{}", one.words)));
    let lines: Vec<String> = entries.chunks(2).map(|pair| pair.join(" ")).collect();
    lines.join("\n")
}

/// The two header rows: a heading without a second row spans both, one with several sub-columns spans them.
fn heads(columns: &[Column], rows: &mut Vec<Vec<String>>, merges: &mut Vec<Merge>) {
    let row = rows.len();
    let (mut top, mut sub): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut before: Option<&str> = None;
    let mut left = 0;
    for (at, column) in columns.iter().enumerate() {
        let goes_on = !column.sub.is_empty() && before == Some(column.top.as_str());
        top.push(if goes_on { String::new() } else { column.top.clone() });
        sub.push(column.sub.to_owned());
        if !goes_on {
            left = at;
        }
        let next = columns.get(at + 1);
        if column.sub.is_empty() {
            merges.push(Merge { top: row, left: at, bottom: row + 1, right: at });
        } else if left < at && next.is_none_or(|next| next.top != column.top) {
            merges.push(Merge { top: row, left, bottom: row, right: at });
        }
        before = Some(column.top.as_str());
    }
    rows.push(top);
    rows.push(sub);
}

/// Neighbouring items of one first-level item: its words once, the cells below merged into it.
fn share_first_level(items: &[&Item], first: usize, rows: &mut [Vec<String>], merges: &mut Vec<Merge>) {
    const LEVEL1: usize = 1;
    let mut start = 0;
    for at in 0..items.len() {
        let level1 = |index: usize| items.get(index).map(|one| one.path.level1.as_str());
        if level1(at) == level1(start) && at > start {
            if let Some(cell) = rows.get_mut(first + at).and_then(|row| row.get_mut(LEVEL1)) {
                cell.clear();
            }
        } else {
            start = at;
        }
        if level1(at + 1) != level1(start) && at > start {
            merges.push(Merge { top: first + start, left: LEVEL1, bottom: first + at, right: LEVEL1 });
        }
    }
}

/// 还原: items read back from the complete layout: code, way of adoption and item above go from the extra columns to
/// their places; an item whose columns say nothing that can be read stays as it is.
#[must_use]
pub fn restored(items: Vec<Item>) -> Vec<Item> {
    items
        .into_iter()
        .map(|mut item| {
            if let Some(code) = item.extra.get(CODE).and_then(|text| text.trim().parse().ok()) {
                item.code = code;
                item.extra.remove(CODE);
            }
            let named = item.extra.get(ADOPTION).map(|text| text.trim().to_owned());
            if let Some(adoption) = Adoption::ALL.iter().find(|one| Some(one.label()) == named.as_deref()) {
                let parent = item.extra.remove(PARENT).and_then(|text| text.trim().parse().ok());
                let reason = item.extra.remove(REASON).unwrap_or_default();
                item.standing = Standing { adoption: *adoption, reason, parent };
                item.extra.remove(ADOPTION);
            }
            item
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::reading::{Hint, read};
    use super::super::samples::{any_items, item};
    use super::super::settle::settle;
    use super::super::sheet::Source;
    use super::*;

    fn heading() -> Heading {
        Heading { region: "示范县".into(), domain: "社会救助".into() }
    }

    #[test]
    fn the_table_has_a_title_and_two_header_rows_with_their_merges() {
        let items = [item("20-0001", "综合业务", "政策法规文件"), item("20-0002", "综合业务", "监督检查")];
        let sheet = export(&items, &heading(), Layout::National);
        assert_eq!(sheet.rows[0][0], "示范县社会救助领域基层政务公开标准目录");
        assert_eq!(sheet.rows[1][..4], ["序号", "公开事项", "", "公开内容（要素）"]);
        assert_eq!(sheet.rows[2][..4], ["", "一级事项", "二级事项", ""]);
        assert_eq!(sheet.rows[3][..3], ["1", "综合业务", "政策法规文件"]);
        assert_eq!(sheet.rows[4][..3], ["2", "", "监督检查"]);
        for merge in [
            Merge { top: 0, left: 0, bottom: 0, right: 14 },
            Merge { top: 1, left: 0, bottom: 2, right: 0 },
            Merge { top: 1, left: 1, bottom: 1, right: 2 },
            Merge { top: 1, left: 8, bottom: 1, right: 9 },
            Merge { top: 1, left: 12, bottom: 1, right: 14 },
            Merge { top: 3, left: 1, bottom: 4, right: 1 },
        ] {
            assert!(sheet.merges.contains(&merge), "{merge:?} in {:?}", sheet.merges);
        }
    }

    #[test]
    fn channels_are_printed_as_the_check_list() {
        let text = channels(&[Channel::of(ChannelCode::Website), Channel::other("信用中国网站")]);
        assert!(text.starts_with("■政府网站 □政府公报\n□两微一端"), "{text}");
        assert!(text.ends_with("■其他：信用中国网站"), "{text}");
    }

    #[test]
    fn dropped_items_stand_in_the_complete_layout_only() {
        let above = item("20-0001", "综合业务", "政策法规文件");
        let items = [above.dropped_as(above.code, "本县无此职权")];
        assert_eq!(export(&items, &heading(), Layout::National).rows.len(), 3);
        let complete = export(&items, &heading(), Layout::Complete);
        assert_eq!(complete.rows[3][15..], ["20-0001", "不适用", "本县无此职权", "20-0001"]);
    }

    #[test]
    fn what_the_complete_layout_added_is_put_back_in_its_place() {
        let above = item("20-0001", "综合业务", "政策法规文件");
        let dropped = above.dropped_as("20-0007".parse().unwrap(), "本县无此职权");
        let mut read = item("20-0001", "综合业务", "政策法规文件");
        for (key, text) in
            [(CODE, "20-0007"), (ADOPTION, "不适用"), (REASON, "本县无此职权"), (PARENT, "20-0001")]
        {
            read.extra.insert(key.into(), text.into());
        }
        assert_eq!(restored(vec![read]), [dropped]);
    }

    proptest! {
        #[test]
        fn what_is_exported_is_read_back_the_same(items in any_items(6)) {
            prop_assume!(!items.is_empty());
            let items: Vec<Item> = items.into_iter().map(|mut one| {
                one.content.limit = crate::time::read::read(&one.content.limit.text);
                one
            }).collect();
            let source = Source::Sheets(vec![export(&items, &heading(), Layout::Complete)]);
            let draft = read(&source, &Hint::default());
            let settled = settle(&draft.items, &|name| (name? == "社会救助").then(|| "20".parse().unwrap()));
            let back: Vec<Item> = restored(settled.items.into_values().flatten().collect());
            prop_assert_eq!(back, items, "{:?}", draft.diagnostics);
        }
        #[test]
        fn every_row_has_the_width_of_the_table_and_no_merges_overlap(items in any_items(8)) {
            for layout in [Layout::National, Layout::Complete] {
                let sheet = export(&items, &heading(), layout);
                let width = sheet.rows[0].len();
                prop_assert!(sheet.rows.iter().all(|row| row.len() == width));
                let mut covered = BTreeSet::new();
                for merge in &sheet.merges {
                    prop_assert!(merge.bottom < sheet.rows.len() && merge.right < width);
                    for row in merge.top..=merge.bottom {
                        for column in merge.left..=merge.right {
                            prop_assert!(covered.insert((row, column)));
                            let corner = (row, column) == (merge.top, merge.left);
                            prop_assert!(corner || sheet.rows[row][column].is_empty());
                        }
                    }
                }
            }
        }
    }
}
