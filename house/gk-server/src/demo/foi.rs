//! Applications (依申请公开): handed in by invented people and handled by the bureaus, step by step, at every stage.

use std::collections::BTreeMap;

use gk_base::problem::Fault;
use gk_base::{Coded, Day, Office, Problem, directory};
use gk_foi::parties::PartyContact;
use gk_foi::verbs::add_file::Brought;
use gk_foi::verbs::consult::{self, Consult};
use gk_foi::verbs::receive::{self, By, Receive};
use gk_foi::verbs::step::{self, TakeStep};
use gk_foi::verbs::{Seen, take};
use gk_org::verbs::appoint::Appoint;
use gk_rules::foi::event::{
    Approved, Assigned, CaseEvent, ContactTried, CorrectionAsked, Decided, Drafted, Examined, Extended,
    FeeNotified, Lapsed, Named, OpinionRecorded, ReasonsAsked, Registered, ReliefConcluded, Reopened,
    SearchLogged, Served, Transferred, Words,
};
use gk_rules::foi::form::{Form, IdKind};
use gk_rules::foi::worksheet::{Choice, Question};
use gk_rules::foi::{Carrier, Channel, Decision, ServiceMode, Verb, Worksheet};
use gk_rules::org::{Actor, OrganId, Role};
use gk_rules::report::Applicants;
use gk_supervision::verbs::keep_report::{self, KeepReport};
use jiff::ToSpan;

use super::letters;
use super::months::before;
use super::places::{COUNTY, People, hire};
use super::words::{Word, about, body, say};
use super::{PASSWORD, afterwards, table};

const APPLICATIONS: &str = include_str!("../../demo/applications.tsv");
/// A telephone number that is nobody's.
pub(super) const PHONE: &str = "000-0000-0000";

/// An application of the table.
#[derive(Debug, Clone)]
struct Line {
    bureau: String,
    channel: Channel,
    kind: Applicants,
    name: &'static str,
    identity: &'static str,
    about: &'static str,
    /// 获取途径: as the reply is served, else as is usual for the channel.
    obtain: ServiceMode,
}

/// What happens to an application on a day: it comes in, a step is taken, or something beside the steps is done.
#[derive(Debug, Clone)]
pub(super) struct Handling {
    at: usize,
    line: Line,
    doing: Doing,
}

/// What is done, and what it says.
#[derive(Debug, Clone, Copy)]
enum Doing {
    Receive,
    Step(Verb, &'static str),
    Afterwards(&'static str, &'static str),
}

/// The people of a bureau that answer applications.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    pub(super) organ: OrganId,
    pub(super) clerk: Actor,
    pub(super) reviewer: Actor,
    pub(super) leader: Actor,
}

/// The desks of the bureaus, and the cases they have.
#[derive(Debug)]
pub(super) struct Desks {
    staff: BTreeMap<String, Staff>,
    cases: BTreeMap<usize, i64>,
    parties: BTreeMap<usize, String>,
    /// The last reply to an applicant, by name.
    replies: BTreeMap<&'static str, String>,
}

/// What happens to all applications, each with its day.
pub(super) fn plan(today: Day) -> Result<Vec<(Day, Handling)>, Fault> {
    let mut all = Vec::new();
    for (at, cells) in table(APPLICATIONS).enumerate() {
        let (line, ago, steps) = read(&cells)?;
        let came = before(today, ago)?;
        all.push((came, Handling { at, line: line.clone(), doing: Doing::Receive }));
        for one in steps.split_whitespace().filter(|one| *one != "-") {
            let (days, verb) = one.split_once(':').ok_or_else(|| unreadable(one))?;
            let (name, said) = verb.split_once('=').unwrap_or((verb, ""));
            let days: i64 = days.parse().map_err(|_| unreadable(one))?;
            let on = came.checked_add(days.days()).map_err(|e| Fault::because("a day", e))?;
            let doing = match Verb::from_code(name) {
                Some(verb) => Doing::Step(verb, said),
                None if afterwards::KNOWN.contains(&name) => Doing::Afterwards(name, said),
                None => return Err(unreadable(one)),
            };
            all.push((on, Handling { at, line: line.clone(), doing }));
        }
    }
    Ok(all)
}

pub(super) fn unreadable(what: &str) -> Fault {
    Fault::new(format!("the table of applications: {what}"))
}

