//! The disclosure log: what the desk confirms and shows, and what everybody reads.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::Decision;
use gk_rules::foi::depersonalise::mask;
use gk_rules::foi::words::ROOM;
use gk_rules::org::{Act, may};
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::{Choice, Entry, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::answers::{self, AnswerLine, Narrow};
use crate::verbs::answer::{self, ShowAnswer};
use gk_foi::Open;
use gk_foi::cases::{self, Matter};

/// How many a page shows.
const LIMIT: i64 = 30;

#[derive(Template)]
#[template(path = "desk/answer.html")]
struct AnswerPage {
    shell: Shell,
    matter: Matter,
    shown: Option<i64>,
    title: String,
    asked: String,
    answered: String,
    spots: Vec<(&'static str, usize)>,
    against: Vec<ReasonLine>,
    errors: Vec<ReasonLine>,
}

/// POST /desk/foi/{id}/answer/prepare: opens the names to mask them, which the ledger keeps.
pub(super) async fn prepare(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    render(&web, &desk, id, StatusCode::OK, (None, Vec::new())).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    id: i64,
    status: StatusCode,
    (typed, errors): (Option<ShowAnswer>, Vec<Reason>),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut tx = web.office().begin(&desk.actor).await?;
    let matter = cases::load(&mut tx, id).await?;
    may(&desk.actor, Act::HandleCase, &matter.subject())?;
    let open = Open::load(&mut tx, matter).await?;
    let former = answers::of_matter(&mut tx, id).await?;
    let names = answer::names(&mut tx, &open.matter)?;
    tx.commit().await?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let wanted = mask(&open.matter.wanted.text, &names);
    let mut spots: Vec<(&'static str, usize)> = Vec::new();
    for spot in wanted.spots() {
        match spots.iter_mut().find(|one| one.0 == spot.what.label()) {
            Some(one) => one.1 += 1,
            None => spots.push((spot.what.label(), 1)),
        }
    }
    let text = typed.unwrap_or_else(|| ShowAnswer {
        title: former.as_ref().map_or_else(
            || mask(&open.matter.wanted.title, &names).text().to_owned(),
            |one| one.title.clone(),
        ),
        asked: former.as_ref().map_or_else(|| wanted.text().to_owned(), |one| one.asked.clone()),
        answered: former.as_ref().map_or_else(
            || open.case.decision().map(Coded::label).unwrap_or_default().to_owned(),
            |one| one.answered.clone(),
        ),
    });
    let page = AnswerPage {
        shell,
        shown: former.filter(|one| one.shown).map(|one| one.id),
        title: text.title,
        asked: text.asked,
        answered: text.answered,
        spots,
        against: answer::against(&open.case).iter().map(ReasonLine::from).collect(),
        errors: errors.iter().map(ReasonLine::from).collect(),
        matter: open.matter,
    };
    page_with(status, &page)
}

/// POST /desk/foi/{id}/answer
pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let cmd = ShowAnswer {
        title: fields.text("title").to_owned(),
        asked: fields.text("asked").to_owned(),
        answered: fields.text("answered").to_owned(),
    };
    match answer::show(web.office(), &desk.actor, id, &cmd).await {
        Ok(shown) => {
            web.catch_up().await?;
            Ok(see_other(&format!("/foi/answers/{shown}")))
        }
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, (Some(cmd), errors)).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// POST /desk/foi/{id}/answer/withdraw
pub(super) async fn withdraw(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    answer::withdraw(web.office(), &desk.actor, id).await?;
    web.catch_up().await?;
    Ok(see_other(&format!("/desk/foi/{id}?done=1")))
}

#[derive(Template)]
#[template(path = "public/answers.html")]
struct AnswersPage {
    shell: Shell,
    lines: Vec<Entry>,
    decisions: Vec<Choice>,
    organ: String,
    year: String,
    word: String,
    pager: Pager,
}

/// GET /foi/answers
pub(super) async fn list(State(web): State<Web>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let owned = |name: &str| query.maybe(name).map(ToOwned::to_owned);
    let narrow = Narrow {
        organ: owned("organ"),
        year: query.parsed("year"),
        decision: Decision::from_code(query.text("decision")),
        word: owned("q"),
    };
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let mut found = answers::newest(&mut read, &narrow, before, LIMIT + 1).await?;
    let limit = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| full);
    let next = next.map(|last| format!("/foi/answers?{}", query.with("before", &last.id.to_string())));
    let line = |one: &AnswerLine| Entry {
        title: one.title.clone(),
        href: format!("/foi/answers/{}", one.id),
        line: format!("{} {}", one.organ_name, one.decision.label()),
        when: one.on.to_string(),
    };
    page(&AnswersPage {
        shell: web.public_shell(ROOM).active("apply"),
        pager: Pager {
            prev: if before == i64::MAX { String::new() } else { "/foi/answers".to_owned() },
            next: next.unwrap_or_default(),
            shown: u64::try_from(found.len()).unwrap_or(0),
            total: None,
        },
        lines: found.iter().map(line).collect(),
        decisions: Choice::coded::<Decision>(query.text("decision")),
        organ: query.text("organ").to_owned(),
        year: query.text("year").to_owned(),
        word: query.text("q").to_owned(),
    })
}

#[derive(Template)]
#[template(path = "public/answer.html")]
struct OnePage {
    shell: Shell,
    one: AnswerLine,
    basis: String,
}

/// GET /foi/answers/{id}
pub(super) async fn one(State(web): State<Web>, Path(id): Path<i64>) -> Answer {
    let mut read = web.office().read().await?;
    let one = answers::load_public(&mut read, id).await?;
    let basis: Vec<String> = one.decision.basis().iter().map(ToString::to_string).collect();
    page(&OnePage { shell: web.public_shell(ROOM).active("apply"), basis: basis.join("、"), one })
}
