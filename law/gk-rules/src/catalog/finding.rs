//! Findings (问题): what a check of an edition found, with a stable code, a grade, a sentence and a way out.

use serde::{Deserialize, Serialize};

use super::item::ItemCode;
use crate::Citation;

crate::codes! {
    /// 等级: how a finding weighs.
    pub enum Grade {
        /// 阻断: the edition cannot go on before it is cured or explained.
        Blocking = "blocking" => "阻断",
        /// 警告: a person should look.
        Warning = "warning" => "警告",
        /// 提示: said for the record.
        Note = "note" => "提示",
    }
}

crate::codes! {
    /// 检查项: every check of an edition; the code is stable and never reused.
    pub enum Check {
        // 0xx: one item on its own
        /// 缺一级事项
        NoPath = "GK-N001" => "缺少事项名称",
        /// 事项重复
        DuplicatePath = "GK-N002" => "事项重复",
        /// 缺公开内容
        NoElements = "GK-N003" => "缺少公开内容",
        /// 缺公开依据
        NoBasis = "GK-N004" => "缺少公开依据",
        /// 缺公开时限
        NoLimit = "GK-N005" => "缺少公开时限",
        /// 缺公开主体
        NoResponsible = "GK-N006" => "缺少公开主体",
        /// 缺公开方式
        NoWay = "GK-N007" => "缺少公开方式",
        /// 缺公开渠道
        NoChannel = "GK-N008" => "缺少公开渠道",
        /// 缺公开对象
        NoAudience = "GK-N009" => "缺少公开对象",
        /// 公开层级未勾选
        NoLevel = "GK-N010" => "公开层级未勾选",
        /// 时限读不出
        UnclearLimit = "GK-N011" => "公开时限不明确",
        /// 周期不完整
        IncompletePeriod = "GK-N012" => "周期不完整",
        /// 同上未展开
        UnresolvedSame = "GK-N013" => "“同上”未展开",
        /// 其他渠道无文字
        OtherChannelWithoutWords = "GK-N014" => "其他渠道未写明",
        /// 公开主体笼统
        GenericResponsible = "GK-N015" => "公开主体不具体",
        /// 繁体字
        Traditional = "GK-N016" => "夹有繁体字",
        /// 时限超过二十个工作日
        AboveCeiling = "GK-N017" => "时限长于二十个工作日",
        /// 时限另有规定而未写明
        LimitByOtherLaw = "GK-N018" => "时限另有规定而未写明",
        /// 事项代码重复
        DuplicateCode = "GK-N019" => "事项代码重复",
        /// 事项不属本领域
        ForeignDomain = "GK-N020" => "事项不属本领域",
        /// 要素重复
        DuplicateElement = "GK-N021" => "公开内容重复",
        /// 文号不完整
        BrokenNumber = "GK-N022" => "文号不完整",
        /// 渠道代码有误
        UnknownChannel = "GK-N023" => "渠道代码不存在",
        /// 领域不明
        UnknownDomain = "GK-N024" => "领域不明",
        /// 依申请事项的时限
        RequestWithoutApplication = "GK-N025" => "主动公开事项以收到申请起算",
        /// 要素为空
        EmptyElement = "GK-N026" => "公开内容有空条",
        /// 时限宽于法定期限
        WeakerThanLaw = "GK-N027" => "公开时限宽于法定期限",
        /// 公示期短于法定公示期
        PostingBelowLaw = "GK-N028" => "公示期短于法定公示期",
        /// 法定期限不止一项
        SeveralLaws = "GK-N029" => "法定期限不止一项",
        // 1xx: against the standard above
        /// 上级事项缺失
        MissingItem = "GK-N101" => "缺少上级标准的事项",
        /// 不适用未说明理由
        DroppedWithoutReason = "GK-N102" => "不适用未说明理由",
        /// 时限放宽
        WeakerLimit = "GK-N103" => "公开时限放宽",
        /// 时限可能放宽
        PossiblyWeakerLimit = "GK-N104" => "公开时限可能放宽",
        /// 时限无法比较
        IncomparableLimit = "GK-N105" => "公开时限无法比较",
        /// 公示期缩短
        ShorterPosting = "GK-N106" => "公示期缩短",
        /// 渠道减少
        ChannelDropped = "GK-N107" => "公开渠道减少",
        /// 内容要素减少
        ElementDropped = "GK-N108" => "公开内容减少",
        /// 公开对象缩小
        AudienceNarrowed = "GK-N109" => "公开对象缩小",
        /// 主动改依申请
        WayWeakened = "GK-N110" => "主动公开改为依申请",
        /// 层级减少
        LevelDropped = "GK-N111" => "公开层级减少",
        /// 依据减少
        BasisDropped = "GK-N112" => "公开依据减少",
        /// 新增事项与已有事项重叠
        AdditionOverlaps = "GK-N113" => "新增事项与已有事项重叠",
        /// 沿用而有改动
        AdoptedButChanged = "GK-N114" => "标为沿用而有改动",
        /// 上级事项不存在
        UnknownParent = "GK-N115" => "所对应的上级事项不存在",
        /// 起算点改变
        TriggerChanged = "GK-N116" => "起算点改变",
        /// 必选改可选
        MadeOptional = "GK-N117" => "必选内容改为可选",
        /// 事项更名
        Renamed = "GK-N118" => "事项名称与上级不同",
        /// 一个上级事项对应多个事项
        ParentTwice = "GK-N119" => "上级事项被对应多次",
        /// 增加从其规定
        EscapeAdded = "GK-N120" => "增加“另有规定的，从其规定”",
    }
}

