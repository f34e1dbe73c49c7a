//! 区分处理 on a page: a file page by page under a grid, the marks on it, and the copy without what is marked.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Fault, Problem};
use gk_rules::Reason;
use gk_rules::foi::words::{choose, number_unreadable};
use gk_rules::redaction::grid::{self, COLUMNS, Cell, ROWS};
use gk_rules::redaction::ground::Ground;
use gk_rules::redaction::{PageSize, Place};
use gk_webkit::assets;
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::redactions::Marked;
use crate::verbs::mark_redaction::{self, Change, SeenMarks};
use crate::verbs::redact::{self, Begun};

#[derive(Template)]
#[template(path = "desk/redact.html")]
struct RedactPage {
    shell: Shell,
    /// Draws areas; the form works without it.
    script: String,
    id: i64,
    file: i64,
    name: String,
    version: String,
    at: String,
    pages: Vec<PageLink>,
    sheet: Option<Sheet>,
    preview: bool,
    marks: Vec<MarkLine>,
    grounds: Vec<Choice>,
    typed: Typed,
    result: Option<i64>,
    blacked: usize,
    looked: String,
    unread: String,
    must_look: bool,
    done: bool,
    errors: Vec<ReasonLine>,
}

struct PageLink {
    number: u32,
    here: bool,
}

/// The page that is shown, with its grid, in whole points.
struct Sheet {
    width: String,
    height: String,
    /// 视图: the page with a strip above and beside it, where the names of the grid hide nothing.
    view: String,
    /// Lines and names of the columns: where each begins, its name, where the name stands.
    down: Vec<(String, char, String)>,
    across: Vec<(String, u8, String)>,
    small: String,
    /// Where the names stand in the strip.
    beside: String,
    areas: Vec<Rect>,
}

struct Rect {
    left: String,
    top: String,
    width: String,
    height: String,
    number: usize,
}

struct MarkLine {
    at: String,
    number: usize,
    place: String,
    words: bool,
    ground: &'static str,
}

/// What was typed for one more mark.
#[derive(Default)]
struct Typed {
    from: String,
    to: String,
    words: String,
    ground: String,
}

/// What is shown beside the file.
#[derive(Default)]
struct Again {
    page: u32,
    preview: bool,
    done: bool,
    must_look: bool,
    typed: Typed,
    errors: Vec<Reason>,
}

/// GET
pub(super) async fn show(
    State(web): State<Web>,
    desk: Desk,
    Path((id, file)): Path<(i64, i64)>,
    query: Query,
) -> Answer {
    let again = Again {
        page: query.parsed("page").unwrap_or(1),
        preview: query.text("preview") == "1",
        done: query.text("done") == "1",
        ..Again::default()
    };
    render(&web, &desk, (id, file), StatusCode::OK, again).await
}

