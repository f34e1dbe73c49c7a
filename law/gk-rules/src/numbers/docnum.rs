//! Document numbers (发文字号): 机关代字〔年〕序号 (党政机关公文处理工作条例 art 9), and the numbers of orders (令第…号).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::{fold, is_han};

/// 发文字号: the issuer's code, the year, the serial number; printed 辽政办发〔2020〕13号. An order (国务院令第711号) has no year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct DocumentNumber {
    code: String,
    year: Option<u16>,
    serial: u32,
}

/// 发文字号有误: the text is no document number, even after repair.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是发文字号：应为机关代字〔年份〕序号，例如辽政办发〔2020〕13号")]
pub struct BadDocumentNumber(pub String);

/// 文中的发文字号: a number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNumber {
    /// As it should be written.
    pub number: DocumentNumber,
    /// As it stood in the folded text.
    pub written: String,
}

impl DocumentNumber {
    /// 机关代字 (辽政办发).
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
    /// 年份; none for an order.
    #[must_use]
    pub const fn year(&self) -> Option<u16> {
        self.year
    }
    /// 序号, at least 1.
    #[must_use]
    pub const fn serial(&self) -> u32 {
        self.serial
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{}〔{year}〕{}号", self.code, self.serial),
            None => write!(f, "{}第{}号", self.code, self.serial),
        }
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for DocumentNumber {
    type Error = BadDocumentNumber;
    fn try_from(text: String) -> Result<Self, BadDocumentNumber> {
        text.parse()
    }
}

impl FromStr for DocumentNumber {
    type Err = BadDocumentNumber;
    /// Reads a whole text as one number, repairing brackets, width, spaces, 第, a missing 号 and Traditional characters.
    fn from_str(text: &str) -> Result<Self, BadDocumentNumber> {
        let bad = || BadDocumentNumber(text.chars().take(40).collect());
        let plain = plain(text);
        let plain = plain.trim_matches(['[', ']', ',', ':', '。', '、', '《', '》']);
        let chars: Vec<char> = plain.chars().collect();
        for at in 0..chars.len() {
            let Some((year, serial, end)) = tail(&chars, at) else { continue };
            let code: String = chars.get(..at).unwrap_or_default().iter().collect();
            let rest: String = chars.get(end..).unwrap_or_default().iter().collect();
            if matches!(rest.as_str(), "" | "文" | "文件") && is_code(&code, year.is_none()) {
                return Ok(Self { code, year, serial });
            }
        }
        Err(bad())
    }
}

/// 查找发文字号: every number in a running text, in order.
#[must_use]
pub fn find_all(text: &str) -> Vec<FoundNumber> {
    let chars: Vec<char> = plain(text).chars().collect();
    let mut found = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < chars.len() {
        let Some((year, serial, end)) = tail(&chars, at) else {
            at += 1;
            continue;
        };
        let code = code_before(chars.get(free..at).unwrap_or_default());
        if is_code(&code, year.is_none()) {
            let begin = at - code.chars().count();
            let written = chars.get(begin..end).unwrap_or_default().iter().collect();
            found.push(FoundNumber { number: DocumentNumber { code, year, serial }, written });
            free = end;
        }
        at = end.max(at + 1);
    }
    found
}

/// Folded, without spaces, every bracket of a year as `[` and `]`.
fn plain(text: &str) -> String {
    let bracket = |c| match c {
        '〔' | '【' | '〖' | '﹝' | '［' | '〈' | '{' | '(' | '（' => '[',
        '〕' | '】' | '〗' | '﹞' | '］' | '〉' | '}' | ')' | '）' => ']',
        other => other,
    };
    fold(text).chars().filter(|c| !c.is_whitespace()).map(bracket).collect()
}

/// `[2020]13号`, `[2020]第13号`, `2020年13号`, `第13号` at a place: year, serial, where it ends.
fn tail(chars: &[char], at: usize) -> Option<(Option<u16>, u32, usize)> {
    if chars.get(at) == Some(&'第') && at > 0 && chars.get(at - 1) == Some(&'令') {
        let (serial, _, end) = digits(chars, at + 1)?;
        return (chars.get(end) == Some(&'号')).then_some((None, serial, end + 1));
    }
    let open = chars.get(at) == Some(&'[');
    let (year, width, mut next) = digits(chars, at + usize::from(open))?;
    let year = u16::try_from(year).ok().filter(|year| width == 4 && (1949..2200).contains(year))?;
    if !open && at > 0 && chars.get(at - 1).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let named = chars.get(next) == Some(&'年');
    next += usize::from(named);
    let close = chars.get(next) == Some(&']') || chars.get(next) == Some(&'[');
    next += usize::from(close);
    if !(open || close) {
        let dash = matches!(chars.get(next), Some('-' | '·'));
        if !(dash || named && chars.get(next) == Some(&'第')) {
            return None;
        }
        next += usize::from(dash);
    }
    next += usize::from(chars.get(next) == Some(&'第'));
    let (serial, width, end) = digits(chars, next)?;
    if width > 6 || serial == 0 {
        return None;
    }
    let marked = chars.get(end) == Some(&'号');
    // Without 号 only after a whole bracket, and never where a date or a quantity goes on.
    let goes_on =
        chars.get(end).is_some_and(|c| "年月日个元万-.%/~".contains(*c) || c.is_ascii_alphanumeric());
    let whole = open && close;
    (marked || whole && !goes_on).then_some((Some(year), serial, end + usize::from(marked)))
}

/// Arabic digits at a place: the number, how many digits, where they end.
fn digits(chars: &[char], at: usize) -> Option<(u32, usize, usize)> {
    let width = chars.get(at..)?.iter().take_while(|c| c.is_ascii_digit()).count();
    if width == 0 || width > 6 {
        return None;
    }
    let text: String = chars.get(at..at + width)?.iter().collect();
    Some((text.parse().ok()?, width, at + width))
}

/// The issuer's code that ends a text: Han characters back to a mark or a word that leads in a citation.
fn code_before(chars: &[char]) -> String {
    const LEADS: [&str; 34] = [
        "根据", "按照", "依据", "依照", "转发", "贯彻", "落实", "参照", "遵照", "执行", "印发", "以及",
        "文件", "通知", "批复", "关于", "文号", "字号", "下发", "收到", "发布", "公布", "见", "和", "与",
        "及", "的", "了", "以", "或", "即", "由", "是", "为",
    ];
    let run: Vec<char> = chars.iter().rev().take_while(|c| is_han(**c)).take(24).copied().collect();
    let mut code: String = run.into_iter().rev().collect();
    while let Some(cut) = LEADS
        .iter()
        .filter_map(|lead| code.find(lead).map(|at| at + lead.len()).filter(|at| *at < code.len()))
        .max()
    {
        code = code.get(cut..).unwrap_or_default().to_owned();
    }
    code
}

/// A code is 2 to 16 Han characters; an order's ends in 令.
fn is_code(code: &str, order: bool) -> bool {
    let count = code.chars().count();
    (2..=16).contains(&count) && code.chars().all(is_han) && (!order || code.ends_with('令'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_broken_form_is_repaired() {
        for text in [
            "辽政办发〔2020〕13号",
            "辽政办发[2020]13号",
            "辽政办发［２０２０］１３号",
            "辽政办发(2020)13号",
            "遼政辦發【2020】13號",
            "辽政办发〔2020〕第13号",
            "辽政办发〔2020〕13",
            "辽政办发 〔2020〕 13 号",
            "辽政办发〔2020]13号",
            "辽政办发〔2020年〕13号",
            "辽政办发〔2020〔13号",
            "辽政办发2020〕13号",
            "(辽政办发〔2020〕13号)",
            "辽政办发〔2020〕13号文",
        ] {
            let read = text.parse::<DocumentNumber>().map(|number| number.to_string());
            assert_eq!(read.as_deref(), Ok("辽政办发〔2020〕13号"), "{text}");
        }
        let order: DocumentNumber = "国务院令第711号".parse().unwrap();
        assert_eq!(
            (order.year(), order.serial(), order.to_string().as_str()),
            (None, 711, "国务院令第711号")
        );
        assert_eq!("国发〔2023〕016号".parse::<DocumentNumber>().unwrap().to_string(), "国发〔2023〕16号");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "〔2020〕13号",
            "辽政办发",
            "××公复〔××××〕××号",
            "2020年13号",
            "辽政办发〔2020〕0号",
            "第三十七号公告",
            "辽政办发〔20200〕1号",
        ] {
            assert!(text.parse::<DocumentNumber>().is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_are_found_in_running_text() {
        let text = "根据《政府信息公开条例》（国务院令第711号）、国办发〔2019〕54号和辽政办发[2020]13号文件，\
                    2020年12月31日前（2020）完成。依据国办函（2020）109 号、阜民发〔2023〕1号";
        let found: Vec<_> = find_all(text).into_iter().map(|one| one.number.to_string()).collect();
        assert_eq!(
            found,
            [
                "国务院令第711号",
                "国办发〔2019〕54号",
                "辽政办发〔2020〕13号",
                "国办函〔2020〕109号",
                "阜民发〔2023〕1号"
            ]
        );
        assert_eq!(find_all("自2020年1月1日起，共13号楼"), []);
    }

    proptest! {
        #[test]
        fn a_number_comes_back_from_its_print(code in "[国辽沈大鞍政办发函字规民财府厅]{2,10}", year in 1949_u16..2200, serial in 1_u32..999_999) {
            let number = DocumentNumber { code, year: Some(year), serial };
            prop_assert_eq!(number.to_string().parse(), Ok(number.clone()));
            prop_assert_eq!(&find_all(&number.to_string())[0].number, &number);
        }
        #[test]
        fn any_text_is_searched_without_panic(text in any::<String>(), mixed in "[政发〔〕\\[\\]()0-9第号年令\\-]*") {
            for one in find_all(&text).into_iter().chain(find_all(&mixed)) {
                prop_assert_eq!(one.number.to_string().parse(), Ok(one.number));
            }
            let _ = text.parse::<DocumentNumber>();
        }
    }
}
