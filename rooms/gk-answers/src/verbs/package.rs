//! 案卷打包: one archive with everything of a case, readable without the program; before filing it is a preview.

use askama::Template;
use gk_base::ledger::sha256;
use gk_base::sealed::Opening;
use gk_base::{Coded, Fault, Office, Problem, Tx};
use gk_rules::foi::file::{
    Expected, IndexLine, Piece, material_of, material_of_event, preview, reasons_not_to_file,
    reasons_not_to_pack, retention_on,
};
use gk_rules::foi::{CaseEvent, FoiEvent, Stage};
use gk_rules::org::{Act, Actor, may};
use gk_rules::privacy::Purpose;
use gk_rules::{Day, Reason};

use crate::tables::services::{self, ServiceLine};
use gk_foi::Open;
use gk_foi::cases;
use gk_foi::files::{self, FileLine};
use gk_foi::kept::{self, Keeping};
use gk_foi::person::{self, Person};

/// 案卷包
pub struct Package {
    /// Its name as a file.
    pub name: String,
    /// The archive.
    pub bytes: Vec<u8>,
}

/// A file of the case, opened.
struct Opened {
    line: FileLine,
    path: String,
    bytes: Vec<u8>,
    pages: u32,
}

/// One line of the index with where it leads.
struct Line {
    index: IndexLine,
    href: String,
}

#[derive(Template)]
#[template(path = "archive/index.html")]
struct IndexPage<'a> {
    open: &'a Open,
    person: &'a Person,
    lines: Vec<Line>,
    missing: Vec<Reason>,
    preview: bool,
    filed_on: String,
    retention: String,
    ends: String,
    source: String,
    proofs: &'a [ServiceLine],
    made_on: Day,
}

/// Packs a case.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Missing`], [`Problem::Refused`] for files that are too large together, and a sealed
/// file that was touched.
pub async fn run(office: &Office, actor: &Actor, matter: i64) -> Result<Package, Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, matter).await?;
    may(actor, Act::FileCase, &matter.subject())?;
    let open = Open::load(&mut tx, matter).await?;
    let opening = Opening::of(open.matter.ledger_subject(), Some(open.matter.organ.id.0), Purpose::Archive);
    let person = person::opened(&mut tx, &open.matter, &opening)?;
    let files = opened(&mut tx, &open, &opening).await?;
    let proofs = services::of_matter(&mut tx, open.matter.id).await?;
    let keeping = kept::find(&mut tx, open.matter.id).await?;
    let page = index_page(&open, &person, (&files, &proofs), keeping, tx.today());
    let index = page.render().map_err(|e| Fault::because("writing the index of a file", e))?;
    let mut parts = vec![
        ("index.html".to_owned(), index.into_bytes()),
        ("case.json".to_owned(), case_json(&open, &person, &proofs)?),
        ("events.json".to_owned(), events_json(&open)?),
    ];
    parts.extend(files.into_iter().map(|file| (file.path, file.bytes)));
    let sums: String = parts.iter().map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes))).collect();
    let body = serde_json::json!({ "files": parts.len(), "sums": sha256(sums.as_bytes()) });
    parts.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    tx.ledger(FoiEvent::Packaged, Some(open.matter.organ.id.0), open.matter.ledger_subject(), &body);
    tx.commit().await?;
    let sheets = office.sheets();
    let bytes = tokio::task::spawn_blocking(move || sheets.pack(&parts)).await;
    let bytes = bytes.map_err(|e| Fault::because("packing a case", e))??;
    Ok(Package { name: format!("foi-{}.zip", open.matter.id), bytes })
}

/// The page that leads to everything.
fn index_page<'a>(
    open: &'a Open,
    person: &'a Person,
    (files, proofs): (&[Opened], &'a [ServiceLine]),
    keeping: Option<Keeping>,
    today: Day,
) -> IndexPage<'a> {
    let period = retention_on(&open.case, keeping.map_or(today, |one| one.filed_on));
    let retention = keeping.map(|one| one.retention).or(period.as_ref().map(|one| one.0));
    let pieces = pieces(open, files);
    let only: Vec<Piece> = pieces.iter().map(|one| one.0.clone()).collect();
    IndexPage {
        lines: lines(pieces),
        missing: reasons_not_to_file(&only, Expected::of(&open.case)),
        preview: open.matter.standing.stage != Stage::Filed,
        filed_on: keeping.map(|one| one.filed_on.to_string()).unwrap_or_default(),
        retention: retention.map(|one| one.label().to_owned()).unwrap_or_default(),
        ends: keeping.map(Keeping::ends).unwrap_or_default(),
        source: period.map(|one| one.1).unwrap_or_default(),
        proofs,
        made_on: today,
        person,
        open,
    }
}

