//! Journeys through the whole system, on both engines; one file a journey, one binary.

mod base;
