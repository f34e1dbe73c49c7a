//! One worksheet of an XLS stream: its cells, merged areas, and what is hidden.

use super::cfb::{u16_at, u32_at};
use super::records::{Pieces, Record, Records};
use super::{Shared, short_text};
use crate::grid::{Area, Grid};
use crate::intake::{Intake, Run};
use crate::values;

/// Reads a worksheet into a grid; answers how many bytes were walked.
pub(super) fn read(
    stream: &[u8],
    shared: &Shared,
    (grid, intake): (&mut Grid, &mut Intake<'_>),
) -> Run<usize> {
    let mut records = Records::new(stream);
    let mut depth = 0_u32;
    // Where the text of the last formula belongs.
    let mut pending: Option<(u32, u32)> = None;
    while let Some(record) = records.next() {
        match record.id {
            0x0809 => depth += 1,
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            // Charts inside a sheet have records of their own.
            _ if depth != 1 => {}
            0x0207 => {
                let text = formula_text(record, &mut records, shared);
                if let Some((row, column)) = pending.take() {
                    grid.put(row, column, text, intake)?;
                }
            }
            0x0006 | 0x0206 | 0x0406 => pending = formula(record.data, shared, (grid, intake))?,
            _ => other(record, shared, (grid, intake))?,
        }
    }
    Ok(records.walked())
}

fn place(data: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)))
}

fn shown(value: f64, xf: Option<u16>, shared: &Shared) -> String {
    let shape = xf.and_then(|xf| shared.shapes.get(usize::from(xf))).copied().unwrap_or_default();
    values::show(value, shape, shared.from_1904)
}

fn float(data: &[u8], at: usize) -> Option<f64> {
    let bytes = data.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(bytes.try_into().ok()?))
}

/// A packed number: 30 bits of a whole number or of a float, perhaps in hundredths.
fn packed(bits: u32) -> f64 {
    let value = if bits & 2 == 2 {
        f64::from(i32::from_le_bytes(bits.to_le_bytes()) >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 == 1 { value / 100.0 } else { value }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

fn truth(value: u8) -> String {
    if value == 0 { "FALSE" } else { "TRUE" }.to_owned()
}

/// The stored value of a formula; the place where its text belongs when that follows.
fn formula(
    data: &[u8],
    shared: &Shared,
    (grid, intake): (&mut Grid, &mut Intake<'_>),
) -> Run<Option<(u32, u32)>> {
    let (Some((row, column)), Some(value)) = (place(data), float(data, 6)) else { return Ok(None) };
    let bytes = data.get(6..14).unwrap_or_default();
    let text = if bytes.get(6..) == Some(&[0xFF, 0xFF]) {
        let inner = bytes.get(2).copied().unwrap_or_default();
        match bytes.first() {
            Some(0) => return Ok(Some((row, column))),
            Some(1) => truth(inner),
            Some(2) => error(inner).to_owned(),
            _ => String::new(),
        }
    } else {
        shown(value, u16_at(data, 4), shared)
    };
    grid.put(row, column, text, intake)?;
    Ok(None)
}

fn formula_text<'s>(record: Record<'s>, records: &mut Records<'s>, shared: &Shared) -> String {
    if !shared.biff8 {
        return short_text(record.data, false, shared).unwrap_or_default();
    }
    let mut pieces = Pieces::new(record.data, records);
    let mut read = || {
        let count = usize::from(pieces.word()?);
        let flags = pieces.byte()?;
        Some(pieces.letters(count, flags & 1 == 1))
    };
    read().unwrap_or_default()
}

fn other(record: Record<'_>, shared: &Shared, (grid, intake): (&mut Grid, &mut Intake<'_>)) -> Run<()> {
    let data = record.data;
    match record.id {
        0x0208 => {
            if let (Some(row), Some(flags)) = (u16_at(data, 0), u16_at(data, 12))
                && flags & 0x20 != 0
            {
                grid.hide_row(u32::from(row));
            }
            return Ok(());
        }
        0x007D => {
            if let (Some(from), Some(to), Some(flags)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 8))
                && flags & 1 == 1
            {
                grid.hide_columns(u32::from(from), u32::from(to));
            }
            return Ok(());
        }
        0x00E5 => return merged(data, grid, intake),
        0x00BD => return several(data, shared, (grid, intake)),
        _ => {}
    }
    let text = match record.id {
        0x00FD => u32_at(data, 6).and_then(|at| shared.strings.get(crate::intake::index(at))).cloned(),
        0x0204 | 0x00D6 => data.get(6..).and_then(|data| short_text(data, false, shared)),
        0x0203 => float(data, 6).map(|value| shown(value, u16_at(data, 4), shared)),
        0x027E => u32_at(data, 6).map(|bits| shown(packed(bits), u16_at(data, 4), shared)),
        0x0205 => data
            .get(6)
            .copied()
            .zip(data.get(7).copied())
            .map(|(value, wrong)| if wrong == 1 { error(value).to_owned() } else { truth(value) }),
        _ => None,
    };
    match (place(data), text) {
        (Some((row, column)), Some(text)) => grid.put(row, column, text.replace("\r\n", "\n"), intake),
        _ => Ok(()),
    }
}

fn merged(data: &[u8], grid: &mut Grid, intake: &Intake<'_>) -> Run<()> {
    let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
    for area in areas.take(usize::from(u16_at(data, 0).unwrap_or_default())) {
        let at = |at: usize| u32::from(u16_at(area, at).unwrap_or_default());
        grid.merge(Area { top: at(0), bottom: at(2), left: at(4), right: at(6) }, intake)?;
    }
    Ok(())
}

/// Several packed numbers of one row.
fn several(data: &[u8], shared: &Shared, (grid, intake): (&mut Grid, &mut Intake<'_>)) -> Run<()> {
    let Some((row, first)) = place(data) else { return Ok(()) };
    let inner = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
    for (column, cell) in (first..).zip(inner.chunks_exact(6)) {
        if let Some(bits) = u32_at(cell, 2) {
            grid.put(row, column, shown(packed(bits), u16_at(cell, 0), shared), intake)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_unpacked() {
        assert!((packed(0x0000_0402) - 256.0).abs() < f64::EPSILON);
        assert!((packed(0x3FF0_0000) - 1.0).abs() < f64::EPSILON);
        assert!((packed(0x0000_3039 << 2 | 3) - 123.45).abs() < 1e-9);
        assert!((packed(0xFFFF_FFFE) + 1.0).abs() < f64::EPSILON);
    }
}
