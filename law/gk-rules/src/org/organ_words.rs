//! Words for organs (机关用语): how catalogs write them, folded to what can be compared.

use super::matching::{Committees, Towns};
use super::organ::Level;
use crate::text::squeeze;

/// Ways of writing "of this county, city or district" and of the lowest two levels, each with the one we compare.
const FOLDS: [(&str, &str); 30] = [
    ("县级以上地方各级", "县级"),
    ("县级以上地方", "县级"),
    ("县级以上", "县级"),
    ("地方各级", "县级"),
    ("县(市、区)级", "县级"),
    ("县(区、市)级", "县级"),
    ("县(市、区)", "县级"),
    ("县(区、市)", "县级"),
    ("县(市区)", "县级"),
    ("县(区)", "县级"),
    ("县(市)", "县级"),
    ("区(市、县)", "县级"),
    ("市(县、区)", "县级"),
    ("市、区两级", "县级"),
    ("市、区县", "县级"),
    ("市、县、区", "县级"),
    ("区、县", "县级"),
    ("区县", "县级"),
    ("县级级", "县级"),
    ("乡(镇、街道)", "乡镇街道"),
    ("乡镇(街道)", "乡镇街道"),
    ("乡(镇)", "乡镇"),
    ("乡、镇", "乡镇"),
    ("镇(街道)", "镇街道"),
    ("镇(街)", "镇街道"),
    ("村(居)民", "村居民"),
    ("村(居)", "村居"),
    ("村(社区)", "村社区"),
    ("村、居", "村居"),
    ("中华人民共和国", ""),
];

/// 规范化: [`squeeze`], with the folds above.
pub(super) fn prepare(words: &str) -> String {
    FOLDS.iter().fold(
        squeeze(words),
        |text, (from, to)| if text.contains(from) { text.replace(from, to) } else { text },
    )
}

/// 名称的比较形式: without spaces and without 和、与、及, which names have or lack at pleasure.
pub(super) fn key(name: &str) -> String {
    squeeze(name).chars().filter(|c| !matches!(c, '和' | '与' | '及' | '、' | ' ')).collect()
}

/// 分列: the bodies of a list, parted where no bracket is open.
pub(super) fn split(words: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for c in words.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, '、' | ';' | ',' | '/' | '\n' | '|' | '。') {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// 括注: the words outside brackets and those inside.
pub(super) fn brackets(piece: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for c in piece.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            c => inside.push(c),
        }
    }
    (outside.trim().to_owned(), inside.trim().to_owned())
}

const DEPARTMENT_TAILS: [&str; 14] = [
    "行政主管部门",
    "主管部门",
    "行政部门",
    "职能部门",
    "部门",
    "委员会",
    "办公室",
    "分局",
    "总局",
    "机关",
    "局",
    "厅",
    "委",
    "办",
];
/// Fields of work under all the names they go by; the first stands for all.
const FIELDS: &[&[&str]] = &[
    &["人力资源社会保障", "人社", "人力社保", "人力资源"],
    &["住房城乡建设", "住建", "城乡建设"],
    &["发展改革", "发改"],
    &["市场监督管理", "市场监管"],
    &["应急管理", "应急"],
    &["卫生健康", "卫健"],
    &["农业农村", "农村农业"],
    &["自然资源", "自然资源规划"],
    &[
        "文化旅游",
        "文旅",
        "文化旅游广电",
        "文化旅游广播电视",
        "文旅广电",
        "文广旅",
        "文化广电旅游",
        "文化广播电视旅游",
    ],
    &[
        "城市管理",
        "城管",
        "城市管理行政执法",
        "城市管理综合执法",
        "城市管理综合行政执法",
        "综合行政执法",
        "城市综合执法",
    ],
    &["司法", "司法行政"],
    &["医疗保障", "医保"],
    &["税务", "国家税务", "国家税务总局税务"],
    &["交通运输", "交通"],
    &["行政审批", "行政审批服务"],
    &["营商环境建设", "营商环境", "营商"],
    &["林业草原", "林草", "林业"],
    &["工业信息化", "工信", "经信", "经信管理", "经济信息化"],
    &["科学技术", "科技"],
    &["退役军人事务", "退役军人"],
    &["民族宗教", "民宗", "民族宗教事务"],
    &["水利", "水务"],
    &["教育", "教体", "教育体育"],
];
/// Fields whose department was renamed or merged; the work lies with the second now, as a rule.
const SUCCESSORS: [(&str, &[&str]); 10] = [
    ("扶贫", &["乡村振兴", "农业农村"]),
    ("扶贫开发", &["乡村振兴", "农业农村"]),
    ("乡村振兴", &["农业农村"]),
    ("环境保护", &["生态环境"]),
    ("环保", &["生态环境"]),
    ("国土资源", &["自然资源"]),
    ("卫生计生", &["卫生健康"]),
    ("食品药品监督管理", &["市场监督管理"]),
    ("安全生产监督管理", &["应急管理"]),
    ("住房保障", &["住房城乡建设"]),
];

