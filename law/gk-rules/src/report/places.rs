//! Where a figure stands (单元格): the rows and columns of the three tables, for each format.

use std::fmt;

use super::format::Format;
use super::rows::{Applicants, Row};
use crate::Coded;

crate::codes! {
    /// 主动公开情况的行: the rows of table A, of both formats.
    pub enum Act {
        /// 规章
        Rules = "rules" => "规章",
        /// 行政规范性文件 (2019: 规范性文件)
        Normative = "normative" => "行政规范性文件",
        /// 行政许可
        Licence = "licence" => "行政许可",
        /// 其他对外管理服务事项, 2019 only
        Service = "service" => "其他对外管理服务事项",
        /// 行政处罚
        Penalty = "penalty" => "行政处罚",
        /// 行政强制
        Coercion = "coercion" => "行政强制",
        /// 行政事业性收费
        Charge = "charge" => "行政事业性收费",
        /// 政府集中采购, 2019 only
        Procurement = "procurement" => "政府集中采购",
    }
}

crate::codes! {
    /// 主动公开情况的列: the columns of table A, of both formats; the labels are the format's own.
    pub enum Measure {
        /// 2021
        Made = "made" => "本年制发件数",
        /// 2021
        Repealed = "repealed" => "本年废止件数",
        /// 2021
        InForce = "in_force" => "现行有效件数",
        /// 2021
        Decisions = "decisions" => "本年处理决定数量",
        /// 2021
        Charged = "charged" => "本年收费金额（单位：万元）",
        /// 2019
        NewlyMade = "newly_made" => "本年新制作数量",
        /// 2019
        NewlyPublic = "newly_public" => "本年新公开数量",
        /// 2019
        AllPublic = "all_public" => "对外公开总数量",
        /// 2019
        ItemsBefore = "items_before" => "上一年项目数量",
        /// 2019; may be negative
        Change = "change" => "本年增/减",
        /// 2019
        Handled = "handled" => "处理决定数量",
        /// 2019
        Purchases = "purchases" => "采购项目数量",
        /// 2019
        PurchaseSum = "purchase_sum" => "采购总金额",
    }
}

impl Measure {
    /// 金额: an amount with decimals, not a count.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self, Self::Charged | Self::PurchaseSum)
    }
    /// 增减: may be below nothing.
    #[must_use]
    pub const fn is_change(self) -> bool {
        matches!(self, Self::Change)
    }
}

/// 表一分块: a block of table A with its item of 条例 art 20, its columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The header over it, word for word.
    pub header: &'static str,
    /// The figure columns, left to right; 信息内容 stands before them.
    pub columns: &'static [Measure],
    /// The rows.
    pub rows: &'static [Act],
}

const BLOCKS_2021: &[Block] = &[
    Block {
        header: "第二十条第（一）项",
        columns: &[Measure::Made, Measure::Repealed, Measure::InForce],
        rows: &[Act::Rules, Act::Normative],
    },
    Block { header: "第二十条第（五）项", columns: &[Measure::Decisions], rows: &[Act::Licence] },
    Block {
        header: "第二十条第（六）项",
        columns: &[Measure::Decisions],
        rows: &[Act::Penalty, Act::Coercion],
    },
    Block { header: "第二十条第（八）项", columns: &[Measure::Charged], rows: &[Act::Charge] },
];

const ITEMS_2019: &[Measure] = &[Measure::ItemsBefore, Measure::Change, Measure::Handled];
const BLOCKS_2019: &[Block] = &[
    Block {
        header: "第二十条第（一）项",
        columns: &[Measure::NewlyMade, Measure::NewlyPublic, Measure::AllPublic],
        rows: &[Act::Rules, Act::Normative],
    },
    Block { header: "第二十条第（五）项", columns: ITEMS_2019, rows: &[Act::Licence, Act::Service] },
    Block {
        header: "第二十条第（六）项", columns: ITEMS_2019, rows: &[Act::Penalty, Act::Coercion]
    },
    Block {
        header: "第二十条第（八）项",
        columns: &[Measure::ItemsBefore, Measure::Change],
        rows: &[Act::Charge],
    },
    Block {
        header: "第二十条第（九）项",
        columns: &[Measure::Purchases, Measure::PurchaseSum],
        rows: &[Act::Procurement],
    },
];

