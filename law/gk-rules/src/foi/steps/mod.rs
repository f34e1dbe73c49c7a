//! The verbs of a case (办理步骤): for each its reasons not to, all at once, and its transition.
//!
//! | file | verbs |
//! |---|---|
//! | [`intake`] | contact, confirm, register, examine, assign, search, supplement, withdraw, merge, transfer |
//! | [`clocked`] | what moves the clock: correction, consultation, extension |
//! | [`awaited`] | what is awaited of the applicant: reasons, fee; and the lapse |
//! | [`reply`] | draft, approve, return, decide, serve, file away |
//! | [`relief`] | reopen, conclude, correct an event |

pub mod awaited;
pub mod clocked;
pub mod intake;
pub mod relief;
pub mod reply;

use super::case::Case;
use super::event::{CaseEvent, Party};
use super::settings::Law;
use super::stage::{Stage, Step, Verb};
use crate::{Coded, Day, Reason};

/// 经办情形: who acts on which day, and the law by which days are counted; without it only the procedure is asked.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'a> {
    /// The person; 0 is the program itself.
    pub person: i64,
    /// 发生日 of what is done.
    pub on: Day,
    /// Calendar and settings.
    pub law: Option<Law<'a>>,
}

impl Hand<'_> {
    /// 办理记录
    #[must_use]
    pub const fn step(&self) -> Step {
        Step { by: self.person, on: self.on }
    }
    const fn of(step: Step) -> Self {
        Self { person: step.by, on: step.on, law: None }
    }
}

use Stage as S;
use Verb as V;

const HANDLING: &[Stage] =
    &[S::Registered, S::Examining, S::InHand, S::ConsultingThirdParty, S::ConsultingOrgans];
const BEFORE_REPLY: &[Stage] = &[
    S::Registered,
    S::Examining,
    S::AwaitingCorrection,
    S::InHand,
    S::ConsultingThirdParty,
    S::ConsultingOrgans,
    S::AwaitingReasons,
    S::AwaitingFee,
    S::Drafted,
    S::Approved,
];
const REPLYING: &[Stage] = &[
    S::Registered,
    S::Examining,
    S::InHand,
    S::ConsultingThirdParty,
    S::ConsultingOrgans,
    S::Drafted,
    S::Approved,
];

/// From which stages a verb leads on; what is not written is not allowed.
const TABLE: &[(Verb, &[Stage])] = &[
    (V::TryContact, &[S::Unconfirmed]),
    (V::Confirm, &[S::Unconfirmed]),
    (V::Register, &[S::Unconfirmed, S::Received]),
    (V::Examine, HANDLING),
    (V::Assign, HANDLING),
    (V::AskCorrection, HANDLING),
    (V::TakeCorrection, &[S::AwaitingCorrection]),
    (V::Consult, HANDLING),
    (V::ConsultationReached, BEFORE_REPLY),
    (V::RecordOpinion, BEFORE_REPLY),
    (
        V::TellThirdParty,
        &[S::InHand, S::ConsultingThirdParty, S::ConsultingOrgans, S::Drafted, S::Approved, S::Decided],
    ),
    (V::Extend, REPLYING),
    (V::AskReasons, HANDLING),
    (V::TakeReasons, &[S::AwaitingReasons]),
    (V::AcceptReasons, &[S::AwaitingReasons]),
    (V::RejectReasons, &[S::AwaitingReasons]),
    (V::NotifyFee, HANDLING),
    (V::FeeNoticeReached, &[S::AwaitingFee]),
    (V::TakeFee, &[S::AwaitingFee]),
    (V::Lapse, &[S::AwaitingCorrection, S::AwaitingFee]),
    (V::LogSearch, BEFORE_REPLY),
    (
        V::Supplement,
        &[
            S::Unconfirmed,
            S::Received,
            S::Registered,
            S::Examining,
            S::AwaitingCorrection,
            S::InHand,
            S::ConsultingThirdParty,
            S::ConsultingOrgans,
            S::AwaitingReasons,
            S::AwaitingFee,
            S::Drafted,
            S::Approved,
        ],
    ),
    (
        V::WithdrawByApplicant,
        &[
            S::Unconfirmed,
            S::Received,
            S::Registered,
            S::Examining,
            S::AwaitingCorrection,
            S::InHand,
            S::ConsultingThirdParty,
            S::ConsultingOrgans,
            S::AwaitingReasons,
            S::AwaitingFee,
            S::Drafted,
            S::Approved,
        ],
    ),
    (V::Merge, HANDLING),
    (V::Transfer, HANDLING),
    (V::DraftReply, HANDLING),
    (V::Approve, &[S::Drafted]),
    (V::ReturnIt, &[S::Drafted, S::Approved]),
    (V::Decide, &[S::Approved]),
    (V::Serve, &[S::Decided]),
    (V::FileAway, &[S::Served, S::Ended]),
    (V::Reopen, Stage::ALL),
    (V::ConcludeRelief, Stage::ALL),
    (V::CorrectEvent, Stage::ALL),
];

