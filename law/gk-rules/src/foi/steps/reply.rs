//! From the draft to the archive (拟答复、审核、答复、送达、归档): 条例 arts 14–17, 32, 35–39; who drafted does not decide.

use super::{Hand, before, intake, none, reasons_not_to, said};
use crate::Reason;
use crate::citation::ogi;
use crate::foi::case::Case;
use crate::foi::clock::consultation_ends;
use crate::foi::decision::Decision;
use crate::foi::event::{Approved, Decided, Drafted, Opinion, Party, Served, Words};
use crate::foi::stage::{Closed, Draft, Progress, Reply, Service, Step, Verb};
use crate::foi::worksheet;

use Decision as D;

/// 不得拟答复的理由.
#[must_use]
pub fn reasons_not_to_draft(case: &Case, x: &Drafted, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::DraftReply, hand);
    against.extend(reasons_not_to_answer_by(case, x.decision, &x.others));
    if x.decision == D::Repeated && x.former.as_ref().is_none_or(|former| former.trim().is_empty()) {
        let words = "不予重复处理的，应当写明前次答复的日期和文号。";
        against.push(Reason::new("foi.no_former_reply", words).by(ogi(36, 0, 6)));
    }
    against
}

/// 不得以该类型答复的理由: what the outcome presupposes must stand in the file (条例 arts 30, 32, 35, 36).
#[must_use]
pub fn reasons_not_to_answer_by(case: &Case, decision: Decision, others: &[Decision]) -> Vec<Reason> {
    let mut against = Vec::new();
    against.extend(presupposed(case, decision));
    if decision != D::InPart {
        against.extend(others.iter().filter_map(|other| presupposed(case, *other)));
        let mixed = |one: &Decision| one.is_withheld() || one.discloses();
        let both = others.iter().copied().chain([decision]).filter(mixed).collect::<Vec<_>>();
        if both.iter().any(|one| one.discloses()) && both.iter().any(|one| one.is_withheld()) {
            let words = "一部分公开、一部分不予公开的，应当以“部分公开”答复。";
            against.push(Reason::new("foi.should_be_in_part", words).by(ogi(37, 0, 0)));
        }
    } else {
        against.extend(others.iter().filter_map(|other| presupposed(case, *other)));
    }
    if others.contains(&decision) {
        against.push(Reason::new("foi.decision_twice", "主要答复类型不能同时列为其他类型。"));
    }
    if let Some(answers) = &case.answers {
        against.extend(worksheet::reasons_not_to_conclude(answers, decision));
    }
    against
}

/// What an outcome presupposes.
fn presupposed(case: &Case, decision: Decision) -> Option<Reason> {
    let asked = |role| case.interim.consultations.iter().filter(move |one| one.role == role);
    let reason = |code, words: &str, cure: &str| Some(Reason::new(code, words).cure(cure));
    let missing = match decision {
        D::NotFound if case.searches.is_empty() => reason(
            "foi.no_search",
            "以“信息不存在”答复的，应当有检索记录。",
            "登记检索的系统、档案和询问的人员。",
        ),
        D::NotFound if case.searches.last().is_some_and(|one| one.found) => reason(
            "foi.search_found",
            "最后一次检索已经检索到信息，不能以“信息不存在”答复。",
            "核对检索记录，或者改变答复类型。",
        ),
        D::ThirdParty if asked(Party::ThirdParty).next().is_none() => reason(
            "foi.third_party_not_asked",
            "以“保护第三方合法权益”不予公开的，应当书面征求第三方意见。",
            "向第三方征求意见。",
        ),
        D::ThirdParty
            if asked(Party::ThirdParty)
                .all(|one| one.answer.is_some_and(|answer| answer.opinion == Opinion::Agrees)) =>
        {
            reason(
                "foi.third_party_agreed",
                "第三方均已同意公开，不能以保护第三方为由不予公开。",
                "改变答复类型。",
            )
        }
        D::StillUnclear if case.interim.correction.as_ref().is_none_or(|one| one.taken_on.is_none()) => {
            reason(
                "foi.not_corrected_yet",
                "以“补正后申请内容仍不明确”答复的，应当先告知补正并收到补正。",
                "在期限内告知补正。",
            )
        }
        D::Excessive if !rejected(case) => reason(
            "foi.reasons_not_rejected",
            "以“无正当理由大量反复申请”不予处理的，应当先要求申请人说明理由并认定理由不合理。",
            "要求申请人说明理由。",
        ),
        D::NotCorrected | D::NotPaid => reason(
            "foi.not_a_reply",
            "逾期不补正、逾期未缴费的，不再处理，不拟答复。",
            "期满后办理“不再处理”。",
        ),
        D::Withdrawn | D::Merged | D::Transferred => {
            reason("foi.not_a_reply", "撤回、并案、转送不作答复。", "直接登记撤回、并案或者转送。")
        }
        _ => None,
    };
    missing.map(|reason| match decision.basis().last() {
        Some(basis) => reason.by(*basis),
        None => reason,
    })
}

