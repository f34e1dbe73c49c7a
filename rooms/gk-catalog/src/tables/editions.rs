//! Editions as lists and pages show them, and as the law knows them.

use gk_base::sql::Row;
use gk_base::{Fault, Moment, Problem, Read, Tx, Value, params, statements};
use gk_rules::Day;
use gk_rules::catalog::edition::{Catalog, Edition, EditionRef, Tier};
use gk_rules::catalog::finding::Explanation;
use gk_rules::catalog::item::{DomainCode, Item};
use gk_rules::catalog::state::{Procedure, Stage, Validity};
use gk_rules::org::{OrganId, OrganPath, Subject};
use gk_standards::trust::Trust;

use super::catalogs::parsed;

macro_rules! edition {
    ($rest:literal) => {
        concat!(
            "select e.id, e.catalog, c.organ, o.code, o.name, c.tier, c.domain, o.path, o.last, o.fictional,
            e.number, e.stage, e.valid_from, e.valid_to, e.parent, pc.domain, pc.tier, po.code, po.name, p.number,
            e.drafted_by, e.drafted_name, e.reviewed_by, e.reviewed_name,
            e.items, e.applicable, e.blocking, e.warnings, e.notes,
            e.source_name, e.source_blob, e.trust, e.made_at, e.version
            from editions e join catalogs c on c.id = e.catalog join organs o on o.id = c.organ
            left join editions p on p.id = e.parent left join catalogs pc on pc.id = p.catalog
            left join organs po on po.id = pc.organ ",
            $rest
        )
    };
}

statements! {
    "catalog";
    /// One edition.
    EDITION = edition!("where e.id = $1");
    /// The edition of a catalog that holds on a day.
    HOLDING = edition!("where c.organ = $1 and c.tier = $2 and c.domain = $3 and e.stage in ('in_force', 'superseded')
        and e.valid_from <= $4 and (e.valid_to is null or e.valid_to > $4)");
    /// The edition of a catalog in force.
    CURRENT = edition!("where e.catalog = $1 and e.stage = 'in_force'");
    /// The draft of a catalog, reviewed or not.
    WAITING = edition!("where e.catalog = $1 and e.stage in ('draft', 'reviewed')");
    /// The newest edition of a catalog.
    NEWEST = edition!("where e.catalog = $1 order by e.number desc limit 1");
    /// Every edition of a catalog, the newest first.
    OF_CATALOG = edition!("where e.catalog = $1 order by e.number desc limit 100");
    /// The editions in force of a domain at an organ and above it.
    ABOVE = edition!("where c.domain = $1 and e.stage = 'in_force' and o.id <= $2 and o.last >= $2 order by o.id desc limit 20");
    /// The editions of an organ, the newest first.
    OF_ORGAN = edition!("where c.organ = $1 and e.id < $2 order by e.id desc limit $3");
    /// The editions of an organ and below in a stage (or any), the newest first.
    OF_SUBTREE = edition!("where c.organ >= $1 and c.organ <= $2 and (cast($3 as text) is null or e.stage = $3)
        and (cast($4 as text) is null or c.domain = $4) and e.id < $5 order by e.id desc limit $6");
    /// The editions with ids in a range: those one import made.
    OF_IMPORT = edition!("where e.id >= $1 and e.id <= $2 order by e.id limit 100");
    /// The editions in force under a seat, of a domain or of all.
    IN_FORCE_UNDER = edition!("where e.stage = 'in_force' and c.organ >= $1 and c.organ <= $2
        and (cast($3 as text) is null or c.domain = $3) and c.id > $4 order by c.id limit $5");
    /// The county's and its townships' editions that hold on a day.
    GOVERNING = edition!("where c.organ >= $1 and c.organ <= $2 and c.tier in ('county', 'township')
        and e.stage in ('in_force', 'superseded') and e.valid_from <= $3 and (e.valid_to is null or e.valid_to > $3)
        and e.id > $4 order by e.id limit $5");
    /// The periods of a catalog's editions.
    PERIODS = "select number, valid_from, valid_to from editions where catalog = $1 and valid_from is not null order by number limit 1000";
    /// A step of the procedure.
    STEP = "update editions set stage = $3, reviewed_by = $4, reviewed_name = $5, valid_from = $6, valid_to = $7, version = version + 1
        where id = $1 and version = $2";
    /// What was counted in a draft; its version moves on.
    COUNTED = "update editions set items = $3, applicable = $4, blocking = $5, warnings = $6, notes = $7, version = version + 1
        where id = $1 and version = $2";
    /// Another standard above.
    SET_PARENT = "update editions set parent = $2 where id = $1";
    /// Throws a draft away.
    DISCARD = "delete from editions where id = $1 and version = $2 and stage = 'draft'";
    /// Editions and items in force by domain, under a seat.
    BY_DOMAIN = "select c.domain, count(*), cast(sum(e.applicable) as bigint) from editions e join catalogs c on c.id = e.catalog
        where e.stage = 'in_force' and c.organ >= $1 and c.organ <= $2 group by c.domain order by c.domain";
}

/// 目录所属: whose catalog an edition belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The catalog's id.
    pub catalog: i64,
    /// The organ.
    pub organ: OrganId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whose standard it is.
    pub tier: Tier,
    /// 领域
    pub domain: DomainCode,
    /// Its path.
    pub path: OrganPath,
    /// The last number of its subtree.
    pub last: i64,
    /// Not a real organ.
    pub fictional: bool,
}

/// 上级版本: the edition above, by id and by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// Its id.
    pub id: i64,
    /// Its name for the law.
    pub reference: EditionRef,
    /// Its organ's name.
    pub organ_name: String,
}

/// 经手人: who drafted and who reviewed; nobody stands for the system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hands {
    /// 起草人
    pub drafted_by: Option<i64>,
    /// As shown; empty for the system.
    pub drafted_name: String,
    /// 审核人
    pub reviewed_by: Option<i64>,
    /// As shown; empty when nobody has.
    pub reviewed_name: String,
}

/// 版本计数: what was counted in an edition when it was last saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tallied {
    /// Items, 不适用 included.
    pub items: u64,
    /// Items that bind.
    pub applicable: u64,
    /// Open blocking findings.
    pub blocking: u64,
    /// Warnings.
    pub warnings: u64,
    /// Notes.
    pub notes: u64,
}

