//! The head of a table (表头): one, two or more rows of labels made into columns.

use super::diagnostics::{Report, Trouble};
use super::table::Row;
use super::words::{Column, Group, Label, is_known_extra, label};
use crate::text::{fold, squeeze, strip_pinyin};

/// The most rows a head may have.
const MOST_ROWS: usize = 4;

/// 表头: the columns and how many rows they took.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) columns: Vec<Column>,
    pub(super) rows: usize,
    /// The words of all head cells, for legends.
    pub(super) words: String,
}

/// How many cells of a row are labels, how many of these different, and how many cells have text.
fn count(row: &Row) -> (usize, usize, usize) {
    let mut seen: Vec<Label> = Vec::new();
    let (mut labels, mut filled) = (0, 0);
    for cell in row.cells.iter().take(60).filter(|cell| !cell.trim().is_empty()) {
        filled += 1;
        if let Some(one) = label(cell) {
            labels += 1;
            if !seen.contains(&one) {
                seen.push(one);
            }
        }
    }
    (labels, seen.len(), filled)
}

/// Whether the first cell with text is a number: such a row is no head, whatever else stands in it.
fn numbered(row: &Row) -> bool {
    row.cells.iter().find(|cell| !cell.trim().is_empty()).is_some_and(|cell| super::cells::is_number(cell))
}

/// Whether a row begins a head.
pub(super) fn begins(row: &Row) -> bool {
    if numbered(row) {
        return false;
    }
    let (labels, different, filled) = count(row);
    different >= 3 && labels * 5 >= filled * 3
}

/// Whether a row of labels is the beginning of a head whose line was broken in two.
fn begins_short(row: &Row, next: Option<&Row>) -> bool {
    if numbered(row) {
        return false;
    }
    let (labels, different, filled) = count(row);
    different >= 2
        && labels == filled
        && !row.cells.iter().any(|cell| is_sub(cell))
        && next.is_some_and(|next| begins(next) && !next.cells.iter().any(|cell| is_sub(cell)))
}

/// Whether a row goes on with a head that begins above it.
fn goes_on(row: &Row) -> bool {
    let (labels, different, filled) = count(row);
    !numbered(row) && different >= 1 && labels * 5 >= filled * 3
}

/// The head that begins at the first of these rows, if one does.
pub(super) fn read(rows: &[Row], report: &mut Report) -> Option<Head> {
    let first = rows.first().filter(|row| begins(row) || begins_short(row, rows.get(1)))?;
    let mut used = 1;
    while used < MOST_ROWS && rows.get(used).is_some_and(|row| row.is_blank() || goes_on(row)) {
        used += 1;
    }
    while used > 1 && rows.get(used - 1).is_some_and(Row::is_blank) {
        used -= 1;
    }
    let block: Vec<&Row> = rows.iter().take(used).filter(|row| !row.is_blank()).collect();
    let words =
        block.iter().flat_map(|row| row.cells.iter()).map(String::as_str).collect::<Vec<_>>().join("\n");
    let subs: Vec<&Row> = block.iter().skip(1).copied().collect();
    let found = if subs.is_empty() {
        top_only(first)
    } else if subs.iter().all(|row| stands_under(first, row)) {
        by_place(&block)
    } else if subs.iter().any(|row| row.cells.iter().any(|cell| is_sub(cell))) {
        by_order(first, &subs)
    } else {
        let cells = block.iter().flat_map(|row| trimmed(&row.cells)).collect();
        top_only(&Row::new(first.number, cells))
    };
    Some(Head { columns: settle(&found, first.number, report), rows: used, words })
}

fn is_sub(cell: &str) -> bool {
    matches!(label(cell), Some(Label::Column(column)) if column.group().is_some())
}

/// The cells without the blank ones at the end.
fn trimmed(cells: &[String]) -> Vec<String> {
    let end = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
    cells.iter().take(end).cloned().collect()
}

