//! Who calls the interface: a system with a key, acting as whoever holds the key's post; and how it is told no.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, StatusCode, header};
use gk_base::{Problem, directory};
use gk_rules::Reason;
use gk_rules::foi::link::{A_MINUTE, Scope, no_key, out_of_scope, post_ended, too_many};
use gk_rules::org::{Actor, Subject};
use gk_webkit::Web;

use crate::tables::keys;

/// 调用方
pub(super) struct Caller {
    /// The key's number.
    pub(super) key: i64,
    /// As whom it acts.
    pub(super) actor: Actor,
}

/// 拒绝: a status and the reasons.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) reasons: Vec<Reason>,
}

impl Refusal {
    pub(super) fn of(status: StatusCode, reason: Reason) -> Self {
        Self { status, reasons: vec![reason] }
    }
    pub(super) fn unprocessable(reason: Reason) -> Self {
        Self::of(StatusCode::UNPROCESSABLE_ENTITY, reason)
    }
}

impl<P: Into<Problem>> From<P> for Refusal {
    fn from(problem: P) -> Self {
        let problem = problem.into();
        match problem {
            Problem::Refused(reasons) => Self { status: StatusCode::UNPROCESSABLE_ENTITY, reasons },
            Problem::NotAllowed(_) => Self { status: StatusCode::FORBIDDEN, reasons: Vec::new() },
            Problem::Missing(_) => Self { status: StatusCode::NOT_FOUND, reasons: Vec::new() },
            Problem::Stale(_) => Self { status: StatusCode::CONFLICT, reasons: Vec::new() },
            Problem::Fault(_) => Self { status: StatusCode::INTERNAL_SERVER_ERROR, reasons: Vec::new() },
        }
    }
}

/// 每分钟计数: requests of each key of each office in the present minute.
static COUNTED: Mutex<Counted> = Mutex::new((0, BTreeMap::new()));

/// The minute, and how many requests each key of each office has made in it.
type Counted = (i64, BTreeMap<(usize, i64), u32>);

/// Whether a key has a request left in this minute; takes it.
fn within_rate(web: &Web, key: i64) -> bool {
    let minute = web.office().now().as_second() / 60;
    let office = std::ptr::from_ref(web.office().engine()).cast::<()>().addr();
    let mut counted = COUNTED.lock().unwrap_or_else(PoisonError::into_inner);
    if counted.0 != minute {
        *counted = (minute, BTreeMap::new());
    }
    let used = counted.1.entry((office, key)).or_insert(0);
    *used += 1;
    *used <= A_MINUTE
}

impl Caller {
    /// Who calls, if the key is good for what is asked.
    pub(super) async fn of(web: &Web, headers: &HeaderMap, scope: Scope) -> Result<Self, Refusal> {
        let unknown = || Refusal::of(StatusCode::UNAUTHORIZED, no_key());
        let secret = headers.get(header::AUTHORIZATION).and_then(|one| one.to_str().ok());
        let secret = secret.and_then(|one| one.strip_prefix("Bearer ")).ok_or_else(unknown)?.trim();
        let mut read = web.office().read().await?;
        let key = keys::find(&mut read, secret).await?.ok_or_else(unknown)?;
        if !within_rate(web, key.id) {
            return Err(Refusal::of(StatusCode::TOO_MANY_REQUESTS, too_many()));
        }
        if !key.scopes.contains(&scope) {
            return Err(Refusal::of(StatusCode::FORBIDDEN, out_of_scope(scope)));
        }
        let ended = || Refusal::of(StatusCode::FORBIDDEN, post_ended());
        let actor = directory::find_actor(&mut read, key.person, key.post).await?.ok_or_else(ended)?;
        if actor.organ.0 != key.organ {
            return Err(ended());
        }
        Ok(Self { key: key.id, actor })
    }
    /// The organ it acts for.
    pub(super) fn subject(&self) -> Subject {
        Subject::of(self.actor.organ, self.actor.path.clone())
    }
}
