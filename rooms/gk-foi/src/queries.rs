//! What other rooms and tests may ask: cases by row, and what their events say.

use gk_base::{Fault, Problem, Read};
use gk_rules::Day;
use gk_rules::foi::{Case, ReplyClock, reply_clock};

pub use crate::tables::cases::{Addressee, Coming, Matter, Standing, Wanted, Who};
pub use crate::tables::events::Told;
pub use crate::tables::files::FileLine;
pub use crate::tables::redactions::Outcome;
use crate::tables::{cases, redactions};
use crate::verbs::Open;

/// 公示的答复: one that everybody may read, as lists of other rooms show it.
#[derive(Debug, Clone)]
pub struct PublicAnswer {
    /// What the index calls it.
    pub key: String,
    /// Its page.
    pub href: String,
    /// 题名
    pub title: String,
    /// What was asked and answered.
    pub text: String,
    /// The organ's name.
    pub organ_name: String,
    /// 办结日期
    pub on: Day,
}

/// Those of these hits of the index that are answers everybody may read.
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
    Ok(found.into_iter().map(shown).collect())
}

/// A case with what its events say and its clock.
pub struct Known {
    /// As it is kept.
    pub matter: Matter,
    /// Its events.
    pub told: Vec<Told>,
    /// What they say.
    pub case: Case,
    /// The reply clock.
    pub clock: ReplyClock,
}

/// One case.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load(read: &mut Read, id: i64) -> Result<Known, Problem> {
    let matter = cases::load(read, id).await?;
    let open = Open::load(read, matter).await?;
    let clock = reply_clock(&open.case, open.counting.law());
    Ok(Known { matter: open.matter, told: open.told, case: open.case, clock })
}

/// The redacted files of a case with their black areas and grounds, as the letter of a disclosure in part tells them.
///
/// # Errors
/// When the database fails.
pub async fn list_redacted(read: &mut Read, matter: i64) -> Result<Vec<Outcome>, Problem> {
    Ok(redactions::made(read, matter).await?)
}
