//! A case at a glance (一览): what lists, timelines and buttons ask of a case, its events and its last day.

use super::case::Case;
use super::clock::Level;
use super::event::{CaseEvent, EventCorrected, Party};
use super::material::FileRole;
use super::settings::Law;
use super::stage::{Closed, Draft, Progress, Reply, Stage, Verb};
use crate::org::Act;
use crate::{Coded, Day};

impl Case {
    /// 现行答复: the reply of the present round, once it was decided.
    #[must_use]
    pub const fn reply(&self) -> Option<&Reply> {
        match &self.progress {
            Progress::Decided { reply }
            | Progress::Served { reply, .. }
            | Progress::Filed { closed: Closed::Answered { reply, .. }, .. } => Some(reply),
            _ => None,
        }
    }
    /// 现行拟稿: the draft under review.
    #[must_use]
    pub const fn draft(&self) -> Option<&Draft> {
        match &self.progress {
            Progress::Drafted { draft } | Progress::Approved { draft, .. } => Some(draft),
            _ => None,
        }
    }
    /// 拟稿人 of the draft under review.
    #[must_use]
    pub fn drafted_by(&self) -> Option<i64> {
        self.draft().map(|draft| draft.made.by)
    }
}

impl Stage {
    /// 已告知: whether the applicant has been told an outcome, so that what goes with it may be handed over.
    #[must_use]
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Served | Self::Filed | Self::InRelief)
    }
}

impl Verb {
    /// 事权: the act of the table of powers that a step is.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Register => Act::RegisterCase,
            Self::Approve | Self::ReturnIt => Act::ApproveReply,
            Self::Decide => Act::DecideCase,
            Self::Extend => Act::ExtendCase,
            Self::Serve => Act::ServeReply,
            Self::FileAway => Act::FileCase,
            Self::Reopen | Self::ConcludeRelief => Act::RecordRelief,
            Self::CorrectEvent => Act::CorrectCaseEvent,
            _ => Act::HandleCase,
        }
    }
}

impl CaseEvent {
    /// 事权 of recording it; an application is received.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self.verb() {
            Some(verb) => verb.act(),
            None => Act::ReceiveApplication,
        }
    }
    /// 事件说明: what a timeline says beside its name; nothing that names a person.
    #[must_use]
    pub fn note(&self) -> String {
        match self {
            Self::Submitted(x) => x.channel.label().to_owned(),
            Self::ContactTried(x) => x.words.clone(),
            Self::Registered(x) => x.number.clone(),
            Self::Assigned(x) => x.unit.clone(),
            Self::CorrectionAsked(x) => x.items.join("；"),
            Self::Consulted(x) => format!("{} {}", x.party, x.role.label()),
            Self::ConsultationReceived(x) | Self::ThirdPartyTold(x) => x.party.clone(),
            Self::OpinionRecorded(x) => format!("{} {}", x.party, x.opinion.label()),
            Self::Extended(x) => format!("{}个工作日。{}", x.days, x.reason),
            Self::ReasonsAccepted(x) => format!("延迟至{}", x.until),
            Self::SearchLogged(x) => x.places.join("；"),
            Self::Supplemented(x) | Self::Returned(x) => x.words.clone(),
            Self::MergedInto(x) => x.number.clone(),
            Self::Transferred(x) => x.to.clone(),
            Self::Drafted(x) => x.decision.label().to_owned(),
            Self::Decided(x) => format!("{} {}", x.decision.label(), x.number),
            Self::Served(x) => x.mode.label().to_owned(),
            Self::Reopened(x) => x.relief.label().to_owned(),
            Self::ReliefConcluded(x) => x.result.label().to_owned(),
            Self::EventCorrected(EventCorrected { of, reason, .. }) => format!("第{of}条记录：{reason}"),
            _ => String::new(),
        }
    }
}

impl FileRole {
    /// 随事件上传的材料的用途: what a file that comes with an event is for.
    #[must_use]
    pub const fn of(event: &CaseEvent) -> Self {
        match event {
            CaseEvent::CorrectionTaken => Self::Correction,
            CaseEvent::OpinionRecorded(_) => Self::Opinion,
            CaseEvent::SearchLogged(_) => Self::Search,
            CaseEvent::Drafted(_) => Self::Reply,
            CaseEvent::Served(_) | CaseEvent::FeePaid => Self::Receipt,
            CaseEvent::Reopened(_) | CaseEvent::ReliefConcluded(_) => Self::Relief,
            CaseEvent::Submitted(_) => Self::Request,
            _ => Self::Supplement,
        }
    }
}

impl Party {
    /// 代号的字头: the first letter of the name a case gives to one who is asked.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::ThirdParty => "A",
            Self::JointMaker => "B",
            Self::OtherOrgan => "C",
        }
    }
}

impl Level {
    /// 颜色: the tone of a mark; never the only carrier of what it says.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Green => "info",
            Self::Amber => "warn",
            Self::Red | Self::Overdue => "bad",
            Self::Standing => "quiet",
        }
    }
}

/// 剩余工作日 until a last day that is certain; negative once it is over; nothing where a year has no notice yet.
#[must_use]
pub fn days_left(due: Day, today: Day, law: Law<'_>) -> Option<i64> {
    if today > due {
        return Some(-law.calendar.working_days_between(due, today).ok()?.max(1));
    }
    law.calendar.working_days_between(today, due).ok()
}

/// 预警级别 of a last day that is certain.
#[must_use]
pub fn level_of(due: Day, today: Day, law: Law<'_>) -> Level {
    if today > due {
        return Level::Overdue;
    }
    let warnings = law.of_day(&law.settings.warnings, today).map(|row| row.value);
    match (warnings, days_left(due, today, law)) {
        (Some(warnings), Some(left)) if left <= i64::from(warnings.red) => Level::Red,
        (Some(warnings), Some(left)) if left <= i64::from(warnings.amber) => Level::Amber,
        _ => Level::Green,
    }
}
