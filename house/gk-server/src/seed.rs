//! What every office begins with: the working calendar of the years announced.

use gk_base::{Office, Problem, settings};

/// Lays the working calendar; years that are there already are left as they are, for they may have been corrected.
///
/// # Errors
/// When the database fails.
pub async fn calendar(office: &Office) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    let known: Vec<i16> = settings::notices(&mut tx).await?.iter().map(|n| n.year).collect();
    for notice in gk_standards::calendar::notices() {
        if !known.contains(&notice.year) {
            settings::announce(&mut tx, &notice).await?;
        }
    }
    tx.commit().await
}
