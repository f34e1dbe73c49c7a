//! 公开属性认定: what the drafter proposes, ground by ground.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::attribute::determination::{
    DetailField, Removed, Separable, detail_malformed, no_attribute, no_part_ground,
};
use gk_rules::attribute::ground::{InternalClass, PartyOpinion, ProcessClass, Safety, SecrecyLevel};
use gk_rules::attribute::{Attribute, Detail, Determination};
use gk_rules::org::{Act, may};
use gk_rules::records::Stage;
use gk_rules::redaction::ground::Ground;
use gk_rules::{Day, Reason};
use gk_webkit::page::page_with;
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Web, desk_shell};

use super::case::may_see;
use super::desk_record::on;
use super::desk_steps::seen;
use crate::tables::determinations;
use crate::tables::records::{self, Kept};
use crate::verbs::determine::{self, Determine};

/// How many places to take out the form offers beyond those there are.
const BLANK: usize = 2;

#[derive(Template)]
#[template(path = "desk/attribute.html")]
struct AttributePage {
    shell: Shell,
    kept: Kept,
    may: bool,
    attributes: Vec<Choice>,
    separable: Vec<Choice>,
    grounds: Vec<&'static str>,
    removed: Vec<Removed>,
    form: Form,
    errors: Vec<ReasonLine>,
}

/// A place that is taken out, as typed.
#[derive(Default)]
struct Place {
    place: String,
    grounds: Vec<Choice>,
    amount: String,
}

/// The form as it stands or was typed; of each ground whether it is chosen, and its fields.
#[derive(Default)]
struct Form {
    normative: bool,
    opinion: String,
    chosen: Vec<&'static str>,
    levels: Vec<Choice>,
    dangers: Vec<Choice>,
    internal: Vec<Choice>,
    process: Vec<Choice>,
    opinions: Vec<Choice>,
    kinds: Vec<Choice>,
    text: Fields,
    places: Vec<Place>,
}

impl Form {
    fn of(fields: Fields) -> Self {
        let chosen =
            Ground::ALL.iter().map(|one| one.code()).filter(|code| fields.ticked(&format!("g-{code}")));
        let choice = |name: &str| fields.text(name).to_owned();
        let numbers = fields.under("place-").count();
        let place = |n: usize| Place {
            place: choice(&format!("place-{n}")),
            grounds: Choice::coded::<Ground>(fields.text(&format!("part-{n}"))),
            amount: choice(&format!("amount-{n}")),
        };
        let dangers = fields.all("dangers");
        Self {
            normative: fields.ticked("normative"),
            opinion: choice("opinion"),
            chosen: chosen.collect(),
            levels: Choice::coded::<SecrecyLevel>(fields.text("level")),
            dangers: Choice::list(Safety::ALL.iter().map(|one| (one.code(), one.label())), &dangers),
            internal: Choice::coded::<InternalClass>(fields.text("internal_class")),
            process: Choice::coded::<ProcessClass>(fields.text("process_class")),
            opinions: Choice::coded::<PartyOpinion>(fields.text("party_opinion")),
            kinds: Choice::list(
                [Ground::Trade, Ground::Privacy].iter().map(|one| (one.code(), one.label())),
                &[fields.text("party_kind")],
            ),
            places: (0..numbers.max(BLANK)).map(place).collect(),
            text: fields,
        }
    }
    fn has(&self, code: &str) -> bool {
        self.chosen.contains(&code)
    }
}

