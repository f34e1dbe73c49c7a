//! A paper as the data its template reads: words as they stand, and what is the same for all papers.

use gk_base::Day;
use gk_rules::paper::{About, Block, Enclosure, Label, Paper, Signature, Table, words};
use serde_json::{Value, json};

/// Words of the layout.
pub(crate) fn fixed_words() -> Value {
    json!({
        "attachment": words::ATTACHMENT,
        "copies": words::COPIES,
        "signer": words::SIGNER,
        "seal_place": words::SEAL_PLACE,
        "seal_electronic": words::SEAL_ELECTRONIC,
    })
}

/// A paper.
pub(crate) fn paper(paper: &Paper) -> Value {
    json!({
        "head": paper.head,
        "title": paper.title,
        "addressee": paper.addressee,
        "addressee_words": words::addressed(&paper.addressee),
        "body": blocks(&paper.body, 0),
        "attachments": paper.attachments,
        "signature": paper.signature.as_ref().map(signature),
        "note_words": paper.notes.iter().map(|note| words::bracketed(note)).collect::<Vec<_>>(),
        "enclosed": paper.enclosed.iter().map(enclosure).collect::<Vec<_>>(),
        "imprint": paper.imprint.as_ref().map(|one| json!({
            "copies": one.copies,
            "printer": one.printer,
            "printed_words": one.printed_on.map(|day| words::day(day) + words::PRINTED).unwrap_or_default(),
        })),
        "numbers": paper.numbers,
        "about": about(&paper.about),
    })
}

/// Postal labels.
pub(crate) fn labels(labels: &[Label], about: &About) -> Value {
    json!({
        "labels": labels,
        "title": about.ident,
        "author": about.author,
        "year": about.day.year(),
        "month": about.day.month(),
        "dom": about.day.day(),
    })
}

fn about(about: &About) -> Value {
    json!({
        "author": about.author,
        "keywords": about.keywords,
        "year": about.day.year(),
        "month": about.day.month(),
        "dom": about.day.day(),
    })
}

fn signature(one: &Signature) -> Value {
    json!({ "organs": one.organs, "day_words": day(one.day), "seal": one.seal })
}

fn day(day: Day) -> String {
    words::day(day)
}

fn enclosure(one: &Enclosure) -> Value {
    json!({ "title": one.title, "body": blocks(&one.body, 1), "landscape": one.landscape })
}

/// Headings below one of level `above` (0 for the title of the paper): none skips a level and none is empty, which PDF/UA
/// does not allow.
fn blocks(blocks: &[Block], above: u8) -> Vec<Value> {
    let mut last = above;
    let one = |one: &Block| match one {
        Block::Heading { text, .. } if text.trim().is_empty() => None,
        Block::Heading { level, text } => {
            last = (*level).clamp(1, last.saturating_add(1));
            Some(block(&Block::Heading { level: last, text: text.clone() }))
        }
        other => Some(block(other)),
    };
    blocks.iter().filter_map(one).collect()
}

fn block(block: &Block) -> Value {
    match block {
        Block::List { numbering, items } => {
            let numbered = |(n, item): (usize, &String)| numbering.number(n) + item;
            json!({ "list": { "items": (1..).zip(items).map(numbered).collect::<Vec<_>>() } })
        }
        Block::Table(one) => json!({ "table": table(one) }),
        other => json!(other),
    }
}

fn table(one: &Table) -> Value {
    let mut told = json!(one);
    if let Some(fields) = told.as_object_mut() {
        fields.insert("size".to_owned(), json!(one.size()));
    }
    told
}
