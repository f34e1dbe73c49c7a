//! Compound files (MS-CFB): the streams inside `.xls`, `.doc`, `.wps` and `.et`.

use crate::intake::{Run, Stop, index};
use gk_rules::catalog::trouble::Fault;

/// The first eight bytes.
pub(crate) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Numbers from here on mark ends and free places, not sectors.
const LAST: u32 = 0xFFFF_FFFA;

/// A compound file.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    shift: u32,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    cutoff: u32,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: u32,
}

/// Two bytes, little end first.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

/// Four bytes, little end first.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect()
}

impl<'a> Compound<'a> {
    /// Opens a compound file.
    pub(crate) fn open(bytes: &'a [u8]) -> Run<Self> {
        Self::try_open(bytes).ok_or_else(|| Stop::file(Fault::Damaged))
    }

    fn try_open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 30)?);
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut file = Self {
            bytes,
            shift,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            cutoff: u32_at(bytes, 56)?,
            entries: Vec::new(),
        };
        file.fat = file.read_fat()?;
        let directory = file.chain(u32_at(bytes, 48)?)?;
        let mut root = None;
        for entry in directory.chunks_exact(128) {
            let (kind, start, size) = (*entry.get(66)?, u32_at(entry, 116)?, u32_at(entry, 120)?);
            let length = usize::from(u16_at(entry, 64)?).saturating_sub(2).min(62);
            let units: Vec<u16> =
                entry.get(..length)?.chunks_exact(2).filter_map(|two| u16_at(two, 0)).collect();
            match kind {
                5 => root = Some((start, size)),
                2 => file.entries.push(Entry { name: String::from_utf16_lossy(&units), start, size }),
                _ => {}
            }
        }
        if let Some((start, _)) = root.filter(|(start, size)| *start < LAST && *size > 0) {
            file.mini = file.chain(start)?;
            file.mini_fat = match u32_at(bytes, 60)? {
                first if first < LAST => numbers(&file.chain(first)?),
                _ => Vec::new(),
            };
        }
        Some(file)
    }

    fn read_fat(&self) -> Option<Vec<u32>> {
        let mut sectors = numbers(self.bytes.get(76..512)?);
        let mut next = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() >> self.shift;
        let mut seen = 0;
        while next < LAST {
            seen += 1;
            if seen > most {
                return None;
            }
            let mut more = numbers(self.sector(next)?);
            next = more.pop()?;
            sectors.extend(more);
        }
        let mut fat = Vec::new();
        for sector in sectors.into_iter().filter(|sector| *sector < LAST).take(most) {
            fat.extend(numbers(self.sector(sector)?));
        }
        Some(fat)
    }

    /// A sector; the last of a file may be short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = index(number).checked_add(1)?.checked_mul(1 << self.shift)?;
        let end = start.checked_add(1 << self.shift)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// The sectors of a chain, one after another.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut data = Vec::new();
        let mut next = first;
        let mut left = (self.bytes.len() >> self.shift) + 1;
        while next < LAST {
            left = left.checked_sub(1)?;
            data.extend_from_slice(self.sector(next)?);
            next = *self.fat.get(index(next))?;
        }
        Some(data)
    }

    fn mini_chain(&self, first: u32, size: usize) -> Option<Vec<u8>> {
        let mut data = Vec::new();
        let mut next = first;
        let mut left = (self.mini.len() >> 6) + 1;
        while next < LAST && data.len() < size {
            left = left.checked_sub(1)?;
            let start = index(next).checked_mul(64)?;
            let end = start.checked_add(64)?.min(self.mini.len());
            data.extend_from_slice(self.mini.get(start..end)?);
            next = *self.mini_fat.get(index(next))?;
        }
        Some(data)
    }

    /// Whether there is a stream of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A stream's bytes; an error when the file is cut.
    pub(crate) fn stream(&self, name: &str) -> Run<Vec<u8>> {
        let read = || {
            let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
            let size = index(entry.size);
            let mut data = if entry.size < self.cutoff {
                self.mini_chain(entry.start, size)?
            } else {
                self.chain(entry.start)?
            };
            data.truncate(size);
            Some(data)
        };
        read().ok_or_else(|| Stop::damaged(name))
    }
}