/// 业务领域: the field a department's name or a word for a department speaks of; two names of one field give the same.
pub(super) fn field(name: &str) -> String {
    let mut core = key(name);
    for _ in 0..3 {
        let shorter = DEPARTMENT_TAILS.iter().find_map(|tail| core.strip_suffix(tail));
        match shorter {
            Some(shorter) if shorter.chars().count() >= 2 => core = shorter.to_owned(),
            _ => break,
        }
    }
    let group = FIELDS.iter().find(|group| group.contains(&core.as_str())).and_then(|group| group.first());
    group.map_or(core, |first| (*first).to_owned())
}

/// The fields to which the work of a former department went.
pub(super) fn successors(field: &str) -> &'static [&'static str] {
    SUCCESSORS.iter().find(|(former, _)| *former == field).map_or(&[], |(_, now)| now)
}

/// Words that point at nobody by name.
const UNNAMED: [&str; 24] = [
    "相关",
    "有关",
    "负责",
    "招标",
    "采购人",
    "代理机构",
    "项目单位",
    "建设单位",
    "施工",
    "责任单位",
    "所在",
    "申请人",
    "平台",
    "学校",
    "文化机构",
    "医疗机构",
    "企业",
    "用人单位",
    "村民小组",
    "各单位",
    "社会组织",
    "略",
    "其他",
    "等",
];

/// The word in a piece that points at nobody by name.
pub(super) fn unnamed(piece: &str) -> Option<&'static str> {
    UNNAMED.iter().copied().find(|word| piece.contains(word))
}

fn without(piece: &str, noise: &[&str]) -> String {
    noise.iter().fold(piece.to_owned(), |text, word| text.replace(word, ""))
}

/// 乡镇、街道的通称: all townships, or all of one kind.
pub(super) fn towns(piece: &str) -> Option<Towns> {
    match without(piece, &["人民政府", "政府", "办事处", "各", "级", "所有"]).as_str() {
        "乡镇街道" | "乡镇街" | "镇街道" | "镇街" | "街镇" | "乡镇街办" | "乡镇街道办" => {
            Some(Towns::All)
        }
        "乡镇" => Some(Towns::Rural),
        "乡" => Some(Towns::Xiang),
        "镇" => Some(Towns::Zhen),
        "街道" | "街" | "街办" | "街道办" => Some(Towns::Subdistricts),
        _ => None,
    }
}

/// 村、社区的通称: all committees, or all of one kind.
pub(super) fn committees(piece: &str) -> Option<Committees> {
    match without(piece, &["民委员会", "委员会", "委会", "行政", "各", "级", "所有"]).as_str()
    {
        "村" | "村民" | "村村" => Some(Committees::Villages),
        "居" | "居民" | "社区" | "社区居" => Some(Committees::Residents),
        "村居" | "村社区" | "村居民" => Some(Committees::All),
        _ => None,
    }
}

/// 各部门: all departments of the government.
pub(super) fn is_all_departments(piece: &str) -> bool {
    let rest = piece.strip_prefix("县级").or_else(|| piece.strip_prefix("县直")).unwrap_or(piece);
    matches!(
        rest,
        "各部门" | "各政府部门" | "政府各部门" | "各委办局" | "各职能部门" | "政府部门" | "人民政府各部门"
    )
}

