//! Records: one row a record, read into the noun of the law and written back whole.

use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Moment, Problem, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::attribute::reassess::{NextLook, Occasion};
use gk_rules::catalog::item::ItemCode;
use gk_rules::numbers::DocumentNumber;
use gk_rules::org::organ::BadOrganPath;
use gk_rules::org::{OrganId, OrganPath, Subject};
use gk_rules::records::classes::{Classes, Served};
use gk_rules::records::elements::{Says, Tick};
use gk_rules::records::revision::Change;
use gk_rules::records::state::{Returned, Step};
use gk_rules::records::{Body, Identity, IndexNumber, Progress, Record, Stage};

macro_rules! record_columns {
    () => {
        "r.id, r.number, r.organ, o.code, o.name, o.path, o.fictional, r.line, r.duty, r.domain, r.item_code, r.title, r.summary,
        r.kind, r.docnum, r.made_on, r.format, r.attachments, r.stage, r.version, r.author, r.author_name, r.sender, r.sender_name,
        r.sent_on, r.reviewer, r.reviewer_name, r.published_on, r.withdrawn_by, r.withdrawn_on, r.ground, r.ground_note,
        r.returned_by, r.returned_on, r.returned_note, r.saved_name, r.saved_at, r.missing, r.attribute, r.round, r.approver,
        r.approver_name, r.approved_on, r.release_at, r.superseded_by, r.superseded_on, r.revises, r.edition, r.change, r.change_note,
        r.look_on, r.look_occasion, r.holder, r.holder_name, r.topic, r.served"
    };
}
/// A list of records without their texts.
macro_rules! list {
    ($rest:expr) => {
        concat!(
            "select ",
            $crate::tables::records::record_columns!(),
            ", '' from records r left join organs o on o.id = r.organ ",
            $rest
        )
    };
}
pub(crate) use {list, record_columns};

statements! {
    "records";
    /// One record with its text.
    BY_ID = concat!("select ", record_columns!(), ", r.body from records r left join organs o on o.id = r.organ where r.id = $1");
    /// One record by its number, with its text.
    BY_NUMBER = concat!("select ", record_columns!(), ", r.body from records r left join organs o on o.id = r.organ where r.number = $1");
    /// A new draft.
    INSERT = "insert into records (id, organ, line, duty, domain, item_code, title, summary, kind, docnum, format, body, attachments,
        stage, version, author, author_name, sender_name, reviewer_name, ground_note, returned_note, saved_name, saved_at, missing)
        values ($1, $2, $3, $4, $5, $6, $7, '', $8, '', 'markdown', '', 0, 'draft', 1, $9, $10, '', '', '', '', $10, $11, $12)";
    /// Another version of a public record begins.
    INSERT_REVISION = "insert into records (id, organ, line, duty, domain, item_code, title, summary, kind, docnum, made_on, format,
        body, attachments, stage, version, author, author_name, sender_name, reviewer_name, ground_note, returned_note, saved_name,
        saved_at, missing, attribute, topic, served, revises, edition)
        select cast($1 as bigint), organ, line, null, domain, item_code, title, summary, kind, docnum, made_on, format, body, attachments, 'draft', 1,
        cast($3 as bigint), cast($4 as text), '', '', '', '', cast($4 as text), cast($5 as text), missing, attribute, topic, served, id, edition + 1 from records where id = $2";
    /// Whether a draft is to take the place of a record.
    REVISION = "select id from records where revises = $1 and stage not in ('superseded', 'withdrawn') order by id limit 1";
    /// What stood before, and what stands now.
    VERSIONS = list!("where r.id = $1 or (r.revises = $1 and r.stage = 'superseded') order by r.edition limit 200");
    /// Everything that can change, at the version seen.
    UPDATE = "update records set number = $3, title = $4, summary = $5, kind = $6, docnum = $7, made_on = $8, format = $9, body = $10,
        attachments = $11, stage = $12, sender = $13, sender_name = $14, sent_on = $15, reviewer = $16, reviewer_name = $17,
        published_on = $18, withdrawn_by = $19, withdrawn_on = $20, ground = $21, ground_note = $22, returned_by = $23,
        returned_on = $24, returned_note = $25, saved_name = $26, saved_at = $27, missing = $28, attribute = $29, round = $30,
        approver = $31, approver_name = $32, approved_on = $33, release_at = $34, superseded_by = $35, superseded_on = $36,
        edition = $37, change = $38, change_note = $39, look_on = $40, look_occasion = $41, line = $42, domain = $43,
        item_code = $44, author = $45, author_name = $46, holder = $47, holder_name = $48, topic = $49, served = $50, version = version + 1 where id = $1 and version = $2";
    /// What the clerk said of the elements.
    TICKS = "select element, says, why from record_elements where record = $1 order by element";
    /// Forgets it.
    FORGET_TICKS = "delete from record_elements where record = $1";
    /// Says it anew.
    TICK = "insert into record_elements (record, element, says, why) values ($1, $2, $3, $4) on conflict (record, element) do nothing";
    /// The next serial of an issuer in a year.
    TAKE_SERIAL = "insert into record_serials (issuer, year, last) values ($1, $2, 1)
        on conflict (issuer, year) do update set last = record_serials.last + 1";
    /// The serial taken.
    SERIAL = "select last from record_serials where issuer = $1 and year = $2";
}

