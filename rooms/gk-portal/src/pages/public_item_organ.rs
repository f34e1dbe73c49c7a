//! 一个机关履行一个事项的情况: every occurrence with its last day, how it came about, and what met it.

use askama::Template;
use axum::extract::State;
use gk_base::directory::{self, Seat};
use gk_base::{Problem, Read};
use gk_duties::{DutyLine, EventLine, ExplainedDuty, StatementLine};
use gk_rules::duty::{Clock, DutyKind};
use gk_rules::time::dense::day_number;
use gk_rules::{Coded, Day};
use gk_webkit::parts::{Entry, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Path, Query, Web, page};

use super::public_item::Standard;
use super::{Head, entries, shell};
use crate::queries::{self, InfoLine};

/// Occurrences on a page, the head beside them.
const OCCURRENCES: i64 = 20;
/// Information and events the page knows of; what is older is one search away.
const KNOWN: i64 = 100;
/// Information the page lists.
const LISTED: usize = 20;

#[derive(Template)]
#[template(path = "public/item_organ.html")]
struct ItemOrganPage {
    shell: Shell,
    head: Head,
    standard: Standard,
    organ: Seat,
    line: i64,
    /// How the item stands; nothing where the organ is not obliged.
    state: Option<(&'static str, &'static str)>,
    occurrences: Vec<Occurrence>,
    pager: Pager,
    statement: Option<StatementLine>,
    news: Vec<Entry>,
    more_news: bool,
    today: Day,
}

/// 一次责任: one occurrence with everything known of it.
struct Occurrence {
    duty: ExplainedDuty,
    state: &'static str,
    label: &'static str,
    /// Why this limit, where it is not simply the catalog's word.
    why: Vec<String>,
    kind: &'static str,
    /// What began it, in words; empty where the kind says it all.
    began: String,
    /// The information that met it, where it is among what the page knows.
    met_by: Option<InfoLine>,
}

/// GET /items/{line}/{organ code}?before=START-ID
pub(super) async fn get(
    State(web): State<Web>,
    Path((line, code)): Path<(i64, String)>,
    query: Query,
) -> Answer {
    gk_duties::ensure_today(web.office()).await?;
    let mut read = web.office().read().await?;
    let organ = directory::load_by_code(&mut read, &code).await?;
    let standard = Standard::load(&mut read, line).await?;
    let id = organ.organ.id.0;
    let before = query.maybe("before").and_then(cursor);
    let mut duties = gk_duties::of_item_newest(&mut read, (id, line), before, OCCURRENCES + 2).await?;
    let path = format!("/items/{line}/{}", organ.organ.code);
    let pager = pager(&mut duties, &path, before.is_some());
    let state = duties.iter().map(|(duty, _)| duty).find(|one| one.occurrence == 0).map(|head| {
        let state = head.item_state.unwrap_or(head.state);
        (state.code(), state.label())
    });
    let known = queries::newest_of_line(&mut read, line, Some(id), KNOWN).await?;
    let news: Vec<InfoLine> = known.iter().take(LISTED).map(|(_, info)| info.clone()).collect();
    let whole = ItemOrganPage {
        shell: shell(&web, "catalogs"),
        head: Head::of(&web, &path).left_out_if(before.is_some()),
        occurrences: occurrences(&mut read, (id, line), duties, (&known, &standard)).await?,
        statement: gk_duties::last_statement(&mut read, id, line).await?,
        more_news: known.len() > LISTED,
        news: entries(&news, false),
        today: read.today(),
        standard,
        organ,
        line,
        state,
        pager,
    };
    page(&whole)
}

/// `start-id` as the page wrote it.
fn cursor(text: &str) -> Option<(i64, i64)> {
    let (start, id) = text.rsplit_once('_')?;
    Some((start.parse().ok()?, id.parse().ok()?))
}

fn pager(duties: &mut Vec<(DutyLine, Option<String>)>, path: &str, begun: bool) -> Pager {
    let size = usize::try_from(OCCURRENCES).unwrap_or(usize::MAX) + 1;
    let more = duties.len() > size;
    duties.truncate(size);
    let last = duties.last().and_then(|(one, _)| Some(format!("{}_{}", day_number(one.start?), one.id)));
    Pager {
        prev: if begun { path.to_owned() } else { String::new() },
        next: last.filter(|_| more).map(|last| format!("{path}?before={last}")).unwrap_or_default(),
        shown: u64::try_from(duties.len()).unwrap_or(0),
        total: None,
    }
}

/// The duties with their explanations, what began them and what met them.
async fn occurrences(
    read: &mut Read,
    (organ, line): (i64, i64),
    duties: Vec<(DutyLine, Option<String>)>,
    (known, standard): (&[(String, InfoLine)], &Standard),
) -> Result<Vec<Occurrence>, Problem> {
    let events = gk_duties::list_events_of_line(read, organ, line, KNOWN).await?;
    let (duties, records): (Vec<DutyLine>, Vec<Option<String>>) = duties.into_iter().unzip();
    let explained = gk_duties::explain_all(read, duties).await?;
    let met = records
        .into_iter()
        .map(|record| known.iter().find(|(id, _)| Some(id) == record.as_ref()).map(|(_, info)| info.clone()));
    let today = read.today();
    let all = explained.into_iter().zip(met);
    Ok(all
        .map(|(duty, met_by)| {
            let why = standard.why(&duty.duty);
            Occurrence { why, ..occurrence(duty, &events, met_by, today) }
        })
        .collect())
}

fn occurrence(duty: ExplainedDuty, events: &[EventLine], met_by: Option<InfoLine>, today: Day) -> Occurrence {
    let event = duty.duty.event.and_then(|id| events.iter().find(|one| one.id == id));
    let (state, label) = duty.duty.shown(today);
    Occurrence {
        state,
        label,
        why: Vec::new(),
        kind: duty.duty.kind.label(),
        began: event.map(began).unwrap_or_default(),
        met_by,
        duty,
    }
}

/// What began it. The words of an event recorded with a publication are its title, which is public only as long as the
/// publication is: they are left out here and stand with the publication.
fn began(event: &EventLine) -> String {
    let words = if event.record.is_empty() { event.event.words.as_str() } else { "" };
    format!("{} {words}", event.event.kind.label()).trim().to_owned()
}

impl Occurrence {
    /// Whether it is the head: the item must hold something.
    fn is_head(&self) -> bool {
        self.duty.duty.kind == DutyKind::Standing
    }
    /// Whether it is a 公示期: what was posted must hang.
    fn is_posting(&self) -> bool {
        self.duty.duty.kind == DutyKind::Posting
    }
    /// Why there is no last day, where a person must name it.
    fn open(&self) -> &'static str {
        match &self.duty.clock {
            Clock::NeedsPerson { why } => why.label(),
            _ => self.duty.due.undetermined.map_or("", Coded::label),
        }
    }
    /// The year whose calendar is not yet announced.
    fn not_announced(&self) -> Option<i16> {
        self.duty.due.not_announced
    }
    /// The limit as the clock runs it.
    fn clock(&self) -> String {
        match &self.duty.clock {
            Clock::Within { span } => span.words(),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_back_and_anything_else_is_the_beginning() {
        assert_eq!(cursor("20781_12"), Some((20781, 12)));
        assert_eq!(cursor("-5_12"), Some((-5, 12)));
        for wrong in ["", "_", "12", "a_b", "1_", "1_2x"] {
            assert_eq!(cursor(wrong), None, "{wrong}");
        }
    }
}
