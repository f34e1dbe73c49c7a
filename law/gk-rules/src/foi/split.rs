//! One application, one matter (一事一申请): a proposal how a text might be divided; a person accepts it or does not.
//!
//! Pure observation of the text: numbered lists, sentences divided by semicolons, 以及 between two requests, several document
//! numbers. Nothing is divided by itself, and what is not divided is received as it is.

use serde::Serialize;

use crate::numbers::docnum;

crate::codes! {
    /// 拆分依据: what in the text suggests several matters.
    pub enum SplitBy {
        /// 编号列举
        List = "list" => "申请内容编号列举了多项",
        /// 分号
        Semicolon = "semicolon" => "申请内容以分号分开",
        /// 以及
        Conjunction = "conjunction" => "申请内容以“以及”“并”等连接",
        /// 多个文号
        Numbers = "numbers" => "申请内容涉及多个文号",
    }
}

/// 拆分建议: the parts, each to become an application of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Split {
    /// What suggests it.
    pub by: SplitBy,
    /// 拟拆分的各项, at least two.
    pub parts: Vec<String>,
}

/// What is shorter says no matter of its own.
const SHORTEST: usize = 6;
/// No more parts than this are proposed.
const MOST: usize = 50;

/// 建议拆分: nothing where the text looks like one matter.
#[must_use]
pub fn propose(text: &str) -> Option<Split> {
    let list = || parts(&numbered(text), 2).map(|parts| Split { by: SplitBy::List, parts });
    let semicolons = || {
        let pieces: Vec<String> = text.split(['；', ';']).map(str::to_owned).collect();
        parts(&pieces, SHORTEST).map(|parts| Split { by: SplitBy::Semicolon, parts })
    };
    let numbers = || several_numbers(text).map(|parts| Split { by: SplitBy::Numbers, parts });
    let conjunction = || {
        let marked = ["以及", "并申请公开", "同时申请公开", "另申请公开"]
            .iter()
            .fold(text.to_owned(), |text, word| text.replace(word, "\u{1}"));
        let pieces: Vec<String> = marked.split('\u{1}').map(str::to_owned).collect();
        parts(&pieces, SHORTEST).map(|parts| Split { by: SplitBy::Conjunction, parts })
    };
    list().or_else(semicolons).or_else(numbers).or_else(conjunction)
}

/// Two parts at least, each with something to say; otherwise nothing is proposed.
fn parts(pieces: &[String], shortest: usize) -> Option<Vec<String>> {
    let trim: &[char] = &[' ', '　', '\n', '\r', '\t', '，', ',', '；', ';', '。', '、'];
    let parts: Vec<String> =
        pieces.iter().map(|one| one.trim_matches(trim).to_owned()).filter(|one| !one.is_empty()).collect();
    let enough = (2..=MOST).contains(&parts.len());
    (enough && parts.iter().all(|one| one.chars().count() >= shortest)).then_some(parts)
}

/// The items of a numbered list: 1. 1、 （1） 一、 （一） ①, in their order from the first; what stands before it belongs to no item.
fn numbered(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut items: Vec<String> = Vec::new();
    let (mut at, mut expected) = (0, 1);
    while at < chars.len() {
        let fresh = at == 0 || chars.get(at.wrapping_sub(1)).is_some_and(|c| "\n。；;：: 　，,".contains(*c));
        match marker(chars.get(at..).unwrap_or_default()).filter(|(number, _)| fresh && *number == expected) {
            Some((_, width)) => {
                items.push(String::new());
                expected += 1;
                at += width;
            }
            None => {
                if let (Some(item), Some(c)) = (items.last_mut(), chars.get(at)) {
                    item.push(*c);
                }
                at += 1;
            }
        }
    }
    items
}

/// A number that begins an item, and how many characters it takes.
fn marker(chars: &[char]) -> Option<(usize, usize)> {
    const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩";
    const HAN: &str = "一二三四五六七八九十";
    let first = *chars.first()?;
    if let Some(place) = CIRCLED.chars().position(|c| c == first) {
        return Some((place + 1, 1));
    }
    let open = usize::from(matches!(first, '（' | '('));
    let rest = chars.get(open..)?;
    let (number, width) = match rest.first()? {
        c if c.is_ascii_digit() => {
            let digits: String = rest.iter().take_while(|c| c.is_ascii_digit()).take(3).collect();
            (digits.parse().ok()?, digits.len())
        }
        c => (HAN.chars().position(|h| h == *c)? + 1, 1),
    };
    let end = *rest.get(width)?;
    let after = rest.get(width + 1);
    let closed = if open == 1 {
        matches!(end, '）' | ')')
    } else {
        matches!(end, '、' | '.' | '．') && !(end == '.' && after.is_some_and(char::is_ascii_digit))
    };
    closed.then_some((number, open + width + 1))
}

/// One part for each document number, when there are several different ones.
fn several_numbers(text: &str) -> Option<Vec<String>> {
    let mut numbers: Vec<String> = docnum::find_all(text).iter().map(|one| one.number.to_string()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    (2..=MOST).contains(&numbers.len()).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by(text: &str) -> Option<(SplitBy, usize)> {
        propose(text).map(|split| (split.by, split.parts.len()))
    }

    #[test]
    fn a_numbered_list_is_proposed_as_so_many_applications() {
        let split = propose("申请公开：1.某路改造的施工许可；2.该项目的环评批复。3、监理合同").unwrap();
        assert_eq!(split.by, SplitBy::List);
        assert_eq!(split.parts, ["某路改造的施工许可", "该项目的环评批复", "监理合同"]);
        assert_eq!(by("（一）低保名册\n（二）低保资金"), Some((SplitBy::List, 2)));
        assert_eq!(by("①规划图 ②审批表"), Some((SplitBy::List, 2)));
    }

    #[test]
    fn semicolons_conjunctions_and_several_numbers_are_proposed() {
        assert_eq!(by("2025年低保资金发放明细；2025年临时救助名单"), Some((SplitBy::Semicolon, 2)));
        assert_eq!(by("某地块的征收补偿方案以及该地块的评估报告"), Some((SplitBy::Conjunction, 2)));
        let split = propose("阜民发〔2023〕1号、阜民发〔2023〕2号文件").unwrap();
        assert_eq!(
            (split.by, split.parts),
            (SplitBy::Numbers, vec!["阜民发〔2023〕1号".into(), "阜民发〔2023〕2号".into()])
        );
    }

    #[test]
    fn one_matter_is_left_alone() {
        for text in [
            "2020年低保资金使用情况",
            "阜民发〔2023〕1号",
            "工程造价1.5亿元的依据",
            "你局1、3号楼的验收记录",
            "某街道2024年城市更新项目的立项批复；谢谢",
            "",
        ] {
            assert_eq!(by(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_proposal_has_parts_with_something_in_them(text in "[一二1-3、.（）；以及申请公开文件的\\n ]{0,60}", any in any::<String>()) {
            for split in propose(&text).into_iter().chain(propose(&any)) {
                prop_assert!(split.parts.len() >= 2 && split.parts.iter().all(|part| !part.trim().is_empty()));
            }
        }
    }
}
