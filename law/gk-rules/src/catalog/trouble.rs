//! What can be wrong with a file (文件问题): stable codes, and the sentences people read.

use std::fmt;

/// 文件问题: why a file cannot be read, or what a person should know about one that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The file's name as the person gave it.
    pub file: String,
    /// Where in the file.
    pub spot: Spot,
    /// What it is.
    pub fault: Fault,
}

/// 出处: where in a file something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Spot {
    /// The file as a whole.
    #[default]
    File,
    /// A part inside a packed file, by its inner name.
    Part(String),
    /// A sheet or table, by its name.
    Sheet(String),
    /// A row of a sheet, 1-based.
    Row {
        /// The sheet's name.
        sheet: String,
        /// 1-based.
        row: u32,
    },
    /// A cell of a sheet.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// 1-based.
        row: u32,
        /// 0-based; shown as letters.
        column: u32,
    },
}

/// 列标: the letters of a 0-based column, A for 0.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u32::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from_u32(u32::from(b'A') + digit).unwrap_or('?'));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Part(part) => write!(f, "内部文件“{part}”"),
            Self::Sheet(sheet) => write!(f, "{}", named(sheet)),
            Self::Row { sheet, row } => write!(f, "{}第{row}行", named(sheet)),
            Self::Cell { sheet, row, column } => {
                write!(f, "{}第{row}行{}列", named(sheet), column_letters(*column))
            }
        }
    }
}

fn named(sheet: &str) -> String {
    if sheet.is_empty() { "表中".to_owned() } else { format!("表“{sheet}”") }
}

/// 格式: what a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// XLSX, XLSM and the like.
    Xlsx,
    /// Excel 97–2003, and ET.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Word 2007 and later.
    Docx,
    /// Word 97–2003, and WPS.
    Doc,
    /// A web page.
    Html,
    /// Values with a delimiter.
    Csv,
    /// Text.
    Text,
    /// Excel 2003 XML.
    SheetXml,
    /// Excel binary workbook.
    Xlsb,
    /// PDF.
    Pdf,
    /// OFD (GB/T 33190).
    Ofd,
    /// Rich text.
    Rtf,
    /// A web page packed in one file.
    Mhtml,
    /// A picture.
    Picture,
    /// An archive of files.
    Archive,
    /// A presentation.
    Slides,
    /// Another document of Office or OpenDocument.
    OtherOffice,
}

impl FileKind {
    /// What people call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel 工作簿（.xlsx）",
            Self::Xls => "Excel 97-2003 工作簿（.xls）",
            Self::Ods => "ODF 电子表格（.ods）",
            Self::Docx => "Word 文档（.docx）",
            Self::Doc => "Word 97-2003 文档（.doc、.wps）",
            Self::Html => "网页（.html）",
            Self::Csv => "分隔符文本（.csv）",
            Self::Text => "纯文本（.txt）",
            Self::SheetXml => "Excel 2003 XML 表格（.xml）",
            Self::Xlsb => "Excel 二进制工作簿（.xlsb）",
            Self::Pdf => "PDF 文件",
            Self::Ofd => "OFD 版式文件",
            Self::Rtf => "RTF 文档",
            Self::Mhtml => "单个文件网页（.mht）",
            Self::Picture => "图片",
            Self::Archive => "压缩包",
            Self::Slides => "演示文稿",
            Self::OtherOffice => "其他办公文档",
        }
    }
}

