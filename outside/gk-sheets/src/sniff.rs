//! What a file is, by its first bytes and its parts, never by its name.

use gk_rules::catalog::sheet::{Piece, Sheet, Source};
use gk_rules::catalog::trouble::{Fault, FileKind, Spot};

use crate::csv::Told;
use crate::intake::{Intake, Run, Stop, wide};
use crate::parts::Parts;
use crate::{csv, docx, html, ods, sheet_xml, text, xls, xlsx};

/// How a document is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// Its tables, or its text where there is none.
    Tables,
    /// Paragraphs and tables in their order, where it has both.
    Flow,
}

/// What was opened.
#[derive(Debug)]
pub(crate) enum Opened {
    /// Tables or text.
    Source(Source),
    /// Paragraphs and tables.
    Flow(Vec<Piece>),
}

/// Opens a file of whatever kind.
pub(crate) fn open(name: &str, bytes: &[u8], want: Want, intake: &mut Intake<'_>) -> Run<(FileKind, Opened)> {
    let limit = intake.limits.file_bytes;
    if wide(bytes.len()) > limit {
        return Err(Stop::file(Fault::TooLarge { bytes: wide(bytes.len()), limit }));
    }
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Stop::file(Fault::Empty));
    }
    let ending = ending(name);
    let (kind, opened) = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        packed(bytes, want, intake)?
    } else if bytes.starts_with(xls::cfb::MAGIC) {
        let (kind, source) = xls::compound(bytes, intake)?;
        (kind, Opened::Source(source))
    } else if xls::is_bare(bytes) {
        (FileKind::Xls, Opened::Source(Source::Sheets(xls::bare(bytes, intake)?)))
    } else if let Some(kind) = foreign(bytes) {
        return Err(Stop::file(Fault::Unsupported(kind)));
    } else {
        written(&ending, bytes, want, intake)?
    };
    if is_nothing(&opened) {
        return Err(Stop::file(Fault::Nothing));
    }
    if differs(&ending, kind) {
        intake.remark(Spot::File, Fault::NameDiffers(kind));
    }
    Ok((kind, opened))
}

fn is_nothing(opened: &Opened) -> bool {
    match opened {
        Opened::Source(Source::Sheets(sheets)) => sheets.is_empty(),
        Opened::Source(Source::Text(text)) => text.trim().is_empty(),
        Opened::Flow(pieces) => pieces.is_empty(),
    }
}

fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether a name promises another kind than the content is.
fn differs(ending: &str, kind: FileKind) -> bool {
    let said: &[FileKind] = match ending {
        "xlsx" | "xlsm" | "xltx" | "xltm" => &[FileKind::Xlsx],
        "xls" | "xlt" => &[FileKind::Xls],
        "et" => &[FileKind::Xls, FileKind::Xlsx],
        "ods" => &[FileKind::Ods],
        "docx" | "docm" => &[FileKind::Docx],
        "doc" | "wps" | "pdf" => &[FileKind::Doc],
        "html" | "htm" | "shtml" | "xhtml" => &[FileKind::Html],
        "csv" | "tsv" => &[FileKind::Csv, FileKind::Text],
        "txt" | "md" => &[FileKind::Text, FileKind::Csv],
        "xml" => &[FileKind::SheetXml, FileKind::Html],
        _ => return false,
    };
    !said.contains(&kind)
}

