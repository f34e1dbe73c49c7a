//! The words of a catalog's head (表头用语): column labels with the variants met, groups, levels.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::{fold, skeleton, strip_pinyin};

/// 列: what a column of a catalog holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// 序号
    Number,
    /// 领域
    Domain,
    /// 一级事项 (1) … 六级事项 (6)
    Level(u8),
    /// 公开内容（要素）
    Elements,
    /// 公开依据
    Basis,
    /// 公开时限
    Limit,
    /// 公开主体
    Responsible,
    /// 公开渠道和载体
    Channels,
    /// 公开对象 as words
    Audience,
    /// 全社会
    AudienceAll,
    /// 特定群体
    AudienceSpecific,
    /// 公开方式 as words
    Method,
    /// 主动
    Proactive,
    /// 依申请
    OnRequest,
    /// 公开层级 as words
    Levels,
    /// 县级
    County,
    /// 乡级
    Township,
    /// 村级
    Village,
    /// 乡、村级
    TownshipVillage,
    /// Anything else, by its heading
    Extra(String),
}

/// 列组: a heading over several columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// 公开事项
    Items,
    /// 公开对象
    Audience,
    /// 公开方式
    Method,
    /// 公开层级
    Levels,
}

/// 表头用语: what a head cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// A column.
    Column(Column),
    /// A heading over columns; a column of words where nothing stands under it.
    Group(Group),
    /// 公开形式, 责任科室 …: the column in the second place, unless the first place is taken.
    Weak(Column),
}

impl Column {
    /// The canonical name, as in [`crate::catalog::draft::ItemDraft::raw`].
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Number => "number",
            Self::Domain => "domain",
            Self::Level(1) => "level1",
            Self::Level(2) => "level2",
            Self::Level(3) => "level3",
            Self::Level(4) => "level4",
            Self::Level(5) => "level5",
            Self::Level(_) => "level6",
            Self::Elements => "elements",
            Self::Basis => "basis",
            Self::Limit => "time_limit",
            Self::Responsible => "responsible",
            Self::Channels => "channels",
            Self::Audience => "audience",
            Self::AudienceAll => "audience_all",
            Self::AudienceSpecific => "audience_specific",
            Self::Method => "method",
            Self::Proactive => "proactive",
            Self::OnRequest => "on_request",
            Self::Levels => "levels",
            Self::County => "county",
            Self::Township => "township",
            Self::Village => "village",
            Self::TownshipVillage => "township_village",
            Self::Extra(heading) => heading,
        }
    }
    /// Whether the column holds a tick.
    pub(super) fn is_tick(&self) -> bool {
        matches!(
            self,
            Self::AudienceAll
                | Self::AudienceSpecific
                | Self::Proactive
                | Self::OnRequest
                | Self::County
                | Self::Township
                | Self::Village
                | Self::TownshipVillage
        )
    }
    /// The group a column stands under.
    pub(super) fn group(&self) -> Option<Group> {
        match self {
            Self::Level(_) => Some(Group::Items),
            Self::AudienceAll | Self::AudienceSpecific => Some(Group::Audience),
            Self::Proactive | Self::OnRequest => Some(Group::Method),
            Self::County | Self::Township | Self::Village | Self::TownshipVillage => Some(Group::Levels),
            _ => None,
        }
    }
}

