//! The least time of posting (公示期): 公示不少于7个工作日, 批前公示时间不得少于30日.

use super::event::{Context, context};
use super::{Edge, each, skip_all_end, strip_any_end};
use crate::time::limit::{Trigger, TriggerEvent};

const POSTS: &str = "公示 公告 征求意见 公开征求意见 听取意见 征集意见 展示 披露 张贴 公示期 公告期 \
    公示期限 公示时间 公告时间 公告期限 公布期限 公布时间 公示时长 公开期限 公开时间 公开期 \
    征求意见期限 征求意见时间 征求意见期 展示时间 留存";

/// `公示期不少于` before a number: the words up to and including the posting, when it is a least time of posting.
pub(super) fn posting(words: &str, edge: Edge) -> Option<&str> {
    const FLOOR: &str = "不少于 不得少于 不低于 不得低于 至少 不短于 不得短于 不小于 最少 ≥ >= 大于等于 \
    应不少于 不应少于";
    if strip_any_end(words, "提前 至少提前 不少于提前").is_some() {
        return None;
    }
    let floor = strip_any_end(words, FLOOR);
    let rest =
        skip_all_end(floor.unwrap_or(words), "的 为 应 应当 须 一般 , 时长 期限 时间 期 原则上 在村 不");
    let posts = strip_any_end(rest, POSTS).is_some();
    let least = floor.is_some() || edge == Edge::AtLeast;
    let plain = edge == Edge::Bare && posts;
    (least || plain).then_some(rest)
}

/// The words before a posting without the posting itself.
pub(super) fn posting_cut(words: &str) -> &str {
    posting(words, Edge::Bare).map_or(words, |rest| skip_all_end(rest, POSTS))
}

pub(super) fn posted_context(words: &str) -> Context {
    let before = skip_all_end(words, POSTS);
    let early = "批前 审批前 批准前 报批前 决策前 审议前 上报前 报送前 审核前";
    if let Some(named) = each(early).filter(|word| before.ends_with(word)).max_by_key(|word| word.len()) {
        let trigger = Trigger { event: TriggerEvent::Named, words: named.to_owned() };
        return Context { scope: Some(words.to_owned()), trigger: Some(trigger) };
    }
    context(before)
}
