//! What other rooms and the public pages may ask; what the public may see is decided by the law alone.

use gk_base::{Fault, Problem, Read, blobs};
use gk_rules::Day;
use gk_rules::records::{Visibility, WithdrawGround, visibility};
use gk_webkit::door::encode;

use crate::tables::files::{self, FileLine};
use crate::tables::records::{self, Kept};

/// 可列入的事项: an item that obliges an organ, as a form offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its lineage.
    pub line: i64,
    /// 一级事项 › 二级事项
    pub path: String,
}

/// How many items of an organ are looked through.
const LOOKED_THROUGH: i64 = 1000;

/// The items that oblige an organ and in whose path all the words stand; at most `limit`, and whether there are more.
///
/// # Errors
/// When the database fails.
pub async fn list_offered(
    read: &mut Read,
    organ: i64,
    words: &str,
    limit: usize,
) -> Result<(Vec<Offered>, bool), Fault> {
    let heads = gk_duties::lines_of_organ(read, organ, None, 0, LOOKED_THROUGH).await?;
    let holds = |path: &str| words.split_whitespace().all(|word| path.contains(word));
    let offered = |one: gk_duties::DutyLine| {
        let path = format!("{} › {}", one.level1, one.item_name);
        holds(&path).then_some(Offered { line: one.line, path })
    };
    let mut all: Vec<Offered> = heads.into_iter().filter_map(offered).collect();
    let more = all.len() > limit;
    all.truncate(limit);
    Ok((all, more))
}

/// 公众所见: what stands at a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Public {
    /// Everything, with its text.
    Full(Box<Kept>),
    /// That it was taken down.
    Tombstone(Tombstone),
}

/// 撤下告示: what is said of a record that was taken down, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// 索引号
    pub number: String,
    /// 名称, where it may be shown; empty where not.
    pub title: String,
    /// The organ's code.
    pub organ_code: String,
    /// The organ's name.
    pub organ_name: String,
    /// 示范
    pub fictional: bool,
    /// The item's line.
    pub line: i64,
    /// 撤下日期
    pub on: Day,
    /// 撤下理由
    pub ground: WithdrawGround,
}

/// What the public sees at a number; nothing for what is not public and never was.
///
/// # Errors
/// When the database fails.
pub async fn find_public(read: &mut Read, number: &str) -> Result<Option<Public>, Fault> {
    let today = read.today();
    let Some(kept) = records::find_by_number(read, number).await? else { return Ok(None) };
    Ok(match visibility(&kept.record, today) {
        Visibility::Full => Some(Public::Full(Box::new(kept))),
        Visibility::Tombstone { on, ground, shows_title } => Some(Public::Tombstone(Tombstone {
            number: kept.number().to_owned(),
            title: if shows_title { kept.record.title.clone() } else { String::new() },
            organ_code: kept.owner.code,
            organ_name: kept.owner.name,
            fictional: kept.owner.fictional,
            line: kept.line.unwrap_or(0),
            on,
            ground,
        })),
        Visibility::Nothing => None,
    })
}

/// One record, whatever its stage: for the desk.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load(read: &mut Read, id: i64) -> Result<Kept, Problem> {
    records::load(read, id).await
}

/// The record with this number, whatever its stage: for the desk.
///
/// # Errors
/// When the database fails.
pub async fn find_by_number(read: &mut Read, number: &str) -> Result<Option<Kept>, Fault> {
    records::find_by_number(read, number).await
}

/// What the clerk said of the elements of a record.
///
/// # Errors
/// When the database fails.
pub async fn list_ticks(read: &mut Read, id: i64) -> Result<Vec<gk_rules::records::elements::Tick>, Fault> {
    records::ticks(read, id).await
}

/// 发文字号 as it should be written where it can be read; as typed where it cannot.
#[must_use]
pub fn tidy_number(typed: &str) -> String {
    records::tidy_number(typed)
}

/// The files of a record that is shown.
///
/// # Errors
/// When the database fails.
pub async fn attachments(read: &mut Read, record: &Kept) -> Result<Vec<FileLine>, Fault> {
    files::of_record(read, record.id).await
}

/// A file of a record with its bytes, when everybody may have it.
///
/// # Errors
/// When the database fails, or the bytes are not there.
pub async fn find_attachment(
    read: &mut Read,
    number: &str,
    file: i64,
) -> Result<Option<(FileLine, Vec<u8>)>, Fault> {
    let Some(Public::Full(kept)) = find_public(read, number).await? else { return Ok(None) };
    if let Some(found) = bytes_of(read, kept.id, file).await? {
        return Ok(Some(found));
    }
    if kept.edition.number < 2 {
        return Ok(None);
    }
    match files::find_past(read, kept.id, file).await? {
        Some(file) => Ok(Some(with_bytes(read, file).await?)),
        None => Ok(None),
    }
}

/// A file of a record with its bytes, whoever may see it.
pub(crate) async fn bytes_of(
    read: &mut Read,
    record: i64,
    file: i64,
) -> Result<Option<(FileLine, Vec<u8>)>, Fault> {
    match files::find(read, record, file).await? {
        Some(file) => Ok(Some(with_bytes(read, file).await?)),
        None => Ok(None),
    }
}

async fn with_bytes(read: &mut Read, file: FileLine) -> Result<(FileLine, Vec<u8>), Fault> {
    let bytes = blobs::load(read, &file.hash).await?;
    let bytes = bytes.ok_or_else(|| Fault::new(format!("the bytes {} are gone", file.hash)))?;
    Ok((file, bytes))
}

/// The address of a record's public page: the parts of its number between slashes, as they are.
#[must_use]
pub fn address(number: &str) -> String {
    let parts: Vec<String> = number.split('/').map(|part| encode(part).replace("%2D", "-")).collect();
    format!("/info/{}", parts.join("/"))
}

/// The address of one of its files.
#[must_use]
pub fn file_address(number: &str, file: &FileLine) -> String {
    format!("{}/files/{}/{}", address(number), file.id, encode(&file.name))
}

/// 文件大小: `812 B`, `34.5 KB`, `1.2 MB`.
#[must_use]
pub fn size_text(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", tenths(1024)),
        _ => format!("{} MB", tenths(1_048_576)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_say_them() {
        assert_eq!(
            ["0 B", "1023 B"],
            [size_text(0), size_text(1023)].map(|s| s).each_ref().map(String::as_str)
        );
        assert_eq!(size_text(1536), "1.5 KB");
        assert_eq!(size_text(20 << 20), "20.0 MB");
    }

    #[test]
    fn a_number_reads_well_in_an_address() {
        assert_eq!(address("219900-MZJ/2026-00001"), "/info/219900-MZJ/2026-00001");
        assert_eq!(address("甲?#"), "/info/%E7%94%B2%3F%23");
    }
}
