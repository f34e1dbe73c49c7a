//! What every room stands on: units of work, ledger, outbox, actor, directory, ports.
//!
//! A verb begins a unit of work ([`Office::begin`]), loads, asks the law for reasons against, changes,
//! saves, records ([`Tx::ledger`]), leaves work for later ([`Tx::later`]) and commits. Row, event and
//! outbox are one transaction. Nothing here knows a database product, a file format or a web framework.

pub mod annual;
pub mod blobs;
pub mod book;
pub mod cabinet;
pub mod directory;
pub mod jobs;
pub mod ledger;
pub mod migrate;
pub mod office;
pub mod ports;
pub mod problem;
pub mod room;
pub mod sealed;
pub mod search;
pub mod secret;
pub mod session;
pub mod settings;
pub mod sql;

pub use office::{Office, Read, Tx};
pub use problem::{Fault, Problem};
pub use room::Room;
pub use secret::Secret;
pub use sql::{Row, Sql, Value};

#[doc(hidden)]
pub use gk_rules::privacy::SecretKind;
pub use gk_rules::{Citation, Coded, Day, Moment, Reason};
