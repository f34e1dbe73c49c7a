#![doc = include_str!("../README.md")]

mod coverage;
mod data;
mod docx;
mod fonts;
mod html;
mod pdf;
mod port;
mod redact;
mod world;

pub use fonts::FontPlaces;
pub use port::Workshop;
