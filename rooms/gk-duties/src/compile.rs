//! From editions in force to duties of concrete organs: what is wanted, what there is, and what changes.

use std::collections::{BTreeMap, BTreeSet};

use gk_base::directory::{self, Seat};
use gk_base::{Office, Problem, Tx, Value, params};
use gk_rules::duty::DutyKind;
use gk_rules::duty::acts::DutyEvent;
use gk_rules::duty::dense::{Line, NEVER, derive_narrow};
use gk_rules::duty::derive::item_state;
use gk_rules::org::OrganId;

use crate::held::{COLUMNS, Held, day_value, period_occurrence, state};
use crate::restate;
use crate::rules::{self, Made, Rule, kind_number};
use crate::settled;
use crate::steps::Steps;
use crate::tables::{catalogs, duties as sql};
use crate::terms::Terms;
use crate::wanted::{self, Wanted};

/// 编成结果: what a compilation led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Compiled {
    /// Editions read.
    pub editions: u64,
    /// Duties begun, periods that had begun before included.
    pub begun: u64,
    /// Items of organs that go on.
    pub kept: u64,
    /// Duties that ended.
    pub ended: u64,
    /// Words of 公开主体 that wait for a person.
    pub waiting: u64,
}

impl Compiled {
    fn add(&mut self, other: Self) {
        self.editions += other.editions;
        self.begun += other.begun;
        self.kept += other.kept;
        self.ended += other.ended;
        self.waiting += other.waiting;
    }
}

/// Compiles every county with an edition, each in a transaction of its own; `progress` is told how many counties are done.
///
/// # Errors
/// When the database fails.
pub async fn compile_all(office: &Office, mut progress: impl FnMut(u64) + Send) -> Result<Compiled, Problem> {
    let (mut total, mut after, mut done) = (Compiled::default(), 0_i64, 0);
    loop {
        let mut read = office.read().await?;
        let counties: Vec<i64> = read
            .rows(&catalogs::COUNTIES, params![after, 50])
            .await?
            .iter()
            .map(|row| row.get(0))
            .collect::<Result<_, _>>()?;
        drop(read);
        let Some(last) = counties.last() else { return Ok(total) };
        after = *last;
        for county in counties {
            let mut tx = office.begin_as_system().await?;
            let seat = directory::load(&mut tx, OrganId(county)).await?;
            total.add(compile_county(&mut tx, &seat, None).await?);
            tx.commit().await?;
            done += 1;
            progress(done);
        }
    }
}

/// Compiles what holds today for a county, its townships and its villages, in one domain or in all.
///
/// The same lineage keeps its duties, what is no longer wanted ends, what is new begins; doing it twice changes nothing.
///
/// # Errors
/// When an edition is older than the settings, or the database fails.
pub async fn compile_county(tx: &mut Tx, county: &Seat, domain: Option<i64>) -> Result<Compiled, Problem> {
    let today = crate::roll::to_today(tx).await?;
    let mut terms = Terms::open(tx).await?;
    let wanted = wanted::of_county(tx, county, domain, &mut terms).await?;
    let existing = existing(tx, county, domain, &wanted).await?;
    let mut plan = Plan { today, ..Plan::default() };
    plan.of(tx, &wanted, existing, &mut terms).await?;
    let compiled = Compiled {
        editions: wanted.editions,
        begun: u64::try_from(plan.fresh.len()).unwrap_or(u64::MAX),
        kept: plan.kept,
        ended: plan.ended,
        waiting: wanted.waiting,
    };
    write_rules(tx, &wanted).await?;
    plan.write(tx).await?;
    let body = serde_json::json!({ "domain": domain, "compiled": compiled });
    let subject = format!("organ:{}", county.organ.id);
    tx.ledger(DutyEvent::Compiled, Some(county.organ.id.0), subject, &body);
    Ok(compiled)
}

type Existing = BTreeMap<(i64, i64), Vec<Held>>;

/// The duties there are in the county, of one domain or of every domain that has any.
async fn existing(
    tx: &mut Tx,
    county: &Seat,
    domain: Option<i64>,
    wanted: &Wanted,
) -> Result<Existing, Problem> {
    let mut domains: BTreeSet<i64> = wanted.items.iter().map(|one| one.domain).collect();
    match domain {
        Some(domain) => domains = BTreeSet::from([domain]),
        None => {
            let tallies = tx.rows(&crate::tables::tallies::BY_DOMAIN, params![county.organ.id.0]).await?;
            for row in &tallies {
                domains.insert(row.get(1)?);
            }
            if tallies.is_empty() {
                domains.clear();
            }
        }
    }
    let mut all = Existing::new();
    for domain in domains {
        let ints = tx.ints(&sql::IN_SCOPE, params![county.organ.id.0, county.last, domain]).await?;
        for chunk in ints.chunks_exact(COLUMNS) {
            let held = Held::from_ints(chunk)?;
            all.entry((held.organ, held.line)).or_default().push(held);
        }
    }
    Ok(all)
}

