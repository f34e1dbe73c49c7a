//! Labels as they are found (行列标题): with and without their numbers, with blanks and marks, nearly as the format has them.

use std::sync::LazyLock;

use super::super::format::Format;
use super::super::places::{Act, Column, Course, Line, Measure, Outcome};
use super::super::rows::Row;
use crate::Coded;
use crate::catalog::likeness::{NEARLY_SAME, likeness};
use crate::text::skeleton;

/// How a label was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// Word for word but for number, marks and blanks.
    Exact(Line),
    /// Nearly, and like no other.
    Near(Line),
    /// Not.
    Not,
}

/// The words of a line without its number.
fn words(line: Line) -> &'static str {
    match line {
        Line::Received => "本年新收政府信息公开申请数量",
        Line::CarriedIn => "上年结转政府信息公开申请数量",
        Line::Result(row) => row.label(),
        Line::OtherHandling => "其他处理",
        Line::Total => "总计",
        Line::CarriedOut => "结转下年度继续办理",
    }
}

/// Shorter words that mean nothing else.
const SHORT: [(&str, Line); 6] = [
    ("部分公开", Line::Result(Row::InPart)),
    ("合计", Line::Total),
    ("本年新收申请数量", Line::Received),
    ("上年结转申请数量", Line::CarriedIn),
    ("结转下年度", Line::CarriedOut),
    ("结转下年继续办理", Line::CarriedOut),
];

/// Every row of either format, with its words without marks.
static LINES: LazyLock<Vec<(Line, String)>> = LazyLock::new(|| {
    let all = Line::all(Format::Of2021).into_iter().chain([Line::OtherHandling]);
    all.map(|line| (line, skeleton(words(line)))).collect()
});
/// Every column of table A of either format, the same way.
static MEASURES: LazyLock<Vec<(Measure, String)>> =
    LazyLock::new(|| Measure::ALL.iter().map(|one| (*one, skeleton(one.label()))).collect());

/// Without the number in front: 一、 (一) 1. are 一 or 1 once marks are gone.
fn unnumbered(key: &str) -> &str {
    let digits = key.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < key.len() {
        return digits;
    }
    let mut chars = key.chars();
    match chars.next() {
        Some(first) if "一二三四五六七八九十".contains(first) => chars.as_str(),
        _ => key,
    }
}

/// Which row of table B a label names.
pub(super) fn line(label: &str) -> Match {
    let key = skeleton(label);
    let bare = unnumbered(&key);
    if bare.is_empty() {
        return Match::Not;
    }
    let exact = LINES.iter().find(|(_, words)| *words == key || words == bare).map(|(line, _)| *line);
    let short = || SHORT.iter().find(|(short, _)| *short == bare || *short == key).map(|(_, line)| *line);
    if let Some(line) = exact.or_else(short) {
        return Match::Exact(line);
    }
    // Short words are alike too easily.
    if bare.chars().count() < 6 {
        return Match::Not;
    }
    let long = LINES.iter().filter(|(_, words)| words.chars().count() >= 6);
    let mut near: Vec<(u32, Line)> = long.map(|(line, words)| (likeness(bare, words), *line)).collect();
    near.sort_by(|a, b| b.cmp(a));
    match near.as_slice() {
        [(best, line), (second, _), ..] if *best >= NEARLY_SAME && *second + 150 < *best => {
            Match::Near(*line)
        }
        _ => Match::Not,
    }
}

/// Which column of table B a label names.
pub(super) fn column(key: &str) -> Option<Column> {
    if key == "合计" {
        return Some(Column::All);
    }
    Column::EACH.into_iter().find(|column| column.label() == key)
}

/// Which row of table A a label names.
pub(super) fn act(label: &str) -> Option<Act> {
    let key = skeleton(label);
    let key = unnumbered(&key);
    if key == "规范性文件" {
        return Some(Act::Normative);
    }
    Act::ALL.iter().copied().find(|act| act.label() == key)
}

/// Which column of table A a heading names; one with another unit names none.
pub(super) fn measure(label: &str) -> Option<Measure> {
    let key = skeleton(label);
    let short = [
        ("本年收费金额", Measure::Charged),
        ("本年收费金额万元", Measure::Charged),
        ("采购总金额万元", Measure::PurchaseSum),
    ];
    let exact = MEASURES.iter().find(|(_, words)| *words == key).map(|(measure, _)| *measure);
    exact.or_else(|| short.iter().find(|(short, _)| *short == key).map(|(_, measure)| *measure))
}

/// Which column of table C a heading names.
pub(super) fn outcome(label: &str) -> Option<Outcome> {
    let key = skeleton(label);
    if key == "合计" {
        return Some(Outcome::Total);
    }
    Outcome::ALL.iter().copied().find(|one| one.label() == key)
}

/// Which block of table C a heading names; 行政诉讼 alone names none.
pub(super) fn course(label: &str) -> Option<Course> {
    let key = skeleton(label);
    Course::ALL.iter().copied().find(|one| one.label() == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_of_the_form_is_known_with_and_without_its_number() {
        for (known, _) in LINES.iter().cloned() {
            assert_eq!(line(known.label()), Match::Exact(known), "{}", known.label());
            assert_eq!(line(words(known)), Match::Exact(known));
        }
        for measure_known in Measure::ALL {
            assert_eq!(measure(measure_known.label()), Some(*measure_known));
        }
    }

    #[test]
    fn labels_with_noise_are_known_or_nearly_known() {
        assert_eq!(line("3．危及\"三安全 一稳定\""), Match::Exact(Line::Result(Row::Security)));
        assert_eq!(line("（ 二 ）部分公开"), Match::Exact(Line::Result(Row::InPart)));
        assert_eq!(line("2.其它法律行政法规禁止公开"), Match::Not);
        assert_eq!(
            line("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其信息公开申请"),
            Match::Near(Line::Result(Row::NotPaid))
        );
        for unknown in ["三、本年度办理结果", "（三）不予公开", "（四）无法提供", "", "一", "申请人情况"]
        {
            assert_eq!(line(unknown), Match::Not, "{unknown}");
        }
    }

    #[test]
    fn another_unit_is_another_column() {
        assert_eq!(measure("本年收费金额（单位：元）"), None);
        assert_eq!(measure("本年收费金额\n（万元）"), Some(Measure::Charged));
        assert_eq!((act("行政规范性文件"), act("规范性文件")), (Some(Act::Normative), Some(Act::Normative)));
    }
}
