//! Values of facts (事实的写法): how each kind of fact is written in a letter, and when it is a gap.

use super::words::one_line;
use crate::Day;
use crate::foi::delivery::day_that_counts;
use crate::foi::fee::{Fee, Tariff};
use crate::foi::remedy::{Remedy, Withheld};
use crate::foi::{Channel, ServiceMode};
use crate::money::Fen;
use crate::paper::words;
use crate::{Coded, Day as CivilDay};

/// 表格: rows of cells under their headings; a list is a table of one column.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Grid {
    /// 栏目
    pub columns: &'static [&'static str],
    /// 各行
    pub rows: Vec<Vec<String>>,
}

/// 写法: what a fact becomes in a letter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub enum Value {
    /// 行内文字
    Words(String),
    /// 表格、列表
    Grid(Grid),
    /// 段落
    Paragraphs(Vec<String>),
}

/// 可写入文书的事实: how it is written, and whether something is missing in it.
pub trait Told {
    /// The columns when it is a list or a table.
    const COLUMNS: &'static [&'static str] = &[];
    /// As the letter writes it.
    fn told(&self) -> Value;
    /// 空缺: whether writing it would leave a hole.
    fn is_gap(&self) -> bool {
        match self.told() {
            Value::Words(words) => words.trim().is_empty(),
            Value::Grid(grid) => {
                grid.rows.is_empty() || grid.rows.iter().flatten().any(|cell| cell.trim().is_empty())
            }
            Value::Paragraphs(all) => all.is_empty() || all.iter().any(|one| one.trim().is_empty()),
        }
    }
}

impl Told for String {
    /// Without its closing mark: the sentence of the template goes on or closes by itself.
    fn told(&self) -> Value {
        Value::Words(super::words::unclosed(self))
    }
}
impl Told for Day {
    fn told(&self) -> Value {
        Value::Words(words::day(*self))
    }
}
impl Told for u32 {
    fn told(&self) -> Value {
        Value::Words(self.to_string())
    }
    fn is_gap(&self) -> bool {
        *self == 0
    }
}
impl Told for Fen {
    fn told(&self) -> Value {
        Value::Words(format!("{self}（大写：{}）", self.capital()))
    }
    fn is_gap(&self) -> bool {
        *self <= Self::ZERO
    }
}
impl Told for Channel {
    fn told(&self) -> Value {
        Value::Words(self.label().to_owned())
    }
}
/// 送达方式: how it was served and on which day; before the service, how it is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Delivery {
    /// 方式
    pub mode: ServiceMode,
    /// 送达日期, of what was served.
    pub on: Option<Day>,
}

impl Told for Delivery {
    fn told(&self) -> Value {
        let mode = self.mode.label();
        Value::Words(match self.on {
            Some(on) => format!("{mode}，{}送达（{}）", words::day(on), day_that_counts(self.mode)),
            None => mode.to_owned(),
        })
    }
}
impl Told for Tariff {
    fn told(&self) -> Value {
        Value::Words(match self {
            Self::ByItem => "按件计收（同一申请人在同一自然月内的申请累计计算）".to_owned(),
            Self::ByVolume => "按量计收（按这一件申请提供的页数计算）".to_owned(),
        })
    }
}
impl Told for Fee {
    const COLUMNS: &'static [&'static str] = &["计费过程"];
    fn told(&self) -> Value {
        list(Self::COLUMNS, self.lines())
    }
}
impl Told for Vec<String> {
    const COLUMNS: &'static [&'static str] = &["内容"];
    fn told(&self) -> Value {
        list(Self::COLUMNS, self.iter().map(|one| one_line(one)))
    }
}
impl Told for Remedy {
    fn told(&self) -> Value {
        Value::Paragraphs(self.paragraphs())
    }
}

fn list(columns: &'static [&'static str], lines: impl IntoIterator<Item = String>) -> Value {
    Value::Grid(Grid { columns, rows: lines.into_iter().map(|line| vec![line]).collect() })
}

fn table<T>(columns: &'static [&'static str], rows: &[T], cells: impl Fn(&T) -> Vec<String>) -> Value {
    let line = |row: &T| cells(row).iter().map(|cell| one_line(cell)).collect();
    Value::Grid(Grid { columns, rows: rows.iter().map(line).collect() })
}

impl Told for Vec<Withheld> {
    const COLUMNS: &'static [&'static str] = &["位置", "依据", "理由"];
    fn told(&self) -> Value {
        table(Self::COLUMNS, self, |one| {
            vec![one.place.clone(), super::words::cited(one.ground.basis()), one.reason.clone()]
        })
    }
}

