//! Ids that count up and secrets that are no secrets: for tests only.

use std::sync::atomic::{AtomicU64, Ordering};

use gk_base::Moment;
use gk_base::ports::Ids;

/// Counts up.
#[derive(Debug, Default)]
pub struct Counting(AtomicU64);

impl Ids for Counting {
    fn next(&self, _now: Moment) -> String {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        format!("00000000-0000-7000-8000-{n:012x}")
    }
    fn secret(&self) -> [u8; 32] {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&n.to_be_bytes());
        bytes
    }
}
