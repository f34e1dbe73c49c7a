//! Postings (公示期): what was published hangs until the last day of its period.

use gk_base::{Fault, Problem, Read, Tx, params};
use gk_rules::Day;
use gk_rules::duty::DutyKind;
use gk_rules::time::dense::day_number;

use crate::compile::{Fresh, insert, open};
use crate::held::{Held, day, posting_of_event, posting_of_record};
use crate::meeting::Published;
use crate::occurrences;
use crate::rules::{self, Rule};
use crate::tables::{duties as duties_sql, limits as sql};
use crate::terms::Terms;

/// What was published begins to hang under every rule of the item that asks for a 公示期; gives the duties of that. `met` are
/// the duties the publication meets: a posting among them begins anew, one of the same event is joined.
pub(crate) async fn begin(
    tx: &mut Tx,
    published: &Published,
    head: &Held,
    met: &[i64],
    today: i32,
) -> Result<Vec<i64>, Problem> {
    let on = day_number(published.published_on);
    let rules = rules::on_day(tx, published.line, on).await?;
    let asking: Vec<Rule> = rules.into_iter().filter(|rule| rule.posting != 0).collect();
    if asking.is_empty() {
        return Ok(Vec::new());
    }
    let duties = occurrences::of_line(tx, published.organ, published.line).await?;
    let again = posted_by(tx, &published.record).await?;
    let (mut there, mut fresh) = (Vec::new(), Vec::new());
    let mut terms = Terms::open(tx).await?;
    for rule in &asking {
        let of_rule = |one: &&Held| one.rule_no() == rule.rule_no;
        let of_met: Vec<&Held> = duties.iter().filter(of_rule).filter(|one| met.contains(&one.id)).collect();
        if of_met.iter().any(|one| one.is_posting()) {
            continue;
        }
        if let Some(one) = duties.iter().filter(of_rule).find(|one| again.contains(&one.id)) {
            there.push(one.id);
            continue;
        }
        let event = of_met.iter().find_map(|one| one.event);
        let occurrence = match event {
            Some(event) => posting_of_event(rule.rule_no, event),
            None => posting_of_record(rule.rule_no, tx.next_numbers("duty_postings", 1).await?),
        };
        if let Some(one) = duties.iter().find(|one| one.occurrence == occurrence) {
            there.push(one.id);
            continue;
        }
        let (term, due) = terms.get(tx, rule.posting, on).await?;
        let Held { organ, line, item, domain, .. } = *head;
        let facts = open(rule.posting, on)?;
        let kind = DutyKind::Posting;
        fresh.push(Fresh { organ, line, item, domain, occurrence, kind, term, event, facts, due });
    }
    there.extend(insert(tx, fresh, today).await?);
    Ok(there)
}

/// The postings a record is already known for.
async fn posted_by(tx: &mut Tx, record: &str) -> Result<Vec<i64>, Fault> {
    let rows = tx.rows(&duties_sql::OF_RECORD, params![record]).await?;
    let all: Vec<Held> = rows.iter().map(Held::from_row).collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(Held::is_posting).map(|one| one.id).collect())
}

/// 公示中: what an organ must leave hanging, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hanging {
    /// The organ's code.
    pub organ_code: String,
    /// Its name.
    pub organ: String,
    /// The last day; nothing while the calendar of its year is not announced.
    pub until: Option<Day>,
}

/// What hangs under an item today, those that end first; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_hanging(read: &mut Read, line: i64, limit: i64) -> Result<Vec<Hanging>, Fault> {
    let today = day_number(read.today());
    let rows = read.rows(&sql::HANGING, params![line, today, limit]).await?;
    rows.iter()
        .map(|row| {
            let until = row.get::<Option<i32>>(3)?.and_then(day);
            Ok(Hanging { organ_code: row.get(1)?, organ: row.get(2)?, until })
        })
        .collect()
}
