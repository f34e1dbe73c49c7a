//! Citations (法律依据): one constructor per instrument, so that a rule can be found by its article.

use std::fmt;

/// 法律依据: an instrument and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Citation {
    instrument: &'static str,
    article: u16,
    paragraph: u16,
    item: u16,
}

macro_rules! instruments {
    ($($(#[$meta:meta])* $name:ident = $title:literal),+ $(,)?) => {
        $($(#[$meta])* #[must_use] pub const fn $name(article: u16, paragraph: u16, item: u16) -> Citation {
            Citation { instrument: $title, article, paragraph, item }
        })+
    };
}

instruments! {
    /// 政府信息公开条例（2019年修订）.
    ogi = "政府信息公开条例",
    /// 民法典.
    civil_code = "民法典",
    /// 预算法（2018年修正）.
    budget = "预算法",
    /// 行政许可法（2019年修正）.
    licence = "行政许可法",
    /// 行政处罚法（2021年修订）.
    penalty = "行政处罚法",
    /// 预算法实施条例（2020年修订）.
    budget_regulation = "预算法实施条例",
    /// 政府采购法实施条例（2015年）.
    procurement = "政府采购法实施条例",
    /// 招标投标法实施条例（2019年修订）.
    bidding = "招标投标法实施条例",
    /// 土地管理法实施条例（2021年修订）.
    land = "土地管理法实施条例",
    /// 国有土地上房屋征收与补偿条例（2011年）.
    expropriation = "国有土地上房屋征收与补偿条例",
    /// 城乡规划法（2019年修正）.
    planning = "城乡规划法",
    /// 企业信息公示暂行条例（2014年）.
    enterprise_information = "企业信息公示暂行条例",
    /// 国办发〔2018〕118号（行政执法公示制度等三项制度）.
    state_118 = "国办发〔2018〕118号",
    /// 村民委员会组织法.
    village_committee = "村民委员会组织法",
    /// 辽宁省全面推进基层政务公开标准化规范化工作实施方案（辽政办发〔2020〕13号）.
    liaoning_13 = "辽政办发〔2020〕13号",
    /// 行政复议法（2023年修订，2024年1月1日起施行）.
    reconsideration = "行政复议法",
    /// 行政复议法（2017年修正，2023年12月31日前）.
    reconsideration_2017 = "行政复议法（2017年修正）",
    /// 行政诉讼法（2017年修正）.
    litigation = "行政诉讼法",
    /// 最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释（法释〔2025〕8号）.
    court_8 = "法释〔2025〕8号",
    /// 政府信息公开信息处理费管理办法（国办函〔2020〕109号，2021年1月1日起施行）.
    state_109 = "国办函〔2020〕109号",
    /// 政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）.
    report_format = "国办公开办函〔2021〕30号",
    /// 政府信息公开工作年度报告有关事项（国办公开办函〔2019〕60号，适用于2019、2020年度）.
    report_format_2019 = "国办公开办函〔2019〕60号",
    /// 关于政府信息公开期间、送达的解释（国办公开办函〔2016〕235号）.
    service_235 = "国办公开办函〔2016〕235号",
    /// 机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）.
    archive_8 = "国家档案局令第8号",
    /// 个人信息保护法（2021年）.
    personal_information = "个人信息保护法",
    /// 保守国家秘密法（2024年修订）.
    state_secrets = "保守国家秘密法",
    /// 保守国家秘密法实施条例（2024年修订）.
    state_secrets_regulation = "保守国家秘密法实施条例",
    /// 社会救助暂行办法（2019年修订）.
    social_assistance = "社会救助暂行办法",
    /// 国办发〔2018〕115号（行政规范性文件合法性审核）.
    state_115 = "国办发〔2018〕115号",
    /// 国办发〔2018〕37号（行政规范性文件制定和监督管理）.
    state_37 = "国办发〔2018〕37号",
    /// 国办发〔2016〕80号（全面推进政务公开工作的意见实施细则）.
    state_80 = "国办发〔2016〕80号",
    /// 国办秘函〔2019〕19号（政府网站与政务新媒体检查指标）.
    site_check_19 = "国办秘函〔2019〕19号",
    /// 党政机关公文处理工作条例（2012年）.
    official_papers = "党政机关公文处理工作条例",
    /// 党政机关公文格式（GB/T 9704-2012）.
    paper_format = "GB/T 9704-2012",
    /// 国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见（国办发〔2019〕54号）.
    state_54 = "国办发〔2019〕54号",
}

impl Citation {
    /// The instrument's title.
    #[must_use]
    pub const fn instrument(self) -> &'static str {
        self.instrument
    }
    /// 第三十六条: the article as it is written.
    #[must_use]
    pub fn place_of_article(self) -> String {
        format!("第{}条", numeral(self.article))
    }
    /// 法律、法规: whether art 26 of the OGI Regulations lets it set another period; a document (国办发…) may not.
    #[must_use]
    pub fn is_law_or_regulation(self) -> bool {
        let title = self.instrument;
        (title.ends_with('法') && !title.ends_with("办法")) || title.ends_with("条例")
    }
    /// The article, 0 when the whole instrument is meant.
    #[must_use]
    pub const fn article(self) -> u16 {
        self.article
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "《{}》", self.instrument)?;
        if self.article > 0 {
            write!(f, "第{}条", numeral(self.article))?;
        }
        if self.paragraph > 0 {
            write!(f, "第{}款", numeral(self.paragraph))?;
        }
        if self.item > 0 {
            write!(f, "第（{}）项", numeral(self.item))?;
        }
        Ok(())
    }
}

impl serde::Serialize for Citation {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

/// 中文数字, 1 to 999, as articles are numbered (第三十三条).
fn numeral(n: u16) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u16| DIGITS.get(usize::from(d)).copied().unwrap_or_default();
    let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
    let mut out = String::new();
    if hundreds > 0 {
        out += digit(hundreds);
        out += "百";
    }
    match (tens, hundreds) {
        (0, 0) => {}
        (0, _) if ones > 0 => out += "零",
        (0, _) => {}
        (1, 0) => out += "十",
        (t, _) => {
            out += digit(t);
            out += "十";
        }
    }
    if ones > 0 {
        out += digit(ones);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_no_law() {
        assert!(budget(14, 0, 0).is_law_or_regulation() && procurement(43, 0, 0).is_law_or_regulation());
        assert!(!state_118(0, 0, 0).is_law_or_regulation() && !liaoning_13(0, 0, 0).is_law_or_regulation());
    }

    #[test]
    fn a_citation_is_printed_as_a_lawyer_writes_it() {
        assert_eq!(ogi(33, 2, 0).to_string(), "《政府信息公开条例》第三十三条第二款");
        assert_eq!(ogi(10, 0, 0).to_string(), "《政府信息公开条例》第十条");
        assert_eq!(civil_code(203, 0, 0).to_string(), "《民法典》第二百零三条");
        assert_eq!(civil_code(110, 1, 3).to_string(), "《民法典》第一百一十条第一款第（三）项");
        assert_eq!(liaoning_13(0, 0, 0).to_string(), "《辽政办发〔2020〕13号》");
    }
}
