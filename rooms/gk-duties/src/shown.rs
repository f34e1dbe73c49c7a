//! How a duty is shown: its state in words, and for a 公示期 those of a posting.

use gk_rules::duty::{DutyKind, DutyState, PostingState, posting_state};
use gk_rules::{Coded, Day};

use crate::held::RULE;
use crate::lists::DutyLine;

impl DutyLine {
    /// How a posting stands; nothing for other duties and for what no longer applies.
    #[must_use]
    pub fn posting(&self, today: Day) -> Option<PostingState> {
        let is_one = self.kind == DutyKind::Posting && self.state != DutyState::Ended;
        is_one.then(|| posting_state(&self.facts, today))
    }
    /// The code of its state, from which tone and sign follow, and the words.
    #[must_use]
    pub fn shown(&self, today: Day) -> (&'static str, &'static str) {
        match self.posting(today) {
            Some(PostingState::Short) => (DutyState::Overdue.code(), PostingState::Short.label()),
            Some(posting) => (self.state.code(), posting.label()),
            None => (self.state.code(), self.state.label()),
        }
    }
    /// Which rule of its item it comes from, from 1; 0 for the head.
    #[must_use]
    pub fn rule_no(&self) -> usize {
        usize::try_from(self.occurrence / RULE).unwrap_or(0)
    }
}
