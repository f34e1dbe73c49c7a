//! 交来申请: an office system hands in one application under its own number, with the record the desk and the file make.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use gk_base::office::Together;
use gk_base::sealed::SealedColumn;
use gk_base::{Fault, Problem, Read, SecretKind, Tx, directory, ledger};
use gk_foi::cases;
use gk_rules::foi::intake::{Cells, incoming};
use gk_rules::foi::link::{Scope, application_differs, body_too_large, body_unreadable};
use gk_webkit::Web;
use serde_json::{Map, Value, json};

use super::api::{Given, line};
use super::caller::{Caller, Refusal};
use crate::tables::keys;
use crate::verbs::take_in::{self, TakenIn, cells, form_key};

/// 内容摘要: of what was handed in, keyed, for it is made of personal data. It is compared for as long as its key is there.
const CONTENT: SealedColumn = SealedColumn {
    table: "foi_requests",
    column: "digest",
    kind: SecretKind::SystemKey,
    index: None,
    by_number: false,
    statements: &[],
};
/// How many characters of a blind index name its key.
const KEY: usize = 8;

/// POST /api/v1/foi/applications
pub(super) async fn submit(
    State(web): State<Web>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Given {
    let caller = Caller::of(&web, &headers, Scope::Submit).await?;
    let body = body.map_err(|_| Refusal::of(StatusCode::PAYLOAD_TOO_LARGE, body_too_large()))?;
    let object: Map<String, Value> =
        serde_json::from_slice(&body).map_err(|e| Refusal::unprocessable(body_unreadable(&e.to_string())))?;
    let cells = cells(object).map_err(Problem::Refused)?;
    let one = incoming(&cells).map_err(Problem::Refused)?;
    let taking = Taking::of(&web, &caller, &one.key, &cells).await?;
    if let Some(given) = taking.given(&web).await? {
        return Ok(given);
    }
    let with: Arc<dyn Together> = Arc::<Taking>::clone(&taking);
    let taken = take_in::run(&web.office().together(with), &caller.actor, one).await;
    // The same may have come twice at once: then the other one did it, and its answer is this one's as well.
    let given = taking.given(&web).await?;
    web.catch_up().await?;
    match (given, taken) {
        (Some(given), _) => Ok(given),
        (None, Err(problem)) => Err(problem.into()),
        (None, Ok(TakenIn::New(_) | TakenIn::Known(_))) => {
            Err(Fault::new("an application was taken in and its answer was not kept").into())
        }
    }
}

/// The answer to an application, written with it.
struct Taking {
    key: i64,
    organ: i64,
    /// The other system's number.
    number: String,
    /// The name of the request; no header can have it.
    request: String,
    form_key: String,
    content: String,
    done: AtomicBool,
}

#[async_trait::async_trait]
impl Together for Taking {
    async fn write(&self, tx: &mut Tx) -> Result<(), Problem> {
        if self.done.swap(true, Ordering::Relaxed) {
            return Ok(());
        }
        let id = cases::find_by_form(tx, &self.form_key).await?;
        let matter = cases::load(tx, id.ok_or_else(|| Problem::missing("case", &self.number))?).await?;
        let at = format!("/api/v1/foi/cases/{}", matter.id);
        let links = json!({ "case": at, "files": format!("{at}/files"), "steps": format!("{at}/steps"),
            "desk": format!("/desk/foi/{}", matter.id) });
        let mut value = line(tx, &matter);
        if let Some(all) = value.as_object_mut() {
            all.insert("key".to_owned(), json!(self.number));
            all.insert("links".to_owned(), links);
        }
        let [digest, _] = tx.blinds(&CONTENT, &self.content)?;
        let (status, text) = (StatusCode::CREATED.as_u16(), value.to_string());
        Ok(keys::answer(tx, (self.key, &self.request), &digest, (status, &text)).await?)
    }
}

impl Taking {
    async fn of(web: &Web, caller: &Caller, number: &str, cells: &Cells) -> Result<Arc<Self>, Refusal> {
        let mut read = web.office().read().await?;
        let code = directory::load(&mut read, caller.actor.organ).await?.organ.code;
        let said: Vec<(&str, &str)> =
            cells.iter().map(|(name, value)| (name.as_str(), value.trim())).collect();
        let said: Vec<_> = said.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let said = serde_json::to_vec(&said).map_err(|e| Fault::because("writing an application", e))?;
        Ok(Arc::new(Self {
            key: caller.key,
            organ: caller.actor.organ.0,
            number: number.to_owned(),
            request: format!("application\n{number}"),
            form_key: form_key(&code, number),
            content: ledger::sha256(&said),
            done: AtomicBool::new(false),
        }))
    }
    /// What was answered to the same application before, whatever key brought it; another one under its number is refused.
    async fn given(&self, web: &Web) -> Result<Option<axum::response::Response>, Refusal> {
        let mut read = web.office().read().await?;
        let found = keys::answered_in(&mut read, self.organ, &self.request).await?;
        let Some((digest, status, text)) = found else { return Ok(None) };
        if self.differs(&read, &digest)? {
            return Err(Refusal::of(StatusCode::CONFLICT, application_differs(&self.number)));
        }
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        let headers = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
        Ok(Some((status, headers, text).into_response()))
    }
    /// Whether it certainly is another content: a digest whose key is gone tells nothing.
    fn differs(&self, read: &Read, digest: &String) -> Result<bool, Fault> {
        let blinds = read.blinds(&CONTENT, &self.content)?;
        let comparable = blinds.iter().any(|one| !one.is_empty() && one.get(..KEY) == digest.get(..KEY));
        Ok(comparable && !blinds.contains(digest))
    }
}
