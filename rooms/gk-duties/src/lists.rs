//! The public queries: duties as lines, tallies as figures, and how a last day came about.

use gk_base::directory::Seat;
use gk_base::{Fault, Problem, Read, Row, Value, params, settings};
use gk_rules::duty::obligations::Clock;
use gk_rules::duty::{DutyKind, DutyState, Facts, Tally};
use gk_rules::org::Level;
use gk_rules::time::calendar::Calendar;
use gk_rules::time::counting::{Due, Explanation, count};
use gk_rules::time::dense::day_number;
use gk_rules::{Coded, Day};

use crate::check::stored;
use crate::held::{Held, day, state};
use crate::rules::kind_of;
use crate::steps;
use crate::tables::{duties as duties_sql, lists as sql, tallies as tallies_sql, words as words_sql};
use crate::terms::Terms;

/// 责任: one duty as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyLine {
    /// Its number.
    pub id: i64,
    /// The organ obliged.
    pub organ: i64,
    /// That organ's code.
    pub organ_code: String,
    /// That organ's name.
    pub organ_name: String,
    /// The item's lineage.
    pub line: i64,
    /// The item of the edition in force.
    pub item: i64,
    /// 事项代码
    pub item_code: String,
    /// 一级事项
    pub level1: String,
    /// The item's own name.
    pub item_name: String,
    /// 领域, 1 to 99.
    pub domain: i64,
    /// 0 for the head.
    pub occurrence: i64,
    /// Why it exists.
    pub kind: DutyKind,
    /// The clock's number.
    pub clock: i64,
    /// The day from which the clock runs: of the edition, of the event, or the period's named day.
    pub start: Option<Day>,
    /// The event it comes from.
    pub event: Option<i64>,
    /// What it depends on: last day, publication, statement, end.
    pub facts: Facts,
    /// How it stands.
    pub state: DutyState,
    /// How the item stands by all its duties; heads only.
    pub item_state: Option<DutyState>,
}

impl DutyLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        let number =
            |at: usize| -> Result<Option<Day>, Fault> { Ok(row.get::<Option<i32>>(at)?.and_then(day)) };
        Ok(Self {
            id: row.get(0)?,
            organ: row.get(1)?,
            line: row.get(2)?,
            item: row.get(3)?,
            domain: row.get(4)?,
            occurrence: row.get(5)?,
            kind: kind_of(row.get(6)?),
            clock: row.get(7)?,
            start: number(8)?,
            event: row.get(10)?,
            facts: Facts {
                due: number(9)?,
                met_on: number(11)?,
                stated_on: number(12)?,
                stated_until: number(13)?,
                ended_on: number(14)?,
            },
            state: state(row.get(15)?),
            item_state: row.get::<Option<i64>>(16)?.map(state),
            item_code: row.get(17)?,
            level1: row.get(18)?,
            item_name: row.get(19)?,
            organ_code: row.get(20)?,
            organ_name: row.get(21)?,
        })
    }
    /// The last day as the statement leaves it.
    #[must_use]
    pub fn due(&self) -> Option<Day> {
        self.facts.carried_due()
    }
    /// Where a list of open duties goes on after this one.
    #[must_use]
    pub fn key(&self) -> (i64, i64) {
        (self.facts.due.map_or(FAR, |day| i64::from(day_number(day))), self.id)
    }
    /// The first day of its period as yyyymmdd; nothing for heads and events.
    #[must_use]
    pub fn period(&self) -> Option<i64> {
        let rest = self.occurrence % crate::held::RULE;
        (self.kind == DutyKind::Periodic).then_some(rest / 100)
    }
}

/// The column after those of a [`DutyLine`].
const LAST_COLUMN: usize = 22;

/// The key of duties without a last day: after all others.
const FAR: i64 = 9_999_999;

fn lines(rows: &[Row]) -> Result<Vec<DutyLine>, Fault> {
    rows.iter().map(DutyLine::from_row).collect()
}