/// Labels, by their letters alone; the first of each line is the standard's.
const LABELS: &[(&str, Label)] = &[
    ("序号|编号|项目序号|顺序号|序列|行号", Label::Column(Column::Number)),
    ("领域|所属领域|试点领域|公开领域|事项领域|领域名称", Label::Column(Column::Domain)),
    (
        "公开事项|事项|公开事项名称|事项名称|公开目录|公开类目|政务公开事项|信息公开事项|公开项目|目录名称|公开事项内容|项目",
        Label::Group(Group::Items),
    ),
    (
        "公开类别|事项类别|信息类别|类别|公开分类|信息分类|事项分类|分类|具体职责|主要职责|一类",
        Label::Column(Column::Level(1)),
    ),
    ("子项|事项子项|公开子项|业务事项|具体事项|二类", Label::Column(Column::Level(2))),
    (
        "公开内容要素|公开内容|内容要素|公开要素|内容标准|内容规范|信息内容|具体内容|主要内容|内容|要素|公开的内容|公开内容及要素|公开内容和要素|公开内容标准|公开信息内容|公开标准",
        Label::Column(Column::Elements),
    ),
    (
        "公开依据|依据|法律依据|政策依据|设定依据|法定依据|公开的依据|依据文件|公开法律依据|公开依据文件|法律法规依据|公开政策依据",
        Label::Column(Column::Basis),
    ),
    (
        "公开时限|时限|公开时间|公开期限|时间要求|时限要求|公开时限要求|更新时限|更新周期|公开时效|更新频率|公开频次|公布时限|公开时间时限|公布时间|发布时限",
        Label::Column(Column::Limit),
    ),
    (
        "公开主体|主体|责任主体|公开责任主体|责任单位|公开单位|责任部门|公开部门|公开责任单位|发布主体|实施主体|信息公开主体|公开机构|牵头单位|公开责任部门|公开主体单位|公开义务主体|主体单位|发布单位|公开主体责任单位",
        Label::Column(Column::Responsible),
    ),
    (
        "公开渠道和载体|公开渠道|渠道和载体|渠道|公开渠道及载体|公开渠道载体|公开载体和渠道|公开平台|公开途径|公开场所|网站公开渠道|发布渠道|公布渠道|公开渠道与载体|公开载体渠道|公开渠道平台",
        Label::Column(Column::Channels),
    ),
    ("公开载体|载体|公开形式|形式|公布形式|公开地点", Label::Weak(Column::Channels)),
    ("责任科室|责任处室|承办科室|责任股室|内设机构|承办单位|公开科室", Label::Weak(Column::Responsible)),
    ("公开对象|对象|公开范围|公开对象及范围|公开对象范围|受众|面向对象", Label::Group(Group::Audience)),
    ("全社会|社会公众|面向社会|全社会公开|全体社会|向全社会公开|社会", Label::Column(Column::AudienceAll)),
    (
        "特定群体|特定群众|特定对象|特定人群|特殊群体|特定|特定群体请写明|特定公众|特定主体|特定群体请注明",
        Label::Column(Column::AudienceSpecific),
    ),
    ("公开方式|方式|公开属性|公开类型|信息公开方式|公开性质|公开方法", Label::Group(Group::Method)),
    ("主动|主动公开", Label::Column(Column::Proactive)),
    ("依申请|依申请公开|申请|申请公开|依申", Label::Column(Column::OnRequest)),
    ("公开层级|层级|公开级别|公开层次|级别|权限层级|行政层级|实施层级", Label::Group(Group::Levels)),
    (
        "乡村级|乡镇村级|镇村级|乡级村级|乡镇级村级|镇街村级|乡镇街道村级|乡镇街道村社区级|乡村两级",
        Label::Column(Column::TownshipVillage),
    ),
    (
        "县级|市级|区级|州级|县市区级|县区级|区县级|市县级|县市级|县市区|县区|旗级|旗县级|旗县区级|区市县级|市区级|区市级|县|区|县局|县级部门|区级部门|州市级|州级县级|开发区级|县级公开",
        Label::Column(Column::County),
    ),
    (
        "乡级|镇级|乡镇级|街道级|街镇级|镇街级|乡镇街道级|乡镇街道|镇街道级|街道乡镇级|乡镇|镇街|街道|苏木级|苏木乡镇级|街级|乡镇办事处级|镇办级|乡街级|乡街道级|乡镇公开",
        Label::Column(Column::Township),
    ),
    (
        "村级|社区级|村社区级|村居级|村社级|社区村级|村|社区|嘎查级|村社区|村居|村居社区级",
        Label::Column(Column::Village),
    ),
];

/// Headings that are known and belong to no column of the standard.
const KNOWN_EXTRAS: &[&str] = &[
    "备注",
    "咨询电话",
    "联系电话",
    "监督电话",
    "监督举报电话",
    "联系人",
    "公开文本",
    "五公开",
    "过程",
    "公开过程",
    "对应职责",
    "条款内容",
    "依据效力",
    "网址",
    "链接",
    "公开网址",
    "编码",
    "事项编码",
    "索引号",
    "审核主体",
    "免责事由",
    "公开程序",
    "公开流程",
    "办理时限",
    "解读回应",
    "决策",
    "执行",
    "管理",
    "服务",
    "结果",
];

/// What a head cell says, where it is a known label.
pub(super) fn label(cell: &str) -> Option<Label> {
    if cell.is_empty() || cell.len() > 240 {
        return None;
    }
    let folded = fold(&strip_pinyin(cell));
    let whole = skeleton(&folded);
    if whole.is_empty() {
        return None;
    }
    let bare = skeleton(
        folded.split(['(', '[', '〔', '【', ':', ';', '。', '■', '√', '“']).next().unwrap_or_default(),
    );
    for words in [whole.as_str(), bare.as_str()] {
        if words.is_empty() {
            continue;
        }
        if let Some(label) = exact(words).or_else(|| item_level(words)) {
            return Some(label);
        }
    }
    near(&whole)
}

