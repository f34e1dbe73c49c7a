//! What the text of one cell looks like (单元格特征), whatever column it stands in.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::channels;
use crate::text::{skeleton, squeeze};

/// Names of items by their letters: (is a first-level name, is a lower-level name).
static NAMES: LazyLock<HashMap<String, (bool, bool)>> = LazyLock::new(|| {
    let mut names: HashMap<String, (bool, bool)> = HashMap::new();
    let mut domain = None;
    for line in include_str!("../../../data/item-names.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('=') {
            domain = Some(name);
            continue;
        }
        let Some((first, rest)) = line.split_once(':') else { continue };
        names.entry(skeleton(first)).or_default().0 = true;
        if let Some(name) = domain {
            names.entry(name.to_owned()).or_default().0 = true;
        }
        for second in rest.split('|').filter(|one| !one.is_empty()) {
            names.entry(skeleton(second)).or_default().1 = true;
        }
    }
    names
});

/// Whether a text is the name of a first-level item of the guides, and of a lower one.
pub(super) fn item_name(text: &str) -> (bool, bool) {
    NAMES.get(&skeleton(text)).copied().unwrap_or_default()
}

/// Every known name with its levels, for cutting text without cell borders.
pub(super) fn item_names() -> impl Iterator<Item = (&'static str, bool, bool)> {
    NAMES.iter().map(|(name, (first, second))| (name.as_str(), *first, *second))
}

/// 单元格特征
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations of one text")]
pub(super) struct Features {
    pub(super) blank: bool,
    pub(super) number: bool,
    pub(super) tick: bool,
    pub(super) same_above: bool,
    pub(super) channels: bool,
    pub(super) limit: bool,
    pub(super) organ: bool,
    pub(super) instrument: bool,
    pub(super) listed: bool,
    pub(super) known_first: bool,
    pub(super) known_second: bool,
    pub(super) length: usize,
}

/// Looks at a cell.
pub(super) fn features(cell: &str) -> Features {
    let text = squeeze(cell);
    if text.is_empty() {
        return Features { blank: true, ..Features::default() };
    }
    let length = text.chars().count();
    let (known_first, known_second) = if length <= 40 { item_name(&text) } else { (false, false) };
    Features {
        blank: false,
        number: is_number(&text),
        tick: is_tick(&text),
        same_above: is_same_above(&text),
        channels: channels::looks_like(&text),
        limit: length <= 160 && looks_like_limit(&text),
        organ: length <= 60 && looks_like_organ(&text),
        instrument: looks_like_instrument(&text),
        listed: is_listed(&text),
        known_first,
        known_second,
        length,
    }
}

/// A bare number of a row: 1, 12., (3).
pub(super) fn is_number(text: &str) -> bool {
    let bare = text.trim().trim_matches(|c: char| matches!(c, '.' | '、' | '(' | ')' | ' '));
    (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

/// 勾选: a tick and nothing else.
pub(super) fn is_tick(text: &str) -> bool {
    let mut chars = text.trim().chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => {
            matches!(
                c,
                '√' | '■'
                    | '●'
                    | '✓'
                    | '✔'
                    | 'V'
                    | 'v'
                    | '是'
                    | '☑'
                    | '▲'
                    | '★'
                    | '◆'
                    | '▇'
                    | '█'
                    | '∨'
                    | '〤'
                    | '有'
                    | 'Y'
                    | 'y'
                    | '◎'
                    | '\u{f0fc}'
                    | '\u{f052}'
                    | '\u{f0fe}'
            )
        }
        _ => false,
    }
}

/// 同上: the cell above, in any of its spellings.
pub(super) fn is_same_above(text: &str) -> bool {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '■' | '(' | ')' | '。' | '√' | '“' | '”' | '"'))
        .collect();
    matches!(
        plain.as_str(),
        "同上" | "同上列" | "同上一行" | "同上条" | "同上项" | "〃" | "″" | "同前" | "同上所述"
    )
}

