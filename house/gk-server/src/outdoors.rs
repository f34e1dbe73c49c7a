//! The real clock and real randomness: the only place that asks the machine for them.

use gk_base::Moment;
use gk_base::ports::{Clock, Ids};

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> Moment {
        #[expect(clippy::disallowed_methods, reason = "this is the port")]
        Moment::now()
    }
}

/// UUIDv7 and the machine's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealIds;

impl Ids for RealIds {
    fn next(&self, now: Moment) -> String {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        let mut random = [0; 10];
        random.copy_from_slice(self.secret().get(..10).unwrap_or(&[0; 10]));
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
    }
    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        #[expect(clippy::expect_used, reason = "a machine without randomness must not make secrets")]
        getrandom::fill(&mut bytes).expect("the machine gives randomness");
        bytes
    }
}
