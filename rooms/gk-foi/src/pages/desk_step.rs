//! One step of a case, posted from its page.

use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::foi::Verb;
use gk_webkit::page::see_other;
use gk_webkit::{Answer, Desk, Fields, Path, Web};

use super::asked;
use super::case::CaseView;
use super::desk_case::{Again, render};
use super::stale::{self, Was};
use crate::verbs::add_file::Brought;
use crate::verbs::step::{self, TakeStep};
use crate::verbs::{Seen, consult, hand_over, take};

pub(super) async fn step(
    State(web): State<Web>,
    desk: Desk,
    Path((id, verb)): Path<(i64, String)>,
    fields: Fields,
) -> Answer {
    let seen = Seen { matter: id, version: fields.parsed("seen").unwrap_or(0) };
    let outcome = match (verb.as_str(), Verb::from_code(&verb)) {
        ("take", _) => take::run(web.office(), &desk.actor, seen).await.map(|_| ()),
        ("hand_over", _) => {
            hand_over::run(web.office(), &desk.actor, seen, fields.parsed("to").unwrap_or(0)).await
        }
        (_, Some(verb)) => run(&web, &desk, seen, verb, &fields).await,
        (other, None) => Err(Problem::missing("page", other)),
    };
    match outcome {
        Ok(()) => {
            web.catch_up().await?;
            Ok(see_other(&format!("/desk/foi/{id}?done=1")))
        }
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, Again { errors, ..Again::default() })
                .await
        }
        Err(Problem::Stale(by)) => {
            let was = Was { id, version: seen.version, page: "" };
            stale::page(&web, &desk, was, &by, (stale::typed(&fields), brought(&fields).len())).await
        }
        Err(problem) => Err(problem.into()),
    }
}

pub async fn run(web: &Web, desk: &Desk, seen: Seen, verb: Verb, fields: &Fields) -> Result<(), Problem> {
    let mut read = web.office().read().await?;
    let case = CaseView::load(&mut read, &desk.actor, seen.matter).await?;
    let today = read.today();
    drop(read);
    if verb == Verb::Consult {
        let cmd = consult::Consult::of(fields).map_err(Problem::Refused)?;
        return consult::run(web.office(), &desk.actor, seen, cmd).await.map(|_| ());
    }
    let (on, event) = match verb {
        Verb::Decide => match asked::decided(&case.case, fields) {
            Some(event) => (today, event),
            None => return Err(Problem::refused(gk_rules::foi::words::no_draft())),
        },
        _ => asked::event(verb, fields, &case, (desk.actor.person, today)).map_err(Problem::Refused)?,
    };
    let cmd = TakeStep { on, event, files: brought(fields) };
    step::run(web.office(), &desk.actor, seen, cmd).await.map(|_| ())
}

/// The files of a form, each for what its step is for.
pub fn brought(fields: &Fields) -> Vec<Brought> {
    let file = |file: &gk_webkit::fields::File| Brought {
        role: None,
        name: file.name.clone(),
        bytes: file.bytes.clone(),
    };
    fields.files("files").map(file).collect()
}
