//! Visibility (可见性): what the public sees of a record. Page, search, feed, attachment and export ask this and nothing else.

use serde::Serialize;

use super::ground::WithdrawGround;
use super::record::Record;
use super::state::Progress;
use crate::Day;

/// 可见性: what the public sees of a record on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "visibility", rename_all = "snake_case")]
pub enum Visibility {
    /// 全文可见: everything, attachments included.
    Full,
    /// 撤下告示: that it was taken down, when and on what ground; neither body nor attachments.
    Tombstone {
        /// 撤下日期
        on: Day,
        /// 撤下理由
        ground: WithdrawGround,
        /// Whether the title may still be shown.
        shows_title: bool,
    },
    /// 不可见: for the public it does not exist.
    Nothing,
}

impl Visibility {
    /// Whether body and attachments may be given out, and the record found by search, feed and export.
    #[must_use]
    pub fn is_full(self) -> bool {
        self == Self::Full
    }
}

/// 公众所见: decides for every door alike. Only what was reviewed and published is ever seen (条例 art 17); what was taken
/// down leaves a tombstone with the ground, never silence. Published with a later day, it is not seen before that day.
#[must_use]
pub fn visibility(record: &Record, today: Day) -> Visibility {
    match &record.progress {
        Progress::Published { published, .. } if published.on <= today => Visibility::Full,
        Progress::Withdrawn { withdrawn, ground, published, .. } if published.on <= today => {
            Visibility::Tombstone { on: withdrawn.on, ground: *ground, shows_title: ground.shows_title() }
        }
        _ => Visibility::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::record::tests::sample;
    use crate::records::state::Stage;
    use crate::records::state::tests::{STEP, at, stages};
    use jiff::civil::date;

    #[test]
    fn the_public_sees_what_is_published_and_a_tombstone_of_what_was() {
        let tombstone =
            Visibility::Tombstone { on: STEP.on, ground: WithdrawGround::Mistake, shows_title: true };
        for progress in stages() {
            let stage = progress.stage();
            let seen = visibility(&Record { progress, ..sample() }, STEP.on);
            let expected = match stage {
                Stage::Published => Visibility::Full,
                Stage::Withdrawn => tombstone,
                _ => Visibility::Nothing,
            };
            assert_eq!((seen, seen.is_full()), (expected, stage == Stage::Published), "{stage}");
        }
    }

    #[test]
    fn nothing_is_seen_before_its_day() {
        for progress in stages() {
            assert_eq!(visibility(&Record { progress, ..sample() }, date(2024, 2, 29)), Visibility::Nothing);
        }
    }

    #[test]
    fn a_tombstone_for_privacy_hides_the_title() {
        let progress = at(Stage::Published).withdraw(STEP, WithdrawGround::Privacy, "含住址".into()).unwrap();
        let seen = visibility(&Record { progress, ..sample() }, STEP.on);
        assert!(matches!(seen, Visibility::Tombstone { shows_title: false, .. }));
    }
}
