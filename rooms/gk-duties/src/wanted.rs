//! What the editions of a county oblige to: items, the organs they mean, and the rules of their limits.

use std::collections::{BTreeMap, HashMap};

use gk_base::directory::{self, Seat};
use gk_base::{Fault, Problem, Read, Tx, Value, params};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::item::{Item as Body, Levels};
use gk_rules::duty::dense::NEVER;
use gk_rules::duty::targets::{Targets, targets};
use gk_rules::duty::{DutyKind, Naming};
use gk_rules::org::matching::{Match, Matching, Part};
use gk_rules::org::{OrganId, Roster};
use gk_rules::time::dense::day_number;
use gk_rules::{Day, Moment};

use crate::limits::{self, Limits};
use crate::rules::{self, Rule};
use crate::tables::{catalogs, words as words_sql};
use crate::terms::Terms;

/// Everything a county is obliged to.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub editions: u64,
    pub items: Vec<Item>,
    pub waiting: u64,
    /// Who is governed from which day, by domain: the range of organs and the first day.
    governed: Vec<(i64, i64, i64, i32)>,
}

/// An item with the organs it obliges.
#[derive(Debug)]
pub(crate) struct Item {
    pub line: i64,
    pub item: i64,
    pub domain: i64,
    /// The clock of the head.
    pub filling: i64,
    /// Organs, each with the first day on which it is obliged.
    pub organs: Vec<(i64, i32)>,
    pub rules: Vec<Rule>,
    /// Which limit holds on which day, where that hangs on the day.
    pub limits: Option<Limits>,
}

impl Wanted {
    /// The first day of the edition that governs an organ in a domain: what it does not ask for ends then.
    pub(crate) fn end_for(&self, organ: i64, domain: i64) -> Option<i32> {
        let holds =
            |(first, last, of, _): &&(i64, i64, i64, i32)| *of == domain && *first <= organ && organ <= *last;
        self.governed.iter().filter(holds).max_by_key(|(first, ..)| *first).map(|(.., from)| *from)
    }
}

/// An edition that holds.
struct Edition {
    id: i64,
    organ: i64,
    tier: Tier,
    domain: i64,
    from: Day,
    last: i64,
}

/// The organs of a county as the words of its catalogs see them.
struct Office {
    roster: Roster,
    decided: HashMap<String, (Vec<OrganId>, i32)>,
    read: HashMap<String, Matching>,
}

/// Reads what holds today.
pub(crate) async fn of_county(
    tx: &mut Tx,
    county: &Seat,
    domain: Option<i64>,
    terms: &mut Terms,
) -> Result<Wanted, Problem> {
    let editions = editions(tx, county, domain).await?;
    let mut office = Office::open(tx, county).await?;
    let mut wanted = Wanted { editions: u64::try_from(editions.len()).unwrap_or(0), ..Wanted::default() };
    let mut namings = limits::namings_under(tx, county).await?;
    let mut open: BTreeMap<(i64, String), Open> = BTreeMap::new();
    for edition in &editions {
        let from = day_number(edition.from);
        wanted.governed.push((edition.organ, edition.last, edition.domain, from));
        let below: Vec<(i64, i64)> = editions
            .iter()
            .filter(|one| {
                one.domain == edition.domain && one.organ > edition.organ && one.organ <= edition.last
            })
            .map(|one| (one.organ, one.last))
            .collect();
        let mut former = rules::of_edition(tx, edition.id).await?;
        for row in tx.rows(&catalogs::ITEMS, params![edition.id]).await? {
            let (id, line): (i64, i64) = (row.get(0)?, row.get(1)?);
            let body: Body = row.json(2)?;
            let found = office.targets(&body, edition.tier);
            for part in found.open {
                open.entry((edition.domain, part.words.clone())).or_default().add(part, line);
            }
            let here = |organ: &OrganId| {
                edition.organ <= organ.0
                    && organ.0 <= edition.last
                    && !below.iter().any(|(first, last)| *first <= organ.0 && organ.0 <= *last)
            };
            let organs: Vec<(i64, i32)> = found
                .organs
                .iter()
                .filter(|organ| here(organ))
                .map(|organ| (organ.0, from.max(office.decided_on(*organ, &body))))
                .collect();
            let place = Place { id, line, domain: edition.domain, from: edition.from };
            let known = namings.remove(&line).unwrap_or_default();
            let before = Before { namings: known, rules: former.remove(&line).unwrap_or_default() };
            wanted.items.push(place.item(tx, body, organs, before, terms).await?);
        }
    }
    wanted.waiting = write_open(tx, county, domain, open).await?;
    Ok(wanted)
}

