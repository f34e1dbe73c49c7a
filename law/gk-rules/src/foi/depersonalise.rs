//! Depersonalising (去除个人信息): what of a case may be shown in the disclosure log and in the library of cases.
//!
//! 条例 arts 15, 44; the detectors are careful rather than clever: they mask too much before they mask too little, list what
//! they masked without keeping it, and a clerk confirms. Names that nobody gave are found only behind words that announce them.

use std::ops::Range;

use serde::Serialize;

use super::decision::{Decision, RemedyKind};
use crate::citation::ogi;
use crate::text::is_han;
use crate::{Citation, Coded, Reason};

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

/// 遮盖之处: what kind, where in the masked text, how many characters stood there; never the characters themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MaskedSpot {
    /// 种类
    pub what: Personal,
    /// Where the mask begins in the masked text, in characters.
    pub at: usize,
    /// How many characters it stands for.
    pub length: usize,
}

/// 遮盖后的文字: not to be shown before a clerk has confirmed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Masked {
    text: String,
    spots: Vec<MaskedSpot>,
}

/// 经确认可公开的文字: made by confirming alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confirmed {
    text: String,
    /// 确认人
    by: i64,
}

impl Masked {
    /// The masked text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
    /// What was masked.
    #[must_use]
    pub fn spots(&self) -> &[MaskedSpot] {
        &self.spots
    }
    /// 确认: a person read it, and perhaps wrote it anew; what was written is searched once more.
    ///
    /// # Errors
    /// When the text still holds what a detector knows.
    pub fn confirm(self, read: &str, names: &[&str], by: i64) -> Result<Confirmed, Vec<Reason>> {
        let again = mask(read, names);
        if again.spots.is_empty() && !read.trim().is_empty() {
            return Ok(Confirmed { text: read.to_owned(), by });
        }
        let mut kinds: Vec<&str> = again.spots.iter().map(|spot| spot.what.label()).collect();
        kinds.dedup();
        let words = if kinds.is_empty() {
            "没有可公开的文字。".to_owned()
        } else {
            format!("文字中仍有{}，不能公开。", kinds.join("、"))
        };
        Err(vec![Reason::new("foi.still_personal", words).by(ogi(15, 0, 0)).cure("遮盖或者改写后再确认。")])
    }
}

impl Confirmed {
    /// The text that may be shown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
    /// 确认人
    #[must_use]
    pub const fn by(&self) -> i64 {
        self.by
    }
}

/// 公民身份号码的识别: whether the text holds one whose date and check digit are right.
#[must_use]
pub fn has_identity_number(text: &str) -> bool {
    let chars = fold(text);
    runs(&chars, |c| c.is_ascii_digit() || matches!(c, 'x' | 'X' | ' ' | '-')).any(|run| {
        let run = chars.get(run).unwrap_or_default().iter();
        let plain: Vec<char> = run.copied().filter(char::is_ascii_alphanumeric).collect();
        plain.windows(18).any(is_identity)
    })
}

/// 遮盖: every detector in turn, the surest first; what one has taken, no other takes again.
#[must_use]
pub fn mask(text: &str, names: &[&str]) -> Masked {
    let original: Vec<char> = text.chars().collect();
    let chars = fold(text);
    let mut found: Vec<(Range<usize>, Personal)> = Vec::new();
    let mut taken = vec![false; chars.len()];
    // What another detector took already is left to it; the rest of the range is masked none the less.
    let mut take = |range: Range<usize>, what: Personal| {
        let mut open: Option<usize> = None;
        for at in range.start..=range.end {
            let free = at < range.end && taken.get(at) == Some(&false);
            match (free, open) {
                (true, None) => open = Some(at),
                (false, Some(start)) => {
                    found.push((start..at, what));
                    open = None;
                }
                _ => {}
            }
        }
        taken.iter_mut().take(range.end).skip(range.start).for_each(|one| *one = true);
    };
    for name in names {
        given(&chars, name).into_iter().for_each(|range| take(range, Personal::GivenName));
    }
    for (range, what) in letters(&chars).into_iter().chain(numbers(&chars)) {
        take(range, what);
    }
    for range in addresses(&chars) {
        take(range, Personal::Address);
    }
    for range in announced(&chars) {
        take(range, Personal::LikelyName);
    }
    found.sort_by_key(|(range, _)| range.start);
    let (mut out, mut spots, mut here, mut count) = (String::new(), Vec::new(), 0, 0);
    for (range, what) in found {
        let between = original.get(here..range.start).unwrap_or_default();
        out.extend(between);
        count += between.len();
        spots.push(MaskedSpot { what, at: count, length: range.len() });
        out += what.mask();
        count += what.mask().chars().count();
        here = range.end;
    }
    out.extend(original.get(here..).unwrap_or_default());
    Masked { text: out, spots }
}

