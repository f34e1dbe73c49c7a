//! 重新评估: what is approved and not public, and due to be looked at again; the oldest first.

use askama::Template;
use axum::extract::State;
use gk_base::Coded;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::page;
use gk_webkit::parts::Pager;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Query, Web, desk_shell};

use super::line::RecordLine;
use crate::tables::lists;

/// How many a page shows.
const LIMIT: i64 = 50;

#[derive(Template)]
#[template(path = "desk/reassess.html")]
struct ReassessPage {
    shell: Shell,
    lines: Vec<LookLine>,
    pager: Pager,
}

/// A record to be looked at again.
struct LookLine {
    row: RecordLine,
    attribute: &'static str,
    on: String,
    why: &'static str,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::Reassess, &Subject::of(actor.organ, actor.path.clone()))?;
    let shell = desk_shell(&web, &desk, "review").await?;
    let mut read = web.office().read().await?;
    let key = query.maybe("after").and_then(|text| text.rsplit_once('-'));
    let key = key.and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?)));
    let first = (gk_rules::Day::MIN, 0);
    let mut kept = lists::to_look_at(&mut read, actor.organ.0, key.unwrap_or(first), LIMIT + 1).await?;
    let shown = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = kept.len() > shown;
    kept.truncate(shown);
    let next = kept.last().filter(|_| full).and_then(|one| Some((one.look?.on, one.id)));
    let pager = Pager {
        prev: if key.is_some() { "/desk/reassess".to_owned() } else { String::new() },
        next: next.map(|(on, id)| format!("/desk/reassess?after={on}-{id}")).unwrap_or_default(),
        shown: u64::try_from(kept.len()).unwrap_or(0),
        total: None,
    };
    let line = |one: &crate::Kept| LookLine {
        row: RecordLine::new(one),
        attribute: one.record.attribute.label(),
        on: one.look.map(|look| look.on.to_string()).unwrap_or_default(),
        why: one.look.map_or("", |look| look.occasion.label()),
    };
    page(&ReassessPage { shell, lines: kept.iter().map(line).collect(), pager })
}
