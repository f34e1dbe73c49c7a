//! Time limits (公开时限) as rules: what one cell of a standard obliges to, in a form a program can apply.

use serde::{Deserialize, Serialize};

/// 公开时限: the cell as written and the rules read from it; several rules may stand in one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Limit {
    /// As written in the source; empty when the source says nothing.
    pub text: String,
    /// In the order of the text; empty only when `text` is empty.
    pub rules: Vec<Rule>,
}

/// 时限规则: one rule of a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What starts the period; `None` where the text does not say (art 26's 形成或者变更 is then assumed and said so).
    pub trigger: Option<Trigger>,
    /// What is promised.
    #[serde(flatten)]
    pub kind: Kind,
    /// 公示不少于…: how long it must stay posted at least.
    pub min_posting: Option<Span>,
    /// 法律、法规另有规定的，从其规定: a stricter sector rule wins.
    pub escape: bool,
    /// To which part of the item the rule is confined, in the words of the text; `None`: to all of it.
    pub scope: Option<String>,
}

/// 规则种类: the promise of a rule. Serialised as `kind` with `n`, `unit`, `period`, `day` beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// …个工作日内／…日内: within `n` units of the trigger.
    Within {
        /// How many, at least 1.
        n: u32,
        /// Of what.
        unit: Unit,
    },
    /// 及时／实时／随时: at once, art 26's 20 working days as the outer bound.
    Immediate,
    /// 每季度／半年至少1次／每月20日前: at least `times` in every `n` periods, by `day` where one is named.
    Periodic {
        /// The period.
        period: Period,
        /// How many periods make one round, at least 1: 6个月 is `month` and 6, 每20个工作日更新 is `working_days` and 20.
        n: u32,
        /// How often in a round, at least 1 (每年至少2次 is 2).
        #[serde(default = "once")]
        times: u32,
        /// The fixed day inside the period, where one is named.
        day: Option<DayInPeriod>,
    },
    /// 长期公开: stays up without end; not a deadline.
    Continuous,
    /// …年1月31日前／6月底前: by a day of the calendar, every year unless `year` is given.
    ByDate {
        /// The year, where the text names one.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31; the month's last day for 月底.
        day: i8,
    },
    /// 与…同步公开: together with the event itself.
    WithEvent,
    /// 按…规定／依法: another text fixes the period; a person must name it.
    PerLaw,
    /// 同上: the rule of the row above.
    SameAsAbove,
    /// Not certain: a masked number, words nobody has read before. Never guessed.
    Unclear,
}

/// The `times` of a periodic rule that names none.
const fn once() -> u32 {
    1
}

/// 期间单位: the unit of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 工作日
    WorkingDay,
    /// 日 (自然日)
    Day,
    /// 月
    Month,
    /// 小时
    Hour,
}

/// 周期: how often a periodic rule recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// 每日
    Day,
    /// 每周
    Week,
    /// 每月
    Month,
    /// 每季度
    Quarter,
    /// 每半年
    HalfYear,
    /// 每年
    Year,
    /// 每N个工作日
    WorkingDays,
}

impl Period {
    /// The one period that is as long as `n` of these (6 months are a half-year); nothing where the calendar has none.
    #[must_use]
    pub const fn times(self, n: u32) -> Option<Self> {
        match (self, n) {
            (one, 1) => Some(one),
            (Self::Day, 7) => Some(Self::Week),
            (Self::Month, 3) => Some(Self::Quarter),
            (Self::Month, 6) | (Self::Quarter, 2) => Some(Self::HalfYear),
            (Self::Month, 12) | (Self::Quarter, 4) | (Self::HalfYear, 2) => Some(Self::Year),
            _ => None,
        }
    }
}

/// 周期内的固定日: the day on which a periodic rule falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayInPeriod {
    /// Which month of the period, 1-based (季度的首个月 = 1); `None` for periods of a month or less.
    pub month: Option<i8>,
    /// Which day of that month (1–31; 31 means the last day) or of the week (1 = Monday).
    pub day: i8,
}

/// 时间长度: so many units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// How many, at least 1.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// 起算点: the event from which a period runs, with the words of the text where it is a named one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// Which event.
    pub event: TriggerEvent,
    /// The words of the text (分配结果确定, 收到征地批准文件).
    pub words: String,
}

crate::codes! {
    /// 起算事件: what starts a period.
    pub enum TriggerEvent {
        /// 形成或者变更 (条例第二十六条)
        FormedOrChanged = "formed_or_changed" => "信息形成或者变更",
        /// 形成
        Formed = "formed" => "信息形成",
        /// 制作或者获取
        MadeOrObtained = "made_or_obtained" => "制作或者获取信息",
        /// 收到（下发至本单位）
        Received = "received" => "收到文件或者信息",
        /// 作出行政决定
        DecisionMade = "decision_made" => "作出行政决定",
        /// 批准、批复
        Approved = "approved" => "批准或者批复",
        /// 收到申请
        ApplicationReceived = "application_received" => "收到申请",
        /// 每一进展
        Progress = "progress" => "有新的进展",
        /// 印发、发布、签署
        Issued = "issued" => "印发或者发布",
        /// 决定主动公开: what was applied for is taken into what is disclosed (条例第四十四条); no text of a limit names it.
        DecidedToDisclose = "decided_to_disclose" => "决定主动公开",
        /// 文中另行写明的事件
        Named = "named" => "文中写明的事件",
    }
}
