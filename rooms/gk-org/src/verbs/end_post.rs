//! 解除岗位: nobody holds the post any more; whoever is signed in from it is out at once.

use gk_base::problem::Fault;
use gk_base::{Office, Problem, params};
use gk_rules::org::organ::BadOrganPath;
use gk_rules::org::reasons::reasons_not_to_end_post;
use gk_rules::org::{Act, Actor, OrgEvent, OrganId, OrganPath, Subject};

use super::{allow, begin};
use crate::tables;

/// Which post, as it was seen.
#[derive(Debug, Clone, Copy)]
pub struct EndPost {
    /// The post.
    pub post: i64,
    /// The version that was on the screen.
    pub seen: i64,
}

/// Ends it.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Missing`], [`Problem::Stale`].
pub async fn run(office: &Office, by: Option<&Actor>, cmd: EndPost) -> Result<(), Problem> {
    let mut tx = begin(office, by).await?;
    let row =
        tx.row(&tables::POST, params![cmd.post]).await?.ok_or_else(|| Problem::missing("post", cmd.post))?;
    let organ = OrganId(row.get(0)?);
    let path: OrganPath =
        row.get::<String>(1)?.parse().map_err(|e: BadOrganPath| Fault::because("organs", e))?;
    allow(by, Act::ManageStaff, &Subject::of(organ, path))?;
    Problem::unless_none(reasons_not_to_end_post(by.is_some_and(|actor| actor.post == cmd.post)))?;
    tx.run_at_version(&tables::END_POST, params![cmd.post, cmd.seen]).await?;
    let person: Option<i64> = row.get(3)?;
    let body = serde_json::json!({ "post": cmd.post, "person": person });
    tx.ledger(OrgEvent::PostEnded, Some(organ.0), format!("post:{}", cmd.post), &body);
    tx.commit().await
}
