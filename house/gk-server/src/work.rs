//! The work behind the counter: jobs and the index, in a loop beside the web; and in a loop of its own, what waits for others.

use gk_base::{Office, Problem};
use gk_counter::verbs::deliver;
use gk_webkit::Web;

use crate::house;

/// How long the loop sleeps when nothing wakes it: another process may have committed.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

/// Does all jobs that may run now, and lets the index catch up, until nothing is left.
///
/// # Errors
/// When the database or the index fails.
pub async fn settle(web: &Web) -> Result<(), Problem> {
    let workers = house::workers();
    gk_duties::ensure_today(web.office()).await?;
    gk_foi::ensure_today(web.office()).await?;
    gk_records::ensure_tonight(web.office()).await?;
    loop {
        let done = gk_base::jobs::run_ready(web.office(), &workers).await?;
        web.catch_up().await?;
        if done == 0 {
            return Ok(());
        }
    }
}

/// Works for ever.
pub async fn work(web: Web) {
    loop {
        if let Err(problem) = settle(&web).await {
            tracing::error!(%problem, "the work behind the counter stopped for a moment");
        }
        tokio::select! {
            () = web.office().something_happened() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Sends events to whoever has subscribed, for ever; whatever receivers do, jobs and index do not wait for it.
pub async fn post(office: Office) {
    loop {
        match deliver::run(&office).await {
            Ok(tried) if tried > 0 => {}
            Ok(_) => tokio::time::sleep(PAUSE).await,
            Err(problem) => {
                tracing::error!(%problem, "events could not be sent for a moment");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}
