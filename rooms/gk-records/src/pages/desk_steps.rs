//! What is done with a record: one POST for each verb, back to the record with what was done or why not.

use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::attribute::reassess::Outcome;
use gk_rules::attribute::steps::Review;
use gk_rules::org::{Act, may};
use gk_rules::records::WithdrawGround;
use gk_rules::records::reasons::{choice_malformed, no_ground};
use gk_rules::records::revision::read_moment;
use gk_webkit::page::download;
use gk_webkit::{Answer, Desk, Fields, Path, Web};

use super::case::may_see;
use super::desk_record::{Again, on, render};
use crate::queries::bytes_of;
use crate::tables::records;
use crate::verbs::review::Say;
use crate::verbs::withdraw::Withdraw;
use crate::verbs::{
    Seen, choose_item, detach, force, publish, reassess, return_it, review, revise, schedule, submit,
    take_back, withdraw,
};

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

pub(super) async fn review(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let words = fields.text("words").to_owned();
    let agreed = fields.text("act") == "agree";
    let outcome = match Review::from_code(fields.text("review")) {
        Some(review) => {
            let say = Say { review, agreed, words: words.clone() };
            review::run(web.office(), &desk.actor, seen(id, &fields), say).await
        }
        None => Err(Problem::missing("review", fields.text("review"))),
    };
    settle((&web, &desk, id), outcome, if agreed { "reviewed" } else { "returned" }, &words).await
}

pub(super) async fn force(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let why = fields.text("why").to_owned();
    let outcome = match Review::from_code(fields.text("review")) {
        Some(review) => force::run(web.office(), &desk.actor, seen(id, &fields), (review, why.clone())).await,
        None => Err(Problem::missing("review", fields.text("review"))),
    };
    settle((&web, &desk, id), outcome, "forced", &why).await
}

pub(super) async fn schedule(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let at = read_moment(fields.text("at"));
    let cmd = (fields.ticked("examined"), at);
    let outcome = schedule::run(web.office(), &desk.actor, seen(id, &fields), cmd).await;
    settle((&web, &desk, id), outcome, "scheduled", "").await
}

pub(super) async fn unschedule(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let outcome = schedule::cancel(web.office(), &desk.actor, seen(id, &fields)).await;
    settle((&web, &desk, id), outcome, "unscheduled", "").await
}

pub(super) async fn reassess(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let why = fields.text("why").to_owned();
    let outcome = match Outcome::from_code(fields.text("outcome")) {
        Some(outcome) => {
            reassess::run(web.office(), &desk.actor, seen(id, &fields), (outcome, why.clone())).await
        }
        None => {
            // Powers first: who may not conclude learns nothing else.
            let mut read = web.office().read().await?;
            let kept = records::load(&mut read, id).await?;
            may(&desk.actor, Act::Reassess, &kept.subject())?;
            Err(Problem::refused(choice_malformed(fields.text("outcome"))))
        }
    };
    settle((&web, &desk, id), outcome, "reassessed", &why).await
}

pub(super) async fn revise(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    match revise::run(web.office(), &desk.actor, id).await {
        Ok(draft) => Ok(on(draft, "revision")),
        Err(Problem::Refused(reasons)) => {
            render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, Again::refused(&reasons)).await
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn item(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let line = fields.parsed("line").unwrap_or(0);
    let outcome = choose_item::run(web.office(), &desk.actor, seen(id, &fields), line).await;
    settle((&web, &desk, id), outcome, "item", "").await
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
