//! Journeys through the whole system, on both engines; one file a journey, one binary.

mod base;
mod catalog_journey;
mod catalog_pages;
mod catalog_people;
mod catalog_scale;
mod demo;
mod duties_compile;
mod duties_pages;
mod org_desk;
mod org_divisions;
mod portal_info;
mod portal_pages;
mod records_desk;
mod records_journey;
