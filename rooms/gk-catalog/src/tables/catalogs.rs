//! Catalogs and the codes they have given: one catalog for each organ, tier and domain.

use gk_base::directory::Seat;
use gk_base::{Fault, Read, Tx, Value, params, statements};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::item::{DomainCode, ItemCode};
use std::collections::BTreeMap;

statements! {
    "catalog";
    /// The catalog of an organ, a tier and a domain.
    FIND_CATALOG = "select id, last_number, last_serial from catalogs where organ = $1 and tier = $2 and domain = $3";
    /// A new catalog.
    INSERT_CATALOG = "insert into catalogs (id, organ, tier, domain, last_number, last_serial) values ($1, $2, $3, $4, 0, 0)";
    /// Takes the next number of an edition.
    TAKE_NUMBER = "update catalogs set last_number = last_number + 1 where id = $1";
    /// Remembers the highest code ever given.
    SET_SERIAL = "update catalogs set last_serial = $2 where id = $1 and last_serial < $2";
    /// The codes a catalog has given.
    CODES = "select code, id from item_lines where catalog = $1 order by code limit 10000";
    /// A code's line, with whose it is.
    LINE = "select l.id, l.catalog, l.code, c.organ, c.tier, c.domain from item_lines l join catalogs c on c.id = l.catalog where l.id = $1";
}

/// 标准目录: a catalog as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Its id.
    pub(crate) id: i64,
    /// The highest number an edition ever had, 0 when there was none.
    pub(crate) last_number: u32,
    /// The highest serial ever given to an item, 0 when there was none.
    pub(crate) last_serial: u16,
    /// Its domain.
    pub(crate) domain: DomainCode,
}

impl Kept {
    /// The highest code ever given.
    pub(crate) fn highest(&self) -> Option<ItemCode> {
        ItemCode::new(self.domain, self.last_serial).ok()
    }
}

/// The catalog, made when it is not there yet.
pub(crate) async fn keep(tx: &mut Tx, seat: &Seat, tier: Tier, domain: DomainCode) -> Result<Kept, Fault> {
    let key = || params![seat.organ.id.0, Value::code(tier), domain.to_string()].to_vec();
    if let Some(row) = tx.row(&FIND_CATALOG, &key()).await? {
        return Ok(Kept { id: row.get(0)?, last_number: row.get(1)?, last_serial: row.get(2)?, domain });
    }
    let id = tx.next_numbers("catalogs", 1).await?;
    tx.run(&INSERT_CATALOG, params![id, seat.organ.id.0, Value::code(tier), domain.to_string()]).await?;
    Ok(Kept { id, last_number: 0, last_serial: 0, domain })
}

/// Takes the next number of an edition.
pub(crate) async fn take_number(tx: &mut Tx, kept: &Kept) -> Result<u32, Fault> {
    tx.run(&TAKE_NUMBER, params![kept.id]).await?;
    Ok(kept.last_number + 1)
}

/// The lines of these codes, made where they are not there yet; the highest serial is remembered.
pub(crate) async fn lines(
    tx: &mut Tx,
    catalog: i64,
    codes: &[ItemCode],
) -> Result<BTreeMap<ItemCode, i64>, Fault> {
    let mut known = codes_of(tx, catalog).await?;
    let fresh: Vec<ItemCode> = codes.iter().copied().filter(|code| !known.contains_key(code)).collect();
    if !fresh.is_empty() {
        let first = tx.next_numbers("item_lines", i64::try_from(fresh.len()).unwrap_or(i64::MAX)).await?;
        let mut rows = Vec::with_capacity(fresh.len());
        for (id, code) in (first..).zip(&fresh) {
            if known.insert(*code, id).is_none() {
                rows.push(vec![id.into(), catalog.into(), code.to_string().into()]);
            }
        }
        tx.bulk("item_lines", &["id", "catalog", "code"], rows).await?;
    }
    if let Some(highest) = codes.iter().map(|code| code.serial()).max() {
        tx.run(&SET_SERIAL, params![catalog, highest]).await?;
    }
    Ok(known)
}

/// The codes a catalog has given, with their lines.
pub(crate) async fn codes_of(read: &mut Read, catalog: i64) -> Result<BTreeMap<ItemCode, i64>, Fault> {
    let rows = read.rows(&CODES, params![catalog]).await?;
    rows.iter()
        .map(|row| {
            let code: String = row.get(0)?;
            Ok((code.parse().map_err(|e| Fault::because("an item's code", e))?, row.get(1)?))
        })
        .collect()
}

/// 事项沿革: the line of an item through the editions of its catalog; its id is the address of the item's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: i64,
    /// The catalog.
    pub catalog: i64,
    /// The code it keeps for good.
    pub code: ItemCode,
    /// Whose catalog.
    pub organ: i64,
    /// Whose standard.
    pub tier: Tier,
    /// 领域
    pub domain: DomainCode,
}

/// The line with this id, or nothing.
pub(crate) async fn find_line(read: &mut Read, id: i64) -> Result<Option<Line>, Fault> {
    let Some(row) = read.row(&LINE, params![id]).await? else { return Ok(None) };
    Ok(Some(Line {
        id: row.get(0)?,
        catalog: row.get(1)?,
        code: parsed(row.get(2)?)?,
        organ: row.get(3)?,
        tier: row.code(4)?,
        domain: parsed(row.get(5)?)?,
    }))
}

/// A code of the law from its text in the database.
pub(crate) fn parsed<T>(text: String) -> Result<T, Fault>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().map_err(|e: T::Err| Fault::because(text, e))
}
