//! 登记效力日期: from when to when a published document holds, and of how many articles it is made.

use gk_base::{Office, Problem};
use gk_rules::Day;
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::validity::Life;
use gk_rules::validity::register::reasons_not_to_set_life;
use gk_rules::validity::relation::DocumentId;

use gk_records::verbs::{Seen, open};

use crate::tables::relations;

/// 效力日期
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetLife {
    /// 施行日期
    pub effective_on: Day,
    /// 失效日期: the last day; nothing where it names none.
    pub last_day: Option<Day>,
    /// 条数; nothing where it is not made of articles.
    pub articles: Option<u16>,
}

/// Says so.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: SetLife) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let kept = open(&mut tx, actor, Act::PublishRecord, seen).await?;
    let life = Life {
        document: DocumentId(kept.id),
        effective_on: cmd.effective_on,
        last_day: cmd.last_day,
        articles: cmd.articles,
    };
    Problem::unless_none(reasons_not_to_set_life(kept.stage(), kept.record.made_on, life))?;
    relations::set_life(&mut tx, life).await?;
    let body = serde_json::json!({ "number": kept.number(), "life": life });
    tx.ledger(RecordEvent::LifeSet, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await
}
