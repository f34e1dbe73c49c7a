//! A register of any size (规模): made-up cases for measurements, each with the events the law folds; and all clocks at once.

use std::sync::Arc;

use gk_base::sealed::Sealed;
use gk_base::sql::Value;
use gk_base::{Coded, Fault, Moment, Office, Problem, Read, params};
use gk_rules::Day;
use gk_rules::foi::counted::counted;
use gk_rules::foi::dense::CaseTable;
use gk_rules::foi::event::{
    CaseEvent, Consulted, CorrectionAsked, Named, Party, Recorded, Registered, Submitted,
};
use gk_rules::foi::{Case, Channel, reply_clock};
use gk_rules::org::OrganId;
use gk_rules::report::Applicants;
use gk_rules::time::calendar::Calendar;

use crate::tables::cases::{self, CONTACT, NAME, QUERY, due_key};
use crate::tables::{events, tallies};
use crate::verbs::Counting;

/// How many cases are written or read at once.
const BATCH: i64 = 2000;
/// The columns of a case that are written.
const CASES: &[&str] = &[
    "id",
    "organ",
    "form_key",
    "query_sealed",
    "query_index",
    "number",
    "wanted",
    "title",
    "carriers",
    "way",
    "other_accepted",
    "channel",
    "applicant",
    "name_sealed",
    "contact_sealed",
    "submitted_at",
    "part",
    "recent",
    "excessive",
    "unit",
    "handler_name",
    "stage",
    "is_open",
    "received_on",
    "due_on",
    "due_key",
    "stands",
    "calendar_stamp",
    "version",
    "saved_name",
    "saved_at",
];
const EVENTS: &[&str] = &["matter", "seq", "day", "at", "person", "name", "event", "body", "version"];
const COUNTED: &[&str] = &["matter", "organ", "received_on", "applicant", "settled_on"];

/// Makes so many open cases of an organ, received over the months before today.
///
/// # Errors
/// When the database fails.
pub async fn generate(office: &Office, organ: OrganId, count: i64) -> Result<(), Problem> {
    let mut done = 0;
    while done < count {
        let many = BATCH.min(count - done);
        batch(office, organ, many).await?;
        done += many;
    }
    let mut tx = office.begin_as_system().await?;
    tallies::anew(&mut tx).await?;
    tx.commit().await
}

async fn batch(office: &Office, organ: OrganId, many: i64) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    let counting = Counting::national(&mut tx).await?;
    let (first, now, today) = (tx.next_numbers("foi_cases", many).await?, tx.now(), tx.today());
    let (mut rows, mut told, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    for id in first..first + many {
        let history = history(id, today);
        let case = Case::replay(&history).map_err(|e| Fault::because("a made-up case", e))?;
        let clock = reply_clock(&case, counting.law());
        let name = tx.seal(&NAME, id, "applicant").await?;
        let contact = tx.seal(&CONTACT, id, "{}").await?;
        let query = tx.seal(&QUERY, id, "x").await?;
        let sealed = (&name, &contact, &query);
        rows.push(row_of((id, organ.0), &case, (clock.due.date, counting.stamp, now), sealed));
        for one in &history {
            let body = serde_json::to_string(&one.event).map_err(|e| Fault::because("an event", e))?;
            let row: &[Value] = params![
                id,
                one.seq,
                one.day,
                morning(one.day),
                0_i64,
                "",
                one.event.ledger().code(),
                body,
                one.seq
            ];
            told.push(row.to_vec());
        }
        if let Some(one) = counted(&case) {
            let row: &[Value] = params![id, organ.0, one.received_on, one.applicant.code(), "9999-12-31"];
            counts.push(row.to_vec());
        }
    }
    tx.bulk("foi_cases", CASES, rows).await?;
    tx.bulk("foi_events", EVENTS, told).await?;
    tx.bulk("foi_counted", COUNTED, counts).await?;
    tx.commit().await
}

/// When a made-up step was written down: on its day.
fn morning(day: Day) -> Moment {
    jiff::tz::Offset::constant(8).to_timestamp(day.at(9, 0, 0, 0)).unwrap_or(Moment::UNIX_EPOCH)
}