/// 公开主体（显示）: whose record it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// 机关编码
    pub code: String,
    /// 全称
    pub name: String,
    /// 上级路径
    pub path: OrganPath,
    /// 示范
    pub fictional: bool,
}

/// 经办人（显示）: names of those who had a hand in it; empty where nobody had yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hands {
    /// 起草人
    pub author: String,
    /// 送审人
    pub sender: String,
    /// 审核人
    pub reviewer: String,
    /// 批准人
    pub approver: String,
    /// Who saved last.
    pub saved: String,
    /// 承办人, where somebody took the draft over.
    pub holder: String,
}

/// 政府信息（存档）: a record with what the library knows of it beside the law's noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its row.
    pub id: i64,
    /// Whose.
    pub owner: Owner,
    /// The item's line through the editions; nothing where it is published against none.
    pub line: Option<i64>,
    /// The occurrence the clerk chose.
    pub duty: Option<i64>,
    /// 领域代码
    pub domain: String,
    /// What the law says a record is; in lists its body is empty.
    pub record: Record,
    /// Who.
    pub hands: Hands,
    /// When it was saved last.
    pub saved_at: Moment,
    /// How many required elements were missing when it was saved last.
    pub missing: i64,
    /// 第几次送审, from one; the opinions of each stand apart.
    pub round: i64,
    /// 版次
    pub edition: Edition,
    /// 下次评估, of what is approved and not public.
    pub look: Option<NextLook>,
    /// 承办人: who took the draft over; nothing while its author goes on with it.
    pub holder: Option<i64>,
    /// 信息分类
    pub classes: Classes,
}

/// 版次: which version a row holds, and why it came after the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// 第几版, from one.
    pub number: u32,
    /// Of a draft, the public record whose place it is to take; of what was superseded, the one that took its place.
    pub revises: Option<i64>,
    /// 修订种类
    pub change: Option<Change>,
    /// 修订说明
    pub note: String,
}

