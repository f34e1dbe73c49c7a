//! Files of cases: sealed, whatever they are; the row says what they are and who brought them.

use gk_base::sql::Row;
use gk_base::{Fault, Read, Tx, params, statements};
use gk_rules::foi::FileRole;
use gk_rules::records::Media;

statements! {
    "foi.files";
    /// The files of a case.
    OF_MATTER = "select id, seq, role, name, media, size, content, shared, added_at, added_name from foi_files
        where matter = $1 order by id limit 200";
    /// One file.
    ONE = "select id, seq, role, name, media, size, content, shared, added_at, added_name from foi_files
        where matter = $1 and id = $2";
    /// No longer given to the applicant.
    UNSHARE = "update foi_files set shared = 0 where matter = $1 and id in ($2, $3)";
    /// A new one.
    INSERT = "insert into foi_files (id, matter, seq, role, name, media, size, content, shared, added_at, added_by, added_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
}

/// 案件文件（存档）: one file of a case; its bytes are sealed elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// Its number.
    pub id: i64,
    /// The event it came with.
    pub seq: u32,
    /// 用途
    pub role: FileRole,
    /// 名称
    pub name: String,
    /// 格式
    pub media: Media,
    /// Bytes.
    pub size: u64,
    /// Where its bytes are sealed.
    pub content: String,
    /// 提供给申请人
    pub shared: bool,
    /// When it was added.
    pub added_at: gk_base::Moment,
    /// By whom.
    pub added_name: String,
}

impl FileLine {
    /// From the first ten columns: id, seq, role, name, media, size, content, shared, added_at, added_name.
    ///
    /// # Errors
    /// When a column is not what it should be.
    pub fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            seq: row.get(1)?,
            role: row.code(2)?,
            name: row.get(3)?,
            media: row.code(4)?,
            size: row.get(5)?,
            content: row.get(6)?,
            shared: row.get(7)?,
            added_at: row.get(8)?,
            added_name: row.get(9)?,
        })
    }
}

impl FileLine {
    /// Whether it is of a kind that can be redacted.
    #[must_use]
    pub const fn is_offered_for_redaction(&self) -> bool {
        self.is_redactable() && self.role.may_be_redacted()
    }
    /// Whether something can be taken out of it.
    #[must_use]
    pub const fn is_redactable(&self) -> bool {
        matches!(self.media, Media::Pdf | Media::Png | Media::Jpeg)
    }
}

/// The files of a case, in the order they came.
pub async fn of_matter(read: &mut Read, matter: i64) -> Result<Vec<FileLine>, Fault> {
    read.rows(&OF_MATTER, params![matter]).await?.iter().map(FileLine::from_row).collect()
}

/// One file of a case, or nothing.
pub async fn find(read: &mut Read, matter: i64, id: i64) -> Result<Option<FileLine>, Fault> {
    read.row(&ONE, params![matter, id]).await?.as_ref().map(FileLine::from_row).transpose()
}

/// A file that comes with an event.
pub struct New<'a> {
    pub matter: i64,
    pub seq: u32,
    pub role: FileRole,
    pub name: &'a str,
    pub media: Media,
    pub content: gk_base::sealed::SealedFile,
    pub shared: bool,
}

/// Writes it down; gives its number.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<i64, Fault> {
    use gk_rules::Coded;
    let id = tx.next_numbers("foi_files", 1).await?;
    let (now, by, name) = (tx.now(), tx.who().person, tx.who().name.clone());
    let values = params![
        id,
        new.matter,
        new.seq,
        new.role.code(),
        new.name,
        new.media.code(),
        i64::try_from(new.content.size).unwrap_or(i64::MAX),
        &new.content.address,
        new.shared,
        now,
        by.unwrap_or(0),
        name
    ];
    tx.run(&INSERT, values).await?;
    Ok(id)
}

/// Files that are no longer given to the applicant, because another takes their place.
pub async fn unshare(tx: &mut Tx, matter: i64, files: [Option<i64>; 2]) -> Result<(), Fault> {
    let [first, second] = files.map(|file| file.unwrap_or(0));
    tx.run(&UNSHARE, params![matter, first, second]).await?;
    Ok(())
}
