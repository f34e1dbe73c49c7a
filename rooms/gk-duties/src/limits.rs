//! Which limit holds for an item: the catalog's own, another law's, or one a person has named (see the law's `holding`).

use std::collections::HashMap;

use gk_base::directory::Seat;
use gk_base::ports::day_of;
use gk_base::{Fault, Problem, Read, Row, params};
use gk_rules::catalog::item::{DomainCode, Item};
use gk_rules::duty::holding::{Holding, Holdings, clocks_of_item, holdings};
use gk_rules::duty::{Ground, Naming, Obligation, obligations};
use gk_rules::{Day, Moment, Reason};
use gk_standards::clocks::sector_clocks;

use crate::held::day;
use crate::tables::{catalogs, limits as sql};

/// 事项的时限: everything that says which limit holds for an item on any day.
#[derive(Debug, Clone)]
pub struct Limits {
    item: Item,
    domain: String,
    /// The first day of the edition.
    from: Day,
    namings: Vec<Naming>,
}

impl Limits {
    pub(crate) fn of(item: Item, domain: i64, from: Day, namings: Vec<Naming>) -> Self {
        Self { item, domain: domain_name(domain), from, namings }
    }
    /// Those of an item of an edition.
    pub(crate) async fn of_item(read: &mut Read, item: i64) -> Result<Option<Self>, Fault> {
        let Some(row) = read.row(&catalogs::ITEM_EDITION, params![item]).await? else { return Ok(None) };
        let Some(from) = row.get::<Option<Day>>(0)? else { return Ok(None) };
        let (line, domain): (i64, String) = (row.get(3)?, row.get(4)?);
        let domain = domain.parse().map_err(|e| Fault::because("a domain's code", e))?;
        let namings = namings_of(read, line).await?;
        Ok(Some(Self::of(row.json(2)?, domain, from, namings)))
    }
    /// 某日适用的时限
    #[must_use]
    pub fn on(&self, day: Day) -> Holdings {
        let clocks = clocks_of_item(sector_clocks(), &self.domain, &self.item, day);
        holdings(&self.item.content.limit, &clocks, &self.namings, day)
    }
    /// Whether the answer hangs on the day, on its first or on this one.
    pub(crate) fn are_dated(&self, today: Day) -> bool {
        self.on(today).is_dated() || self.on(self.from).is_dated()
    }
    /// What the limit of a day obliges to.
    pub(crate) fn obligations(&self, on: Day) -> Result<Vec<Obligation>, Problem> {
        obligations(&self.on(on).limit(), self.from)
            .map_err(|e| Problem::refused(Reason::new("duties.no_setting", e.to_string())))
    }
    /// The first day of the naming by which a rule holds today.
    pub(crate) fn named_from(&self, rule_no: u16, today: Day) -> Option<Day> {
        let held = self.on(today);
        match &held.all.get(usize::from(rule_no).checked_sub(1)?)?.period {
            Ground::Named(naming) => Some(naming.from),
            Ground::Catalog | Ground::Law(_) => None,
        }
    }
    /// Every naming of the item, the first first.
    #[must_use]
    pub fn namings(&self) -> &[Naming] {
        &self.namings
    }
    /// The item.
    #[must_use]
    pub fn item(&self) -> &Item {
        &self.item
    }
}

/// The limits of an item that was loaded already, with the domain and the first day of its edition; who named them is asked
/// only where the text leaves one open.
///
/// # Errors
/// When the database fails.
pub async fn limits_of_loaded(
    read: &mut Read,
    line: i64,
    item: &Item,
    (domain, from): (DomainCode, Day),
) -> Result<Limits, Fault> {
    let mut limits = Limits::of(item.clone(), i64::from(domain.number()), from, Vec::new());
    let today = read.today();
    if [from, today].into_iter().any(|day| limits.on(day).all.iter().any(Holding::is_open)) {
        limits.namings = namings_of(read, line).await?;
    }
    Ok(limits)
}

/// The limits of an item as an edition has it.
///
/// # Errors
/// When the database fails.
pub async fn limits_of(read: &mut Read, item: i64) -> Result<Option<Limits>, Fault> {
    Limits::of_item(read, item).await
}

/// The name of a domain; empty for a number that is none.
#[must_use]
pub fn domain_name(number: i64) -> String {
    let code = u8::try_from(number).ok().and_then(|n| DomainCode::new(n).ok());
    code.map(gk_catalog::domain_name).unwrap_or_default()
}

