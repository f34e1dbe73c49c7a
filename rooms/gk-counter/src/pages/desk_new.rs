//! 登记线下申请: what came in person, by post or by fax, entered at the desk with the same record.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::foi::split::propose;
use gk_rules::foi::words::{self, choose, day_unreadable};
use gk_rules::foi::{Channel, ServiceMode};
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, FieldError};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Web, desk_shell};

use super::form::{Typed, brought};
use super::public_apply::key;
use gk_foi::verbs::receive::{self, By, Receive};

#[derive(Template)]
#[template(path = "desk/new.html")]
struct NewPage {
    shell: Shell,
    typed: Typed,
    channels: Vec<Choice>,
    on: String,
    today: String,
    parts: Vec<String>,
    splits: Vec<Choice>,
    carriers: Vec<Choice>,
    ways: Vec<Choice>,
    kinds: Vec<Choice>,
    id_kinds: Vec<Choice>,
    errors: Vec<FieldError>,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk) -> Answer {
    may(&desk.actor, Act::ReceiveApplication, &Subject::of(desk.actor.organ, desk.actor.path.clone()))?;
    let mut typed = Typed { form_key: key(&web), ..Typed::default() };
    typed.form.obtain = Some(ServiceMode::Post);
    render(&web, &desk, StatusCode::OK, typed, (Channel::InPerson.code(), "")).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    status: StatusCode,
    typed: Typed,
    (channel, on): (&str, &str),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let today = web.office().today();
    let chosen = if typed.apart { "apart" } else { "together" };
    let mut channels = Choice::coded::<Channel>(channel);
    channels.retain(|one| one.value != Channel::Internet.code());
    let page = NewPage {
        shell,
        channels,
        on: if on.is_empty() { today.to_string() } else { on.to_owned() },
        today: today.to_string(),
        parts: propose(&typed.form.about).map(|one| one.parts).unwrap_or_default(),
        splits: Choice::list([("apart", words::APART), ("together", words::TOGETHER)], &[chosen]),
        carriers: typed.carriers(),
        ways: typed.ways(),
        kinds: typed.kinds(),
        id_kinds: typed.id_kinds(),
        errors: typed.errors.clone(),
        typed,
    };
    page_with(status, &page)
}

/// POST
pub(super) async fn enter(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let mut typed = Typed::of(&fields);
    let (channel, on) = (fields.text("channel").to_owned(), fields.text("on").to_owned());
    let mut reasons = Vec::new();
    let read_channel = Channel::from_code(&channel).filter(|one| *one != Channel::Internet);
    if read_channel.is_none() {
        reasons.push(choose(&channel));
    }
    let day = on.parse();
    if day.is_err() {
        reasons.push(day_unreadable(&on));
    }
    if typed.form_key.len() != 64 {
        typed.form_key = key(&web);
    }
    if typed.doubtful(&fields, web.office().today()) && reasons.is_empty() {
        return render(&web, &desk, StatusCode::UNPROCESSABLE_ENTITY, typed, (&channel, &on)).await;
    }
    if let (Some(channel), Ok(on)) = (read_channel, day) {
        let cmd = Receive {
            organ: desk.actor.organ,
            form_key: typed.form_key.clone(),
            channel,
            on,
            form: typed.form.clone(),
            apart: typed.apart,
            files: brought(&fields),
        };
        match receive::run(web.office(), By::Desk(&desk.actor), cmd).await {
            Ok(received) => {
                let id = received.cases.first().map_or(0, |one| one.0);
                return Ok(see_other(&format!("/desk/foi/{id}?done=1")));
            }
            Err(Problem::Refused(against)) => reasons.extend(against),
            Err(problem) => return Err(problem.into()),
        }
    }
    let error = |one: gk_rules::Reason| FieldError { field: String::new(), words: one.words };
    typed.errors = reasons.into_iter().map(error).collect();
    render(&web, &desk, StatusCode::UNPROCESSABLE_ENTITY, typed, (&channel, &on)).await
}
