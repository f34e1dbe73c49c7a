//! Transposed tables (转置的目录): the labels stand below each other in the first column and every further column is an item.
//! Turned about when every label has its line of cells; said and not read when the cells cannot be counted out.

use super::diagnostics::{Report, Trouble};
use super::form::is_label;
use super::table::{Row, Table};
use super::words::{Label, label};

/// The table turned about where it is transposed; the table as it was otherwise. One that is transposed and cannot be turned
/// has no rows left: its cells belong to no item for certain.
pub(super) fn turn(table: Table, report: &mut Report) -> Table {
    if table.rows.iter().any(super::head::begins) {
        return table;
    }
    let labelled: Vec<&Row> = table.rows.iter().filter(|row| is_label(row.cell(0))).collect();
    if !is_transposed(&table, &labelled) {
        return table;
    }
    let first = labelled.first().map_or(0, |row| row.number);
    report.sheet.clone_from(&table.name);
    let Some(lead) = lead(&labelled).filter(|_| !table.loose || even(&labelled)) else {
        report.say(Trouble::TransposedUneven, first, 1, labelled.first().map_or("", |row| row.cell(0)));
        return Table { rows: Vec::new(), ..table };
    };
    report.say(Trouble::Transposed, first, 1, labelled.first().map_or("", |row| row.cell(0)));
    let above = table.rows.iter().take_while(|row| !is_label(row.cell(0))).cloned();
    let lines = joined(&labelled, lead);
    let width = lines.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let rows = above.chain((0..width).map(|at| column(&lines, at))).collect();
    Table { rows, ..table }
}

