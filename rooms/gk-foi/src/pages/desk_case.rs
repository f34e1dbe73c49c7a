//! One case at the desk: what is asked, the clock, what may be done next, the material and the timeline.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::directory::Holder;
use gk_base::sealed::Opening;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::event::{Opinion, Party, Relief, ReliefResult};
use gk_rules::foi::fee::Tariff;
use gk_rules::foi::steps::{Hand, permitted, reasons_not_to};
use gk_rules::foi::{ServiceMode, Verb};
use gk_rules::org::{Act, Actor, may};
use gk_rules::privacy::Purpose;
use gk_webkit::page::{download, page_with};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use super::case::CaseView;
use super::desk_list::CaseLine;
use super::duplicates::{self, Duplicate};
use crate::person::{self, Person};
use crate::tables::{cases, files, lists};
use crate::verbs::hand_over;

#[derive(Template)]
#[template(path = "desk/case.html")]
struct CasePage {
    shell: Shell,
    case: CaseView,
    acts: Vec<ActView>,
    blocked: Vec<(&'static str, Vec<ReasonLine>)>,
    similar: Vec<CaseLine>,
    duplicates: Vec<Duplicate>,
    /// 并案 may be done now by who looks.
    may_merge: bool,
    person: Option<Person>,
    purposes: Vec<Choice>,
    parties_kinds: Vec<Choice>,
    opinions: Vec<Choice>,
    modes: Vec<Choice>,
    reliefs: Vec<Choice>,
    results: Vec<Choice>,
    tariffs: Vec<Choice>,
    correction_days: String,
    /// In the hands of who looks.
    mine: bool,
    colleagues: Vec<Choice>,
    today: String,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// 可以办理的步骤
struct ActView {
    verb: Verb,
    /// Shown open.
    first: bool,
    look: &'static str,
    /// The draft is the actor's own.
    own: bool,
    /// Whom it may concern: those asked, or the events that may be corrected.
    parties: Vec<Choice>,
    count: String,
}

/// Steps that have a page of their own.
const ELSEWHERE: [Verb; 2] = [Verb::Examine, Verb::DraftReply];
/// Steps that are not what a case waits for.
const ASIDE: [Verb; 9] = [
    Verb::TryContact,
    Verb::WithdrawByApplicant,
    Verb::Supplement,
    Verb::Merge,
    Verb::Transfer,
    Verb::Reopen,
    Verb::ConcludeRelief,
    Verb::CorrectEvent,
    Verb::ReturnIt,
];

/// How the page is shown again.
#[derive(Default)]
pub(super) struct Again {
    pub(super) errors: Vec<Reason>,
    pub(super) done: bool,
    pub(super) person: Option<Person>,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    let again = Again { done: query.text("done") == "1", ..Again::default() };
    render(&web, &desk, id, StatusCode::OK, again).await
}

/// The page of a case, as it is or after an act was refused.
pub(super) async fn render(web: &Web, desk: &Desk, id: i64, status: StatusCode, again: Again) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let case = CaseView::load(&mut read, &desk.actor, id).await?;
    let similar = lists::of_applicant(&mut read, &case.matter, 10).await?;
    let (acts, blocked) = acts(&desk.actor, &case, read.today());
    let duplicates = if case.may_draft { duplicates::of(&mut read, &case.matter).await? } else { Vec::new() };
    let handler = case.matter.standing.handler;
    let colleagues = if case.may_handle {
        hand_over::colleagues(&mut read, case.matter.organ.id).await?
    } else {
        Vec::new()
    };
    let others = colleagues.into_iter().filter(|one| Some(one.person) != handler);
    let colleagues = others.map(|one| colleague(&one)).collect();
    let law = case.counting.law();
    let days = law.of_day(&law.settings.correction, read.today()).map(|one| one.value.to_string());
    page_with(
        status,
        &CasePage {
            shell,
            similar: similar.iter().map(|one| CaseLine::new(&read, one, &case.counting)).collect(),
            duplicates,
            may_merge: acts.iter().any(|act| act.verb == Verb::Merge),
            acts,
            blocked,
            person: again.person,
            purposes: Choice::coded::<Purpose>(""),
            parties_kinds: Choice::coded::<Party>(""),
            opinions: Choice::coded::<Opinion>(""),
            modes: Choice::coded::<ServiceMode>(case.matter.wanted.way.code()),
            reliefs: Choice::coded::<Relief>(""),
            results: Choice::coded::<ReliefResult>(""),
            tariffs: Choice::coded::<Tariff>(""),
            correction_days: days.unwrap_or_default(),
            mine: handler == Some(desk.actor.person),
            colleagues,
            today: read.today().to_string(),
            done: again.done,
            errors: again.errors.iter().map(ReasonLine::from).collect(),
            case,
        },
    )
}

fn colleague(one: &Holder) -> Choice {
    let label = format!("{} {}", one.name, one.role.label());
    Choice { value: one.person.to_string(), label, ..Choice::default() }
}

type Blocked = Vec<(&'static str, Vec<ReasonLine>)>;

/// What may be done next by this person, and what the law has against the rest.
fn acts(actor: &Actor, case: &CaseView, today: gk_rules::Day) -> (Vec<ActView>, Blocked) {
    let subject = case.matter.subject();
    let hand = Hand { person: actor.person, on: today, law: Some(case.counting.law()) };
    let mine = |verb: &Verb| may(actor, verb.act(), &subject).is_ok();
    let offered: Vec<Verb> = permitted(&case.case, hand)
        .into_iter()
        .filter(mine)
        .filter(|verb| !ELSEWHERE.contains(verb))
        .collect();
    let main = offered.iter().copied().find(|verb| !ASIDE.contains(verb));
    let view = |verb: Verb| ActView {
        verb,
        first: Some(verb) == main,
        look: if Some(verb) == main { "" } else { "second" },
        own: case.case.drafted_by() == Some(actor.person),
        parties: super::asked::concerned(case, verb),
        count: (case.matter.coming.recent + 1).to_string(),
    };
    let mut ordered: Vec<Verb> = main.into_iter().collect();
    ordered.extend(offered.iter().copied().filter(|verb| Some(*verb) != main));
    let blocked = Verb::ALL.iter().filter(|verb| mine(verb)).filter_map(|verb| {
        let against = reasons_not_to(&case.case, *verb, hand);
        let telling = against.iter().any(|one| one.code != "foi.wrong_stage");
        telling.then(|| (verb.label(), against.iter().map(ReasonLine::from).collect()))
    });
    (ordered.into_iter().map(view).collect(), blocked.collect())
}

/// POST: shows who applied, for a purpose that goes into the ledger.
pub(super) async fn person(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let Some(purpose) = Purpose::from_code(fields.text("purpose")) else {
        let errors = vec![gk_rules::foi::words::no_purpose()];
        return render(
            &web,
            &desk,
            id,
            StatusCode::UNPROCESSABLE_ENTITY,
            Again { errors, ..Again::default() },
        )
        .await;
    };
    let mut tx = web.office().begin(&desk.actor).await?;
    let matter = cases::load(&mut tx, id).await?;
    may(&desk.actor, Act::SeePersonalData, &matter.subject())?;
    let opening = Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), purpose);
    let person = person::opened(&mut tx, &matter, &opening)?;
    tx.commit().await?;
    let again = Again { person: Some(person), ..Again::default() };
    render(&web, &desk, id, StatusCode::OK, again).await
}

pub(super) async fn file(State(web): State<Web>, desk: Desk, Path((id, file)): Path<(i64, i64)>) -> Answer {
    let mut tx = web.office().begin(&desk.actor).await?;
    let matter = cases::load(&mut tx, id).await?;
    may(&desk.actor, Act::HandleCase, &matter.subject())?;
    let found = files::find(&mut tx, id, file).await?.ok_or_else(|| Problem::missing("file", file))?;
    let opening = Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), Purpose::Register);
    let opened = tx.open_file(&found.content, &opening).await?;
    let bytes = opened.all(&mut tx).await?.bytes().to_vec();
    tx.commit().await?;
    Ok(download(&found.name, found.media.code(), bytes))
}
