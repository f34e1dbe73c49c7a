//! Packed files (压缩包): one document is one record; what a packed file may hold, and which names are refused.

/// 压缩包内文件数上限
pub const MEMBERS: usize = 200;
/// 解压后总量上限, in bytes.
pub const UNPACKED: u64 = 200 << 20;
/// 压缩比上限, of one member above a mebibyte.
pub const RATIO: u64 = 200;
/// 文件名长度上限, in characters, with its folders.
pub const NAME: usize = 240;

/// 压缩包内文件: one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name with folders, as it is shown; never a path to write to.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Member {
    /// 文件名, without folders.
    #[must_use]
    pub fn file(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

/// 是否越界: whether a member's name leads out of its folder, holds control characters, or turns the order of letters round.
#[must_use]
pub fn is_unsafe(name: &str) -> bool {
    let turns = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let rooted = name.starts_with(['/', '\\']) || name.get(1..2) == Some(":");
    rooted
        || name.is_empty()
        || name.chars().count() > NAME
        || name.chars().any(|c| c.is_control() || turns(c))
        || name.split(['/', '\\']).any(|part| part == "..")
}

/// 是否附带文件: what programs put into packed files beside the documents (`__MACOSX`, `.DS_Store`, `Thumbs.db`).
#[must_use]
pub fn is_litter(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("__MACOSX/")
        || file.starts_with('.')
        || file.starts_with("~$")
        || matches!(file.to_ascii_lowercase().as_str(), "thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for bad in [
            "../a.docx",
            "a/../../b",
            "/etc/passwd",
            "C:\\a.docx",
            "a\\..\\b",
            "a\u{0}b",
            "甲\u{202e}xcod.exe",
            "",
        ] {
            assert!(is_unsafe(bad), "{bad:?}");
        }
        for good in ["通知.docx", "文件/一/通知.docx", "a..b.docx"] {
            assert!(!is_unsafe(good), "{good}");
        }
        assert!(is_unsafe(&"长".repeat(NAME + 1)));
    }

    #[test]
    fn litter_is_no_document() {
        assert!(is_litter("__MACOSX/._a.docx") && is_litter("a/.DS_Store") && is_litter("~$a.docx"));
        assert!(!is_litter("a/通知.docx"));
    }
}
