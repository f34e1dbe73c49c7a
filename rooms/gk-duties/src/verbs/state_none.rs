//! 声明暂无此类信息: signed, dated, for a period; not an empty column.

use gk_base::{Office, Problem, Tx, directory, params};
use gk_rules::Day;
use gk_rules::duty::acts::DutyEvent;
use gk_rules::duty::dense::NEVER;
use gk_rules::duty::none::{Standing, Statement, Stating, state_none as sign};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};
use gk_rules::time::dense::day_number;

use super::record_event::head_of;
use crate::held::{Held, day};
use crate::none::last_statement;
use crate::occurrences::of_line;
use crate::restate::restate;
use crate::roll;
use crate::tables::{duties as duties_sql, events as sql};

/// 拟声明: what the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The organ.
    pub organ: i64,
    /// The item's lineage.
    pub line: i64,
    /// A shorter period than the setting's: its last day.
    pub until: Option<Day>,
    /// Why there is none.
    pub words: String,
}

/// States that there is no information of the kind; gives the statement's number.
///
/// # Errors
/// All the reasons against; who may.
pub async fn state_none(office: &Office, actor: &Actor, saying: &Saying) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let seat = directory::load(&mut tx, OrganId(saying.organ)).await?;
    may(actor, Act::StateNone, &Subject::of(seat.organ.id, seat.organ.path))?;
    let today = roll::to_today(&mut tx).await?;
    let head = head_of(&mut tx, saying.organ, saying.line).await?;
    let duties = of_line(&mut tx, saying.organ, saying.line).await?;
    let standing = standing(&mut tx, &head, &duties, today).await?;
    let (by, organ, on) = (actor.person, actor.organ, tx.today());
    // NOT MODELLED 条例第十九条: drafts are known to the room above this one, which asks before it lets a draft be made.
    let stating = Stating { by, organ, on, until: saying.until, words: saying.words.clone() };
    let statement = sign(stating, &standing, on).map_err(Problem::Refused)?;
    let id = save(&mut tx, saying.line, &statement).await?;
    let pairs =
        duties.into_iter().filter(is_open).map(|before| (before, stated(before, &statement))).collect();
    restate(&mut tx, pairs, today).await?;
    let body = serde_json::json!({ "line": saying.line, "statement": statement });
    tx.ledger(DutyEvent::NoneStated, Some(saying.organ), format!("statement:{id}"), &body);
    tx.commit().await?;
    Ok(id)
}

/// What is known of the item.
async fn standing(tx: &mut Tx, head: &Held, duties: &[Held], today: i32) -> Result<Standing, Problem> {
    let published = tx.number(&duties_sql::COUNT_MET, params![head.id]).await?;
    let open_events = duties.iter().filter(|one| one.event.is_some() && is_open(one)).count();
    let former = last_statement(tx, head.organ, head.line).await?;
    let from = day(head.facts.start).unwrap_or(gk_rules::duty::settings::REGULATION_FROM);
    Ok(Standing {
        organ: OrganId(head.organ),
        applies: head.facts.ended == NEVER || head.facts.ended > today,
        published: u32::try_from(published).unwrap_or(u32::MAX),
        open_events: u32::try_from(open_events).unwrap_or(u32::MAX),
        drafts: 0,
        former: former.filter(|line| line.ended_on.is_none()).map(|line| line.statement),
        from,
    })
}

fn is_open(held: &Held) -> bool {
    held.facts.met == NEVER && held.facts.ended == NEVER
}

fn stated(mut held: Held, statement: &Statement) -> Held {
    held.facts.stated = day_number(statement.on);
    held.facts.until = day_number(statement.until);
    held
}

async fn save(tx: &mut Tx, line: i64, statement: &Statement) -> Result<i64, Problem> {
    let id = tx.next_numbers("statements", 1).await?;
    let (name, at) = (tx.who().name.clone(), tx.now());
    let (on, until) = (day_number(statement.on), day_number(statement.until));
    let values = params![id, statement.organ.0, line, statement.by, name, on, until, &statement.words, at];
    tx.run(&sql::ADD_STATEMENT, values).await?;
    Ok(id)
}
