//! What hides in packed office files: sheets, rows, columns, caches, links, changes, comments, notes, slides, names, macros.

use gk_rules::preflight::Problem;
use gk_rules::preflight::file::{Inspected, Told};

use super::picture;
use crate::intake::{Intake, Run};
use crate::parts::Parts;
use crate::walk::{Step, Walk, attr, yes};

/// Looks through every part; a part that cannot be read is told, the others are still looked at.
pub(super) fn inspect(parts: &mut Parts<'_>, intake: &mut Intake<'_>, found: &mut Inspected) {
    let mut names = parts.names();
    names.sort();
    for name in &names {
        by_name(name, found);
    }
    let mut slides = 0_u32;
    for name in &names {
        if is_media(name) {
            if let Ok(Some(bytes)) = parts.raw(name, intake) {
                in_picture(name, &bytes, found);
            }
            continue;
        }
        let Some(looker) = looker(name) else { continue };
        if name.starts_with("ppt/slides/slide") {
            slides += 1;
        }
        let look = || -> Run<()> {
            let Some(xml) = parts.text(name, intake)? else { return Ok(()) };
            looker(&xml, name, slides, intake, found)
        };
        let mut look = look;
        if look().is_err() {
            found.tell(Problem::FileBroken, Told::Part(name));
        }
    }
}

/// What a name alone tells.
fn by_name(name: &str, found: &mut Inspected) {
    if name.ends_with("vbaproject.bin") {
        found.tell(Problem::Macro, Told::Plainly);
    } else if name.contains("/pivotcache/pivotcacherecords") {
        found.tell(Problem::PivotCache, Told::Plainly);
    } else if name.starts_with("xl/externallinks/externallink") && name.ends_with(".xml") {
        found.tell(Problem::ExternalLink, Told::Plainly);
    } else if name.contains("/embeddings/") {
        found.tell(Problem::Embedded, Told::Plainly);
    }
}

fn is_media(name: &str) -> bool {
    name.contains("/media/") && [".jpg", ".jpeg", ".png"].iter().any(|ending| name.ends_with(ending))
}

fn in_picture(name: &str, bytes: &[u8], found: &mut Inspected) {
    let of_picture = picture::inspect(bytes);
    let file = name.rsplit('/').next().unwrap_or(name);
    for hidden in of_picture.hidden {
        if let Some(problem) = gk_rules::Coded::from_code(&hidden.problem) {
            if problem == Problem::FileBroken {
                continue;
            }
            found.tell(problem, Told::InPicture(file, &hidden.words));
        }
    }
}

type Looker = fn(&str, &str, u32, &Intake<'_>, &mut Inspected) -> Run<()>;

fn looker(name: &str) -> Option<Looker> {
    if !name.ends_with(".xml") {
        return None;
    }
    let begins = |folder: &str| name.starts_with(folder);
    Some(match name {
        "xl/workbook.xml" => workbook,
        "docprops/core.xml" | "docprops/app.xml" => properties,
        "ppt/presentation.xml" => return None,
        _ if begins("xl/worksheets/sheet") => sheet,
        _ if begins("xl/comments") || begins("xl/threadedcomments/") || begins("ppt/comments/") => comments,
        _ if begins("word/comments") => comments,
        _ if begins("word/document")
            || begins("word/header")
            || begins("word/footer")
            || begins("word/footnotes")
            || begins("word/endnotes") =>
        {
            document
        }
        _ if begins("ppt/slides/slide") => slide,
        _ if begins("ppt/notesslides/notesslide") => notes,
        _ => return None,
    })
}

/// Every open tag of a part.
fn each_tag(
    xml: &str,
    part: &str,
    intake: &Intake<'_>,
    mut told: impl FnMut(&str, &quick_xml::events::BytesStart<'_>),
) -> Run<()> {
    let mut walk = Walk::new(xml, part, intake);
    while let Some(step) = walk.next()? {
        if let Step::Open(tag) = step {
            told(tag.local_name().as_ref(), &tag);
        }
    }
    Ok(())
}

fn workbook(xml: &str, part: &str, _: u32, intake: &Intake<'_>, found: &mut Inspected) -> Run<()> {
    each_tag(xml, part, intake, |name, tag| {
        if name == "sheet" && attr(tag, "state").is_some_and(|state| state != "visible") {
            let sheet = attr(tag, "name").unwrap_or_default();
            found.tell(Problem::HiddenSheet, Told::Sheet(&sheet));
        }
    })
}

fn sheet(xml: &str, part: &str, _: u32, intake: &Intake<'_>, found: &mut Inspected) -> Run<()> {
    let (mut rows, mut columns) = (0_u32, 0_u32);
    each_tag(xml, part, intake, |name, tag| match name {
        "row" if yes(tag, "hidden") => rows += 1,
        "col" if yes(tag, "hidden") => {
            let number = |name| attr(tag, name).and_then(|n| n.parse::<u32>().ok());
            // The columns behind the last one used are often hidden in one stroke.
            if let (Some(first), Some(last)) = (number("min"), number("max"))
                && last < 16_384
            {
                columns += last.saturating_sub(first) + 1;
            }
        }
        _ => {}
    })?;
    let file = part.rsplit('/').next().unwrap_or(part).trim_end_matches(".xml");
    if rows > 0 {
        found.tell(Problem::HiddenRows, Told::Rows(file, rows));
    }
    if columns > 0 {
        found.tell(Problem::HiddenColumns, Told::Columns(file, columns));
    }
    Ok(())
}

fn comments(xml: &str, part: &str, _: u32, intake: &Intake<'_>, found: &mut Inspected) -> Run<()> {
    let mut count = 0_u32;
    each_tag(xml, part, intake, |name, _| {
        count += u32::from(matches!(name, "comment" | "threadedComment" | "cm"));
    })?;
    if count > 0 {
        found.tell(Problem::Comment, Told::Items(count));
    }
    Ok(())
}

/// Changes that were kept, and runs that are marked hidden, written white or in a size nobody reads.
fn document(xml: &str, part: &str, _: u32, intake: &Intake<'_>, found: &mut Inspected) -> Run<()> {
    let (mut changes, mut hidden, mut in_run, mut counted) = (0_u32, 0_u32, false, false);
    let mut walk = Walk::new(xml, part, intake);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "ins" | "del" | "moveFrom" | "moveTo" => changes += 1,
                "r" => (in_run, counted) = (true, false),
                "vanish" | "webHidden" if in_run && said(&tag) => counted = true,
                "color" if in_run => {
                    counted |= attr(&tag, "val").is_some_and(|value| value.eq_ignore_ascii_case("ffffff"));
                }
                "sz" if in_run => {
                    counted |= attr(&tag, "val").and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n <= 4);
                }
                _ => {}
            },
            Step::Text(text) if in_run && counted && !text.trim().is_empty() => {
                hidden += 1;
                counted = false;
            }
            Step::Close(name) if name == "r" => in_run = false,
            Step::Close(_) | Step::Text(_) => {}
        }
    }
    if changes > 0 {
        found.tell(Problem::TrackedChange, Told::Places(changes));
    }
    if hidden > 0 {
        found.tell(Problem::HiddenText, Told::Places(hidden));
    }
    Ok(())
}

