//! What the library of information holds beside what is published against the catalog: a record that is not made public and
//! stands under review, a version that took the place of another, and one that waits for its moment.

use gk_base::{Fault, Office, Problem, directory};
use gk_records::verbs::determine::{self, Determine};
use gk_records::verbs::{draft, publish, review, revise, save, schedule, submit};
use gk_records::{FIRST, Kept};
use gk_rules::attribute::determination::Determination;
use gk_rules::attribute::ground::Detail;
use gk_rules::attribute::steps::Review;
use gk_rules::attribute::{Attribute, ground};
use gk_rules::records::classes::{Classes, Served};
use gk_rules::records::elements::{Says, Tick};
use gk_rules::records::revision::Change;
use gk_rules::records::{Body, BodyFormat, Kind};
use gk_rules::validity::Effect;
use gk_rules::{Day, Moment};
use gk_validity::verbs::relate::{self, Relate};
use jiff::ToSpan;

use super::places::{Bureau, People};
use super::plan::seen;
use super::words::{Word, about, say};

/// Whose library it is.
const BUREAU: &str = "219900-mzj";
/// 民政、扶贫、救灾\社会福利
const TOPIC: &str = "17-03";

/// Adds it, as of today.
pub(super) async fn add(office: &Office, people: &People, today: Day) -> Result<(), Problem> {
    let Some(bureau) = people.bureaus.iter().find(|one| one.code == BUREAU) else { return Ok(()) };
    withheld(office, bureau, today).await?;
    let mut read = office.read().await?;
    let organ = directory::load_by_code(&mut read, BUREAU).await?.organ.id.0;
    let public = gk_records::list_public_of_organ(&mut read, organ, FIRST, 2).await?;
    drop(read);
    if let Some(one) = public.first() {
        replaced(office, bureau, one.id).await?;
        if let Some(line) = one.line {
            repealed(office, bureau, (line, today)).await?;
        }
    }
    if let Some(one) = public.get(1) {
        waiting(office, bureau, one.id, today).await?;
    }
    Ok(())
}

/// Rules for the bureau's own household: not made public, reviewed by the bureau, and now with the disclosure office.
async fn withheld(office: &Office, bureau: &Bureau, today: Day) -> Result<(), Problem> {
    let record = draft::run(office, &bureau.clerk, draft::Draft { line: None, duty: None }).await?;
    let text = save::Text {
        title: about(Word::HouseholdTitle, &bureau.name, "")?,
        summary: String::new(),
        kind: Kind::Other,
        document_number: String::new(),
        made_on: Some(today),
        body: Body { format: BodyFormat::Markdown, text: say(Word::HouseholdBody)? },
        ticks: Vec::new(),
        classes: Classes::default(),
    };
    save::run(office, &bureau.clerk, seen(office, record).await?, text).await?;
    let determination = Determination {
        attribute: Attribute::Withheld,
        grounds: vec![Detail::Internal { class: ground::InternalClass::Logistics }],
        separable: Some(false),
        ..Determination::open(say(Word::HouseholdOpinion)?)
    };
    let cmd = Determine { determination, normative: false };
    determine::run(office, &bureau.clerk, seen(office, record).await?, cmd).await?;
    submit::run(office, &bureau.clerk, seen(office, record).await?).await?;
    let opinion = review::Say { review: Review::First, agreed: true, words: say(Word::Agreed)? };
    review::run(office, &bureau.reviewer, seen(office, record).await?, opinion).await
}

/// Another version of what is public, with one line more than before; gives its id.
async fn revised(office: &Office, bureau: &Bureau, live: i64) -> Result<i64, Problem> {
    let record = revise::run(office, &bureau.clerk, live).await?;
    let Kept { record: before, classes, .. } = gk_records::load(&mut office.read().await?, record).await?;
    let text = save::Text {
        title: before.title,
        summary: before.summary,
        kind: before.kind,
        document_number: before.identity.document_number,
        made_on: before.made_on,
        body: Body {
            format: before.body.format,
            text: format!("{}\n\n{}", before.body.text, say(Word::RevisedLine)?),
        },
        ticks: Vec::new(),
        classes,
    };
    save::run(office, &bureau.clerk, seen(office, record).await?, text).await?;
    let why = (Some(Change::Major), say(Word::RevisedWhy)?);
    revise::explain(office, &bureau.clerk, seen(office, record).await?, why).await?;
    submit::run(office, &bureau.clerk, seen(office, record).await?).await?;
    Ok(record)
}

async fn replaced(office: &Office, bureau: &Bureau, live: i64) -> Result<(), Problem> {
    let record = revised(office, bureau, live).await?;
    publish::run(office, &bureau.reviewer, seen(office, record).await?, true).await.map(|_| ())
}

async fn waiting(office: &Office, bureau: &Bureau, live: i64, today: Day) -> Result<(), Problem> {
    let record = revised(office, bureau, live).await?;
    let at = Some(morning_after(today)?);
    schedule::run(office, &bureau.reviewer, seen(office, record).await?, (true, at)).await
}

/// A document, another that repeals it, and a guide that cites it and is to be looked at again.
async fn repealed(office: &Office, bureau: &Bureau, (line, today): (i64, Day)) -> Result<(), Problem> {
    let papers = [
        (Word::RepealedTitle, Word::RepealedBody, Kind::Notice, say(Word::RepealedNumber)?),
        (Word::RepealTitle, Word::RepealBody, Kind::Notice, say(Word::RepealNumber)?),
        (Word::GuideTitle, Word::GuideBody, Kind::Other, String::new()),
    ];
    let mut ids = Vec::new();
    for (title, words, kind, number) in papers {
        let record = draft::run(office, &bureau.clerk, draft::Draft { line: Some(line), duty: None }).await?;
        let item = gk_catalog::find_item_by_line(&mut office.read().await?, line, today).await?;
        let elements = item.map(|(line, _)| line.item.content.elements).unwrap_or_default();
        let tick = |one: gk_rules::catalog::item::Element| Tick { element: one.text, says: Says::Contained };
        let text = save::Text {
            title: about(title, &bureau.name, "")?,
            summary: String::new(),
            kind,
            document_number: number,
            made_on: Some(today),
            body: Body { format: BodyFormat::Markdown, text: about(words, &bureau.name, "")? },
            ticks: elements.into_iter().map(tick).collect(),
            classes: Classes { topic: TOPIC.parse().ok(), served: Some(Served::Persons) },
        };
        save::run(office, &bureau.clerk, seen(office, record).await?, text).await?;
        submit::run(office, &bureau.clerk, seen(office, record).await?).await?;
        publish::run(office, &bureau.reviewer, seen(office, record).await?, true).await?;
        ids.push(record);
    }
    let Some(repeal) = ids.get(1) else { return Ok(()) };
    let cmd = Relate {
        effect: Effect::Repeals,
        target: say(Word::RepealedNumber)?,
        articles: String::new(),
        from: today,
        until: None,
    };
    relate::run(office, &bureau.reviewer, seen(office, *repeal).await?, cmd).await
}

/// Nine o'clock of the next day, in Beijing.
fn morning_after(today: Day) -> Result<Moment, Fault> {
    let next = today.checked_add(1.days()).map_err(|e| Fault::because("a day", e))?;
    let at = jiff::tz::Offset::constant(8).to_timestamp(next.at(9, 0, 0, 0));
    at.map_err(|e| Fault::because("a moment", e))
}
