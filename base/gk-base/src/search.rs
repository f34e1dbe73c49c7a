//! The search port (全文检索): what an index holds of one public thing, a question to it and its answer.

use std::sync::Arc;

use async_trait::async_trait;
use gk_rules::Day;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::Sender;

use crate::ledger;
use crate::office::{Office, Read};
use crate::problem::{Fault, Problem};

/// A code the index compares and counts but does not understand: an organ, a domain, a kind, an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub String);

impl From<&str> for Code {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Code {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// One public thing to be found. Only what everybody may read belongs here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Key of the thing in the database, 1 to 256 bytes. Of equal hits the greater id comes first.
    pub id: String,
    pub kind: Option<Code>,
    pub title: String,
    /// Plain text, no markup.
    pub body: String,
    /// 发文字号 as written.
    pub number: Option<String>,
    pub organ: Option<Code>,
    /// Organs and regions above `organ`; a filter by one of them, or by `organ` itself, includes this entry.
    pub organ_above: Vec<Code>,
    pub domain: Option<Code>,
    pub item: Option<Code>,
    /// 成文日期 or 公开日期, whichever the page sorts by.
    pub day: Option<Day>,
}

/// One change of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Put this in place of whatever has its id.
    Put(Entry),
    /// Take out the entry with this id; nothing happens when there is none.
    Remove(String),
}

impl Entry {
    /// A number of the whole content, the same in every process and version of the product: what `check` compares.
    #[must_use]
    pub fn content(&self) -> u64 {
        let mut hash = Sha256::new();
        let code = |code: &Option<Code>| code.as_ref().map(|code| code.0.clone());
        let day = self.day.map(|day| day.to_string());
        let single = [
            Some(self.id.clone()),
            code(&self.kind),
            self.number.clone(),
            code(&self.organ),
            code(&self.domain),
            code(&self.item),
            day,
        ];
        for part in &single {
            feed(&mut hash, part.as_deref());
        }
        feed(&mut hash, Some(&self.title));
        feed(&mut hash, Some(&self.body));
        let mut above: Vec<&str> = self.organ_above.iter().map(|code| code.0.as_str()).collect();
        above.sort_unstable();
        above.dedup();
        for part in above {
            feed(&mut hash, Some(part));
        }
        first_eight(&hash.finalize())
    }
}

/// What an index, or a database read the same way, holds: order does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    pub entries: u64,
    pub sum: u64,
}

impl Fingerprint {
    /// Adds one entry by id and [`Entry::content`].
    pub fn add(&mut self, id: &str, content: u64) {
        let mut hash = Sha256::new();
        feed(&mut hash, Some(id));
        hash.update(content.to_be_bytes());
        self.entries += 1;
        self.sum = self.sum.wrapping_add(first_eight(&hash.finalize()));
    }
}

/// How hits are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; of equals the greater id first.
    #[default]
    Relevance,
    /// Newest day first, those without a day last; of equals the greater id first.
    Newest,
}

/// A question. `Question::default()` asks for everything.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// As typed; nothing in it is ever a syntax error.
    pub text: String,
    /// This organ, or organs below this organ or region.
    pub organ_under: Option<Code>,
    /// One domain.
    pub domain: Option<Code>,
    /// One kind.
    pub kind: Option<Code>,
    /// One item.
    pub item: Option<Code>,
    /// One year.
    pub year: Option<u16>,
    /// In which order.
    pub sort: Sort,
    /// Where the page before ended, as its answer said; what is no such place begins at the beginning.
    pub after: Option<String>,
    /// Hits wanted, 1 to 50; 0 asks for total and facets only.
    pub limit: usize,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// All that match, on whatever page.
    pub total: u64,
    /// The ids of this page.
    pub ids: Vec<String>,
    /// Where the next page begins; none on the last page.
    pub next: Option<String>,
    /// Counts over all that match.
    pub facets: Facets,
    /// Whether the question was too long and only its beginning was used.
    pub was_cut: bool,
}

/// How many hits each organ, domain, kind and year has. The most frequent first, then by code; years newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By organ.
    pub organ: Vec<(Code, u64)>,
    /// By domain.
    pub domain: Vec<(Code, u64)>,
    /// By kind.
    pub kind: Vec<(Code, u64)>,
    /// By year.
    pub year: Vec<(u16, u64)>,
}

/// A piece of a text: whether it matches the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are to be marked.
    pub hit: bool,
}

/// A full-text index. The database is the truth; an index follows the ledger and can be made anew at any time.
#[async_trait]
pub trait SearchIndex: Send + Sync {
    /// Takes in changes and remembers the place in the ledger they go up to; seen by the next question.
    async fn apply(&self, changes: Vec<Change>, position: i64) -> Result<(), Fault>;
    /// The place in the ledger taken in last; 0 for an empty index.
    fn position(&self) -> i64;
    /// Answers a question.
    async fn search(&self, question: Question) -> Result<Hits, Fault>;
    /// What it holds: for `gongkai check`.
    async fn fingerprint(&self) -> Result<Fingerprint, Fault>;
    /// The part of a text around the first hit, at most `width` characters, in pieces.
    fn snippet(&self, text: &str, question: &str, width: usize) -> Vec<Piece>;
    /// Makes the index anew beside the one in use, from everything that is sent until [`Feed::End`]; when the sender
    /// goes away before that, the old index stays.
    async fn rebuild(&self, entries: tokio::sync::mpsc::Receiver<Feed>, position: i64) -> Result<(), Fault>;
}

