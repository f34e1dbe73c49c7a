//! 核对导入结果: what was read, row by row, with everything that is not certain beside its row and its raw text.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use gk_base::ports::local_text;
use gk_base::{Problem, Read, blobs};
use gk_rules::Coded as _;
use gk_rules::catalog::draft::{Diagnostic, Severity};
use gk_rules::catalog::field::Field;
use gk_rules::catalog::intake::place;
use gk_rules::catalog::words::{Heading, raw_column, raw_rank};
use gk_rules::org::{Act, OrganId, OrganPath, Subject, may};
use gk_webkit::page::download;
use gk_webkit::parts::Pager;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Path, Query, Web, page};

use super::public_standard::turn;
use super::{done, shell_of};
use crate::tables::{editions, imports, items};
use crate::{EditionLine, ImportLine, ItemLine, Origin};

/// Items on one page.
const PAGE: i64 = 30;
/// Remarks on the whole file shown at once.
const WHOLE: usize = 100;

#[derive(Template)]
#[template(path = "desk/import.html")]
struct ImportPage {
    shell: Shell,
    import: ImportLine,
    drafts: Vec<EditionLine>,
    chosen: Option<EditionLine>,
    whole: Vec<Diagnostic>,
    hidden: usize,
    rows: Vec<ReadLine>,
    pager: Pager,
    done: &'static str,
    again: bool,
}

/// An item as read, with its raw cells and what is not certain about it.
struct ReadLine {
    line: ItemLine,
    origin: Origin,
    notes: Vec<Diagnostic>,
}

impl ReadLine {
    /// The columns people compare: what was read, and the raw text where it is not the same.
    fn columns(&self) -> Vec<(&'static str, String)> {
        Field::ALL
            .iter()
            .map(|field| (field.label(), field.words(&self.line.item)))
            .filter(|(_, words)| !words.is_empty())
            .collect()
    }
    fn raw(&self) -> Vec<(&str, &str)> {
        let filled = self.origin.raw.iter().filter(|(_, text)| !text.trim().is_empty());
        let mut raw: Vec<_> = filled.collect();
        raw.sort_by_key(|(key, _)| raw_rank(key));
        raw.into_iter().map(|(key, text)| (raw_column(key), text.as_str())).collect()
    }
    fn is_open(&self) -> bool {
        self.notes.iter().any(|one| one.severity != Severity::Note)
    }
}

/// The tone of a diagnostic.
fn tone(one: &Diagnostic) -> &'static str {
    match one.severity {
        Severity::Error => "bad",
        Severity::Warning => "warn",
        Severity::Note => "quiet",
    }
}

async fn looked_at(read: &mut Read, desk: &Desk, id: &str) -> Result<ImportLine, Problem> {
    let import = imports::load(read, id).await?;
    let path: OrganPath = import.path.parse().map_err(|_| Problem::missing("import", id))?;
    if !desk.actor.path.holds(&path) {
        may(&desk.actor, Act::ImportCatalog, &Subject::of(OrganId(import.organ), path))?;
    }
    Ok(import)
}

/// Shows an import.
pub(crate) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<String>, query: Query) -> Answer {
    let shell = shell_of(&web, &desk, "import", Heading::Import.label()).await?;
    let shell = shell.crumb(Heading::Imports.label(), "/desk/imports");
    let mut read = web.office().read().await?;
    let import = looked_at(&mut read, &desk, &id).await?;
    let diagnostics = imports::diagnostics(&mut read, &id).await?;
    let wanted = query.parsed::<i64>("edition").filter(|one| import.editions.contains(one));
    let wanted = wanted.or(import.editions.first().copied());
    let drafts = editions::of_import(&mut read, &import.editions).await?;
    let chosen = drafts.iter().find(|one| Some(one.id) == wanted).cloned();
    let (rows, pager) = match &chosen {
        Some(edition) => rows(&mut read, edition, &query, &diagnostics).await?,
        None => (Vec::new(), Pager::default()),
    };
    let placed = |one: &&Diagnostic| one.row > 0;
    let mut whole: Vec<Diagnostic> = diagnostics.iter().filter(|one| !placed(one)).cloned().collect();
    whole.sort_by_key(|one| one.severity);
    let hidden = whole.len().saturating_sub(WHOLE);
    whole.truncate(WHOLE);
    let (done, again) = (done(&query), query.maybe("again").is_some());
    page(&ImportPage { shell, import, drafts, chosen, whole, hidden, rows, pager, done, again })
}

/// One page of items with what was said of their rows: from where an item begins to where the next one does.
async fn rows(
    read: &mut Read,
    edition: &EditionLine,
    query: &Query,
    diagnostics: &[Diagnostic],
) -> Result<(Vec<ReadLine>, Pager), Problem> {
    let (shown, pager) = turn(read, edition, query, PAGE).await?;
    let first = shown.first().map_or(0, |one| one.seq - 1);
    let mut origins = items::origins(read, edition.id, first, PAGE + 1).await?;
    let begins: BTreeMap<(String, u32), ()> =
        origins.values().map(|one| ((one.place.sheet.clone(), one.place.row), ())).collect();
    let mut out = Vec::with_capacity(shown.len());
    for line in shown {
        let origin = origins.remove(&line.id).unwrap_or_default();
        let (sheet, row) = (&origin.place.sheet, origin.place.row);
        let next =
            begins.keys().find(|(s, r)| s == sheet && *r > row).map_or(row.saturating_add(50), |(_, r)| *r);
        let near = |one: &&Diagnostic| one.sheet == *sheet && row > 0 && (row..next).contains(&one.row);
        let notes = diagnostics.iter().filter(near).cloned().collect();
        out.push(ReadLine { line, origin, notes });
    }
    Ok((out, pager))
}

/// The file as it came.
pub(crate) async fn file(State(web): State<Web>, desk: Desk, Path(id): Path<String>) -> Answer {
    let mut read = web.office().read().await?;
    let import = looked_at(&mut read, &desk, &id).await?;
    let bytes =
        blobs::load(&mut read, &import.blob).await?.ok_or_else(|| Problem::missing("file", &import.blob))?;
    Ok(download(&import.file_name, "application/octet-stream", bytes))
}
