//! 沿用上级标准: the form that makes a draft from the standard above.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Problem, directory};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::words::Heading;
use gk_rules::{Coded, Reason};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Web, page};

use super::desk_imports::domain_choices;
use super::{after, shell_of};
use crate::verbs::adopt_from_parent::{self, AdoptFromParent};

#[derive(Template)]
#[template(path = "desk/adopt.html")]
struct AdoptPage {
    shell: Shell,
    reasons: Vec<ReasonLine>,
    organ: String,
    tiers: Vec<Choice>,
    domains: Vec<Choice>,
}

async fn blank(web: &Web, desk: &Desk, fields: &Fields, reasons: &[Reason]) -> Result<AdoptPage, PageError> {
    let shell = shell_of(web, desk, "editions", Heading::Adopt.label()).await?;
    Ok(AdoptPage {
        shell: shell.crumb(Heading::Editions.label(), "/desk/catalog"),
        reasons: reasons.iter().map(ReasonLine::from).collect(),
        organ: fields.text("organ").to_owned(),
        tiers: Choice::coded::<Tier>(fields.text("tier")),
        domains: domain_choices(fields.text("domain")),
    })
}

/// The form.
pub(crate) async fn show(State(web): State<Web>, desk: Desk) -> Answer {
    let mut read = web.office().read().await?;
    let organ = directory::load(&mut read, desk.actor.organ).await?.organ;
    let tier = intake::tiers_of(&organ).last().map_or("", |one| one.code());
    page(&blank(&web, &desk, &Fields::of(&[("organ", &organ.code), ("tier", tier)]), &[]).await?)
}

/// Makes the draft.
pub(crate) async fn post(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let (tier, domain) = (Tier::from_code(fields.text("tier")), fields.parsed("domain"));
    let done = match (tier, domain) {
        (Some(tier), Some(domain)) => {
            let cmd = AdoptFromParent { organ: fields.text("organ").to_owned(), tier, domain };
            adopt_from_parent::run(web.office(), &desk.actor, cmd).await
        }
        (tier, domain) => {
            let wrong_tier = tier.is_none().then(|| intake::unknown_tier(fields.text("tier")));
            let wrong_domain = domain.is_none().then(|| intake::unknown_domain(fields.text("domain")));
            Err(Problem::Refused(wrong_tier.into_iter().chain(wrong_domain).collect()))
        }
    };
    match done {
        Ok(edition) => {
            Ok(see_other(&after(&format!("/desk/catalog/{edition}"), CatalogEvent::EditionDrafted)))
        }
        Err(Problem::Refused(reasons)) => {
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &blank(&web, &desk, &fields, &reasons).await?)
        }
        Err(other) => Err(other.into()),
    }
}
