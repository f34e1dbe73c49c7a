//! Events and scopes (起算点和适用范围): what stands before a promise says what starts the period and what it is for.

use super::{each, has_any, skip_all, skip_all_end, strip_any, strip_any_end};
use crate::time::limit::{Trigger, TriggerEvent};

/// What the words before a promise say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// To which part the promise is confined.
    pub(super) scope: Option<String>,
    /// What starts the period.
    pub(super) trigger: Option<Trigger>,
}

/// Words that say nothing about which part or which event.
const EMPTY: &str = "正式 主动公开 公开事项 政府信息 公开 事项 信息 政府 该 此 本 相关 有关 各类 内容 文件 \
    所有 全部 以上 上述 应当 应 当 的 及 和 或者 或 与 、 , 自 从 在 于 须 需 \
    要 原则上 一般 均 做到 保持 实行 至少 最少 并且 并 且 予以 向社会 依法 将 各 \
    数据 资料 具体 其 可 由 及时 时限 期限 公布 更新 发布 进行 为 情况 次年 下一年度 \
    下一年 当年";

/// Endings that close the naming of an event.
const ENDINGS: &str = "之日起算 之日起 当日起 之日后 之日 日起 之后 以后 之时起 时起 次日起 起 后 即";

/// Words between an event and its number that only stress it.
const STRESS: &str = ", 、 应当 应 须 需 在 于 最迟 至迟 最晚 最长 不得超过 不超过 不晚于 不迟于 \
    不得迟于 不得晚于 原则上 一般 的 并 且 及时 要 必须 均 为 期限 ≤";

/// Words that begin with 自 and name no start.
const NOT_FROM: &str = "自然 自行 自治 自己 自愿 自查 自来 自主 自身 自建 自我 自助";

/// Verbs that stand before what they act on; the others stand behind it.
const TRANSITIVE: &str = "收到 接到 收悉 接收 获取 取得 获得 得到 制作 制定 作出 做出 印发 发布 签发 下达 \
    形成 产生 生成 受理";

/// Verbs of change.
const CHANGE: &str = "变更 更新 变动 调整 变化 修改 修订 改变";

/// Which event a verb means.
const VERBS: [(&str, TriggerEvent); 7] = [
    ("收到 接到 收悉 接收 下发至 下发到 送达 转来 传达至", TriggerEvent::Received),
    ("制作 制定 获取 取得 获得 得到 采集", TriggerEvent::MadeOrObtained),
    ("批准 批复 审批 核准 审议通过 审核通过 获批 审定 通过审议 审议 审核 同意 通过", TriggerEvent::Approved),
    ("印发 发布 签发 签署 公布 出台 颁布 下发 发文 发出 下达 公告 刊发", TriggerEvent::Issued),
    ("作出 做出", TriggerEvent::DecisionMade),
    ("形成 产生 生成", TriggerEvent::Formed),
    ("变更 更新 变动 调整 变化 修改 修订 改变", TriggerEvent::FormedOrChanged),
];

/// Reads the words before a promise.
pub(super) fn context(words: &str) -> Context {
    let words = skip_all(words, ", 、 ; 并 且 。 (");
    let words = strip_any(words, "其中: 其中, 其中").unwrap_or(words);
    let words = skip_all_end(words, STRESS);
    if is_empty(words) {
        return Context::default();
    }
    if let Some((before, after)) = split(words) {
        return Context { scope: scope(before), trigger: trigger(after) };
    }
    match trigger(words) {
        Some(trigger) => {
            let other = strip_any(words, "其他 其它 其余").is_some();
            let scope =
                if other { subject(&trigger.words).and_then(|subject| scope(&subject)) } else { None };
            Context { scope, trigger: Some(trigger) }
        }
        None => Context { scope: scope(words), trigger: None },
    }
}

/// Whether the words name neither an event nor a part.
pub(super) fn is_empty(words: &str) -> bool {
    skip_all(words, EMPTY).is_empty()
}

/// To which part a promise is confined, cleaned; nothing when the words say nothing.
pub(super) fn scope(words: &str) -> Option<String> {
    let words = skip_all(words, ", 、 ; 并 且 。 ( 对于 对");
    let words = strip_any(words, "其中: 其中, 其中").unwrap_or(words);
    let words = skip_all_end(words, ", 、 : 应当 应 须 需 要 由 的, 至少 在 于 自 均 一般 为 ) 最少");
    let act = strip_any_end(words, "公布 公示 公开 公告").is_some() && words.chars().count() <= 4;
    (!is_empty(words) && !act).then(|| words.to_owned())
}

