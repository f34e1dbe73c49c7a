//! The plan (实施方案) 辽政办发〔2020〕13号: the document this product answers to, with its metadata as published.

use gk_rules::Day;

use crate::trust::Trust;

/// 已发布的文件: a real document, as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// 标题
    pub title: &'static str,
    /// 发文字号
    pub number: &'static str,
    /// 发文机关
    pub issuer: &'static str,
    /// 成文日期, on which it was also published.
    pub made_on: Day,
    /// 正文, Markdown.
    pub text: &'static str,
    /// Where it was found.
    pub source: &'static str,
    /// How far to trust it.
    pub trust: Trust,
}

/// 其他政策文件: the item of the common catalog that asks for plans; no domain of the 26 is open government itself.
pub const ITEM: &str = "其他政策文件";

/// 辽宁省全面推进基层政务公开标准化规范化工作实施方案.
#[must_use]
pub fn plan() -> Document {
    Document {
        title: "辽宁省人民政府办公厅关于印发辽宁省全面推进基层政务公开标准化规范化工作实施方案的通知",
        number: "辽政办发〔2020〕13号",
        issuer: "辽宁省人民政府办公厅",
        made_on: jiff::civil::date(2020, 5, 18),
        text: include_str!("../data/documents/liao-zheng-ban-fa-2020-13.md"),
        source: "辽宁省人民政府网站，2020年5月18日",
        trust: Trust::Verified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_simplified_and_whole() {
        let plan = plan();
        assert!(!gk_rules::text::has_traditional(plan.text));
        for words in
            ["一、总体要求", "二、主要任务及责任分工", "三、进度安排", "四、工作要求", "26个试点领域"]
        {
            assert!(plan.text.contains(words), "{words}");
        }
        assert!(!plan.text.contains("浏览次数") && !plan.text.contains("责任编辑"));
    }
}
