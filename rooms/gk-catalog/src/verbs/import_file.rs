//! 导入目录: a file or a pasted text becomes drafts, one for each domain in it, in one transaction; the bytes and every
//! diagnostic are kept. The same file of the same organ is read once.

use std::collections::BTreeMap;

use gk_base::directory::Seat;
use gk_base::ledger::sha256;
use gk_base::{Fault, Office, Problem, Tx, blobs};
use gk_rules::Reason;
use gk_rules::catalog::draft::{Diagnostic, ItemDraft};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::export::restored;
use gk_rules::catalog::intake;
use gk_rules::catalog::item::{DomainCode, Item};
use gk_rules::catalog::settle::settle;
use gk_rules::catalog::sheet::Source;
use gk_rules::catalog::trouble::Trouble;
use gk_rules::catalog::{Hint, read};
use gk_rules::org::Act;
use gk_standards::domains;
use serde_json::json;

use super::{Hand, affair, called, organ, subject};
use crate::tables::catalogs::Kept;
use crate::tables::drafts::{self, Beginning};
use crate::tables::editions;
use crate::tables::imports::{self, Found, ImportLine};
use crate::tables::items::Origin;

/// How many diagnostics are kept with an import; more than this are of no use to anybody, their number is kept.
const KEPT: usize = 5_000;

/// 导入: what is read, for whom.
#[derive(Debug, Clone)]
pub struct ImportFile {
    /// The organ's code.
    pub organ: String,
    /// Whose standard.
    pub tier: Tier,
    /// The domain of what stands under no title of its own; name or code, empty when the file says it.
    pub domain: String,
    /// What is read.
    pub content: Content,
}

/// 导入内容
#[derive(Debug, Clone)]
pub enum Content {
    /// A file, by its name as given and its bytes.
    File {
        /// The name.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// Text pasted from a page.
    Text(String),
}

/// 导入结果
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The import's id.
    pub import: String,
    /// The drafts it made, by id.
    pub editions: Vec<i64>,
    /// It had been read before: nothing was changed.
    pub again: bool,
}

/// The file name of pasted text.
pub(crate) const PASTED: &str = "pasted.txt";

/// Reads a file or a text into drafts.
///
/// # Errors
/// [`Problem::Refused`] for an organ, a tier or a domain nobody knows, a file that cannot be read or holds no item, and
/// a catalog whose draft waits; [`Problem::NotAllowed`]. Nothing is left behind then.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: ImportFile) -> Result<Imported, Problem> {
    let by = by.into();
    let mut look = office.read().await?;
    let seat = organ(&mut look, &cmd.organ).await?;
    by.may(Act::ImportCatalog, &subject(&seat))?;
    let mut reasons = intake::reasons_not_to_keep(&seat.organ, cmd.tier);
    let domain = domain_of(&cmd.domain).map_err(|reason| reasons.push(reason)).ok().flatten();
    Problem::unless_none(reasons)?;
    let (name, bytes, pasted) = match cmd.content {
        Content::File { name, bytes } => (name, bytes, false),
        Content::Text(text) => (PASTED.to_owned(), text.into_bytes(), true),
    };
    let hash = sha256(&bytes);
    if let Some(before) = imports::same(&mut look, seat.organ.id.0, cmd.tier, &hash).await? {
        return Ok(Imported { import: before.id, editions: before.editions, again: true });
    }
    drop(look);
    let (intake, bytes) = take_in(office, name.clone(), bytes, pasted, domain).await?;

    let mut tx = by.begin(office).await?;
    if let Some(before) = imports::same(&mut tx, seat.organ.id.0, cmd.tier, &hash).await? {
        return Ok(Imported { import: before.id, editions: before.editions, again: true });
    }
    blobs::keep(&mut tx, bytes).await?;
    let mut line = ImportLine {
        id: tx.next_id(),
        organ: seat.organ.id.0,
        organ_name: seat.organ.names.full.clone(),
        path: seat.organ.path.to_string(),
        tier: cmd.tier,
        blob: hash,
        file_name: name,
        pasted,
        read_at: tx.now(),
        read_name: by.name().to_owned(),
        counts: intake.found,
        editions: Vec::new(),
    };
    draft_all(&mut tx, &seat, &mut line, intake.domains).await?;
    imports::insert(&mut tx, &line, &intake.diagnostics).await?;
    let body =
        json!({ "file": line.file_name, "blob": line.blob, "tier": line.tier, "editions": line.editions });
    tx.ledger(CatalogEvent::Imported, affair(seat.organ.id), format!("import:{}", line.id), &body);
    tx.commit().await?;
    Ok(Imported { import: line.id, editions: line.editions, again: false })
}

