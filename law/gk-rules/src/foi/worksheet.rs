//! The seven-step review (七步审查): 补不补、是不是、谁负责、有没有、给不给、怎么给、怎么答, as questions with closed answers.

use serde::{Deserialize, Serialize};

use super::decision::Decision;

crate::codes! {
    /// 审查步骤: the seven questions, in this order.
    pub enum Question {
        /// 补不补 (arts 29, 30)
        Clear = "clear" => "补不补：申请内容是否明确、要件是否齐全",
        /// 是不是 (arts 2, 35, 36(6), 36(7), 39)
        Nature = "nature" => "是不是：是否属于政府信息公开申请",
        /// 谁负责 (arts 10, 36(5))
        Whose = "whose" => "谁负责：是否由本机关负责公开",
        /// 有没有 (arts 36(4), 38)
        Held = "held" => "有没有：本机关是否掌握",
        /// 给不给 (arts 13–16, 32)
        Release = "release" => "给不给：能否公开",
        /// 给不给: on which grounds not (arts 14–16)
        Grounds = "grounds" => "给不给：不予公开的理由",
        /// 怎么给 (arts 36(1), 37, 40, 42)
        How = "how" => "怎么给：以何种方式提供",
        /// 怎么答: which outcome is the main one (G4 of the report)
        Main = "main" => "怎么答：以何种答复类型为主",
    }
}

crate::codes! {
    /// 审查回答: every allowed answer; which question it answers is [`Question::choices`].
    pub enum Choice {
        /// 明确
        ClearYes = "clear_yes" => "明确，要件齐全",
        /// 需补正
        ClearAsk = "clear_ask" => "不明确或者要件不全，需要补正",
        /// 补正后仍不明确
        ClearStill = "clear_still" => "已经补正，仍不明确",
        /// 逾期不补正
        ClearLapsed = "clear_lapsed" => "逾期没有补正，无正当理由",
        /// 是
        NatureYes = "nature_yes" => "是，要求获取政府信息",
        /// 信访举报投诉
        NaturePetition = "nature_petition" => "实为信访、投诉、举报",
        /// 重复
        NatureRepeated = "nature_repeated" => "就相同内容已经答复过",
        /// 公开出版物
        NaturePublication = "nature_publication" => "要求提供政府公报、报刊、书籍等公开出版物",
        /// 大量反复
        NatureExcessive = "nature_excessive" => "数量、频次明显超过合理范围，理由不合理",
        /// 确认、重新出具
        NatureConfirmation = "nature_confirmation" => "要求确认或者重新出具已获取的信息",
        /// 行政查询
        NatureInquiry = "nature_inquiry" => "有关法律、行政法规对获取有特别规定",
        /// 本机关
        WhoseOurs = "whose_ours" => "由本机关负责公开",
        /// 共同制作，本机关牵头
        WhoseJoint = "whose_joint" => "共同制作，本机关牵头",
        /// 他机关
        WhoseOthers = "whose_others" => "不属于本机关负责公开",
        /// 已主动公开
        HeldPublic = "held_public" => "已经主动公开",
        /// 有
        HeldYes = "held_yes" => "掌握",
        /// 没有
        HeldNot = "held_not" => "经检索没有",
        /// 需制作
        HeldToBeMade = "held_to_be_made" => "没有现成信息，需要加工、分析",
        /// 全部
        ReleaseAll = "release_all" => "全部可以公开",
        /// 部分
        ReleasePart = "release_part" => "能够区分处理，部分公开",
        /// 不予
        ReleaseNone = "release_none" => "全部不予公开",
        /// 国家秘密
        GroundSecret = "ground_secret" => "依法确定为国家秘密",
        /// 禁止公开
        GroundForbidden = "ground_forbidden" => "法律、行政法规禁止公开",
        /// 三安全一稳定
        GroundSecurity = "ground_security" => "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
        /// 第三方
        GroundThirdParty = "ground_third_party" => "涉及商业秘密、个人隐私，公开会损害第三方合法权益",
        /// 内部事务
        GroundInternal = "ground_internal" => "人事管理、后勤管理、内部工作流程",
        /// 过程性
        GroundProcess = "ground_process" => "讨论记录、过程稿、磋商信函、请示报告",
        /// 执法案卷
        GroundFile = "ground_file" => "行政执法案卷信息",
        /// 按要求
        HowAsWished = "how_as_wished" => "按申请人要求的形式提供",
        /// 其他形式
        HowOtherwise = "how_otherwise" => "按要求的形式可能危及安全或者成本过高，以其他形式提供",
        /// 告知途径
        HowTold = "how_told" => "告知获取的方式、途径",
    }
}

/// 审查回答记录: what was answered to each question, in the order of the questions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worksheet {
    /// The questions answered.
    pub answers: Vec<Answered>,
    /// 怎么答: the main outcome, where the answers leave a choice.
    #[serde(default)]
    pub main: Option<Decision>,
}

/// 一个审查步骤的回答
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// The answers; more than one only where [`Question::takes_many`].
    pub choices: Vec<Choice>,
}
