//! Numbers of cases (登记编号、答复文号): each organ's own pattern, as no national form exists, with `{机关代字}`, `{yyyy}`, `{n}`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::is_han;

/// 登记编号的通常格式: there is no national one; organs set their own.
pub const USUAL_REGISTER: &str = "{机关代字}公开申〔{yyyy}〕{n}号";
/// 答复文号的通常格式.
pub const USUAL_REPLY: &str = "{机关代字}公开复〔{yyyy}〕{n}号";
/// 其他文书文号的通常格式.
pub const USUAL_LETTER: &str = "{机关代字}公开告〔{yyyy}〕{n}号";

/// 编号格式: `{机关代字}公开申〔{yyyy}〕{n}号`; `{n:4}` prints at least four digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CasePattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Code,
    Year,
    Serial { width: usize },
}

/// 案件编号: what a number says, whatever its pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CaseNumber {
    /// 机关代字; empty where the pattern has none.
    pub code: String,
    /// 年份
    pub year: u16,
    /// 序号, at least 1.
    pub serial: u32,
}

/// 编号格式有误
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPattern {
    /// No year or no serial number, or one of them twice.
    #[error("编号格式须有且只有一个{{yyyy}}和一个{{n}}，{{机关代字}}最多一个")]
    Parts,
    /// A placeholder nobody knows, or a brace that is not closed.
    #[error("编号格式中有不认识的“{0}”")]
    Unknown(String),
    /// Something that could not be read back.
    #[error("编号格式的固定文字不能有数字，{{n}}之后不能紧接{{yyyy}}，总长不超过60字")]
    Ambiguous,
}

/// 编号不合格式
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不符合本机关的编号格式“{1}”")]
pub struct BadCaseNumber(pub String, pub String);

impl FromStr for CasePattern {
    type Err = BadPattern;
    fn from_str(text: &str) -> Result<Self, BadPattern> {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let Some(open) = rest.find('{') else {
                parts.push(Part::Text(rest.to_owned()));
                break;
            };
            let (before, from) = rest.split_at(open);
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            let close = from.find('}').ok_or_else(|| BadPattern::Unknown(from.to_owned()))?;
            let (name, after) = from.split_at(close + '}'.len_utf8());
            parts.push(placeholder(name)?);
            rest = after;
        }
        Self { parts }.sound(text)
    }
}

fn placeholder(name: &str) -> Result<Part, BadPattern> {
    let unknown = || BadPattern::Unknown(name.to_owned());
    match name {
        "{机关代字}" => Ok(Part::Code),
        "{yyyy}" => Ok(Part::Year),
        "{n}" => Ok(Part::Serial { width: 1 }),
        _ => {
            let width =
                name.strip_prefix("{n:").and_then(|rest| rest.strip_suffix('}')).ok_or_else(unknown)?;
            let width = width.parse().ok().filter(|width| (1..=8).contains(width)).ok_or_else(unknown)?;
            Ok(Part::Serial { width })
        }
    }
}

impl CasePattern {
    fn sound(self, text: &str) -> Result<Self, BadPattern> {
        let count = |is: fn(&Part) -> bool| self.parts.iter().filter(|part| is(part)).count();
        let years = count(|part| matches!(part, Part::Year));
        let serials = count(|part| matches!(part, Part::Serial { .. }));
        if years != 1 || serials != 1 || count(|part| matches!(part, Part::Code)) > 1 {
            return Err(BadPattern::Parts);
        }
        let adjacent = self.parts.windows(2).any(|pair| matches!(pair, [Part::Serial { .. }, Part::Year]));
        let odd = |c: char| c.is_ascii_digit() || c == '}' || c.is_control();
        let texts = self.parts.iter().any(|part| matches!(part, Part::Text(text) if text.chars().any(odd)));
        if adjacent || texts || text.chars().count() > 60 {
            return Err(BadPattern::Ambiguous);
        }
        Ok(self)
    }

    /// 编号: as the pattern prints it.
    #[must_use]
    pub fn print(&self, number: &CaseNumber) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out += text,
                Part::Code => out += &number.code,
                Part::Year => out += &format!("{:04}", number.year),
                Part::Serial { width } => out += &format!("{:0width$}", number.serial),
            }
        }
        out
    }

    /// 读编号: the number that the pattern prints so.
    ///
    /// # Errors
    /// [`BadCaseNumber`] when it does not fit.
    pub fn read(&self, text: &str) -> Result<CaseNumber, BadCaseNumber> {
        let found = read(&self.parts, text, CaseNumber { code: String::new(), year: 0, serial: 0 });
        found
            .filter(|number| self.print(number) == text)
            .ok_or_else(|| BadCaseNumber(text.chars().take(60).collect(), self.to_string()))
    }
}

