//! Papers as they come out: every word is there, the file is what it says it is, and what cannot be set is named.

use crate::reading::{codes, text, workshop};
use gk_base::Problem;
use gk_base::ports::Press as _;
use gk_press::{FontPlaces, Workshop};
use gk_rules::paper::{Block, Numbering, Paper, Picture, Run, Seal, Table, TableCell, samples, words};
use gk_rules::redaction::comparable;
use proptest::prelude::*;

fn all() -> Vec<Paper> {
    vec![samples::reply(), samples::document(), samples::service_return(), samples::broad_table()]
}

fn must_hold(paper: &Paper, pdf: &[u8]) {
    let said = comparable(&text(pdf));
    for one in paper.texts() {
        for line in one.split('\n') {
            assert!(said.contains(&comparable(line)), "{line} is not in: {said}");
        }
    }
}

#[test]
fn every_word_of_a_paper_is_in_its_pdf() {
    for paper in all() {
        must_hold(&paper, &workshop().pdf(&paper).unwrap());
    }
}

#[test]
fn emphasised_words_are_set_in_another_face() {
    let run = |text: &str, strong| Run { text: text.into(), strong };
    let mut plain = samples::reply();
    plain.body = vec![Block::Runs(vec![run("本机关", false), run("决定不予公开", false), run("。", false)])];
    let mut strong = plain.clone();
    strong.body = vec![Block::Runs(vec![run("本机关", false), run("决定不予公开", true), run("。", false)])];
    let (plain_pdf, strong_pdf) = (workshop().pdf(&plain).unwrap(), workshop().pdf(&strong).unwrap());
    must_hold(&strong, &strong_pdf);
    assert!(comparable(&text(&strong_pdf)).contains(&comparable("本机关决定不予公开。")));
    assert_ne!(plain_pdf, strong_pdf);
    assert!(workshop().html(&strong).contains("本机关<strong>决定不予公开</strong>。"));
}

#[test]
fn the_fixed_words_of_a_letter_are_there() {
    let said = comparable(&text(&workshop().pdf(&samples::reply()).unwrap()));
    for words in ["张某某：", "2026年3月20日", words::SEAL_PLACE, "附件：1. 2025", "（联系人：李某"]
    {
        assert!(said.contains(&comparable(words)), "{words}: {said}");
    }
}

#[test]
fn a_pdf_says_that_it_is_archived_and_accessible() {
    for paper in all() {
        let bytes = workshop().pdf(&paper).unwrap();
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let catalog = file.catalog().unwrap();
        let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
        let stream = file.get_object(metadata).unwrap().as_stream().unwrap();
        let xmp =
            String::from_utf8(stream.get_plain_content().unwrap_or_else(|_| stream.content.clone())).unwrap();
        for told in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(xmp.contains(told), "{told}: {xmp}");
        }
        assert!(xmp.contains(&paper.title.replace('\n', "")), "{xmp}");
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
        let marks = catalog.get(b"MarkInfo").unwrap();
        let marks = marks
            .as_dict()
            .unwrap_or_else(|_| file.get_object(marks.as_reference().unwrap()).unwrap().as_dict().unwrap());
        assert!(marks.get(b"Marked").unwrap().as_bool().unwrap());
    }
}

/// The kinds of structure elements of a file.
fn tags(bytes: &[u8]) -> std::collections::BTreeMap<String, usize> {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let mut found = std::collections::BTreeMap::new();
    for object in file.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        if let (Ok(kind), true) = (dict.get(b"S").and_then(lopdf::Object::as_name), dict.has(b"P")) {
            *found.entry(String::from_utf8_lossy(kind).into_owned()).or_insert(0) += 1;
        }
    }
    found
}

#[test]
fn headings_paragraphs_quotations_and_tables_are_tagged_as_such() {
    let reply = tags(&workshop().pdf(&samples::reply()).unwrap());
    assert_eq!(reply.get("H1"), Some(&1), "{reply:?}");
    assert!(reply.get("P").is_some_and(|n| *n >= 6), "{reply:?}");
    assert!(reply.contains_key("BlockQuote"), "{reply:?}");
    let document = tags(&workshop().pdf(&samples::document()).unwrap());
    assert_eq!(document.get("TH"), Some(&4), "{document:?}");
    assert_eq!(document.get("TD"), Some(&48), "{document:?}");
    let broad = tags(&workshop().pdf(&samples::broad_table()).unwrap());
    // Ten headings of columns, and the names of the rows.
    assert!(broad.get("TH").is_some_and(|n| *n >= 18), "{broad:?}");
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let paper = samples::reply();
    assert_eq!(workshop().pdf(&paper).unwrap(), workshop().pdf(&paper).unwrap());
    assert_eq!(workshop().docx(&paper).unwrap(), workshop().docx(&paper).unwrap());
}

#[test]
fn words_that_look_like_markup_are_words() {
    let mut paper = samples::reply();
    let odd =
        r##"#import "/etc/passwd" $x^2$ *粗* _斜_ `码` <标签> @引用 \ = 标题 // 注释 "引号" #eval("1+1")"##;
    paper.title = "#panic(\"标题\")".into();
    paper.body = vec![
        Block::paragraph(odd),
        Block::Quote(odd.into()),
        Block::heading(1, odd),
        Block::List { numbering: Numbering::Arabic, items: vec![odd.into()] },
        Block::Table(Table { widths: vec![1.0], rows: vec![vec![TableCell::new(odd)]], ..Table::default() }),
    ];
    paper.attachments = vec![odd.into()];
    must_hold(&paper, &workshop().pdf(&paper).unwrap());
}