/// 问题种类: stable code, Chinese sentence and hint. GK-F0xx refuse the file, GK-F1xx only remark on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// GK-F001: no bytes, or blanks only.
    Empty,
    /// GK-F002: more bytes than allowed.
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// GK-F003: unpacks to more bytes than allowed.
    Unpacked {
        /// Bytes allowed.
        limit: u64,
    },
    /// GK-F004: packed more densely than any honest file.
    Ratio {
        /// Times allowed.
        limit: u64,
    },
    /// GK-F005: more inner files than allowed.
    TooManyParts {
        /// Inner files.
        found: u64,
        /// Allowed.
        limit: u64,
    },
    /// GK-F006: more sheets than allowed.
    TooManySheets {
        /// Allowed.
        limit: u64,
    },
    /// GK-F007: a sheet reaches further down than allowed.
    TooManyRows {
        /// Allowed.
        limit: u64,
    },
    /// GK-F008: a sheet reaches further right than allowed.
    TooManyColumns {
        /// Allowed.
        limit: u64,
    },
    /// GK-F009: more cells than allowed.
    TooManyCells {
        /// Allowed.
        limit: u64,
    },
    /// GK-F010: a cell with more characters than allowed.
    CellTooLong {
        /// Characters allowed.
        limit: u64,
    },
    /// GK-F011: elements nested deeper than allowed.
    TooDeep {
        /// Levels allowed.
        limit: u64,
    },
    /// GK-F012: protected by a password.
    Encrypted,
    /// GK-F013: truncated or corrupt.
    Damaged,
    /// GK-F014: a kind we do not read.
    Unsupported(FileKind),
    /// GK-F015: bytes that are no known format and no text.
    Unknown,
    /// GK-F016: well formed, but nothing in it.
    Nothing,
    /// GK-F017: more merged areas than allowed.
    TooManyMerges {
        /// Allowed.
        limit: u64,
    },
    /// GK-F018: more text than allowed.
    TextTooLong {
        /// Bytes allowed.
        limit: u64,
    },
    /// GK-F101: the name says one thing, the content another; the content was read.
    NameDiffers(FileKind),
    /// GK-F102: a hidden sheet was read.
    HiddenSheet,
    /// GK-F103: hidden rows were read.
    HiddenRows {
        /// How many.
        count: u64,
        /// The first, 1-based.
        first: u32,
    },
    /// GK-F104: hidden columns were read.
    HiddenColumns {
        /// How many.
        count: u64,
        /// The first, 0-based.
        first: u32,
    },
    /// GK-F105: paragraphs numbered by Word; the numbers are not text.
    AutoNumbering {
        /// How many paragraphs.
        count: u64,
    },
    /// GK-F106: characters that could not be decoded.
    OddBytes {
        /// How many.
        count: u64,
        /// The encoding used.
        encoding: &'static str,
    },
    /// GK-F107: merged areas that overlap; the later ones were ignored.
    OverlappingMerges {
        /// How many were ignored.
        count: u64,
    },
    /// GK-F108: formulas without a stored value.
    NoStoredValue {
        /// How many.
        count: u64,
    },
    /// GK-F109: a table inside a cell was laid out below its row.
    NestedTable {
        /// How many.
        count: u64,
    },
    /// GK-F110: tracked changes; deleted text was left out.
    TrackedChanges {
        /// How many deletions.
        count: u64,
    },
}

impl Trouble {
    /// The stable code, `GK-F` and three digits.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }
    /// Whether the file was read all the same.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        self.code().starts_with("GK-F1")
    }
    /// One sentence naming the file and the place.
    #[must_use]
    pub fn message(&self) -> String {
        let spot = self.spot.to_string();
        let sep = if spot.is_empty() { "" } else { "，" };
        format!("文件“{}”{sep}{spot}：{}。", self.file, self.fault.sentence())
    }
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        self.fault.hint()
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.code(), self.message(), self.hint())
    }
}

impl std::error::Error for Trouble {}

