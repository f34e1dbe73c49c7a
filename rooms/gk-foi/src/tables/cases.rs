//! Cases: one row an application; what the events say stands in it too, derived, so that lists need not read events.

use gk_base::sealed::{Opening, Sealed};
use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Moment, Problem, Read, Tx, params, sealed_columns, statements};
use gk_rules::Day;
use gk_rules::foi::burden::{Burden, flag};
use gk_rules::foi::clock::ReplyClock;
use gk_rules::foi::{Carrier, Case, Channel, Decision, ServiceMode, Stage};
use gk_rules::numbers::QueryCode;
use gk_rules::org::organ::BadOrganPath;
use gk_rules::org::{OrganId, OrganPath, Subject};
use gk_rules::privacy::Purpose;
use gk_rules::report::Applicants;

use super::tallies;
use crate::verbs::Counting;

macro_rules! case_columns {
    () => {
        "c.id, c.organ, o.code, o.name, o.path, o.fictional, c.number, c.wanted, c.title, c.carriers, c.way, c.other_accepted,
        c.channel, c.applicant, c.name_sealed, c.identity_sealed, c.contact_sealed, c.query_sealed, c.submitted_at, c.split_of,
        c.part, c.recent, c.excessive, c.unit, c.handler, c.handler_name, c.stage, c.received_on, c.due_on, c.stands,
        c.calendar_stamp, c.decision, c.decided_on, c.reply_number, c.ended_on, c.version, c.saved_name, c.saved_at"
    };
}
/// A list of cases.
macro_rules! list {
    ($rest:expr) => {
        concat!(
            "select ",
            $crate::tables::cases::case_columns!(),
            " from foi_cases c left join organs o on o.id = c.organ ",
            $rest
        )
    };
}
pub(crate) use {case_columns, list};

sealed_columns! {
    /// 申请人姓名、名称
    NAME = "foi_cases"."name_sealed", row "id" (number), Name;
    /// 身份证件号码、统一社会信用代码
    IDENTITY = "foi_cases"."identity_sealed", row "id" (number), ResidentId, index "identity_index";
    /// 联系方式, as JSON
    CONTACT = "foi_cases"."contact_sealed", row "id" (number), Words;
    /// 查询码
    QUERY = "foi_cases"."query_sealed", row "id" (number), Words, index "query_index";
}

statements! {
    "foi.cases";
    /// One case.
    BY_ID = list!("where c.id = $1");
    /// The cases that came in one form, in order.
    OF_FORM = list!("where c.id in (select k.id from foi_cases k where k.split_of = $1 union all select cast($1 as bigint)) order by c.id limit 50");
    /// The case a form has already become.
    BY_FORM = "select id from foi_cases where form_key = $1";
    /// The case of a query code.
    BY_QUERY = "select id from foi_cases where query_index in ($1, $2) and query_index <> '' limit 1";
    /// The day of an organ's reply of a number.
    REPLIED = "select decided_on from foi_cases where organ = $1 and reply_number = $2 and decided_on is not null
        order by id limit 1";
    /// How many an applicant has handed in since a moment, to one organ.
    RECENT = "select count(*) from foi_cases where identity_index in ($1, $2) and identity_index <> '' and organ = $3
        and submitted_at >= $4";
    /// A new one.
    INSERT = "insert into foi_cases (id, organ, form_key, query_sealed, query_index, wanted, title, carriers, way, other_accepted,
        channel, applicant, name_sealed, identity_sealed, identity_index, contact_sealed, submitted_at, split_of, part, recent,
        excessive, unit, handler_name, stage, is_open, due_key, stands, calendar_stamp, version, saved_name, saved_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, '', '', 's1', 1,
        '9999-12-31', 0, 0, 1, $22, $17)";
    /// What the events say, at the version seen.
    UPDATE = "update foi_cases set number = $3, unit = $4, handler = $5, handler_name = $6, stage = $7, is_open = $8,
        received_on = $9, due_on = $10, due_key = $11, stands = $12, calendar_stamp = $13, decision = $14, decided_on = $15,
        reply_number = $16, ended_on = $17, saved_name = $18, saved_at = $19, version = version + 1
        where id = $1 and version = $2";
    /// What the calendar says now.
    REDERIVE = "update foi_cases set due_on = $2, due_key = $3, stands = $4 where id = $1";
    /// Open cases derived from another calendar, in order.
    STALE = "select id, organ, due_on from foi_cases where is_open = 1 and calendar_stamp <> $1 and id > $2 order by id limit $3";
    /// The same calendar stamp for a range of cases whose days did not move.
    RESTAMP = "update foi_cases set calendar_stamp = $1 where is_open = 1 and id > $2 and id <= $3";
}

