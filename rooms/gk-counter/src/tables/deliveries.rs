//! Deliveries: one event for one subscription, and how it went.

use gk_base::ports::local_text;
use gk_base::sql::Row;
use gk_base::{Coded, Fault, Moment, Read, Tx, params, statements};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::hook::{DeliveryState, Undelivered};

use super::keys::Happened;

macro_rules! deliveries {
    ($rest:literal) => {
        concat!(
            "select id, hook, seq, event, state, tries, due_at, status, why, tried_at from foi_deliveries ",
            $rest
        )
    };
}

statements! {
    "foi.deliveries";
    /// Those of a subscription before a number, the newest first.
    NEWEST = deliveries!("where hook = $1 and id < $2 order by id desc limit $3");
    /// The same, of one state.
    NEWEST_IN = deliveries!("where hook = $1 and state = $4 and id < $2 order by id desc limit $3");
    /// One.
    BY_ID = deliveries!("where id = $1 and hook = $2");
    /// How many of each state each subscription of an organ has.
    TALLY = "select d.hook, d.state, count(*) from foi_deliveries d join foi_hooks h on h.id = d.hook where h.organ = $1
        group by d.hook, d.state";
    /// A new one; an event is sent once to a subscription.
    INSERT = "insert into foi_deliveries (id, hook, seq, event, state, tries, due_at) values ($1, $2, $3, $4, 'waiting', 0, $5)
        on conflict (hook, seq) do nothing";
    /// The next of a subscription, in the order of the events, with what happened.
    NEXT = "select d.id, d.tries, l.seq, l.at, l.event, l.subject, l.body from foi_deliveries d join ledger l on l.seq = d.seq
        where d.hook = $1 and d.state = 'waiting' and d.due_at <= $2 order by d.seq limit $3";
    /// How a try went.
    TRIED = "update foi_deliveries set state = $2, tries = tries + 1, due_at = $3, status = $4, why = $5, tried_at = $6
        where id = $1 and state = 'waiting'";
    /// Once more from the beginning.
    RENEW = "update foi_deliveries set state = 'waiting', tries = 0, due_at = $2 where id = $1 and state = 'dead'";
    /// What waits is due now.
    HURRY = "update foi_deliveries set due_at = $2 where hook = $1 and state = 'waiting' and due_at > $2";
    /// What arrived long ago.
    FORGET = "delete from foi_deliveries where hook = $1 and state = 'sent' and tried_at < $2";
}

/// 推送记录
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) id: i64,
    pub(crate) seq: i64,
    pub(crate) event: Option<FoiEvent>,
    pub(crate) state: DeliveryState,
    pub(crate) tries: u32,
    pub(crate) due_at: Moment,
    pub(crate) status: Option<u16>,
    pub(crate) why: Option<Undelivered>,
    pub(crate) tried_at: Option<Moment>,
}

impl Delivery {
    /// What happened, in the law's words.
    pub(crate) fn label(&self) -> &'static str {
        self.event.map_or("", Coded::label)
    }
    /// When it was tried last, as people read it.
    pub(crate) fn tried(&self) -> String {
        self.tried_at.map(local_text).unwrap_or_default()
    }
    /// When it is tried next, as people read it; empty when it is not.
    pub(crate) fn next(&self) -> String {
        if self.state == DeliveryState::Waiting && self.tries > 0 {
            local_text(self.due_at)
        } else {
            String::new()
        }
    }
    /// What went wrong, in words.
    pub(crate) fn trouble(&self) -> String {
        self.why.map(|why| why.said(self.status)).unwrap_or_default()
    }
    pub(crate) fn is_dead(&self) -> bool {
        self.state == DeliveryState::Dead
    }
}

fn one(row: &Row) -> Result<Delivery, Fault> {
    let event: String = row.get(3)?;
    Ok(Delivery {
        id: row.get(0)?,
        seq: row.get(2)?,
        event: FoiEvent::from_code(&event),
        state: row.code(4)?,
        tries: row.get(5)?,
        due_at: row.get(6)?,
        status: row.get(7)?,
        why: row.maybe_code(8)?,
        tried_at: row.get(9)?,
    })
}

/// Those of a subscription before a number, the newest first; of one state, or of any.
pub(crate) async fn newest(
    read: &mut Read,
    hook: i64,
    state: Option<DeliveryState>,
    before: i64,
    limit: i64,
) -> Result<Vec<Delivery>, Fault> {
    let rows = match state {
        Some(state) => read.rows(&NEWEST_IN, params![hook, before, limit, state.code()]).await?,
        None => read.rows(&NEWEST, params![hook, before, limit]).await?,
    };
    rows.iter().map(one).collect()
}

/// One of a subscription.
pub(crate) async fn find(read: &mut Read, hook: i64, id: i64) -> Result<Option<Delivery>, Fault> {
    read.row(&BY_ID, params![id, hook]).await?.as_ref().map(one).transpose()
}

/// How many of each state each subscription of an organ has.
pub(crate) async fn tally(read: &mut Read, organ: i64) -> Result<Vec<(i64, DeliveryState, i64)>, Fault> {
    let rows = read.rows(&TALLY, params![organ]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.code(1)?, row.get(2)?))).collect()
}

/// An event waits for these subscriptions.
pub(crate) async fn queue(tx: &mut Tx, hooks: &[i64], (seq, event): (i64, &str)) -> Result<(), Fault> {
    let many = i64::try_from(hooks.len()).unwrap_or(i64::MAX);
    let (first, now) = (tx.next_numbers("foi_deliveries", many).await?, tx.now());
    let row = |(id, hook): (i64, &i64)| params![id, *hook, seq, event, now].to_vec();
    tx.run_many(&INSERT, (first..).zip(hooks).map(row).collect()).await?;
    Ok(())
}

/// The next of a subscription: its number, how often it was tried, what happened.
pub(crate) async fn next(
    read: &mut Read,
    hook: i64,
    now: Moment,
    limit: i64,
) -> Result<Vec<(i64, u32, Happened)>, Fault> {
    let one = |row: &Row| {
        let happened = Happened {
            seq: row.get(2)?,
            at: row.get(3)?,
            event: row.get(4)?,
            subject: row.get(5)?,
            body: row.json(6)?,
        };
        Ok((row.get(0)?, row.get(1)?, happened))
    };
    read.rows(&NEXT, params![hook, now, limit]).await?.iter().map(one).collect()
}

/// How a try went, and when the next is due; whether it still waited.
pub(crate) async fn tried(
    tx: &mut Tx,
    id: i64,
    (state, due_at): (DeliveryState, Moment),
    (status, why): (Option<u16>, Option<Undelivered>),
) -> Result<bool, Fault> {
    let now = tx.now();
    let values = params![id, state.code(), due_at, status, why.map(Coded::code), now];
    Ok(tx.run(&TRIED, values).await? == 1)
}

/// Once more from the beginning.
pub(crate) async fn renew(tx: &mut Tx, id: i64) -> Result<(), Fault> {
    let now = tx.now();
    tx.run(&RENEW, params![id, now]).await?;
    Ok(())
}

/// What waits is due now.
pub(crate) async fn hurry(tx: &mut Tx, hook: i64) -> Result<(), Fault> {
    let now = tx.now();
    tx.run(&HURRY, params![hook, now]).await?;
    Ok(())
}

/// Forgets what arrived before a moment.
pub(crate) async fn forget(tx: &mut Tx, hook: i64, before: Moment) -> Result<(), Fault> {
    tx.run(&FORGET, params![hook, before]).await?;
    Ok(())
}
