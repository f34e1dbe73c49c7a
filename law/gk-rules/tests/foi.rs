//! Any history of an application: random verbs day by day, and what must hold of every case they make.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop on a broken test"
)]

use gk_rules::duty::dense::NEVER;
use gk_rules::foi::application::{Channel, ServiceMode};
use gk_rules::foi::case::Case;
use gk_rules::foi::clock::reply_clock;
use gk_rules::foi::counted::{Counted, counted};
use gk_rules::foi::decision::Decision;
use gk_rules::foi::dense::CaseTable;
use gk_rules::foi::event::*;
use gk_rules::foi::replay::{effect_of_correction, reasons_not_to_record};
use gk_rules::foi::settings::{FoiSettings, Law, Warnings};
use gk_rules::foi::stage::{Progress, Stage, Verb};
use gk_rules::foi::steps::{Hand, permitted, reasons_not_to};
use gk_rules::foi::worksheet::{Choice, Question, Worksheet};
use gk_rules::report::Applicants;
use gk_rules::time::calendar::{Calendar, NamedDay, YearNotice};
use gk_rules::time::dense::{Dense, day_number, from_day_number};
use gk_rules::{Coded, Day};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

fn calendar(years: std::ops::RangeInclusive<i16>) -> Calendar {
    let notices = years.map(|year| YearNotice {
        year,
        source: "test".into(),
        off: [(1, 1), (2, 10), (2, 11), (2, 12), (2, 13), (2, 14), (10, 1), (10, 2), (10, 3)]
            .map(|(m, d)| NamedDay { day: date(year, m, d), name: "假日".into() })
            .to_vec(),
        make_up: (15..=21)
            .map(|d| date(year, 2, d))
            .filter(|day| day.weekday() == jiff::civil::Weekday::Saturday)
            .map(|day| NamedDay { day, name: "春节".into() })
            .collect(),
    });
    Calendar::of(notices).unwrap()
}

/// A history in the making: the office's people, a day that only goes on, and the law.
struct Desk<'a> {
    law: Law<'a>,
    today: Day,
    history: Vec<Recorded>,
}

