//! Fixed words of the room (依申请公开用语): names of lists, and reasons against what was typed and cannot be read.

use crate::Reason;

/// 依申请公开
pub const ROOM: &str = "依申请公开";
/// 分开申请
pub const APART: &str = "分开申请";
/// 合在一起
pub const TOGETHER: &str = "合在一起申请";
/// 申请人书面说明: the name of a file that holds what was written.
pub const WRITTEN: &str = "申请人书面说明.txt";
/// 办理中: the list of open cases.
pub const OPEN: &str = "办理中";
/// 全部: the list of all cases.
pub const EVERY: &str = "全部";
/// 已逾期
pub const OVERDUE: &str = "已经逾期";
/// 临近期限
pub const DUE_SOON: &str = "三个工作日内到期";
/// 待确认
pub const TO_CONFIRM: &str = "待与申请人确认";
/// 待送达
pub const TO_SERVE: &str = "待送达";

/// 收到
pub const RECEIVED: &str = "收到申请";
/// 办结
pub const ENDED: &str = "办结";
/// 件
pub const PIECES: &str = "件";
/// 天
pub const DAYS: &str = "天";
/// 办理时长中位数
pub const MEDIAN_DAYS: &str = "从收到到答复的天数（中位数）";
/// 按期率
pub const SHARE_IN_TIME: &str = "按期办结";
/// 满意率
pub const CONTENT: &str = "满意和基本满意";

fn shown(typed: &str) -> String {
    typed.chars().take(20).collect()
}

/// 选项认不出: a code that is not of the list.
#[must_use]
pub fn choose(typed: &str) -> Reason {
    if typed.is_empty() {
        return Reason::new("foi.not_chosen", "有一项没有选择。").cure("请选择后再提交。");
    }
    Reason::new("foi.choice_malformed", format!("“{}”不在可选的范围之内。", shown(typed)))
}

/// 日期认不出
#[must_use]
pub fn day_unreadable(typed: &str) -> Reason {
    Reason::new("foi.day_malformed", format!("日期“{}”认不出。", shown(typed)))
        .cure("写作年-月-日，例如 2026-03-05。")
}

/// 数字认不出
#[must_use]
pub fn number_unreadable(typed: &str) -> Reason {
    Reason::new("foi.number_unreadable", format!("“{}”不是可用的数字。", shown(typed)))
        .cure("写阿拉伯数字，例如 10。")
}

/// 没有写明查看目的
#[must_use]
pub fn no_purpose() -> Reason {
    Reason::new("foi.no_purpose", "查看申请人信息应当写明目的。").cure("选择目的后再查看，查看会留下记录。")
}

/// 没有拟稿
#[must_use]
pub fn no_draft() -> Reason {
    Reason::new("foi.no_draft", "还没有经审核的拟稿，不能作出答复。").cure("先拟答复，再由另一人审核。")
}

/// 没有写明征求谁的意见
#[must_use]
pub fn no_party() -> Reason {
    Reason::new("foi.no_party", "请写明征求谁的意见、怎样联系。")
}

/// 查询码不对
#[must_use]
pub fn unknown_code() -> Reason {
    Reason::new("foi.unknown_code", "没有找到与这个查询码对应的申请。")
        .cure("核对查询码，注意数字和字母；仍然找不到的，请与受理机关联系。")
}

/// 查询方式, as a receipt tells it; the code only where it may be told.
#[must_use]
pub fn query_way(code: Option<&str>) -> String {
    let way = "在受理平台“依申请公开”的“办理进度”页面凭查询码查询";
    code.map_or_else(|| way.to_owned(), |code| format!("{way}，查询码{code}"))
}

/// 检索结果, as a letter tells it.
#[must_use]
pub const fn search_result(found: bool) -> &'static str {
    if found { "检索到相关信息" } else { "没有检索到" }
}

/// 文书文件名: what a letter's file is called.
#[must_use]
pub fn letter_file(form: &str, number: &str, ending: &str) -> String {
    if number.is_empty() { format!("{form}（草稿）.{ending}") } else { format!("{form} {number}.{ending}") }
}

/// 模板没有变化
#[must_use]
pub fn no_template_change() -> Reason {
    Reason::new("foi.template_unchanged", "模板与现行版本相同，没有保存。")
}

/// 没有来源
#[must_use]
pub fn no_source() -> Reason {
    Reason::new("foi.setting_no_source", "没有写明来源。").cure("写明依据的文件或者作出决定的人。")
}

/// 生效日期不能早于今天
#[must_use]
pub fn day_past() -> Reason {
    Reason::new("foi.setting_day_past", "生效日期早于今天；已经印发的文书不受影响，不能改变过去的设置。")
        .cure("选择今天或者以后的日期。")
}
