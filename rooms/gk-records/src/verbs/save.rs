//! 保存草稿: what was typed, in place of what was there; a draft may be incomplete.

use gk_base::{Office, Problem};
use gk_rules::Day;
use gk_rules::org::{Act, Actor};
use gk_rules::records::classes::Classes;
use gk_rules::records::elements::{Tick, missing};
use gk_rules::records::reasons::reasons_not_to_save;
use gk_rules::records::{Body, Kind, RecordEvent};

use super::{Seen, elements, hand, item_of, open};
use crate::tables::{files, records};

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// 名称
    pub title: String,
    /// 内容概述
    pub summary: String,
    /// 体裁
    pub kind: Kind,
    /// 发文字号, as typed.
    pub document_number: String,
    /// 成文日期
    pub made_on: Option<Day>,
    /// 正文
    pub body: Body,
    /// 要素勾选
    pub ticks: Vec<Tick>,
    /// 信息分类
    pub classes: Classes,
}

/// Saves; gives the version now stored.
///
/// # Errors
/// [`Problem::Stale`], [`Problem::NotAllowed`], [`Problem::Refused`] with what is absurd.
pub async fn run(office: &Office, actor: &Actor, seen: Seen, text: Text) -> Result<u32, Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::DraftRecord, seen).await?;
    kept.classes = text.classes;
    kept.record.title = text.title;
    kept.record.summary = text.summary;
    kept.record.kind = text.kind;
    kept.record.identity.document_number = records::tidy_number(&text.document_number);
    kept.record.made_on = text.made_on;
    kept.record.body = text.body;
    Problem::unless_none(reasons_not_to_save(&kept.record, hand(&tx, actor, seen)))?;
    let item = item_of(&mut tx, kept.line).await?;
    let there = files::of_record(&mut tx, kept.id).await?;
    let lacking = missing(&elements(item.as_ref(), &kept.record, &there, &text.ticks)).len();
    kept.missing = i64::try_from(lacking).unwrap_or(i64::MAX);
    records::set_ticks(&mut tx, kept.id, &text.ticks).await?;
    records::save(&mut tx, &kept).await?;
    let version = seen.version + 1;
    let body = serde_json::json!({ "version": version, "title": kept.record.title.trim() });
    tx.ledger(RecordEvent::Saved, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await?;
    Ok(version)
}