/// 收件人: to whom a letter is addressed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "is", content = "name", rename_all = "snake_case")]
pub enum Addressee {
    /// 自然人
    Person(String),
    /// 法人或者其他组织
    Body(String),
    /// 行政机关
    Organ(String),
}

impl Addressee {
    /// 姓名或者名称.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Person(name) | Self::Body(name) | Self::Organ(name) => name,
        }
    }
    /// 敬称: how the letter speaks to it.
    #[must_use]
    pub const fn you(&self) -> &'static str {
        match self {
            Self::Person(_) => "您",
            Self::Body(_) => "贵单位",
            Self::Organ(_) => "贵机关",
        }
    }
}

impl Told for Addressee {
    fn told(&self) -> Value {
        Value::Words(one_line(self.name()))
    }
}

/// 联系方式: the office that answers questions about the letter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Contact {
    /// 联系部门
    pub unit: String,
    /// 电话
    pub telephone: String,
    /// 地址
    pub address: String,
}

impl Told for Contact {
    fn told(&self) -> Value {
        let Self { unit, telephone, address } = self;
        Value::Words(one_line(&format!("{unit}，电话：{telephone}，地址：{address}")))
    }
    fn is_gap(&self) -> bool {
        [&self.unit, &self.telephone, &self.address].iter().any(|one| one.trim().is_empty())
    }
}

/// 已公开信息的位置: where something public is and how it is got (条例 art 36).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PublicPlace {
    /// 信息名称
    pub name: String,
    /// 获取方式和途径: the exact address or place.
    pub place: String,
}

impl Told for Vec<PublicPlace> {
    const COLUMNS: &'static [&'static str] = &["信息名称", "获取方式和途径"];
    fn told(&self) -> Value {
        table(Self::COLUMNS, self, |one| vec![one.name.clone(), one.place.clone()])
    }
}

/// 提供的信息: one thing handed over with the reply (条例 art 40).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Enclosure {
    /// 信息名称
    pub name: String,
    /// 页数
    pub pages: u32,
    /// 载体
    pub carrier: crate::foi::Carrier,
}

impl Told for Vec<Enclosure> {
    const COLUMNS: &'static [&'static str] = &["信息名称", "页数", "载体"];
    fn told(&self) -> Value {
        table(Self::COLUMNS, self, |one| {
            vec![one.name.clone(), format!("{}页", one.pages), one.carrier.label().to_owned()]
        })
    }
    fn is_gap(&self) -> bool {
        self.is_empty() || self.iter().any(|one| one.name.trim().is_empty() || one.pages == 0)
    }
}

/// 检索步骤: where was looked, for what, when, with what result: the proof that something does not exist (条例 art 36).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SearchStep {
    /// 检索范围: the system, the files, the unit asked.
    pub place: String,
    /// 检索方式: the words searched for, the person asked.
    pub way: String,
    /// 检索日期
    pub on: CivilDay,
    /// 检索结果
    pub result: String,
}

impl Told for Vec<SearchStep> {
    const COLUMNS: &'static [&'static str] = &["检索范围", "检索方式", "检索日期", "检索结果"];
    fn told(&self) -> Value {
        table(Self::COLUMNS, self, |one| {
            vec![one.place.clone(), one.way.clone(), words::day(one.on), one.result.clone()]
        })
    }
}

/// 送达的文书: one letter on a service return.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ServedLetter {
    /// 文书名称
    pub title: String,
    /// 文号
    pub number: String,
    /// 份数
    pub copies: u32,
}

impl Told for Vec<ServedLetter> {
    const COLUMNS: &'static [&'static str] = &["送达文书", "文号", "份数"];
    fn told(&self) -> Value {
        table(Self::COLUMNS, self, |one| {
            vec![one.title.clone(), one.number.clone(), format!("{}份", one.copies)]
        })
    }
    fn is_gap(&self) -> bool {
        let gap = |one: &ServedLetter| {
            one.title.trim().is_empty() || one.number.trim().is_empty() || one.copies == 0
        };
        self.is_empty() || self.iter().any(gap)
    }
}

/// 申请人身份的披露: a letter that leaves the case hides who applied, unless the matter cannot be judged without it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Identity {
    /// 不披露
    Hidden,
    /// 披露, with the reason why it is needed.
    Shown {
        /// Who applied.
        name: String,
        /// Why it must be told.
        why: String,
    },
}