/// A duty that begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fresh {
    pub organ: i64,
    pub line: i64,
    pub item: i64,
    pub domain: i64,
    pub occurrence: i64,
    pub kind: DutyKind,
    pub term: i64,
    pub event: Option<i64>,
    pub facts: Line,
    pub due: i32,
}

/// What a compilation changes.
#[derive(Default)]
struct Plan {
    today: i32,
    fresh: Vec<Fresh>,
    changed: Vec<(Held, Held)>,
    kept: u64,
    ended: u64,
}

impl Plan {
    async fn of(
        &mut self,
        tx: &mut Tx,
        wanted: &Wanted,
        mut existing: Existing,
        terms: &mut Terms,
    ) -> Result<(), Problem> {
        for item in &wanted.items {
            let mut recurring: Vec<(&Rule, Vec<Made>)> = Vec::new();
            for rule in item.rules.iter().filter(|rule| rule.kind == DutyKind::Periodic) {
                let clock = terms.clock(tx, rule.clock).await?;
                recurring.push((rule, rules::periods(&clock, rule.since, self.today, terms.calendar()).0));
            }
            for (organ, start) in &item.organs {
                let held = existing.remove(&(*organ, item.line)).unwrap_or_default();
                let place = Place { organ: *organ, start: *start, item };
                let before = self.changed.len();
                if self.keep(&place, &held) {
                    let kept = self.changed.get_mut(before..).unwrap_or_default();
                    settled::run_anew(tx, item, kept, terms).await?;
                } else {
                    let (term, due) = terms.get(tx, item.filling, *start).await?;
                    let facts = open(item.filling, *start)?;
                    self.fresh.push(place.fresh(0, DutyKind::Standing, (term, due), facts));
                }
                for (rule, made) in &recurring {
                    self.periods(tx, &place, (*rule, made), &held, terms).await?;
                }
                let end = wanted.end_for(*organ, item.domain).unwrap_or(self.today);
                self.end_periods(&recurring, &held, end);
            }
        }
        for held in existing.into_values().flatten() {
            let end = wanted.end_for(held.organ, held.domain).unwrap_or(self.today);
            self.end(held, end);
        }
        Ok(())
    }

    /// Goes on with what there is; says whether the head was among it.
    fn keep(&mut self, place: &Place<'_>, held: &[Held]) -> bool {
        let Some(head) = held.iter().find(|one| one.is_head()) else { return false };
        self.kept += 1;
        for before in held {
            let mut after = *before;
            if head.facts.ended != NEVER && before.facts.ended == head.facts.ended {
                after.facts.ended = NEVER;
            }
            if after.facts.ended == NEVER {
                after.item = place.item.item;
            }
            self.changed.push((*before, after));
        }
        true
    }

    /// Makes the periods that have begun and are not there; an open one whose clock is another now takes it over.
    async fn periods(
        &mut self,
        tx: &mut Tx,
        place: &Place<'_>,
        (rule, made): (&Rule, &Vec<Made>),
        held: &[Held],
        terms: &mut Terms,
    ) -> Result<(), Problem> {
        let there: BTreeSet<i64> = held.iter().map(|one| one.occurrence).collect();
        for one in made.iter().filter(|one| one.start >= place.start) {
            let (term, due) = terms.get(tx, rule.clock, one.start).await?;
            let facts = open(rule.clock, one.start)?;
            for time in 0..one.times {
                let occurrence = period_occurrence(rule.rule_no, one.key, time);
                if !there.contains(&occurrence) {
                    self.fresh.push(place.fresh(occurrence, DutyKind::Periodic, (term, due), facts));
                } else if let Some((_, after)) =
                    self.changed.iter_mut().rev().take(held.len()).find(|(b, _)| b.occurrence == occurrence)
                    && after.facts.met == NEVER
                    && after.term != term
                {
                    (after.term, after.due) = (term, due);
                    (after.facts.clock, after.facts.start) = (facts.clock, facts.start);
                }
            }
        }
        Ok(())
    }

    /// Ends the open periods from a day on that no rule asks for any more.
    fn end_periods(&mut self, recurring: &[(&Rule, Vec<Made>)], held: &[Held], on: i32) {
        let asked = |one: &Held| {
            recurring.iter().any(|(rule, made)| {
                rule.rule_no == one.rule_no() && made.iter().any(|made| Some(made.key) == one.period())
            })
        };
        let over = |one: &&Held| {
            one.period().is_some() && one.facts.start >= on && one.facts.met == NEVER && !asked(one)
        };
        for before in held.iter().filter(over) {
            let places = self.changed.iter_mut().rev().take(held.len());
            for (_, after) in places.filter(|(b, _)| b.id == before.id) {
                after.facts.ended = on;
                self.ended += 1;
            }
        }
    }

