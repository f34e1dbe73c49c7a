//! 设立机关: a department, or any other organ, in the numbers kept free below its parent.

use gk_base::{Fault, Office, Problem, Tx, directory, directory::Seat, params};
use gk_rules::org::reasons::{no_room, reasons_not_to_found};
use gk_rules::org::{Act, Actor, Level, Names, OrgEvent, OrganId, OrganKind, OrganPath, RegionCode, Subject};

use super::{allow, begin};
use crate::tables;

/// The organ to found.
#[derive(Debug, Clone)]
pub struct FoundOrgan {
    /// Code of the organ it stands under; nothing for the top.
    pub parent: Option<String>,
    /// 机关编码, unique.
    pub code: String,
    /// 名称、简称、别称
    pub names: Names,
    /// 种类
    pub kind: OrganKind,
    /// 层级
    pub level: Level,
    /// 所在区划
    pub region: RegionCode,
    /// Code of the department of the same field one level up.
    pub line: Option<String>,
    /// 示范
    pub fictional: bool,
}

/// Founds it; gives its number.
///
/// # Errors
/// [`Problem::Refused`] with what is wrong, [`Problem::NotAllowed`], [`Problem::Missing`] parent or line.
pub async fn run(office: &Office, by: Option<&Actor>, cmd: FoundOrgan) -> Result<OrganId, Problem> {
    let mut tx = begin(office, by).await?;
    let parent = match &cmd.parent {
        Some(code) => Some(directory::load_by_code(&mut tx, code).await?),
        None => None,
    };
    let line = match &cmd.line {
        Some(code) => Some(directory::load_by_code(&mut tx, code).await?.organ.id),
        None => None,
    };
    let taken = directory::find(&mut tx, &cmd.code).await?.is_some();
    let below = kept_free(cmd.kind);
    let free = place(&mut tx, parent.as_ref(), below).await?;
    // Where no number is free, the last of the range stands for the new organ while the powers are asked.
    let id = OrganId(free.or(parent.as_ref().map(|up| up.last)).unwrap_or(1));
    let path = parent.as_ref().map_or_else(|| OrganPath::root(id), |up| up.organ.path.child(id));
    allow(by, Act::ManageOrgans, &Subject::of(id, path.clone()))?;
    let mut against = reasons_not_to_found(&cmd.code, &cmd.names, cmd.kind, taken);
    if let (None, Some(up)) = (free, &parent) {
        against.push(no_room(&up.organ.names.full));
    }
    Problem::unless_none(against)?;
    let last = id.0 + below;
    save(&mut tx, &cmd, (id, last), parent.map(|up| up.organ.id), &path, line).await?;
    let body = serde_json::json!({ "code": cmd.code, "name": cmd.names.full, "kind": cmd.kind });
    tx.ledger(OrgEvent::OrganFounded, Some(id.0), format!("organ:{id}"), &body);
    tx.commit().await?;
    Ok(id)
}

/// The numbers kept free below an organ founded by hand.
const fn kept_free(kind: OrganKind) -> i64 {
    match kind {
        OrganKind::ProvinceGovernment => 250_000,
        OrganKind::CityGovernment => 20_000,
        OrganKind::CountyGovernment => 5_000,
        OrganKind::Township | OrganKind::Subdistrict => 200,
        OrganKind::Department | OrganKind::VerticalOffice => 4,
        _ => 0,
    }
}

/// The first gap below the parent that is wide enough, if any; beyond all numbers for the top.
async fn place(tx: &mut Tx, parent: Option<&Seat>, below: i64) -> Result<Option<i64>, Fault> {
    let Some(parent) = parent else {
        return Ok(Some(tx.number(&tables::END, &[]).await? + 1));
    };
    let taken = tx.ints(&tables::TAKEN, params![parent.organ.id.0]).await?;
    Ok(gap(parent.organ.id.0 + 1, parent.last, &taken, below))
}

/// The first number in `[first, last]` with `below` free ones after it; `taken` are pairs of first and last, in order.
fn gap(first: i64, last: i64, taken: &[i64], below: i64) -> Option<i64> {
    let mut at = first;
    for pair in taken.chunks_exact(2) {
        let (Some(from), Some(to)) = (pair.first(), pair.last()) else { continue };
        if at + below < *from {
            break;
        }
        at = at.max(to + 1);
    }
    (at + below <= last).then_some(at)
}

async fn save(
    tx: &mut Tx,
    cmd: &FoundOrgan,
    (id, last): (OrganId, i64),
    parent: Option<OrganId>,
    path: &OrganPath,
    line: Option<OrganId>,
) -> Result<(), Fault> {
    let aliases = serde_json::to_string(&cmd.names.aliases).map_err(|e| Fault::because("names", e))?;
    let row = params![
        id.0,
        last,
        &cmd.code,
        cmd.names.full.trim(),
        cmd.names.short.trim(),
        aliases,
        gk_base::Coded::code(cmd.kind),
        gk_base::Coded::code(cmd.level),
        cmd.region.as_str(),
        parent.map(|up| up.0),
        path.as_str(),
        line.map(|up| up.0),
        cmd.fictional
    ];
    tx.run(&tables::FOUND, row).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_gap_that_is_wide_enough_is_taken() {
        assert_eq!(gap(2, 100, &[], 4), Some(2));
        assert_eq!(gap(2, 100, &[2, 6, 50, 60], 4), Some(7));
        assert_eq!(gap(2, 100, &[2, 6, 10, 60], 4), Some(61));
        assert_eq!(gap(2, 100, &[2, 6, 10, 60], 2), Some(7));
        assert_eq!(gap(2, 100, &[2, 98], 2), None);
        assert_eq!(gap(2, 1, &[], 0), None, "nothing is kept free below a village");
    }
}
