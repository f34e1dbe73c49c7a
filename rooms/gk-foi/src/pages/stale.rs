//! Two at once (他人已先办理): what happened since the page was opened, and what was typed, to be copied.

use askama::Template;
use axum::http::StatusCode;
use gk_base::Coded;
use gk_base::ports::local_text;
use gk_base::problem::Stale;
use gk_rules::foi::words::typed_label;
use gk_webkit::page::page_with;
use gk_webkit::parts::TimelineEvent;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Web, desk_shell};

use super::case::CaseView;

#[derive(Template)]
#[template(path = "desk/stale.html")]
struct StalePage {
    shell: Shell,
    about: String,
    by: String,
    at: String,
    since: Vec<TimelineEvent>,
    handler: String,
    stage: &'static str,
    typed: Vec<(&'static str, String)>,
    files: usize,
    again: String,
}

/// Where somebody was: the case, the version on the screen, and the page to go on from.
pub(super) struct Was<'a> {
    pub(super) id: i64,
    pub(super) version: u32,
    /// After the address of the case.
    pub(super) page: &'a str,
}

/// What was typed, each under its label; hidden fields and empty ones are nothing to copy.
pub(super) fn typed(fields: &Fields) -> Vec<(&'static str, String)> {
    let named = fields.under("").filter_map(|(name, value)| Some((typed_label(name)?, value.to_owned())));
    named.filter(|(_, value)| !value.is_empty()).collect()
}

/// The page, 409.
pub(super) async fn page(
    web: &Web,
    desk: &Desk,
    was: Was<'_>,
    stale: &Stale,
    (typed, files): (Vec<(&'static str, String)>, usize),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let case = CaseView::load(&mut read, &desk.actor, was.id).await?;
    let newer = case.told.iter().filter(|one| one.version > was.version).count();
    let page = StalePage {
        shell,
        about: case.matter.wanted.title.clone(),
        by: stale.by.clone(),
        at: stale.at.map(local_text).unwrap_or_default(),
        // The newest come first.
        since: case.timeline.into_iter().take(newer).collect(),
        handler: case.matter.standing.handler_name.clone(),
        stage: case.case.stage().label(),
        typed,
        files,
        again: format!("/desk/foi/{}{}", was.id, was.page),
    };
    page_with(StatusCode::CONFLICT, &page)
}
