//! The log: what was done in the organ and below it, newest first, from the ledger.

use askama::Template;
use axum::extract::State;
use gk_base::ports::local_text;
use gk_base::{directory, ledger};
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::page;
use gk_webkit::parts::Pager;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Query, Web, desk_shell};

/// How many entries a page shows.
const LIMIT: i64 = 100;

#[derive(Template)]
#[template(path = "desk/log.html")]
struct LogPage {
    shell: Shell,
    organ: String,
    lines: Vec<LogLine>,
    pager: Pager,
}

struct LogLine {
    seq: i64,
    at: String,
    who: String,
    what: &'static str,
    event: String,
    subject: String,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = desk_shell(&web, &desk, "ledger").await?;
    let mut read = web.office().read().await?;
    let seat = directory::load(&mut read, desk.actor.organ).await?;
    may(&desk.actor, Act::SeeAudit, &Subject::of(seat.organ.id, seat.organ.path.clone()))?;
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let entries = ledger::of_range(&mut read, (seat.organ.id.0, seat.last), before, LIMIT + 1).await?;
    let shown = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = entries.len() > shown;
    let lines: Vec<LogLine> = entries.into_iter().take(shown).map(line).collect();
    let next = lines.last().filter(|_| full).map(|one| format!("/desk/log?before={}", one.seq));
    let pager = Pager {
        prev: if before == i64::MAX { String::new() } else { "/desk/log".to_owned() },
        next: next.unwrap_or_default(),
        shown: u64::try_from(lines.len()).unwrap_or(0),
        total: None,
    };
    page(&LogPage { shell, organ: seat.organ.names.full, lines, pager })
}

fn line(entry: ledger::Entry) -> LogLine {
    LogLine {
        seq: entry.seq,
        at: local_text(entry.at),
        who: entry.who.name,
        what: gk_rules::event_label(&entry.event),
        event: entry.event,
        subject: entry.subject,
    }
}
