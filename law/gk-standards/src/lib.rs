//! The regulation's tables as dated data, each with its source.

pub mod calendar;
pub mod cases;
pub mod channels;
pub mod clocks;
pub mod divisions;
pub mod domains;
pub mod items;
pub mod letters;
pub mod plan;
pub mod synonyms;
mod table;
pub mod trust;
