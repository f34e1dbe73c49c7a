//! 公开属性认定: what the drafter proposes with the draft (国办发〔2016〕80号); the last opinion of the review decides it.

use gk_base::{Office, Problem};
use gk_rules::attribute::determination::reasons_not_to_determine;
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_save;

use super::{Seen, hand, open};
use crate::tables::determinations::{self, Proposed};
use crate::tables::records;

/// 认定意见: what is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Determine {
    /// 认定
    pub determination: gk_rules::attribute::Determination,
    /// 行政规范性文件
    pub normative: bool,
}

/// Proposes; gives the version now stored.
///
/// # Errors
/// [`Problem::Refused`] with everything that does not stand, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: Determine) -> Result<u32, Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::DraftRecord, seen).await?;
    let mut proposed = Proposed { determination: cmd.determination, normative: cmd.normative };
    proposed.determination.ordered_open = kept.line.is_some();
    let mut against = reasons_not_to_save(&kept.record, hand(&tx, actor, seen));
    against.extend(reasons_not_to_determine(&proposed.determination, tx.today()));
    Problem::unless_none(against)?;
    kept.record.attribute = proposed.determination.attribute;
    determinations::set(&mut tx, kept.id, &proposed).await?;
    records::save(&mut tx, &kept).await?;
    let body = determinations::told(&proposed);
    tx.ledger(RecordEvent::Determined, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await?;
    Ok(seen.version + 1)
}
