//! 前例: former cases of the organ that asked for something similar, with how they ended.

use gk_base::{Coded, Fault, Read};
use gk_rules::foi::proactive::{SIMILAR, alike};

use crate::tables::cases::Matter;
use crate::tables::lists;

/// How many ended cases are compared.
const COMPARED: i64 = 500;
/// How many are shown.
const SHOWN: usize = 8;

/// 前例: one of them.
pub(super) struct Precedent {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) outcome: &'static str,
    pub(super) number: String,
    pub(super) on: String,
}

/// The most similar first; of equals the newest.
pub(super) async fn of(read: &mut Read, matter: &Matter) -> Result<Vec<Precedent>, Fault> {
    let ended = lists::ended(read, matter.organ.id.0, matter.id, COMPARED).await?;
    let mut found: Vec<(u32, lists::Former)> = ended
        .into_iter()
        .map(|one| (alike(&one.wanted, &matter.wanted.text), one))
        .filter(|(score, _)| *score >= SIMILAR)
        .collect();
    found.sort_by_key(|(score, one)| (std::cmp::Reverse(*score), std::cmp::Reverse(one.id)));
    let shown = |(_, one): (u32, lists::Former)| Precedent {
        id: one.id,
        title: one.title,
        outcome: one.decision.map(Coded::label).unwrap_or_default(),
        number: one.number.unwrap_or_default(),
        on: one.on.map(|day| day.to_string()).unwrap_or_default(),
    };
    Ok(found.into_iter().take(SHOWN).map(shown).collect())
}
