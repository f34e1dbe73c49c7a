//! 公开事项表单: one item of a draft, typed by hand, beside the standard above and the raw text of the file.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::Problem;
use gk_rules::catalog::channel::ChannelCode;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::field::Field;
use gk_rules::catalog::finding::Finding;
use gk_rules::catalog::item::{Audience, Item, ItemCode, Levels, Way};
use gk_rules::catalog::state::Stage;
use gk_rules::catalog::typed::Typed;
use gk_rules::catalog::words::{Heading, raw_column};
use gk_rules::org::{Act, may};
use gk_rules::{Coded, Reason};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{self, Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Web, page};

use super::{after, looked_at, shell_of};
use crate::tables::items;
use crate::tables::whole::Whole;
use crate::verbs::{add_item, correct_item, drop_item};
use crate::{EditionLine, Origin};

#[derive(Template)]
#[template(path = "desk/item.html")]
struct ItemPage {
    shell: Shell,
    edition: EditionLine,
    tab: &'static str,
    item: Option<Item>,
    typed: Typed,
    parent: String,
    channels: Vec<Choice>,
    compared: Vec<parts::Change>,
    raw: Vec<(String, String)>,
    origin: Origin,
    findings: Vec<Finding>,
    reasons: Vec<ReasonLine>,
    drop_reason: String,
    may_edit: bool,
    seen: i64,
}

impl ItemPage {
    fn action(&self) -> String {
        match &self.item {
            Some(item) => format!("/desk/catalog/{}/items/{}", self.edition.id, item.code),
            None => format!("/desk/catalog/{}/items/new", self.edition.id),
        }
    }
    fn path(&self, at: usize) -> &str {
        self.typed.path.get(at).map_or("", String::as_str)
    }
    fn specific(&self) -> &str {
        self.typed.audience.specific.as_deref().unwrap_or_default()
    }
}

/// What stood in the form.
fn typed(fields: &Fields) -> Typed {
    let specific = fields.text("specific").to_owned();
    let on = fields.ticked("audience_specific") || !specific.is_empty();
    Typed {
        path: ["level1", "level2", "level3"].map(|name| fields.text(name).to_owned()),
        elements: fields.raw("elements").to_owned(),
        basis: fields.raw("basis").to_owned(),
        limit: fields.text("limit").to_owned(),
        responsible: fields.text("responsible").to_owned(),
        channels: fields.all("channels").into_iter().filter_map(ChannelCode::from_code).collect(),
        other_channels: fields.raw("other_channels").to_owned(),
        audience: Audience { all: fields.ticked("audience_all"), specific: on.then_some(specific) },
        way: Way { proactive: fields.ticked("proactive"), on_request: fields.ticked("on_request") },
        levels: Levels {
            county: fields.ticked("county"),
            township: fields.ticked("township"),
            village: fields.ticked("village"),
        },
        extra: fields.raw("extra").to_owned(),
    }
}

/// What to show instead of what is stored: what was typed and why it was refused.
#[derive(Default)]
struct Again {
    typed: Option<Typed>,
    parent: Option<String>,
    drop_reason: String,
    reasons: Vec<Reason>,
    seen: Option<i64>,
}

async fn build(
    web: &Web,
    desk: &Desk,
    id: i64,
    code: Option<ItemCode>,
    again: Again,
) -> Result<ItemPage, PageError> {
    let heading = if code.is_some() { Heading::Item } else { Heading::NewItem };
    let shell = shell_of(web, desk, "editions", heading.label()).await?;
    let mut read = web.office().read().await?;
    let edition = looked_at(&mut read, desk, id).await?;
    let whole = Whole::of(&mut read, edition.clone()).await?;
    let found = match code {
        Some(code) => Some(whole.item(code).ok_or_else(|| Problem::missing("item", code))?),
        None => None,
    };
    let origin = match found {
        Some(line) => items::origin(&mut read, line.id).await?,
        None => Origin::default(),
    };
    drop(read);
    let item = found.map(|line| line.item.clone());
    let stored = item.as_ref().map(Typed::of);
    let typed = again.typed.or(stored).unwrap_or_default();
    let answers = item.as_ref().and_then(|one| one.standing.parent);
    let above = answers.and_then(|code| whole.parent.as_ref()?.item(code).cloned());
    let findings = whole.findings().into_iter().filter(|one| code.is_some() && one.item == code).collect();
    let may_edit =
        edition.stage == Stage::Draft && may(&desk.actor, Act::EditDraftEdition, &edition.subject()).is_ok();
    let shell = shell
        .crumb(edition.title(), format!("/desk/catalog/{id}"))
        .crumb(Heading::Items.label(), format!("/desk/catalog/{id}/items"));
    Ok(ItemPage {
        shell,
        tab: "items",
        channels: channels(&typed),
        compared: above.zip(item.as_ref()).map(|(above, here)| compared(&above, here)).unwrap_or_default(),
        raw: origin
            .raw
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(k, v)| (raw_column(k).to_owned(), v.clone()))
            .collect(),
        parent: again.parent.unwrap_or_else(|| answers.map(|code| code.to_string()).unwrap_or_default()),
        seen: again.seen.unwrap_or(edition.version),
        reasons: again.reasons.iter().map(ReasonLine::from).collect(),
        drop_reason: again.drop_reason,
        typed,
        item,
        origin,
        findings,
        may_edit,
        edition,
    })
}

