//! The web as rooms see it: doors, fields, pages, errors, rich text; the page shell and its figures.

extern crate self as gk_webkit;

pub mod annual;
pub mod assets;
pub mod bounds;
pub mod cookie;
pub mod desk;
pub mod door;
pub mod error;
pub mod fields;
pub mod figures;
pub mod headers;
pub mod kept;
pub mod origin;
pub mod page;
pub mod parts;
pub mod rich;
pub mod shell;
pub mod today;
pub mod web;

pub use desk::desk_shell;
pub use door::{Desk, Path, Query};
pub use error::PageError;
pub use fields::Fields;
pub use origin::Origin;
pub use page::page;
pub use web::Web;

/// What a handler answers.
pub type Answer = Result<axum::response::Response, PageError>;
