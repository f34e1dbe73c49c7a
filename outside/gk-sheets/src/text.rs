//! Text of unknown encoding: UTF-8, UTF-16, GB18030 and Big5, told apart by content.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// Characters that could not be decoded.
    pub(crate) odd: u64,
}

/// Decodes a text; `None` when the bytes are no text.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some((encoding, skip)) => (encoding, skip),
        None => (guess(bytes), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    let text = text.into_owned();
    if is_binary(&text) {
        return None;
    }
    let odd = crate::intake::wide(text.matches('\u{FFFD}').count());
    // A text has the odd broken character; bytes that are mostly broken are none.
    let letters = crate::intake::wide(text.chars().count());
    (odd * 10 <= letters).then_some(Decoded { text, encoding: encoding.name(), odd })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(wide) = utf16(bytes) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    if let Some(named) = declared(bytes) {
        return named;
    }
    // Read in the wrong encoding, Chinese turns into private letters, kana and broken bytes. First of equals.
    let strange = |encoding: &&'static Encoding| {
        let (text, _) =
            encoding.decode_without_bom_handling(bytes.get(..bytes.len().min(1 << 20)).unwrap_or_default());
        text.chars().filter(|c| is_strange(*c)).count()
    };
    [UTF_8, GB18030, BIG5].into_iter().min_by_key(strange).unwrap_or(GB18030)
}

fn is_strange(letter: char) -> bool {
    matches!(u32::from(letter), 0xE000..=0xF8FF | 0xFFFD | 0x3040..=0x30FF | 0x0370..=0x04FF | 0x80..=0x9F)
}

/// The encoding a page or an XML document says it is in.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head =
        String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default()).to_ascii_lowercase();
    if !head.contains('<') {
        return None;
    }
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label: String = head
        .get(at..)?
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let found = Encoding::for_label(label.as_bytes())?;
    let wide = found == UTF_16LE || found == UTF_16BE;
    // GBK and GB2312 are written where GB18030 is meant; UTF-8 was already refused by the bytes.
    (!wide && found != UTF_8).then_some(if found == encoding_rs::GBK { GB18030 } else { found })
}

/// UTF-16 without a mark: zero bytes, and most pairs make ASCII or Chinese when read from one end.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    if !head.contains(&0) {
        return None;
    }
    // A Chinese letter whose low byte is zero (一, 开) looks like ASCII from the other end: it speaks for nobody.
    let plausible = |high: u8, low: u8| match high {
        0 => matches!(low, 0x09..=0x0D | 0x20..=0x7E),
        0x30 | 0x4E..=0x9F | 0xFF => low != 0,
        _ => false,
    };
    let (mut pairs, mut little, mut big) = (0_u32, 0_u32, 0_u32);
    for pair in head.chunks_exact(2) {
        let (first, second) = (pair.first().copied()?, pair.get(1).copied()?);
        pairs += 1;
        little += u32::from(plausible(second, first));
        big += u32::from(plausible(first, second));
    }
    let (found, score) = if little >= big { (UTF_16LE, little) } else { (UTF_16BE, big) };
    (score * 10 >= pairs * 7).then_some(found)
}

fn is_binary(text: &str) -> bool {
    let control =
        |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}' | '\u{feff}');
    let odd = text.chars().take(65_536).filter(control).count();
    text.contains('\0') || odd * 100 > text.chars().take(65_536).count()
}

/// An XML part as text: UTF-8 nearly always, UTF-16 or a declared encoding where there is one.
pub(crate) fn xml(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        },
        Err(wrong) => {
            let bytes = wrong.into_bytes();
            let encoding = match Encoding::for_bom(&bytes) {
                Some((encoding, _)) => encoding,
                None => utf16(&bytes).or_else(|| declared(&bytes)).unwrap_or(UTF_8),
            };
            encoding.decode_with_bom_removal(&bytes).0.into_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "序号,公开事项,公开时限\r\n1,征地补偿安置方案,自信息形成之日起20个工作日内\r\n";

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn the_encodings_of_government_files_are_told_apart() {
        for (bytes, name) in [
            (LINES.as_bytes().to_vec(), "UTF-8"),
            ([b"\xEF\xBB\xBF".as_slice(), LINES.as_bytes()].concat(), "UTF-8"),
            (encoded(GB18030, LINES), "gb18030"),
            (LINES.encode_utf16().flat_map(u16::to_le_bytes).collect(), "UTF-16LE"),
            (LINES.encode_utf16().flat_map(u16::to_be_bytes).collect(), "UTF-16BE"),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.odd), (LINES, name, 0));
        }
        let big = "序號,公開事項,公開時限\r\n1,徵地補償安置方案,自資訊形成之日起二十個工作日內公開，並於政府網站公布\r\n";
        assert_eq!(decode(&encoded(BIG5, big)).unwrap().text, big);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(decode(&[0, 1, 2, 3, 0, 0, 255, 254]), None);
        let noise: Vec<u8> = (0..4000_u32).map(|n| u8::try_from((n * 7919 + n / 3) % 251).unwrap()).collect();
        assert_eq!(decode(&noise), None);
    }
}