impl Act {
    /// The label in a format: 2019 says 规范性文件.
    #[must_use]
    pub fn label_in(self, format: Format) -> &'static str {
        match (self, format) {
            (Self::Normative, Format::Of2019) => "规范性文件",
            _ => self.label(),
        }
    }
}

/// 申请情况的行: the rows of table B.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// 一、本年新收政府信息公开申请数量
    Received,
    /// 二、上年结转政府信息公开申请数量
    CarriedIn,
    /// 三、本年度办理结果: one of the leaf rows of 2021
    Result(Row),
    /// （六）其他处理, the one row of 2019 that 2021 split into three
    OtherHandling,
    /// （七）总计
    Total,
    /// 四、结转下年度继续办理
    CarriedOut,
}

impl Line {
    /// 单元格行码: b1, b2, b3.1 … b3.7, b4; b3.6 is the row of 2019.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "b1",
            Self::CarriedIn => "b2",
            Self::Result(row) => row.code(),
            Self::OtherHandling => "b3.6",
            Self::Total => "b3.7",
            Self::CarriedOut => "b4",
        }
    }
    /// The line with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let ends = [Self::Received, Self::CarriedIn, Self::OtherHandling, Self::Total, Self::CarriedOut];
        ends.into_iter().find(|line| line.code() == code).or_else(|| Row::from_code(code).map(Self::Result))
    }
    /// 行次文字: its own label, word for word, with the number in front.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Received => "一、本年新收政府信息公开申请数量",
            Self::CarriedIn => "二、上年结转政府信息公开申请数量",
            Self::Result(row) => numbered(row),
            Self::OtherHandling => "（六）其他处理",
            Self::Total => "（七）总计",
            Self::CarriedOut => "四、结转下年度继续办理",
        }
    }
    /// 所属分组: the level-2 label over a level-3 row.
    #[must_use]
    pub fn group(self) -> Option<&'static str> {
        let Self::Result(row) = self else { return None };
        match row.code().split('.').nth(1) {
            Some("3") => Some("（三）不予公开"),
            Some("4") => Some("（四）无法提供"),
            Some("5") => Some("（五）不予处理"),
            Some("6") => Some("（六）其他处理"),
            _ => None,
        }
    }
    /// 办理结果: whether it is one of the rows that （七）总计 adds up.
    #[must_use]
    pub const fn is_leaf(self) -> bool {
        matches!(self, Self::Result(_) | Self::OtherHandling)
    }
    /// 表二行次: the rows of a format from top to bottom: 25 in 2021, 23 in 2019.
    #[must_use]
    pub fn all(format: Format) -> Vec<Self> {
        let mut out = vec![Self::Received, Self::CarriedIn];
        match format {
            Format::Older => return Vec::new(),
            Format::Of2021 => out.extend(Row::ALL.iter().copied().map(Self::Result)),
            Format::Of2019 => {
                out.extend(Row::ALL.iter().copied().filter(|row| !is_other(*row)).map(Self::Result));
                out.push(Self::OtherHandling);
            }
        }
        out.extend([Self::Total, Self::CarriedOut]);
        out
    }
    /// 按旧格式: where a row of 2021 is counted in a format; three rows become one downwards, never the other way (G10).
    #[must_use]
    pub const fn in_format(self, format: Format) -> Self {
        match (self, format) {
            (Self::Result(row), Format::Of2019) if is_other(row) => Self::OtherHandling,
            _ => self,
        }
    }
}

const fn is_other(row: Row) -> bool {
    matches!(row, Row::NotCorrected | Row::NotPaid | Row::Other)
}

