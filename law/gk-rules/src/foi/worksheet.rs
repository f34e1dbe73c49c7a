//! The seven-step review (七步审查): 补不补、是不是、谁负责、有没有、给不给、怎么给、怎么答, as questions with closed answers.

use serde::{Deserialize, Serialize};

use super::decision::Decision;
use crate::citation::ogi;
use crate::{Citation, Coded, Reason};

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

use Choice as C;
use Decision as D;
use Question as Q;

/// What belongs to a question: its answers, whether several may be given, its article, what helps to answer it.
struct Line(Question, &'static [Choice], bool, Citation, &'static str);

const TABLE: &[Line] = &[
    Line(
        Q::Clear,
        &[C::ClearYes, C::ClearAsk, C::ClearStill, C::ClearLapsed],
        false,
        ogi(29, 0, 0),
        "看申请人姓名或者名称、身份证明、联系方式，信息的名称、文号或者特征，以及提供形式是否都有。\
         能看懂要什么就不必补正；要补正的，七个工作日内一次说清。",
    ),
    Line(
        Q::Nature,
        &[
            C::NatureYes,
            C::NaturePetition,
            C::NatureRepeated,
            C::NaturePublication,
            C::NatureExcessive,
            C::NatureConfirmation,
            C::NatureInquiry,
        ],
        false,
        ogi(39, 0, 0),
        "看申请人要的是信息还是要求处理事情。反映问题、要求答复疑问的，告知相应渠道；\
         件数多不等于不合理，须先请其说明理由。",
    ),
    Line(
        Q::Whose,
        &[C::WhoseOurs, C::WhoseJoint, C::WhoseOthers],
        false,
        ogi(10, 0, 0),
        "谁制作谁公开；从企业、群众处获取的由保存机关公开；从其他机关获取的由制作或者最初获取的机关公开；\
         共同制作的由牵头机关公开。",
    ),
    Line(
        Q::Held,
        &[C::HeldPublic, C::HeldYes, C::HeldNot, C::HeldToBeMade],
        true,
        ogi(36, 0, 0),
        "先查是否已经公开，再查各业务系统、档案室和经办人。查不到的，记下查了哪里、问了谁；\
         申请内容包含几部分的，可以同时选择几项。",
    ),
    Line(
        Q::Release,
        &[C::ReleaseAll, C::ReleasePart, C::ReleaseNone],
        false,
        ogi(13, 0, 0),
        "以公开为常态。只有一部分不能公开，而且分得开的，选择部分公开。",
    ),
    Line(
        Q::Grounds,
        &[
            C::GroundSecret,
            C::GroundForbidden,
            C::GroundSecurity,
            C::GroundThirdParty,
            C::GroundInternal,
            C::GroundProcess,
            C::GroundFile,
        ],
        true,
        ogi(16, 0, 0),
        "每一处不公开的内容都要有理由，理由只能是这七种。涉及第三方的，先书面征求意见；\
         过程性信息、执法案卷，法律法规规定应当公开的仍要公开。",
    ),
    Line(
        Q::How,
        &[C::HowAsWished, C::HowOtherwise, C::HowTold],
        false,
        ogi(40, 0, 0),
        "按申请人要求的形式和机关保存的实际形式提供；可能危及载体安全或者成本过高的，\
         换成电子数据或者安排查阅、抄录。",
    ),
    Line(
        Q::Main,
        &[],
        false,
        ogi(36, 0, 0),
        "几种结果并存而没有任何公开内容的，由承办人选择主要的一种，年度报告只计这一种，其余留存备查。",
    ),
];

impl Question {
    fn line(self) -> Option<&'static Line> {
        TABLE.iter().find(|line| line.0 == self)
    }
    /// 可选回答: every answer that the question allows.
    #[must_use]
    pub fn choices(self) -> &'static [Choice] {
        self.line().map_or(&[], |line| line.1)
    }
    /// 可以多选: whether several answers may be given.
    #[must_use]
    pub fn takes_many(self) -> bool {
        self.line().is_some_and(|line| line.2)
    }
    /// 依据: the article it rests on.
    #[must_use]
    pub fn basis(self) -> Option<Citation> {
        self.line().map(|line| line.3)
    }
    /// 提示: what helps to answer it.
    #[must_use]
    pub fn help(self) -> &'static str {
        self.line().map_or("", |line| line.4)
    }
}

