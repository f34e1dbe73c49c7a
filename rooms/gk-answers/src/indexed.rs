//! What can be found of this room: answers that everybody may read, as they are now.

use async_trait::async_trait;
use gk_base::search::{Change, Code, Entry, Indexed};
use gk_base::{Coded, Fault, Read, directory, ledger};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::answers::KIND;
use gk_rules::org::OrganId;

use crate::tables::answers::{self, AnswerLine};

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
