//! 注销账户: what was kept of a person to sign him on is deleted; his applications stay what they are (个人信息保护法 art 47).

use gk_base::{Office, Problem};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::account::reasons_not_to_close;

use crate::tables::accounts::{self, Account};

/// Closes an account.
///
/// # Errors
/// [`Problem::Refused`] when it was not meant.
pub async fn run(office: &Office, account: i64, typed: &str) -> Result<(), Problem> {
    Problem::unless_none(reasons_not_to_close(typed).into_iter().collect())?;
    let mut tx = office.begin_as_system().await?;
    accounts::delete(&mut tx, account).await?;
    tx.ledger(FoiEvent::AccountClosed, None, Account::subject(account), &serde_json::json!({}));
    tx.commit().await
}
