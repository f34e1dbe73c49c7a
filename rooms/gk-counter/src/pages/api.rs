//! 办公系统接口: cases as JSON, a step taken by a system in the name of a post holder, files for a purpose.
//!
//! A key may do what its scopes say and its post may do. What is answered to a request is kept in the transaction of what it did, so
//! that the same request sent again, after whatever crash, does nothing twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use gk_base::office::Together;
use gk_base::sealed::Opening;
use gk_base::{Coded, Fault, Problem, Tx, ledger};
use gk_rules::foi::event::{CaseEvent, Drafted, Examined};
use gk_rules::foi::link::{
    ATTACHED, MAX_BODY, Scope, body_unreadable, file_too_large, no_request_key, request_key_reused, title,
    unknown_role, unknown_verb,
};
use gk_rules::foi::steps::{Hand, permitted};
use gk_rules::foi::{Decision, FileRole, Stage, Verb};
use gk_rules::org::{Act, may};
use gk_rules::privacy::Purpose;
use gk_rules::records::media::MAX_BYTES;
use gk_rules::{Day, Reason};
use gk_webkit::page::download;
use gk_webkit::{Desk, Fields, Path, Query, Web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::caller::{Caller, Refusal};
use super::{api_hooks, api_new};
use crate::tables::keys::{self, Happened};
use gk_foi::CaseView;
use gk_foi::Seen;
use gk_foi::cases::{self, Matter};
use gk_foi::files;
use gk_foi::lists::{self, Narrow};
use gk_foi::verbs::add_file::{self, Brought};
use gk_foi::verbs::step::{self, TakeStep};
use gk_foi::{person, typed};

/// How many cases or events are given at once, at most.
const LIMIT: i64 = 100;

/// The doors.
pub(super) fn doors() -> Router<Web> {
    Router::new()
        .route("/api/v1/foi/cases", get(list))
        .route("/api/v1/foi/cases/{id}", get(one))
        .route("/api/v1/foi/cases/{id}/steps", post(take))
        .route("/api/v1/foi/cases/{id}/files/{file}", get(file))
        .route("/api/v1/foi/events", get(events))
        .route("/api/v1/foi/hooks", get(api_hooks::list))
        .route("/api/v1/foi/hooks/{id}/deliveries", get(api_hooks::deliveries))
        .merge(
            Router::new()
                .route("/api/v1/foi/applications", post(api_new::submit))
                .layer(DefaultBodyLimit::max(MAX_BODY)),
        )
        .merge(
            Router::new()
                .route("/api/v1/foi/cases/{id}/files", post(attach))
                .layer(DefaultBodyLimit::max(MAX_BYTES)),
        )
}

pub(super) type Given = Result<Response, Refusal>;

pub(super) fn answer(value: &Value) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], value.to_string())
        .into_response()
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.status.as_u16();
        let reason = |one: &Reason| {
            json!({ "code": one.code, "words": one.words, "basis": one.basis.map(|basis| basis.to_string()),
                "cure": one.cure.as_ref().map(|cure| &cure.0) })
        };
        let body = json!({
            "type": "about:blank", "title": title(status), "status": status,
            "detail": self.reasons.first().map(|one| &one.words),
            "reasons": self.reasons.iter().map(reason).collect::<Vec<_>>(),
        });
        let headers = [(header::CONTENT_TYPE, "application/problem+json; charset=utf-8")];
        let mut response = (self.status, headers, body.to_string()).into_response();
        if self.status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    }
}

pub(super) fn line(read: &gk_base::Read, matter: &Matter) -> Value {
    let standing = &matter.standing;
    json!({
        "id": matter.id, "organ": matter.organ.code, "number": standing.number, "title": matter.wanted.title,
        "applicant": person::masked(read, matter), "kind": matter.who.kind.code(),
        "channel": matter.coming.channel.code(), "submitted_at": matter.coming.at.to_string(),
        "stage": standing.stage.code(), "stage_label": standing.stage.label(), "open": standing.stage.is_open(),
        "received_on": standing.received_on, "due_on": standing.due_on, "unit": standing.unit,
        "handler": standing.handler_name, "decision": standing.decision.map(Coded::code),
        "reply_number": standing.reply_number, "ended_on": standing.ended_on, "version": matter.version,
    })
}

