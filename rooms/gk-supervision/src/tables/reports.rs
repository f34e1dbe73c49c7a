//! Annual reports that were kept: versions with their day.

use std::collections::BTreeMap;

use gk_base::sql::Value;
use gk_base::{Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::report::{AnnualReport, Place};

statements! {
    "foi.reports";
    /// The last version of a year's report.
    LATEST = "select version, brought, report, made_on, made_name, carried from foi_reports
        where organ = $1 and year = $2 order by version desc limit 1";
    /// A new version.
    INSERT = "insert into foi_reports (organ, year, version, brought, report, made_on, made_at, made_by, made_name, carried)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}

/// 留存的报告
pub(crate) struct Kept {
    /// 版次
    pub(crate) version: u32,
    /// 由文件带入, and not counted here.
    pub(crate) brought: bool,
    /// The report.
    pub(crate) report: AnnualReport,
    /// 留存日
    pub(crate) on: Day,
    /// 留存人
    pub(crate) by: String,
    /// 结转下年度的案件 as they stood when it was kept; none of a report that was brought.
    pub(crate) carried: Behind,
}

/// Cases by the cell in which they were counted.
pub(crate) type Behind = BTreeMap<Place, Vec<String>>;

/// The last version of a year's report, or nothing.
pub(crate) async fn latest(read: &mut Read, organ: i64, year: i16) -> Result<Option<Kept>, Fault> {
    let Some(row) = read.row(&LATEST, params![organ, i64::from(year)]).await? else { return Ok(None) };
    Ok(Some(Kept {
        version: row.get(0)?,
        brought: row.get(1)?,
        report: row.json(2)?,
        on: row.get(3)?,
        by: row.get(4)?,
        carried: row.json(5)?,
    }))
}

/// Keeps a version.
pub(crate) async fn insert(
    tx: &mut Tx,
    (organ, year): (i64, i16),
    (version, brought): (u32, bool),
    (report, carried): (&AnnualReport, &Behind),
) -> Result<(), Fault> {
    let carried = serde_json::to_string(carried).map_err(|e| Fault::because("writing numbers", e))?;
    let text = serde_json::to_string(report).map_err(|e| Fault::because("writing an annual report", e))?;
    let (today, now, who) = (tx.today(), tx.now(), tx.who().clone());
    let values: &[Value] = params![
        organ,
        i64::from(year),
        version,
        brought,
        text,
        today,
        now,
        who.person.unwrap_or(0),
        who.name,
        carried
    ];
    tx.run(&INSERT, values).await?;
    Ok(())
}
