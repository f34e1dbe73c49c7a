//! What a PDF says and what hides in it: one file for each way of hiding, made from a clean one.

use gk_base::ports::{Press as _, Redactor as _};
use gk_rules::Coded as _;
use gk_rules::paper::samples;
use gk_rules::preflight::Problem;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::reading::workshop;

fn clean() -> Document {
    let mut paper = samples::document();
    paper.imprint = None;
    let mut document = Document::load_mem(&workshop().pdf(&paper).unwrap()).unwrap();
    // Our own papers name the organ as author; that is told, and not asked about here.
    if let Ok(info) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.insert(info, Object::Dictionary(Dictionary::new()));
    }
    document
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn told(bytes: &[u8]) -> Vec<Problem> {
    let hidden = workshop().inspect(bytes).hidden;
    hidden
        .iter()
        .map(|one| Problem::from_code(&one.problem).unwrap())
        .filter(|one| *one != Problem::Properties)
        .collect()
}

/// Adds operators to the first page.
fn drawn(operators: &str) -> Vec<u8> {
    let mut document = clean();
    let page = *document.get_pages().get(&1).unwrap();
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let content = document.add_object(Stream::new(Dictionary::new(), operators.as_bytes().to_vec()));
    let Ok(Object::Dictionary(dict)) = document.get_object_mut(page) else { panic!("a page") };
    let before = dict.get(b"Contents").unwrap().clone();
    dict.set("Contents", vec![before, content.into()]);
    let (resources, _) = document.get_page_resources(page).unwrap();
    let mut resources = resources.cloned().unwrap_or_else(|| {
        let (_, ids) = document.get_page_resources(page).unwrap();
        document.get_dictionary(*ids.first().unwrap()).unwrap().clone()
    });
    let mut fonts = match resources.get(b"Font") {
        Ok(Object::Dictionary(fonts)) => fonts.clone(),
        Ok(Object::Reference(at)) => document.get_dictionary(*at).unwrap().clone(),
        _ => Dictionary::new(),
    };
    fonts.set("Hid", font);
    resources.set("Font", fonts);
    let Ok(Object::Dictionary(dict)) = document.get_object_mut(page) else { panic!("a page") };
    dict.set("Resources", resources);
    saved(document)
}

#[test]
fn a_clean_paper_is_read_and_hides_nothing() {
    let bytes = saved(clean());
    let found = workshop().inspect(&bytes);
    assert!(found.text().contains("依申请公开工作"), "{}", found.text());
    assert_eq!(told(&bytes), []);
}

#[test]
fn every_way_of_hiding_is_found() {
    let write = |mode: &str| drawn(&format!("q BT {mode} /Hid 12 Tf 100 100 Td (secret words) Tj ET Q"));
    assert_eq!(told(&write("0 g")), []);
    assert_eq!(told(&write("1 g")), [Problem::HiddenText]);
    assert_eq!(told(&write("3 Tr")), [Problem::HiddenText]);

    let mut remark = clean();
    let page = *remark.get_pages().get(&1).unwrap();
    let note = remark.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Text", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()], "Contents" => Object::string_literal("note") });
    let Ok(Object::Dictionary(dict)) = remark.get_object_mut(page) else { panic!("a page") };
    dict.set("Annots", vec![note.into()]);
    assert_eq!(told(&saved(remark)), [Problem::Annotation]);

    let mut file = clean();
    file.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"inside".to_vec()));
    assert_eq!(told(&saved(file)), [Problem::Embedded]);

    let mut script = clean();
    script.add_object(dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") });
    assert_eq!(told(&saved(script)), [Problem::Macro]);

    let mut twice = saved(clean());
    let end = twice.windows(9).rposition(|word| word == b"startxref").unwrap();
    let tail = twice[end..].to_vec();
    twice.extend(b"\n");
    twice.extend(tail);
    assert_eq!(told(&twice), [Problem::History]);

    assert_eq!(told(b"%PDF-1.7 broken"), [Problem::FileBroken]);
    assert_eq!(told(b"%PDF-1.7\ntrailer << /Encrypt << /Filter /Standard >> >>"), [Problem::FileLocked]);
}

#[test]
fn a_name_in_the_properties_is_told() {
    let mut named = clean();
    let info = named.add_object(dictionary! { "Author" => Object::string_literal("Zhang") });
    named.trailer.set("Info", info);
    let found = workshop().inspect(&saved(named));
    assert!(
        found
            .hidden
            .iter()
            .any(|one| one.problem == Problem::Properties.code() && one.words.contains("Zhang"))
    );
}