impl Choice {
    /// 所答的步骤
    #[must_use]
    pub fn question(self) -> Option<Question> {
        TABLE.iter().find(|line| line.1.contains(&self)).map(|line| line.0)
    }
    /// 由此得出的答复类型, where the answer alone gives one.
    #[must_use]
    pub const fn outcome(self) -> Option<Decision> {
        Some(match self {
            C::ClearStill => D::StillUnclear,
            C::ClearLapsed => D::NotCorrected,
            C::NaturePetition => D::Petition,
            C::NatureRepeated => D::Repeated,
            C::NaturePublication => D::Publication,
            C::NatureExcessive => D::Excessive,
            C::NatureConfirmation => D::Confirmation,
            C::NatureInquiry => D::SpecialInquiry,
            C::WhoseOthers => D::NotOurs,
            C::HeldPublic => D::AlreadyPublic,
            C::HeldNot => D::NotFound,
            C::HeldToBeMade => D::ToBeMade,
            C::ReleaseAll => D::Disclosed,
            C::ReleasePart => D::InPart,
            C::GroundSecret => D::StateSecret,
            C::GroundForbidden => D::ForbiddenByLaw,
            C::GroundSecurity => D::Security,
            C::GroundThirdParty => D::ThirdParty,
            C::GroundInternal => D::InternalAffairs,
            C::GroundProcess => D::InProcess,
            C::GroundFile => D::EnforcementFile,
            _ => return None,
        })
    }
}

impl Worksheet {
    /// 回答: with one more question answered; what was answered to it before is replaced.
    #[must_use]
    pub fn answer(mut self, question: Question, choices: &[Choice]) -> Self {
        self.answers.retain(|one| one.question != question);
        self.answers.push(Answered { question, choices: choices.to_vec() });
        self.answers.sort_by_key(|one| one.question);
        self
    }

    fn of(&self, question: Question) -> &[Choice] {
        self.answers.iter().find(|one| one.question == question).map_or(&[], |one| one.choices.as_slice())
    }

    fn says(&self, choice: Choice) -> bool {
        choice.question().is_some_and(|question| self.of(question).contains(&choice))
    }

    /// 适用的步骤: the questions that the answers so far lead to, in order; the rest must stay unanswered.
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        let mut path = vec![Q::Clear];
        if !self.says(C::ClearYes) {
            return path;
        }
        path.push(Q::Nature);
        if !self.says(C::NatureYes) {
            return path;
        }
        path.push(Q::Whose);
        if !(self.says(C::WhoseOurs) || self.says(C::WhoseJoint)) {
            return path;
        }
        path.push(Q::Held);
        if self.says(C::HeldYes) {
            path.push(Q::Release);
            if self.says(C::ReleasePart) || self.says(C::ReleaseNone) {
                path.push(Q::Grounds);
            }
        }
        if self.says(C::HeldPublic) || self.says(C::ReleaseAll) || self.says(C::ReleasePart) {
            path.push(Q::How);
        }
        if self.permitted().len() > 1 {
            path.push(Q::Main);
        }
        path
    }

    /// 未答的步骤, in order.
    #[must_use]
    pub fn open_questions(&self) -> Vec<Question> {
        let answered = |question: &Question| match question {
            Q::Main => self.main.is_some(),
            other => !self.of(*other).is_empty(),
        };
        self.questions().into_iter().filter(|question| !answered(question)).collect()
    }

    /// 可用的答复类型: what the answers lead to. Where something is disclosed and something withheld it is 部分公开 alone (G3);
    /// where something is disclosed and the rest cannot be had, one of what is disclosed; else any of them (G4).
    #[must_use]
    pub fn permitted(&self) -> Vec<Decision> {
        let mut found: Vec<Decision> = Vec::new();
        for one in self.answers.iter().filter(|one| one.question != Q::Grounds) {
            found.extend(one.choices.iter().filter_map(|choice| choice.outcome()));
        }
        if self.says(C::ReleaseNone) {
            found.extend(self.of(Q::Grounds).iter().filter_map(|choice| choice.outcome()));
        }
        found.sort_unstable();
        found.dedup();
        let discloses = found.iter().any(|one| one.discloses());
        if discloses && (found.contains(&D::InPart) || found.iter().any(|one| one.is_withheld())) {
            return vec![D::InPart];
        }
        if discloses {
            found.retain(|one| one.discloses());
        }
        found
    }

    /// 需要补正: whether the answers ask for a correction before anything else.
    #[must_use]
    pub fn asks_correction(&self) -> bool {
        self.says(C::ClearAsk)
    }

    /// 答复结果: the outcome when the answers leave one, or the main one that was chosen.
    #[must_use]
    pub fn outcome(&self) -> Option<Decision> {
        match self.permitted().as_slice() {
            [one] => Some(*one),
            several => self.main.filter(|main| several.contains(main)),
        }
    }
}

