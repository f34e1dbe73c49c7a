//! Likeness (相似): whether two wordings mean one thing, for matching items and elements. Nothing here is stored.

use std::collections::BTreeMap;

use super::item::Item;

/// Two names from here on (0 to 1000) are taken for one thing renamed.
pub(crate) const ALIKE: u32 = 600;
/// Two names from here on (0 to 1000) are taken for one thing spelled differently.
pub(crate) const NEARLY_SAME: u32 = 850;

pub(crate) use crate::text::skeleton as folded;

/// How alike two texts are, 0 to 1000: shared pairs of neighbouring characters (Dice) of the folded texts.
pub(crate) fn likeness(a: &str, b: &str) -> u32 {
    let (a, b) = (folded(a), folded(b));
    if a == b {
        return 1000;
    }
    let (pairs_a, pairs_b) = (pairs(&a), pairs(&b));
    let total = count(&pairs_a) + count(&pairs_b);
    if total == 0 {
        return 0;
    }
    let common: u32 =
        pairs_a.iter().map(|(pair, n)| (*n).min(pairs_b.get(pair).copied().unwrap_or_default())).sum();
    common * 2000 / total
}

fn pairs(text: &str) -> BTreeMap<(char, char), u32> {
    let mut out = BTreeMap::new();
    for pair in text.chars().zip(text.chars().skip(1)) {
        *out.entry(pair).or_insert(0) += 1;
    }
    out
}

fn count(pairs: &BTreeMap<(char, char), u32>) -> u32 {
    pairs.values().sum()
}

/// How alike two items are, 0 to 1000: three quarters by path, one quarter by content.
pub(crate) fn items_alike(a: &Item, b: &Item) -> u32 {
    let name = likeness(a.path.name(), b.path.name());
    let path = likeness(&a.path.to_string(), &b.path.to_string());
    let elements =
        |item: &Item| item.content.elements.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" ");
    (name * 2 + path + likeness(&elements(a), &elements(b))) / 4
}

/// 要素拆分: the single terms of a content text (名称、地址、面积), outside brackets, folded; a number before a term is left out.
pub(crate) fn terms(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let (mut depth, mut term) = (0_u32, String::new());
    for c in text.chars() {
        match c {
            '（' | '(' | '《' | '〔' | '[' => depth += 1,
            '）' | ')' | '》' | '〕' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, '、' | '；' | ';' | '，' | ',' | '\n' | '。' | '：' | ':') {
            out.push(std::mem::take(&mut term));
        } else {
            term.push(c);
        }
    }
    out.push(term);
    out.iter().map(|one| folded(one.trim_start_matches(numbering))).filter(|one| !one.is_empty()).collect()
}

fn numbering(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '.' | '．' | ' ' | '\u{3000}' | '●' | '〇' | '○' | '■' | '□' | '①'..='⑳')
}

/// Whether a term of the standard is found among the terms of a lower catalog: the same, inside a longer one, or nearly the same.
pub(crate) fn covers(terms: &[String], wanted: &str) -> bool {
    terms.iter().any(|one| one.contains(wanted) || likeness(one, wanted) >= NEARLY_SAME - 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_spaces_and_punctuation_make_no_difference() {
        assert_eq!(likeness("办事指南（２０２４）", "办事 指南(2024)"), 1000);
    }

    #[test]
    fn a_longer_name_of_the_same_thing_is_alike_and_another_thing_is_not() {
        assert!(likeness("最低生活保障审核信息", "最低生活保障审核审批信息") >= ALIKE);
        assert!(likeness("最低生活保障审核信息", "公证服务") < 100);
    }

    #[test]
    fn terms_are_split_outside_brackets_and_without_numbers() {
        assert_eq!(terms("1.名称、地址（含楼号、室号）；②面积"), ["名称", "地址含楼号室号", "面积"]);
    }

    #[test]
    fn a_term_inside_a_longer_one_is_covered() {
        let here = terms("项目名称；项目地址");
        assert!(covers(&here, "名称"));
        assert!(!covers(&here, "面积"));
    }
}
