//! What an officer typed for a step, as the event of the law; what cannot be read is a reason.

use gk_base::Coded;
use gk_rules::foi::event::{
    Approved, Assigned, CaseEvent, Consulted, ContactTried, CorrectionAsked, Decided, EventCorrected,
    Extended, FeeNotified, Lapsed, MergedInto, Named, OpinionRecorded, ReasonsAccepted, ReasonsAsked,
    Registered, ReliefConcluded, Reopened, Replacement, SearchLogged, Served, Transferred, Words,
};
use gk_rules::foi::fee::{Tariff, Volume, charge};
use gk_rules::foi::words::{choose, day_unreadable, number_unreadable};
use gk_rules::foi::{Case, Decision, Verb};
use gk_rules::{Day, Reason};
use gk_webkit::Fields;
use gk_webkit::parts::Choice;

use super::case::CaseView;

/// The event a form says, and its day.
pub(super) fn event(
    verb: Verb,
    fields: &Fields,
    case: &CaseView,
    actor: (i64, Day),
) -> Result<(Day, CaseEvent), Vec<Reason>> {
    let (person, today) = actor;
    let on = day(fields, "on")?.unwrap_or(today);
    if verb == Verb::CorrectEvent {
        return Ok((today, correction(fields, case)?));
    }
    let event = intake(verb, fields)
        .or_else(|| clocked(verb, fields, (person, on)))
        .or_else(|| closing(verb, fields));
    let event = event.unwrap_or_else(|| Err(vec![choose(verb.label())]))?;
    Ok((on, event))
}

type Read = Option<Result<CaseEvent, Vec<Reason>>>;

fn intake(verb: Verb, fields: &Fields) -> Read {
    let words = |name: &str| fields.text(name).to_owned();
    Some(Ok(match verb {
        Verb::TryContact => CaseEvent::ContactTried(ContactTried { words: words("words") }),
        Verb::Confirm => CaseEvent::Confirmed,
        Verb::Register => CaseEvent::Registered(Registered { number: String::new() }),
        Verb::Assign => CaseEvent::Assigned(Assigned { unit: words("unit"), joint: lines(fields, "joint") }),
        Verb::LogSearch => CaseEvent::SearchLogged(SearchLogged {
            places: lines(fields, "places"),
            words: words("words"),
            found: fields.ticked("found"),
        }),
        Verb::Supplement => CaseEvent::Supplemented(Words { words: words("words") }),
        Verb::WithdrawByApplicant => CaseEvent::WithdrawnByApplicant,
        Verb::Merge => CaseEvent::MergedInto(MergedInto { number: words("number") }),
        Verb::Transfer => CaseEvent::Transferred(Transferred { to: words("to") }),
        _ => return None,
    }))
}

fn clocked(verb: Verb, fields: &Fields, (person, on): (i64, Day)) -> Read {
    let words = |name: &str| fields.text(name).to_owned();
    let party = || Named { party: words("party") };
    Some(Ok(match verb {
        Verb::AskCorrection => match number(fields, "days") {
            Ok(days) => CaseEvent::CorrectionAsked(CorrectionAsked { items: lines(fields, "items"), days }),
            Err(against) => return Some(Err(against)),
        },
        Verb::TakeCorrection => CaseEvent::CorrectionTaken,
        Verb::Consult => match coded(fields, "role") {
            Ok(role) => CaseEvent::Consulted(Consulted { party: String::new(), role }),
            Err(against) => return Some(Err(against)),
        },
        Verb::ConsultationReached => CaseEvent::ConsultationReceived(party()),
        Verb::RecordOpinion => match coded(fields, "opinion") {
            Ok(opinion) => CaseEvent::OpinionRecorded(OpinionRecorded {
                party: words("party"),
                opinion,
                reasons: words("reasons"),
            }),
            Err(against) => return Some(Err(against)),
        },
        Verb::TellThirdParty => CaseEvent::ThirdPartyTold(party()),
        Verb::Extend => match number(fields, "days") {
            Ok(days) => CaseEvent::Extended(Extended {
                days: days.unwrap_or(0),
                approved_by: person,
                reason: words("reason"),
            }),
            Err(against) => return Some(Err(against)),
        },
        Verb::AskReasons => match number(fields, "count") {
            Ok(count) => CaseEvent::ReasonsAsked(ReasonsAsked { count: count.unwrap_or(0) }),
            Err(against) => return Some(Err(against)),
        },
        Verb::TakeReasons => CaseEvent::ReasonsGiven,
        Verb::AcceptReasons => match day(fields, "until") {
            Ok(Some(until)) => CaseEvent::ReasonsAccepted(ReasonsAccepted { until }),
            Ok(None) => return Some(Err(vec![day_unreadable("")])),
            Err(against) => return Some(Err(against)),
        },
        Verb::RejectReasons => CaseEvent::ReasonsRejected,
        Verb::NotifyFee => return Some(fee(fields, on)),
        Verb::FeeNoticeReached => CaseEvent::FeeNoticeReceived,
        Verb::TakeFee => CaseEvent::FeePaid,
        Verb::Lapse => CaseEvent::Lapsed(Lapsed { number: String::new() }),
        _ => return None,
    }))
}