/// 审查回答的矛盾: answers that cannot stand together; what is not answered yet is no contradiction.
#[must_use]
pub fn contradictions(sheet: &Worksheet) -> Vec<Reason> {
    let mut against = Vec::new();
    let path = sheet.questions();
    for (place, one) in sheet.answers.iter().enumerate() {
        let question = one.question;
        let mut say = |code, words: String| {
            let reason = Reason::new(code, words);
            against.push(match question.basis() {
                Some(basis) => reason.by(basis),
                None => reason,
            });
        };
        if sheet.answers.iter().take(place).any(|earlier| earlier.question == question) {
            say("foi.answered_question_twice", format!("“{question}”回答了两次。"));
        }
        if one.choices.iter().any(|choice| choice.question() != Some(question)) {
            say("foi.answer_of_other_question", format!("“{question}”的回答不在可选范围之内。"));
        }
        let mut distinct = one.choices.clone();
        distinct.sort_unstable();
        distinct.dedup();
        if one.choices.len() > 1 && !question.takes_many() || distinct.len() < one.choices.len() {
            say("foi.too_many_answers", format!("“{question}”只能选择一项，各项不能重复。"));
        }
        if !one.choices.is_empty() && !path.contains(&question) {
            say("foi.question_not_reached", format!("按照前面的回答，不应回答“{question}”。"));
        }
    }
    if let Some(main) = sheet.main
        && !sheet.permitted().contains(&main)
    {
        let words = format!("按照审查回答，不能以“{main}”为主要答复类型。");
        against.push(Reason::new("foi.main_not_permitted", words));
    }
    against
}

