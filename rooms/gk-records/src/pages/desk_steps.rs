//! What is done with a record: one POST for each verb, back to the record with what was done or why not.

use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::org::{Act, may};
use gk_rules::records::WithdrawGround;
use gk_rules::records::reasons::no_ground;
use gk_webkit::page::download;
use gk_webkit::{Answer, Desk, Fields, Path, Web};

use super::case::may_see;
use super::desk_record::{Again, on, render};
use crate::queries::bytes_of;
use crate::tables::records;
use crate::verbs::withdraw::Withdraw;
use crate::verbs::{Seen, detach, publish, return_it, submit, take_back, withdraw};

pub(super) fn seen(record: i64, fields: &Fields) -> Seen {
    Seen { record, version: fields.parsed("seen").unwrap_or(0) }
}

/// On to the record, or the record again with the reasons against.
pub(super) async fn settle<T>(
    (web, desk, id): (&Web, &Desk, i64),
    outcome: Result<T, Problem>,
    done: &str,
    note: &str,
) -> Answer {
    match outcome {
        Ok(_) => Ok(on(id, done)),
        Err(Problem::Refused(reasons)) => {
            let again = Again::refused(&reasons).with_note(note);
            render(web, desk, id, StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn submit(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let outcome = submit::run(web.office(), &desk.actor, seen(id, &fields)).await;
    settle((&web, &desk, id), outcome, "submitted", "").await
}

pub(super) async fn take_back(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let outcome = take_back::run(web.office(), &desk.actor, seen(id, &fields)).await;
    settle((&web, &desk, id), outcome, "taken_back", "").await
}

pub(super) async fn return_it(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let why = fields.text("why").to_owned();
    let outcome = return_it::run(web.office(), &desk.actor, seen(id, &fields), why.clone()).await;
    settle((&web, &desk, id), outcome, "returned", &why).await
}

pub(super) async fn publish(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let examined = fields.ticked("examined");
    let outcome = publish::run(web.office(), &desk.actor, seen(id, &fields), examined).await;
    if outcome.is_ok() {
        web.catch_up().await?;
    }
    settle((&web, &desk, id), outcome, "published", "").await
}

pub(super) async fn withdraw(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let note = fields.text("note").to_owned();
    let outcome = match WithdrawGround::from_code(fields.text("ground")) {
        Some(ground) => {
            let cmd = Withdraw { ground, note: note.clone(), early: fields.ticked("early") };
            withdraw::run(web.office(), &desk.actor, seen(id, &fields), cmd).await
        }
        None => {
            // Powers first: who may not withdraw learns nothing else.
            let mut read = web.office().read().await?;
            let kept = records::load(&mut read, id).await?;
            may(&desk.actor, Act::WithdrawRecord, &kept.subject())?;
            Err(Problem::refused(no_ground()))
        }
    };
    if outcome.is_ok() {
        web.catch_up().await?;
    }
    settle((&web, &desk, id), outcome, "withdrawn", &note).await
}

pub(super) async fn detach(
    State(web): State<Web>,
    desk: Desk,
    Path((id, file)): Path<(i64, i64)>,
    fields: Fields,
) -> Answer {
    let outcome = detach::run(web.office(), &desk.actor, seen(id, &fields), file).await;
    settle((&web, &desk, id), outcome, "detached", "").await
}

pub(super) async fn file(State(web): State<Web>, desk: Desk, Path((id, file)): Path<(i64, i64)>) -> Answer {
    let mut read = web.office().read().await?;
    let kept = records::load(&mut read, id).await?;
    may_see(&desk.actor, &kept)?;
    let found = bytes_of(&mut read, id, file).await?;
    let (file, bytes) = found.ok_or_else(|| Problem::missing("file", file))?;
    Ok(download(&file.name, file.media.code(), bytes))
}