fn channels(typed: &Typed) -> Vec<Choice> {
    let chosen: Vec<&str> = typed.channels.iter().map(|one| one.code()).collect();
    let known = ChannelCode::ALL.iter().filter(|one| **one != ChannelCode::Other);
    Choice::list(known.map(|one| (one.code(), one.label())), &chosen)
}

/// The standard above beside the item, column by column.
fn compared(above: &Item, here: &Item) -> Vec<parts::Change> {
    Field::ALL
        .iter()
        .map(|field| parts::Change {
            label: field.label().to_owned(),
            before: field.words(above),
            after: field.words(here),
        })
        .filter(|one| !one.before.is_empty() || !one.after.is_empty())
        .collect()
}

/// The form of one item.
pub(crate) async fn show(
    State(web): State<Web>,
    desk: Desk,
    Path((id, code)): Path<(i64, String)>,
) -> Answer {
    let code = parsed(&code)?;
    page(&build(&web, &desk, id, Some(code), Again::default()).await?)
}

/// The form of a new item.
pub(crate) async fn new(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    page(&build(&web, &desk, id, None, Again::default()).await?)
}

fn parsed(code: &str) -> Result<ItemCode, Problem> {
    code.parse().map_err(|_| Problem::missing("item", code))
}

/// The item above as typed; nothing for an empty field.
fn parent_of(fields: &Fields) -> Result<Option<ItemCode>, Problem> {
    match fields.maybe("parent") {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|e: gk_rules::catalog::item::CodeError| {
            Problem::refused(Reason::new("catalog.bad_code", e.to_string()))
        }),
    }
}

fn again(fields: &Fields, reasons: Vec<Reason>) -> Again {
    Again {
        typed: fields.maybe("form").map(|_| typed(fields)),
        parent: fields.maybe("form").map(|_| fields.text("parent").to_owned()),
        drop_reason: fields.text("reason").to_owned(),
        reasons,
        seen: fields.parsed("seen"),
    }
}

async fn answered(
    done: Result<CatalogEvent, Problem>,
    (web, desk, id): (&Web, &Desk, i64),
    code: Option<ItemCode>,
    fields: &Fields,
) -> Answer {
    match done {
        Ok(event) => Ok(see_other(&after(&format!("/desk/catalog/{id}/items"), event))),
        Err(Problem::Refused(reasons)) => {
            let shown = build(web, desk, id, code, again(fields, reasons)).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other.into()),
    }
}

/// Saves an item.
pub(crate) async fn post(
    State(web): State<Web>,
    desk: Desk,
    Path((id, code)): Path<(i64, String)>,
    fields: Fields,
) -> Answer {
    let code = parsed(&code)?;
    let save = async {
        let cmd = correct_item::CorrectItem {
            edition: id,
            seen: fields.parsed("seen").unwrap_or(0),
            code,
            typed: typed(&fields),
            parent: parent_of(&fields)?,
        };
        correct_item::run(web.office(), &desk.actor, cmd).await.map(|()| CatalogEvent::ItemCorrected)
    };
    answered(save.await, (&web, &desk, id), Some(code), &fields).await
}

/// Adds an item.
pub(crate) async fn add(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let save = async {
        let cmd = add_item::AddItem {
            edition: id,
            seen: fields.parsed("seen").unwrap_or(0),
            typed: typed(&fields),
            parent: parent_of(&fields)?,
        };
        add_item::run(web.office(), &desk.actor, cmd).await.map(|_| CatalogEvent::ItemAdded)
    };
    answered(save.await, (&web, &desk, id), None, &fields).await
}

/// Marks an item as not applicable.
pub(crate) async fn drop_it(
    State(web): State<Web>,
    desk: Desk,
    Path((id, code)): Path<(i64, String)>,
    fields: Fields,
) -> Answer {
    let code = parsed(&code)?;
    let cmd = drop_item::DropItem {
        edition: id,
        seen: fields.parsed("seen").unwrap_or(0),
        code,
        reason: fields.text("reason").to_owned(),
    };
    let done = drop_item::run(web.office(), &desk.actor, cmd).await.map(|()| CatalogEvent::ItemDropped);
    answered(done, (&web, &desk, id), Some(code), &fields).await
}
