//! Records of a BIFF stream, and texts that run over their ends.

use super::cfb::{u16_at, u32_at};

/// A record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'s> {
    pub(super) id: u16,
    pub(super) data: &'s [u8],
}

/// Records one after another, until the stream ends or a record is cut.
pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    pub(super) fn new(stream: &'s [u8]) -> Self {
        Self { stream, at: 0 }
    }

    /// How far the walk has come, in bytes.
    pub(super) fn walked(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<(Record<'s>, usize)> {
        let id = u16_at(self.stream, self.at)?;
        let length = usize::from(u16_at(self.stream, self.at.checked_add(2)?)?);
        let start = self.at.checked_add(4)?;
        let end = start.checked_add(length)?;
        Some((Record { id, data: self.stream.get(start..end)? }, end))
    }

    /// The next record when it continues this one.
    fn continued(&mut self) -> Option<&'s [u8]> {
        let (record, end) = self.peek().filter(|(record, _)| record.id == 0x003C)?;
        self.at = end;
        Some(record.data)
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (record, end) = self.peek()?;
        self.at = end;
        Some(record)
    }
}

/// The data of a record and of those that continue it.
pub(super) struct Pieces<'s> {
    pieces: std::collections::VecDeque<&'s [u8]>,
}

impl<'s> Pieces<'s> {
    /// A record and its continuations, which are taken from the walk.
    pub(super) fn new(first: &'s [u8], records: &mut Records<'s>) -> Self {
        let mut pieces = std::collections::VecDeque::from([first]);
        while let Some(more) = records.continued() {
            pieces.push_back(more);
        }
        Self { pieces }
    }

    /// A record by itself.
    pub(super) fn of(data: &'s [u8]) -> Self {
        Self { pieces: std::collections::VecDeque::from([data]) }
    }

    /// Takes so many bytes, at most to the end of the piece; at least one, or nothing at the end.
    fn take(&mut self, most: usize) -> &'s [u8] {
        while let Some(first) = self.pieces.front_mut() {
            if first.is_empty() {
                self.pieces.pop_front();
                continue;
            }
            let (taken, rest) = first.split_at(most.min(first.len()));
            *first = rest;
            return taken;
        }
        &[]
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1).first().copied()
    }

    pub(super) fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn double(&mut self) -> Option<u32> {
        let bytes = [self.byte()?, self.byte()?, self.byte()?, self.byte()?];
        u32_at(&bytes, 0)
    }

    pub(super) fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let taken = self.take(count).len();
            if taken == 0 {
                return;
            }
            count -= taken;
        }
    }

    /// Letters of one byte (Latin-1) or two (UTF-16); a continuation begins by saying which.
    pub(super) fn letters(&mut self, count: usize, wide: bool) -> String {
        let mut units: Vec<u16> = Vec::new();
        let mut wide = wide;
        while units.len() < count {
            while self.pieces.front().is_some_and(|piece| piece.is_empty()) {
                self.pieces.pop_front();
                if self.pieces.front().is_some_and(|piece| !piece.is_empty()) {
                    wide = self.byte().is_some_and(|flags| flags & 1 == 1);
                }
            }
            let left = count - units.len();
            let taken = self.take(if wide { left.saturating_mul(2) } else { left });
            if taken.is_empty() {
                break;
            }
            if wide {
                units.extend(taken.chunks_exact(2).filter_map(|two| u16_at(two, 0)));
                if taken.len() == 1 {
                    break;
                }
            } else {
                units.extend(taken.iter().map(|one| u16::from(*one)));
            }
        }
        String::from_utf16_lossy(&units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record_in_another_width() {
        let mut pieces =
            Pieces { pieces: [b"ab".as_slice(), b"\x01\x6C\x51\x00\x5F", b"\x00c"].into_iter().collect() };
        assert_eq!(pieces.letters(5, false), "ab公开c");
        assert_eq!(pieces.letters(3, true), "");
    }
}
