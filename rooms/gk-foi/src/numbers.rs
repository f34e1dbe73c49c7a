//! Numbers given out: by the organ's pattern, or by the usual one where it has set none.

use gk_base::{Fault, Tx, directory, settings};
use gk_rules::foi::numbering::Pattern;

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
    let pattern = pattern(tx, organ, &register_key(&organ.code), Pattern::register).await?;
    next(tx, organ, Kind::Register, &pattern).await
}

/// The next 答复文号 of an organ.
pub(crate) async fn reply(tx: &mut Tx, organ: &Addressee) -> Result<String, Fault> {
    let pattern = pattern(tx, organ, &reply_key(&organ.code), Pattern::reply).await?;
    next(tx, organ, Kind::Reply, &pattern).await
}

async fn next(tx: &mut Tx, organ: &Addressee, kind: Kind, pattern: &Pattern) -> Result<String, Fault> {
    let year = tx.today().year();
    let n = serials::next(tx, organ.id.0, kind, year).await?;
    Ok(pattern.number(year, n))
}

type Usual = fn(&str) -> Result<Pattern, gk_rules::foi::numbering::BadPattern>;

async fn pattern(tx: &mut Tx, organ: &Addressee, key: &str, usual: Usual) -> Result<Pattern, Fault> {
    let today = tx.today();
    if let Some(setting) = settings::in_force(tx, key, today).await? {
        return setting.value.parse().map_err(|e| Fault::because("a stored pattern of numbers", e));
    }
    let seat = directory::load(tx, organ.id).await.map_err(|e| Fault::new(e.to_string()))?;
    let names = &seat.organ.names;
    let mark = if names.short.is_empty() { &names.full } else { &names.short };
    let mark: String = mark.chars().filter(|c| c.is_alphabetic()).take(20).collect();
    usual(&mark).map_err(|e| Fault::because("the usual pattern of numbers", e))
}
