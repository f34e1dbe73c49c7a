//! One file for each way of hiding, and clean ones in which nothing is found.

use super::*;
use crate::tests::build::{docx, p, packed, xlsx, xlsx_with};

fn problems(bytes: &[u8]) -> Vec<String> {
    inspect("附件", bytes, &Limits::default()).hidden.into_iter().map(|one| one.problem).collect()
}

fn codes(list: &[Problem]) -> Vec<String> {
    list.iter().map(|one| gk_rules::Coded::code(*one).to_owned()).collect()
}

const ROW: &str =
    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>公开</t></is></c></row></sheetData>";

fn book(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"),
    ];
    parts.extend(more);
    packed(&parts)
}

fn slides(slide: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("ppt/presentation.xml", b"<p:presentation/>"),
        ("ppt/slides/slide1.xml", slide.as_bytes()),
    ];
    parts.extend(more);
    packed(&parts)
}

const SLIDE: &str = "<p:sld><a:p><a:r><a:t>一张</a:t></a:r></a:p></p:sld>";

/// A JPEG with one Exif block of a directory.
fn jpeg(entries: &[(u16, u32)], second: &[(u16, u32)]) -> Vec<u8> {
    let directory = |entries: &[(u16, u32)]| -> Vec<u8> {
        let mut out = u16::try_from(entries.len()).unwrap().to_be_bytes().to_vec();
        for (tag, value) in entries {
            out.extend(tag.to_be_bytes());
            out.extend([0, 4, 0, 0, 0, 1]);
            out.extend(value.to_be_bytes());
        }
        out.extend([0; 4]);
        out
    };
    let mut block = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
    block.extend(directory(entries));
    block.extend(directory(second));
    let mut out = vec![0xff, 0xd8, 0xff, 0xe1];
    out.extend(u16::try_from(block.len() + 2).unwrap().to_be_bytes());
    out.extend(block);
    out.extend([0xff, 0xda, 0, 2, 0xff, 0xd9]);
    out
}

#[test]
fn clean_files_hide_nothing_and_are_read() {
    let word = inspect("a.docx", &docx(&format!("{}{}", p("第一段"), p("第二段"))), &Limits::default());
    assert_eq!((word.text().as_str(), word.hidden.len()), ("第一段\n第二段", 0));
    assert!(problems(&xlsx(ROW, "", "<styleSheet/>")).is_empty());
    let shown = inspect("a.pptx", &slides(SLIDE, &[]), &Limits::default());
    assert_eq!((shown.text().as_str(), shown.hidden.len()), ("一张", 0));
    assert!(problems(&jpeg(&[], &[])).is_empty());
    assert_eq!(inspect("a.txt", "一行字".as_bytes(), &Limits::default()).text(), "一行字");
}