/// The label of a result with its number, as the form prints it.
fn numbered(row: Row) -> &'static str {
    match row {
        Row::Disclosed => "（一）予以公开",
        Row::InPart => "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        Row::StateSecret => "1.属于国家秘密",
        Row::ForbiddenByLaw => "2.其他法律行政法规禁止公开",
        Row::Security => "3.危及“三安全一稳定”",
        Row::ThirdParty => "4.保护第三方合法权益",
        Row::InternalAffairs => "5.属于三类内部事务信息",
        Row::InProcess => "6.属于四类过程性信息",
        Row::EnforcementFile => "7.属于行政执法案卷",
        Row::SpecialInquiry => "8.属于行政查询事项",
        Row::NotHeld => "1.本机关不掌握相关政府信息",
        Row::ToBeMade => "2.没有现成信息需要另行制作",
        Row::StillUnclear => "3.补正后申请内容仍不明确",
        Row::Petition => "1.信访举报投诉类申请",
        Row::Repeated => "2.重复申请",
        Row::Publication => "3.要求提供公开出版物",
        Row::Excessive => "4.无正当理由大量反复申请",
        Row::Confirmation => "5.要求行政机关确认或重新出具已获取信息",
        Row::NotCorrected => "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        Row::NotPaid => "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        Row::Other => "3.其他",
    }
}

/// 申请情况的列: the six kinds of applicants, and 总计.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// One kind of applicant.
    Of(Applicants),
    /// 总计
    All,
}

impl Column {
    /// 表二列次: left to right.
    pub const EACH: [Self; 7] = [
        Self::Of(Applicants::Person),
        Self::Of(Applicants::Enterprise),
        Self::Of(Applicants::Research),
        Self::Of(Applicants::Charity),
        Self::Of(Applicants::LegalService),
        Self::Of(Applicants::OtherBody),
        Self::All,
    ];
    /// 单元格列码
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Of(applicants) => applicants.code(),
            Self::All => "total",
        }
    }
    /// The column with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::EACH.into_iter().find(|column| column.code() == code)
    }
    /// 列次文字
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Of(applicants) => applicants.label(),
            Self::All => "总计",
        }
    }
}

crate::codes! {
    /// 复议诉讼类别: the three blocks of table C.
    pub enum Course {
        /// 行政复议
        Review = "review" => "行政复议",
        /// 未经复议直接起诉
        Direct = "direct" => "未经复议直接起诉",
        /// 复议后起诉
        AfterReview = "after_review" => "复议后起诉",
    }
}

crate::codes! {
    /// 复议诉讼结果: the columns of each block of table C.
    pub enum Outcome {
        /// 结果维持
        Upheld = "upheld" => "结果维持",
        /// 结果纠正
        Corrected = "corrected" => "结果纠正",
        /// 其他结果
        OtherResult = "other" => "其他结果",
        /// 尚未审结
        Pending = "pending" => "尚未审结",
        /// 总计
        Total = "total" => "总计",
    }
}

/// 单元格: where a figure stands in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// 表一 主动公开政府信息情况
    A(Act, Measure),
    /// 表二 收到和处理政府信息公开申请情况
    B(Line, Column),
    /// 表三 政府信息公开行政复议、行政诉讼情况
    C(Course, Outcome),
}

