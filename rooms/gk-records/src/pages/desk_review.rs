//! What waits to be reviewed, the oldest first.

use askama::Template;
use axum::extract::State;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::page;
use gk_webkit::parts::Pager;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Query, Web, desk_shell};

use super::above;
use super::line::RecordLine;
use crate::tables::{lists, reviews};

/// How many records a page shows.
const LIMIT: i64 = 50;

#[derive(Template)]
#[template(path = "desk/review.html")]
struct ReviewPage {
    shell: Shell,
    lines: Vec<ReviewLine>,
    pager: Pager,
    /// 待重新评估
    to_look_at: i64,
    /// 下级单人办理
    alone: i64,
}

/// A record that waits: whose, and whether the reader is barred from judging it.
struct ReviewLine {
    row: RecordLine,
    sender: String,
    sent_on: String,
    own: bool,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::PublishRecord, &Subject::of(actor.organ, actor.path.clone()))?;
    let shell = desk_shell(&web, &desk, "review").await?;
    let mut read = web.office().read().await?;
    let after = query.parsed("after").unwrap_or(0);
    let mut kept = lists::list_queue(&mut read, actor.organ.0, after, LIMIT + 1).await?;
    let shown = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = kept.len() > shown;
    kept.truncate(shown);
    let next = kept.last().filter(|_| full).map(|one| format!("/desk/review?after={}", one.id));
    let pager = Pager {
        prev: if after == 0 { String::new() } else { "/desk/review".to_owned() },
        next: next.unwrap_or_default(),
        shown: u64::try_from(kept.len()).unwrap_or(0),
        total: None,
    };
    let counts = lists::count_waiting(&mut read, actor.organ.0, actor.person).await?;
    let alone = match above::may_look(actor) {
        Ok(()) => reviews::count_alone(&mut read, actor.organ).await?,
        Err(_) => 0,
    };
    let row = |one: &crate::Kept| {
        let sent = one.record.progress.sent();
        ReviewLine {
            row: RecordLine::new(one),
            sender: one.hands.sender.clone(),
            sent_on: sent.map(|sent| sent.on.to_string()).unwrap_or_default(),
            own: one.record.author == actor.person || sent.is_some_and(|sent| sent.by == actor.person),
        }
    };
    let lines = kept.iter().map(row).collect();
    page(&ReviewPage { shell, lines, pager, to_look_at: counts.to_look_at, alone })
}
