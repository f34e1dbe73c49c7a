//! 存入账户: an application is found in the account of whoever handed it in, or held its query code.

use gk_base::{Office, Problem, Tx};
use gk_foi::cases;
use gk_foi::verbs::receive::{self, By, Receive, Received};
use gk_rules::foi::FoiEvent;

use crate::tables::accounts;

/// Puts an application in; one that is in is left as it is.
///
/// # Errors
/// [`Problem::Missing`] case.
pub async fn run(office: &Office, account: i64, matter: i64) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    let organ = cases::load(&mut tx, matter).await?.organ.id.0;
    within(&mut tx, account, (matter, organ)).await?;
    tx.commit().await
}

async fn within(tx: &mut Tx, account: i64, (matter, organ): (i64, i64)) -> Result<(), Problem> {
    if accounts::link(tx, account, matter).await? {
        let body = serde_json::json!({ "account": account });
        tx.ledger(FoiEvent::AccountLinked, Some(organ), format!("foi:{matter}"), &body);
    }
    Ok(())
}

/// Receives an application of somebody who may have signed on; with an account it is in there at once.
///
/// # Errors
/// As [`receive::run`].
pub async fn receive(office: &Office, account: Option<i64>, cmd: Receive) -> Result<Received, Problem> {
    let mut tx = office.begin_as_system().await?;
    let organ = cmd.organ.0;
    let received = receive::within(&mut tx, By::Applicant, cmd).await?;
    if let Some(account) = account {
        for (matter, _) in &received.cases {
            within(&mut tx, account, (*matter, organ)).await?;
        }
    }
    tx.commit().await?;
    Ok(received)
}
