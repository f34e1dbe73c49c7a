//! Lays the answers of rows.csv out anew, in every layout whatever their own was, and reads them again.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop on broken test data"
)]

mod answers;

use std::collections::BTreeMap;

use answers::{Record, compare, data, plain, records};
use gk_rules::catalog::sheet::{Merge, Sheet, Source};
use gk_rules::catalog::{Hint, read};

const TOP: [&str; 10] = [
    "序号",
    "公开事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "公开方式",
    "公开层级",
];
const SUB: [&str; 9] =
    ["一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡级", "村级"];
const CHECK: [&str; 12] = [
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏(电子屏)",
    "精准推送",
];

/// The cells of a row of the standard table; a first level that is the same as above is left out.
fn cells(row: &Record, number: usize, above: Option<&Record>, marks: (char, char)) -> Vec<String> {
    let text = |name: &str| row[name].clone();
    let tick = |name: &str| if row[name] == "1" { "√".to_owned() } else { String::new() };
    let given: Vec<&str> = row["channels"].split(';').filter(|one| !one.is_empty()).collect();
    let mut channels = String::new();
    if !given.is_empty() {
        for label in CHECK {
            channels += &format!("{}{label} ", if given.contains(&label) { marks.0 } else { marks.1 });
        }
        for other in given.iter().filter(|one| !CHECK.contains(one)) {
            channels += &format!("{}{other} ", marks.0);
        }
    }
    let same = above.is_some_and(|above| above["level1_item"] == row["level1_item"]);
    vec![
        number.to_string(),
        if same { String::new() } else { text("level1_item") },
        text("level2_item"),
        text("content_elements"),
        text("legal_basis"),
        text("time_limit_text"),
        text("responsible_body"),
        channels,
        tick("audience_all"),
        text("audience_specific"),
        tick("mode_active"),
        tick("mode_on_request"),
        tick("level_county"),
        tick("level_township"),
        tick("level_village"),
    ]
}

/// One way to lay out a table.
type Layout = fn(&[Vec<String>]) -> Source;

fn lines(rows: &[Vec<String>], cell_end: &str, row_end: &str, keep_blank: bool) -> Source {
    let mut text = String::new();
    let head: [Vec<String>; 2] = [TOP.map(ToOwned::to_owned).to_vec(), SUB.map(ToOwned::to_owned).to_vec()];
    for row in head.iter().chain(rows) {
        let cells: Vec<&String> = row.iter().filter(|cell| keep_blank || !cell.is_empty()).collect();
        for (at, cell) in cells.iter().enumerate() {
            text += cell;
            let last = at + 1 == cells.len();
            text += if last && !keep_blank { "" } else { cell_end };
        }
        text += row_end;
    }
    Source::Text(text)
}

fn pipes(rows: &[Vec<String>]) -> Source {
    lines(rows, " | ", "\n", true)
}

fn cell_a_line_with_pipes(rows: &[Vec<String>]) -> Source {
    lines(rows, " |\n", "", true)
}

fn cells_between_blank_lines(rows: &[Vec<String>]) -> Source {
    lines(rows, "\n\n", "\n", false)
}

fn cells_between_many_blank_lines(rows: &[Vec<String>]) -> Source {
    lines(rows, "\n\n \n\n \n\n", "\n", false)
}

fn tabs(rows: &[Vec<String>]) -> Source {
    lines(rows, "\t", "\n", true)
}

/// Words broken by line ends and spaces every five characters, as recognition does.
fn broken_pipes(rows: &[Vec<String>]) -> Source {
    let broken: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .enumerate()
                .map(|(at, cell)| {
                    let mut out = String::new();
                    for (place, c) in cell.chars().enumerate() {
                        out.push(c);
                        if at > 0 && place % 5 == 2 && cell.chars().count() > place + 1 {
                            out.push(if place % 2 == 0 { '\n' } else { ' ' });
                        }
                    }
                    out
                })
                .collect()
        })
        .collect();
    lines(&broken, " | ", "\n", true)
}

fn sheet(rows: &[Vec<String>]) -> Source {
    let mut all: Vec<Vec<String>> = vec![vec![String::new(); 15], vec![String::new(); 15]];
    let places = [(0, 0), (1, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 9), (10, 11), (12, 14)];
    let mut merges = Vec::new();
    for (label, (left, right)) in TOP.iter().zip(places) {
        all[0][left] = (*label).to_owned();
        merges.push(Merge { top: 0, left, bottom: usize::from(left == right), right });
    }
    for (label, at) in SUB.iter().zip([1, 2, 8, 9, 10, 11, 12, 13, 14]) {
        all[1][at] = (*label).to_owned();
    }
    all.extend(rows.iter().cloned());
    Source::Sheets(vec![Sheet { name: "Sheet1".to_owned(), rows: all, merges, first_row: 1 }])
}

fn run_together(rows: &[Vec<String>]) -> Source {
    lines(rows, "", "\n", false)
}

#[test]
fn every_answer_is_read_again_in_every_layout() {
    let answers = records(&data().join("rows.csv"));
    let mut sources: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for row in answers.iter().filter(|row| {
        row["content_elements"] != "同上"
            && row["legal_basis"] != "同上"
            && row["channels"] != "同上"
            && row["time_limit_text"] != "同上"
    }) {
        sources.entry(row["source"].clone()).or_default().push(row);
    }
    let layouts: [(&str, Layout, (char, char), usize); 10] = [
        ("pipes", pipes, ('■', '□'), 97),
        ("pipes, 口", pipes, ('▄', '口'), 97),
        ("pipes, £", pipes, ('■', '£'), 97),
        ("a cell a line with pipes", cell_a_line_with_pipes, ('■', '□'), 97),
        ("cells between blank lines", cells_between_blank_lines, ('■', '□'), 78),
        ("cells between many blank lines", cells_between_many_blank_lines, ('■', '□'), 78),
        ("tabs", tabs, ('☑', '☐'), 97),
        ("broken pipes", broken_pipes, ('■', '□'), 90),
        ("sheet", sheet, ('■', '□'), 97),
        ("run together", run_together, ('■', '□'), 46),
    ];
    for (name, layout, marks, least) in layouts {
        let (mut rows, mut right, mut missed) = (0, 0, String::new());
        for (source, given) in &sources {
            let table: Vec<Vec<String>> = given
                .iter()
                .enumerate()
                .map(|(at, row)| cells(row, at + 1, at.checked_sub(1).map(|one| given[one]), marks))
                .collect();
            let shown = plain(&table.concat().join(" "));
            let draft = read(&layout(&table), &Hint::default());
            rows += given.len();
            for (at, row) in given.iter().enumerate() {
                let above = at.checked_sub(1).and_then(|one| draft.items.get(one));
                let wrong = draft
                    .items
                    .get(at)
                    .map(|item| compare(item, above, row, &shown))
                    .filter(|one| one.lost < 9)
                    .map(|one| one.wrong);
                if wrong.as_ref().is_some_and(Vec::is_empty) && draft.items.len() == given.len() {
                    right += 1;
                } else {
                    missed += &format!("{source} {} of {}: {wrong:?}\n", at + 1, draft.items.len());
                }
            }
        }
        println!("{name}: {right} of {rows}");
        assert!(right * 100 >= rows * least, "{name}: {right} of {rows}\n{missed}");
    }
}
