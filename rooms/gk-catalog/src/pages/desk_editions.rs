//! 目录版本: the editions of one's own organ and below, the newest first.

use askama::Template;
use axum::extract::State;
use gk_base::directory;
use gk_rules::Coded as _;
use gk_rules::catalog::state::Stage;
use gk_rules::catalog::words::Heading;
use gk_webkit::parts::{Choice, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Query, Web, page};

use super::desk_imports::domain_choices;
use super::{done, shell_of};
use crate::EditionLine;
use crate::tables::editions::{self, Narrow};

/// Editions on one page.
const PAGE: i64 = 40;

#[derive(Template)]
#[template(path = "desk/editions.html")]
struct EditionsPage {
    shell: Shell,
    editions: Vec<EditionLine>,
    stages: Vec<Choice>,
    domains: Vec<Choice>,
    pager: Pager,
    done: &'static str,
}

/// Shows them.
pub(crate) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = shell_of(&web, &desk, "editions", Heading::Editions.label()).await?;
    let mut read = web.office().read().await?;
    let seat = directory::load(&mut read, desk.actor.organ).await?;
    let narrow = Narrow { stage: Stage::from_code(query.text("stage")), domain: query.parsed("domain") };
    let before = query.parsed::<i64>("before").unwrap_or(i64::MAX);
    let mut found =
        editions::of_subtree(&mut read, (seat.organ.id.0, seat.last), narrow, before, PAGE + 1).await?;
    let more = found.len() > usize::try_from(PAGE).unwrap_or(0);
    found.truncate(usize::try_from(PAGE).unwrap_or(0));
    let next =
        found.last().filter(|_| more).map(|one| format!("?{}", query.with("before", &one.id.to_string())));
    let prev = if before == i64::MAX {
        String::new()
    } else {
        format!("/desk/catalog?{}", query.with("before", ""))
    };
    let pager = Pager {
        prev,
        next: next.unwrap_or_default(),
        shown: u64::try_from(found.len()).unwrap_or(0),
        total: None,
    };
    page(&EditionsPage {
        shell,
        editions: found,
        stages: Choice::coded::<Stage>(query.text("stage")),
        domains: domain_choices(query.text("domain")),
        pager,
        done: done(&query),
    })
}
