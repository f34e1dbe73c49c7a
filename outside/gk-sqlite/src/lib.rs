//! Engine for SQLite.
