//! 工作台: what is due today and soon, what lacks something, what waits for whom; one table, one button a line.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use gk_base::{Fault, Read, settings};
use gk_duties::{DutyLine, Filter};
use gk_records::{Counts, Drafts, RecordLine};
use gk_rules::Day;
use gk_rules::duty::DutyState;
use gk_rules::org::{Act, Actor, Subject, may};
use gk_webkit::page::{page, see_other};
use gk_webkit::parts::Pager;
use gk_webkit::shell::Shell;
use gk_webkit::today::{Elsewhere, Waiting};
use gk_webkit::{Answer, Desk, Query, Web, desk, desk_shell};

/// How many lines a page shows.
const LIMIT: i64 = 40;
/// 三个工作日内到期.
const SOON: u32 = 3;

#[derive(Template)]
#[template(path = "desk/today.html")]
struct TodayPage {
    shell: Shell,
    tabs: Vec<TabView>,
    showing: &'static str,
    duties: Vec<DutyTask>,
    records: Vec<RecordLine>,
    elsewhere: Vec<Waiting>,
    /// 已公开信息的检查发现
    standing: i64,
    /// 待重新评估
    to_look_at: i64,
    /// 下级单人办理
    alone: i64,
    /// 离岗人员的草稿
    left: i64,
    pager: Pager,
    may_draft: bool,
    may_state_none: bool,
}

/// A count that leads to what it counts; its word is in the template.
struct TabView {
    key: &'static str,
    count: i64,
    active: bool,
}

/// A duty as one row.
struct DutyTask {
    id: i64,
    line: i64,
    item: String,
    code: String,
    due: String,
    /// The day the time limit runs from; empty where none does.
    start: String,
    why: String,
    state: &'static str,
    label: &'static str,
    soon: bool,
}

/// What can be shown, in the order of urgency.
const SHOWN: [&str; 8] = ["overdue", "soon", "unclear", "lacking", "mine", "returned", "release", "review"];

pub(super) async fn show(
    State(web): State<Web>,
    Extension(elsewhere): Extension<Elsewhere>,
    desk: Desk,
    query: Query,
) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    let may_draft = may(actor, Act::DraftRecord, &own).is_ok();
    let may_review = may(actor, Act::PublishRecord, &own).is_ok();
    if !may_draft && !may_review {
        // Who neither writes nor judges has another first page.
        let home = desk::home(actor.role);
        return Ok(see_other(if home == "/desk" { "/desk/account" } else { &home }));
    }
    gk_duties::ensure_today(web.office()).await?;
    let shell = desk_shell(&web, &desk, "desk").await?;
    let mut read = web.office().read().await?;
    let soon = horizon(&mut read).await?;
    let duties = gk_duties::counts(&mut read, actor.organ.0, soon).await?;
    let records = gk_records::count_waiting(&mut read, actor.organ.0, actor.person).await?;
    let showing = showing(query.text("show"), &duties, &records, may_review);
    let tabs = SHOWN.iter().filter(|key| may_review || **key != "review");
    let tabs =
        tabs.map(|key| TabView { key, count: count_of(key, &duties, &records), active: *key == showing });
    let tabs = tabs.collect();
    let mut shown = TodayPage {
        shell,
        tabs,
        showing,
        duties: Vec::new(),
        records: Vec::new(),
        elsewhere: elsewhere.count(&mut read, actor, soon).await?,
        standing: gk_records::count_standing(&mut read, actor.organ.0).await?,
        to_look_at: if may(actor, Act::Reassess, &own).is_ok() { records.to_look_at } else { 0 },
        alone: match gk_records::may_look(actor) {
            Ok(()) => gk_records::count_alone(&mut read, actor.organ).await?,
            Err(_) => 0,
        },
        left: if may_draft { records.left } else { 0 },
        pager: Pager::default(),
        may_draft,
        may_state_none: may(actor, Act::StateNone, &own).is_ok(),
    };
    if matches!(showing, "overdue" | "soon" | "unclear") {
        fill_duties(&mut read, actor, soon, &query, &mut shown).await?;
    } else {
        fill_records(&mut read, actor, &query, &mut shown).await?;
    }
    page(&shown)
}

/// The last day that counts as soon; where next year's calendar is not announced, the same number of plain days, which is
/// never later.
async fn horizon(read: &mut Read) -> Result<Day, Fault> {
    let today = read.today();
    let calendar = settings::calendar(read).await?;
    let plain = || today.checked_add(jiff::Span::new().days(i64::from(SOON))).unwrap_or(today);
    Ok(calendar.add_working_days(today, SOON).unwrap_or_else(|_| plain()))
}

