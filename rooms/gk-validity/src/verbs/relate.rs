//! 登记效力关系: what a published document does to another, recorded once; both pages say so from the day on which it holds.

use std::collections::BTreeSet;

use gk_base::{Fault, Office, Problem, Read};
use gk_rules::Day;
use gk_rules::org::{Act, Actor};
use gk_rules::records::{RecordEvent, Stage};
use gk_rules::validity::register::{articles_of, no_target, several_targets};
use gk_rules::validity::relation::{DocumentId, Pair, reasons_not_to_relate};
use gk_rules::validity::{Effect, Relation};

use gk_records::verbs::{Seen, open};
use gk_records::{Kept, find_by_number, list_public_under_document};

use crate::citers;
use crate::queries::life;
use crate::tables::relations;

/// 效力关系, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relate {
    /// 影响
    pub effect: Effect,
    /// 受影响的文件: its 发文字号 or its 索引号.
    pub target: String,
    /// 条款: numbers; empty for the whole.
    pub articles: String,
    /// 生效日期
    pub from: Day,
    /// 延长至
    pub until: Option<Day>,
}

/// How far a chain of documents that end each other is followed.
const CHAIN: usize = 50;

/// Records it.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: Relate) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let by = open(&mut tx, actor, Act::PublishRecord, seen).await?;
    let target = target(&mut tx, cmd.target.trim()).await?;
    let scope = articles_of(&cmd.articles).map_err(Problem::refused)?;
    let relation = Relation {
        by: DocumentId(by.id),
        target: DocumentId(target.id),
        effect: cmd.effect,
        scope,
        from: cmd.from,
        until: cmd.until.filter(|_| cmd.effect == Effect::Extends),
    };
    let known = chain(&mut tx, target.id).await?;
    let pair = pair(&mut tx, &by, &target).await?;
    Problem::unless_none(reasons_not_to_relate(&relation, pair, &known))?;
    let id = relations::insert(&mut tx, &relation).await?;
    citers::leave(&mut tx, id);
    let body = serde_json::json!({ "number": by.number(), "target": target.number(), "relation": relation });
    tx.ledger(RecordEvent::Related, Some(by.record.organ.0), by.ledger_subject(), &body);
    tx.commit().await
}

/// The document meant: by its index number, else the one that is public under its own number.
async fn target(read: &mut Read, typed: &str) -> Result<Kept, Problem> {
    if let Some(kept) = find_by_number(read, typed).await? {
        let public = kept.stage() == Stage::Published;
        return if public { Ok(kept) } else { Err(Problem::refused(no_target(typed))) };
    }
    let mut found = list_public_under_document(read, typed).await?;
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => Err(Problem::refused(several_targets(typed))),
        (None, _) => Err(Problem::refused(no_target(typed))),
    }
}

async fn pair(read: &mut Read, by: &Kept, target: &Kept) -> Result<Pair, Fault> {
    let made = |kept: &Kept| kept.record.made_on.or(kept.record.progress.published_on());
    let (lived, today) = (life(read, target).await?, read.today());
    Ok(Pair {
        by_made_on: made(by).unwrap_or(today),
        by_published: by.stage() == Stage::Published,
        target_made_on: made(target).unwrap_or(today),
        target_expires_on: lived.last_day,
        target_articles: lived.articles,
        competent: by.owner.path == target.owner.path || by.owner.path.holds(&target.owner.path),
    })
}

/// What is known of a document, and of those that end others from it on.
async fn chain(read: &mut Read, target: i64) -> Result<Vec<Relation>, Fault> {
    let (mut known, mut seen, mut next) = (Vec::new(), BTreeSet::new(), vec![target]);
    while let Some(here) = next.pop() {
        if seen.len() >= CHAIN || !seen.insert(here) {
            continue;
        }
        for one in relations::of(read, here).await? {
            let relation = one.relation;
            if relation.by.0 == here && relation.effect.ends() {
                next.push(relation.target.0);
            }
            if !known.contains(&relation) {
                known.push(relation);
            }
        }
    }
    Ok(known)
}
