//! From words to a query of tantivy, and what makes one hit better than another.

use std::sync::LazyLock;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Search,
    RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::ask::Query;
use crate::glyphs::Glyph;
use crate::grams::FREE;
use crate::hiding;
use crate::schema::Fields;
use crate::words::{Word, Words};

const TITLE: f32 = 3.0;
const NUMBER: f32 = 2.0;
/// The title is, letter by letter, what was typed.
const WHOLE_TITLE: f32 = 100.0;
/// The document number is what was typed.
const WHOLE_NUMBER: f32 = 200.0;
/// Found by another word for it.
const OTHER_WORD: f32 = 0.8;
/// Found inside a longer word only (民政 in 人民政府).
const HIDDEN: f32 = 0.01;

type Boxed = Box<dyn Search>;

/// The whole question as one query of tantivy.
pub(crate) fn search(query: &Query, fields: &Fields) -> Boxed {
    let mut clauses: Vec<(Occur, Boxed)> = vec![(Occur::Must, text(&query.words, fields))];
    let codes = [
        (fields.under, &query.organ_under),
        (fields.domain, &query.domain),
        (fields.kind, &query.kind),
        (fields.item, &query.item),
    ];
    for (field, code) in codes {
        if let Some(code) = code {
            clauses.push((Occur::Must, silent(term(field, &code.0))));
        }
    }
    if let Some(year) = query.year {
        let term = Term::from_field_u64(fields.year, u64::from(year));
        clauses.push((Occur::Must, silent(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))));
    }
    Box::new(BooleanQuery::new(clauses))
}

fn text(words: &Words, fields: &Fields) -> Boxed {
    if words.is_blank() {
        return silent(Box::new(AllQuery));
    }
    if words.is_empty() {
        return Box::new(EmptyQuery);
    }
    let all = words.words.iter().map(|word| (Occur::Must, one_word(word, fields))).collect();
    let all: Boxed = Box::new(BooleanQuery::new(all));
    let mut ways = vec![all, sure(term(fields.title_key, &words.spelling), WHOLE_TITLE)];
    if let Some(number) = &words.number {
        ways.push(sure(term(fields.number_key, number), WHOLE_NUMBER));
    }
    any(ways)
}

fn one_word(word: &Word, fields: &Fields) -> Boxed {
    let mut ways = Vec::new();
    for (place, form) in word.forms.iter().enumerate() {
        let way = one_form(form, fields);
        ways.push(if place == 0 {
            way
        } else {
            Box::new(BoostQuery::new(way, other_word(&word.forms, form)))
        });
    }
    if let Some(number) = &word.number {
        ways.push(sure(term(fields.number_key, number), WHOLE_NUMBER));
    }
    any(ways)
}

/// A longer word would score more for its length alone.
fn other_word(forms: &[Vec<Glyph>], form: &[Glyph]) -> f32 {
    let length = |glyphs: &[Glyph]| f32::from(u16::try_from(glyphs.len()).unwrap_or(u16::MAX).max(1));
    let typed = forms.first().map_or(1.0, |typed| length(typed));
    OTHER_WORD * (typed / length(form)).min(1.0)
}

fn one_form(glyphs: &[Glyph], fields: &Fields) -> Boxed {
    let anywhere = any(vec![
        Box::new(BoostQuery::new(phrase(glyphs, fields.title), TITLE)),
        phrase(glyphs, fields.body),
        Box::new(BoostQuery::new(phrase(glyphs, fields.number), NUMBER)),
    ]);
    match glyphs {
        [first, second] if second.at == first.at + 1 && hiding::can_hide((first.ch, second.ch)) => {
            let free = format!("{FREE}{}{}", first.ch, second.ch);
            let title = BoostQuery::new(counted(fields.title, &free), TITLE);
            let ranked: Vec<(Occur, Boxed)> = vec![
                (Occur::Must, sure(anywhere, HIDDEN)),
                (Occur::Should, Box::new(title)),
                (Occur::Should, counted(fields.body, &free)),
            ];
            Box::new(BooleanQuery::new(ranked))
        }
        _ => anywhere,
    }
}

