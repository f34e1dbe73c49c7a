//! Explained cases (示范案例): invented, of no real organ, one for each outcome that is often got wrong.

use gk_rules::Coded;
use gk_rules::foi::Decision;
use gk_rules::foi::explained::Explained;

use crate::table::lines;

const TABLE: &str = include_str!("../data/cases/explained.tsv");

/// What they are called wherever they are shown.
pub const LABEL: &str = "示范案例（虚构，不涉及真实机关）";

/// 示范案例
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Its name on the page: that of its outcome.
    pub id: &'static str,
    /// What it says.
    pub case: Explained,
}

/// All of them, in the order of the outcomes.
#[must_use]
pub fn all() -> Vec<Sample> {
    lines(TABLE)
        .filter_map(|mut cells| {
            let id = cells.text();
            let decision = Decision::from_code(id)?;
            let mut text = || cells.text().to_owned();
            let case = Explained {
                decision,
                title: text(),
                facts: text(),
                question: text(),
                reasoning: text(),
                articles: text(),
                outcome: text(),
            };
            Some(Sample { id, case })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gk_rules::foi::explained::reasons_not_to_keep;

    #[test]
    fn every_sample_is_whole_and_shows_nobody() {
        let all = all();
        let codes: Vec<&str> = all.iter().map(|one| one.id).collect();
        assert_eq!(codes, ["A1", "B", "C4", "C5", "C6", "C7", "C8", "D1a", "D1b", "D2", "E1", "E2"]);
        for one in &all {
            let against = reasons_not_to_keep(&one.case);
            assert!(against.is_empty(), "{}: {against:?}", one.id);
        }
    }

    #[test]
    fn a_sample_names_the_article_and_the_remedy_of_its_outcome() {
        for one in all() {
            assert!(one.case.articles.contains("条例"), "{}", one.id);
            let first = one.case.outcome.contains("应当先申请行政复议");
            let kind = one.case.decision.remedy_kind();
            let expected =
                matches!(kind, gk_rules::foi::RemedyKind::ReviewFirst | gk_rules::foi::RemedyKind::Mixed);
            assert_eq!(first, expected, "{}", one.id);
        }
    }
}
