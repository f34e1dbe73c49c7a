//! XLSX: the workbook, its shared texts and number formats; sheets in [`sheet`], writing in [`write`].

mod sheet;
pub(crate) mod write;

use gk_rules::catalog::sheet::Sheet;
use gk_rules::catalog::trouble::{Fault, Spot};

use crate::grid::Grid;
use crate::intake::{Intake, Run, Stop};
use crate::parts::Parts;
use crate::symbols;
use crate::values::{self, Shape};
use crate::walk::{Step, Walk, attr, number, yes};

/// What the cells of every sheet refer to.
#[derive(Debug, Default)]
struct Shared {
    strings: Vec<String>,
    shapes: Vec<Shape>,
    from_1904: bool,
}

/// The sheets of a workbook, hidden ones too, in order.
pub(crate) fn read(parts: &mut Parts<'_>, intake: &mut Intake<'_>) -> Run<Vec<Sheet>> {
    let roots = parts.relations("", intake)?;
    let book = roots
        .values()
        .find(|one| one.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |one| one.target.clone());
    let relations = parts.relations(&book, intake)?;
    let (entries, from_1904) = entries(&parts.must(&book, intake)?, &book, intake)?;
    let part_of = |kind: &str, usual: &str| {
        relations
            .values()
            .find(|one| one.kind == kind)
            .map_or_else(|| usual.to_owned(), |one| one.target.clone())
    };
    let strings_part = part_of("sharedStrings", "xl/sharedStrings.xml");
    let styles_part = part_of("styles", "xl/styles.xml");
    let mut shared = Shared { from_1904, ..Shared::default() };
    if let Some(xml) = parts.text(&strings_part, intake)? {
        shared.strings = strings(&xml, &strings_part, intake)?;
    }
    if let Some(xml) = parts.text(&styles_part, intake)? {
        shared.shapes = shapes(&xml, &styles_part, intake)?;
    }
    let mut sheets = Vec::new();
    for (number, entry) in (1_u64..).zip(entries) {
        if number > intake.limits.sheets {
            return Err(Stop::file(Fault::TooManySheets { limit: intake.limits.sheets }));
        }
        let Some(relation) = relations.get(&entry.relation) else { continue };
        if relation.kind != "worksheet" {
            continue;
        }
        let xml = parts.must(&relation.target, intake)?;
        let mut grid = Grid::new(&entry.name);
        sheet::read(&xml, &relation.target, &shared, (&mut grid, intake))?;
        if let Some(sheet) = grid.finish(intake)? {
            if entry.hidden {
                intake.remark(Spot::Sheet(entry.name), Fault::HiddenSheet);
            }
            sheets.push(sheet);
        }
    }
    Ok(sheets)
}

struct Entry {
    name: String,
    relation: String,
    hidden: bool,
}

fn entries(xml: &str, part: &str, intake: &Intake<'_>) -> Run<(Vec<Entry>, bool)> {
    let (mut entries, mut from_1904) = (Vec::new(), false);
    let mut walk = Walk::new(xml, part, intake);
    while let Some(step) = walk.next()? {
        let Step::Open(tag) = step else { continue };
        match tag.local_name().as_ref() {
            "workbookPr" => from_1904 = yes(&tag, "date1904"),
            "sheet" => entries.push(Entry {
                name: attr(&tag, "name").unwrap_or_default(),
                relation: attr(&tag, "id").unwrap_or_default(),
                hidden: attr(&tag, "state").is_some_and(|state| state != "visible"),
            }),
            _ => {}
        }
    }
    Ok((entries, from_1904))
}

fn strings(xml: &str, part: &str, intake: &Intake<'_>) -> Run<Vec<String>> {
    let mut strings = Vec::new();
    let mut walk = Walk::new(xml, part, intake);
    while let Some(step) = walk.next()? {
        if let Step::Open(tag) = step
            && tag.local_name().as_ref() == "si"
        {
            strings.push(rich(&mut walk, "si")?);
        }
    }
    Ok(strings)
}

/// A text with its runs joined, up to the end of `element`; phonetic runs are left out.
fn rich(walk: &mut Walk<'_>, element: &str) -> Run<String> {
    let (mut text, mut run) = (String::new(), String::new());
    let (mut font, mut phonetic, mut inside) = (String::new(), 0_u32, false);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "rPh" => phonetic += 1,
                "rFont" => font = attr(&tag, "val").unwrap_or_default(),
                "r" => font.clear(),
                "t" => inside = phonetic == 0,
                _ => {}
            },
            Step::Text(piece) if inside => run.push_str(&piece),
            Step::Text(_) => {}
            Step::Close(name) if name == element => break,
            Step::Close(name) => match name.as_str() {
                "rPh" => phonetic = phonetic.saturating_sub(1),
                "t" => {
                    inside = false;
                    let piece = unescaped(&std::mem::take(&mut run));
                    text.push_str(&if symbols::is_pictures(&font) {
                        symbols::translate(&font, &piece)
                    } else {
                        piece
                    });
                }
                _ => {}
            },
        }
    }
    Ok(text)
}

/// `_x000D_` and the like as characters (ECMA-376 part 1, 22.9.2.19); line ends as `\n`.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let code = tail.get(2..6).filter(|_| tail.get(6..7) == Some("_"));
        match code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
            Some(one) => {
                out.push(one);
                rest = tail.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = tail.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n").replace('\r', "\n")
}

fn shapes(xml: &str, part: &str, intake: &Intake<'_>) -> Run<Vec<Shape>> {
    let mut codes = std::collections::HashMap::new();
    let (mut shapes, mut of_cells) = (Vec::new(), false);
    let mut walk = Walk::new(xml, part, intake);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (number(&tag, "numFmtId"), attr(&tag, "formatCode")) {
                        codes.insert(id, values::shape(&code));
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = number(&tag, "numFmtId").unwrap_or_default();
                    shapes.push(codes.get(&id).copied().unwrap_or_else(|| values::builtin(id)));
                }
                _ => {}
            },
            Step::Close(name) if name == "cellXfs" => of_cells = false,
            _ => {}
        }
    }
    Ok(shapes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_controls_are_read_and_others_kept() {
        assert_eq!(unescaped("甲_x000D__x000A_乙"), "甲\n乙");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("a_xyz_b_x"), "a_xyz_b_x");
        assert_eq!(unescaped("_x中文"), "_x中文");
    }
}
