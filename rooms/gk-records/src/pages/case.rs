//! A record as the desk shows it: item, elements, files, review chain, timeline, and what may be done next.

use gk_base::ports::local_text;
use gk_base::{Coded, Fault, Problem, Read, ledger};
use gk_rules::Day;
use gk_rules::attribute::Attribute;
use gk_rules::catalog::item::Item;
use gk_rules::org::{Act, Actor, may};
use gk_rules::records::Stage;
use gk_rules::records::elements::{Held, Holding, Tick, missing};
use gk_webkit::parts::{ReviewStep, TimelineEvent};

use super::acts::{Acts, Around};
use super::desk_findings::{FindingsView, of_case};
use super::history;
use crate::queries::{address, size_text};
use crate::reviewing::Reviewing;
use crate::tables::files::{self, FileLine};
use crate::tables::records::{self, Kept};
use crate::verbs::withdraw::posted_until;
use crate::verbs::{elements, item_of, rich};
use crate::versions::{Version, versions};

/// A record with all that stands around it.
pub(super) struct Case {
    pub(super) kept: Kept,
    pub(super) item: Option<ItemView>,
    pub(super) elements: Vec<ElementView>,
    pub(super) findings: FindingsView,
    pub(super) files: Vec<FileView>,
    pub(super) html: String,
    pub(super) steps: Vec<ReviewStep>,
    pub(super) timeline: Vec<TimelineEvent>,
    pub(super) duty: Option<DutyView>,
    pub(super) acts: Acts,
    /// 公开属性
    pub(super) attribute: AttributeView,
    /// What stood before, where it was revised.
    pub(super) versions: Vec<Version>,
    /// Where the public finds it; empty when it cannot.
    pub(super) public: String,
    /// The last day of its 公示期, where the item asks for one.
    pub(super) posted_until: Option<Day>,
    /// Whether that day has not passed.
    pub(super) posting_runs: bool,
}

/// The item a record is published against.
pub(super) struct ItemView {
    pub(super) path: String,
    pub(super) code: String,
    pub(super) limit: String,
    pub(super) basis: Vec<String>,
    pub(super) href: String,
}

impl ItemView {
    pub(super) fn new(line: i64, item: &Item) -> Self {
        let path = &item.path;
        let parts = [&path.level1, &path.level2, &path.level3].map(String::as_str);
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            path: parts.join(" › "),
            code: item.code.to_string(),
            limit: item.content.limit.text.clone(),
            basis: item.content.basis.iter().map(|one| one.text.clone()).collect(),
            href: format!("/items/{line}"),
        }
    }
}

/// 公开属性 as the desk shows it.
pub(super) struct AttributeView {
    pub(super) label: &'static str,
    /// Whether it becomes public of itself.
    pub(super) open: bool,
    pub(super) normative: bool,
    pub(super) grounds: Vec<&'static str>,
    pub(super) opinion: String,
    /// How many places are taken out.
    pub(super) removed: usize,
    /// 下次评估
    pub(super) look_on: String,
    pub(super) look_why: &'static str,
}

impl AttributeView {
    fn new(kept: &Kept, reviewing: &Reviewing) -> Self {
        let decided = &reviewing.proposed.determination;
        Self {
            label: kept.record.attribute.label(),
            open: kept.record.attribute == Attribute::Proactive,
            normative: reviewing.proposed.normative,
            grounds: decided.grounds.iter().map(|one| one.ground().label()).collect(),
            opinion: decided.opinion.clone(),
            removed: decided.removed.len(),
            look_on: kept.look.map(|look| look.on.to_string()).unwrap_or_default(),
            look_why: kept.look.map_or("", |look| look.occasion.label()),
        }
    }
}

/// A content element and how it stands.
pub(super) struct ElementView {
    pub(super) place: usize,
    pub(super) words: String,
    pub(super) required: bool,
    /// `ticked`, `found`, `explained` or `missing`.
    pub(super) how: &'static str,
    pub(super) why: String,
    pub(super) found: Vec<String>,
}

impl ElementView {
    fn new(place: usize, held: &Held<'_>) -> Self {
        let (how, why, found) = match &held.how {
            Holding::Ticked => ("ticked", String::new(), Vec::new()),
            Holding::Found => ("found", String::new(), Vec::new()),
            Holding::Explained { why } => ("explained", why.clone(), Vec::new()),
            Holding::Missing { found } => ("missing", String::new(), found.clone()),
        };
        Self { place, words: held.element.to_owned(), required: held.required, how, why, found }
    }
}

