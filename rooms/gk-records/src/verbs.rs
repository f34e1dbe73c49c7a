//! The verbs of the room, in the order the office does them.

pub mod attach;
pub mod choose_item;
pub mod detach;
pub mod determine;
pub mod dismiss;
pub mod draft;
pub mod fix_way;
pub mod force;
pub mod look_at;
pub mod mask;
pub mod publish;
pub mod reassess;
pub mod return_it;
pub mod review;
pub mod revise;
pub mod save;
pub mod schedule;
pub mod submit;
mod supersede;
pub mod take_back;
pub mod take_in;
pub mod take_over;
pub mod withdraw;

use gk_base::{Fault, Problem, Read, Tx};
use gk_rules::Day;
use gk_rules::catalog::item::Item;
use gk_rules::org::{Act, Actor, may};
use gk_rules::records::elements::{Held, Tick, held, missing};
use gk_rules::records::reasons::Hand;
use gk_rules::records::state::{Step, WrongStage};
use gk_rules::records::{Body, BodyFormat, Record};
use gk_webkit::rich::Rich;

use crate::preflight::Preflight;
use crate::tables::files::{self, FileLine};
use crate::tables::records::{self, Kept};

/// Which record, and the version that was on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The record.
    pub record: i64,
    /// The version.
    pub version: u32,
}

/// The record a verb is done to, when whoever acts may and has seen its last version.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn open(tx: &mut Tx, actor: &Actor, act: Act, seen: Seen) -> Result<Kept, Problem> {
    let kept = records::load(tx, seen.record).await?;
    may(actor, act, &kept.subject())?;
    kept.at(seen.version)
}

fn hand(tx: &Tx, actor: &Actor, seen: Seen) -> Hand {
    Hand { person: actor.person, today: tx.today(), seen: seen.version }
}

pub(crate) fn step(tx: &Tx, actor: &Actor) -> Step {
    Step { by: actor.person, on: tx.today() }
}

/// The reasons were asked before; a step that still does not lead anywhere is ours.
pub(crate) fn stepped(wrong: WrongStage) -> Fault {
    Fault::because("a step the reasons let pass", wrong)
}

/// The body as it may be shown.
#[must_use]
pub fn rich(body: &Body) -> Rich {
    match body.format {
        BodyFormat::Markdown => Rich::from_markdown(&body.text),
        BodyFormat::Html => Rich::from_html(&body.text),
    }
}

/// The item a record is published against: as it holds today, else as it was last in force.
///
/// # Errors
/// When the database fails.
pub async fn item_of(read: &mut Read, line: Option<i64>) -> Result<Option<Item>, Fault> {
    let Some(line) = line else { return Ok(None) };
    let today: Day = read.today();
    if let Some((line, _)) = gk_catalog::find_item_by_line(read, line, today).await? {
        return Ok(Some(line.item));
    }
    Ok(gk_catalog::find_last_of_line(read, line).await?.map(|(line, _)| line.item))
}

/// Everything of a record that can be read: title, summary, body, names of files.
pub(crate) fn words_of(record: &Record, files: &[FileLine]) -> String {
    let mut words = format!("{}\n{}\n{}", record.title, record.summary, rich(&record.body).plain());
    for file in files {
        words.push('\n');
        words.push_str(&file.name);
    }
    words
}

/// How every element of the item stands in a record; nothing where the item is gone.
pub(crate) fn elements<'a>(
    item: Option<&'a Item>,
    record: &Record,
    files: &[FileLine],
    ticks: &[Tick],
) -> Vec<Held<'a>> {
    item.map(|item| held(&item.content.elements, ticks, &words_of(record, files))).unwrap_or_default()
}

/// The required elements a record lacks, by their words.
pub(crate) async fn lacking(tx: &mut Tx, kept: &Kept) -> Result<Vec<String>, Fault> {
    let item = item_of(tx, kept.line).await?;
    let files = files::of_record(tx, kept.id).await?;
    let ticks = records::ticks(tx, kept.id).await?;
    let held = elements(item.as_ref(), &kept.record, &files, &ticks);
    Ok(missing(&held).into_iter().map(ToOwned::to_owned).collect())
}

/// What the check finds in a record.
pub(crate) async fn found(tx: &mut Tx, kept: &Kept) -> Result<Preflight, Fault> {
    let files = files::of_record(tx, kept.id).await?;
    Preflight::of(tx, kept, &files).await
}

/// As the law asks for them.
pub(crate) fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
