//! Work on what somebody sent, on a thread of its own: it ends in time or is left alone, and a panic in it is a damaged file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use gk_base::{Fault, Problem};
use gk_rules::redaction::reasons;

/// Files are nested; their readers nest with them.
const STACK: usize = 64 << 20;
/// Threads that may be left alone before no more are begun.
const LEFT_ALONE: usize = 4;
static RUNNING_LATE: AtomicUsize = AtomicUsize::new(0);

/// Does something within a time.
///
/// # Errors
/// What the work refuses; that it took too long; that the file made it fail.
pub(crate) fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    if RUNNING_LATE.load(Ordering::Acquire) >= LEFT_ALONE {
        return Err(Problem::refused(reasons::too_slow()));
    }
    let (tell, told) = mpsc::sync_channel(1);
    let over = Arc::new(AtomicBool::new(false));
    let ended = Arc::clone(&over);
    let work = move || {
        // Nobody listens any more when it was too late.
        let _ = tell.send(catch_unwind(AssertUnwindSafe(work)));
        if ended.swap(true, Ordering::AcqRel) {
            RUNNING_LATE.fetch_sub(1, Ordering::AcqRel);
        }
    };
    std::thread::Builder::new()
        .name("redaction".to_owned())
        .stack_size(STACK)
        .spawn(work)
        .map_err(|e| Fault::because("starting a thread", e))?;
    match told.recv_timeout(limit) {
        Ok(Ok(done)) => done,
        Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => Err(Problem::refused(reasons::damaged())),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            // Whoever comes second of the two, work and watch, takes the count back.
            RUNNING_LATE.fetch_add(1, Ordering::AcqRel);
            if over.swap(true, Ordering::AcqRel) {
                RUNNING_LATE.fetch_sub(1, Ordering::AcqRel);
            }
            Err(Problem::refused(reasons::too_slow()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(problem: Problem) -> &'static str {
        match problem {
            Problem::Refused(reasons) => reasons[0].code,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn work_that_panics_or_takes_too_long_is_refused() {
        let limit = Duration::from_secs(10);
        assert_eq!(within(limit, || Ok(7)).unwrap(), 7);
        let panicked: Result<(), _> = within(limit, || panic!("a file did this"));
        assert_eq!(code(panicked.unwrap_err()), "redaction.damaged");
        let (hold, held) = mpsc::channel::<()>();
        let late = within(Duration::from_millis(20), move || Ok(held.recv().is_ok()));
        assert_eq!(code(late.unwrap_err()), "redaction.too_slow");
        drop(hold);
    }
}
