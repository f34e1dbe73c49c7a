//! The 公开时限 of many items at once: for lists of duties, which say why a day is the last one.

use std::collections::BTreeMap;

use gk_base::sql::Value;
use gk_base::{Fault, Read, statements};
use serde::Deserialize;

statements! {
    "catalog.limits";
    /// Some items.
    SOME = "select id, body from items where id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)";
}

/// Of an item, the words of its limit and nothing else: a list of forty would read the whole of forty items.
#[derive(Deserialize)]
struct Said {
    content: SaidContent,
}
#[derive(Deserialize)]
struct SaidContent {
    limit: SaidLimit,
}
#[derive(Deserialize)]
struct SaidLimit {
    text: String,
}

/// How many a statement asks for.
const AT_ONCE: usize = 40;

/// The words of the limits, by item.
pub(crate) async fn words(read: &mut Read, items: &[i64]) -> Result<BTreeMap<i64, String>, Fault> {
    let mut words = BTreeMap::new();
    for some in items.chunks(AT_ONCE) {
        let mut values: Vec<Value> = some.iter().map(|id| Value::Int(*id)).collect();
        values.resize(AT_ONCE, Value::Int(0));
        for row in read.rows(&SOME, &values).await? {
            words.insert(row.get(0)?, row.json::<Said>(1)?.content.limit.text);
        }
    }
    Ok(words)
}
