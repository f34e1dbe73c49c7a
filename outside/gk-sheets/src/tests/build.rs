//! Files built byte by byte: packed parts, documents, and the smallest compound file with a workbook.

use std::io::{Cursor, Write};

/// A packed file of parts.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A DOCX of a body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{body}</w:body></w:document>"
    );
    packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

/// A paragraph of a document.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A cell of a document's table.
pub(crate) fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

/// An XLSX of one sheet's XML, with shared texts and styles.
pub(crate) fn xlsx(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    xlsx_with(sheet, strings, styles, "<sheet name=\"表一\" sheetId=\"1\" r:id=\"rId1\"/>")
}

pub(crate) fn xlsx_with(sheet: &str, strings: &str, styles: &str, entries: &str) -> Vec<u8> {
    let book = format!("<workbook xmlns:r=\"r\"><sheets>{entries}</sheets></workbook>");
    let rels = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let strings = format!("<sst>{strings}</sst>");
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet>{sheet}</worksheet>").as_bytes()),
    ])
}

fn record(out: &mut Vec<u8>, id: u16, data: &[u8]) {
    out.extend(id.to_le_bytes());
    out.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
    out.extend(data);
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn wide_text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = u16::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    out.push(1);
    out.extend(words(&units));
    out
}

/// A BIFF8 workbook stream: one sheet 目录 with texts of every kind of record, a date, a percent, a merged area,
/// a hidden row, and a shared text cut by a continuation.
pub(crate) fn biff8() -> Vec<u8> {
    let mut head = Vec::new();
    record(&mut head, 0x0809, &words(&[0x0600, 0x0005, 0, 0, 0, 0, 0, 0]));
    record(&mut head, 0x0042, &words(&[1200]));
    for format in [0_u16, 14, 9] {
        let mut xf = words(&[0, format]);
        xf.resize(20, 0);
        record(&mut head, 0x00E0, &xf);
    }
    let mut tail = Vec::new();
    let mut sst = vec![2, 0, 0, 0, 2, 0, 0, 0];
    sst.extend(wide_text("公开事项"));
    let long = wide_text("自信息形成之日起20个工作日内");
    sst.extend(&long[..7]);
    record(&mut tail, 0x00FC, &sst);
    let mut more = vec![1];
    more.extend(&long[7..]);
    record(&mut tail, 0x003C, &more);
    record(&mut tail, 0x000A, &[]);
    let name: Vec<u16> = "目录".encode_utf16().collect();
    let mut entry = vec![0; 6];
    entry.extend([u8::try_from(name.len()).unwrap(), 1]);
    entry.extend(words(&name));
    let at = u32::try_from(head.len() + 4 + entry.len() + tail.len()).unwrap();
    entry[..4].copy_from_slice(&at.to_le_bytes());
    record(&mut head, 0x0085, &entry);
    head.extend(tail);
    head.extend(biff8_sheet());
    head
}

fn biff8_sheet() -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 0x0809, &words(&[0x0600, 0x0010, 0, 0, 0, 0, 0, 0]));
    let mut row = words(&[2, 0, 4, 255, 0, 0]);
    row.extend([0x20, 0, 0, 0]);
    record(&mut out, 0x0208, &row);
    record(&mut out, 0x00FD, &words(&[0, 0, 0, 0, 0]));
    record(&mut out, 0x00FD, &words(&[1, 0, 0, 1, 0]));
    let mut label = words(&[1, 2, 0]);
    label.extend(wide_text("县级\n乡级"));
    record(&mut out, 0x0204, &label);
    let mut number = words(&[2, 0, 1]);
    number.extend(43_976_f64.to_le_bytes());
    record(&mut out, 0x0203, &number);
    let mut rk = words(&[2, 1, 2]);
    rk.extend((50_u32 << 2 | 3).to_le_bytes());
    record(&mut out, 0x027E, &rk);
    let mut several = words(&[3, 0]);
    for value in [1_u32, 2] {
        several.extend(words(&[0]));
        several.extend((value << 2 | 2).to_le_bytes());
    }
    several.extend(words(&[1]));
    record(&mut out, 0x00BD, &several);
    let mut formula = words(&[3, 2, 0]);
    formula.extend([0, 0, 0, 0, 0, 0, 0xFF, 0xFF]);
    formula.extend([0; 8]);
    record(&mut out, 0x0006, &formula);
    record(&mut out, 0x0207, &wide_text("主动"));
    record(&mut out, 0x00E5, &words(&[1, 0, 0, 0, 2]));
    record(&mut out, 0x000A, &[]);
    out
}

/// A compound file (512-byte sectors) of streams, all in ordinary sectors.
pub(crate) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut fat: Vec<u32> = vec![0xFFFF_FFFD, 0xFFFF_FFFE];
    let (mut body, mut entries) = (Vec::new(), vec![entry("Root Entry", 5, 0xFFFF_FFFE, 0)]);
    for (name, bytes) in streams {
        let first = u32::try_from(fat.len()).unwrap();
        let count = bytes.len().div_ceil(512).max(1);
        fat.extend((1..count).map(|n| first + u32::try_from(n).unwrap()));
        fat.push(0xFFFF_FFFE);
        entries.push(entry(name, 2, first, u32::try_from(bytes.len()).unwrap()));
        body.extend_from_slice(bytes);
        body.resize(body.len().div_ceil(512) * 512, 0);
    }
    assert!(entries.len() <= 4 && fat.len() <= 128);
    fat.resize(128, 0xFFFF_FFFF);
    let mut head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    head.resize(24, 0);
    head.extend(words(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]));
    for number in [0_u32, 1, 1, 0, 0, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0, 0] {
        head.extend(number.to_le_bytes());
    }
    head.resize(512, 0xFF);
    head.extend(fat.iter().flat_map(|n| n.to_le_bytes()));
    let mut directory: Vec<u8> = entries.into_iter().flatten().collect();
    directory.resize(512, 0);
    [head, directory, body].concat()
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let units: Vec<u16> = name.encode_utf16().collect();
    let mut out = words(&units);
    out.resize(64, 0);
    out.extend(u16::try_from(units.len() * 2 + 2).unwrap().to_le_bytes());
    out.push(kind);
    out.resize(116, 0);
    out.extend(start.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.resize(128, 0);
    out
}
