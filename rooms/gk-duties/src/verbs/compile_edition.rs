//! 编成公开责任: compiles the county of an edition again by hand, as after a repair of the organs.

use gk_base::{Office, Problem, directory};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};

use crate::compile::{Compiled, compile_county};
use crate::consequences::county_of;

/// Compiles everything that holds today for the county an organ belongs to.
///
/// # Errors
/// Who may; no such organ; an edition older than the settings.
pub async fn compile_edition(office: &Office, actor: &Actor, organ: i64) -> Result<Compiled, Problem> {
    let mut tx = office.begin(actor).await?;
    let seat = directory::load(&mut tx, OrganId(organ)).await?;
    may(actor, Act::PutEditionInForce, &Subject::of(seat.organ.id, seat.organ.path))?;
    let county = county_of(&mut tx, OrganId(organ)).await?;
    let compiled = compile_county(&mut tx, &county, None).await?;
    tx.commit().await?;
    Ok(compiled)
}
