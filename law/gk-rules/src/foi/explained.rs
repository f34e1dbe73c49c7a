//! Explained cases (案例): what was asked, what was in question, the reasoning and the outcome, without persons.

use super::Decision;
use super::depersonalise::mask;
use crate::{Coded, Reason};

/// 案例: what the index calls the kind.
pub const KIND: &str = "foi_explained";
/// The same for people.
pub const KIND_LABEL: &str = "依申请公开案例";

crate::codes! {
    /// 案例状态
    pub enum ExplainedStanding {
        /// 草稿
        Draft = "draft" => "待审核",
        /// 已审核, shown to clerks
        Reviewed = "reviewed" => "已审核",
        /// 已公开, shown to everybody
        Public = "public" => "已向社会公开",
    }
}

/// 案例内容
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// 答复类型
    pub decision: Decision,
    /// 题名
    pub title: String,
    /// 案情
    pub facts: String,
    /// 争议问题
    pub question: String,
    /// 分析
    pub reasoning: String,
    /// 依据的条款
    pub articles: String,
    /// 结果
    pub outcome: String,
}

impl Explained {
    /// Each part with its name, in the order of the page.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &str); 6] {
        [
            ("题名", &self.title),
            ("案情", &self.facts),
            ("问题", &self.question),
            ("分析", &self.reasoning),
            ("依据", &self.articles),
            ("结果", &self.outcome),
        ]
    }
    /// 正文: all of it but the title, for the index.
    #[must_use]
    pub fn text(&self) -> String {
        [&self.facts, &self.question, &self.reasoning, &self.outcome, &self.articles]
            .map(String::as_str)
            .join("\n")
    }
    /// Whether a word stands in it.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        let word = crate::text::skeleton(word);
        self.decision.code().eq_ignore_ascii_case(&word)
            || self.parts().iter().any(|(_, text)| crate::text::skeleton(text).contains(&word))
    }
}

/// 不得保存案例的理由: a part is missing, or somebody can be recognised.
#[must_use]
pub fn reasons_not_to_keep(case: &Explained) -> Vec<Reason> {
    let mut against = Vec::new();
    for (name, text) in case.parts() {
        if text.trim().is_empty() {
            against.push(
                Reason::new("foi.explained_incomplete", format!("案例缺少{name}。"))
                    .cure(format!("写明{name}。")),
            );
        }
        let mut found: Vec<&str> = mask(text, &[]).spots().iter().map(|spot| spot.what.label()).collect();
        found.dedup();
        if !found.is_empty() {
            let words = format!("案例的{name}中有{}。", found.join("、"));
            against.push(
                Reason::new("foi.still_personal", words)
                    .by(crate::citation::ogi(15, 0, 0))
                    .cure("改写后再保存。"),
            );
        }
    }
    against
}

/// 不得审核案例的理由: nobody reviews what he wrote himself.
#[must_use]
pub fn reasons_not_to_review(standing: ExplainedStanding, drafted_by: i64, reviewer: i64) -> Vec<Reason> {
    let mut against = Vec::new();
    if standing != ExplainedStanding::Draft {
        against.push(Reason::new("foi.explained_reviewed", "这个案例已经审核过。"));
    }
    if drafted_by == reviewer {
        against.push(
            Reason::new("foi.explained_own", "案例应当由起草人以外的人审核。").cure("请另一位工作人员审核。"),
        );
    }
    against
}

/// 不得公开案例的理由: what was not reviewed is not shown to everybody.
#[must_use]
pub fn reasons_not_to_open(standing: ExplainedStanding) -> Vec<Reason> {
    if standing == ExplainedStanding::Draft {
        return vec![
            Reason::new("foi.explained_unreviewed", "案例还没有审核，不能公开。").cure("先由另一人审核。"),
        ];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Explained {
        Explained {
            decision: Decision::NotFound,
            title: "申请从未制作过的台账".into(),
            facts: "申请人申请某年度台账。".into(),
            question: "没有制作的信息怎样答复？".into(),
            reasoning: "应当先检索，再告知不存在。".into(),
            articles: "《条例》第三十六条第四项".into(),
            outcome: "告知不存在。".into(),
        }
    }

    #[test]
    fn a_case_is_whole_and_nobody_can_be_recognised_in_it() {
        assert!(reasons_not_to_keep(&case()).is_empty());
        let bad =
            Explained { facts: "村民李大山，电话13812345678".into(), outcome: " ".into(), ..case() };
        let codes: Vec<_> = reasons_not_to_keep(&bad).iter().map(|one| one.code).collect();
        assert_eq!(codes, ["foi.still_personal", "foi.explained_incomplete"]);
    }

    #[test]
    fn another_person_reviews_and_only_what_was_reviewed_is_opened() {
        assert!(reasons_not_to_review(ExplainedStanding::Draft, 1, 2).is_empty());
        assert_eq!(reasons_not_to_review(ExplainedStanding::Draft, 1, 1)[0].code, "foi.explained_own");
        assert_eq!(reasons_not_to_open(ExplainedStanding::Draft)[0].code, "foi.explained_unreviewed");
        assert!(reasons_not_to_open(ExplainedStanding::Reviewed).is_empty());
    }

    #[test]
    fn a_case_is_found_by_a_word_or_by_its_decision() {
        assert!(case().holds("台账") && case().holds("d1a") && !case().holds("拆迁"));
    }
}
