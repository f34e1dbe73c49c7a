//! Items as people type them (手工填写): the fields of a form in words, to an item and back.

use std::collections::BTreeMap;

use super::adoption::Standing;
use super::channel::{Channel, ChannelCode};
use super::item::{Audience, Basis, Content, Element, Item, ItemCode, Levels, Necessity, Path, Reach, Way};
use crate::Coded;
use crate::numbers::docnum;

/// 填写的事项: what stands in the form, one entry a line where a column holds several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// 一级、二级、三级事项
    pub path: [String; 3],
    /// 公开内容: one a line; a line that begins with 〇 or （可选） is optional.
    pub elements: String,
    /// 公开依据: one a line.
    pub basis: String,
    /// 公开时限
    pub limit: String,
    /// 公开主体
    pub responsible: String,
    /// 渠道代码, ticked ones.
    pub channels: Vec<ChannelCode>,
    /// 其他渠道: one a line.
    pub other_channels: String,
    /// 公开对象
    pub audience: Audience,
    /// 公开方式
    pub way: Way,
    /// 公开层级
    pub levels: Levels,
    /// 其他栏目: one a line, heading before the colon.
    pub extra: String,
}

impl Typed {
    /// 还原: what the form shows of an item.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        let lines = |parts: Vec<String>| parts.join("\n");
        let (mut channels, mut others) = (Vec::new(), Vec::new());
        for one in &item.reach.channels {
            if one.code == ChannelCode::Other {
                others.push(one.words.clone());
            } else {
                channels.push(one.code);
            }
        }
        Self {
            path: [item.path.level1.clone(), item.path.level2.clone(), item.path.level3.clone()],
            elements: lines(item.content.elements.iter().map(element_line).collect()),
            basis: lines(item.content.basis.iter().map(|one| one.text.clone()).collect()),
            limit: item.content.limit.text.clone(),
            responsible: item.reach.responsible.clone(),
            channels,
            other_channels: lines(others),
            audience: item.reach.audience.clone(),
            way: item.reach.way,
            levels: item.reach.levels,
            extra: lines(item.extra.iter().map(|(heading, text)| format!("{heading}：{text}")).collect()),
        }
    }

    /// 成为事项: the item under a code, standing as given; the limit is read into rules and the bases into title and number.
    #[must_use]
    pub fn item(&self, code: ItemCode, standing: Standing) -> Item {
        let mut parts = self.path.iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty());
        let mut next = || parts.next().unwrap_or_default();
        let mut channels: Vec<Channel> = ChannelCode::ALL
            .iter()
            .filter(|code| **code != ChannelCode::Other && self.channels.contains(code))
            .map(|code| Channel::of(*code))
            .collect();
        channels.extend(lines(&self.other_channels).map(Channel::other));
        Item {
            code,
            path: Path { level1: next(), level2: next(), level3: next() },
            content: Content {
                elements: lines(&self.elements).map(element_of).collect(),
                basis: lines(&self.basis).map(basis_of).collect(),
                limit: crate::time::read::read(&self.limit),
            },
            reach: Reach {
                responsible: self.responsible.trim().to_owned(),
                channels,
                audience: self.audience.clone(),
                way: self.way,
                levels: self.levels,
            },
            standing,
            extra: extra_of(&self.extra),
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn element_line(element: &Element) -> String {
    match element.necessity {
        Necessity::Required => element.text.clone(),
        Necessity::Optional => format!("〇{}", element.text),
    }
}

fn element_of(line: &str) -> Element {
    let optional = line.strip_prefix(['〇', '○']).or_else(|| line.strip_prefix("（可选）"));
    match optional {
        Some(rest) if !rest.trim().is_empty() => {
            Element { text: rest.trim().to_owned(), necessity: Necessity::Optional }
        }
        _ => Element {
            text: line.strip_prefix('●').unwrap_or(line).trim().to_owned(),
            necessity: Necessity::Required,
        },
    }
}

/// 依据: the title inside 《》 and the first document number, where there are any.
fn basis_of(line: &str) -> Basis {
    let title =
        line.split_once('《').and_then(|(_, rest)| rest.split_once('》')).map(|(title, _)| title.to_owned());
    let number = docnum::find_all(line).into_iter().next().map(|found| found.number.to_string());
    Basis { text: line.to_owned(), title, number }
}

fn extra_of(text: &str) -> BTreeMap<String, String> {
    lines(text)
        .filter_map(|line| line.split_once(['：', ':']))
        .map(|(heading, words)| (heading.trim().to_owned(), words.trim().to_owned()))
        .filter(|(heading, _)| !heading.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{any_items, item};
    use super::*;

    #[test]
    fn what_is_typed_becomes_elements_bases_and_a_limit_with_rules() {
        let typed = Typed {
            path: [" 社会救助 ".into(), String::new(), "低保标准".into()],
            elements: "文件名称\n〇附件\n\n●正文".into(),
            basis: "《社会救助暂行办法》（国令第649号）".into(),
            limit: "自信息形成或者变更之日起20个工作日内".into(),
            channels: vec![ChannelCode::ReadingPoint, ChannelCode::Website],
            other_channels: "信用中国网站".into(),
            extra: "备注：按月更新\n没有冒号".into(),
            ..Typed::default()
        };
        let item = typed.item("20-0001".parse().unwrap(), Standing::added());
        assert_eq!((item.path.level1.as_str(), item.path.level2.as_str()), ("社会救助", "低保标准"));
        let kinds: Vec<_> = item.content.elements.iter().map(|one| one.necessity.code()).collect();
        assert_eq!(kinds, ["required", "optional", "required"]);
        assert_eq!(item.content.basis[0].title.as_deref(), Some("社会救助暂行办法"));
        assert_eq!(item.content.basis[0].number.as_deref(), Some("国令第649号"));
        assert_eq!(item.content.limit.rules.len(), 1);
        let codes: Vec<_> = item.reach.channels.iter().map(|one| one.code.code()).collect();
        assert_eq!(codes, ["CH01", "CH07", "CH99"]);
        assert_eq!(item.extra.len(), 1);
    }

    #[test]
    fn a_form_sent_back_unchanged_changes_nothing_people_read() {
        let one = item("20-0001", "综合业务", "政策法规文件");
        let back = Typed::of(&one).item(one.code, one.standing.clone());
        assert_eq!(Typed::of(&back), Typed::of(&one));
        assert_eq!((back.path, back.reach), (one.path, one.reach));
    }

    proptest! {
        #[test]
        fn nothing_typed_can_break_it(text in ".{0,60}", more in "(?s).{0,80}") {
            let typed = Typed { elements: more.clone(), basis: more.clone(), limit: text, extra: more, ..Typed::default() };
            let item = typed.item("20-0001".parse().unwrap(), Standing::added());
            prop_assert!(item.content.elements.iter().all(|one| !one.text.contains('\n')));
        }

        #[test]
        fn items_survive_the_form(items in any_items(3)) {
            for one in items {
                let back = Typed::of(&one).item(one.code, one.standing.clone());
                prop_assert_eq!(&Typed::of(&back).elements, &Typed::of(&one).elements);
            }
        }
    }
}
