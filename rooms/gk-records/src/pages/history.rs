//! The way a record has come: its steps with what was said in each, and the versions that stood before.

use gk_base::{Coded, Fault, Read};
use gk_rules::Day;
use gk_rules::attribute::Attribute;
use gk_rules::attribute::steps::{Opinion, required};
use gk_rules::records::revision::{self, Span};
use gk_rules::records::{Progress as Procedure, Stage};
use gk_webkit::parts::{Progress, ReviewStep};

use crate::reviewing::Reviewing;
use crate::tables::records::{self, Kept};

/// A version of a record.
#[derive(Clone)]
pub(super) struct VersionView {
    span: Span,
    /// Its row.
    pub(super) id: i64,
    pub(super) edition: u32,
    /// 首日
    pub(super) from: String,
    /// 被取代日; empty for the one that holds.
    pub(super) until: String,
    /// 修订种类; empty for the first.
    pub(super) change: &'static str,
    pub(super) note: String,
}

impl VersionView {
    /// The one version of what was never revised.
    pub(super) fn only(kept: &Kept, from: Day) -> Self {
        let edition = kept.edition.number;
        Self::new(kept, Span { edition, from, until: None })
    }
    fn new(kept: &Kept, span: Span) -> Self {
        Self {
            span,
            id: kept.id,
            edition: span.edition,
            from: span.from.to_string(),
            until: span.until.map(|day| day.to_string()).unwrap_or_default(),
            change: kept.edition.change.map_or("", Coded::label),
            note: kept.edition.note.clone(),
        }
    }
}

/// What held when, in the order of versions; one span where it was never revised.
pub(super) fn spans(versions: &[Kept]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for one in versions {
        let begun = spans.last().and_then(|before| before.until);
        let Some(from) = begun.or_else(|| one.record.progress.published_on()) else { continue };
        let until = match &one.record.progress {
            Procedure::Superseded { superseded, .. } => Some(superseded.on),
            _ => None,
        };
        spans.push(Span { edition: one.edition.number, from, until });
    }
    spans
}

/// The versions of a record, the newest first; nothing where there is only one.
pub(super) async fn versions(read: &mut Read, kept: &Kept) -> Result<Vec<VersionView>, Fault> {
    if kept.edition.number < 2 || kept.edition.revises.is_some() {
        return Ok(Vec::new());
    }
    let all = records::versions(read, kept.id).await?;
    let spans = spans(&all);
    Ok(all.iter().zip(spans).rev().map(|(one, span)| VersionView::new(one, span)).collect())
}

/// The version of a record that held on a day, where it has several or was public by then.
pub(super) fn on_day(versions: &[VersionView], day: Day) -> Option<VersionView> {
    let spans: Vec<Span> = versions.iter().map(|one| one.span).collect();
    let edition = revision::on_day(&spans, day)?;
    versions.iter().find(|one| one.edition == edition).cloned()
}

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
    let (name, who) = (Stage::Submitted.label().to_owned(), kept.hands.sender.clone());
    let at = kept.record.progress.sent().map(|sent| sent.on.to_string()).unwrap_or_default();
    let progress = match kept.stage() {
        Stage::Draft => Progress::Ahead,
        Stage::Submitted => Progress::Now,
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
        name: Stage::Published.label().to_owned(),
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