/// 被申请机关
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Its number.
    pub id: OrganId,
    /// 机关编码
    pub code: String,
    /// 全称
    pub name: String,
    /// 上级路径
    pub path: OrganPath,
    /// 示范
    pub fictional: bool,
}

/// 申请内容: what is wanted, and in which form (条例 art 29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// 所需信息的名称、文号或者其他特征性描述
    pub text: String,
    /// 内容摘要: its beginning, for lists.
    pub title: String,
    /// 提供方式
    pub carriers: Vec<Carrier>,
    /// 获取途径
    pub way: ServiceMode,
    /// 可接受其他方式
    pub other_accepted: bool,
}

/// 申请人: sealed; the kind alone is open, because the annual report counts by it.
#[derive(Clone, PartialEq, Eq)]
pub struct Who {
    /// 申请人类型
    pub kind: Applicants,
    /// 姓名、名称
    pub name: Sealed,
    /// 证件号码
    pub identity: Option<Sealed>,
    /// 联系方式
    pub contact: Sealed,
    /// 查询码
    pub query: Sealed,
}

/// 来件: how it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// 收到渠道
    pub channel: Channel,
    /// When.
    pub at: Moment,
    /// The first of those that came in the same form.
    pub split_of: Option<i64>,
    /// 一事一申请: its place among them, 1 for the first or only one.
    pub part: i64,
    /// 近期件数: how many the applicant had handed in within a year.
    pub recent: i64,
    /// 条例 art 35: whether that is flagged.
    pub excessive: bool,
}

/// 办理情况: what the events say, as lists need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// 登记编号
    pub number: Option<String>,
    /// 承办机构
    pub unit: String,
    /// 承办人
    pub handler: Option<i64>,
    /// 承办人姓名
    pub handler_name: String,
    /// 阶段
    pub stage: Stage,
    /// 收到申请之日
    pub received_on: Option<Day>,
    /// 答复届满日
    pub due_on: Option<Day>,
    /// 期限未在计算
    pub stands: bool,
    /// The calendar it was derived from.
    pub stamp: i64,
    /// 答复类型
    pub decision: Option<Decision>,
    /// 答复日
    pub decided_on: Option<Day>,
    /// 答复文号
    pub reply_number: Option<String>,
    /// 办结日
    pub ended_on: Option<Day>,
}

/// 案件（存档）: an application as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its row.
    pub id: i64,
    /// 被申请机关
    pub organ: Addressee,
    /// 申请内容
    pub wanted: Wanted,
    /// 申请人
    pub who: Who,
    /// 来件
    pub coming: Coming,
    /// 办理情况
    pub standing: Standing,
    /// Moves on with every event.
    pub version: u32,
    /// Who saved last.
    pub saved: String,
    /// When.
    pub saved_at: Moment,
}

