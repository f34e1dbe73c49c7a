//! Words of catalogs (目录用语): the titles of pages about catalogs, and columns of what is written out.

crate::codes! {
    /// 页面名称: what a page about catalogs is called.
    pub enum Heading {
        /// 导入记录
        Imports = "imports" => "导入记录",
        /// 导入目录
        NewImport = "new_import" => "导入目录",
        /// 核对导入结果
        Import = "import" => "核对导入结果",
        /// 目录版本
        Editions = "editions" => "目录版本",
        /// 沿用上级标准
        Adopt = "adopt" => "沿用上级标准",
        /// 公开事项
        Items = "items" => "公开事项",
        /// 增加公开事项
        NewItem = "new_item" => "增加公开事项",
        /// 修改公开事项
        Item = "item" => "修改公开事项",
        /// 检查与说明
        Findings = "findings" => "检查与说明",
        /// 采用上级新版
        Merge = "merge" => "采用上级新版",
        /// 对标报告
        Conformity = "conformity" => "对标报告",
        /// 版本对照
        Diff = "diff" => "版本对照",
        /// 标准目录
        Catalogs = "catalogs" => "标准目录",
        /// 工作台
        Desk = "desk" => "工作台",
    }
}

crate::codes! {
    /// 办理环节: the steps of an edition.
    pub enum Step {
        /// 起草
        Draft = "draft" => "起草",
        /// 审核
        Review = "review" => "审核",
        /// 施行
        Enact = "enact" => "施行",
    }
}

crate::codes! {
    /// 原始栏目: the columns under which the raw cells of an item are kept.
    pub enum RawColumn {
        /// 序号
        Number = "number" => "序号",
        /// 领域
        Domain = "domain" => "领域",
        /// 一级事项
        Level1 = "level1" => "一级事项",
        /// 二级事项
        Level2 = "level2" => "二级事项",
        /// 三级事项
        Level3 = "level3" => "三级事项",
        /// 四级事项
        Level4 = "level4" => "四级事项",
        /// 五级事项
        Level5 = "level5" => "五级事项",
        /// 六级事项
        Level6 = "level6" => "六级事项",
        /// 公开内容（要素）
        Elements = "elements" => "公开内容（要素）",
        /// 公开依据
        Basis = "basis" => "公开依据",
        /// 公开时限
        Limit = "time_limit" => "公开时限",
        /// 公开主体
        Responsible = "responsible" => "公开主体",
        /// 公开渠道和载体
        Channels = "channels" => "公开渠道和载体",
        /// 公开对象
        Audience = "audience" => "公开对象",
        /// 公开对象：全社会
        AudienceAll = "audience_all" => "公开对象：全社会",
        /// 公开对象：特定群体
        AudienceSpecific = "audience_specific" => "公开对象：特定群体",
        /// 公开方式
        Method = "method" => "公开方式",
        /// 公开方式：主动
        Proactive = "proactive" => "公开方式：主动",
        /// 公开方式：依申请
        OnRequest = "on_request" => "公开方式：依申请",
        /// 公开层级
        Levels = "levels" => "公开层级",
        /// 公开层级：县级
        County = "county" => "公开层级：县级",
        /// 公开层级：乡级
        Township = "township" => "公开层级：乡级",
        /// 公开层级：村级
        Village = "village" => "公开层级：村级",
        /// 公开层级：乡、村级
        TownshipVillage = "township_village" => "公开层级：乡、村级",
    }
}

/// 原始栏目顺序: the place of a raw column in a table, from 0; unforeseen ones come last.
#[must_use]
pub fn raw_rank(key: &str) -> usize {
    let known = <RawColumn as crate::Coded>::from_code(key);
    known
        .and_then(|one| <RawColumn as crate::Coded>::ALL.iter().position(|other| *other == one))
        .unwrap_or(usize::MAX)
}

/// 原始栏目名称: what people call a raw column; an unforeseen one keeps its own heading.
#[must_use]
pub fn raw_column(key: &str) -> &str {
    match <RawColumn as crate::Coded>::from_code(key) {
        Some(column) => crate::Coded::label(column),
        None => key,
    }
}
