//! 评价: an applicant says once how his case was handled.

use gk_base::{Office, Problem};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::satisfaction::{Rating, reasons_not_to_rate};

use crate::tables::ratings;
use gk_foi::cases;

/// Rates a case in the name of whoever holds its query code.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::Missing`].
pub async fn run_for_applicant(
    office: &Office,
    matter: i64,
    rating: Rating,
    words: &str,
) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    let matter = cases::load(&mut tx, matter).await?;
    let rated = ratings::find(&mut tx, matter.id).await?.is_some();
    Problem::unless_none(reasons_not_to_rate(matter.standing.stage, rated, words))?;
    if ratings::insert(&mut tx, &matter, rating, words).await? == 0 {
        return Err(Problem::Refused(reasons_not_to_rate(matter.standing.stage, true, words)));
    }
    let body = serde_json::json!({ "rating": rating });
    tx.ledger(FoiEvent::Rated, Some(matter.organ.id.0), matter.ledger_subject(), &body);
    tx.commit().await
}