impl Place {
    /// 全部单元格: every place of a format: 10 + 175 + 15 in 2021.
    #[must_use]
    pub fn all(format: Format) -> Vec<Self> {
        let mut out: Vec<Self> = Self::table_a(format);
        out.extend(
            Line::all(format).into_iter().flat_map(|line| Column::EACH.map(|column| Self::B(line, column))),
        );
        if format.has_tables() {
            out.extend(
                Course::ALL.iter().flat_map(|course| Outcome::ALL.iter().map(|one| Self::C(*course, *one))),
            );
        }
        out
    }
    /// The places of table A.
    #[must_use]
    pub fn table_a(format: Format) -> Vec<Self> {
        let of = |block: &Block| -> Vec<Self> {
            block
                .rows
                .iter()
                .flat_map(|row| block.columns.iter().map(|column| Self::A(*row, *column)))
                .collect()
        };
        blocks(format).iter().flat_map(of).collect()
    }
    /// 单元格代码: `a.rules.made`, `b3.1.person`, `c.review.upheld`; stable.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::A(act, measure) => format!("a.{}.{}", act.code(), measure.code()),
            Self::B(line, column) => format!("{}.{}", line.code(), column.code()),
            Self::C(course, outcome) => format!("c.{}.{}", course.code(), outcome.code()),
        }
    }
    /// The place with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let (rest, last) = code.rsplit_once('.')?;
        match rest.split_once('.') {
            Some(("a", act)) => Some(Self::A(Act::from_code(act)?, Measure::from_code(last)?)),
            Some(("c", course)) => Some(Self::C(Course::from_code(course)?, Outcome::from_code(last)?)),
            _ => Some(Self::B(Line::from_code(rest)?, Column::from_code(last)?)),
        }
    }
    /// 单位: whether the figure is an amount and not a count.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self, Self::A(_, measure) if measure.is_amount())
    }
    /// Whether the figure may be negative.
    #[must_use]
    pub const fn is_change(self) -> bool {
        matches!(self, Self::A(_, measure) if measure.is_change())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::A(act, measure) => write!(f, "表一“{}”行“{}”列", act.label(), measure.label()),
            Self::B(line, column) => {
                f.write_str("表二“")?;
                if let Some(group) = line.group() {
                    write!(f, "{group} ")?;
                }
                write!(f, "{}”行“{}”列", line.label(), column.label())
            }
            Self::C(Course::Review, outcome) => write!(f, "表三“行政复议”“{}”列", outcome.label()),
            Self::C(course, outcome) => write!(f, "表三“行政诉讼 {}”“{}”列", course.label(), outcome.label()),
        }
    }
}

impl serde::Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Place {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(d)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("unknown place: {code}")))
    }
}

/// 表一分块: the blocks of table A in a format, top to bottom.
#[must_use]
pub const fn blocks(format: Format) -> &'static [Block] {
    match format {
        Format::Older => &[],
        Format::Of2019 => BLOCKS_2019,
        Format::Of2021 => BLOCKS_2021,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_of_2021_has_two_hundred_figures() {
        let count = |format| {
            let all = Place::all(format);
            let of = |kind: fn(&Place) -> bool| all.iter().filter(|place| kind(place)).count();
            [
                of(|p| matches!(p, Place::A(..))),
                of(|p| matches!(p, Place::B(..))),
                of(|p| matches!(p, Place::C(..))),
            ]
        };
        assert_eq!(count(Format::Of2021), [10, 175, 15]);
        assert_eq!(count(Format::Of2019), [22, 23 * 7, 15]);
        assert_eq!(count(Format::Older), [0, 0, 0]);
    }

    #[test]
    fn twenty_one_results_of_2021_are_nineteen_of_2019() {
        let leaves = |format| Line::all(format).into_iter().filter(|line| line.is_leaf()).count();
        assert_eq!((leaves(Format::Of2021), leaves(Format::Of2019)), (21, 19));
        assert_eq!(Line::Result(Row::NotPaid).in_format(Format::Of2019), Line::OtherHandling);
        assert_eq!(Line::Result(Row::NotPaid).in_format(Format::Of2021), Line::Result(Row::NotPaid));
    }

    #[test]
    fn a_place_has_one_code_and_words_that_name_it() {
        for format in Format::ALL {
            for place in Place::all(*format) {
                assert_eq!(Place::from_code(&place.code()), Some(place), "{}", place.code());
            }
        }
        let place = Place::B(Line::Result(Row::Other), Column::All);
        assert_eq!(
            (place.code().as_str(), place.to_string().as_str()),
            ("b3.6.3.total", "表二“（六）其他处理 3.其他”行“总计”列")
        );
        assert_eq!(Place::from_code("b9.total"), None);
    }

    #[test]
    fn labels_end_in_the_words_of_the_row() {
        for row in Row::ALL {
            assert!(Line::Result(*row).label().ends_with(row.label()), "{}", row.code());
        }
    }
}
