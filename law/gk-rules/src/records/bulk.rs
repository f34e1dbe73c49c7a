//! What is done to many records at once (批量办理), and the views of the list a person keeps.
//!
//! Each record is judged for itself by the rules of its own step; all are done or none. Judging what others wrote is not among it:
//! art 17 has every record examined.

use super::reasons::{Hand, not_at, stale};
use super::{Record, Stage};
use crate::Reason;

crate::codes! {
    /// 批量办理
    pub enum BulkAct {
        /// 送审
        Submit = "submit" => "送审",
        /// 接手: goes on with a draft that somebody else began
        TakeOver = "take_over" => "接手",
        /// 公开: what is approved
        Release = "release" => "公开已批准的",
    }
}

/// 一次最多办理的件数
pub const AT_ONCE: usize = 50;
/// 一人最多保存的筛选
pub const MOST_VIEWS: usize = 20;
/// 筛选名称的最多字数
const LONGEST_NAME: usize = 20;

/// 不得批量办理的理由, before any record is looked at.
#[must_use]
pub fn reasons_not_to_begin(act: Option<BulkAct>, picked: usize) -> Vec<Reason> {
    let mut against = Vec::new();
    if act.is_none() {
        against.push(
            Reason::new("records.bulk.no_act", "没有选择要办理的事。").cure("请选择送审、接手或者公开。"),
        );
    }
    if picked == 0 {
        against.push(Reason::new("records.bulk.none", "没有勾选信息。").cure("请在列表中勾选要办理的信息。"));
    }
    if picked > AT_ONCE {
        let words = format!("勾选了{picked}件，一次最多办理{AT_ONCE}件。");
        against.push(Reason::new("records.bulk.too_many", words).cure("请分几次办理。"));
    }
    against
}

/// 不得接手的理由. `holder` is whoever goes on with it now.
#[must_use]
pub fn reasons_not_to_take_over(record: &Record, holder: i64, hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    against.extend(not_at(record, Stage::Draft, "接手"));
    if holder == hand.person {
        against.push(Reason::new("records.already_yours", "这件草稿已经由您承办。"));
    }
    against
}

/// 不得保存筛选的理由. `kept` is how many the person keeps under other names.
#[must_use]
pub fn reasons_not_to_keep_view(name: &str, filter: &str, kept: usize) -> Vec<Reason> {
    let mut against = Vec::new();
    let length = name.trim().chars().count();
    if length == 0 || length > LONGEST_NAME {
        let words = format!("筛选的名称应当有1至{LONGEST_NAME}个字。");
        against.push(Reason::new("desk.view.name", words));
    }
    if filter.is_empty() {
        against.push(
            Reason::new("desk.view.empty", "没有设定筛选条件。").cure("请先筛选列表，再保存这一筛选。"),
        );
    }
    if kept >= MOST_VIEWS {
        let words = format!("已经保存了{kept}个筛选，最多{MOST_VIEWS}个。");
        against.push(Reason::new("desk.view.many", words).cure("请先删除不用的筛选。"));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::record::tests::sample;
    use crate::records::state::tests as tests_of_states;

    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn a_draft_goes_on_in_other_hands() {
        let draft = sample();
        let hand = Hand { person: 9, today: jiff::civil::date(2024, 3, 1), seen: draft.version };
        assert!(reasons_not_to_take_over(&draft, 7, hand).is_empty());
        assert_eq!(codes(&reasons_not_to_take_over(&draft, 9, hand)), ["records.already_yours"]);
        let sent = Record { progress: tests_of_states::at(Stage::Submitted), ..draft };
        assert_eq!(codes(&reasons_not_to_take_over(&sent, 7, hand)), ["record.wrong_stage"]);
    }

    #[test]
    fn a_batch_names_its_act_and_its_records() {
        assert!(reasons_not_to_begin(Some(BulkAct::Submit), AT_ONCE).is_empty());
        assert_eq!(codes(&reasons_not_to_begin(None, 0)), ["records.bulk.no_act", "records.bulk.none"]);
        assert_eq!(
            codes(&reasons_not_to_begin(Some(BulkAct::Release), AT_ONCE + 1)),
            ["records.bulk.too_many"]
        );
    }

    #[test]
    fn a_view_has_a_name_and_a_filter() {
        assert!(reasons_not_to_keep_view("被退回的", "stage=draft", 0).is_empty());
        let all = reasons_not_to_keep_view(" ", "", MOST_VIEWS);
        assert_eq!(codes(&all), ["desk.view.name", "desk.view.empty", "desk.view.many"]);
        assert_eq!(codes(&reasons_not_to_keep_view(&"长".repeat(21), "mine=1", 0)), ["desk.view.name"]);
    }
}
