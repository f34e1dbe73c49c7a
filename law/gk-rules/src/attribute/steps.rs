//! Reviews (审查): which steps a determination needs, who may take each, and why one may not be taken.
//!
//! 条例 art 17 (先审查、后公开); 保守国家秘密法 art 35 and its regulation art 42 (谁公开谁审查); 国办发〔2018〕115号 (legality
//! review of normative documents). That nobody approves his own work is our reading of art 17.

use serde::{Deserialize, Serialize};

use super::Attribute;
use super::determination::Determination;
use super::way::Way;
use crate::citation::{ogi, state_115, state_secrets, state_secrets_regulation};
use crate::org::person::Role;
use crate::records::Stage;
use crate::redaction::ground::Ground;
use crate::{Citation, Coded, Day, Reason};

crate::codes! {
    /// 审查环节, in the order in which they are taken.
    pub enum Review {
        /// 初审: the head of the drafting unit
        First = "first" => "初审",
        /// 公开审查: the disclosure office
        Disclosure = "disclosure" => "公开审查",
        /// 保密审查
        Secrecy = "secrecy" => "保密审查",
        /// 合法性审核: for normative documents
        Legality = "legality" => "合法性审核",
        /// 终审: signature of the head in charge
        Final = "final" => "终审",
    }
}

impl Review {
    /// 依据
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::First | Self::Disclosure | Self::Final => ogi(17, 0, 0),
            Self::Secrecy => state_secrets(35, 0, 0),
            Self::Legality => state_115(0, 0, 0),
        }
    }
}

/// 审查意见: one step taken; an event, never edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// 环节
    pub review: Review,
    /// 审查人
    pub by: i64,
    /// 岗位角色
    pub role: Role,
    /// 日期
    pub on: Day,
    /// 同意
    pub agreed: bool,
    /// 意见
    pub words: String,
    /// 单人办理: taken by whoever may not take it otherwise, for a reason (see [`forced`](super::forced)).
    pub forced: bool,
}

/// 承办情形: what the steps are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Matter<'a> {
    /// 认定
    pub proposed: &'a Determination,
    /// 起草人
    pub author: i64,
    /// 送审人
    pub sender: Option<i64>,
    /// 审查程序 of the organ.
    pub way: Way,
    /// 行政规范性文件
    pub normative: bool,
    /// 已有的意见
    pub opinions: &'a [Opinion],
}

/// 是否一步审核: where the organ has it so, and for what is open and neither grave nor normative; all else goes step by step.
#[must_use]
pub fn is_short(matter: Matter<'_>) -> bool {
    matter.way == Way::Short
        && matter.proposed.attribute == Attribute::Proactive
        && !matter.normative
        && !is_grave(matter.proposed)
}

fn is_grave(proposed: &Determination) -> bool {
    proposed
        .all_grounds()
        .any(|ground| matches!(ground, Ground::Secret | Ground::Security | Ground::Forbidden))
}

/// 必经环节: the steps a determination needs. What becomes public is always reviewed for secrecy (先审查、后公开).
#[must_use]
pub fn required(matter: Matter<'_>) -> Vec<Review> {
    let mut steps = if is_short(matter) { Vec::new() } else { vec![Review::First] };
    steps.push(Review::Disclosure);
    let secret = matter.proposed.all_grounds().any(|ground| ground == Ground::Secret);
    if matter.proposed.attribute != Attribute::Withheld || secret {
        steps.push(Review::Secrecy);
    }
    if matter.normative {
        steps.push(Review::Legality);
    }
    steps.push(Review::Final);
    steps
}

/// 终审的层级: who may give the last word. Whole withholding, and anything about secrets or safety, is for the head in charge.
#[must_use]
pub fn final_roles(proposed: &Determination) -> &'static [Role] {
    if is_grave(proposed) || proposed.attribute == Attribute::Withheld {
        &[Role::Leader]
    } else {
        &[Role::Leader, Role::Reviewer]
    }
}