fn rejected(case: &Case) -> bool {
    case.interim.excess.and_then(|one| one.finding).is_some_and(|finding| finding.until.is_none())
}

/// 本人拟稿: whether the person drafted the reply that waits for approval or decision; the page then asks for the reason of a
/// one-person organ instead of offering the button.
#[must_use]
pub fn is_own_draft(case: &Case, person: i64) -> bool {
    let (Progress::Drafted { draft } | Progress::Approved { draft, .. }) = &case.progress else {
        return false;
    };
    draft.made.by == person
}

/// 条例 art 17's review, as we read it: nobody judges what he drafted, unless the organ has nobody else and says so.
fn own_draft(case: &Case, hand: Hand<'_>, forced: Option<&str>, what: &str) -> Option<Reason> {
    let excused = forced.is_some_and(|words| !words.trim().is_empty());
    (is_own_draft(case, hand.person) && !excused).then(|| {
        Reason::new("foi.own_work", format!("拟稿人不能{what}自己拟的答复。"))
            .by(ogi(17, 0, 0))
            .cure("请另一位人员办理；机关只有一人的，写明理由后办理。")
    })
}

/// 不得审核同意的理由.
#[must_use]
pub fn reasons_not_to_approve(case: &Case, x: &Approved, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Approve, hand);
    against.extend(own_draft(case, hand, x.forced.as_deref(), "审核"));
    if let Progress::Drafted { draft } = &case.progress {
        against.extend(reasons_not_to_answer_by(case, draft.decision, &draft.others));
    }
    against
}

/// 不得退回的理由.
#[must_use]
pub fn reasons_not_to_return(case: &Case, x: &Words, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::ReturnIt, hand);
    against.extend(said("退回理由", &x.words));
    against
}

/// 不得作出答复的理由.
#[must_use]
pub fn reasons_not_to_decide(case: &Case, x: &Decided, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Decide, hand);
    against.extend(own_draft(case, hand, x.forced.as_deref(), "决定"));
    against.extend(intake::number("答复文号", &x.number));
    if let Progress::Approved { draft, .. } = &case.progress {
        if draft.decision != x.decision {
            let words = format!("审核同意的是“{}”，不能以“{}”答复。", draft.decision, x.decision);
            against.push(Reason::new("foi.other_than_approved", words).cure("退回后重新拟稿。"));
        }
        against.extend(reasons_not_to_answer_by(case, draft.decision, &draft.others));
    }
    if x.decision.discloses() || x.decision.is_withheld() {
        against.extend(still_asked(case, hand));
    }
    against
}

