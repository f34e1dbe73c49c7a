//! The disclosure log (依申请公开答复公示): which answered request everybody may read.

use super::Case;
use super::depersonalise::Showing;

/// What the index calls a shown answer.
pub const KIND: &str = "foi_answer";
/// 依申请公开答复: the same for people.
pub const KIND_LABEL: &str = "依申请公开答复";

/// 公示状态: whether the organ shows it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The organ shows it.
    pub chosen: bool,
    /// A clerk confirmed the text without personal data.
    pub confirmed: bool,
}

/// 公众可见: the one rule for page, list and search.
#[must_use]
pub const fn is_public(shown: Shown) -> bool {
    shown.chosen && shown.confirmed
}

/// What the law asks of a case before it is shown; nothing where it has not ended.
#[must_use]
pub fn showing(case: &Case) -> Option<Showing> {
    let decision = case.decision()?;
    Some(Showing {
        decision,
        served: case.first_end().is_some(),
        contested: case.reliefs.iter().any(|one| one.concluded.is_none()),
        chosen: true,
    })
}

/// 尚未办结: what has no outcome yet has nothing to show.
#[must_use]
pub fn not_ended() -> crate::Reason {
    crate::Reason::new("foi.show_not_ended", "案件还没有办结，没有可以公示的答复。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_public_that_was_not_chosen_and_confirmed() {
        assert!(is_public(Shown { chosen: true, confirmed: true }));
        assert!(!is_public(Shown { chosen: true, confirmed: false }));
        assert!(!is_public(Shown { chosen: false, confirmed: true }));
    }
}
