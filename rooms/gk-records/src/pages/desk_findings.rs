//! Findings (检查发现): as a record's page shows them, what is done about them, and those of what is public already.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::preflight::dismissal::{DismissReason, standing};
use gk_rules::preflight::record::{can_mask, place, who_mends};
use gk_rules::preflight::{Finding, Problem as Found, Severity, Spot};
use gk_rules::records::Stage;
use gk_webkit::page::page;
use gk_webkit::parts::{Choice, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use super::desk_record::{Again, on, render};
use super::desk_steps::{seen, settle};
use crate::preflight::Preflight;
use crate::queries::address;
use crate::tables::checks::{self, Standing};
use crate::tables::records::{self, Kept};
use crate::verbs::{dismiss, mask};

/// How many findings a page shows; the rest come up when these are done.
const SHOWN: usize = 50;
/// How many records a page of the list shows.
const LIMIT: i64 = 50;

/// 检查发现（显示）
pub(super) struct FindingView {
    /// Where in the page, for names of fields.
    pub(super) nth: usize,
    pub(super) problem: &'static str,
    pub(super) label: &'static str,
    pub(super) severity: &'static str,
    pub(super) severity_label: &'static str,
    pub(super) place: String,
    pub(super) evidence: String,
    pub(super) basis: String,
    pub(super) cure: &'static str,
    pub(super) line: u32,
    pub(super) from: u32,
    pub(super) to: u32,
    /// Who set it aside and why; empty while it stands.
    pub(super) set_aside: String,
    pub(super) may_mask: bool,
    /// Reasons for which it may be set aside; none where it may not.
    pub(super) reasons: Vec<Choice>,
}

/// 检查结果（显示）
pub(super) struct FindingsView {
    pub(super) all: Vec<FindingView>,
    /// How many are not shown.
    pub(super) more: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

impl FindingsView {
    pub(super) fn new(found: &Preflight, kept: &Kept, actor: &Actor) -> Self {
        let stage = kept.stage();
        let mends = may(actor, who_mends(stage), &kept.subject()).is_ok();
        let masks = stage == Stage::Draft && mends;
        let standing = found.standing();
        let of = |severity| standing.iter().filter(|one| one.severity == severity).count();
        // What holds up comes first; within that, the order of the text.
        let mut in_order: Vec<(usize, &Finding)> = found.findings.iter().enumerate().collect();
        in_order.sort_by_key(|(_, finding)| finding.severity);
        let view = |(nth, finding): (usize, &Finding)| view(nth, finding, found, kept, (mends, masks));
        Self {
            all: in_order.into_iter().take(SHOWN).map(view).collect(),
            more: found.findings.len().saturating_sub(SHOWN),
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
        }
    }
}

fn view(
    nth: usize,
    finding: &Finding,
    found: &Preflight,
    kept: &Kept,
    (mends, masks): (bool, bool),
) -> FindingView {
    let spot = finding.spot.unwrap_or(Spot { line: 0, from: 0, to: 0 });
    let set_aside = found.set_aside(finding).map_or_else(String::new, |one| {
        let dismissal = &one.dismissal;
        format!("{}，{} {}：{}", dismissal.reason.label(), one.by_name, dismissal.on, dismissal.words)
    });
    let fits = |reason: &&DismissReason| reason.fits(finding.problem);
    let dismissable = mends && set_aside.is_empty() && finding.severity == Severity::Warning;
    let reasons = DismissReason::ALL.iter().filter(fits).filter(|_| dismissable);
    FindingView {
        nth,
        problem: finding.problem.code(),
        label: finding.problem.label(),
        severity: finding.severity.code(),
        severity_label: finding.severity.label(),
        place: finding.spot.map(place).unwrap_or_default(),
        evidence: finding.evidence.clone(),
        basis: finding.basis().map(|basis| basis.to_string()).unwrap_or_default(),
        cure: finding.cure(),
        line: spot.line,
        from: spot.from,
        to: spot.to,
        may_mask: masks && set_aside.is_empty() && can_mask(&kept.record, finding),
        reasons: Choice::list(reasons.map(|one| (one.code(), one.label())), &[]),
        set_aside,
    }
}

/// The finding a form names.
fn named(fields: &Fields) -> Option<(Found, Option<Spot>)> {
    let problem = Found::from_code(fields.text("problem"))?;
    let number = |name| fields.parsed::<u32>(name).unwrap_or(0);
    let spot = Spot { line: number("line"), from: number("from"), to: number("to") };
    Some((problem, (spot.line > 0).then_some(spot)))
}

pub(super) async fn dismiss(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let Some((problem, spot)) = named(&fields) else { return again(&web, &desk, id).await };
    let Some(reason) = DismissReason::from_code(fields.text("reason")) else {
        return again(&web, &desk, id).await;
    };
    let cmd = dismiss::Dismiss { problem, spot, reason, words: fields.text("words").to_owned() };
    let outcome = dismiss::run(web.office(), &desk.actor, seen(id, &fields), cmd).await;
    settle((&web, &desk, id), outcome, "dismissed", "").await
}

pub(super) async fn mask(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let Some(which) = named(&fields) else { return again(&web, &desk, id).await };
    match mask::run(web.office(), &desk.actor, seen(id, &fields), which).await {
        Ok(_) => Ok(on(id, "masked")),
        other => settle((&web, &desk, id), other, "masked", "").await,
    }
}

/// A form that names no finding or no reason.
async fn again(web: &Web, desk: &Desk, id: i64) -> Answer {
    let mut read = web.office().read().await?;
    let kept = records::load(&mut read, id).await?;
    drop(read);
    may(&desk.actor, who_mends(kept.stage()), &kept.subject())?;
    let again = Again::refused(&[gk_rules::preflight::dismissal::no_reason()]);
    render(web, desk, id, StatusCode::UNPROCESSABLE_ENTITY, again).await
}

#[derive(Template)]
#[template(path = "desk/findings.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<StandingView>,
    pager: Pager,
    night: String,
}

struct StandingView {
    one: Standing,
    href: String,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    if may(actor, Act::PublishRecord, &own).is_err() {
        may(actor, Act::DraftRecord, &own)?;
    }
    let shell = desk_shell(&web, &desk, "records").await?;
    let mut read = web.office().read().await?;
    let after: i64 = query.parsed("after").unwrap_or(0);
    let mut lines = checks::standing(&mut read, actor.organ.0, after, LIMIT + 1).await?;
    let total = checks::count_standing(&mut read, actor.organ.0).await?;
    let night = checks::night(&mut read).await?;
    let shown = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = lines.len() > shown;
    lines.truncate(shown);
    let go = |value: &str| format!("/desk/findings?{}", query.with("after", value));
    let pager = Pager {
        prev: if after > 0 { go("") } else { String::new() },
        next: lines.last().filter(|_| full).map(|one| go(&one.record.to_string())).unwrap_or_default(),
        shown: u64::try_from(lines.len()).unwrap_or(0),
        total: u64::try_from(total).ok(),
    };
    let view = |one: Standing| StandingView { href: address(&one.number), one };
    page(&ListPage {
        shell,
        lines: lines.into_iter().map(view).collect(),
        pager,
        night: night.map(|day| day.to_string()).unwrap_or_default(),
    })
}

/// What a case is loaded with.
pub(super) async fn of_case(
    read: &mut gk_base::Read,
    actor: &Actor,
    kept: &Kept,
    files: &[crate::tables::files::FileLine],
) -> Result<(FindingsView, Vec<gk_rules::Reason>), Problem> {
    let found = Preflight::of(read, kept, files).await?;
    let open = standing(found.standing().len()).into_iter().collect();
    Ok((FindingsView::new(&found, kept, actor), open))
}
