//! 订阅: what was published last, as Atom (RFC 4287), of the whole site and of each organ.

use askama::Template;
use axum::extract::State;
use gk_base::directory;
use gk_rules::Day;
use gk_webkit::{Answer, Path, Web};

use super::absolute;
use crate::queries::{self, InfoLine};
use gk_webkit::page::page_as;

/// Entries of a feed.
const ENTRIES: i64 = 50;
/// Characters of an entry's summary.
const SUMMARY: usize = 200;

#[derive(Template)]
#[template(path = "public/feed.xml")]
struct Feed {
    site: String,
    /// The organ whose feed it is; empty for the whole site.
    organ: String,
    own: String,
    page: String,
    updated: String,
    entries: Vec<FeedEntry>,
}

/// 条目: one piece of information in a feed.
struct FeedEntry {
    title: String,
    href: String,
    organ: String,
    at: String,
    summary: String,
    domain: String,
}

/// GET /feed.xml
pub(super) async fn of_all(State(web): State<Web>) -> Answer {
    let mut read = web.office().read().await?;
    let lines = queries::newest(&mut read, ENTRIES).await?;
    page_as(KIND, &feed(&web, "", "/feed.xml", "/", &lines))
}

/// GET /organs/{code}/feed.xml
pub(super) async fn of_organ(State(web): State<Web>, Path(code): Path<String>) -> Answer {
    let mut read = web.office().read().await?;
    let seat = directory::load_by_code(&mut read, &code).await?;
    let lines = queries::newest_of(&mut read, seat.organ.id.0, ENTRIES).await?;
    let (own, page) =
        (format!("/organs/{}/feed.xml", seat.organ.code), format!("/organs/{}", seat.organ.code));
    page_as(KIND, &feed(&web, &seat.organ.names.full, &own, &page, &lines))
}

const KIND: &str = "application/atom+xml; charset=utf-8";

fn feed(web: &Web, organ: &str, own: &str, page: &str, lines: &[InfoLine]) -> Feed {
    // A feed without entries was last changed when the world began: it says the same whenever it is asked.
    let updated = lines.iter().map(|one| one.published_on).max().unwrap_or(jiff::civil::date(1970, 1, 1));
    Feed {
        site: plain(&web.site().name),
        organ: plain(organ),
        own: absolute(web, own),
        page: absolute(web, page),
        updated: stamp(updated),
        entries: lines.iter().map(|line| entry(web, line)).collect(),
    }
}

fn entry(web: &Web, line: &InfoLine) -> FeedEntry {
    FeedEntry {
        title: plain(&line.title),
        href: absolute(web, &line.href()),
        organ: plain(&line.organ_name),
        at: stamp(line.published_on),
        summary: summary(&line.text),
        domain: line.domain.map(gk_catalog::domain_name).unwrap_or_default(),
    }
}

/// The beginning of a day in China, as Atom writes a moment; the law counts days, not hours.
fn stamp(day: Day) -> String {
    format!("{day}T00:00:00+08:00")
}

/// The beginning of a text, in one line.
fn summary(text: &str) -> String {
    let line = plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(SUMMARY).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}

/// Without the characters that XML 1.0 forbids even when escaped.
pub(super) fn plain(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out_and_what_must_be_escaped_is_escaped() {
        let feed = Feed {
            site: plain("甲\u{0}\u{b}<乙>&\"丙\"\u{ffff}"),
            organ: String::new(),
            own: "http://x/feed.xml?a=1&b=2".into(),
            page: "http://x/".into(),
            updated: stamp(jiff::civil::date(1970, 1, 1)),
            entries: Vec::new(),
        };
        let xml = feed.render().unwrap();
        assert!(xml.contains("甲&#60;乙&#62;&#38;&#34;丙&#34;") && xml.contains("a=1&#38;b=2"), "{xml}");
        assert!(xml.contains("<updated>1970-01-01T00:00:00+08:00</updated>"));
    }

    #[test]
    fn a_summary_is_one_line_and_says_that_it_was_cut() {
        assert_eq!(summary("甲\n\n 乙"), "甲 乙");
        let long = summary(&"字".repeat(300));
        assert_eq!((long.chars().count(), long.ends_with('…')), (SUMMARY + 1, true));
    }
}
