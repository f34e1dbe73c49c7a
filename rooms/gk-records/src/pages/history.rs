//! The way a record has come: its steps with what was said in each.

use gk_base::Coded;
use gk_rules::attribute::Attribute;
use gk_rules::attribute::steps::{Opinion, required};
use gk_rules::records::state::RELEASE;
use gk_rules::records::{Progress as Procedure, RecordEvent, Stage};
use gk_webkit::parts::{Progress, ReviewStep};

use crate::reviewing::Reviewing;
use crate::tables::records::Kept;

/// 办理环节: draft, submission, every review with its opinion, publication.
pub(super) fn steps(kept: &Kept, reviewing: &Reviewing) -> Vec<ReviewStep> {
    let now = kept.stage();
    let mut all = vec![draft(kept), sent(kept)];
    if now != Stage::Draft {
        all.extend(reviews(kept, reviewing));
    }
    if kept.record.attribute == Attribute::Proactive {
        all.push(published(kept));
    }
    all
}

fn draft(kept: &Kept) -> ReviewStep {
    let back = match &kept.record.progress {
        Procedure::Draft { returned: Some(back) } => Some(back.why.clone()),
        _ => None,
    };
    ReviewStep {
        name: Stage::Draft.label().to_owned(),
        who: kept.hands.author.clone(),
        at: String::new(),
        progress: match (kept.stage(), &back) {
            (Stage::Draft, Some(_)) => Progress::Returned,
            (Stage::Draft, None) => Progress::Now,
            _ => Progress::Done,
        },
        note: back.unwrap_or_default(),
    }
}

fn sent(kept: &Kept) -> ReviewStep {
    let (name, who) = (RecordEvent::Submitted.label().to_owned(), kept.hands.sender.clone());
    let at = kept.record.progress.sent().map(|sent| sent.on.to_string()).unwrap_or_default();
    let progress = match kept.stage() {
        Stage::Draft => Progress::Ahead,
        _ => Progress::Done,
    };
    ReviewStep { name, who, at, progress, note: String::new() }
}

/// Each review that is needed and every one that was given; those of records from before there were opinions are not invented.
fn reviews(kept: &Kept, reviewing: &Reviewing) -> Vec<ReviewStep> {
    let given = |one: &crate::tables::reviews::Given| {
        let Opinion { review, on, agreed, words, .. } = &one.opinion;
        ReviewStep {
            name: review.label().to_owned(),
            who: one.name.clone(),
            at: on.to_string(),
            progress: if *agreed { Progress::Done } else { Progress::Returned },
            note: words.clone(),
        }
    };
    let of_round = reviewing.given.iter().filter(|one| one.round == kept.round);
    let mut steps: Vec<ReviewStep> = of_round.map(given).collect();
    if kept.stage().is_under_review() {
        let matter = reviewing.matter(kept);
        let done = |review| reviewing.opinions.iter().any(|one| one.review == review && one.agreed);
        let mut ahead = required(matter).into_iter().filter(|review| !done(*review));
        steps.extend(ahead.next().map(|review| waiting(review.label(), Progress::Now)));
        steps.extend(ahead.map(|review| waiting(review.label(), Progress::Ahead)));
    }
    steps
}

fn waiting(name: &str, progress: Progress) -> ReviewStep {
    ReviewStep { name: name.to_owned(), who: String::new(), at: String::new(), progress, note: String::new() }
}

fn published(kept: &Kept) -> ReviewStep {
    let on = kept.record.progress.published_on();
    ReviewStep {
        name: RELEASE.to_owned(),
        who: if on.is_some() { kept.hands.reviewer.clone() } else { String::new() },
        at: on.map(|on| on.to_string()).unwrap_or_default(),
        progress: match kept.stage() {
            Stage::Approved | Stage::Scheduled => Progress::Now,
            _ if on.is_some() => Progress::Done,
            _ => Progress::Ahead,
        },
        note: String::new(),
    }
}
