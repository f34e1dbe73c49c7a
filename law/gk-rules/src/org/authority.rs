//! Authority (权限): who may do what to whose work, as one table that can be read aloud.
//!
//! Rests on 条例 art 4 (the disclosure office organises and maintains), art 17 (先审查、后公开), arts 46 and 47
//! (supervision and inspection), arts 33 and 45 (who extends; registration, review, handling, reply, filing of applications).
//! That nobody approves his own work is our reading of art 17's review mechanism.

use super::person::{Actor, Role, Subject};
use crate::citation::ogi;
use crate::{Citation, Coded, Reason};

crate::codes! {
    /// 事权: every act that the office guards.
    pub enum Act {
        /// 导入目录
        ImportCatalog = "import_catalog" => "导入标准目录",
        /// 编辑目录草案
        EditDraftEdition = "edit_draft_edition" => "编辑目录草案",
        /// 审核目录
        ReviewEdition = "review_edition" => "审核目录",
        /// 施行目录
        PutEditionInForce = "put_edition_in_force" => "施行目录",
        /// 登记事件
        RecordEvent = "record_event" => "登记公开事件",
        /// 更正事件
        CorrectEvent = "correct_event" => "更正公开事件",
        /// 声明暂无此类信息
        StateNone = "state_none" => "声明暂无此类信息",
        /// 指明时限: a person names the limit that the text leaves open (依法、按规定)
        NameLimit = "name_limit" => "指明公开时限",
        /// 起草信息
        DraftRecord = "draft_record" => "起草信息",
        /// 送审信息
        SubmitRecord = "submit_record" => "送审信息",
        /// 审查信息: gives an opinion in one of the reviews
        ReviewRecord = "review_record" => "审查信息",
        /// 单人办理: whoever is alone in the organ takes a step for a reason
        ForceReview = "force_review" => "单人办理审查",
        /// 复核单人办理: the organ above looks at what was done alone
        LookAtForced = "look_at_forced" => "复核下级机关的单人办理",
        /// 规定审查程序
        FixReviewWay = "fix_review_way" => "规定审查程序",
        /// 重新评估: looks again at what was not made public
        Reassess = "reassess" => "重新评估不予公开的信息",
        /// 修订信息
        ReviseRecord = "revise_record" => "修订已公开信息",
        /// 审核并公开信息
        PublishRecord = "publish_record" => "审核并公开信息",
        /// 公开已批准的信息: at once or at a moment to come; judges nothing
        ReleaseRecord = "release_record" => "公开已批准的信息",
        /// 退回信息
        ReturnRecord = "return_record" => "退回信息",
        /// 撤下信息
        WithdrawRecord = "withdraw_record" => "撤下已公开信息",
        /// 接收申请: the desk takes an application or writes down an oral one
        ReceiveApplication = "receive_application" => "接收公开申请",
        /// 登记申请
        RegisterCase = "register_case" => "登记公开申请",
        /// 办理申请: examine, assign, ask, consult, search, draft
        HandleCase = "handle_case" => "办理公开申请",
        /// 同意延期: the head of the disclosure office consents (art 33)
        ExtendCase = "extend_case" => "同意延期答复",
        /// 审核答复
        ApproveReply = "approve_reply" => "审核公开申请的答复",
        /// 作出答复
        DecideCase = "decide_case" => "作出公开申请的答复",
        /// 送达答复
        ServeReply = "serve_reply" => "送达公开申请的答复",
        /// 归档
        FileCase = "file_case" => "归档公开申请",
        /// 登记救济
        RecordRelief = "record_relief" => "登记公开申请的复议诉讼",
        /// 更正案件事件
        CorrectCaseEvent = "correct_case_event" => "更正公开申请的办理记录",
        /// 查看案件, identity numbers and contacts masked
        SeeCase = "see_case" => "查看公开申请",
        /// 查看个人信息: each look is recorded with its purpose
        SeePersonalData = "see_personal_data" => "查看申请人的个人信息",
        /// 设置依申请公开: number patterns, letters, periods the law leaves open
        SetFoi = "set_foi" => "设置依申请公开的编号、文书和期限",
        /// 规定期限: for the organ and those below it, where the law leaves a period open
        SetFoiLimits = "set_foi_limits" => "规定依申请公开中法律没有规定日数的期限",
        /// 维护工作日历
        EditCalendar = "edit_calendar" => "维护工作日历",
        /// 查看监督
        SeeSupervision = "see_supervision" => "查看监督情况",
        /// 导出监督
        ExportSupervision = "export_supervision" => "导出监督情况",
        /// 管理机构
        ManageOrgans = "manage_organs" => "管理机构",
        /// 管理人员
        ManageStaff = "manage_staff" => "管理人员",
        /// 查看审计
        SeeAudit = "see_audit" => "查看操作记录",
    }
}