/// 不得以该类型结束审查的理由: contradictions, questions not answered, an outcome the answers do not lead to.
#[must_use]
pub fn reasons_not_to_conclude(sheet: &Worksheet, decision: Decision) -> Vec<Reason> {
    let mut against = contradictions(sheet);
    if sheet.asks_correction() {
        let words = "审查认为需要补正，收到补正并重新审查后再答复。";
        against.push(Reason::new("foi.correction_wanted", words).by(ogi(30, 0, 0)));
        return against;
    }
    let open: Vec<&str> = sheet
        .open_questions()
        .into_iter()
        .filter(|question| *question != Q::Main)
        .map(Coded::label)
        .collect();
    if !open.is_empty() {
        let words = format!("审查步骤还没有答完：{}。", open.join("；"));
        against.push(Reason::new("foi.questions_open", words));
    }
    if open.is_empty() && !sheet.permitted().contains(&decision) {
        let words = format!("按照审查回答，不能以“{decision}”答复。");
        against.push(Reason::new("foi.not_by_worksheet", words).cure("核对审查回答，或者改变答复类型。"));
    } else if sheet.main.is_some_and(|main| main != decision) {
        let words = format!("审查选择的主要答复类型不是“{decision}”。");
        against.push(Reason::new("foi.not_the_main", words));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }
    fn ours() -> Worksheet {
        Worksheet::default()
            .answer(Q::Clear, &[C::ClearYes])
            .answer(Q::Nature, &[C::NatureYes])
            .answer(Q::Whose, &[C::WhoseOurs])
    }

    #[test]
    fn every_answer_belongs_to_exactly_one_question() {
        for choice in Choice::ALL {
            assert_eq!(TABLE.iter().filter(|line| line.1.contains(choice)).count(), 1, "{}", choice.code());
        }
        for question in Question::ALL {
            assert!(question.basis().is_some() && !question.help().is_empty(), "{}", question.code());
        }
    }

    #[test]
    fn the_seven_steps_are_asked_in_order_and_only_as_far_as_they_lead() {
        assert_eq!(Worksheet::default().open_questions(), [Q::Clear]);
        let petition =
            Worksheet::default().answer(Q::Clear, &[C::ClearYes]).answer(Q::Nature, &[C::NaturePetition]);
        assert_eq!((petition.open_questions(), petition.outcome()), (vec![], Some(D::Petition)));
        let held = ours().answer(Q::Held, &[C::HeldYes]);
        assert_eq!(held.open_questions(), [Q::Release]);
        let all = held.clone().answer(Q::Release, &[C::ReleaseAll]);
        assert_eq!(all.open_questions(), [Q::How]);
        let part = held.answer(Q::Release, &[C::ReleasePart]);
        assert_eq!(part.open_questions(), [Q::Grounds, Q::How]);
        let told = part.answer(Q::Grounds, &[C::GroundThirdParty]).answer(Q::How, &[C::HowAsWished]);
        assert_eq!((told.open_questions(), told.outcome()), (vec![], Some(D::InPart)));
    }

    #[test]
    fn what_is_partly_disclosed_and_partly_withheld_is_in_part_alone() {
        let sheet = ours()
            .answer(Q::Held, &[C::HeldPublic, C::HeldYes])
            .answer(Q::Release, &[C::ReleaseNone])
            .answer(Q::Grounds, &[C::GroundInternal]);
        assert_eq!(sheet.permitted(), [D::InPart]);
        let rest_missing =
            ours().answer(Q::Held, &[C::HeldYes, C::HeldNot]).answer(Q::Release, &[C::ReleaseAll]);
        assert_eq!(rest_missing.permitted(), [D::Disclosed]);
    }

    #[test]
    fn several_outcomes_without_disclosure_leave_a_choice_of_the_main_one() {
        let sheet = ours()
            .answer(Q::Held, &[C::HeldYes, C::HeldNot])
            .answer(Q::Release, &[C::ReleaseNone])
            .answer(Q::Grounds, &[C::GroundSecret, C::GroundFile]);
        assert_eq!(sheet.permitted(), [D::StateSecret, D::EnforcementFile, D::NotFound]);
        assert_eq!((sheet.open_questions(), sheet.outcome()), (vec![Q::Main], None));
        let chosen = Worksheet { main: Some(D::NotFound), ..sheet };
        assert_eq!(chosen.outcome(), Some(D::NotFound));
        assert_eq!(codes(&reasons_not_to_conclude(&chosen, D::StateSecret)), ["foi.not_the_main"]);
    }

    #[test]
    fn contradictory_and_incomplete_answers_are_told_all_at_once() {
        let sheet = Worksheet {
            answers: vec![
                Answered { question: Q::Clear, choices: vec![C::ClearYes, C::ClearAsk] },
                Answered { question: Q::Nature, choices: vec![C::NaturePetition] },
                Answered { question: Q::Held, choices: vec![C::WhoseOurs] },
                Answered { question: Q::Held, choices: vec![C::HeldYes] },
            ],
            main: Some(D::Disclosed),
        };
        assert_eq!(
            codes(&contradictions(&sheet)),
            [
                "foi.too_many_answers",
                "foi.answer_of_other_question",
                "foi.question_not_reached",
                "foi.answered_question_twice",
                "foi.question_not_reached",
                "foi.main_not_permitted",
            ]
        );
        assert_eq!(
            codes(&reasons_not_to_conclude(&Worksheet::default(), D::Disclosed)),
            ["foi.questions_open"]
        );
        let asks = Worksheet::default().answer(Q::Clear, &[C::ClearAsk]);
        assert_eq!(codes(&reasons_not_to_conclude(&asks, D::StillUnclear)), ["foi.correction_wanted"]);
        let others = Worksheet::default()
            .answer(Q::Clear, &[C::ClearYes])
            .answer(Q::Nature, &[C::NatureYes])
            .answer(Q::Whose, &[C::WhoseOthers]);
        assert_eq!(codes(&reasons_not_to_conclude(&others, D::NotFound)), ["foi.not_by_worksheet"]);
        assert_eq!(codes(&reasons_not_to_conclude(&others, D::NotOurs)), [""; 0]);
    }

    proptest! {
        #[test]
        fn whatever_is_answered_on_the_path_ends_with_an_outcome_or_a_correction(picks in proptest::collection::vec(0_usize..100, 12)) {
            let mut sheet = Worksheet::default();
            for pick in picks {
                let Some(question) = sheet.open_questions().first().copied() else { break };
                let choices = question.choices();
                sheet = match question {
                    Q::Main => Worksheet { main: Some(sheet.permitted()[pick % sheet.permitted().len()]), ..sheet },
                    _ => sheet.answer(question, &[choices[pick % choices.len()]]),
                };
                prop_assert_eq!(codes(&contradictions(&sheet)), [""; 0]);
            }
            prop_assert!(sheet.asks_correction() || sheet.outcome().is_some(), "{:?}", sheet);
            if let Some(outcome) = sheet.outcome() {
                prop_assert_eq!(codes(&reasons_not_to_conclude(&sheet, outcome)), [""; 0]);
            }
        }
    }
}
