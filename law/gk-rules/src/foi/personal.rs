//! Detectors of personal matter (个人信息的识别): careful rather than clever, they find too much before they find too little.
//!
//! 条例 art 15. Every detector gives places in the text, in characters; what it found is never kept.

use std::ops::Range;

use crate::privacy::places::{self, SURNAMES, runs};
pub(super) use crate::privacy::places::{addresses, fold};
use crate::privacy::resident_id;
use crate::text::is_han;

crate::codes! {
    /// 个人信息种类: what a detector looks for.
    pub enum Personal {
        /// 公民身份号码
        IdentityNumber = "identity_number" => "公民身份号码",
        /// 统一社会信用代码
        CreditCode = "credit_code" => "统一社会信用代码",
        /// 银行卡号、账号
        Account = "account" => "银行卡号、账号",
        /// 手机号码
        Mobile = "mobile" => "手机号码",
        /// 固定电话
        Telephone = "telephone" => "固定电话",
        /// 电子邮箱
        Email = "email" => "电子邮箱",
        /// 车牌号
        Plate = "plate" => "车牌号",
        /// 住址
        Address = "address" => "住址",
        /// 姓名、名称 given by the case
        GivenName = "given_name" => "案件中的姓名或者名称",
        /// 姓名 announced by a word before it
        LikelyName = "likely_name" => "疑似姓名",
        /// 其他长串数字: six digits and more that were nothing else
        Digits = "digits" => "其他长串数字",
    }
}

impl Personal {
    /// 遮盖文字.
    #[must_use]
    pub const fn mask(self) -> &'static str {
        match self {
            Self::IdentityNumber => "〔身份号码〕",
            Self::CreditCode => "〔信用代码〕",
            Self::Account => "〔账号〕",
            Self::Mobile | Self::Telephone => "〔电话〕",
            Self::Email => "〔邮箱〕",
            Self::Plate => "〔车牌号〕",
            Self::Address => "〔住址〕",
            Self::GivenName | Self::LikelyName => "某某",
            Self::Digits => "〔号码〕",
        }
    }
}

/// 公民身份号码的识别: whether the text holds one whose date and check digit are right.
#[must_use]
pub fn has_identity_number(text: &str) -> bool {
    let chars = fold(text);
    runs(&chars, |c| c.is_ascii_digit() || matches!(c, 'x' | 'X' | ' ' | '-')).any(|run| {
        let run = chars.get(run).unwrap_or_default().iter();
        let plain: Vec<char> = run.copied().filter(char::is_ascii_alphanumeric).collect();
        plain.windows(18).any(|one| resident_id::adds_up(&one.iter().collect::<String>()))
    })
}

/// 含数字的串: identity numbers, credit codes, accounts, telephones, other long digits. A year (2026) or an amount is left alone.
pub(super) fn numbers(chars: &[char]) -> Vec<(Range<usize>, Personal)> {
    let mut out = Vec::new();
    for run in runs(chars, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | ' ')) {
        for part in numeric(chars, run) {
            let plain: Vec<char> = chars
                .get(part.clone())
                .unwrap_or_default()
                .iter()
                .copied()
                .filter(|c| c.is_ascii_alphanumeric())
                .collect();
            if let Some(what) = number_kind(&plain) {
                out.push((part, what));
            }
        }
    }
    out
}

/// The parts of a run that look like one number: digits, a closing X, dashes or spaces between digits; upper-case letters as in
/// a credit code.
fn numeric(chars: &[char], run: Range<usize>) -> Vec<Range<usize>> {
    let slice = chars.get(run.clone()).unwrap_or_default();
    let mut out = Vec::new();
    let mut start = None;
    for at in 0..=slice.len() {
        let c = slice.get(at).copied().unwrap_or(' ');
        let next = slice.get(at + 1).is_some_and(char::is_ascii_digit);
        let before = at.checked_sub(1).and_then(|b| slice.get(b)).is_some_and(char::is_ascii_digit);
        let joint = matches!(c, '-' | ' ') && before && next && at < slice.len();
        if at < slice.len() && (c.is_ascii_alphanumeric() || joint) {
            start.get_or_insert(at);
        } else if let Some(begin) = start.take() {
            out.push(run.start + begin..run.start + at);
        }
    }
    out
}

fn number_kind(plain: &[char]) -> Option<Personal> {
    let digits = plain.iter().filter(|c| c.is_ascii_digit()).count();
    let all = digits == plain.len();
    let starts = |text: &str| text.chars().zip(plain).all(|(want, have)| want == *have);
    match plain.len() {
        18 if resident_id::adds_up(&plain.iter().collect::<String>()) || (all && plausible_birth(plain)) => {
            Some(Personal::IdentityNumber)
        }
        18 if digits >= 8 && !plain.iter().any(char::is_ascii_lowercase) && !all => {
            Some(Personal::CreditCode)
        }
        15 if all && old_birth(plain) => Some(Personal::IdentityNumber),
        11 if all && starts("1") => Some(Personal::Mobile),
        13 if all && starts("861") => Some(Personal::Mobile),
        10..=12 if all && starts("0") => Some(Personal::Telephone),
        6 | 8 if all && is_date(plain) => None,
        7 | 8 if all => Some(Personal::Telephone),
        16..=19 if all => Some(Personal::Account),
        6.. if digits >= 6 && all => Some(Personal::Digits),
        9.. if digits >= 6 => Some(Personal::Digits),
        _ => None,
    }
}

