//! Explained cases (案例): the library of clerks, and the part of it that everybody reads.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::Decision;
use gk_rules::foi::explained::{Explained, ExplainedStanding, reasons_not_to_review};
use gk_rules::foi::words::{ROOM, choose};
use gk_rules::org::{Act, Actor, Subject, may};
use gk_standards::cases::Sample;
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::explained::{self, ExplainedLine, Narrow};
use crate::verbs::explain::{self, Move};

/// How many a page shows.
const LIMIT: i64 = 50;

/// 案例: one, as pages show it.
struct CaseShown {
    id: String,
    case: Explained,
    /// Whose; empty for a sample.
    organ: String,
    standing: &'static str,
    who: String,
    version: String,
    /// What may be done next: its code and whether it is the reviewing.
    review: bool,
    open: bool,
    close: bool,
}

impl CaseShown {
    fn sample(one: Sample) -> Self {
        Self {
            id: one.id.to_owned(),
            case: one.case,
            organ: String::new(),
            standing: gk_standards::cases::LABEL,
            who: String::new(),
            version: String::new(),
            review: false,
            open: false,
            close: false,
        }
    }
    fn kept(one: ExplainedLine, actor: Option<&Actor>) -> Self {
        let approves = actor.filter(|actor| {
            actor.organ.0 == one.organ
                && may(actor, Act::ApproveReply, &Subject::of(actor.organ, actor.path.clone())).is_ok()
        });
        let reviews =
            |actor: &Actor| reasons_not_to_review(one.standing, one.drafted_by, actor.person).is_empty();
        Self {
            review: approves.is_some_and(reviews),
            open: approves.is_some() && one.standing == ExplainedStanding::Reviewed,
            close: approves.is_some() && one.standing == ExplainedStanding::Public,
            id: one.id.to_string(),
            organ: one.organ_name,
            standing: one.standing.label(),
            who: [one.drafted_name, one.reviewed_name].join(" "),
            version: one.version.to_string(),
            case: one.case,
        }
    }
}

/// Which ones are wanted.
fn wanted(query: &Query) -> Narrow<'_> {
    Narrow {
        decision: Decision::from_code(query.text("decision")),
        word: query.text("q").trim(),
        before: query.parsed("before").unwrap_or(i64::MAX),
    }
}

/// What organs wrote, then on the last page the samples that come with the program.
fn shown(narrow: &Narrow<'_>, kept: Vec<ExplainedLine>, last: bool, actor: Option<&Actor>) -> Vec<CaseShown> {
    let samples = if last { gk_standards::cases::all() } else { Vec::new() };
    let takes = |case: &Explained| {
        narrow.decision.is_none_or(|one| one == case.decision)
            && (narrow.word.is_empty() || case.holds(narrow.word))
    };
    let samples = samples.into_iter().filter(|one| takes(&one.case)).map(CaseShown::sample);
    kept.into_iter().map(|one| CaseShown::kept(one, actor)).chain(samples).collect()
}

#[derive(Template)]
#[template(path = "desk/explained.html")]
struct DeskPage {
    shell: Shell,
    lines: Vec<CaseShown>,
    decisions: Vec<Choice>,
    drafts: Vec<Choice>,
    word: String,
    may_draft: bool,
    typed: Fields,
    pager: Pager,
    errors: Vec<ReasonLine>,
    done: bool,
}

/// GET /desk/foi/cases
pub(super) async fn desk(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    render(&web, &desk, &query, StatusCode::OK, (Fields::default(), Vec::new())).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    query: &Query,
    status: StatusCode,
    (typed, errors): (Fields, Vec<Reason>),
) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    may(actor, Act::SeeCase, &own)?;
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let wanted = wanted(query);
    let mut kept = explained::newest(&mut read, actor.organ.0, &wanted, LIMIT + 1).await?;
    let pager = pager(query, &mut kept, "/desk/foi/cases");
    let page = DeskPage {
        shell,
        lines: shown(&wanted, kept, pager.next.is_empty(), Some(actor)),
        decisions: Choice::coded::<Decision>(query.text("decision")),
        drafts: Choice::coded::<Decision>(typed.text("decision")),
        word: wanted.word.to_owned(),
        may_draft: may(actor, Act::HandleCase, &own).is_ok(),
        typed,
        pager,
        errors: errors.iter().map(ReasonLine::from).collect(),
        done: query.text("done") == "1",
    };
    page_with(status, &page)
}