/// `行政许可事项|自作出行政决定之日起`: the part and the event, where a word divides them.
fn split(words: &str) -> Option<(&str, &str)> {
    let ended = strip_any_end(words, ENDINGS).is_some();
    for mark in ["应当自", "应自", "须自", "自", "从"] {
        for (at, _) in words.match_indices(mark) {
            let (before, after) = words.split_at_checked(at)?;
            let tail = after.get(after.find('自').unwrap_or(0)..).unwrap_or_default();
            let noun = mark.ends_with('自')
                && (strip_any(tail, NOT_FROM).is_some() || before.ends_with(['亲', '各', '独']));
            if !noun && (ended || has_verb(after)) {
                return Some((before, after.strip_prefix(mark)?));
            }
        }
    }
    if !ended {
        return None;
    }
    for mark in [
        "应当在",
        "应当于",
        "应在",
        "应于",
        "须在",
        "须于",
        "要在",
        ",在",
        ",于",
        "信息在",
        "信息于",
        "决定在",
        "事项在",
        "结果在",
    ] {
        if let Some(at) = words.find(mark) {
            let keep = ["信息", "决定", "事项", "结果"]
                .iter()
                .find(|noun| mark.starts_with(**noun))
                .map_or(0, |noun| noun.len());
            return Some((words.get(..at + keep)?, words.get(at + mark.len()..)?));
        }
    }
    None
}

fn has_verb(words: &str) -> bool {
    VERBS.iter().any(|(verbs, _)| has_any(words, verbs))
}

/// The event the words name; nothing when they name a thing.
pub(super) fn trigger(words: &str) -> Option<Trigger> {
    let words = skip_all(words, "自 从 在 于 , 、 应 该 须");
    let bare = skip_all_end(strip_any_end(words, ",").unwrap_or(words), ENDINGS);
    let ended = bare.len() < words.len();
    let bare = skip_all_end(bare, "完成 的 之 ,");
    let event = event(words, bare).or_else(|| (ended && !is_empty(bare)).then_some(TriggerEvent::Named))?;
    Some(Trigger { event, words: bare.to_owned() })
}

fn event(words: &str, bare: &str) -> Option<TriggerEvent> {
    const CLOSING: &str = "期满 结束 届满 确定 签订 办结 完成 竣工 开标 评审 验收";
    if has_any(bare, "进展 进度") {
        return Some(TriggerEvent::Progress);
    }
    if bare.contains("申请") && has_any(bare, "收到 接到 受理 提交 接收 提出") {
        return Some(TriggerEvent::ApplicationReceived);
    }
    if strip_any_end(bare, CLOSING).is_some() {
        return Some(TriggerEvent::Named);
    }
    if has_any(bare, "下发至 下发到") {
        return Some(TriggerEvent::Received);
    }
    let decision = bare.replace("确定", "").contains("决定");
    let change = has_any(bare, CHANGE);
    let formed = has_any(bare, "形成 产生 生成");
    let made = formed || has_any(bare, "作出 做出 生效 下达 送达 决定书");
    if decision && (made || words.ends_with('后')) {
        return Some(TriggerEvent::DecisionMade);
    }
    if formed && change && !decision {
        return Some(TriggerEvent::FormedOrChanged);
    }
    let head = skip_all(bare, EMPTY);
    if let Some(verb) = each(TRANSITIVE).find(|verb| head.starts_with(*verb)) {
        return VERBS.iter().find(|(verbs, _)| each(verbs).any(|one| one == verb)).map(|(_, event)| *event);
    }
    if formed && has_any(bare, "获取 取得 获得") {
        return Some(TriggerEvent::MadeOrObtained);
    }
    last_verb(words, bare)
}

/// The event of the last verb, where it closes the words.
fn last_verb(words: &str, bare: &str) -> Option<TriggerEvent> {
    let (at, len, event) = VERBS
        .iter()
        .flat_map(|(verbs, event)| {
            each(verbs).filter_map(|verb| Some((bare.rfind(verb)?, verb.len(), *event)))
        })
        .max_by_key(|(at, len, _)| (at + len, *len))?;
    (at + len >= bare.len() || words.len() > bare.len()).then_some(event)
}

/// The thing to which an event happens (行政许可和行政处罚 in 行政许可和行政处罚决定作出), when it says which part is meant.
pub(super) fn subject(words: &str) -> Option<String> {
    let at = VERBS.iter().flat_map(|(verbs, _)| each(verbs)).filter_map(|verb| words.find(verb)).min()?;
    let subject = words.get(..at)?;
    let subject = strip_any_end(subject, "决定").unwrap_or(subject);
    scope(subject)
}

/// The decision a scope speaks of: 处罚决定 without a start runs from that decision.
pub(super) fn decision_of(scope: &str) -> Option<Trigger> {
    let thing = skip_all_end(scope, "信息 事项 结果 等 、 类 情况");
    let acts = strip_any_end(thing, "行政许可 行政处罚 许可 处罚").is_some();
    let speaks = acts || scope.replace("确定", "").contains("决定");
    let excluded = strip_any(scope, "除 其他 其它 其余 非").is_some();
    (speaks && !excluded).then(|| Trigger { event: TriggerEvent::DecisionMade, words: scope.to_owned() })
}
