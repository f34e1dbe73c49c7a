//! 推送: what is due is sent, a few subscriptions at a time and each in the order of its events. No unit of work is open while
//! an answer is waited for.

use std::time::Duration;

use gk_base::ports::{Answered, Posting};
use gk_base::sealed::Plain;
use gk_base::{Fault, Moment, Office, Problem, Read, Tx};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::hook::{DeliveryState, HookState, KEPT_DAYS, Undelivered, asked_wait, judge, wait_after};
use jiff::SignedDuration;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::signature::sign;
use crate::tables::deliveries;
use crate::tables::hooks::{self, FORMER, Hook, SECRET};
use crate::tables::keys::Happened;

/// How many subscriptions are sent to at once.
const AT_ONCE: i64 = 8;
/// How many messages a subscription gets in one turn.
const IN_A_TURN: i64 = 20;
/// After so long a turn begins no other message.
const TURN: Duration = Duration::from_secs(20);
/// A turn that did not end by then was cut off.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// Sends what is due now, a bounded number; gives how many messages were tried.
///
/// # Errors
/// When the database or the keys fail.
pub async fn run(office: &Office) -> Result<usize, Problem> {
    let now = office.now();
    let ready = hooks::ready(&mut office.read().await?, now, AT_ONCE).await?;
    if ready.is_empty() {
        return Ok(0);
    }
    let mut tx = office.begin_as_system().await?;
    tx.inward();
    let mut claimed = Vec::new();
    for id in ready {
        if hooks::claim(&mut tx, id, now.checked_add(LEASE).unwrap_or(now)).await? {
            claimed.push(id);
        }
    }
    tx.commit().await?;
    let mut turns = JoinSet::new();
    for id in claimed {
        turns.spawn(turn(office.clone(), id));
    }
    let (mut tried, mut failed) = (0, None);
    while let Some(ended) = turns.join_next().await {
        match ended.map_err(|e| Fault::because("sending events", e)) {
            Ok(Ok(many)) => tried += many,
            Ok(Err(problem)) => failed = Some(problem),
            Err(fault) => failed = Some(fault.into()),
        }
    }
    failed.map_or(Ok(tried), Err)
}

/// One subscription's turn; gives how many messages were tried.
async fn turn(office: Office, id: i64) -> Result<usize, Problem> {
    let begun = Instant::now();
    let mut read = office.read().await?;
    let hook = hooks::load(&mut read, id).await?;
    let waiting = deliveries::next(&mut read, id, office.now(), IN_A_TURN).await?;
    let keys = keys(&read, &hook, office.now())?;
    drop(read);
    let mut tried = 0;
    for (delivery, tries, happened) in waiting {
        if begun.elapsed() > TURN {
            break;
        }
        tried += 1;
        let posting = posting(&hook, &keys, &happened, office.now())?;
        let answer = office.post().send(&posting).await;
        let outcome = Outcome::of(answer, office.now());
        if !settle(&office, &hook, (delivery, tries + 1), outcome).await? {
            break;
        }
    }
    let mut tx = office.begin_as_system().await?;
    tx.inward();
    hooks::release(&mut tx, id).await?;
    let old = office.now().checked_sub(SignedDuration::from_hours(24 * KEPT_DAYS)).unwrap_or(Moment::MIN);
    deliveries::forget(&mut tx, id, old).await?;
    tx.commit().await?;
    Ok(tried)
}

/// What messages are signed with: the secret, and the former one for as long as it is good.
fn keys(read: &Read, hook: &Hook, now: Moment) -> Result<Vec<Plain>, Fault> {
    let mut keys = vec![read.system_key(&SECRET.at(hook.id, &hook.secret))?];
    if let Some((former, until)) = &hook.former
        && *until > now
    {
        keys.push(read.system_key(&FORMER.at(hook.id, former))?);
    }
    Ok(keys)
}

/// What is sent: the event as it is told to whoever asks, signed.
fn posting(hook: &Hook, keys: &[Plain], happened: &Happened, now: Moment) -> Result<Posting, Fault> {
    let (id, seconds, body) = (format!("evt_{}", happened.seq), now.as_second(), happened.told().to_string());
    let signed = keys.iter().map(|key| sign(key.text()?, (&id, seconds), &body));
    let signed: Vec<String> = signed.collect::<Result<_, Fault>>()?;
    let headers = vec![
        ("webhook-id", id),
        ("webhook-timestamp", seconds.to_string()),
        ("webhook-signature", signed.join(" ")),
    ];
    Ok(Posting { url: hook.url.clone(), headers, body })
}

/// How a try went.
struct Outcome {
    status: Option<u16>,
    why: Option<Undelivered>,
    /// The receiver's own wish when to be tried again, in seconds.
    asked: Option<i64>,
}

impl Outcome {
    fn of(answer: Result<Answered, Undelivered>, now: Moment) -> Self {
        let (answer, unreached) = match answer {
            Ok(answer) => (Some(answer), None),
            Err(why) => (None, Some(why)),
        };
        let asked = answer.as_ref().and_then(|one| asked_wait(one.retry_after.as_deref()?, now));
        let status = answer.map(|one| one.status);
        Self { status, why: unreached.or_else(|| judge(status?).err()), asked }
    }
}

/// Writes down how a try went; whether the turn goes on.
async fn settle(
    office: &Office,
    hook: &Hook,
    (delivery, tries): (i64, u32),
    Outcome { status, why, asked }: Outcome,
) -> Result<bool, Problem> {
    let mut tx = office.begin_as_system().await?;
    tx.inward();
    let now = tx.now();
    let chance = office.secret().last().copied().unwrap_or(0);
    let wait = if why == Some(Undelivered::Gone) { None } else { wait_after(tries, chance, asked) };
    let next = wait.and_then(|seconds| now.checked_add(SignedDuration::from_secs(seconds)).ok());
    let state = match (why, next) {
        (None, _) => DeliveryState::Sent,
        (Some(_), Some(_)) => DeliveryState::Waiting,
        (Some(_), None) => DeliveryState::Dead,
    };
    deliveries::tried(&mut tx, delivery, (state, next.unwrap_or(now)), (status, why)).await?;
    let holds_up = why.is_some_and(Undelivered::holds_up);
    if let Some(why) = why.filter(|_| holds_up && state == DeliveryState::Dead) {
        stop(&mut tx, hook, why).await?;
    } else if holds_up {
        hooks::hold(&mut tx, hook.id, next).await?;
    } else if hook.held_until.is_some() {
        hooks::hold(&mut tx, hook.id, None).await?;
    }
    // Somebody may have paused or changed it meanwhile: the next turn takes that up.
    let unchanged = hooks::load(&mut tx, hook.id).await?;
    let goes_on = unchanged.state == HookState::Active && unchanged.version == hook.version;
    tx.commit().await?;
    Ok(!holds_up && goes_on)
}

/// The receiver is gone, or was out of reach through all tries: nothing more is sent until a person has looked.
async fn stop(tx: &mut Tx, hook: &Hook, why: Undelivered) -> Result<(), Problem> {
    if hooks::stop(tx, hook.id, why).await? {
        let body = serde_json::json!({ "why": why });
        tx.ledger(FoiEvent::HookStopped, Some(hook.organ), format!("foi_hook:{}", hook.id), &body);
    }
    Ok(())
}
