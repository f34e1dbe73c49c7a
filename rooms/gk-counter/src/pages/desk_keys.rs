//! 接口密钥: which systems may act for the organ, as whom; a new key is shown once.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::link::Scope;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Web, desk_shell};

use crate::tables::keys::{self, KeyLine};
use crate::verbs::make_key::{self, MakeKey};

#[derive(Template)]
#[template(path = "desk/foi_keys.html")]
struct KeysPage {
    shell: Shell,
    keys: Vec<KeyLine>,
    scopes: Vec<Choice>,
    holders: Vec<Choice>,
    system: String,
    secret: String,
    errors: Vec<ReasonLine>,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk) -> Answer {
    render(&web, &desk, StatusCode::OK, "", (String::new(), Vec::new())).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    status: StatusCode,
    system: &str,
    (secret, errors): (String, Vec<Reason>),
) -> Answer {
    may(&desk.actor, Act::SetFoi, &Subject::of(desk.actor.organ, desk.actor.path.clone()))?;
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let holders = keys::holders(&mut read, desk.actor.organ.0).await?;
    let holder = |(post, _, name, title): &(i64, i64, String, String)| Choice {
        value: post.to_string(),
        label: format!("{name} {title}"),
        ..Choice::default()
    };
    page_with(
        status,
        &KeysPage {
            shell,
            keys: keys::of_organ(&mut read, desk.actor.organ.0).await?,
            scopes: Choice::coded::<Scope>(""),
            holders: holders.iter().map(holder).collect(),
            system: system.to_owned(),
            secret,
            errors: errors.iter().map(ReasonLine::from).collect(),
        },
    )
}

pub(super) async fn make(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let cmd = MakeKey {
        system: fields.text("system").to_owned(),
        scopes: fields.all("scopes").into_iter().filter_map(Scope::from_code).collect(),
        post: fields.parsed("post").unwrap_or(0),
    };
    match make_key::run(web.office(), &desk.actor, cmd).await {
        Ok(secret) => {
            let shown = (secret.reveal().to_owned(), Vec::new());
            render(&web, &desk, StatusCode::OK, "", shown).await
        }
        Err(Problem::Refused(errors)) => {
            let shown = (String::new(), errors);
            render(&web, &desk, StatusCode::UNPROCESSABLE_ENTITY, fields.text("system"), shown).await
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn end(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    make_key::end(web.office(), &desk.actor, id).await?;
    Ok(see_other("/desk/foi/keys"))
}