fn count_of(key: &str, duties: &gk_duties::Counts, records: &Counts) -> i64 {
    match key {
        "overdue" => duties.overdue,
        "soon" => duties.due_soon,
        "unclear" => duties.unclear,
        "lacking" => records.lacking,
        "mine" => records.mine,
        "returned" => records.returned,
        "release" => records.to_release,
        _ => records.submitted,
    }
}

/// What was asked for, else the first that has something: for a reviewer, what waits for review comes first.
fn showing(asked: &str, duties: &gk_duties::Counts, records: &Counts, may_review: bool) -> &'static str {
    let known = |key: &&&str| **key == asked && (may_review || asked != "review");
    if let Some(key) = SHOWN.iter().find(known) {
        return key;
    }
    if may_review && records.submitted > 0 {
        return "review";
    }
    SHOWN
        .iter()
        .find(|key| count_of(key, duties, records) > 0 && **key != "review")
        .copied()
        .unwrap_or("overdue")
}

async fn fill_duties(
    read: &mut Read,
    actor: &Actor,
    soon: Day,
    query: &Query,
    shown: &mut TodayPage,
) -> Result<(), Fault> {
    let (state, due_by) = match shown.showing {
        "overdue" => (DutyState::Overdue, None),
        "soon" => (DutyState::NotDue, Some(soon)),
        _ => (DutyState::Unclear, None),
    };
    let filter = Filter { domain: None, state: Some(state), due_by };
    let after = query.maybe("after").and_then(|text| text.split_once('-'));
    let after = after.and_then(|(due, id)| Some((due.parse().ok()?, id.parse().ok()?)));
    let mut lines = gk_duties::list_open(read, actor.organ.0, filter, after, LIMIT + 1).await?;
    let full = lines.len() > usize::try_from(LIMIT).unwrap_or(usize::MAX);
    if full {
        lines.pop();
    }
    let items: Vec<i64> = lines.iter().map(|line| line.item).collect();
    let limits = gk_catalog::limits_of(read, &items).await?;
    let next = lines.last().filter(|_| full).map(DutyLine::key);
    shown.pager = pager(shown, lines.len(), after.is_some(), next.map(|(due, id)| format!("{due}-{id}")));
    let today = read.today();
    shown.duties = lines.iter().map(|line| duty_row(line, &limits, (today, soon))).collect();
    Ok(())
}

fn duty_row(line: &DutyLine, limits: &BTreeMap<i64, String>, (today, soon): (Day, Day)) -> DutyTask {
    let (state, label) = line.shown(today);
    DutyTask {
        id: line.id,
        line: line.line,
        item: format!("{} › {}", line.level1, line.item_name),
        code: line.item_code.clone(),
        due: line.due().map(|day| day.to_string()).unwrap_or_default(),
        start: line.start.map(|day| day.to_string()).unwrap_or_default(),
        why: limits.get(&line.item).cloned().unwrap_or_default(),
        state,
        label,
        soon: line.state == DutyState::NotDue && line.due().is_some_and(|due| due <= soon),
    }
}

async fn fill_records(
    read: &mut Read,
    actor: &Actor,
    query: &Query,
    shown: &mut TodayPage,
) -> Result<(), Fault> {
    let key: Option<i64> = query.parsed("after");
    let organ = actor.organ.0;
    let mut kept = if shown.showing == "review" {
        gk_records::list_queue(read, organ, key.unwrap_or(0), LIMIT + 1).await?
    } else if shown.showing == "release" {
        gk_records::list_to_release(read, organ, key.unwrap_or(0), LIMIT + 1).await?
    } else {
        let which = Drafts {
            holder: (shown.showing == "mine").then_some(actor.person),
            returned: shown.showing == "returned",
            lacking: shown.showing == "lacking",
        };
        gk_records::list_drafts(read, organ, which, key.unwrap_or(i64::MAX), LIMIT + 1).await?
    };
    let full = kept.len() > usize::try_from(LIMIT).unwrap_or(usize::MAX);
    if full {
        kept.pop();
    }
    let next = kept.last().filter(|_| full).map(|one| one.id.to_string());
    shown.pager = pager(shown, kept.len(), key.is_some(), next);
    shown.records = kept.iter().map(RecordLine::new).collect();
    Ok(())
}

fn pager(shown: &TodayPage, lines: usize, is_later: bool, next: Option<String>) -> Pager {
    let first = format!("/desk?show={}", shown.showing);
    Pager {
        next: next.map(|key| format!("{first}&after={key}")).unwrap_or_default(),
        prev: if is_later { first } else { String::new() },
        shown: u64::try_from(lines).unwrap_or(0),
        total: shown.tabs.iter().find(|tab| tab.active).and_then(|tab| u64::try_from(tab.count).ok()),
    }
}
