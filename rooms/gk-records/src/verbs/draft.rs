//! 起草: an empty record against an item, for the organ of the post.

use gk_base::{Office, Problem, Tx, directory, params};
use gk_rules::Coded;
use gk_rules::catalog::item::Necessity;
use gk_rules::org::{Act, Actor, OrganId, OrganPath, Subject, may};
use gk_rules::records::reasons::reasons_not_to_draft;
use gk_rules::records::{Body, Kind, RecordEvent};

use crate::tables::records;

/// Against which item, for which occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draft {
    /// The item's line; nothing where it is not known yet, or where it will not be published.
    pub line: Option<i64>,
    /// The duty it is to meet, where one was chosen.
    pub duty: Option<i64>,
}

/// Begins a draft; gives its id.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Missing`] item, [`Problem::Refused`] for an item of another place.
pub async fn run(office: &Office, actor: &Actor, cmd: Draft) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let organ = directory::load(&mut tx, actor.organ).await?.organ;
    may(actor, Act::DraftRecord, &Subject::of(organ.id, organ.path))?;
    let id = begin(&mut tx, actor.organ, cmd, "").await?;
    tx.commit().await?;
    Ok(id)
}

/// The same within a unit of work, with a title; whoever acts is the author.
///
/// # Errors
/// [`Problem::Missing`] item, [`Problem::Refused`] for an item of another place.
pub async fn begin(tx: &mut Tx, organ: OrganId, cmd: Draft, title: &str) -> Result<i64, Problem> {
    let organ = directory::load(tx, organ).await?.organ;
    let for_item = match cmd.line {
        Some(line) => Some(item(tx, line, &organ.path).await?),
        None => None,
    };
    let (domain, code, missing) = for_item.unwrap_or_default();
    let id = tx.next_numbers("records", 1).await?;
    let (now, author, name) = (tx.now(), tx.who().person.unwrap_or(0), tx.who().name.clone());
    let values = params![
        id,
        organ.id.0,
        cmd.line,
        cmd.duty,
        domain,
        code,
        title,
        Kind::Other.code(),
        author,
        &name,
        now,
        missing
    ];
    tx.run(&records::INSERT, values).await?;
    let body = serde_json::json!({ "line": cmd.line, "duty": cmd.duty });
    tx.ledger(RecordEvent::Drafted, Some(organ.id.0), format!("record:{id}"), &body);
    Ok(id)
}

/// The domain and the code of an item, and how many elements it requires.
async fn item(tx: &mut Tx, line: i64, path: &OrganPath) -> Result<(String, String, usize), Problem> {
    let today = tx.today();
    let (line, edition) = gk_catalog::find_item_by_line(tx, line, today)
        .await?
        .ok_or_else(|| Problem::missing("item", line))?;
    Problem::unless_none(reasons_not_to_draft(edition.owner.path.holds(path)))?;
    let required = |e: &&gk_rules::catalog::item::Element| e.necessity == Necessity::Required;
    let missing = line.item.content.elements.iter().filter(required).count();
    Ok((edition.owner.domain.to_string(), line.item.code.to_string(), missing))
}

/// The same with a text.
///
/// # Errors
/// As [`begin`].
pub async fn with_text(tx: &mut Tx, organ: OrganId, title: &str, body: Body) -> Result<i64, Problem> {
    let id = begin(tx, organ, Draft { line: None, duty: None }, title).await?;
    let mut kept = records::load(tx, id).await?;
    kept.record.body = body;
    records::save(tx, &kept).await?;
    Ok(id)
}