/// Full-width digits and letters narrowed one by one, so that places stay the same.
fn fold(text: &str) -> Vec<char> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).collect()
}

/// Maximal runs of characters of a kind.
fn runs(chars: &[char], of_kind: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if !of_kind(*c) {
            continue;
        }
        match out.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + 1,
            None => out.push(at..at + 1),
        }
    }
    out.into_iter()
}

/// 18 places, a possible date of birth, the check digit of GB 11643.
fn is_identity(chars: &[char]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let (Some(body), Some(last)) = (chars.get(..17), chars.get(17)) else { return false };
    let Some(digits) = body.iter().map(|c| c.to_digit(10)).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let number = |range: Range<usize>| {
        digits.get(range).unwrap_or_default().iter().fold(0, |sum: u32, digit| sum * 10 + digit)
    };
    let (year, month, day) = (number(6..10), number(10..12), number(12..14));
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = usize::try_from(sum % 11).ok().and_then(|at| CHECK.get(at));
    (1900..2100).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && check == Some(&last.to_ascii_uppercase())
}

/// 含数字的串: identity numbers, credit codes, accounts, telephones, other long digits. A year (2026) or an amount is left alone.
fn numbers(chars: &[char]) -> Vec<(Range<usize>, Personal)> {
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
        18 if is_identity(plain) || (all && plausible_birth(plain)) => Some(Personal::IdentityNumber),
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
fn letters(chars: &[char]) -> Vec<(Range<usize>, Personal)> {
    const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    let mut out = Vec::new();
    for run in runs(chars, |c| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+')) {
        let text: String = chars.get(run.clone()).unwrap_or_default().iter().collect();
        if text.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.')) {
            out.push((run, Personal::Email));
        }
    }
    for (at, c) in chars.iter().enumerate() {
        if !PROVINCES.contains(*c) || !chars.get(at + 1).is_some_and(char::is_ascii_uppercase) {
            continue;
        }
        let skip = usize::from(chars.get(at + 2).is_some_and(|c| matches!(c, '·' | '•' | '.' | ' ')));
        let body = chars.iter().skip(at + 2 + skip).take_while(|c| c.is_ascii_alphanumeric()).take(7).count();
        if (5..=6).contains(&body) {
            out.push((at..at + 2 + skip + body, Personal::Plate));
        }
    }
    out
}

/// 案件中的姓名或者名称: as given, spaces between its characters allowed.
fn given(chars: &[char], name: &str) -> Vec<Range<usize>> {
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

/// 住址: from 号 or 室 back over the road, lane, building, village group before it; a bare 12号 (of a document) is none.
fn addresses(chars: &[char]) -> Vec<Range<usize>> {
    const ENDS: &str = "号室户组栋幢楼";
    const PLACES: [char; 8] = ['路', '街', '巷', '弄', '村', '屯', '社', '园'];
    let mut out = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let behind_digit = at.checked_sub(1).and_then(|b| chars.get(b)).is_some_and(|c| is_count(*c));
        if !ENDS.contains(*c) || !behind_digit {
            continue;
        }
        let from =
            (0..at).rev().take(30).take_while(|n| chars.get(*n).is_some_and(|c| is_address(*c))).last();
        let Some(from) = from else { continue };
        let stretch = chars.get(from..at).unwrap_or_default();
        if stretch.iter().any(|c| PLACES.contains(c)) {
            // What stands more than twelve characters before the road is the sentence, not the address.
            let place = stretch.iter().position(|c| PLACES.contains(c)).unwrap_or_default();
            out.push(from + place.saturating_sub(12)..at + 1);
        }
    }
    // The longest of those that end further right wins: 3号楼2单元501室 is one.
    out.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    out
}