#[test]
fn every_way_of_hiding_is_found() {
    use Problem as P;
    let hidden_sheet = "<sheet name=\"表一\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"底稿\" sheetId=\"2\" state=\"veryHidden\" r:id=\"rId2\"/>";
    let core = "<cp:coreProperties><dc:creator>张某</dc:creator><cp:lastModifiedBy>openpyxl</cp:lastModifiedBy></cp:coreProperties>";
    let note = "<p:notes><a:p><a:r><a:t>先不要公开</a:t></a:r></a:p></p:notes>";
    let number = "<p:notes><a:p><a:fld><a:t>3</a:t></a:fld></a:p></p:notes>";
    let run =
        |properties: &str| docx(&format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>底</w:t></w:r></w:p>"));
    let photo = jpeg(&[(0x8825, 8 + 2 + 12 + 4)], &[(2, 0), (4, 0)]);
    let cases: Vec<(Vec<u8>, Vec<Problem>)> = vec![
        (xlsx_with(ROW, "", "<styleSheet/>", hidden_sheet), vec![P::HiddenSheet]),
        (
            xlsx("<sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>", "", ""),
            vec![P::HiddenRows],
        ),
        (
            xlsx(&format!("<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>{ROW}"), "", ""),
            vec![P::HiddenColumns],
        ),
        (xlsx(&format!("<cols><col min=\"5\" max=\"16384\" hidden=\"1\"/></cols>{ROW}"), "", ""), vec![]),
        (book(&[("xl/pivotCache/pivotCacheRecords1.xml", b"<r/>")]), vec![P::PivotCache]),
        (book(&[("xl/externalLinks/externalLink1.xml", b"<e/>")]), vec![P::ExternalLink]),
        (
            book(&[(
                "xl/comments1.xml",
                b"<comments><commentList><comment ref=\"A1\"/></commentList></comments>",
            )]),
            vec![P::Comment],
        ),
        (book(&[("xl/vbaProject.bin", b"x")]), vec![P::Macro]),
        (book(&[("xl/embeddings/oleObject1.bin", b"x")]), vec![P::Embedded]),
        (book(&[("docProps/core.xml", core.as_bytes())]), vec![P::Properties]),
        (book(&[("xl/media/image1.jpeg", &photo)]), vec![P::Gps]),
        (
            docx(&format!("{}<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", p("新"))),
            vec![P::TrackedChange],
        ),
        (docx("<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"), vec![P::TrackedChange]),
        (run("<w:vanish/>"), vec![P::HiddenText]),
        (run("<w:vanish w:val=\"0\"/>"), vec![]),
        (run("<w:color w:val=\"FFFFFF\"/>"), vec![P::HiddenText]),
        (run("<w:sz w:val=\"2\"/>"), vec![P::HiddenText]),
        (slides(&SLIDE.replace("<p:sld>", "<p:sld show=\"0\">"), &[]), vec![P::HiddenSlide]),
        (slides(SLIDE, &[("ppt/notesSlides/notesSlide1.xml", note.as_bytes())]), vec![P::SpeakerNotes]),
        (slides(SLIDE, &[("ppt/notesSlides/notesSlide1.xml", number.as_bytes())]), vec![]),
        (photo.clone(), vec![P::Gps]),
        (jpeg(&[(0x010f, 1)], &[]), vec![P::Exif]),
        (jpeg(&[(0x8825, 8 + 2 + 12 + 4)], &[]), vec![]),
        (b"%PDF-1.7".to_vec(), vec![P::FileUnread]),
        (packed(&[("a.txt", b"x")]), vec![]),
        (packed(&[("a.zip", &packed(&[("b.txt", b"x")]))]), vec![P::FileUnread]),
        (packed(&[("a.pdf", b"%PDF-1.7")]), vec![P::FileUnread]),
        (packed(&[("a/photo.jpg", &photo)]), vec![P::Gps]),
        (b"\xff\xd8\xff\xe1\xff\xff".to_vec(), vec![P::FileBroken]),
        (b"PK\x03\x04 broken".to_vec(), vec![P::FileBroken]),
    ];
    for (nth, (bytes, expected)) in cases.iter().enumerate() {
        assert_eq!(problems(bytes), codes(expected), "case {nth}");
    }
}

#[test]
fn the_words_of_packed_files_are_read() {
    let files =
        packed(&[("名单/甲.txt", "联系电话13812345678".as_bytes()), ("乙.docx", &docx(&p("身份证明")))]);
    let found = inspect("附件.zip", &files, &Limits::default());
    assert_eq!(found.lines, [(1, "联系电话13812345678".to_owned()), (2, "身份证明".to_owned())]);
}

#[test]
fn a_list_in_a_workbook_is_read_row_by_row() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>住址</t></is></c></row></sheetData>";
    assert!(inspect("a.xlsx", &xlsx(sheet, "", ""), &Limits::default()).text().contains("姓名\t住址"));
}

proptest::proptest! {
    #[test]
    fn whatever_is_sent_nothing_panics(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        for head in [b"".as_slice(), b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"] {
            let _ = inspect("x", &[head, &bytes].concat(), &Limits::default());
        }
    }
}