/// A number of 18 digits with a wrong check digit is a slip of the pen and still points to a person.
fn plausible_birth(plain: &[char]) -> bool {
    matches!(plain.get(6..8), Some(['1', '9'] | ['2', '0']))
        && plain.get(10..12).is_some_and(|month| matches!(month, ['0', '1'..='9'] | ['1', '0'..='2']))
}

/// 202503, 20250301: a month or a day written without marks points to nobody.
fn is_date(plain: &[char]) -> bool {
    matches!(plain.get(..2), Some(['1', '9'] | ['2', '0']))
        && plain.get(4..6).is_some_and(|month| matches!(month, ['0', '1'..='9'] | ['1', '0'..='2']))
        && plain.get(6..8).is_none_or(|day| matches!(day, ['0'..='3', _]))
}

/// 15 digits: the numbers of before 1999.
fn old_birth(plain: &[char]) -> bool {
    plain.get(8..10).is_some_and(|month| matches!(month, ['0', '1'..='9'] | ['1', '0'..='2']))
        && plain.get(10..12).is_some_and(|day| matches!(day, ['0'..='3', _]))
}

/// 邮箱、车牌号.
pub(super) fn letters(chars: &[char]) -> Vec<(Range<usize>, Personal)> {
    let mut out = Vec::new();
    for run in runs(chars, |c| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+')) {
        let text: String = chars.get(run.clone()).unwrap_or_default().iter().collect();
        if text.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.')) {
            out.push((run, Personal::Email));
        }
    }
    out.extend(places::plates(chars).into_iter().map(|range| (range, Personal::Plate)));
    out
}

/// 案件中的姓名或者名称: as given, spaces between its characters allowed.
pub(super) fn given(chars: &[char], name: &str) -> Vec<Range<usize>> {
    let name: Vec<char> = fold(name).into_iter().filter(|c| !c.is_whitespace()).collect();
    if name.len() < 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match matched(chars, at, &name) {
            Some(end) => {
                out.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn matched(chars: &[char], start: usize, name: &[char]) -> Option<usize> {
    let mut at = start;
    for (no, want) in name.iter().enumerate() {
        while no > 0 && chars.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
        }
        if chars.get(at)? != want {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// 疑似姓名: two to four characters that begin with a common surname behind a word that announces a person.
pub(super) fn announced(chars: &[char]) -> Vec<Range<usize>> {
    const BEFORE: [&str; 14] = [
        "申请人",
        "村民",
        "居民",
        "市民",
        "公民",
        "户主",
        "业主",
        "职工",
        "学生",
        "患者",
        "姓名",
        "当事人",
        "代理人",
        "法定代表人",
    ];
    const AFTER: [&str; 6] = ["先生", "女士", "同志", "同学", "户", "等人"];
    let mut out = Vec::new();
    for at in 0..chars.len() {
        let text: String = chars.get(at..).unwrap_or_default().iter().take(6).collect();
        let before =
            BEFORE.iter().filter(|word| text.starts_with(**word)).map(|word| word.chars().count()).max();
        if let Some(length) = before {
            let skip = usize::from(chars.get(at + length).is_some_and(|c| matches!(c, ':' | '：' | ' ')));
            let from = at + length + skip;
            let name = name_length(chars, from);
            if name > 0 {
                out.push(from..from + name);
            }
        }
        if AFTER.iter().any(|word| text.starts_with(word)) {
            for length in [3_usize, 2] {
                let Some(from) = at.checked_sub(length) else { continue };
                if is_name(chars.get(from..at).unwrap_or_default()) {
                    out.push(from..at);
                    break;
                }
            }
        }
    }
    out
}

fn is_name(chars: &[char]) -> bool {
    chars.first().is_some_and(|c| SURNAMES.contains(*c)) && chars.iter().all(|c| is_han(*c) && *c != '某')
}

/// The length of a name that begins here: up to three characters, ended by what no name goes on with.
fn name_length(chars: &[char], from: usize) -> usize {
    const ENDS: &str = "某的在于向由了和与及就要求请所为是有与诉等家户被从对因以";
    let rest = chars.get(from..).unwrap_or_default();
    let length = rest.iter().take(3).take_while(|c| is_han(**c) && !ENDS.contains(**c)).count();
    if length >= 2 && rest.first().is_some_and(|c| SURNAMES.contains(*c)) { length } else { 0 }
}
