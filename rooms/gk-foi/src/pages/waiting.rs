//! 今日任务中的依申请公开: how many applications are overdue, due today, or due soon.

use gk_base::{Day, Fault, Read};
use gk_rules::foi::words::ROOM;
use gk_rules::org::{Act, Actor, Subject, may};
use gk_webkit::today::{Waiting, Waits};

use crate::tables::tallies;

/// 依申请公开案件
pub(super) struct Applications;

#[async_trait::async_trait]
impl Waits for Applications {
    async fn count(&self, read: &mut Read, actor: &Actor, soon: Day) -> Result<Option<Waiting>, Fault> {
        if may(actor, Act::SeeCase, &Subject::of(actor.organ, actor.path.clone())).is_err() {
            return Ok(None);
        }
        let [overdue, today, soon] = tallies::due(read, actor.organ.0, soon).await?;
        let (late_href, href) = ("/desk/foi?show=overdue", "/desk/foi");
        Ok(Some(Waiting { label: ROOM, overdue, today, soon, late_href, href }))
    }
}
