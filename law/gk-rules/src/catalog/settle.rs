//! Settling (定稿): from what a file says to items of a catalog, with everything that had to be left out said.

use std::collections::BTreeMap;

use super::adoption::Standing;
use super::channel::{Channel, ChannelCode};
use super::draft::{ChannelDraft, ItemDraft};
use super::finding::{Check, Finding, Grade};
use super::item::{
    Audience, Content, DomainCode, Element, Item, ItemCode, Levels, Necessity, Path, Reach, Way,
};
use super::likeness::{folded, items_alike};
use crate::Coded;

/// Two items from here on (0 to 1000) are one item whose name changed.
pub(crate) const ONE_ITEM: u32 = 650;

impl Item {
    /// 定稿: the item of a draft under a code, with findings about what could not be taken over.
    ///
    /// # Errors
    /// Blocking findings alone when the draft names no item at all.
    pub fn from_draft(code: ItemCode, draft: &ItemDraft) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let Some(path) = path_of(draft) else {
            let words = format!("{}没有一级、二级、三级事项中的任何一个。", place(draft));
            let finding = Finding::new(Check::NoPath, Grade::Blocking, words, "补上事项名称，或删去该行。");
            return Err(vec![finding]);
        };
        let mut findings = Vec::new();
        let channels =
            draft.channels.iter().filter_map(|one| channel_of(one, code, draft, &mut findings)).collect();
        let item = Self {
            code,
            path,
            content: content_of(draft),
            reach: Reach {
                responsible: draft.responsible.clone().unwrap_or_default(),
                channels,
                audience: Audience {
                    all: draft.audience.all.unwrap_or_default(),
                    specific: draft.audience.specific.clone(),
                },
                way: Way {
                    proactive: draft.method.proactive.unwrap_or_default(),
                    on_request: draft.method.on_request.unwrap_or_default(),
                },
                levels: Levels {
                    county: draft.levels.county.unwrap_or_default(),
                    township: draft.levels.township.unwrap_or_default(),
                    village: draft.levels.village.unwrap_or_default(),
                },
            },
            standing: Standing::added(),
            extra: draft.extra.clone(),
        };
        Ok((item, findings))
    }
}

fn place(draft: &ItemDraft) -> String {
    match draft.source.sheet.as_str() {
        "" => format!("第{}行", draft.source.row),
        sheet => format!("“{sheet}”第{}行", draft.source.row),
    }
}

/// The levels that the source names, moved up where an upper one is missing, so that the first is never empty.
fn path_of(draft: &ItemDraft) -> Option<Path> {
    let mut parts = [&draft.level1, &draft.level2, &draft.level3]
        .into_iter()
        .flatten()
        .map(|one| one.trim())
        .filter(|one| !one.is_empty())
        .map(ToOwned::to_owned);
    let level1 = parts.next()?;
    Some(Path { level1, level2: parts.next().unwrap_or_default(), level3: parts.next().unwrap_or_default() })
}

fn content_of(draft: &ItemDraft) -> Content {
    let elements = draft.elements.iter().map(|one| Element {
        text: one.text.clone(),
        necessity: if one.required == Some(false) { Necessity::Optional } else { Necessity::Required },
    });
    Content {
        elements: elements.collect(),
        basis: draft.basis.clone(),
        limit: draft.time_limit.clone().unwrap_or_default(),
    }
}

fn channel_of(
    channel: &ChannelDraft,
    code: ItemCode,
    draft: &ItemDraft,
    findings: &mut Vec<Finding>,
) -> Option<Channel> {
    match ChannelCode::from_code(&channel.code) {
        Some(ChannelCode::Other) => Some(Channel::other(own_words(&channel.text))),
        Some(known) => Some(Channel::of(known)),
        None => {
            let words = format!("{}的渠道代码“{}”不在十三种之内。", place(draft), channel.code);
            let finding =
                Finding::new(Check::UnknownChannel, Grade::Blocking, words, "改为CH01至CH12或CH99。");
            findings.push(finding.at(code));
            None
        }
    }
}

/// The words behind 其他: (其他：信用中国网站 is 信用中国网站, 其他便于公众知晓的方式 stays whole).
fn own_words(text: &str) -> &str {
    let text = text.trim();
    let behind = text.strip_prefix("其他").map(|rest| rest.trim_start()).unwrap_or_default();
    match behind.strip_prefix(['：', ':', '_']) {
        Some(words) => words.trim_matches(|c: char| c.is_whitespace() || c == '_'),
        None => text,
    }
}

