//! Explanations of findings, kept with their edition for good.

use gk_base::ports::local_text;
use gk_base::{Fault, Moment, Read, Tx, Value, params, statements};
use gk_rules::Coded;
use gk_rules::catalog::finding::{Check, Explanation};

use super::catalogs::parsed;

statements! {
    "catalog";
    /// The explanations of an edition.
    EXPLANATIONS = "select code, item, words, said_name, said_at from edition_explanations where edition = $1 order by item, code limit 10000";
    /// Keeps one, in place of a former one on the same finding.
    EXPLAIN = "insert into edition_explanations (edition, code, item, words, said_by, said_name, said_at) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (edition, code, item) do update set words = excluded.words, said_by = excluded.said_by,
        said_name = excluded.said_name, said_at = excluded.said_at";
    /// Takes the explanations of one edition over into another.
    COPY_EXPLANATIONS = "insert into edition_explanations (edition, code, item, words, said_by, said_name, said_at)
        select cast($1 as bigint), code, item, words, said_by, said_name, said_at from edition_explanations where edition = $2
        on conflict (edition, code, item) do nothing";
    /// Forgets the explanations of a draft.
    FORGET_EXPLANATIONS = "delete from edition_explanations where edition = $1";
}

/// 说明（列表）: an explanation with who said it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it answers, and its words.
    pub explanation: Explanation,
    /// Who; empty for the system.
    pub by: String,
    /// When, as people read it.
    pub at: String,
}

/// The explanations of an edition.
pub(crate) async fn of_edition(read: &mut Read, edition: i64) -> Result<Vec<Said>, Fault> {
    let rows = read.rows(&EXPLANATIONS, params![edition]).await?;
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let item: String = row.get(1)?;
        out.push(Said {
            explanation: Explanation {
                code: row.code(0)?,
                item: if item.is_empty() { None } else { Some(parsed(item)?) },
                words: row.get(2)?,
            },
            by: row.get(3)?,
            at: local_text(row.get::<Moment>(4)?),
        });
    }
    Ok(out)
}

/// Keeps an explanation.
pub(crate) async fn keep(tx: &mut Tx, edition: i64, explanation: &Explanation) -> Result<(), Fault> {
    let item = explanation.item.map(|code| code.to_string()).unwrap_or_default();
    let who = tx.who().clone();
    let name = who.person.map(|_| who.name).unwrap_or_default();
    let at = tx.now();
    let code: Value = Check::code(explanation.code).into();
    tx.run(&EXPLAIN, params![edition, code, item, &explanation.words, who.person, name, at]).await?;
    Ok(())
}

/// Takes the explanations of one edition over into another.
pub(crate) async fn copy(tx: &mut Tx, edition: i64, from: i64) -> Result<(), Fault> {
    tx.run(&COPY_EXPLANATIONS, params![edition, from]).await?;
    Ok(())
}

/// Forgets the explanations of a draft.
pub(crate) async fn forget(tx: &mut Tx, edition: i64) -> Result<(), Fault> {
    tx.run(&FORGET_EXPLANATIONS, params![edition]).await?;
    Ok(())
}
