//! One worksheet of an XLSX: its cells, merged areas, and what is hidden.

use quick_xml::events::BytesStart;

use super::{Shared, rich};
use crate::grid::{Area, Grid};
use crate::intake::{Intake, Run, index};
use crate::values;
use crate::walk::{Step, Walk, attr, number, yes};

/// Reads a worksheet's XML into a grid.
pub(super) fn read(
    xml: &str,
    part: &str,
    shared: &Shared,
    (grid, intake): (&mut Grid, &mut Intake<'_>),
) -> Run<()> {
    let mut walk = Walk::new(xml, part, intake);
    let (mut row, mut column) = (None::<u32>, 0_u32);
    while let Some(step) = walk.next()? {
        let Step::Open(tag) = step else { continue };
        match tag.local_name().as_ref() {
            "row" => {
                let here = number(&tag, "r")
                    .map_or_else(|| row.map_or(0, |r| r.saturating_add(1)), |r| r.saturating_sub(1));
                (row, column) = (Some(here), 0);
                if yes(&tag, "hidden") {
                    grid.hide_row(here);
                }
            }
            "c" => {
                let (r, c) =
                    attr(&tag, "r").as_deref().and_then(address).unwrap_or((row.unwrap_or_default(), column));
                let text = cell(&mut walk, &tag, shared, grid)?;
                grid.put(r, c, text, intake)?;
                column = c.saturating_add(1);
            }
            "col" if yes(&tag, "hidden") => {
                if let (Some(from), Some(to)) = (number(&tag, "min"), number(&tag, "max")) {
                    grid.hide_columns(from.saturating_sub(1), to.saturating_sub(1));
                }
            }
            "mergeCell" => {
                if let Some(area) = attr(&tag, "ref").as_deref().and_then(area) {
                    grid.merge(area, intake)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The text of a cell, up to its end.
fn cell(walk: &mut Walk<'_>, tag: &BytesStart<'_>, shared: &Shared, grid: &mut Grid) -> Run<String> {
    let kind = attr(tag, "t").unwrap_or_default();
    let style = number(tag, "s").unwrap_or_default();
    let (mut value, mut text) = (None::<String>, String::new());
    let (mut in_value, mut formula) = (false, false);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "v" => {
                    in_value = true;
                    value = Some(String::new());
                }
                "f" => formula = true,
                "is" => text = rich(walk, "is")?,
                _ => {}
            },
            Step::Text(piece) if in_value => {
                if let Some(value) = &mut value {
                    value.push_str(&piece);
                }
            }
            Step::Text(_) => {}
            Step::Close(name) if name == "c" => break,
            Step::Close(name) => in_value = in_value && name != "v",
        }
    }
    if formula && value.as_deref().is_none_or(str::is_empty) && kind != "str" {
        grid.unsaved();
    }
    let value = value.unwrap_or_default();
    Ok(match kind.as_str() {
        "s" => value
            .trim()
            .parse()
            .ok()
            .and_then(|at: usize| shared.strings.get(at))
            .cloned()
            .unwrap_or_default(),
        "inlineStr" => text,
        "str" => super::unescaped(&value),
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "e" => value,
        "d" => value.trim_end_matches("T00:00:00").replace('T', " "),
        _ => match value.trim().parse::<f64>() {
            Ok(plain) => {
                let shape = shared.shapes.get(index(style)).copied().unwrap_or_default();
                values::show(plain, shape, shared.from_1904)
            }
            Err(_) => value,
        },
    })
}

/// `B12` as (row, column), 0-based.
fn address(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().replace('$', "");
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    let row: u32 = digits.parse().ok()?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let digit = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a',
            _ => return None,
        };
        column = column.checked_mul(26)?.checked_add(u32::from(digit) + 1)?;
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// `A1:B2` as an area.
fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (address(from)?, address(to)?);
    Some(Area { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nonsense_is_not() {
        assert_eq!(address("A1"), Some((0, 0)));
        assert_eq!(address("$XFD$1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A", "1", "A0", "中1", "AAAAAAAAAAAAAA1", "A99999999999"] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
        assert_eq!(area("A1:B3"), Some(Area { top: 0, left: 0, bottom: 2, right: 1 }));
        assert_eq!(area("A1"), None);
    }
}