fn closing(verb: Verb, fields: &Fields) -> Read {
    let forced = || fields.maybe("forced").map(ToOwned::to_owned);
    Some(match verb {
        Verb::Approve => Ok(CaseEvent::Approved(Approved { forced: forced() })),
        Verb::ReturnIt => Ok(CaseEvent::Returned(Words { words: fields.text("words").to_owned() })),
        Verb::Serve => coded(fields, "mode").map(|mode| CaseEvent::Served(Served { mode })),
        Verb::FileAway => Ok(CaseEvent::FiledAway),
        Verb::Reopen => coded(fields, "relief").map(|relief| CaseEvent::Reopened(Reopened { relief })),
        Verb::ConcludeRelief => concluded(fields),
        _ => return None,
    })
}

fn concluded(fields: &Fields) -> Result<CaseEvent, Vec<Reason>> {
    Ok(CaseEvent::ReliefConcluded(ReliefConcluded {
        relief: coded(fields, "relief")?,
        result: coded(fields, "result")?,
        anew: fields.ticked("anew"),
        days: number(fields, "days")?,
    }))
}

/// The decision of the draft, signed.
pub(super) fn decided(case: &Case, fields: &Fields) -> Option<CaseEvent> {
    let draft = case.draft()?;
    let forced = fields.maybe("forced").map(ToOwned::to_owned);
    Some(CaseEvent::Decided(Decided { decision: draft.decision, number: String::new(), forced }))
}

fn fee(fields: &Fields, on: Day) -> Result<CaseEvent, Vec<Reason>> {
    let tariff: Tariff = coded(fields, "tariff")?;
    let count = |name: &str| number(fields, name).map(|n| n.unwrap_or(0));
    let volume = Volume { items_before: count("before")?, items: 1, pages: count("pages")? };
    let fee = charge(&[tariff], volume, Decision::Disclosed, on)?;
    Ok(CaseEvent::FeeNotified(FeeNotified { fen: fee.amount.fen() }))
}

fn correction(fields: &Fields, case: &CaseView) -> Result<CaseEvent, Vec<Reason>> {
    let of = number(fields, "of")?.unwrap_or(0);
    let former = case.told.iter().find(|one| one.recorded.seq == of).map(|one| &one.recorded);
    let former = former.ok_or_else(|| vec![choose(Verb::CorrectEvent.label())])?;
    let replacement =
        day(fields, "on")?.map(|day| Box::new(Replacement { day, event: former.event.clone() }));
    Ok(CaseEvent::EventCorrected(EventCorrected {
        of,
        replacement,
        reason: fields.text("reason").to_owned(),
    }))
}

/// Whom a step may concern: those asked and not heard yet, or the events that may be corrected.
pub(super) fn concerned(case: &CaseView, verb: Verb) -> Vec<Choice> {
    if verb == Verb::CorrectEvent {
        let choice = |one: &crate::tables::events::Told| Choice {
            value: one.recorded.seq.to_string(),
            label: format!("{} {}", one.recorded.day, one.recorded.event.ledger().label()),
            ..Choice::default()
        };
        return case.told.iter().rev().map(choice).collect();
    }
    let asked = case.case.interim.consultations.iter();
    let waiting = asked.filter(|one| match verb {
        Verb::ConsultationReached => one.received_on.is_none() && one.answer.is_none(),
        Verb::TellThirdParty => one.told_on.is_none(),
        _ => one.answer.is_none(),
    });
    let choice = |one: &gk_rules::foi::case::Consultation| Choice {
        value: one.party.clone(),
        label: format!("{} {}（{}）", one.party, one.role.label(), one.sent_on),
        ..Choice::default()
    };
    waiting.map(choice).collect()
}

fn lines(fields: &Fields, name: &str) -> Vec<String> {
    fields.text(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

fn coded<T: Coded>(fields: &Fields, name: &str) -> Result<T, Vec<Reason>> {
    T::from_code(fields.text(name)).ok_or_else(|| vec![choose(fields.text(name))])
}

fn day(fields: &Fields, name: &str) -> Result<Option<Day>, Vec<Reason>> {
    match fields.maybe(name) {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| vec![day_unreadable(text)]),
    }
}

fn number(fields: &Fields, name: &str) -> Result<Option<u32>, Vec<Reason>> {
    match fields.maybe(name) {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| vec![number_unreadable(text)]),
    }
}
