//! Standard catalogs (标准目录): items, how they are read from tables, editions and their conformity.

pub mod draft;
pub mod sheet;
