//! Findings (检查发现): what was found, where, why it matters and how to mend it; never the thing itself.

use serde::{Deserialize, Serialize};

use crate::citation::{
    official_papers, ogi, paper_format, personal_information, site_check_19, social_assistance,
};
use crate::{Citation, Coded};

crate::codes! {
    /// 检查项目: what a check looks for.
    pub enum Problem {
        /// 公民身份号码
        ResidentId = "personal.resident_id" => "公民身份号码",
        /// 旧式身份号码 of fifteen digits
        OldResidentId = "personal.old_resident_id" => "旧式身份号码（15位）",
        /// 校验码不符的身份号码: called so by the text, with a slip in it
        DoubtfulId = "personal.doubtful_id" => "疑似公民身份号码（校验码不符）",
        /// 银行卡号
        BankCard = "personal.bank_card" => "银行卡号",
        /// 银行账号 of nobody that is called an organ
        Account = "personal.account" => "疑似个人银行账号",
        /// 手机号码
        Mobile = "personal.mobile" => "手机号码",
        /// 护照、通行证号码
        Passport = "personal.passport" => "护照或者通行证号码",
        /// 车牌号
        Plate = "personal.plate" => "车牌号",
        /// 住址, called so by the text
        HomeAddress = "personal.home_address" => "家庭住址",
        /// 姓名和住址
        NameWithAddress = "personal.name_with_address" => "姓名和住址连同出现",
        /// 未成年人的姓名
        Minor = "personal.minor" => "未成年人的姓名",
        /// 姓名和健康信息
        Health = "personal.health" => "姓名和健康信息连同出现",
        /// 名单中应当隐去的姓名
        ListedName = "list.name" => "名单中应当隐去的姓名",
        /// 名单中的敏感栏目: a column that must not stand beside names
        ListedColumn = "list.column" => "名单中不应公开的栏目",
        /// 日期前后矛盾
        Dates = "metadata.dates" => "日期前后矛盾",
        /// 日期不合情理
        DateUnlikely = "metadata.date_unlikely" => "日期不合情理",
        /// 发文字号无法识别
        NumberUnknown = "metadata.number_unknown" => "发文字号无法识别",
        /// 发文字号写法不规范
        NumberForm = "metadata.number_form" => "发文字号写法不规范",
        /// 发文字号重复
        NumberDuplicate = "metadata.number_duplicate" => "发文字号重复",
        /// 登记与正文不一致
        AgainstText = "metadata.against_text" => "登记内容与正文不一致",
        /// 公开属性与附注不一致
        AgainstNote = "metadata.against_note" => "公开属性与文件上的标注不一致",
        /// 错误用语
        Mistake = "words.mistake" => "错误用语",
        /// 机关名称已变更
        OldName = "words.old_name" => "机关名称已变更",
        /// 失效链接
        DeadLink = "text.dead_link" => "链接失效",
        /// 不显示的图片: pictures are files, with words beside them
        Image = "text.image" => "正文中的图片不会显示",
        /// 附件打不开
        FileBroken = "file.broken" => "附件打不开",
        /// 附件不能自动检查
        FileUnread = "file.unread" => "附件不能自动检查",
        /// 附件有密码
        FileLocked = "file.locked" => "附件有密码",
        /// 附件带宏
        Macro = "file.macro" => "附件带有宏程序",
        /// 隐藏的工作表
        HiddenSheet = "file.hidden_sheet" => "附件中有隐藏的工作表",
        /// 隐藏的行
        HiddenRows = "file.hidden_rows" => "附件中有隐藏的行",
        /// 隐藏的列
        HiddenColumns = "file.hidden_columns" => "附件中有隐藏的列",
        /// 数据透视表缓存: the whole source table travels with it
        PivotCache = "file.pivot_cache" => "附件中有数据透视表缓存",
        /// 外部数据链接
        ExternalLink = "file.external_link" => "附件中有外部数据链接",
        /// 修订痕迹
        TrackedChange = "file.tracked_change" => "附件中有修订痕迹",
        /// 批注
        Comment = "file.comment" => "附件中有批注",
        /// 演讲者备注
        SpeakerNotes = "file.speaker_notes" => "附件中有演讲者备注",
        /// 隐藏的幻灯片
        HiddenSlide = "file.hidden_slide" => "附件中有隐藏的幻灯片",
        /// 隐藏文字: marked hidden, white, or drawn invisible
        HiddenText = "file.hidden_text" => "附件中有看不见的文字",
        /// 文档属性: names of authors
        Properties = "file.properties" => "附件属性中有人名或者单位",
        /// 拍摄信息
        Exif = "file.exif" => "图片带有拍摄信息",
        /// 拍摄位置
        Gps = "file.gps" => "图片带有拍摄位置",
        /// PDF批注
        Annotation = "file.annotation" => "PDF中有批注",
        /// 嵌入的文件
        Embedded = "file.embedded" => "附件中嵌有别的文件",
        /// 旧版本内容: what was changed is still in the file
        History = "file.history" => "附件中留有旧版本的内容",
    }
}

