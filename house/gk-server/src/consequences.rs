//! What follows from an event: the one list. A test fails when a room's event has no entry here, even an empty one.

use std::collections::BTreeMap;

use gk_base::office::Consequences;

/// Every event of every room, and what follows from it.
#[must_use]
pub fn consequences() -> BTreeMap<&'static str, Consequences> {
    let mut all: BTreeMap<&'static str, Consequences> =
        [of_base(), of_catalog(), of_foi(), of_counter(), of_people(), of_records()]
            .into_iter()
            .flatten()
            .collect();
    // Whatever else follows from an event of applications, systems that subscribed to it are sent it.
    for (_, following) in all.iter_mut().filter(|(event, _)| event.starts_with("foi.")) {
        following.now.push(gk_counter::consequences::told);
    }
    all
}

/// The base and its settings.
fn of_base() -> Vec<(&'static str, Consequences)> {
    vec![
        ("base.key_first_used", Consequences::default()),
        ("base.key_retired", Consequences::default()),
        ("base.sealed_opened", Consequences::default()),
        ("base.values_resealed", Consequences::default()),
    ]
}

/// The catalog and the duties.
fn of_catalog() -> Vec<(&'static str, Consequences)> {
    vec![
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
    ]
}

/// Applications.
fn of_foi() -> Vec<(&'static str, Consequences)> {
    vec![
        ("foi.address_made", Consequences::default()),
        ("foi.approved", Consequences::default()),
        ("foi.assigned", Consequences::default()),
        ("foi.confirmed", Consequences::default()),
        ("foi.consultation_received", Consequences::default()),
        ("foi.consulted", Consequences::default()),
        ("foi.contact_tried", Consequences::default()),
        ("foi.correction_asked", Consequences::default()),
        ("foi.correction_taken", Consequences::default()),
        ("foi.decided", both(gk_letters::consequences::step_taken, gk_answers::consequences::step_taken)),
        ("foi.drafted", Consequences::default()),
        ("foi.escalated", Consequences::default()),
        ("foi.event_corrected", Consequences::default()),
        ("foi.examined", Consequences::default()),
        ("foi.extended", Consequences::default()),
        ("foi.fee_notice_received", Consequences::default()),
        ("foi.fee_notified", Consequences::default()),
        ("foi.fee_paid", Consequences::default()),
        ("foi.file_added", Consequences::default()),
        ("foi.filed_away", Consequences::default()),
        ("foi.lapsed", Consequences::default()),
        ("foi.letter_made", Consequences::default()),
        ("foi.letter_prepared", Consequences::default()),
        ("foi.template_set", Consequences::default()),
        ("foi.limit_set", later("foi.rederive")),
        ("foi.setting_set", Consequences::default()),
        ("foi.merged_into", Consequences::default()),
        ("foi.opinion_recorded", Consequences::default()),
        ("foi.personal_data_seen", Consequences::default()),
        ("foi.reasons_accepted", Consequences::default()),
        ("foi.reasons_asked", Consequences::default()),
        ("foi.reasons_given", Consequences::default()),
        ("foi.reasons_rejected", Consequences::default()),
        ("foi.redacted", Consequences::default()),
        ("foi.rederived", Consequences::default()),
        ("foi.registered", both(gk_letters::consequences::step_taken, gk_answers::consequences::step_taken)),
        ("foi.relief_concluded", Consequences::default()),
        ("foi.reopened", Consequences::default()),
        ("foi.report_kept", Consequences::default()),
        ("foi.returned", Consequences::default()),
        ("foi.search_logged", Consequences::default()),
        ("foi.served", Consequences::default()),
        ("foi.submitted", Consequences::default()),
        ("foi.supplemented", Consequences::default()),
        ("foi.taken", Consequences::default()),
        ("foi.third_party_told", Consequences::default()),
        ("foi.transferred", Consequences::default()),
        ("foi.warned", Consequences::default()),
        ("foi.withdrawn_by_applicant", Consequences::default()),
    ]
}

/// Applicants' accounts, and the systems that hand in and are told.
fn of_counter() -> Vec<(&'static str, Consequences)> {
    vec![
        ("foi.account_closed", Consequences::default()),
        ("foi.account_linked", Consequences::default()),
        ("foi.account_made", Consequences::default()),
        ("foi.delivery_renewed", Consequences::default()),
        ("foi.hook_changed", Consequences::default()),
        ("foi.hook_made", Consequences::default()),
        ("foi.hook_paused", Consequences::default()),
        ("foi.hook_resumed", Consequences::default()),
        ("foi.hook_secret_changed", Consequences::default()),
        ("foi.hook_stopped", Consequences::default()),
        ("foi.key_ended", Consequences::default()),
        ("foi.key_made", Consequences::default()),
    ]
}

