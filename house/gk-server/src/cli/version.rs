//! `gongkai version`: which version this is, and what it was built with.

use std::process::ExitCode;

use askama::Template;

use super::{Ran, say};

#[derive(Template)]
#[template(path = "cli/version.txt")]
struct Version {
    version: &'static str,
    migration: &'static str,
    first_year: i16,
    last_year: i16,
}

pub(super) fn run() -> Ran {
    let years: Vec<i16> = gk_standards::calendar::notices().iter().map(|notice| notice.year).collect();
    say::show(&Version {
        version: env!("CARGO_PKG_VERSION"),
        migration: crate::migrations::ALL.last().map_or("", |last| last.version),
        first_year: years.first().copied().unwrap_or_default(),
        last_year: years.last().copied().unwrap_or_default(),
    })?;
    Ok(ExitCode::SUCCESS)
}