impl Fault {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "GK-F001",
            Self::TooLarge { .. } => "GK-F002",
            Self::Unpacked { .. } => "GK-F003",
            Self::Ratio { .. } => "GK-F004",
            Self::TooManyParts { .. } => "GK-F005",
            Self::TooManySheets { .. } => "GK-F006",
            Self::TooManyRows { .. } => "GK-F007",
            Self::TooManyColumns { .. } => "GK-F008",
            Self::TooManyCells { .. } => "GK-F009",
            Self::CellTooLong { .. } => "GK-F010",
            Self::TooDeep { .. } => "GK-F011",
            Self::Encrypted => "GK-F012",
            Self::Damaged => "GK-F013",
            Self::Unsupported(_) => "GK-F014",
            Self::Unknown => "GK-F015",
            Self::Nothing => "GK-F016",
            Self::TooManyMerges { .. } => "GK-F017",
            Self::TextTooLong { .. } => "GK-F018",
            Self::NameDiffers(_) => "GK-F101",
            Self::HiddenSheet => "GK-F102",
            Self::HiddenRows { .. } => "GK-F103",
            Self::HiddenColumns { .. } => "GK-F104",
            Self::AutoNumbering { .. } => "GK-F105",
            Self::OddBytes { .. } => "GK-F106",
            Self::OverlappingMerges { .. } => "GK-F107",
            Self::NoStoredValue { .. } => "GK-F108",
            Self::NestedTable { .. } => "GK-F109",
            Self::TrackedChanges { .. } => "GK-F110",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Empty => "文件是空的".to_owned(),
            Self::TooLarge { bytes, limit } => {
                format!("文件有 {}，超过上限 {}", size(*bytes), size(*limit))
            }
            Self::Unpacked { limit } => format!("解压后超过上限 {}", size(*limit)),
            Self::Ratio { limit } => format!("压缩比超过 {limit} 倍，不像正常的办公文档"),
            Self::TooManyParts { found, limit } => format!("内含 {found} 个文件，超过上限 {limit} 个"),
            Self::TooManySheets { limit } => format!("工作表或表格超过上限 {limit} 个"),
            Self::TooManyRows { limit } => format!("行数超过上限 {limit} 行"),
            Self::TooManyColumns { limit } => format!("列数超过上限 {limit} 列"),
            Self::TooManyCells { limit } => format!("单元格超过上限 {limit} 个"),
            Self::CellTooLong { limit } => format!("单元格文字超过上限 {limit} 字"),
            Self::TooDeep { limit } => format!("嵌套超过上限 {limit} 层"),
            Self::Encrypted => "文件设有打开密码，无法读取".to_owned(),
            Self::Damaged => "文件已损坏或不完整，无法读取".to_owned(),
            Self::Unsupported(kind) => format!("这是{}，不能直接读取", kind.label()),
            Self::Unknown => "不是可识别的表格、文档或文本".to_owned(),
            Self::Nothing => "没有读到任何表格或文字".to_owned(),
            Self::TooManyMerges { limit } => format!("合并单元格超过上限 {limit} 处"),
            Self::TextTooLong { limit } => format!("文字总量超过上限 {}", size(*limit)),
            _ => self.remark(),
        }
    }

    fn remark(&self) -> String {
        match self {
            Self::NameDiffers(kind) => format!("扩展名与内容不符，实际是{}，已按实际内容读取", kind.label()),
            Self::HiddenSheet => "这是隐藏的工作表，已一并读取".to_owned(),
            Self::HiddenRows { count, first } => {
                format!("有 {count} 行被隐藏（自第 {first} 行起），已一并读取")
            }
            Self::HiddenColumns { count, first } => {
                format!("有 {count} 列被隐藏（自 {} 列起），已一并读取", column_letters(*first))
            }
            Self::AutoNumbering { count } => format!("有 {count} 段使用自动编号，编号不是文字，未读入"),
            Self::OddBytes { count, encoding } => format!("按 {encoding} 解码时有 {count} 处无法识别的字符"),
            Self::OverlappingMerges { count } => format!("有 {count} 处合并单元格互相重叠，已忽略"),
            Self::NoStoredValue { count } => format!("有 {count} 个公式没有保存计算结果，按空白读取"),
            Self::NestedTable { count } => format!("有 {count} 个表格套在单元格里，已排在所在行之后"),
            Self::TrackedChanges { count } => format!("有 {count} 处修订删除，删除的内容未读入"),
            _ => String::new(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty | Self::Nothing => "请确认选对了文件，并且文件里有目录内容",
            Self::TooLarge { .. } => "请删去图片等无关内容，或拆成几个文件后分别导入",
            Self::Unpacked { .. } | Self::Ratio { .. } | Self::TooManyParts { .. } => {
                "请用办公软件打开后另存为新文件再导入；来历不明的文件请勿使用"
            }
            Self::TooManySheets { .. } | Self::TooManyCells { .. } | Self::TextTooLong { .. } => {
                "请拆成几个文件后分别导入"
            }
            Self::TooManyRows { .. } | Self::TooManyColumns { .. } => {
                "请检查表格末尾是否误留了内容，删去后重新保存；确有这么多内容的请拆成几个文件"
            }
            Self::CellTooLong { .. } => "请检查这个单元格是否误粘贴了整篇文字",
            Self::TooDeep { .. } | Self::TooManyMerges { .. } => "请把表格复制到新建的工作簿后再导入",
            Self::Encrypted => "请在办公软件中取消密码后重新保存",
            Self::Damaged => "请重新下载，或用办公软件打开后另存为新文件再导入",
            Self::Unsupported(FileKind::Doc | FileKind::Rtf) => "请用办公软件打开后另存为 .docx 再导入",
            Self::Unsupported(FileKind::Xlsb) => "请用办公软件打开后另存为 .xlsx 再导入",
            Self::Unsupported(FileKind::Archive) => "请先解压，再导入里面的文件",
            Self::Unsupported(_) => "请导入 .xlsx、.xls、.docx、.csv、.html 文件，或直接粘贴文字",
            Self::Unknown => "可以读取 .xlsx、.xls、.ods、.docx、.csv、.html 和文本；请确认选对了文件",
            Self::NameDiffers(_) => "建议把文件另存为与内容一致的格式",
            Self::HiddenSheet | Self::HiddenRows { .. } | Self::HiddenColumns { .. } => {
                "请确认隐藏的内容确实属于目录，不需要的请删去后重新导入"
            }
            Self::AutoNumbering { .. } => "序号不影响导入；条目文字中的编号请改为手工输入",
            Self::OddBytes { .. } => "请核对读入的文字，或把文件另存为 UTF-8 编码后重新导入",
            Self::OverlappingMerges { .. } => "请核对合并单元格所在的行",
            Self::NoStoredValue { .. } => "请用办公软件打开并保存一次后重新导入",
            Self::NestedTable { .. } => "请核对这些行",
            Self::TrackedChanges { .. } => "请先接受或拒绝修订，再核对读入的内容",
        }
    }
}

fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 {
        format!("{} MB", bytes >> 20)
    } else if bytes >= 1 << 10 {
        format!("{} KB", bytes >> 10)
    } else {
        format!("{bytes} 字节")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_like_a_spreadsheet() {
        let letters: Vec<_> = [0, 25, 26, 701, 702, 16383].into_iter().map(column_letters).collect();
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        assert!(!column_letters(u32::MAX).is_empty());
    }

    #[test]
    fn a_message_names_file_place_and_limit() {
        let trouble = Trouble {
            file: "目录.xlsx".into(),
            spot: Spot::Cell { sheet: "征地补偿".into(), row: 12, column: 27 },
            fault: Fault::CellTooLong { limit: 65536 },
        };
        assert_eq!(
            trouble.message(),
            "文件“目录.xlsx”，表“征地补偿”第12行AB列：单元格文字超过上限 65536 字。"
        );
        assert_eq!(trouble.code(), "GK-F010");
        assert!(!trouble.is_remark());
        assert!(!trouble.hint().is_empty());
    }

    #[test]
    fn a_remark_has_words_and_a_hint() {
        for fault in [
            Fault::NameDiffers(FileKind::Html),
            Fault::HiddenSheet,
            Fault::HiddenRows { count: 2, first: 3 },
            Fault::HiddenColumns { count: 1, first: 2 },
            Fault::AutoNumbering { count: 4 },
            Fault::OddBytes { count: 1, encoding: "GB18030" },
            Fault::OverlappingMerges { count: 1 },
            Fault::NoStoredValue { count: 1 },
            Fault::NestedTable { count: 1 },
            Fault::TrackedChanges { count: 1 },
        ] {
            let trouble = Trouble { file: "a".into(), spot: Spot::File, fault };
            assert!(trouble.is_remark());
            assert!(trouble.message().chars().count() > 8, "{trouble}");
        }
    }
}