fn is_count(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

fn is_address(c: char) -> bool {
    (is_han(c) && !"的在于向由了和与及关因".contains(c))
        || c.is_ascii_alphanumeric()
        || matches!(c, '-' | '#')
}

/// 疑似姓名: two to four characters that begin with a common surname behind a word that announces a person.
fn announced(chars: &[char]) -> Vec<Range<usize>> {
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

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤关佟那";

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

/// 可公示的案件: what of an answered case is known when it is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing {
    /// How it ended.
    pub decision: Decision,
    /// 已送达
    pub served: bool,
    /// 救济未了结: under review or in court.
    pub contested: bool,
    /// 机关同意公示: the organ's own choice.
    pub chosen: bool,
}

/// 不得公示案件的理由: all of them. What was asked may itself be the secret, so such a case is never shown.
#[must_use]
pub fn reasons_not_to_show(case: Showing) -> Vec<Reason> {
    let mut against = Vec::new();
    let mut no = |code, words: &str, basis: Option<Citation>| {
        let reason = Reason::new(code, words);
        against.push(match basis {
            Some(basis) => reason.by(basis),
            None => reason,
        });
    };
    if !case.served {
        no("foi.show_not_served", "答复尚未送达，案件不能公示。", None);
    }
    if case.contested {
        no("foi.show_contested", "行政复议或者行政诉讼尚未了结，案件不能公示。", None);
    }
    if !case.chosen {
        no("foi.show_not_chosen", "机关没有选择公示这件申请。", Some(ogi(44, 0, 0)));
    }
    match case.decision {
        Decision::StateSecret | Decision::ForbiddenByLaw | Decision::Security => {
            no("foi.show_secret", "申请内容本身可能不得公开，案件不能公示。", Some(ogi(14, 0, 0)));
        }
        Decision::ThirdParty => {
            no("foi.show_third_party", "案件涉及第三方合法权益，不能公示。", Some(ogi(15, 0, 0)));
        }
        decision if decision.remedy_kind() == RemedyKind::Nothing => {
            no("foi.show_no_reply", "案件没有答复，没有可公示的内容。", None);
        }
        _ => {}
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn masked(text: &str) -> String {
        mask(text, &["赵小明", "示范建设有限公司"]).text
    }

    #[test]
    fn numbers_that_point_to_a_person_are_masked() {
        for (text, shown) in [
            ("身份证11010519491231002X。", "身份证〔身份号码〕。"),
            ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证〔身份号码〕"),
            ("号码110105194912310021", "号码〔身份号码〕"),
            ("旧号110105491231002", "旧号〔身份号码〕"),
            ("电话13812345678", "电话〔电话〕"),
            ("电话138 1234 5678和024-12345678", "电话〔电话〕和〔电话〕"),
            ("卡号6222021234567890123", "卡号〔账号〕"),
            ("代码91210100MA0XXXXX1N", "代码〔信用代码〕"),
            ("发至zhao.xm@example.cn即可", "发至〔邮箱〕即可"),
            ("车辆辽A12345的罚单", "车辆〔车牌号〕的罚单"),
        ] {
            assert_eq!(masked(text), shown);
        }
    }

    #[test]
    fn an_identity_number_is_known_however_it_is_spaced() {
        assert!(has_identity_number("号码１１０１０５ 19491231-002x，"));
        assert!(!has_identity_number("11010519491231002") && !has_identity_number("110105194912310021"));
        assert!(!has_identity_number("2026年3月5日 000-00000000"));
    }

    #[test]
    fn what_points_to_nobody_stays() {
        for text in [
            "2025年度低保资金使用情况",
            "辽政办发〔2020〕13号文件",
            "2024年1月1日至2024年12月31日的会议纪要",
            "第12号公告及附件3",
            "预算1234.56万元",
            "20250101",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn names_given_and_names_announced_are_masked() {
        assert_eq!(masked("赵小明家的补偿"), "某某家的补偿");
        assert_eq!(masked("赵 小 明的补偿"), "某某的补偿");
        assert_eq!(masked("示范建设有限公司的合同"), "某某的合同");
        assert_eq!(masked("村民李大山的宅基地审批"), "村民某某的宅基地审批");
        assert_eq!(masked("王芳女士的低保"), "某某女士的低保");
        assert_eq!(masked("村民委员会的账目"), "村民委员会的账目");
    }

    #[test]
    fn an_address_is_masked_and_a_document_number_is_not() {
        assert_eq!(masked("示范路12号的房屋征收"), "〔住址〕的房屋征收");
        assert!(!masked("关于幸福里小区示范街3号楼2单元501室").contains("501"));
    }

    #[test]
    fn what_was_masked_is_listed_without_being_kept() {
        let masked = mask("赵小明，电话13812345678", &["赵小明"]);
        assert_eq!(
            masked.spots(),
            [
                MaskedSpot { what: Personal::GivenName, at: 0, length: 3 },
                MaskedSpot { what: Personal::Mobile, at: 5, length: 11 },
            ]
        );
        let listed = serde_json::to_string(masked.spots()).unwrap();
        assert!(!listed.contains("138") && !listed.contains('赵'));
    }

    #[test]
    fn nothing_is_shown_that_a_clerk_did_not_confirm() {
        let names = ["赵小明"];
        let first = mask("赵小明申请的低保发放表", &names);
        let text = first.text().to_owned();
        let confirmed = first.clone().confirm(&text, &names, 7).unwrap();
        assert_eq!((confirmed.text(), confirmed.by()), ("某某申请的低保发放表", 7));
        let against = first.clone().confirm("赵小明13812345678", &names, 7).unwrap_err();
        assert_eq!(against[0].code, "foi.still_personal");
        assert!(against[0].words.contains("手机号码") && !against[0].words.contains("138"));
        assert!(first.confirm(" ", &names, 7).is_err());
    }

    #[test]
    fn a_case_whose_very_subject_may_be_secret_is_never_shown() {
        let case = |decision| Showing { decision, served: true, contested: false, chosen: true };
        let codes = |case| reasons_not_to_show(case).iter().map(|one| one.code).collect::<Vec<_>>();
        assert!(codes(case(Decision::Disclosed)).is_empty() && codes(case(Decision::NotFound)).is_empty());
        assert_eq!(codes(case(Decision::StateSecret)), ["foi.show_secret"]);
        assert_eq!(codes(case(Decision::ThirdParty)), ["foi.show_third_party"]);
        assert_eq!(codes(case(Decision::Withdrawn)), ["foi.show_no_reply"]);
        let worst = Showing { decision: Decision::Security, served: false, contested: true, chosen: false };
        assert_eq!(codes(worst).len(), 4);
    }

    proptest! {
        #[test]
        fn masking_twice_finds_nothing_more(text in "(\\PC|[0-9]{6,18}|村民[王李赵][一二三]|[a-z]{3}@[a-z]{3}\\.cn|路[0-9]{1,3}号){0,12}") {
            let once = mask(&text, &["赵小明"]);
            let twice = mask(once.text(), &["赵小明"]);
            prop_assert_eq!(twice.spots().len(), 0, "{} -> {}", once.text(), twice.text());
        }
        #[test]
        fn an_identity_number_never_survives(before in "\\PC{0,8}", body in "[1-8][0-9]{5}19[0-9]{2}0[1-9]1[0-9][0-9]{3}", after in "\\PC{0,8}") {
            let digits: Vec<u32> = body.chars().filter_map(|c| c.to_digit(10)).collect();
            let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
            let sum: u32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
            let check = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap()).unwrap();
            let number = format!("{body}{check}");
            let text = format!("{before}{number}{after}");
            prop_assert!(has_identity_number(&text));
            prop_assert!(!mask(&text, &[]).text().contains(&number));
        }
    }
}
