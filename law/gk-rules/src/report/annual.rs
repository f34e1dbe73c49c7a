//! The report itself (政府信息公开工作年度报告): head, six sections, three tables.

use super::figure::Figure;
use super::format::{self, Format, Part};
use super::places::Place;
use super::tables::Tables;
use crate::Day;
use crate::citation::{Citation, ogi};
use jiff::civil::date;

crate::codes! {
    /// 报告主体: who reports, by which the deadline goes (条例 art 49).
    pub enum Reporter {
        /// 县级以上政府部门
        Department = "department" => "县级以上人民政府部门",
        /// 乡镇人民政府、街道办事处
        Township = "township" => "乡（镇）人民政府、街道办事处",
        /// 县级以上地方人民政府
        Government = "government" => "县级以上地方人民政府",
    }
}

impl Reporter {
    /// 按名称判断: what an organ's name says of it; nothing where it says nothing.
    #[must_use]
    pub fn of(organ: &str) -> Option<Self> {
        let organ = organ.trim();
        let township = ["乡人民政府", "镇人民政府", "街道办事处", "苏木人民政府", "乡政府", "镇政府"];
        let government = ["人民政府", "市政府", "县政府", "区政府", "省政府", "旗政府"];
        if organ.is_empty() {
            None
        } else if township.iter().any(|end| organ.ends_with(end)) {
            Some(Self::Township)
        } else if government.iter().any(|end| organ.ends_with(end)) {
            Some(Self::Government)
        } else {
            let department = ["局", "委", "委员会", "厅", "部", "办公室", "中心", "分局", "院", "署", "处"];
            department.iter().any(|end| organ.ends_with(end)).then_some(Self::Department)
        }
    }
    /// 公布期限: the last day for the report of a year: 01-31, for governments 03-31 of the next.
    #[must_use]
    pub fn due(self, year: i16) -> Option<Day> {
        let next = year.checked_add(1).filter(|next| (1..=9999).contains(next))?;
        Some(match self {
            Self::Department | Self::Township => date(next, 1, 31),
            Self::Government => date(next, 3, 31),
        })
    }
    /// The article; for townships the day is practice, taken from the departments'.
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::Department | Self::Township => ogi(49, 1, 0),
            Self::Government => ogi(49, 2, 0),
        }
    }
}

/// 年度报告: one organ's report of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnualReport {
    /// 格式
    pub format: Format,
    /// 机关名称
    pub organ: String,
    /// 报告年度: 1 January to 31 December.
    pub year: i16,
    /// 标题, as it stands on the report.
    pub title: String,
    /// 发布日期
    pub published_on: Option<Day>,
    /// 报告前的文字: paragraphs before the first section.
    pub preface: Vec<String>,
    /// 各部分, in the order in which they stand.
    pub sections: Vec<Section>,
    /// 附表
    pub tables: Tables,
    /// 更正记录, oldest first; what was published stays visible as corrected.
    pub corrections: Vec<Correction>,
}

/// 年度报告的一部分: a heading as it stands, and the paragraphs under it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// 标题, as it stands, with its number.
    pub heading: String,
    /// 段落
    pub paragraphs: Vec<String>,
}

/// 更正: a correction after publication.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// 第几版: the version it made, 2 for the first correction.
    pub version: u32,
    /// 更正日期
    pub on: Day,
    /// 更正理由
    pub reason: String,
}

impl Section {
    /// A section with its text, one paragraph a line; blanks are folded.
    #[must_use]
    pub fn new(heading: impl Into<String>, text: &str) -> Self {
        Self { heading: heading.into(), paragraphs: paragraphs(text) }
    }
    /// Which of the six it is, by its exact words; nothing where they differ.
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        use crate::Coded;
        Part::ALL.iter().copied().find(|part| part.heading() == self.heading)
    }
    /// The text, one paragraph a line.
    #[must_use]
    pub fn text(&self) -> String {
        self.paragraphs.join("\n")
    }
}

/// 段落: the lines of a text as paragraphs, without blank ones, each run of blanks one space.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    let one = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(one).filter(|line| !line.is_empty()).collect()
}

impl AnnualReport {
    /// 空白报告: the report of an organ for a year in the format of that year, six sections without text, cells blank.
    #[must_use]
    pub fn new(organ: &str, year: i16) -> Self {
        use crate::Coded;
        let sections = Part::ALL.iter().map(|part| Section::new(part.heading(), "")).collect();
        Self {
            format: Format::of_year(year),
            organ: organ.to_owned(),
            year,
            title: format::title(organ, year),
            published_on: None,
            preface: Vec::new(),
            sections,
            tables: Tables::default(),
            corrections: Vec::new(),
        }
    }
    /// The section that is this part, by its exact heading.
    #[must_use]
    pub fn section(&self, part: Part) -> Option<&Section> {
        self.sections.iter().find(|section| section.part() == Some(part))
    }
    /// The places of its format.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        Place::all(self.format)
    }
    /// 空白单元格: places without a figure; each must be asked for, none is taken for 0 (K15).
    #[must_use]
    pub fn blanks(&self) -> Vec<Place> {
        self.places().into_iter().filter(|place| self.tables.get(*place).is_none()).collect()
    }
    /// The figure in a place.
    #[must_use]
    pub fn figure(&self, place: Place) -> Option<Figure> {
        self.tables.get(place)
    }
    /// 版次: 1 before any correction.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.corrections.iter().map(|one| one.version).max().unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_who_reports_and_by_when() {
        let due = |organ: &str| Reporter::of(organ).and_then(|one| one.due(2025)).map(|day| day.to_string());
        assert_eq!(due("示范县民政局").as_deref(), Some("2026-01-31"));
        assert_eq!(due("示范县人民政府办公室").as_deref(), Some("2026-01-31"));
        assert_eq!(due("示范县甲镇人民政府").as_deref(), Some("2026-01-31"));
        assert_eq!(due("示范市人民政府").as_deref(), Some("2026-03-31"));
        assert_eq!(due("某某"), None);
        assert_eq!(Reporter::Department.due(i16::MAX), None);
        assert_eq!(Reporter::Government.basis(), ogi(49, 2, 0));
    }

    #[test]
    fn a_new_report_has_six_sections_and_no_figure() {
        let report = AnnualReport::new("示范县民政局", 2025);
        assert_eq!((report.sections.len(), report.blanks().len(), report.version()), (6, 200, 1));
        assert_eq!(report.section(Part::Relief).map(|one| one.text()), Some(String::new()));
        assert_eq!(paragraphs("　一  二\n\n 三 "), ["一 二", "三"]);
    }
}