impl<'a> Desk<'a> {
    fn open(law: Law<'a>, today: Day, channel: Channel, applicant: Applicants) -> Self {
        let mut desk = Self { law, today, history: Vec::new() };
        desk.history.push(desk.next(1, CaseEvent::Submitted(Submitted { channel, applicant })));
        desk
    }
    fn next(&self, by: i64, event: CaseEvent) -> Recorded {
        let seq = u32::try_from(self.history.len()).unwrap() + 1;
        Recorded { seq, day: self.today, at: None, by, event }
    }
    fn case(&self) -> Case {
        let (case, breaches) = Case::replay_by(&self.history, self.law).expect("the history stands");
        assert_eq!(breaches, []);
        case
    }
    /// Records an event when nothing is against it; whether it was.
    fn record(&mut self, by: i64, event: CaseEvent) -> bool {
        let next = self.next(by, event);
        let taken = reasons_not_to_record(&self.history, &next, self.law).is_empty();
        if taken {
            self.history.push(next);
        }
        taken
    }
    fn must(&mut self, by: i64, event: CaseEvent) {
        let next = self.next(by, event);
        let against = reasons_not_to_record(&self.history, &next, self.law);
        assert_eq!(against, [], "{next:?}\n{:?}", self.history);
        self.history.push(next);
    }
    /// A step of chance: one of the verbs the case permits, with what is typed into it.
    fn stumble(&mut self, (days, pick, extra): (u8, usize, usize)) {
        self.today = self.today.checked_add(i64::from(days).days()).unwrap();
        let case = self.case();
        let hand = Hand { person: 1, on: self.today, law: Some(self.law) };
        let verbs: Vec<Verb> =
            permitted(&case, hand).into_iter().filter(|v| *v != Verb::CorrectEvent).collect();
        if verbs.is_empty() {
            return;
        }
        let verb = verbs[pick % verbs.len()];
        let by = if matches!(verb, Verb::Approve | Verb::Decide) { 2 } else { 1 };
        self.record(by, event_of(verb, &case, extra, self.today));
    }
    /// Brings the case to the archive, whatever state it is in.
    fn finish(&mut self) {
        for _ in 0..40 {
            let case = self.case();
            let event = match case.stage() {
                Stage::Filed => return,
                Stage::Unconfirmed => CaseEvent::Confirmed,
                Stage::Received => {
                    CaseEvent::Registered(Registered { number: "示公开申〔2026〕1号".into() })
                }
                Stage::AwaitingCorrection => CaseEvent::CorrectionTaken,
                Stage::AwaitingReasons => CaseEvent::ReasonsRejected,
                Stage::AwaitingFee => CaseEvent::FeePaid,
                Stage::Drafted => CaseEvent::Returned(Words { words: "重拟".into() }),
                Stage::Approved => CaseEvent::Returned(Words { words: "重拟".into() }),
                Stage::Decided => match untold(&case) {
                    Some(party) => CaseEvent::ThirdPartyTold(Named { party }),
                    None => CaseEvent::Served(Served { mode: ServiceMode::Post }),
                },
                Stage::Served | Stage::Ended => CaseEvent::FiledAway,
                Stage::InRelief => {
                    let open = case.reliefs.iter().find(|one| one.concluded.is_none()).unwrap();
                    CaseEvent::ReliefConcluded(ReliefConcluded {
                        relief: open.relief,
                        result: ReliefResult::Upheld,
                        anew: false,
                        days: None,
                    })
                }
                _ => {
                    let answers = Worksheet::default()
                        .answer(Question::Clear, &[Choice::ClearYes])
                        .answer(Question::Nature, &[Choice::NatureYes])
                        .answer(Question::Whose, &[Choice::WhoseOthers]);
                    self.must(1, CaseEvent::Examined(Examined { answers }));
                    self.must(1, drafted(Decision::NotOurs));
                    self.must(2, CaseEvent::Approved(Approved { forced: None }));
                    let number = "示公开复〔2026〕1号".into();
                    CaseEvent::Decided(Decided { decision: Decision::NotOurs, number, forced: None })
                }
            };
            self.must(3, event);
        }
        panic!("no way out of {:?}", self.case().stage());
    }
}

fn untold(case: &Case) -> Option<String> {
    let objects = |one: &&gk_rules::foi::case::Consultation| {
        one.told_on.is_none() && one.answer.is_some_and(|answer| answer.opinion == Opinion::Objects)
    };
    let Progress::Decided { reply } = &case.progress else { return None };
    let third = |one: &&gk_rules::foi::case::Consultation| one.role == Party::ThirdParty;
    let found = case.interim.consultations.iter().filter(third).find(objects);
    found.filter(|_| reply.decision == Decision::Disclosed).map(|one| one.party.clone())
}

fn drafted(decision: Decision) -> CaseEvent {
    CaseEvent::Drafted(Drafted {
        decision, others: vec![], former: Some("示公开复〔2025〕1号".into())
    })
}

/// What is typed into a verb, by chance.
fn event_of(verb: Verb, case: &Case, extra: usize, today: Day) -> CaseEvent {
    let found = arrival(verb, extra)
        .or_else(|| consulting(verb, case, extra))
        .or_else(|| waiting(verb, extra, today));
    found.or_else(|| closing(verb, case, extra)).expect("every verb but the correction")
}

fn words() -> Words {
    Words { words: "说明".into() }
}
fn small(extra: usize) -> u32 {
    u32::try_from(extra % 25).unwrap()
}