/// The row of a made-up case.
fn row_of(
    (id, organ): (i64, i64),
    case: &Case,
    (due, stamp, now): (Option<Day>, i64, Moment),
    (name, contact, query): (&Sealed, &Sealed, &Sealed),
) -> Vec<Value> {
    let number = case.registered.as_ref().map(|one| one.number.clone());
    let title = format!("{id} 2026");
    let key = format!("scale:{id}");
    let row: &[Value] = params![
        id,
        organ,
        &key,
        query,
        &key,
        number,
        &title,
        &title,
        "[]",
        "online",
        false,
        "internet",
        case.filing.applicant.code(),
        name,
        contact,
        now,
        1_i64,
        0_i64,
        false,
        "",
        "",
        case.stage().code(),
        true,
        case.received_on,
        due,
        due_key(due),
        due.is_none(),
        stamp,
        1_i64,
        "",
        now
    ];
    row.to_vec()
}

/// The events of a made-up case: every fifth asks a third party, every seventh was put right.
fn history(id: i64, today: Day) -> Vec<Recorded> {
    let back = 2 + id * 37 % 120;
    let day = today.checked_sub(jiff::Span::new().days(back)).unwrap_or(today);
    let kinds = Applicants::ALL;
    let place = usize::try_from(id).unwrap_or(0) % kinds.len().max(1);
    let applicant = kinds.get(place).copied().unwrap_or(Applicants::Person);
    let mut told = vec![
        CaseEvent::Submitted(Submitted { channel: Channel::Internet, applicant }),
        CaseEvent::Confirmed,
        CaseEvent::Registered(Registered { number: format!("scale-{id}") }),
    ];
    if id % 7 == 0 {
        told.push(CaseEvent::CorrectionAsked(CorrectionAsked { items: vec!["x".into()], days: None }));
        told.push(CaseEvent::CorrectionTaken);
    }
    if id % 5 == 0 {
        told.push(CaseEvent::Consulted(Consulted { party: "A1".into(), role: Party::ThirdParty }));
        told.push(CaseEvent::ConsultationReceived(Named { party: "A1".into() }));
    }
    let recorded = |(seq, event): (u32, CaseEvent)| Recorded { seq, day, at: None, by: 1, event };
    (1_u32..).zip(told).map(recorded).collect()
}

/// 全部期限: every open case in narrow columns, with the calendar they are counted by.
pub struct Clocks {
    /// The cases, by place.
    pub table: CaseTable,
    /// Their numbers, by place.
    pub ids: Vec<i64>,
    /// The calendar.
    pub calendar: Arc<Calendar>,
    /// The histories, for whoever compares.
    pub histories: Vec<Case>,
}

/// Reads every open case into narrow columns; the folded cases are kept only where they are wanted.
///
/// # Errors
/// When the database fails or the events of a case cannot be folded.
pub async fn clocks(read: &mut Read, keep: bool) -> Result<Clocks, Problem> {
    let counting = Counting::national(read).await?;
    let calendar = Arc::clone(&counting.calendar);
    let mut all = Clocks { table: CaseTable::default(), ids: Vec::new(), calendar, histories: Vec::new() };
    let mut after = 0;
    loop {
        // No calendar has this stamp: all open cases are given.
        let open = cases::stale(read, -1, after, BATCH).await?;
        let (Some(first), Some(last)) = (open.first().map(|one| one.id), open.last().map(|one| one.id))
        else {
            return Ok(all);
        };
        let told = events::of_range(read, first, last).await?;
        for one in &open {
            let begin = told.partition_point(|(matter, _)| *matter < one.id);
            let end = told.partition_point(|(matter, _)| *matter <= one.id);
            let history: Vec<Recorded> = told
                .get(begin..end)
                .unwrap_or_default()
                .iter()
                .map(|(_, recorded)| recorded.clone())
                .collect();
            let case = Case::replay(&history).map_err(|e| Fault::because("the events of a case", e))?;
            all.table.push(&case, counting.law());
            all.ids.push(one.id);
            if keep {
                all.histories.push(case);
            }
        }
        after = last;
    }
}
