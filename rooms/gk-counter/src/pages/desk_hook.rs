//! 一个订阅: where it goes, how it went with each event, and what can be done about it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::ports::local_text;
use gk_base::{Coded, Problem, Secret};
use gk_rules::Reason;
use gk_rules::foi::hook::{DeliveryState, FORMER_HOURS, HookState, Topic};
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine, Tab};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use super::desk_hooks::{chosen, topics};
use crate::tables::deliveries::{self, Delivery};
use crate::tables::hooks::{self, Hook};
use crate::verbs::{change_hook, rotate_secret, send_again, switch_hook};

/// How many deliveries a page shows.
const LIMIT: i64 = 50;

#[derive(Template)]
#[template(path = "desk/foi_hook.html")]
struct HookPage {
    shell: Shell,
    hook: Hook,
    held: String,
    tabs: Vec<Tab>,
    lines: Vec<Delivery>,
    pager: Pager,
    topics: Vec<Choice>,
    url: String,
    hours: i64,
    secret: String,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// What is shown again: what was typed, and what is against it; or a secret.
#[derive(Default)]
struct Again {
    typed: Option<(String, Vec<Topic>)>,
    secret: Secret,
    errors: Vec<Reason>,
}

impl HookPage {
    fn seen(&self) -> String {
        self.hook.version.to_string()
    }
    fn is_active(&self) -> bool {
        self.hook.state == HookState::Active
    }
}

/// GET /desk/foi/hooks/{id}
pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    render(&web, &desk, (id, &query), StatusCode::OK, Again::default()).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    (id, query): (i64, &Query),
    status: StatusCode,
    again: Again,
) -> Answer {
    let organ = desk.actor.organ;
    may(&desk.actor, Act::SetFoi, &Subject::of(organ, desk.actor.path.clone()))?;
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let hook = hooks::load(&mut read, id).await?;
    if hook.organ != organ.0 {
        return Err(Problem::missing("hook", id).into());
    }
    let at = format!("/desk/foi/hooks/{id}");
    let state = query.maybe("state").and_then(DeliveryState::from_code);
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let mut lines = deliveries::newest(&mut read, id, state, before, LIMIT + 1).await?;
    let limit = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = lines.len() > limit;
    lines.truncate(limit);
    let narrowed = state.map(|state| format!("state={}&", state.code())).unwrap_or_default();
    let next = lines.last().filter(|_| full).map(|last| format!("{at}?{narrowed}before={}", last.id));
    let pager = Pager {
        prev: if before == i64::MAX {
            String::new()
        } else {
            format!("{at}?{}", narrowed.trim_end_matches('&'))
        },
        next: next.unwrap_or_default(),
        shown: u64::try_from(lines.len()).unwrap_or(0),
        total: None,
    };
    let (url, ticked) = again.typed.unwrap_or_else(|| (hook.url.clone(), hook.topics.clone()));
    let now = read.office().now();
    let page = HookPage {
        shell,
        held: hook.held_until.filter(|until| *until > now).map(local_text).unwrap_or_default(),
        tabs: tabs(&at, state),
        lines,
        pager,
        topics: topics(&ticked),
        url,
        hours: FORMER_HOURS,
        secret: again.secret.reveal().to_owned(),
        done: query.text("done") == "1",
        errors: again.errors.iter().map(ReasonLine::from).collect(),
        hook,
    };
    page_with(status, &page)
}

/// All deliveries, or those of one state.
fn tabs(at: &str, state: Option<DeliveryState>) -> Vec<Tab> {
    let all =
        Tab { label: gk_rules::foi::hook::ALL_DELIVERIES.to_owned(), href: at.to_owned(), ..Tab::default() };
    let of = |one: &DeliveryState| Tab {
        label: one.label().to_owned(),
        href: format!("{at}?state={}", one.code()),
        active: state == Some(*one),
        ..Tab::default()
    };
    let all = Tab { active: state.is_none(), ..all };
    std::iter::once(all).chain(DeliveryState::ALL.iter().map(of)).collect()
}

/// After a change: the page, or the page again with all reasons against.
async fn ended(
    web: &Web,
    desk: &Desk,
    id: i64,
    taken: Result<(), Problem>,
    typed: Option<(String, Vec<Topic>)>,
) -> Answer {
    match taken {
        Ok(()) => Ok(see_other(&format!("/desk/foi/hooks/{id}?done=1"))),
        Err(Problem::Refused(errors)) => {
            let again = Again { typed, errors, ..Again::default() };
            let query = Query::default();
            render(web, desk, (id, &query), StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(problem) => Err(problem.into()),
    }
}

fn seen(fields: &Fields) -> i64 {
    fields.parsed("seen").unwrap_or(0)
}

/// POST /desk/foi/hooks/{id}
pub(super) async fn change(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let (url, topics) = (fields.text("url").to_owned(), chosen(&fields));
    let to = (url.as_str(), topics.clone());
    let taken = change_hook::run(web.office(), &desk.actor, (id, seen(&fields)), to).await;
    ended(&web, &desk, id, taken, Some((url, topics))).await
}

/// POST /desk/foi/hooks/{id}/pause
pub(super) async fn pause(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let taken = switch_hook::pause(web.office(), &desk.actor, (id, seen(&fields))).await;
    ended(&web, &desk, id, taken, None).await
}

/// POST /desk/foi/hooks/{id}/resume
pub(super) async fn resume(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let taken = switch_hook::resume(web.office(), &desk.actor, (id, seen(&fields))).await;
    ended(&web, &desk, id, taken, None).await
}

/// POST /desk/foi/hooks/{id}/secret
pub(super) async fn rotate(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let secret = rotate_secret::run(web.office(), &desk.actor, (id, seen(&fields))).await?;
    let (again, query) = (Again { secret, ..Again::default() }, Query::default());
    render(&web, &desk, (id, &query), StatusCode::OK, again).await
}

/// POST /desk/foi/hooks/{id}/deliveries/{delivery}/again
pub(super) async fn again(
    State(web): State<Web>,
    desk: Desk,
    Path((id, delivery)): Path<(i64, i64)>,
) -> Answer {
    let taken = send_again::run(web.office(), &desk.actor, (id, delivery)).await;
    ended(&web, &desk, id, taken, None).await
}