fn arrival(verb: Verb, extra: usize) -> Option<CaseEvent> {
    use CaseEvent as E;
    Some(match verb {
        Verb::TryContact => E::ContactTried(ContactTried { words: "未接听".into() }),
        Verb::Confirm => E::Confirmed,
        Verb::Register => E::Registered(Registered { number: "示公开申〔2026〕1号".into() }),
        Verb::Examine => E::Examined(Examined {
            answers: Worksheet::default()
                .answer(Question::Clear, &[[Choice::ClearYes, Choice::ClearAsk][extra % 2]]),
        }),
        Verb::Assign => E::Assigned(Assigned { unit: "救助科".into(), joint: vec![] }),
        Verb::LogSearch => {
            let places = vec!["档案室".into()];
            E::SearchLogged(SearchLogged { places, words: String::new(), found: extra.is_multiple_of(2) })
        }
        Verb::Supplement => E::Supplemented(words()),
        Verb::WithdrawByApplicant => E::WithdrawnByApplicant,
        Verb::Merge => E::MergedInto(MergedInto { number: "示公开申〔2026〕2号".into() }),
        Verb::Transfer => E::Transferred(Transferred { to: "财政局".into() }),
        _ => return None,
    })
}

fn consulting(verb: Verb, case: &Case, extra: usize) -> Option<CaseEvent> {
    use CaseEvent as E;
    let asked = &case.interim.consultations;
    let party = || asked.get(extra % asked.len().max(1)).map_or("无".into(), |one| one.party.clone());
    Some(match verb {
        Verb::Consult => {
            let role = Party::ALL[extra % Party::ALL.len()];
            E::Consulted(Consulted { party: format!("第{}人", asked.len()), role })
        }
        Verb::ConsultationReached => E::ConsultationReceived(Named { party: party() }),
        Verb::RecordOpinion => {
            let opinion = Opinion::ALL[extra % 3];
            E::OpinionRecorded(OpinionRecorded { party: party(), opinion, reasons: String::new() })
        }
        Verb::TellThirdParty => E::ThirdPartyTold(Named { party: party() }),
        _ => return None,
    })
}

fn waiting(verb: Verb, extra: usize, today: Day) -> Option<CaseEvent> {
    use CaseEvent as E;
    Some(match verb {
        Verb::AskCorrection => {
            let days = extra.is_multiple_of(2).then_some(small(extra) + 1);
            E::CorrectionAsked(CorrectionAsked { items: vec!["特征".into()], days })
        }
        Verb::TakeCorrection => E::CorrectionTaken,
        Verb::Extend => E::Extended(Extended { days: small(extra), approved_by: 9, reason: String::new() }),
        Verb::AskReasons => E::ReasonsAsked(ReasonsAsked { count: small(extra) + 2 }),
        Verb::TakeReasons => E::ReasonsGiven,
        Verb::AcceptReasons => {
            let until = today.checked_add(i64::from(small(extra) + 3).days()).unwrap();
            E::ReasonsAccepted(ReasonsAccepted { until })
        }
        Verb::RejectReasons => E::ReasonsRejected,
        Verb::NotifyFee => E::FeeNotified(FeeNotified { fen: 10_000 }),
        Verb::FeeNoticeReached => E::FeeNoticeReceived,
        Verb::TakeFee => E::FeePaid,
        Verb::Lapse => E::Lapsed(Lapsed { number: "示公开复〔2026〕1号".into() }),
        _ => return None,
    })
}

fn closing(verb: Verb, case: &Case, extra: usize) -> Option<CaseEvent> {
    use CaseEvent as E;
    Some(match verb {
        Verb::DraftReply => drafted(Decision::ALL[extra % Decision::ALL.len()]),
        Verb::Approve => E::Approved(Approved { forced: None }),
        Verb::ReturnIt => E::Returned(words()),
        Verb::Decide => {
            let decision = match &case.progress {
                Progress::Approved { draft, .. } => draft.decision,
                _ => Decision::Disclosed,
            };
            let forced = Some("只有一人".into());
            E::Decided(Decided { decision, number: "示公开复〔2026〕1号".into(), forced })
        }
        Verb::Serve => E::Served(Served { mode: ServiceMode::ALL[extra % ServiceMode::ALL.len()] }),
        Verb::FileAway => E::FiledAway,
        Verb::Reopen => E::Reopened(Reopened { relief: Relief::ALL[extra % Relief::ALL.len()] }),
        Verb::ConcludeRelief => {
            let open = case.reliefs.iter().find(|one| one.concluded.is_none());
            let relief = open.map_or(Relief::Review, |one| one.relief);
            let result = ReliefResult::ALL[extra % ReliefResult::ALL.len()];
            let anew = extra.is_multiple_of(2) && result.may_order();
            let days = (anew && extra.is_multiple_of(3)).then_some(small(extra) + 1);
            E::ReliefConcluded(ReliefConcluded { relief, result, anew, days })
        }
        _ => return None,
    })
}

