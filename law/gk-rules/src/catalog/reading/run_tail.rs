//! The ends of rows without cell borders (无界线行尾): ticks behind the channels, the limit and the organ behind it.

use super::cells::looks_like_limit;

/// Characters that are ticks and never the boxes of a list with ■ and □.
const TICKS: [char; 3] = ['√', '✓', '✔'];

/// The text before the ticks at the end, and the ticks with the words between them, one cell each.
pub(super) fn cut_ticks(text: &str) -> (&str, Vec<String>) {
    let boxed = text.contains(['■', '□', '▄', '☑', '☐', '£']);
    let Some(first) = text.find(TICKS) else { return (text, Vec::new()) };
    let (before, region) = text.split_at(first);
    let mut cells: Vec<String> = Vec::new();
    for part in region.split_inclusive(TICKS) {
        let words = part.trim_end_matches(TICKS);
        if !words.trim().is_empty() {
            cells.push(words.trim().to_owned());
        }
        if let Some(tick) = part.chars().last().filter(|c| TICKS.contains(c)) {
            cells.push(tick.to_string());
        }
    }
    let strange = |cell: &String| {
        cell.chars().count() > 20
            || !boxed && cell.chars().count() > 1 && super::channels::looks_like(cell)
            || cell.contains('《')
    };
    if cells.iter().any(strange) { (text, Vec::new()) } else { (before, cells) }
}

/// The limit up to the last words that close one, and the organ behind it.
pub(super) fn cut_limit(text: &str) -> (String, String) {
    const CLOSES: [&str; 14] = [
        "予以公开",
        "内公开",
        "及时公开",
        "实时公开",
        "随时公开",
        "长期公开",
        "日内公示",
        "从其规定",
        "除外",
        "工作日内",
        "个工作日",
        "日内",
        "更新",
        "公开",
    ];
    let closed = CLOSES.iter().filter_map(|close| text.rfind(close).map(|at| at + close.len())).max();
    let Some(end) = closed.map(|end| end + behind_limit(text, end)).or_else(|| open_end(text)) else {
        return if looks_like_limit(text) {
            (text.to_owned(), String::new())
        } else {
            (String::new(), text.to_owned())
        };
    };
    (text.get(..end).unwrap_or_default().to_owned(), text.get(end..).unwrap_or_default().to_owned())
}

/// The length of what still belongs to a limit: 1次, a bracket that speaks of publishing, a full stop.
fn behind_limit(text: &str, end: usize) -> usize {
    let tail = text.get(end..).unwrap_or_default();
    let digits = tail.trim_start_matches(|c: char| c.is_ascii_digit() || "一两三".contains(c));
    let mut taken = if digits.len() < tail.len() && digits.starts_with('次') {
        tail.len() - digits.len() + '次'.len_utf8()
    } else {
        0
    };
    let rest = tail.get(taken..).unwrap_or_default();
    let inner = rest.trim_start();
    if inner.starts_with('(')
        && let Some(close) = inner.find(')')
        && inner.get(..close).is_some_and(|words| words.contains(['公', '更', '除', '日']))
    {
        taken += rest.len() - inner.len() + close + 1;
    }
    if tail.get(taken..).is_some_and(|rest| rest.starts_with(['。', ';'])) {
        taken += tail.get(taken..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    taken
}

/// The end of a limit without closing words (6月底前, 每季度的首个月20日, 长期): the longest beginning that is one.
fn open_end(text: &str) -> Option<usize> {
    const ENDS: [&str; 12] =
        ["前", "个月", "年", "日", "季度", "长期", "及时", "实时", "公布", "永久", "次", "期限内"];
    let ends: Vec<usize> = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .filter(|end| {
            *end <= 160 && text.get(..*end).is_some_and(|head| ENDS.iter().any(|one| head.ends_with(one)))
        })
        .collect();
    let end = ends.into_iter().rev().find(|end| text.get(..*end).is_some_and(looks_like_limit))?;
    Some(end + behind_limit(text, end))
}

/// Where the limit begins in a row that cites no instrument: at the first words that begin one, if a limit follows.
pub(super) fn limit_start(text: &str) -> Option<usize> {
    const STARTS: [&str; 26] = [
        "自信息",
        "自该",
        "自政府",
        "自收到",
        "自公开",
        "自作出",
        "自形成",
        "信息形成",
        "形成或",
        "形成之日",
        "公开事项信息",
        "制定或获取",
        "制定或者获取",
        "及时公开",
        "长期公开",
        "实时公开",
        "随时公",
        "按进展",
        "按要求",
        "半年至少",
        "每季度",
        "每半年",
        "每年",
        "每月",
        "长期",
        "实时",
    ];
    let named = STARTS.iter().filter_map(|start| text.find(start)).min();
    let counted = ["个工作日", "个月", "年", "月底前", "日前"].iter().filter_map(|unit| {
        let at = text.find(unit)?;
        let digits = text.get(..at)?;
        let start = digits.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (start < at && at - start <= 2).then_some(start)
    });
    let at = named.into_iter().chain(counted).min().filter(|at| *at > 0)?;
    (!cut_limit(text.get(at..)?).0.is_empty()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_at_the_end_are_cells_and_ticked_boxes_are_not() {
        let (before, cells) = cut_ticks("区应急局■政府网站 □公报√申请人√√");
        assert_eq!(
            (before, cells),
            ("区应急局■政府网站 □公报", vec!["√".into(), "申请人".into(), "√".into(), "√".into()])
        );
        assert_eq!(cut_ticks("区应急局√政府网站 √政府公报").1, Vec::<String>::new());
        assert_eq!(cut_ticks("区应急局").1, Vec::<String>::new());
    }

    #[test]
    fn a_limit_ends_before_its_organ() {
        let cut = |text: &str| {
            let (limit, organ) = cut_limit(text);
            format!("{limit}|{organ}")
        };
        assert_eq!(cut("半年至少更新1次区应急局"), "半年至少更新1次|区应急局");
        assert_eq!(cut("每季度的首个月20日行政村"), "每季度的首个月20日|行政村");
        assert_eq!(cut("6月底前会计科"), "6月底前|会计科");
        assert_eq!(cut("6个月办公室"), "6个月|办公室");
        assert_eq!(cut("区应急局"), "|区应急局");
    }

    #[test]
    fn a_limit_begins_behind_elements_without_a_basis() {
        let text = "初审对象名单及相关信息制定或获取信息之日起10个工作日内乡政府";
        assert_eq!(limit_start(text).and_then(|at| text.get(..at)), Some("初审对象名单及相关信息"));
        assert_eq!(limit_start("咨询电话、地址"), None);
    }
}
