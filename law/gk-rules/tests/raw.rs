//! The raw text of every value: exactly as it stood, with the place it stood at.

#![expect(clippy::print_stdout, reason = "the share read is said")]

use gk_rules::catalog::draft::{CellPlace, Draft};
use gk_rules::catalog::sheet::{Merge, Sheet, Source};
use gk_rules::catalog::{Hint, read};

fn text(text: &str) -> Draft {
    read(&Source::Text(text.to_owned()), &Hint::default())
}

fn codes(draft: &Draft) -> Vec<(&str, u32, u32)> {
    draft.diagnostics.iter().map(|one| (one.code.as_str(), one.row, one.column)).collect()
}

#[test]
fn the_raw_text_of_nearly_every_cell_of_every_layout_stands_in_its_source() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/mess");
    let (mut all, mut exact) = (0_usize, 0_usize);
    let mut wrong = String::new();
    for entry in std::fs::read_dir(folder).expect("the test data is in the repository") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|one| one != "txt") {
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a layout");
        let lines: Vec<&str> = source.lines().collect();
        for item in text(&source).items {
            for (name, raw) in item.raw {
                let place = item.places.get(&name).copied().unwrap_or_default();
                let line =
                    usize::try_from(place.row).expect("a line").checked_sub(1).and_then(|at| lines.get(at));
                let begins = raw.lines().next().unwrap_or_default();
                let here = line.is_some_and(|line| line.contains(begins));
                all += 1;
                if here && raw.split('\n').all(|part| source.contains(part)) {
                    exact += 1;
                } else {
                    wrong += &format!("{} {name} at {place:?}: {raw:?}\n", path.display());
                }
            }
        }
    }
    println!("{exact} of {all} raw cells stand in their source\n{wrong}");
    // One layout weaves the words of its columns line by line; a cell of it stands nowhere in one piece.
    assert!(exact * 1000 >= all * 997, "{exact} of {all}\n{wrong}");
}

#[test]
fn a_repaired_value_keeps_its_raw_text_and_says_what_was_done() {
    let draft = text(
        "序号 | 公开事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 |\n\
         1 | 政策<b>文\n件</b> | 公開內(nèi)容 | 《意见》(中办发[2016]8号) | 长期公开 | 民政局 |\n\
         2 |  | 名单 | 同上 | 同 上 | 民政局 |\n",
    );
    let first = draft.items.first().expect("an item");
    assert_eq!(first.raw.get("level1").map(String::as_str), Some("政策<b>文\n件"));
    assert_eq!(first.raw.get("elements").map(String::as_str), Some("公開內(nèi)容"));
    assert_eq!(first.elements.first().map(|one| one.text.as_str()), Some("公开内容"));
    assert_eq!(first.places.get("elements"), Some(&CellPlace { row: 3, column: 3 }));
    let second = draft.items.get(1).expect("an item");
    assert_eq!((second.level1.as_deref(), second.raw.get("level1")), (Some("政策文件"), None));
    assert_eq!(second.places.get("level1"), Some(&CellPlace { row: 2, column: 2 }));
    assert_eq!(second.raw.get("basis").map(String::as_str), Some("同上"));
    assert_eq!(second.raw.get("time_limit").map(String::as_str), Some("同 上"));
    assert_eq!(second.basis, first.basis);
    for said in [
        ("GK-C037", 2, 2),
        ("GK-C037", 3, 3),
        ("GK-C032", 2, 4),
        ("GK-C015", 4, 4),
        ("GK-C015", 4, 5),
        ("GK-C059", 4, 2),
    ] {
        assert!(codes(&draft).contains(&said), "{said:?} in {:?}", codes(&draft));
    }
}

#[test]
fn a_merged_cell_is_raw_where_it_begins_and_a_lost_character_stays_lost_in_the_raw_text() {
    let rows = [
        ["序号", "开事项", "", "开内容", "开依据", "开时限"],
        ["", "一级事项", "二级事项", "", "", ""],
        ["1", "政策文件", "法律", "示情况", "《条例》", "及时开"],
        ["2", "", "规章", "规章", "《条例》", "长期开"],
    ];
    let sheet = Sheet {
        name: "表".to_owned(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
        merges: vec![
            Merge { top: 0, left: 1, bottom: 0, right: 2 },
            Merge { top: 2, left: 1, bottom: 3, right: 1 },
        ],
        first_row: 5,
    };
    let draft = read(&Source::Sheets(vec![sheet]), &Hint::default());
    let second = draft.items.get(1).expect("an item");
    assert_eq!(second.raw.get("level1").map(String::as_str), Some("政策文件"));
    assert_eq!(second.places.get("level1"), Some(&CellPlace { row: 7, column: 2 }));
    assert_eq!(second.raw.get("time_limit").map(String::as_str), Some("长期开"));
    assert_eq!(second.time_limit.as_ref().map(|one| one.text.as_str()), Some("长期公开"));
    assert!(codes(&draft).contains(&("GK-C058", 8, 6)), "{:?}", codes(&draft));
}

#[test]
fn ticks_of_which_nobody_knows_the_column_stay_in_the_raw_text() {
    let draft = text(
        "序号\n\n公开事项\n\n公开内容\n\n公开依据\n\n公开时限\n\n公开主体\n\n公开对象\n\n公开方式\n\n公开层级\n\n全社会\n\n特定群体\n\n\
         主动\n\n依申请\n\n县级\n\n乡级\n\n1\n\n政策文件\n\n与救灾有关的法律、法规\n\n《条例》\n\n20个工作日内\n\n民政部门\n\n√\n\n√\n\n√\n",
    );
    let item = draft.items.first().expect("an item");
    assert_eq!(item.raw.get("ticks").map(String::as_str), Some("√"), "{item:?}");
    assert_eq!(
        (item.audience.all, item.method.proactive, item.levels.county),
        (Some(true), Some(true), None)
    );
    assert!(codes(&draft).iter().any(|one| one.0 == "GK-C045"));
}

#[test]
fn what_is_cut_off_is_said() {
    let long = "甲".repeat(40_100);
    let wide = " | 乙".repeat(220);
    let draft = text(&format!(
        "序号 | 公开事项 | 公开内容 | 公开依据 | 公开时限 |\n1 | 政策文件 | {long} | 《条例》 | 长期 |\n2 | 规章{wide} |\n"
    ));
    let said = codes(&draft);
    assert!(
        said.contains(&("GK-C055", 2, 3)) && said.iter().any(|one| one.0 == "GK-C056" && one.1 == 3),
        "{said:?}"
    );
    let first = draft.items.first().expect("an item");
    assert_eq!(first.raw.get("elements").map(|one| one.chars().count()), Some(40_100));
}
