//! Figures drawn on the server: SVG with a title and a description, coloured by the stylesheet, each with its table.

use askama::Template;
use askama::filters::HtmlSafe;
use gk_rules::Day;

/// 公开情况计数: how many applicable items are in each due state. Unit: items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 按时公开.
    pub on_time: u64,
    /// 逾期公开.
    pub late: u64,
    /// 已声明暂无.
    pub stated_none: u64,
    /// 未到期, those due within three days among them.
    pub not_due: u64,
    /// 逾期未公开.
    pub overdue: u64,
    /// 时限待明确.
    pub unclear: u64,
}

/// One stretch of a stacked bar. Lengths are in thousandths of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The state's code, also its class.
    pub code: &'static str,
    /// How many items.
    pub count: u64,
    /// Where it begins, 0 to 1000.
    pub from: u64,
    /// How long it is, 0 to 1000.
    pub length: u64,
}

impl Stretch {
    /// Its share of the whole, in per cent with one digit.
    #[must_use]
    pub fn percent(&self) -> String {
        format!("{}.{}%", self.length / 10, self.length % 10)
    }
}

impl Counts {
    /// All items together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.each().iter().map(|(_, count)| count).sum()
    }
    /// Every state with its code, in the order of the bar: met first, then waiting, then missing.
    #[must_use]
    pub const fn each(&self) -> [(&'static str, u64); 6] {
        [
            ("on_time", self.on_time),
            ("stated_none", self.stated_none),
            ("late", self.late),
            ("not_due", self.not_due),
            ("unclear", self.unclear),
            ("overdue", self.overdue),
        ]
    }
    /// The stretches of the bar. They join without gaps and end at 1000.
    #[must_use]
    pub fn stretches(&self) -> Vec<Stretch> {
        let total = self.total();
        let mut before = 0;
        let mut out = Vec::with_capacity(6);
        for (code, count) in self.each() {
            let from = thousandths(before, total);
            before += count;
            out.push(Stretch { code, count, from, length: thousandths(before, total) - from });
        }
        out
    }
}

impl From<&gk_rules::duty::Tally> for Counts {
    /// A figure below nought, which no tally of real items has, is shown as nought.
    fn from(tally: &gk_rules::duty::Tally) -> Self {
        let shown = |figure: i64| u64::try_from(figure).unwrap_or(0);
        Self {
            on_time: shown(tally.on_time),
            late: shown(tally.late),
            stated_none: shown(tally.stated_none),
            not_due: shown(tally.not_due),
            overdue: shown(tally.overdue),
            unclear: shown(tally.unclear),
        }
    }
}

/// `part` of `whole` in thousandths, rounded; 0 of nothing.
fn thousandths(part: u64, whole: u64) -> u64 {
    (part.saturating_mul(1000) + whole / 2).checked_div(whole).unwrap_or(0)
}

/// 公开情况条: the coverage of one organ, domain or region as a stacked bar with its legend.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/figures/coverage.html")]
pub struct CoverageBar {
    /// An id that no other figure of the page has: ASCII letters, digits, `-`.
    pub id: String,
    /// Whose coverage, a noun.
    pub title: String,
    /// What is counted.
    pub counts: Counts,
    /// The list behind it; the state's code is appended (`/coverage/gaps?organ=x&state=`). Empty: no links.
    pub href: String,
}

/// 一行对比: one line of [`SmallMultiples`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MultipleLine {
    /// Whose coverage.
    pub label: String,
    /// Where it is broken down; may be empty.
    pub href: String,
    /// What is counted.
    pub counts: Counts,
    /// The measure it is ordered by, as shown (96.4%).
    pub measure: String,
}

/// 分领域、分机关对比: a table with a bar in every line, so the table is its own twin.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/figures/multiples.html")]
pub struct SmallMultiples {
    /// An id that no other figure of the page has.
    pub id: String,
    /// What the table compares.
    pub title: String,
    /// What a line is: the head of the first column.
    pub of: String,
    /// The head of the measure's column.
    pub measure: String,
    /// The lines, worst first.
    pub lines: Vec<MultipleLine>,
}

/// 日期性质: how the working calendar takes a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayKind {
    /// 工作日.
    #[default]
    Working,
    /// 周末.
    Weekend,
    /// 法定节假日.
    Holiday,
    /// 调休上班.
    MakeUp,
    /// 尚未公布: the State Council has not yet arranged this year.
    Unknown,
}

impl DayKind {
    /// The class in the stylesheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Weekend => "off",
            Self::Holiday => "holiday",
            Self::MakeUp => "makeup",
            Self::Unknown => "unknown",
        }
    }
}

/// 日历中的一天: a day of a [`MonthCalendar`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day.
    pub day: Day,
    /// How it is taken.
    pub kind: DayKind,
    /// Name of the holiday; may be empty.
    pub name: String,
    /// How many duties fall due that day.
    pub due: u64,
    /// How many of them are overdue.
    pub overdue: u64,
    /// The list of that day; may be empty.
    pub href: String,
}

/// Width and height of a cell of the month, in user units.
const CELL: (i32, i32) = (40, 42);
/// Height of the line of weekdays.
const HEAD: i32 = 20;

impl CalendarDay {
    fn x(&self) -> i32 {
        column(self.day) * CELL.0
    }
    fn y(&self) -> i32 {
        HEAD + (i32::from(self.day.day()) - 1 + column(self.day.first_of_month())) / 7 * CELL.1
    }
    /// The holiday's name where a cell has room for it: three characters.
    fn short_name(&self) -> &str {
        if self.name.chars().count() > 3 { "" } else { &self.name }
    }
    fn is(&self, day: &Option<Day>) -> bool {
        *day == Some(self.day)
    }
}

