//! The fictional places of the demonstration, their organs and people.

use std::collections::BTreeMap;

use gk_base::problem::Fault;
use gk_base::{Coded, Office, Problem, directory};
use gk_org::verbs::appoint::{self, Appoint};
use gk_org::verbs::found_organ::{self, FoundOrgan};
use gk_rules::org::naming::body_of_division;
use gk_rules::org::{Actor, Level, Names, OrganKind, Role};

use super::words::{Word, about, say};
use super::{PASSWORD, PROVINCE, Scale, table};
use crate::cli::progress;
use crate::cli::say::Word as Bar;

/// The code of the fictional county; no real county has it.
pub const COUNTY: &str = "219900";

const PLACES: &str = include_str!("../../demo/places.tsv");
const DEPARTMENTS: &str = include_str!("../../demo/departments.tsv");
const PEOPLE: &str = include_str!("../../demo/people.tsv");

/// An account to try the demonstration with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What to type.
    pub account: String,
    /// The post.
    pub role: Role,
    /// Of which organ, by code.
    pub organ: String,
}

/// The accounts to try first: one for each role.
#[must_use]
pub fn accounts() -> Vec<Account> {
    let one =
        |account: &str, role, organ: &str| Account { account: account.into(), role, organ: organ.into() };
    let mut all =
        vec![one("mzj.clerk", Role::Clerk, "219900-mzj"), one("mzj.review", Role::Reviewer, "219900-mzj")];
    for line in table(PEOPLE) {
        if let [role, account, organ, ..] = line.as_slice()
            && let Some(role) = Role::from_code(role)
        {
            all.push(one(account, role, organ));
        }
    }
    all
}

/// An organ that publishes: its clerk and its reviewer.
#[derive(Debug, Clone)]
pub(super) struct Bureau {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) clerk: Actor,
    pub(super) reviewer: Actor,
    /// Departments work better than townships, townships better than villages: a share of a hundred.
    pub(super) diligence: u64,
}

/// The people of the demonstration.
#[derive(Debug, Clone)]
pub(super) struct People {
    pub(super) by_account: BTreeMap<String, Actor>,
    pub(super) bureaus: Vec<Bureau>,
}

impl People {
    pub(super) fn named(&self, account: &str) -> Result<&Actor, Fault> {
        self.by_account.get(account).ok_or_else(|| Fault::new(format!("nobody is called {account}")))
    }
}

/// Founds the fictional places and appoints their people.
pub(super) async fn found(office: &Office, scale: &Scale) -> Result<People, Problem> {
    let organs = organs(scale);
    let bar = progress::bar(&Bar::Places, 1);
    for (at, organ) in organs.iter().enumerate() {
        found_organ::run(office, None, organ.clone()).await?;
        progress::step(&bar, at + 1, organs.len());
    }
    bar.finish_and_clear();
    let mut people = People { by_account: BTreeMap::new(), bureaus: Vec::new() };
    for line in table(PEOPLE) {
        let [role, account, organ, name, title] = line.as_slice() else { continue };
        let role = Role::from_code(role).ok_or_else(|| Fault::new(format!("no role {role}")))?;
        let cmd = Appoint {
            organ: (*organ).to_owned(),
            role,
            title: (*title).to_owned(),
            account: (*account).to_owned(),
            name: (*name).to_owned(),
            password: Some(PASSWORD.to_owned()),
        };
        let actor = hire(office, cmd).await?;
        people.by_account.insert((*account).to_owned(), actor);
    }
    people.bureaus = bureaus(office, &organs).await?;
    Ok(people)
}

/// A place of the table.
struct Place {
    code: &'static str,
    level: Level,
    name: &'static str,
}

/// The name of a fictional place, without those above it.
pub(super) fn name_of(code: &str) -> &'static str {
    let of = |line: Vec<&'static str>| line.get(2).copied();
    table(PLACES).find(|line| line.first() == Some(&code)).and_then(of).unwrap_or_default()
}

fn places(scale: &Scale) -> Vec<Place> {
    let all = table(PLACES).filter_map(|line| match *line.as_slice() {
        [code, level, name] => {
            let level = match level {
                "city" => Level::City,
                "county" => Level::County,
                "town" => Level::Township,
                _ => Level::Village,
            };
            Some(Place { code, level, name })
        }
        _ => None,
    });
    let all: Vec<Place> = all.collect();
    let towns: Vec<&str> =
        all.iter().filter(|one| one.level == Level::Township).take(scale.towns).map(|one| one.code).collect();
    all.into_iter()
        .filter(|one| one.code.len() <= 6 || towns.iter().any(|town| one.code.starts_with(town)))
        .collect()
}

