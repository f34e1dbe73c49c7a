//! 指明时限: the limits that catalogs leave open, those most organs wait for first, and the form that names one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::directory;
use gk_base::{Problem, Read};
use gk_rules::Day;
use gk_rules::duty::naming::{MAX_WORDS, Proposal};
use gk_rules::duty::{Holding, Naming};
use gk_rules::org::{Act, OrganId, Subject, may};
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::{Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, desk_shell};

use super::desk_events::{cut, own};
use super::{PAGE, domain_name};
use crate::limits::{self, NamedLimit, OpenLimit};
use crate::verbs::{NamingLimit, Place, name_limit};

#[derive(Template)]
#[template(path = "desk/limits.html")]
struct LimitsPage {
    shell: Shell,
    open: Vec<OpenLine>,
    pager: Pager,
    named: Vec<NamedLimit>,
    more: String,
    done: bool,
}

/// A limit left open, with its domain's name.
struct OpenLine {
    limit: OpenLimit,
    domain: String,
}

pub(super) async fn list(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = desk_shell(&web, &desk, "limits").await?;
    own(&desk, Act::NameLimit)?;
    let mut read = web.office().read().await?;
    let seat = directory::load(&mut read, desk.actor.organ).await?;
    let after = query.maybe("after").and_then(key);
    let mut open = limits::list_open_limits(&mut read, &seat, after, PAGE + 1).await?;
    let further = cut(&mut open);
    let next = open.last().filter(|_| further).map(OpenLimit::key);
    let total = limits::count_open_limits(&mut read, &seat).await?;
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let mut named = limits::list_named_limits(&mut read, &seat, before, PAGE + 1).await?;
    let older = cut(&mut named);
    let more = named.last().filter(|_| older).map(|one| format!("?before={}", one.naming.number));
    let pager = Pager {
        next: next.map(|(n, line, rule)| format!("?after={n}-{line}-{rule}")).unwrap_or_default(),
        prev: if after.is_some() { "/desk/limits".to_owned() } else { String::new() },
        shown: u64::try_from(open.len()).unwrap_or(0),
        total: u64::try_from(total).ok(),
    };
    let open = open.into_iter().map(|limit| OpenLine { domain: domain_name(limit.domain), limit }).collect();
    let done = query.text("done") == "1";
    page(&LimitsPage { shell, open, pager, named, more: more.unwrap_or_default(), done })
}

/// A place in the list as `12-345-1`.
fn key(text: &str) -> Option<(i64, i64, i64)> {
    let mut parts = text.split('-').map(|part| part.parse().ok());
    let key = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(key)
}

#[derive(Template)]
#[template(path = "desk/limit.html")]
struct LimitPage {
    shell: Shell,
    line: i64,
    rule_no: u16,
    item: String,
    domain: String,
    text: String,
    /// How the rule holds today, in words.
    holds: String,
    /// Whether a person is asked for it at all.
    open: bool,
    /// The namings for these words, the last first.
    former: Vec<Naming>,
    seen: i64,
    typed: Typed,
    longest: String,
    today: String,
    reasons: Vec<ReasonLine>,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    phrase: String,
    source: String,
    from: String,
    why: String,
}

impl Typed {
    fn of(fields: &Fields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self { phrase: text("phrase"), source: text("source"), from: text("from"), why: text("why") }
    }
    fn proposal(&self) -> Result<Proposal, Problem> {
        let from: Day = self
            .from
            .parse()
            .map_err(|_| Problem::refused(gk_rules::duty::acts::unreadable_day(&self.from)))?;
        let Self { phrase, source, why, .. } = self;
        Ok(Proposal { phrase: phrase.clone(), source: source.clone(), from, why: why.clone() })
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    desk: Desk,
    Path((line, rule_no)): Path<(i64, u16)>,
) -> Answer {
    page(&limit_page(&web, &desk, (line, rule_no), Typed::default(), Vec::new()).await?)
}

async fn limit_page(
    web: &Web,
    desk: &Desk,
    (line, rule_no): (i64, u16),
    typed: Typed,
    reasons: Vec<ReasonLine>,
) -> Result<LimitPage, PageError> {
    let shell = desk_shell(web, desk, "limits").await?;
    let mut read = web.office().read().await?;
    let place = place(&mut read, desk, line, rule_no).await?;
    let today = read.today();
    let held = place.limits.on(today);
    let of_rule = held.all.get(usize::from(rule_no).wrapping_sub(1));
    let item = place.limits.item();
    let text = item.content.limit.text.clone();
    let here = |one: &&Naming| one.rule_no == rule_no && one.text == text;
    Ok(LimitPage {
        shell,
        line,
        rule_no,
        item: item.path.parts().collect::<Vec<_>>().join(" › "),
        domain: place.domain_name(),
        holds: of_rule.map(said).unwrap_or_default(),
        open: place.open,
        former: place.limits.namings().iter().rev().filter(here).cloned().collect(),
        seen: place.former().map_or(0, |one| one.number),
        text,
        typed,
        longest: MAX_WORDS.to_string(),
        today: today.to_string(),
        reasons,
    })
}

/// The rule of an item, for whoever may name it.
async fn place(read: &mut Read, desk: &Desk, line: i64, rule_no: u16) -> Result<Place, PageError> {
    let place = Place::load(read, line, rule_no).await?;
    let seat = directory::load(read, OrganId(place.organ)).await?;
    may(&desk.actor, Act::NameLimit, &Subject::of(seat.organ.id, seat.organ.path)).map_err(Problem::from)?;
    Ok(place)
}

/// The rule and why it holds.
fn said(held: &Holding) -> String {
    [Some(held.rule.words()), held.said()].into_iter().flatten().collect::<Vec<_>>().join("。")
}

pub(super) async fn name(
    State(web): State<Web>,
    desk: Desk,
    Path((line, rule_no)): Path<(i64, u16)>,
    fields: Fields,
) -> Answer {
    let typed = Typed::of(&fields);
    let done = async {
        let seen = fields.parsed("seen").unwrap_or(0);
        let cmd = NamingLimit { line, rule_no, seen, proposal: typed.proposal()? };
        name_limit(web.office(), &desk.actor, &cmd).await
    };
    match done.await {
        Ok(_) => {
            web.catch_up().await?;
            Ok(see_other("/desk/limits?done=1"))
        }
        Err(Problem::Refused(reasons)) => {
            let reasons = reasons.iter().map(ReasonLine::from).collect();
            let body = limit_page(&web, &desk, (line, rule_no), typed, reasons).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &body)
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_back_and_anything_else_is_the_beginning() {
        assert_eq!(key("12-345-1"), Some((12, 345, 1)));
        for wrong in ["", "12", "12-3", "a-b-c", "1-2-3-4", "1--2"] {
            assert_eq!(key(wrong), None, "{wrong}");
        }
    }
}
