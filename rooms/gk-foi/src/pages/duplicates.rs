//! 疑似重复: applications that may be the same as one, with why, and what may be done about it; nothing is done by itself.

use gk_base::{Coded, Fault, Read};
use gk_rules::foi::duplicate::{Likeness, likeness, may_be_merged_into};
use gk_webkit::door::encode;

use crate::tables::cases::Matter;
use crate::tables::lists::{self, Beside};

/// How many of the organ's newest applications are compared.
const NEWEST: i64 = 300;
/// How many of the same applicant, however old.
const OWN: i64 = 50;
/// How many are shown.
const SHOWN: usize = 6;

/// 疑似重复的申请
pub(super) struct Duplicate {
    pub(super) id: i64,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) standing: &'static str,
    pub(super) kind: Likeness,
    /// 相似程度, in percent.
    pub(super) percent: u32,
    pub(super) basis: String,
    /// The reply that was given, and its day.
    pub(super) reply_number: String,
    pub(super) decided_on: String,
    /// 建议的文书 and where it is drafted.
    pub(super) letter: &'static str,
    pub(super) draft: String,
    /// It may take this one in.
    pub(super) merge: bool,
}

impl Duplicate {
    fn of(matter: &Matter, one: Beside) -> Option<(u32, Self)> {
        let (kind, score) = likeness(&matter.wanted.text, one.compared(matter.id))?;
        let merge = may_be_merged_into(kind, one.compared(matter.id)) && one.number.is_some();
        let reply_number = one.reply_number.unwrap_or_default();
        let draft = format!("/desk/foi/{}/reply?decision=E2&former={}", matter.id, encode(&reply_number));
        let shown = Self {
            id: one.id,
            number: one.number.unwrap_or_default(),
            title: one.title,
            standing: one.decision.map_or(one.stage.label(), Coded::label),
            kind,
            percent: score / 10,
            basis: kind.basis().map(|basis| basis.to_string()).unwrap_or_default(),
            reply_number,
            decided_on: one.decided_on.map(|day| day.to_string()).unwrap_or_default(),
            letter: kind.letter().map(Coded::label).unwrap_or_default(),
            draft,
            merge,
        };
        Some((score, shown))
    }
}

/// Those most likely to be the same first: of the same applicant before others, the more alike before the less.
pub(super) async fn of(read: &mut Read, matter: &Matter) -> Result<Vec<Duplicate>, Fault> {
    let beside = lists::beside(read, matter.id, NEWEST, OWN).await?;
    let mut found: Vec<(u32, Duplicate)> =
        beside.into_iter().filter_map(|one| Duplicate::of(matter, one)).collect();
    let rank = |kind: Likeness| Likeness::ALL.iter().position(|one| *one == kind);
    found.sort_by_key(|(score, one)| (rank(one.kind), std::cmp::Reverse(*score), std::cmp::Reverse(one.id)));
    Ok(found.into_iter().take(SHOWN).map(|(_, one)| one).collect())
}