/// The characters in this order in one field: every second pair is enough, since pairs overlap.
fn phrase(glyphs: &[Glyph], field: Field) -> Boxed {
    let Some(start) = glyphs.first().map(|first| first.at) else { return Box::new(EmptyQuery) };
    let mut pairs: Vec<(usize, Term)> = Vec::new();
    let mut lone = None;
    let mut covered = None;
    for (place, glyph) in glyphs.iter().enumerate() {
        let next = glyphs.get(place + 1);
        let at = usize::try_from(glyph.at - start).unwrap_or(usize::MAX);
        let token = match next.filter(|next| next.at == glyph.at + 1) {
            Some(next) => {
                let ends = glyphs.get(place + 2).is_none_or(|third| third.at != next.at + 1);
                if covered == Some(glyph.at) && !ends {
                    continue;
                }
                covered = Some(next.at);
                String::from_iter([glyph.ch, next.ch])
            }
            None if next.is_some() => glyph.ch.to_string(),
            None if covered == Some(glyph.at) => continue,
            None => {
                lone = Some(glyph.ch);
                continue;
            }
        };
        pairs.push((at, Term::from_field_text(field, &token)));
    }
    match (pairs.as_slice(), lone) {
        ([], None) => Box::new(EmptyQuery),
        ([], Some(c)) => begins_with(field, c),
        (_, None) => chain(pairs),
        // A lone character after a mark (2019〕1) must be in the same field, wherever: tantivy's phrase with a prefix
        // reserves memory for as many tokens as may follow, 1.8 KB each.
        (_, Some(c)) => Box::new(BooleanQuery::intersection(vec![chain(pairs), begins_with(field, c)])),
    }
}

/// These tokens at these places; there is at least one.
fn chain(pairs: Vec<(usize, Term)>) -> Boxed {
    match pairs.as_slice() {
        [(_, term)] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset(pairs)),
    }
}

/// Any token whose first character is `c`: every character is the first of one token.
fn begins_with(field: Field, c: char) -> Boxed {
    let escape = if c.is_ascii_punctuation() { "\\" } else { "" };
    match RegexQuery::from_pattern(&format!("{escape}{c}.?"), field) {
        Ok(query) => Box::new(query),
        Err(_) => Box::new(TermQuery::new(
            Term::from_field_text(field, c.encode_utf8(&mut [0; 4])),
            IndexRecordOption::Basic,
        )),
    }
}

fn term(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

fn counted(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn sure(query: Boxed, score: f32) -> Boxed {
    Box::new(ConstScoreQuery::new(query, score))
}

/// Decides whether something is found and says nothing about how good it is.
fn silent(query: Boxed) -> Boxed {
    sure(query, 0.0)
}

fn any(ways: Vec<Boxed>) -> Boxed {
    Box::new(BooleanQuery::union(ways))
}

/// Months after which a document counts half as much: thirty years.
const HALF: f32 = 360.0;
const FIRST_YEAR: u64 = 1980;
const LAST_YEAR: u64 = 2099;

/// A factor for each month. Only the ratio of two dates matters in an exponential, so no one need know today's date, and
/// the order of hits does not change overnight.
static FRESHNESS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let months = u16::try_from((LAST_YEAR - FIRST_YEAR + 1) * 12).unwrap_or(u16::MAX);
    (0..months).map(|month| ((f32::from(month) - 240.0) / HALF).exp2()).collect()
});

/// How much a document of this date (20210301, 0 for none) counts.
pub(crate) fn freshness(date: u64) -> f32 {
    if date == 0 {
        return 1.0;
    }
    let year = (date / 10_000).clamp(FIRST_YEAR, LAST_YEAR);
    let month = (date / 100 % 100).clamp(1, 12);
    let place = usize::try_from((year - FIRST_YEAR) * 12 + month - 1).unwrap_or(usize::MAX);
    FRESHNESS.get(place).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn freshness_halves_in_thirty_years() {
        let ratio = freshness(20_200_601) / freshness(19_900_601);
        assert!((ratio - 2.0).abs() < 0.001, "{ratio}");
        assert!((freshness(0) - freshness(20_000_101)).abs() < 0.001);
        assert!(freshness(u64::MAX).is_finite());
    }
}
