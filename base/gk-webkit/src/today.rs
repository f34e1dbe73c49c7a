//! 今日任务: what waits in other rooms, beside what the page of today counts itself; the house says which rooms there are.

use std::sync::Arc;

use gk_base::{Day, Fault, Read};
use gk_rules::org::Actor;

/// 其他事项的到期情况: figures that lead to what they count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// 事项
    pub label: &'static str,
    /// 已逾期
    pub overdue: i64,
    /// 今天到期
    pub today: i64,
    /// 随后数个工作日内到期, today left out.
    pub soon: i64,
    /// Where the overdue ones are.
    pub late_href: &'static str,
    /// Where all of them are, the nearest last day first.
    pub href: &'static str,
}

/// A room in which something waits.
#[async_trait::async_trait]
pub trait Waits: Send + Sync {
    /// What waits for the organ of the actor; nothing where it is not his affair. One statement.
    ///
    /// # Errors
    /// When the database fails.
    async fn count(&self, read: &mut Read, actor: &Actor, soon: Day) -> Result<Option<Waiting>, Fault>;
}

/// The rooms in which something waits, as the house lays them over all doors.
#[derive(Clone, Default)]
pub struct Elsewhere(pub Vec<Arc<dyn Waits>>);

impl Elsewhere {
    /// What waits in all of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, read: &mut Read, actor: &Actor, soon: Day) -> Result<Vec<Waiting>, Fault> {
        let mut all = Vec::new();
        for room in &self.0 {
            all.extend(room.count(read, actor, soon).await?);
        }
        Ok(all)
    }
}
