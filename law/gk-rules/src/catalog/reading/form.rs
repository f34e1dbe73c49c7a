//! Forms (表单式目录): one item as labels with their values beside them, instead of a head with rows.

use super::table::{Origin, Row, Table};
use super::words::{Column, Label, label};
use crate::text::fold;

/// The table with every form made into a head and a row, or the table as it was.
pub(super) fn unfold(table: Table) -> Table {
    if table.rows.iter().any(super::head::begins) {
        return table;
    }
    let filled = table.rows.iter().filter(|row| !row.is_blank()).count();
    let paired = table.rows.iter().filter(|row| !pairs(row).is_empty()).count();
    if paired < 4 || paired * 2 < filled {
        return table;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut form: Vec<Pair> = Vec::new();
    let mut begun = 0;
    for row in table.rows.iter().filter(|row| !row.is_blank()) {
        let found = pairs(row);
        if found.is_empty() {
            match form
                .last_mut()
                .filter(|_| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count() == 1)
            {
                Some(pair) => {
                    pair.value.push('\n');
                    pair.value.push_str(row.lone().unwrap_or_default());
                    let at = row.cells.iter().position(|cell| !cell.trim().is_empty()).unwrap_or(0);
                    pair.origin.add(&row.origin(at));
                }
                None => rows.push(row.clone()),
            }
            continue;
        }
        for pair in found {
            if form.iter().any(|other| label(&other.name) == label(&pair.name)) {
                close(&mut rows, &mut form, begun);
            }
            if form.is_empty() {
                begun = row.number;
            }
            form.push(pair);
        }
    }
    close(&mut rows, &mut form, begun);
    Table { name: table.name, rows, ..Table::default() }
}

/// A form as a head and its row.
fn close(rows: &mut Vec<Row>, form: &mut Vec<Pair>, begun: u32) {
    if form.len() < 3 {
        form.clear();
        return;
    }
    rows.push(Row::new(begun, form.iter().map(|pair| pair.name.clone()).collect()));
    let mut row = Row::new(begun, form.iter().map(|pair| pair.value.clone()).collect());
    for (at, pair) in form.drain(..).enumerate() {
        row.came_from(at, pair.origin);
    }
    rows.push(row);
}

/// A label with its value, and how and where the value stood.
struct Pair {
    name: String,
    value: String,
    origin: Origin,
}

/// Label and value beside each other (公开依据 | 《…》) or in one cell (公开依据：《…》).
fn pairs(row: &Row) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    let mut open: Option<Pair> = None;
    for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
        if is_label(cell) {
            found.extend(open.take().filter(|pair| !pair.value.is_empty()));
            open = Some(Pair { name: cell.clone(), value: String::new(), origin: Origin::default() });
        } else if let Some(pair) = open.as_mut() {
            if !pair.value.is_empty() {
                pair.value.push(' ');
            }
            pair.value.push_str(cell);
            pair.origin.add(&row.origin(at));
        } else if let Some((name, value)) = colon(cell) {
            found.push(Pair { name, value, origin: row.origin(at) });
        } else {
            return Vec::new();
        }
    }
    found.extend(open.filter(|pair| !pair.value.is_empty()));
    found
}

/// A label that may stand in a form; ticks' labels and bare words that are also values do not count.
pub(super) fn is_label(cell: &str) -> bool {
    let words = fold(cell);
    if words.chars().count() > 16
        || matches!(words.as_str(), "全社会" | "主动公开" | "主动" | "服务" | "管理" | "结果")
    {
        return false;
    }
    match label(cell) {
        Some(Label::Column(column)) => !column.is_tick() || column == Column::AudienceAll,
        Some(_) => true,
        None => super::words::is_known_extra(cell),
    }
}

fn colon(cell: &str) -> Option<(String, String)> {
    let text = cell.trim();
    let at = text.find(['：', ':']).filter(|at| *at <= 48)?;
    let name = text.get(..at)?;
    let value = text.get(at..)?.trim_start_matches(['：', ':']).trim();
    (is_label(name) && !value.is_empty()).then(|| (name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_values_beside_them_become_a_row() {
        let rows = [
            vec!["一级事项", "农业生产发展资金", "二级事项", "农机购置补贴"],
            vec!["公开依据", "《农业机械化促进法》", "", ""],
            vec!["公开主体", "县级农业农村部门"],
            vec!["公开时限：自形成之日起20个工作日内"],
        ];
        let rows = rows
            .into_iter()
            .map(|row| Row::new(1, row.into_iter().map(ToOwned::to_owned).collect()))
            .collect();
        let table = unfold(Table { rows, ..Table::default() });
        assert_eq!(table.rows.len(), 2);
        assert_eq!(
            table.rows.get(1).map(|row| row.cells.clone()).unwrap_or_default(),
            [
                "农业生产发展资金",
                "农机购置补贴",
                "《农业机械化促进法》",
                "县级农业农村部门",
                "自形成之日起20个工作日内"
            ]
        );
    }
}
