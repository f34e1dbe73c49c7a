//! Change of keys (更换密钥): every sealed value is sealed anew with the active key, batch by batch, each in a transaction of
//! its own; whoever kills it loses one batch at most, and the next run goes on with what is left.

use gk_rules::privacy::PrivacyEvent;

use super::Sealed;
use super::access::{active, trouble};
use super::cipher;
use super::column::{RowId, SealedColumn, Statement};
use super::ring::{KeyId, KeyRing, KeyState, Usage};
use crate::office::{Office, Read};
use crate::problem::{Fault, Problem};
use crate::sql::{Row, Sql, Value};

/// Values sealed anew together.
const BATCH: i64 = 200;
/// Whose key made what is no sealed value: it is counted, and never opens.
const NOBODY: KeyId = KeyId([0; 4]);

/// So many values of a column use a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    /// `table.column`.
    pub column: String,
    /// The key.
    pub key: KeyId,
    /// How many.
    pub count: i64,
}

/// A sealed value that does not open: touched, moved, or without its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// `table.column`.
    pub column: String,
    /// The row.
    pub row: String,
}

fn statement(column: &SealedColumn, at: Statement) -> Result<&Sql, Fault> {
    column.statement(at).ok_or_else(|| Fault::new(format!("{} has no statement {at:?}", column.name())))
}

/// Which keys are in use, and by how many values of which column.
///
/// # Errors
/// When the database fails.
pub async fn in_use(read: &mut Read, columns: &[SealedColumn]) -> Result<Vec<InUse>, Fault> {
    let mut found = Vec::new();
    for column in columns {
        for row in read.rows(statement(column, Statement::Keys)?, &[]).await? {
            let key = KeyId(<[u8; 4]>::try_from(row.get::<Vec<u8>>(0)?).unwrap_or(NOBODY.0));
            found.push(InUse { column: column.name(), key, count: row.get(1)? });
        }
        let Some(index) = column.index else { continue };
        let name = format!("{}.{index}", column.table);
        for row in read.rows(statement(column, Statement::IndexKeys)?, &[]).await? {
            let key = cipher::key_of_blind(&row.get::<String>(0)?).unwrap_or(NOBODY);
            found.push(InUse { column: name.clone(), key, count: row.get(1)? });
        }
    }
    Ok(found)
}

/// How many values and indexes are of another key than the active one.
#[must_use]
pub fn stale(uses: &[InUse], ring: &KeyRing) -> i64 {
    let fresh = |id| ring.key(id).is_some_and(|key| key.state == KeyState::Active);
    uses.iter().filter(|one| !fresh(one.key)).map(|one| one.count).sum()
}

/// What one batch did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Values sealed anew.
    pub done: u64,
    /// Values that do not open; they stay as they are.
    pub broken: u64,
    /// The last row looked at: the next batch begins behind it.
    pub last: RowId,
}

/// Seals the next values of a column anew that are of another key than the active one, behind a row; nothing when none is
/// left there.
///
/// # Errors
/// When the keys or the database fail; nothing of this batch is left behind then.
pub async fn reseal(
    office: &Office,
    column: &SealedColumn,
    after: Option<&RowId>,
) -> Result<Option<Step>, Problem> {
    let mut tx = office.begin_as_system().await?;
    let ring = tx.ring_to_seal().await?;
    let (key, index_key) = (active(&ring, Usage::Seal)?, active(&ring, Usage::Index)?);
    let mut params =
        vec![after.map_or_else(|| column.start(), RowId::value), Value::Bytes(cipher::head(key))];
    params.extend(column.index.map(|_| Value::Text(index_key.id.to_string())));
    params.push(Value::Int(BATCH));
    let rows = tx.rows(statement(column, Statement::Stale)?, &params).await?;
    let Some(last) = rows.last().map(row_of).transpose()? else { return Ok(None) };
    tx.note(key).await?;
    let swap = statement(column, Statement::Swap)?;
    let (mut done, mut broken) = (0, 0);
    for row in &rows {
        let (id, sealed) = (row_of(row)?, row.get::<Sealed>(1)?);
        let Ok(plain) = column.at(id.clone(), &sealed).opened_with(&ring) else {
            broken += 1;
            continue;
        };
        let mut new: Vec<Value> =
            vec![cipher::seal(key, &office.secret(), &column.place(&id), plain.bytes())?.into()];
        if column.index.is_some() {
            tx.note(index_key).await?;
            let normal = zeroize::Zeroizing::new(column.kind.normal(plain.text()?));
            new.push(cipher::blind(index_key, &column.name(), &normal)?.into());
        }
        new.extend([id.value(), sealed.into()]);
        done += tx.run(swap, &new).await?;
    }
    if done > 0 {
        let body = serde_json::json!({ "field": column.name(), "count": done, "key": key.id.to_string() });
        tx.ledger(PrivacyEvent::Resealed, None, format!("key:{}", key.id), &body);
    }
    tx.commit().await?;
    Ok(Some(Step { done, broken, last }))
}

fn row_of(row: &Row) -> Result<RowId, Fault> {
    row.0.first().cloned().map(RowId::of).ok_or_else(|| Fault::new("a row without its key"))
}

/// Retires a former key when nothing uses it; whether it did. Asked while nobody else writes: whoever seals after that
/// looks at the ring anew.
///
/// # Errors
/// When the keys or the database fail.
pub async fn retire(office: &Office, columns: &[SealedColumn], id: KeyId) -> Result<bool, Problem> {
    let mut tx = office.begin_as_system().await?;
    if in_use(&mut tx, columns).await?.iter().any(|one| one.key == id) {
        return Ok(false);
    }
    let at = tx.now();
    let mut done = false;
    let put = &mut |there: Option<KeyRing>| {
        let ring = there?;
        done = ring.key(id).is_some_and(|key| key.state == KeyState::Former);
        done.then(|| ring.put(id, KeyState::Retired, at))
    };
    office.keys().change(put).map_err(trouble)?;
    if done {
        tx.forget_use(id).await?;
        tx.commit().await?;
    }
    Ok(done)
}

/// Every sealed value that does not open; `progress` is told how many were looked at.
///
/// # Errors
/// When the database fails or there are no keys.
pub async fn find_broken(
    read: &mut Read,
    columns: &[SealedColumn],
    mut progress: impl FnMut(u64) + Send,
) -> Result<Vec<Broken>, Fault> {
    let (mut found, mut looked) = (Vec::new(), 0);
    for column in columns {
        let mut after = column.start();
        loop {
            let rows = read.rows(statement(column, Statement::All)?, &[after, Value::Int(BATCH)]).await?;
            let Some(last) = rows.last() else { break };
            after = row_of(last)?.value();
            let ring = read.ring()?;
            for row in &rows {
                let (id, sealed) = (row_of(row)?, row.get::<Sealed>(1)?);
                if column.at(id.clone(), &sealed).opened_with(&ring).is_err() {
                    found.push(Broken { column: column.name(), row: id.text() });
                }
                looked += 1;
            }
            progress(looked);
        }
    }
    Ok(found)
}