/// An attached file.
pub(super) struct FileView {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) format: &'static str,
    pub(super) size: String,
}

impl FileView {
    pub(super) fn new(href: String, file: &FileLine) -> Self {
        Self {
            id: file.id,
            name: file.name.clone(),
            href,
            format: file.media.label(),
            size: size_text(file.size),
        }
    }
}

/// The occurrence a record is written for.
pub(super) struct DutyView {
    pub(super) due: String,
    pub(super) state: &'static str,
    pub(super) label: &'static str,
}

impl DutyView {
    fn new(duty: &gk_duties::DutyLine, today: Day) -> Self {
        let (state, label) = duty.shown(today);
        Self { due: duty.due().map(|day| day.to_string()).unwrap_or_default(), state, label }
    }
}

impl Case {
    /// The record with everything around it, when the actor may see it.
    pub(super) async fn load(read: &mut Read, actor: &Actor, id: i64) -> Result<Self, Problem> {
        let kept = records::load(read, id).await?;
        may_see(actor, &kept)?;
        let ticks = records::ticks(read, id).await?;
        Self::around(read, actor, kept, &ticks).await
    }
    /// The same around what was typed and not saved.
    pub(super) async fn around(
        read: &mut Read,
        actor: &Actor,
        kept: Kept,
        ticks: &[Tick],
    ) -> Result<Self, Problem> {
        let today = read.today();
        let item = item_of(read, kept.line).await?;
        let there = files::of_record(read, kept.id).await?;
        let held = elements(item.as_ref(), &kept.record, &there, ticks);
        let (findings, open) = of_case(read, actor, &kept, &there).await?;
        let reviewing = Reviewing::of(read, &kept).await?;
        let lacking = missing(&held);
        let around = Around { reviewing: &reviewing, missing: &lacking, open: &open };
        let acts = Acts::of(read, actor, &kept, around).await?;
        let views = held.iter().enumerate().map(|(place, held)| ElementView::new(place, held)).collect();
        let file =
            |file: &FileLine| FileView::new(format!("/desk/records/{}/files/{}", kept.id, file.id), file);
        let duty = match kept.duty {
            Some(duty) => gk_duties::load(read, duty).await.ok().map(|duty| DutyView::new(&duty, today)),
            None => None,
        };
        let public = if kept.stage() == Stage::Published { address(kept.number()) } else { String::new() };
        let posted_until =
            if kept.stage() == Stage::Published { posted_until(read, &kept).await? } else { None };
        Ok(Self {
            posted_until,
            posting_runs: posted_until.is_some_and(|last| today <= last),
            item: kept.line.zip(item.as_ref()).map(|(line, item)| ItemView::new(line, item)),
            elements: views,
            findings,
            files: there.iter().map(file).collect(),
            html: rich(&kept.record.body).as_html().to_owned(),
            steps: history::steps(&kept, &reviewing),
            attribute: AttributeView::new(&kept, &reviewing),
            versions: versions(read, &kept).await?,
            timeline: timeline(read, &kept).await?,
            duty,
            acts,
            public,
            kept,
        })
    }
}

/// Whoever may draft, judge or withdraw it may look at it.
///
/// # Errors
/// [`Problem::NotAllowed`].
pub fn may_see(actor: &Actor, kept: &Kept) -> Result<(), Problem> {
    let subject = kept.subject();
    if [Act::PublishRecord, Act::WithdrawRecord, Act::ReviewRecord, Act::LookAtForced]
        .iter()
        .any(|act| may(actor, *act, &subject).is_ok())
    {
        return Ok(());
    }
    Ok(may(actor, Act::DraftRecord, &subject)?)
}

/// What was done to the record, the newest first.
async fn timeline(read: &mut Read, kept: &Kept) -> Result<Vec<TimelineEvent>, Fault> {
    let entries = ledger::of_subject(read, &kept.ledger_subject(), 100).await?;
    let event = |entry: ledger::Entry| {
        let body = entry.json().unwrap_or_default();
        let note = ["why", "note", "name", "number"].iter().find_map(|key| body.get(key)?.as_str());
        TimelineEvent {
            at: local_text(entry.at),
            note: note.unwrap_or_default().to_owned(),
            who: entry.who.name,
            what: gk_rules::event_label(&entry.event).to_owned(),
            tone: match entry.event.as_str() {
                "records.published" | "records.approved" | "records.revised" => "good",
                "records.returned" | "records.release_held" | "records.forced" => "warn",
                "records.withdrawn" => "bad",
                _ => "",
            },
        }
    };
    Ok(entries.into_iter().map(event).collect())
}
