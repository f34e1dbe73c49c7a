//! A case as pages show it: what its events say, its clock, its files, its timeline.

use gk_base::ports::local_text;
use gk_base::{Coded, Problem, Read};
use gk_rules::foi::clock::{ReplyClock, reply_clock};
use gk_rules::foi::periods::{Period, periods};
use gk_rules::foi::{Case, CaseEvent, words};
use gk_rules::org::{Act, Actor, may};
use gk_webkit::parts::TimelineEvent;

use crate::tables::cases::{self, Matter, NAME};
use crate::tables::events::Told;
use crate::tables::files::{self, FileLine};
use crate::verbs::{Counting, Open};

/// A case with all that stands around it.
pub struct CaseView {
    pub matter: Matter,
    pub case: Case,
    pub told: Vec<Told>,
    pub counting: Counting,
    pub clock: ReplyClock,
    /// 其他期限, each with its source.
    pub periods: Vec<Period>,
    pub files: Vec<FileLine>,
    pub timeline: Vec<TimelineEvent>,
    /// 申请人, masked.
    pub applicant: String,
    pub submitted: String,
    pub carriers: String,
    pub tone: &'static str,
    pub version: String,
    pub may_handle: bool,
    pub may_draft: bool,
}

impl CaseView {
    /// The case, for somebody of the organ who may look at it.
    pub async fn load(read: &mut Read, actor: &Actor, id: i64) -> Result<Self, Problem> {
        let matter = cases::load(read, id).await?;
        may(actor, Act::SeeCase, &matter.subject())?;
        let mut view = Self::of(read, matter).await?;
        view.may_handle = may(actor, Act::HandleCase, &view.matter.subject()).is_ok();
        view.may_draft = view.may_handle && view.case.stage().is_open();
        Ok(view)
    }
    /// The case, whoever looks; the caller has asked whether he may.
    pub async fn of(read: &mut Read, matter: Matter) -> Result<Self, Problem> {
        let files = files::of_matter(read, matter.id).await?;
        let open = Open::load(read, matter).await?;
        let (matter, case) = (open.matter, open.case);
        let clock = reply_clock(&case, open.counting.law());
        let level = clock.level(read.today(), open.counting.law());
        Ok(Self {
            applicant: read.masked(&NAME.at(matter.id, &matter.who.name)),
            submitted: local_text(matter.coming.at),
            carriers: matter.wanted.carriers.iter().map(|one| one.label()).collect::<Vec<_>>().join("、"),
            tone: if case.stage().is_open() { level.tone() } else { "quiet" },
            version: matter.version.to_string(),
            timeline: timeline(&open.told),
            may_handle: false,
            may_draft: false,
            periods: periods(&case, open.counting.law()),
            told: open.told,
            counting: open.counting,
            clock,
            files,
            matter,
            case,
        })
    }
    /// 适用的期限
    pub fn rule(&self) -> &str {
        &self.clock.rule
    }
    /// 届满情况, one sentence.
    pub fn outcome(&self) -> String {
        self.clock.words_of(&self.case)
    }
}

/// What happened, the newest first.
fn timeline(told: &[Told]) -> Vec<TimelineEvent> {
    let event = |one: &Told| {
        let happened = &one.recorded.event;
        TimelineEvent {
            at: one.recorded.day.to_string(),
            who: who(one),
            what: happened.ledger().label().to_owned(),
            note: happened.note(),
            tone: tone(happened),
        }
    };
    told.iter().rev().map(event).collect()
}

/// 登记人: a clerk by his name; what nobody at the desk recorded came from the applicant or from the program.
fn who(one: &Told) -> String {
    let own = matches!(
        one.recorded.event,
        CaseEvent::Submitted(_)
            | CaseEvent::CorrectionTaken
            | CaseEvent::ReasonsGiven
            | CaseEvent::Supplemented(_)
            | CaseEvent::WithdrawnByApplicant
    );
    match (one.recorded.by, own) {
        (0, true) => words::BY_APPLICANT.to_owned(),
        (0, false) => words::BY_PROGRAM.to_owned(),
        _ => one.name.clone(),
    }
}

const fn tone(event: &CaseEvent) -> &'static str {
    match event {
        CaseEvent::Decided(_) | CaseEvent::Served(_) => "good",
        CaseEvent::Returned(_) | CaseEvent::EventCorrected(_) | CaseEvent::Extended(_) => "warn",
        CaseEvent::Lapsed(_) | CaseEvent::Reopened(_) => "bad",
        _ => "",
    }
}