fn read(cells: &[&'static str]) -> Result<(Line, i64, &'static str), Fault> {
    let [bureau, ago, channel, kind, name, identity, about, steps] = *cells else {
        return Err(unreadable(&cells.join(" ")));
    };
    let channel: Channel = coded(channel)?;
    let usual = if channel == Channel::Internet { ServiceMode::Online } else { ServiceMode::Post };
    let served = steps.split_whitespace().find_map(|one| one.split_once("serve="));
    let line = Line {
        bureau: format!("{COUNTY}-{bureau}"),
        channel,
        kind: coded(kind)?,
        name,
        identity,
        about,
        obtain: served.map_or(Ok(usual), |(_, mode)| coded(mode))?,
    };
    Ok((line, ago.parse().map_err(|_| unreadable(ago))?, steps))
}

pub(super) fn coded<T: Coded>(code: &str) -> Result<T, Fault> {
    T::from_code(code).ok_or_else(|| unreadable(code))
}

impl Desks {
    /// Finds who answers in the bureaus that are asked, and appoints who decides.
    pub(super) async fn open(office: &Office, people: &People) -> Result<Self, Problem> {
        let mut staff = BTreeMap::new();
        for cells in table(APPLICATIONS) {
            let (line, ..) = read(&cells)?;
            if staff.contains_key(&line.bureau) {
                continue;
            }
            let found = people.bureaus.iter().find(|one| one.code == line.bureau);
            let bureau = found.ok_or_else(|| unreadable(&line.bureau))?;
            let mut read = office.read().await?;
            let seat = directory::load_by_code(&mut read, &bureau.code).await?;
            drop(read);
            let stem = bureau.code.rsplit('-').next().unwrap_or_default();
            let cmd = Appoint {
                organ: bureau.code.clone(),
                role: Role::Leader,
                title: say(Word::FoiLeaderTitle)?,
                account: format!("{stem}.leader"),
                name: about(Word::FoiLeader, &seat.organ.names.short, "")?,
                password: Some(PASSWORD.to_owned()),
            };
            let leader = hire(office, cmd).await?;
            letters::settle(office, &bureau.code).await?;
            let (clerk, reviewer) = (bureau.clerk.clone(), bureau.reviewer.clone());
            staff.insert(line.bureau, Staff { organ: seat.organ.id, clerk, reviewer, leader });
        }
        Ok(Self { staff, cases: BTreeMap::new(), parties: BTreeMap::new(), replies: BTreeMap::new() })
    }

    /// Does what the plan says for a day.
    pub(super) async fn handle(&mut self, office: &Office, handling: &Handling) -> Result<(), Problem> {
        let staff =
            self.staff.get(&handling.line.bureau).ok_or_else(|| unreadable(&handling.line.bureau))?.clone();
        match handling.doing {
            Doing::Receive => self.receive(office, &staff, handling).await,
            Doing::Step(verb, said) => self.step(office, &staff, handling, (verb, said)).await,
            Doing::Afterwards(what, said) => {
                let matter = self.case(handling.at)?;
                afterwards::act(office, &staff, (matter, handling.line.about), (what, said)).await
            }
        }
    }

    /// The figures of a year as they stand at its end, kept by every bureau that was asked.
    pub(super) async fn close(&self, office: &Office) -> Result<(), Problem> {
        let year = office.today().year();
        for staff in self.staff.values() {
            for year in [year - 1, year] {
                keep_report::run(office, &staff.clerk, KeepReport { year, brought: None }).await?;
            }
        }
        Ok(())
    }

    fn case(&self, at: usize) -> Result<i64, Fault> {
        self.cases.get(&at).copied().ok_or_else(|| unreadable("a step before the application"))
    }

    async fn receive(&mut self, office: &Office, staff: &Staff, handling: &Handling) -> Result<(), Problem> {
        let line = &handling.line;
        let cmd = Receive {
            organ: staff.organ,
            form_key: format!("{:064x}", handling.at),
            channel: line.channel,
            on: office.today(),
            form: form(line)?,
            apart: false,
            files: Vec::new(),
        };
        let by = if line.channel == Channel::Internet { By::Applicant } else { By::Desk(&staff.clerk) };
        let received = receive::run(office, by, cmd).await?;
        if let Some((id, _)) = received.cases.first() {
            self.cases.insert(handling.at, *id);
        }
        Ok(())
    }

    async fn step(
        &mut self,
        office: &Office,
        staff: &Staff,
        handling: &Handling,
        (verb, said): (Verb, &str),
    ) -> Result<(), Problem> {
        let (at, matter) = (handling.at, self.case(handling.at)?);
        let seen = seen(office, matter).await?;
        if verb == Verb::Consult {
            let (name, contact) = (say(Word::FoiParty)?, say(Word::FoiPartyContact)?);
            let way = Some(ServiceMode::Post);
            let contact = PartyContact { address: contact, way, ..PartyContact::default() };
            let cmd = Consult { role: coded(said)?, name, contact };
            let party = consult::run(office, &staff.clerk, seen, cmd).await?;
            letters::follow(office, staff, matter, (verb, &party)).await?;
            self.parties.insert(at, party);
            return Ok(());
        }
        let party = self.parties.get(&at).cloned().unwrap_or_default();
        let mut event = event((verb, said), party.clone(), staff)?;
        if let CaseEvent::Drafted(drafted) = &mut event
            && drafted.decision == Decision::Repeated
        {
            drafted.former = self.replies.get(handling.line.name).cloned();
        }
        let files = if verb == Verb::DraftReply { files(said)? } else { Vec::new() };
        let cmd = TakeStep { on: office.today(), event, files };
        if verb == Verb::WithdrawByApplicant {
            return step::run_for_applicant(office, seen, cmd).await.map(|_| ());
        }
        let by = match verb {
            Verb::Approve | Verb::ReturnIt => &staff.reviewer,
            Verb::Decide | Verb::Extend => &staff.leader,
            _ => &staff.clerk,
        };
        let version = match step::run(office, by, seen, cmd).await {
            // In a year whose calendar is not announced nobody can say that a time has run out.
            Err(Problem::Refused(_)) if verb == Verb::Lapse => return Ok(()),
            other => other?,
        };
        if verb == Verb::Assign {
            take::run(office, &staff.clerk, Seen { matter, version }).await?;
        }
        if verb == Verb::Decide {
            let known = gk_foi::load(&mut office.read().await?, matter).await?;
            self.replies.insert(handling.line.name, known.matter.standing.reply_number.unwrap_or_default());
        }
        letters::follow(office, staff, matter, (verb, &party)).await
    }
}

pub(super) async fn seen(office: &Office, matter: i64) -> Result<Seen, Problem> {
    let mut read = office.read().await?;
    let known = gk_foi::load(&mut read, matter).await?;
    Ok(Seen { matter, version: known.matter.version })
}

fn form(line: &Line) -> Result<Form, Fault> {
    let mut form = Form {
        kind: Some(line.kind),
        name: line.name.to_owned(),
        about: line.about.to_owned(),
        ..Form::default()
    };
    if line.identity.is_empty() {
        form.identity.proof = true;
    } else {
        form.identity.id_kind = Some(IdKind::Resident);
        form.identity.id_number = line.identity.to_owned();
    }
    form.contact.phone = PHONE.to_owned();
    form.contact.address = say(Word::FoiAddress)?;
    form.contact.email = say(Word::FoiEmail)?;
    form.obtain = Some(line.obtain);
    let by_net = line.channel == Channel::Internet;
    form.carriers = vec![if by_net { Carrier::Email } else { Carrier::Paper }];
    Ok(form)
}

/// What goes to the applicant where all of it is disclosed; in part the redacted copy goes.
fn files(decision: &str) -> Result<Vec<Brought>, Fault> {
    if !matches!(coded(decision)?, Decision::Disclosed | Decision::AlreadyPublic) {
        return Ok(Vec::new());
    }
    let name = say(Word::FoiFile)?;
    let bytes = body(std::slice::from_ref(&name))?.into_bytes();
    Ok(vec![Brought { role: None, name, bytes }])
}

/// What a step of the table says.
fn event((verb, said): (Verb, &str), party: String, staff: &Staff) -> Result<CaseEvent, Fault> {
    Ok(match verb {
        Verb::TryContact => CaseEvent::ContactTried(ContactTried { words: say(Word::FoiContact)? }),
        Verb::Confirm => CaseEvent::Confirmed,
        Verb::Register => CaseEvent::Registered(Registered { number: String::new() }),
        Verb::Examine => CaseEvent::Examined(Examined { answers: sheet(coded(said)?) }),
        Verb::Assign => CaseEvent::Assigned(Assigned { unit: say(Word::FoiUnit)?, joint: Vec::new() }),
        Verb::AskCorrection => {
            CaseEvent::CorrectionAsked(CorrectionAsked { items: vec![say(Word::FoiItems)?], days: None })
        }
        Verb::TakeCorrection => CaseEvent::CorrectionTaken,
        Verb::Lapse => CaseEvent::Lapsed(Lapsed { number: String::new() }),
        Verb::ConsultationReached => CaseEvent::ConsultationReceived(Named { party }),
        Verb::RecordOpinion => CaseEvent::OpinionRecorded(OpinionRecorded {
            party,
            opinion: coded(said)?,
            reasons: say(Word::FoiOpinion)?,
        }),
        Verb::Extend => CaseEvent::Extended(Extended {
            days: 20,
            approved_by: staff.leader.person,
            reason: say(Word::FoiExtended)?,
        }),
        Verb::TellThirdParty => CaseEvent::ThirdPartyTold(Named { party }),
        Verb::AskReasons => CaseEvent::ReasonsAsked(ReasonsAsked { count: counted(said)? }),
        Verb::TakeReasons => CaseEvent::ReasonsGiven,
        Verb::RejectReasons => CaseEvent::ReasonsRejected,
        Verb::NotifyFee => CaseEvent::FeeNotified(FeeNotified { fen: counted(said)? }),
        Verb::FeeNoticeReached => CaseEvent::FeeNoticeReceived,
        Verb::TakeFee => CaseEvent::FeePaid,
        Verb::LogSearch => CaseEvent::SearchLogged(SearchLogged {
            places: say(Word::FoiPlaces)?.lines().map(ToOwned::to_owned).collect(),
            words: say(Word::FoiSearch)?,
            found: false,
        }),
        Verb::WithdrawByApplicant => CaseEvent::WithdrawnByApplicant,
        Verb::Transfer => CaseEvent::Transferred(Transferred { to: say(Word::FoiTransferTo)? }),
        _ => closing((verb, said))?,
    })
}

fn counted<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| unreadable(text))
}

