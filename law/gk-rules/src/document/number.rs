//! Document numbers as they head a document (发文字号): 机关代字〔年份〕序号, orders, and announcements that have another form.
//!
//! What can be repaired is written anew and the words are kept; what lacks its brackets is not repaired: which digits are the
//! year is not for a machine to say.

use std::fmt;

use serde::Serialize;

use super::clean::{CardEntry, CardKey, CleanLine};
use super::field::{At, Confidence, Diagnostic, Field, Trouble};
use crate::numbers::DocumentNumber;
use crate::report::numerals;
use crate::text::is_han;

/// 文件编号: a number in the grammar of 公文, or one of an announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenNumber {
    /// 发文字号、令号
    Regular(DocumentNumber),
    /// 公告号: 2020年第3号, 第三十七号公告.
    Announcement {
        /// 年份
        year: Option<u16>,
        /// 序号
        serial: u32,
    },
}

impl fmt::Display for WrittenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Regular(number) => number.fmt(f),
            Self::Announcement { year: Some(year), serial } => write!(f, "{year}年第{serial}号"),
            Self::Announcement { year: None, serial } => write!(f, "第{serial}号"),
        }
    }
}

impl WrittenNumber {
    /// 年份
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        match self {
            Self::Regular(number) => number.year(),
            Self::Announcement { year, .. } => *year,
        }
    }
}

/// 读取整行编号: a line that is a number and nothing else.
#[must_use]
pub fn whole(line: &str) -> Option<WrittenNumber> {
    let bare = bare(line);
    if bare.is_empty() || bare.chars().count() > 40 {
        return None;
    }
    if let Ok(number) = bare.parse::<DocumentNumber>() {
        return Some(WrittenNumber::Regular(number));
    }
    announcement(&bare)
}

/// The line without 签发人, 紧急程度 and 密级 beside the number.
fn bare(line: &str) -> String {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.split("签发人").next().unwrap_or_default();
    let plain = ["特急", "加急", "急件", "文号:", "发文字号:", "编号:"]
        .iter()
        .fold(plain, |text, word| text.strip_prefix(word).unwrap_or(text));
    plain.trim_end_matches(['(', '（']).to_owned()
}

/// 2020年第3号, 第3号, 第三十七号公告.
fn announcement(bare: &str) -> Option<WrittenNumber> {
    let bare = bare.trim_matches(['(', ')', '[', ']']);
    let rest = bare.strip_suffix("公告").or_else(|| bare.strip_suffix("通告")).unwrap_or(bare);
    let rest = rest.strip_prefix("公告").or_else(|| rest.strip_prefix("通告")).unwrap_or(rest);
    let (before, serial) = rest.strip_suffix('号')?.split_once('第')?;
    let serial = serial.parse::<u32>().ok().or_else(|| {
        let han = !serial.is_empty() && serial.chars().all(numerals::is_numeral);
        han.then(|| numerals::whole(serial)).flatten().and_then(|n| u32::try_from(n).ok())
    })?;
    let year = before.strip_suffix('年').and_then(|year| year.parse::<u16>().ok());
    let sound = before.is_empty() || year.is_some_and(|year| (1949..2200).contains(&year));
    (sound && serial > 0).then_some(WrittenNumber::Announcement { year, serial })
}

/// 字号所在: the number of the head, with the lines it takes.
pub(super) struct Found {
    pub(super) field: Field<WrittenNumber>,
    /// Index of its first line and of the one behind it, among clean lines; nothing where it came from a card.
    pub(super) lines: Option<(usize, usize)>,
}

/// 查找发文字号: in the head of the document, else on the card.
pub(super) fn find(lines: &[CleanLine], card: &[CardEntry], out: &mut Vec<Diagnostic>) -> Option<Found> {
    let head = head_length(lines);
    for at in 0..head {
        for span in [1, 2] {
            if let Some(found) = at_line(lines, at, span, out) {
                return Some(found);
            }
        }
    }
    let entry = card.iter().find(|entry| entry.key == CardKey::Number && !entry.value.is_empty());
    if let Some(entry) = entry {
        if let Some(value) = whole(&entry.value) {
            let field =
                Field { value, raw: entry.value.clone(), at: entry.at, confidence: Confidence::Certain };
            repaired(&field, out);
            return Some(Found { field, lines: None });
        }
        if !matches!(entry.value.as_str(), "无" | "/" | "-" | "—") {
            out.push(Diagnostic::new(Trouble::NumberMalformed, Some(entry.at), &entry.value));
            return None;
        }
    }
    for line in lines.iter().take(head) {
        if let Some(trouble) = spoiled(&line.text) {
            out.push(Diagnostic::new(trouble, Some(line.at), &line.raw));
            return None;
        }
    }
    out.push(Diagnostic::new(Trouble::NoNumber, None, ""));
    None
}

