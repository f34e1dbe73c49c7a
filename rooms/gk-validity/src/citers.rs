//! 引用排查: after a relation is recorded, everything that cites its target is found, batch by batch, and its organ is told.

use gk_base::jobs::{Job, Trouble, Worker};
use gk_base::{Fault, Office, Problem, Tx, settings};
use gk_rules::records::RecordEvent;
use gk_rules::validity::Relation;
use gk_rules::validity::citing::{Cited, concerns, due_on};
use gk_rules::validity::consequences::{CiterKind, Citing, tasks};

use crate::tables::relations;
use crate::tables::tasks::{self as kept, New};

/// How many items or records one job looks through.
const BATCH: i64 = 200;
/// The kind of job.
pub(crate) const KIND: &str = "validity.citers";

/// Looks through items, then through records; its body is `relation:what:after`.
pub(crate) struct Citers;

/// What is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Among {
    Items,
    Records,
}

/// Leaves the search for who cites the target of a relation.
pub(crate) fn leave(tx: &mut Tx, relation: i64) {
    tx.later(KIND, format!("{relation}:items:0"), None);
}

fn read_body(body: &str) -> Option<(i64, Among, i64)> {
    let mut parts = body.split(':');
    let relation = parts.next()?.parse().ok()?;
    let among = match parts.next()? {
        "items" => Among::Items,
        "records" => Among::Records,
        _ => return None,
    };
    Some((relation, among, parts.next()?.parse().ok()?))
}

#[async_trait::async_trait]
impl Worker for Citers {
    fn kind(&self) -> &'static str {
        KIND
    }
    async fn work(&self, office: &Office, job: &Job) -> Result<(), Trouble> {
        let unread = || Trouble::Never(Fault::new(format!("no search: {}", job.body)));
        let (relation, among, after) = read_body(&job.body).ok_or_else(unread)?;
        let mut tx = office.begin_as_system().await?;
        let Some(known) = relations::find(&mut tx, relation).await? else { return Ok(()) };
        let target = gk_records::load(&mut tx, known.target.0).await?;
        let number = &target.record.identity.document_number;
        let cited = Cited::new(&target.record.title, number).filter(|_| concerns(&known));
        let Some(cited) = cited else { return Ok(()) };
        let search = Search { relation, known, cited };
        let next = match among {
            Among::Items => search.items(&mut tx, after).await?,
            Among::Records => search.records(&mut tx, after).await?,
        };
        if let Some((what, after)) = next {
            tx.later(KIND, format!("{relation}:{what}:{after}"), None);
        }
        tx.commit().await?;
        Ok(())
    }
}

/// A search that is under way.
struct Search {
    relation: i64,
    known: Relation,
    cited: Cited,
}

/// Where a search goes on.
type Next = Option<(&'static str, i64)>;

impl Search {
    async fn items(&self, tx: &mut Tx, after: i64) -> Result<Next, Problem> {
        let all = gk_catalog::list_items_in_force(tx, after, BATCH).await?;
        for one in &all {
            let basis = &one.item.content.basis;
            let words: Vec<&str> = basis.iter().map(|basis| basis.text.as_str()).collect();
            let Some(articles) = self.cited.cited_in(&words.join("\n")) else { continue };
            let organ = gk_catalog::load_edition(tx, one.edition).await?.owner.organ;
            let title = one.item.path.parts().collect::<Vec<_>>().join(" › ");
            let citing = Citing { citer: CiterKind::CatalogItem, id: one.line, articles };
            self.tell(tx, citing, (organ.0, title)).await?;
        }
        let full = i64::try_from(all.len()) == Ok(BATCH);
        Ok(match all.last().filter(|_| full) {
            Some(last) => Some(("items", last.line)),
            None => Some(("records", 0)),
        })
    }
    async fn records(&self, tx: &mut Tx, after: i64) -> Result<Next, Problem> {
        let all = gk_records::published_after(tx, after, BATCH).await?;
        for one in &all {
            if one.id == self.known.by.0 || one.id == self.known.target.0 {
                continue;
            }
            let words =
                format!("{}\n{}", one.record.title, gk_records::verbs::rich(&one.record.body).plain());
            let Some(articles) = self.cited.cited_in(&words) else { continue };
            let citing = Citing { citer: CiterKind::Document, id: one.id, articles };
            self.tell(tx, citing, (one.record.organ.0, one.record.title.clone())).await?;
        }
        let full = i64::try_from(all.len()) == Ok(BATCH);
        Ok(all.last().filter(|_| full).map(|last| ("records", last.id)))
    }
    /// Opens the task, where the law makes one of it; once.
    async fn tell(&self, tx: &mut Tx, citing: Citing, (organ, title): (i64, String)) -> Result<(), Problem> {
        let calendar = settings::calendar(tx).await?;
        // Where next year's working days are not known yet, the day stays open and the page says so.
        let due_on = due_on(self.known.from, tx.today(), &calendar).ok();
        for one in tasks(&self.known, &[citing]) {
            let new = New {
                relation: self.relation,
                citer: one.of.citer,
                citer_id: one.of.id,
                organ,
                title: title.clone(),
                task: one.task,
                articles: one.articles.clone(),
                due_on,
            };
            if kept::open(tx, &new).await? {
                let body = serde_json::json!({ "relation": self.relation, "task": one, "title": title });
                let subject = format!("record:{}", self.known.target.0);
                tx.ledger(RecordEvent::CiterFound, Some(organ), subject, &body);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_says_where_it_goes_on() {
        assert_eq!(read_body("3:items:0"), Some((3, Among::Items, 0)));
        assert_eq!(read_body("3:records:17"), Some((3, Among::Records, 17)));
        assert_eq!(read_body("3:people:17"), None);
    }
}
