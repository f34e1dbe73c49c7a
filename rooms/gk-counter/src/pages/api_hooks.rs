//! 订阅推送 as JSON: what a system is sent, and how it went.

use axum::extract::State;
use axum::http::HeaderMap;
use gk_base::{Coded, Problem};
use gk_rules::foi::hook::DeliveryState;
use gk_rules::foi::link::Scope;
use gk_rules::org::{Act, may};
use gk_webkit::{Path, Query, Web};
use serde_json::{Value, json};

use super::api::{Given, answer};
use super::caller::Caller;
use crate::tables::{deliveries, hooks};

/// How many deliveries are given at once, at most.
const LIMIT: i64 = 100;

/// The subscriptions of the key that asks.
pub(super) async fn list(State(web): State<Web>, headers: HeaderMap) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Read).await?;
    may(&caller.actor, Act::SeeCase, &caller.subject())?;
    let mut read = web.office().read().await?;
    let found = hooks::of_key(&mut read, caller.key).await?;
    let one = |hook: &hooks::Hook| {
        json!({ "id": hook.id, "url": hook.url, "topics": hook.topics, "state": hook.state.code(),
            "state_label": hook.state.label(), "why": hook.why.map(Coded::label),
            "held_until": hook.held_until.map(|at| at.to_string()), "made_on": hook.made_on })
    };
    Ok(answer(&json!({ "hooks": found.iter().map(one).collect::<Vec<_>>() })))
}

/// How it went with the events of a subscription, the newest first; `before` is what `next` said.
pub(super) async fn deliveries(
    State(web): State<Web>,
    headers: HeaderMap,
    Path(id): Path<i64>,
    query: Query,
) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Read).await?;
    may(&caller.actor, Act::SeeCase, &caller.subject())?;
    let mut read = web.office().read().await?;
    if hooks::load(&mut read, id).await?.key != caller.key {
        return Err(Problem::missing("hook", id).into());
    }
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let state = query.maybe("state").and_then(DeliveryState::from_code);
    let mut found = deliveries::newest(&mut read, id, state, before, LIMIT + 1).await?;
    let full = found.len() > usize::try_from(LIMIT).unwrap_or(usize::MAX);
    found.truncate(usize::try_from(LIMIT).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| full).map(|last| last.id);
    let one = |one: &deliveries::Delivery| {
        json!({ "id": one.id, "seq": one.seq, "event": one.event.map(Coded::code), "state": one.state.code(),
            "state_label": one.state.label(), "tries": one.tries, "status": one.status,
            "why": one.why.map(Coded::label), "tried_at": one.tried_at.map(|at| at.to_string()),
            "due_at": one.due_at.to_string() })
    };
    let all: Vec<Value> = found.iter().map(one).collect();
    Ok(answer(&json!({ "deliveries": all, "next": next })))
}
