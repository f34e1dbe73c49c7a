//! 检查与说明: everything the checks find in an edition, alone and against the standard above, and why it is accepted.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::Problem;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::finding::{Check, Grade};
use gk_rules::catalog::state::Stage;
use gk_rules::catalog::words::Heading;
use gk_rules::org::{Act, may};
use gk_rules::{Coded, Reason};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, page};

use super::public_conformity::{Told, percent};
use super::{done, looked_at, shell_of};
use crate::EditionLine;
use crate::tables::whole::Whole;
use crate::verbs::explain_finding::{self, ExplainFinding};

/// Findings on one page.
const PAGE: usize = 40;

#[derive(Template)]
#[template(path = "desk/findings.html")]
struct FindingsPage {
    shell: Shell,
    edition: EditionLine,
    tab: &'static str,
    findings: Vec<Told>,
    tabs: Vec<gk_webkit::parts::Tab>,
    pager: Pager,
    reasons: Vec<ReasonLine>,
    share: String,
    may_edit: bool,
    done: &'static str,
}

async fn build(
    web: &Web,
    desk: &Desk,
    id: i64,
    query: &Query,
    reasons: &[Reason],
) -> Result<FindingsPage, PageError> {
    let shell = shell_of(web, desk, "editions", Heading::Findings.label()).await?;
    let mut read = web.office().read().await?;
    let line = looked_at(&mut read, desk, id).await?;
    let whole = Whole::of(&mut read, line).await?;
    drop(read);
    let share = whole.report().and_then(|report| report.tally.share()).map(percent).unwrap_or_default();
    let all = whole.findings();
    let wanted = Grade::from_code(query.text("grade"));
    let count = |grade| all.iter().filter(|one| one.grade == grade).count();
    let tabs = Grade::ALL
        .iter()
        .map(|grade| gk_webkit::parts::Tab {
            label: grade.label().to_owned(),
            href: format!("?grade={}", grade.code()),
            active: wanted == Some(*grade),
            count: count(*grade).to_string(),
        })
        .collect();
    let mut told: Vec<Told> = Told::all(
        all.into_iter().filter(|one| wanted.is_none_or(|grade| one.grade == grade)).collect(),
        &whole.said,
    );
    told.sort_by_key(|one| (one.finding.grade, one.said.is_some()));
    let total = told.len();
    let from = query.parsed::<usize>("from").unwrap_or(0).min(total);
    let shown: Vec<Told> = told.into_iter().skip(from).take(PAGE).collect();
    let turn = |to: usize| format!("?{}", query.with("from", &to.to_string()));
    let pager = Pager {
        prev: if from > 0 { turn(from.saturating_sub(PAGE)) } else { String::new() },
        next: if from + PAGE < total { turn(from + PAGE) } else { String::new() },
        shown: u64::try_from(shown.len()).unwrap_or(0),
        total: u64::try_from(total).ok(),
    };
    let edition = whole.line;
    let may_edit =
        edition.stage == Stage::Draft && may(&desk.actor, Act::EditDraftEdition, &edition.subject()).is_ok();
    let shell = shell
        .crumb(Heading::Editions.label(), "/desk/catalog")
        .crumb(edition.title(), format!("/desk/catalog/{id}"));
    let reasons = reasons.iter().map(ReasonLine::from).collect();
    Ok(FindingsPage {
        shell,
        edition,
        tab: "findings",
        findings: shown,
        tabs,
        pager,
        reasons,
        share,
        may_edit,
        done: done(query),
    })
}

/// Shows them.
pub(crate) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    page(&build(&web, &desk, id, &query, &[]).await?)
}

/// Keeps an explanation.
pub(crate) async fn post(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let check = Check::from_code(fields.text("check"))
        .ok_or_else(|| Problem::missing("check", fields.text("check")))?;
    let cmd = ExplainFinding {
        edition: id,
        seen: fields.parsed("seen").unwrap_or(0),
        check,
        item: fields.parsed("item"),
        words: fields.text("words").to_owned(),
    };
    match explain_finding::run(web.office(), &desk.actor, cmd).await {
        Ok(()) => {
            let grade = Grade::Blocking.code();
            let event = CatalogEvent::FindingExplained.code();
            Ok(see_other(&format!("/desk/catalog/{id}/findings?grade={grade}&done={event}")))
        }
        Err(Problem::Refused(reasons)) => {
            let shown = build(&web, &desk, id, &Query::default(), &reasons).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other.into()),
    }
}