/// 可以承办的角色
#[must_use]
pub fn roles(review: Review, matter: Matter<'_>) -> &'static [Role] {
    if is_short(matter) {
        return &[Role::Reviewer, Role::Leader, Role::DisclosureOffice];
    }
    match review {
        Review::First => &[Role::Reviewer, Role::Leader],
        Review::Disclosure => &[Role::DisclosureOffice],
        Review::Secrecy | Review::Legality => &[Role::Reviewer, Role::Leader, Role::DisclosureOffice],
        Review::Final => final_roles(matter.proposed),
    }
}

/// 保密审查的最少人数: where the ground itself is a secret, a second pair of eyes.
#[must_use]
pub fn secrecy_reviewers(proposed: &Determination) -> usize {
    if proposed.all_grounds().any(|ground| ground == Ground::Secret) { 2 } else { 1 }
}

/// 到达的阶段: where the opinions given have brought the record.
#[must_use]
pub fn stage(matter: Matter<'_>) -> Stage {
    match next(matter) {
        None => Stage::Approved,
        Some(Review::First | Review::Disclosure) => Stage::Submitted,
        Some(Review::Secrecy) => Stage::Reviewed,
        Some(Review::Legality | Review::Final) if required(matter).contains(&Review::Secrecy) => {
            Stage::Cleared
        }
        Some(Review::Legality | Review::Final) => Stage::Reviewed,
    }
}

/// 未完成的环节, in their order.
#[must_use]
pub fn open(matter: Matter<'_>) -> Vec<Review> {
    required(matter).into_iter().filter(|review| !is_complete(matter, *review)).collect()
}

/// 下一环节: the first required step that is not complete; nothing when all are.
#[must_use]
pub fn next(matter: Matter<'_>) -> Option<Review> {
    required(matter).into_iter().find(|review| !is_complete(matter, *review))
}

fn is_complete(matter: Matter<'_>, review: Review) -> bool {
    let mut agreed: Vec<i64> =
        matter.opinions.iter().filter(|one| one.review == review && one.agreed).map(|one| one.by).collect();
    agreed.sort_unstable();
    agreed.dedup();
    let needed = if review == Review::Secrecy { secrecy_reviewers(matter.proposed) } else { 1 };
    agreed.len() >= needed
}

/// 不得给出审查意见的理由: all of them.
#[must_use]
pub fn reasons_not_to_review(matter: Matter<'_>, opinion: &Opinion) -> Vec<Reason> {
    let mut against = out_of_order(matter, opinion.review);
    let (step, basis) = (opinion.review.label(), opinion.review.basis());
    if !roles(opinion.review, matter).contains(&opinion.role) {
        let may: Vec<&str> = roles(opinion.review, matter).iter().map(|role| role.label()).collect();
        let words = format!("{}不能作{step}，应由{}办理。", opinion.role.label(), may.join("、"));
        against.push(Reason::new("attribute.wrong_post", words).by(basis));
    }
    if opinion.by == matter.author || matter.sender == Some(opinion.by) {
        against.push(own_work(step));
    }
    against.extend(same_person(matter, opinion));
    if !opinion.agreed && opinion.words.trim().is_empty() {
        against.push(Reason::new("attribute.no_words", "不同意的，应当写明意见。").by(ogi(17, 0, 0)));
    }
    if opinion.review == Review::Secrecy && opinion.words.trim().is_empty() && opinion.agreed {
        against.push(
            Reason::new("attribute.no_secrecy_words", "保密审查应当写明结论。")
                .by(state_secrets_regulation(42, 0, 0)),
        );
    }
    against
}

/// 环节不符: the step is not needed, or it is not its turn.
#[must_use]
pub fn out_of_order(matter: Matter<'_>, review: Review) -> Vec<Reason> {
    let step = review.label();
    if !required(matter).contains(&review) {
        let words = format!("这件信息不需要{step}。");
        return vec![Reason::new("attribute.step_not_needed", words).by(review.basis())];
    }
    if next(matter) == Some(review) {
        return Vec::new();
    }
    let now = next(matter).map_or("全部环节已经完成", Review::label);
    let words = format!("还没有轮到{step}：现在是{now}。");
    vec![Reason::new("attribute.step_out_of_order", words).by(review.basis())]
}

/// Nobody takes one step twice, and where each step is another's, who examined does not sign.
fn same_person(matter: Matter<'_>, opinion: &Opinion) -> Vec<Reason> {
    let mut against = Vec::new();
    let step = opinion.review.label();
    let before = matter.opinions.iter().filter(|one| one.by == opinion.by && one.agreed);
    if before.clone().any(|one| one.review == opinion.review) {
        let words = format!("同一人不能作两次{step}。");
        against
            .push(Reason::new("attribute.same_person", words).by(ogi(17, 0, 0)).cure("请另一位审查人办理。"));
    }
    let signs = opinion.review == Review::Final && !is_short(matter);
    if signs && before.clone().any(|one| one.review == Review::Disclosure) {
        let words = "公开审查和终审不能由同一人作出。";
        against
            .push(Reason::new("attribute.same_person", words).by(ogi(17, 0, 0)).cure("请另一位负责人终审。"));
    }
    against
}

/// 不得一步审核的理由: the organ, or the matter, asks for step by step.
#[must_use]
pub fn reasons_not_to_take_at_once(matter: Matter<'_>) -> Vec<Reason> {
    if is_short(matter) {
        return Vec::new();
    }
    let now = next(matter).map_or("公开", Review::label);
    let why = if matter.way == Way::Full {
        "本机关规定逐级审核"
    } else if matter.normative {
        "行政规范性文件应当逐级审核"
    } else {
        "这样认定公开属性的信息应当逐级审核"
    };
    vec![
        Reason::new("attribute.step_by_step", format!("{why}，不能一步完成；现在是{now}。"))
            .by(ogi(17, 0, 0))
            .cure("请逐个环节办理。"),
    ]
}

/// 一步审核的意见: what the one reviewer says in every step he takes by one act.
#[must_use]
pub const fn examined_words() -> &'static str {
    "已逐项审查：不涉及国家秘密、商业秘密、个人隐私，可以公开"
}