crate::codes! {
    /// 严重程度: errors hold up, warnings want a reason, notes are read.
    pub enum Severity {
        /// 错误: nothing is published before it is mended
        Error = "error" => "错误",
        /// 警告: mended, or set aside for a typed reason
        Warning = "warning" => "警告",
        /// 提示: holds nothing up
        Note = "note" => "提示",
    }
}

/// 位置: the line, counted from one, and the characters in it, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// 行
    pub line: u32,
    /// First character.
    pub from: u32,
    /// The character behind the last.
    pub to: u32,
}

/// 检查发现: one thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// 项目
    pub problem: Problem,
    /// 严重程度
    pub severity: Severity,
    /// 位置; nothing where it is about the record and not about a place in its text.
    pub spot: Option<Spot>,
    /// 证据: masked, where it is personal.
    pub evidence: String,
}

impl Finding {
    /// One with the severity of its kind.
    #[must_use]
    pub fn new(problem: Problem, spot: Option<Spot>, evidence: impl Into<String>) -> Self {
        Self { problem, severity: problem.severity(), spot, evidence: evidence.into() }
    }
    /// The same, of another severity.
    #[must_use]
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
    /// 依据
    #[must_use]
    pub fn basis(&self) -> Option<Citation> {
        self.problem.basis()
    }
    /// 说明: one sentence for people.
    #[must_use]
    pub fn words(&self) -> String {
        match self.spot {
            Some(spot) => {
                format!("{}：{}（{}）", super::record::place(spot), self.problem.label(), self.evidence)
            }
            None => format!("{}：{}", self.problem.label(), self.evidence),
        }
    }
    /// 处理办法
    #[must_use]
    pub fn cure(&self) -> &'static str {
        self.problem.cure()
    }
    /// 是否阻止公开
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Problem {
    /// 是否涉及个人信息: such evidence is masked.
    #[must_use]
    pub fn is_personal(self) -> bool {
        let code = self.code();
        code.starts_with("personal.") || code.starts_with("list.")
    }
    /// 一般的严重程度
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::ResidentId
            | Self::OldResidentId
            | Self::BankCard
            | Self::Passport
            | Self::Mobile
            | Self::Minor
            | Self::Health
            | Self::HomeAddress
            | Self::ListedName
            | Self::ListedColumn
            | Self::Dates
            | Self::FileBroken
            | Self::FileLocked
            | Self::Macro
            | Self::HiddenSheet
            | Self::TrackedChange
            | Self::Comment
            | Self::Gps
            | Self::AgainstNote => Severity::Error,
            Self::DoubtfulId
            | Self::Account
            | Self::Plate
            | Self::NameWithAddress
            | Self::DateUnlikely
            | Self::NumberUnknown
            | Self::NumberForm
            | Self::NumberDuplicate
            | Self::AgainstText
            | Self::FileUnread
            | Self::HiddenRows
            | Self::HiddenColumns
            | Self::PivotCache
            | Self::ExternalLink
            | Self::SpeakerNotes
            | Self::HiddenSlide
            | Self::HiddenText
            | Self::Annotation
            | Self::Embedded
            | Self::History
            | Self::DeadLink
            | Self::Image
            | Self::Mistake => Severity::Warning,
            Self::OldName | Self::Properties | Self::Exif => Severity::Note,
        }
    }
    /// 为什么要改: the article.
    #[must_use]
    pub const fn basis(self) -> Option<Citation> {
        match self {
            Self::ResidentId
            | Self::OldResidentId
            | Self::DoubtfulId
            | Self::Passport
            | Self::Mobile
            | Self::Plate
            | Self::HomeAddress
            | Self::NameWithAddress => Some(ogi(15, 0, 0)),
            Self::BankCard | Self::Account | Self::Minor | Self::Health => {
                Some(personal_information(28, 0, 0))
            }
            Self::ListedName => Some(personal_information(25, 0, 0)),
            Self::ListedColumn => Some(social_assistance(61, 0, 0)),
            Self::Dates | Self::DateUnlikely | Self::AgainstText => Some(ogi(6, 0, 0)),
            Self::NumberUnknown | Self::NumberForm | Self::NumberDuplicate => Some(official_papers(9, 0, 0)),
            Self::AgainstNote => Some(paper_format(0, 0, 0)),
            Self::Mistake | Self::OldName | Self::DeadLink => Some(site_check_19(0, 0, 0)),
            Self::FileBroken | Self::FileLocked | Self::Image => Some(ogi(6, 0, 0)),
            Self::Gps | Self::Exif | Self::Properties => Some(personal_information(34, 0, 0)),
            Self::FileUnread
            | Self::Macro
            | Self::HiddenSheet
            | Self::HiddenRows
            | Self::HiddenColumns
            | Self::PivotCache
            | Self::ExternalLink
            | Self::TrackedChange
            | Self::Comment
            | Self::SpeakerNotes
            | Self::HiddenSlide
            | Self::HiddenText
            | Self::Annotation
            | Self::Embedded
            | Self::History => Some(ogi(17, 0, 0)),
        }
    }
    /// 处理办法
    #[must_use]
    pub const fn cure(self) -> &'static str {
        match self {
            Self::ResidentId | Self::OldResidentId => "请删去号码；确需核对身份的，只留前六位和后四位以内",
            Self::DoubtfulId => "请核对：是身份号码的删去，是其他编号的写明是什么编号",
            Self::BankCard | Self::Account => "请删去卡号和账号",
            Self::Mobile => "请删去，或者改写为前三后四（138****5678）；公开联系方式用单位固定电话",
            Self::Passport => "请删去证件号码",
            Self::Plate => "请隐去后三位；与公开事项无关的删去",
            Self::HomeAddress | Self::NameWithAddress => "请只写到村、社区，门牌号码删去",
            Self::Minor => "请隐去未成年人的姓名和其他可以识别身份的内容",
            Self::Health => "请隐去姓名，或者删去健康信息",
            Self::ListedName => "请改写为姓加“某”或者“*”",
            Self::ListedColumn => "请删去该栏，或者逐行遮盖",
            Self::Dates | Self::DateUnlikely => "请核对各个日期",
            Self::NumberUnknown => "请按机关代字〔年份〕序号的格式填写；没有字号的留空",
            Self::NumberForm => "请改为规范写法",
            Self::NumberDuplicate => "请核对是否重复登记；是同一文件的，作为新版本保存",
            Self::AgainstText => "请以正文为准更正登记，或者更正正文",
            Self::AgainstNote => "请按认定的公开属性更正文件上的标注，或者重新认定",
            Self::Mistake => "请改为正确写法；引用原文的，写明理由后忽略",
            Self::OldName => "叙述历史的可以保留；现行事务请用现在的名称",
            Self::DeadLink => "请写完整的网址，或者改正、删去链接",
            Self::Image => "请把图片作为附件上传，并在正文中写明图片的内容",
            Self::FileBroken => "请在原来的程序中打开核对，重新保存后上传",
            Self::FileLocked => "请去掉密码后重新上传，否则公众也打不开",
            Self::FileUnread => "请逐页看过再忽略；能转成PDF或者DOCX的，转换后上传",
            Self::Macro => "请另存为不带宏的格式（DOCX、XLSX）后上传",
            Self::HiddenSheet => "请取消隐藏，逐表看过，不该公开的删去后重新上传",
            Self::HiddenRows | Self::HiddenColumns => "请取消隐藏看过，不该公开的删去后重新上传",
            Self::PivotCache => "请把数据透视表粘贴为数值后重新上传，缓存里有全部源数据",
            Self::ExternalLink => "请断开链接，粘贴为数值后重新上传",
            Self::TrackedChange => "请接受或者拒绝全部修订后重新上传",
            Self::Comment => "请删除全部批注后重新上传",
            Self::SpeakerNotes => "请看过备注，不该公开的删去后重新上传",
            Self::HiddenSlide => "请取消隐藏看过，不该公开的删去后重新上传",
            Self::HiddenText => "请全选后显示全部文字看过，不该公开的删去后重新上传",
            Self::Properties => "不宜公开的，在文档属性中删去后重新上传",
            Self::Exif => "不宜公开的，另存为不带拍摄信息的图片后上传",
            Self::Gps => "请另存为不带位置信息的图片后上传",
            Self::Annotation => "请删除批注，或者打印为新的PDF后上传",
            Self::Embedded => "请看过嵌入的文件，不该公开的删去后重新上传",
            Self::History => "请打印或者另存为新的PDF后上传，旧内容才不会留在文件里",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_names_its_article_and_its_cure() {
        for problem in Problem::ALL {
            assert!(problem.basis().is_some() && problem.cure().chars().count() > 5, "{problem}");
        }
        assert!(Problem::Minor.is_personal() && !Problem::Dates.is_personal());
    }

    #[test]
    fn a_finding_is_one_sentence_with_its_place() {
        let spot = Some(Spot { line: 6, from: 4, to: 22 });
        let found = Finding::new(Problem::ResidentId, spot, "2103**********1234");
        assert_eq!(found.words(), "正文第3行第5字：公民身份号码（2103**********1234）");
        assert!(found.blocks() && !found.at(Severity::Note).blocks());
    }
}
