//! DOCX as it comes out: well formed, every word there, styles named, cells merged.

use std::io::Read as _;

use gk_base::ports::Press as _;
use gk_rules::paper::{Paper, samples};
use gk_rules::redaction::comparable;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::reading::workshop;

/// The parts of a package.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|n| {
            let mut part = zip.by_index(n).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn document(paper: &Paper) -> String {
    let parts = parts(&workshop().docx(paper).unwrap());
    parts.into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1
}

/// The words of a part; it must be well formed.
fn words(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut open) = (String::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => open.push(e.name().as_ref().to_owned()),
            Event::End(e) => assert_eq!(open.pop().as_deref(), Some(e.name().as_ref())),
            Event::Text(t) => out.push_str(&t.xml10_content()),
            Event::GeneralRef(e) => out.push_str(match &*e.into_inner() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("{other}"),
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    out
}

#[test]
fn every_part_is_well_formed_and_every_word_is_there() {
    let mut odd = samples::reply();
    odd.addressee = "<w:p> & \"某\"".into();
    for paper in [odd, samples::document(), samples::service_return(), samples::broad_table()] {
        for (name, text) in parts(&workshop().docx(&paper).unwrap()) {
            words(&text);
            assert!(!text.contains("></w:t>"), "{name}");
        }
        let said = comparable(&words(&document(&paper)));
        for one in paper.texts().into_iter().flat_map(|text| text.split('\n')) {
            assert!(said.contains(&comparable(one)), "{one} is not in {said}");
        }
    }
}

#[test]
fn paragraphs_have_the_styles_of_a_paper() {
    let xml = document(&samples::document());
    let styles = parts(&workshop().docx(&samples::document()).unwrap());
    let styles = &styles.iter().find(|(name, _)| name == "word/styles.xml").unwrap().1;
    for style in [
        "Mark",
        "Number",
        "RedLine",
        "Title",
        "Addressee",
        "Body",
        "Heading1",
        "Heading2",
        "Heading3",
        "Imprint",
    ] {
        assert!(xml.contains(&format!("<w:pStyle w:val=\"{style}\"/>")), "{style}");
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
    for used in xml.split("<w:pStyle w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(styles.contains(&format!("w:styleId=\"{used}\"")), "{used} is no style");
    }
    assert!(styles.contains("仿宋_GB2312") && styles.contains("方正小标宋简体"));
}

#[test]
fn cells_are_merged_and_broad_tables_lie_across() {
    let xml = document(&samples::broad_table());
    assert!(xml.contains("<w:gridSpan w:val=\"4\"/><w:vMerge w:val=\"restart\"/>"));
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 3);
    assert_eq!(xml.matches("w:orient=\"landscape\"").count(), 1);
    // Every row is as broad as the table.
    let columns = xml.matches("<w:gridCol ").count();
    for row in xml.split("<w:tr>").skip(1) {
        let row = row.split("</w:tr>").next().unwrap();
        let spans: usize = row
            .split("<w:gridSpan w:val=\"")
            .skip(1)
            .map(|s| s.split('"').next().unwrap().parse::<usize>().unwrap() - 1)
            .sum();
        assert_eq!(row.matches("<w:tc>").count() + spans, columns);
    }
}
