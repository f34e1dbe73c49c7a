//! The whole document (公文识读): fields in the order of the layout, each only where the layout and the words say so.

use serde::Serialize;

use super::Line;
use super::basis::{self, CitedBasis};
use super::clean::{CardEntry, CardKey, CleanLine, clean, written};
use super::date::{self, ReadDate};
use super::field::{At, Confidence, Diagnostic, Field, Trouble};
use super::foot::{self, DisclosureNote, Printed};
use super::number::{self, Found, WrittenNumber};
use super::{organ, title};
use crate::Day;
use crate::text::has_traditional;

/// 公文要素: everything that was read, and what a person must look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficialDocument {
    /// 发文机关
    pub issuers: Option<Field<Vec<String>>>,
    /// 发文字号
    pub number: Option<Field<WrittenNumber>>,
    /// 标题
    pub title: Option<Field<String>>,
    /// 主送机关
    pub addressees: Option<Field<Vec<String>>>,
    /// 成文日期
    pub made_on: Option<Field<Day>>,
    /// 附件说明
    pub attachments: Option<Field<Vec<String>>>,
    /// 附注：公开属性
    pub note: Option<Field<DisclosureNote>>,
    /// 抄送机关
    pub copies: Option<Field<Vec<String>>>,
    /// 印发机关和印发日期
    pub printed: Option<Field<Printed>>,
    /// 引用的依据
    pub bases: Vec<Field<CitedBasis>>,
    /// 识读提示
    pub diagnostics: Vec<Diagnostic>,
}

/// 识读公文.
#[must_use]
pub fn read(lines: &[Line]) -> OfficialDocument {
    let mut out = Vec::new();
    let (lines, card) = clean(lines);
    if lines.iter().any(|line| has_traditional(&line.raw)) {
        out.push(Diagnostic::new(Trouble::Traditional, None, ""));
    }
    let found = number::find(&lines, &card, &mut out);
    let head = head(&lines, &card, found.as_ref());
    let addressed = title::addressees(&lines, head.body);
    let body = addressed.as_ref().map_or(head.body, |(_, end)| *end);
    let dated = made_on(&lines, &card, body, &mut out);
    let issuers = issuers(&head, dated.as_ref(), &card, &mut out);
    let title = head.title.or_else(|| title_of_order(&lines, dated.as_ref()));
    let signed_at = dated.as_ref().and_then(|dated| dated.line).unwrap_or(lines.len());
    let note = foot::note(&lines).or_else(|| note_of_card(&card));
    let bases = basis::bases(lines.get(body..).unwrap_or_default(), &mut out);
    let read = OfficialDocument {
        issuers,
        number: found.map(|found| found.field),
        title,
        addressees: addressed.map(|(field, _)| field),
        made_on: dated.map(|dated| dated.field),
        attachments: foot::attachments(lines.get(body..).unwrap_or_default(), signed_at.saturating_sub(body)),
        note,
        copies: foot::copies(&lines),
        printed: foot::printed(&lines),
        bases,
        diagnostics: out,
    };
    checked(read)
}

/// 文首: the mark, the title, where the body begins.
struct Head {
    mark: Option<(Vec<String>, At, String)>,
    title: Option<Field<String>>,
    body: usize,
}

