//! What happens later: last days derived anew after the calendar changed.

use gk_base::Office;
use gk_base::jobs::{Job, Trouble, Worker};

use crate::verbs::rederive;

/// 重新计算期限
pub(crate) struct Rederive;

/// The kind of the job.
pub(crate) const REDERIVE: &str = "foi.rederive";

#[async_trait::async_trait]
impl Worker for Rederive {
    fn kind(&self) -> &'static str {
        REDERIVE
    }
    async fn work(&self, office: &Office, _job: &Job) -> Result<(), Trouble> {
        rederive::run(office).await?;
        Ok(())
    }
}

/// 预警
pub(crate) struct Warn;

/// The kind of the job.
pub(crate) const WARN: &str = "foi.warn";

#[async_trait::async_trait]
impl Worker for Warn {
    fn kind(&self) -> &'static str {
        WARN
    }
    async fn work(&self, office: &Office, _job: &Job) -> Result<(), Trouble> {
        crate::warn::run(office).await?;
        Ok(())
    }
}
