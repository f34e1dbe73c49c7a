//! Folding of written Chinese (文字规范化): width, spaces, Traditional characters; for reading, never for storing.

use std::sync::LazyLock;

/// 繁简对照: the Simplified form of every character from U+3400 to U+9FFF that has another one, by its distance from U+3400.
static SIMPLIFIED: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let mut forms = vec![None; 0x6c00];
    for line in include_str!("../data/simplified.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut chars = line.chars();
        while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
            if let Some(slot) = distance(from).and_then(|at| forms.get_mut(at)) {
                *slot = Some(to);
            }
        }
    }
    forms
});

/// 规范化: half width, one plain space for any run of spaces and line breaks, Traditional to Simplified, ends trimmed.
/// Invisible characters are dropped. Chinese marks without a half-width twin (。、《》〔〕) stay.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in width(text) {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        out.push(c);
    }
    simplify(&out)
}

/// 去除汉字间空格: [`fold`], then no space that has a Han character or a Chinese mark on both sides
/// (燃气经营许 可证核发), and none beside a mark that needs none.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let folded = fold(text);
    let chars: Vec<char> = folded.chars().collect();
    let mut out = String::with_capacity(folded.len());
    for (at, &c) in chars.iter().enumerate() {
        if c == ' ' {
            let before = at.checked_sub(1).and_then(|one| chars.get(one)).copied();
            let after = chars.get(at + 1).copied();
            if before.is_some_and(is_chinese) && after.is_some_and(is_chinese) {
                continue;
            }
        }
        out.push(c);
    }
    out
}

/// 比较用文字: letters and digits of the folded text only, in lower case; for matching labels, whatever their marks and spaces.
#[must_use]
pub fn skeleton(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// 汉字: whether a character is a Han character.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇' | '々')
}

/// 繁体字: whether any character of the text has another, Simplified form.
#[must_use]
pub fn has_traditional(text: &str) -> bool {
    text.chars().any(|c| simple(c).is_some())
}

/// 去除注音: pinyin in brackets after a character (內(nèi)容), as some pages of converted characters carry, is dropped.
/// Only one syllable of Latin letters standing directly behind a Han character counts; (A级) and (APP) stay.
#[must_use]
pub fn strip_pinyin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '（']) {
        let (before, bracket) = rest.split_at(open);
        out.push_str(before);
        let mut inner = bracket.chars();
        let mark = inner.next().unwrap_or('(');
        let after = inner.as_str();
        let end = after.find([')', '）']).filter(|end| *end <= 16);
        let syllable = end.and_then(|end| after.split_at_checked(end));
        match syllable {
            Some((word, tail)) if before.chars().last().is_some_and(is_han) && is_pinyin(word) => {
                let mut tail = tail.chars();
                tail.next();
                rest = tail.as_str();
            }
            _ => {
                out.push(mark);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// One syllable of pinyin: lower-case Latin letters, six at most, with a tone mark or one of the few words without a tone.
fn is_pinyin(word: &str) -> bool {
    const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿ";
    let count = word.chars().count();
    (1..=6).contains(&count)
        && word.chars().all(|c| c.is_ascii_lowercase() || TONES.contains(c))
        && (word.chars().any(|c| TONES.contains(c))
            || ["de", "le", "zi", "men", "me", "ge", "ma", "ne"].contains(&word))
}

/// A Han character or a mark written between Han characters without spaces.
fn is_chinese(c: char) -> bool {
    is_han(c)
        || matches!(c, '、' | '。' | '《' | '》' | '〈' | '〉' | '〔' | '〕' | '【' | '】' | '“' | '”' | '…')
}

/// The text with half-width forms for full-width ones, invisible characters dropped.
fn width(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(narrow)
}

/// The half-width form of a character; nothing for an invisible one.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{ad}' => None,
        '\u{fe0e}' | '\u{fe0f}' => None,
        '\u{3164}' | '\u{2800}' => Some(' '),
        '｢' => Some('「'),
        '｣' => Some('」'),
        '｡' => Some('。'),
        '､' => Some('、'),
        '﹙' => Some('('),
        '﹚' => Some(')'),
        '﹔' => Some(';'),
        '﹐' => Some(','),
        '﹕' => Some(':'),
        c if c.is_control() && !c.is_whitespace() => None,
        c => Some(c),
    }
}

/// A character as [`fold`] reads it by itself; nothing for an invisible one.
pub(crate) fn fold_char(c: char) -> Option<char> {
    narrow(c).map(|c| simple(c).unwrap_or(c))
}

fn simple(c: char) -> Option<char> {
    SIMPLIFIED.get(distance(c)?).copied().flatten()
}

fn distance(c: char) -> Option<usize> {
    u32::from(c).checked_sub(0x3400).and_then(|at| usize::try_from(at).ok())
}

/// Traditional to Simplified, with the five characters whose reading depends on a neighbour.
fn simplify(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = '\0';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or('\0');
        let to = by_neighbours(last, c, next).or_else(|| simple(c)).unwrap_or(c);
        out.push(to);
        last = c;
    }
    out
}

