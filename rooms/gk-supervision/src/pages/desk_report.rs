//! 年度报告统计表: tables B and C from the register, every figure leading to its cases, the checks, and the files.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gk_base::directory::{self, Seat};
use gk_base::{Coded, Fault, Problem, Read, annual};
use gk_rules::Reason;
use gk_rules::foi::reporting::no_report_file;
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::report::balance::NotRun;
use gk_rules::report::{AnnualReport, Balance, Figure, Part, Place, Remark, Severity};
use gk_webkit::annual::{ReportArticle, ReportTable};
use gk_webkit::page::{download, page, page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, desk_shell};

use crate::register::{Year, year_of};
use crate::tables::reports;
use crate::verbs::keep_report::{self, KeepReport};
use gk_foi::CaseLine;
use gk_foi::Counting;
use gk_foi::lists::{self, AT_ONCE};

/// How many cases beside a remark are linked to.
const EXPLAINING: usize = 10;

#[derive(Template)]
#[template(path = "desk/report.html")]
struct ReportPage {
    shell: Shell,
    organ: String,
    own: bool,
    year: i16,
    years: Vec<Choice>,
    tables: Vec<(&'static str, String)>,
    remarks: Vec<RemarkView>,
    not_run: Vec<NotRun>,
    agreeing: Vec<Balance>,
    contradictory: Vec<String>,
    kept: [KeptLine; 2],
    errors: Vec<ReasonLine>,
    saved: bool,
}

/// 核对意见 with the cases that may explain it.
struct RemarkView {
    remark: Remark,
    tone: &'static str,
    /// 左、右
    sides: Option<(String, String, String)>,
    cases: Vec<String>,
    more: usize,
}

impl RemarkView {
    fn new(mut remark: Remark) -> Self {
        let mut cases = std::mem::take(&mut remark.cases);
        let more = cases.len().saturating_sub(EXPLAINING);
        cases.truncate(EXPLAINING);
        let text = |figure: Figure| figure.to_string();
        Self {
            tone: if remark.severity == Severity::Error { "bad" } else { "warn" },
            sides: remark.sides.map(|one| (text(one.left), text(one.right), text(one.apart()))),
            cases,
            more,
            remark,
        }
    }
}

/// 留存的报告 of a year, if there is one.
struct KeptLine {
    year: i16,
    kept: Option<(u32, String, String, bool)>,
}

impl KeptLine {
    fn new(year: i16, kept: Option<&reports::Kept>) -> Self {
        let kept = kept.map(|one| (one.version, one.on.to_string(), one.by.clone(), one.brought));
        Self { year, kept }
    }
}

/// The organ asked for, if one may look at its cases; else the own one.
async fn organ_of(read: &mut Read, actor: &Actor, query: &Query) -> Result<Seat, Problem> {
    let seat = match query.maybe("organ") {
        Some(code) => directory::load_by_code(read, code).await?,
        None => directory::load(read, actor.organ).await?,
    };
    may(actor, Act::SeeCase, &Subject::of(seat.organ.id, seat.organ.path.clone()))?;
    Ok(seat)
}

/// Whose year is counted.
fn of(seat: &Seat) -> (i64, &str, &str) {
    (seat.organ.id.0, &seat.organ.code, &seat.organ.names.full)
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    render(&web, &desk, &query, StatusCode::OK, Vec::new()).await
}

async fn render(web: &Web, desk: &Desk, query: &Query, status: StatusCode, errors: Vec<Reason>) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let seat = organ_of(&mut read, &desk.actor, query).await?;
    let today = read.today();
    let year = year_of(query.maybe("year"), today)?;
    let found = Year::load(&mut read, of(&seat), year).await?;
    let checked = found.checked();
    let chosen = year.to_string();
    let years: Vec<String> = (0..6).map(|back| (today.year() - back).to_string()).collect();
    let own = seat.organ.id == desk.actor.organ;
    let handles =
        may(&desk.actor, Act::HandleCase, &Subject::of(seat.organ.id, seat.organ.path.clone())).is_ok();
    let agreeing = found.agreeing(&checked);
    let (remarks, not_run) = checked;
    page_with(
        status,
        &ReportPage {
            shell,
            tables: tables(&found.report, &links(&found, &seat, year))?,
            organ: seat.organ.names.full.clone(),
            own: own && handles,
            years: Choice::list(years.iter().map(|one| (one.as_str(), one.as_str())), &[&chosen]),
            year,
            remarks: remarks.into_iter().map(RemarkView::new).collect(),
            not_run,
            agreeing,
            contradictory: found.derived.contradictory.clone(),
            kept: [KeptLine::new(year, found.kept.as_ref()), KeptLine::new(year - 1, found.last.as_ref())],
            errors: errors.iter().map(ReasonLine::from).collect(),
            saved: query.text("saved") == "1",
        },
    )
}

/// Every cell that is not 0 leads to its cases.
fn links(year: &Year, seat: &Seat, of: i16) -> BTreeMap<Place, String> {
    let filled = year.derived.behind.iter().filter(|(_, cases)| !cases.is_empty());
    let link = |place: Place| {
        format!("/desk/foi/report/cell?year={of}&place={}&organ={}", place.code(), seat.organ.code)
    };
    filled.map(|(place, _)| (*place, link(*place))).collect()
}

