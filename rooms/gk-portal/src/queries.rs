//! What the portal asks of the other rooms, in one place: nothing else of them is used.

use gk_base::directory::{self, Seat};
use gk_base::{Fault, Read};
use gk_records::Kept;
use gk_rules::Day;
use gk_rules::catalog::item::DomainCode;
use gk_rules::duty::Tally;
use gk_rules::records::Kind;

/// 公开信息（列表）: one piece of published information as lists show it.
#[derive(Debug, Clone)]
pub(crate) struct InfoLine {
    /// What the index calls it.
    pub(crate) key: String,
    /// Its page.
    pub(crate) page: String,
    /// 索引号
    pub(crate) number: String,
    /// 名称
    pub(crate) title: String,
    /// 发文字号; may be empty.
    pub(crate) document_number: String,
    /// The publishing organ's name.
    pub(crate) organ_name: String,
    /// 领域
    pub(crate) domain: Option<DomainCode>,
    /// 体裁
    pub(crate) kind: Kind,
    /// 公开日期
    pub(crate) published_on: Day,
    /// 内容概述, or the plain text where it was asked for.
    pub(crate) text: String,
}

impl InfoLine {
    /// Its page.
    pub(crate) fn href(&self) -> String {
        self.page.clone()
    }
    /// An answered request the organ shows.
    fn of_answer(one: gk_answers::PublicAnswer) -> Self {
        Self {
            key: one.key,
            page: one.href,
            number: String::new(),
            title: one.title,
            document_number: String::new(),
            organ_name: one.organ_name,
            domain: None,
            kind: Kind::Other,
            published_on: one.on,
            text: one.text,
        }
    }
    /// Nothing for what has no day of publication, which nothing public is.
    fn of(kept: Kept) -> Option<Self> {
        let body = gk_records::verbs::rich(&kept.record.body).plain();
        Some(Self {
            key: format!("record:{}", kept.number()),
            page: gk_records::address(kept.number()),
            number: kept.number().to_owned(),
            published_on: kept.record.progress.published_on()?,
            organ_name: kept.owner.name,
            domain: kept.domain.parse().ok(),
            kind: kept.record.kind,
            text: format!("{}\n{body}", kept.record.summary).trim().to_owned(),
            document_number: kept.record.identity.document_number,
            title: kept.record.title,
        })
    }
}

fn info(kept: Vec<Kept>) -> Vec<InfoLine> {
    kept.into_iter().filter_map(InfoLine::of).collect()
}

/// The newest information of all organs.
pub(crate) async fn newest(read: &mut Read, limit: i64) -> Result<Vec<InfoLine>, Fault> {
    Ok(info(gk_records::list_newest(read, gk_records::FIRST, limit).await?))
}

/// The newest information of one organ.
pub(crate) async fn newest_of(read: &mut Read, organ: i64, limit: i64) -> Result<Vec<InfoLine>, Fault> {
    Ok(info(gk_records::list_public_of_organ(read, organ, gk_records::FIRST, limit).await?))
}

/// The newest information against an item, of one organ or of all, each with the number of its record.
pub(crate) async fn newest_of_line(
    read: &mut Read,
    line: i64,
    organ: Option<i64>,
    limit: i64,
) -> Result<Vec<(String, InfoLine)>, Fault> {
    let found = gk_records::list_public_of_line(read, line, organ, gk_records::FIRST, limit).await?;
    Ok(found.into_iter().filter_map(|kept| Some((kept.id.to_string(), InfoLine::of(kept)?))).collect())
}

/// What the public may see under a document number.
pub(crate) async fn under_document(read: &mut Read, document: &str) -> Result<Option<InfoLine>, Fault> {
    Ok(gk_records::find_public_by_document(read, document).await?.and_then(InfoLine::of))
}

/// How much was published from one day to another.
pub(crate) async fn published_between(read: &mut Read, from: Day, to: Day) -> Result<i64, Fault> {
    gk_records::count_published(read, from, to).await
}

/// Those of these hits of the index that the public may see today, in their order, with their text.
pub(crate) async fn visible(read: &mut Read, ids: &[String]) -> Result<Vec<InfoLine>, Fault> {
    let numbers: Vec<&str> = ids.iter().filter_map(|id| id.strip_prefix("record:")).collect();
    let mut found = info(gk_records::list_public_by_numbers(read, &numbers).await?);
    let answers = gk_answers::list_public_answers(read, ids).await?;
    found.extend(answers.into_iter().map(InfoLine::of_answer));
    found.sort_by_key(|line| ids.iter().position(|id| *id == line.key));
    Ok(found)
}

/// The coverage of an organ with all below it.
pub(crate) async fn tally(read: &mut Read, organ: i64) -> Result<Tally, Fault> {
    gk_duties::tally(read, organ, 0).await
}

/// The same by domain.
pub(crate) async fn tallies_by_domain(
    read: &mut Read,
    organ: i64,
) -> Result<Vec<(DomainCode, Tally)>, Fault> {
    let tallies = gk_duties::tallies_by_domain(read, organ).await?;
    Ok(tallies.into_iter().filter_map(|(number, tally)| Some((domain(number)?, tally))).collect())
}

/// The domain with a number of the database.
pub(crate) fn domain(number: i64) -> Option<DomainCode> {
    u8::try_from(number).ok().and_then(|number| DomainCode::new(number).ok())
}

/// The organs directly below one, with their coverage.
pub(crate) async fn children(read: &mut Read, seat: &Seat, limit: i64) -> Result<Vec<(Seat, Tally)>, Fault> {
    let seats = directory::list_children(read, seat.organ.id, 0, limit).await?;
    let figures = gk_duties::tallies_of_children(read, seat, 0, 0, limit).await?;
    let of = |id: i64| figures.iter().find(|one| one.organ == id).map_or(Tally::ZERO, |one| one.tally);
    Ok(seats.into_iter().map(|seat| (of(seat.organ.id.0), seat)).map(|(tally, seat)| (seat, tally)).collect())
}

/// 索引号 of what the public may see, after one, with its day: for the sitemap.
pub(crate) async fn numbers_after(
    read: &mut Read,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, Day)>, Fault> {
    let found = info(gk_records::list_public_after(read, after, limit).await?);
    Ok(found.into_iter().map(|line| (line.number, line.published_on)).collect())
}
