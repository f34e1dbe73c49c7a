//! 批量办理: one thing done to many records in one transaction, all or none; the preview does the same and gives it up.

use gk_base::{Office, Problem, Tx};
use gk_records::verbs::{Seen, publish, submit, take_over};
use gk_rules::Reason;
use gk_rules::org::Actor;
use gk_rules::records::bulk::{BulkAct, reasons_not_to_begin};

/// 逐件结果: a record, and the reasons against; none where it may be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The record.
    pub seen: Seen,
    /// 不能办理的理由
    pub against: Vec<Reason>,
    /// Whether somebody was faster.
    pub overtaken: bool,
}

async fn one(tx: &mut Tx, actor: &Actor, act: BulkAct, seen: Seen) -> Result<(), Problem> {
    match act {
        BulkAct::Submit => submit::within(tx, actor, seen).await,
        BulkAct::TakeOver => take_over::within(tx, actor, seen).await,
        // What is approved was examined; nothing is judged here, so nothing is confirmed for anybody.
        BulkAct::Release => publish::within(tx, actor, seen, false).await.map(|_| ()),
    }
}

/// What would come of it, record by record; nothing is changed.
///
/// # Errors
/// [`Problem::Refused`] when nothing or too much is chosen.
pub async fn preview(
    office: &Office,
    actor: &Actor,
    act: Option<BulkAct>,
    all: &[Seen],
) -> Result<Vec<Outcome>, Problem> {
    Problem::unless_none(reasons_not_to_begin(act, all.len()))?;
    let mut tx = office.begin(actor).await?;
    let mut out = Vec::new();
    for seen in all {
        let done = match act {
            Some(act) => one(&mut tx, actor, act, *seen).await,
            None => Ok(()),
        };
        let (against, overtaken) = match done {
            Ok(()) => (Vec::new(), false),
            Err(Problem::Refused(against)) => (against, false),
            Err(Problem::NotAllowed(denied)) => (vec![denied.reason()], false),
            Err(Problem::Stale { .. }) => (Vec::new(), true),
            Err(problem) => return Err(problem),
        };
        out.push(Outcome { seen: *seen, against, overtaken });
    }
    Ok(out)
}

/// Does it to all, or to none.
///
/// # Errors
/// As the step itself, of the first record that refuses.
pub async fn run(office: &Office, actor: &Actor, act: Option<BulkAct>, all: &[Seen]) -> Result<(), Problem> {
    Problem::unless_none(reasons_not_to_begin(act, all.len()))?;
    let mut tx = office.begin(actor).await?;
    for seen in all {
        if let Some(act) = act {
            one(&mut tx, actor, act, *seen).await?;
        }
    }
    tx.commit().await
}
