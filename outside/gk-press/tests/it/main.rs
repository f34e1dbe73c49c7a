//! What comes out of the workshop, read again by other readers.

#![expect(clippy::unwrap_used, reason = "a test fails loudly, and its helpers with it")]

mod docx;
mod inspection;
mod papers;
mod reading;
mod redaction;