type Steps = Vec<(u8, usize, usize)>;

fn any_steps() -> impl Strategy<Value = Steps> {
    proptest::collection::vec((0_u8..9, 0_usize..1_000, 0_usize..1_000), 0..28)
}
fn any_start() -> impl Strategy<Value = (Day, Channel, Applicants)> {
    let day = (0_i64..900).prop_map(|n| date(2022, 11, 1).checked_add(n.days()).unwrap());
    (day, proptest::sample::select(Channel::ALL), proptest::sample::select(Applicants::ALL))
}

fn wander<'a>(
    law: Law<'a>,
    (day, channel, applicant): (Day, Channel, Applicants),
    steps: &Steps,
) -> Desk<'a> {
    let mut desk = Desk::open(law, day, channel, applicant);
    for step in steps {
        desk.stumble(*step);
    }
    desk
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_path_is_without_an_exit(start in any_start(), steps in any_steps()) {
        let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
        let mut desk = wander(Law { calendar: &calendar, settings: &settings }, start, &steps);
        let case = desk.case();
        let hand = Hand { person: 1, on: desk.today, law: Some(desk.law) };
        let ways = permitted(&case, hand);
        let leads_on = ways.iter().any(|verb| *verb != Verb::CorrectEvent);
        prop_assert!(leads_on || case.stage() == Stage::Filed, "{:?}", case.stage());
        desk.finish();
        prop_assert_eq!(desk.case().stage(), Stage::Filed);
    }

    #[test]
    fn no_answered_case_stands_outside_the_report(start in any_start(), steps in any_steps()) {
        let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
        let mut desk = wander(Law { calendar: &calendar, settings: &settings }, start, &steps);
        desk.finish();
        let case = desk.case();
        match counted(&case) {
            Some(counted) => {
                prop_assert!(counted.result.is_some());
                let years = (2020..=2032).filter(|year| counted.in_year(*year).is_some_and(|one| one.result.is_some()));
                prop_assert_eq!(years.count(), 1, "in exactly one year, in exactly one row");
            }
            None => prop_assert!(case.received_on.is_none() && case.decision() == Some(Decision::Withdrawn)),
        }
    }

    #[test]
    fn what_is_new_and_carried_in_is_what_is_answered_and_carried_out(
        histories in proptest::collection::vec((any_start(), any_steps()), 1..6),
    ) {
        let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
        let law = Law { calendar: &calendar, settings: &settings };
        let all: Vec<Counted> = histories
            .iter()
            .filter_map(|(start, steps)| counted(&wander(law, *start, steps).case()))
            .collect();
        let mut carried_out = None;
        for year in 2021..=2031_i16 {
            for column in Applicants::ALL {
                let of_year: Vec<_> =
                    all.iter().filter_map(|one| one.in_year(year)).filter(|one| one.applicant == *column).collect();
                let b1 = of_year.iter().filter(|one| one.is_new).count();
                let b3: usize = gk_rules::report::Row::ALL
                    .iter()
                    .map(|row| of_year.iter().filter(|one| one.result == Some(*row)).count())
                    .sum();
                let b4 = of_year.iter().filter(|one| one.result.is_none()).count();
                prop_assert_eq!(b1 + of_year.iter().filter(|one| !one.is_new).count(), b3 + b4);
            }
            let carried_in = all.iter().filter_map(|one| one.in_year(year)).filter(|one| !one.is_new).count();
            prop_assert!(carried_out.is_none_or(|out| out == carried_in), "what leaves a year enters the next");
            carried_out =
                Some(all.iter().filter_map(|one| one.in_year(year)).filter(|one| one.result.is_none()).count());
        }
    }

    #[test]
    fn a_corrected_history_tells_what_the_right_one_tells(
        start in any_start(), steps in any_steps(), which in 0_usize..100, off in -9_i64..9,
    ) {
        let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
        let desk = wander(Law { calendar: &calendar, settings: &settings }, start, &steps);
        let right = &desk.history;
        let place = which % right.len();
        let mut wrong = right.clone();
        wrong[place].day = wrong[place].day.checked_add(off.days()).unwrap();
        if wrong[place].day == right[place].day {
            return Ok(());
        }
        let replacement = Replacement { day: right[place].day, event: right[place].event.clone() };
        let of = right[place].seq;
        wrong.push(Recorded {
            seq: u32::try_from(wrong.len()).unwrap() + 1,
            day: desk.today,
            at: None,
            by: 5,
            event: CaseEvent::EventCorrected(EventCorrected {
                of,
                replacement: Some(Box::new(replacement)),
                reason: "日期录错".into(),
            }),
        });
        let corrected = Case::replay(&wrong).unwrap();
        prop_assert_eq!(corrected.facts(), desk.case().facts());
        prop_assert_eq!(corrected.corrections.len(), 1);
        prop_assert_eq!(corrected.corrections[0].former.day, wrong[place].day);
        if let Ok((before, after)) = effect_of_correction(&wrong, corrected.last.seq) {
            prop_assert_eq!(after.facts(), corrected.facts());
            prop_assert!(before.corrections.is_empty());
        }
    }

    #[test]
    fn a_suspension_never_makes_the_last_day_earlier(
        start in any_start(), steps in any_steps(), role in proptest::sample::select(Party::ALL), wait in 0_i64..40,
    ) {
        let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
        let mut desk = wander(Law { calendar: &calendar, settings: &settings }, start, &steps);
        let before = reply_clock(&desk.case(), desk.law).due.date;
        let asked = Consulted { party: "新的第三方".into(), role };
        if !desk.record(1, CaseEvent::Consulted(asked)) {
            return Ok(());
        }
        let stopped = reply_clock(&desk.case(), desk.law);
        prop_assert!(stopped.due.date.is_none() || stopped.due.date <= before.max(stopped.due.date));
        desk.today = desk.today.checked_add(wait.days()).unwrap();
        let party = || "新的第三方".to_owned();
        desk.must(1, CaseEvent::ConsultationReceived(Named { party: party() }));
        desk.must(1, CaseEvent::OpinionRecorded(OpinionRecorded {
            party: party(), opinion: Opinion::NoView, reasons: String::new(),
        }));
        let after = reply_clock(&desk.case(), desk.law).due.date;
        if let (Some(before), Some(after)) = (before, after) {
            prop_assert!(before <= after, "{before} {after}");
        }
    }

    #[test]
    fn the_narrow_clocks_are_the_plain_ones(start in any_start(), steps in any_steps(), later in 0_i64..60, announced in 2023_i16..=2026) {
        let (all, some, settings) = (calendar(2022..=2030), calendar(2022..=announced), FoiSettings::national());
        let desk = wander(Law { calendar: &all, settings: &settings }, start, &steps);
        let case = desk.case();
        let today = desk.today.checked_add(later.days()).unwrap();
        for calendar in [&all, &some] {
            let law = Law { calendar, settings: &settings };
            let plain = reply_clock(&case, law);
            let mut table = CaseTable::default();
            table.push(&case, law);
            let dense = Dense::of(calendar);
            let narrow = table.derive_all(day_number(today), Warnings { amber: 5, red: 2 }, &dense)[0];
            let due = (narrow.due != NEVER).then(|| from_day_number(narrow.due).unwrap());
            prop_assert_eq!(due, plain.due.date, "{:?}", case.interim);
            if due.is_some() && calendar.is_announced(today.year()) {
                prop_assert_eq!(plain.remaining(today, law).map(|n| i32::try_from(n).unwrap()), Some(narrow.left));
                prop_assert_eq!(plain.level(today, law), narrow.level);
            }
        }
    }

    #[test]
    fn what_was_recorded_is_read_back_and_replays_the_same(start in any_start(), steps in any_steps()) {
        let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
        let desk = wander(Law { calendar: &calendar, settings: &settings }, start, &steps);
        let stored = serde_json::to_string(&desk.history).unwrap();
        let read: Vec<Recorded> = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&read, &desk.history);
        let case = desk.case();
        prop_assert_eq!(&Case::replay(&read).unwrap(), &case);
        prop_assert_eq!(&serde_json::from_str::<Case>(&serde_json::to_string(&case).unwrap()).unwrap(), &case);
    }
}

