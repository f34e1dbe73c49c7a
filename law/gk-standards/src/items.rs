//! Typical items (典型公开事项) of the 26 national guides, from memory: good as a demonstration's common catalog, not as law.

use std::sync::LazyLock;

use gk_rules::Coded;
use gk_rules::catalog::channel::ChannelCode;
use gk_rules::catalog::draft::{
    Audience, BasisDraft, ChannelDraft, ElementDraft, ItemDraft, Levels, Method, Place,
};
use gk_rules::catalog::item::DomainCode;
use gk_rules::time::limit::Limit;

use crate::domains;
use crate::table::{Cells, lines};
use crate::trust::Trust;

/// 典型公开事项: as the table says it; every page that shows one must say [`TypicalItem::TRUST`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypicalItem {
    /// 领域
    pub domain: DomainCode,
    /// 一级事项
    pub level1: &'static str,
    /// 二级事项
    pub level2: &'static str,
    /// 公开内容, as one text.
    pub elements: &'static str,
    /// 公开依据, as one text.
    pub basis: &'static str,
    /// 公开时限, as one text.
    pub limit: &'static str,
    /// 公开主体, in the general words of a guide.
    pub responsible: &'static str,
    /// 公开渠道和载体
    pub channels: Vec<ChannelCode>,
    /// 公开对象, 公开方式, 公开层级: the ticked labels.
    pub ticks: Vec<&'static str>,
}

impl TypicalItem {
    /// How all of them are known.
    pub const TRUST: Trust = Trust::Memory;

    /// 草稿: as if it had been read from a catalog; `read` turns the words of a limit into rules.
    #[must_use]
    pub fn draft(&self, read: impl Fn(&str) -> Limit) -> ItemDraft {
        let ticked = |label: &str| Some(self.ticks.contains(&label));
        ItemDraft {
            domain: domains::by_code(self.domain).map(|one| one.name.to_owned()),
            level1: Some(self.level1.to_owned()),
            level2: Some(self.level2.to_owned()),
            level3: None,
            elements: elements(self.elements),
            basis: bases(self.basis),
            time_limit: Some(read(self.limit)),
            responsible: Some(self.responsible.to_owned()),
            channels: self.channels.iter().map(|one| channel(*one)).collect(),
            audience: Audience {
                all: ticked("全社会"),
                specific: self.ticks.contains(&"特定群体").then(String::new),
            },
            method: Method { proactive: ticked("主动"), on_request: ticked("依申请") },
            levels: Levels {
                county: ticked("县级"), township: ticked("乡级"), village: ticked("村级")
            },
            extra: std::collections::BTreeMap::new(),
            source: Place::default(),
            raw: std::collections::BTreeMap::new(),
            places: std::collections::BTreeMap::new(),
        }
    }
}

fn channel(code: ChannelCode) -> ChannelDraft {
    ChannelDraft { code: code.code().to_owned(), text: code.label().to_owned() }
}

/// 要素: parts between semicolons; a part without a colon is a list of terms between 、.
fn elements(text: &str) -> Vec<ElementDraft> {
    let one = |text: &str| ElementDraft { text: text.trim().to_owned(), required: None };
    text.split([';', '；'])
        .flat_map(|part| {
            if part.contains([':', '：', '（', '(']) { vec![part] } else { part.split('、').collect() }
        })
        .filter(|part| !part.trim().is_empty())
        .map(one)
        .collect()
}

/// 依据: one entry for each 《…》.
fn bases(text: &str) -> Vec<BasisDraft> {
    text.split('《')
        .skip(1)
        .filter_map(|rest| rest.split_once('》'))
        .map(|(title, _)| BasisDraft {
            text: format!("《{title}》"),
            title: Some(title.to_owned()),
            number: None,
        })
        .collect()
}

static ITEMS: LazyLock<Vec<TypicalItem>> =
    LazyLock::new(|| lines(include_str!("../data/catalogs/typical-items.tsv")).filter_map(read).collect());

/// A line of the table; `None` for one whose codes are wrong, which the tests exclude.
fn read(mut cells: Cells) -> Option<TypicalItem> {
    let domain = cells.text().parse().ok()?;
    let (level1, level2, elements, basis) = (cells.text(), cells.text(), cells.text(), cells.text());
    let (limit, responsible) = (cells.text(), cells.text());
    let channels = cells.list().into_iter().map(ChannelCode::from_code).collect::<Option<Vec<_>>>()?;
    let ticks = [cells.list(), cells.list(), cells.list()].concat();
    Some(TypicalItem { domain, level1, level2, elements, basis, limit, responsible, channels, ticks })
}

/// 全部典型公开事项, 482, by domain.
#[must_use]
pub fn all() -> &'static [TypicalItem] {
    &ITEMS
}

/// The typical items of a domain.
pub fn of(domain: DomainCode) -> impl Iterator<Item = &'static TypicalItem> {
    all().iter().filter(move |one| one.domain == domain)
}

#[cfg(test)]
mod tests {
    use gk_rules::catalog::settle::settle;

    use super::*;

    #[test]
    fn there_are_482_items_and_every_domain_has_some() {
        assert_eq!(all().len(), 482);
        for domain in domains::all() {
            assert!(of(domain.code).count() >= 10, "{}", domain.name);
        }
    }

    #[test]
    fn every_item_is_complete_and_becomes_an_item_of_a_catalog() {
        let words = |text: &str| Limit { text: text.to_owned(), rules: Vec::new() };
        let drafts: Vec<_> = all().iter().map(|one| one.draft(words)).collect();
        for draft in &drafts {
            assert!(
                !draft.elements.is_empty() && !draft.basis.is_empty() && !draft.channels.is_empty(),
                "{draft:?}"
            );
            assert!(draft.audience.all == Some(true) || draft.audience.specific.is_some(), "{draft:?}");
            assert!(
                draft.method.proactive == Some(true) || draft.method.on_request == Some(true),
                "{draft:?}"
            );
        }
        let settled = settle(&drafts, &|name| domains::by_name(name?).map(|one| one.code));
        assert_eq!((settled.items.len(), settled.items.values().flatten().count()), (26, 482));
        assert_eq!(settled.findings, []);
    }

    #[test]
    fn elements_are_split_at_semicolons_and_at_enumeration_commas_but_not_under_a_heading() {
        let texts = |text| elements(text).into_iter().map(|one| one.text).collect::<Vec<_>>();
        assert_eq!(texts("名称、地址、面积"), ["名称", "地址", "面积"]);
        assert_eq!(
            texts("批前公示:草案;批后公布:批准文件、文本"),
            ["批前公示:草案", "批后公布:批准文件、文本"]
        );
    }
}