/// Somebody was asked, has not answered, and may still answer.
fn still_asked(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let Some(law) = hand.law else { return Vec::new() };
    let open = case.interim.consultations.iter().filter(|one| one.answer.is_none());
    open.filter_map(|one| match consultation_ends(one, law) {
        Ok(Some(end)) if hand.on > end => None,
        Ok(Some(end)) => {
            let words = format!("“{}”的答复期限至{end}，尚未届满。", one.party);
            Some(Reason::new("foi.consultation_runs", words).by(ogi(32, 0, 0)))
        }
        Ok(None) | Err(_) => {
            let words = format!("“{}”尚未答复，其收到征求意见书的日期也未登记。", one.party);
            Some(
                Reason::new("foi.consultation_runs", words)
                    .by(ogi(32, 0, 0))
                    .cure("登记其收到征求意见书的日期。"),
            )
        }
    })
    .collect()
}

/// 条例 art 32: who objected is told the content and the reasons before it is disclosed.
pub(super) fn untold(case: &Case) -> Vec<Reason> {
    let Progress::Decided { reply } = &case.progress else { return Vec::new() };
    if reply.decision != D::Disclosed {
        return Vec::new();
    }
    let objects = |one: &&crate::foi::case::Consultation| {
        one.role == Party::ThirdParty && one.answer.is_some_and(|answer| answer.opinion == Opinion::Objects)
    };
    let untold = case.interim.consultations.iter().filter(objects).filter(|one| one.told_on.is_none());
    untold
        .map(|one| {
            let words =
                format!("第三方“{}”不同意公开，决定公开的内容和理由应当先书面告知该第三方。", one.party);
            Reason::new("foi.third_party_not_told", words).by(ogi(32, 0, 0)).cure("登记告知第三方。")
        })
        .collect()
}

/// 不得登记送达的理由.
#[must_use]
pub fn reasons_not_to_serve(case: &Case, _x: &Served, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Serve, hand);
    if let Progress::Decided { reply } = &case.progress {
        against.extend(before("送达日", hand.on, reply.made.on, "答复日"));
    }
    against
}

impl Case {
    /// 拟答复.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn draft_reply(mut self, x: &Drafted, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_draft(&self, x, Hand::of(step)))?;
        let draft = Draft { decision: x.decision, others: x.others.clone(), made: step };
        self.progress = Progress::Drafted { draft };
        Ok(self)
    }

    /// 审核同意.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn approve(mut self, x: &Approved, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_approve(&self, x, Hand::of(step)))?;
        self.progress = match self.progress {
            Progress::Drafted { draft } => Progress::Approved { draft, approved: step },
            other => other,
        };
        Ok(self)
    }

    /// 退回: back to the unit that handles it.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn return_it(mut self, x: &Words, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_return(&self, x, Hand::of(step)))?;
        self.progress = Progress::InHand;
        Ok(self)
    }

    /// 作出答复: numbered and sealed.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn decide(mut self, x: &Decided, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_decide(&self, x, Hand::of(step)))?;
        self.progress = match self.progress {
            Progress::Approved { draft, .. } => Progress::Decided {
                reply: Reply {
                    decision: draft.decision,
                    others: draft.others,
                    number: x.number.clone(),
                    made: step,
                },
            },
            other => other,
        };
        Ok(self)
    }

    /// 登记送达.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn serve(mut self, x: &Served, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_serve(&self, x, Hand::of(step)))?;
        self.progress = match self.progress {
            Progress::Decided { reply } => {
                Progress::Served { reply, served: Service { mode: x.mode, on: step.on } }
            }
            other => other,
        };
        Ok(self)
    }

    /// 归档.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn file_away(mut self, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to(&self, Verb::FileAway, Hand::of(step)))?;
        self.progress = match self.progress {
            Progress::Served { reply, served } => {
                Progress::Filed { closed: Closed::Answered { reply, served }, on: step.on }
            }
            Progress::Ended { decision, on } => {
                Progress::Filed { closed: Closed::Ended { decision, on }, on: step.on }
            }
            other => other,
        };
        Ok(self)
    }
}
