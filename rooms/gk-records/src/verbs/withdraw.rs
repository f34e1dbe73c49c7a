//! 撤下: nothing disappears in silence; a tombstone says when and on what ground.

use gk_base::{Fault, Office, Problem, Read, settings};
use gk_rules::Day;
use gk_rules::org::{Act, Actor};
use gk_rules::records::reasons::{Posting, reasons_not_to_withdraw};
use gk_rules::records::{RecordEvent, WithdrawGround};
use gk_rules::time::counting::count;

use super::{Seen, hand, open, step, stepped};
use crate::tables::checks;
use crate::tables::records::{self, Kept};

/// On what ground, and why, for the office's own eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdraw {
    /// 撤下理由
    pub ground: WithdrawGround,
    /// 撤下说明
    pub note: String,
    /// 公示期未满，仍须撤下
    pub early: bool,
}

/// Withdraws.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: Withdraw) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::WithdrawRecord, seen).await?;
    let posting = Posting { last: posted_until(&mut tx, &kept).await?, early: cmd.early };
    let hand = hand(&tx, actor, seen);
    Problem::unless_none(reasons_not_to_withdraw(&kept.record, cmd.ground, &cmd.note, posting, hand))?;
    let note = cmd.note.trim().to_owned();
    let cut_short = posting.last.filter(|last| tx.today() <= *last);
    let body = serde_json::json!({
        "number": kept.number(), "line": kept.line, "ground": cmd.ground, "note": note, "posting_until": cut_short,
    });
    let step = step(&tx, actor);
    kept.record.progress = kept.record.progress.withdraw(step, cmd.ground, note).map_err(stepped)?;
    records::save(&mut tx, &kept).await?;
    checks::forget(&mut tx, kept.id).await?;
    tx.ledger(RecordEvent::Withdrawn, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await
}

/// The last day of the posting period that the item, or a law, asked for on the day of publication.
pub(crate) async fn posted_until(read: &mut Read, kept: &Kept) -> Result<Option<Day>, Fault> {
    let Some(published) = kept.record.progress.published_on() else { return Ok(None) };
    let Some(line) = kept.line else { return Ok(None) };
    let Some((item, _)) = gk_catalog::find_item_by_line(read, line, published).await? else {
        return Ok(None);
    };
    let Some(limits) = gk_duties::limits_of(read, item.id).await? else { return Ok(None) };
    let spans: Vec<_> = limits.on(published).all.iter().filter_map(|one| one.rule.min_posting).collect();
    if spans.is_empty() {
        return Ok(None);
    }
    let calendar = settings::calendar(read).await?;
    let last = |span| {
        let due = count(published, span, &[], &calendar).0;
        due.date.or(due.not_before)
    };
    Ok(spans.into_iter().filter_map(last).max())
}