impl Kept {
    pub(crate) fn from_row(row: &Row) -> Result<Self, Fault> {
        let path: String = row.get(5)?;
        Ok(Self {
            id: row.get(0)?,
            owner: Owner {
                code: row.get(3)?,
                name: row.get(4)?,
                path: path.parse().map_err(|e: BadOrganPath| Fault::because("a path", e))?,
                fictional: row.get(6)?,
            },
            line: row.get(7)?,
            duty: row.get(8)?,
            domain: row.get(9)?,
            record: record(row)?,
            hands: Hands {
                author: row.get(21)?,
                sender: row.get(23)?,
                reviewer: row.get(26)?,
                approver: row.get(41)?,
                saved: row.get(35)?,
                holder: row.get(53)?,
            },
            saved_at: row.get(36)?,
            missing: row.get(37)?,
            round: row.get(39)?,
            edition: Edition {
                number: row.get(47)?,
                revises: row.get(46)?,
                change: Change::from_code(&row.get::<String>(48)?),
                note: row.get(49)?,
            },
            look: look(row)?,
            holder: row.get(52)?,
            classes: Classes {
                topic: row.get::<String>(54)?.parse().ok(),
                served: Served::from_code(&row.get::<String>(55)?),
            },
        })
    }
    /// 承办对象: what authority is asked about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::of(self.record.organ, self.owner.path.clone()).made_by(self.record.author)
    }
    /// Its subject in the ledger.
    #[must_use]
    pub fn ledger_subject(&self) -> String {
        format!("record:{}", self.id)
    }
    /// 索引号; empty before it is published.
    #[must_use]
    pub fn number(&self) -> &str {
        self.record.identity.index.as_ref().map_or("", IndexNumber::as_str)
    }
    /// 阶段
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.record.progress.stage()
    }
    /// 承办人的姓名
    #[must_use]
    pub fn in_whose_hands(&self) -> &str {
        if self.hands.holder.is_empty() { &self.hands.author } else { &self.hands.holder }
    }
    /// Goes on when the version on the screen is the one stored.
    pub(crate) fn at(self, seen: u32) -> Result<Self, Problem> {
        if self.record.version == seen {
            Ok(self)
        } else {
            Err(Problem::stale(self.hands.saved, Some(self.saved_at)))
        }
    }
}

fn look(row: &Row) -> Result<Option<NextLook>, Fault> {
    let on: Option<Day> = row.get(50)?;
    let occasion = Occasion::from_code(&row.get::<String>(51)?);
    Ok(on.zip(occasion).map(|(on, occasion)| NextLook { on, occasion }))
}

fn record(row: &Row) -> Result<Record, Fault> {
    let number: Option<String> = row.get(1)?;
    let code: String = row.get(10)?;
    let index =
        number.map(|n| n.parse::<IndexNumber>()).transpose().map_err(|e| Fault::because("a number", e))?;
    Ok(Record {
        identity: Identity { index, document_number: row.get(14)? },
        title: row.get(11)?,
        summary: row.get(12)?,
        kind: row.code(13)?,
        made_on: row.get(15)?,
        body: Body { format: row.code(16)?, text: row.get(56)? },
        attachments: row.get(17)?,
        item: match code.as_str() {
            "" => None,
            code => Some(code.parse::<ItemCode>().map_err(|e| Fault::because("an item's code", e))?),
        },
        attribute: row.code(38)?,
        organ: OrganId(row.get(2)?),
        author: row.get(20)?,
        progress: progress(row)?,
        version: row.get(19)?,
    })
}

fn progress(row: &Row) -> Result<Progress, Fault> {
    let step = |by: usize, on: usize| -> Result<Option<Step>, Fault> {
        let (by, on) = (row.get::<Option<i64>>(by)?, row.get::<Option<Day>>(on)?);
        Ok(by.zip(on).map(|(by, on)| Step { by, on }))
    };
    let must =
        |step: Option<Step>| step.ok_or_else(|| Fault::new("a record without the step its stage says"));
    let (sent, published) = (step(22, 24)?, step(25, 27)?);
    let approved = step(40, 42)?;
    Ok(match row.code::<Stage>(18)? {
        Stage::Draft => {
            let why: String = row.get(34)?;
            Progress::Draft { returned: step(32, 33)?.map(|by| Returned { by, why }) }
        }
        Stage::Submitted => Progress::Submitted { sent: must(sent)? },
        Stage::Reviewed => Progress::Reviewed { sent: must(sent)? },
        Stage::Cleared => Progress::Cleared { sent: must(sent)? },
        Stage::Approved => Progress::Approved { sent: must(sent)?, approved: must(approved)? },
        Stage::Scheduled => Progress::Scheduled {
            sent: must(sent)?,
            approved: must(approved)?,
            at: row
                .get::<Option<Moment>>(43)?
                .ok_or_else(|| Fault::new("a scheduled record without its moment"))?,
        },
        Stage::Published => Progress::Published { sent: must(sent)?, published: must(published)? },
        Stage::Superseded => {
            Progress::Superseded { published: must(published)?, superseded: must(step(44, 45)?)? }
        }
        Stage::Withdrawn => Progress::Withdrawn {
            published: must(published)?,
            withdrawn: must(step(28, 29)?)?,
            ground: row.code(30)?,
            words: row.get(31)?,
        },
    })
}