/// One draft for each domain; every catalog whose draft waits is named, not only the first.
async fn draft_all(
    tx: &mut Tx,
    seat: &Seat,
    line: &mut ImportLine,
    domains: BTreeMap<DomainCode, Vec<(Item, Origin)>>,
) -> Result<(), Problem> {
    let (mut opened, mut waiting): (Vec<Kept>, Vec<Reason>) = (Vec::new(), Vec::new());
    for domain in domains.keys() {
        match drafts::open(tx, seat, line.tier, *domain).await {
            Ok(kept) => opened.push(kept),
            Err(Problem::Refused(reasons)) => waiting.extend(reasons),
            Err(other) => return Err(other),
        }
    }
    Problem::unless_none(waiting)?;
    for (kept, items) in opened.into_iter().zip(domains.into_values()) {
        let above = editions::above(tx, seat.organ.id, line.tier, kept.domain).await?;
        let (items, mut origins): (Vec<Item>, Vec<Origin>) = items.into_iter().unzip();
        for origin in &mut origins {
            origin.import.clone_from(&line.id);
        }
        let items = drafts::placed(tx, &kept, items, above.as_ref()).await?;
        let beginning = Beginning {
            parent: above.map(|one| one.id),
            items: items.into_iter().zip(origins).collect(),
            source_name: line.file_name.clone(),
            source_blob: Some(line.blob.clone()),
            trust: None,
        };
        let edition = drafts::begin(tx, &kept, beginning).await?;
        let body = json!({ "import": line.id, "number": edition.number, "items": edition.counts.items });
        tx.ledger(CatalogEvent::EditionDrafted, affair(seat.organ.id), called(edition.id), &body);
        line.editions.push(edition.id);
    }
    Ok(())
}

/// A domain by name or code; nothing for an empty text.
pub(crate) fn domain_of(text: &str) -> Result<Option<&'static domains::Domain>, Reason> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let by_code = text.parse().ok().and_then(domains::by_code);
    by_code.or_else(|| domains::by_name(text)).map(Some).ok_or_else(|| intake::unknown_domain(text))
}

/// What was read: items by domain with where they stood, and everything that is not certain.
struct Intake {
    domains: BTreeMap<DomainCode, Vec<(Item, Origin)>>,
    diagnostics: Vec<Diagnostic>,
    found: Found,
}

/// Reads and settles aside from the requests, for it may take long.
async fn take_in(
    office: &Office,
    name: String,
    bytes: Vec<u8>,
    pasted: bool,
    domain: Option<&'static domains::Domain>,
) -> Result<(Intake, Vec<u8>), Problem> {
    let sheets = office.sheets();
    let work = move || {
        let (source, remarks) = if pasted {
            (Source::Text(String::from_utf8_lossy(&bytes).into_owned()), Vec::new())
        } else {
            sheets.take(&name, &bytes).map_err(|trouble| {
                vec![Reason::new(trouble.code(), trouble.message()).cure(trouble.hint())]
            })?
        };
        let hint = Hint { domain: domain.map(|one| one.name.to_owned()), file: name.clone() };
        Ok((settled(&source, &hint, &remarks)?, bytes))
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("reading a file", e))?;
    done.map_err(Problem::Refused)
}

fn settled(source: &Source, hint: &Hint, remarks: &[Trouble]) -> Result<Intake, Vec<Reason>> {
    let draft = read(source, hint);
    let settled = settle(&draft.items, &|name| domains::by_name(name?).map(|one| one.code));
    let mut diagnostics: Vec<Diagnostic> = remarks.iter().map(intake::remark).collect();
    diagnostics.extend(draft.diagnostics);
    diagnostics.extend(settled.findings.iter().map(intake::as_diagnostic));
    if settled.items.is_empty() {
        return Err(intake::nothing_read(&hint.file, &diagnostics));
    }
    let found = Found::of(settled.items.values().map(Vec::len).sum(), &diagnostics);
    diagnostics.truncate(KEPT);
    let mut domains = BTreeMap::new();
    for (domain, items) in settled.items {
        let origins: Vec<Origin> = items
            .iter()
            .map(|item| {
                settled
                    .sources
                    .get(&item.code)
                    .and_then(|at| draft.items.get(*at))
                    .map(origin_of)
                    .unwrap_or_default()
            })
            .collect();
        domains.insert(domain, back(domain, items).into_iter().zip(origins).collect());
    }
    Ok(Intake { domains, diagnostics, found })
}

/// Codes and ways of adoption from the complete layout, where every one of them fits this catalog.
fn back(domain: DomainCode, items: Vec<Item>) -> Vec<Item> {
    let out = restored(items.clone());
    let mut codes: Vec<_> = out.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.len() == out.len() && codes.iter().all(|code| code.domain() == domain) { out } else { items }
}

fn origin_of(draft: &ItemDraft) -> Origin {
    Origin { import: String::new(), place: draft.source.clone(), raw: draft.raw.clone() }
}
