//! What the portal asks of the other rooms, in one place: nothing else of them is used.

use gk_base::directory::{self, Seat};
use gk_base::{Fault, Moment, Read};
use gk_rules::Day;
use gk_rules::catalog::item::DomainCode;
use gk_rules::duty::Tally;
use gk_rules::records::Kind;

/// 公开信息（列表）: one piece of published information as lists show it.
#[derive(Debug, Clone)]
pub(crate) struct InfoLine {
    /// What the index calls it.
    pub(crate) id: String,
    /// 索引号
    pub(crate) number: String,
    /// 名称
    pub(crate) title: String,
    /// 发文字号; may be empty.
    pub(crate) document_number: String,
    /// The publishing organ's code.
    pub(crate) organ_code: String,
    /// The publishing organ's name.
    pub(crate) organ_name: String,
    /// 领域
    pub(crate) domain: Option<DomainCode>,
    /// 体裁
    pub(crate) kind: Kind,
    /// 公开日期
    pub(crate) published_on: Day,
    /// The moment of publication.
    pub(crate) published_at: Moment,
    /// The plain text, where it was asked for.
    pub(crate) text: String,
}

impl InfoLine {
    /// Its page.
    pub(crate) fn href(&self) -> String {
        format!("/info/{}", gk_webkit::door::encode(&self.number))
    }
}

/// The newest information of all organs, after a place.
pub(crate) async fn newest(_read: &mut Read, _limit: i64) -> Result<Vec<InfoLine>, Fault> {
    Ok(Vec::new())
}

/// The newest information of one organ.
pub(crate) async fn newest_of(_read: &mut Read, _organ: i64, _limit: i64) -> Result<Vec<InfoLine>, Fault> {
    Ok(Vec::new())
}

/// Those of these that the public may see today, in their order, with their text.
pub(crate) async fn visible(_read: &mut Read, _ids: &[String]) -> Result<Vec<InfoLine>, Fault> {
    Ok(Vec::new())
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

/// 索引号 of everything the public may see, after one, with its day: for the sitemap.
pub(crate) async fn numbers_after(
    _read: &mut Read,
    _after: &str,
    _limit: i64,
) -> Result<Vec<(String, Day)>, Fault> {
    Ok(Vec::new())
}
