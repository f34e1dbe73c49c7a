//! 标准目录: the domains, who answers for each, and the catalogs in force.

use askama::Template;
use axum::extract::State;
use gk_base::directory;
use gk_rules::catalog::item::DomainCode;
use gk_standards::domains::{self, Sourced};
use gk_standards::trust::Trust;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Web, page};

use super::{Head, shell, wood};

#[derive(Template)]
#[template(path = "public/catalogs.html")]
struct CatalogsPage {
    shell: Shell,
    head: Head,
    pilot: Vec<DomainBrief>,
    others: Vec<DomainBrief>,
}

/// 领域: a line of the table.
struct DomainBrief {
    code: DomainCode,
    name: String,
    guide_name: &'static str,
    guide_number: &'static str,
    issuer: Option<Sourced>,
    lead: Option<Sourced>,
    editions: u64,
    items: u64,
}

/// Whether a fact must still be compared with its document.
pub(super) fn doubtful(fact: &Sourced) -> bool {
    fact.trust != Trust::Verified
}

/// GET /catalogs
pub(super) async fn get(State(web): State<Web>) -> Answer {
    let mut read = web.office().read().await?;
    let roots = directory::list_roots(&mut read).await?;
    let counts = match wood(&roots) {
        Some(wood) => gk_catalog::count_by_domain(&mut read, &wood).await?,
        None => Vec::new(),
    };
    let row = |code: DomainCode| {
        let known = domains::by_code(code);
        let count = counts.iter().find(|one| one.domain == code);
        DomainBrief {
            code,
            name: gk_catalog::domain_name(code),
            guide_name: known.map_or("", |one| one.guide_name),
            guide_number: known.and_then(|one| one.guide_number).unwrap_or_default(),
            issuer: known.map(|one| one.issuer),
            lead: known.map(|one| one.lead),
            editions: count.map_or(0, |one| one.editions),
            items: count.map_or(0, |one| one.items),
        }
    };
    let pilot = domains::all().iter().map(|one| row(one.code)).collect();
    let others = counts.iter().filter(|one| !one.domain.is_pilot()).map(|one| row(one.domain)).collect();
    let head = Head::of(&web, "/catalogs");
    let whole = CatalogsPage { shell: shell(&web, "catalogs"), head, pilot, others };
    page(&whole)
}
