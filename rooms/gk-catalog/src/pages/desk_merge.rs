//! 采用上级新版: the three editions side by side, and the choices of a person.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::Problem;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::field::Field;
use gk_rules::catalog::merge::{Case, Choices, ItemChoice, ItemMerge, Merge, Outcome, Side};
use gk_rules::catalog::words::Heading;
use gk_rules::{Coded, Reason};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::ReasonLine;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, page};

use super::{after, looked_at, shell_of};
use crate::EditionLine;
use crate::tables::editions;
use crate::verbs::take_over::{self, TakeOver};

#[derive(Template)]
#[template(path = "desk/merge.html")]
struct MergePage {
    shell: Shell,
    edition: EditionLine,
    above: EditionLine,
    tab: &'static str,
    rows: Vec<Shown>,
    same: usize,
    open: usize,
    reasons: Vec<ReasonLine>,
    seen: i64,
}

/// One item that somebody changed.
struct Shown {
    above: String,
    path: String,
    case: Case,
    outcome: Outcome,
    /// `theirs`, `ours` or empty.
    chosen: String,
    reason: String,
    fields: Vec<Column>,
}

/// One column in the three editions.
struct Column {
    name: String,
    label: &'static str,
    outcome: Outcome,
    base: String,
    theirs: String,
    ours: String,
    chosen: String,
}

impl Shown {
    /// Whether a person chooses on the item as a whole.
    fn is_whole(&self) -> bool {
        matches!(self.case, Case::Offered | Case::Withdrawn | Case::Absent)
    }
}

/// The tone of an outcome.
fn tone(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unchanged => "quiet",
        Outcome::TakeTheirs => "info",
        Outcome::KeepOurs => "good",
        Outcome::Combined => "ask",
        Outcome::Conflict => "bad",
    }
}

/// What stands chosen when nobody has chosen yet.
fn by_itself(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::TakeTheirs => Side::Theirs.code(),
        Outcome::KeepOurs | Outcome::Unchanged => Side::Ours.code(),
        Outcome::Combined | Outcome::Conflict => "",
    }
}

fn rows(merge: &Merge, fields: &Fields) -> Vec<Shown> {
    merge.rows.iter().filter(|row| is_shown(row)).map(|row| shown(row, fields)).collect()
}

/// An item both sides agree on, or that only the local edition has, needs no look.
fn is_shown(row: &ItemMerge) -> bool {
    match row.case {
        Case::Local => false,
        Case::Shared => {
            row.fields.iter().any(|one| !matches!(one.outcome, Outcome::Unchanged | Outcome::KeepOurs))
        }
        Case::Absent => row.outcome != Outcome::KeepOurs,
        Case::Offered | Case::Withdrawn => true,
    }
}

fn shown(row: &ItemMerge, fields: &Fields) -> Shown {
    let above = row.above.map(|code| code.to_string()).unwrap_or_default();
    let item = row.ours.as_ref().or(row.theirs.as_ref()).or(row.base.as_ref());
    let chosen = |name: &str, outcome| match fields.maybe(name) {
        Some(side) => side.to_owned(),
        None => by_itself(outcome).to_owned(),
    };
    let columns = row.fields.iter().filter(|one| one.outcome != Outcome::Unchanged).map(|one| {
        let name = format!("f:{above}:{}", one.field.code());
        Column {
            chosen: chosen(&name, one.outcome),
            label: one.field.label(),
            outcome: one.outcome,
            base: one.base.clone(),
            theirs: one.theirs.clone(),
            ours: one.ours.clone(),
            name,
        }
    });
    Shown {
        path: item.map(|one| one.path.to_string()).unwrap_or_default(),
        case: row.case,
        outcome: row.outcome,
        chosen: chosen(&format!("i:{above}"), row.outcome),
        reason: fields.text(&format!("r:{above}")).to_owned(),
        fields: columns.collect(),
        above,
    }
}

/// The choices as sent.
fn choices(fields: &Fields) -> Choices {
    let mut out = Choices::default();
    for (name, value) in fields.under("f:") {
        let (Some((code, field)), Some(side)) = (name.split_once(':'), Side::from_code(value)) else {
            continue;
        };
        if let (Ok(code), Some(field)) = (code.parse(), Field::from_code(field)) {
            out.fields.insert((code, field), side);
        }
    }
    for (name, value) in fields.under("i:") {
        if let (Ok(code), Some(side)) = (name.parse(), Side::from_code(value)) {
            let reason = fields.text(&format!("r:{name}")).to_owned();
            out.items.insert(code, ItemChoice { side, reason });
        }
    }
    out
}

async fn build(
    web: &Web,
    desk: &Desk,
    (id, above): (i64, Option<i64>),
    fields: &Fields,
    reasons: &[Reason],
) -> Result<MergePage, PageError> {
    let shell = shell_of(web, desk, "editions", Heading::Merge.label()).await?;
    let mut read = web.office().read().await?;
    let edition = looked_at(&mut read, desk, id).await?;
    let above = match above {
        Some(above) => editions::load(&mut read, above).await?,
        None => editions::above(&mut read, edition.owner.organ, edition.owner.tier, edition.owner.domain)
            .await?
            .ok_or_else(|| Problem::missing("edition", id))?,
    };
    let merge = take_over::three(&mut read, &edition, &above).await?;
    drop(read);
    let rows = rows(&merge, fields);
    let shell = shell
        .crumb(Heading::Editions.label(), "/desk/catalog")
        .crumb(edition.title(), format!("/desk/catalog/{id}"));
    Ok(MergePage {
        shell,
        tab: "merge",
        same: merge.rows.len() - rows.len(),
        open: merge.open(&Choices::default()).len(),
        reasons: reasons.iter().map(ReasonLine::from).collect(),
        seen: edition.version,
        rows,
        edition,
        above,
    })
}

/// Shows the three editions.
pub(crate) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    page(&build(&web, &desk, (id, query.parsed("above")), &Fields::default(), &[]).await?)
}

/// Applies the choices. The last field of the form tells that none was cut off on the way.
pub(crate) async fn post(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let above = fields.parsed::<i64>("above");
    let done = match above {
        Some(above) if fields.ticked("complete") => {
            let cmd = TakeOver {
                edition: id,
                seen: fields.parsed("seen").unwrap_or(0),
                above,
                choices: choices(&fields),
            };
            take_over::run(web.office(), &desk.actor, cmd).await
        }
        _ => Err(Problem::refused(Reason::new("form.too_large", gk_rules::reason::words::FORM_TOO_LARGE))),
    };
    match done {
        Ok(draft) => Ok(see_other(&after(&format!("/desk/catalog/{draft}"), CatalogEvent::TakenOver))),
        Err(Problem::Refused(reasons)) => {
            let shown = build(&web, &desk, (id, above), &fields, &reasons).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other.into()),
    }
}