/// Whether every label of the lower row stands under a group, a blank, or itself.
fn stands_under(top: &Row, sub: &Row) -> bool {
    sub.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).all(|(at, cell)| {
        let above = top.cell(at);
        let (above_says, says) = (label(above), label(cell));
        match (&above_says, &says) {
            _ if above.trim().is_empty() || above == cell || above_says == says => true,
            (Some(Label::Group(group)), Some(Label::Column(column))) => column.group() == Some(*group),
            (Some(Label::Group(_)), None) | (None, _) => true,
            _ => false,
        }
    })
}

/// A column as found: what it says, and its heading.
type Found = (Option<Label>, String);

fn heading(cell: &str) -> String {
    let text = squeeze(&strip_pinyin(cell));
    text.chars().take(40).collect()
}

fn top_only(top: &Row) -> Vec<Found> {
    trimmed(&top.cells).iter().map(|cell| (label(cell), heading(cell))).collect()
}

/// Rows of equal width: the lowest label of each place, the heading above carried over blanks.
fn by_place(block: &[&Row]) -> Vec<Found> {
    let width = block.iter().map(|row| trimmed(&row.cells).len()).max().unwrap_or(0);
    let mut carried: Vec<String> = vec![String::new(); block.len()];
    let mut found = Vec::with_capacity(width);
    for at in 0..width {
        let mut parts: Vec<String> = Vec::new();
        for (depth, row) in block.iter().enumerate() {
            let own = row.cell(at).trim();
            let below = block.iter().skip(depth + 1).any(|row| !row.cell(at).trim().is_empty());
            if let Some(slot) = carried.get_mut(depth) {
                if !own.is_empty() {
                    own.clone_into(slot);
                    parts.push(slot.clone());
                } else if below && !slot.is_empty() {
                    parts.push(slot.clone());
                }
            }
        }
        parts.dedup();
        let mut lowest = parts.iter().rev().find_map(|part| label(part));
        if matches!(lowest, Some(Label::Group(_)))
            && parts.len() > 1
            && parts.last().is_some_and(|last| label(last).is_none())
        {
            lowest = None;
        }
        let joined = parts.iter().map(|part| heading(part)).collect::<Vec<_>>().join("/");
        found.push((lowest, joined));
    }
    found
}

/// A lower row that holds the labels of the groups alone, in their order.
fn by_order(top: &Row, subs: &[&Row]) -> Vec<Found> {
    let mut labels: Vec<Found> = subs
        .iter()
        .flat_map(|row| row.cells.iter())
        .filter(|cell| !cell.trim().is_empty())
        .map(|cell| (label(cell), heading(cell)))
        .collect();
    let mut found: Vec<Found> = Vec::new();
    for cell in trimmed(&top.cells) {
        let here = label(&cell);
        let Some(Label::Group(group)) = here else {
            if !cell.trim().is_empty() {
                found.push((here, heading(&cell)));
            }
            continue;
        };
        let under: Vec<Found> = take_group(&mut labels, group);
        if under.is_empty() {
            found.push((here, heading(&cell)));
        } else {
            found.extend(under);
        }
    }
    found.extend(labels);
    found
}

/// Takes the labels of a group out of those left; unknown ones between two of the group go with them.
fn take_group(labels: &mut Vec<Found>, group: Group) -> Vec<Found> {
    let belongs =
        |found: &Found| matches!(&found.0, Some(Label::Column(column)) if column.group() == Some(group));
    let Some(first) = labels.iter().position(belongs) else { return Vec::new() };
    let last = labels.iter().skip(first).take_while(|one| belongs(one) || one.0.is_none()).count() + first;
    labels.drain(first..last).collect()
}

