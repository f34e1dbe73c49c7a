//! 公开事项: the standard of one item, and how every organ it obliges has met it.

use askama::Template;
use axum::extract::State;
use gk_base::{Fault, Problem, Read};
use gk_catalog::{EditionLine, ItemLine};
use gk_duties::{DutyLine, Hanging, Limits};
use gk_rules::catalog::adoption::Adoption;
use gk_rules::catalog::item::{Item, Necessity};
use gk_rules::duty::obligations::why_decided;
use gk_rules::duty::{DutyKind, DutyState, Holding, Naming, holdings};
use gk_rules::{Coded, Day};
use gk_webkit::parts::{Entry, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Path, Query, Web, page};

use super::{Head, entries, shell};
use crate::queries;

/// Organs on a page.
const ORGANS: i64 = 50;
/// How much of the newest information the page shows.
const NEWS: i64 = 20;

#[derive(Template)]
#[template(path = "public/item.html")]
struct ItemPage {
    shell: Shell,
    head: Head,
    standard: Standard,
    organs: Vec<OrganBrief>,
    pager: Pager,
    hanging: Vec<Hanging>,
    news: Vec<Entry>,
    line: i64,
}

/// 标准: an item as its edition says it.
pub(super) struct Standard {
    /// The item's own name.
    pub(super) name: String,
    item: ItemLine,
    /// The edition it stands in.
    pub(super) edition: EditionLine,
    /// Whether the edition holds today.
    pub(super) holds: bool,
    /// The item of the standard above it answers, with that standard's name.
    pub(super) parent: Option<(ItemLine, String)>,
    /// The rules that hold, said back, each with why where that is not simply the catalog's word.
    pub(super) rules: Vec<RuleView>,
    /// What must be said of another law's period.
    pub(super) remark: Option<String>,
    /// Which limit holds on which day.
    pub(super) limits: Option<Limits>,
}

/// 适用的规则: one rule in words.
pub(super) struct RuleView {
    pub(super) words: String,
    pub(super) why: Vec<String>,
    /// Whether a person must still name it.
    pub(super) open: bool,
}

impl RuleView {
    fn of(held: &Holding) -> Self {
        let why = [held.said(), held.posting_said()].into_iter().flatten().collect();
        Self { words: held.rule.words(), why, open: held.is_open() }
    }
}

/// 责任机关: one organ's line.
struct OrganBrief {
    href: String,
    name: String,
    state: &'static str,
    label: &'static str,
}

