//! 导入目录: what was imported, and the form for a file or a pasted text.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gk_base::ports::local_text;
use gk_base::{Problem, directory};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::words::Heading;
use gk_rules::{Coded, Reason};
use gk_standards::domains;
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, FieldError, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Query, Web, page};

use super::{after, shell_of};
use crate::ImportLine;
use crate::tables::imports;
use crate::verbs::import_file::{self, Content, ImportFile};

/// Imports on one page.
const PAGE: i64 = 30;

#[derive(Template)]
#[template(path = "desk/imports.html")]
struct ImportsPage {
    shell: Shell,
    imports: Vec<ImportLine>,
    pager: Pager,
}

/// What was imported, the newest first.
pub(crate) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = shell_of(&web, &desk, "import", Heading::Imports.label()).await?;
    let mut read = web.office().read().await?;
    let seat = directory::load(&mut read, desk.actor.organ).await?;
    let before = query.text("before");
    let mut found = imports::list(&mut read, (seat.organ.id.0, seat.last), before, PAGE + 1).await?;
    let more = found.len() > usize::try_from(PAGE).unwrap_or(0);
    found.truncate(usize::try_from(PAGE).unwrap_or(0));
    let next = found.last().filter(|_| more).map(|one| format!("?before={}", one.id)).unwrap_or_default();
    let prev = if before.is_empty() { String::new() } else { "/desk/imports".to_owned() };
    let pager = Pager { prev, next, shown: u64::try_from(found.len()).unwrap_or(0), total: None };
    page(&ImportsPage { shell, imports: found, pager })
}

#[derive(Template)]
#[template(path = "desk/import_new.html")]
struct FormPage {
    shell: Shell,
    errors: Vec<FieldError>,
    reasons: Vec<ReasonLine>,
    organ: String,
    tiers: Vec<Choice>,
    domains: Vec<Choice>,
    text: String,
}

impl FormPage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|one| one.field == field).map_or("", |one| one.words.as_str())
    }
}

/// The choices of a domain.
pub(crate) fn domain_choices(chosen: &str) -> Vec<Choice> {
    domains::all()
        .iter()
        .map(|one| {
            let value = one.code.to_string();
            Choice { on: value == chosen, label: format!("{value} {}", one.name), hint: String::new(), value }
        })
        .collect()
}

/// The form, empty.
pub(crate) async fn form(State(web): State<Web>, desk: Desk) -> Answer {
    let mut read = web.office().read().await?;
    let organ = directory::load(&mut read, desk.actor.organ).await?.organ;
    let tier = intake::tiers_of(&organ).last().map_or("", |one| one.code());
    let fields = Fields::of(&[("organ", &organ.code), ("tier", tier)]);
    page(&blank(&web, &desk, &fields, Vec::new()).await?)
}

async fn blank(web: &Web, desk: &Desk, fields: &Fields, reasons: Vec<Reason>) -> Result<FormPage, PageError> {
    let shell = shell_of(web, desk, "import", Heading::NewImport.label()).await?;
    let shell = shell.crumb(Heading::Imports.label(), "/desk/imports");
    let field = |reason: &Reason| match reason.code {
        "catalog.unknown_organ" | "catalog.not_a_government" => "organ",
        "catalog.unknown_tier" | "catalog.wrong_tier" => "tier",
        "catalog.unknown_domain" => "domain",
        _ => "file",
    };
    let errors = reasons
        .iter()
        .map(|one| FieldError { field: field(one).to_owned(), words: one.words.clone() })
        .collect();
    Ok(FormPage {
        shell,
        errors,
        reasons: reasons.iter().map(ReasonLine::from).collect(),
        organ: fields.text("organ").to_owned(),
        tiers: Choice::coded::<Tier>(fields.text("tier")),
        domains: domain_choices(fields.text("domain")),
        text: fields.raw("text").to_owned(),
    })
}

/// Reads what was sent.
pub(crate) async fn post(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    match import(&web, &desk, &fields).await {
        Ok(answer) => Ok(answer),
        Err(Problem::Refused(reasons)) => {
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &blank(&web, &desk, &fields, reasons).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn import(web: &Web, desk: &Desk, fields: &Fields) -> Result<Response, Problem> {
    let tier = fields.text("tier");
    let mut reasons = Vec::new();
    if Tier::from_code(tier).is_none() {
        reasons.push(intake::unknown_tier(tier));
    }
    let content = match (fields.file("file"), fields.maybe("text")) {
        (Some(_), Some(_)) => Err(intake::both_given()),
        (None, None) => Err(intake::nothing_given()),
        (Some(file), None) => Ok(Content::File { name: file.name.clone(), bytes: file.bytes.clone() }),
        (None, Some(_)) => Ok(Content::Text(fields.raw("text").to_owned())),
    };
    let content = content.map_err(|reason| reasons.push(reason)).ok();
    let (Some(content), Some(tier)) = (content, Tier::from_code(tier)) else {
        return Err(Problem::Refused(reasons));
    };
    let cmd = ImportFile {
        organ: fields.text("organ").to_owned(),
        tier,
        domain: fields.text("domain").to_owned(),
        content,
    };
    let done = import_file::run(web.office(), &desk.actor, cmd).await?;
    let address = format!("/desk/imports/{}", done.import);
    Ok(see_other(&if done.again {
        format!("{address}?again=1")
    } else {
        after(&address, CatalogEvent::Imported)
    }))
}