crate::codes! {
    /// 与经办人的关系: how the subject stands to the actor.
    pub enum Relation {
        /// 本人经办: the actor made it.
        OwnWork = "own_work" => "本人经办的",
        /// 本机关: of the actor's organ, made by somebody else or not made yet.
        OwnOrgan = "own_organ" => "本机关的",
        /// 下级机关: of an organ below the actor's.
        Subtree = "subtree" => "下级机关的",
        /// 其他机关: anywhere else, above included.
        Elsewhere = "elsewhere" => "其他机关的",
    }
}

/// How far a role's power over an act reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// 本机关
    Own,
    /// 本机关及下级机关
    Below,
    /// 仅下级机关
    OnlyBelow,
}

use Act as A;
use Reach::{Below, OnlyBelow, Own};
use Role as R;

/// The table. Read a row as: 起草信息：信息员于本机关，公开办于本机关及下级机关. What is not written is not allowed.
const TABLE: &[(Act, &[(Role, Reach)])] = &[
    (A::ImportCatalog, &[(R::Clerk, Own), (R::DisclosureOffice, Below)]),
    (A::EditDraftEdition, &[(R::Clerk, Own), (R::DisclosureOffice, Below)]),
    (A::ReviewEdition, &[(R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Below)]),
    (A::PutEditionInForce, &[(R::Leader, Own), (R::DisclosureOffice, Below)]),
    (A::RecordEvent, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Below)]),
    (A::CorrectEvent, &[(R::Reviewer, Own), (R::DisclosureOffice, Below)]),
    (A::StateNone, &[(R::Reviewer, Own), (R::Leader, Own)]),
    (A::NameLimit, &[(R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Below)]),
    (A::DraftRecord, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::SubmitRecord, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::ReviewRecord, &[(R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Below)]),
    (A::ForceReview, &[(R::Clerk, Own), (R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Own)]),
    (A::LookAtForced, &[(R::DisclosureOffice, OnlyBelow)]),
    (A::FixReviewWay, &[(R::Leader, Own), (R::DisclosureOffice, Below)]),
    (A::Reassess, &[(R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Own)]),
    (A::ReviseRecord, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::PublishRecord, &[(R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Own)]),
    (A::ReleaseRecord, &[(R::Clerk, Own), (R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Own)]),
    (A::ReturnRecord, &[(R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Own)]),
    (A::WithdrawRecord, &[(R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Below)]),
    (A::ReceiveApplication, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::RegisterCase, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::HandleCase, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::ExtendCase, &[(R::Leader, Own), (R::DisclosureOffice, Own)]),
    (A::ApproveReply, &[(R::Reviewer, Own), (R::Leader, Own), (R::DisclosureOffice, Own)]),
    (A::DecideCase, &[(R::Leader, Own), (R::DisclosureOffice, Own)]),
    (A::ServeReply, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::FileCase, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::RecordRelief, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::CorrectCaseEvent, &[(R::Reviewer, Own), (R::DisclosureOffice, Below)]),
    (
        A::SeeCase,
        &[
            (R::Clerk, Own),
            (R::Reviewer, Own),
            (R::Leader, Below),
            (R::DisclosureOffice, Below),
            (R::Supervisor, Below),
        ],
    ),
    (A::SeePersonalData, &[(R::Clerk, Own), (R::Reviewer, Own), (R::DisclosureOffice, Own)]),
    (A::SetFoi, &[(R::DisclosureOffice, Own)]),
    (A::SetFoiLimits, &[(R::DisclosureOffice, Below), (R::Administrator, Below)]),
    (A::EditCalendar, &[(R::DisclosureOffice, Own), (R::Administrator, Below)]),
    (
        A::SeeSupervision,
        &[
            (R::Clerk, Own),
            (R::Reviewer, Own),
            (R::Leader, Below),
            (R::DisclosureOffice, Below),
            (R::Supervisor, Below),
            (R::Auditor, Below),
        ],
    ),
    (
        A::ExportSupervision,
        &[(R::Leader, Below), (R::DisclosureOffice, Below), (R::Supervisor, Below), (R::Auditor, Below)],
    ),
    (A::ManageOrgans, &[(R::DisclosureOffice, OnlyBelow), (R::Administrator, Below)]),
    (A::ManageStaff, &[(R::DisclosureOffice, OnlyBelow), (R::Administrator, Below)]),
    (A::SeeAudit, &[(R::Supervisor, Below), (R::Auditor, Below)]),
];

