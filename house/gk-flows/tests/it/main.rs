//! Journeys through the whole system, on both engines; one file a journey, one binary.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a test fails loudly, and its helpers with it"
)]

mod base;
mod base_sealed;
mod catalog_journey;
mod catalog_pages;
mod catalog_people;
mod catalog_scale;
mod demo;
mod desk_list;
mod duties_compile;
mod duties_limits;
mod duties_lineage;
mod duties_pages;
mod duties_posting;
mod duties_tables;
mod foi_account;
mod foi_api;
mod foi_archive;
mod foi_bad_input;
mod foi_calendar;
mod foi_desk;
mod foi_disclosure;
mod foi_hooks;
mod foi_journey;
mod foi_letters;
mod foi_limits;
mod foi_report;
mod matrix;
mod org_desk;
mod org_divisions;
mod org_security;
mod portal_info;
mod portal_pages;
mod records_desk;
mod records_intake;
mod records_journey;
mod records_preflight;
mod records_review;
mod records_storm;
mod records_validity;
mod records_versions;
