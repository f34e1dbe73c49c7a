//! What a letter says, from where it is known: events and clock, earlier letters, settings, the sealed names, the tree of organs.

use gk_base::{Problem, Read, directory};
use gk_rules::duty::settings::Setting;
use gk_rules::foi::Decision;
use gk_rules::foi::clock::reply_clock;
use gk_rules::foi::event::{CaseEvent, Opinion as Answered, Party};
use gk_rules::foi::letters::drafted::third_party;
use gk_rules::foi::letters::need::decided;
use gk_rules::foi::letters::setting::{Settled, court, desks};
use gk_rules::foi::letters::value::{
    Addressee, Consulted, Contact, Delivery, Opinion, SearchStep, ServedLetter,
};
use gk_rules::foi::letters::{CaseFacts, Form, LetterSetting};
use gk_rules::foi::periods::{self, FoiPeriod};
use gk_rules::foi::remedy::{Asked, Contested, Known, Periods, Remedy};
use gk_rules::foi::review_organ::{Kin, ReviewLaw, reviewers};
use gk_rules::foi::words::{query_way, search_result};
use gk_rules::{Coded, Day, Reason};

use super::Wish;
use super::whom::Whom;
use crate::tables::letters;
use gk_foi::Open;
use gk_foi::cases;
use gk_foi::settled::Settings;

/// What the events and the clock say.
pub(super) fn of_case(open: &Open, wish: &Wish<'_>) -> CaseFacts {
    let (case, law) = (&open.case, open.counting.law());
    let clock = reply_clock(case, law);
    let first = periods::first_period(case, law);
    let day_of = |kind: FoiPeriod| {
        let all = periods::periods(case, law);
        all.into_iter().find(|one| one.kind == kind).and_then(|one| one.due.date)
    };
    let (interim, matter) = (&case.interim, &open.matter);
    let correction = interim.correction.as_ref();
    let pay_days = law.of_day(&law.settings.fee, wish.on).map(|one| one.value);
    let mut facts = CaseFacts {
        decision: decided(case).filter(|_| wish.form.is_reply()),
        organ: Some(matter.organ.name.clone()),
        number: wish.number.map(ToOwned::to_owned),
        signed_on: Some(wish.on),
        register_number: case.registered.as_ref().map(|one| one.number.clone()),
        received_on: clock.received_on,
        channel: Some(case.filing.channel),
        summary: Some(matter.wanted.text.clone()),
        due_on: if wish.form == Form::Extension { first.due.date } else { clock.due.date },
        missing: correction.map(|one| one.items.clone()),
        correct_by: day_of(FoiPeriod::Correction),
        correction_sent_on: correction.map(|one| one.asked_on),
        corrected_on: correction.and_then(|one| one.taken_on),
        items_in_period: interim.excess.map(|one| one.count),
        asked_reasons_on: interim.excess.map(|one| one.asked_on),
        pay_days,
        fee_sent_on: interim.fee.map(|one| one.notified_on),
        pay_by: day_of(FoiPeriod::Fee),
        approved_on: interim.extension.map(|one| one.on),
        new_due: interim.extension.and(clock.due.date),
        mode: Some(delivery(open)),
        ..CaseFacts::default()
    };
    of_consultation(open, wish, &mut facts);
    of_events(open, wish.party, &mut facts);
    facts
}

/// As it was served; before that as the applicant wished.
fn delivery(open: &Open) -> Delivery {
    let served = open.told.iter().rev().find_map(|one| match &one.recorded.event {
        CaseEvent::Served(said) => Some(Delivery { mode: said.mode, on: Some(one.recorded.day) }),
        _ => None,
    });
    served.unwrap_or(Delivery { mode: open.matter.wanted.way, on: None })
}

/// The consultation the letter is about: of the one it goes to, else the last.
fn of_consultation(open: &Open, wish: &Wish<'_>, facts: &mut CaseFacts) {
    let settings = &open.counting.settings.consultation;
    let rows = match wish.form {
        Form::AskJointMaker => &settings.joint_maker,
        Form::AskOtherOrgan => &settings.other_organ,
        _ => &settings.third_party,
    };
    facts.opinion_days = open.counting.law().of_day(rows, wish.on).map(|one| one.value);
    let all = &open.case.interim.consultations;
    let named = all.iter().find(|one| one.party == wish.party);
    let Some(one) = named.or(all.last()) else { return };
    facts.consulted_on = Some(one.sent_on);
    facts.consulted = Some(match one.role {
        Party::ThirdParty => Consulted::ThirdParty,
        Party::JointMaker => Consulted::JointMaker,
        Party::OtherOrgan => Consulted::OtherOrgan,
    });
}

/// What stands in the events alone: reasons of an extension, opinions, what was searched.
fn of_events(open: &Open, party: &str, facts: &mut CaseFacts) {
    let mut search = Vec::new();
    for one in &open.told {
        match &one.recorded.event {
            CaseEvent::Extended(extended) => facts.extension_reason = Some(extended.reason.clone()),
            CaseEvent::OpinionRecorded(told) if told.party == party => {
                facts.opinion = match told.opinion {
                    Answered::Objects => Some(Opinion::Objected(told.reasons.clone())),
                    Answered::NoView => Some(Opinion::Silent),
                    Answered::Agrees => None,
                };
            }
            CaseEvent::SearchLogged(logged) => search.extend(logged.places.iter().map(|place| SearchStep {
                place: place.clone(),
                way: logged.words.clone(),
                on: one.recorded.day,
                result: search_result(logged.found).to_owned(),
            })),
            _ => {}
        }
    }
    facts.search = Some(search);
}

