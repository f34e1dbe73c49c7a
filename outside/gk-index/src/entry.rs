//! What the index holds of one public thing, and the changes that keep it up to date.

use gk_rules::Day;
use sha2::{Digest, Sha256};

use crate::IndexError;

/// Longest id or code, in bytes.
pub const MAX_CODE: usize = 256;

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
    /// Key of the thing in the database, 1 to [`MAX_CODE`] bytes. Of equal hits the greater id comes first.
    pub id: String,
    /// What sort of thing it is; counted as a facet.
    pub kind: Option<Code>,
    /// 标题.
    pub title: String,
    /// 正文, plain text without markup.
    pub body: String,
    /// 发文字号 as written.
    pub number: Option<String>,
    /// 发布机构.
    pub organ: Option<Code>,
    /// Organs and regions above `organ`; a filter by one of them, or by `organ` itself, includes this entry.
    pub organ_above: Vec<Code>,
    /// 领域.
    pub domain: Option<Code>,
    /// 公开事项.
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

    /// # Errors
    /// [`IndexError::Code`] when the id is empty, or the id or a code is longer than [`MAX_CODE`] bytes.
    pub(crate) fn check(&self) -> Result<(), IndexError> {
        if self.id.is_empty() {
            return Err(IndexError::Code { id: String::new() });
        }
        let single = [&self.kind, &self.organ, &self.domain, &self.item];
        let codes = single.into_iter().flatten().chain(&self.organ_above).map(|code| code.0.as_str());
        if codes.chain([self.id.as_str()]).any(|text| text.len() > MAX_CODE) {
            return Err(IndexError::Code { id: self.id.chars().take(64).collect() });
        }
        Ok(())
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
