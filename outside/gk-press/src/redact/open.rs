//! Opening what somebody sent: bounds first, then the file; nothing here trusts a byte.

use gk_base::Problem;
use gk_rules::redaction::reasons::{self, Bound};
use hayro::hayro_syntax::object::Object;
use hayro::hayro_syntax::{Filter, LoadPdfError, Pdf};

/// Bytes of a file.
pub(crate) const BYTES: usize = 64 << 20;
/// Pages of a file.
pub(crate) const PAGES: usize = 1000;
/// Bytes one stream may unpack to, and all of them together.
const UNPACKED: u64 = 256 << 20;
const UNPACKED_ALL: u64 = 1 << 30;
/// Pixels of one picture.
pub(crate) const PIXELS: u64 = 120_000_000;

/// A PDF that may be worked on.
///
/// # Errors
/// When it is too large, under a password, damaged, or packed to burst.
pub(crate) fn pdf(bytes: &[u8]) -> Result<Pdf, Problem> {
    let refuse = |reason| Err(Problem::refused(reason));
    if bytes.len() > BYTES {
        return refuse(reasons::too_large(Bound::Bytes, BYTES.try_into().unwrap_or(u64::MAX)));
    }
    if is_encrypted(bytes) {
        return refuse(reasons::encrypted());
    }
    within_bounds(bytes)?;
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return refuse(reasons::encrypted()),
        Err(LoadPdfError::Invalid) => return refuse(reasons::damaged()),
    };
    packed_once(&pdf)?;
    match pdf.pages().len() {
        0 => refuse(reasons::damaged()),
        n if n > PAGES => refuse(reasons::too_large(Bound::Pages, PAGES.try_into().unwrap_or(u64::MAX))),
        _ => Ok(pdf),
    }
}

/// Whether a trailer names an encryption; files that open without a password but forbid this or that have one too.
fn is_encrypted(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    positions(bytes, KEY).any(|at| {
        let rest = bytes.get(at + KEY.len()..).unwrap_or_default();
        let mut words = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let is_number =
            |word: Option<&[u8]>| word.is_some_and(|w| !w.is_empty() && w.iter().all(u8::is_ascii_digit));
        rest.first().is_some_and(|c| c.is_ascii_whitespace())
            && is_number(words.next())
            && is_number(words.next())
            || rest.trim_ascii_start().starts_with(b"<<")
    })
}

/// Where a word stands in bytes.
pub(crate) fn positions<'b>(bytes: &'b [u8], word: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(from..)?;
        let at = rest.windows(word.len()).position(|window| window == word)?;
        let found = from + at;
        from = found + word.len();
        Some(found)
    })
}

/// Looks at every stream as it lies in the file, before anything is believed of the file's own tables.
fn within_bounds(bytes: &[u8]) -> Result<(), Problem> {
    let mut all = 0;
    for at in positions(bytes, b"stream") {
        let before = bytes.get(at.saturating_sub(1024)..at).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        let object = before.windows(6).rposition(|word| word == b"endobj").unwrap_or_default();
        let dictionary = before.get(object..).unwrap_or_default();
        let rest = bytes.get(at + 6..).unwrap_or_default();
        let data = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        all += unpacked(data, dictionary)?;
        if all > UNPACKED_ALL {
            return Err(too_dense());
        }
        if let Some(pixels) = pixels(data)
            && pixels > PIXELS
        {
            return Err(Problem::refused(reasons::too_large(Bound::Pixels, PIXELS)));
        }
    }
    Ok(())
}

/// Looks at every stream as the file's own tables have it.
fn packed_once(pdf: &Pdf) -> Result<(), Problem> {
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let filters = stream.filters();
        let packers = filters.iter().filter(|filter| {
            !matches!(filter, Filter::AsciiHexDecode | Filter::Ascii85Decode | Filter::DctDecode)
        });
        if packers.count() > 1 {
            return Err(too_dense());
        }
    }
    Ok(())
}

