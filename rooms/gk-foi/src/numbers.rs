//! Numbers given out: by the organ's pattern, or by the usual one where it has set none.

use gk_base::{Fault, Tx, directory, settings};
use gk_rules::numbers::case::{USUAL_LETTER, USUAL_REGISTER, USUAL_REPLY};
use gk_rules::numbers::{CaseNumber, CasePattern};

use crate::tables::cases::Addressee;
use crate::tables::serials::{self, Kind};

/// The key under which an organ keeps its pattern of case numbers.
pub(crate) fn register_key(organ: &str) -> String {
    format!("foi.register_pattern.{organ}")
}

/// The key under which an organ keeps its pattern of reply numbers.
pub(crate) fn reply_key(organ: &str) -> String {
    format!("foi.reply_pattern.{organ}")
}

/// The next 登记编号 of an organ.
pub(crate) async fn register(tx: &mut Tx, organ: &Addressee) -> Result<String, Fault> {
    next(tx, organ, Kind::Register, (&register_key(&organ.code), USUAL_REGISTER)).await
}

/// The next 答复文号 of an organ.
pub(crate) async fn reply(tx: &mut Tx, organ: &Addressee) -> Result<String, Fault> {
    next(tx, organ, Kind::Reply, (&reply_key(&organ.code), USUAL_REPLY)).await
}

/// The next number of an organ's letters that are no reply.
pub async fn letter(tx: &mut Tx, organ: &Addressee) -> Result<String, Fault> {
    next(tx, organ, Kind::Letter, (&letter_key(&organ.code), USUAL_LETTER)).await
}

/// The key under which an organ keeps its pattern of the numbers of letters.
pub(crate) fn letter_key(organ: &str) -> String {
    format!("foi.letter_pattern.{organ}")
}

async fn next(
    tx: &mut Tx,
    organ: &Addressee,
    kind: Kind,
    (key, usual): (&str, &str),
) -> Result<String, Fault> {
    let today = tx.today();
    let set = settings::in_force(tx, key, today)
        .await?
        .map(|setting| setting.value)
        .filter(|text| !text.is_empty());
    let pattern: CasePattern = set
        .as_deref()
        .unwrap_or(usual)
        .parse()
        .map_err(|e| Fault::because("a stored pattern of numbers", e))?;
    let serial = serials::next(tx, organ.id.0, kind, today.year()).await?;
    let year = u16::try_from(today.year()).map_err(|e| Fault::because("a year", e))?;
    let code = mark(tx, organ).await?;
    Ok(pattern.print(&CaseNumber { code, year, serial }))
}

/// 机关代字: as set, else the organ's short name.
async fn mark(tx: &mut Tx, organ: &Addressee) -> Result<String, Fault> {
    let today = tx.today();
    if let Some(setting) =
        settings::in_force(tx, &mark_key(&organ.code), today).await?.filter(|one| !one.value.is_empty())
    {
        return Ok(setting.value);
    }
    let seat = directory::load(tx, organ.id).await.map_err(|e| Fault::new(e.to_string()))?;
    let names = seat.organ.names;
    Ok(if names.short.is_empty() { names.full } else { names.short })
}

/// The key under which an organ keeps its 机关代字.
pub(crate) fn mark_key(organ: &str) -> String {
    format!("organ.mark.{organ}")
}
