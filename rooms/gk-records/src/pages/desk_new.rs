//! Beginning a record: the item it is for, and what the standard asks of it.

use askama::Template;
use axum::extract::State;
use gk_base::Problem;
use gk_rules::catalog::item::Necessity;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::{page, see_other};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk_shell};

use super::case::ItemView;
use crate::tables::records;
use crate::verbs::draft::{self, Draft};

/// How many items a page offers.
const LIMIT: i64 = 100;

#[derive(Template)]
#[template(path = "desk/record_new.html")]
struct NewPage {
    shell: Shell,
    line: i64,
    duty: String,
    /// The draft for which an item is chosen, and its version; empty where one begins.
    record: String,
    seen: u32,
    item: Option<ItemView>,
    /// Words and whether they are required.
    elements: Vec<(String, bool)>,
    offered: Vec<Offered>,
    next: String,
}

/// An item the organ is obliged by.
struct Offered {
    line: i64,
    path: String,
    state: &'static str,
    label: &'static str,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::DraftRecord, &Subject::of(actor.organ, actor.path.clone()))?;
    let shell = desk_shell(&web, &desk, "records").await?;
    let mut read = web.office().read().await?;
    let duty = query.parsed::<i64>("duty").map(|duty| duty.to_string()).unwrap_or_default();
    let (record, seen) = match query.parsed::<i64>("record") {
        Some(id) => {
            let kept = records::load(&mut read, id).await?;
            may(actor, Act::DraftRecord, &kept.subject())?;
            (id.to_string(), kept.record.version)
        }
        None => (String::new(), 0),
    };
    let Some(line) = query.parsed::<i64>("line") else {
        let after = query.parsed("after").unwrap_or(0);
        let heads = gk_duties::lines_of_organ(&mut read, actor.organ.0, None, after, LIMIT).await?;
        let full = i64::try_from(heads.len()).unwrap_or(0) == LIMIT;
        let next = heads
            .last()
            .filter(|_| full)
            .map(|one| format!("/desk/records/new?record={record}&after={}", one.line));
        let offered = heads.iter().map(offered).collect();
        let (item, elements) = (None, Vec::new());
        return page(&NewPage {
            shell,
            line: 0,
            duty,
            record,
            seen,
            item,
            elements,
            offered,
            next: next.unwrap_or_default(),
        });
    };
    let today = read.today();
    let found = gk_catalog::find_item_by_line(&mut read, line, today).await?;
    let (found, _) = found.ok_or_else(|| Problem::missing("item", line))?;
    let elements = found.item.content.elements.iter();
    let elements = elements.map(|one| (one.text.clone(), one.necessity == Necessity::Required)).collect();
    let item = Some(ItemView::new(line, &found.item));
    let (offered, next) = (Vec::new(), String::new());
    page(&NewPage { shell, line, duty, record, seen, item, elements, offered, next })
}

fn offered(head: &gk_duties::DutyLine) -> Offered {
    let state = head.item_state.unwrap_or(head.state);
    Offered {
        line: head.line,
        path: format!("{} › {}", head.level1, head.item_name),
        state: gk_base::Coded::code(state),
        label: gk_base::Coded::label(state),
    }
}

pub(super) async fn draft(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    // Without an item only where that is what was asked for: a mistyped one is missing, not none.
    let line = if fields.ticked("without") { None } else { Some(fields.parsed("line").unwrap_or(0)) };
    let cmd = Draft { line, duty: fields.parsed("duty") };
    let id = draft::run(web.office(), &desk.actor, cmd).await?;
    Ok(see_other(&format!("/desk/records/{id}")))
}