/// Column of a day, Monday 0 to Sunday 6.
fn column(day: Day) -> i32 {
    i32::from(day.weekday().to_monday_zero_offset())
}

/// 月历: a month with working, free and make-up days and what falls due.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/figures/month.html")]
pub struct MonthCalendar {
    /// An id that no other figure of the page has.
    pub id: String,
    /// The days of the month, in order, each once.
    pub days: Vec<CalendarDay>,
    /// Today, if it is to be marked.
    pub today: Option<Day>,
}

impl MonthCalendar {
    fn first(&self) -> Option<Day> {
        self.days.first().map(|d| d.day)
    }
    fn height(&self) -> i32 {
        self.days.last().map_or(HEAD, |d| d.y() + CELL.1)
    }
    fn due(&self) -> u64 {
        self.days.iter().map(|d| d.due).sum()
    }
    fn remarkable(&self) -> Vec<&CalendarDay> {
        let says = |d: &&CalendarDay| {
            d.due > 0 || matches!(d.kind, DayKind::Holiday | DayKind::MakeUp | DayKind::Unknown)
        };
        self.days.iter().filter(says).collect()
    }
}

/// 走势中的一点: one value of a [`Trend`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrendPoint {
    /// Its period, as shown.
    pub label: String,
    /// The value in thousandths of the unit's whole (96.4 % is 964).
    pub thousandths: u64,
}

impl TrendPoint {
    /// The value in per cent with one digit.
    #[must_use]
    pub fn percent(&self) -> String {
        format!("{}.{}%", self.thousandths / 10, self.thousandths % 10)
    }
}

/// 走势图: shares over time, from 0 to 100 %.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/figures/trend.html")]
pub struct Trend {
    /// An id that no other figure of the page has.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// The points, oldest first.
    pub points: Vec<TrendPoint>,
}

/// Where a point of the trend stands, in user units of a 420 × 194 drawing.
struct Spot<'a> {
    x: u64,
    y: u64,
    point: &'a TrendPoint,
}

impl Trend {
    fn spots(&self) -> Vec<Spot<'_>> {
        // 44 units are kept free at the left for the scale, 32 at the right for the last value's word.
        let steps = u64::try_from(self.points.len()).unwrap_or(u64::MAX).saturating_sub(1).max(1);
        let mut out = Vec::with_capacity(self.points.len());
        for (n, point) in (0_u64..).zip(&self.points) {
            let y = 164 - 140 * point.thousandths.min(1000) / 1000;
            out.push(Spot { x: 44 + 344 * n / steps, y, point });
        }
        out
    }
    fn line(&self) -> String {
        self.spots().iter().map(|s| format!("{},{}", s.x, s.y)).collect::<Vec<_>>().join(" ")
    }
    fn area(&self) -> String {
        match (self.spots().first(), self.spots().last()) {
            (Some(first), Some(last)) => format!("{},164 {} {},164", first.x, self.line(), last.x),
            _ => String::new(),
        }
    }
    /// Every how many points a label is written, so that at most six are.
    fn stride(&self) -> usize {
        self.points.len().div_ceil(6).max(1)
    }
}

impl HtmlSafe for CoverageBar {}
impl HtmlSafe for SmallMultiples {}
impl HtmlSafe for MonthCalendar {}
impl HtmlSafe for Trend {}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: Counts =
        Counts { on_time: 331, late: 22, stated_none: 9, not_due: 101, overdue: 18, unclear: 1 };

    #[test]
    fn the_stretches_of_a_bar_join_and_fill_it() {
        for counts in [
            SOME,
            Counts { overdue: 1, ..Counts::default() },
            Counts { on_time: 1, late: 1, stated_none: 1, ..Counts::default() },
        ] {
            let mut end = 0;
            for stretch in counts.stretches() {
                assert_eq!(stretch.from, end);
                end += stretch.length;
            }
            assert_eq!(end, 1000);
        }
    }

    #[test]
    fn a_bar_of_nothing_is_empty_and_says_so() {
        let bar = CoverageBar {
            id: "a".into(),
            title: "某局".into(),
            counts: Counts::default(),
            href: String::new(),
        };
        let html = bar.render().unwrap();
        assert!(html.contains("fill-empty") && html.contains("暂无"));
    }

    #[test]
    fn every_figure_of_a_bar_leads_to_its_items() {
        let bar = CoverageBar {
            id: "a".into(),
            title: "某局".into(),
            counts: SOME,
            href: "/gaps?organ=1&state=".into(),
        };
        let html = bar.render().unwrap();
        for (code, _) in SOME.each() {
            assert!(html.contains(&format!("state={code}\"")), "{code}");
        }
    }

    #[test]
    fn a_month_that_begins_on_a_sunday_has_its_first_day_in_the_last_column() {
        let on = |d| CalendarDay {
            day: Day::constant(2026, 3, d),
            kind: DayKind::Working,
            name: String::new(),
            due: 0,
            overdue: 0,
            href: String::new(),
        };
        assert_eq!((on(1).x(), on(1).y()), (240, 20));
        assert_eq!((on(31).x(), on(31).y()), (40, 20 + 5 * 42));
    }

    #[test]
    fn a_trend_of_one_point_or_none_is_drawn_without_a_fault() {
        let mut trend = Trend { id: "t".into(), title: "按时公开率".into(), points: Vec::new() };
        assert!(trend.render().is_ok());
        trend.points.push(TrendPoint { label: "1月".into(), thousandths: 2000 });
        assert_eq!(trend.line(), "44,24");
    }
}
