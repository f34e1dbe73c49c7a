//! What happens to duties (责任事务): the events of the ledger, and what a check can find different.

crate::codes! {
    /// 责任事务: every event about duties that the ledger keeps. The events that start periods are another noun:
    /// [`Event`](super::events::Event).
    pub enum DutyEvent {
        /// 登记公开事件
        EventRecorded = "duties.event_recorded" => "登记公开事件",
        /// 更正公开事件
        EventCorrected = "duties.event_corrected" => "更正公开事件",
        /// 声明暂无此类信息
        NoneStated = "duties.none_stated" => "声明暂无此类信息",
        /// 终止暂无声明
        NoneEnded = "duties.none_ended" => "终止暂无声明",
        /// 目录编成责任
        Compiled = "duties.compiled" => "目录编成公开责任",
        /// 指明公开主体
        ResponsibleDecided = "duties.responsible_decided" => "指明公开主体",
        /// 指明公开时限
        LimitNamed = "duties.limit_named" => "指明公开时限",
        /// 录入放假安排
        CalendarAnnounced = "settings.calendar_announced" => "录入放假安排",
        /// 重新推算期限
        Rederived = "duties.rederived" => "重新推算公开期限",
        /// 日终推算
        DayRolled = "duties.day_rolled" => "日终推算责任状态",
    }
}

crate::codes! {
    /// 不符之处: where what is stored differs from what follows from it; a fault of the program or of a hand in the database.
    pub enum DifferenceKind {
        /// 期限不符
        Due = "due" => "最后期限与推算不符",
        /// 责任状态不符
        State = "state" => "责任状态与推算不符",
        /// 事项状态不符
        ItemState = "item_state" => "事项状态与各项责任不符",
        /// 统计不符
        Tally = "tally" => "统计数与逐项清点不符",
        /// 公开日不符
        Met = "met" => "公开日与公开记录不符",
    }
}

/// 不符: one place where the stored figure is not the derived one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// Where: `term:7`, `duty:12`, `tally:5/20` (organ and domain).
    pub place: String,
    /// What is stored.
    pub stored: String,
    /// What follows.
    pub derived: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}（{}）：存为{}，应为{}", self.kind, self.place, self.stored, self.derived)
    }
}

/// 事项没有这类起算事件: an event no rule of the item waits for.
#[must_use]
pub fn no_such_trigger(kind: crate::time::limit::TriggerEvent) -> crate::Reason {
    let words = format!("该事项的公开时限不以“{kind}”起算，登记后不产生公开责任。");
    crate::Reason::new("event.no_rule", words).cure("请选择该事项公开时限中写明的起算事件。")
}

/// 不承担该事项: the organ is not obliged by the item.
#[must_use]
pub fn not_obliged() -> crate::Reason {
    crate::Reason::new("duties.not_obliged", "该机关不承担此事项的公开责任。")
}

/// 指明公开主体有误: an organ that is not of the county.
#[must_use]
pub fn not_of_the_county(name: &str) -> crate::Reason {
    crate::Reason::new("responsible.not_here", format!("“{name}”不属于本地区，不能指明为公开主体。"))
}

/// 没有这些文字: words that are in no catalog of the county, or too long to be.
#[must_use]
pub fn no_such_words() -> crate::Reason {
    crate::Reason::new("responsible.no_words", "请写明目录中的公开主体文字（不超过500字）。")
}

/// 放假安排有误: the year's notice contradicts itself, or is of a year nobody arranges.
#[must_use]
pub fn bad_notice(words: impl Into<String>) -> crate::Reason {
    crate::Reason::new("calendar.bad_notice", words)
}

/// 年份有误: years before the regulation and after 2099 are slips of the pen.
#[must_use]
pub fn bad_year(year: i16) -> Option<crate::Reason> {
    let first = super::settings::REGULATION_FROM.year();
    let words = format!("{year}年不在{first}年至2099年之间，请核对年份。");
    (!(first..=2099).contains(&year)).then(|| bad_notice(words))
}

/// 声明已经终止
#[must_use]
pub fn statement_is_over() -> crate::Reason {
    crate::Reason::new("none.is_over", "该声明已经终止。")
}

/// 请说明理由
#[must_use]
pub fn no_reason_given() -> crate::Reason {
    crate::Reason::new("none.no_reason", "请说明终止声明的理由（不超过500字）。")
}

/// 日期有误: what was typed is no day.
#[must_use]
pub fn unreadable_day(typed: &str) -> crate::Reason {
    let words = if typed.is_empty() {
        "请填写日期。".to_owned()
    } else {
        format!("“{typed}”不是日期，请按2026-11-24的样子填写。")
    };
    crate::Reason::new("event.bad_day", words)
}

/// 没有选择起算事件
#[must_use]
pub fn no_kind() -> crate::Reason {
    crate::Reason::new("event.no_kind", "请选择发生了什么。")
}

/// 放假安排中的一行有误: which line, and how it should look.
#[must_use]
pub fn bad_notice_line(at: usize, line: &str) -> crate::Reason {
    let shown: String = line.chars().take(40).collect();
    bad_notice(format!("第{at}行“{shown}”认不出，应为日期、空格、节日名称，如“2027-01-01 元旦”。"))
}

/// 没有选择机关
#[must_use]
pub fn nobody_chosen() -> crate::Reason {
    crate::Reason::new(
        "responsible.nobody_chosen",
        "请选择机关；本地区没有该机关的，请勾选“本地区无此机关”。",
    )
}
