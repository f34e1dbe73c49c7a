//! 订阅期限日历: a secret address for the actor in his post; a new one ends the former.

use gk_base::{Office, Problem, Secret, ledger};
use gk_rules::foi::FoiEvent;
use gk_rules::org::{Act, Actor, Subject, may};

use crate::tables::addresses;

/// Makes an address; gives its secret, which is shown once.
///
/// # Errors
/// [`Problem::NotAllowed`].
pub async fn run(office: &Office, actor: &Actor) -> Result<Secret, Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::SeeCase, &Subject::of(actor.organ, actor.path.clone()))?;
    let token = Secret::new(ledger::hex(&office.secret()));
    addresses::put(&mut tx, token.reveal(), (actor.person, actor.post)).await?;
    let organ = actor.organ.0;
    tx.ledger(
        FoiEvent::AddressMade,
        Some(organ),
        format!("person:{}", actor.person),
        &serde_json::json!({ "post": actor.post }),
    );
    tx.commit().await?;
    Ok(token)
}
