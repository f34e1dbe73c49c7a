//! The county's and townships' catalogs: files of every kind imported by the disclosure office, reviewed and put in force
//! by the leader.

use gk_base::book::{Book, Page};
use gk_base::problem::Fault;
use gk_base::{Office, Problem};
use gk_catalog::EditionLine;
use gk_catalog::verbs::drop_item::{self, DropItem};
use gk_catalog::verbs::explain_finding::{self, ExplainFinding};
use gk_catalog::verbs::import_file::{self, Content, ImportFile};
use gk_catalog::verbs::put_in_force::{self, PutInForce};
use gk_catalog::verbs::review_edition::{self, ReviewEdition};
use gk_catalog::verbs::start_next_edition::{self, StartNextEdition};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::finding::{Check, Grade};
use gk_rules::catalog::item::{DomainCode, Item, ItemCode};
use gk_rules::catalog::sheet::Sheet;
use gk_rules::org::Actor;

use super::sheets::{self, HEADS, items_of, printed};
use super::words::{Word, about, say};
use super::{files, xls};

/// Whose catalogs, and by whom.
pub(super) struct Issue<'a> {
    /// The organ's code.
    pub(super) organ: &'a str,
    /// What stands before the domain in the title.
    pub(super) region: &'a str,
    /// Whose standard.
    pub(super) tier: Tier,
    /// Who drafts.
    pub(super) by: &'a Actor,
    /// Who reviews and puts in force.
    pub(super) leader: &'a Actor,
}

/// Imports the domains, each in another kind of file; the last ones of a long list in one workbook. Puts them in force.
pub(super) async fn enact(office: &Office, issue: &Issue<'_>, domains: &[DomainCode]) -> Result<(), Problem> {
    let together = if domains.len() > 4 { 3 } else { 0 };
    let (alone, last) = domains.split_at(domains.len() - together);
    for domain in alone {
        let items = chosen(issue, *domain);
        let sheet = printed(issue.region, *domain, &items);
        let content = content(office, *domain, sheet)?;
        import(office, issue, content, items.len()).await?;
    }
    if !last.is_empty() {
        let mut book = Book::default();
        let mut count = 0;
        for domain in last {
            let items = chosen(issue, *domain);
            count += items.len();
            book.sheets.push(Page::of_table(&printed(issue.region, *domain, &items), HEADS));
        }
        let stem = about(Word::Together, issue.region, "")?;
        let content = file(&stem, "xlsx", office.sheets().xlsx(&book)?);
        import(office, issue, content, count).await?;
    }
    Ok(())
}

/// A township's own catalog has what is ticked for townships.
fn chosen(issue: &Issue<'_>, domain: DomainCode) -> Vec<Item> {
    let all = items_of(domain).into_iter();
    all.filter(|one| issue.tier != Tier::Township || one.reach.levels.township).collect()
}

fn file(stem: &str, ending: &str, bytes: Vec<u8>) -> Content {
    Content::File { name: format!("{stem}.{ending}"), bytes }
}

/// The table in a kind of file that depends on the domain.
fn content(office: &Office, domain: DomainCode, mut sheet: Sheet) -> Result<Content, Fault> {
    let stem = sheet.rows.first().and_then(|row| row.first()).cloned().unwrap_or_default();
    let files = office.sheets();
    Ok(match domain.number() % 6 {
        0 => Content::Text(files::pasted(&sheet)),
        1 => file(&stem, "xlsx", files.xlsx(&Book { sheets: vec![Page::of_table(&sheet, HEADS)] })?),
        2 => {
            sheets::tick_with(&mut sheet, "●");
            file(&stem, "xls", xls::workbook(&sheet)?)
        }
        3 => {
            sheets::repeat_by_word(&mut sheet, &say(Word::Same)?);
            file(&stem, "docx", files::docx(&sheet)?)
        }
        4 => file(&stem, "csv", files.csv(&Page::of_table(&sheet, HEADS))),
        _ => {
            sheets::repeat_by_word(&mut sheet, &say(Word::Same)?);
            file(&stem, "html", files::html(&sheet))
        }
    })
}

