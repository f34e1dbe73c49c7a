//! From arrival to the unit that handles it (接收、登记、审查、分办): 条例 arts 29, 31, 45; what ends a case without a reply.

use super::{Hand, before, none, reasons_not_to, said};
use crate::citation::ogi;
use crate::foi::case::{Case, Registration, Search};
use crate::foi::decision::Decision;
use crate::foi::event::{
    Assigned, ContactTried, Examined, MergedInto, Registered, SearchLogged, Transferred, Words,
};
use crate::foi::stage::{Progress, Step, Verb};
use crate::foi::worksheet;
use crate::{Day, Reason};

/// 登记编号的最大字数.
const MAX_NUMBER: usize = 60;

pub(super) fn numbered(case: &Case) -> Vec<Reason> {
    let Some(held) = &case.registered else { return Vec::new() };
    vec![
        Reason::new("foi.registered_twice", format!("该申请已经登记，编号为{}。", held.number))
            .by(ogi(45, 0, 0)),
    ]
}

/// 不得登记联系情况的理由.
#[must_use]
pub fn reasons_not_to_try_contact(case: &Case, x: &ContactTried, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::TryContact, hand);
    against.extend(said("联系方式和结果", &x.words));
    against.extend(before("联系日", hand.on, case.filing.on, "申请到达日"));
    against
}

/// 不得确认的理由 (条例 art 31).
#[must_use]
pub fn reasons_not_to_confirm(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Confirm, hand);
    against.extend(before("确认日", hand.on, case.filing.on, "申请到达日"));
    against
}

/// 不得登记的理由 (条例 art 45).
#[must_use]
pub fn reasons_not_to_register(case: &Case, x: &Registered, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Register, hand);
    against.extend(number("登记编号", &x.number));
    against
}

/// A number as it is printed: the organ's pattern is asked by who gives it out.
pub(super) fn number(what: &str, text: &str) -> Option<Reason> {
    let length = text.trim().chars().count();
    (length == 0 || length > MAX_NUMBER || text.chars().any(char::is_control))
        .then(|| Reason::new("foi.number_malformed", format!("{what}不能为空，不能超过{MAX_NUMBER}字。")))
}

/// 不得保存审查回答的理由: the answers contradict each other.
#[must_use]
pub fn reasons_not_to_examine(case: &Case, x: &Examined, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Examine, hand);
    against.extend(worksheet::contradictions(&x.answers));
    against
}

/// 不得分办的理由.
#[must_use]
pub fn reasons_not_to_assign(case: &Case, x: &Assigned, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Assign, hand);
    against.extend(said("承办机构", &x.unit));
    if x.joint.iter().any(|one| one.trim().is_empty() || *one == x.unit) {
        against.push(Reason::new("foi.joint_unit", "协办机构不能为空，也不能是承办机构自己。"));
    }
    against
}

/// 不得登记检索的理由.
#[must_use]
pub fn reasons_not_to_log_search(case: &Case, x: &SearchLogged, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::LogSearch, hand);
    if x.places.iter().all(|place| place.trim().is_empty()) {
        against.push(
            Reason::new("foi.search_nowhere", "请写明检索了哪些系统、档案，询问了哪些人员。")
                .by(ogi(36, 0, 4)),
        );
    }
    against
}

/// 不得登记补充材料的理由.
#[must_use]
pub fn reasons_not_to_supplement(case: &Case, x: &Words, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Supplement, hand);
    against.extend(said("补充的内容", &x.words));
    against.extend(before("补充日", hand.on, case.filing.on, "申请到达日"));
    against
}

/// 不得登记撤回申请的理由.
#[must_use]
pub fn reasons_not_to_withdraw(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::WithdrawByApplicant, hand);
    against.extend(before("撤回日", hand.on, case.filing.on, "申请到达日"));
    against
}

/// 不得并案的理由.
#[must_use]
pub fn reasons_not_to_merge(case: &Case, x: &MergedInto, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Merge, hand);
    against.extend(number("并入案件的登记编号", &x.number));
    if case.registered.as_ref().is_some_and(|held| held.number == x.number) {
        against.push(Reason::new("foi.merged_into_itself", "不能并入本案自身。"));
    }
    against
}

/// 不得转送的理由.
#[must_use]
pub fn reasons_not_to_transfer(case: &Case, x: &Transferred, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Transfer, hand);
    against.extend(said("转送机关", &x.to));
    against
}

impl Case {
    /// 联系申请人: an attempt that reached nobody.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn try_contact(mut self, x: &ContactTried, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_try_contact(&self, x, Hand::of(step)))?;
        self.filing.tried.push(step.on);
        Ok(self)
    }

    /// 确认: the day on which both sides confirmed is the day of receipt (条例 art 31).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn confirm(mut self, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_confirm(&self, Hand::of(step)))?;
        self.received_on = Some(step.on);
        if self.registered.is_some() {
            self.progress = Progress::Registered;
        }
        Ok(self)
    }

    /// 登记: gives the application its number (条例 art 45).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn register(mut self, x: &Registered, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_register(&self, x, Hand::of(step)))?;
        self.registered = Some(Registration { number: x.number.clone(), on: step.on });
        if self.received_on.is_some() {
            self.progress = Progress::Registered;
        }
        Ok(self)
    }

    /// 审查: keeps the answers of the worksheet; the last answers hold.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn examine(mut self, x: &Examined, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_examine(&self, x, Hand::of(step)))?;
        self.answers = Some(x.answers.clone());
        if self.progress == Progress::Registered {
            self.progress = Progress::Examining;
        }
        Ok(self)
    }

    /// 分办: routes the case to the unit that handles it.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn assign(mut self, x: &Assigned, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_assign(&self, x, Hand::of(step)))?;
        self.assigned = Some(x.clone());
        self.progress = Progress::InHand;
        Ok(self)
    }

    /// 检索: what was searched; the proof for 信息不存在.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn log_search(mut self, x: &SearchLogged, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_log_search(&self, x, Hand::of(step)))?;
        self.searches.push(Search { on: step.on, places: x.places.clone(), found: x.found });
        Ok(self)
    }

    /// 补充材料: what the applicant sends of himself; it starts no clock.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn supplement(mut self, x: &Words, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_supplement(&self, x, Hand::of(step)))?;
        self.interim.supplements.push(step.on);
        Ok(self)
    }

    /// 撤回申请: the applicant gives it up.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn withdraw_by_applicant(self, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_withdraw(&self, Hand::of(step)))?;
        Ok(self.ended(Decision::Withdrawn, step.on))
    }

    /// 并案: handled with another application of the same applicant for the same thing.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn merge(self, x: &MergedInto, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_merge(&self, x, Hand::of(step)))?;
        Ok(self.ended(Decision::Merged, step.on))
    }

    /// 转送: given to the organ it belongs to.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn transfer(self, x: &Transferred, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_transfer(&self, x, Hand::of(step)))?;
        Ok(self.ended(Decision::Transferred, step.on))
    }

    fn ended(mut self, decision: Decision, on: Day) -> Self {
        self.progress = Progress::Ended { decision, on };
        self
    }
}
