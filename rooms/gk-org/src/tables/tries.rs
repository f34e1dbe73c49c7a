//! 登录尝试: wrong passwords by account as typed and by address; whether there is such an account makes no difference here.
//!
//! What is kept is bounded by itself: each row has cost a password hash, of which two are computed at a time, and is forgotten after
//! a quarter of an hour.

use gk_base::{Fault, Moment, Office, Problem, Tx, ledger, params, statements};
use gk_rules::org::OrgEvent;
use gk_rules::org::reasons::{FAILURES, FAILURES_FROM_ADDRESS, LOCK_MINUTES, too_many_tries};

statements! {
    "org.tries";
    /// Until when the account or the address waits.
    WAITS = "select max(until) from sign_in_tries where subject in ($1, $2) and until > $3";
    /// One more, counted anew after a while.
    COUNT = "insert into sign_in_tries (subject, failed, since) values ($1, 1, $2) on conflict (subject) do update set
        failed = case when sign_in_tries.since <= $3 then 1 else sign_in_tries.failed + 1 end,
        since = case when sign_in_tries.since <= $3 then excluded.since else sign_in_tries.since end";
    /// How many so far.
    FAILED = "select failed from sign_in_tries where subject = $1";
    /// Waits until a moment.
    WAIT = "update sign_in_tries set failed = 0, until = $2 where subject = $1";
    /// Signed in: forgotten.
    FORGIVE = "delete from sign_in_tries where subject = $1";
    /// Forgets what is over.
    SWEEP = "delete from sign_in_tries where since <= $1 and (until is null or until <= $2)";
}

/// 登录尝试的计数对象: the account as it was typed, and the address.
pub(crate) struct Tries {
    account: String,
    address: Option<String>,
}

impl Tries {
    /// Where `from` is empty nothing is known of the address. Both are hashed: people type passwords into the wrong field.
    pub(crate) fn of(account: &str, from: &str) -> Self {
        let hash = |kind: &str, text: &str| {
            let hash: String = ledger::sha256(text.as_bytes()).chars().take(32).collect();
            format!("{kind}:{hash}")
        };
        Self { account: hash("sign_in", account), address: (!from.is_empty()).then(|| hash("address", from)) }
    }
    /// Goes on unless the account or the address has to wait.
    ///
    /// # Errors
    /// [`Problem::Refused`] with how long.
    pub(crate) async fn must_not_wait(&self, office: &Office) -> Result<(), Problem> {
        let (now, mut read) = (office.now(), office.read().await?);
        let address = self.address.as_ref().unwrap_or(&self.account);
        let row = read.row(&WAITS, params![&self.account, address, now]).await?;
        let until = row.map(|row| row.get::<Option<Moment>>(0)).transpose()?.flatten();
        match until {
            Some(until) => Err(Problem::refused(too_many_tries(until.duration_since(now).as_secs()))),
            None => Ok(()),
        }
    }
    /// Counts a wrong password; whoever has given too many waits from now on, which goes into the ledger.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn count(&self, tx: &mut Tx, person: Option<i64>) -> Result<(), Fault> {
        let now = tx.now();
        let window = jiff::SignedDuration::from_mins(LOCK_MINUTES);
        let before = now.checked_sub(window).unwrap_or(now);
        let until = now.checked_add(window).unwrap_or(now);
        tx.run(&SWEEP, params![before, now]).await?;
        let account = (Some(&self.account), FAILURES, OrgEvent::AccountLocked);
        let address = (self.address.as_ref(), FAILURES_FROM_ADDRESS, OrgEvent::AddressLocked);
        for (subject, most, event) in [account, address] {
            let Some(subject) = subject else { continue };
            tx.run(&COUNT, params![subject, now, before]).await?;
            let failed = tx.number(&FAILED, params![subject]).await?;
            if failed < most {
                continue;
            }
            tx.run(&WAIT, params![subject, until]).await?;
            let known = person.filter(|_| event == OrgEvent::AccountLocked);
            let of = known.map_or_else(|| subject.clone(), |person| format!("person:{person}"));
            tx.ledger(event, None, of, &serde_json::json!({ "failures": failed, "until": until }));
        }
        Ok(())
    }
    /// Forgets the wrong passwords of an account that was signed in to; those of the address stay.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn forgive(&self, tx: &mut Tx) -> Result<(), Fault> {
        tx.run(&FORGIVE, params![&self.account]).await?;
        Ok(())
    }
}
