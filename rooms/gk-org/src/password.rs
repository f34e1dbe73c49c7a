//! Passwords (密码): hashed and compared away from the threads that serve, two at a time.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use gk_base::Fault;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Each hash takes 19 MiB and tens of milliseconds of a core.
static TURNS: Semaphore = Semaphore::const_new(2);

/// A hash no password has: compared with where there is no account, so that it takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hashed(b"", &[0; 16]).unwrap_or_default());

/// A turn to compute; held from looking at an account until its failures are counted, so that guesses cannot run ahead.
pub(crate) async fn turn() -> Result<SemaphorePermit<'static>, Fault> {
    TURNS.acquire().await.map_err(|e| Fault::because("waiting to compute a hash", e))
}

/// The hash of a password under a salt, as kept.
pub(crate) async fn hash(
    _turn: &SemaphorePermit<'_>,
    password: &str,
    salt: [u8; 32],
) -> Result<String, Fault> {
    let password = password.to_owned();
    aside(move || hashed(password.as_bytes(), salt.get(..16).unwrap_or_default())).await?
}

/// Whether the password is the one kept; where nothing is kept it takes as long and is not.
pub(crate) async fn is_right(
    _turn: &SemaphorePermit<'_>,
    password: &str,
    kept: Option<String>,
) -> Result<bool, Fault> {
    let password = password.to_owned();
    aside(move || {
        let exists = kept.is_some();
        let kept = kept.unwrap_or_else(|| NOBODY.clone());
        let Ok(parsed) = PasswordHash::new(&kept) else { return false };
        let same = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
        exists && same
    })
    .await
}

fn hashed(password: &[u8], salt: &[u8]) -> Result<String, Fault> {
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password, salt)
        .map_err(|e| Fault::new(format!("hashing a password: {e}")))?;
    Ok(hash.to_string())
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("computing a hash", e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_an_existing_account_is_right() {
        let turn = turn().await.unwrap();
        let kept = hash(&turn, "yi-er-san-si", [7; 32]).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right(&turn, "yi-er-san-si", Some(kept.clone())).await.unwrap());
        assert!(!is_right(&turn, "yi-er-san-wu", Some(kept)).await.unwrap());
        assert!(!is_right(&turn, "", None).await.unwrap(), "the hash of nobody is nobody's password");
        assert!(!is_right(&turn, "x", Some("no hash".to_owned())).await.unwrap());
    }
}
