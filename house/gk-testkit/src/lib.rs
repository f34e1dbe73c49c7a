//! The test bench (测试台): an office on a real database with a clock that stands still, and people who use its pages.
//!
//! Tests run on both engines: [`engines`] gives SQLite in a temporary file and, when `GK_TEST_POSTGRES` names a
//! server (`make test` starts one), a fresh PostgreSQL database. Without a server the PostgreSQL half fails, it is
//! never skipped.

#![expect(clippy::expect_used, reason = "the bench fails loudly")]

pub mod browser;
pub mod county;
pub mod engines;
pub mod identity;
pub mod ids;
pub mod leaks;
pub mod secrecy;

pub use browser::{Browser, Seen};
pub use engines::{Bench, Kind};

/// Writes one test twice: once on SQLite, once on PostgreSQL.
///
/// `on_both! { async fn a_record_is_published(bench) { … } }`
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($bench:ident) $body:block)+) => {$(
        mod $name {
            use super::*;
            async fn run($bench: $crate::Bench) $body
            $(#[$meta])*
            #[tokio::test]
            async fn on_sqlite() {
                run($crate::Bench::new($crate::Kind::Sqlite).await).await;
            }
            $(#[$meta])*
            #[tokio::test]
            async fn on_postgres() {
                run($crate::Bench::new($crate::Kind::Postgres).await).await;
            }
        }
    )+};
}
