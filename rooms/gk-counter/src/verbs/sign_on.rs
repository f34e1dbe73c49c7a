//! 登录: whoever a system names gets his account, and this browser is believed for a while.

use gk_base::{Office, Problem, Secret};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::account::SignedOn;

use crate::tables::accounts::{self, Account};

/// Signs somebody on; gives what the browser keeps.
///
/// # Errors
/// When the database or the keys fail.
pub async fn run(office: &Office, who: &SignedOn) -> Result<Secret, Problem> {
    let mut tx = office.begin_as_system().await?;
    let (account, new) = accounts::of(&mut tx, who).await?;
    if new {
        tx.ledger(FoiEvent::AccountMade, None, Account::subject(account), &serde_json::json!({}));
    }
    let secret = accounts::begin(&mut tx, account).await?;
    tx.inward();
    tx.commit().await?;
    Ok(secret)
}

/// 退出登录: this browser is believed no more.
///
/// # Errors
/// When the database fails.
pub async fn end(office: &Office, secret: &Secret) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    tx.inward();
    accounts::end(&mut tx, secret).await?;
    tx.commit().await
}
