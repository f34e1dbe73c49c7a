//! Composition (文书制作): an accepted template and a ready letter make a text in which nothing is left open.

use std::collections::BTreeMap;

use super::check::Accepted;
use super::fact::Fact;
use super::ready::Ready;
use super::template::{Line, Piece, Section, What};
use super::text::{Block, LetterText, Span};
use super::value::{Grid, Value};
use crate::Reason;
use crate::citation::ogi;
use crate::foi::personal::has_identity_number;

/// 制作文书.
///
/// # Errors
/// The template is another form's; an identity number stands in the text; the letter names the applicant it must hide.
pub fn compose(accepted: &Accepted, ready: &Ready) -> Result<LetterText, Vec<Reason>> {
    let template = accepted.template();
    if template.form != ready.form {
        let words = format!("模板是{}的，不能用来制作{}。", template.form, ready.form);
        return Err(vec![Reason::new("foi.template_other_form", words)]);
    }
    let blocks = |section| blocks(template.lines(section), &ready.values);
    let single = |section| blocks(section).iter().map(Block::text).collect::<String>();
    let salutation = single(Section::Salutation);
    let letter = LetterText {
        form: ready.form,
        template: template.version,
        title: single(Section::Title),
        number: ready.head.number.clone(),
        addressee: Some(salutation).filter(|text| !text.is_empty()),
        body: blocks(Section::Body),
        attachments: ready.attachments.clone(),
        remedy: blocks(Section::Remedy),
        organ: ready.head.organ.clone(),
        signed_on: ready.head.signed_on,
        contact: blocks(Section::Contact),
        postal: String::new(),
    };
    let against = reasons_not_to_issue(&letter, ready);
    if against.is_empty() { Ok(letter) } else { Err(against) }
}

/// 不得发出的理由: what no template can be blamed for, because it came with the facts.
fn reasons_not_to_issue(letter: &LetterText, ready: &Ready) -> Vec<Reason> {
    let text = letter.to_string();
    let mut against = Vec::new();
    if has_identity_number(&text) {
        against.push(
            Reason::new("foi.letter_identity_number", "文书中有公民身份号码。")
                .by(ogi(15, 0, 0))
                .cure("在申请内容、理由等文字中隐去公民身份号码后重新制作。"),
        );
    }
    let addressee = ready.head.addressee.name().trim();
    let hidden = ready.hidden.as_deref().filter(|name| addressee != *name);
    if let Some(name) = hidden.filter(|name| text.contains(*name)) {
        let words = format!("发给申请人以外的{}中出现了申请人“{name}”。", ready.form);
        against.push(
            Reason::new("foi.letter_names_applicant", words)
                .by(ogi(15, 0, 0))
                .cure("在“涉及的信息”等文字中隐去申请人；确有必要载明的，在“申请人身份说明”中写明原因。"),
        );
    }
    against
}

fn blocks(lines: &[Line], values: &BTreeMap<Fact, Value>) -> Vec<Block> {
    let mut out = Vec::new();
    for line in lines {
        match line {
            Line::Words(pieces) => out.push(Block::Paragraph { spans: spans(pieces, values, None) }),
            Line::Block(_, fact) => {
                if let Some(Value::Paragraphs(all)) = values.get(fact) {
                    out.extend(all.iter().map(Block::plain));
                }
            }
            Line::Table(_, fact) => {
                if let Some(Value::Grid(Grid { columns, rows })) = values.get(fact) {
                    let head = columns.iter().map(|one| (*one).to_owned()).collect();
                    out.push(Block::Table { head, rows: rows.clone() });
                }
            }
            Line::Each(_, fact, inner) => {
                let Some(Value::Grid(grid)) = values.get(fact) else { continue };
                for (no, row) in (1_usize..).zip(&grid.rows) {
                    let entry =
                        |pieces: &Vec<Piece>| Block::Entry { spans: spans(pieces, values, Some((no, row))) };
                    out.extend(inner.iter().map(entry));
                }
            }
        }
    }
    out
}

/// Runs of one line, neighbours of the same kind joined, space at both ends dropped: indents are the press's.
fn spans(
    pieces: &[Piece],
    values: &BTreeMap<Fact, Value>,
    entry: Option<(usize, &Vec<String>)>,
) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for piece in pieces {
        let text = match (&piece.what, entry) {
            (What::Text(text), _) => text.clone(),
            (What::Fact(fact), _) => match values.get(fact) {
                Some(Value::Words(words)) => words.clone(),
                _ => String::new(),
            },
            (What::Ordinal, Some((no, _))) => no.to_string(),
            (What::Column(at), Some((_, row))) => row.get(*at).cloned().unwrap_or_default(),
            (What::Ordinal | What::Column(_), None) => String::new(),
        };
        match out.last_mut().filter(|last| last.strong == piece.strong) {
            Some(last) => last.text += &text,
            None => out.push(Span { text, strong: piece.strong }),
        }
    }
    if let Some(first) = out.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = out.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    out
}
