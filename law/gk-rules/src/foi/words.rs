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
/// 我承办的: the list of cases in the hands of who looks.
pub const MINE: &str = "我承办的";
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

/// 申请人: who did what no clerk recorded.
pub const BY_APPLICANT: &str = "申请人";
/// 系统: what the program recorded by itself.
pub const BY_PROGRAM: &str = "系统";

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

/// 不能区分处理的文件
#[must_use]
pub fn not_redactable() -> Reason {
    Reason::new("foi.not_redactable", "只能在PDF、PNG和JPEG文件上区分处理。").cure("请先转换成PDF后上传。")
}

/// 涂黑处过多
#[must_use]
pub fn too_many_marks(most: usize) -> Reason {
    Reason::new("foi.too_many_marks", format!("一份材料最多标记{most}处。"))
        .cure("相邻的位置可以合成一个区域；大部分不能公开的，考虑只提供能够公开的页。")
}

/// 没有这一处
#[must_use]
pub fn no_such_mark() -> Reason {
    Reason::new("foi.no_such_mark", "要去掉的标记已经不在了。")
}

/// 须先人工核对
#[must_use]
pub fn look_first(pages: &[u32]) -> Reason {
    let pages = pages.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    let words = format!("第{pages}页有图像或者机器认不出的文字，没有在其中查找文字，须由人逐页核对。");
    Reason::new("foi.look_first", words)
        .by(crate::citation::ogi(37, 0, 0))
        .cure("逐页看过，需要涂去的框选为区域，然后勾选“已经逐页核对”。")
}

/// 区分处理后的文件名: the same with a word that says what was done.
#[must_use]
pub fn redacted_name(name: &str) -> String {
    let stem: String = name.chars().take(180).collect();
    match stem.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}（已区分处理）.{ending}"),
        None => format!("{stem}（已区分处理）"),
    }
}

/// 没有可以提供的部分
#[must_use]
pub fn nothing_open() -> Reason {
    Reason::new("foi.nothing_open", "部分公开的，应当有区分处理后的材料，或者列明能够公开部分的材料。")
        .by(crate::citation::ogi(37, 0, 0))
        .cure("在材料上区分处理，或者退回拟稿后附上能够公开的部分。")
}

/// 不是可以承办的同事
#[must_use]
pub fn no_such_colleague() -> Reason {
    Reason::new("foi.no_such_colleague", "所选人员不是本机关可以承办的人员。").cure("请重新选择。")
}

/// 填写项的名称: what a field of a step is called, for what was typed and could not be kept; nothing for what nobody typed.
#[must_use]
pub fn typed_label(name: &str) -> Option<&'static str> {
    Some(match name {
        "words" => "内容",
        "on" => "日期",
        "unit" => "承办机构",
        "joint" => "协办机构",
        "items" => "需要补正的事项",
        "days" => "工作日数",
        "name" => "姓名或者名称",
        "contact" => "联系方式和地址",
        "reasons" | "reason" | "forced" => "理由",
        "count" | "before" => "件数",
        "pages" => "页数",
        "until" => "延迟答复至",
        "places" => "检索了哪里、问了谁",
        "number" => "登记编号",
        "decision" => "主要答复类型",
        "others" => "同时适用的其他类型",
        "former" => "前次答复的日期和文号",
        _ => return None,
    })
}

/// 查询码错误次数过多
#[must_use]
pub fn too_many_guesses() -> Reason {
    Reason::new(
        "foi.too_many_guesses",
        "十分钟内输错查询码的次数过多，请过十分钟再试，或者拨打机关公布的咨询电话。",
    )
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

/// 邮寄而没有地址
#[must_use]
pub fn no_party_address() -> Reason {
    Reason::new("foi.no_party_address", "以邮寄方式送达征求意见书的，应当写明邮寄地址。")
        .cure("写明邮寄地址，或者选择其他送达方式。")
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

/// 邮寄地址, as a letter sent by post tells it; empty where none is known.
#[must_use]
pub fn posted_to(address: &str, postcode: &str) -> String {
    match (address.trim(), postcode.trim()) {
        ("", _) => String::new(),
        (address, "") => format!("邮寄地址：{address}"),
        (address, postcode) => format!("邮寄地址：{address}，邮政编码：{postcode}"),
    }
}

/// 邮寄地址, as a page shows it before the letter is made.
#[must_use]
pub const fn posted_hidden() -> &'static str {
    "邮寄地址：成文时写入"
}

/// 检索结果, as a letter tells it.
#[must_use]
pub const fn search_result(found: bool) -> &'static str {
    if found { "检索到相关信息" } else { "没有检索到" }
}

/// 文书文件名: what a letter's file is called.
#[must_use]
pub fn letter_file(form: &str, number: &str, ending: &str) -> String {
    if number.is_empty() {
        format!("{form}（草稿）.{ending}")
    } else {
        format!("{form} {number}.{ending}")
    }
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