/// 不得办理的理由, as far as they do not depend on what is written: the page asks it to offer the button.
#[must_use]
pub fn reasons_not_to(case: &Case, verb: Verb, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = Vec::new();
    let stage = case.stage();
    let stages = TABLE.iter().find(|(one, _)| *one == verb).map_or(&[][..], |(_, stages)| *stages);
    if !stages.contains(&stage) {
        let words = format!("案件处于“{stage}”阶段，不能{verb}。");
        against.push(Reason::new("foi.wrong_stage", words));
        return against;
    }
    against.extend(match verb {
        V::Register => intake::numbered(case),
        V::AskCorrection => clocked::correction_window(case, hand),
        V::ConsultationReached => {
            clocked::nobody(case, |one| one.received_on.is_none() && one.answer.is_none())
        }
        V::RecordOpinion => clocked::nobody(case, |one| one.answer.is_none()),
        V::TellThirdParty => {
            clocked::nobody(case, |one| one.role == Party::ThirdParty && one.told_on.is_none())
        }
        V::Extend => clocked::extension_window(case, hand),
        V::AskReasons => awaited::reasons_once(case),
        V::TakeReasons => awaited::reasons_given(case, false),
        V::AcceptReasons => awaited::reasons_given(case, true),
        V::NotifyFee => awaited::fee_window(case, hand),
        V::FeeNoticeReached => awaited::fee_reached(case),
        V::Lapse => awaited::lapse_window(case, hand),
        V::Serve => reply::untold(case),
        V::Reopen => relief::not_overdue(case, hand),
        V::ConcludeRelief => relief::none_runs(case),
        _ => Vec::new(),
    });
    against
}

/// 可以办理的步骤: the verbs that lead on from where the case stands; what is typed is asked for when it is typed.
#[must_use]
pub fn permitted(case: &Case, hand: Hand<'_>) -> Vec<Verb> {
    Verb::ALL.iter().copied().filter(|verb| reasons_not_to(case, *verb, hand).is_empty()).collect()
}

/// 不得登记该事件的理由: those of its verb with what is written in it.
#[must_use]
pub fn reasons_against(case: &Case, event: &CaseEvent, hand: Hand<'_>) -> Vec<Reason> {
    use CaseEvent as E;
    let plain = |verb| reasons_not_to(case, verb, hand);
    match event {
        E::Submitted(_) => vec![Reason::new("foi.submitted_twice", "申请已经提交，不能再次提交。")],
        E::ContactTried(x) => intake::reasons_not_to_try_contact(case, x, hand),
        E::Confirmed => intake::reasons_not_to_confirm(case, hand),
        E::Registered(x) => intake::reasons_not_to_register(case, x, hand),
        E::Examined(x) => intake::reasons_not_to_examine(case, x, hand),
        E::Assigned(x) => intake::reasons_not_to_assign(case, x, hand),
        E::CorrectionAsked(x) => clocked::reasons_not_to_ask_correction(case, x, hand),
        E::CorrectionTaken => clocked::reasons_not_to_take_correction(case, hand),
        E::Consulted(x) => clocked::reasons_not_to_consult(case, x, hand),
        E::ConsultationReceived(x) => clocked::reasons_not_to_note_receipt(case, x, hand),
        E::OpinionRecorded(x) => clocked::reasons_not_to_record_opinion(case, x, hand),
        E::ThirdPartyTold(x) => clocked::reasons_not_to_tell(case, x, hand),
        E::Extended(x) => clocked::reasons_not_to_extend(case, x, hand),
        E::ReasonsAsked(x) => awaited::reasons_not_to_ask_reasons(case, x, hand),
        E::ReasonsAccepted(x) => awaited::reasons_not_to_accept_reasons(case, x, hand),
        E::FeeNotified(x) => awaited::reasons_not_to_notify_fee(case, x, hand),
        E::FeeNoticeReceived | E::FeePaid => awaited::reasons_not_to_take_fee(case, event, hand),
        E::Lapsed(x) => awaited::reasons_not_to_lapse(case, x, hand),
        E::SearchLogged(x) => intake::reasons_not_to_log_search(case, x, hand),
        E::Supplemented(x) => intake::reasons_not_to_supplement(case, x, hand),
        E::MergedInto(x) => intake::reasons_not_to_merge(case, x, hand),
        E::Transferred(x) => intake::reasons_not_to_transfer(case, x, hand),
        E::Drafted(x) => reply::reasons_not_to_draft(case, x, hand),
        E::Approved(x) => reply::reasons_not_to_approve(case, x, hand),
        E::Returned(x) => reply::reasons_not_to_return(case, x, hand),
        E::Decided(x) => reply::reasons_not_to_decide(case, x, hand),
        E::Served(x) => reply::reasons_not_to_serve(case, x, hand),
        E::Reopened(x) => relief::reasons_not_to_reopen(case, x, hand),
        E::ReliefConcluded(x) => relief::reasons_not_to_conclude(case, x, hand),
        E::EventCorrected(x) => relief::reasons_not_to_correct_words(x),
        E::ReasonsGiven => awaited::reasons_not_to_take_reasons(case, hand),
        E::ReasonsRejected => plain(Verb::RejectReasons),
        E::WithdrawnByApplicant => intake::reasons_not_to_withdraw(case, hand),
        E::FiledAway => plain(Verb::FileAway),
    }
}

