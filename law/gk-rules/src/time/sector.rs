//! Sector clocks (行业期限): periods of other laws that prevail over the 20 working days of 条例 art 26.
//!
//! Art 26 itself lets another law or regulation set the period. Which law, for what and since when is dated data
//! (`gk-standards`); how it is matched to an item and which period then holds is here.

use serde::Serialize;

use super::limit::{Kind, Limit, Rule, Span, Trigger};
use crate::catalog::strictness::{Order, above_ceiling, periods};
use crate::reason::Reason;
use crate::{Citation, Day, citation};

/// 行业期限: what another law asks for a subject, and between which days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectorClock {
    /// Stable: BUD-DEPT.
    pub id: String,
    /// 适用对象: the words by which an item is known to be its subject.
    pub subject: Subject,
    /// 期限: the period; nothing when the law asks for a least posting only.
    pub within: Option<Span>,
    /// 起算点
    pub trigger: Option<Trigger>,
    /// 最短公示期
    pub min_posting: Option<Span>,
    /// 法律依据
    pub basis: Citation,
    /// First day on which it holds.
    pub valid_from: Day,
    /// Last day on which it holds; nothing while it is in force.
    pub valid_to: Option<Day>,
    /// 已核对: whether it was read in the text of the instrument; else it is from memory and said to be so.
    pub verified: bool,
}

impl SectorClock {
    /// 规则: what it asks for, as a rule of a catalog would.
    #[must_use]
    pub fn rule(&self) -> Rule {
        let kind = self.within.map_or(Kind::Continuous, |span| Kind::Within { n: span.n, unit: span.unit });
        Rule {
            trigger: self.trigger.clone(),
            kind,
            min_posting: self.min_posting,
            escape: false,
            scope: None,
        }
    }
    /// 施行期间: between which days it holds, and whether its words were checked; one or two sentences.
    #[must_use]
    pub fn validity(&self) -> String {
        let from = self.valid_from;
        let days = match self.valid_to {
            Some(last) => format!("该规定自{from}起至{last}施行。"),
            None => format!("该规定自{from}起施行。"),
        };
        if self.verified { days } else { format!("{days}该期限尚未与原文核对。") }
    }
}

/// 适用词: every group must be found in the words of an item, and none of the forbidden words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Subject {
    /// Of each group one word at least.
    pub groups: Vec<Vec<String>>,
    /// None of these.
    pub not: Vec<String>,
}

impl Subject {
    /// `政府采购&中标|成交&!合同`: groups divided by `&`, alternatives by `|`, a forbidden group begins with `!`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words =
            |group: &str| group.split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let mut subject = Self::default();
        for group in text.split('&').filter(|group| !group.is_empty()) {
            match group.strip_prefix('!') {
                Some(group) => subject.not.extend::<Vec<_>>(words(group)),
                None => subject.groups.push(words(group)),
            }
        }
        subject
    }

    /// Whether these words speak of the subject. A subject without groups speaks of nothing.
    #[must_use]
    pub fn is_in(&self, words: &str) -> bool {
        let has = |word: &String| words.contains(word.as_str());
        !self.groups.is_empty()
            && self.groups.iter().all(|group| group.iter().any(has))
            && !self.not.iter().any(has)
    }
}

/// 查找行业期限: the clocks that hold on `day` for an item with these words (domain, levels, elements).
#[must_use]
pub fn sector_clock<'a>(
    clocks: &'a [SectorClock],
    domain: &str,
    words: &[&str],
    day: Day,
) -> Vec<&'a SectorClock> {
    let mut all = domain.to_owned();
    for word in words {
        all.push('\n');
        all.push_str(&crate::text::squeeze(word));
    }
    let in_force =
        |clock: &&SectorClock| clock.valid_from <= day && clock.valid_to.is_none_or(|last| day <= last);
    clocks.iter().filter(in_force).filter(|clock| clock.subject.is_in(&all)).collect()
}

/// 从严: the sector clock that prevails over a rule: one with a period certainly shorter, or with a period where the
/// rule names none. Nothing when the rule itself is as strict.
#[must_use]
pub fn prevailing<'a>(rule: &Rule, clocks: &[&'a SectorClock]) -> Option<&'a SectorClock> {
    let mut strictest: Option<(&'a SectorClock, Span)> = None;
    for clock in clocks {
        let Some(span) = clock.within else { continue };
        let shorter = strictest.is_none_or(|(_, held)| periods(held, span) == Order::Stricter);
        if shorter {
            strictest = Some((clock, span));
        }
    }
    let (clock, span) = strictest?;
    let prevails = match rule.kind {
        Kind::Within { n, unit } => periods(Span { n, unit }, span) == Order::Stricter,
        Kind::Immediate | Kind::PerLaw | Kind::Unclear => true,
        _ => false,
    };
    prevails.then_some(clock)
}

/// 超过法定期限: why a limit is doubtful: a period longer than art 26's 20 working days for which no other law is cited.
#[must_use]
pub fn longer_than_the_law(limit: &Limit, cites_another_law: bool) -> Option<Reason> {
    let long = limit.rules.iter().any(|rule| rule.min_posting.is_none() && above_ceiling(rule));
    (long && !cites_another_law).then(|| {
        let words = format!("公开时限“{}”超过二十个工作日，没有写明另行规定期限的法律、法规。", limit.text);
        Reason::new("time.longer_than_the_law", words)
            .by(citation::ogi(26, 0, 0))
            .cure("改为二十个工作日以内，或者在公开依据中写明规定更长期限的法律、法规及条文。")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::read::read;

    #[test]
    fn a_subject_needs_every_group_and_none_of_the_forbidden_words() {
        let subject = Subject::of("政府采购&中标|成交&!合同");
        assert!(subject.is_in("政府采购 成交结果"));
        assert!(!subject.is_in("政府采购 合同 中标"));
        assert!(!subject.is_in("工程招标 中标"));
        assert!(!Subject::of("").is_in("任何"));
    }

    #[test]
    fn only_a_longer_period_without_another_law_is_doubtful() {
        assert!(longer_than_the_law(&read("形成之日起30个工作日内"), false).is_some());
        assert!(longer_than_the_law(&read("形成之日起30个工作日内"), true).is_none());
        assert!(longer_than_the_law(&read("形成之日起20个工作日内"), false).is_none());
        assert!(longer_than_the_law(&read("公示不少于30个工作日"), false).is_none());
    }
}