fn head(lines: &[CleanLine], card: &[CardEntry], found: Option<&Found>) -> Head {
    let place = found.and_then(|found| found.lines);
    let (above, below) = match place {
        Some((from, end)) => (from, end),
        None => (0, 0),
    };
    // An order's own number holds the mark.
    let top = if place.is_some_and(|(from, end)| {
        end - from == 2 && lines.get(from).is_some_and(|line| line.text.ends_with('令'))
    }) {
        above + 1
    } else {
        above
    };
    let upper = lines.get(..top).unwrap_or_default();
    let (marked, below) = match organ::mark(upper) {
        Some(found) => (Some(found), below),
        // Without a number the mark stands on the first lines, if its last carries 文件 or 令.
        None if place.is_none() => {
            leading_mark(lines).map_or((None, below), |(found, end)| (Some(found), end))
        }
        None => (None, below),
    };
    let mark = marked.as_ref().and_then(|(organs, from)| {
        let last = if place.is_some() { top } else { below };
        let taken = lines.get(*from..last)?;
        let (first, end) = (taken.first()?, taken.last()?);
        let at = At { page: first.at.page, line: first.at.line, to_line: end.at.to_line };
        let raw: Vec<&str> = taken.iter().map(|line| line.raw.as_str()).collect();
        Some((organs.clone(), at, raw.join("\n")))
    });
    let behind = title::gather(lines, below, lines.len());
    // On a page of the web the title stands above the number.
    let before = place.filter(|_| mark.is_none()).and_then(|(from, _)| {
        let start = (0..from).find(|at| lines.get(*at).is_some_and(|line| !is_top_mark(&line.text)))?;
        title::gather(lines, start, from)
    });
    let by_card =
        card.iter().find(|entry| entry.key == CardKey::Title && !entry.value.is_empty()).map(|entry| Field {
            value: written(&entry.value),
            raw: entry.value.clone(),
            at: entry.at,
            confidence: Confidence::Certain,
        });
    let sure = |one: &(Field<String>, usize)| one.0.confidence != Confidence::Doubtful;
    match (before, behind) {
        (Some(one), _) if sure(&one) => Head { mark, title: Some(one.0), body: below },
        (_, Some(one)) if sure(&one) || by_card.is_none() => Head { mark, title: Some(one.0), body: one.1 },
        (Some(one), _) if by_card.is_none() => Head { mark, title: Some(one.0), body: below },
        _ => Head { mark, title: by_card, body: below },
    }
}

/// An order puts what it proclaims in force: its title stands behind the signature.
fn title_of_order(lines: &[CleanLine], dated: Option<&Dated>) -> Option<Field<String>> {
    let from = dated?.end?;
    let (title, _) = title::gather(lines, from, lines.len())?;
    (title.confidence != Confidence::Doubtful).then(|| title.but(Confidence::Probable))
}

/// 份号、密级、紧急程度 above the mark.
fn is_top_mark(text: &str) -> bool {
    let secret =
        ["绝密", "机密", "秘密", "特急", "加急", "内部资料"].iter().any(|word| text.starts_with(word));
    let copy = text.chars().all(|c| c.is_ascii_digit()) && text.len() <= 6;
    secret || copy
}

fn leading_mark(lines: &[CleanLine]) -> Option<((Vec<String>, usize), usize)> {
    let ends = |line: &CleanLine| line.text.ends_with("文件") || line.text.ends_with('令');
    // In the form of a letter the mark has no 文件, but stands apart.
    let apart = lines.iter().take(8).take_while(|line| !organ::organs_of(line).is_empty()).count();
    if apart > 0 && lines.get(apart).is_some_and(|next| next.gap) {
        return organ::mark(lines.get(..apart)?).map(|found| (found, apart));
    }
    let last = lines.iter().take(8).position(ends)?;
    organ::mark(lines.get(..=last)?).map(|found| (found, last + 1))
}

/// 成文日期的识读结果
struct Dated {
    field: Field<Day>,
    /// Organs of the signature.
    signed: Vec<String>,
    /// Index of the first line of signature and date among clean lines.
    line: Option<usize>,
    /// Index of the line behind the date.
    end: Option<usize>,
}

