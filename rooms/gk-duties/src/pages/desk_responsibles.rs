//! 指明公开主体: words of the county's catalogs that name nobody certainly, and the form that decides.

use askama::Template;
use axum::extract::State;
use gk_base::Problem;
use gk_base::directory::{self, Seat};
use gk_rules::org::{Act, Level};
use gk_webkit::page::{page, see_other};
use gk_webkit::parts::{Choice, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk_shell};

use super::desk_events::own;
use super::domain_name;
use crate::verbs::{Deciding, decide_responsible};
use crate::words::{self, Decided};

#[derive(Template)]
#[template(path = "desk/responsibles.html")]
struct ResponsiblesPage {
    shell: Shell,
    waiting: Vec<WaitingLine>,
    decided: Vec<Decided>,
    pager: Pager,
    done: bool,
}

/// Words with the organs to choose from; who might be meant comes first.
struct WaitingLine {
    words: String,
    domain: String,
    because: String,
    items: i64,
    organs: Vec<Choice>,
}

/// How many words a page shows: each carries a list of organs.
const WORDS: i64 = 10;

pub(super) async fn list(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = desk_shell(&web, &desk, "editions").await?;
    own(&desk, Act::PutEditionInForce)?;
    let mut read = web.office().read().await?;
    let seat = directory::load(&mut read, desk.actor.organ).await?;
    let county = seat.organ.id.0;
    let after = (query.parsed("domain").unwrap_or(0), query.text("words"));
    let mut waiting = words::list_waiting(&mut read, county, after, WORDS + 1).await?;
    let total = words::count_waiting(&mut read, county).await?;
    let organs = directory::list_level(&mut read, &seat, Level::County, 0, 200).await?;
    let more = i64::try_from(waiting.len()).unwrap_or(0) > WORDS;
    waiting.truncate(usize::try_from(WORDS).unwrap_or(0));
    let next = waiting
        .last()
        .filter(|_| more)
        .map(|last| format!("?domain={}&words={}", last.domain, gk_webkit::door::encode(&last.words)));
    let pager = Pager {
        next: next.unwrap_or_default(),
        shown: u64::try_from(waiting.len()).unwrap_or(0),
        total: u64::try_from(total).ok(),
        ..Pager::default()
    };
    let waiting = waiting
        .into_iter()
        .map(|one| WaitingLine {
            organs: choices(&organs, &one.candidates),
            domain: domain_name(one.domain),
            words: one.words,
            because: one.because,
            items: one.items,
        })
        .collect();
    let decided = words::list_decided(&mut read, county).await?;
    page(&ResponsiblesPage { shell, waiting, decided, pager, done: query.text("done") == "1" })
}

fn choices(organs: &[Seat], candidates: &[i64]) -> Vec<Choice> {
    let choice = |seat: &Seat| Choice {
        value: seat.organ.code.clone(),
        label: seat.organ.names.full.clone(),
        hint: String::new(),
        on: false,
    };
    let likely = |seat: &&Seat| candidates.contains(&seat.organ.id.0);
    let first = organs.iter().filter(likely);
    first.chain(organs.iter().filter(|seat| !likely(seat))).map(choice).collect()
}

pub(super) async fn decide(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let mut organs = Vec::new();
    let mut read = web.office().read().await?;
    for code in fields.all("organ").into_iter().filter(|code| !code.is_empty()) {
        organs.push(directory::load_by_code(&mut read, code).await?.organ.id.0);
    }
    drop(read);
    if organs.is_empty() && !fields.ticked("nobody") {
        return Err(Problem::refused(gk_rules::duty::acts::nobody_chosen()).into());
    }
    let deciding = Deciding { county: desk.actor.organ.0, words: fields.raw("words").to_owned(), organs };
    decide_responsible(web.office(), &desk.actor, &deciding).await?;
    Ok(see_other("/desk/responsibles?done=1"))
}