/// The head ends where sentences begin.
fn head_length(lines: &[CleanLine]) -> usize {
    lines.iter().take(40).position(|line| line.text.contains('。')).unwrap_or(lines.len().min(40))
}

fn at_line(lines: &[CleanLine], at: usize, span: usize, out: &mut Vec<Diagnostic>) -> Option<Found> {
    let taken = lines.get(at..at + span)?;
    let (first, last) = (taken.first()?, taken.last()?);
    let joined: String = taken.iter().map(|line| line.text.as_str()).collect();
    let value = whole(&joined)?;
    if span == 2 {
        // Two lines are one number only where the break stands between code and bracket, or behind 令.
        let order = first.text.ends_with('令') && last.text.trim_start().starts_with('第');
        let code = first.text.chars().all(is_han) && last.text.starts_with(['〔', '(', '[', '【', '﹝']);
        if !order && (!code || whole(&last.text).is_some()) {
            return None;
        }
    } else if let WrittenNumber::Announcement { .. } = value {
        // 第3号 behind a line that ends in 令 is read with that line.
        let order = lines.get(at.checked_sub(1)?).is_some_and(|before| before.text.ends_with('令'));
        if order {
            return None;
        }
    }
    let raw: Vec<&str> = taken.iter().map(|line| line.raw.as_str()).collect();
    let place = At { page: first.at.page, line: first.at.line, to_line: last.at.to_line };
    let field = Field { value, raw: raw.join("\n"), at: place, confidence: Confidence::Certain };
    let field = match field.value {
        WrittenNumber::Announcement { .. } => field.but(Confidence::Probable),
        WrittenNumber::Regular(_) => field,
    };
    repaired(&field, out);
    Some(Found { field, lines: Some((at, at + span)) })
}

/// Says that a number was written anew.
fn repaired(field: &Field<WrittenNumber>, out: &mut Vec<Diagnostic>) {
    let as_it_stands: String = field.raw.chars().filter(|c| !c.is_whitespace()).collect();
    if !as_it_stands.contains(&field.value.to_string()) {
        out.push(Diagnostic::new(Trouble::NumberRepaired, Some(field.at), &field.raw));
    }
}

/// A line that wants to be a number and is none: blanks for a number, or digits without brackets.
fn spoiled(text: &str) -> Option<Trouble> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let length = plain.chars().count();
    let bracket = |c: char| matches!(c, '〔' | '〕' | '[' | ']' | '【' | '】');
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    if plain.chars().any(bracket)
        && length <= 24
        && (digits < 5 || plain.contains('×'))
        && plain.ends_with(['号', '〕', ']'])
    {
        return Some(Trouble::NumberBlank);
    }
    let code: String = plain.chars().take_while(|c| is_han(*c)).collect();
    let rest = plain.get(code.len()..)?.strip_suffix('号')?;
    let coded = (2..=12).contains(&code.chars().count())
        && code.ends_with(['发', '字', '函', '办', '电', '规', '令', '文', '告']);
    (coded && digits >= 5 && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '年' | '第')))
        .then_some(Trouble::NumberMalformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_a_number_is_read_and_another_is_not() {
        let read = |text: &str| whole(text).map(|one| one.to_string());
        for text in [
            "辽政办发〔2020〕13号",
            "辽政办发［２０２０］１３号",
            "特急 辽政办发[2020]13号 签发人：某某",
            "遼政辦發〔2020〕13號",
        ] {
            assert_eq!(read(text).as_deref(), Some("辽政办发〔2020〕13号"), "{text}");
        }
        assert_eq!(read("2020年第3号").as_deref(), Some("2020年第3号"));
        assert_eq!(read("第三十七号公告").as_deref(), Some("第37号"));
        assert_eq!(read("广州市人民政府令第189号").as_deref(), Some("广州市人民政府令第189号"));
        for text in ["阜民发20231号", "根据辽政办发〔2020〕13号文件精神，制定本方案", "2020年5月18日", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_lacks_its_brackets_is_not_repaired() {
        assert_eq!(spoiled("阜民发20231号"), Some(Trouble::NumberMalformed));
        assert_eq!(spoiled("永政办发〔〕 号"), Some(Trouble::NumberBlank));
        assert_eq!(spoiled("××公复〔××××〕××号"), Some(Trouble::NumberBlank));
        assert_eq!(spoiled("各市人民政府"), None);
    }
}