impl Told for Identity {
    fn told(&self) -> Value {
        Value::Words(match self {
            Self::Hidden => "申请人的身份信息依法予以保护，本函不予载明。".to_owned(),
            Self::Shown { name, why } => {
                format!("申请人为{}，载明其身份的原因是：{}。", one_line(name), super::words::unclosed(why))
            }
        })
    }
    fn is_gap(&self) -> bool {
        match self {
            Self::Hidden => false,
            Self::Shown { name, why } => name.trim().is_empty() || why.trim().is_empty(),
        }
    }
}

crate::codes! {
    /// 征求意见的对象 (条例 arts 32, 34).
    pub enum Consulted {
        /// 第三方
        ThirdParty = "third_party" => "第三方",
        /// 共同制作机关
        JointMaker = "joint_maker" => "共同制作该信息的行政机关",
        /// 其他机关
        OtherOrgan = "other_organ" => "其他机关",
    }
}

impl Told for Consulted {
    fn told(&self) -> Value {
        Value::Words(self.label().to_owned())
    }
}

/// 第三方意见: what came back, silence included (条例 art 32: silence leaves the decision to the organ).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "is", content = "why", rename_all = "snake_case")]
pub enum Opinion {
    /// 不同意公开, with its reasons.
    Objected(String),
    /// 逾期未提出意见
    Silent,
}

impl Told for Opinion {
    fn told(&self) -> Value {
        Value::Words(match self {
            Self::Objected(why) => format!("不同意公开，理由是：{}", super::words::unclosed(why)),
            Self::Silent => "在规定的期限内没有提出意见".to_owned(),
        })
    }
    fn is_gap(&self) -> bool {
        matches!(self, Self::Objected(why) if why.trim().is_empty())
    }
}

/// 申请人说明的理由: what came back when reasons were asked (条例 art 35).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "is", content = "what", rename_all = "snake_case")]
pub enum GivenReasons {
    /// 已说明
    Given(String),
    /// 逾期未说明
    Silent,
}

impl Told for GivenReasons {
    fn told(&self) -> Value {
        Value::Words(match self {
            Self::Given(what) => format!("说明的理由是：{}", super::words::unclosed(what)),
            Self::Silent => "没有在规定的期限内说明理由".to_owned(),
        })
    }
    fn is_gap(&self) -> bool {
        matches!(self, Self::Given(what) if what.trim().is_empty())
    }
}

/// 有权更正的机关: to which a request for correction was passed on, or to which the applicant is directed (条例 art 41).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Rightful {
    /// 已转送
    PassedOn {
        /// 机关名称
        organ: String,
        /// 联系方式
        contact: String,
    },
    /// 告知申请人自行提出
    Directed {
        /// 机关名称
        organ: String,
        /// 联系方式
        contact: String,
    },
}

impl Told for Rightful {
    fn told(&self) -> Value {
        let line = |organ, contact| (one_line(organ), super::words::unclosed(contact));
        Value::Words(match self {
            Self::PassedOn { organ, contact } => {
                let (organ, contact) = line(organ, contact);
                format!("已将更正申请转送有权更正的{organ}（{contact}）")
            }
            Self::Directed { organ, contact } => {
                let (organ, contact) = line(organ, contact);
                format!("告知更正申请应当向有权更正的{organ}（{contact}）提出")
            }
        })
    }
    fn is_gap(&self) -> bool {
        let (Self::PassedOn { organ, contact } | Self::Directed { organ, contact }) = self;
        organ.trim().is_empty() || contact.trim().is_empty()
    }
}

/// 负责公开的机关: whose information it is, where that can be determined (条例 art 36).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Responsible {
    /// 能够确定
    Known {
        /// 机关名称
        organ: String,
        /// 联系方式
        contact: String,
    },
    /// 不能确定, with why it could not be.
    Unknown {
        /// Why.
        why: String,
    },
}

impl Told for Responsible {
    fn told(&self) -> Value {
        Value::Words(match self {
            Self::Known { organ, contact } => {
                format!(
                    "该信息由{}负责公开，联系方式：{}。",
                    one_line(organ),
                    super::words::unclosed(contact)
                )
            }
            Self::Unknown { why } => {
                format!("本机关不能确定负责公开该信息的行政机关，原因是：{}。", super::words::unclosed(why))
            }
        })
    }
    fn is_gap(&self) -> bool {
        let parts: &[&String] = match self {
            Self::Known { organ, contact } => &[organ, contact],
            Self::Unknown { why } => &[why],
        };
        parts.iter().any(|part| part.trim().is_empty())
    }
}
