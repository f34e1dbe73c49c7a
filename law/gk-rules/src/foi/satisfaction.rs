//! Satisfaction (满意度评价): what an applicant says of the handling, once, after the end of his case.

use super::Stage;
use crate::Reason;

crate::codes! {
    /// 满意度
    pub enum Rating {
        /// 满意
        Good = "good" => "满意",
        /// 基本满意
        Fair = "fair" => "基本满意",
        /// 不满意
        Poor = "poor" => "不满意",
    }
}

/// How many characters an applicant may add.
pub const WORDS_LIMIT: usize = 500;

/// 不得评价的理由: all of them.
#[must_use]
pub fn reasons_not_to_rate(stage: Stage, rated: bool, words: &str) -> Vec<Reason> {
    let mut against = Vec::new();
    if stage.is_open() {
        against.push(
            Reason::new("foi.rate_too_early", "案件还没有办结，不能评价。").cure("收到答复以后再评价。"),
        );
    }
    if rated {
        against.push(Reason::new("foi.rated_already", "这件申请已经评价过，每件只能评价一次。"));
    }
    if words.chars().count() > WORDS_LIMIT {
        let words = format!("评价的文字超过{WORDS_LIMIT}字。");
        against.push(Reason::new("foi.rating_too_long", words).cure("写短一些再提交。"));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ended_case_is_rated_once() {
        assert!(reasons_not_to_rate(Stage::Served, false, "").is_empty());
        let codes = |stage, rated, words: &str| {
            reasons_not_to_rate(stage, rated, words).iter().map(|one| one.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(Stage::Decided, false, ""), ["foi.rate_too_early"]);
        assert_eq!(
            codes(Stage::Filed, true, &"好".repeat(501)),
            ["foi.rated_already", "foi.rating_too_long"]
        );
    }
}