fn closing((verb, said): (Verb, &str)) -> Result<CaseEvent, Fault> {
    Ok(match verb {
        Verb::DraftReply => {
            CaseEvent::Drafted(Drafted { decision: coded(said)?, others: Vec::new(), former: None })
        }
        Verb::Approve => CaseEvent::Approved(Approved { forced: None }),
        Verb::ReturnIt => CaseEvent::Returned(Words { words: say(Word::FoiReturned)? }),
        Verb::Decide => {
            CaseEvent::Decided(Decided { decision: coded(said)?, number: String::new(), forced: None })
        }
        Verb::Serve => CaseEvent::Served(Served { mode: coded(said)? }),
        Verb::FileAway => CaseEvent::FiledAway,
        Verb::Reopen => CaseEvent::Reopened(Reopened { relief: coded(said)? }),
        Verb::ConcludeRelief => CaseEvent::ReliefConcluded(ReliefConcluded {
            relief: gk_rules::foi::event::Relief::Review,
            result: coded(said)?,
            anew: false,
            days: None,
        }),
        other => return Err(unreadable(other.code())),
    })
}

/// The worksheet that leads to an outcome: to each question the answer that gives it, else the one that leads on.
fn sheet(outcome: Decision) -> Worksheet {
    let mut sheet = Worksheet::default();
    while let Some(question) = sheet.open_questions().first().copied() {
        if question == Question::Main {
            return Worksheet { main: Some(outcome), ..sheet };
        }
        let giving = question.choices().iter().copied().find(|one| one.outcome() == Some(outcome));
        let choice = giving.unwrap_or(match question {
            Question::Nature => Choice::NatureYes,
            Question::Whose => Choice::WhoseOurs,
            Question::Held => Choice::HeldYes,
            Question::Release => Choice::ReleaseNone,
            Question::Grounds => Choice::GroundThirdParty,
            Question::How if outcome == Decision::AlreadyPublic => Choice::HowTold,
            Question::How => Choice::HowAsWished,
            Question::Clear | Question::Main => Choice::ClearYes,
        });
        sheet = sheet.answer(question, &[choice]);
    }
    sheet
}
