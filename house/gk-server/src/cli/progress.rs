//! Progress bars on standard error, for everything that may take over two seconds; nothing where nobody watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::say::Word;

const BAR: &str = "{msg} {bar:30} {pos}/{len} {elapsed}";
const SPINNER: &str = "{spinner} {msg} {pos} {elapsed}";

/// A bar with a known end.
pub(crate) fn bar(words: &Word, len: u64) -> ProgressBar {
    styled(ProgressBar::new(len), BAR, words)
}

/// A bar without a known end.
pub(crate) fn spinner(words: &Word) -> ProgressBar {
    let bar = styled(ProgressBar::new_spinner(), SPINNER, words);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// So many are done, of so many.
pub(crate) fn step(bar: &ProgressBar, done: usize, all: usize) {
    bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
    bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
}

fn styled(bar: ProgressBar, template: &str, words: &Word) -> ProgressBar {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar.set_message(words.to_string());
    bar
}
