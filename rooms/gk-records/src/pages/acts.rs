//! What may be done next with a record, by whom, and why not.

use gk_base::{Fault, Read};
use gk_rules::attribute::forced::{Forced, Hands, reasons_not_to_force};
use gk_rules::attribute::steps::{Review, is_short, next, roles};
use gk_rules::attribute::{Attribute, determination::reasons_not_to_determine};
use gk_rules::org::authority::{Relation, allows, relation};
use gk_rules::org::{Act, Actor, may};
use gk_rules::records::reasons::{
    Hand, reasons_not_to_examine, reasons_not_to_publish, reasons_not_to_submit, reasons_not_to_take_back,
};
use gk_rules::records::revision::{reasons_against_note, reasons_not_to_revise};
use gk_rules::records::{Progress, Stage};
use gk_rules::{Coded, Day, Reason};
use gk_webkit::parts::ReasonLine;

use crate::reviewing::Reviewing;
use crate::tables::records::{self, Kept};
use crate::verbs::force::above;
use crate::verbs::review::act_of;

/// An act: not this person's business, or offered with the reasons against.
pub(super) type Offer = Option<Vec<ReasonLine>>;

/// What stands around a record.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) reviewing: &'a Reviewing,
    /// Required elements it lacks.
    pub(super) missing: &'a [&'a str],
    /// What the check holds up.
    pub(super) open: &'a [Reason],
}

/// A step of the review whose turn it is.
pub(super) struct StepOffer {
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    pub(super) basis: String,
    /// Whether a conclusion must be written even by who agrees.
    pub(super) words: bool,
}

impl StepOffer {
    fn new(review: Review) -> Self {
        Self {
            code: review.code(),
            label: review.label(),
            basis: review.basis().to_string(),
            words: review == Review::Secrecy,
        }
    }
}

/// What may be done next.
#[derive(Default)]
pub(super) struct Acts {
    pub(super) edit: bool,
    pub(super) submit: Offer,
    pub(super) take_back: Offer,
    /// One reviewer examines all, and publishes.
    pub(super) publish: Offer,
    /// An opinion in the step whose turn it is.
    pub(super) review: Option<StepOffer>,
    /// The same step, taken alone.
    pub(super) force: Option<StepOffer>,
    /// What is approved becomes public.
    pub(super) release: Offer,
    /// When it becomes public of itself, as people write it.
    pub(super) scheduled: String,
    pub(super) unschedule: bool,
    pub(super) return_it: Offer,
    pub(super) reassess: bool,
    pub(super) revise: Offer,
    /// The draft that is to take its place.
    pub(super) revision: Option<i64>,
    pub(super) withdraw: Offer,
}

impl Acts {
    /// Of a record as it stands, for one person.
    pub(super) async fn of(
        read: &mut Read,
        actor: &Actor,
        kept: &Kept,
        around: Around<'_>,
    ) -> Result<Self, Fault> {
        let hand = Hand { person: actor.person, today: read.today(), seen: kept.record.version };
        let mut acts = match kept.stage() {
            Stage::Draft => drafted(actor, kept, around, hand),
            Stage::Submitted | Stage::Reviewed | Stage::Cleared => judged(actor, kept, around, hand),
            Stage::Approved | Stage::Scheduled => approved(actor, kept, around, hand),
            Stage::Published => {
                let revision = records::revision_of(read, kept.id).await?;
                Self {
                    withdraw: offer(actor, Act::WithdrawRecord, kept, &Vec::new),
                    revise: offer(actor, Act::ReviseRecord, kept, &|| {
                        reasons_not_to_revise(&kept.record, revision.is_some())
                    })
                    .filter(Vec::is_empty),
                    revision,
                    ..Self::default()
                }
            }
            Stage::Superseded | Stage::Withdrawn => Self::default(),
        };
        acts.force = forced(read, actor, kept, around.reviewing).await?;
        Ok(acts)
    }
}

fn drafted(actor: &Actor, kept: &Kept, around: Around<'_>, hand: Hand) -> Acts {
    let is_open = kept.record.attribute == Attribute::Proactive;
    Acts {
        edit: may(actor, Act::DraftRecord, &kept.subject()).is_ok(),
        submit: offer(actor, Act::SubmitRecord, kept, &|| {
            let missing = if is_open { around.missing } else { &[] };
            let mut against = reasons_not_to_submit(&kept.record, missing, hand);
            against.extend(reasons_not_to_determine(&around.reviewing.proposed.determination, hand.today));
            if kept.edition.revises.is_some() {
                against.extend(reasons_against_note(kept.edition.change, &kept.edition.note));
            }
            against.extend(around.open.iter().filter(|_| is_open).cloned());
            against
        }),
        ..Acts::default()
    }
}

