//! 起草: an empty record against an item, for the organ of the post.

use gk_base::{Office, Problem, directory, params};
use gk_rules::Coded;
use gk_rules::catalog::item::Necessity;
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::records::reasons::reasons_not_to_draft;
use gk_rules::records::{Kind, RecordEvent};

use crate::tables::records;

/// Against which item, for which occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draft {
    /// The item's line.
    pub line: i64,
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
    may(actor, Act::DraftRecord, &Subject::of(organ.id, organ.path.clone()))?;
    let today = tx.today();
    let (line, edition) = gk_catalog::find_item_by_line(&mut tx, cmd.line, today)
        .await?
        .ok_or_else(|| Problem::missing("item", cmd.line))?;
    Problem::unless_none(reasons_not_to_draft(edition.owner.path.holds(&organ.path)))?;
    let required = |e: &&gk_rules::catalog::item::Element| e.necessity == Necessity::Required;
    let missing = line.item.content.elements.iter().filter(required).count();
    let id = tx.next_numbers("records", 1).await?;
    let now = tx.now();
    let values = params![
        id,
        organ.id.0,
        cmd.line,
        cmd.duty,
        edition.owner.domain.to_string(),
        line.item.code.to_string(),
        "",
        Kind::Other.code(),
        actor.person,
        &actor.name,
        now,
        missing
    ];
    tx.run(&records::INSERT, values).await?;
    let body = serde_json::json!({ "line": cmd.line, "duty": cmd.duty });
    tx.ledger(RecordEvent::Drafted, Some(organ.id.0), format!("record:{id}"), &body);
    tx.commit().await?;
    Ok(id)
}