/// Matches the rest of a text with the rest of a pattern; a code is as long as what follows allows.
fn read(parts: &[Part], text: &str, mut number: CaseNumber) -> Option<CaseNumber> {
    let Some((part, after)) = parts.split_first() else { return text.is_empty().then_some(number) };
    match part {
        Part::Text(fixed) => read(after, text.strip_prefix(fixed.as_str())?, number),
        Part::Year => {
            let year = text.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
            number.year = year.parse().ok().filter(|year| (1949..2200).contains(year))?;
            read(after, text.get(4..)?, number)
        }
        Part::Serial { .. } => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            number.serial = text.get(..digits)?.parse().ok().filter(|serial| *serial > 0)?;
            read(after, text.get(digits..)?, number)
        }
        Part::Code => {
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.take(16)
                .take_while(|end| text.get(..*end).is_some_and(|code| code.chars().all(is_han)))
                .find_map(|end| {
                    let (code, rest) = text.split_at_checked(end)?;
                    read(after, rest, CaseNumber { code: code.to_owned(), ..number.clone() })
                })
        }
    }
}

impl fmt::Display for CasePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Text(text) => f.write_str(text)?,
                Part::Code => f.write_str("{机关代字}")?,
                Part::Year => f.write_str("{yyyy}")?,
                Part::Serial { width: 1 } => f.write_str("{n}")?,
                Part::Serial { width } => write!(f, "{{n:{width}}}")?,
            }
        }
        Ok(())
    }
}

impl From<CasePattern> for String {
    fn from(pattern: CasePattern) -> Self {
        pattern.to_string()
    }
}

impl TryFrom<String> for CasePattern {
    type Error = BadPattern;
    fn try_from(text: String) -> Result<Self, BadPattern> {
        text.parse()
    }
}

/// 默认登记编号格式: there is no national form; each organ may set its own.
pub const REGISTER: &str = "{机关代字}公开申〔{yyyy}〕{n}号";
/// 默认答复文号格式.
pub const REPLY: &str = "{机关代字}公开复〔{yyyy}〕{n}号";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(code: &str, year: u16, serial: u32) -> CaseNumber {
        CaseNumber { code: code.into(), year, serial }
    }

    #[test]
    fn a_number_is_printed_by_the_organs_pattern_and_read_back() {
        let register: CasePattern = REGISTER.parse().unwrap();
        assert_eq!(register.print(&number("示民", 2026, 7)), "示民公开申〔2026〕7号");
        assert_eq!(register.read("示民公开申〔2026〕7号"), Ok(number("示民", 2026, 7)));
        assert_eq!(register.read("公开申公开申〔2026〕7号"), Ok(number("公开申", 2026, 7)));
        let padded: CasePattern = "依申请{yyyy}{n:4}".parse().unwrap();
        assert_eq!(padded.print(&number("", 2026, 12)), "依申请20260012");
        assert_eq!(padded.read("依申请20260012"), Ok(number("", 2026, 12)));
        assert_eq!(padded.to_string(), "依申请{yyyy}{n:4}");
        for wrong in [
            "示民公开申〔2026〕0号",
            "示民公开申〔2026〕07号",
            "示民公开申[2026]7号",
            "公开申〔2026〕7号",
            "",
        ] {
            assert!(register.read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_pattern_that_could_not_be_read_back_is_refused() {
        for (text, fault) in [
            ("公开申〔{yyyy}〕号", BadPattern::Parts),
            ("{yyyy}{n}{n}", BadPattern::Parts),
            ("{n}{yyyy}", BadPattern::Ambiguous),
            ("{yyyy}第2类{n}", BadPattern::Ambiguous),
            ("{yyyy}{m}", BadPattern::Unknown("{m}".into())),
            ("{yyyy}{n:0}", BadPattern::Unknown("{n:0}".into())),
            ("{yyyy}{n", BadPattern::Unknown("{n".into())),
        ] {
            assert_eq!(text.parse::<CasePattern>(), Err(fault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_comes_back_from_its_print(
            before in "[公开申复〔依]{0,4}", middle in "[〔〕年第字公开-]{0,3}", after in "[号〕复]{0,2}",
            code in "[示民财公开申复号]{1,6}", year in 1949_u16..2200, serial in 1_u32..1_000_000, width in 1_usize..7,
        ) {
            for pattern in [
                format!("{{机关代字}}{before}{{yyyy}}{middle}{{n:{width}}}{after}"),
                format!("{before}{{机关代字}}{middle}{{yyyy}}{{n}}{after}"),
                format!("{before}{{yyyy}}{middle}{{n}}{{机关代字}}{after}"),
            ] {
                let pattern: CasePattern = pattern.parse().unwrap();
                let one = number(&code, year, serial);
                let read = pattern.read(&pattern.print(&one)).unwrap();
                prop_assert_eq!((read.year, read.serial), (one.year, one.serial));
                prop_assert_eq!(pattern.print(&read), pattern.print(&one));
                prop_assert_eq!(pattern.to_string().parse::<CasePattern>().unwrap(), pattern);
            }
        }
        #[test]
        fn any_text_is_read_without_panic(text in any::<String>(), pattern in "[{}ny:机关代字〔公1]{0,20}") {
            let _ = REGISTER.parse::<CasePattern>().unwrap().read(&text);
            let _ = pattern.parse::<CasePattern>();
            let _ = text.parse::<CasePattern>();
        }
    }
}
