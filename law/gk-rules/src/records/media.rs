//! Attached files (附件): which kinds are taken, known by their bytes and not by their names; and reasons not to take one.

use super::reasons::MAX_ATTACHMENTS;
use crate::{Coded, Reason};

/// 附件大小上限, in bytes.
pub const MAX_BYTES: usize = 20 << 20;
/// 附件名称的最大字数.
pub const MAX_FILE_NAME: usize = 120;

crate::codes! {
    /// 附件格式: what may be published beside a text; the code is the media type.
    pub enum Media {
        /// PDF
        Pdf = "application/pdf" => "PDF",
        /// OFD (GB/T 33190)
        Ofd = "application/ofd" => "OFD",
        /// DOCX
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "DOCX",
        /// XLSX
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "XLSX",
        /// PPTX
        Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "PPTX",
        /// DOC, XLS, PPT and WPS of old
        Ole = "application/x-ole-storage" => "DOC/XLS",
        /// PNG
        Png = "image/png" => "PNG",
        /// JPEG
        Jpeg = "image/jpeg" => "JPEG",
        /// ZIP
        Zip = "application/zip" => "ZIP",
        /// 纯文本、CSV
        Text = "text/plain" => "文本",
    }
}

impl Media {
    /// 识别格式: what the bytes are; nothing for what is not taken (programs, web pages, unknown).
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        if begins(b"%PDF-") {
            Some(Self::Pdf)
        } else if begins(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if begins(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            Some(Self::Ole)
        } else if begins(b"PK\x03\x04") {
            Some(Self::of_zip(bytes))
        } else if is_text(bytes) {
            Some(Self::Text)
        } else {
            None
        }
    }
    /// The names of members stand plainly at the beginning and at the end of a ZIP.
    fn of_zip(bytes: &[u8]) -> Self {
        let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
        let tail = bytes.get(bytes.len().saturating_sub(1 << 16)..).unwrap_or_default();
        let holds =
            |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|at| at == name));
        let known: [(&[u8], Self); 4] = [
            (b"OFD.xml", Self::Ofd),
            (b"word/document.xml", Self::Docx),
            (b"xl/workbook", Self::Xlsx),
            (b"ppt/presentation.xml", Self::Pptx),
        ];
        known.into_iter().find(|(name, _)| holds(name)).map_or(Self::Zip, |(_, media)| media)
    }
    /// The endings a name of this kind may have.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Ofd => &["ofd"],
            Self::Docx => &["docx", "wps"],
            Self::Xlsx => &["xlsx", "et"],
            Self::Pptx => &["pptx", "dps"],
            Self::Ole => &["doc", "xls", "ppt", "wps", "et", "dps"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Zip => &["zip"],
            Self::Text => &["txt", "csv"],
        }
    }
}

/// Whether the bytes are words: no control characters but tabs and line ends, and no web page.
fn is_text(bytes: &[u8]) -> bool {
    let plain = bytes.iter().all(|b| *b >= 0x20 || matches!(b, b'\t' | b'\r' | b'\n'));
    let begin = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    plain && !begin.is_empty() && !begin.starts_with(b"<") && !begin.starts_with(b"#!")
}

/// 不得添加附件的理由. `there` is how many the record has already.
#[must_use]
pub fn reasons_not_to_attach(name: &str, bytes: &[u8], there: u32) -> Vec<Reason> {
    let mut against = Vec::new();
    let shown: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    let length = name.trim().chars().count();
    let path =
        name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\')) || name.trim().starts_with('.');
    if length == 0 || length > MAX_FILE_NAME || path {
        let words =
            format!("附件名称“{shown}”有误：应为1至{MAX_FILE_NAME}个字，不含路径和控制字符，不以点开头。");
        against.push(Reason::new("file.name", words));
    }
    if there >= MAX_ATTACHMENTS {
        against.push(Reason::new("file.too_many", format!("附件已有{there}个，不能再多。")));
    }
    if bytes.is_empty() {
        against.push(Reason::new("file.empty", format!("附件“{shown}”是空的。")));
        return against;
    }
    if bytes.len() > MAX_BYTES {
        let words = format!("附件“{shown}”有{}字节，超过20兆字节（{MAX_BYTES}字节）。", bytes.len());
        against.push(Reason::new("file.too_large", words).cure("压缩后再上传，或者分成几个文件。"));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.trim().to_lowercase()).unwrap_or_default();
    match Media::of(bytes) {
        None => against.push(
            Reason::new("file.kind", format!("附件“{shown}”不是可以公开的格式。"))
                .cure("可用 PDF、OFD、DOCX、XLSX、PPTX、DOC、XLS、PNG、JPEG、ZIP、TXT、CSV。"),
        ),
        Some(media) if !media.endings().contains(&ending.as_str()) => {
            let words = format!("附件“{shown}”的内容是{}，与名称的后缀不符。", media.label());
            against.push(Reason::new("file.ending", words).cure("按文件的实际格式改名后再上传。"));
        }
        Some(_) => {}
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(name: &str, bytes: &[u8]) -> Vec<&'static str> {
        reasons_not_to_attach(name, bytes, 0).iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn a_file_is_what_its_bytes_are() {
        assert_eq!(Media::of(b"%PDF-1.7 x"), Some(Media::Pdf));
        assert_eq!(Media::of(b"PK\x03\x04....word/document.xml..."), Some(Media::Docx));
        assert_eq!(Media::of(b"PK\x03\x04....other"), Some(Media::Zip));
        assert_eq!(Media::of("名称,金额\n低保,1\n".as_bytes()), Some(Media::Text));
        for bad in [
            &b"MZ\x90\x00"[..],
            b"\x7fELF\x02",
            b" <html><script>",
            b"<svg onload=x>",
            b"#!/bin/sh",
            b"",
            b"\n",
        ] {
            assert_eq!(Media::of(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_name_is_never_a_path_and_says_what_the_file_is() {
        assert_eq!(codes("标准.pdf", b"%PDF-1.7"), [""; 0]);
        assert_eq!(codes("标准.docx", b"%PDF-1.7"), ["file.ending"]);
        assert_eq!(codes("../../etc/passwd.pdf", b"%PDF-1.7"), ["file.name"]);
        assert_eq!(codes("..\\a.pdf", b"%PDF-1.7"), ["file.name"]);
        assert_eq!(codes(".htaccess.txt", b"x"), ["file.name"]);
        assert_eq!(codes("a\r\nb.txt", b"x"), ["file.name"]);
        assert_eq!(codes("x.pdf.exe", b"MZ\x90\x00"), ["file.kind"]);
        assert_eq!(codes("x.txt", b""), ["file.empty"]);
        let many = reasons_not_to_attach("x.txt", b"x", MAX_ATTACHMENTS);
        assert_eq!(many.iter().map(|one| one.code).collect::<Vec<_>>(), ["file.too_many"]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(name in "\\PC{0,200}", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let against = reasons_not_to_attach(&name, &bytes, 0);
            prop_assert!(!against.is_empty() || Media::of(&bytes).is_some());
        }
    }
}
