//! Journeys through the whole system, on both engines.