/// 定稿结果: the items of each domain, numbered from 0001, and what was found on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// Items by domain, in the order of the source.
    pub items: BTreeMap<DomainCode, Vec<Item>>,
    /// Which draft each item came from, by its position among the drafts.
    pub sources: BTreeMap<ItemCode, usize>,
    /// What could not be taken over.
    pub findings: Vec<Finding>,
}

/// 整份定稿: every draft item into its domain. `domain_of` knows the names of domains; a draft without one, or with
/// a name it does not know, is left out with a finding.
pub fn settle(drafts: &[ItemDraft], domain_of: &dyn Fn(Option<&str>) -> Option<DomainCode>) -> Settled {
    let mut out = Settled::default();
    for (at, draft) in drafts.iter().enumerate() {
        let Some(domain) = domain_of(draft.domain.as_deref()) else {
            out.findings.push(unknown_domain(draft));
            continue;
        };
        let items = out.items.entry(domain).or_default();
        let code = items.last().map_or_else(|| ItemCode::new(domain, 1).ok(), |last| last.code.next());
        let Some(code) = code else {
            let words = format!("{}之前该领域已满{}个事项。", place(draft), ItemCode::MAX_SERIAL);
            out.findings.push(Finding::new(
                Check::DuplicateCode,
                Grade::Blocking,
                words,
                "拆分文件后再导入。",
            ));
            continue;
        };
        match Item::from_draft(code, draft) {
            Ok((item, findings)) => {
                out.sources.insert(item.code, at);
                items.push(item);
                out.findings.extend(findings);
            }
            Err(findings) => out.findings.extend(findings),
        }
    }
    out.items.retain(|_, items| !items.is_empty());
    out
}

fn unknown_domain(draft: &ItemDraft) -> Finding {
    let words = match draft.domain.as_deref() {
        Some(name) => format!("{}的领域“{name}”不在已知领域之内。", place(draft)),
        None => format!("{}没有写明领域。", place(draft)),
    };
    Finding::new(Check::UnknownDomain, Grade::Blocking, words, "在导入时指定领域。")
}

/// 沿用代码: gives items newly read from a file the codes (and the way of adoption) they have in an earlier edition:
/// first by the same path, then by likeness; what is new gets codes after `highest`, the highest ever given.
#[must_use]
pub fn recode(items: Vec<Item>, earlier: &[Item], highest: Option<ItemCode>) -> Vec<Item> {
    let pairs = pair_up(&items, earlier);
    let given = earlier.iter().map(|one| one.code).chain(highest).max();
    let mut last = given;
    items
        .into_iter()
        .zip(pairs)
        .map(|(item, before)| match before {
            Some(before) => Item { code: before.code, standing: before.standing.clone(), ..item },
            None => {
                let code = last.map_or(Some(item.code), ItemCode::next).unwrap_or(item.code);
                last = Some(code);
                Item { code, ..item }
            }
        })
        .collect()
}

/// 对应上级: points items at the items above that they answer, by the same path, then by likeness, and names the way
/// of adoption as it really is. What has no counterpart is 新增.
#[must_use]
pub fn adopt(items: Vec<Item>, parent: &[Item]) -> Vec<Item> {
    let pairs = pair_up(&items, parent);
    items
        .into_iter()
        .zip(pairs)
        .map(|(item, above)| match above {
            Some(above) => {
                let standing =
                    Standing { adoption: item.adoption_of(above), ..Standing::adopted(above.code) };
                Item { standing, ..item }
            }
            None => Item { standing: Standing::added(), ..item },
        })
        .collect()
}