fn made_on(lines: &[CleanLine], card: &[CardEntry], body: usize, out: &mut Vec<Diagnostic>) -> Option<Dated> {
    let end = lines.iter().position(|line| line.text.starts_with("抄送:")).unwrap_or(lines.len());
    let mut all: Vec<Dated> = Vec::new();
    let mut spoiled: Option<Diagnostic> = None;
    for at in body.min(end)..end {
        let Some(line) = lines.get(at).filter(|line| !line.text.ends_with("印发")) else { continue };
        let (signed, read, first) = match (date::of_line(&line.text), date::at_end(&line.spaced)) {
            (Some(read), _) => {
                let (signed, first) = signature(lines, at, body);
                (signed, read, first)
            }
            (None, Some((before, read))) if organ::is_organ(&before) => (vec![before], read, at),
            _ => continue,
        };
        match read {
            ReadDate::Day(day) => {
                let confidence = if signed.is_empty() { Confidence::Probable } else { Confidence::Certain };
                let field = Field { value: day, raw: line.raw.clone(), at: line.at, confidence };
                all.push(Dated { field, signed, line: Some(first), end: Some(at + 1) });
            }
            ReadDate::Impossible => {
                spoiled = Some(Diagnostic::new(Trouble::DateImpossible, Some(line.at), &line.raw));
            }
            ReadDate::Incomplete => {
                spoiled = Some(Diagnostic::new(Trouble::DateIncomplete, Some(line.at), &line.raw));
            }
        }
    }
    // The first date under a signature is the document's; annexes have theirs behind it.
    let at = all.iter().position(|one| !one.signed.is_empty()).or_else(|| all.len().checked_sub(1));
    if let Some(at) = at {
        return Some(all.swap_remove(at));
    }
    if let Some(dated) = on_card(card, out).or_else(|| under_title(lines, body)) {
        return Some(dated);
    }
    out.push(spoiled.unwrap_or_else(|| Diagnostic::new(Trouble::NoDate, None, "")));
    None
}

/// The organs, or the head of an organ, above a date.
fn signature(lines: &[CleanLine], date_at: usize, body: usize) -> (Vec<String>, usize) {
    let mut signed = Vec::new();
    let mut first = date_at;
    while let Some(line) = first.checked_sub(1).filter(|at| *at >= body).and_then(|at| lines.get(at)) {
        let mut organs = organ::organs_of(line);
        if organs.is_empty() {
            break;
        }
        organs.append(&mut signed);
        signed = organs;
        first -= 1;
    }
    if signed.is_empty() {
        const POSTS: [&str; 10] =
            ["省长", "市长", "县长", "区长", "州长", "主席", "总理", "部长", "局长", "主任"];
        let person = date_at.checked_sub(1).filter(|at| *at >= body).and_then(|at| lines.get(at));
        let post = person.filter(|line| {
            line.text.chars().count() <= 10 && POSTS.iter().any(|post| line.text.starts_with(post))
        });
        if post.is_some() {
            return (Vec::new(), date_at - 1);
        }
    }
    (signed, first)
}

fn on_card(card: &[CardEntry], out: &mut Vec<Diagnostic>) -> Option<Dated> {
    let entry = card.iter().find(|entry| entry.key == CardKey::MadeOn && !entry.value.is_empty())?;
    match date::of_line(&entry.value) {
        Some(ReadDate::Day(value)) => {
            let field =
                Field { value, raw: entry.value.clone(), at: entry.at, confidence: Confidence::Certain };
            Some(Dated { field, signed: Vec::new(), line: None, end: None })
        }
        Some(ReadDate::Impossible) => {
            out.push(Diagnostic::new(Trouble::DateImpossible, Some(entry.at), &entry.value));
            None
        }
        _ => None,
    }
}

/// (2010年6月22日某会议通过) under a title: the day of the decision, not certainly the document's.
fn under_title(lines: &[CleanLine], body: usize) -> Option<Dated> {
    let near = lines.iter().skip(body).take(3);
    let line = near.clone().find(|line| {
        line.text.starts_with('(') && (line.text.contains("通过") || line.text.contains("公布"))
    })?;
    let inside: String = line.text.chars().skip(1).take_while(|c| *c != '日').chain(['日']).collect();
    let Some(ReadDate::Day(value)) = date::of_line(&inside) else { return None };
    let field = Field { value, raw: line.raw.clone(), at: line.at, confidence: Confidence::Doubtful };
    Some(Dated { field, signed: Vec::new(), line: None, end: None })
}

