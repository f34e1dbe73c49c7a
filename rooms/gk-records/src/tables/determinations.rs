//! What is proposed as the 公开属性 of a record.

use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::attribute::Determination;

use super::records::Kept;

statements! {
    "records.determinations";
    /// What is proposed.
    OF = "select proposed, normative from record_determinations where record = $1";
    /// What is proposed, with who did so when.
    WHOLE = "select proposed, normative, proposed_name, proposed_on from record_determinations where record = $1";
    /// Forgets it.
    FORGET = "delete from record_determinations where record = $1";
    /// Proposes it.
    SET = "insert into record_determinations (record, proposed, normative, proposed_name, proposed_on) values ($1, $2, $3, $4, $5)
        on conflict (record) do update set proposed = $2, normative = $3, proposed_name = $4, proposed_on = $5";
}

/// 认定（存档）: what is proposed, and whether the document is normative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proposed {
    /// 认定
    pub(crate) determination: Determination,
    /// 行政规范性文件
    pub(crate) normative: bool,
}

/// What is proposed for a record; openness where nobody proposed anything.
pub(crate) async fn of(read: &mut Read, kept: &Kept) -> Result<Proposed, Fault> {
    match read.row(&OF, params![kept.id]).await? {
        Some(row) => from_columns(kept, row.get(0)?, row.get(1)?),
        None => from_columns(kept, None, None),
    }
}

/// The same from its columns. What is for an item of the catalog is ordered open.
pub(crate) fn from_columns(
    kept: &Kept,
    proposed: Option<String>,
    normative: Option<bool>,
) -> Result<Proposed, Fault> {
    let mut determination = match proposed {
        None => Determination::open(""),
        Some(text) => serde_json::from_str(&text).map_err(|e| Fault::because("a determination", e))?,
    };
    determination.ordered_open = kept.line.is_some();
    Ok(Proposed { determination, normative: normative.unwrap_or(false) })
}

/// Proposes it; whoever acts has done so today.
pub(crate) async fn set(tx: &mut Tx, record: i64, proposed: &Proposed) -> Result<(), Fault> {
    let text =
        serde_json::to_string(&proposed.determination).map_err(|e| Fault::because("a determination", e))?;
    let (name, today) = (tx.who().name.clone(), tx.today());
    tx.run(&SET, params![record, text, proposed.normative, name, today]).await?;
    Ok(())
}

/// What is proposed of each of two records goes with its text to the other.
pub(crate) async fn swap(tx: &mut Tx, one: i64, other: i64) -> Result<(), Fault> {
    let mut rows = Vec::new();
    for (from, to) in [(one, other), (other, one)] {
        if let Some(row) = tx.row(&WHOLE, params![from]).await? {
            rows.push((to, row));
        }
        tx.run(&FORGET, params![from]).await?;
    }
    for (to, row) in rows {
        let (text, normative): (String, bool) = (row.get(0)?, row.get(1)?);
        let (name, on): (String, gk_rules::Day) = (row.get(2)?, row.get(3)?);
        tx.run(&SET, params![to, text, normative, name, on]).await?;
    }
    Ok(())
}

/// What the ledger is told of it.
pub(crate) fn told(proposed: &Proposed) -> serde_json::Value {
    serde_json::json!({
        "attribute": proposed.determination.attribute.code(), "proposed": proposed.determination, "normative": proposed.normative,
    })
}