impl Standard {
    /// The item of a line as it holds today, else as it was last in force.
    pub(super) async fn load(read: &mut Read, line: i64) -> Result<Self, Problem> {
        let today: Day = read.today();
        let found = gk_catalog::find_item_by_line(read, line, today).await?;
        let holds = found.is_some();
        let found = match found {
            Some(found) => Some(found),
            None => gk_catalog::find_last_of_line(read, line).await?,
        };
        let (item, edition) = found.ok_or_else(|| Problem::missing("item", line))?;
        let parent = if holds { parent(read, &item.item, &edition).await? } else { None };
        let from = edition.validity.map(|one| one.from).filter(|_| holds);
        let limits = match from {
            Some(from) => {
                let of = (edition.owner.domain, from);
                Some(gk_duties::limits_of_loaded(read, line, &item.item, of).await?)
            }
            None => None,
        };
        let held = match &limits {
            Some(limits) => limits.on(today),
            None => holdings(&item.item.content.limit, &[], &[], today),
        };
        let rules = held.all.iter().map(RuleView::of).collect();
        let (name, remark) = (item.item.path.name().to_owned(), held.remark());
        Ok(Self { name, item, edition, holds, parent, rules, remark, limits })
    }
    pub(super) fn item(&self) -> &Item {
        &self.item.item
    }
    /// Every limit a person has named for it, the last first.
    pub(super) fn namings(&self) -> Vec<&Naming> {
        self.limits.iter().flat_map(|limits| limits.namings().iter().rev()).collect()
    }
    /// Why a duty has the limit it has, for the day from which it runs.
    pub(super) fn why(&self, duty: &DutyLine) -> Vec<String> {
        if duty.kind == DutyKind::Event && duty.rule_no() == 0 {
            return duty.start.and_then(why_decided).into_iter().collect();
        }
        let (Some(limits), Some(start)) = (&self.limits, duty.start) else { return Vec::new() };
        let held = limits.on(start);
        let rule = duty.rule_no().checked_sub(1).and_then(|place| held.all.get(place));
        let said = rule.and_then(|one| match duty.kind {
            DutyKind::Posting => one.posting_said(),
            _ => one.said(),
        });
        said.into_iter().collect()
    }
    /// Its domain's page.
    pub(super) fn domain_href(&self) -> String {
        format!("/catalogs/{}", self.edition.owner.domain)
    }
    /// 沿用、细化、新增、不适用
    pub(super) fn adoption(&self) -> &'static str {
        self.item().standing.adoption.label()
    }
    /// Whether it binds the organ at all.
    pub(super) fn applies(&self) -> bool {
        self.item().applies()
    }
    /// Whether how it stands to the standard above says anything: a catalog with nothing above it adds everything.
    pub(super) fn shows_standing(&self) -> bool {
        self.edition.parent.is_some() || self.item().standing.adoption != Adoption::Added
    }
    /// Whether an element may be left out.
    pub(super) fn optional(&self, necessity: &Necessity) -> bool {
        *necessity == Necessity::Optional
    }
    /// The channels, by their labels.
    pub(super) fn channels(&self) -> Vec<String> {
        self.item().reach.channels.iter().map(gk_rules::catalog::channel::Channel::label).collect()
    }
    /// The levels ticked.
    pub(super) fn levels(&self) -> String {
        self.item().reach.levels.labels().join("、")
    }
    /// Whether the words of the edition come from a published document.
    pub(super) fn doubtful(&self) -> Option<&'static str> {
        self.edition
            .came
            .trust
            .filter(|trust| *trust != gk_standards::trust::Trust::Verified)
            .map(Coded::label)
    }
}

/// The item of the standard above that this one answers.
async fn parent(
    read: &mut Read,
    item: &Item,
    edition: &EditionLine,
) -> Result<Option<(ItemLine, String)>, Fault> {
    let (Some(above), Some(code)) = (&edition.parent, item.standing.parent) else { return Ok(None) };
    let found = gk_catalog::find_item_by_code(read, above.id, code).await?;
    Ok(found.map(|item| (item, above.organ_name.clone())))
}

/// GET /items/{line}?after=ORGAN
pub(super) async fn get(State(web): State<Web>, Path(line): Path<i64>, query: Query) -> Answer {
    gk_duties::ensure_today(web.office()).await?;
    let mut read = web.office().read().await?;
    let standard = Standard::load(&mut read, line).await?;
    let after: i64 = query.parsed("after").unwrap_or(0);
    let mut organs = gk_duties::organs_of_line(&mut read, line, after, ORGANS + 1).await?;
    let pager = pager(&mut organs, line, after);
    let news = queries::newest_of_line(&mut read, line, None, NEWS).await?;
    let whole = ItemPage {
        shell: shell(&web, "catalogs"),
        head: Head::of(&web, &format!("/items/{line}")).left_out_if(after > 0),
        standard,
        organs: organs.into_iter().map(row).collect(),
        pager,
        hanging: gk_duties::list_hanging(&mut read, line, NEWS).await?,
        news: entries(&news.into_iter().map(|(_, line)| line).collect::<Vec<_>>(), true),
        line,
    };
    page(&whole)
}

fn row(duty: DutyLine) -> OrganBrief {
    let state: DutyState = duty.item_state.unwrap_or(duty.state);
    OrganBrief {
        href: format!("/items/{}/{}", duty.line, duty.organ_code),
        name: duty.organ_name,
        state: state.code(),
        label: state.label(),
    }
}

fn pager(organs: &mut Vec<DutyLine>, line: i64, after: i64) -> Pager {
    let size = usize::try_from(ORGANS).unwrap_or(usize::MAX);
    let more = organs.len() > size;
    organs.truncate(size);
    let last = organs.last().map_or(0, |one| one.organ);
    Pager {
        prev: if after > 0 { format!("/items/{line}") } else { String::new() },
        next: if more { format!("/items/{line}?after={last}") } else { String::new() },
        shown: u64::try_from(organs.len()).unwrap_or(0),
        total: None,
    }
}