fn packed(bytes: &[u8], want: Want, intake: &mut Intake<'_>) -> Run<(FileKind, Opened)> {
    let mut parts = Parts::open(bytes, intake)?;
    let sheets = |sheets: Vec<Sheet>| Opened::Source(Source::Sheets(sheets));
    if parts.has("xl/workbook.bin") {
        return Err(Stop::file(Fault::Unsupported(FileKind::Xlsb)));
    }
    if parts.has_under("xl/") {
        return Ok((FileKind::Xlsx, sheets(xlsx::read(&mut parts, intake)?)));
    }
    if parts.has_under("word/") {
        let opened = match want {
            Want::Tables => Opened::Source(docx::read(&mut parts, intake)?),
            Want::Flow => Opened::Flow(docx::pieces(&mut parts, intake)?),
        };
        return Ok((FileKind::Docx, opened));
    }
    if parts.has("content.xml") && parts.has("META-INF/manifest.xml") {
        return ods::read(&mut parts, intake).map(|found| (FileKind::Ods, sheets(found)));
    }
    let kind = if parts.has("ofd.xml") {
        FileKind::Ofd
    } else if parts.has_under("ppt/") {
        FileKind::Slides
    } else {
        FileKind::Archive
    };
    Err(Stop::file(Fault::Unsupported(kind)))
}

/// Known kinds that are not read.
fn foreign(bytes: &[u8]) -> Option<FileKind> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let begins = |magic: &[u8]| head.starts_with(magic);
    if head.windows(5).any(|five| five == b"%PDF-") {
        Some(FileKind::Pdf)
    } else if begins(b"{\\rtf") {
        Some(FileKind::Rtf)
    } else if [b"\x89PNG".as_slice(), b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0"]
        .into_iter()
        .any(begins)
        && !(begins(b"BM") && text::decode(bytes).is_some())
        || begins(b"RIFF") && head.get(8..12) == Some(b"WEBP")
    {
        Some(FileKind::Picture)
    } else if [b"Rar!".as_slice(), b"7z\xBC\xAF", b"\x1F\x8B", b"BZh", b"\xFD7zXZ", b"\x28\xB5\x2F\xFD"]
        .into_iter()
        .any(begins)
    {
        Some(FileKind::Archive)
    } else if head.len() > 13 && head.get(..13).is_some_and(|h| h.eq_ignore_ascii_case(b"mime-version:")) {
        Some(FileKind::Mhtml)
    } else {
        None
    }
}

/// Files that are text: pages, XML sheets, delimited values, or plain text.
fn written(ending: &str, bytes: &[u8], want: Want, intake: &mut Intake<'_>) -> Run<(FileKind, Opened)> {
    let tables = |sheets: Vec<Sheet>| Opened::Source(Source::Sheets(sheets));
    let Some(decoded) = text::decode(bytes) else { return Err(Stop::file(Fault::Unknown)) };
    if decoded.odd > 0 {
        intake.remark(Spot::File, Fault::OddBytes { count: decoded.odd, encoding: decoded.encoding });
    }
    let text = decoded.text;
    let head: String = text.chars().take(65_536).collect::<String>().to_ascii_lowercase();
    if head.trim_start().starts_with('<') && head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Ok((FileKind::SheetXml, tables(sheet_xml::read(&text, intake)?)));
    }
    if is_page(&head) || (ending.contains("htm") && head.contains('<')) {
        let opened = match want {
            Want::Tables => Opened::Source(html::read(&text, intake)?),
            Want::Flow => Opened::Flow(html::pieces(&text, intake)?),
        };
        return Ok((FileKind::Html, opened));
    }
    let told = if matches!(ending, "csv" | "tsv" | "tab" | "xls" | "xlsx" | "et") {
        Told::Table
    } else {
        Told::Nothing
    };
    if let Some(mark) = csv::delimiter(&text, told) {
        let sheet = csv::read(&text, mark, intake)?;
        return Ok((FileKind::Csv, tables(sheet.into_iter().collect())));
    }
    intake.text(text.len())?;
    let text = Source::Text(text.replace("\r\n", "\n").replace('\r', "\n"));
    Ok((FileKind::Text, Opened::Source(text)))
}

fn is_page(head: &str) -> bool {
    let opens =
        ["<html", "<!doctype html", "<table", "<body", "<div", "<p>", "<p ", "<meta", "<head", "<!--[if"];
    let begins = head.trim_start().starts_with('<');
    (begins && opens.iter().any(|tag| head.contains(tag)))
        || (head.contains("<table") && head.contains("<t") && (head.contains("</t") || head.contains("<td")))
}
