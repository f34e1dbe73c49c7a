//! 清理决定: registered by another than whoever concluded; the list of the result becomes a draft that goes the ordinary way.

use askama::Template;
use gk_base::{Coded, Fault, Office, Problem, Read, directory};
use gk_records::verbs::draft;
use gk_rules::Day;
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::records::{Body, BodyFormat, RecordEvent};
use gk_rules::validity::cleanup::{Conclusion, Entry, reasons_not_to_decide};
use gk_rules::validity::relation::DocumentId;

use crate::queries::standing_of;
use crate::tables::cleanups::{self, Kept, Line};

/// 清理结果的文字
#[derive(Template)]
#[template(path = "cleanup_result.md", escape = "none")]
struct ResultText<'a> {
    kept: &'a Kept,
    organ: &'a str,
    day: Day,
    /// Of each conclusion that was reached, the documents.
    parts: Vec<(&'static str, Vec<&'a Line>)>,
}

/// The documents of each conclusion that was reached, in the order of the law.
fn parts(lines: &[Line]) -> Vec<(&'static str, Vec<&Line>)> {
    let of = |kind: &Conclusion| {
        let all: Vec<&Line> = lines.iter().filter(|line| line.conclusion == Some(*kind)).collect();
        (kind.label(), all)
    };
    Conclusion::ALL.iter().map(of).filter(|(_, all)| !all.is_empty()).collect()
}

/// The entries as the law asks for them.
pub(crate) async fn entries_of(read: &mut Read, lines: &[Line]) -> Result<Vec<Entry>, Problem> {
    let mut all = Vec::new();
    for line in lines {
        all.push(Entry {
            document: DocumentId(line.record),
            standing: standing_of(read, line.record).await?,
            conclusion: line.conclusion,
            words: line.words.clone(),
        });
    }
    Ok(all)
}

/// Registers the decision of a day; gives the draft of the result.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Missing`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, cleanup: i64, day: Option<Day>) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let kept = cleanups::load(&mut tx, cleanup).await?;
    let organ = directory::load(&mut tx, kept.organ).await?.organ;
    may(actor, Act::PublishRecord, &Subject::of(organ.id, organ.path.clone()))?;
    let lines = cleanups::entries(&mut tx, cleanup).await?;
    let entries = entries_of(&mut tx, &lines).await?;
    let own = lines.iter().any(|line| line.said_by == Some(actor.person));
    Problem::unless_none(reasons_not_to_decide(&entries, day, tx.today(), own))?;
    let Some(day) = day else { return Err(Problem::missing("day", "")) };
    let text = ResultText { kept: &kept, organ: &organ.names.full, day, parts: parts(&lines) };
    let text = text.render().map_err(|e| Fault::because("the result of a clean-up", e))?;
    let (title, text) = text.split_once('\n').unwrap_or((text.as_str(), ""));
    let body = Body { format: BodyFormat::Markdown, text: text.trim().to_owned() };
    let record = draft::with_text(&mut tx, kept.organ, title.trim(), body).await?;
    cleanups::decide(&mut tx, cleanup, day, record).await?;
    let body = serde_json::json!({ "day": day, "record": record });
    tx.ledger(RecordEvent::CleanupDecided, Some(kept.organ.0), format!("cleanup:{cleanup}"), &body);
    tx.commit().await?;
    Ok(record)
}