/// Acts that judge somebody's work: nobody does them to his own, in whatever post and wherever it lies now.
///
/// Approving and deciding a reply to an application are not among them: an organ of one person must answer all the same, and
/// [`crate::foi::steps::reply`] refuses the drafter unless that reason is written down.
const JUDGING: &[Act] = &[
    A::ReviewEdition,
    A::PutEditionInForce,
    A::CorrectEvent,
    A::ReviewRecord,
    A::PublishRecord,
    A::ReturnRecord,
    A::CorrectCaseEvent,
];

impl Act {
    /// Whether the act judges a person's work (nobody judges his own).
    #[must_use]
    pub fn judges(self) -> bool {
        JUDGING.contains(&self)
    }
    /// The article the power rests on.
    #[must_use]
    pub fn basis(self) -> Citation {
        match self {
            A::PublishRecord | A::ReturnRecord | A::ReviewRecord | A::ForceReview | A::FixReviewWay => {
                ogi(17, 0, 0)
            }
            A::Reassess => ogi(18, 0, 0),
            A::LookAtForced => ogi(46, 0, 0),
            A::SeeSupervision | A::ExportSupervision => ogi(47, 0, 0),
            A::SeeAudit => ogi(46, 0, 0),
            A::ExtendCase => ogi(33, 0, 0),
            A::RegisterCase | A::ApproveReply | A::DecideCase | A::ServeReply | A::FileCase => ogi(45, 0, 0),
            _ => ogi(4, 0, 0),
        }
    }
    /// The roles that hold the act anywhere.
    #[must_use]
    pub fn holders(self) -> Vec<Role> {
        rows(self).iter().map(|(role, _)| *role).collect()
    }
}

/// 无权办理: this actor may not; says who may.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct Denied {
    /// What was tried.
    pub act: Act,
    /// How the subject stands to the actor.
    pub relation: Relation,
    /// The roles that may do it for that organ; held by another person where the work is one's own.
    pub who_may: Vec<Role>,
}

impl Denied {
    /// One Chinese sentence: what, whose, and who may instead.
    #[must_use]
    pub fn words(&self) -> String {
        let roles = self.who_may.iter().map(|role| role.label()).collect::<Vec<_>>().join("、");
        if self.relation == Relation::OwnWork && self.act.judges() {
            return format!("不能{}本人经办的事项，须由该机关的另一位{roles}办理。", self.act);
        }
        format!("无权{}（{}事项），须由该机关的{roles}办理。", self.act, self.relation)
    }
    /// The same as a reason.
    #[must_use]
    pub fn reason(&self) -> Reason {
        Reason::new("org.not_allowed", self.words()).by(self.act.basis())
    }
}

/// 权限判断: whether this actor may do this act to this subject.
///
/// # Errors
/// [`Denied`] with the roles that may.
pub fn may(actor: &Actor, act: Act, subject: &Subject) -> Result<(), Denied> {
    let relation = relation(actor, act, subject);
    if allows(actor.role, act, relation) {
        return Ok(());
    }
    Err(Denied { act, relation, who_may: act.holders() })
}

/// 与经办人的关系: own work counts as such in the own organ for every act, and everywhere for acts that judge.
#[must_use]
pub fn relation(actor: &Actor, act: Act, subject: &Subject) -> Relation {
    let own_organ = actor.organ == subject.organ;
    if subject.author == Some(actor.person) && (own_organ || act.judges()) {
        Relation::OwnWork
    } else if own_organ {
        Relation::OwnOrgan
    } else if actor.path.holds(&subject.path) {
        Relation::Subtree
    } else {
        Relation::Elsewhere
    }
}

/// 权限表的一格: one cell of the table.
#[must_use]
pub fn allows(role: Role, act: Act, relation: Relation) -> bool {
    let Some((_, reach)) = rows(act).iter().find(|(held, _)| *held == role) else { return false };
    match relation {
        Relation::OwnWork => !act.judges() && *reach != OnlyBelow,
        Relation::OwnOrgan => *reach != OnlyBelow,
        Relation::Subtree => *reach != Own,
        Relation::Elsewhere => false,
    }
}

/// 权限总表: the whole matrix as text, one line an act and role; what the golden file holds.
#[must_use]
pub fn matrix() -> String {
    let mut out = String::new();
    for act in Act::ALL {
        for role in Role::ALL {
            let cells: Vec<_> = Relation::ALL
                .iter()
                .map(|relation| if allows(*role, *act, *relation) { relation.code() } else { "-" })
                .collect();
            out += &format!("{:<20} {:<18} {}\n", act.code(), role.code(), cells.join(" "));
        }
    }
    out
}