/// Open cases, the nearest last day first; `after` is what `next` said.
async fn list(State(web): State<Web>, headers: HeaderMap, query: Query) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Read).await?;
    let mut read = web.office().read().await?;
    may(&caller.actor, Act::SeeCase, &caller.subject())?;
    let limit = query.parsed::<i64>("limit").unwrap_or(LIMIT).clamp(1, LIMIT);
    let stage = query.maybe("stage").and_then(Stage::from_code);
    let narrow = Narrow { stage, ..Narrow::default() };
    let after = gk_foi::after(&query);
    let mut found = lists::open(&mut read, caller.actor.organ.0, &narrow, &after, limit + 1).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let full = found.len() > most;
    found.truncate(most);
    let next = found.last().filter(|_| full).map(|last| format!("{}.{}", last.standing.due_key(), last.id));
    let cases: Vec<Value> = found.iter().map(|one| line(&read, one)).collect();
    Ok(answer(&json!({ "cases": cases, "next": next })))
}

/// One case: what is asked, its clock, its events, what may be done now.
async fn one(State(web): State<Web>, headers: HeaderMap, Path(id): Path<i64>) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Read).await?;
    let mut read = web.office().read().await?;
    let case = CaseView::load(&mut read, &caller.actor, id).await?;
    let hand = Hand { person: caller.actor.person, on: read.today(), law: Some(case.counting.law()) };
    let subject = case.matter.subject();
    let steps: Vec<Value> = permitted(&case.case, hand)
        .into_iter()
        .filter(|verb| may(&caller.actor, verb.act(), &subject).is_ok())
        .map(|verb| json!({ "verb": verb.code(), "label": verb.label() }))
        .collect();
    let told = case.told.iter().map(|one| {
        json!({ "seq": one.recorded.seq, "day": one.recorded.day, "event": one.recorded.event.ledger().code(),
            "label": one.recorded.event.ledger().label(), "note": one.recorded.event.note(), "by": one.name })
    });
    let attached = case.files.iter().map(|one| {
        json!({ "id": one.id, "role": one.role.code(), "name": one.name, "media": one.media.code(), "size": one.size })
    });
    let mut value = line(&read, &case.matter);
    let more = json!({
        "wanted": case.matter.wanted.text, "clock": case.outcome(), "rule": case.rule(), "steps": steps,
        "events": told.collect::<Vec<_>>(), "files": attached.collect::<Vec<_>>(),
    });
    if let (Some(all), Value::Object(more)) = (value.as_object_mut(), more) {
        all.extend(more);
    }
    Ok(answer(&value))
}

/// 步骤: as a system says it; the fields are those of the desk's form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    verb: String,
    seen: u32,
    #[serde(default)]
    on: Option<Day>,
    #[serde(default)]
    fields: std::collections::BTreeMap<String, Value>,
}

async fn take(State(web): State<Web>, headers: HeaderMap, Path(id): Path<i64>, body: Bytes) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Step).await?;
    let request = request_key(&headers)?;
    let digest = ledger::sha256(&[id.to_string().as_bytes(), b"\n", &body].concat());
    let keeping = Keeping::new(&caller, request, digest, (id, Answered::Case));
    if let Some(given) = keeping.given(&web).await {
        return given;
    }
    let asked: Asked =
        serde_json::from_slice(&body).map_err(|e| Refusal::unprocessable(body_unreadable(&e.to_string())))?;
    let taken = step(&keeping.guard(&web), &caller, id, &asked).await;
    keeping.end(&web, taken).await
}