/// Every file of the case in plain, under a name that is safe on any disk.
async fn opened(tx: &mut Tx, open: &Open, opening: &Opening) -> Result<Vec<Opened>, Problem> {
    let mut plain = Vec::new();
    let all = files::of_matter(tx, open.matter.id).await?;
    let sizes: Vec<u64> = all.iter().map(|one| one.size).collect();
    Problem::unless_none(reasons_not_to_pack(&sizes))?;
    for line in all {
        let file = tx.open_file(&line.content, opening).await?;
        let bytes = file.all(tx).await?.bytes().to_vec();
        plain.push((line, bytes));
    }
    let redactor = tx.office().redactor();
    let counted = move || {
        let one = |(at, (line, bytes)): (u32, (FileLine, Vec<u8>))| {
            let pages = redactor.pages(&bytes).map_or(1, |pages| u32::try_from(pages.len()).unwrap_or(1));
            Opened { path: format!("files/{at:03}-{}", safe(&line.name)), line, bytes, pages }
        };
        (1_u32..).zip(plain).map(one).collect()
    };
    Ok(tokio::task::spawn_blocking(counted).await.map_err(|e| Fault::because("counting pages", e))?)
}

/// A name without anything a disk or an address takes for something else.
fn safe(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let name: String = name.chars().map(kept).collect();
    let skip = name.chars().count().saturating_sub(80);
    name.chars().skip(skip).collect::<String>().trim_start_matches('.').to_owned()
}

/// What the index lists: each file, and each event that is a paper of its own.
fn pieces(open: &Open, files: &[Opened]) -> Vec<(Piece, String)> {
    let mut out = Vec::new();
    for told in &open.told {
        let event = &told.recorded.event;
        let Some(material) = material_of_event(event) else { continue };
        let number = match event {
            CaseEvent::Registered(one) => one.number.clone(),
            CaseEvent::Decided(one) => one.number.clone(),
            CaseEvent::Lapsed(one) => one.number.clone(),
            _ => String::new(),
        };
        let title = event.ledger().label().to_owned();
        let piece = Piece { material, title, number, on: told.recorded.day, pages: 1 };
        out.push((piece, format!("#e{}", told.recorded.seq)));
    }
    for file in files {
        let on = gk_base::ports::day_of(file.line.added_at);
        let material = material_of(file.line.role);
        let piece =
            Piece { material, title: file.line.name.clone(), number: String::new(), on, pages: file.pages };
        out.push((piece, file.path.clone()));
    }
    out.sort_by_key(|(piece, _)| (piece.material, piece.on));
    out
}

/// The index; the order is that of the law, which the pieces have already.
fn lines(pieces: Vec<(Piece, String)>) -> Vec<Line> {
    let (pieces, hrefs): (Vec<Piece>, Vec<String>) = pieces.into_iter().unzip();
    preview(pieces).into_iter().zip(hrefs).map(|(index, href)| Line { index, href }).collect()
}

fn case_json(open: &Open, person: &Person, proofs: &[ServiceLine]) -> Result<Vec<u8>, Fault> {
    let (matter, standing) = (&open.matter, &open.matter.standing);
    let proofs: Vec<_> = proofs.iter().map(|one| serde_json::json!({ "seq": one.seq, "mode": one.mode, "proof": one.proof, "on": one.on, "why": one.why })).collect();
    let value = serde_json::json!({
        "format": "gongkai foi case 1",
        "id": matter.id, "number": matter.number(), "organ": { "code": matter.organ.code, "name": matter.organ.name },
        "wanted": { "text": matter.wanted.text, "carriers": matter.wanted.carriers, "way": matter.wanted.way },
        "applicant": { "kind": matter.who.kind, "name": person.name, "identity": person.identity, "contact": person.contact },
        "channel": matter.coming.channel, "submitted_at": matter.coming.at.to_string(), "split_of": matter.coming.split_of,
        "stage": standing.stage, "received_on": standing.received_on, "due_on": standing.due_on, "decision": standing.decision,
        "decided_on": standing.decided_on, "reply_number": standing.reply_number, "ended_on": standing.ended_on,
        "proofs_of_service": proofs, "case": open.case,
    });
    serde_json::to_vec_pretty(&value).map_err(|e| Fault::because("writing a case", e))
}

fn events_json(open: &Open) -> Result<Vec<u8>, Fault> {
    let one = |told: &gk_foi::Told| {
        let said = &told.recorded;
        serde_json::json!({
            "seq": said.seq, "day": said.day, "at": said.at.map(|at| at.to_string()), "by": said.by, "name": told.name,
            "what": said.event.ledger().label(), "event": said.event,
        })
    };
    let all: Vec<_> = open.told.iter().map(one).collect();
    serde_json::to_vec_pretty(&all).map_err(|e| Fault::because("writing events", e))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_in_the_archive_leads_nowhere_else() {
        assert_eq!(super::safe("../../etc/pass wd"), "_.._etc_pass_wd");
        assert_eq!(super::safe("身份证.png"), "身份证.png");
        assert_eq!(super::safe(&"长".repeat(200)).chars().count(), 80);
    }
}