fn tables(
    report: &AnnualReport,
    links: &BTreeMap<Place, String>,
) -> Result<Vec<(&'static str, String)>, Problem> {
    let mut out = Vec::new();
    for part in [Part::Applications, Part::Relief] {
        let Some(laid) = gk_rules::report::layout::table(report, part) else { continue };
        let html = ReportTable::new(&laid, links).render();
        out.push((part.heading(), html.map_err(|e| Fault::because("rendering a table", e))?));
    }
    Ok(out)
}

#[derive(Template)]
#[template(path = "desk/report_cell.html")]
struct CellPage {
    shell: Shell,
    organ: String,
    year: i16,
    place: String,
    back: String,
    lines: Vec<CaseLine>,
    pager: Pager,
}

pub(super) async fn cell(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = desk_shell(&web, &desk, "foi").await?;
    let mut read = web.office().read().await?;
    let seat = organ_of(&mut read, &desk.actor, &query).await?;
    let year = year_of(query.maybe("year"), read.today())?;
    let code = query.text("place");
    let place = Place::from_code(code).ok_or_else(|| Problem::missing("cell", code))?;
    let found = Year::load(&mut read, of(&seat), year).await?;
    let ids = found.behind(place);
    let after: i64 = query.parsed("after").unwrap_or(0);
    let rest = ids.get(ids.partition_point(|id| *id <= after)..).unwrap_or_default();
    let shown = rest.get(..AT_ONCE.min(rest.len())).unwrap_or_default();
    let matters = lists::by_ids(&mut read, shown).await?;
    let counting = Counting::load(&mut read, &seat.organ.path).await?;
    let address = |after: &str| format!("/desk/foi/report/cell?{}", query.with("after", after));
    let next = shown.last().filter(|_| rest.len() > AT_ONCE).map(|last| address(&last.to_string()));
    page(&CellPage {
        shell,
        organ: seat.organ.names.full.clone(),
        year,
        place: place.to_string(),
        back: format!("/desk/foi/report?year={year}&organ={}", seat.organ.code),
        lines: matters.iter().map(|one| CaseLine::new(&read, one, &counting)).collect(),
        pager: Pager {
            prev: if after == 0 { String::new() } else { address("") },
            next: next.unwrap_or_default(),
            shown: u64::try_from(shown.len()).unwrap_or(0),
            total: u64::try_from(ids.len()).ok(),
        },
    })
}

/// GET: the report as a file.
pub(super) async fn file(
    State(web): State<Web>,
    desk: Desk,
    Path(form): Path<String>,
    query: Query,
) -> Answer {
    let mut read = web.office().read().await?;
    let seat = organ_of(&mut read, &desk.actor, &query).await?;
    let year = year_of(query.maybe("year"), read.today())?;
    let found = Year::load(&mut read, of(&seat), year).await?;
    drop(read);
    let report = match found.kept {
        Some(kept) if query.text("as") == "kept" => kept.report,
        _ => found.report,
    };
    let (sheets, press, today) = (web.office().sheets(), web.office().press(), web.office().today());
    let name = format!("{}.{form}", report.title);
    let work = move || -> Result<Option<(&'static str, Vec<u8>)>, Problem> {
        let paper = || gk_rules::report::paper::to_paper(&report, today);
        Ok(Some(match form.as_str() {
            "json" => ("application/json", annual::json(&report)?),
            "xlsx" => (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                sheets.xlsx(&annual::book(&report))?,
            ),
            "html" => ("text/html; charset=utf-8", article(&report)?),
            "pdf" => ("application/pdf", press.pdf(&paper())?),
            "docx" => (
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                press.docx(&paper())?,
            ),
            _ => return Ok(None),
        }))
    };
    let made =
        tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("writing a report", e))??;
    let (media, bytes) = made.ok_or_else(|| Problem::missing("page", &name))?;
    Ok::<Response, PageError>(download(&name, media, bytes))
}

fn article(report: &AnnualReport) -> Result<Vec<u8>, Problem> {
    let links = BTreeMap::new();
    let html = ReportArticle::new(report, &links, 1).render();
    Ok(html.map_err(|e| Fault::because("rendering a report", e))?.into_bytes())
}

/// POST: keeps the tables as they stand.
pub(super) async fn keep(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let year = year_of(fields.maybe("year"), web.office().today())?;
    keep_report::run(web.office(), &desk.actor, KeepReport { year, brought: None }).await?;
    Ok(see_other(&format!("/desk/foi/report?year={year}&saved=1")))
}

/// POST: keeps a report of the year before that was made elsewhere.
pub(super) async fn bring(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let year = year_of(fields.maybe("year"), web.office().today())?;
    let query = Query::parse(&format!("year={year}"));
    let outcome = match fields.file("report") {
        None => Err(Problem::refused(no_report_file())),
        Some(file) => {
            let brought = Some((file.name.clone(), file.bytes.clone()));
            keep_report::run(web.office(), &desk.actor, KeepReport { year: year - 1, brought }).await
        }
    };
    match outcome {
        Ok(_) => Ok(see_other(&format!("/desk/foi/report?year={year}&saved=1"))),
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, &query, StatusCode::UNPROCESSABLE_ENTITY, errors).await
        }
        Err(problem) => Err(problem.into()),
    }
}