/// Organs and people, and what follows an answer.
fn of_people() -> Vec<(&'static str, Consequences)> {
    vec![
        ("foi.answer_shown", Consequences::default()),
        ("foi.answer_withdrawn", Consequences::default()),
        ("foi.explained_closed", Consequences::default()),
        ("foi.explained_drafted", Consequences::default()),
        ("foi.explained_opened", Consequences::default()),
        ("foi.explained_reviewed", Consequences::default()),
        ("foi.label_made", Consequences::default()),
        ("foi.packaged", Consequences::default()),
        ("foi.proposal_declined", Consequences::default()),
        ("foi.proposal_opened", Consequences::default()),
        ("foi.rated", Consequences::default()),
        ("foi.service_proved", Consequences::default()),
        ("foi.proposal_accepted", now(gk_records::consequences::proposal_accepted)),
        (
            "settings.calendar_announced",
            and_later(gk_duties::consequences::calendar_announced, "foi.rederive"),
        ),
        ("org.account_locked", Consequences::default()),
        ("org.address_locked", Consequences::default()),
        ("org.appointed", Consequences::default()),
        ("org.divisions_founded", Consequences::default()),
        ("org.organ_founded", Consequences::default()),
        ("org.organ_renamed", Consequences::default()),
        ("org.password_changed", Consequences::default()),
        ("org.post_ended", Consequences::default()),
        ("org.post_switched", Consequences::default()),
        ("org.signed_in", Consequences::default()),
        ("org.signed_out", Consequences::default()),
    ]
}

/// Records.
fn of_records() -> Vec<(&'static str, Consequences)> {
    vec![
        ("records.approved", Consequences::default()),
        ("records.attached", Consequences::default()),
        ("records.cleanup_concluded", Consequences::default()),
        ("records.cleanup_decided", Consequences::default()),
        ("records.cleanup_opened", Consequences::default()),
        ("records.cleanup_published", Consequences::default()),
        ("records.citer_found", Consequences::default()),
        ("records.citer_settled", Consequences::default()),
        ("records.detached", Consequences::default()),
        ("records.determined", Consequences::default()),
        ("records.dismissed", Consequences::default()),
        ("records.drafted", Consequences::default()),
        ("records.forced", Consequences::default()),
        ("records.item_chosen", Consequences::default()),
        ("records.life_set", Consequences::default()),
        ("records.looked_at", Consequences::default()),
        ("records.masked", Consequences::default()),
        (
            "records.published",
            both(gk_duties::consequences::record_published, gk_validity::consequences::record_published),
        ),
        ("records.reassessed", Consequences::default()),
        ("records.related", Consequences::default()),
        ("records.release_held", Consequences::default()),
        ("records.returned", Consequences::default()),
        ("records.reviewed", Consequences::default()),
        ("records.revised", Consequences::default()),
        ("records.revision_begun", Consequences::default()),
        ("records.saved", Consequences::default()),
        ("records.scheduled", Consequences::default()),
        ("records.submitted", Consequences::default()),
        ("records.superseded", Consequences::default()),
        ("records.taken_back", Consequences::default()),
        ("records.taken_in", Consequences::default()),
        ("records.taken_over", Consequences::default()),
        ("records.unscheduled", Consequences::default()),
        ("records.way_fixed", Consequences::default()),
        ("records.withdrawn", now(gk_duties::consequences::record_withdrawn)),
    ]
}

/// What happens at once, in the same transaction.
fn now(following: gk_base::office::Now) -> Consequences {
    Consequences { now: vec![following], later: Vec::new() }
}

/// What happens at once in two rooms, in this order.
fn both(first: gk_base::office::Now, second: gk_base::office::Now) -> Consequences {
    Consequences { now: vec![first, second], later: Vec::new() }
}

/// A job that is queued with it.
fn later(job: &'static str) -> Consequences {
    Consequences { now: Vec::new(), later: vec![job] }
}

/// What happens at once, and a job that is queued with it.
fn and_later(following: gk_base::office::Now, job: &'static str) -> Consequences {
    Consequences { now: vec![following], later: vec![job] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_an_entry_and_every_entry_an_event() {
        let mut known: Vec<&str> =
            crate::house::rooms().iter().flat_map(|room| room.events.iter().map(|e| e.0)).collect();
        known.extend(gk_base::room::events_of::<gk_rules::privacy::PrivacyEvent>().iter().map(|e| e.0));
        let listed = consequences();
        for event in &known {
            assert!(listed.contains_key(event), "{event} has no entry in consequences.rs");
        }
        for event in listed.keys() {
            assert!(known.contains(event), "{event} is in consequences.rs but no room records it");
        }
    }
}