/// 添加文件: one file of a case, its bytes the body; for what it is and its name stand in the address.
async fn attach(
    State(web): State<Web>,
    headers: HeaderMap,
    Path(id): Path<i64>,
    query: Query,
    body: Result<Bytes, BytesRejection>,
) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Attach).await?;
    let body = body.map_err(|_| Refusal::of(StatusCode::PAYLOAD_TOO_LARGE, file_too_large()))?;
    let request = request_key(&headers)?;
    let role = FileRole::from_code(query.text("role")).filter(|role| ATTACHED.contains(role));
    let role = role.ok_or_else(|| Refusal::unprocessable(unknown_role()))?;
    let name = query.text("name").to_owned();
    let digest = ledger::sha256(&[format!("{id}\n{}\n{name}\n", role.code()).as_bytes(), &body].concat());
    let keeping = Keeping::new(&caller, request, digest, (id, Answered::File));
    if let Some(given) = keeping.given(&web).await {
        return given;
    }
    let brought = Brought { role: Some(role), name, bytes: body.to_vec() };
    let guarded = keeping.guard(&web);
    let taken = add_file::run(guarded.office(), &caller.actor, id, role, brought).await;
    keeping.end(&web, taken.map(|_| ()).map_err(Refusal::from)).await
}

/// 请求编号
fn request_key(headers: &HeaderMap) -> Result<&str, Refusal> {
    let key = headers.get("idempotency-key").and_then(|one| one.to_str().ok()).unwrap_or_default().trim();
    if key.is_empty() || key.len() > 100 {
        return Err(Refusal::unprocessable(no_request_key()));
    }
    Ok(key)
}

/// What is answered: the case as it stands, or the file that was added.
#[derive(Clone, Copy)]
enum Answered {
    Case,
    File,
}

/// 答复的留存: the answer to a request, written with what it did.
struct Keeping {
    key: i64,
    request: String,
    digest: String,
    matter: i64,
    what: Answered,
    done: AtomicBool,
}

#[async_trait::async_trait]
impl Together for Keeping {
    async fn write(&self, tx: &mut Tx) -> Result<(), Problem> {
        if self.done.swap(true, Ordering::Relaxed) {
            return Ok(());
        }
        let text = match self.what {
            Answered::Case => {
                let matter = cases::load(tx, self.matter).await?;
                line(tx, &matter).to_string()
            }
            Answered::File => {
                let all = files::of_matter(tx, self.matter).await?;
                json!({ "case": self.matter, "file": all.last().map(|one| one.id) }).to_string()
            }
        };
        Ok(keys::answer(tx, (self.key, &self.request), &self.digest, (200, &text)).await?)
    }
}

impl Keeping {
    fn new(caller: &Caller, request: &str, digest: String, (matter, what): (i64, Answered)) -> Arc<Self> {
        let (key, request) = (caller.key, request.to_owned());
        Arc::new(Self { key, request, digest, matter, what, done: AtomicBool::new(false) })
    }
    /// The web on which what is done is written together with its answer.
    fn guard(self: &Arc<Self>, web: &Web) -> Web {
        let with: Arc<dyn Together> = Arc::<Self>::clone(self);
        web.on(web.office().together(with))
    }
    /// The answer that was kept. The same request may have come twice at once: then the other one did it, and its answer is this
    /// one's as well.
    async fn end(&self, web: &Web, taken: Result<(), Refusal>) -> Given {
        let given = self.given(web).await;
        web.catch_up().await?;
        match (given, taken) {
            (Some(given), _) => given,
            (None, Err(refusal)) => Err(refusal),
            (None, Ok(())) => Err(Fault::new("something was done and its answer was not kept").into()),
        }
    }
    /// What was answered to the request before, if anything; another one under its name is refused.
    async fn given(&self, web: &Web) -> Option<Given> {
        match self.find(web).await {
            Ok(None) => None,
            Ok(Some((of, ..))) if of != self.digest => {
                Some(Err(Refusal::unprocessable(request_key_reused())))
            }
            Ok(Some((_, status, text))) => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
                let headers = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
                Some(Ok((status, headers, text).into_response()))
            }
            Err(problem) => Some(Err(problem.into())),
        }
    }
    async fn find(&self, web: &Web) -> Result<Option<(String, u16, String)>, Problem> {
        let mut read = web.office().read().await?;
        Ok(keys::answered(&mut read, self.key, &self.request).await?)
    }
}

