//! 效力: what the desk records of how a document holds and of what it does to others.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::org::{Act, may};
use gk_rules::validity::Effect;
use gk_rules::validity::register::{bad_day, no_effect};
use gk_rules::{Day, Reason};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use gk_records::verbs::Seen;
use gk_records::{Kept, address, may_see};

use crate::queries::{HowItHolds, life};
use crate::verbs::relate::{self, Relate};
use crate::verbs::set_life::{self, SetLife};

#[derive(Template)]
#[template(path = "desk/validity.html")]
struct ValidityPage {
    shell: Shell,
    kept: Kept,
    view: HowItHolds,
    may: bool,
    life: LifeForm,
    relate: RelateForm,
    effects: Vec<Choice>,
    done: String,
    errors: Vec<ReasonLine>,
}

/// 效力日期, as typed.
#[derive(Default)]
struct LifeForm {
    effective_on: String,
    last_day: String,
    articles: String,
}

/// 效力关系, as typed.
#[derive(Default)]
struct RelateForm {
    effect: String,
    target: String,
    articles: String,
    from: String,
    until: String,
}

/// What was typed, when the page is shown again.
#[derive(Default)]
struct Again {
    life: Option<LifeForm>,
    relate: Option<RelateForm>,
    errors: Vec<Reason>,
    done: String,
}

impl ValidityPage {
    fn public(&self) -> String {
        address(self.kept.number())
    }
}

/// GET /desk/records/{id}/validity
pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    let again = Again { done: query.text("done").to_owned(), ..Again::default() };
    render(&web, &desk, id, StatusCode::OK, again).await
}

async fn render(web: &Web, desk: &Desk, id: i64, status: StatusCode, again: Again) -> Answer {
    let shell = desk_shell(web, desk, "records").await?;
    let mut read = web.office().read().await?;
    let kept = gk_records::load(&mut read, id).await?;
    may_see(&desk.actor, &kept)?;
    let view = HowItHolds::of(&mut read, &kept).await?;
    let lived = life(&mut read, &kept).await?;
    let own = LifeForm {
        effective_on: lived.effective_on.to_string(),
        last_day: lived.last_day.map(|day| day.to_string()).unwrap_or_default(),
        articles: lived.articles.map(|n| n.to_string()).unwrap_or_default(),
    };
    let relate = again.relate.unwrap_or_default();
    let page = ValidityPage {
        shell: shell.title(kept.record.title.clone()),
        may: may(&desk.actor, Act::PublishRecord, &kept.subject()).is_ok(),
        life: again.life.unwrap_or(own),
        effects: Choice::coded::<Effect>(&relate.effect),
        relate,
        view,
        kept,
        done: again.done,
        errors: again.errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// On to the page, or the page again with the reasons against and what was typed.
async fn settle(
    (web, desk, id): (&Web, &Desk, i64),
    outcome: Result<(), Problem>,
    done: &str,
    typed: Again,
) -> Answer {
    match outcome {
        Ok(()) => Ok(see_other(&format!("/desk/records/{id}/validity?done={done}"))),
        Err(Problem::Refused(errors)) => {
            let again = Again { errors, ..typed };
            render(web, desk, id, StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// A day, when it is one; nothing where nothing was typed.
fn day(label: &str, typed: &str, against: &mut Vec<Reason>) -> Option<Day> {
    let read = typed.parse().ok();
    if read.is_none() && !typed.is_empty() {
        against.push(bad_day(label, typed));
    }
    read
}

/// POST /desk/records/{id}/life
pub(super) async fn set(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let typed = LifeForm {
        effective_on: fields.text("effective_on").to_owned(),
        last_day: fields.text("last_day").to_owned(),
        articles: fields.text("articles").to_owned(),
    };
    let mut against = Vec::new();
    let [effective, last] = gk_rules::validity::register::LIFE_DAYS;
    let effective_on = day(effective, &typed.effective_on, &mut against);
    let last_day = day(last, &typed.last_day, &mut against);
    if typed.effective_on.is_empty() {
        against.push(bad_day(effective, ""));
    }
    let articles = if typed.articles.is_empty() { Ok(None) } else { typed.articles.parse().map(Some) };
    let outcome = match (effective_on, articles) {
        (Some(effective_on), Ok(articles)) if against.is_empty() => {
            let cmd = SetLife { effective_on, last_day, articles };
            set_life::run(web.office(), &desk.actor, seen(id, &fields), cmd).await
        }
        (_, Err(_)) => {
            against.push(gk_rules::validity::register::bad_count(&typed.articles));
            Err(Problem::Refused(against))
        }
        _ => Err(Problem::Refused(against)),
    };
    let again = Again { life: Some(typed), ..Again::default() };
    settle((&web, &desk, id), outcome, "life", again).await
}

/// POST /desk/records/{id}/relate
pub(super) async fn relate(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let typed = RelateForm {
        effect: fields.text("effect").to_owned(),
        target: fields.text("target").to_owned(),
        articles: fields.text("clauses").to_owned(),
        from: fields.text("from").to_owned(),
        until: fields.text("until").to_owned(),
    };
    let mut against = Vec::new();
    let [from_label, until_label] = gk_rules::validity::register::RELATION_DAYS;
    let from = day(from_label, &typed.from, &mut against);
    let until = day(until_label, &typed.until, &mut against);
    if typed.from.is_empty() {
        against.push(bad_day(from_label, ""));
    }
    let effect = Effect::from_code(&typed.effect);
    if effect.is_none() {
        against.push(no_effect());
    }
    let outcome = match (effect, from) {
        (Some(effect), Some(from)) if against.is_empty() => {
            let (target, articles) = (typed.target.clone(), typed.articles.clone());
            let cmd = Relate { effect, target, articles, from, until };
            relate::run(web.office(), &desk.actor, seen(id, &fields), cmd).await
        }
        _ => Err(Problem::Refused(against)),
    };
    let again = Again { relate: Some(typed), ..Again::default() };
    settle((&web, &desk, id), outcome, "related", again).await
}

fn seen(record: i64, fields: &Fields) -> Seen {
    Seen { record, version: fields.parsed("seen").unwrap_or(0) }
}
