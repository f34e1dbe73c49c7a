//! 终止暂无声明: from today on it does not hold any more; what it said until then stays on record.

use gk_base::{Office, Problem, Tx, directory, params};
use gk_rules::duty::acts::{DutyEvent, no_reason_given, statement_is_over};
use gk_rules::duty::none::MAX_WORDS;
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::time::dense::day_number;

use crate::none::{StatementLine, load_statement};
use crate::occurrences::of_line;
use crate::restate::restate;
use crate::roll;
use crate::tables::events as sql;

/// Ends a statement.
///
/// # Errors
/// When it is over, no reason is given, or the actor may not.
pub async fn end_none(office: &Office, actor: &Actor, statement: i64, why: &str) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let line = load_statement(&mut tx, statement).await?;
    let seat = directory::load(&mut tx, line.statement.organ).await?;
    may(actor, Act::StateNone, &Subject::of(seat.organ.id, seat.organ.path))?;
    roll::to_today(&mut tx).await?;
    if !line.holds_on(tx.today()) {
        return Err(Problem::refused(statement_is_over()));
    }
    let why = why.trim();
    if why.is_empty() || why.chars().count() > MAX_WORDS {
        return Err(Problem::refused(no_reason_given()));
    }
    end(&mut tx, &line, why).await?;
    tx.commit().await
}

/// Ends a statement that holds.
pub(crate) async fn end(tx: &mut Tx, line: &StatementLine, why: &str) -> Result<(), Problem> {
    let today = day_number(tx.today());
    let name = tx.who().name.clone();
    tx.run(&sql::END_STATEMENT, params![line.id, today, name, why, today - 1]).await?;
    let organ = line.statement.organ.0;
    let stated = day_number(line.statement.on);
    let duties = of_line(tx, organ, line.line).await?;
    let pairs = duties
        .into_iter()
        .filter(|one| one.facts.stated == stated)
        .map(|before| {
            let mut after = before;
            after.facts.until = today - 1;
            (before, after)
        })
        .collect();
    restate(tx, pairs, today).await?;
    let body = serde_json::json!({ "line": line.line, "why": why });
    tx.ledger(DutyEvent::NoneEnded, Some(organ), format!("statement:{}", line.id), &body);
    Ok(())
}
