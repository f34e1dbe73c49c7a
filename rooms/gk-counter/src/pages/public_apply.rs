//! 提出申请: to which organ, what is wanted (with what is already public beside it), who asks; then a query code.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::directory::{self, Seat};
use gk_base::search::{Code, Question};
use gk_base::{Coded, Problem, Read};
use gk_rules::foi::Channel;
use gk_rules::foi::form::{Field, reasons_not_to_address, reasons_not_to_receive};
use gk_rules::foi::split::propose;
use gk_rules::foi::words::{self, ROOM};
use gk_rules::foi::{Carrier, ServiceMode};
use gk_webkit::page::{page, page_with};
use gk_webkit::parts::{Choice, Entry, FieldError};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Fields, Path, Query, Web, assets};

use super::form::{Typed, brought, field_error};
use super::public_case;
use super::signed_on::SignedOn;
use crate::verbs::link_case;
use gk_foi::verbs::receive::Receive;

/// How many organs, how many public matches are shown.
const ORGANS: i64 = 50;
const MATCHES: usize = 6;

#[derive(Template)]
#[template(path = "public/choose.html")]
struct ChoosePage {
    shell: Shell,
    q: String,
    organs: Vec<OrganLine>,
}

struct OrganLine {
    code: String,
    name: String,
    place: String,
    fictional: bool,
}

#[derive(Template)]
#[template(path = "public/apply.html")]
struct ApplyPage {
    shell: Shell,
    code: String,
    organ: String,
    fictional: bool,
    about: String,
    errors: Vec<FieldError>,
}

#[derive(Template)]
#[template(path = "public/apply_form.html")]
struct FormPage {
    shell: Shell,
    script: String,
    code: String,
    organ: String,
    fictional: bool,
    matches: Vec<Entry>,
    parts: Vec<String>,
    split_by: &'static str,
    splits: Vec<Choice>,
    carriers: Vec<Choice>,
    ways: Vec<Choice>,
    kinds: Vec<Choice>,
    id_kinds: Vec<Choice>,
    errors: Vec<FieldError>,
    typed: Typed,
    /// What people call the system they may sign on through; empty where there is none, or somebody has signed on.
    system: String,
    signed: bool,
}

/// GET /foi/apply
pub(super) async fn choose(State(web): State<Web>, query: Query) -> Answer {
    let q = query.text("q").chars().take(50).collect::<String>();
    let mut organs = Vec::new();
    if !q.is_empty() {
        let mut read = web.office().read().await?;
        organs = directory::search_agencies(&mut read, &q, ORGANS).await?;
    }
    let line = |seat: Seat| OrganLine {
        place: gk_standards::divisions::full_name(seat.organ.region.as_str()).unwrap_or_default(),
        code: seat.organ.code,
        name: seat.organ.names.full,
        fictional: seat.organ.fictional,
    };
    let shell = web.public_shell(ROOM).active("apply");
    page(&ChoosePage { shell, q, organs: organs.into_iter().map(line).collect() })
}

/// The organ asked, when it answers applications.
async fn organ(read: &mut Read, code: &str) -> Result<Seat, Problem> {
    let seat = directory::load_by_code(read, code).await?;
    Problem::unless_none(reasons_not_to_address(seat.organ.kind).into_iter().collect())?;
    Ok(seat)
}

/// GET /foi/apply/{organ}
pub(super) async fn show(State(web): State<Web>, Path(code): Path<String>) -> Answer {
    let mut read = web.office().read().await?;
    let seat = organ(&mut read, &code).await?;
    first_page(&web, seat, StatusCode::OK, String::new(), Vec::new())
}

fn first_page(web: &Web, seat: Seat, status: StatusCode, about: String, errors: Vec<FieldError>) -> Answer {
    page_with(
        status,
        &ApplyPage {
            shell: web.public_shell(ROOM).active("apply"),
            code: seat.organ.code,
            organ: seat.organ.names.full,
            fictional: seat.organ.fictional,
            about,
            errors,
        },
    )
}

/// POST /foi/apply/{organ}/check: shows what is already public, and the form.
pub(super) async fn check(
    State(web): State<Web>,
    signed: SignedOn,
    Path(code): Path<String>,
    fields: Fields,
) -> Answer {
    let mut read = web.office().read().await?;
    let seat = organ(&mut read, &code).await?;
    let mut typed = Typed::of(&fields);
    let about = |one: &gk_rules::foi::form::FieldReason| one.field == Field::About;
    let errors: Vec<FieldError> =
        reasons_not_to_receive(&typed.form).into_iter().filter(about).map(field_error).collect();
    if !errors.is_empty() {
        return first_page(&web, seat, StatusCode::UNPROCESSABLE_ENTITY, typed.form.about, errors);
    }
    typed.form_key = key(&web);
    typed.form.obtain = Some(ServiceMode::Online);
    typed.form.carriers = vec![Carrier::Email];
    if let Some(account) = signed.account() {
        let mut tx = web.office().begin_as_system().await?;
        typed.form.name = account.opened(&mut tx)?;
        tx.commit().await?;
    }
    form_page(&web, read, (seat, &signed), StatusCode::OK, typed).await
}