async fn editions(read: &mut Read, county: &Seat, domain: Option<i64>) -> Result<Vec<Edition>, Problem> {
    let only = domain.map(|n| format!("{n:02}"));
    let today = read.today();
    let rows =
        read.rows(&catalogs::EDITIONS_UNDER, params![county.organ.id.0, county.last, today, only]).await?;
    let mut all = Vec::new();
    for row in &rows {
        let code: String = row.get(3)?;
        all.push(Edition {
            id: row.get(0)?,
            organ: row.get(1)?,
            tier: row.code(2)?,
            domain: code.parse().map_err(|e| Fault::because("a domain's code", e))?,
            from: row.get(4)?,
            last: row.get(5)?,
        });
    }
    Ok(all)
}

/// What is known of an item's line: limits people named, and the rules it had.
struct Before {
    namings: Vec<Naming>,
    rules: Vec<Rule>,
}

/// Which item of which edition.
struct Place {
    id: i64,
    line: i64,
    domain: i64,
    from: Day,
}

impl Place {
    /// The item with the clock of its head and its rules as they hold today; a rule that goes on keeps its first day.
    async fn item(
        &self,
        tx: &mut Tx,
        body: Body,
        organs: Vec<(i64, i32)>,
        Before { namings, rules: former }: Before,
        terms: &mut Terms,
    ) -> Result<Item, Problem> {
        let today = tx.today();
        let limits = Limits::of(body, self.domain, self.from, namings);
        let (head, duties) = rules::by_rule(limits.obligations(today.max(self.from))?);
        let head = head.ok_or_else(|| Fault::new("an item without a head duty"))?;
        let filling = terms.clock_id(tx, &head).await?;
        let dated = limits.are_dated(today) || former.iter().any(|rule| rule.dated);
        let mut kept = Vec::new();
        for duty in duties {
            let named = limits.named_from(duty.main.rule_no, today).map_or(NEVER, day_number);
            kept.push(self.rule(tx, duty, (&former, dated, named), terms).await?);
        }
        let limits = dated.then_some(limits);
        let Self { id, line, domain, .. } = *self;
        Ok(Item { line, item: id, domain, filling, organs, rules: kept, limits })
    }

    async fn rule(
        &self,
        tx: &mut Tx,
        duty: rules::Duty,
        (former, dated, named): (&[Rule], bool, i32),
        terms: &mut Terms,
    ) -> Result<Rule, Problem> {
        let one = duty.main;
        let clock = terms.clock_id(tx, &one.clock).await?;
        let posting = match &duty.posting {
            Some(clock) => terms.clock_id(tx, clock).await?,
            None => 0,
        };
        let rule_no = i64::from(one.rule_no);
        let goes_on = |rule: &&Rule| rule.rule_no == rule_no && (rule.clock == clock || rule.item == self.id);
        let since = former.iter().find(goes_on).map_or(day_number(self.from), |rule| rule.since);
        let since = if one.kind == DutyKind::Periodic { since.max(named) } else { since };
        let next = if one.kind == DutyKind::Periodic {
            rules::periods(&one.clock, since, day_number(tx.today()), terms.calendar()).1
        } else {
            NEVER
        };
        Ok(Rule {
            line: self.line,
            rule_no,
            kind: one.kind,
            clock,
            event: one.trigger,
            scope: one.scope.unwrap_or_default(),
            inferred: one.inferred,
            item: self.id,
            domain: self.domain,
            since,
            next,
            dated,
            posting,
        })
    }
}