async fn step(web: &Web, caller: &Caller, id: i64, asked: &Asked) -> Result<(), Refusal> {
    let verb =
        Verb::from_code(&asked.verb).ok_or_else(|| Refusal::unprocessable(unknown_verb(&asked.verb)))?;
    let fields = fields(asked);
    let pairs: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let fields = Fields::of(&pairs);
    let seen = Seen { matter: id, version: asked.seen };
    let event = match verb {
        Verb::Examine => CaseEvent::Examined(Examined { answers: typed::worksheet(&fields) }),
        Verb::DraftReply => {
            let decision = Decision::from_code(fields.text("decision"));
            let decision = decision.ok_or_else(|| {
                Refusal::unprocessable(gk_rules::foi::words::choose(fields.text("decision")))
            })?;
            let others = fields.all("others").into_iter().filter_map(Decision::from_code).collect();
            CaseEvent::Drafted(Drafted {
                decision,
                others,
                former: fields.maybe("former").map(ToOwned::to_owned),
            })
        }
        verb => {
            let desk = Desk { actor: caller.actor.clone(), secret: gk_base::Secret::default() };
            return Ok(typed::run(web, &desk, seen, verb, &fields).await?);
        }
    };
    let cmd = TakeStep { on: web.office().today(), event, files: Vec::new() };
    step::run(web.office(), &caller.actor, seen, cmd).await?;
    Ok(())
}

/// The fields as the desk's form has them: a list is the same field several times, or lines where the form takes lines.
fn fields(asked: &Asked) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "1".to_owned(),
        Value::Bool(false) | Value::Null => String::new(),
        other => other.to_string(),
    };
    for (name, value) in &asked.fields {
        match value {
            Value::Array(all) => out.extend(all.iter().map(|one| (name.clone(), text(one)))),
            one => out.push((name.clone(), text(one))),
        }
    }
    out.extend(asked.on.map(|day| ("on".to_owned(), day.to_string())));
    out
}

/// A file of a case, for a purpose that goes into the ledger.
async fn file(
    State(web): State<Web>,
    headers: HeaderMap,
    Path((id, file)): Path<(i64, i64)>,
    query: Query,
) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Files).await?;
    let purpose = Purpose::from_code(query.text("purpose"))
        .ok_or_else(|| Refusal::unprocessable(gk_rules::foi::words::no_purpose()))?;
    let mut tx = web.office().begin(&caller.actor).await?;
    let matter = cases::load(&mut tx, id).await?;
    may(&caller.actor, Act::HandleCase, &matter.subject())?;
    let found = files::find(&mut tx, id, file).await?.ok_or_else(|| Problem::missing("file", file))?;
    let opening = Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), purpose);
    let opened = tx.open_file(&found.content, &opening).await?;
    let bytes = opened.all(&mut tx).await?.bytes().to_vec();
    tx.commit().await?;
    Ok(download(&found.name, found.media.code(), bytes))
}

/// What happened with the organ's cases, in order, after a place; a system asks again from `next` on.
async fn events(State(web): State<Web>, headers: HeaderMap, query: Query) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Read).await?;
    may(&caller.actor, Act::SeeCase, &caller.subject())?;
    let mut read = web.office().read().await?;
    let after = query.parsed::<i64>("after").unwrap_or(0);
    let found = keys::feed(&mut read, caller.actor.organ.0, after, LIMIT).await?;
    let next = found.last().map_or(after, |one| one.seq);
    let events: Vec<Value> = found.iter().map(Happened::told).collect();
    Ok(answer(&json!({ "events": events, "next": next })))
}