/// At least four different labels below each other, most rows among them, and two columns of values or more beside most.
fn is_transposed(table: &Table, labelled: &[&Row]) -> bool {
    let mut seen: Vec<Label> = Vec::new();
    for one in labelled.iter().filter_map(|row| label(row.cell(0))) {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    let filled = table.rows.iter().filter(|row| !row.is_blank()).count();
    let several = labelled.iter().filter(|row| values(row) >= 2).count();
    seen.len() >= 4 && labelled.len() * 2 > filled && several * 2 > labelled.len()
}

/// How many cells beside the first have text and are no labels; none in a row of labels with their values.
fn values(row: &Row) -> usize {
    let beside = || row.cells.iter().skip(1).filter(|cell| !cell.trim().is_empty());
    if beside().skip(1).any(|cell| is_label(cell)) {
        0
    } else {
        beside().filter(|cell| !is_label(cell)).count()
    }
}

/// How many columns the labels take: one, or two where groups stand beside their parts; nothing where the second column is
/// of labels here and of values there.
fn lead(labelled: &[&Row]) -> Option<usize> {
    let second: Vec<&str> =
        labelled.iter().map(|row| row.cell(1)).filter(|cell| !cell.trim().is_empty()).collect();
    match second.iter().filter(|cell| label(cell).is_some()).count() {
        0 => Some(1),
        labels if labels == second.len() => Some(2),
        _ => None,
    }
}

/// Whether rows whose empty cells may be missing are of one width all the same, so that a place means one item in each.
fn even(labelled: &[&Row]) -> bool {
    let mut widths = labelled.iter().map(|row| row.cells.len());
    let first = widths.next();
    widths.all(|width| Some(width) == first)
}

/// Rows under the same label made one: a label that was merged over several rows.
fn joined(labelled: &[&Row], lead: usize) -> Vec<Row> {
    let mut lines: Vec<Row> = Vec::new();
    for row in labelled {
        let same = |last: &&mut Row| last.cells.iter().take(lead).eq(row.cells.iter().take(lead));
        let Some(last) = lines.last_mut().filter(same) else {
            lines.push((*row).clone());
            continue;
        };
        for at in lead..row.cells.len() {
            let (own, more) = (last.cell(at).to_owned(), row.cell(at));
            if more.trim().is_empty() || own == more {
                continue;
            }
            let mut origin = last.origin(at);
            origin.add(&row.origin(at));
            let text = if own.trim().is_empty() { more.to_owned() } else { format!("{own}\n{more}") };
            if let Some(cell) = last.cells.get_mut(at) {
                *cell = text;
            }
            last.came_from(at, origin);
        }
    }
    lines
}

/// One column as a row; where its cells stood is kept.
fn column(lines: &[Row], at: usize) -> Row {
    let cells = lines.iter().map(|line| line.cell(at).to_owned()).collect();
    let mut row = Row::new(lines.first().map_or(0, |line| line.number), cells);
    for (place, line) in lines.iter().enumerate() {
        row.came_from(place, line.origin(at));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::draft::Draft;
    use crate::catalog::sheet::{Sheet, Source};
    use crate::catalog::{Hint, read};

    fn of(rows: &[&[&str]]) -> Draft {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let sheet = Sheet { name: "社会救助".into(), rows, ..Sheet::default() };
        read(&Source::Sheets(vec![sheet]), &Hint::default())
    }
    fn said(draft: &Draft, code: &str) -> bool {
        draft.diagnostics.iter().any(|one| one.code == code)
    }

    const TABLE: [&[&str]; 8] = [
        &["序号", "1", "2"],
        &["一级事项", "综合业务", "最低生活保障"],
        &["二级事项", "政策法规文件", "审核信息"],
        &["公开内容", "1.法律；2.规章", "初审对象名单"],
        &["公开依据", "《政府信息公开条例》", "《社会救助暂行办法》"],
        &["公开时限", "20个工作日内", "公示期限不少于7个工作日"],
        &["公开主体", "示范县民政局", "乡镇人民政府"],
        &["公开渠道和载体", "■政府网站", "■社区/企事业单位/村公示栏（电子屏）"],
    ];

    #[test]
    fn items_in_columns_are_read_as_if_they_stood_in_rows() {
        let draft = of(&TABLE);
        assert!(said(&draft, "GK-C061"), "{:?}", draft.diagnostics);
        assert_eq!(draft.items.len(), 2);
        assert_eq!(draft.items[1].level2.as_deref(), Some("审核信息"));
        assert_eq!(draft.items[1].responsible.as_deref(), Some("乡镇人民政府"));
        assert_eq!(draft.items[0].elements.len(), 2);
        let place = draft.items[1].places.get("responsible").expect("a place");
        assert_eq!((place.row, place.column), (7, 3), "where it stood in the source");
    }

    #[test]
    fn groups_beside_their_parts_are_two_columns_of_labels() {
        let draft = of(&[
            &["公开事项", "一级事项", "综合业务", "最低生活保障"],
            &["公开事项", "二级事项", "政策法规文件", "审核信息"],
            &["公开内容", "", "法律", "名单"],
            &["公开依据", "", "《政府信息公开条例》", "《社会救助暂行办法》"],
            &["公开时限", "", "20个工作日内", "7个工作日内"],
            &["公开主体", "", "示范县民政局", "乡镇人民政府"],
        ]);
        assert!(said(&draft, "GK-C061"), "{:?}", draft.diagnostics);
        let names: Vec<_> = draft.items.iter().filter_map(|one| one.level2.as_deref()).collect();
        assert_eq!(names, ["政策法规文件", "审核信息"]);
    }

    #[test]
    fn cells_that_cannot_be_counted_out_are_said_and_not_read() {
        let rows = |short: &[&str]| {
            let mut all = TABLE;
            all[6] = short;
            let cells = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
            let rows = (1..).zip(all).map(|(number, row)| Row::new(number, cells(row))).collect();
            Table { rows, loose: true, ..Table::default() }
        };
        let mut report = Report::default();
        let turned = turn(rows(&["公开主体", "示范县民政局"]), &mut report);
        assert!(turned.rows.is_empty(), "whose the one cell is nobody knows");
        assert_eq!(report.diagnostics.first().map(|one| one.code.as_str()), Some("GK-C062"));
        assert_eq!(turn(rows(TABLE[6]), &mut Report::default()).rows.len(), 3, "all cells are there");
        let draft = of(&[
            TABLE[0],
            TABLE[1],
            TABLE[2],
            TABLE[3],
            TABLE[4],
            &["公开时限", "一级事项", "7日内"],
            TABLE[6],
        ]);
        assert!(draft.items.is_empty() && said(&draft, "GK-C062"), "a label where others have values");
    }

    #[test]
    fn a_form_of_one_item_is_no_transposed_table() {
        let rows: Vec<&[&str]> = TABLE.iter().map(|row| row.get(..2).expect("two cells")).collect();
        let draft = of(&rows);
        assert_eq!(draft.items.len(), 1);
        assert!(!said(&draft, "GK-C061") && !said(&draft, "GK-C062"));
    }
}