fn judged(actor: &Actor, kept: &Kept, around: Around<'_>, hand: Hand) -> Acts {
    let matter = around.reviewing.matter(kept);
    let own = actor.organ == kept.record.organ;
    let at_once = is_short(matter) && own;
    let step = next(matter).filter(|review| {
        let of_post = roles(*review, matter).contains(&actor.role);
        let own_work = matter.author == actor.person || matter.sender == Some(actor.person);
        !at_once && of_post && !own_work && may(actor, act_of(*review), &kept.subject()).is_ok()
    });
    Acts {
        take_back: offer(actor, Act::SubmitRecord, kept, &|| reasons_not_to_take_back(&kept.record, hand))
            .filter(Vec::is_empty),
        publish: offer(actor, Act::PublishRecord, kept, &|| {
            let against = reasons_not_to_examine(&kept.record, around.missing, true, hand);
            against.into_iter().chain(around.open.iter().cloned()).collect()
        })
        .filter(|_| at_once),
        review: step.map(StepOffer::new),
        return_it: offer(actor, Act::ReturnRecord, kept, &Vec::new)
            .filter(|against| against.is_empty() && at_once),
        ..Acts::default()
    }
}

fn approved(actor: &Actor, kept: &Kept, around: Around<'_>, hand: Hand) -> Acts {
    let is_open = kept.record.attribute == Attribute::Proactive;
    let at = match &kept.record.progress {
        Progress::Scheduled { at, .. } => Some(*at),
        _ => None,
    };
    let release = || {
        let against = reasons_not_to_publish(&kept.record, around.missing, hand);
        against.into_iter().chain(around.open.iter().cloned()).collect()
    };
    Acts {
        release: offer(actor, Act::ReleaseRecord, kept, &release).filter(|_| is_open),
        unschedule: at.is_some() && may(actor, Act::ReleaseRecord, &kept.subject()).is_ok(),
        scheduled: at.map(gk_base::ports::local_text).unwrap_or_default(),
        reassess: !is_open && may(actor, Act::Reassess, &kept.subject()).is_ok(),
        return_it: offer(actor, Act::ReturnRecord, kept, &Vec::new)
            .filter(|against| against.is_empty() && is_open),
        ..Acts::default()
    }
}

/// Taking the step alone: offered where nobody else is there who could, and the organ above can look at it.
async fn forced(
    read: &mut Read,
    actor: &Actor,
    kept: &Kept,
    reviewing: &Reviewing,
) -> Result<Option<StepOffer>, Fault> {
    let matter = reviewing.matter(kept);
    let Some(review) = next(matter).filter(|_| kept.stage().is_under_review()) else { return Ok(None) };
    let own_work = matter.author == actor.person || matter.sender == Some(actor.person);
    let here = actor.organ == kept.record.organ && may(actor, Act::ForceReview, &kept.subject()).is_ok();
    if !here || !own_work {
        return Ok(None);
    }
    let others = reviewing.others(read, actor, kept, review).await?;
    let why = "…".repeat(gk_rules::attribute::forced::LEAST_WHY);
    let on: Day = read.today();
    let tried = Forced { review, by: actor.person, on, why };
    let against = reasons_not_to_force(&tried, Hands { others, above: above(kept) });
    Ok(against.is_empty().then(|| StepOffer::new(review)))
}

/// Offered to whose role holds the act here; where only the person stands in the way, the reason is shown.
fn offer(actor: &Actor, act: Act, kept: &Kept, reasons: &dyn Fn() -> Vec<Reason>) -> Offer {
    let subject = kept.subject();
    let near = match relation(actor, act, &subject) {
        Relation::OwnWork => Relation::OwnOrgan,
        other => other,
    };
    if !allows(actor.role, act, near) {
        return None;
    }
    let against = match may(actor, act, &subject) {
        Err(denied) => vec![denied.reason()],
        Ok(()) => reasons(),
    };
    Some(against.iter().map(ReasonLine::from).collect())
}