/// Whether a head cell is a heading known to stand outside the standard.
pub(super) fn is_known_extra(cell: &str) -> bool {
    let plain = skeleton(&strip_pinyin(cell));
    KNOWN_EXTRAS.contains(&plain.as_str())
}

/// Every variant with what it says.
static EXACT: LazyLock<HashMap<&'static str, Label>> = LazyLock::new(|| {
    LABELS.iter().flat_map(|(variants, label)| variants.split('|').map(|one| (one, label.clone()))).collect()
});

/// The labels of the standard without one of their characters, where only one label can be meant.
static NEAR: LazyLock<HashMap<String, Option<Label>>> = LazyLock::new(|| {
    let mut near: HashMap<String, Option<Label>> = HashMap::new();
    for (variants, label) in LABELS {
        let chars: Vec<char> = variants.split('|').next().unwrap_or_default().chars().collect();
        for lost in (0..chars.len()).filter(|_| chars.len() >= 4) {
            let short: String =
                chars.iter().enumerate().filter(|(at, _)| *at != lost).map(|(_, c)| *c).collect();
            let entry = near.entry(short).or_insert_with(|| Some(label.clone()));
            if entry.as_ref() != Some(label) {
                *entry = None;
            }
        }
    }
    near
});

fn exact(words: &str) -> Option<Label> {
    EXACT.get(words).cloned()
}

/// 一级事项 … 六级目录, 公开事项一级, 一级.
fn item_level(words: &str) -> Option<Label> {
    const DIGITS: [(char, char, u8); 6] =
        [('一', '1', 1), ('二', '2', 2), ('三', '3', 3), ('四', '4', 4), ('五', '5', 5), ('六', '6', 6)];
    let mut chars = words.chars().peekable();
    let mut found = None;
    let mut rest = String::new();
    while let Some(c) = chars.next() {
        let digit = DIGITS.iter().find(|(han, arabic, _)| *han == c || *arabic == c);
        match digit {
            Some((_, _, level)) if found.is_none() && chars.peek() == Some(&'级') => {
                chars.next();
                found = Some(*level);
            }
            _ => rest.push(c),
        }
    }
    let level = found?;
    let around = [
        "",
        "事项",
        "公开事项",
        "目录",
        "公开目录",
        "分类",
        "类目",
        "栏目",
        "指标",
        "标题",
        "事项名称",
        "类别",
        "内容",
        "项目",
        "信息",
        "公开内容",
        "主题",
        "标准",
    ];
    around.contains(&rest.as_str()).then_some(Label::Column(Column::Level(level)))
}

/// One lost character in a label of four or more (开依据 for 公开依据).
fn near(words: &str) -> Option<Label> {
    NEAR.get(words).cloned().flatten()
}

/// Every variant of every label with what it says, the longest first; for heads that lost their cell borders.
pub(super) static VARIANTS: LazyLock<Vec<(&'static str, Label)>> = LazyLock::new(|| {
    let mut all: Vec<(&'static str, Label)> = LABELS
        .iter()
        .flat_map(|(variants, label)| variants.split('|').map(|one| (one, label.clone())))
        .collect();
    for (words, level) in [
        ("一级事项", 1),
        ("二级事项", 2),
        ("三级事项", 3),
        ("四级事项", 4),
        ("一级目录", 1),
        ("二级目录", 2),
        ("三级目录", 3),
    ] {
        all.push((words, Label::Column(Column::Level(level))));
    }
    all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    all
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_every_dress() {
        assert_eq!(label("公开内容（要素）"), Some(Label::Column(Column::Elements)));
        assert_eq!(label("公開內(nèi)容(要素)"), Some(Label::Column(Column::Elements)));
        assert_eq!(
            label("公\n开渠道和载体（“■”表示选用，“□”表示不选用）"),
            Some(Label::Column(Column::Channels))
        );
        assert_eq!(label("公开事项（二级）"), Some(Label::Column(Column::Level(2))));
        assert_eq!(label("六级目录"), Some(Label::Column(Column::Level(6))));
        assert_eq!(label("乡、村级"), Some(Label::Column(Column::TownshipVillage)));
        assert_eq!(label("镇（街）级"), Some(Label::Column(Column::Township)));
        assert_eq!(label("开依据"), Some(Label::Column(Column::Basis)));
        assert_eq!(label("申请条件"), None);
    }
}
