//! Parts of pages: the plain structs that the macros in `templates/ui` show, and the icons.
//!
//! The macros read fields by name, so a struct of a room with the same fields serves as well.

use askama::Template;

/// 链接: a word and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// What people read.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link.
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// 选项: one choice of a select, of radios or of checkboxes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub label: String,
    /// A line under the label; may be empty. Not shown in a select.
    pub hint: String,
    /// Whether it is chosen.
    pub on: bool,
}

impl Choice {
    /// Choices from (value, label), the chosen ones marked.
    #[must_use]
    pub fn list<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, chosen: &[&str]) -> Vec<Self> {
        let one = |(value, label): (&str, &str)| Self {
            value: value.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
            on: chosen.contains(&value),
        };
        pairs.into_iter().map(one).collect()
    }
    /// Every member of a code list (代码表), the chosen code marked.
    #[must_use]
    pub fn coded<T: gk_rules::Coded>(chosen: &str) -> Vec<Self> {
        Self::list(T::ALL.iter().map(|one| (one.code(), one.label())), &[chosen])
    }
}

/// 字段错误: what is wrong with a field of a form; the summary links to the field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// One Chinese sentence.
    pub words: String,
}

/// 关键数字: one number with its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyFigure {
    /// What is counted.
    pub label: String,
    /// The number, written out.
    pub value: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// A line under it; may be empty.
    pub note: String,
    /// Where it is broken down; may be empty.
    pub href: String,
    /// Class of its tone: `good`, `warn`, `bad`, `info` or empty.
    pub tone: &'static str,
}

/// 翻页: by key; each address carries a cursor, never an offset.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pager {
    /// 上一页; empty at the beginning.
    pub prev: String,
    /// 下一页; empty at the end.
    pub next: String,
    /// How many are on this page.
    pub shown: u64,
    /// How many there are, exact; nothing when it is not kept.
    pub total: Option<u64>,
}

/// 办理记录: one event of the ledger as a timeline shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimelineEvent {
    /// When, as shown.
    pub at: String,
    /// Who, with post and organ.
    pub who: String,
    /// What was done.
    pub what: String,
    /// A remark; may be empty.
    pub note: String,
    /// Class of its tone: `good`, `warn`, `bad`, `info` or empty.
    pub tone: &'static str,
}

/// 审核环节: where a step of the review chain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Progress {
    /// 已完成.
    Done,
    /// 办理中.
    Now,
    /// 已退回.
    Returned,
    /// 未开始.
    #[default]
    Ahead,
}

impl Progress {
    /// The class in the stylesheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Returned => "returned",
            Self::Ahead => "ahead",
        }
    }
}

/// 审核步骤: one step of the review chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewStep {
    /// What the step is called.
    pub name: String,
    /// Who does or did it; may be empty.
    pub who: String,
    /// When it was done; may be empty.
    pub at: String,
    /// Where it stands.
    pub progress: Progress,
    /// What was said; may be empty.
    pub note: String,
}

/// 理由: one reason against, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReasonLine {
    /// One Chinese sentence.
    pub words: String,
    /// The article it rests on; may be empty.
    pub basis: String,
    /// What can be done; may be empty.
    pub cure: String,
}

impl From<&gk_rules::Reason> for ReasonLine {
    fn from(reason: &gk_rules::Reason) -> Self {
        Self {
            words: reason.words.clone(),
            basis: reason.basis.map(|b| b.to_string()).unwrap_or_default(),
            cure: reason.cure.as_ref().map(|c| c.0.clone()).unwrap_or_default(),
        }
    }
}

/// 修改对照: one field before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// The field.
    pub label: String,
    /// Before; empty: it was not there.
    pub before: String,
    /// After; empty: it is gone.
    pub after: String,
}

/// 计时说明中的一天: how the clock took a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counted {
    /// 起算日: the starting day, not counted (民法典 art 201).
    Start,
    /// 计入.
    #[default]
    Yes,
    /// 不计入: a day off.
    Skipped,
    /// 中止: the clock stands.
    Suspended,
    /// 届满日.
    Due,
}

impl Counted {
    /// The class in the stylesheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Yes => "counted",
            Self::Skipped => "skipped",
            Self::Suspended => "suspended",
            Self::Due => "due",
        }
    }
}

/// The class of a day's fate in the stylesheet.
#[must_use]
pub const fn fate(fate: &gk_rules::time::counting::Fate) -> &'static str {
    use gk_rules::time::counting::Fate;
    match fate {
        Fate::Start => "start",
        Fate::Counted | Fate::MakeUp => "counted",
        Fate::Weekend | Fate::Holiday => "skipped",
        Fate::Suspended => "suspended",
        Fate::Last | Fate::Moved => "due",
    }
}

/// 计时说明: one day of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockDay {
    /// The day, as shown, with its weekday.
    pub day: String,
    /// How it was taken.
    pub counted: Counted,
    /// Which day of the period it is; nothing when it is not counted.
    pub number: Option<u32>,
    /// Why it was taken so.
    pub why: String,
}

/// 标签页: one tab, a link.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tab {
    /// What people read.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the one shown.
    pub active: bool,
    /// How many are there; empty when not counted.
    pub count: String,
}

/// 分面: one way to narrow a search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facet {
    /// What the values are of.
    pub title: String,
    /// The values, most frequent first.
    pub values: Vec<FacetValue>,
}