/// For each item its counterpart, each counterpart once: the same path first, then the likest at or above [`ONE_ITEM`].
pub(crate) fn pair_up<'a>(items: &[Item], others: &'a [Item]) -> Vec<Option<&'a Item>> {
    let mut by_path: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, other) in others.iter().enumerate().rev() {
        by_path.entry(folded(&other.path.to_string())).or_default().push(at);
    }
    let mut free: Vec<bool> = others.iter().map(|_| true).collect();
    let take = |at: usize, free: &mut Vec<bool>| {
        if let Some(slot) = free.get_mut(at) {
            *slot = false;
        }
        others.get(at)
    };
    let mut out: Vec<Option<&Item>> = items
        .iter()
        .map(|item| {
            by_path.get_mut(&folded(&item.path.to_string()))?.pop().and_then(|at| take(at, &mut free))
        })
        .collect();
    let mut alike: Vec<(u32, usize, usize)> = Vec::new();
    for (at, item) in items.iter().enumerate().filter(|(at, _)| out.get(*at).is_some_and(Option::is_none)) {
        for (to, other) in others.iter().enumerate().filter(|(to, _)| free.get(*to) == Some(&true)) {
            let score = items_alike(item, other);
            if score >= ONE_ITEM {
                alike.push((score, at, to));
            }
        }
    }
    alike.sort_by_key(|(score, at, to)| (std::cmp::Reverse(*score), *at, *to));
    for (_, at, to) in alike {
        if let Some(slot @ None) = out.get_mut(at)
            && free.get(to) == Some(&true)
        {
            *slot = take(to, &mut free);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::adoption::Adoption;
    use super::super::samples::item;
    use super::*;

    fn draft(level1: Option<&str>, level2: Option<&str>) -> ItemDraft {
        ItemDraft { level1: level1.map(Into::into), level2: level2.map(Into::into), ..ItemDraft::default() }
    }

    #[test]
    fn a_draft_without_any_name_is_refused_and_one_with_a_second_level_only_moves_up() {
        let code = "20-0001".parse().unwrap();
        assert_eq!(Item::from_draft(code, &draft(None, Some(" "))).unwrap_err()[0].code, Check::NoPath);
        let (item, findings) = Item::from_draft(code, &draft(None, Some("办事指南"))).unwrap();
        assert_eq!((item.path.level1.as_str(), findings.len()), ("办事指南", 0));
    }

    #[test]
    fn a_channel_code_that_does_not_exist_is_a_finding_and_not_a_channel() {
        let channels = vec![
            ChannelDraft { code: "CH01".into(), text: "政府网站".into() },
            ChannelDraft { code: "CH42".into(), text: "飞鸽".into() },
            ChannelDraft { code: "CH99".into(), text: " 信用中国网站".into() },
        ];
        let draft = ItemDraft { channels, ..draft(Some("甲"), None) };
        let (item, findings) = Item::from_draft("20-0001".parse().unwrap(), &draft).unwrap();
        assert_eq!(item.reach.channels, [Channel::of(ChannelCode::Website), Channel::other("信用中国网站")]);
        assert_eq!(findings[0].code, Check::UnknownChannel);
    }

    #[test]
    fn the_words_of_another_channel_are_kept_without_their_label() {
        assert_eq!(own_words("其他：信用中国网站 "), "信用中国网站");
        assert_eq!(own_words("其他_部门网站_"), "部门网站");
        assert_eq!(own_words("其他便于公众知晓的方式"), "其他便于公众知晓的方式");
        assert_eq!(own_words("其他："), "");
    }

    #[test]
    fn every_item_goes_to_its_domain_and_one_without_is_left_out() {
        let with =
            |domain: Option<&str>| ItemDraft { domain: domain.map(Into::into), ..draft(Some("甲"), None) };
        let known = |name: Option<&str>| (name? == "社会救助").then(|| "20".parse().unwrap());
        let settled =
            settle(&[with(Some("社会救助")), with(None), with(Some("社会救助")), with(Some("航天"))], &known);
        let codes: Vec<_> = settled.items.values().flatten().map(|one| one.code.to_string()).collect();
        assert_eq!(codes, ["20-0001", "20-0002"]);
        assert_eq!(settled.findings.iter().filter(|one| one.code == Check::UnknownDomain).count(), 2);
    }

    #[test]
    fn items_read_anew_keep_their_codes_and_new_ones_get_fresh_ones() {
        let earlier = [
            item("20-0004", "综合业务", "政策法规文件"),
            item("20-0007", "最低生活保障", "最低生活保障审核信息"),
        ];
        let read = vec![
            item("20-0001", "最低生活保障", "最低生活保障审核审批信息"),
            item("20-0002", "综合业务", "政策法规文件"),
            item("20-0003", "临时救助", "救助标准"),
        ];
        let codes: Vec<_> =
            recode(read.clone(), &earlier, None).iter().map(|one| one.code.to_string()).collect();
        assert_eq!(codes, ["20-0007", "20-0004", "20-0008"]);
        let highest = Some("20-0030".parse().unwrap());
        assert_eq!(recode(read, &earlier, highest)[2].code.to_string(), "20-0031");
    }

    #[test]
    fn the_way_of_adoption_is_found_by_comparing() {
        let above = [item("20-0001", "综合业务", "政策法规文件"), item("20-0002", "综合业务", "监督检查")];
        let mut refined = item("20-0002", "综合业务", "监督检查");
        refined.reach.responsible = "示范县信访局".into();
        let here = adopt(
            vec![item("20-0001", "综合业务", "政策法规文件"), refined, item("20-0003", "临时救助", "标准")],
            &above,
        );
        let ways: Vec<_> = here.iter().map(|one| one.standing.adoption).collect();
        assert_eq!(ways, [Adoption::Adopted, Adoption::Refined, Adoption::Added]);
    }
}
