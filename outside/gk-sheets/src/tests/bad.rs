//! Bad input: bombs, cut files, locked files, files that are something else.

use gk_rules::catalog::trouble::Trouble;

use super::build::{biff8, compound, docx, packed, tc, xlsx};
use crate::{Book, Cell, Limits, Page, read, write_xlsx};

fn refused(name: &str, bytes: &[u8]) -> Trouble {
    refused_within(name, bytes, &Limits::default())
}

fn refused_within(name: &str, bytes: &[u8], limits: &Limits) -> Trouble {
    match read(name, bytes, limits) {
        Err(trouble) => {
            assert!(trouble.message().contains(name), "{trouble}");
            assert!(!trouble.is_remark());
            trouble
        }
        Ok(source) => panic!("read: {source:?}"),
    }
}

fn inline(rows: &str) -> Vec<u8> {
    xlsx(&format!("<sheetData>{rows}</sheetData>"), "", "<styleSheet/>")
}

#[test]
fn other_kinds_are_named() {
    for (name, bytes, code) in [
        ("空.xlsx", b"".as_slice(), "GK-F001"),
        ("空.csv", b" \r\n ", "GK-F001"),
        ("a.xlsx", b"%PDF-1.7\n%\xE2\xE3", "GK-F014"),
        ("a.docx", b"{\\rtf1\\ansi}", "GK-F014"),
        ("a.xlsx", b"\x89PNG\r\n\x1A\n\0\0", "GK-F014"),
        ("a.xlsx", b"Rar!\x1A\x07\0", "GK-F014"),
        ("a.xls", b"MIME-Version: 1.0\r\nX: y", "GK-F014"),
        ("a.xlsx", b"\x01\x02\x03\0\0\0\xFF\xFE\x00", "GK-F015"),
        ("a.xlsx", b"PK\x03\x04 cut", "GK-F013"),
        ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut", "GK-F013"),
    ] {
        let trouble = refused(name, bytes);
        assert_eq!(trouble.code(), code, "{trouble}");
    }
    for (parts, code) in [
        (vec![("a.txt", b"x".as_slice())], "GK-F014"),
        (vec![("OFD.xml", b"<x/>")], "GK-F014"),
        (vec![("xl/workbook.bin", b"x")], "GK-F014"),
        (vec![("ppt/presentation.xml", b"<x/>")], "GK-F014"),
        (vec![("xl/styles.xml", b"<x/>")], "GK-F013"),
    ] {
        assert_eq!(refused("a.xlsx", &packed(&parts)).code(), code);
    }
    for (stream, code, word) in [
        ("WordDocument", "GK-F014", ".doc"),
        ("EncryptedPackage", "GK-F012", "密码"),
        ("Other", "GK-F014", "其他"),
    ] {
        let trouble = refused("目录.doc", &compound(&[(stream, &[0; 4096])]));
        assert_eq!(trouble.code(), code);
        assert!(trouble.message().contains(word), "{trouble}");
    }
}

#[test]
fn a_locked_old_workbook_says_so() {
    let mut stream = biff8();
    let lock = [0x2F, 0, 2, 0, 1, 0];
    stream.splice(20..20, lock);
    assert_eq!(refused("a.xls", &stream).code(), "GK-F012");
}

#[test]
fn a_cut_file_is_refused_wherever_it_was_cut() {
    let page =
        Page { name: "a".into(), rows: vec![vec![Cell::Text("甲".repeat(50))]; 50], ..Page::default() };
    let whole = write_xlsx(&Book { sheets: vec![page] }).unwrap();
    for part in 1..20 {
        let cut = &whole[..whole.len() * part / 20];
        assert_eq!(refused("a.xlsx", cut).code(), "GK-F013");
    }
    let mut wrong = whole;
    let name = b"xl/worksheets/sheet1.xml";
    let part = wrong.windows(name.len()).position(|at| at == name).unwrap() + name.len();
    wrong[part + 20..part + 60].fill(0x55);
    assert!(read("a.xlsx", &wrong, &Limits::default()).is_err_and(|trouble| trouble.code() == "GK-F013"));
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let zeros = vec![b' '; 60 << 20];
    let sheet = [b"<worksheet>".as_slice(), &zeros].concat();
    let parts = [
        ("xl/workbook.xml", b"<workbook><sheets><sheet r:id=\"r\"/></sheets></workbook>".as_slice()),
        (
            "xl/_rels/workbook.xml.rels",
            b"<R><Relationship Id=\"r\" Type=\"/worksheet\" Target=\"s.xml\"/></R>",
        ),
        ("xl/s.xml", &sheet),
    ];
    let bomb = packed(&parts);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused("a.xlsx", &bomb).code(), "GK-F004");
    let limits = Limits { unpacked_bytes: 10 << 20, ..Limits::default() };
    assert_eq!(refused_within("a.xlsx", &bomb, &limits).code(), "GK-F003");
    let limits = Limits { file_bytes: 1000, ..Limits::default() };
    assert_eq!(refused_within("a.xlsx", &bomb, &limits).code(), "GK-F002");
    let limits = Limits { parts: 2, ..Limits::default() };
    assert_eq!(refused_within("a.xlsx", &bomb, &limits).code(), "GK-F005");
}

