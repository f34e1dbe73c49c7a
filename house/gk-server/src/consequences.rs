//! What follows from an event: the one list. A test fails when a room's event has no entry here, even an empty one.

use std::collections::BTreeMap;

use gk_base::office::Consequences;

/// Every event of every room, and what follows from it.
#[must_use]
pub fn consequences() -> BTreeMap<&'static str, Consequences> {
    BTreeMap::from([
        ("catalog.draft_discarded", Consequences::default()),
        ("catalog.edition_drafted", Consequences::default()),
        ("catalog.edition_in_force", now(gk_duties::consequences::edition_changed)),
        ("catalog.edition_returned", Consequences::default()),
        ("catalog.edition_reviewed", Consequences::default()),
        ("catalog.edition_superseded", Consequences::default()),
        ("catalog.edition_withdrawn", now(gk_duties::consequences::edition_changed)),
        ("catalog.finding_explained", Consequences::default()),
        ("catalog.imported", Consequences::default()),
        ("catalog.item_added", Consequences::default()),
        ("catalog.item_corrected", Consequences::default()),
        ("catalog.item_dropped", Consequences::default()),
        ("catalog.standard_received", Consequences::default()),
        ("catalog.taken_over", Consequences::default()),
        ("duties.compiled", Consequences::default()),
        ("duties.day_rolled", Consequences::default()),
        ("duties.event_corrected", Consequences::default()),
        ("duties.event_recorded", Consequences::default()),
        ("duties.limit_named", Consequences::default()),
        ("duties.none_ended", Consequences::default()),
        ("duties.none_stated", Consequences::default()),
        ("duties.rederived", Consequences::default()),
        ("duties.responsible_decided", Consequences::default()),
        ("settings.calendar_announced", now(gk_duties::consequences::calendar_announced)),
        ("org.account_locked", Consequences::default()),
        ("org.appointed", Consequences::default()),
        ("org.divisions_founded", Consequences::default()),
        ("org.organ_founded", Consequences::default()),
        ("org.organ_renamed", Consequences::default()),
        ("org.password_changed", Consequences::default()),
        ("org.post_ended", Consequences::default()),
        ("org.post_switched", Consequences::default()),
        ("org.signed_in", Consequences::default()),
        ("org.signed_out", Consequences::default()),
        ("records.attached", Consequences::default()),
        ("records.detached", Consequences::default()),
        ("records.drafted", Consequences::default()),
        ("records.published", now(gk_duties::consequences::record_published)),
        ("records.returned", Consequences::default()),
        ("records.saved", Consequences::default()),
        ("records.submitted", Consequences::default()),
        ("records.taken_back", Consequences::default()),
        ("records.withdrawn", now(gk_duties::consequences::record_withdrawn)),
    ])
}

/// What happens at once, in the same transaction.
fn now(following: gk_base::office::Now) -> Consequences {
    Consequences { now: vec![following], later: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_an_entry_and_every_entry_an_event() {
        let known: Vec<&str> =
            crate::house::rooms().iter().flat_map(|room| room.events.iter().map(|e| e.0)).collect();
        let listed = consequences();
        for event in &known {
            assert!(listed.contains_key(event), "{event} has no entry in consequences.rs");
        }
        for event in listed.keys() {
            assert!(known.contains(event), "{event} is in consequences.rs but no room records it");
        }
    }
}
