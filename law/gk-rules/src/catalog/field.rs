//! Columns (目录栏目) as values: comparing, copying and printing one column of an item.

use super::item::{Audience, Element, Item, Necessity, Way};

crate::codes! {
    /// 目录栏目: the columns of the standard table that people compare, in its order.
    pub enum Field {
        /// 一级、二级、三级事项
        Path = "path" => "公开事项",
        /// 公开内容（要素）
        Elements = "elements" => "公开内容（要素）",
        /// 公开依据
        Basis = "basis" => "公开依据",
        /// 公开时限
        Limit = "limit" => "公开时限",
        /// 公开主体
        Responsible = "responsible" => "公开主体",
        /// 公开渠道和载体
        Channels = "channels" => "公开渠道和载体",
        /// 公开对象
        Audience = "audience" => "公开对象",
        /// 公开方式
        Way = "way" => "公开方式",
        /// 公开层级
        Levels = "levels" => "公开层级",
        /// 其他栏目
        Extra = "extra" => "其他栏目",
    }
}

impl Field {
    /// Whether two items say the same in this column, to the letter.
    #[must_use]
    pub fn same(self, a: &Item, b: &Item) -> bool {
        match self {
            Self::Path => a.path == b.path,
            Self::Elements => a.content.elements == b.content.elements,
            Self::Basis => a.content.basis == b.content.basis,
            Self::Limit => a.content.limit == b.content.limit,
            Self::Responsible => a.reach.responsible == b.reach.responsible,
            Self::Channels => a.reach.channels == b.reach.channels,
            Self::Audience => a.reach.audience == b.reach.audience,
            Self::Way => a.reach.way == b.reach.way,
            Self::Levels => a.reach.levels == b.reach.levels,
            Self::Extra => a.extra == b.extra,
        }
    }

    /// Copies this column from one item into another.
    pub fn copy(self, from: &Item, into: &mut Item) {
        match self {
            Self::Path => into.path.clone_from(&from.path),
            Self::Elements => into.content.elements.clone_from(&from.content.elements),
            Self::Basis => into.content.basis.clone_from(&from.content.basis),
            Self::Limit => into.content.limit.clone_from(&from.content.limit),
            Self::Responsible => into.reach.responsible.clone_from(&from.reach.responsible),
            Self::Channels => into.reach.channels.clone_from(&from.reach.channels),
            Self::Audience => into.reach.audience.clone_from(&from.reach.audience),
            Self::Way => into.reach.way = from.reach.way,
            Self::Levels => into.reach.levels = from.reach.levels,
            Self::Extra => into.extra.clone_from(&from.extra),
        }
    }

    /// The column in words, for a page that shows before and after.
    #[must_use]
    pub fn words(self, item: &Item) -> String {
        match self {
            Self::Path => item.path.to_string(),
            Self::Elements => elements_in_words(&item.content.elements),
            Self::Basis => joined(item.content.basis.iter().map(|one| one.text.clone())),
            Self::Limit => item.content.limit.text.clone(),
            Self::Responsible => item.reach.responsible.clone(),
            Self::Channels => joined(item.reach.channels.iter().map(super::channel::Channel::label)),
            Self::Audience => audience_in_words(&item.reach.audience),
            Self::Way => way_in_words(item.reach.way),
            Self::Levels => item.reach.levels.labels().join("、"),
            Self::Extra => joined(item.extra.iter().map(|(heading, text)| format!("{heading}：{text}"))),
        }
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("；")
}

fn elements_in_words(elements: &[Element]) -> String {
    joined(elements.iter().map(|one| match one.necessity {
        Necessity::Required => one.text.clone(),
        Necessity::Optional => format!("{}（可选）", one.text),
    }))
}

fn audience_in_words(audience: &Audience) -> String {
    let specific = match audience.specific.as_deref() {
        None => None,
        Some("") => Some("特定群体".to_owned()),
        Some(who) => Some(format!("特定群体：{who}")),
    };
    joined(audience.all.then(|| "全社会".to_owned()).into_iter().chain(specific))
}

fn way_in_words(way: Way) -> String {
    joined(
        [(way.proactive, "主动"), (way.on_request, "依申请")]
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| word.to_owned()),
    )
}
