//! 办理进度: a case as whoever holds its query code sees it; the code is kept in a cookie, never in an address.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gk_base::sealed::Opening;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::event::{CaseEvent, Words};
use gk_rules::foi::satisfaction::{Rating, reasons_not_to_rate};
use gk_rules::foi::steps::{Hand, reasons_not_to};
use gk_rules::foi::words::{self, ROOM};
use gk_rules::foi::{FileRole, Verb};
use gk_rules::numbers::QueryCode;
use gk_rules::privacy::Purpose;
use gk_webkit::page::{download, page_with, see_other};
use gk_webkit::parts::{Choice, FieldError, TimelineEvent};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Fields, Path, Query, Web};

use super::guesses::Asker;
use super::holder::{Holder, cookie};
use super::signed_on::SignedOn;
use crate::tables::accounts;
use gk_answers::ratings;
use gk_answers::verbs::rate;
use gk_foi::CaseView;
use gk_foi::Seen;
use gk_foi::verbs::receive::Received;
use gk_foi::verbs::step::{TakeStep, run_for_applicant};
use gk_foi::{cases, files};
use gk_letters::shown_at_once;

#[derive(Template)]
#[template(path = "public/progress.html")]
struct ProgressPage {
    shell: Shell,
    code: String,
    errors: Vec<FieldError>,
}

#[derive(Template)]
#[template(path = "public/case.html")]
struct CasePage {
    shell: Shell,
    code: String,
    case: CaseView,
    fresh: bool,
    siblings: Vec<(String, String)>,
    letters: Vec<LetterView>,
    acts: Vec<Verb>,
    supervisor: String,
    rated: Option<&'static str>,
    may_rate: bool,
    /// It may be put into the account of whoever signed on.
    may_keep: bool,
    /// An account is possible, and nobody has signed on.
    may_sign_on: bool,
    ratings: Vec<Choice>,
    done: String,
    errors: Vec<FieldError>,
}

struct LetterView {
    name: String,
    href: String,
    size: String,
}

/// What an applicant may do himself.
const OWN: [Verb; 4] = [Verb::TakeCorrection, Verb::TakeReasons, Verb::Supplement, Verb::WithdrawByApplicant];

/// On to the case, with its code in the browser.
pub(super) fn enter(web: &Web, received: &Received, fresh: bool) -> Response {
    let Some((_, code)) = received.cases.first() else { return see_other("/foi") };
    let to = if fresh { "/foi/case?fresh=1" } else { "/foi/case" };
    with_cookie(see_other(to), &cookie(&code.reveal(), web.site().secure_cookies))
}

pub(super) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// GET /foi/progress
pub(super) async fn ask(State(web): State<Web>) -> Answer {
    progress(&web, StatusCode::OK, String::new(), Vec::new())
}

fn progress(web: &Web, status: StatusCode, code: String, errors: Vec<FieldError>) -> Answer {
    page_with(status, &ProgressPage { shell: web.public_shell(ROOM).active("apply"), code, errors })
}

/// POST /foi/progress
pub(super) async fn look(State(web): State<Web>, asker: Asker, fields: Fields) -> Answer {
    let typed = fields.text("code");
    let error = |reason: Reason| vec![FieldError { field: "code".into(), words: reason.words }];
    let mut read = web.office().read().await?;
    let now = web.office().now();
    if asker.waits(now) {
        return progress(
            &web,
            StatusCode::TOO_MANY_REQUESTS,
            String::new(),
            error(words::too_many_guesses()),
        );
    }
    let found = match typed.parse::<QueryCode>() {
        Ok(code) => cases::find_by_query(&mut read, &code.reveal()).await?.map(|_| code),
        Err(_) => None,
    };
    match found {
        Some(code) => {
            Ok(with_cookie(see_other("/foi/case"), &cookie(&code.reveal(), web.site().secure_cookies)))
        }
        None => {
            asker.was_wrong(now);
            progress(&web, StatusCode::UNPROCESSABLE_ENTITY, typed.to_owned(), error(words::unknown_code()))
        }
    }
}

