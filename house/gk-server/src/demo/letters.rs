//! The letters of the demonstration's applications: prepared and released by the desk, with the words of a table.

use gk_base::{Day, Fault, Office, Problem, settings};
use gk_letters::verbs::prepare_letter::{self, PrepareLetter};
use gk_letters::verbs::release_letter::{self, ReleaseLetter};
use gk_rules::Coded;
use gk_rules::foi::letters::need::{asks, decided};
use gk_rules::foi::letters::{Form, LetterSetting, Typed};
use gk_rules::foi::stage::{Progress, Service};
use gk_rules::foi::{Case, ServiceMode, Verb};
use jiff::ToSpan;

use super::foi::{Staff, seen, unreadable};
use super::table;
use super::words::{Word, say};

/// An address that is nobody's.
const ONLINE: &str = "https://fuyi.example.cn";
const LETTERS: &str = include_str!("../../demo/letters.tsv");

/// What a bureau says in all its letters.
pub(super) async fn settle(office: &Office, organ: &str) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    let (day, source) = (tx.today(), say(Word::FoiSource)?);
    let (address, unit, phone) = (say(Word::FoiPlace)?, say(Word::FoiUnit)?, super::foi::PHONE.to_owned());
    for (setting, value) in [
        (LetterSetting::ContactUnit, unit),
        (LetterSetting::ContactTelephone, phone.clone()),
        (LetterSetting::ContactAddress, address.clone()),
        (LetterSetting::ReviewAddress, address.clone()),
        (LetterSetting::ReviewTelephone, phone.clone()),
        (LetterSetting::ReviewOnline, ONLINE.to_owned()),
        // A bureau of justice is reviewed by the one above it as well, which is not on the platform.
        (LetterSetting::ReviewOutside, say(Word::FoiUpper)?),
        (LetterSetting::SecondAddress, address.clone()),
        (LetterSetting::SecondTelephone, phone),
        (LetterSetting::SecondOnline, ONLINE.to_owned()),
        (LetterSetting::PayWay, address),
    ] {
        let key = format!("{}.{organ}", setting.code());
        settings::set(&mut tx, &key, day, &value, &source).await?;
    }
    tx.commit().await
}

/// Prepares the letters that go with a step, and releases those that do not wait for the decision.
pub(super) async fn follow(
    office: &Office,
    staff: &Staff,
    matter: i64,
    (verb, party): (Verb, &str),
) -> Result<(), Problem> {
    let known = gk_foi::load(&mut office.read().await?, matter).await?;
    for (form, party) in forms(&known.case, verb, party) {
        let typed = typed(form, &known.case, office.today())?;
        let cmd = PrepareLetter { form, party: party.to_owned(), typed };
        prepare_letter::run(office, &staff.clerk, seen(office, matter).await?, cmd).await?;
        if verb != Verb::DraftReply {
            let cmd = ReleaseLetter { form, party: party.to_owned() };
            release_letter::run(office, &staff.clerk, seen(office, matter).await?, cmd).await?;
        }
    }
    Ok(())
}

/// The letters of a step, each with whom it goes to; the applicant where nobody is named.
fn forms<'a>(case: &Case, verb: Verb, party: &'a str) -> Vec<(Form, &'a str)> {
    let to = |form: Form| vec![(form, "")];
    match verb {
        Verb::AskCorrection => to(Form::Correction),
        Verb::AskReasons => to(Form::GiveReasons),
        Verb::NotifyFee => to(Form::FeeNotice),
        Verb::Extend => to(Form::Extension),
        Verb::TellThirdParty => vec![(Form::TellThirdParty, party)],
        Verb::DraftReply | Verb::Lapse => decided(case).and_then(Form::of).map(to).unwrap_or_default(),
        Verb::Consult => {
            let asked = case.interim.consultations.iter().find(|one| one.party == party);
            let letter = asked.map(|one| (asks(one.role), party));
            letter.into_iter().chain([(Form::ConsultationNote, "")]).collect()
        }
        Verb::Serve if served(case).is_some_and(|one| one.mode == ServiceMode::PickUp) => {
            to(Form::ServiceReturn)
        }
        _ => Vec::new(),
    }
}

/// How a case was served that is not filed yet.
pub(super) const fn served(case: &Case) -> Option<Service> {
    match case.progress {
        Progress::Served { served, .. } => Some(served),
        _ => None,
    }
}

/// What the table writes into a form: `+n` is the day so many days on, `@consulted` the day of the last consultation.
fn typed(form: Form, case: &Case, today: Day) -> Result<Typed, Fault> {
    let mut typed = Typed::new();
    for cells in table(LETTERS) {
        let [code, field, text] = *cells.as_slice() else { return Err(unreadable(&cells.join(" "))) };
        if code != form.code() {
            continue;
        }
        let asked = || case.interim.consultations.last().map(|one| one.sent_on.to_string());
        let text = match (text.strip_prefix('+'), text) {
            (Some(days), _) => {
                let days: i64 = days.parse().map_err(|_| unreadable(text))?;
                today.checked_add(days.days()).map_err(|e| Fault::because("a day", e))?.to_string()
            }
            (None, "@consulted") => asked().unwrap_or_default(),
            (None, text) => text.to_owned(),
        };
        typed.insert(field.to_owned(), text);
    }
    Ok(typed)
}