/// One record.
pub(crate) async fn load(read: &mut Read, id: i64) -> Result<Kept, Problem> {
    match read.row(&BY_ID, params![id]).await? {
        Some(row) => Ok(Kept::from_row(&row)?),
        None => Err(Problem::missing("record", id)),
    }
}

/// The record with this number, whatever its stage.
pub(crate) async fn find_by_number(read: &mut Read, number: &str) -> Result<Option<Kept>, Fault> {
    read.row(&BY_NUMBER, params![number]).await?.as_ref().map(Kept::from_row).transpose()
}

/// Writes everything that can change, at the version it was loaded with; someone else's saving in between is stale.
pub(crate) async fn save(tx: &mut Tx, kept: &Kept) -> Result<(), Problem> {
    let (record, now) = (&kept.record, tx.now());
    let saved = tx.who().name.clone();
    let mut values: Vec<Value> = params![
        kept.id,
        record.version,
        record.identity.index.as_ref().map(|n| n.as_str().to_owned()),
        record.title.trim(),
        record.summary.trim(),
        record.kind.code(),
        &record.identity.document_number,
        record.made_on,
        record.body.format.code(),
        &record.body.text,
        record.attachments,
        kept.stage().code()
    ]
    .to_vec();
    values.extend(steps(kept));
    values.extend_from_slice(params![saved, now, kept.missing, record.attribute.code(), kept.round]);
    values.extend(later_steps(kept));
    values.extend_from_slice(params![
        kept.edition.number,
        kept.edition.change.map_or("", Coded::code),
        kept.edition.note.trim(),
        kept.look.map(|look| look.on),
        kept.look.map_or("", |look| look.occasion.code()),
        kept.line,
        &kept.domain,
        record.item.as_ref().map(ToString::to_string).unwrap_or_default(),
        record.author,
        &kept.hands.author,
        kept.holder,
        &kept.hands.holder,
        kept.classes.topic.map(|topic| topic.to_string()).unwrap_or_default(),
        kept.classes.served.map_or("", Coded::code)
    ]);
    tx.run_at_version(&UPDATE, &values).await
}

/// Who and when, as columns.
fn both(step: Option<Step>) -> (Value, Value) {
    (Value::from(step.map(|step| step.by)), Value::from(step.map(|step| step.on)))
}

/// The columns of the procedure, $13 to $25.
fn steps(kept: &Kept) -> Vec<Value> {
    let progress = &kept.record.progress;
    let (mut published, mut withdrawn, mut returned) = (None, None, None);
    let (mut ground, mut note, mut why) = (Value::Null, "", "");
    match progress {
        Progress::Draft { returned: back } => {
            returned = back.as_ref().map(|back| back.by);
            why = back.as_ref().map_or("", |back| back.why.as_str());
        }
        Progress::Published { published: on, .. } | Progress::Superseded { published: on, .. } => {
            published = Some(*on);
        }
        Progress::Withdrawn { published: on, withdrawn: off, ground: on_what, words } => {
            (published, withdrawn) = (Some(*on), Some(*off));
            (ground, note) = (Value::code(*on_what), words.as_str());
        }
        _ => {}
    }
    let ((sent_by, sent_on), (by, on)) = (both(progress.sent()), both(published));
    let ((off_by, off_on), (back_by, back_on)) = (both(withdrawn), both(returned));
    vec![
        sent_by,
        Value::from(&kept.hands.sender),
        sent_on,
        by,
        Value::from(&kept.hands.reviewer),
        on,
        off_by,
        off_on,
        ground,
        note.into(),
        back_by,
        back_on,
        why.into(),
    ]
}

/// The columns of what lies between review and publication, and after it: $31 to $36.
fn later_steps(kept: &Kept) -> Vec<Value> {
    let progress = &kept.record.progress;
    let (by, on) = both(progress.approved());
    let at = match progress {
        Progress::Scheduled { at, .. } => Value::from(Some(*at)),
        _ => Value::Null,
    };
    let superseded = match progress {
        Progress::Superseded { superseded, .. } => Some(*superseded),
        _ => None,
    };
    let (off_by, off_on) = both(superseded);
    vec![by, Value::from(&kept.hands.approver), on, at, off_by, off_on]
}

