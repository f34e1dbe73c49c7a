//! 机关更名: the former full name stays among the aliases, so that old catalogs still find the organ.

use gk_base::{Fault, Office, Problem, directory, params};
use gk_rules::org::reasons::reasons_not_to_rename;
use gk_rules::org::{Act, Actor, Names, OrgEvent, Subject};

use super::{allow, begin};
use crate::tables;

/// The new names.
#[derive(Debug, Clone)]
pub struct Rename {
    /// 机关编码
    pub code: String,
    /// 全称、简称; aliases are added to those on record.
    pub names: Names,
}

/// Renames it.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Missing`].
pub async fn run(office: &Office, by: Option<&Actor>, cmd: Rename) -> Result<(), Problem> {
    let mut tx = begin(office, by).await?;
    let organ = directory::load_by_code(&mut tx, &cmd.code).await?.organ;
    allow(by, Act::ManageOrgans, &Subject::of(organ.id, organ.path.clone()))?;
    Problem::unless_none(reasons_not_to_rename(&cmd.names))?;
    let mut aliases = organ.names.aliases.clone();
    for former in cmd.names.aliases.iter().chain([&organ.names.full]) {
        if !aliases.contains(former) && *former != cmd.names.full {
            aliases.push(former.clone());
        }
    }
    let aliases = serde_json::to_string(&aliases).map_err(|e| Fault::because("names", e))?;
    tx.run(&tables::RENAME, params![organ.id.0, cmd.names.full.trim(), cmd.names.short.trim(), aliases])
        .await?;
    let body = serde_json::json!({ "from": organ.names.full, "to": cmd.names.full });
    tx.ledger(OrgEvent::OrganRenamed, Some(organ.id.0), format!("organ:{}", organ.id), &body);
    tx.commit().await
}