#[test]
fn every_stage_and_every_verb_is_reached() {
    let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
    let law = Law { calendar: &calendar, settings: &settings };
    let mut stages = std::collections::BTreeSet::new();
    let mut verbs = std::collections::BTreeSet::new();
    let mut seed = 7_usize;
    let mut chance = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for round in 0..300 {
        let start = (date(2023, 1, 3), Channel::ALL[round % 5], Applicants::Person);
        let mut desk = Desk::open(law, start.0, start.1, start.2);
        for _ in 0..20 {
            let most = [3, 3, 25][chance(3)];
            let days = u8::try_from(chance(most)).unwrap();
            desk.stumble((days, chance(1_000), chance(1_000)));
            let case = desk.case();
            if matches!(case.stage(), Stage::AwaitingCorrection | Stage::AwaitingFee) && round % 2 == 0 {
                desk.today = desk.today.checked_add(40.days()).unwrap();
            }
            stages.insert(case.stage());
            verbs.extend(permitted(&case, Hand { person: 1, on: desk.today, law: Some(law) }));
        }
    }
    let missing: Vec<_> = Stage::ALL.iter().filter(|stage| !stages.contains(stage)).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
    let missing: Vec<_> = Verb::ALL.iter().filter(|verb| !verbs.contains(verb)).collect();
    assert!(missing.is_empty(), "never permitted: {missing:?}");
}