impl Matter {
    pub(crate) fn from_row(row: &Row) -> Result<Self, Fault> {
        let path: String = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            organ: Addressee {
                id: OrganId(row.get(1)?),
                code: row.get(2)?,
                name: row.get(3)?,
                path: path.parse().map_err(|e: BadOrganPath| Fault::because("a path", e))?,
                fictional: row.get(5)?,
            },
            wanted: Wanted {
                text: row.get(7)?,
                title: row.get(8)?,
                carriers: row.json(9)?,
                way: row.code(10)?,
                other_accepted: row.get(11)?,
            },
            who: Who {
                kind: row.code(13)?,
                name: row.get(14)?,
                identity: row.get(15)?,
                contact: row.get(16)?,
                query: row.get(17)?,
            },
            coming: Coming {
                channel: row.code(12)?,
                at: row.get(18)?,
                split_of: row.get(19)?,
                part: row.get(20)?,
                recent: row.get(21)?,
                excessive: row.get(22)?,
            },
            standing: standing(row)?,
            version: row.get(35)?,
            saved: row.get(36)?,
            saved_at: row.get(37)?,
        })
    }
    /// 承办对象: what authority is asked about; nobody made an application.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::of(self.organ.id, self.organ.path.clone())
    }
    /// Its subject in the ledger.
    #[must_use]
    pub fn ledger_subject(&self) -> String {
        format!("foi:{}", self.id)
    }
    /// 登记编号; empty before it is registered.
    #[must_use]
    pub fn number(&self) -> &str {
        self.standing.number.as_deref().unwrap_or_default()
    }
    /// Goes on when the version on the screen is the one stored.
    pub fn at(self, seen: u32) -> Result<Self, Problem> {
        if self.version == seen { Ok(self) } else { Err(Problem::stale(self.saved, Some(self.saved_at))) }
    }
}

fn standing(row: &Row) -> Result<Standing, Fault> {
    Ok(Standing {
        number: row.get(6)?,
        unit: row.get(23)?,
        handler: row.get(24)?,
        handler_name: row.get(25)?,
        stage: row.code(26)?,
        received_on: row.get(27)?,
        due_on: row.get(28)?,
        stands: row.get(29)?,
        stamp: row.get(30)?,
        decision: row.maybe_code(31)?,
        decided_on: row.get(32)?,
        reply_number: row.get(33)?,
        ended_on: row.get(34)?,
    })
}

impl Standing {
    /// What the events and the calendar say.
    pub(crate) fn derive(case: &Case, clock: &ReplyClock, stamp: i64, before: &Self) -> Self {
        let ended = case.first_end();
        Self {
            number: case.registered.as_ref().map(|one| one.number.clone()),
            unit: case.assigned.as_ref().map(|one| one.unit.clone()).unwrap_or_default(),
            stage: case.stage(),
            received_on: case.received_on,
            due_on: clock.due.date,
            stands: clock.due.date.is_none(),
            stamp,
            decision: case.decision(),
            decided_on: case.reply().map(|reply| reply.made.on),
            reply_number: case.reply().map(|reply| reply.number.clone()),
            ended_on: ended.map(|(_, on)| on),
            ..before.clone()
        }
    }
    /// What the list of open cases is sorted by: those without a day last.
    pub fn due_key(&self) -> String {
        due_key(self.due_on)
    }
}

pub(crate) fn due_key(due: Option<Day>) -> String {
    due.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string())
}

/// One case.
pub async fn load(read: &mut Read, id: i64) -> Result<Matter, Problem> {
    match read.row(&BY_ID, params![id]).await? {
        Some(row) => Ok(Matter::from_row(&row)?),
        None => Err(Problem::missing("application", id)),
    }
}

/// The day on which an organ gave the reply of a number, if it did.
pub async fn replied_on(read: &mut Read, organ: i64, number: &str) -> Result<Option<Day>, Fault> {
    read.row(&REPLIED, params![organ, number]).await?.map(|row| row.get(0)).transpose()
}

/// The first case a form has already become, or nothing.
pub async fn find_by_form(read: &mut Read, form_key: &str) -> Result<Option<i64>, Fault> {
    read.row(&BY_FORM, params![form_key]).await?.map(|row| row.get(0)).transpose()
}

/// The cases that came in one form, in order.
pub async fn of_form(read: &mut Read, first: i64) -> Result<Vec<Matter>, Fault> {
    read.rows(&OF_FORM, params![first]).await?.iter().map(Matter::from_row).collect()
}

