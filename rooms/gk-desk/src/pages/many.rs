//! 批量办理: what would come of it, record by record; then all in one go.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_records::verbs::Seen;
use gk_rules::records::bulk::{AT_ONCE, BulkAct};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::ReasonLine;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk_shell};

use super::list::{self, Again};
use crate::verbs::do_many;

#[derive(Template)]
#[template(path = "desk/many.html")]
struct ManyPage {
    shell: Shell,
    act: &'static str,
    label: &'static str,
    ready: Vec<Line>,
    held: Vec<Line>,
    filter: String,
    /// Whether somebody was faster since the preview, and nothing was done.
    overtaken: bool,
}

/// A record of the preview.
struct Line {
    id: i64,
    title: String,
    pick: String,
    overtaken: bool,
    against: Vec<ReasonLine>,
}

/// The records chosen, with the versions that were on the screen; one more than may be is enough to say that it is too many.
fn picked(fields: &Fields) -> Vec<Seen> {
    let one = |value: &str| {
        let (record, version) = value.split_once('-')?;
        Some(Seen { record: record.parse().ok()?, version: version.parse().ok()? })
    };
    let mut all: Vec<Seen> = fields.all("pick").into_iter().filter_map(one).take(AT_ONCE + 1).collect();
    all.sort_unstable_by_key(|seen| seen.record);
    all.dedup_by_key(|seen| seen.record);
    all
}

/// POST /desk/records/many
pub(super) async fn look(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    render(&web, &desk, &fields, false).await
}

async fn render(web: &Web, desk: &Desk, fields: &Fields, overtaken: bool) -> Answer {
    let act = BulkAct::from_code(fields.text("act"));
    let query = Query::parse(fields.text("filter"));
    let outcome = do_many::preview(web.office(), &desk.actor, act, &picked(fields)).await;
    let outcomes = match (outcome, act) {
        (Ok(outcomes), Some(act)) => (outcomes, act),
        (Err(Problem::Refused(errors)), _) => {
            let again = Again { errors, ..Again::default() };
            return list::render(web, desk, &query, again).await;
        }
        (Err(problem), _) => return Err(problem.into()),
        (Ok(_), None) => return Ok(see_other("/desk/records")),
    };
    let shell = desk_shell(web, desk, "records").await?;
    let mut read = web.office().read().await?;
    let (mut ready, mut held) = (Vec::new(), Vec::new());
    for one in outcomes.0 {
        // Who may not see it learns that he may not act on it, and nothing of what it says.
        let kept = gk_records::load(&mut read, one.seen.record).await?;
        let visible = gk_records::may_see(&desk.actor, &kept).is_ok();
        let line = Line {
            id: one.seen.record,
            title: if visible { kept.record.title } else { String::new() },
            pick: format!("{}-{}", one.seen.record, one.seen.version),
            overtaken: one.overtaken,
            against: one.against.iter().map(ReasonLine::from).collect(),
        };
        if line.against.is_empty() && !line.overtaken { ready.push(line) } else { held.push(line) }
    }
    let status = if overtaken { StatusCode::CONFLICT } else { StatusCode::OK };
    let (act, filter) = (outcomes.1, list::filter_of(&query));
    let page = ManyPage { shell, act: act.code(), label: act.label(), ready, held, filter, overtaken };
    page_with(status, &page)
}

/// POST /desk/records/many/do
pub(super) async fn act(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let act = BulkAct::from_code(fields.text("act"));
    match do_many::run(web.office(), &desk.actor, act, &picked(&fields)).await {
        Ok(()) => {
            let filter = list::filter_of(&Query::parse(fields.text("filter")));
            let joint = if filter.is_empty() { "" } else { "&" };
            let done = act.map_or("", Coded::code);
            Ok(see_other(&format!("/desk/records?{filter}{joint}done={done}")))
        }
        // Something has changed since the preview: nothing was done, and the page says what stands now.
        Err(Problem::Refused(_) | Problem::Stale { .. }) => render(&web, &desk, &fields, true).await,
        Err(problem) => Err(problem.into()),
    }
}
