//! The formats of the report as versioned data (年度报告格式): which holds for which year, its headings, its words.

use crate::Citation;
use crate::citation::{ogi, report_format, report_format_2019};

crate::codes! {
    /// 年度报告格式: the unified format of the national office, by the years it is for (条例 art 50).
    pub enum Format {
        /// Before the revised regulation there was no unified table: text only.
        Older = "older" => "2018年度及以前（无统一表格）",
        /// 国办公开办函〔2019〕60号
        Of2019 = "2019" => "2019年格式（国办公开办函〔2019〕60号）",
        /// 国办公开办函〔2021〕30号
        Of2021 = "2021" => "2021年格式（国办公开办函〔2021〕30号）",
    }
}

impl Format {
    /// 适用格式: the format of a report year: 2021 since 2021, 2019 for 2019 and 2020, before that none.
    #[must_use]
    pub const fn of_year(year: i16) -> Self {
        match year {
            ..=2018 => Self::Older,
            2019..=2020 => Self::Of2019,
            _ => Self::Of2021,
        }
    }
    /// The first report year it is for.
    #[must_use]
    pub const fn first_year(self) -> i16 {
        match self {
            Self::Older => 2008,
            Self::Of2019 => 2019,
            Self::Of2021 => 2021,
        }
    }
    /// Whether it has the three tables.
    #[must_use]
    pub const fn has_tables(self) -> bool {
        !matches!(self, Self::Older)
    }
    /// What it rests on.
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::Older => ogi(50, 0, 0),
            Self::Of2019 => report_format_2019(0, 0, 0),
            Self::Of2021 => report_format(0, 0, 0),
        }
    }
}

crate::codes! {
    /// 年度报告的部分: the six sections; the labels are the format's headings without their number.
    pub enum Part {
        /// 一
        Overview = "overview" => "总体情况",
        /// 二: table A
        Proactive = "proactive" => "主动公开政府信息情况",
        /// 三: table B
        Applications = "applications" => "收到和处理政府信息公开申请情况",
        /// 四: table C
        Relief = "relief" => "政府信息公开行政复议、行政诉讼情况",
        /// 五
        Problems = "problems" => "存在的主要问题及改进情况",
        /// 六
        OtherMatters = "other_matters" => "其他需要报告的事项",
    }
}

impl Part {
    /// 标题: the heading with its number, word for word.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Overview => "一、总体情况",
            Self::Proactive => "二、主动公开政府信息情况",
            Self::Applications => "三、收到和处理政府信息公开申请情况",
            Self::Relief => "四、政府信息公开行政复议、行政诉讼情况",
            Self::Problems => "五、存在的主要问题及改进情况",
            Self::OtherMatters => "六、其他需要报告的事项",
        }
    }
    /// Whether a table fills it; the others are text, and 无 is written where there is nothing.
    #[must_use]
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Proactive | Self::Applications | Self::Relief)
    }
}

/// 总体情况五个方面: what section one tells of, in this order (条例 art 50; 国办公开办函〔2021〕30号).
pub const OVERVIEW: [&str; 5] =
    ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"];

/// 勾稽说明: the corner note of table B, word for word.
pub const CORNER_NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/// 年度报告标题: the title of an organ's report of a year.
#[must_use]
pub fn title(organ: &str, year: i16) -> String {
    format!("{organ}{year}年政府信息公开工作年度报告")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn each_year_has_its_format() {
        assert_eq!(
            [2018, 2019, 2020, 2021, 2026].map(|year| Format::of_year(year).code()),
            ["older", "2019", "2019", "2021", "2021"]
        );
        assert_eq!(Format::Of2019.basis().to_string(), "《国办公开办函〔2019〕60号》");
    }

    #[test]
    fn headings_are_numbered_in_order() {
        for (number, part) in ["一、", "二、", "三、", "四、", "五、", "六、"].iter().zip(Part::ALL)
        {
            assert_eq!(part.heading(), format!("{number}{}", part.label()));
        }
        assert_eq!(title("示范县民政局", 2025), "示范县民政局2025年政府信息公开工作年度报告");
    }
}
