//! The 26 pilot domains (试点领域) of 辽政办发〔2020〕13号, with the names the national guides and pages use.

use crate::text::skeleton;

/// Name in the seed document, then other names met.
const DOMAINS: [(&str, &[&str]); 26] = [
    ("国土空间规划", &["城乡规划", "自然资源", "规划"]),
    ("重大建设项目", &["重大建设项目批准和实施"]),
    ("公共资源交易", &["公共资源配置"]),
    ("财政预决算", &["财政预算决算", "财政"]),
    ("安全生产", &[]),
    ("税收管理", &["税收"]),
    ("征地补偿", &["农村集体土地征收", "集体土地征收", "征地"]),
    ("国有土地上房屋征收", &["国有土地上房屋征收与补偿", "房屋征收与补偿", "房屋征收"]),
    ("保障性住房", &["住房保障"]),
    ("农村危房改造", &["危房改造"]),
    ("环境保护", &["生态环境", "生态环境保护"]),
    ("公共文化服务", &["公共文化体育", "公共文化"]),
    ("公共法律服务", &["法律服务"]),
    ("扶贫", &["乡村振兴", "脱贫攻坚", "精准扶贫"]),
    ("救灾", &["救灾生产", "自然灾害救助"]),
    ("食品药品监管", &["食品药品监督管理", "食品药品", "食药监管"]),
    ("城市综合执法", &["综合行政执法", "城市管理综合执法", "城管执法"]),
    ("就业创业", &["就业", "公共就业"]),
    ("社会保险", &["社保"]),
    ("社会救助", &[]),
    ("养老服务", &[]),
    ("户籍管理", &["户籍"]),
    ("涉农补贴", &["涉农资金", "农业补贴", "涉农补贴资金"]),
    ("义务教育", &["教育"]),
    ("医疗卫生", &["卫生健康", "医疗卫生健康"]),
    ("市政服务", &["市政公用"]),
];

/// 领域: the canonical name of a domain written exactly so or by a name known for it.
#[must_use]
pub fn canonical(text: &str) -> Option<&'static str> {
    let plain = skeleton(text);
    let plain = plain.strip_suffix("领域").unwrap_or(&plain);
    DOMAINS.iter().find(|(name, aliases)| *name == plain || aliases.contains(&plain)).map(|(name, _)| *name)
}

/// The domain a title or a sheet's name speaks of: 某县安全生产领域基层政务公开标准目录.
/// The first is the canonical name, else the words before 领域 as written.
pub(super) fn in_title(title: &str) -> Option<String> {
    let plain = crate::text::squeeze(title).replace(' ', "");
    if let Some(at) = plain.find("领域") {
        let before = plain.get(..at).unwrap_or_default();
        if let Some(name) = ending(before) {
            return Some(name.to_owned());
        }
        let words = after_place(before);
        if !words.is_empty() && words.chars().count() <= 16 && speaks_of_catalog(&plain) {
            return Some(words.to_owned());
        }
        return None;
    }
    if let Some(name) = canonical(&plain) {
        return Some(name.to_owned());
    }
    let end = ["基层政务公开", "政务公开", "政府信息公开", "标准目录", "公开目录"]
        .iter()
        .filter_map(|end| plain.find(end))
        .min()?;
    ending(plain.get(..end).unwrap_or_default()).map(ToOwned::to_owned)
}

/// Whether a line is a title of a catalog.
pub(super) fn speaks_of_catalog(plain: &str) -> bool {
    ["标准目录", "公开目录", "事项目录", "政务公开", "务开标准", "公开标准", "事项清单", "公开清单"]
        .iter()
        .any(|words| plain.contains(words))
}

/// The longest name at the end of a text; short aliases only when they are the whole of it.
fn ending(text: &str) -> Option<&'static str> {
    let text = text.rsplit([')', '、', ':', '.', '》', ' ']).next().unwrap_or(text);
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut best: Option<(usize, &'static str)> = None;
    for (name, aliases) in DOMAINS {
        for words in aliases.iter().copied().chain([name]) {
            let long = words.chars().count() > 2 || words == name;
            let hit = text == words || long && text.ends_with(words);
            if hit && best.is_none_or(|(length, _)| words.len() > length) {
                best = Some((words.len(), name));
            }
        }
    }
    best.map(|(_, name)| name)
}

/// The text behind the name of a county, town, or organ.
fn after_place(text: &str) -> &str {
    let mut rest = text;
    for mark in ["附件", ":", "》", "。"] {
        rest = rest.rsplit(mark).next().unwrap_or(rest);
    }
    for mark in ["省", "市", "县", "区", "镇", "乡", "街道", "旗", "局"] {
        if let Some(at) = rest.find(mark) {
            let tail = rest.get(at + mark.len()..).unwrap_or_default();
            if !tail.is_empty() {
                rest = tail;
            }
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_names_that_differ_in_the_guides_are_known() {
        assert_eq!(canonical("农村集体土地征收"), Some("征地补偿"));
        assert_eq!(canonical("生态环境领域"), Some("环境保护"));
        assert_eq!(canonical("就业"), Some("就业创业"));
        assert_eq!(canonical("旅游"), None);
    }

    #[test]
    fn a_title_gives_its_domain() {
        assert_eq!(
            in_title("某县国有土地上房屋征收与补偿领域基层政务公开标准目录").as_deref(),
            Some("国有土地上房屋征收")
        );
        assert_eq!(in_title("其他(村務公開)領域基層政務公開標準目錄").as_deref(), Some("其他(村务公开)"));
        assert_eq!(in_title("国土空间规划 领域基层政 务公开标准目录").as_deref(), Some("国土空间规划"));
        assert_eq!(in_title("平武县旅游领域基层政务公开标准目录").as_deref(), Some("旅游"));
        assert_eq!(in_title("（十一）就业领域基层政务公开标准目录").as_deref(), Some("就业创业"));
        assert_eq!(in_title("推进重点领域信息公开").as_deref(), None);
    }
}