/// 筛选: which open duties are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// One domain.
    pub domain: Option<i64>,
    /// One of overdue, not due, unclear.
    pub state: Option<DutyState>,
    /// Due on or before this day.
    pub due_by: Option<Day>,
}

/// Open duties of an organ (overdue, not due, unclear) by last day, after a key ([`DutyLine::key`]); at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_open(
    read: &mut Read,
    organ: i64,
    filter: Filter,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<DutyLine>, Fault> {
    let (due, id) = after.unwrap_or((i64::MIN, 0));
    let state = filter.state.map(|state| i64::from(state.number()));
    let by = filter.due_by.map(day_number);
    lines(&read.rows(&sql::OPEN, params![organ, filter.domain, state, by, due, id, limit]).await?)
}

/// 待办数: open duties of an organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 逾期未公开
    pub overdue: i64,
    /// 即将到期: due by the day asked for.
    pub due_soon: i64,
    /// 未到期, the soon ones included.
    pub not_due: i64,
    /// 时限待明确
    pub unclear: i64,
}

/// How many duties of an organ are open; `soon` is the last day that counts as soon.
///
/// # Errors
/// When the database fails.
pub async fn counts(read: &mut Read, organ: i64, soon: Day) -> Result<Counts, Fault> {
    let mut counts = Counts::default();
    for row in read.rows(&sql::COUNT_OPEN, params![organ, day_number(soon)]).await? {
        let (of, near, n): (i64, bool, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        match state(of) {
            DutyState::Overdue => counts.overdue += n,
            DutyState::NotDue => {
                counts.not_due += n;
                counts.due_soon += if near { n } else { 0 };
            }
            _ => counts.unclear += n,
        }
    }
    Ok(counts)
}

/// The duties of an organ under an item, the head first, after an occurrence (-1 for the first); at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn of_item(
    read: &mut Read,
    organ: i64,
    line: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<DutyLine>, Fault> {
    lines(&read.rows(&sql::OF_ITEM, params![organ, line, after, limit]).await?)
}

/// The duties of an organ under an item: the head first and on every page, then the newest first, before
/// (start as days since 1970, number), each with the record that met it first, as the ledger writes its id; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn of_item_newest(
    read: &mut Read,
    (organ, line): (i64, i64),
    before: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<(DutyLine, Option<String>)>, Fault> {
    let (start, id) = before.unwrap_or((i64::MAX, i64::MAX));
    let rows = read.rows(&sql::OF_ITEM_NEWEST, params![organ, line, start, id, limit]).await?;
    rows.iter().map(|row| Ok((DutyLine::from_row(row)?, row.get(LAST_COLUMN)?))).collect()
}

/// One duty.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load(read: &mut Read, duty: i64) -> Result<DutyLine, Problem> {
    let row = read.row(&sql::ONE, params![duty]).await?;
    Ok(DutyLine::from_row(&row.ok_or_else(|| Problem::missing("duty", duty))?)?)
}

/// The duties a published record meets (its id as the ledger writes it), occurrences before heads.
///
/// # Errors
/// When the database fails.
pub async fn met_by(read: &mut Read, record: &str) -> Result<Vec<DutyLine>, Fault> {
    lines(&read.rows(&sql::MET_BY, params![record]).await?)
}

/// Items in a subtree that stand in a state, in one domain or all, after (organ, line); at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_gaps(
    read: &mut Read,
    seat: &Seat,
    domain: Option<i64>,
    state: DutyState,
    after: (i64, i64),
    limit: i64,
) -> Result<Vec<DutyLine>, Fault> {
    // The range begins at the key, so that the index is entered there and not at the organ's first item.
    let from = seat.organ.id.0.max(after.0);
    let mut values: Vec<Value> =
        params![from, seat.last, i64::from(state.number()), after.0, after.1, limit].to_vec();
    let sql = match domain {
        Some(domain) => {
            values.push(domain.into());
            &sql::DOMAIN_GAPS
        }
        None => &sql::GAPS,
    };
    lines(&read.rows(sql, &values).await?)
}

