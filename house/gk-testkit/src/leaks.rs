//! Leaks (泄露): whether something that must not be there is in files or texts, in any form programs write it in.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Every form a text may be written in: as it is, in UTF-16, hexadecimal, Base64 wherever it begins, percent and JSON escapes.
fn forms(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let hex = |upper: bool| {
        let one = |byte: &u8| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") };
        secret.as_bytes().iter().map(one).collect::<String>().into_bytes()
    };
    let percent: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let escaped: String = secret.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let mut forms = vec![
        ("plain", secret.as_bytes().to_vec()),
        ("UTF-16", secret.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("hexadecimal", hex(false)),
        ("hexadecimal", hex(true)),
        ("percent", percent.into_bytes()),
        ("escaped", escaped.into_bytes()),
    ];
    for before in 0..3 {
        let bytes: Vec<u8> = std::iter::repeat_n(0, before).chain(secret.bytes()).collect();
        // Characters that also depend on what stands before or behind are left out.
        let (first, last) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        for text in [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)] {
            forms.push(("Base64", text.as_bytes().get(first..last).unwrap_or_default().to_vec()));
        }
    }
    forms
}

/// What of these secrets is in some bytes: each with the form it was found in.
#[must_use]
pub fn in_bytes(bytes: &[u8], secrets: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for secret in secrets {
        for (form, needle) in forms(secret) {
            assert!(needle.len() >= 6, "{secret} is too short to be looked for");
            if bytes.windows(needle.len()).any(|part| part == needle) {
                found.push(format!("{secret} ({form})"));
            }
        }
    }
    found
}

/// What of these secrets is in any file below a folder; how many files were looked at is given too, so that a test can
/// say that there was something to look at.
///
/// # Panics
/// When a file cannot be read.
#[must_use]
pub fn in_folder(folder: &Path, secrets: &[&str]) -> (usize, Vec<String>) {
    let (mut looked, mut found) = (0, Vec::new());
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a file");
            looked += 1;
            found.extend(
                in_bytes(&bytes, secrets).into_iter().map(|leak| format!("{}: {leak}", path.display())),
            );
        }
    }
    (looked, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_wherever_it_begins() {
        let secret = "210323199902301234";
        assert!(in_bytes(b"2103231999023012 34", &[secret]).is_empty());
        for before in ["", "x", "xy", "xyz"] {
            let text = format!("{before}{secret}|and more");
            for written in [
                text.clone(),
                STANDARD_NO_PAD.encode(&text),
                URL_SAFE_NO_PAD.encode(&text),
                text.bytes().map(|byte| format!("{byte:02x}")).collect(),
            ] {
                assert!(!in_bytes(written.as_bytes(), &[secret]).is_empty(), "{written}");
            }
        }
        assert!(!in_bytes("%E6%AC%A7%E9%98%B3%E6%9F%90%E6%9F%90".as_bytes(), &["欧阳某某"]).is_empty());
    }
}
