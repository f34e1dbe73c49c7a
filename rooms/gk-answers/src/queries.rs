//! What other rooms may ask: answers and explained cases that everybody may read, and what applicants said.

use gk_base::{Fault, Read};
use gk_rules::Day;

/// 满意度: what applicants said.
pub mod ratings {
    pub use crate::tables::ratings::{RatingLine, counts, find};
}

/// 公示的答复、公开的案例: one that everybody may read, as lists of other rooms show it.
#[derive(Debug, Clone)]
pub struct PublicAnswer {
    /// What the index calls it.
    pub key: String,
    /// Its page.
    pub href: String,
    /// 题名
    pub title: String,
    /// What was asked and answered, or how it was judged.
    pub text: String,
    /// The organ's name.
    pub organ_name: String,
    /// 办结日期; of an explained case the day on which it was shown.
    pub on: Day,
}

/// Those of these hits of the index that are answers or explained cases everybody may read.
///
/// # Errors
/// When the database fails.
pub async fn list_public_answers(read: &mut Read, keys: &[String]) -> Result<Vec<PublicAnswer>, Fault> {
    let ids: Vec<i64> = keys.iter().filter_map(|key| crate::indexed::number(key)).collect();
    let found = crate::tables::answers::public_of(read, &ids).await?;
    let shown = |one: crate::tables::answers::AnswerLine| PublicAnswer {
        key: format!("{}:{}", gk_rules::foi::answers::KIND, one.id),
        href: format!("/foi/answers/{}", one.id),
        title: one.title,
        text: format!("{}\n{}", one.asked, one.answered),
        organ_name: one.organ_name,
        on: one.on,
    };
    let ids: Vec<i64> = keys.iter().filter_map(|key| crate::indexed::explained_number(key)).collect();
    let explained = crate::tables::explained::public_of(read, &ids).await?;
    let case = |one: crate::tables::explained::ExplainedLine| PublicAnswer {
        key: format!("{}:{}", gk_rules::foi::explained::KIND, one.id),
        href: format!("/foi/cases/{}", one.id),
        text: one.case.text(),
        title: one.case.title,
        organ_name: one.organ_name,
        on: gk_base::ports::day_of(one.saved_at),
    };
    Ok(found.into_iter().map(shown).chain(explained.into_iter().map(case)).collect())
}
