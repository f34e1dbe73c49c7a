//! Content elements (公开内容要素): which of an item's elements a record holds, by the clerk's ticks and by its words.
//!
//! 国办发〔2019〕54号: the standard says of each item what its information must contain.

use serde::{Deserialize, Serialize};

use crate::catalog::item::{Element, Necessity};
use crate::text::skeleton;

/// 要素勾选: what the clerk says of one element, named by its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// The element's words, as in the item.
    pub element: String,
    /// What the clerk says.
    pub says: Says,
}

/// 勾选内容: contained, or not and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// 已包含
    Contained,
    /// 不涉及: with the reason; an empty reason explains nothing.
    NotConcerned(String),
}

/// 要素情况: how an element stands in a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Holding {
    /// 经勾选: the clerk says it is there.
    Ticked,
    /// 经比对: all its words stand in the text.
    Found,
    /// 已说明: not concerned, with the reason.
    Explained {
        /// The reason.
        why: String,
    },
    /// 缺少
    Missing {
        /// Those of its words that do stand in the text.
        found: Vec<String>,
    },
}

/// 一个要素的情况.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held<'a> {
    /// The element's words.
    pub element: &'a str,
    /// Whether it is required (必选).
    pub required: bool,
    /// How it stands.
    pub how: Holding,
}

/// 要素比对: how every element of the item stands, in the item's order. `text` is all that can be read: title, body, and
/// the text of attachments where there is any. A tick decides before the words.
#[must_use]
pub fn held<'a>(elements: &'a [Element], ticks: &[Tick], text: &str) -> Vec<Held<'a>> {
    let text = skeleton(text);
    elements
        .iter()
        .map(|element| Held {
            element: &element.text,
            required: element.necessity == Necessity::Required,
            how: holding(&element.text, ticks, &text),
        })
        .collect()
}

/// 缺少的必选要素: what must be ticked, written or explained before the record can go on.
#[must_use]
pub fn missing<'a>(held: &[Held<'a>]) -> Vec<&'a str> {
    let lacks = |one: &&Held<'a>| one.required && matches!(one.how, Holding::Missing { .. });
    held.iter().filter(lacks).map(|one| one.element).collect()
}

fn holding(element: &str, ticks: &[Tick], text: &str) -> Holding {
    let name = skeleton(element);
    let tick = ticks.iter().rev().find(|tick| skeleton(&tick.element) == name).map(|tick| &tick.says);
    match tick {
        Some(Says::Contained) => return Holding::Ticked,
        Some(Says::NotConcerned(why)) if !why.trim().is_empty() => {
            return Holding::Explained { why: why.trim().to_owned() };
        }
        _ => {}
    }
    if !name.is_empty() && text.contains(&name) {
        return Holding::Found;
    }
    let words = words(element);
    let found: Vec<String> = words.iter().filter(|word| text.contains(word.as_str())).cloned().collect();
    if !words.is_empty() && found.len() == words.len() { Holding::Found } else { Holding::Missing { found } }
}

/// Words that say nothing of their own at the end or the beginning of a part.
const EMPTY_TAILS: [&str; 8] =
    ["等相关信息", "等信息", "等情况", "基本信息", "相关信息", "信息", "情况", "等"];
const EMPTY_HEADS: [&str; 4] = ["相关", "有关", "具体", "主要"];

/// The words of an element that must stand in a text: its parts at 、，；及和与以及, without words that say nothing. A part
/// shorter than two characters is left out; it would be found anywhere.
fn words(element: &str) -> Vec<String> {
    let parted = element.replace("以及", "、").replace(['及', '和', '与', '或'], "、");
    let parts = parted.split(['、', '，', ',', '；', ';', '。', '（', '）', '(', ')', '：', ':', '\n', '/']);
    parts.map(|part| bare(&skeleton(part))).filter(|part| part.chars().count() >= 2).collect()
}

fn bare(part: &str) -> String {
    let mut rest = part;
    for head in EMPTY_HEADS {
        rest = rest.strip_prefix(head).unwrap_or(rest);
    }
    for tail in EMPTY_TAILS {
        match rest.strip_suffix(tail) {
            Some(shorter) if shorter.chars().count() >= 2 => rest = shorter,
            _ => {}
        }
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn element(text: &str) -> Element {
        Element { text: text.into(), necessity: Necessity::Required }
    }
    fn tick(element: &str, says: Says) -> Tick {
        Tick { element: element.into(), says }
    }

    #[test]
    fn words_in_the_text_are_found_whatever_the_marks_between() {
        let elements = [element("办理时间、地点"), element("咨询电话"), element("申请材料清单及样式")];
        let held = held(&elements, &[], "办理时间：工作日；办理地点：大厅。咨询 电话 1。申请材料清单见下。");
        assert_eq!(held[0].how, Holding::Found);
        assert_eq!(held[1].how, Holding::Found);
        assert_eq!(held[2].how, Holding::Missing { found: vec!["申请材料清单".into()] });
        assert_eq!(missing(&held), ["申请材料清单及样式"]);
    }

    #[test]
    fn a_tick_or_an_explanation_settles_an_element_and_silence_does_not() {
        let elements = [element("甲项"), element("乙项"), element("丙项")];
        let ticks = [
            tick("甲 项", Says::Contained),
            tick("乙项", Says::NotConcerned(" 本县无此项 ".into())),
            tick("丙项", Says::NotConcerned("  ".into())),
        ];
        let held = held(&elements, &ticks, "");
        assert_eq!(held[0].how, Holding::Ticked);
        assert_eq!(held[1].how, Holding::Explained { why: "本县无此项".into() });
        assert_eq!(missing(&held), ["丙项"]);
    }

    #[test]
    fn the_last_tick_holds_and_an_optional_element_is_never_missing() {
        let optional = Element { text: "样式".into(), necessity: Necessity::Optional };
        let elements = [optional, element("条件")];
        let ticks = [tick("条件", Says::Contained), tick("条件", Says::NotConcerned(String::new()))];
        let held = held(&elements, &ticks, "");
        assert!(!held[0].required && matches!(held[0].how, Holding::Missing { .. }));
        assert_eq!(missing(&held), ["条件"]);
    }

    #[test]
    fn an_element_without_words_is_never_found_by_itself() {
        let elements = [element("；"), element("")];
        assert_eq!(missing(&held(&elements, &[], "；任何文字")).len(), 2);
    }

    proptest! {
        #[test]
        fn an_element_written_out_is_found_and_no_text_makes_it_panic(text in "\\PC{0,30}", around in "\\PC{0,30}") {
            let elements = [element(&text)];
            let whole = format!("{around}\n{text}\n{around}");
            let held = held(&elements, &[], &whole);
            let (name, all) = (skeleton(&text), skeleton(&whole));
            if !name.is_empty() && all.contains(&name) {
                prop_assert_eq!(&held[0].how, &Holding::Found);
            }
            prop_assert_eq!(held.len(), 1);
        }
    }
}
