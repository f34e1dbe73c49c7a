//! What everybody sees of a record: the page, its files, or the tombstone in its place.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem, Read};
use gk_rules::Day;
use gk_rules::catalog::item::Item;
use gk_rules::records::Kind;
use gk_rules::time::counting::{Explanation, Fate, Step};
use gk_webkit::page::{download, page, page_with};
use gk_webkit::parts::{Attachment, ClockDay, Counted};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Path, Query, Web};

use gk_records::verbs::{item_of, rich};
use gk_records::{
    FileLine, Kept, Public, Version, address, attachments, file_address, find_attachment, find_public,
    size_text,
};
use gk_validity::HowItHolds;

#[derive(Template)]
#[template(path = "public/info.html")]
struct InfoPage {
    shell: Shell,
    kept: Kept,
    html: String,
    kind: &'static str,
    made_on: String,
    published_on: String,
    item: Option<ItemView>,
    files: Vec<Attachment>,
    clocks: Vec<ClockView>,
    validity: HowItHolds,
    /// What stood before; empty where it was never revised.
    versions: Vec<Version>,
    /// The version shown, where it is not the one that holds.
    past: Option<Version>,
    address: String,
}

#[derive(Template)]
#[template(path = "public/withdrawn.html")]
struct WithdrawnPage {
    shell: Shell,
    number: String,
    title: String,
    organ_code: String,
    organ_name: String,
    fictional: bool,
    on: String,
    ground: &'static str,
    basis: String,
    line: i64,
}

/// How a duty was met by this publication.
struct ClockView {
    state: &'static str,
    label: &'static str,
    due: String,
    /// Whether that day is the last of a 公示期.
    posting: bool,
    days: Vec<ClockDay>,
}

pub(super) async fn get(State(web): State<Web>, Path(rest): Path<String>, query: Query) -> Answer {
    if let Some((number, file)) = rest.split_once("/files/") {
        return give_file(&web, number, file).await;
    }
    let mut read = web.office().read().await?;
    match find_public(&mut read, &rest).await? {
        Some(Public::Full(kept)) => info(&web, read, *kept, query.parsed("on")).await,
        Some(Public::Tombstone(stone)) => {
            let shell = web.public_shell(stone.title.as_str());
            page_with(
                StatusCode::GONE,
                &WithdrawnPage {
                    shell,
                    on: stone.on.to_string(),
                    ground: stone.ground.label(),
                    basis: stone.ground.basis().map(|basis| basis.to_string()).unwrap_or_default(),
                    number: stone.number,
                    title: stone.title,
                    organ_code: stone.organ_code,
                    organ_name: stone.organ_name,
                    fictional: stone.fictional,
                    line: stone.line,
                },
            )
        }
        None => Err(Problem::missing("record", rest).into()),
    }
}

/// The record as it is, or as it was on a day.
async fn info(web: &Web, mut read: Read, mut kept: Kept, day: Option<Day>) -> Answer {
    let number = kept.number().to_owned();
    let item = item_of(&mut read, kept.line).await?;
    let item = kept.line.zip(item).map(|(line, item)| ItemView::new(line, &item));
    let versions = gk_records::versions(&mut read, &kept).await?;
    let mut past = None;
    if let Some(day) = day {
        let Some(before) = gk_records::version_on(&kept, &versions, day) else {
            return Err(Problem::missing("version", day).into());
        };
        if before.until.is_some() {
            // What stood before holds its own text and files, under the number that stayed.
            let index = kept.record.identity.index.take();
            kept = gk_records::load(&mut read, before.id).await?;
            kept.record.identity.index = index;
            past = Some(before);
        }
    }
    let files = attachments(&mut read, &kept).await?;
    let files = files.iter().map(|file| attachment(&number, file)).collect();
    let clocks = clocks(&mut read, &kept).await?;
    let validity = HowItHolds::of(&mut read, &kept).await?;
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut shell = web.public_shell(&kept.record.title).description(kept.record.summary.clone());
    shell = shell.crumb(kept.owner.name.clone(), format!("/organs/{}", kept.owner.code));
    if let Some(item) = &item {
        shell = shell.crumb(item.path.clone(), item.href.clone());
    }
    page(&InfoPage {
        shell,
        html: rich(&kept.record.body).as_html().to_owned(),
        kind: if kept.record.kind == Kind::Other { "" } else { kept.record.kind.label() },
        made_on: day(kept.record.made_on),
        published_on: day(kept.record.progress.published_on()),
        item,
        files,
        clocks,
        validity,
        versions,
        past,
        address: address(&number),
        kept,
    })
}

fn attachment(number: &str, file: &FileLine) -> Attachment {
    Attachment {
        name: file.name.clone(),
        href: file_address(number, file),
        format: file.media.label().to_owned(),
        size: size_text(file.size),
    }
}

/// The item it is published against.
struct ItemView {
    path: String,
    code: String,
    limit: String,
    basis: Vec<String>,
    href: String,
}

impl ItemView {
    fn new(line: i64, item: &Item) -> Self {
        Self {
            path: item.path.parts().collect::<Vec<_>>().join(" › "),
            code: item.code.to_string(),
            limit: item.content.limit.text.clone(),
            basis: item.content.basis.iter().map(|one| one.text.clone()).collect(),
            href: format!("/items/{line}"),
        }
    }
}

/// The duties it meets, with how their last days came about; the head only where no occurrence is met. At most three.
async fn clocks(read: &mut Read, kept: &Kept) -> Result<Vec<ClockView>, Problem> {
    let met = gk_duties::met_by(read, &kept.id.to_string()).await?;
    let occurrences = met.iter().any(|duty| duty.occurrence != 0);
    let mut views = Vec::new();
    for duty in met.iter().filter(|duty| !occurrences || duty.occurrence != 0).take(3) {
        let explained = gk_duties::explain(read, duty.id).await?;
        let (state, label) = duty.shown(read.today());
        views.push(ClockView {
            state,
            label,
            posting: duty.posting(read.today()).is_some(),
            due: duty.due().map(|day| day.to_string()).unwrap_or_default(),
            days: days(&explained.explanation, duty.due()),
        });
    }
    Ok(views)
}

fn days(explanation: &Explanation, due: Option<Day>) -> Vec<ClockDay> {
    let day = |step: &Step| {
        let counted = match step.fate {
            _ if Some(step.day) == due => Counted::Due,
            Fate::Start => Counted::Start,
            Fate::Counted | Fate::MakeUp => Counted::Yes,
            Fate::Weekend | Fate::Holiday => Counted::Skipped,
            Fate::Suspended => Counted::Suspended,
            Fate::Last | Fate::Moved => Counted::Due,
        };
        let takes = matches!(step.fate, Fate::Counted | Fate::MakeUp);
        ClockDay {
            day: step.day.to_string(),
            counted,
            number: takes.then_some(step.count),
            why: step.words.clone(),
        }
    };
    explanation.steps.iter().map(day).collect()
}

async fn give_file(web: &Web, number: &str, file: &str) -> Answer {
    let missing = || Problem::missing("file", file);
    let id = file.split('/').next().and_then(|id| id.parse().ok()).ok_or_else(missing)?;
    let mut read = web.office().read().await?;
    let (file, bytes) = find_attachment(&mut read, number, id).await?.ok_or_else(missing)?;
    Ok(download(&file.name, file.media.code(), bytes))
}
