//! Places of numbers and addresses in a text (文中的号码与住址): what every search for personal matter stands on.
//!
//! Every place is a range of characters, so that width and spaces may differ from the text that was searched.

use std::ops::Range;

use crate::text::is_han;

/// 等长规范化: full-width digits and letters narrowed one by one, so that places stay the same.
#[must_use]
pub fn fold(text: &str) -> Vec<char> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).collect()
}

/// 连续字符: maximal runs of characters of a kind.
pub fn runs(chars: &[char], of_kind: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
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

/// 是否立于此处: whether a word stands at a place.
#[must_use]
pub fn stands(chars: &[char], at: usize, word: &str) -> bool {
    let mut here = chars.get(at..).unwrap_or_default().iter();
    word.chars().all(|want| here.next() == Some(&want))
}

/// 所写文字: what is written between two places.
#[must_use]
pub fn written(chars: &[char], range: Range<usize>) -> String {
    chars.get(range.start..range.end.min(chars.len())).unwrap_or_default().iter().collect()
}

/// 车牌的省份简称.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// 车牌号: the province's character, a letter, a dot or none, five characters or six.
#[must_use]
pub fn plates(chars: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if !PROVINCES.contains(*c) || !chars.get(at + 1).is_some_and(char::is_ascii_uppercase) {
            continue;
        }
        let skip = usize::from(chars.get(at + 2).is_some_and(|c| matches!(c, '·' | '•' | '.' | ' ')));
        let body = chars.iter().skip(at + 2 + skip).take_while(|c| c.is_ascii_alphanumeric()).take(7).count();
        if (5..=6).contains(&body) {
            out.push(at..at + 2 + skip + body);
        }
    }
    out
}

/// 住址: from 号 or 室 back over the road, lane, building, village group before it; a bare 12号 (of a document) is none.
#[must_use]
pub fn addresses(chars: &[char]) -> Vec<Range<usize>> {
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

/// 常见姓氏: surnames of one character, each of which is also a word; what follows decides.
pub const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤关佟那";