/// The reading of a character that is Simplified in one word and Traditional in another.
fn by_neighbours(last: char, c: char, next: char) -> Option<char> {
    let yes = match c {
        '乾' => "旱燥净淨洗货貨果粮糧枯涸湿濕".contains(next) || "饼餅晒曬烘风風".contains(last),
        '畫' if "计計规規策谋謀筹籌区區".contains(last) => return Some('划'),
        '畫' => return Some('画'),
        '瞭' => "解然".contains(next),
        '著' => "随隨沿本接围圍跟有带帶朝向对對".contains(last) && next != '名' && next != '作',
        '藉' => "此由助口机機".contains(next) || last == '憑' || last == '凭',
        _ => false,
    };
    match c {
        _ if !yes => None,
        '乾' => Some('干'),
        '瞭' => Some('了'),
        '著' => Some('着'),
        '藉' => Some('借'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_and_wide_characters_are_folded() {
        assert_eq!(
            fold("信息形成（或變更）之日起２０個工作日內，予以公開；"),
            "信息形成(或变更)之日起20个工作日内,予以公开;"
        );
        assert_eq!(fold("　公開\u{a0}時限\r\n說明\u{200b} "), "公开 时限 说明");
        assert_eq!(fold("遼寧省瀋陽市特定羣體衆創佈告"), "辽宁省沈阳市特定群体众创布告");
    }

    #[test]
    fn characters_with_two_readings_follow_their_neighbours() {
        assert_eq!(fold("乾旱 乾隆 乾县 乾淨"), "干旱 乾隆 乾县 干净");
        assert_eq!(
            fold("規畫 畫像 瞭解 瞭望 著作 顯著 隨著 有著名 慰藉 藉此"),
            "规划 画像 了解 瞭望 著作 显著 随着 有著名 慰藉 借此"
        );
        assert_eq!(fold("覆盖 答覆 後天 皇后"), "覆盖 答覆 后天 皇后");
    }

    #[test]
    fn simplified_text_is_not_touched() {
        let text = "燃气经营许可证核发、《城镇燃气管理条例》〔2020〕13号。";
        assert_eq!(fold(text), text);
        assert!(!has_traditional(text));
        assert!(has_traditional("公開"));
    }

    #[test]
    fn spaces_inside_words_are_removed_and_others_are_kept() {
        assert_eq!(squeeze("燃气经营许 可证核发"), "燃气经营许可证核发");
        assert_eq!(squeeze("《条例》 《办法》 第5条 GB 2260"), "《条例》《办法》第5条 GB 2260");
        assert_eq!(skeleton("公开内容（要素） "), "公开内容要素");
    }

    #[test]
    fn pinyin_behind_a_character_is_dropped() {
        assert_eq!(strip_pinyin("公開內(nèi)容(要素)一級(jí)（A级）(de)"), "公開內容(要素)一級（A级）(de)");
        assert_eq!(strip_pinyin("手机(app)("), "手机(app)(");
        assert_eq!(strip_pinyin("項目(PPP)、一(a)"), "項目(PPP)、一(a)");
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            proptest::prop_assert_eq!(&fold(&once), &once);
            let tight = squeeze(&text);
            proptest::prop_assert_eq!(&squeeze(&tight), &tight);
        }
    }
}
