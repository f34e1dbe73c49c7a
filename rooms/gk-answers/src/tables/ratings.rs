//! Ratings (满意度): what an applicant said of the handling, once; his words are sealed.

use gk_base::sealed::Sealed;
use gk_base::{Coded, Fault, Read, Tx, params, sealed_columns, statements};
use gk_rules::foi::satisfaction::Rating;

use gk_foi::Matter;

sealed_columns! {
    /// 评价的文字
    RATING_WORDS = "foi_ratings"."words_sealed", row "matter" (number), Words;
}

statements! {
    "foi.ratings";
    /// The rating of a case.
    OF_MATTER = "select rating, words_sealed from foi_ratings where matter = $1";
    /// The first one holds.
    INSERT = "insert into foi_ratings (matter, organ, rating, words_sealed, rated_on) values ($1, $2, $3, $4, $5)
        on conflict (matter) do nothing";
    /// How often each was given to an organ between two days.
    COUNTS = "select rating, count(*) from foi_ratings where organ = $1 and rated_on >= $2 and rated_on <= $3 group by rating";
}

/// 评价（存档）
pub struct RatingLine {
    pub rating: Rating,
    pub words: Option<Sealed>,
}

/// The rating of a case, or nothing.
pub async fn find(read: &mut Read, matter: i64) -> Result<Option<RatingLine>, Fault> {
    let row = read.row(&OF_MATTER, params![matter]).await?;
    row.map(|row| Ok(RatingLine { rating: row.code(0)?, words: row.get(1)? })).transpose()
}

/// Writes one down; nought when there is one already.
pub(crate) async fn insert(tx: &mut Tx, matter: &Matter, rating: Rating, words: &str) -> Result<u64, Fault> {
    let sealed = match words.trim() {
        "" => None,
        words => Some(tx.seal(&RATING_WORDS, matter.id, words).await?),
    };
    let today = tx.today();
    let values = params![matter.id, matter.organ.id.0, rating.code(), sealed.as_ref(), today];
    tx.run(&INSERT, values).await
}

/// How often each was given to an organ between two days, both included.
pub async fn counts(
    read: &mut Read,
    organ: i64,
    from: &str,
    until: &str,
) -> Result<Vec<(Rating, i64)>, Fault> {
    let rows = read.rows(&COUNTS, params![organ, from, until]).await?;
    rows.iter().map(|row| Ok((row.code(0)?, row.get(1)?))).collect()
}
