//! 标准目录（公开）: one edition with its items, page by page.

use askama::Template;
use axum::extract::State;
use gk_rules::Coded as _;
use gk_rules::catalog::state::Stage;
use gk_standards::trust::Trust;
use gk_webkit::parts::Pager;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Path, Query, Web, page};

use super::{public_shell, published};
use crate::tables::{editions, items};
use crate::{EditionLine, ItemLine};

/// Items on one page.
const PAGE: i64 = 60;

#[derive(Template)]
#[template(path = "public/standard.html")]
struct StandardPage {
    shell: Shell,
    edition: EditionLine,
    others: Vec<EditionLine>,
    items: Vec<ItemLine>,
    pager: Pager,
    word: String,
    first: bool,
}

impl StandardPage {
    fn is_memory(&self) -> bool {
        self.edition.came.trust.is_some_and(|trust| trust != Trust::Verified)
    }
    fn future(&self) -> bool {
        self.edition.stage == Stage::InForce
            && self.edition.validity.zip(self.shell.today).is_some_and(|(period, today)| period.from > today)
    }
}

/// Shows an edition.
pub(crate) async fn show(State(web): State<Web>, Path(id): Path<i64>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let edition = published(&mut read, id).await?;
    let word = query.text("q").to_owned();
    let (shown, pager) = turn(&mut read, &edition, &query, PAGE).await?;
    let others = editions::of_catalog(&mut read, edition.owner.catalog).await?;
    let others = others.into_iter().filter(|one| one.id != id && one.validity.is_some()).collect();
    let mut shell = public_shell(&web, &edition.title());
    let domain = edition.owner.domain;
    shell = shell.crumb(edition.domain_name(), format!("/catalogs/{domain}"));
    let first = pager.prev.is_empty() && word.is_empty();
    page(&StandardPage { shell, edition, others, items: shown, pager, word, first })
}

/// One page of an edition's items, by key, and the way on and back.
pub(crate) async fn turn(
    read: &mut gk_base::Read,
    edition: &EditionLine,
    query: &Query,
    size: i64,
) -> Result<(Vec<ItemLine>, Pager), gk_base::Problem> {
    let word = query.text("q");
    let (mut shown, more_before, more_after);
    if let Some(before) = query.parsed::<i64>("before") {
        shown = items::before(read, edition.id, before, word, size + 1).await?;
        more_before = shown.len() > usize::try_from(size).unwrap_or(0);
        if more_before {
            shown.remove(0);
        }
        more_after = true;
    } else {
        let after = query.parsed::<i64>("after").unwrap_or(0);
        shown = items::after(read, edition.id, after, word, size + 1).await?;
        more_after = shown.len() > usize::try_from(size).unwrap_or(0);
        shown.truncate(usize::try_from(size).unwrap_or(0));
        more_before = after > 0;
    }
    let address = |name: &str, seq: i64| {
        let other = if name == "after" { "before" } else { "after" };
        let kept = Query::parse(&query.with(other, ""));
        format!("?{}", kept.with(name, &seq.to_string()))
    };
    let pager = Pager {
        prev: shown.first().filter(|_| more_before).map(|one| address("before", one.seq)).unwrap_or_default(),
        next: shown.last().filter(|_| more_after).map(|one| address("after", one.seq)).unwrap_or_default(),
        shown: u64::try_from(shown.len()).unwrap_or(0),
        total: word.is_empty().then_some(edition.counts.items),
    };
    Ok((shown, pager))
}
