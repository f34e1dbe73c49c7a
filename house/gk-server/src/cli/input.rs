//! What commands are given: days, numbers, files and standard input, each refused in words when it is wrong.

use std::io::Read as _;
use std::path::Path;

use gk_rules::Day;
use gk_rules::catalog::trouble::{Fault, Spot, Trouble as FileTrouble};

use super::{Stop, Trouble};

/// The name by which standard input is given as a file.
pub(super) const STDIN: &str = "-";

/// A day of the calendar, `YYYY-MM-DD` and nothing else.
///
/// # Errors
/// [`Trouble::Day`].
pub(super) fn day(text: &str) -> Result<Day, Stop> {
    let wrong = || Stop::wrong(Trouble::Day(text.to_owned()));
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => text.parse().map_err(|_| wrong()),
        _ => Err(wrong()),
    }
}

/// A file, or standard input for `-`; never more than the readers of files take.
///
/// # Errors
/// When it cannot be opened or read, or is larger.
pub(super) fn file(name: &str) -> Result<Vec<u8>, Stop> {
    let limit = gk_sheets::Limits::default().file_bytes;
    let broken = |error: std::io::Error| Stop::file(name, &error);
    let mut bytes = Vec::new();
    let too_large = |bytes| {
        let fault = Fault::TooLarge { bytes, limit };
        let trouble = FileTrouble { file: name.to_owned(), spot: Spot::File, fault };
        Stop::wrong(Trouble::Law(trouble.to_string()))
    };
    if name == STDIN {
        std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes).map_err(broken)?;
    } else {
        let path = Path::new(name);
        let about = std::fs::metadata(path).map_err(broken)?;
        if about.is_dir() {
            return Err(broken(std::io::ErrorKind::IsADirectory.into()));
        }
        if about.len() > limit {
            return Err(too_large(about.len()));
        }
        // What is no plain file says nothing of its length: it is read up to the limit.
        std::fs::File::open(path).map_err(broken)?.take(limit + 1).read_to_end(&mut bytes).map_err(broken)?;
    }
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limit { Err(too_large(size)) } else { Ok(bytes) }
}

/// The last part of a file's name: what stands in lists and messages.
#[must_use]
pub(super) fn base_name(name: &str) -> String {
    Path::new(name).file_name().map_or_else(|| name.to_owned(), |last| last.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_written_in_full_are_days() {
        assert_eq!(day("2024-02-29").unwrap(), jiff::civil::date(2024, 2, 29));
        for wrong in
            ["2026-02-30", "2099", "2026-2-3", "20260203", "2026-02-03T00:00", "", "二〇二六", "-026-01-01"]
        {
            assert!(matches!(*day(wrong).unwrap_err().trouble, Trouble::Day(_)), "{wrong}");
        }
    }
}
