//! 公开事项（工作台）: the items of an edition, page by page, with what the checks found beside each.

use askama::Template;
use axum::extract::State;
use gk_rules::Coded as _;
use gk_rules::catalog::adoption::Adoption;
use gk_rules::catalog::finding::{Finding, Grade};
use gk_rules::catalog::state::Stage;
use gk_rules::catalog::words::Heading;
use gk_rules::org::{Act, may};
use gk_webkit::parts::Pager;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Path, Query, Web, page};

use super::public_standard::turn;
use super::{done, looked_at, shell_of};
use crate::tables::whole::Whole;
use crate::{EditionLine, ItemLine};

/// Items on one page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "desk/items.html")]
struct ItemsPage {
    shell: Shell,
    edition: EditionLine,
    tab: &'static str,
    rows: Vec<(ItemLine, Vec<Finding>)>,
    pager: Pager,
    word: String,
    may_edit: bool,
    done: &'static str,
}

/// How many of these findings are of a grade.
fn count(findings: &[Finding], blocking: bool) -> usize {
    findings
        .iter()
        .filter(|one| if blocking { one.grade == Grade::Blocking } else { one.grade == Grade::Warning })
        .count()
}

/// The tone of a way of adoption.
fn tone(adoption: Adoption) -> &'static str {
    match adoption {
        Adoption::Adopted => "good",
        Adoption::Refined => "info",
        Adoption::Added => "ask",
        Adoption::NotApplicable => "off",
    }
}

/// Shows them.
pub(crate) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    let shell = shell_of(&web, &desk, "editions", Heading::Items.label()).await?;
    let mut read = web.office().read().await?;
    let edition = looked_at(&mut read, &desk, id).await?;
    let (shown, pager) = turn(&mut read, &edition, &query, PAGE).await?;
    let whole = Whole::of(&mut read, edition.clone()).await?;
    let findings = whole.findings();
    let rows = shown
        .into_iter()
        .map(|line| {
            let about = findings.iter().filter(|one| one.item == Some(line.item.code)).cloned().collect();
            (line, about)
        })
        .collect();
    let may_edit =
        edition.stage == Stage::Draft && may(&desk.actor, Act::EditDraftEdition, &edition.subject()).is_ok();
    let shell = shell
        .crumb(Heading::Editions.label(), "/desk/catalog")
        .crumb(edition.title(), format!("/desk/catalog/{id}"));
    let (word, done) = (query.text("q").to_owned(), done(&query));
    page(&ItemsPage { shell, edition, tab: "items", rows, pager, word, may_edit, done })
}