/// Groups without columns, second places, doubles: every place gets one column.
fn settle(found: &[Found], row: u32, report: &mut Report) -> Vec<Column> {
    let taken = |column: &Column| {
        found.iter().any(|(one, _)| matches!(one, Some(Label::Column(other)) if other == column))
    };
    let explicit: Vec<u8> = found
        .iter()
        .filter_map(
            |(one, _)| if let Some(Label::Column(Column::Level(level))) = one { Some(*level) } else { None },
        )
        .collect();
    let mut next = explicit.iter().max().copied().unwrap_or(0) + 1;
    let county_named =
        found.iter().filter(|(one, _)| *one == Some(Label::Column(Column::County))).count() > 1;
    let mut columns: Vec<Column> = Vec::with_capacity(found.len());
    for (at, (one, heading)) in found.iter().enumerate() {
        let column = match one {
            Some(Label::Column(Column::County))
                if county_named
                    && fold(heading).contains(['市', '州'])
                    && !heading.contains(['县', '区']) =>
            {
                Column::Extra(heading.clone())
            }
            Some(Label::Column(column)) => column.clone(),
            Some(Label::Group(Group::Items)) => {
                next += 1;
                Column::Level((next - 1).min(6))
            }
            Some(Label::Group(Group::Audience)) => Column::Audience,
            Some(Label::Group(Group::Method)) => Column::Method,
            Some(Label::Group(Group::Levels)) => Column::Levels,
            Some(Label::Weak(column)) if !taken(column) => column.clone(),
            _ => Column::Extra(heading.clone()),
        };
        let column =
            if columns.contains(&column) { Column::Extra(distinct(&columns, heading)) } else { column };
        if let Column::Extra(heading) = &column
            && !heading.is_empty()
            && !is_known_extra(heading)
        {
            report.say(Trouble::UnforeseenColumn, row, super::table::number(at), heading);
        }
        columns.push(column);
    }
    columns
}

/// A heading no other column has.
fn distinct(columns: &[Column], heading: &str) -> String {
    let mut name = heading.to_owned();
    let mut count = 1_u32;
    while columns.contains(&Column::Extra(name.clone())) {
        count += 1;
        name = format!("{heading}{count}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Row {
        Row::new(1, cells.iter().map(|one| (*one).to_owned()).collect())
    }

    #[test]
    fn a_short_second_row_is_spread_over_its_groups() {
        let rows = [
            row(&[
                "序号",
                "公开事项",
                "公开内容(要素)",
                "公开依据",
                "公开时限",
                "公开主体",
                "公开渠道和载体",
                "公开对象",
                "公开方式",
                "公开层级",
                "",
            ]),
            row(&["一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡、村级", ""]),
            row(&["1", "政策文件", "法律法规"]),
        ];
        let head = read(&rows, &mut Report::default()).expect("a head");
        assert_eq!(head.rows, 2);
        assert_eq!(head.columns.len(), 14);
        assert_eq!(head.columns.get(2), Some(&Column::Level(2)));
        assert_eq!(head.columns.last(), Some(&Column::TownshipVillage));
    }

    #[test]
    fn two_rows_of_equal_width_are_read_by_place() {
        let rows = [
            row(&["序号", "公开事项", "", "公开内容", "公开依据", "公开对象", "", "备注"]),
            row(&["", "一级事项", "二级事项", "", "", "全社会", "特定群众", ""]),
        ];
        let head = read(&rows, &mut Report::default()).expect("a head");
        let names: Vec<&str> = head.columns.iter().map(Column::name).collect();
        assert_eq!(
            names,
            ["number", "level1", "level2", "elements", "basis", "audience_all", "audience_specific", "备注"]
        );
    }

    #[test]
    fn one_row_with_levels_in_it_and_a_plain_item_are_read() {
        let rows = [row(&["公开类别", "公开事项", "内容标准", "公开时限", "公开形式", "责任科室"])];
        let head = read(&rows, &mut Report::default()).expect("a head");
        let names: Vec<&str> = head.columns.iter().map(Column::name).collect();
        assert_eq!(names, ["level1", "level2", "elements", "time_limit", "channels", "responsible"]);
    }
}