#[test]
fn a_button_is_offered_exactly_where_the_verb_leads_on() {
    let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
    let law = Law { calendar: &calendar, settings: &settings };
    let mut desk = Desk::open(law, date(2026, 3, 2), Channel::InPerson, Applicants::Person);
    desk.must(1, CaseEvent::Registered(Registered { number: "示公开申〔2026〕1号".into() }));
    let offers = |desk: &Desk<'_>, verb| {
        let hand = Hand { person: 1, on: desk.today, law: Some(law) };
        reasons_not_to(&desk.case(), verb, hand).iter().map(|reason| reason.code).collect::<Vec<_>>()
    };
    assert_eq!(offers(&desk, Verb::AskCorrection), [""; 0]);
    assert_eq!(offers(&desk, Verb::Serve), ["foi.wrong_stage"]);
    desk.today = date(2026, 3, 12);
    assert_eq!(offers(&desk, Verb::AskCorrection), ["foi.correction_late"]);
    assert_eq!(offers(&desk, Verb::Extend), [""; 0]);
    desk.today = date(2026, 3, 31);
    assert_eq!(offers(&desk, Verb::Extend), ["foi.extended_late"]);
    assert_eq!(offers(&desk, Verb::Reopen), [""; 0], "overdue: its delay can be contested");
}