/// Words that only a time limit has.
pub(super) fn looks_like_limit(text: &str) -> bool {
    const SURE: [&str; 17] = [
        "工作日",
        "之日起",
        "及时公开",
        "实时",
        "即时",
        "长期公开",
        "永久公开",
        "随时公布",
        "随时公开",
        "日内公开",
        "更新1次",
        "常年公开",
        "按进展",
        "定期公开",
        "每季度",
        "每年",
        "每月",
    ];
    const WHOLE: [&str; 8] = ["长期", "及时", "实时", "永久", "常年", "即时", "适时", "随时"];
    if text.contains('《') && !text.contains("之日起") && !text.contains("工作日") {
        return false;
    }
    if SURE.iter().any(|words| text.contains(words)) || WHOLE.contains(&text) {
        return true;
    }
    let short = text.chars().count() <= 30;
    let counted = text.chars().any(|c| c.is_ascii_digit())
        && (text.ends_with("日前")
            || text.ends_with('年')
            || text.ends_with("个月")
            || text.ends_with("底前")
            || text.contains("日内")
            || text.contains("月底"));
    short && (counted || text.contains("后20日") || text.ends_with("期限内"))
}

/// Endings of the names of organs.
fn looks_like_organ(text: &str) -> bool {
    const ENDS: [&str; 40] = [
        "局",
        "部门",
        "政府",
        "委",
        "办",
        "院",
        "队",
        "所",
        "中心",
        "站",
        "科",
        "室",
        "单位",
        "机构",
        "厅",
        "处",
        "委员会",
        "机关",
        "街道",
        "镇",
        "乡",
        "村",
        "会",
        "社区",
        "公司",
        "学校",
        "人",
        "党政办",
        "办公室",
        "服务机构",
        "股",
        "大队",
        "支队",
        "分局",
        "办事处",
        "行政村",
        "等",
        "组",
        "管理处",
        "银行",
    ];
    let plain = text.trim_end_matches([')', '。', ';', ' ']);
    ENDS.iter().any(|end| plain.ends_with(end)) || text.contains("人民政府") || text.contains("部门")
}

/// A title in 《》, a document number, or the words of law at the end.
pub(super) fn looks_like_instrument(text: &str) -> bool {
    text.contains('《')
        || text.contains('》')
        || text.contains('〔') && text.contains('号')
        || text.contains("令第")
        || text.contains("[20") && text.contains('号')
        || text.chars().count() < 60
            && ["条例", "办法", "规定", "法", "意见", "通知"]
                .iter()
                .any(|end| text.trim_end_matches(['等', '。']).ends_with(end))
}

/// Begins with a list number or a bullet.
pub(super) fn is_listed(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('●' | '·' | '•' | '①' | '◆' | '○' | '〇' | '■' | '▪') => {
            text.chars().count() > 2
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = chars.as_str().trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            rest.starts_with(['.', '、', ')']) && rest.len() > 1
        }
        Some('(' | '一') => chars.next().is_some_and(|c| c == '1' || c == '一' || c == '、'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart_by_their_words() {
        assert!(features("信息形成或变更之日起20个工作日内").limit);
        assert!(features("1月31日前").limit && features("6个月").limit && features("长期").limit);
        assert!(!features("办理时限").limit && !features("与安全生产有关的法律、法规").limit);
        assert!(features("区应急局").organ && features("各鎮人民政府").organ);
        assert!(features("《政府信息公开条例》").instrument);
        assert!(features("■政府网站 □政府公报 □两微一端").channels);
        assert!(features("√").tick && features(" 是").tick && !features("否").tick);
        assert!(features("12").number && !features("1.1就业政策").number);
        assert!(features("政策文件").known_first);
        assert!(is_same_above("■同上") && is_same_above("同 上") && !is_same_above("同上级"));
    }
}
