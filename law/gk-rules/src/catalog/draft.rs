//! What is read from a catalog (目录草稿): typed items with their raw text, and diagnostics like a compiler's.

use serde::{Deserialize, Serialize};

use crate::time::limit::Limit;

/// 目录草稿: everything read from one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Draft {
    /// In the order of the source.
    pub items: Vec<ItemDraft>,
    /// Everything that is not certain.
    pub diagnostics: Vec<Diagnostic>,
}

/// 公开事项（草稿）: one item as the source says it; `None` where the source does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct ItemDraft {
    /// 领域: the canonical name where it is one of the 26, else as written.
    pub domain: Option<String>,
    /// 一级事项
    pub level1: Option<String>,
    /// 二级事项
    pub level2: Option<String>,
    /// 三级事项
    pub level3: Option<String>,
    /// 公开内容（要素）, one entry each.
    pub elements: Vec<ElementDraft>,
    /// 公开依据, one entry an instrument.
    pub basis: Vec<BasisDraft>,
    /// 公开时限
    pub time_limit: Option<Limit>,
    /// 公开主体, as written (width and spaces folded).
    pub responsible: Option<String>,
    /// 公开渠道和载体, ticked ones only.
    pub channels: Vec<ChannelDraft>,
    /// 公开对象
    pub audience: Audience,
    /// 公开方式
    pub method: Method,
    /// 公开层级
    pub levels: Levels,
    /// Columns nobody foresaw: heading → text.
    pub extra: std::collections::BTreeMap<String, String>,
    /// Where it came from.
    pub source: Place,
    /// The raw cells, by canonical column name (`elements`, `basis`, `time_limit`, …; columns outside the standard by
    /// their heading), exactly as they stood in the source: before 同上 was resolved, markup and pinyin were taken out
    /// and anything was repaired. Cells of several rows stand below each other. A blank cell has no entry, so a first
    /// level carried down over blanks has none either. `ticks`: ticks of which nobody can say where they stood;
    /// `unplaced`: cells that belong to no column.
    pub raw: std::collections::BTreeMap<String, String>,
    /// Where each value stood, by the same names; for a name carried down, where it was carried from.
    #[serde(default)]
    pub places: std::collections::BTreeMap<String, CellPlace>,
}

/// 公开内容要素（草稿）
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElementDraft {
    /// The element's words.
    pub text: String,
    /// 必选 (`true`) or 可选 (`false`) where the source marks it.
    pub required: Option<bool>,
}

/// 依据（草稿）: an instrument as cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasisDraft {
    /// The citation's words, whole.
    pub text: String,
    /// The title inside 《》, where there is one.
    pub title: Option<String>,
    /// 发文字号, repaired to 机关代字〔年〕序号, where there is one.
    pub number: Option<String>,
}

/// 渠道（草稿）: a ticked channel, as its code with the words of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelDraft {
    /// CH01…CH12, CH99.
    pub code: String,
    /// As written; required for CH99.
    pub text: String,
}

/// 公开对象: `None` where the source does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Audience {
    /// 全社会
    pub all: Option<bool>,
    /// 特定群体: which, as written; an empty text when only ticked.
    pub specific: Option<String>,
}

/// 公开方式: `None` where the source does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Method {
    /// 主动
    pub proactive: Option<bool>,
    /// 依申请
    pub on_request: Option<bool>,
}

/// 公开层级: `None` where the source does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Levels {
    /// 县级
    pub county: Option<bool>,
    /// 乡级
    pub township: Option<bool>,
    /// 村级
    pub village: Option<bool>,
}

/// 位置: where a value stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Place {
    /// The sheet or table, empty when the source has one only.
    pub sheet: String,
    /// 1-based row (of the sheet) or line (of the text) where the item begins.
    pub row: u32,
}

/// 格: where a cell stood in its sheet or text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct CellPlace {
    /// 1-based row or line.
    pub row: u32,
    /// 1-based column of the sheet, or place among the cells of the line.
    pub column: u32,
}

/// 诊断: what is not certain, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable code: GK-Cnnn.
    pub code: String,
    /// How bad.
    pub severity: Severity,
    /// The sheet or table.
    pub sheet: String,
    /// 1-based row or line, 0 when the whole file is meant.
    pub row: u32,
    /// 1-based column, 0 when the whole row is meant.
    pub column: u32,
    /// One Chinese sentence.
    pub message: String,
    /// What to do, one Chinese sentence.
    pub hint: String,
}

crate::codes! {
    /// 严重程度
    pub enum Severity {
        /// 错误: cannot be imported so.
        Error = "error" => "错误",
        /// 警告: a person should look.
        Warning = "warning" => "警告",
        /// 提示: repaired or assumed, said for the record.
        Note = "note" => "提示",
    }
}
