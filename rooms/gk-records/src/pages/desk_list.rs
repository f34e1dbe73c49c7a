//! The records of the organ, whatever their stage, the newest first.

use askama::Template;
use axum::extract::State;
use gk_base::{Coded, directory};
use gk_rules::org::{Act, Role, Subject, may};
use gk_rules::records::Stage;
use gk_webkit::page::page;
use gk_webkit::parts::{Choice, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Query, Web, desk_shell};

use crate::tables::lists::{self, Narrow};
use crate::tables::records::Kept;

/// How many records a page shows.
const LIMIT: i64 = 50;

#[derive(Template)]
#[template(path = "desk/records.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<RecordLine>,
    pager: Pager,
    stages: Vec<Choice>,
    title: String,
    mine: bool,
    may_draft: bool,
}

/// A record as one row of a table.
pub(super) struct RecordLine {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) organ: String,
    pub(super) stage: &'static str,
    pub(super) label: &'static str,
    pub(super) docnum: String,
    pub(super) made_on: String,
    pub(super) author: String,
    pub(super) day: String,
    pub(super) returned: String,
    pub(super) missing: i64,
}

impl RecordLine {
    pub(super) fn new(kept: &Kept) -> Self {
        let day = |day: Option<gk_rules::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let stage = kept.stage();
        let returned = match &kept.record.progress {
            gk_rules::records::Progress::Draft { returned: Some(back) } => back.why.clone(),
            _ => String::new(),
        };
        Self {
            id: kept.id,
            title: kept.record.title.clone(),
            organ: kept.owner.name.clone(),
            stage: stage.code(),
            label: stage.label(),
            docnum: kept.record.identity.document_number.clone(),
            made_on: day(kept.record.made_on),
            author: kept.hands.author.clone(),
            day: day(kept.record.progress.published_on()),
            returned,
            missing: if stage == Stage::Draft { kept.missing } else { 0 },
        }
    }
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    if [Act::PublishRecord, Act::WithdrawRecord].iter().all(|act| may(actor, *act, &own).is_err()) {
        may(actor, Act::DraftRecord, &own)?;
    }
    let shell = desk_shell(&web, &desk, "records").await?;
    let mut read = web.office().read().await?;
    // 公开办 answers for the organs below as well.
    let last = match actor.role {
        Role::DisclosureOffice => directory::load(&mut read, actor.organ).await?.last,
        _ => actor.organ.0,
    };
    let mine = query.text("mine") == "1";
    let narrow = Narrow {
        stage: Stage::from_code(query.text("stage")),
        title: query.maybe("title").map(ToOwned::to_owned),
        author: mine.then_some(actor.person),
        domain: query.maybe("domain").map(ToOwned::to_owned),
    };
    let before: Option<i64> = query.parsed("before");
    let range = (actor.organ.0, last);
    let mut kept = lists::of_range(&mut read, range, &narrow, before.unwrap_or(i64::MAX), LIMIT + 1).await?;
    let shown = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = kept.len() > shown;
    kept.truncate(shown);
    let go = |value: &str| format!("/desk/records?{}", query.with("before", value));
    let pager = Pager {
        prev: before.map(|_| go("")).unwrap_or_default(),
        next: kept.last().filter(|_| full).map(|one| go(&one.id.to_string())).unwrap_or_default(),
        shown: u64::try_from(kept.len()).unwrap_or(0),
        total: None,
    };
    page(&ListPage {
        shell,
        lines: kept.iter().map(RecordLine::new).collect(),
        pager,
        stages: Choice::coded::<Stage>(query.text("stage")),
        title: query.text("title").to_owned(),
        mine,
        may_draft: may(actor, Act::DraftRecord, &own).is_ok(),
    })
}