fn rows(act: Act) -> &'static [(Role, Reach)] {
    TABLE.iter().find(|(one, _)| *one == act).map_or(&[], |(_, rows)| rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{OrganId, OrganPath};
    use proptest::prelude::*;

    fn county() -> OrganPath {
        OrganPath::root(OrganId(1)).child(OrganId(5))
    }
    fn actor(person: i64, role: Role, path: &OrganPath) -> Actor {
        let organ = path.organs().next_back().unwrap();
        Actor { person, name: "张某".into(), post: person, organ, path: path.clone(), role }
    }
    fn subject(path: &OrganPath) -> Subject {
        Subject::of(path.organs().next_back().unwrap(), path.clone())
    }

    #[test]
    fn the_matrix_is_the_golden_one() {
        let golden = include_str!("authority.golden");
        assert_eq!(
            golden,
            matrix(),
            "who may do what has changed: look at it, then replace org/authority.golden"
        );
    }

    #[test]
    fn every_act_has_exactly_one_row_and_a_holder() {
        for act in Act::ALL {
            assert_eq!(TABLE.iter().filter(|(one, _)| one == act).count(), 1, "{act}");
            assert!(!act.holders().is_empty(), "{act}");
            let roles = act.holders();
            assert!(
                roles.iter().all(|r| roles.iter().filter(|x| *x == r).count() == 1),
                "{act}: a role twice"
            );
        }
    }

    #[test]
    fn nobody_approves_his_own_work_even_from_another_post() {
        let bureau = county().child(OrganId(27));
        let mine = subject(&bureau).made_by(7);
        for act in Act::ALL.iter().filter(|act| act.judges()) {
            for role in Role::ALL {
                for seat in [&bureau, &county(), &OrganPath::root(OrganId(1))] {
                    let denied = may(&actor(7, *role, seat), *act, &mine).unwrap_err();
                    assert_eq!((denied.act, denied.relation), (*act, Relation::OwnWork));
                }
            }
        }
        may(&actor(8, Role::Reviewer, &bureau), Act::PublishRecord, &mine).unwrap();
    }

    #[test]
    fn the_disclosure_office_of_a_county_stands_over_its_departments_only() {
        let office = actor(1, Role::DisclosureOffice, &county());
        let bureau = subject(&county().child(OrganId(27)));
        may(&office, Act::ReviewEdition, &bureau).unwrap();
        let other = subject(&OrganPath::root(OrganId(1)).child(OrganId(6)).child(OrganId(28)));
        let denied = may(&office, Act::ReviewEdition, &other).unwrap_err();
        assert_eq!(denied.relation, Relation::Elsewhere);
        assert_eq!(denied.reason().code, "org.not_allowed");
        assert_eq!(denied.reason().basis, Some(ogi(4, 0, 0)));
    }

    #[test]
    fn a_refusal_names_who_may() {
        let bureau = county().child(OrganId(27));
        let denied = may(&actor(7, Role::Clerk, &bureau), Act::PublishRecord, &subject(&bureau)).unwrap_err();
        assert_eq!(denied.who_may, [Role::Reviewer, Role::Leader, Role::DisclosureOffice]);
        assert_eq!(
            denied.to_string(),
            "无权审核并公开信息（本机关的事项），须由该机关的审核员、分管领导、公开办办理。"
        );
    }

    #[test]
    fn who_may_look_is_never_by_that_empowered_to_change() {
        let changing =
            |act: &&Act| !matches!(act, A::SeeSupervision | A::ExportSupervision | A::SeeAudit | A::SeeCase);
        for act in Act::ALL.iter().filter(changing) {
            for role in [Role::Supervisor, Role::Auditor] {
                assert!(Relation::ALL.iter().all(|relation| !allows(role, *act, *relation)), "{act} {role}");
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_allowed_outside_the_own_subtree(
            role in proptest::sample::select(Role::ALL), act in proptest::sample::select(Act::ALL),
            here in 1_i64..20, there in 1_i64..20, author in proptest::option::of(1_i64..4), person in 1_i64..4,
        ) {
            let (own, other) = (county().child(OrganId(here + 100)), county().child(OrganId(there + 200)));
            let mut subject = subject(&other);
            subject.author = author;
            prop_assert!(may(&actor(person, role, &own), act, &subject).is_err());
        }
    }
}
