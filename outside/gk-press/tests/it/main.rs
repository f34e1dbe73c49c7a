//! What comes out of the workshop, read again by other readers.

mod docx;
mod papers;
mod reading;
mod redaction;