async fn render(web: &Web, desk: &Desk, at: (i64, i64), status: StatusCode, again: Again) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let begun = redact::begin(web.office(), &desk.actor, at).await?;
    let (begun, sizes) = sizes(web, begun).await?;
    let mut errors = again.errors;
    let (sizes, status) = match sizes {
        Ok(sizes) => (sizes, status),
        Err(Problem::Refused(against)) => {
            errors.extend(against);
            (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(problem) => return Err(problem.into()),
    };
    let last = u32::try_from(sizes.len()).unwrap_or(u32::MAX);
    let here = again.page.clamp(1, last.max(1));
    let size = sizes.get(usize::try_from(here - 1).unwrap_or(0)).copied();
    let redaction = begun.redaction.as_ref();
    let page = RedactPage {
        shell,
        script: assets::href("area.js"),
        id: at.0,
        file: at.1,
        name: begun.file.name.clone(),
        version: redaction.map_or(0, |one| one.version).to_string(),
        at: here.to_string(),
        pages: (1..=last).map(|number| PageLink { number, here: number == here }).collect(),
        sheet: size.map(|size| sheet(size, here, &begun.marks)),
        preview: again.preview && !begun.marks.is_empty(),
        marks: begun.marks.iter().enumerate().map(|(at, mark)| line(at, mark, &sizes)).collect(),
        grounds: Choice::coded::<Ground>(&again.typed.ground),
        typed: again.typed,
        result: redaction.and_then(|one| one.result),
        blacked: redaction.map_or(0, |one| one.blacked.len()),
        looked: redaction.map(|one| one.looked.clone()).unwrap_or_default(),
        unread: redaction.map(|one| numbers(&one.unread)).unwrap_or_default(),
        must_look: again.must_look,
        done: again.done,
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

type Sizes = Result<Vec<PageSize>, Problem>;

/// How large the pages are, asked where blocking is allowed.
async fn sizes(web: &Web, begun: Begun) -> Result<(Begun, Sizes), Problem> {
    let redactor = web.office().redactor();
    let work = move || {
        let sizes = redactor.pages(&begun.bytes);
        (begun, sizes)
    };
    Ok(tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("reading a file", e))?)
}

fn numbers(pages: &[u32]) -> String {
    pages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn points(number: f64) -> String {
    format!("{number:.1}")
}

/// The grid over a page, and the areas marked on it.
fn sheet(size: PageSize, page: u32, marks: &[Marked]) -> Sheet {
    let (column, row) = (size.width / f64::from(COLUMNS), size.height / f64::from(ROWS));
    let areas = (1..).zip(marks).filter_map(|(number, mark)| match &mark.place {
        Place::Area(area) if area.page == page => Some(Rect {
            left: points(area.left),
            top: points(area.top),
            width: points(area.width),
            height: points(area.height),
            number,
        }),
        _ => None,
    });
    let (small, strip) = (column.min(row) * 0.5, column.max(row) * 0.8);
    let [from, wide, high] = [-strip, size.width + strip, size.height + strip].map(points);
    Sheet {
        view: format!("{from} {from} {wide} {high}"),
        beside: points(-strip / 2.0),
        width: points(size.width),
        height: points(size.height),
        down: (0..COLUMNS)
            .zip(grid::letters())
            .map(|(n, letter)| (points(column * f64::from(n)), letter, points(column * (f64::from(n) + 0.5))))
            .collect(),
        across: (0..ROWS)
            .map(|n| (points(row * f64::from(n)), n + 1, points(row * (f64::from(n) + 0.5))))
            .collect(),
        small: points(small),
        areas: areas.collect(),
    }
}

fn line(at: usize, mark: &Marked, sizes: &[PageSize]) -> MarkLine {
    let (place, words) = match &mark.place {
        Place::Words(words) => (words.clone(), true),
        Place::Area(area) => {
            let size = usize::try_from(area.page.saturating_sub(1)).ok().and_then(|n| sizes.get(n));
            let cells = size.map(|size| grid::named(area, *size)).unwrap_or_default();
            (cells, false)
        }
    };
    MarkLine { at: at.to_string(), number: at + 1, place, words, ground: mark.ground.label() }
}

/// POST: one more mark, one less, or the copy.
pub(super) async fn act(
    State(web): State<Web>,
    desk: Desk,
    Path((id, file)): Path<(i64, i64)>,
    fields: Fields,
) -> Answer {
    let page = fields.parsed("page").unwrap_or(1);
    let seen = SeenMarks { matter: id, file, version: fields.parsed("seen").unwrap_or(0) };
    let act = fields.text("act").to_owned();
    let outcome = match act.as_str() {
        "make" => redact::run(web.office(), &desk.actor, seen, fields.ticked("looked")).await.map(|_| ()),
        "remove" => {
            let change = Change::Remove(fields.parsed("at").unwrap_or(usize::MAX));
            mark_redaction::run(web.office(), &desk.actor, seen, change).await
        }
        _ => add(&web, &desk, seen, page, &fields).await,
    };
    match outcome {
        Ok(()) => {
            let done = if act == "make" { "&done=1" } else { "" };
            Ok(see_other(&format!("/desk/foi/{id}/redact/{file}?page={page}{done}")))
        }
        Err(Problem::Refused(errors)) => {
            let must_look = errors.iter().any(|one| one.code == "foi.look_first");
            let again = Again { page, must_look, typed: typed(&fields), errors, ..Again::default() };
            render(&web, &desk, (id, file), StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(problem) => Err(problem.into()),
    }
}

fn typed(fields: &Fields) -> Typed {
    let text = |name: &str| fields.text(name).to_owned();
    Typed { from: text("from"), to: text("to"), words: text("words"), ground: text("ground") }
}

async fn add(web: &Web, desk: &Desk, seen: SeenMarks, page: u32, fields: &Fields) -> Result<(), Problem> {
    let typed = typed(fields);
    let mut against = Vec::new();
    let ground = Ground::from_code(&typed.ground);
    if ground.is_none() {
        against.push(choose(&typed.ground));
    }
    let place = if typed.words.is_empty() {
        let begun = redact::begin(web.office(), &desk.actor, (seen.matter, seen.file)).await?;
        let (_, sizes) = sizes(web, begun).await?;
        let size =
            usize::try_from(page.saturating_sub(1)).ok().and_then(|n| sizes.as_ref().ok()?.get(n).copied());
        area(page, size, &typed, &mut against)
    } else {
        Some(Place::Words(typed.words.clone()))
    };
    match (ground, place) {
        (Some(ground), Some(place)) if against.is_empty() => {
            let change = Change::Add(Marked { place, ground });
            mark_redaction::run(web.office(), &desk.actor, seen, change).await
        }
        _ => Err(Problem::Refused(against)),
    }
}

/// The area between two cells; one cell alone is an area too.
fn area(page: u32, size: Option<PageSize>, typed: &Typed, against: &mut Vec<Reason>) -> Option<Place> {
    let to = if typed.to.is_empty() { &typed.from } else { &typed.to };
    let mut cell = |text: &str| Cell::read(text).map_err(|reason| against.push(reason)).ok();
    let corners = cell(&typed.from).zip(cell(to));
    let Some(size) = size else {
        against.push(number_unreadable(&page.to_string()));
        return None;
    };
    corners.map(|(from, to)| Place::Area(grid::area(page, size, from, to)))
}