/// What earlier letters of the case say: their numbers, and what is served.
pub(super) async fn of_letters(read: &mut Read, open: &Open, facts: &mut CaseFacts) -> Result<(), Problem> {
    let all = letters::of_matter(read, open.matter.id).await?;
    let number = |form: Form| letters::out(&all, form, "").and_then(|one| one.number.clone());
    facts.correction_number = number(Form::Correction);
    facts.fee_number = number(Form::FeeNotice);
    let out = all
        .iter()
        .filter(|one| one.released_on.is_some() && one.party.is_empty() && one.form != Form::Receipt);
    let served = out.filter_map(|one| {
        let number = one.number.clone()?;
        Some(ServedLetter { title: one.form.label().to_owned(), number, copies: 1 })
    });
    facts.served = Some(served.collect());
    Ok(())
}

/// The reply given before (条例 art 36(6)), where the draft names it and it is the organ's own.
pub(super) async fn of_earlier(read: &mut Read, open: &Open, facts: &mut CaseFacts) -> Result<(), Problem> {
    if facts.decision != Some(Decision::Repeated) {
        return Ok(());
    }
    let former = open.told.iter().rev().find_map(|one| match &one.recorded.event {
        CaseEvent::Drafted(drafted) => Some(drafted.former.clone()),
        _ => None,
    });
    let Some(number) = former.flatten().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()) else {
        return Ok(());
    };
    facts.earlier_on = cases::replied_on(read, open.matter.organ.id.0, &number).await?;
    facts.earlier_number = Some(number);
    Ok(())
}

/// What the organ has settled.
pub(super) fn of_settings(open: &Open, settings: &Settings, wish: &Wish<'_>, facts: &mut CaseFacts) {
    facts.contact = Some(Contact {
        unit: settings.value(LetterSetting::ContactUnit),
        telephone: settings.value(LetterSetting::ContactTelephone),
        address: settings.value(LetterSetting::ContactAddress),
    });
    facts.pay_way = Some(settings.value(LetterSetting::PayWay));
    // A return is filled in where the letter is handed over: at the organ, unless the drafter writes another place.
    if wish.form == Form::ServiceReturn && !wish.typed.contains_key("service_place") {
        facts.service_place = Some(open.matter.organ.name.clone());
    }
}

/// To whom it speaks.
pub(super) fn of_people(open: &Open, wish: &Wish<'_>, whom: &Whom, facts: &mut CaseFacts) {
    let name = whom.applicant.clone();
    facts.query = Some(query_way(whom.code.as_deref()));
    facts.applicant = Some(name.clone());
    facts.addressee = match (wish.form, &whom.party) {
        (Form::AskThirdParty | Form::TellThirdParty, Some(party)) => {
            Some(third_party(wish.typed, party.clone()))
        }
        (Form::AskJointMaker | Form::AskOtherOrgan, Some(party)) => Some(Addressee::Organ(party.clone())),
        (form, None) if form.leaves_the_case() => None,
        _ if open.matter.who.kind.is_body() => Some(Addressee::Body(name)),
        _ => Some(Addressee::Person(name)),
    };
}

type Told = Result<Option<Remedy>, Vec<Reason>>;

/// The remedy, from the tree of organs and the settings.
pub(super) async fn remedy(
    read: &mut Read,
    open: &Open,
    settings: &Settings,
    wish: &Wish<'_>,
    facts: &CaseFacts,
) -> Result<Told, Problem> {
    let id = open.matter.organ.id;
    let seat = directory::load(read, id).await?;
    let mut known: Vec<_> = directory::list_above(read, id).await?.into_iter().map(|one| one.organ).collect();
    if let Some(line) = seat.organ.line {
        known.push(directory::load(read, line).await?.organ);
    }
    let outside = settings.value(LetterSetting::ReviewOutside);
    let kin = Kin { organ: &seat.organ, known: &known, outside: Some(outside.as_str()) };
    let found = match reviewers(kin, ReviewLaw::on(wish.on)) {
        Ok(found) => found,
        Err(against) => return Ok(Err(against)),
    };
    let parts = facts.redactions.as_deref().unwrap_or_default();
    let contested = match (wish.form, facts.decision.or_else(|| wish.form.decisions().next())) {
        (Form::RecordKept, _) => Contested::CorrectionRefused,
        (Form::TellThirdParty, _) | (_, None) => Contested::Disclosure,
        (_, Some(decision)) => Contested::Reply(decision, parts),
    };
    let desks: Vec<_> = desks(settings, &found).into_iter().map(|desk| settled(desk, wish.on)).collect();
    let courts: Vec<_> = court(settings).into_iter().map(|court| settled(court, wish.on)).collect();
    let known = Known { desks: &desks, courts: &courts, periods: periods_of(open, wish.on) };
    Ok(Remedy::of(&Asked { contested, kin, known, on: wish.on, served: open.matter.wanted.way }))
}

/// In force on the day: what was read was.
fn settled<T>(value: T, on: Day) -> Setting<T> {
    Setting { value, from: on, until: None, source: String::new() }
}

/// 救济期限, as the clocks count them.
fn periods_of(open: &Open, on: Day) -> Periods {
    let law = open.counting.law();
    let rows = &law.settings.remedies;
    let value = |rows: &[Setting<u32>], usual: u32| law.of_day(rows, on).map_or(usual, |one| one.value);
    let usual = Periods::NATIONAL;
    Periods {
        review_days: value(&rows.review_days, usual.review_days),
        suit_months: value(&rows.suit_months, usual.suit_months),
        suit_after_review_days: value(&rows.suit_after_review_days, usual.suit_after_review_days),
    }
}
