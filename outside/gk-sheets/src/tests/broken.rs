//! Properties: whatever is done to a good file, reading answers and never panics.

use proptest::prelude::*;

use super::build::{biff8, compound, docx, tc, xlsx};
use crate::{Book, Cell, HeaderCell, Limits, Page, take, write_csv, write_xlsx};

fn small() -> Limits {
    Limits { rows: 5_000, columns: 300, cells: 50_000, unpacked_bytes: 4 << 20, ..Limits::default() }
}

fn good() -> Vec<Vec<u8>> {
    let cell = |text: &str| Cell::Text(text.into());
    let page = Page {
        name: "a".into(),
        title: "题".into(),
        header: vec![
            vec![HeaderCell::tall("序号", 2), HeaderCell::broad("事项", 2)],
            vec![HeaderCell::new("一"), HeaderCell::new("二")],
        ],
        rows: vec![vec![Cell::Int(1), cell("甲"), Cell::Percent(0.5)]],
        ..Page::default()
    };
    let stream = biff8();
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        tc("<w:vMerge w:val=\"restart\"/>", "甲"),
        tc("<w:gridSpan w:val=\"2\"/>", "乙")
    );
    vec![
        write_xlsx(&Book { sheets: vec![page.clone()] }).unwrap(),
        write_csv(&page),
        compound(&[("Workbook", &super::workbooks::padded(stream.clone()))]),
        stream,
        docx(&table),
        b"<table><tr><td rowspan=2>a<td>b<tr><td colspan=3>c&nbsp;&#x4e00;</table>".to_vec(),
    ]
}

fn settle(name: &str, bytes: &[u8]) {
    match take(name, bytes, &small()) {
        Ok(taken) => {
            assert!(taken.remarks.iter().all(|remark| remark.is_remark() && remark.message().contains(name)));
        }
        Err(trouble) => assert!(!trouble.is_remark() && trouble.message().contains(name)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        settle("a.xls", &bytes);
    }

    #[test]
    fn any_text_is_answered(text in "[<>/a-z\"'=&;#0-9 |,\t\n一二]{0,300}") {
        settle("a.html", text.as_bytes());
        settle("a.csv", text.as_bytes());
    }

    #[test]
    fn a_good_file_spoilt_is_answered(
        which in 0_usize..6,
        spoils in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = good().swap_remove(which);
        for (at, value) in spoils {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        settle("a.bin", &bytes);
    }

    #[test]
    fn a_spoilt_inner_part_is_answered(
        spoils in prop::collection::vec((any::<prop::sample::Index>(), "[<>/\"&a-z0-9]{0,6}"), 1..6),
    ) {
        let mut sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"B1\"><v>1.5</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B3\"/></mergeCells>".to_owned();
        for (at, text) in spoils {
            let at = at.index(sheet.len());
            sheet.insert_str(at, &text);
        }
        settle("a.xlsx", &xlsx(&sheet, "<si><t>甲</t></si>", "<styleSheet/>"));
    }
}