/// The heads of an item, one for each organ obliged, after an organ; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn organs_of_line(
    read: &mut Read,
    line: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<DutyLine>, Fault> {
    lines(&read.rows(&sql::ORGANS_OF_LINE, params![line, after, limit]).await?)
}

/// The heads of an organ that have not ended, in one domain or all, after a line; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn lines_of_organ(
    read: &mut Read,
    organ: i64,
    domain: Option<i64>,
    after: i64,
    limit: i64,
) -> Result<Vec<DutyLine>, Fault> {
    lines(&read.rows(&sql::LINES_OF_ORGAN, params![organ, domain, after, limit]).await?)
}

/// The heads of an organ whose items ask for events, after a line; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_asking(
    read: &mut Read,
    organ: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<DutyLine>, Fault> {
    lines(&read.rows(&sql::ASKING, params![organ, after, limit]).await?)
}

/// 逐日到期数: how many open duties fall due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarDue {
    /// The day.
    pub day: Day,
    /// How many.
    pub due: i64,
    /// How many of them are overdue.
    pub overdue: i64,
}

/// How many open duties of an organ fall due on each day from one to another.
///
/// # Errors
/// When the database fails.
pub async fn due_days(read: &mut Read, organ: i64, from: Day, to: Day) -> Result<Vec<CalendarDue>, Fault> {
    let rows = read.rows(&sql::DUE_DAYS, params![organ, day_number(from), day_number(to)]).await?;
    let mut all = Vec::new();
    for row in &rows {
        if let Some(day) = day(row.get(0)?) {
            all.push(CalendarDue { day, overdue: row.get(1)?, due: row.get(2)? });
        }
    }
    Ok(all)
}

/// The tally of an organ with all below it, in a domain (0 for all).
///
/// # Errors
/// When the database fails.
pub async fn tally(read: &mut Read, organ: i64, domain: i64) -> Result<Tally, Fault> {
    stored(read, organ, domain).await
}

/// 机关的统计: the tally of one organ with all below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The organ.
    pub organ: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// The last number of its subtree.
    pub last: i64,
    /// 示范: not a real organ.
    pub fictional: bool,
    /// The figures.
    pub tally: Tally,
}

fn figures(rows: &[Row]) -> Result<Vec<Figures>, Fault> {
    rows.iter()
        .map(|row| {
            Ok(Figures {
                organ: row.get(0)?,
                tally: steps::tally(row, 2)?,
                code: row.get(9)?,
                name: row.get(10)?,
                level: row.code(11)?,
                last: row.get(12)?,
                fictional: row.get(13)?,
            })
        })
        .collect()
}

/// The tallies of the organs directly below one, in tree order, after an organ; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn tallies_of_children(
    read: &mut Read,
    seat: &Seat,
    domain: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<Figures>, Fault> {
    figures(&read.rows(&tallies_sql::OF_CHILDREN, params![seat.organ.id.0, domain, after, limit]).await?)
}

/// The tallies of the organs of a level in a subtree, in tree order, after an organ; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn tallies_of_level(
    read: &mut Read,
    seat: &Seat,
    (level, domain): (Level, i64),
    after: i64,
    limit: i64,
) -> Result<Vec<Figures>, Fault> {
    let values = params![seat.organ.id.0, seat.last, level.code(), after, domain, limit];
    figures(&read.rows(&tallies_sql::OF_LEVEL, values).await?)
}

/// The tallies of an organ with all below it, by domain.
///
/// # Errors
/// When the database fails.
pub async fn tallies_by_domain(read: &mut Read, organ: i64) -> Result<Vec<(i64, Tally)>, Fault> {
    let rows = read.rows(&tallies_sql::BY_DOMAIN, params![organ]).await?;
    rows.iter().map(|row| Ok((row.get(1)?, steps::tally(row, 2)?))).collect()
}

