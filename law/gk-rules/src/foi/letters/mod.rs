//! Letters (文书): what each of L1 to L25 needs, how an organ may word it, and how both become a text.
//!
//! | file | what |
//! |---|---|
//! | [`form`] | the forms: letters and their variants, the articles they rest on |
//! | [`fact`], [`value`], [`ground`] | the closed list of facts with their types, and how each is written |
//! | [`sets`] | for every form the struct of exactly its facts, and its builder with all reasons |
//! | [`statements`] | what the law itself says in a letter |
//! | [`ready`] | head and contents complete and free of contradiction |
//! | [`template`], [`check`] | the templates' grammar, and the gate every template passes |
//! | [`compose`], [`text`] | the letter as a document without layout |
//! | [`drafted`] | what only the drafter knows, as fields of a form |
//! | [`setting`] | what an organ says once for all its letters |
//! | [`need`] | which letters a case needs now |
//! | [`paper`] | the letter as the press sets it |

pub mod check;
pub mod compose;
pub mod drafted;
pub mod fact;
pub mod form;
pub mod ground;
pub mod need;
pub mod paper;
pub mod ready;
pub mod sets;
pub mod setting;
pub mod statements;
pub mod template;
pub mod text;
pub mod value;
pub mod words;

pub use check::{Accepted, accept};
pub use compose::compose;
pub use drafted::{Asked, Typed, asked, fill};
pub use fact::{CaseFacts, Fact};
pub use form::Form;
pub use ready::{Ready, ready};
pub use setting::LetterSetting;
pub use text::{Block, LetterText, Span};