/// A mark without a value says yes.
fn said(tag: &quick_xml::events::BytesStart<'_>) -> bool {
    attr(tag, "val").is_none_or(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

fn properties(xml: &str, part: &str, _: u32, intake: &Intake<'_>, found: &mut Inspected) -> Run<()> {
    let mut walk = Walk::new(xml, part, intake);
    let mut at = String::new();
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => tag.local_name().as_ref().clone_into(&mut at),
            Step::Text(text) if !text.trim().is_empty() => {
                let text: String = text.trim().chars().take(20).collect();
                let told = match at.as_str() {
                    "creator" => Told::Author(&text),
                    "lastModifiedBy" => Told::Editor(&text),
                    "Manager" => Told::Manager(&text),
                    "Company" => Told::Company(&text),
                    _ => continue,
                };
                // Programs sign with their own names.
                if !["openpyxl", "Apache POI", "Microsoft Office User", "Administrator", "User"]
                    .contains(&text.as_str())
                {
                    found.tell(Problem::Properties, told);
                }
            }
            Step::Close(_) => at.clear(),
            Step::Text(_) => {}
        }
    }
    Ok(())
}

/// Words of a slide, and whether it is shown.
fn slide(xml: &str, part: &str, nth: u32, intake: &Intake<'_>, found: &mut Inspected) -> Run<()> {
    let hidden = paragraphs(xml, part, intake, |text| found.lines.push((nth, text)))?;
    if hidden {
        let file = part.rsplit('/').next().unwrap_or(part).trim_end_matches(".xml");
        found.tell(Problem::HiddenSlide, Told::Slide(file));
    }
    Ok(())
}

fn notes(xml: &str, part: &str, _: u32, intake: &Intake<'_>, found: &mut Inspected) -> Run<()> {
    let mut said = false;
    // A page number alone is no note.
    paragraphs(xml, part, intake, |text| {
        said |= text.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace());
    })?;
    if said {
        found.tell(Problem::SpeakerNotes, Told::Plainly);
    }
    Ok(())
}

/// Gives each paragraph that says something; tells whether the slide is hidden.
fn paragraphs(xml: &str, part: &str, intake: &Intake<'_>, mut told: impl FnMut(String)) -> Run<bool> {
    let mut walk = Walk::new(xml, part, intake);
    let (mut hidden, mut words, mut in_text) = (false, String::new(), false);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "sld" => {
                    hidden |= attr(&tag, "show").is_some_and(|show| matches!(show.as_str(), "0" | "false"));
                }
                "t" => in_text = true,
                _ => {}
            },
            Step::Text(text) if in_text => words.push_str(&text),
            Step::Close(name) if name == "t" => in_text = false,
            Step::Close(name) if name == "p" && !words.trim().is_empty() => told(std::mem::take(&mut words)),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
    Ok(hidden)
}