/// 来历: where an edition came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The file, or how it was made.
    pub name: String,
    /// The file's bytes.
    pub blob: Option<String>,
    /// How its content is known, where it was not read in a file of the organ.
    pub trust: Option<Trust>,
    /// When.
    pub made_at: Moment,
}

/// 目录版本（列表）: an edition without its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionLine {
    /// Its id: the address of its page.
    pub id: i64,
    /// Whose.
    pub owner: Owner,
    /// Its number in the catalog, from 1.
    pub number: u32,
    /// 阶段
    pub stage: Stage,
    /// 有效期, once in force.
    pub validity: Option<Validity>,
    /// The edition above.
    pub parent: Option<Above>,
    /// Who.
    pub hands: Hands,
    /// How many.
    pub counts: Tallied,
    /// Where from.
    pub came: Came,
    /// Moves on with every change.
    pub version: i64,
}

/// How the law is told of a person: `person:5`, or `system`.
pub(crate) fn key_of(person: Option<i64>) -> String {
    person.map_or_else(|| "system".to_owned(), |id| format!("person:{id}"))
}

impl EditionLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        let (from, to) = (row.get::<Option<Day>>(12)?, row.get::<Option<Day>>(13)?);
        let parent = match row.get::<Option<i64>>(14)? {
            None => None,
            Some(id) => Some(Above {
                id,
                reference: EditionRef {
                    catalog: Catalog {
                        organ: row.get(17)?,
                        tier: row.code(16)?,
                        domain: parsed(row.get(15)?)?,
                    },
                    number: row.get(19)?,
                },
                organ_name: row.get(18)?,
            }),
        };
        Ok(Self {
            id: row.get(0)?,
            owner: Owner {
                catalog: row.get(1)?,
                organ: OrganId(row.get(2)?),
                code: row.get(3)?,
                name: row.get(4)?,
                tier: row.code(5)?,
                domain: parsed(row.get(6)?)?,
                path: parsed(row.get(7)?)?,
                last: row.get(8)?,
                fictional: row.get(9)?,
            },
            number: row.get(10)?,
            stage: row.code(11)?,
            validity: from.map(|from| Validity { from, to }),
            parent,
            hands: Hands {
                drafted_by: row.get(20)?,
                drafted_name: row.get(21)?,
                reviewed_by: row.get(22)?,
                reviewed_name: row.get(23)?,
            },
            counts: Tallied {
                items: row.get(24)?,
                applicable: row.get(25)?,
                blocking: row.get(26)?,
                warnings: row.get(27)?,
                notes: row.get(28)?,
            },
            came: Came {
                name: row.get(29)?,
                blob: row.get(30)?,
                trust: row.maybe_code(31)?,
                made_at: row.get(32)?,
            },
            version: row.get(33)?,
        })
    }
    /// The catalog as the law names it.
    #[must_use]
    pub fn catalog(&self) -> Catalog {
        Catalog { organ: self.owner.code.clone(), tier: self.owner.tier, domain: self.owner.domain }
    }
    /// Its name for the law.
    #[must_use]
    pub fn reference(&self) -> EditionRef {
        EditionRef { catalog: self.catalog(), number: self.number }
    }
    /// Whose work it is, for the question who may.
    #[must_use]
    pub fn subject(&self) -> Subject {
        let subject = Subject::of(self.owner.organ, self.owner.path.clone());
        match self.hands.drafted_by {
            Some(person) => subject.made_by(person),
            None => subject,
        }
    }
    /// The name of its domain; the code where it has no name.
    #[must_use]
    pub fn domain_name(&self) -> String {
        domain_name(self.owner.domain)
    }
    /// 版本名称: 示范县社会救助领域标准目录, whatever its number.
    #[must_use]
    pub fn title(&self) -> String {
        gk_rules::catalog::edition::title(&self.owner.name, &self.domain_name())
    }
    /// The edition as the law knows it.
    #[must_use]
    pub fn law(&self, items: Vec<Item>, explanations: Vec<Explanation>) -> Edition {
        let drafter = key_of(self.hands.drafted_by);
        let reviewer = match self.stage {
            Stage::Draft => None,
            _ if self.hands.reviewed_name.is_empty() => None,
            _ => Some(key_of(self.hands.reviewed_by)),
        };
        let mut draft = Edition::draft(self.catalog(), self.number, drafter.clone());
        if let Some(parent) = &self.parent {
            draft = draft.under(parent.reference.clone());
        }
        let procedure = Procedure::stored(self.stage, drafter, reviewer, self.validity);
        Edition::stored(draft, procedure, items, explanations)
    }
}

