//! 规定本机关的期限: what the law leaves open, fixed by an organ for itself and those below, from a day on and by a text of its own.

use gk_base::{Coded, Office, Problem, directory};
use gk_rules::Day;
use gk_rules::foi::FoiEvent;
use gk_rules::foi::own::{FoiLimit, Proposed, reasons_not_to_set};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};

use crate::tables::limits;

/// 规定
#[derive(Debug, Clone)]
pub struct SetLimit {
    /// 适用的机关, with those below it.
    pub organ: OrganId,
    /// Which.
    pub limit: FoiLimit,
    /// 数值; nothing: 不再自定
    pub value: Option<u32>,
    /// 起始日期
    pub from: Day,
    /// 依据: 文号、条款
    pub basis: String,
    /// 说明
    pub note: String,
}

/// Fixes it; the open cases concerned are derived anew and keep their former days in the ledger.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Missing`] organ.
pub async fn run(office: &Office, actor: &Actor, cmd: SetLimit) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let seat = directory::load(&mut tx, cmd.organ).await?;
    may(actor, Act::SetFoiLimits, &Subject::of(seat.organ.id, seat.organ.path.clone()))?;
    let held = limits::of_path(&mut tx, &seat.organ.path).await?;
    let (basis, note) = (cmd.basis.trim(), cmd.note.trim());
    let new = Proposed { limit: cmd.limit, value: cmd.value, from: cmd.from, basis, note };
    Problem::unless_none(reasons_not_to_set(new, &held, tx.today()))?;
    let former = cmd.limit.of_day(&held, cmd.from);
    limits::set(&mut tx, (seat.organ.id, seat.last), (cmd.limit, cmd.from, cmd.value), (basis, note)).await?;
    let body = serde_json::json!({
        "setting": cmd.limit.code(), "from": cmd.from, "value": cmd.value, "basis": basis, "note": note, "former": former,
    });
    let subject = format!("foi_limit:{}.{}", seat.organ.code, cmd.limit.code());
    tx.ledger(FoiEvent::LimitSet, Some(seat.organ.id.0), subject, &body);
    tx.commit().await
}
