//! The clean-up (清理): a list of normative documents, a decision on each, and the publication of the result.
//!
//! 国办发〔2018〕37号: normative documents are cleaned up periodically and the result is made public.

use serde::Serialize;

use super::relation::{DocumentId, Effect, Relation, Scope};
use super::state::{Standing, Validity};
use crate::citation::state_37;
use crate::{Coded, Day, Reason};

crate::codes! {
    /// 清理结论
    pub enum Conclusion {
        /// 保留
        Keep = "keep" => "继续有效",
        /// 修改
        Amend = "amend" => "拟修改",
        /// 废止
        Repeal = "repeal" => "废止",
        /// 宣布失效
        Lapse = "lapse" => "宣布失效",
    }
}

crate::codes! {
    /// 清理范围
    pub enum Extent {
        /// 行政规范性文件: what was determined to be normative
        Normative = "normative" => "认定为行政规范性文件的",
        /// 有发文字号的
        Numbered = "numbered" => "有发文字号的全部文件",
    }
}

crate::codes! {
    /// 清理阶段
    pub enum CleanupStage {
        /// 清理中
        Open = "open" => "清理中",
        /// 已决定，待公布
        Decided = "decided" => "已决定，待公布",
        /// 已公布
        Published = "published" => "已公布",
    }
}

/// 一次清理的文件数上限
pub const MOST: usize = 500;
/// 清理名称的最多字数
const LONGEST_NAME: usize = 60;

/// 不得开始清理的理由. `found` is how many documents it would hold.
#[must_use]
pub fn reasons_not_to_open(name: &str, basis: &str, extent: Option<Extent>, found: usize) -> Vec<Reason> {
    let mut against = Vec::new();
    let length = name.trim().chars().count();
    if !(2..=LONGEST_NAME).contains(&length) {
        against.push(Reason::new("cleanup.name", format!("清理的名称应当有2至{LONGEST_NAME}个字。")));
    }
    if basis.trim().is_empty() {
        against.push(
            Reason::new("cleanup.no_basis", "没有写明清理的依据。")
                .by(state_37(0, 0, 0))
                .cure("例如部署清理的通知的名称和文号。"),
        );
    }
    match extent {
        None => against.push(Reason::new("cleanup.no_extent", "请选择清理范围。")),
        Some(extent) if found == 0 => {
            let words = format!("本机关没有{}公开文件。", extent.label());
            against.push(Reason::new("cleanup.empty", words).by(state_37(0, 0, 0)));
        }
        Some(_) if found > MOST => {
            let words = format!("范围内有{found}件以上的文件，一次最多清理{MOST}件。");
            against.push(Reason::new("cleanup.too_many", words));
        }
        Some(_) => {}
    }
    against
}

/// 不得作出决定的理由: nobody decides on his own conclusions; what is decided lies not ahead.
#[must_use]
pub fn reasons_not_to_decide(entries: &[Entry], day: Option<Day>, today: Day, own: bool) -> Vec<Reason> {
    let mut against = reasons_not_to_publish(entries, day);
    if day.is_some_and(|day| day > today) {
        against.push(Reason::new("cleanup.day_ahead", "审议决定的日期不能晚于今天。"));
    }
    if own {
        against.push(
            Reason::new("cleanup.own", "清理意见是您提出的，应由其他人登记决定。").by(state_37(0, 0, 0)),
        );
    }
    against
}

/// 不得修改清理意见的理由.
#[must_use]
pub fn reasons_not_to_conclude(stage: CleanupStage) -> Vec<Reason> {
    if stage == CleanupStage::Open {
        return Vec::new();
    }
    vec![Reason::new("cleanup.closed", format!("这次清理{}，不能再修改意见。", stage.label()))]
}

/// 清理条目: a document of the list, how it stands, what is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// 文件
    pub document: DocumentId,
    /// 现状
    pub standing: Standing,
    /// 结论; nothing before it is decided.
    pub conclusion: Option<Conclusion>,
    /// 说明
    pub words: String,
}

/// 是否列入清理: what may still be relied on.
#[must_use]
pub fn belongs(standing: &Standing) -> bool {
    standing.state.may_be_relied_on() || standing.state == Validity::NotYet
}