/// What is sent to a rebuild.
#[derive(Debug)]
pub enum Feed {
    /// One entry.
    Entry(Box<Entry>),
    /// That was all of them.
    End,
}

/// What a room lets the public find, and how it follows from the ledger.
#[async_trait]
pub trait Indexed: Send + Sync {
    /// What an event changes in the index; nothing for events of others.
    async fn changes(&self, read: &mut Read, event: &ledger::Entry) -> Result<Vec<Change>, Fault>;
    /// Everything the public may find, in the order of ids, after one; at most `limit`.
    async fn page(&self, read: &mut Read, after: &str, limit: i64) -> Result<Vec<Entry>, Fault>;
}

/// Follows the ledger with the index: one turn at a time.
pub struct Follower {
    index: Arc<dyn SearchIndex>,
    indexed: Vec<Arc<dyn Indexed>>,
    turn: tokio::sync::Mutex<()>,
}

/// How many events, or entries, are taken in at once.
const BATCH: i64 = 500;

impl Follower {
    /// An index and what goes into it.
    #[must_use]
    pub fn new(index: Arc<dyn SearchIndex>, indexed: Vec<Arc<dyn Indexed>>) -> Self {
        Self { index, indexed, turn: tokio::sync::Mutex::default() }
    }
    /// The index.
    #[must_use]
    pub fn index(&self) -> &dyn SearchIndex {
        self.index.as_ref()
    }
    /// Takes in what was committed since; what is committed before the call is found after it.
    ///
    /// # Errors
    /// When the database or the index fails.
    pub async fn catch_up(&self, office: &Office) -> Result<(), Problem> {
        let _turn = self.turn.lock().await;
        loop {
            let mut read = office.read().await?;
            let events = ledger::after(&mut read, self.index.position(), BATCH).await?;
            let Some(last) = events.last().map(|e| e.seq) else { return Ok(()) };
            let mut changes = Vec::new();
            for event in &events {
                for indexed in &self.indexed {
                    changes.extend(indexed.changes(&mut read, event).await?);
                }
            }
            drop(read);
            self.index.apply(changes, last).await?;
        }
    }
    /// Makes the index anew from the database; `progress` is told how many entries were sent.
    ///
    /// # Errors
    /// When the database or the index fails; the old index then stays.
    pub async fn rebuild(&self, office: &Office, progress: impl FnMut(u64) + Send) -> Result<u64, Problem> {
        let _turn = self.turn.lock().await;
        let mut read = office.read().await?;
        let (position, _) = ledger::head(&mut read).await?;
        let (sender, receiver) = tokio::sync::mpsc::channel(256);
        let (fed, built) =
            tokio::join!(self.feed(&mut read, sender, progress), self.index.rebuild(receiver, position));
        let count = fed?;
        built?;
        Ok(count)
    }
    async fn feed(
        &self,
        read: &mut Read,
        sender: Sender<Feed>,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<u64, Problem> {
        let mut count = 0;
        for indexed in &self.indexed {
            let mut after = String::new();
            loop {
                let entries = indexed.page(read, &after, BATCH).await?;
                let Some(last) = entries.last() else { break };
                after.clone_from(&last.id);
                for entry in entries {
                    if sender.send(Feed::Entry(Box::new(entry))).await.is_err() {
                        return Ok(count);
                    }
                    count += 1;
                }
                progress(count);
            }
        }
        // Nobody listens any more when the index has failed; it says so itself.
        let _ = sender.send(Feed::End).await;
        Ok(count)
    }
    /// What the database says the index must hold.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expected(&self, office: &Office) -> Result<Fingerprint, Problem> {
        let mut read = office.read().await?;
        let mut sum = Fingerprint::default();
        for indexed in &self.indexed {
            let mut after = String::new();
            loop {
                let entries = indexed.page(&mut read, &after, BATCH).await?;
                let Some(last) = entries.last() else { break };
                after.clone_from(&last.id);
                for entry in &entries {
                    sum.add(&entry.id, entry.content());
                }
            }
        }
        Ok(sum)
    }
}

/// Length first, so that no two lists of parts run together; nothing and the empty text differ.
fn feed(hash: &mut Sha256, part: Option<&str>) {
    match part {
        None => hash.update([0]),
        Some(text) => {
            hash.update([1]);
            hash.update(text.len().to_string());
            hash.update([0]);
            hash.update(text);
        }
    }
}

fn first_eight(digest: &[u8]) -> u64 {
    digest.iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_changes_with_every_field() {
        let base = Entry { id: "1".into(), title: "甲".into(), ..Entry::default() };
        let others = [
            Entry { title: "乙".into(), ..base.clone() },
            Entry { body: "乙".into(), ..base.clone() },
            Entry { number: Some(String::new()), ..base.clone() },
            Entry { organ: Some("a".into()), ..base.clone() },
            Entry { domain: Some("a".into()), ..base.clone() },
            Entry { organ_above: vec!["a".into()], ..base.clone() },
            Entry { day: Day::new(2020, 1, 1).ok(), ..base.clone() },
        ];
        let mut seen: Vec<u64> = others.iter().map(Entry::content).collect();
        seen.push(base.content());
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), others.len() + 1);
    }
}
