//! The files of a letter, set where blocking is allowed.

use gk_base::{Fault, Office, Problem};
use gk_rules::paper::Paper;

/// 版式: what a letter is set as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// PDF/A, for the applicant and the archive.
    Pdf,
    /// DOCX, for the office system.
    Docx,
}

impl Made {
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
    pub(crate) fn of(ending: &str) -> Option<Self> {
        [Self::Pdf, Self::Docx].into_iter().find(|one| one.ending() == ending)
    }
}

/// Sets a paper; the runtime goes on meanwhile.
pub(crate) async fn set(office: &Office, paper: &Paper, made: Made) -> Result<Vec<u8>, Problem> {
    let (press, paper) = (office.press(), paper.clone());
    let work = move || match made {
        Made::Pdf => press.pdf(&paper),
        Made::Docx => press.docx(&paper),
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("setting a letter", e))?
}