fn pager(query: &Query, kept: &mut Vec<ExplainedLine>, at: &str) -> Pager {
    let limit = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = kept.len() > limit;
    kept.truncate(limit);
    let next = kept
        .last()
        .filter(|_| full)
        .map(|last| format!("{at}?{}", query.with("before", &last.id.to_string())));
    Pager {
        prev: if query.maybe("before").is_none() { String::new() } else { at.to_owned() },
        next: next.unwrap_or_default(),
        shown: u64::try_from(kept.len()).unwrap_or(0),
        total: None,
    }
}

/// POST /desk/foi/cases: a new draft.
pub(super) async fn draft(State(web): State<Web>, desk: Desk, query: Query, fields: Fields) -> Answer {
    let text = |name: &str| fields.text(name).trim().to_owned();
    let case = Decision::from_code(fields.text("decision")).map(|decision| Explained {
        decision,
        title: text("title"),
        facts: text("facts"),
        question: text("question"),
        reasoning: text("reasoning"),
        articles: text("articles"),
        outcome: text("outcome"),
    });
    let outcome = match case {
        Some(case) => explain::draft(web.office(), &desk.actor, &case).await.map(|_| ()),
        None => Err(Problem::refused(choose(fields.text("decision")))),
    };
    after(&web, &desk, &query, (fields, outcome)).await
}

/// POST /desk/foi/cases/{id}: reviewed, shown, not shown any more.
pub(super) async fn advance(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    query: Query,
    fields: Fields,
) -> Answer {
    let seen = fields.parsed("seen").unwrap_or(0);
    let to = match fields.text("how") {
        "review" => Ok(Move::Review),
        "open" => Ok(Move::Open),
        "close" => Ok(Move::Close),
        other => Err(Problem::refused(choose(other))),
    };
    let outcome = match to {
        Ok(to) => explain::advance(web.office(), &desk.actor, (id, seen), to).await,
        Err(problem) => Err(problem),
    };
    after(&web, &desk, &query, (Fields::default(), outcome)).await
}

async fn after(
    web: &Web,
    desk: &Desk,
    query: &Query,
    (typed, outcome): (Fields, Result<(), Problem>),
) -> Answer {
    match outcome {
        Ok(()) => {
            web.catch_up().await?;
            Ok(see_other("/desk/foi/cases?done=1"))
        }
        Err(Problem::Refused(errors)) => {
            render(web, desk, query, StatusCode::UNPROCESSABLE_ENTITY, (typed, errors)).await
        }
        Err(problem) => Err(problem.into()),
    }
}

#[derive(Template)]
#[template(path = "public/explained.html")]
struct PublicPage {
    shell: Shell,
    lines: Vec<CaseShown>,
    decisions: Vec<Choice>,
    word: String,
    pager: Pager,
}

/// GET /foi/cases
pub(super) async fn public(State(web): State<Web>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let wanted = wanted(&query);
    let mut kept = explained::public(&mut read, &wanted, LIMIT + 1).await?;
    let pager = pager(&query, &mut kept, "/foi/cases");
    page(&PublicPage {
        shell: web.public_shell(ROOM).active("apply"),
        lines: shown(&wanted, kept, pager.next.is_empty(), None),
        decisions: Choice::coded::<Decision>(query.text("decision")),
        word: wanted.word.to_owned(),
        pager,
    })
}

#[derive(Template)]
#[template(path = "public/explained_one.html")]
struct OnePage {
    shell: Shell,
    one: CaseShown,
}

/// GET /foi/cases/{id}: one that everybody may read.
pub(super) async fn one(State(web): State<Web>, Path(id): Path<i64>) -> Answer {
    let mut read = web.office().read().await?;
    let found = explained::public_of(&mut read, &[id]).await?.into_iter().next();
    let one = CaseShown::kept(found.ok_or_else(|| Problem::missing("explained case", id))?, None);
    page(&OnePage { shell: web.public_shell(ROOM).active("apply"), one })
}
