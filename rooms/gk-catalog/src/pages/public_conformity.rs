//! 对标报告: what an edition makes of the standard above.

use askama::Template;
use axum::extract::State;
use gk_base::Problem;
use gk_rules::Coded as _;
use gk_rules::catalog::conformity::Report;
use gk_rules::catalog::finding::{Finding, Grade};
use gk_rules::catalog::words::Heading;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Path, Web, page};

use super::{public_shell, published};
use crate::tables::explanations::Said;
use crate::tables::whole::Whole;
use crate::{Above, EditionLine};

#[derive(Template)]
#[template(path = "public/conformity.html")]
struct ConformityPage {
    shell: Shell,
    edition: EditionLine,
    above: Above,
    report: Report,
    findings: Vec<Told>,
}

/// A finding with what was said about it.
pub(crate) struct Told {
    /// What was found.
    pub(crate) finding: Finding,
    /// What was said, where somebody did.
    pub(crate) said: Option<Said>,
}

impl Told {
    /// The findings with what was said about each.
    pub(crate) fn all(findings: Vec<Finding>, said: &[Said]) -> Vec<Self> {
        let about = |one: &Finding| {
            said.iter().find(|s| (s.explanation.code, s.explanation.item) == (one.code, one.item)).cloned()
        };
        findings.into_iter().map(|finding| Self { said: about(&finding), finding }).collect()
    }
    /// The code of the item; empty for the edition as a whole.
    pub(crate) fn item(&self) -> String {
        self.finding.item.map(|code| code.to_string()).unwrap_or_default()
    }
    /// The article it rests on; empty for none.
    pub(crate) fn basis(&self) -> String {
        self.finding.basis.map(|one| one.to_string()).unwrap_or_default()
    }
    /// The tone of its grade.
    pub(crate) fn tone(&self) -> &'static str {
        match (self.finding.grade, &self.said) {
            (Grade::Blocking, None) => "bad",
            (Grade::Blocking, Some(_)) | (Grade::Warning, _) => "warn",
            (Grade::Note, _) => "quiet",
        }
    }
    /// Whether an explanation may stand instead of a cure.
    pub(crate) fn may_be_explained(&self) -> bool {
        self.finding.grade == Grade::Blocking && self.finding.code.may_be_explained()
    }
}

impl ConformityPage {
    /// The share of conforming items, as shown; empty when none is concerned.
    fn share(&self) -> String {
        self.report.tally.share().map(percent).unwrap_or_default()
    }
}

/// Hundredths of a percent as people read them.
pub(crate) fn percent(share: usize) -> String {
    format!("{}.{}%", share / 100, share / 10 % 10)
}

/// Shows the report.
pub(crate) async fn show(State(web): State<Web>, Path(id): Path<i64>) -> Answer {
    let mut read = web.office().read().await?;
    let line = published(&mut read, id).await?;
    let whole = Whole::of(&mut read, line).await?;
    let (Some(report), Some(above)) = (whole.report(), whole.line.parent.clone()) else {
        return Err(Problem::missing("report", id).into());
    };
    let findings = Told::all(report.findings.clone(), &whole.said);
    let edition = whole.line;
    let shell =
        public_shell(&web, Heading::Conformity.label()).crumb(edition.title(), format!("/standards/{id}"));
    page(&ConformityPage { shell, edition, above, report, findings })
}
