//! Reasons against taking a file in (不予收件的理由): each names the file and what is wrong with it, all of them at once.

use crate::Coded;
use crate::Reason;
use crate::catalog::trouble::Trouble;
use crate::preflight::Problem;
use crate::preflight::file::Inspected;
use crate::records::media::{MAX_FILE_NAME, Media};

/// 单个文件的上限, in bytes; the original is kept as an attachment.
pub const MOST_BYTES: usize = crate::records::media::MAX_BYTES;
/// 一次收件的文件数上限
pub const MOST_FILES: usize = 200;

/// 显示用的文件名: without control characters, sixty characters at most.
#[must_use]
pub fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// 不予收件的理由: of a name and bytes, before anything is read.
#[must_use]
pub fn reasons_not_to_take_in(name: &str, bytes: &[u8]) -> Vec<Reason> {
    let mut against = Vec::new();
    let shown = shown(name);
    let length = name.trim().chars().count();
    if length == 0 || length > MAX_FILE_NAME || super::archive::is_unsafe(name) || name.contains(['/', '\\'])
    {
        let words =
            format!("文件名“{shown}”有误：应为1至{MAX_FILE_NAME}个字，不含路径、控制字符和看不见的字符。");
        against.push(Reason::new("intake.name", words).cure("改名后再收件。"));
    }
    if bytes.is_empty() {
        against.push(Reason::new("intake.empty", format!("文件“{shown}”是空的。")));
        return against;
    }
    if bytes.len() > MOST_BYTES {
        let words = format!("文件“{shown}”有{}字节，超过{MOST_BYTES}字节。", bytes.len());
        against.push(Reason::new("intake.too_large", words).cure("分成几个文件后再收件。"));
    }
    if let Some(other) = polyglot(bytes) {
        let words = format!("文件“{shown}”同时是两种格式（{other}），不能收件。");
        against.push(Reason::new("intake.polyglot", words).cure("用办公软件另存后再收件。"));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.trim().to_lowercase()).unwrap_or_default();
    let page = matches!(ending.as_str(), "html" | "htm");
    match Media::of(bytes) {
        Some(media) if !page && !media.endings().contains(&ending.as_str()) => {
            let words = format!("文件“{shown}”的内容是{}，与名称的后缀不符。", media.label());
            against.push(Reason::new("intake.ending", words).cure("按文件的实际格式改名后再收件。"));
        }
        None if !page => {
            let words = format!("文件“{shown}”不是可以收件的格式。");
            let cure = "可用 DOCX、DOC、WPS、PDF、OFD、XLSX、ET、HTML、TXT、ZIP。";
            against.push(Reason::new("intake.kind", words).cure(cure));
        }
        _ => {}
    }
    against
}

/// A file that begins as one format and holds the beginning of another where that one is looked for.
fn polyglot(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or_default();
    let has = |part: &[u8], mark: &[u8]| part.windows(mark.len()).any(|at| at == mark);
    let zip = bytes.starts_with(b"PK");
    let pdf = bytes.starts_with(b"%PDF-");
    if zip && has(head, b"%PDF-") {
        return Some("ZIP、PDF");
    }
    if !zip
        && (pdf || bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff"))
        && has(tail, b"PK\x05\x06")
    {
        return Some(if pdf { "PDF、ZIP" } else { "图片、ZIP" });
    }
    (!pdf && !zip && has(head, b"%PDF-")).then_some("PDF和其他")
}

/// 文件不能读取: what the reader of files said of it.
#[must_use]
pub fn unreadable(trouble: &Trouble) -> Reason {
    Reason::new("intake.unreadable", trouble.message()).cure(trouble.hint())
}

/// 不予收件的理由: of what hides in a file.
#[must_use]
pub fn reasons_of_what_hides(name: &str, look: &Inspected) -> Vec<Reason> {
    let shown = shown(name);
    let has = |problem: Problem| look.hidden.iter().find(|one| one.problem == problem.code());
    let mut against = Vec::new();
    if has(Problem::Macro).is_some() {
        let words = format!("文件“{shown}”带有宏，不能收件。");
        against.push(Reason::new("intake.macro", words).cure("另存为不带宏的格式后再收件。"));
    }
    if has(Problem::FileLocked).is_some() {
        let words = format!("文件“{shown}”设有密码，不能读取。");
        against.push(Reason::new("intake.locked", words).cure("去掉密码后再收件。"));
    }
    if let Some(broken) = has(Problem::FileBroken) {
        let words = format!("文件“{shown}”已损坏{}。", broken.words.trim_end_matches('。'));
        against.push(Reason::new("intake.broken", words).cure("重新取得完好的文件后再收件。"));
    }
    against
}

/// 没有文字: a scan, or nothing at all.
#[must_use]
pub fn no_words(name: &str) -> Reason {
    let words = format!("文件“{}”里没有可以读取的文字，可能是扫描件。", shown(name));
    Reason::new("intake.no_words", words).cure("请用电子文件收件，或者新建信息后作为附件上传。")
}

/// 压缩包里还有压缩包
#[must_use]
pub fn packed_twice(name: &str) -> Reason {
    let words = format!("文件“{}”是压缩包里的压缩包，不再打开。", shown(name));
    Reason::new("intake.packed_twice", words).cure("解开后再收件。")
}

/// 文件太多
#[must_use]
pub fn too_many(found: usize) -> Reason {
    let words = format!("一次收件有{found}个文件，最多{MOST_FILES}个。");
    Reason::new("intake.too_many", words).cure("分几次收件。")
}

/// 没有选择文件
#[must_use]
pub fn no_file() -> Reason {
    Reason::new("intake.no_file", "没有选择文件。")
}

crate::codes! {
    /// 重复的情形
    pub enum Same {
        /// 文件相同
        File = "file" => "文件完全相同",
        /// 发文字号相同
        Number = "number" => "发文字号相同",
        /// 文字近似
        Text = "text" => "文字几乎相同",
    }
}

/// 重复收件: the same document is there already, and nobody has confirmed that another is wanted.
#[must_use]
pub fn double(name: &str, same: Same, title: &str, number: &str) -> Reason {
    let title = if title.is_empty() { "尚未命名的信息" } else { title };
    let number = if number.is_empty() { String::new() } else { format!("（{number}）") };
    let words = format!("文件“{}”与已有的“{title}”{number}{}。", shown(name), same.label());
    Reason::new("intake.double", words).cure("查看已有的信息；确需另录的，勾选“重复的也录入”后再收件。")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(name: &str, bytes: &[u8]) -> Vec<&'static str> {
        reasons_not_to_take_in(name, bytes).iter().map(|one| one.code).collect()
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        assert_eq!(codes("通知.txt", "关于".as_bytes()), [""; 0]);
        assert_eq!(codes("../通知\u{0}.txt", b""), ["intake.name", "intake.empty"]);
        assert_eq!(codes("通知.docx", b"%PDF-1.7"), ["intake.ending"]);
        assert_eq!(codes("a.exe", b"MZ\x90\x00"), ["intake.kind"]);
        assert_eq!(codes("a.html", b"<html></html>"), [""; 0]);
        assert_eq!(codes("a.pdf", b"%PDF-1.7 ... PK\x05\x06"), ["intake.polyglot"]);
        assert_eq!(codes("a.zip", b"PK\x03\x04 %PDF-1.4"), ["intake.polyglot"]);
    }
}
