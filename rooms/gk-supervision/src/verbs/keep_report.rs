//! 留存统计表: the tables of a year as they stand now, or a report made elsewhere, kept as a version; next year is checked by it.

use gk_base::annual::{self, NotTaken};
use gk_base::{Fault, Office, Problem, directory};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::reporting::{other_report, unreadable_report};
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::report::AnnualReport;
use gk_rules::report::reading::Known;

use crate::register::Year;
use crate::tables::reports::{self, Behind};

/// 留存
pub struct KeepReport {
    /// 年度
    pub year: i16,
    /// A report made elsewhere: its name and bytes. The tables of the register are kept where there is none.
    pub brought: Option<(String, Vec<u8>)>,
}

/// Keeps a version of the actor's organ's report; gives its number.
///
/// # Errors
/// [`Problem::Refused`] when the file is no report of that organ and year, [`Problem::NotAllowed`].
pub async fn run(office: &Office, actor: &Actor, cmd: KeepReport) -> Result<u32, Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::HandleCase, &Subject::of(actor.organ, actor.path.clone()))?;
    let seat = directory::load(&mut tx, actor.organ).await?;
    let (organ, name) = (actor.organ.0, seat.organ.names.full.clone());
    let former = reports::latest(&mut tx, organ, cmd.year).await?;
    let brought = cmd.brought.is_some();
    let (report, carried) = match cmd.brought {
        Some(file) => (taken(office, file, (&name, cmd.year)).await?, Behind::new()),
        None => {
            let year = Year::load(&mut tx, (organ, &seat.organ.code, &name), cmd.year).await?;
            let carried = year.carried_out();
            (year.report, carried)
        }
    };
    let version = former.map_or(1, |one| one.version + 1);
    reports::insert(&mut tx, (organ, cmd.year), (version, brought), (&report, &carried)).await?;
    let body = serde_json::json!({ "year": cmd.year, "version": version, "brought": brought });
    tx.ledger(FoiEvent::ReportKept, Some(organ), format!("organ:{organ}"), &body);
    tx.commit().await?;
    Ok(version)
}

/// A report from a file, if it is that of the organ and the year.
async fn taken(
    office: &Office,
    file: (String, Vec<u8>),
    (organ, year): (&str, i16),
) -> Result<AnnualReport, Problem> {
    let sheets = office.sheets();
    let known = Known { organ: Some(organ.to_owned()), year: Some(year) };
    let work = move || annual::take(sheets.as_ref(), (&file.0, &file.1), &known);
    let read = tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("reading a report", e))?;
    let report = match read {
        Ok((taken, _)) => taken.report,
        Err(NotTaken::File(trouble)) => {
            return Err(Problem::refused(unreadable_report(&trouble.to_string())));
        }
        Err(NotTaken::Report(found)) => {
            return Err(Problem::Refused(found.iter().map(|one| unreadable_report(&one.words)).collect()));
        }
    };
    if report.year != year || report.organ != organ {
        return Err(Problem::refused(other_report(&report.organ, report.year)));
    }
    Ok(report)
}