impl Check {
    /// Whether a written explanation may stand instead of a cure. What makes an edition unreadable or lets a
    /// power be dropped in silence cannot be explained away.
    #[must_use]
    pub fn may_be_explained(self) -> bool {
        !matches!(
            self,
            Self::NoPath
                | Self::DuplicatePath
                | Self::DuplicateCode
                | Self::ForeignDomain
                | Self::UnresolvedSame
                | Self::DroppedWithoutReason
                | Self::UnknownParent
        )
    }
}

/// 问题: one thing a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which check.
    pub code: Check,
    /// How it weighs.
    pub grade: Grade,
    /// The item of the edition checked (for a missing one: of the edition above); `None`: the edition as a whole.
    pub item: Option<ItemCode>,
    /// One Chinese sentence naming what and where.
    pub message: String,
    /// What to do, one Chinese sentence.
    pub hint: String,
    /// The article it rests on, where there is one.
    pub basis: Option<Citation>,
}

impl Finding {
    /// A finding with its sentence and the way out.
    #[must_use]
    pub fn new(code: Check, grade: Grade, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, grade, item: None, message: message.into(), hint: hint.into(), basis: None }
    }
    /// The same, about an item.
    #[must_use]
    pub fn at(mut self, item: ItemCode) -> Self {
        self.item = Some(item);
        self
    }
    /// The same, resting on an article.
    #[must_use]
    pub fn by(mut self, basis: Citation) -> Self {
        self.basis = Some(basis);
        self
    }
    /// Blocks, unless one of these explanations answers it and the check lets itself be explained.
    #[must_use]
    pub fn is_open(&self, explanations: &[Explanation]) -> bool {
        self.grade == Grade::Blocking
            && !(self.code.may_be_explained() && explanations.iter().any(|one| one.answers(self)))
    }
}

/// 说明: why a finding is accepted; kept with the edition for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Which check it answers.
    pub code: Check,
    /// About which item; `None`: the edition as a whole.
    pub item: Option<ItemCode>,
    /// The explanation; an empty one answers nothing.
    pub words: String,
}

impl Explanation {
    fn answers(&self, finding: &Finding) -> bool {
        self.code == finding.code && self.item == finding.item && !self.words.trim().is_empty()
    }
}

/// 问题数: how many findings of each grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// 阻断
    pub blocking: usize,
    /// 警告
    pub warnings: usize,
    /// 提示
    pub notes: usize,
}

impl Counts {
    /// Counts these findings.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let count = |grade| findings.iter().filter(|one| one.grade == grade).count();
        Self { blocking: count(Grade::Blocking), warnings: count(Grade::Warning), notes: count(Grade::Note) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Coded;

    #[test]
    fn no_two_checks_have_one_code() {
        let codes: BTreeSet<_> = Check::ALL.iter().map(|one| one.code()).collect();
        assert_eq!(codes.len(), Check::ALL.len());
    }

    #[test]
    fn an_explanation_closes_the_finding_it_answers_and_no_other() {
        let code = "20-0001".parse().unwrap();
        let finding = Finding::new(Check::ChannelDropped, Grade::Blocking, "", "").at(code);
        let mut words =
            Explanation { code: Check::ChannelDropped, item: Some(code), words: "县级无公报".into() };
        assert!(finding.is_open(&[]));
        assert!(!finding.is_open(std::slice::from_ref(&words)));
        words.item = None;
        assert!(finding.is_open(std::slice::from_ref(&words)));
    }

    #[test]
    fn a_power_dropped_in_silence_cannot_be_explained_away() {
        let finding = Finding::new(Check::DroppedWithoutReason, Grade::Blocking, "", "");
        let words = Explanation { code: Check::DroppedWithoutReason, item: None, words: "因为".into() };
        assert!(finding.is_open(&[words]));
    }
}