#[test]
fn a_character_without_glyph_is_named_with_its_words() {
    for (c, code) in [('\u{e123}', "U+E123"), ('\u{7}', "U+0007"), ('\u{13000}', "U+13000")] {
        let mut paper = samples::reply();
        paper.addressee = format!("李{c}明");
        let Err(Problem::Refused(reasons)) = workshop().pdf(&paper) else { panic!("{code} was set") };
        assert_eq!(reasons[0].code, "paper.no_glyph");
        assert!(reasons[0].words.contains(code), "{}", reasons[0].words);
        assert!(reasons[0].words.contains('李'), "{}", reasons[0].words);
    }
}

#[test]
fn rare_characters_of_names_are_set() {
    let mut paper = samples::reply();
    paper.addressee = "㛃䶮龘镕喆".into();
    must_hold(&paper, &workshop().pdf(&paper).unwrap());
}

#[test]
fn without_fonts_nothing_is_set_and_the_places_are_named() {
    let empty = tempfile::tempdir().unwrap();
    let places = FontPlaces { folders: vec![empty.path().to_owned()], system: false };
    let Err(Problem::Refused(reasons)) = Workshop::new(places).pdf(&samples::reply()) else {
        panic!("it was set")
    };
    assert_eq!(reasons[0].code, "paper.no_fonts");
    assert!(reasons[0].words.contains("宋体、黑体"), "{}", reasons[0].words);
    assert!(reasons[0].words.contains(&empty.path().display().to_string()), "{}", reasons[0].words);
}

#[test]
fn a_crooked_table_is_refused_and_not_set() {
    let mut paper = samples::reply();
    let rows = vec![vec![TableCell::new("一")], vec![TableCell::new("二"), TableCell::new("三")]];
    paper.body.push(Block::Table(Table { widths: vec![1.0, 1.0], rows, ..Table::default() }));
    assert_eq!(codes(workshop().pdf(&paper).unwrap_err()), ["paper.table_misfit"]);
    assert_eq!(codes(workshop().docx(&paper).unwrap_err()), ["paper.table_misfit"]);
}

#[test]
fn labels_hold_every_word() {
    let label = samples::label();
    for count in [1, 8, 9] {
        let bytes = workshop().labels(&vec![label.clone(); count], &samples::reply().about).unwrap();
        let said = comparable(&text(&bytes));
        for words in label.texts() {
            assert!(said.matches(&comparable(words)).count() >= count, "{words} in {said}");
        }
        assert_eq!(lopdf::Document::load_mem(&bytes).unwrap().get_pages().len(), count.div_ceil(8));
    }
}

#[test]
fn a_picture_needs_words_for_those_who_cannot_see_it() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0z"/></svg>"#;
    let picture = |alt: &str| {
        Block::Picture(Picture {
            bytes: svg.into(),
            width_mm: 30.0,
            alt: alt.into(),
            caption: "扫码缴费".into(),
        })
    };
    let mut paper = samples::reply();
    paper.body.push(picture(""));
    assert_eq!(codes(workshop().pdf(&paper).unwrap_err()), ["paper.picture"]);
    paper.body.pop();
    paper.body.push(picture("缴费二维码"));
    let bytes = workshop().pdf(&paper).unwrap();
    must_hold(&paper, &bytes);
    assert!(tags(&bytes).contains_key("Figure"));
}

fn any_block() -> impl Strategy<Value = Block> {
    let words = "[一-龥a-zA-Z0-9，。：；（）“”《》〔〕#$*_\\\\/@<>&\" -]{0,60}";
    prop_oneof![
        words.prop_map(Block::Paragraph),
        words.prop_map(Block::Flush),
        (0_u8..7, words).prop_map(|(level, text)| Block::Heading { level, text }),
        words.prop_map(Block::Quote),
        proptest::collection::vec(words, 0..4)
            .prop_map(|items| Block::List { numbering: Numbering::Chinese, items }),
        (1_usize..5, proptest::collection::vec(words, 0..6)).prop_map(|(widths, cells)| {
            let rows =
                cells.chunks_exact(widths).map(|row| row.iter().map(TableCell::new).collect()).collect();
            Block::Table(Table { widths: vec![1.0; widths], rows, ..Table::default() })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_written_is_set(
        body in proptest::collection::vec(any_block(), 0..6),
        seal in prop_oneof![Just(Seal::Placeholder), Just(Seal::Electronic), Just(Seal::Without)],
        organs in proptest::collection::vec("[一-龥]{1,30}", 1..3),
    ) {
        let mut paper = samples::reply();
        paper.body = body;
        if let Some(signature) = &mut paper.signature {
            signature.seal = seal;
            signature.organs = organs;
        }
        must_hold(&paper, &workshop().pdf(&paper).unwrap());
        workshop().docx(&paper).unwrap();
    }
}
