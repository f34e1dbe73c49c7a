//! 版本: which text of a record held when.

use gk_base::{Coded, Fault, Read};
use gk_rules::Day;
use gk_rules::records::Progress;
use gk_rules::records::revision::{self, Span};

use crate::tables::records::{self, Kept};

/// 版本: a text of a record and the days on which it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its row.
    pub id: i64,
    /// 第几版, from one.
    pub edition: u32,
    /// 首日
    pub from: Day,
    /// 被取代日; nothing for the one that holds.
    pub until: Option<Day>,
    /// 修订种类; empty for the first.
    pub change: &'static str,
    /// 修订说明
    pub note: String,
}

impl Version {
    fn new(kept: &Kept, Span { edition, from, until }: Span) -> Self {
        let (change, note) = (kept.edition.change.map_or("", Coded::label), kept.edition.note.clone());
        Self { id: kept.id, edition, from, until, change, note }
    }
    const fn span(&self) -> Span {
        Span { edition: self.edition, from: self.from, until: self.until }
    }
}

/// What held when, in the order of versions; one span where it was never revised.
pub(crate) fn spans(versions: &[Kept]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for one in versions {
        let begun = spans.last().and_then(|before| before.until);
        let Some(from) = begun.or_else(|| one.record.progress.published_on()) else { continue };
        let until = match &one.record.progress {
            Progress::Superseded { superseded, .. } => Some(superseded.on),
            _ => None,
        };
        spans.push(Span { edition: one.edition.number, from, until });
    }
    spans
}

/// The versions of a record, the newest first; nothing where there is only one.
///
/// # Errors
/// When the database fails.
pub async fn versions(read: &mut Read, kept: &Kept) -> Result<Vec<Version>, Fault> {
    if kept.edition.number < 2 || kept.edition.revises.is_some() {
        return Ok(Vec::new());
    }
    let all = records::versions(read, kept.id).await?;
    let spans = spans(&all);
    Ok(all.iter().zip(spans).rev().map(|(one, span)| Version::new(one, span)).collect())
}

/// The version of a record that held on a day; of one that was never revised, its only one if it was public by then.
#[must_use]
pub fn version_on(kept: &Kept, versions: &[Version], day: Day) -> Option<Version> {
    let spans: Vec<Span> = versions.iter().map(Version::span).collect();
    if let Some(edition) = revision::on_day(&spans, day) {
        return versions.iter().find(|one| one.edition == edition).cloned();
    }
    let published = kept.record.progress.published_on().filter(|from| *from <= day)?;
    let only = Span { edition: kept.edition.number, from: published, until: None };
    (kept.edition.number < 2).then(|| Version::new(kept, only))
}
