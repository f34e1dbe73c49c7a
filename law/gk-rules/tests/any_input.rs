//! Any bytes, any grid, any damage to a real layout: the reader answers, quickly, and never panics.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a test may stop on broken test data")]

use std::time::{Duration, Instant};

use gk_rules::catalog::sheet::{Merge, Sheet, Source};
use gk_rules::catalog::{Hint, read};
use proptest::prelude::*;

fn read_text(text: String) -> gk_rules::catalog::draft::Draft {
    read(&Source::Text(text), &Hint::default())
}

/// Words of catalogs, so that chance meets the grammar.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "序号", "公开事项", "公开内容(要素)", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级", "一级事项",
            "二级事项", "全社会", "主动", "依申请", "县级", "乡、村级", "1", "2", "政策文件", "法律法规", "《条例》", "《", "》", "√", "同上",
            "■政府网站 □政府公报", "□", "口", "安全生产领域基层政务公开标准目录", "20个工作日", "1.甲 2.乙", "(", ")", "〔2017192号", "一、行政许可",
        ]).prop_map(ToOwned::to_owned),
        1 => "\\PC{0,12}",
    ]
}

fn separators() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![" | ", "|", "|\n", "\n", "\n\n", "\t", " ", "     ", "", "<td>", "</td>"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let _ = read_text(text);
    }

    #[test]
    fn any_chain_of_words_is_read(parts in prop::collection::vec((words(), separators()), 0..160)) {
        let text: String = parts.iter().map(|(word, separator)| format!("{word}{separator}")).collect();
        let draft = read_text(text.clone());
        let again = read_text(text);
        prop_assert_eq!(draft, again);
    }

    #[test]
    fn any_grid_is_read(
        rows in prop::collection::vec(prop::collection::vec(words(), 0..18), 0..24),
        merges in prop::collection::vec((0_usize..30, 0_usize..20, 0_usize..30, 0_usize..20), 0..12),
    ) {
        let merges = merges.into_iter().map(|(top, left, bottom, right)| Merge { top, left, bottom, right }).collect();
        let sheet = Sheet { name: "表".to_owned(), rows, merges, first_row: 1 };
        let _ = read(&Source::Sheets(vec![sheet]), &Hint::default());
    }
}

/// A small generator of its own, so that the damage is the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }
}

fn layouts() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/mess");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the test data is in the repository")
        .map(|one| one.expect("an entry").path())
        .collect();
    files.sort();
    files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|one| one == "txt"))
        .map(|path| std::fs::read_to_string(path).expect("a layout"))
        .collect()
}

#[test]
fn damaged_layouts_are_read() {
    let mut chance = Chance(7);
    for text in layouts() {
        for round in 0..6 {
            let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
            for _ in 0..=lines.len() / 12 {
                let (a, b) = (chance.below(lines.len()), chance.below(lines.len()));
                match chance.below(4) {
                    0 => lines.swap(a, b),
                    1 if lines.len() > 1 => {
                        lines.remove(a);
                    }
                    2 => {
                        let line = lines[a].clone();
                        lines.insert(b, line);
                    }
                    _ => {
                        let mut chars: Vec<char> = lines[a].chars().collect();
                        if !chars.is_empty() {
                            let at = chance.below(chars.len());
                            if round % 2 == 0 {
                                chars.remove(at);
                            } else {
                                chars.insert(at, ['|', '《', '■', '\n', '1', '\u{0}'][chance.below(6)]);
                            }
                        }
                        lines[a] = chars.into_iter().collect();
                    }
                }
            }
            let _ = read_text(lines.join("\n"));
        }
    }
}

#[test]
fn a_very_long_text_takes_seconds() {
    let row = "1 | 政策文件 | 法律法规 | 与救灾有关的法律 | 《条例》 | 20个工作日 | 应急局 | ■政府网站 □政府公报 | √ |  | √ |\n";
    let head = "序号 | 公开事项 | 公开内容(要素) | 公开依据 | 公开时限 | 公开主体 | 公开渠道和载体 | 公开对象 | 公开方式 |\n一级事项 | 二级事项 | 全社会 | 特定群体 | 主动 | 依申请 |\n";
    let long = [
        format!("{head}{}", row.repeat(if cfg!(debug_assertions) { 20_000 } else { 100_000 })),
        format!("{head}{row}{}", " |  |  | 又一项要素 |  |  |  |  |  |  |  |\n".repeat(20_000)),
        "甲\n".repeat(200_000),
        "|".repeat(300_000),
        "《".repeat(100_000),
        "1.".repeat(100_000),
        "序号公开事项公开内容公开依据公开时限\n".repeat(5_000),
    ];
    for text in long {
        let start = Instant::now();
        let _ = read_text(text.clone());
        println!("{:?} for {} bytes", start.elapsed(), text.len());
        assert!(start.elapsed() < Duration::from_secs(60), "{:?} for {} bytes", start.elapsed(), text.len());
    }
}