/// 不得公布清理结果的理由: all of them, the first ten documents of each.
#[must_use]
pub fn reasons_not_to_publish(entries: &[Entry], decided_on: Option<Day>) -> Vec<Reason> {
    let mut against = Vec::new();
    if entries.is_empty() {
        against.push(Reason::new("cleanup.empty", "清理目录中没有文件。").by(state_37(0, 0, 0)));
    }
    if decided_on.is_none() {
        against.push(
            Reason::new("cleanup.not_decided", "清理结果还没有经集体审议决定。")
                .by(state_37(0, 0, 0))
                .cure("请登记审议日期。"),
        );
    }
    let open = entries.iter().filter(|one| one.conclusion.is_none()).count();
    if open > 0 {
        against
            .push(Reason::new("cleanup.open", format!("还有{open}件文件没有结论。")).by(state_37(0, 0, 0)));
    }
    let silent = entries
        .iter()
        .filter(|one| one.conclusion.is_some_and(|c| c != Conclusion::Keep) && one.words.trim().is_empty())
        .count();
    if silent > 0 {
        against
            .push(Reason::new("cleanup.no_words", format!("有{silent}件文件不继续有效，却没有说明理由。")));
    }
    let ended = entries
        .iter()
        .filter(|one| one.conclusion == Some(Conclusion::Keep) && !belongs(&one.standing))
        .count();
    if ended > 0 {
        let words = format!("有{ended}件文件已经废止或者失效，不能结论为继续有效。");
        against
            .push(Reason::new("cleanup.already_ended", words).cure("需要继续执行的，应当重新制定并公布。"));
    }
    against
}

/// 清理决定的效力: the relations that the published decision brings about.
#[must_use]
pub fn relations(entries: &[Entry], decision: DocumentId, from: Day) -> Vec<Relation> {
    let ended = entries.iter().filter(|one| belongs(&one.standing)).filter_map(|one| {
        let effect = match one.conclusion? {
            Conclusion::Repeal => Effect::Repeals,
            Conclusion::Lapse => Effect::DeclaresLapsed,
            Conclusion::Keep | Conclusion::Amend => return None,
        };
        Some(Relation { by: decision, target: one.document, effect, scope: Scope::Whole, from, until: None })
    });
    ended.collect()
}

/// 清理结果: how many of each, in the order of the list that is published.
#[must_use]
pub fn counts(entries: &[Entry]) -> Vec<(Conclusion, usize)> {
    let of = |wanted: Conclusion| entries.iter().filter(|one| one.conclusion == Some(wanted)).count();
    Conclusion::ALL.iter().map(|one| (*one, of(*one))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validity::state::{Life, standing};
    use jiff::civil::date;

    fn entry(id: i64, conclusion: Option<Conclusion>, words: &str) -> Entry {
        let life =
            Life { document: DocumentId(id), effective_on: date(2020, 1, 1), last_day: None, articles: None };
        Entry {
            document: DocumentId(id),
            standing: standing(life, &[], date(2026, 1, 1)),
            conclusion,
            words: words.into(),
        }
    }

    #[test]
    fn a_result_is_published_when_everything_is_decided() {
        let all = [
            entry(1, Some(Conclusion::Keep), ""),
            entry(2, Some(Conclusion::Repeal), "上位法已废止"),
            entry(3, Some(Conclusion::Lapse), "任务已完成"),
        ];
        assert_eq!(reasons_not_to_publish(&all, Some(date(2026, 1, 5))), []);
        let made = relations(&all, DocumentId(9), date(2026, 2, 1));
        assert_eq!(
            made.iter().map(|one| (one.target.0, one.effect)).collect::<Vec<_>>(),
            [(2, Effect::Repeals), (3, Effect::DeclaresLapsed)]
        );
        assert_eq!(counts(&all).iter().map(|(_, n)| *n).collect::<Vec<_>>(), [1, 0, 1, 1]);
    }

    #[test]
    fn a_clean_up_has_a_name_a_basis_and_documents_and_is_decided_by_another() {
        assert!(
            reasons_not_to_open("2026年清理", "示政办发〔2026〕3号", Some(Extent::Numbered), 3).is_empty()
        );
        assert_eq!(reasons_not_to_open("", " ", None, 0).len(), 3);
        assert_eq!(
            reasons_not_to_open("年度清理", "通知", Some(Extent::Normative), 0)[0].code,
            "cleanup.empty"
        );
        let all = [entry(1, Some(Conclusion::Keep), "")];
        let today = date(2026, 1, 5);
        assert!(reasons_not_to_decide(&all, Some(today), today, false).is_empty());
        let codes: Vec<_> = reasons_not_to_decide(&all, Some(date(2026, 1, 6)), today, true)
            .iter()
            .map(|one| one.code)
            .collect();
        assert_eq!(codes, ["cleanup.day_ahead", "cleanup.own"]);
        assert!(reasons_not_to_conclude(CleanupStage::Open).is_empty());
        assert_eq!(reasons_not_to_conclude(CleanupStage::Decided).len(), 1);
    }

    #[test]
    fn everything_that_is_missing_is_said() {
        let mut ended = entry(3, Some(Conclusion::Keep), "");
        ended.standing.state = Validity::Repealed;
        let all = [entry(1, None, ""), entry(2, Some(Conclusion::Repeal), " "), ended];
        let codes: Vec<_> = reasons_not_to_publish(&all, None).iter().map(|one| one.code).collect();
        assert_eq!(
            codes,
            ["cleanup.not_decided", "cleanup.open", "cleanup.no_words", "cleanup.already_ended"]
        );
        assert_eq!(reasons_not_to_publish(&[], None).len(), 2);
    }
}
