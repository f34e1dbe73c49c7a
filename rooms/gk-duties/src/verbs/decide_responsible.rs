//! 指明公开主体: a person says whom the words of a catalog mean; the county is compiled with that.

use gk_base::{Office, Problem, Value, directory, params};
use gk_rules::duty::acts::{DutyEvent, no_such_words, not_of_the_county};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};

use crate::compile::{Compiled, compile_county};
use crate::tables::words as sql;

/// 指明: what the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    /// The county whose catalogs say the words.
    pub county: i64,
    /// The words of one body, as the catalog has them.
    pub words: String,
    /// Whom they mean; nobody at all is a decision too.
    pub organs: Vec<i64>,
}

/// Decides what words mean and compiles the county with it.
///
/// # Errors
/// When an organ is not of the county, no words are given, or the actor may not.
pub async fn decide_responsible(
    office: &Office,
    actor: &Actor,
    deciding: &Deciding,
) -> Result<Compiled, Problem> {
    let mut tx = office.begin(actor).await?;
    let county = directory::load(&mut tx, OrganId(deciding.county)).await?;
    may(actor, Act::PutEditionInForce, &Subject::of(county.organ.id, county.organ.path.clone()))?;
    let mut against = Vec::new();
    if deciding.words.chars().count() > 500 {
        against.push(no_such_words());
    }
    for organ in &deciding.organs {
        let seat = directory::load(&mut tx, OrganId(*organ)).await?;
        if !county.holds(seat.organ.id) {
            against.push(not_of_the_county(&seat.organ.names.full));
        }
    }
    Problem::unless_none(against)?;
    tx.run(&sql::UNDECIDE, params![deciding.county, &deciding.words]).await?;
    let (name, at) = (tx.who().name.clone(), tx.now());
    let row =
        |organ: i64| -> Vec<Value> { params![deciding.county, &deciding.words, organ, &name, at].to_vec() };
    let mut organs = deciding.organs.clone();
    organs.sort_unstable();
    organs.dedup();
    let rows = if organs.is_empty() { vec![row(0)] } else { organs.into_iter().map(row).collect() };
    tx.bulk("responsibles", &["catalog_organ", "words", "organ", "set_by", "set_at"], rows).await?;
    let compiled = compile_county(&mut tx, &county, None).await?;
    let body = serde_json::json!({ "words": deciding.words, "organs": deciding.organs });
    let subject = format!("organ:{}", deciding.county);
    tx.ledger(DutyEvent::ResponsibleDecided, Some(deciding.county), subject, &body);
    tx.commit().await?;
    Ok(compiled)
}
