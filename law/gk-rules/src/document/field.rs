//! Fields (要素): a value with its words, its place and how sure the reading is.

use serde::Serialize;

crate::codes! {
    /// 识读把握: how sure a reading is.
    pub enum Confidence {
        /// 可靠: the layout and the words both say so
        Certain = "certain" => "可靠",
        /// 较可靠: one of them does
        Probable = "probable" => "较可靠",
        /// 存疑: a person looks
        Doubtful = "doubtful" => "存疑",
    }
}

crate::codes! {
    /// 识读问题: why a person must look.
    pub enum Trouble {
        /// 没有找到发文字号
        NoNumber = "document.no_number" => "没有找到发文字号",
        /// 发文字号不合规则
        NumberMalformed = "document.number_malformed" => "发文字号不合规则，没有擅自补正",
        /// 发文字号空白
        NumberBlank = "document.number_blank" => "发文字号留有空白",
        /// 发文字号已按规范改写
        NumberRepaired = "document.number_repaired" => "发文字号的写法不规范，已按规范改写，原文保留",
        /// 没有找到发文机关
        NoIssuer = "document.no_issuer" => "没有找到发文机关",
        /// 发文机关前后不一
        IssuersDiffer = "document.issuers_differ" => "发文机关标志与署名不一致",
        /// 没有找到标题
        NoTitle = "document.no_title" => "没有找到标题",
        /// 标题没有文种
        TitleWithoutKind = "document.title_without_kind" => "标题末尾没有文种，可能不完整",
        /// 没有找到成文日期
        NoDate = "document.no_date" => "没有找到成文日期",
        /// 日期不存在
        DateImpossible = "document.date_impossible" => "日期不存在",
        /// 日期不完整
        DateIncomplete = "document.date_incomplete" => "日期只有年份或者年月，没有擅自补全",
        /// 印发日期早于成文日期
        PrintedBefore = "document.printed_before" => "印发日期早于成文日期",
        /// 字号的年份与成文日期不符
        YearDiffers = "document.year_differs" => "发文字号的年份与成文日期的年份不一致",
        /// 书名号不配对
        TitleMarks = "document.title_marks" => "书名号不配对，可能漏读了依据",
        /// 繁体字
        Traditional = "document.traditional" => "文中有繁体字，识读时按简体处理，原文不变",
    }
}

/// 位置: the page and the lines, both counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct At {
    /// 页
    pub page: u32,
    /// First line of the text.
    pub line: u32,
    /// Last line of the text.
    pub to_line: u32,
}

/// 要素: what was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field<T> {
    /// 值
    pub value: T,
    /// 原文
    pub raw: String,
    /// 位置
    pub at: At,
    /// 把握
    pub confidence: Confidence,
}

impl<T> Field<T> {
    /// The same, less sure.
    #[must_use]
    pub fn but(mut self, confidence: Confidence) -> Self {
        self.confidence = self.confidence.max(confidence);
        self
    }
}

/// 识读提示: what a person must look at, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// 问题
    pub trouble: Trouble,
    /// 位置
    pub at: Option<At>,
    /// 原文, at most forty characters.
    pub raw: String,
}

impl Diagnostic {
    /// One with its place.
    #[must_use]
    pub fn new(trouble: Trouble, at: Option<At>, raw: &str) -> Self {
        Self { trouble, at, raw: raw.chars().take(40).collect() }
    }
}
