//! Intake (收件录入): what a file that comes in says of itself, and what speaks against taking it in.
//!
//! 党政机关公文处理工作条例 arts 9, 24; 条例 art 17: what becomes public begins with what was received. The original is kept byte
//! for byte elsewhere; what is read here is derived from it and can be read again at any time.
//!
//! | file | does |
//! |---|---|
//! | [`flow`] | the text of a file as numbered lines, whatever it was written with |
//! | [`reading`] | the fields of the document with confidence and place, its body |
//! | [`markdown`] | paragraphs and tables as Markdown |
//! | [`likeness`] | how alike two texts are |
//! | [`batch`] | a table that names files and what is known of them |
//! | [`archive`] | packed files: limits, names |
//! | [`reasons`] | all the reasons against |

pub mod archive;
pub mod batch;
pub mod flow;
pub mod likeness;
pub mod markdown;
pub mod reading;
pub mod reasons;

pub use archive::Member;
pub use batch::Known;
pub use flow::{Block, Flow};
pub use likeness::Likeness;
pub use reading::{ReadField, Reading, What, read};