/// What an organ itself is obliged to, without those below it, by domain.
///
/// # Errors
/// When the database fails.
pub async fn own_tallies(read: &mut Read, organ: i64) -> Result<Vec<(i64, Tally)>, Fault> {
    let mut all: Vec<(i64, Tally)> = Vec::new();
    for row in read.rows(&tallies_sql::OWN, params![organ]).await? {
        let (domain, count): (i64, i64) = (row.get(0)?, row.get(2)?);
        let Some(number) = row.get::<Option<i64>>(1)? else { continue };
        if all.last().is_none_or(|(last, _)| *last != domain) {
            all.push((domain, Tally::ZERO));
        }
        if let Some((_, tally)) = all.last_mut() {
            for _ in 0..count {
                *tally = tally.plus(Tally::one(state(number))).map_err(|e| Fault::because("a tally", e))?;
            }
        }
    }
    all.retain(|(_, tally)| *tally != Tally::ZERO);
    Ok(all)
}

/// How many words of 公开主体 wait for a person in a subtree.
///
/// # Errors
/// When the database fails.
pub async fn count_unmatched(read: &mut Read, seat: &Seat) -> Result<i64, Fault> {
    read.number(&words_sql::COUNT_UNMATCHED_UNDER, params![seat.organ.id.0, seat.last]).await
}

/// 期限说明: a duty, its clock and how its last day came about.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainedDuty {
    /// The duty.
    pub duty: DutyLine,
    /// What runs.
    pub clock: Clock,
    /// The last day, or why there is none.
    pub due: Due,
    /// Every day on the way.
    pub explanation: Explanation,
}

/// How the last day of a duty came about, day by day.
///
/// # Errors
/// [`Problem::Missing`] when there is no such duty.
pub async fn explain(read: &mut Read, duty: i64) -> Result<ExplainedDuty, Problem> {
    let line = load(read, duty).await?;
    let clock = Terms::open(read).await?.clock(read, line.clock).await?;
    let calendar = settings::calendar(read).await?;
    Ok(explained(line, clock, &calendar))
}

/// The same for many at once, with two looks.
///
/// # Errors
/// When the database fails.
pub async fn explain_all(read: &mut Read, lines: Vec<DutyLine>) -> Result<Vec<ExplainedDuty>, Fault> {
    let calendar = settings::calendar(read).await?;
    let mut clocks = std::collections::HashMap::new();
    for row in read.rows(&duties_sql::CLOCKS, &[]).await? {
        clocks.insert(row.get::<i64>(0)?, row.json::<Clock>(1)?);
    }
    lines
        .into_iter()
        .map(|line| {
            let clock = clocks.get(&line.clock).cloned();
            let clock = clock.ok_or_else(|| Fault::new(format!("no clock {}", line.clock)))?;
            Ok(explained(line, clock, &calendar))
        })
        .collect()
}

fn explained(line: DutyLine, clock: Clock, calendar: &Calendar) -> ExplainedDuty {
    let (due, explanation) = match (&clock, line.start) {
        (Clock::Within { span }, Some(start)) => count(start, *span, &[], calendar),
        (clock, Some(start)) => match gk_rules::duty::clocks::due(clock, start, calendar) {
            Some(day) => (Due::on(day), Explanation::default()),
            None => (Due::default(), Explanation::default()),
        },
        _ => (Due::default(), Explanation::default()),
    };
    ExplainedDuty { duty: line, clock, due, explanation }
}

/// The duties an event began.
pub(crate) async fn of_event(read: &mut Read, event: i64) -> Result<Vec<Held>, Fault> {
    read.rows(&duties_sql::OF_EVENT, params![event]).await?.iter().map(Held::from_row).collect()
}
