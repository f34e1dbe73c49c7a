//! 切换岗位: acting from another of one's posts from now on.

use gk_base::{Office, Problem, Secret, directory, session};
use gk_rules::org::reasons::not_own_post;
use gk_rules::org::{Actor, OrgEvent};

/// Switches the session of this secret.
///
/// # Errors
/// [`Problem::Refused`] when the post is another's.
pub async fn run(office: &Office, actor: &Actor, secret: &Secret, post: i64) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let posts = directory::list_posts(&mut tx, actor.person).await?;
    if !posts.iter().any(|one| one.id == post) {
        return Err(Problem::refused(not_own_post()));
    }
    session::switch(&mut tx, secret, post).await?;
    let body = serde_json::json!({ "from": actor.post, "to": post });
    tx.ledger(OrgEvent::PostSwitched, Some(actor.organ.0), format!("person:{}", actor.person), &body);
    tx.commit().await
}
