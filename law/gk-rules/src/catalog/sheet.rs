//! A plain table (表格): what a file reader hands to the law. Rows of text with merges; no file format here.

/// 表: one table of a file, as rows of cell texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The sheet's or table's name, or a heading that stood over it; empty when there is none.
    pub name: String,
    /// Rows of cells. Cells covered by a merge are empty; `merges` says which cell they belong to.
    pub rows: Vec<Vec<String>>,
    /// Merged areas, 0-based and inclusive.
    pub merges: Vec<Merge>,
    /// The 1-based number in the source of `rows[0]` (line, or row of the sheet).
    pub first_row: u32,
}

/// 合并单元格: a merged area, 0-based, both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

/// 来源: what a file turned out to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Tables with cells (xlsx, xls, docx, csv, html).
    Sheets(Vec<Sheet>),
    /// Text without cells (pasted from a page, a pipe table, one cell a line); the law finds the cells.
    Text(String),
}

/// 文中片段: a document in its order, paragraph by paragraph and table by table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph outside tables.
    Text(String),
    /// A table.
    Table(Sheet),
}