/// What is stored, as the fields of the form.
fn fields_of(proposed: &determinations::Proposed) -> Fields {
    let decided = &proposed.determination;
    let mut all: Vec<(String, String)> = vec![
        ("attribute".into(), decided.attribute.code().into()),
        ("opinion".into(), decided.opinion.clone()),
        (
            "separable".into(),
            decided
                .separable
                .map_or("", |yes| if yes { Separable::Yes } else { Separable::No }.code())
                .into(),
        ),
    ];
    if proposed.normative {
        all.push(("normative".into(), "1".into()));
    }
    for detail in &decided.grounds {
        all.push((format!("g-{}", group(detail.ground()).code()), "1".into()));
        all.extend(fields_of_detail(detail).into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    for (n, one) in decided.removed.iter().enumerate() {
        all.push((format!("place-{n}"), one.place.clone()));
        all.push((format!("part-{n}"), one.ground.code().into()));
        all.push((format!("amount-{n}"), one.amount.to_string()));
    }
    for n in decided.removed.len()..decided.removed.len() + BLANK {
        all.push((format!("place-{n}"), String::new()));
    }
    let pairs: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Fields::of(&pairs)
}

/// Trade and privacy are one fieldset.
fn group(ground: Ground) -> Ground {
    if ground == Ground::Privacy { Ground::Trade } else { ground }
}

fn fields_of_detail(detail: &Detail) -> Vec<(&'static str, String)> {
    let flag = |on: bool| if on { "1".to_owned() } else { String::new() };
    match detail {
        Detail::Secret { level, classified_on, until, basis } => vec![
            ("level", level.code().into()),
            ("classified_on", classified_on.to_string()),
            ("until", until.to_string()),
            ("basis", basis.clone()),
        ],
        Detail::Forbidden { law, article } => vec![("law", law.clone()), ("article", article.clone())],
        Detail::Security { dangers, why } => {
            let dangers = dangers.iter().map(|one| ("dangers", one.code().to_owned()));
            dangers.chain([("danger_why", why.clone())]).collect()
        }
        Detail::ThirdParty { party, opinion, public_interest, weighing, .. } => vec![
            ("party_kind", detail.ground().code().into()),
            ("party", party.clone()),
            ("party_opinion", opinion.code().into()),
            ("public_interest", flag(*public_interest)),
            ("weighing", weighing.clone()),
        ],
        Detail::Internal { class } => vec![("internal_class", class.code().into())],
        Detail::Process { class, end_event, ended_on, ordered_open } => vec![
            ("process_class", class.code().into()),
            ("end_event", end_event.clone()),
            ("ended_on", ended_on.map(|day| day.to_string()).unwrap_or_default()),
            ("process_ordered", flag(*ordered_open)),
        ],
        Detail::CaseFile { case_number, ordered_open } => {
            vec![("case_number", case_number.clone()), ("file_ordered", flag(*ordered_open))]
        }
    }
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    let mut read = web.office().read().await?;
    let kept = records::load(&mut read, id).await?;
    may_see(&desk.actor, &kept)?;
    let proposed = determinations::of(&mut read, &kept).await?;
    drop(read);
    render(&web, &desk, kept, fields_of(&proposed), StatusCode::OK, &[]).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    kept: Kept,
    fields: Fields,
    status: StatusCode,
    against: &[Reason],
) -> Answer {
    let shell = desk_shell(web, desk, "records").await?.title(kept.record.title.clone());
    let proposed = read_form(&fields).0.determination;
    let may = kept.stage() == Stage::Draft && may(&desk.actor, Act::DraftRecord, &kept.subject()).is_ok();
    page_with(
        status,
        &AttributePage {
            shell,
            may,
            attributes: attributes(fields.text("attribute"), kept.line.is_some()),
            separable: Choice::coded::<Separable>(fields.text("separable")),
            grounds: proposed.grounds.iter().map(|one| one.ground().label()).collect(),
            removed: proposed.removed,
            form: Form::of(fields),
            errors: against.iter().map(ReasonLine::from).collect(),
            kept,
        },
    )
}

/// The attributes; of what is for an item of the catalog only the one the law orders.
fn attributes(chosen: &str, ordered_open: bool) -> Vec<Choice> {
    let mut all = Choice::coded::<Attribute>(chosen);
    if ordered_open {
        all.truncate(1);
    }
    all
}

pub(super) async fn determine(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    // Powers first: who may not propose learns nothing else.
    let mut read = web.office().read().await?;
    let kept = records::load(&mut read, id).await?;
    drop(read);
    may(&desk.actor, Act::DraftRecord, &kept.subject())?;
    let (cmd, against) = read_form(&fields);
    let outcome = if against.is_empty() {
        determine::run(web.office(), &desk.actor, seen(id, &fields), cmd).await
    } else {
        Err(Problem::Refused(against))
    };
    match outcome {
        Ok(_) => Ok(on(id, "determined")),
        Err(Problem::Refused(reasons)) => {
            render(&web, &desk, kept, fields, StatusCode::UNPROCESSABLE_ENTITY, &reasons).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// What was typed; what cannot be read is a reason.
fn read_form(fields: &Fields) -> (Determine, Vec<Reason>) {
    let mut against = Vec::new();
    let attribute = Attribute::from_code(fields.text("attribute"));
    if attribute.is_none() {
        against.push(no_attribute());
    }
    let mut grounds = Vec::new();
    for ground in Ground::ALL.iter().filter(|one| fields.ticked(&format!("g-{}", one.code()))) {
        match detail(*ground, fields) {
            Ok(detail) => grounds.push(detail),
            Err(missing) => against.extend(missing.into_iter().map(|what| detail_malformed(*ground, what))),
        }
    }
    let separable = Separable::from_code(fields.text("separable")).map(|says| says == Separable::Yes);
    let removed = removed(fields, &mut against);
    let determination = Determination {
        attribute: attribute.unwrap_or(Attribute::Proactive),
        grounds,
        opinion: fields.text("opinion").chars().take(500).collect(),
        separable,
        removed,
        ordered_open: false,
    };
    (Determine { determination, normative: fields.ticked("normative") }, against)
}

/// The places taken out; a place without a ground is a reason.
fn removed(fields: &Fields, against: &mut Vec<Reason>) -> Vec<Removed> {
    let mut all = Vec::new();
    for (n, place) in fields.under("place-").take(100) {
        let amount: Option<u32> = fields.parsed(&format!("amount-{n}"));
        let ground = Ground::from_code(fields.text(&format!("part-{n}")));
        let place: String = place.trim().chars().take(200).collect();
        match ground {
            Some(ground) => all.push(Removed { place, ground, amount: amount.unwrap_or(0) }),
            None if place.is_empty() && amount.is_none() => {}
            None => against.push(no_part_ground(&place)),
        }
    }
    all
}

/// A ground with what was typed of it; what a choice or a date leaves open is named.
fn detail(ground: Ground, fields: &Fields) -> Result<Detail, Vec<DetailField>> {
    let text = |name: &str| -> String { fields.text(name).chars().take(500).collect() };
    Ok(match ground {
        Ground::Secret => secret(fields)?,
        Ground::Forbidden => Detail::Forbidden { law: text("law"), article: text("article") },
        Ground::Security => Detail::Security {
            dangers: fields.all("dangers").into_iter().filter_map(Safety::from_code).collect(),
            why: text("danger_why"),
        },
        Ground::Trade | Ground::Privacy => Detail::ThirdParty {
            trade: fields.text("party_kind") != Ground::Privacy.code(),
            party: text("party"),
            opinion: PartyOpinion::from_code(fields.text("party_opinion"))
                .ok_or_else(|| vec![DetailField::Opinion])?,
            public_interest: fields.ticked("public_interest"),
            weighing: text("weighing"),
        },
        Ground::Internal => Detail::Internal {
            class: InternalClass::from_code(fields.text("internal_class"))
                .ok_or_else(|| vec![DetailField::Class])?,
        },
        Ground::Process => Detail::Process {
            class: ProcessClass::from_code(fields.text("process_class"))
                .ok_or_else(|| vec![DetailField::Class])?,
            end_event: text("end_event"),
            ended_on: fields.parsed("ended_on"),
            ordered_open: fields.ticked("process_ordered"),
        },
        Ground::File => {
            Detail::CaseFile { case_number: text("case_number"), ordered_open: fields.ticked("file_ordered") }
        }
    })
}

fn secret(fields: &Fields) -> Result<Detail, Vec<DetailField>> {
    let level = SecrecyLevel::from_code(fields.text("level"));
    let (from, until) = (fields.parsed::<Day>("classified_on"), fields.parsed::<Day>("until"));
    if let (Some(level), Some(classified_on), Some(until)) = (level, from, until) {
        let basis = fields.text("basis").chars().take(500).collect();
        return Ok(Detail::Secret { level, classified_on, until, basis });
    }
    let gaps = [
        (level.is_none(), DetailField::Level),
        (from.is_none(), DetailField::ClassifiedOn),
        (until.is_none(), DetailField::Until),
    ];
    Err(gaps.into_iter().filter(|(gap, _)| *gap).map(|(_, what)| what).collect())
}