#[test]
fn back_dating_and_a_clock_set_back_are_refused() {
    let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
    let law = Law { calendar: &calendar, settings: &settings };
    let at = |text: &str| Some(text.parse().unwrap());
    let one = |seq, day, moment: &str, event| Recorded { seq, day, at: at(moment), by: 1, event };
    let submitted =
        CaseEvent::Submitted(Submitted { channel: Channel::RegisteredPost, applicant: Applicants::Person });
    // Signed for on Friday by the mail room, written down on Monday: the day of a fact from outside may lie before.
    let history = vec![one(1, date(2026, 2, 27), "2026-03-02T01:00:00Z", submitted)];
    let registered = || CaseEvent::Registered(Registered { number: "示公开申〔2026〕1号".into() });
    let codes = |next: &Recorded| {
        reasons_not_to_record(&history, next, law).iter().map(|reason| reason.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&one(2, date(2026, 3, 2), "2026-03-02T02:00:00Z", registered())), [""; 0]);
    assert_eq!(codes(&one(2, date(2026, 2, 27), "2026-03-02T02:00:00Z", registered())), ["foi.back_dated"]);
    assert_eq!(codes(&one(2, date(2026, 3, 3), "2026-03-02T02:00:00Z", registered())), ["foi.in_the_future"]);
    assert_eq!(
        codes(&one(2, date(2026, 3, 1), "2026-03-01T02:00:00Z", registered())),
        ["foi.clock_set_back"]
    );
    let skewed = one(2, date(2026, 3, 2), "2026-03-02T00:59:30Z", registered());
    assert_eq!(codes(&skewed), [""; 0], "two servers may differ by a little");
    assert_eq!(codes(&one(3, date(2026, 3, 2), "2026-03-02T02:00:00Z", registered())), ["foi.stale"]);
    let mut broken = history.clone();
    broken.push(one(2, date(2026, 3, 1), "2026-03-01T02:00:00Z", registered()));
    let fault = Case::replay(&broken).unwrap_err();
    assert_eq!((fault.seq, fault.reasons[0].code), (2, "foi.clock_set_back"));
    assert!(fault.to_string().starts_with("第2个事件（2026-03-01 登记）有误"), "{fault}");
}

#[test]
#[expect(clippy::print_stdout, reason = "it shows what it measured")]
fn a_hundred_thousand_open_cases_are_recomputed_in_one_pass() {
    let (calendar, settings) = (calendar(2022..=2030), FoiSettings::national());
    let law = Law { calendar: &calendar, settings: &settings };
    let mut table = CaseTable::default();
    let base = date(2026, 1, 5);
    let mut kinds: Vec<Case> = Vec::new();
    for n in 0..100_u8 {
        let mut desk = Desk::open(
            law,
            base.checked_add(i64::from(n % 50).days()).unwrap(),
            Channel::InPerson,
            Applicants::Person,
        );
        desk.must(1, CaseEvent::Registered(Registered { number: "示公开申〔2026〕1号".into() }));
        if n % 3 == 0 {
            desk.must(1, CaseEvent::Consulted(Consulted { party: "甲".into(), role: Party::ThirdParty }));
            desk.must(1, CaseEvent::ConsultationReceived(Named { party: "甲".into() }));
        }
        if n % 7 == 0 {
            desk.must(1, CaseEvent::Extended(Extended { days: 20, approved_by: 9, reason: String::new() }));
        }
        if n % 11 == 0 {
            desk.must(
                1,
                CaseEvent::CorrectionAsked(CorrectionAsked { items: vec!["特征".into()], days: None }),
            );
        }
        kinds.push(desk.case());
    }
    for n in 0..100_000 {
        table.push(&kinds[n % kinds.len()], law);
    }
    let dense = Dense::of(&calendar);
    let began = std::time::Instant::now();
    let standings = table.derive_all(day_number(date(2026, 2, 9)), Warnings { amber: 5, red: 2 }, &dense);
    let took = began.elapsed();
    let due = standings.iter().filter(|one| one.due != NEVER).count();
    let awaited = standings.iter().filter(|one| one.awaited != NEVER).count();
    println!("{} cases, {due} with a last day, {awaited} awaited: {took:?}", standings.len());
    assert_eq!((table.len(), standings.len(), due + awaited), (100_000, 100_000, 100_000));
    for (place, case) in kinds.iter().enumerate() {
        let plain = reply_clock(case, law).due.date.map(day_number).unwrap_or(NEVER);
        assert_eq!(standings[place].due, plain);
    }
}