async fn import(office: &Office, issue: &Issue<'_>, content: Content, items: usize) -> Result<(), Problem> {
    let name = match &content {
        Content::File { name, .. } => name.clone(),
        Content::Text(_) => String::new(),
    };
    let cmd = ImportFile { organ: issue.organ.to_owned(), tier: issue.tier, domain: String::new(), content };
    let imported = import_file::run(office, issue.by, cmd).await?;
    let mut read = 0;
    for edition in &imported.editions {
        read += load(office, *edition).await?.counts.items;
        put_in_force(office, issue, *edition, true).await?;
    }
    // What was written must be what was read; otherwise the demonstration would show less than it says.
    if usize::try_from(read).ok() != Some(items) {
        return Err(Fault::new(format!("{read} of {items} items were read from {name}")).into());
    }
    Ok(())
}

async fn load(office: &Office, edition: i64) -> Result<EditionLine, Problem> {
    let mut read = office.read().await?;
    gk_catalog::load_edition(&mut read, edition).await
}

/// Drops what the county has no power for (every seventh domain has one such item), explains what must be explained,
/// reviews and puts in force from today.
async fn put_in_force(office: &Office, issue: &Issue<'_>, edition: i64, drops: bool) -> Result<(), Problem> {
    let line = load(office, edition).await?;
    if drops && issue.tier == Tier::County && line.owner.domain.number() % 7 == 6 {
        drop_last(office, issue, edition, line.version).await?;
    }
    explain(office, issue, edition).await?;
    let seen = load(office, edition).await?.version;
    review_edition::run(office, issue.leader, ReviewEdition { edition, seen }).await?;
    let seen = load(office, edition).await?.version;
    let from = office.today();
    put_in_force::run(office, issue.leader, PutInForce { edition, seen, from }).await
}

async fn drop_last(office: &Office, issue: &Issue<'_>, edition: i64, seen: i64) -> Result<(), Problem> {
    let mut read = office.read().await?;
    let last = gk_catalog::all_items(&mut read, edition).await?.pop();
    drop(read);
    let Some(last) = last else { return Ok(()) };
    let cmd = DropItem { edition, seen, code: last.item.code, reason: say(Word::Dropped)? };
    drop_item::run(office, issue.by, cmd).await
}

async fn explain(office: &Office, issue: &Issue<'_>, edition: i64) -> Result<(), Problem> {
    let mut read = office.read().await?;
    let findings = gk_catalog::findings(&mut read, edition).await?;
    drop(read);
    let mut told: Vec<(Check, Option<ItemCode>)> = Vec::new();
    for finding in findings.iter().filter(|one| one.grade == Grade::Blocking) {
        let about = (finding.code, finding.item);
        if told.contains(&about) {
            continue;
        }
        let seen = load(office, edition).await?.version;
        let (check, item) = about;
        let cmd = ExplainFinding { edition, seen, check, item, words: say(Word::Explained)? };
        explain_finding::run(office, issue.by, cmd).await?;
        told.push(about);
    }
    Ok(())
}

/// A second edition of a domain: one item less.
pub(super) async fn renew(office: &Office, issue: &Issue<'_>, domain: DomainCode) -> Result<(), Problem> {
    let mut read = office.read().await?;
    let organ = gk_base::directory::load_by_code(&mut read, issue.organ).await?.organ.id.0;
    let today = read.today();
    let held = gk_catalog::find_in_force(&mut read, organ, issue.tier, domain, today).await?;
    drop(read);
    let Some(held) = held else { return Ok(()) };
    let next = start_next_edition::run(office, issue.by, StartNextEdition { edition: held.id }).await?;
    let seen = load(office, next).await?.version;
    drop_last(office, issue, next, seen).await?;
    put_in_force(office, issue, next, false).await
}