/// A key nobody guesses, so that nobody's form becomes another's.
pub(super) fn key(web: &Web) -> String {
    web.office().secret().iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn form_page(
    web: &Web,
    mut read: Read,
    (seat, signed): (Seat, &SignedOn),
    status: StatusCode,
    typed: Typed,
) -> Answer {
    let matches = matches(web, &mut read, &seat, &typed.form.about).await?;
    let split = propose(&typed.form.about);
    let signed_on = signed.account().is_some();
    let chosen = if typed.apart { "apart" } else { "together" };
    page_with(
        status,
        &FormPage {
            shell: web.public_shell(ROOM).active("apply"),
            script: assets::href("draft.js"),
            code: seat.organ.code,
            organ: seat.organ.names.full,
            fictional: seat.organ.fictional,
            matches,
            split_by: split.as_ref().map(|one| one.by.label()).unwrap_or_default(),
            parts: split.map(|one| one.parts).unwrap_or_default(),
            splits: Choice::list([("apart", words::APART), ("together", words::TOGETHER)], &[chosen]),
            carriers: typed.carriers(),
            ways: typed.ways(),
            kinds: typed.kinds(),
            id_kinds: typed.id_kinds(),
            errors: typed.errors.clone(),
            typed,
            system: web
                .office()
                .sign_on()
                .name()
                .filter(|_| !signed_on)
                .map(str::to_owned)
                .unwrap_or_default(),
            signed: signed_on,
        },
    )
}

/// What is already public and may be what is wanted: of the organ itself first, then of everybody.
async fn matches(web: &Web, read: &mut Read, seat: &Seat, about: &str) -> Result<Vec<Entry>, Problem> {
    let text: String = about.chars().take(100).collect();
    let question = |under: Option<Code>| Question {
        text: text.clone(),
        organ_under: under,
        limit: MATCHES,
        ..Question::default()
    };
    let own = web.search().search(question(Some(Code(seat.organ.code.clone())))).await?;
    let mut ids = own.ids;
    if ids.len() < MATCHES {
        let more = web.search().search(question(None)).await?.ids;
        let new: Vec<String> = more.into_iter().filter(|id| !ids.contains(id)).collect();
        ids.extend(new);
    }
    let numbers: Vec<&str> = ids.iter().filter_map(|id| id.strip_prefix("record:")).take(MATCHES).collect();
    let mut found = gk_records::list_public_by_numbers(read, &numbers).await?;
    found.sort_by_key(|one| numbers.iter().position(|number| *number == one.number()));
    let entry = |one: &gk_records::Kept| Entry {
        title: one.record.title.clone(),
        href: gk_records::address(one.number()),
        line: one.owner.name.clone(),
        when: one.record.progress.published_on().map(|day| day.to_string()).unwrap_or_default(),
    };
    Ok(found.iter().map(entry).collect())
}

/// POST /foi/apply/{organ}
pub(super) async fn send(
    State(web): State<Web>,
    signed: SignedOn,
    Path(code): Path<String>,
    fields: Fields,
) -> Answer {
    let mut read = web.office().read().await?;
    let seat = organ(&mut read, &code).await?;
    let mut typed = Typed::of(&fields);
    if typed.form_key.len() != 64 {
        typed.form_key = key(&web);
    }
    typed.errors = reasons_not_to_receive(&typed.form).into_iter().map(field_error).collect();
    if !typed.errors.is_empty() {
        return form_page(&web, read, (seat, &signed), StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    }
    if typed.doubtful(&fields, read.today()) {
        return form_page(&web, read, (seat, &signed), StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    }
    let cmd = Receive {
        organ: seat.organ.id,
        form_key: typed.form_key.clone(),
        channel: Channel::Internet,
        on: read.today(),
        form: typed.form.clone(),
        apart: typed.apart,
        files: brought(&fields),
    };
    match link_case::receive(web.office(), signed.id(), cmd).await {
        Ok(received) => Ok(public_case::enter(&web, &received, true)),
        Err(Problem::Refused(reasons)) => {
            let error = |one: gk_rules::Reason| FieldError { field: String::new(), words: one.words };
            typed.errors = reasons.into_iter().map(error).collect();
            form_page(&web, read, (seat, &signed), StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
        Err(problem) => Err(problem.into()),
    }
}