/// Another version of a public record begins, with what it says now.
pub(crate) async fn insert_revision(tx: &mut Tx, live: i64) -> Result<i64, Fault> {
    let id = tx.next_numbers("records", 1).await?;
    let (now, author, name) = (tx.now(), tx.who().person.unwrap_or(0), tx.who().name.clone());
    tx.run(&INSERT_REVISION, params![id, live, author, name, now]).await?;
    Ok(id)
}

/// The draft that is to take the place of a record.
pub(crate) async fn revision_of(read: &mut Read, live: i64) -> Result<Option<i64>, Fault> {
    read.row(&REVISION, params![live]).await?.map(|row| row.get(0)).transpose()
}

/// The versions of a record in their order, without their texts; the one that holds among them.
pub(crate) async fn versions(read: &mut Read, live: i64) -> Result<Vec<Kept>, Fault> {
    read.rows(&VERSIONS, params![live]).await?.iter().map(Kept::from_row).collect()
}

/// What the clerk said of the elements.
pub(crate) async fn ticks(read: &mut Read, id: i64) -> Result<Vec<Tick>, Fault> {
    let rows = read.rows(&TICKS, params![id]).await?;
    rows.iter()
        .map(|row| {
            let says: String = row.get(1)?;
            let says = if says == "contained" { Says::Contained } else { Says::NotConcerned(row.get(2)?) };
            Ok(Tick { element: row.get(0)?, says })
        })
        .collect()
}

/// Says of the elements what is said now.
pub(crate) async fn set_ticks(tx: &mut Tx, id: i64, ticks: &[Tick]) -> Result<(), Fault> {
    tx.run(&FORGET_TICKS, params![id]).await?;
    let row = |tick: &Tick| {
        let (says, why) = match &tick.says {
            Says::Contained => ("contained", ""),
            Says::NotConcerned(why) => ("not_concerned", why.as_str()),
        };
        params![id, &tick.element, says, why].to_vec()
    };
    tx.run_many(&TICK, ticks.iter().map(row).collect()).await?;
    Ok(())
}

/// The next 索引号 of an organ in a year.
pub(crate) async fn next_number(tx: &mut Tx, organ_code: &str, year: i16) -> Result<IndexNumber, Fault> {
    let issuer = issuer(organ_code);
    let year_number = i64::from(year);
    tx.run(&TAKE_SERIAL, params![&issuer, year_number]).await?;
    let serial = tx.number(&SERIAL, params![&issuer, year_number]).await?;
    let serial = u32::try_from(serial).map_err(|e| Fault::because("a serial", e))?;
    IndexNumber::give(&issuer, year, serial).map_err(|e| Fault::because("giving an index number", e))
}

/// The organ's code as numbers write it: upper case; codes of provinces and cities with the six digits of GB/T 2260.
fn issuer(organ_code: &str) -> String {
    let upper = organ_code.to_uppercase();
    if upper.len() < 6 && upper.bytes().all(|b| b.is_ascii_digit()) { format!("{upper:0<6}") } else { upper }
}

/// 发文字号 as it should be written where it can be read; as typed where it cannot.
pub(crate) fn tidy_number(typed: &str) -> String {
    let typed = typed.trim();
    typed
        .parse::<DocumentNumber>()
        .map_or_else(|_| typed.chars().take(80).collect(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_has_at_least_six_characters() {
        assert_eq!(issuer("21"), "210000");
        assert_eq!(issuer("2101"), "210100");
        assert_eq!(issuer("219900-mzj"), "219900-MZJ");
        assert_eq!(issuer("210102001"), "210102001");
    }

    #[test]
    fn a_number_is_written_as_it_should_be_and_nothing_is_lost() {
        assert_eq!(tidy_number(" 辽政办发[2020]13号 "), "辽政办发〔2020〕13号");
        assert_eq!(tidy_number("乱写的"), "乱写的");
        assert_eq!(tidy_number(""), "");
    }
}