fn naming(row: &Row) -> Result<(i64, Naming), Fault> {
    let at: Moment = row.get(11)?;
    let from = day(row.get(7)?).ok_or_else(|| Fault::new("a naming without a day"))?;
    let naming = Naming {
        number: row.get(0)?,
        rule_no: row.get(2)?,
        text: row.get(3)?,
        phrase: row.get(4)?,
        rule: row.json(5)?,
        source: row.get(6)?,
        from,
        why: row.get(8)?,
        by: row.get(9)?,
        name: row.get(10)?,
        on: day_of(at),
    };
    Ok((row.get(1)?, naming))
}

/// The namings of an item, the first first.
///
/// # Errors
/// When the database fails.
pub async fn namings_of(read: &mut Read, line: i64) -> Result<Vec<Naming>, Fault> {
    let rows = read.rows(&sql::NAMINGS, params![line]).await?;
    rows.iter().map(|row| naming(row).map(|one| one.1)).collect()
}

/// The namings in the catalogs of a county, by item.
pub(crate) async fn namings_under(
    read: &mut Read,
    county: &Seat,
) -> Result<HashMap<i64, Vec<Naming>>, Fault> {
    let mut all: HashMap<i64, Vec<Naming>> = HashMap::new();
    for row in read.rows(&sql::NAMINGS_UNDER, params![county.organ.id.0, county.last]).await? {
        let (line, one) = naming(&row)?;
        all.entry(line).or_default().push(one);
    }
    Ok(all)
}

/// 待明确的时限: a rule of an item in force whose limit a person must name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLimit {
    /// The item's lineage.
    pub line: i64,
    /// The rule's place in the limit, from 1.
    pub rule_no: u16,
    /// How many organs wait for it.
    pub waiting: i64,
    /// 事项代码
    pub code: String,
    /// 一级事项
    pub level1: String,
    /// The item's own name.
    pub name: String,
    /// The catalog's words.
    pub text: String,
    /// Whose catalog it is.
    pub organ: String,
    /// 领域
    pub domain: i64,
}

impl OpenLimit {
    /// Where a list goes on after this one.
    #[must_use]
    pub fn key(&self) -> (i64, i64, i64) {
        (self.waiting, self.line, i64::from(self.rule_no))
    }
}

/// The limits left open in the catalogs of a subtree, those most organs wait for first, after a key
/// ([`OpenLimit::key`]); at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_open_limits(
    read: &mut Read,
    seat: &Seat,
    after: Option<(i64, i64, i64)>,
    limit: i64,
) -> Result<Vec<OpenLimit>, Fault> {
    let (waiting, line, rule) = after.unwrap_or((i64::MAX, 0, 0));
    let values = params![seat.organ.id.0, seat.last, waiting, line, rule, limit];
    let rows = read.rows(&sql::OPEN_LIMITS, values).await?;
    rows.iter()
        .map(|row| {
            let item: Item = row.json(6)?;
            Ok(OpenLimit {
                line: row.get(0)?,
                rule_no: row.get(1)?,
                waiting: row.get(2)?,
                code: row.get(3)?,
                level1: row.get(4)?,
                name: row.get(5)?,
                text: item.content.limit.text,
                organ: row.get(7)?,
                domain: row.get(8)?,
            })
        })
        .collect()
}

/// How many limits are left open in the catalogs of a subtree.
///
/// # Errors
/// When the database fails.
pub async fn count_open_limits(read: &mut Read, seat: &Seat) -> Result<i64, Fault> {
    read.number(&sql::COUNT_OPEN_LIMITS, params![seat.organ.id.0, seat.last]).await
}

/// 已指明的时限: a naming with the item it was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLimit {
    /// The item's lineage.
    pub line: i64,
    /// The item's own name; empty when it is no longer in force.
    pub item: String,
    /// The naming.
    pub naming: Naming,
}

/// What was named in the catalogs of a subtree, the newest first, before a number; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_named_limits(
    read: &mut Read,
    seat: &Seat,
    before: i64,
    limit: i64,
) -> Result<Vec<NamedLimit>, Fault> {
    let rows = read.rows(&sql::NAMED_UNDER, params![seat.organ.id.0, seat.last, before, limit]).await?;
    rows.iter()
        .map(|row| {
            let (line, naming) = naming(row)?;
            Ok(NamedLimit { line, item: row.get(12)?, naming })
        })
        .collect()
}
