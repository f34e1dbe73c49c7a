//! The turn of the day: open duties whose last day has passed become overdue, statements run out, periods begin.

use gk_base::{Fault, Office, Problem, Read, Tx, params, settings};
use gk_rules::duty::DutyState;
use gk_rules::duty::acts::DutyEvent;
use gk_rules::time::dense::day_number;
use gk_rules::time::sector::SectorClock;
use gk_standards::clocks::sector_clocks;

use crate::held::{self, Held};
use crate::occurrences;
use crate::restate::restate;
use crate::tables::duties as sql;

/// Up to which day the states stored are true, and by which calendar.
pub(crate) async fn rolled(read: &mut Read) -> Result<Option<(i32, i64)>, Fault> {
    read.row(&sql::ROLLED, &[]).await?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Makes the states true for today before figures are shown; two looks when they are.
///
/// # Errors
/// When the database fails.
pub async fn ensure_today(office: &Office) -> Result<(), Problem> {
    let mut read = office.read().await?;
    let today = day_number(read.today());
    let stamp = settings::stamp(&mut read, "calendar").await?;
    let (day, of) = rolled(&mut read).await?.unwrap_or((i32::MIN, stamp));
    if day >= today && of == stamp {
        return Ok(());
    }
    drop(read);
    let mut tx = office.begin_as_system().await?;
    roll_to(&mut tx, today).await?;
    if of != stamp {
        crate::rederive::rederive(&mut tx).await?;
    }
    tx.commit().await
}

/// Makes the states true for today within a unit of work that is going to change some; gives today.
pub(crate) async fn to_today(tx: &mut Tx) -> Result<i32, Problem> {
    let today = day_number(tx.today());
    roll_to(tx, today).await?;
    Ok(rolled(tx).await?.map_or(today, |(day, _)| day.max(today)))
}

/// Rolls the states to a day; gives how many duties changed. Rolling twice changes nothing; there is no rolling back.
///
/// # Errors
/// When the database fails.
pub async fn roll_to(tx: &mut Tx, today: i32) -> Result<u64, Problem> {
    let stamp = settings::stamp(tx, "calendar").await?;
    let Some((before, of)) = rolled(tx).await? else {
        tx.run(&sql::SET_ROLLED, params![today, stamp]).await?;
        tx.run(&sql::SET_LAWS, params![today, laws_on(today)]).await?;
        return Ok(0);
    };
    if before >= today {
        return Ok(0);
    }
    compile_by_other_laws(tx, today).await?;
    let mut pairs = Vec::new();
    for row in tx.rows(&sql::TERMS_OVER, params![before, today]).await? {
        let term: i64 = row.get(0)?;
        push(tx, &sql::OF_TERM, params![term, i64::from(DutyState::NotDue.number())], &mut pairs).await?;
    }
    push(tx, &sql::STATEMENT_OVER, params![before, today], &mut pairs).await?;
    push(tx, &sql::ENDED_BETWEEN, params![before, today], &mut pairs).await?;
    pairs.sort_by_key(|held: &Held| held.id);
    pairs.dedup_by_key(|held| held.id);
    tx.run(&sql::SET_ROLLED, params![today, of]).await?;
    let changed = restate(tx, pairs.into_iter().map(|held| (held, held)).collect(), today).await?;
    let begun = occurrences::make_periods(tx, today).await?;
    if changed + begun > 0 {
        let body = serde_json::json!({ "changed": changed, "begun": begun });
        tx.ledger(DutyEvent::DayRolled, None, format!("day:{}", tx.today()), &body);
    }
    Ok(changed + begun)
}

/// A law's period begins or ceases to hold, or the program knows another one: everything is compiled anew, afterwards.
async fn compile_by_other_laws(tx: &mut Tx, today: i32) -> Result<(), Problem> {
    let now = laws_on(today);
    let known: Option<i64> = match tx.row(&sql::LAWS, &[]).await? {
        Some(row) => Some(row.get(0)?),
        None => None,
    };
    if known != Some(now) {
        tx.run(&sql::SET_LAWS, params![today, now]).await?;
        tx.later(crate::jobs::COMPILE, crate::jobs::EVERYTHING, Some("duties.compile.all".to_owned()));
    }
    Ok(())
}

/// A number by which the laws' periods of a day are told from those of another.
fn laws_on(today: i32) -> i64 {
    let Some(day) = held::day(today) else { return 0 };
    let holds =
        |clock: &&SectorClock| clock.valid_from <= day && clock.valid_to.is_none_or(|last| day <= last);
    let words: String = sector_clocks().iter().filter(holds).map(|clock| format!("{clock:?}")).collect();
    // FNV-1a, folded into what the database can hold.
    let hash = words.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    i64::try_from(hash >> 1).unwrap_or(0)
}

async fn push(
    tx: &mut Tx,
    sql: &gk_base::Sql,
    params: &[gk_base::Value],
    into: &mut Vec<Held>,
) -> Result<(), Fault> {
    let ints = tx.ints(sql, params).await?;
    for chunk in ints.chunks_exact(held::COLUMNS) {
        into.push(Held::from_ints(chunk)?);
    }
    Ok(())
}