fn too_dense() -> Problem {
    Problem::refused(reasons::too_large(Bound::Unpacked, UNPACKED_ALL))
}

/// Bytes a stream unpacks to, counted without keeping them.
fn unpacked(data: &[u8], dictionary: &[u8]) -> Result<u64, Problem> {
    let packers: usize = [b"FlateDecode".as_slice(), b"LZWDecode", b"RunLengthDecode", b"/Fl ", b"/LZW "]
        .iter()
        .map(|name| positions(dictionary, name).count())
        .sum();
    // Packed twice, a few bytes unpack to more than any machine holds.
    if packers > 1 {
        return Err(too_dense());
    }
    if data.first().is_none_or(|first| first & 0x0f != 8) {
        return Ok(0);
    }
    let mut unpacker = flate2::Decompress::new(true);
    let mut sink = vec![0_u8; 1 << 16];
    loop {
        let read = usize::try_from(unpacker.total_in()).unwrap_or(usize::MAX);
        let rest = data.get(read..).unwrap_or_default();
        let before = (unpacker.total_in(), unpacker.total_out());
        let status = unpacker.decompress(rest, &mut sink, flate2::FlushDecompress::None);
        if unpacker.total_out() > UNPACKED {
            return Err(too_dense());
        }
        let stands = before == (unpacker.total_in(), unpacker.total_out());
        match status {
            Ok(flate2::Status::Ok) if !stands => {}
            _ => return Ok(unpacker.total_out()),
        }
    }
}

/// Pixels a JPEG or JPEG 2000 says it has.
fn pixels(data: &[u8]) -> Option<u64> {
    let number = |at: usize, len: usize| -> Option<u64> {
        let bytes = data.get(at..at + len)?;
        Some(bytes.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
    };
    if data.starts_with(&[0xff, 0xd8]) {
        let mut at = 2;
        while let (Some(0xff), Some(marker)) = (number(at, 1), number(at + 1, 1)) {
            let is_frame = (0xc0..=0xcf).contains(&marker) && ![0xc4, 0xc8, 0xcc].contains(&marker);
            if is_frame {
                return Some(number(at + 5, 2)?.saturating_mul(number(at + 7, 2)?));
            }
            let length =
                if marker == 0xff { 0 } else { usize::try_from(number(at + 2, 2)?).ok()?.max(2) + 1 };
            at += length + 1;
        }
        return None;
    }
    let head = data.get(..data.len().min(256))?;
    let box_at = positions(head, b"ihdr").next()?;
    Some(number(box_at + 8, 4)?.saturating_mul(number(box_at + 4, 4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(problem: Problem) -> Vec<&'static str> {
        let Problem::Refused(reasons) = problem else { panic!("{problem}") };
        reasons.into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn an_encrypted_file_is_refused_and_one_that_talks_of_encryption_is_not() {
        assert!(is_encrypted(b"trailer << /Root 1 0 R /Encrypt 12 0 R >>"));
        assert!(is_encrypted(b"trailer << /Encrypt<< /Filter /Standard >> >>"));
        assert!(!is_encrypted(b"(a file with /EncryptMetadata false and /Encrypt words)"));
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked() {
        use std::io::Write as _;
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..300 {
            packer.write_all(&vec![0; 1 << 20]).unwrap();
        }
        let packed = packer.finish().unwrap();
        assert!(packed.len() < 1 << 20);
        let mut file = b"%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n".to_vec();
        file.extend(packed);
        assert_eq!(codes(pdf(&file).err().unwrap()), ["redaction.too_large"]);
        let twice = b"%PDF-1.7\n1 0 obj\n<< /Filter [/FlateDecode /FlateDecode] >>\nstream\nx";
        assert_eq!(codes(pdf(twice).err().unwrap()), ["redaction.too_large"]);
    }

    #[test]
    fn a_jpeg_says_how_large_it_is() {
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xfe, 1];
        assert_eq!(pixels(&jpeg), Some(0xffff * 0xfffe));
        assert_eq!(pixels(b"\xff\xd8\xff"), None);
    }
}
