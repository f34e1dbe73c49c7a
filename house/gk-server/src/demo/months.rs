//! Half a year of work: catalogs come into force, information is published in time, late or not at all, day by day.

use std::collections::{BTreeMap, BTreeSet};

use gk_base::ports::FixedClock;
use gk_base::problem::Fault;
use gk_base::{Day, Office, Problem, directory};
use gk_duties::verbs::{Recording, Saying, record_event, state_none};
use gk_duties::{DutyLine, triggers};
use gk_records::verbs::withdraw::{self, Withdraw};
use gk_records::verbs::{attach, draft, publish, return_it, save, submit};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::item::DomainCode;
use gk_rules::records::classes::Classes;
use gk_rules::records::{Body, BodyFormat, Kind, WithdrawGround};
use jiff::ToSpan;

use super::Scale;
use super::catalogs::{Issue, enact, renew};
use super::foi::{self, Desks, Handling};
use super::library;
use super::places::{Bureau, COUNTY, People, found, name_of};
use super::plan::seen;
use super::words::{Word, about, body, say};
use crate::cli::progress;
use crate::cli::say::Word as Bar;

/// The domains by when they come into force: so many days before today, and from which to which domain.
const PHASES: [(i64, u8, u8); 3] = [(170, 1, 16), (60, 17, 22), (10, 23, 26)];
/// The county's organs and people are there from this day on, so many days before today.
const FOUNDED: i64 = 171;
/// The townships that keep a catalog of their own, since when, of which domains.
const OWN: (i64, [&str; 2], [u8; 2]) = (100, ["219900001", "219900002"], [14, 20]);
/// Since when the second edition of this domain holds.
const RENEWED: (i64, u8) = (45, 20);
/// Of how many published records one is withdrawn.
const WITHDRAWN: usize = 40;

/// What happens on a day.
#[derive(Debug, Clone)]
enum Deed {
    Enact(u8, u8),
    Township(&'static str),
    Renew,
    Publish(Work),
    /// Sent for review, and perhaps sent back.
    Submit(Work, bool),
    Write(Work),
    StateNone(Work),
    Event(Work),
    Withdraw(usize, i64),
    /// An application, or a step of one.
    Handle(Handling),
}

/// Who does it, about what.
#[derive(Debug, Clone)]
struct Work {
    bureau: usize,
    organ: i64,
    line: i64,
    name: String,
    made_on: Day,
}

struct Months<'a> {
    office: &'a Office,
    people: People,
    today: Day,
    scale: &'a Scale,
    deeds: BTreeMap<Day, Vec<Deed>>,
    known: BTreeSet<(i64, i64)>,
    published: usize,
    desks: Desks,
}

/// Lives through the months up to today.
pub(super) async fn live(
    office: &Office,
    clock: &FixedClock,
    today: Day,
    scale: &Scale,
) -> Result<(), Problem> {
    clock.set(before(today, FOUNDED)?);
    let people = found(office, scale).await?;
    let desks = Desks::open(office, &people).await?;
    let (deeds, known) = (BTreeMap::new(), BTreeSet::new());
    let mut months = Months { office, people, today, scale, deeds, known, published: 0, desks };
    months.plan_editions()?;
    for (day, handling) in foi::plan(today)? {
        months.at(day, Deed::Handle(handling));
    }
    let bar = progress::bar(&Bar::Months, 1);
    let (first, mut done) = (before(today, FOUNDED)?, 0);
    while let Some((day, deeds)) = months.deeds.pop_first() {
        clock.set(day);
        gk_duties::ensure_today(office).await?;
        for deed in deeds {
            months.act(day, deed).await?;
        }
        done = done.max(usize::try_from((day - first).get_days()).unwrap_or(0));
        progress::step(&bar, done, usize::try_from(FOUNDED).unwrap_or(done));
    }
    bar.finish_and_clear();
    clock.set(today);
    gk_duties::ensure_today(office).await?;
    library::add(office, &months.people, today).await?;
    months.desks.close(office).await
}

pub(super) fn before(day: Day, days: i64) -> Result<Day, Fault> {
    day.checked_sub(days.days()).map_err(|e| Fault::because("the days of the demonstration", e))
}

/// A number that looks like chance and is the same every time.
fn chance(of: (i64, i64), salt: u64) -> u64 {
    let mix = |seed: u64, with: i64| {
        (seed ^ with.unsigned_abs()).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    };
    let mixed = mix(mix(salt.wrapping_mul(0xD6E8_FEB8_6659_FD93), of.0), of.1);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 33
}

