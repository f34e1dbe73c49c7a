//! People and their posts in the organ and below it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::directory::{self, Seat};
use gk_base::{Coded, Problem};
use gk_rules::org::authority::allows;
use gk_rules::org::{Act, Relation, Role, Subject, may};
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, desk_shell};

use crate::tables::{self, PersonLine};
use crate::verbs::appoint::{self, Appoint};
use crate::verbs::end_post::{self, EndPost};

/// How many posts a page shows.
const LIMIT: i64 = 50;

#[derive(Template)]
#[template(path = "desk/people.html")]
struct PeoplePage {
    shell: Shell,
    organ: String,
    own_post: i64,
    people: Vec<PersonLine>,
    pager: Pager,
    done: String,
    form: AppointForm,
    roles: Vec<Choice>,
    reasons: Vec<ReasonLine>,
}

#[derive(Default)]
struct AppointForm {
    organ: String,
    role: String,
    title: String,
    account: String,
    name: String,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    page(&people_page(&web, &desk, &query, None, Vec::new()).await?)
}

async fn people_page(
    web: &Web,
    desk: &Desk,
    query: &Query,
    form: Option<AppointForm>,
    reasons: Vec<ReasonLine>,
) -> Result<PeoplePage, PageError> {
    let mut read = web.office().read().await?;
    let seat: Seat = directory::load(&mut read, desk.actor.organ).await?;
    // Who manages only the organs below (公开办) sees them from here as well.
    if !Relation::ALL.iter().any(|relation| allows(desk.actor.role, Act::ManageStaff, *relation)) {
        may(&desk.actor, Act::ManageStaff, &Subject::of(seat.organ.id, seat.organ.path.clone()))?;
    }
    let after = query.maybe("after").and_then(|text| text.split_once('-'));
    let after = after.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?))).unwrap_or((0, 0));
    let mut people = tables::list_people(&mut read, (seat.organ.id.0, seat.last), after, LIMIT + 1).await?;
    let full = people.len() > usize::try_from(LIMIT).unwrap_or(usize::MAX);
    if full {
        people.pop();
    }
    let cursor = people.last().filter(|_| full).map(|line| format!("{}-{}", line.organ, line.post));
    let pager = Pager {
        prev: if after == (0, 0) { String::new() } else { "/desk/people".to_owned() },
        next: cursor.map(|at| format!("/desk/people?after={at}")).unwrap_or_default(),
        shown: u64::try_from(people.len()).unwrap_or(0),
        total: None,
    };
    drop(read);
    let form =
        form.unwrap_or_else(|| AppointForm { organ: seat.organ.code.clone(), ..AppointForm::default() });
    Ok(PeoplePage {
        shell: desk_shell(web, desk, "organs").await?,
        organ: seat.organ.names.full,
        own_post: desk.actor.post,
        people,
        pager,
        done: query.text("done").to_owned(),
        roles: Choice::coded::<Role>(&form.role),
        form,
        reasons,
    })
}

pub(super) async fn appoint(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let text = |name| fields.text(name).to_owned();
    let Some(role) = Role::from_code(fields.text("role")) else {
        return Err(Problem::missing("role", fields.text("role")).into());
    };
    let cmd = Appoint {
        organ: text("organ"),
        role,
        title: text("title"),
        account: text("account"),
        name: text("name"),
        password: Some(fields.raw("password").to_owned()).filter(|p| !p.is_empty()),
    };
    match appoint::run(web.office(), Some(&desk.actor), cmd).await {
        Ok(_) => Ok(see_other("/desk/people?done=appointed")),
        Err(Problem::Refused(reasons)) => {
            let reasons = reasons.iter().map(ReasonLine::from).collect();
            let form = AppointForm {
                organ: text("organ"),
                role: text("role"),
                title: text("title"),
                account: text("account"),
                name: text("name"),
            };
            let again = people_page(&web, &desk, &Query::default(), Some(form), reasons).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn end(State(web): State<Web>, desk: Desk, Path(post): Path<i64>, fields: Fields) -> Answer {
    let cmd = EndPost { post, seen: fields.parsed("seen").unwrap_or(0) };
    end_post::run(web.office(), Some(&desk.actor), cmd).await?;
    Ok(see_other("/desk/people?done=ended"))
}