    fn end(&mut self, before: Held, on: i32) {
        if before.facts.ended == NEVER {
            let mut after = before;
            after.facts.ended = on;
            self.ended += 1;
            self.changed.push((before, after));
        }
    }

    async fn write(self, tx: &mut Tx) -> Result<(), Problem> {
        insert(tx, self.fresh, self.today).await?;
        restate::restate(tx, self.changed, self.today).await?;
        Ok(())
    }
}

/// An organ under an item.
struct Place<'a> {
    organ: i64,
    start: i32,
    item: &'a wanted::Item,
}

impl Place<'_> {
    fn fresh(&self, occurrence: i64, kind: DutyKind, (term, due): (i64, i32), facts: Line) -> Fresh {
        let wanted::Item { line, item, domain, .. } = *self.item;
        Fresh { organ: self.organ, line, item, domain, occurrence, kind, term, event: None, facts, due }
    }
}

/// The facts of a duty of which nothing is known but its clock's number and start.
pub(crate) fn open(clock: i64, start: i32) -> Result<Line, Problem> {
    let clock = u16::try_from(clock - 1).map_err(|e| gk_base::Fault::because("a clock's number", e))?;
    Ok(Line::open(clock, start))
}

const FRESH: &[&str] = &[
    "id",
    "organ",
    "line",
    "item",
    "domain",
    "occurrence",
    "kind",
    "term",
    "event",
    "met_day",
    "stated_day",
    "stated_until",
    "ended_day",
    "state",
    "item_state",
];

/// Writes duties that begin, folds their items and carries them into the tallies; gives their numbers in the order given
/// when they are of one item, else in the order of organs and items.
pub(crate) async fn insert(tx: &mut Tx, mut fresh: Vec<Fresh>, today: i32) -> Result<Vec<i64>, Problem> {
    if fresh.is_empty() {
        return Ok(Vec::new());
    }
    fresh.sort_by_key(|one| (one.organ, one.line, one.occurrence));
    let count = i64::try_from(fresh.len()).unwrap_or(i64::MAX);
    let mut id = tx.next_numbers("duties", count).await?;
    let (mut rows, mut steps, mut others) =
        (Vec::with_capacity(fresh.len()), Steps::default(), BTreeSet::new());
    let mut numbers = Vec::with_capacity(fresh.len());
    for group in fresh.chunk_by(|a, b| (a.organ, a.line) == (b.organ, b.line)) {
        let states: Vec<_> = group.iter().map(|one| derive_narrow(&one.facts, one.due, today)).collect();
        let head = group.first().filter(|one| one.occurrence == 0);
        let folded = item_state(false, states.iter().copied());
        match head {
            Some(head) => steps.step((head.organ, head.domain), None, folded)?,
            None => {
                others.extend(group.first().map(|one| (one.organ, one.line)));
            }
        }
        for (one, now) in group.iter().zip(states) {
            let fold = folded.filter(|_| one.occurrence == 0).map(|state| i64::from(state.number()));
            rows.push(fresh_row(id, one, i64::from(now.number()), fold));
            numbers.push(id);
            id += 1;
        }
    }
    tx.bulk("duties", FRESH, rows).await?;
    steps.write(tx).await?;
    restate::refresh(tx, &others, today).await?;
    Ok(numbers)
}

fn fresh_row(id: i64, one: &Fresh, now: i64, fold: Option<i64>) -> Vec<Value> {
    vec![
        id.into(),
        one.organ.into(),
        one.line.into(),
        one.item.into(),
        one.domain.into(),
        one.occurrence.into(),
        kind_number(one.kind).into(),
        one.term.into(),
        one.event.into(),
        day_value(one.facts.met),
        day_value(one.facts.stated),
        day_value(one.facts.until),
        day_value(one.facts.ended),
        now.into(),
        fold.into(),
    ]
}

/// The rules of the items in place of the former ones.
async fn write_rules(tx: &mut Tx, wanted: &Wanted) -> Result<(), Problem> {
    let lines: Vec<Vec<Value>> = wanted.items.iter().map(|one| vec![one.line.into()]).collect();
    tx.run_many(&sql::DROP_RULES, lines).await?;
    let rows = wanted.items.iter().flat_map(|one| &one.rules).map(Rule::row).collect();
    tx.bulk("duty_rules", rules::COLUMNS, rows).await?;
    Ok(())
}

/// What a state's number means to a reader of the log.
pub(crate) fn label(number: i64) -> &'static str {
    use gk_rules::Coded;
    state(number).label()
}