/// 分面值: one value, a link that turns it on or off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FacetValue {
    /// What people read.
    pub label: String,
    /// The search with this value turned over.
    pub href: String,
    /// How many match.
    pub count: u64,
    /// Whether it is on.
    pub on: bool,
}

/// 附件: one attached file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachment {
    /// The file's name.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// What kind of file, as shown (PDF, XLSX…).
    pub format: String,
    /// Its size, as shown.
    pub size: String,
}

/// 条目: one entry of a list of links.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What people read.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// A line beside it (organ, number); may be empty.
    pub line: String,
    /// Its day, as shown; may be empty.
    pub when: String,
}

/// 图标: an inline SVG that says nothing to a screen reader; the word stands beside it.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "ui/icon.html")]
pub struct Icon<'a> {
    name: &'a str,
}

impl askama::filters::HtmlSafe for Icon<'_> {}

/// The icon of this name; an unknown name gives a dot.
#[must_use]
pub const fn icon(name: &str) -> Icon<'_> {
    Icon { name }
}

/// 星期: the weekday of a day, in words.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "ui/weekday.html")]
pub struct Weekday {
    number: i8,
}

impl askama::filters::HtmlSafe for Weekday {}

/// The weekday of a day, in words.
#[must_use]
pub fn weekday(day: &gk_rules::Day) -> Weekday {
    Weekday { number: day.weekday().to_monday_one_offset() }
}

/// 状态名: the word of a state code that came without its label; the law's own where it has one.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "ui/word.html")]
pub struct Word<'a> {
    code: &'a str,
}

impl askama::filters::HtmlSafe for Word<'_> {}

impl Word<'_> {
    fn law(&self) -> &str {
        use gk_rules::Coded;
        gk_rules::duty::DutyState::from_code(self.code)
            .map(Coded::label)
            .or_else(|| gk_rules::records::Stage::from_code(self.code).map(Coded::label))
            .or_else(|| gk_rules::catalog::state::Stage::from_code(self.code).map(Coded::label))
            .unwrap_or(self.code)
    }
}

/// The Chinese word of a state code; an unknown code stands for itself.
#[must_use]
pub const fn word(code: &str) -> Word<'_> {
    Word { code }
}

/// 状态标记: tone and icon of a stored state code of duties, records or editions. An unknown code is quiet.
#[must_use]
pub fn mark(code: &str) -> Mark {
    let (tone, icon) = match code {
        "on_time" | "published" | "in_force" | "met" => ("good", "check"),
        "late" => ("late", "late"),
        "overdue" => ("bad", "overdue"),
        "due_soon" | "soon" => ("warn", "clock"),
        "not_due" | "pending" => ("quiet", "calendar"),
        "stated_none" => ("info", "none"),
        "unclear" => ("ask", "ask"),
        "ended" => ("off", "ban"),
        "draft" => ("quiet", "edit"),
        "submitted" | "in_review" | "reviewing" => ("info", "eye"),
        "reviewed" | "cleared" | "approved" => ("info", "check"),
        "scheduled" => ("info", "clock"),
        "returned" => ("warn", "undo"),
        "withdrawn" | "repealed" => ("off", "ban"),
        "superseded" | "archived" => ("off", "layers"),
        _ => ("quiet", "dot"),
    };
    Mark { tone, icon }
}

/// 状态标记: the class of a state's tone and the name of its icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Class: `good`, `late`, `bad`, `warn`, `quiet`, `info`, `ask` or `off`.
    pub tone: &'static str,
    /// Name of the icon.
    pub icon: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_never_escaped_and_never_read_aloud() {
        let svg = icon("check").render().unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("aria-hidden=\"true\""));
        assert_ne!(svg, icon("no such icon").render().unwrap());
    }

    #[test]
    fn every_state_with_a_tone_of_its_own_has_an_icon_of_its_own() {
        let states = ["not_due", "due_soon", "overdue", "on_time", "late", "stated_none", "unclear", "ended"];
        let icons: std::collections::BTreeSet<_> = states.iter().map(|s| mark(s).icon).collect();
        assert_eq!(icons.len(), states.len());
    }

    #[test]
    fn a_state_of_the_law_is_named_as_the_law_names_it_and_has_a_mark() {
        use gk_rules::Coded;
        for state in gk_rules::duty::DutyState::ALL {
            assert_eq!(word(state.code()).render().unwrap(), state.label());
            assert_ne!(mark(state.code()).icon, "dot", "{}", state.code());
        }
        for stage in gk_rules::records::Stage::ALL {
            assert_eq!(word(stage.code()).render().unwrap(), stage.label());
            assert_ne!(mark(stage.code()).icon, "dot", "{}", stage.code());
        }
        assert_eq!(word("<b>").render().unwrap(), "&#60;b&#62;");
    }

    #[test]
    fn choices_keep_what_was_chosen() {
        let list = Choice::list([("a", "甲"), ("b", "乙")], &["b"]);
        assert_eq!(list.iter().map(|c| c.on).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_reason_is_shown_with_its_article_and_its_cure() {
        let reason = gk_rules::Reason::new("records.no_title", "缺少标题")
            .by(gk_rules::citation::ogi(26, 0, 0))
            .cure("请填写标题");
        let line = ReasonLine::from(&reason);
        assert_eq!(
            (line.basis.as_str(), line.cure.as_str()),
            ("《政府信息公开条例》第二十六条", "请填写标题")
        );
    }
}