/// The code of the organ above: a village's township, a township's county, a county's city, a city's province.
fn above(code: &str) -> &str {
    let length = match code.len() {
        12 => 9,
        9 => 6,
        6 => 4,
        _ => return PROVINCE,
    };
    code.get(..length).unwrap_or(PROVINCE)
}

fn organs(scale: &Scale) -> Vec<FoundOrgan> {
    let places = places(scale);
    let name_of = |code: &str| places.iter().find(|one| one.code == code).map_or("", |one| one.name);
    let mut all = Vec::new();
    for place in &places {
        let names: Vec<&str> = [4, 6, 9]
            .into_iter()
            .filter(|n| *n < place.code.len())
            .filter_map(|n| place.code.get(..n))
            .map(name_of)
            .collect();
        let (kind, names) = body_of_division(place.level, place.name, &names);
        all.extend(organ(above(place.code), place.code, names, kind, place.level));
        if place.code == COUNTY {
            all.extend(table(DEPARTMENTS).filter_map(|line| department(&line)));
        }
    }
    all
}

fn organ(parent: &str, code: &str, names: Names, kind: OrganKind, level: Level) -> Option<FoundOrgan> {
    let region = code.split('-').next().unwrap_or(code).parse().ok()?;
    Some(FoundOrgan {
        parent: Some(parent.to_owned()),
        code: code.to_owned(),
        names,
        kind,
        level,
        region,
        line: None,
        fictional: true,
    })
}

fn department(line: &[&str]) -> Option<FoundOrgan> {
    let [suffix, name, short] = *line else { return None };
    let kind = if suffix == "swj" { OrganKind::VerticalOffice } else { OrganKind::Department };
    organ(COUNTY, &format!("{COUNTY}-{suffix}"), Names::new(name, short), kind, Level::County)
}

/// A clerk and a reviewer for every department and township; those of a township also keep its first village.
async fn bureaus(office: &Office, organs: &[FoundOrgan]) -> Result<Vec<Bureau>, Problem> {
    let keeping: Vec<&FoundOrgan> = organs.iter().filter(|one| keeps(one)).collect();
    let bar = progress::bar(&Bar::Staff, 1);
    let mut all = Vec::new();
    for (at, organ) in keeping.iter().enumerate() {
        let stem = organ.code.rsplit('-').next().unwrap_or(&organ.code).to_owned();
        let stem = match organ.code.get(6..9) {
            Some(town) if organ.level != Level::County => format!("town{town}"),
            _ if organ.code == COUNTY => "xzf".to_owned(),
            _ => stem,
        };
        let post = |role, title, who, suffix| (role, title, who, format!("{stem}.{suffix}"));
        let known = organ.level == Level::Village;
        let mut two = Vec::new();
        for (role, title, who, account) in [
            post(Role::Clerk, Word::ClerkTitle, Word::Clerk, "clerk"),
            post(Role::Reviewer, Word::ReviewerTitle, Word::Reviewer, "review"),
        ] {
            let holder = if known { town_of(organs, organ) } else { &organ.names.short };
            let cmd = Appoint {
                organ: organ.code.clone(),
                role,
                title: say(title)?,
                account,
                name: about(who, holder, "")?,
                password: (!known).then(|| PASSWORD.to_owned()),
            };
            two.push(hire(office, cmd).await?);
        }
        if let (Some(reviewer), Some(clerk)) = (two.pop(), two.pop()) {
            let diligence = match organ.level {
                Level::County => 82,
                Level::Township => 45,
                _ => 60,
            };
            all.push(Bureau {
                code: organ.code.clone(),
                name: organ.names.full.clone(),
                clerk,
                reviewer,
                diligence,
            });
        }
        progress::step(&bar, at + 1, keeping.len());
    }
    bar.finish_and_clear();
    Ok(all)
}

/// The short name of a village's township.
fn town_of<'a>(organs: &'a [FoundOrgan], village: &FoundOrgan) -> &'a str {
    organs.iter().find(|one| Some(&one.code) == village.parent.as_ref()).map_or("", |one| &one.names.short)
}

/// Whether it has people of its own: the county, its departments, townships, and the first village of each.
fn keeps(organ: &FoundOrgan) -> bool {
    match organ.level {
        Level::County | Level::Township => true,
        Level::Village => organ.code.ends_with("01"),
        _ => false,
    }
}

pub(super) async fn hire(office: &Office, cmd: Appoint) -> Result<Actor, Problem> {
    let account = cmd.account.clone();
    let held = appoint::run(office, None, cmd).await?;
    let mut read = office.read().await?;
    let actor = directory::find_actor(&mut read, held.person, held.post).await?;
    Ok(actor.ok_or_else(|| Fault::new(format!("{account} holds no post")))?)
}