/// The name of a domain; the code where it has no name.
#[must_use]
pub fn domain_name(code: DomainCode) -> String {
    gk_standards::domains::by_code(code).map_or_else(|| code.to_string(), |one| one.name.to_owned())
}

async fn one(read: &mut Read, sql: &gk_base::Sql, params: &[Value]) -> Result<Option<EditionLine>, Fault> {
    read.row(sql, params).await?.as_ref().map(EditionLine::from_row).transpose()
}

async fn many(read: &mut Read, sql: &gk_base::Sql, params: &[Value]) -> Result<Vec<EditionLine>, Fault> {
    read.rows(sql, params).await?.iter().map(EditionLine::from_row).collect()
}

/// The edition with this id, or nothing.
pub(crate) async fn find(read: &mut Read, id: i64) -> Result<Option<EditionLine>, Fault> {
    one(read, &EDITION, params![id]).await
}

/// The edition with this id.
pub(crate) async fn load(read: &mut Read, id: i64) -> Result<EditionLine, Problem> {
    find(read, id).await?.ok_or_else(|| Problem::missing("edition", id))
}

/// The edition of a catalog that holds on a day.
pub(crate) async fn holding(
    read: &mut Read,
    organ: i64,
    tier: Tier,
    domain: DomainCode,
    day: Day,
) -> Result<Option<EditionLine>, Fault> {
    one(read, &HOLDING, params![organ, Value::code(tier), domain.to_string(), day]).await
}

/// The edition of a catalog in force.
pub(crate) async fn current(read: &mut Read, catalog: i64) -> Result<Option<EditionLine>, Fault> {
    one(read, &CURRENT, params![catalog]).await
}

/// The draft of a catalog.
pub(crate) async fn waiting(read: &mut Read, catalog: i64) -> Result<Option<EditionLine>, Fault> {
    one(read, &WAITING, params![catalog]).await
}

/// The newest edition of a catalog.
pub(crate) async fn newest(read: &mut Read, catalog: i64) -> Result<Option<EditionLine>, Fault> {
    one(read, &NEWEST, params![catalog]).await
}

/// Every edition of a catalog, the newest first.
pub(crate) async fn of_catalog(read: &mut Read, catalog: i64) -> Result<Vec<EditionLine>, Fault> {
    many(read, &OF_CATALOG, params![catalog]).await
}

/// The nearest standard in force above a catalog of this organ and tier.
pub(crate) async fn above(
    read: &mut Read,
    organ: OrganId,
    tier: Tier,
    domain: DomainCode,
) -> Result<Option<EditionLine>, Fault> {
    let all = many(read, &ABOVE, params![domain.to_string(), organ.0]).await?;
    Ok(all.into_iter().filter(|one| one.owner.tier < tier).max_by_key(|one| one.owner.tier))
}

/// The edition in force at an organ or nearest above it.
pub(crate) async fn nearest(
    read: &mut Read,
    organ: OrganId,
    domain: DomainCode,
) -> Result<Option<EditionLine>, Fault> {
    let all = many(read, &ABOVE, params![domain.to_string(), organ.0]).await?;
    Ok(all.into_iter().max_by_key(|one| (one.owner.tier, one.owner.organ)))
}

