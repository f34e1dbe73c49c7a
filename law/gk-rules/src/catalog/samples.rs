//! Items and editions for tests of this chapter (样例).

use proptest::prelude::*;

use super::adoption::Standing;
use super::channel::{Channel, ChannelCode};
use super::edition::{Catalog, Edition, Tier};
use super::item::{Audience, Basis, Content, Element, Item, Levels, Necessity, Path, Reach, Way};
use crate::Coded;
use crate::time::limit::{Kind, Limit, Rule, Trigger, TriggerEvent, Unit};

/// 20 working days from forming or changing, or any other number.
pub(crate) fn working_days(n: u32) -> Limit {
    within(n, Unit::WorkingDay, &format!("信息形成或者变更之日起{n}个工作日内"))
}

pub(crate) fn within(n: u32, unit: Unit, text: &str) -> Limit {
    Limit { text: text.into(), rules: vec![rule(Kind::Within { n, unit })] }
}

pub(crate) fn rule(kind: Kind) -> Rule {
    let trigger =
        Some(Trigger { event: TriggerEvent::FormedOrChanged, words: "信息形成或者变更".into() });
    Rule { trigger, kind, min_posting: None, escape: false, scope: None }
}

pub(crate) fn element(text: &str) -> Element {
    Element { text: text.into(), necessity: Necessity::Required }
}

pub(crate) fn basis(title: &str) -> Basis {
    Basis { text: format!("《{title}》"), title: Some(title.into()), number: None }
}

/// A complete item without a flaw.
pub(crate) fn item(code: &str, level1: &str, level2: &str) -> Item {
    Item {
        code: code.parse().unwrap(),
        path: Path::new(level1, level2),
        content: Content {
            elements: vec![element("文件名称"), element("发布机关"), element("正文")],
            basis: vec![basis("政府信息公开条例"), basis("社会救助暂行办法")],
            limit: working_days(20),
        },
        reach: Reach {
            responsible: "示范县民政局".into(),
            channels: vec![Channel::of(ChannelCode::Website), Channel::of(ChannelCode::ReadingPoint)],
            audience: Audience { all: true, specific: None },
            way: Way { proactive: true, on_request: false },
            levels: Levels { county: true, township: true, village: false },
        },
        standing: Standing::added(),
        extra: std::collections::BTreeMap::default(),
    }
}

pub(crate) fn catalog() -> Catalog {
    Catalog { organ: "999999".into(), tier: Tier::County, domain: "20".parse().unwrap() }
}

/// An empty draft by 甲.
pub(crate) fn draft() -> Edition {
    Edition::draft(catalog(), 1, "甲")
}

prop_compose! {
    fn any_reach()(
        who in 0_u8..3, channels in proptest::sample::subsequence(ChannelCode::ALL.to_vec(), 1..5),
        all in any::<bool>(), ways in 0_u8..3, county in any::<bool>(), township in any::<bool>(),
    ) -> Reach {
        Reach {
            responsible: ["县民政局", "乡镇人民政府", "县教育局"][usize::from(who)].into(),
            channels: channels.into_iter().map(|code| match code {
                ChannelCode::Other => Channel::other("信用中国网站"),
                code => Channel::of(code),
            }).collect(),
            audience: Audience { all, specific: (!all).then(|| "申请人".into()) },
            way: Way { proactive: ways != 1, on_request: ways != 0 },
            levels: Levels { county, township, village: !county },
        }
    }
}

const WORDS: [&str; 8] =
    ["名称", "地址", "办理条件", "申请材料", "审批结果", "投诉电话", "收费标准", "政策文件"];

prop_compose! {
    fn any_content()(
        elements in proptest::sample::subsequence(WORDS.to_vec(), 1..5),
        days in 1_u32..30, optional in any::<bool>(), second in any::<bool>(),
    ) -> Content {
        let necessity = if optional { Necessity::Optional } else { Necessity::Required };
        let mut elements: Vec<_> = elements.into_iter().map(element).collect();
        if let Some(last) = elements.last_mut() { last.necessity = necessity; }
        let mut all = vec![basis("政府信息公开条例")];
        if second { all.push(basis("社会救助暂行办法")); }
        Content { elements, basis: all, limit: working_days(days) }
    }
}

prop_compose! {
    /// Any complete item of a serial; its path is unique to a serial and a name.
    pub(crate) fn any_item(serial: u16)(first in 0_u8..3, second in 0_usize..8, content in any_content(), reach in any_reach()) -> Item {
        let code = format!("20-{serial:04}");
        let level1 = ["综合业务", "最低生活保障", "临时救助"][usize::from(first)];
        Item { content, reach, ..item(&code, level1, &format!("{}第{serial}类", WORDS[second])) }
    }
}

/// Any items of some serials, in any order.
pub(crate) fn any_items(max: u16) -> impl Strategy<Value = Vec<Item>> {
    proptest::sample::subsequence((1..=max).collect::<Vec<_>>(), 0..=usize::from(max))
        .prop_shuffle()
        .prop_flat_map(|serials| serials.into_iter().map(any_item).collect::<Vec<_>>())
}
