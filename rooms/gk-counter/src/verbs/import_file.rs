//! 批量收件: applications of another system by the file; all of a file or none, and the same one once.

use std::collections::BTreeSet;

use gk_base::ports::Sheets;
use gk_base::{Fault, Office, Problem, directory};
use gk_rules::Reason;
use gk_rules::catalog::sheet::Source;
use gk_rules::foi::intake::{
    Cells, Incoming, at_line, column, empty_file, incoming, line_unreadable, twice, unknown_column,
};

use gk_foi::verbs::receive::By;

use super::take_in::{self, TakenIn, cells};

/// 收件文件
pub struct ImportFile {
    /// 机关编码
    pub organ: String,
    /// Its name.
    pub name: String,
    /// Its bytes: a JSON object a line, or a table with headings.
    pub bytes: Vec<u8>,
}

/// 已收件
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// How many applications are new.
    pub new: usize,
    /// How many were there already.
    pub known: usize,
}

/// Takes the applications of a file in.
///
/// # Errors
/// [`Problem::Refused`] with every reason and its line; nothing is taken in then. [`Problem::Missing`] organ.
pub async fn run(office: &Office, cmd: ImportFile) -> Result<Imported, Problem> {
    let sheets = office.sheets();
    let (name, bytes) = (cmd.name, cmd.bytes);
    let work = move || rows(sheets.as_ref(), &name, &bytes);
    let rows = tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("reading a file", e))?;
    let all = read(rows.map_err(Problem::Refused)?).map_err(Problem::Refused)?;
    let mut tx = office.begin_as_system().await?;
    let organ = directory::load_by_code(&mut tx, &cmd.organ).await?.organ.id;
    let mut done = Imported { new: 0, known: 0 };
    let mut against = Vec::new();
    for (line, one) in all {
        match take_in::within(&mut tx, By::File, (organ, &cmd.organ), one).await {
            Ok(TakenIn::New(_)) => done.new += 1,
            Ok(TakenIn::Known(_)) => done.known += 1,
            Err(Problem::Refused(reasons)) => {
                against.extend(reasons.into_iter().map(|one| at_line(line, one)));
            }
            Err(problem) => return Err(problem),
        }
    }
    Problem::unless_none(against)?;
    tx.commit().await?;
    Ok(done)
}

type Rows = Vec<(u32, Cells)>;

/// Every row an application, no number twice.
fn read(rows: Rows) -> Result<Vec<(u32, Incoming)>, Vec<Reason>> {
    let (mut all, mut against, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    if rows.is_empty() {
        against.push(empty_file());
    }
    for (line, cells) in rows {
        match incoming(&cells) {
            Ok(one) if !seen.insert(one.key.clone()) => against.push(at_line(line, twice(&one.key))),
            Ok(one) => all.push((line, one)),
            Err(reasons) => against.extend(reasons.into_iter().map(|one| at_line(line, one))),
        }
    }
    if against.is_empty() { Ok(all) } else { Err(against) }
}

/// The rows of a file with their lines.
fn rows(sheets: &dyn Sheets, name: &str, bytes: &[u8]) -> Result<Rows, Vec<Reason>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf".as_slice()).unwrap_or(bytes);
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') {
        return lines(bytes);
    }
    match sheets.read(name, bytes) {
        Ok(Source::Sheets(tables)) => table(tables),
        Ok(Source::Text(_)) => Err(vec![empty_file()]),
        Err(trouble) => Err(vec![line_unreadable(&trouble.to_string())]),
    }
}

/// A JSON object a line.
fn lines(bytes: &[u8]) -> Result<Rows, Vec<Reason>> {
    let text = String::from_utf8_lossy(bytes);
    let (mut out, mut against) = (Rows::new(), Vec::new());
    for (line, text) in (1_u32..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let object: serde_json::Map<String, serde_json::Value> = match serde_json::from_str(text) {
            Ok(object) => object,
            Err(e) => {
                against.push(at_line(line, line_unreadable(&e.to_string())));
                continue;
            }
        };
        match cells(object) {
            Ok(cells) => out.push((line, cells)),
            Err(reasons) => against.extend(reasons.into_iter().map(|one| at_line(line, one))),
        }
    }
    if against.is_empty() { Ok(out) } else { Err(against) }
}

/// The first table, its first row the headings.
fn table(tables: Vec<gk_rules::catalog::sheet::Sheet>) -> Result<Rows, Vec<Reason>> {
    let Some(sheet) = tables.into_iter().find(|one| !one.rows.is_empty()) else {
        return Err(vec![empty_file()]);
    };
    let first = sheet.first_row;
    let mut rows = (first..).zip(sheet.rows);
    let Some((_, head)) = rows.next() else { return Err(vec![empty_file()]) };
    let unknown: Vec<Reason> = head
        .iter()
        .filter(|heading| !heading.trim().is_empty() && column(heading).is_none())
        .map(|heading| at_line(first, unknown_column(heading)))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let columns: Vec<Option<&str>> = head.iter().map(|heading| column(heading)).collect();
    let row = |(line, row): (u32, Vec<String>)| {
        let pairs = columns.iter().zip(row).filter_map(|(code, cell)| Some(((*code)?.to_owned(), cell)));
        let cells: Cells = pairs.collect();
        cells.values().any(|cell| !cell.trim().is_empty()).then_some((line, cells))
    };
    Ok(rows.filter_map(row).collect())
}
