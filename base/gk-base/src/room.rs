//! A room's door plate (门牌): what a room shows to the house, and nothing else.

use std::sync::Arc;

use crate::jobs::Worker;
use crate::sealed::SealedColumn;
use crate::search::Indexed;
use crate::sql::Sql;

/// A room of the office, without its web pages (those are in webkit's `Doors`).
#[derive(Clone)]
pub struct Room {
    /// `catalog`, `records`, …
    pub name: &'static str,
    /// Every statement of the room: prepared on both engines in a test.
    pub statements: Vec<&'static [Sql]>,
    /// Who does its jobs.
    pub workers: Vec<Arc<dyn Worker>>,
    /// What it lets the public find.
    pub indexed: Vec<Arc<dyn Indexed>>,
    /// Every event it records: code and label.
    pub events: Vec<(&'static str, &'static str)>,
    /// Its columns of sealed values, so that a change of keys finds every one.
    pub sealed: Vec<SealedColumn>,
}

/// Codes and labels of a room's events, for its door plate.
#[must_use]
pub fn events_of<E: gk_rules::Coded>() -> Vec<(&'static str, &'static str)> {
    E::ALL.iter().map(|e| (e.code(), e.label())).collect()
}
