//! What can be found of this room: answers and explained cases that everybody may read, as they are now.

use std::collections::{BTreeMap, btree_map};

use async_trait::async_trait;
use gk_base::ports::day_of;
use gk_base::search::{Change, Code, Entry, Indexed};
use gk_base::{Coded, Fault, Read, directory, ledger};
use gk_rules::foi::answers::KIND;
use gk_rules::foi::{FoiEvent, explained as law};
use gk_rules::org::OrganId;

use crate::tables::answers::{self, AnswerLine};
use crate::tables::explained::{self, ExplainedLine};

/// Shown answers in the full-text index, as `foi_answer:<number>`.
pub(crate) struct Answers;

#[async_trait]
impl Indexed for Answers {
    async fn changes(&self, read: &mut Read, event: &ledger::Entry) -> Result<Vec<Change>, Fault> {
        let what = FoiEvent::from_code(&event.event);
        if !matches!(what, Some(FoiEvent::AnswerShown | FoiEvent::AnswerWithdrawn)) {
            return Ok(Vec::new());
        }
        let Some(id) = event.subject_of(KIND).and_then(|id| id.parse().ok()) else { return Ok(Vec::new()) };
        // As it stands now: between the event and this moment it may have been withdrawn.
        Ok(vec![match answers::public_of(read, &[id]).await?.first() {
            Some(one) => Change::Put(entry(read, one).await?),
            None => Change::Remove(key(id)),
        }])
    }

    async fn page(&self, read: &mut Read, after: &str, limit: i64) -> Result<Vec<Entry>, Fault> {
        let after = number(after).unwrap_or(0);
        let mut entries = Vec::new();
        for one in answers::public_after(read, after, limit).await? {
            entries.push(entry(read, &one).await?);
        }
        Ok(entries)
    }
}

fn key(id: i64) -> String {
    format!("{KIND}:{id}")
}

/// The number of an answer behind its key.
pub(crate) fn number(key: &str) -> Option<i64> {
    key.strip_prefix(KIND)?.strip_prefix(':')?.parse().ok()
}

/// Public explained cases in the full-text index, as `foi_explained:<number>`.
pub(crate) struct Explanations;

#[async_trait]
impl Indexed for Explanations {
    async fn changes(&self, read: &mut Read, event: &ledger::Entry) -> Result<Vec<Change>, Fault> {
        let what = FoiEvent::from_code(&event.event);
        if !matches!(what, Some(FoiEvent::ExplainedOpened | FoiEvent::ExplainedClosed)) {
            return Ok(Vec::new());
        }
        let Some(id) = event.subject_of(law::KIND).and_then(|id| id.parse().ok()) else {
            return Ok(Vec::new());
        };
        let found = explained::public_of(read, &[id]).await?;
        let entries = entries(read, found).await?;
        Ok(vec![entries.into_iter().next().map_or_else(|| Change::Remove(explained_key(id)), Change::Put)])
    }

    async fn page(&self, read: &mut Read, after: &str, limit: i64) -> Result<Vec<Entry>, Fault> {
        let found = explained::public_after(read, explained_number(after).unwrap_or(0), limit).await?;
        entries(read, found).await
    }
}

fn explained_key(id: i64) -> String {
    format!("{}:{id}", law::KIND)
}

/// The number of an explained case behind its key.
pub(crate) fn explained_number(key: &str) -> Option<i64> {
    key.strip_prefix(law::KIND)?.strip_prefix(':')?.parse().ok()
}

/// What the index holds of them; the organs above one are asked once for each organ.
async fn entries(read: &mut Read, found: Vec<ExplainedLine>) -> Result<Vec<Entry>, Fault> {
    let (mut above, mut entries) = (BTreeMap::new(), Vec::new());
    for one in found {
        if let btree_map::Entry::Vacant(place) = above.entry(one.organ) {
            let seats = directory::list_above(read, OrganId(one.organ)).await?;
            let codes = seats.into_iter().map(|seat| seat.organ.code).filter(|code| *code != one.organ_code);
            place.insert(codes.map(Code).collect::<Vec<_>>());
        }
        entries.push(Entry {
            id: explained_key(one.id),
            kind: Some(Code(law::KIND.to_owned())),
            body: one.case.text(),
            title: one.case.title,
            organ: Some(Code(one.organ_code)),
            organ_above: above.get(&one.organ).cloned().unwrap_or_default(),
            day: Some(day_of(one.saved_at)),
            ..Entry::default()
        });
    }
    Ok(entries)
}

async fn entry(read: &mut Read, one: &AnswerLine) -> Result<Entry, Fault> {
    let above = directory::list_above(read, OrganId(one.organ)).await?;
    let above = above.into_iter().map(|seat| seat.organ.code).filter(|code| *code != one.organ_code);
    Ok(Entry {
        id: key(one.id),
        kind: Some(Code(KIND.to_owned())),
        title: one.title.clone(),
        body: format!("{}\n{}", one.asked, one.answered),
        number: None,
        organ: Some(Code(one.organ_code.clone())),
        organ_above: above.map(Code).collect(),
        domain: None,
        item: None,
        day: Some(one.on),
    })
}