/// Nobody judges what he wrote.
fn own_work(step: &str) -> Reason {
    Reason::new("attribute.own_work", format!("起草人不能作自己信息的{step}。"))
        .by(ogi(17, 0, 0))
        .cure("请另一人办理；确实只有一人的，写明理由后按单人办理，次日由上级复核。")
}

/// 不得批准的理由: steps that are still open, and opinions that disagree.
#[must_use]
pub fn reasons_not_to_approve(matter: Matter<'_>) -> Vec<Reason> {
    let mut against = Vec::new();
    for review in required(matter) {
        let last = matter.opinions.iter().rev().find(|one| one.review == review);
        if last.is_some_and(|one| !one.agreed) {
            let words = format!("{}没有同意。", review.label());
            against.push(
                Reason::new("attribute.disagreed", words).by(review.basis()).cure("请按意见修改后重新送审。"),
            );
        } else if !is_complete(matter, review) {
            let words = format!("还没有完成{}。", review.label());
            against.push(Reason::new("attribute.step_open", words).by(review.basis()));
        }
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::determination::tests::{TODAY, internal};
    use crate::attribute::ground::{Detail, SecrecyLevel};

    fn opinion(review: Review, by: i64, role: Role) -> Opinion {
        Opinion { review, by, role, on: TODAY, agreed: true, words: "同意".into(), forced: false }
    }
    fn of<'a>(proposed: &'a Determination, opinions: &'a [Opinion]) -> Matter<'a> {
        Matter { proposed, author: 1, sender: None, way: Way::Full, normative: false, opinions }
    }
    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn an_open_document_goes_through_four_steps_and_a_normative_one_through_five() {
        let open = Determination::open("");
        let mut opinions = Vec::new();
        let steps = [
            (Review::First, 2, Role::Reviewer),
            (Review::Disclosure, 3, Role::DisclosureOffice),
            (Review::Secrecy, 4, Role::Reviewer),
            (Review::Final, 5, Role::Leader),
        ];
        for (review, by, role) in steps {
            let matter = of(&open, &opinions);
            assert_eq!(next(matter), Some(review));
            let one = opinion(review, by, role);
            assert_eq!(reasons_not_to_review(matter, &one), []);
            assert!(!reasons_not_to_approve(matter).is_empty());
            opinions.push(one);
        }
        let done = of(&open, &opinions);
        assert_eq!((next(done), reasons_not_to_approve(done)), (None, Vec::new()));
        let normative = Matter { normative: true, ..done };
        assert_eq!(next(normative), Some(Review::Legality));
        assert_eq!(codes(&reasons_not_to_approve(normative)), ["attribute.step_open"]);
    }

    #[test]
    fn nobody_judges_his_own_work_or_judges_twice() {
        let open = Determination::open("");
        let none = of(&open, &[]);
        let own = opinion(Review::First, 1, Role::Clerk);
        assert_eq!(codes(&reasons_not_to_review(none, &own)), ["attribute.wrong_post", "attribute.own_work"]);
        let early = opinion(Review::Final, 5, Role::Leader);
        assert_eq!(codes(&reasons_not_to_review(none, &early)), ["attribute.step_out_of_order"]);
        let opinions = [
            opinion(Review::First, 2, Role::Reviewer),
            opinion(Review::Disclosure, 5, Role::DisclosureOffice),
            opinion(Review::Secrecy, 4, Role::Reviewer),
        ];
        let later = Matter { opinions: &opinions, ..none };
        assert_eq!(codes(&reasons_not_to_review(later, &early)), ["attribute.same_person"]);
    }

    #[test]
    fn withholding_is_signed_by_the_head_and_a_secret_is_seen_by_two() {
        let held = internal();
        let matter = of(&held, &[]);
        assert_eq!(required(matter), [Review::First, Review::Disclosure, Review::Final]);
        assert_eq!(final_roles(&held), [Role::Leader]);
        let detail = Detail::Secret {
            level: SecrecyLevel::Plain,
            classified_on: TODAY,
            until: jiff::civil::date(2030, 1, 1),
            basis: "某范围".into(),
        };
        let secret = Determination { grounds: vec![detail], ..held };
        let opinions = [
            opinion(Review::First, 2, Role::Reviewer),
            opinion(Review::Disclosure, 3, Role::DisclosureOffice),
            opinion(Review::Secrecy, 4, Role::Reviewer),
        ];
        let matter = of(&secret, &opinions);
        assert_eq!(next(matter), Some(Review::Secrecy));
        let again = opinion(Review::Secrecy, 4, Role::Reviewer);
        assert_eq!(codes(&reasons_not_to_review(matter, &again)), ["attribute.same_person"]);
    }

    #[test]
    fn where_the_organ_has_it_so_one_reviewer_takes_what_is_open_and_harmless() {
        let open = Determination::open("");
        let short = Matter { way: Way::Short, ..of(&open, &[]) };
        assert!(reasons_not_to_take_at_once(short).is_empty());
        assert_eq!(super::open(short), [Review::Disclosure, Review::Secrecy, Review::Final]);
        let mut opinions = Vec::new();
        let mut stages = Vec::new();
        for review in super::open(short) {
            let now = Matter { opinions: &opinions, ..short };
            stages.push(stage(now));
            let one = opinion(review, 2, Role::Reviewer);
            assert_eq!(reasons_not_to_review(now, &one), []);
            opinions.push(one);
        }
        assert_eq!(stages, [Stage::Submitted, Stage::Reviewed, Stage::Cleared]);
        assert_eq!(stage(Matter { opinions: &opinions, ..short }), Stage::Approved);
        let held = internal();
        for one in [Matter { normative: true, ..short }, Matter { proposed: &held, ..short }, of(&open, &[])]
        {
            assert_eq!(codes(&reasons_not_to_take_at_once(one)), ["attribute.step_by_step"]);
            assert_eq!(next(one), Some(Review::First));
        }
        let sender = Matter { sender: Some(2), ..short };
        let own = opinion(Review::Disclosure, 2, Role::Reviewer);
        assert_eq!(codes(&reasons_not_to_review(sender, &own)), ["attribute.own_work"]);
    }

    #[test]
    fn a_refusal_says_why_and_holds_up_the_approval() {
        let open = Determination::open("");
        let refused =
            Opinion { agreed: false, words: " ".into(), ..opinion(Review::First, 2, Role::Reviewer) };
        let none = of(&open, &[]);
        assert_eq!(codes(&reasons_not_to_review(none, &refused)), ["attribute.no_words"]);
        let opinions = [Opinion { words: "缺少附件".into(), ..refused }];
        let after = Matter { opinions: &opinions, ..none };
        assert_eq!(reasons_not_to_approve(after)[0].code, "attribute.disagreed");
    }
}
