//! 订阅推送: which systems are sent the events of the organ's cases; a new subscription's secret is shown once.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem, Secret};
use gk_rules::Reason;
use gk_rules::foi::hook::{DeliveryState, HookState, KEPT_DAYS, Topic};
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::page_with;
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Web, desk_shell};

use crate::tables::deliveries;
use crate::tables::hooks::{self, Hook};
use crate::verbs::subscribe::{self, Subscribe};

#[derive(Template)]
#[template(path = "desk/foi_hooks.html")]
struct HooksPage {
    shell: Shell,
    lines: Vec<HookLine>,
    accounts: Vec<Choice>,
    topics: Vec<Choice>,
    url: String,
    kept: i64,
    secret: String,
    errors: Vec<ReasonLine>,
}

/// 订阅（列表）
struct HookLine {
    hook: Hook,
    waiting: i64,
    dead: i64,
}

impl Hook {
    /// The tone of its state.
    pub(super) fn tone(&self) -> &'static str {
        match self.state {
            _ if self.key_ended.is_some() => "off",
            HookState::Active => "good",
            HookState::Paused => "quiet",
            HookState::Dead => "bad",
        }
    }
    /// Why it stands still, in words; empty when it does not.
    pub(super) fn trouble(&self) -> String {
        self.why.map(|why| why.label().to_owned()).unwrap_or_default()
    }
}

/// What was typed.
#[derive(Default)]
struct Typed {
    key: String,
    url: String,
    topics: Vec<Topic>,
}

/// Topics as boxes, those chosen ticked.
pub(super) fn topics(chosen: &[Topic]) -> Vec<Choice> {
    let codes: Vec<&str> = chosen.iter().map(|one| one.code()).collect();
    Choice::list(Topic::ALL.iter().map(|one| (one.code(), one.label())), &codes)
}

/// Topics of a form.
pub(super) fn chosen(fields: &Fields) -> Vec<Topic> {
    fields.all("topics").into_iter().filter_map(Topic::from_code).collect()
}

pub(super) async fn show(State(web): State<Web>, desk: Desk) -> Answer {
    let typed = Typed { topics: Topic::ALL.to_vec(), ..Typed::default() };
    render(&web, &desk, StatusCode::OK, typed, (Secret::default(), Vec::new())).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    status: StatusCode,
    typed: Typed,
    (secret, errors): (Secret, Vec<Reason>),
) -> Answer {
    let organ = desk.actor.organ;
    may(&desk.actor, Act::SetFoi, &Subject::of(organ, desk.actor.path.clone()))?;
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let tally = deliveries::tally(&mut read, organ.0).await?;
    let many =
        |hook: i64, state| tally.iter().find(|one| (one.0, one.1) == (hook, state)).map_or(0, |one| one.2);
    let line = |hook: Hook| {
        let (waiting, dead) = (many(hook.id, DeliveryState::Waiting), many(hook.id, DeliveryState::Dead));
        HookLine { hook, waiting, dead }
    };
    let lines = hooks::of_organ(&mut read, organ.0).await?.into_iter().map(line).collect();
    let accounts = hooks::accounts(&mut read, organ.0).await?;
    let accounts: Vec<(String, String)> =
        accounts.into_iter().map(|(id, label)| (id.to_string(), label)).collect();
    let pairs = accounts.iter().map(|(id, label)| (id.as_str(), label.as_str()));
    let page = HooksPage {
        shell,
        lines,
        accounts: Choice::list(pairs, &[&typed.key]),
        topics: topics(&typed.topics),
        url: typed.url,
        kept: KEPT_DAYS,
        secret: secret.reveal().to_owned(),
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

pub(super) async fn subscribe(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let typed = Typed {
        key: fields.text("key").to_owned(),
        url: fields.text("url").to_owned(),
        topics: chosen(&fields),
    };
    let key = fields.parsed("key").unwrap_or(0);
    let cmd = Subscribe { key, url: typed.url.clone(), topics: typed.topics.clone() };
    match subscribe::run(web.office(), &desk.actor, cmd).await {
        Ok(secret) => {
            let fresh = Typed { topics: Topic::ALL.to_vec(), ..Typed::default() };
            render(&web, &desk, StatusCode::OK, fresh, (secret, Vec::new())).await
        }
        Err(Problem::Refused(errors)) => {
            let shown = (Secret::default(), errors);
            render(&web, &desk, StatusCode::UNPROCESSABLE_ENTITY, typed, shown).await
        }
        Err(problem) => Err(problem.into()),
    }
}
