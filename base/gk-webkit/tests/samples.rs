//! Renders the whole gallery and looks at the HTML: well formed, labelled, no inline style or script, links inside only.

#[path = "gallery/pages.rs"]
mod pages;

use std::collections::{BTreeMap, BTreeSet};

/// One start tag: its name, its attributes, where it stands.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

const VOID: [&str; 6] = ["meta", "link", "input", "br", "hr", "img"];

/// Reads tags and checks that every one that is opened is closed, in order. Stricter than HTML, as our templates are.
fn tags(page: &str, html: &str) -> Vec<Tag> {
    let mut open: Vec<String> = Vec::new();
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or_else(|| panic!("{page}: a tag without end"));
        let inside = &rest[..end];
        rest = &rest[end + 1..];
        if inside.starts_with('!') {
            continue;
        }
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{page}: </{name}> before {rest:.80}");
            continue;
        }
        let alone = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        if !alone && !VOID.contains(&name) {
            open.push(name.to_owned());
        }
        out.push(Tag { name: name.to_owned(), attributes: read_attributes(page, attributes) });
    }
    assert!(open.is_empty(), "{page}: never closed: {open:?}");
    out
}

fn read_attributes(page: &str, text: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let close = after.find('"').unwrap_or_else(|| panic!("{page}: {name} is not closed"));
            value = after[..close].to_owned();
            rest = &after[close + 1..];
        }
        assert!(out.insert(name.clone(), value).is_none(), "{page}: {name} twice in {text}");
        rest = rest.trim_start();
    }
    out
}

fn every_page(check: impl Fn(&str, &[Tag])) {
    let pages = pages::all();
    assert!(pages.len() >= 14);
    for (name, html) in pages {
        assert!(html.starts_with("<!DOCTYPE html>"), "{name} did not render");
        check(name, &tags(name, &html));
    }
}

#[test]
fn every_sample_is_well_formed() {
    every_page(|page, tags| {
        assert_eq!(tags.iter().filter(|t| t.name == "h1").count(), 1, "{page}: one h1");
        assert_eq!(tags.iter().filter(|t| t.name == "main").count(), 1, "{page}: one main");
    });
}

#[test]
fn an_id_is_given_once_and_whatever_is_referred_to_exists() {
    every_page(|page, tags| {
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|t| t.attributes.get("id")) {
            assert!(ids.insert(id.as_str()), "{page}: id {id} twice");
        }
        for tag in tags {
            for name in ["for", "aria-labelledby", "aria-describedby"] {
                for id in tag.attributes.get(name).map(String::as_str).unwrap_or_default().split_whitespace()
                {
                    assert!(ids.contains(id), "{page}: {name} names {id}, which is not there");
                }
            }
            if let Some(id) = tag.attributes.get("href").and_then(|h| h.strip_prefix('#')) {
                assert!(ids.contains(id), "{page}: link to #{id}, which is not there");
            }
        }
    });
}

#[test]
fn nothing_needs_an_exception_from_the_content_policy() {
    every_page(|page, tags| {
        for tag in tags {
            assert!(tag.name != "script" && tag.name != "style", "{page}: <{}>", tag.name);
            for (name, value) in &tag.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{page}: {name} on <{}>", tag.name);
                assert!(!value.contains("://") && !value.starts_with("//"), "{page}: leads outside: {value}");
            }
        }
    });
}

#[test]
fn every_control_has_a_name_and_every_cell_of_a_row_a_label() {
    every_page(|page, tags| {
        let labelled: BTreeSet<_> = tags.iter().filter_map(|t| t.attributes.get("for")).collect();
        for tag in tags {
            let kind = tag.attributes.get("type").map(String::as_str).unwrap_or_default();
            let ticked = ["checkbox", "radio", "hidden"].contains(&kind);
            if ["input", "select", "textarea"].contains(&tag.name.as_str()) && !ticked {
                let id = tag.attributes.get("id").expect("a control has an id");
                assert!(labelled.contains(id), "{page}: {id} has no label");
            }
            if tag.name == "td" && tag.attributes.get("class").map(String::as_str) != Some("plot-cell") {
                assert!(tag.attributes.contains_key("data-label"), "{page}: a cell without data-label");
            }
        }
    });
}

#[test]
fn what_was_typed_is_kept_and_escaped() {
    let (_, html) = pages::all().into_iter().find(|(name, _)| *name == "form").expect("the form is a sample");
    assert!(html.contains("value=\"民发2026-8\"") && html.contains("&#60;p&#62;现将"));
}

#[test]
fn the_data_of_a_demonstration_say_so_on_every_page() {
    for (name, html) in pages::all() {
        assert!(html.contains("示范数据，非真实机关发布"), "{name}");
    }
}

#[test]
fn the_reader_of_these_tests_finds_what_is_broken() {
    for broken in ["<p>x", "<p><b>x</p></b>", "x</p>", "<p class=\"a\" class=\"b\">x</p>", "<p"] {
        assert!(std::panic::catch_unwind(|| tags("broken", broken).len()).is_err(), "{broken}");
    }
    assert_eq!(tags("whole", "<p class=\"a\">x<br><rect/></p>").len(), 3);
}