/// 层级用语: the level a piece begins with, and the rest. `own` is the last character of the county's own name.
pub(super) fn level_word(piece: &str, own: Option<char>) -> Option<(Level, &str)> {
    const WORDS: [(&str, Level); 10] = [
        ("县级", Level::County),
        ("本级", Level::County),
        ("同级", Level::County),
        ("全县", Level::County),
        ("省级", Level::Province),
        ("市级", Level::City),
        ("乡镇级", Level::Township),
        ("乡级", Level::Township),
        ("镇级", Level::Township),
        ("村级", Level::Village),
    ];
    if let Some(found) =
        WORDS.iter().find_map(|(word, level)| piece.strip_prefix(word).map(|rest| (*level, rest)))
    {
        return Some(found);
    }
    let first = piece.chars().next()?;
    let rest = piece.strip_prefix(first)?;
    match first {
        '县' | '区' | '市' | '旗' if own == Some(first) => {
            Some((Level::County, rest.strip_prefix('级').unwrap_or(rest)))
        }
        '市' => Some((Level::City, rest)),
        '省' => Some((Level::Province, rest)),
        _ => None,
    }
}

/// 内设机构用语: what the name of a unit inside an organ ends with.
pub(super) fn is_unit(piece: &str) -> bool {
    const TAILS: [&str; 10] = ["科", "室", "股", "大队", "中队", "所", "站", "指挥中心", "服务办", "窗口"];
    TAILS.iter().any(|tail| piece.ends_with(tail))
}

/// 并列: where 及、和、与、或 stand between two bodies and not inside the name of one; the two sides, and whether it was 或.
pub(super) fn pair(piece: &str) -> Option<(&str, &str, bool)> {
    const WORDS: [(&str, bool); 6] =
        [("以及", false), ("或者", true), ("及", false), ("和", false), ("与", false), ("或", true)];
    const ENDS: [&str; 13] = [
        "局",
        "部门",
        "政府",
        "办事处",
        "委员会",
        "委会",
        "机构",
        "厅",
        "办",
        "中心",
        "街道",
        "乡镇",
        "公室",
    ];
    WORDS.iter().find_map(|(word, either)| {
        piece.match_indices(word).find_map(|(at, _)| {
            let (left, right) = (piece.get(..at)?, piece.get(at + word.len()..)?);
            let whole = ENDS.iter().any(|end| left.ends_with(end)) && right.chars().count() >= 2;
            whole.then_some((left, right, *either))
        })
    })
}

/// 别处的地名: the place a piece begins with, where what follows is a body.
pub(super) fn place_before(piece: &str) -> Option<(&str, &str)> {
    piece.char_indices().skip(1).find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let (place, rest) = (piece.get(..end)?, piece.get(end..)?);
        (matches!(c, '省' | '市' | '县' | '区' | '旗' | '镇' | '乡') && rest.chars().count() >= 2)
            .then_some((place, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_parted_outside_brackets_only() {
        assert_eq!(
            split("民政局、乡镇人民政府(街道办事处、管理处)；".replace('；', ";").as_str()),
            ["民政局", "乡镇人民政府(街道办事处、管理处)"]
        );
        assert_eq!(brackets("县司法局(行政复议局)"), ("县司法局".into(), "行政复议局".into()));
        assert_eq!(split("((、"), ["((、"]);
    }

    #[test]
    fn a_field_is_the_same_under_all_its_names() {
        for name in ["人社局", "人力资源社会保障部门", "人力资源和社会保障局", "人力资源 和社会保障行政部门"]
        {
            assert_eq!(field(name), "人力资源社会保障", "{name}");
        }
        assert_eq!(field("卫生健康行政部门"), "卫生健康");
        assert_eq!(field("司法行政部门"), "司法");
        assert_eq!(field("民政局"), "民政");
        assert_eq!(field("局"), "局");
    }

    #[test]
    fn a_conjunction_inside_a_name_parts_nothing() {
        assert_eq!(pair("住房和城乡建设局"), None);
        assert_eq!(pair("县级人民政府及房屋征收部门"), Some(("县级人民政府", "房屋征收部门", false)));
        assert_eq!(pair("民政局或者财政局"), Some(("民政局", "财政局", true)));
    }

    #[test]
    fn no_two_fields_share_a_name() {
        let mut names: Vec<_> = FIELDS.iter().flat_map(|group| group.iter()).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
