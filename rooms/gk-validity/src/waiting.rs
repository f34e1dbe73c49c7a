//! 今日任务中的复核: how many of those who cite a changed document are to be looked at.

use gk_base::{Day, Fault, Read};
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::validity::register::TASKS;
use gk_webkit::today::{Waiting, Waits};

use crate::tables::tasks;

/// 复核任务
pub(crate) struct Tasks;

#[async_trait::async_trait]
impl Waits for Tasks {
    async fn count(&self, read: &mut Read, actor: &Actor, soon: Day) -> Result<Option<Waiting>, Fault> {
        if may(actor, Act::ReviseRecord, &Subject::of(actor.organ, actor.path.clone())).is_err() {
            return Ok(None);
        }
        let [overdue, today, soon, all] = tasks::count(read, actor.organ.0, soon).await?;
        let href = "/desk/validity";
        Ok((all > 0).then_some(Waiting { label: TASKS, overdue, today, soon, late_href: href, href }))
    }
}
