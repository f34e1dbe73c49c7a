//! What can be found of records: those everybody may read, as they are now.

use async_trait::async_trait;
use gk_base::ledger;
use gk_base::search::{Change, Code, Entry, Indexed};
use gk_base::{Coded, Fault, Read};
use gk_rules::records::{RecordEvent, visibility};

use crate::tables::lists;
use crate::tables::records::{self, Kept};
use crate::verbs::rich;

/// Records in the full-text index, as `record:<索引号>`.
pub(crate) struct Records;

#[async_trait]
impl Indexed for Records {
    async fn changes(&self, read: &mut Read, event: &ledger::Entry) -> Result<Vec<Change>, Fault> {
        let what = RecordEvent::from_code(&event.event);
        if !matches!(what, Some(RecordEvent::Published | RecordEvent::Revised | RecordEvent::Withdrawn)) {
            return Ok(Vec::new());
        }
        let Some(id) = event.subject_of("record").and_then(|id| id.parse().ok()) else {
            return Ok(Vec::new());
        };
        // As it stands now: between the event and this moment it may have been withdrawn.
        let Ok(kept) = records::load(read, id).await else {
            return Err(Fault::new(format!("{} is in the ledger and not in the library", event.subject)));
        };
        let above = lists::codes_above(read, &kept).await?;
        let today = read.today();
        Ok(vec![if visibility(&kept.record, today).is_full() {
            Change::Put(entry(&kept, above))
        } else {
            Change::Remove(key(&kept))
        }])
    }

    async fn page(&self, read: &mut Read, after: &str, limit: i64) -> Result<Vec<Entry>, Fault> {
        let mut after = after.strip_prefix("record:").unwrap_or_default().to_owned();
        let today = read.today();
        let mut entries = Vec::new();
        let mut last: Option<(i64, Vec<String>)> = None;
        // An empty page means the end: go on where nothing of a batch may be seen yet.
        while entries.is_empty() {
            let batch = lists::to_index(read, &after, limit).await?;
            let Some(end) = batch.last() else { break };
            end.number().clone_into(&mut after);
            for kept in batch {
                let organ = kept.record.organ.0;
                if last.as_ref().is_none_or(|(of, _)| *of != organ) {
                    last = Some((organ, lists::codes_above(read, &kept).await?));
                }
                let above = last.as_ref().map(|(_, codes)| codes.clone()).unwrap_or_default();
                if visibility(&kept.record, today).is_full() {
                    entries.push(entry(&kept, above));
                }
            }
        }
        Ok(entries)
    }
}

fn key(kept: &Kept) -> String {
    format!("record:{}", kept.number())
}

fn entry(kept: &Kept, above: Vec<String>) -> Entry {
    let record = &kept.record;
    let number = Some(record.identity.document_number.clone()).filter(|n| !n.is_empty());
    Entry {
        id: key(kept),
        kind: Some(record.kind.code().into()),
        title: record.title.clone(),
        body: format!("{}\n{}", record.summary, rich(&record.body).plain()).trim().to_owned(),
        number,
        organ: Some(Code(kept.owner.code.clone())),
        organ_above: above.into_iter().map(Code).collect(),
        domain: Some(Code(kept.domain.clone())),
        item: kept.line.map(|line| Code(line.to_string())),
        day: record.progress.published_on(),
    }
}
