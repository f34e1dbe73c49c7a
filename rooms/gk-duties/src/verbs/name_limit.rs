//! 指明公开时限: a person names the limit that the text of a catalog leaves open, with its source; duties are compiled with it.

use gk_base::{Office, Problem, Tx, directory, params};
use gk_rules::duty::acts::DutyEvent;
use gk_rules::duty::naming::{Proposal, named_rule, no_such_rule, reasons_not_to_name};
use gk_rules::duty::{Ground, Naming};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};
use gk_rules::time::dense::day_number;

use crate::compile::{Compiled, compile_county};
use crate::consequences::county_of;
use crate::limits::{Limits, domain_name};
use crate::rules;
use crate::tables::limits as sql;

/// 指明: what the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamingLimit {
    /// The item's lineage.
    pub line: i64,
    /// The rule's place in the limit, from 1.
    pub rule_no: u16,
    /// The number of the last naming that was seen; 0 for none.
    pub seen: i64,
    /// The limit, its source, its day, and why a former naming was not right.
    pub proposal: Proposal,
}

/// Names a limit and compiles the county with it.
///
/// # Errors
/// All the reasons against; who may; no such rule.
pub async fn name_limit(office: &Office, actor: &Actor, cmd: &NamingLimit) -> Result<Compiled, Problem> {
    let mut tx = office.begin(actor).await?;
    let place = Place::load(&mut tx, cmd.line, cmd.rule_no).await?;
    let seat = directory::load(&mut tx, OrganId(place.organ)).await?;
    may(actor, Act::NameLimit, &Subject::of(seat.organ.id, seat.organ.path))?;
    let former = place.former();
    let against = reasons_not_to_name(&cmd.proposal, place.open, former.as_ref(), cmd.seen, tx.today());
    Problem::unless_none(against)?;
    let naming = save(&mut tx, &place, cmd).await?;
    let county = county_of(&mut tx, OrganId(place.organ)).await?;
    let body = serde_json::json!({ "line": cmd.line, "former": former, "now": naming });
    tx.ledger(DutyEvent::LimitNamed, Some(place.organ), format!("line:{}", cmd.line), &body);
    let compiled = compile_county(&mut tx, &county, Some(place.domain)).await?;
    tx.commit().await?;
    Ok(compiled)
}

/// A rule of an item in force, as the verb and its page know it.
pub(crate) struct Place {
    pub(crate) organ: i64,
    pub(crate) domain: i64,
    pub(crate) limits: Limits,
    pub(crate) rule_no: u16,
    /// Whether a person is asked: the text leaves it open, whether it was named already or not.
    pub(crate) open: bool,
}

impl Place {
    pub(crate) async fn load(read: &mut gk_base::Read, line: i64, rule_no: u16) -> Result<Self, Problem> {
        let gone = || Problem::refused(no_such_rule());
        let owner = read.row(&sql::OWNER, params![line]).await?;
        let owner = owner.ok_or_else(|| Problem::missing("item", line))?;
        let (organ, domain): (i64, String) = (owner.get(0)?, owner.get(1)?);
        let domain = domain.parse().map_err(|e| gk_base::Fault::because("a domain's code", e))?;
        let stored = rules::of_line(read, line).await?;
        let rule = stored.iter().find(|one| one.rule_no == i64::from(rule_no)).ok_or_else(gone)?;
        let limits = Limits::of_item(read, rule.item).await?.ok_or_else(gone)?;
        let held = limits.on(read.today());
        let of_rule = held.all.get(usize::from(rule_no).wrapping_sub(1));
        let open = of_rule.is_some_and(|one| one.is_open() || matches!(one.period, Ground::Named(_)));
        Ok(Self { organ, domain, limits, rule_no, open })
    }
    /// The last naming for the words the catalog has now.
    pub(crate) fn former(&self) -> Option<Naming> {
        let text = &self.limits.item().content.limit.text;
        let here = |one: &&Naming| one.rule_no == self.rule_no && one.text == *text;
        self.limits.namings().iter().rev().find(here).cloned()
    }
    /// The domain's name.
    pub(crate) fn domain_name(&self) -> String {
        domain_name(self.domain)
    }
}

async fn save(tx: &mut Tx, place: &Place, cmd: &NamingLimit) -> Result<Naming, Problem> {
    let trimmed = |text: &str| text.trim().to_owned();
    let Proposal { phrase, source, from, why } = &cmd.proposal;
    let rule = named_rule(phrase).ok_or_else(|| Problem::refused(no_such_rule()))?;
    let number = tx.next_numbers("limit_namings", 1).await?;
    let (by, name, at) = (tx.who().person.unwrap_or(0), tx.who().name.clone(), tx.now());
    let naming = Naming {
        number,
        rule_no: cmd.rule_no,
        text: place.limits.item().content.limit.text.clone(),
        phrase: trimmed(phrase),
        rule,
        source: trimmed(source),
        from: *from,
        why: trimmed(why),
        by,
        name,
        on: tx.today(),
    };
    let rule =
        serde_json::to_string(&naming.rule).map_err(|e| gk_base::Fault::because("a rule as JSON", e))?;
    let values = params![
        number,
        cmd.line,
        i64::from(cmd.rule_no),
        &naming.text,
        &naming.phrase,
        rule,
        &naming.source,
        day_number(naming.from),
        &naming.why,
        by,
        &naming.name,
        at
    ];
    tx.run(&sql::ADD_NAMING, values).await?;
    Ok(naming)
}