impl Months<'_> {
    fn at(&mut self, day: Day, deed: Deed) {
        if day <= self.today {
            self.deeds.entry(day).or_default().push(deed);
        }
    }

    fn plan_editions(&mut self) -> Result<(), Fault> {
        for (days, first, last) in PHASES {
            self.at(before(self.today, days)?, Deed::Enact(first, last));
        }
        let (days, towns, _) = OWN;
        for town in towns {
            self.at(before(self.today, days)?, Deed::Township(town));
        }
        self.at(before(self.today, RENEWED.0)?, Deed::Renew);
        Ok(())
    }

    async fn act(&mut self, day: Day, deed: Deed) -> Result<(), Problem> {
        match deed {
            Deed::Enact(first, last) => {
                enact(self.office, &self.county()?, &domains(self.scale, first, last)?).await?;
                self.plan_work(day).await?;
            }
            Deed::Township(code) => self.township(code, day).await?,
            Deed::Renew => {
                if self.scale.has(RENEWED.1) {
                    renew(self.office, &self.county()?, domain(RENEWED.1)?).await?;
                }
            }
            Deed::Publish(work) => self.publish(day, work).await?,
            Deed::Submit(work, back) => {
                let record = self.submit(&work).await?;
                if back {
                    let reviewer = self.bureau(&work)?.reviewer.clone();
                    let seen = seen(self.office, record).await?;
                    return_it::run(self.office, &reviewer, seen, say(Word::Returned)?).await?;
                }
            }
            Deed::Write(work) => drop(self.write(&work).await?),
            Deed::StateNone(work) => self.state_none(&work).await?,
            Deed::Handle(handling) => self.desks.handle(self.office, &handling).await?,
            Deed::Event(work) => self.event(&work).await?,
            Deed::Withdraw(bureau, record) => {
                let reviewer = self.people.bureaus.get(bureau).map(|one| one.reviewer.clone());
                let reviewer = reviewer.ok_or_else(|| Fault::new("no such bureau"))?;
                let cmd =
                    Withdraw { ground: WithdrawGround::Mistake, note: say(Word::Withdrawn)?, early: true };
                withdraw::run(self.office, &reviewer, seen(self.office, record).await?, cmd).await?;
            }
        }
        Ok(())
    }

    fn county(&self) -> Result<Issue<'_>, Fault> {
        let (by, leader) = (self.people.named("gkb")?, self.people.named("leader")?);
        Ok(Issue { organ: COUNTY, region: name_of(COUNTY), tier: Tier::County, by, leader })
    }

    /// A township's own catalogs: drafted by its clerk, reviewed and put in force by the disclosure office above.
    async fn township(&mut self, code: &str, day: Day) -> Result<(), Problem> {
        let Some(bureau) = self.people.bureaus.iter().find(|one| one.code == code).cloned() else {
            return Ok(());
        };
        let office_above = self.people.named("gkb")?.clone();
        let region = format!("{}{}", name_of(COUNTY), name_of(code));
        let issue = Issue {
            organ: code,
            region: &region,
            tier: Tier::Township,
            by: &bureau.clerk,
            leader: &office_above,
        };
        let mut own = Vec::new();
        for number in OWN.2.into_iter().filter(|one| self.scale.has(*one)) {
            own.push(domain(number)?);
        }
        enact(self.office, &issue, &own).await?;
        self.plan_work(day).await
    }

    /// Lays out what will be done about the duties that are new since the last time.
    async fn plan_work(&mut self, day: Day) -> Result<(), Problem> {
        let mut read = self.office.read().await?;
        for bureau in 0..self.people.bureaus.len() {
            let Some(one) = self.people.bureaus.get(bureau) else { continue };
            let organ = directory::load_by_code(&mut read, &one.code).await?.organ.id.0;
            let diligence = one.diligence;
            let mut after = 0;
            loop {
                let lines = gk_duties::lines_of_organ(&mut read, organ, None, after, 500).await?;
                let Some(last) = lines.last() else { break };
                after = last.line;
                for line in lines {
                    if self.known.insert((organ, line.line)) {
                        self.plan_line(bureau, diligence, day, line)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn plan_line(&mut self, bureau: usize, diligence: u64, day: Day, duty: DutyLine) -> Result<(), Fault> {
        let key = (duty.organ, duty.line);
        let luck = chance(key, 1) % 100;
        let later = |days: u64| {
            day.checked_add(i64::try_from(days).unwrap_or(0).days()).map_err(|e| Fault::because("a day", e))
        };
        let spread = |salt: u64, from: u64, to: u64| from + chance(key, salt) % (to - from);
        let mut work =
            Work { bureau, organ: duty.organ, line: duty.line, name: duty.item_name, made_on: day };
        if luck >= diligence {
            // Left undone; some are at least begun, some events recorded.
            match chance(key, 8) % 24 {
                0 => self.at(before(self.today, 4)?, Deed::Submit(work, false)),
                1 => self.at(before(self.today, 2)?, Deed::Submit(work, true)),
                2 => self.at(before(self.today, 1)?, Deed::Write(work)),
                3..8 => {
                    let days = if luck.is_multiple_of(2) { 50 } else { 3 };
                    work.made_on = before(self.today, days)?.max(day);
                    self.at(self.today, Deed::Event(work));
                }
                _ => {}
            }
            return Ok(());
        }
        match luck * 100 / diligence.max(1) {
            0..60 => {
                let on = later(spread(2, 1, 20))?;
                work.made_on = day;
                self.at(on, Deed::Publish(work));
            }
            60..72 => {
                let on = later(spread(3, 34, 80))?;
                self.at(on, Deed::Publish(work));
            }
            72..84 => self.at(later(spread(4, 5, 20))?, Deed::StateNone(work)),
            _ => {
                self.at(later(spread(5, 1, 18))?, Deed::Publish(work.clone()));
                let again = later(spread(6, 40, 120))?;
                work.made_on = before(again, i64::try_from(spread(7, 1, 45)).unwrap_or(1))?.max(day);
                self.at(again, Deed::Publish(work));
            }
        }
        Ok(())
    }

    fn bureau(&self, work: &Work) -> Result<&Bureau, Fault> {
        self.people.bureaus.get(work.bureau).ok_or_else(|| Fault::new("no such bureau"))
    }

    /// A draft with something under every element.
    async fn write(&self, work: &Work) -> Result<i64, Problem> {
        let bureau = self.bureau(work)?;
        let mut read = self.office.read().await?;
        let today = read.today();
        let found = gk_catalog::find_item_by_line(&mut read, work.line, today).await?;
        drop(read);
        let elements: Vec<String> = found
            .map(|(line, _)| line.item.content.elements.into_iter().map(|one| one.text).collect())
            .unwrap_or_default();
        let cmd = draft::Draft { line: Some(work.line), duty: None };
        let record = draft::run(self.office, &bureau.clerk, cmd).await?;
        let text = save::Text {
            title: about(Word::Title, &bureau.name, &work.name)?,
            summary: String::new(),
            kind: Kind::Other,
            document_number: String::new(),
            made_on: Some(work.made_on),
            body: Body { format: BodyFormat::Markdown, text: body(&elements)? },
            ticks: Vec::new(),
            classes: Classes::default(),
        };
        save::run(self.office, &bureau.clerk, seen(self.office, record).await?, text).await?;
        Ok(record)
    }

    async fn submit(&self, work: &Work) -> Result<i64, Problem> {
        let record = self.write(work).await?;
        submit::run(self.office, &self.bureau(work)?.clerk, seen(self.office, record).await?).await?;
        Ok(record)
    }

    async fn publish(&mut self, day: Day, work: Work) -> Result<(), Problem> {
        let mut read = self.office.read().await?;
        let today = read.today();
        let gone = gk_catalog::find_item_by_line(&mut read, work.line, today).await?.is_none();
        drop(read);
        if gone {
            return Ok(());
        }
        let bureau = self.bureau(&work)?.clone();
        let record = self.write(&work).await?;
        if self.published % 25 == 3 {
            let note = (format!("{}.txt", work.line), body(std::slice::from_ref(&work.name))?.into_bytes());
            attach::run(self.office, &bureau.clerk, seen(self.office, record).await?, vec![note]).await?;
        }
        submit::run(self.office, &bureau.clerk, seen(self.office, record).await?).await?;
        publish::run(self.office, &bureau.reviewer, seen(self.office, record).await?, true).await?;
        self.published += 1;
        if self.published % WITHDRAWN == 7 {
            let on = day.checked_add(9.days()).map_err(|e| Fault::because("a day", e))?;
            self.at(on, Deed::Withdraw(work.bureau, record));
        }
        Ok(())
    }

    /// Whether the item still obliges: a later edition may have ended it.
    async fn obliges(&self, work: &Work) -> Result<bool, Problem> {
        let mut read = self.office.read().await?;
        let duties = gk_duties::of_item(&mut read, work.organ, work.line, -1, 1).await?;
        Ok(duties.first().is_some_and(|head| head.facts.ended_on.is_none()))
    }

    async fn state_none(&self, work: &Work) -> Result<(), Problem> {
        if !self.obliges(work).await? {
            return Ok(());
        }
        let saying = Saying { organ: work.organ, line: work.line, until: None, words: say(Word::None)? };
        state_none(self.office, &self.bureau(work)?.reviewer, &saying).await?;
        Ok(())
    }

    /// An event of the first kind the item waits for; nothing where it waits for none.
    async fn event(&self, work: &Work) -> Result<(), Problem> {
        if !self.obliges(work).await? {
            return Ok(());
        }
        let mut read = self.office.read().await?;
        let rules = gk_duties::rules_of_line(&mut read, work.line).await?;
        drop(read);
        let Some(kind) = triggers(&rules).first().copied() else { return Ok(()) };
        let recording = Recording {
            organ: work.organ,
            line: work.line,
            kind,
            on: work.made_on,
            words: say(Word::Event)?,
        };
        record_event(self.office, &self.bureau(work)?.clerk, &recording).await?;
        Ok(())
    }
}

fn domain(number: u8) -> Result<DomainCode, Fault> {
    DomainCode::new(number).map_err(|e| Fault::because("a domain", e))
}

fn domains(scale: &Scale, first: u8, last: u8) -> Result<Vec<DomainCode>, Fault> {
    (first..=last).filter(|one| scale.has(*one)).map(domain).collect()
}
