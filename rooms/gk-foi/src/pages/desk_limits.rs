//! 机关期限设置: what applies to an organ today and where it comes from; what the law leaves open may be fixed here.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::directory::{self, Seat};
use gk_base::ports::local_text;
use gk_base::{Coded, Problem, Read};
use gk_rules::Reason;
use gk_rules::foi::own::FoiLimit;
use gk_rules::foi::words::{choose, day_unreadable, number_unreadable};
use gk_rules::org::{Act, Subject, may};
use gk_webkit::door::encode;
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk_shell};

use crate::tables::limits;
use crate::verbs::set_limit::{self, SetLimit};

#[derive(Template)]
#[template(path = "desk/limits.html")]
struct LimitsPage {
    shell: Shell,
    organ: String,
    code: String,
    open: Vec<Row>,
    fixed: Vec<Row>,
    history: Vec<Line>,
    choices: Vec<Choice>,
    typed: Typed,
    may_set: bool,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// 现行的值
struct Row {
    label: &'static str,
    value: String,
    since: String,
    source: String,
}

/// 本机关的规定
struct Line {
    label: &'static str,
    from: String,
    value: String,
    basis: String,
    note: String,
    set: String,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    limit: String,
    value: String,
    from: String,
    basis: String,
    note: String,
}

/// GET /desk/foi/limits
pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let done = query.text("done") == "1";
    let code = query.text("organ").to_owned();
    render(&web, &desk, StatusCode::OK, &code, (None, Vec::new(), done)).await
}

/// The organ of an address, or the actor's own.
async fn seat_of(read: &mut Read, desk: &Desk, code: &str) -> Result<Seat, Problem> {
    if code.is_empty() {
        return directory::load(read, desk.actor.organ).await;
    }
    directory::load_by_code(read, code).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    status: StatusCode,
    code: &str,
    (typed, errors, done): (Option<Typed>, Vec<Reason>, bool),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let seat = seat_of(&mut read, desk, code).await?;
    let subject = Subject::of(seat.organ.id, seat.organ.path.clone());
    let may_set = may(&desk.actor, Act::SetFoiLimits, &subject).is_ok();
    if !may_set {
        may(&desk.actor, Act::SeeCase, &subject)?;
    }
    let today = read.today();
    let held = limits::of_path(&mut read, &seat.organ.path).await?;
    let row = |limit: &FoiLimit| {
        let found = limit.of_day(&held, today);
        Row {
            label: limit.label(),
            value: found.as_ref().map(|one| one.value.to_string()).unwrap_or_default(),
            since: found.as_ref().map(|one| one.from.to_string()).unwrap_or_default(),
            source: found.map(|one| one.source).unwrap_or_default(),
        }
    };
    let (fixed, open): (Vec<&FoiLimit>, Vec<_>) =
        FoiLimit::ALL.iter().partition(|one| one.fixed_by().is_some());
    let history = limits::history(&mut read, seat.organ.id).await?;
    let line = |one: limits::LimitLine| Line {
        label: one.limit.label(),
        from: one.from.to_string(),
        value: one.value.map(|n| n.to_string()).unwrap_or_default(),
        basis: one.basis,
        note: one.note,
        set: format!("{} {}", one.set_name, local_text(one.set_at)),
    };
    let typed = typed.unwrap_or_else(|| Typed { from: today.to_string(), ..Typed::default() });
    let listed = open.iter().map(|one| (one.code(), one.label()));
    let page = LimitsPage {
        shell,
        organ: seat.organ.names.full.clone(),
        code: seat.organ.code.clone(),
        choices: Choice::list(listed, &[typed.limit.as_str()]),
        open: open.into_iter().map(row).collect(),
        fixed: fixed.into_iter().map(row).collect(),
        history: history.into_iter().map(line).collect(),
        typed,
        may_set,
        done,
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// POST /desk/foi/limits
pub(super) async fn save(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let code = fields.text("organ").to_owned();
    match set(&web, &desk, &code, &fields).await {
        Ok(()) => Ok(see_other(&format!("/desk/foi/limits?done=1&organ={}", encode(&code)))),
        Err(Problem::Refused(errors)) => {
            let text = |name: &str| fields.text(name).to_owned();
            let typed = Typed {
                limit: text("limit"),
                value: text("value"),
                from: text("from"),
                basis: text("basis"),
                note: text("note"),
            };
            let again = (Some(typed), errors, false);
            render(&web, &desk, StatusCode::UNPROCESSABLE_ENTITY, &code, again).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// What cannot be read is told at once, all of it.
async fn set(web: &Web, desk: &Desk, code: &str, fields: &Fields) -> Result<(), Problem> {
    let (limit, from) = (FoiLimit::from_code(fields.text("limit")), fields.parsed("from"));
    let typed = fields.maybe("value");
    let value = typed.map(|text| text.trim().parse::<u32>().map_err(|_| number_unreadable(text))).transpose();
    let (limit, from, value) = match (limit, from, value) {
        (Some(limit), Some(from), Ok(value)) => (limit, from, value),
        (limit, from, value) => {
            let mut against: Vec<Reason> = value.err().into_iter().collect();
            against.extend(limit.is_none().then(|| choose(fields.text("limit"))));
            against.extend(from.is_none().then(|| day_unreadable(fields.text("from"))));
            return Err(Problem::Refused(against));
        }
    };
    let mut read = web.office().read().await?;
    let organ = seat_of(&mut read, desk, code).await?.organ.id;
    drop(read);
    let (basis, note) = (fields.text("basis").to_owned(), fields.text("note").to_owned());
    set_limit::run(web.office(), &desk.actor, SetLimit { organ, limit, value, from, basis, note }).await
}
