//! What the index holds of one public thing: the nouns of the port, and the bounds this index sets them.

use gk_base::search::{Code, Entry};

use crate::IndexError;

/// Longest id or code, in bytes.
pub const MAX_CODE: usize = 256;

/// # Errors
/// [`IndexError::Code`] when the id is empty, or the id or a code is longer than [`MAX_CODE`] bytes.
pub(crate) fn check(entry: &Entry) -> Result<(), IndexError> {
    if entry.id.is_empty() {
        return Err(IndexError::Code { id: String::new() });
    }
    let single: [&Option<Code>; 4] = [&entry.kind, &entry.organ, &entry.domain, &entry.item];
    let codes = single.into_iter().flatten().chain(&entry.organ_above).map(|code| code.0.as_str());
    if codes.chain([entry.id.as_str()]).any(|text| text.len() > MAX_CODE) {
        return Err(IndexError::Code { id: entry.id.chars().take(64).collect() });
    }
    Ok(())
}
