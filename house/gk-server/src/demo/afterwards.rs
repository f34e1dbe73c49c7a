//! What is done beside the steps of the demonstration's applications: redaction, proof of service, log, rating, explanation.

use gk_answers::verbs::answer::{self, ShowAnswer};
use gk_answers::verbs::explain::{self, Move};
use gk_answers::verbs::{prove, rate};
use gk_base::{Office, Problem};
use gk_foi::verbs::add_file::{self, Brought};
use gk_letters::verbs::mark_redaction::{self, Change, Marked, SeenMarks};
use gk_letters::verbs::redact;
use gk_rules::foi::delivery::{Carriage, Proof, Receiver};
use gk_rules::foi::explained::Explained;
use gk_rules::foi::{FileRole, ServiceMode};
use gk_rules::paper::{About, Block, Head, Paper};
use gk_rules::redaction::Place;
use gk_rules::redaction::ground::Ground;

use super::foi::{Staff, coded, unreadable};
use super::letters;
use super::words::{Word, about, say};

/// What the table may name beside the steps.
pub(super) const KNOWN: [&str; 5] = ["redact", "prove", "show", "rate", "explain"];

/// Does it, about a case and what was applied for.
pub(super) async fn act(
    office: &Office,
    staff: &Staff,
    (matter, item): (i64, &str),
    (what, said): (&str, &str),
) -> Result<(), Problem> {
    match what {
        "redact" => redacted(office, staff, (matter, item)).await,
        "prove" => proved(office, staff, matter).await,
        "show" => {
            let answered = about(Word::FoiAnswered, "", item)?;
            let title = about(Word::FoiShown, "", item)?;
            let cmd = ShowAnswer { title, asked: item.to_owned(), answered };
            answer::show(office, &staff.clerk, matter, &cmd).await.map(|_| ())
        }
        "rate" => rate::run_for_applicant(office, matter, coded(said)?, &say(Word::FoiRated)?).await,
        "explain" => explained(office, staff, (item, said)).await,
        other => Err(unreadable(other).into()),
    }
}

/// What was found, as PDF, and its copy without the words that are nobody's business.
async fn redacted(office: &Office, staff: &Staff, (matter, item): (i64, &str)) -> Result<(), Problem> {
    let name = about(Word::FoiShown, "", item)?;
    let day = office.today();
    let about_it = About { ident: format!("demo {matter}"), author: name.clone(), keywords: Vec::new(), day };
    let body =
        vec![Block::paragraph(about(Word::FoiFound, "", item)?), Block::paragraph(say(Word::FoiSecret)?)];
    let paper = Paper::new(Head::plain(""), name, body, about_it);
    let bytes = office.press().pdf(&paper)?;
    let file = Brought { role: None, name: format!("{}.pdf", say(Word::FoiFile)?), bytes };
    let file = add_file::run(office, &staff.clerk, matter, FileRole::Search, file).await?;
    let mark = Marked { place: Place::Words(say(Word::FoiSecret)?), ground: Ground::Privacy };
    let seen = SeenMarks { matter, file, version: 0 };
    mark_redaction::run(office, &staff.clerk, seen, Change::Add(mark)).await?;
    redact::run(office, &staff.clerk, SeenMarks { version: 1, ..seen }, true).await.map(|_| ())
}

/// What shows that the reply was served, of the kind its way of service asks for.
async fn proved(office: &Office, staff: &Staff, matter: i64) -> Result<(), Problem> {
    let known = gk_foi::load(&mut office.read().await?, matter).await?;
    let served = letters::served(&known.case).ok_or_else(|| unreadable("a proof before the service"))?;
    let (on, receipt, server) = (served.on, say(Word::FoiProof)?, staff.clerk.name.clone());
    let proof = match served.mode {
        ServiceMode::Post => {
            Proof::Posted { on, carriage: Carriage::Postal, number: receipt, paid_by_receiver: false }
        }
        ServiceMode::PickUp | ServiceMode::Entrusted => {
            Proof::Signed { on, receiver: Receiver::Person, name: receipt, server }
        }
        ServiceMode::OnTheSpot => Proof::Noted { on, record: receipt, server },
        ServiceMode::Online | ServiceMode::Email | ServiceMode::Fax => {
            Proof::Entered { on, receipt, chosen: true }
        }
    };
    prove::run(office, &staff.clerk, matter, &proof).await
}

/// A case explained by the clerk, reviewed and shown to everybody by another.
async fn explained(office: &Office, staff: &Staff, (item, decision): (&str, &str)) -> Result<(), Problem> {
    let words = about(Word::FoiExplained, "", item)?;
    let parts: Vec<&str> = words.lines().map(str::trim).collect();
    let [title, facts, question, reasoning, articles, outcome] = *parts.as_slice() else {
        return Err(unreadable("the explained case").into());
    };
    let case = Explained {
        decision: coded(decision)?,
        title: title.to_owned(),
        facts: facts.to_owned(),
        question: question.to_owned(),
        reasoning: reasoning.to_owned(),
        articles: articles.to_owned(),
        outcome: outcome.to_owned(),
    };
    let id = explain::draft(office, &staff.clerk, &case).await?;
    explain::advance(office, &staff.reviewer, (id, 1), Move::Review).await?;
    explain::advance(office, &staff.reviewer, (id, 2), Move::Open).await
}