/// The query code of a case, for whoever handed it in.
pub fn code_of(tx: &mut Tx, matter: &Matter) -> Result<QueryCode, Fault> {
    let opening = Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), Purpose::OwnAccess);
    let plain = tx.open(&QUERY.at(matter.id, &matter.who.query), &opening)?;
    plain.text()?.parse().map_err(|e| Fault::because("a query code", e))
}

/// How many the same applicant has handed in to the organ within a year, and whether that is flagged (条例 art 35).
pub(crate) async fn recent(
    read: &mut Read,
    identity: &str,
    organ: i64,
    counting: &Counting,
) -> Result<(i64, bool), Fault> {
    if identity.is_empty() {
        return Ok((0, false));
    }
    let [now, former] = read.blinds(&IDENTITY, identity)?;
    let today = read.today();
    let month = read.number(&RECENT, params![&now, &former, organ, day_text(today.first_of_month())]).await?;
    let year = read.number(&RECENT, params![&now, &former, organ, day_text(today.first_of_year())]).await?;
    let count = |n: i64| u32::try_from(n + 1).unwrap_or(u32::MAX);
    let burden = Burden { in_month: count(month), in_year: count(year) };
    Ok((year, flag(burden, today, counting.law()).is_some()))
}

/// The beginning of a day in China, as moments are stored.
fn day_text(day: Day) -> String {
    let begins = jiff::tz::Offset::constant(8).to_timestamp(day.at(0, 0, 0, 0));
    begins.map(gk_base::sql::moment_text).unwrap_or_default()
}

/// The case of a query code, or nothing.
pub async fn find_by_query(read: &mut Read, code: &str) -> Result<Option<i64>, Fault> {
    let [now, former] = read.blinds(&QUERY, code)?;
    read.row(&BY_QUERY, params![now, former]).await?.map(|row| row.get(0)).transpose()
}

/// Writes what the events say, at the version it was loaded with; someone else's saving in between is stale.
pub(crate) async fn save(tx: &mut Tx, matter: &Matter) -> Result<(), Problem> {
    let (standing, now) = (&matter.standing, tx.now());
    let saved = tx.who().name.clone();
    let values: &[Value] = params![
        matter.id,
        matter.version,
        standing.number.clone(),
        &standing.unit,
        standing.handler,
        &standing.handler_name,
        standing.stage.code(),
        standing.stage.is_open(),
        standing.received_on,
        standing.due_on,
        standing.due_key(),
        standing.stands,
        standing.stamp,
        standing.decision.map(Coded::code),
        standing.decided_on,
        standing.reply_number.clone(),
        standing.ended_on,
        saved,
        now
    ];
    tallies::take_out(tx, &[matter.id]).await?;
    tx.run_at_version(&UPDATE, values).await?;
    Ok(tallies::put_in(tx, &[matter.id]).await?)
}

/// An open case that was derived from another calendar.
pub(crate) struct Stale {
    pub(crate) id: i64,
    pub(crate) organ: i64,
    pub(crate) due_on: Option<Day>,
}

/// Open cases that were derived from another calendar, in order.
pub(crate) async fn stale(read: &mut Read, stamp: i64, after: i64, limit: i64) -> Result<Vec<Stale>, Fault> {
    let rows = read.rows(&STALE, params![stamp, after, limit]).await?;
    rows.iter().map(|row| Ok(Stale { id: row.get(0)?, organ: row.get(1)?, due_on: row.get(2)? })).collect()
}

/// Writes the days that moved, and the stamp of all that were looked at.
pub(crate) async fn rederived(
    tx: &mut Tx,
    stamp: i64,
    (after, last): (i64, i64),
    moved: &[(i64, Option<Day>)],
) -> Result<(), Fault> {
    let row = |(id, due): &(i64, Option<Day>)| params![*id, *due, due_key(*due), due.is_none()].to_vec();
    let ids: Vec<i64> = moved.iter().map(|one| one.0).collect();
    tallies::take_out(tx, &ids).await?;
    tx.run_many(&REDERIVE, moved.iter().map(row).collect()).await?;
    tallies::put_in(tx, &ids).await?;
    tx.run(&RESTAMP, params![stamp, after, last]).await?;
    Ok(())
}