#[test]
fn a_sheet_of_two_hundred_megabytes_is_refused_at_once() {
    // Stored, not packed: the directory alone says how large it is, and the file is over the limit anyway.
    let began = std::time::Instant::now();
    let huge = vec![b'x'; 200 << 20];
    assert_eq!(refused("a.xlsx", &huge).code(), "GK-F002");
    assert!(began.elapsed().as_secs() < 5);
}

#[test]
fn entities_are_never_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\
        <sst><si><t>甲&b;&c;乙</t></si></sst>";
    let parts = [
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name=\"s\" r:id=\"r\"/></sheets></workbook>".as_slice(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<R><Relationship Id=\"r\" Type=\"/worksheet\" Target=\"s.xml\"/></R>",
        ),
        ("xl/sharedStrings.xml", bomb.as_bytes()),
        ("xl/s.xml", b"<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>"),
    ];
    assert_eq!(super::only("a.xlsx", &packed(&parts)).rows, [["甲乙"]]);
}

#[test]
fn far_cells_and_many_cells_are_refused_with_their_place() {
    let cell = |at: &str| inline(&format!("<row><c r=\"{at}\"><v>1</v></c></row>"));
    let trouble = refused("a.xlsx", &cell("A1048576"));
    assert_eq!(trouble.code(), "GK-F007");
    assert!(trouble.message().contains("表“表一”第1048576行"), "{trouble}");
    let trouble = refused("a.xlsx", &cell("XFD3"));
    assert_eq!(trouble.code(), "GK-F008");
    assert!(trouble.message().contains("第3行XFD列"), "{trouble}");
    let rows: String = (1..200).map(|row| format!("<row><c r=\"ALL{row}\"><v>1</v></c></row>")).collect();
    let limits = Limits { cells: 100_000, ..Limits::default() };
    assert_eq!(refused_within("a.xlsx", &inline(&rows), &limits).code(), "GK-F009");
    let limits = Limits { cell_chars: 10, ..Limits::default() };
    let long = inline("<row><c t=\"inlineStr\"><is><t>一二三四五六七八九十一</t></is></c></row>");
    assert_eq!(refused_within("a.xlsx", &long, &limits).code(), "GK-F010");
    let limits = Limits { text_bytes: 10, ..Limits::default() };
    assert_eq!(refused_within("a.xlsx", &long, &limits).code(), "GK-F018");
    let limits = Limits { sheets: 0, ..Limits::default() };
    assert_eq!(refused_within("a.xlsx", &long, &limits).code(), "GK-F006");
}

#[test]
fn merged_areas_as_large_as_a_sheet_cost_what_is_in_them() {
    let sheet = "<sheetData><row><c t=\"inlineStr\"><is><t>题</t></is></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    assert!(super::only("a.xlsx", &xlsx(sheet, "", "<styleSheet/>")).merges.is_empty());
    let many: String = (0..30).map(|_| "<mergeCell ref=\"A1:J9\"/>").collect();
    let limits = Limits { merges: 20, ..Limits::default() };
    let bytes = xlsx(&format!("<mergeCells>{many}</mergeCells>"), "", "<styleSheet/>");
    assert_eq!(refused_within("a.xlsx", &bytes, &limits).code(), "GK-F017");
}

#[test]
fn nesting_has_an_end() {
    let deep = format!("{}{}", "<a>".repeat(5000), "</a>".repeat(5000));
    assert_eq!(refused("a.docx", &docx(&deep)).code(), "GK-F011");
    let tables = "<table><tr><td>".repeat(100_000);
    assert_eq!(refused("a.html", tables.as_bytes()).code(), "GK-F011");
    let divs = format!("{}<table><tr><td>a<td>b<tr><td>c<td>d</table>", "<div>".repeat(500_000));
    assert_eq!(super::only("a.html", divs.as_bytes()).rows.len(), 2);
    let nested =
        (0..60).fold(tc("", "里"), |inner, _| format!("<w:tc><w:tbl><w:tr>{inner}</w:tr></w:tbl></w:tc>"));
    assert_eq!(super::only("a.docx", &docx(&format!("<w:tbl><w:tr>{nested}</w:tr></w:tbl>"))).rows, [["里"]]);
}

#[test]
fn repeated_cells_of_an_open_document_have_an_end() {
    let content = "<o:s xmlns:o=\"o\"><o:spreadsheet><table name=\"t\"><table-row number-rows-repeated=\"1048576\"><table-cell number-columns-repeated=\"16384\"><p>x</p></table-cell></table-row></table></o:spreadsheet></o:s>";
    let bytes = packed(&[("META-INF/manifest.xml", b"<m/>"), ("content.xml", content.as_bytes())]);
    assert_eq!(refused("a.ods", &bytes).code(), "GK-F008");
    let text = packed(&[("META-INF/manifest.xml", b"<m/>"), ("content.xml", b"<o:text xmlns:o=\"o\"/>")]);
    assert_eq!(refused("a.odt", &text).code(), "GK-F014");
    let locked = packed(&[("META-INF/manifest.xml", b"<m><encryption-data/></m>"), ("content.xml", b"x")]);
    assert_eq!(refused("a.ods", &locked).code(), "GK-F012");
}

#[test]
fn sheets_without_content_are_nothing() {
    assert_eq!(refused("a.xlsx", &inline("")).code(), "GK-F016");
    assert_eq!(refused("a.docx", &docx("")).code(), "GK-F016");
    assert_eq!(refused("a.html", b"<html><body></body></html>").code(), "GK-F016");
}
