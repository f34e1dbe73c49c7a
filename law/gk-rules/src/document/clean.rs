//! Lines as they are read (识读用文字): folded, without page numbers and what only web pages have.

use super::Line;
use super::field::At;
use crate::text::{fold, squeeze, strip_pinyin};

/// 净行: a line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanLine {
    /// Its place.
    pub at: At,
    /// Folded, spaces between Han characters removed.
    pub text: String,
    /// Folded, with its spaces.
    pub spaced: String,
    /// As it stood.
    pub raw: String,
    /// Whether an empty line stood before it.
    pub gap: bool,
}

/// 著录项: what a web page or a record card says beside a key (发文字号：…).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardEntry {
    /// 项目
    pub key: CardKey,
    /// The words beside it, folded.
    pub value: String,
    /// Its place.
    pub at: At,
}

crate::codes! {
    /// 著录项目
    pub enum CardKey {
        /// 发文机关
        Issuer = "issuer" => "发文机关",
        /// 发文字号
        Number = "number" => "发文字号",
        /// 标题
        Title = "title" => "标题",
        /// 成文日期
        MadeOn = "made_on" => "成文日期",
        /// 公开方式
        Attribute = "attribute" => "公开方式",
        /// 其他: known keys that are not read
        Other = "other" => "其他",
    }
}

const KEYS: &[(&str, CardKey)] = &[
    ("发文机关", CardKey::Issuer),
    ("制发机关", CardKey::Issuer),
    ("发布机构", CardKey::Issuer),
    ("发文单位", CardKey::Issuer),
    ("发文字号", CardKey::Number),
    ("文号", CardKey::Number),
    ("文件编号", CardKey::Number),
    ("标题", CardKey::Title),
    ("信息名称", CardKey::Title),
    ("文件名称", CardKey::Title),
    ("成文日期", CardKey::MadeOn),
    ("生成日期", CardKey::MadeOn),
    ("公开方式", CardKey::Attribute),
    ("公开属性", CardKey::Attribute),
    ("信息公开选项", CardKey::Attribute),
    ("信息公开属性", CardKey::Attribute),
    ("索引号", CardKey::Other),
    ("主题分类", CardKey::Other),
    ("主题词", CardKey::Other),
    ("发布日期", CardKey::Other),
    ("发布时间", CardKey::Other),
    ("信息来源", CardKey::Other),
    ("有效性", CardKey::Other),
    ("时效性", CardKey::Other),
    ("体裁", CardKey::Other),
    ("浏览次数", CardKey::Other),
    ("点击数", CardKey::Other),
    ("字体", CardKey::Other),
    ("来源", CardKey::Other),
];

/// 整理: the lines that say something, and what cards say beside keys.
#[must_use]
pub fn clean(lines: &[Line]) -> (Vec<CleanLine>, Vec<CardEntry>) {
    let (mut out, mut card) = (Vec::new(), Vec::new());
    let mut gap = false;
    for (number, line) in (1..).zip(lines) {
        let plain = strip_pinyin(&line.text);
        let text = squeeze(&plain);
        let at = At { page: line.page, line: number, to_line: number };
        if text.is_empty() {
            gap = true;
            continue;
        }
        if is_page_number(&text) || is_furniture(&text) {
            continue;
        }
        let entries = entries(&fold(&plain), at);
        if entries.is_empty() {
            out.push(CleanLine { at, text, spaced: fold(&plain), raw: line.text.trim().to_owned(), gap });
            gap = false;
        } else {
            card.extend(entries);
            gap = true;
        }
    }
    (out, card)
}

/// —1—, - 12 -, 第1页, 1/3.
fn is_page_number(text: &str) -> bool {
    let marks = |c: char| matches!(c, '-' | '—' | '–' | '·' | ' ' | '/' | '第' | '页' | '共' | '─' | '―');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let framed = text.starts_with(['-', '—', '–', '·', '第', '─', '―']) || text.contains('/');
    (1..=6).contains(&digits) && framed && text.chars().all(|c| c.is_ascii_digit() || marks(c))
}

/// What only web pages have.
fn is_furniture(text: &str) -> bool {
    const STARTS: [&str; 9] =
        ["当前位置", "您的位置", "首页>", "分享到", "扫一扫", "打印", "关闭窗口", "【打印", "签发人:"];
    const WHOLE: [&str; 6] = ["首页", "上一篇", "下一篇", "返回顶部", "关闭", "大中小"];
    let rule = text.chars().all(|c| matches!(c, '_' | '-' | '—' | '─' | '═' | '=' | '*' | '★'));
    rule || STARTS.iter().any(|word| text.starts_with(word)) || WHOLE.contains(&text)
}

/// The keys of a line with what stands behind each; nothing where the line does not begin with a key.
fn entries(folded: &str, at: At) -> Vec<CardEntry> {
    let mut found: Vec<(usize, usize, CardKey)> = Vec::new();
    let begins = |from: usize| {
        from == 0 || folded.get(..from).is_some_and(|before| before.ends_with([' ', '|', '[', '【']))
    };
    for (key, what) in KEYS {
        let spread: String = key.chars().flat_map(|c| [c, ' ']).collect();
        for form in [*key, spread.trim_end()] {
            for (from, _) in folded.match_indices(form) {
                let behind = folded.get(from + form.len()..).unwrap_or_default();
                let skip = behind.len() - behind.trim_start().len();
                if behind.trim_start().starts_with(':') && begins(from) {
                    found.push((from, from + form.len() + skip + 1, *what));
                }
            }
        }
    }
    found.sort_by_key(|(from, _, _)| *from);
    if found.first().is_none_or(|(from, _, _)| *from > 2) {
        return Vec::new();
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(from, _, _)| *from).chain([folded.len()]).collect();
    let entry = |((_, begin, key), end): (&(usize, usize, CardKey), usize)| CardEntry {
        key: *key,
        value: folded
            .get(*begin..end)
            .unwrap_or_default()
            .trim()
            .trim_end_matches(['|', ']', '】'])
            .trim()
            .to_owned(),
        at,
    };
    found.iter().zip(ends).map(entry).collect()
}

/// 书面形式: folded words with the marks that Chinese is written with.
#[must_use]
pub fn written(folded: &str) -> String {
    let text = squeeze(folded);
    let mark = |c| match c {
        '(' => '（',
        ')' => '）',
        ':' => '：',
        ',' => '，',
        ';' => '；',
        other => other,
    };
    text.chars().map(mark).collect()
}

/// 分列: organs of a list, parted at commas where no bracket is open.
#[must_use]
pub fn listed(words: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut depth = 0_i32;
    for c in words.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth <= 0 && matches!(c, ',' | '、' | ';' | '。') {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out.into_iter().filter(|part| !part.is_empty()).map(|part| written(&part)).collect()
}