/// GET /foi/case
pub(super) async fn show(State(web): State<Web>, holder: Holder, signed: SignedOn, query: Query) -> Answer {
    let again =
        Again { fresh: query.text("fresh") == "1", done: query.text("done").to_owned(), errors: Vec::new() };
    render(&web, holder, &signed, StatusCode::OK, again).await
}

/// How the page is shown again.
#[derive(Default)]
struct Again {
    fresh: bool,
    done: String,
    errors: Vec<Reason>,
}

impl Again {
    fn refused(errors: Vec<Reason>) -> Self {
        Self { errors, ..Self::default() }
    }
}

async fn render(
    web: &Web,
    holder: Holder,
    signed: &SignedOn,
    status: StatusCode,
    Again { fresh, done, errors }: Again,
) -> Answer {
    let mut read = web.office().read().await?;
    let matter = cases::load(&mut read, holder.matter).await?;
    let first = matter.coming.split_of.unwrap_or(matter.id);
    let case = CaseView::of(&mut read, matter).await?;
    let above = gk_base::directory::list_above(&mut read, case.matter.organ.id).await?;
    let supervisor = above.last().map(|seat| seat.organ.names.full.clone()).unwrap_or_default();
    let at_once = shown_at_once(&mut read, case.matter.id).await?;
    let told = case.case.stage().is_told();
    let shown = |file: &&files::FileLine| file.shared && (told || at_once.contains(&file.id));
    let letters = case.files.iter().filter(shown).map(letter).collect();
    let hand = Hand { person: 0, on: read.today(), law: Some(case.counting.law()) };
    let acts = OWN.into_iter().filter(|verb| reasons_not_to(&case.case, *verb, hand).is_empty()).collect();
    let rated = ratings::find(&mut read, case.matter.id).await?.map(|one| one.rating.label());
    let may_keep = match signed.id() {
        Some(account) => !accounts::has(&mut read, account, case.matter.id).await?,
        None => false,
    };
    drop(read);
    let siblings = if fresh { siblings(web, first, case.matter.id).await? } else { Vec::new() };
    let error = |one: Reason| FieldError { field: String::new(), words: one.words };
    let page = CasePage {
        shell: web.public_shell(ROOM).active("apply"),
        code: holder.code.reveal(),
        fresh,
        siblings,
        letters,
        acts,
        supervisor,
        may_rate: reasons_not_to_rate(case.case.stage(), rated.is_some(), "").is_empty(),
        rated,
        may_keep,
        may_sign_on: signed.id().is_none() && web.office().sign_on().name().is_some(),
        ratings: Choice::coded::<Rating>(""),
        done,
        errors: errors.into_iter().map(error).collect(),
        case,
    };
    let mut answer = page_with(status, &page)?;
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

fn letter(file: &files::FileLine) -> LetterView {
    LetterView {
        name: file.name.clone(),
        href: format!("/foi/case/files/{}", file.id),
        size: format!("{} {} KB", file.media.label(), file.size.div_ceil(1024)),
    }
}

/// The other applications of the same form with their codes: shown once, to whoever sent the form.
async fn siblings(web: &Web, first: i64, own: i64) -> Result<Vec<(String, String)>, Problem> {
    let mut tx = web.office().begin_as_system().await?;
    let mut out = Vec::new();
    for matter in cases::of_form(&mut tx, first).await? {
        if matter.id != own {
            out.push((matter.wanted.title.clone(), cases::code_of(&mut tx, &matter)?.reveal()));
        }
    }
    tx.commit().await?;
    Ok(out)
}

impl CasePage {
    fn days(&self) -> &gk_rules::time::counting::Explanation {
        &self.case.clock.explanation
    }
    fn timeline(&self) -> &[TimelineEvent] {
        &self.case.timeline
    }
    fn received(&self) -> String {
        self.case.clock.received_on.map(|day| day.to_string()).unwrap_or_default()
    }
    fn items(&self) -> String {
        let correction = self.case.case.interim.correction.as_ref();
        correction.map(|one| one.items.join("；")).unwrap_or_default()
    }
}

/// POST /foi/case/{verb}: what an applicant does himself.
pub(super) async fn step(
    State(web): State<Web>,
    holder: Holder,
    signed: SignedOn,
    Path(verb): Path<String>,
    fields: Fields,
) -> Answer {
    let missing = || Problem::missing("page", verb.as_str());
    let verb = Verb::from_code(&verb).filter(|verb| OWN.contains(verb)).ok_or_else(missing)?;
    let event = match verb {
        Verb::TakeCorrection => CaseEvent::CorrectionTaken,
        Verb::TakeReasons => CaseEvent::ReasonsGiven,
        Verb::WithdrawByApplicant => CaseEvent::WithdrawnByApplicant,
        _ => CaseEvent::Supplemented(Words { words: fields.text("words").to_owned() }),
    };
    let mut files = gk_foi::typed::brought(&fields);
    if let Some(words) = fields.maybe("words").filter(|_| verb != Verb::Supplement) {
        // What is written goes into the file as it was written.
        let role = Some(FileRole::of(&event));
        files.push(gk_foi::verbs::add_file::Brought {
            role,
            name: words::WRITTEN.into(),
            bytes: words.into(),
        });
    }
    let seen = Seen { matter: holder.matter, version: fields.parsed("seen").unwrap_or(0) };
    let cmd = TakeStep { on: web.office().today(), event, files };
    match run_for_applicant(web.office(), seen, cmd).await {
        Ok(_) => Ok(see_other(&format!("/foi/case?done={}", verb.code()))),
        Err(Problem::Refused(errors)) => {
            render(&web, holder, &signed, StatusCode::UNPROCESSABLE_ENTITY, Again::refused(errors)).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// POST /foi/case/rate: once, after the end.
pub(super) async fn rate(State(web): State<Web>, holder: Holder, signed: SignedOn, fields: Fields) -> Answer {
    let outcome = match Rating::from_code(fields.text("rating")) {
        Some(rating) => {
            rate::run_for_applicant(web.office(), holder.matter, rating, fields.text("words")).await
        }
        None => Err(Problem::refused(words::choose(fields.text("rating")))),
    };
    match outcome {
        Ok(()) => Ok(see_other("/foi/case?done=rate")),
        Err(Problem::Refused(errors)) => {
            render(&web, holder, &signed, StatusCode::UNPROCESSABLE_ENTITY, Again::refused(errors)).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// GET /foi/case/files/{file}: what the organ gives to the applicant.
pub(super) async fn file(State(web): State<Web>, holder: Holder, Path(file): Path<i64>) -> Answer {
    let mut tx = web.office().begin_as_system().await?;
    let matter = cases::load(&mut tx, holder.matter).await?;
    let told = matter.standing.stage.is_told();
    let at_once = shown_at_once(&mut tx, matter.id).await?;
    let found = files::find(&mut tx, matter.id, file).await?;
    let found = found.filter(|one| one.shared && (told || at_once.contains(&one.id)));
    let found = found.ok_or_else(|| Problem::missing("file", file))?;
    let opening = Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), Purpose::OwnAccess);
    let opened = tx.open_file(&found.content, &opening).await?;
    let bytes = opened.all(&mut tx).await?.bytes().to_vec();
    tx.commit().await?;
    Ok(download(&found.name, found.media.code(), bytes).into_response())
}

/// POST /foi/leave: forgets the code in this browser.
pub(super) async fn leave(State(web): State<Web>) -> Answer {
    Ok(with_cookie(see_other("/foi"), &cookie("", web.site().secure_cookies)))
}