fn issuers(
    head: &Head,
    dated: Option<&Dated>,
    card: &[CardEntry],
    out: &mut Vec<Diagnostic>,
) -> Option<Field<Vec<String>>> {
    let signed = dated.filter(|dated| !dated.signed.is_empty());
    let by_card = || {
        let entry = card.iter().find(|entry| entry.key == CardKey::Issuer && !entry.value.is_empty())?;
        let organs = organ::organs_in(&entry.value, &entry.value);
        let value = if organs.is_empty() { vec![entry.value.replace(' ', "")] } else { organs };
        Some(Field { value, raw: entry.value.clone(), at: entry.at, confidence: Confidence::Certain })
    };
    match (&head.mark, signed) {
        (Some((organs, at, raw)), Some(dated)) => {
            let agree = organ::same(organs, &dated.signed);
            if !agree {
                out.push(Diagnostic::new(
                    Trouble::IssuersDiffer,
                    Some(dated.field.at),
                    &dated.signed.join("、"),
                ));
            }
            let confidence = if agree { Confidence::Certain } else { Confidence::Doubtful };
            // The longer list is the whole one: a mark may name the lead organ alone.
            let value = if agree && dated.signed.len() > organs.len() {
                dated.signed.clone()
            } else {
                organs.clone()
            };
            Some(Field { value, raw: raw.clone(), at: *at, confidence })
        }
        (Some((organs, at, raw)), None) => {
            Some(Field { value: organs.clone(), raw: raw.clone(), at: *at, confidence: Confidence::Probable })
        }
        (None, Some(dated)) => {
            let of_title = head.title.as_ref().map(|title| organ::in_title(&title.value)).unwrap_or_default();
            let agree = !of_title.is_empty() && organ::same(&of_title, &dated.signed);
            let confidence = if agree { Confidence::Certain } else { Confidence::Probable };
            Some(Field {
                value: dated.signed.clone(),
                raw: dated.signed.join("\n"),
                at: dated.field.at,
                confidence,
            })
        }
        (None, None) => by_card().or_else(|| {
            let of_title = head.title.as_ref().map(|title| (organ::in_title(&title.value), title));
            let Some((organs, title)) = of_title.filter(|(organs, _)| !organs.is_empty()) else {
                out.push(Diagnostic::new(Trouble::NoIssuer, None, ""));
                return None;
            };
            Some(Field {
                value: organs,
                raw: title.raw.clone(),
                at: title.at,
                confidence: Confidence::Probable,
            })
        }),
    }
}

fn note_of_card(card: &[CardEntry]) -> Option<Field<DisclosureNote>> {
    let entry = card.iter().find(|entry| entry.key == CardKey::Attribute)?;
    let value = foot::disclosure(&format!("公开属性:{}", entry.value))?;
    Some(Field { value, raw: entry.value.clone(), at: entry.at, confidence: Confidence::Certain })
}

/// What the fields say of each other.
fn checked(mut read: OfficialDocument) -> OfficialDocument {
    match &read.title {
        None => read.diagnostics.push(Diagnostic::new(Trouble::NoTitle, None, "")),
        Some(title) if title.confidence == Confidence::Doubtful => {
            read.diagnostics.push(Diagnostic::new(Trouble::TitleWithoutKind, Some(title.at), &title.raw));
        }
        Some(_) => {}
    }
    let made = read.made_on.as_ref().map(|field| field.value);
    if let Some((printed, made)) = read.printed.as_ref().zip(made)
        && printed.value.on < made
    {
        read.diagnostics.push(Diagnostic::new(Trouble::PrintedBefore, Some(printed.at), &printed.raw));
    }
    if let Some((number, made)) = read.number.as_ref().zip(made)
        && number.value.year().is_some_and(|year| i32::from(year) != i32::from(made.year()))
    {
        read.diagnostics.push(Diagnostic::new(Trouble::YearDiffers, Some(number.at), &number.raw));
    }
    read
}
