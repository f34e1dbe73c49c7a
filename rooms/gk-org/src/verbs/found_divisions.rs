//! 建立行政区划机关: every government and committee of the built-in divisions, numbered in tree order.

use std::collections::BTreeSet;

use gk_base::sql::Row;
use gk_base::{Fault, Office, Problem, Value};
use gk_rules::Coded;
use gk_rules::org::naming::body_of_division;
use gk_rules::org::{Level, OrgEvent, OrganId, OrganPath};
use gk_standards::divisions::{self, Division, DivisionLevel};

use crate::tables;

/// How many organs are written at once.
const BATCH: usize = 2000;
const COLUMNS: &[&str] = &[
    "id",
    "last",
    "code",
    "name",
    "short_name",
    "aliases",
    "kind",
    "level",
    "region",
    "parent",
    "path",
    "line",
    "fictional",
    "active",
    "version",
];

/// Which divisions.
#[derive(Debug, Clone, Default)]
pub struct FoundDivisions {
    /// Codes of divisions that are founded with all above and below them; all of Liaoning when empty. The numbers are the
    /// same either way.
    pub within: Vec<String>,
}

/// Founds what is not there yet; gives how many. `progress` is told how many of how many are written.
///
/// # Errors
/// When the database fails, or an organ founded by hand sits on a number kept for a division.
pub async fn run(
    office: &Office,
    cmd: FoundDivisions,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<usize, Problem> {
    let mut tx = office.begin_as_system().await?;
    let codes = tx.rows(&tables::CODES, &[]).await?;
    let known = codes.iter().map(|row: &Row| row.get::<String>(0)).collect::<Result<BTreeSet<_>, _>>()?;
    let rows = new_rows(&cmd.within, &known)?;
    let total = rows.len();
    if total == 0 {
        return Ok(0);
    }
    let mut done = 0;
    let mut rows = rows.into_iter();
    while done < total {
        let batch: Vec<Vec<Value>> = rows.by_ref().take(BATCH).collect();
        done += batch.len();
        tx.bulk("organs", COLUMNS, batch).await?;
        progress(done, total);
    }
    let body = serde_json::json!({ "count": total, "as_of": divisions::AS_OF });
    tx.ledger(OrgEvent::DivisionsFounded, None, "divisions:21", &body);
    tx.commit().await?;
    Ok(total)
}

fn new_rows(within: &[String], known: &BTreeSet<String>) -> Result<Vec<Vec<Value>>, Fault> {
    let wanted = |code: &str| {
        within.is_empty() || within.iter().any(|one| code.starts_with(one.as_str()) || one.starts_with(code))
    };
    let mut rows = Vec::new();
    for place in lay_all() {
        if wanted(place.division.code) && !known.contains(place.division.code) {
            rows.push(row_of(&place)?);
        }
    }
    Ok(rows)
}

/// A division with its numbers.
struct Place {
    id: i64,
    last: i64,
    division: Division,
    parent: Option<i64>,
    path: OrganPath,
    above: Vec<&'static str>,
}

/// The numbers kept free directly below a division, before those of the divisions in it.
const fn kept_free(level: DivisionLevel) -> i64 {
    match level {
        DivisionLevel::Province => 50_000,
        DivisionLevel::City => 2_000,
        DivisionLevel::County => 1_200,
        DivisionLevel::Town => 20,
        DivisionLevel::Village => 0,
    }
}

fn lay_all() -> Vec<Place> {
    let mut places = Vec::with_capacity(20_000);
    let mut next = 1;
    for top in divisions::all().filter(|one| one.parent.is_none()) {
        lay(top, None, &[], &mut next, &mut places);
    }
    places
}

/// Lays a division and all below it; the tree is five levels deep.
fn lay(
    division: Division,
    under: Option<&OrganPath>,
    above: &[&'static str],
    next: &mut i64,
    places: &mut Vec<Place>,
) {
    let id = *next;
    let path = under.map_or_else(|| OrganPath::root(OrganId(id)), |up| up.child(OrganId(id)));
    let parent = under.and_then(|up| up.organs().next_back()).map(|up| up.0);
    let at = places.len();
    places.push(Place { id, last: id, division, parent, path: path.clone(), above: above.to_vec() });
    *next += 1 + kept_free(division.level);
    let mut names = above.to_vec();
    names.push(division.name);
    for child in divisions::children(division.code) {
        lay(*child, Some(&path), &names, next, places);
    }
    if let Some(place) = places.get_mut(at) {
        place.last = *next - 1;
    }
}

fn row_of(place: &Place) -> Result<Vec<Value>, Fault> {
    let level = match place.division.level {
        DivisionLevel::Province => Level::Province,
        DivisionLevel::City => Level::City,
        DivisionLevel::County => Level::County,
        DivisionLevel::Town => Level::Township,
        DivisionLevel::Village => Level::Village,
    };
    let (kind, names) = body_of_division(level, place.division.name, &place.above);
    let aliases = serde_json::to_string(&names.aliases).map_err(|e| Fault::because("names", e))?;
    Ok(vec![
        place.id.into(),
        place.last.into(),
        place.division.code.into(),
        names.full.into(),
        names.short.into(),
        aliases.into(),
        kind.code().into(),
        level.code().into(),
        place.division.code.into(),
        place.parent.into(),
        place.path.as_str().into(),
        Value::Null,
        false.into(),
        true.into(),
        1_i64.into(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_tree_order_and_a_subtree_is_a_range() {
        let places = lay_all();
        assert_eq!(places.len(), 18_248);
        for pair in places.windows(2) {
            assert!(pair[0].id < pair[1].id);
        }
        let of: std::collections::HashMap<i64, &Place> = places.iter().map(|p| (p.id, p)).collect();
        for place in &places {
            assert!(place.last >= place.id + kept_free(place.division.level));
            if let Some(parent) = place.parent.and_then(|id| of.get(&id)) {
                assert!(parent.id + kept_free(parent.division.level) < place.id && place.last <= parent.last);
                assert!(parent.path.holds(&place.path));
            }
        }
        assert!(places[0].last < 250_000, "numbers stay dense enough for arrays: {}", places[0].last);
    }

    #[test]
    fn a_part_has_the_numbers_of_the_whole() {
        let none = BTreeSet::new();
        let all = new_rows(&[], &none).unwrap();
        let part = new_rows(&["210102".to_owned()], &none).unwrap();
        assert!(part.len() > 10 && part.len() < 500);
        assert!(part.iter().all(|row| all.contains(row)));
        let known = ["21".to_owned()].into();
        assert_eq!(new_rows(&[], &known).unwrap().len(), 18_247);
    }
}
