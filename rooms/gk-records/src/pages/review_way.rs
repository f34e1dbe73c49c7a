//! 审查程序: how many review in this organ, since when and by what document; and what will hold from a day to come.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem, directory};
use gk_rules::attribute::way::{Way, in_force};
use gk_rules::org::{Act, Subject, may};
use gk_rules::{Day, Reason};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk_shell};

use crate::tables::reviews;
use crate::verbs::fix_way;

#[derive(Template)]
#[template(path = "desk/review_way.html")]
struct WayPage {
    shell: Shell,
    /// What holds today; nothing where nobody has fixed any.
    now: Option<FixedView>,
    all: Vec<FixedView>,
    short: &'static str,
    may: bool,
    ways: Vec<Choice>,
    from: String,
    source: String,
    today: String,
    done: String,
    errors: Vec<ReasonLine>,
}

/// A way that was fixed.
struct FixedView {
    organ: String,
    from: String,
    label: &'static str,
    source: String,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let done = query.text("done").to_owned();
    render(&web, &desk, &Fields::default(), done, &[]).await
}

async fn render(web: &Web, desk: &Desk, typed: &Fields, done: String, against: &[Reason]) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    let reads = [Act::FixReviewWay, Act::ReviewRecord, Act::PublishRecord, Act::DraftRecord];
    if reads.iter().all(|act| may(actor, *act, &own).is_err()) {
        may(actor, Act::FixReviewWay, &own)?;
    }
    let shell = desk_shell(web, desk, "review").await?;
    let mut read = web.office().read().await?;
    let fixed = reviews::fixed(&mut read, &actor.path).await?;
    let mut names = directory::list_above(&mut read, actor.organ).await?;
    names.push(directory::load(&mut read, actor.organ).await?);
    let today = read.today();
    drop(read);
    let view = |one: &gk_rules::attribute::way::Fixed| FixedView {
        organ: names
            .iter()
            .find(|seat| seat.organ.id == one.organ)
            .map(|seat| seat.organ.names.full.clone())
            .unwrap_or_default(),
        from: one.from.to_string(),
        label: one.way.label(),
        source: one.source.clone(),
    };
    let status = if against.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let now = in_force(&fixed, &actor.path, today).map(view);
    page_with(
        status,
        &WayPage {
            shell,
            now,
            all: fixed.iter().map(view).collect(),
            short: Way::Short.label(),
            may: may(actor, Act::FixReviewWay, &own).is_ok(),
            ways: Choice::coded::<Way>(typed.text("way")),
            from: typed.text("from").to_owned(),
            source: typed.text("source").to_owned(),
            today: today.to_string(),
            done,
            errors: against.iter().map(ReasonLine::from).collect(),
        },
    )
}

pub(super) async fn fix(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let outcome = match Way::from_code(fields.text("way")) {
        Some(way) => {
            let cmd = (way, fields.parsed::<Day>("from"), fields.text("source").to_owned());
            fix_way::run(web.office(), &desk.actor, cmd).await
        }
        None => {
            // Powers first: who may not fix it learns nothing else.
            let actor = &desk.actor;
            may(actor, Act::FixReviewWay, &Subject::of(actor.organ, actor.path.clone()))?;
            Err(Problem::refused(gk_rules::records::reasons::choice_malformed(fields.text("way"))))
        }
    };
    match outcome {
        Ok(()) => Ok(see_other("/desk/review/way?done=fixed")),
        Err(Problem::Refused(reasons)) => render(&web, &desk, &fields, String::new(), &reasons).await,
        Err(problem) => Err(problem.into()),
    }
}