impl Case {
    /// 办理: the case after an event; the transition of its verb.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn after(self, event: &CaseEvent, step: Step) -> Result<Self, Vec<Reason>> {
        use CaseEvent as E;
        match event {
            E::Submitted(_) | E::EventCorrected(_) => Err(reasons_against(&self, event, Hand::of(step))),
            E::ContactTried(x) => self.try_contact(x, step),
            E::Confirmed => self.confirm(step),
            E::Registered(x) => self.register(x, step),
            E::Examined(x) => self.examine(x, step),
            E::Assigned(x) => self.assign(x, step),
            E::CorrectionAsked(x) => self.ask_correction(x, step),
            E::CorrectionTaken => self.take_correction(step),
            E::Consulted(x) => self.consult(x, step),
            E::ConsultationReceived(x) => self.note_receipt(x, step),
            E::OpinionRecorded(x) => self.record_opinion(x, step),
            E::ThirdPartyTold(x) => self.tell_third_party(x, step),
            E::Extended(x) => self.extend(x, step),
            E::ReasonsAsked(x) => self.ask_reasons(x, step),
            E::ReasonsGiven => self.take_reasons(step),
            E::ReasonsAccepted(x) => self.accept_reasons(x, step),
            E::ReasonsRejected => self.reject_reasons(step),
            E::FeeNotified(x) => self.notify_fee(x, step),
            E::FeeNoticeReceived => self.note_fee_notice(step),
            E::FeePaid => self.take_fee(step),
            E::Lapsed(x) => self.lapse(x, step),
            E::SearchLogged(x) => self.log_search(x, step),
            E::Supplemented(x) => self.supplement(x, step),
            E::WithdrawnByApplicant => self.withdraw_by_applicant(step),
            E::MergedInto(x) => self.merge(x, step),
            E::Transferred(x) => self.transfer(x, step),
            E::Drafted(x) => self.draft_reply(x, step),
            E::Approved(x) => self.approve(x, step),
            E::Returned(x) => self.return_it(x, step),
            E::Decided(x) => self.decide(x, step),
            E::Served(x) => self.serve(x, step),
            E::FiledAway => self.file_away(step),
            E::Reopened(x) => self.reopen(x, step),
            E::ReliefConcluded(x) => self.conclude_relief(x, step),
        }
    }
}

/// Nothing when there is no reason, else all of them.
fn none(against: Vec<Reason>) -> Result<(), Vec<Reason>> {
    if against.is_empty() { Ok(()) } else { Err(against) }
}

/// 最大字数 of what is typed into an event.
pub const MAX_WORDS: usize = 1000;

/// A text that must say something and not too much.
fn said(what: &str, text: &str) -> Option<Reason> {
    let length = text.trim().chars().count();
    if length == 0 {
        Some(Reason::new("foi.nothing_said", format!("请填写{what}。")))
    } else if length > MAX_WORDS {
        Some(Reason::new("foi.said_too_long", format!("{what}有{length}字，超过{MAX_WORDS}字。")))
    } else {
        None
    }
}

/// A day before the day of what it follows.
fn before(what: &str, on: Day, earliest: Day, since: &str) -> Option<Reason> {
    (on < earliest)
        .then(|| Reason::new("foi.too_early", format!("{what}（{on}）不能早于{since}（{earliest}）。")))
}