impl Office {
    async fn open(read: &mut Read, county: &Seat) -> Result<Self, Problem> {
        let mut organs = vec![county.organ.clone()];
        for above in county.organ.path.organs().filter(|id| *id != county.organ.id) {
            organs.push(directory::load(read, above).await?.organ);
        }
        let mut after = county.organ.id.0;
        loop {
            let page = directory::list_subtree(read, county, after, 1000).await?;
            let Some(last) = page.last() else { break };
            after = last.organ.id.0;
            organs.extend(page.into_iter().map(|seat| seat.organ));
        }
        let mut decided: HashMap<String, (Vec<OrganId>, i32)> = HashMap::new();
        for row in read.rows(&words_sql::DECIDED, params![county.organ.id.0]).await? {
            let (words, organ, at): (String, i64, Moment) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let entry = decided.entry(words).or_default();
            entry.0.extend((organ != 0).then_some(OrganId(organ)));
            entry.1 = day_number(gk_base::ports::day_of(at));
        }
        Ok(Self { roster: Roster::new(&organs), decided, read: HashMap::new() })
    }
    fn targets(&mut self, body: &Body, tier: Tier) -> Targets {
        let words = &body.reach.responsible;
        let matching = self.read.entry(words.clone()).or_insert_with(|| self.roster.read(words));
        let levels = body.reach.levels;
        let levels = match tier {
            Tier::Township => {
                Levels { county: false, township: levels.township || levels.none(), village: levels.village }
            }
            Tier::Village => Levels { county: false, township: false, village: true },
            _ => levels,
        };
        targets(levels, matching, |words| self.decided.get(words).map(|d| d.0.clone()), &self.roster)
    }
    /// The day on which a person decided that this organ is meant; long ago where the words themselves say so.
    fn decided_on(&self, organ: OrganId, body: &Body) -> i32 {
        let Some(matching) = self.read.get(&body.reach.responsible) else { return NEVER };
        let days = matching.parts.iter().filter_map(|part| self.decided.get(&part.words));
        days.filter(|(organs, _)| organs.contains(&organ)).map(|(_, on)| *on).max().unwrap_or(NEVER)
    }
}

/// Words that wait for a person.
#[derive(Default)]
struct Open {
    because: String,
    candidates: Vec<i64>,
    lines: Vec<i64>,
}

impl Open {
    fn add(&mut self, part: Part, line: i64) {
        self.because = part.because;
        if let Match::Generic(ids) = part.meant {
            self.candidates = ids.iter().map(|id| id.0).collect();
        }
        self.lines.push(line);
    }
}

const UNMATCHED: &[&str] =
    &["catalog_organ", "domain", "words", "because", "candidates", "lines", "items", "found_at"];
/// How many items are named beside words that wait.
const NAMED: usize = 20;

async fn write_open(
    tx: &mut Tx,
    county: &Seat,
    domain: Option<i64>,
    open: BTreeMap<(i64, String), Open>,
) -> Result<u64, Problem> {
    let domains = domain.map_or(1..=99, |one| one..=one);
    let drop = domains.map(|one| vec![Value::from(county.organ.id.0), one.into()]).collect();
    tx.run_many(&words_sql::DROP_UNMATCHED, drop).await?;
    let count = u64::try_from(open.len()).unwrap_or(u64::MAX);
    let at = tx.now();
    let json = |ids: &[i64]| serde_json::json!(ids).to_string();
    let rows = open
        .into_iter()
        .map(|((domain, words), one)| {
            let named: Vec<i64> = one.lines.iter().copied().take(NAMED).collect();
            vec![
                county.organ.id.0.into(),
                domain.into(),
                words.into(),
                one.because.into(),
                json(&one.candidates).into(),
                json(&named).into(),
                one.lines.len().into(),
                at.into(),
            ]
        })
        .collect();
    tx.bulk("unmatched", UNMATCHED, rows).await?;
    Ok(count)
}
