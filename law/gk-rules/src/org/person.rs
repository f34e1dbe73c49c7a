//! People of the office (工作人员): their roles, the actor of an act and the subject it is done to.

use serde::{Deserialize, Serialize};

use super::organ::{OrganId, OrganPath};

crate::codes! {
    /// 岗位角色: what a post empowers to; one person may hold several posts and acts in one at a time.
    pub enum Role {
        /// 信息员
        Clerk = "clerk" => "信息员",
        /// 审核员
        Reviewer = "reviewer" => "审核员",
        /// 分管领导
        Leader = "leader" => "分管领导",
        /// 政府信息公开工作机构 (条例 art 4); of a county: 县级政务公开主管部门
        DisclosureOffice = "disclosure_office" => "公开办",
        /// 监督人员 (条例 arts 46, 47)
        Supervisor = "supervisor" => "监督人员",
        /// 审计人员: reads what was done, changes nothing
        Auditor = "auditor" => "审计人员",
        /// 系统管理员: organs and accounts, no content
        Administrator = "administrator" => "管理员",
    }
}

/// 经办人: who acts, in which post; plain data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person's number.
    pub person: i64,
    /// The person's name.
    pub name: String,
    /// The post in which the person acts.
    pub post: i64,
    /// The post's organ.
    pub organ: OrganId,
    /// The organ's path.
    pub path: OrganPath,
    /// The post's role.
    pub role: Role,
}

/// 承办对象: what the act is done to: whose it is, and who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The organ it belongs to.
    pub organ: OrganId,
    /// That organ's path.
    pub path: OrganPath,
    /// The person who made what the act is about (the drafter, the importer); nobody for what was not made yet.
    pub author: Option<i64>,
}

impl Subject {
    /// Something of an organ that nobody has made yet.
    #[must_use]
    pub fn of(organ: OrganId, path: OrganPath) -> Self {
        Self { organ, path, author: None }
    }
    /// The same, made by a person.
    #[must_use]
    pub fn made_by(mut self, person: i64) -> Self {
        self.author = Some(person);
        self
    }
}