/// The editions of an organ before an id, the newest first.
pub(crate) async fn of_organ(
    read: &mut Read,
    organ: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<EditionLine>, Fault> {
    many(read, &OF_ORGAN, params![organ, before, limit]).await
}

/// The editions an import made; their ids were taken in one go.
pub(crate) async fn of_import(read: &mut Read, ids: &[i64]) -> Result<Vec<EditionLine>, Fault> {
    let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else { return Ok(Vec::new()) };
    let found = many(read, &OF_IMPORT, params![*first, *last]).await?;
    Ok(found.into_iter().filter(|one| ids.contains(&one.id)).collect())
}

/// What a list of editions is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Narrow {
    /// One stage.
    pub(crate) stage: Option<Stage>,
    /// One domain.
    pub(crate) domain: Option<DomainCode>,
}

/// The editions of a subtree before an id, the newest first.
pub(crate) async fn of_subtree(
    read: &mut Read,
    (first, last): (i64, i64),
    narrow: Narrow,
    before: i64,
    limit: i64,
) -> Result<Vec<EditionLine>, Fault> {
    let domain = narrow.domain.map(|one| one.to_string());
    many(read, &OF_SUBTREE, params![first, last, Value::code_or_null(narrow.stage), domain, before, limit])
        .await
}

/// The editions in force of a subtree after a catalog.
pub(crate) async fn in_force_under(
    read: &mut Read,
    (first, last): (i64, i64),
    domain: Option<DomainCode>,
    after: i64,
    limit: i64,
) -> Result<Vec<EditionLine>, Fault> {
    let domain = domain.map(|one| one.to_string());
    many(read, &IN_FORCE_UNDER, params![first, last, domain, after, limit]).await
}

/// The editions of a county and its townships that hold on a day.
pub(crate) async fn governing(
    read: &mut Read,
    (first, last): (i64, i64),
    day: Day,
    after: i64,
    limit: i64,
) -> Result<Vec<EditionLine>, Fault> {
    many(read, &GOVERNING, params![first, last, day, after, limit]).await
}

/// The periods of a catalog's editions, by number.
pub(crate) async fn periods(read: &mut Read, catalog: i64) -> Result<Vec<(u32, Validity)>, Fault> {
    let rows = read.rows(&PERIODS, params![catalog]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, Validity { from: row.get(1)?, to: row.get(2)? }))).collect()
}

/// Saves a step of the procedure as the law decided it; `reviewed_name` goes with the reviewer.
pub(crate) async fn step(
    tx: &mut Tx,
    line: &EditionLine,
    after: &Edition,
    reviewer: Option<(Option<i64>, &str)>,
) -> Result<(), Problem> {
    let (by, name) = match (after.stage(), reviewer) {
        (Stage::Draft, _) => (None, ""),
        (_, Some((by, name))) => (by, name),
        (_, None) => (line.hands.reviewed_by, line.hands.reviewed_name.as_str()),
    };
    let validity = after.validity();
    let (from, to) = (validity.map(|v| v.from), validity.and_then(|v| v.to));
    tx.run_at_version(&STEP, params![line.id, line.version, Value::code(after.stage()), by, name, from, to])
        .await
}

/// Saves what was counted; moves the version on.
pub(crate) async fn counted(tx: &mut Tx, line: &EditionLine, counts: Tallied) -> Result<(), Problem> {
    let n = |v: u64| i64::try_from(v).unwrap_or(i64::MAX);
    let params = params![
        line.id,
        line.version,
        n(counts.items),
        n(counts.applicable),
        n(counts.blocking),
        n(counts.warnings),
        n(counts.notes)
    ];
    tx.run_at_version(&COUNTED, params).await
}

/// Sets the standard above.
pub(crate) async fn set_parent(tx: &mut Tx, edition: i64, parent: i64) -> Result<(), Fault> {
    tx.run(&SET_PARENT, params![edition, parent]).await?;
    Ok(())
}

/// Throws a draft away; its items and explanations must be gone.
pub(crate) async fn discard(tx: &mut Tx, line: &EditionLine) -> Result<(), Problem> {
    tx.run_at_version(&DISCARD, params![line.id, line.version]).await
}

/// 领域计数: editions in force and their items by domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainCount {
    /// 领域
    pub domain: DomainCode,
    /// Editions in force.
    pub editions: u64,
    /// Their items that bind.
    pub items: u64,
}

/// Editions in force and their items by domain, in a subtree.
pub(crate) async fn by_domain(read: &mut Read, (first, last): (i64, i64)) -> Result<Vec<DomainCount>, Fault> {
    let rows = read.rows(&BY_DOMAIN, params![first, last]).await?;
    rows.iter()
        .map(|row| {
            Ok(DomainCount { domain: parsed(row.get(0)?)?, editions: row.get(1)?, items: row.get(2)? })
        })
        .collect()
}
