//! The link to office systems (办公系统接口): what a key may do, and why a request is not taken.

use super::FileRole;
use crate::Reason;
use crate::records::media::MAX_BYTES;

crate::codes! {
    /// 接口权限: what a key may do; what its post may not do, no key may.
    pub enum Scope {
        /// 查询案件
        Read = "read" => "查询案件和办理记录（申请人信息隐去）",
        /// 代收
        Submit = "submit" => "交来新的申请",
        /// 办理
        Step = "step" => "办理案件的各个步骤",
        /// 交文件
        Attach = "attach" => "为案件添加文件",
        /// 取文件
        Files = "files" => "取案件文件，须写明目的",
    }
}

/// 每分钟请求数 of one key.
pub const A_MINUTE: u32 = 120;

/// 密钥不对
#[must_use]
pub fn no_key() -> Reason {
    Reason::new("foi.api_no_key", "没有给出有效的接口密钥。")
        .cure("在请求头 Authorization 中写 Bearer 和密钥；密钥停用的，请向机关重新申领。")
}

/// 职务已经结束
#[must_use]
pub fn post_ended() -> Reason {
    Reason::new("foi.api_post_ended", "密钥所代表的人员已经不在这一职务。")
        .cure("请机关为在职人员重新签发密钥。")
}

/// 权限不足
#[must_use]
pub fn out_of_scope(scope: Scope) -> Reason {
    use crate::Coded;
    Reason::new("foi.api_scope", format!("这一密钥没有“{}”的权限。", scope.label()))
}

/// 请求太多
#[must_use]
pub fn too_many() -> Reason {
    Reason::new("foi.api_too_many", format!("请求太多，每分钟不超过{A_MINUTE}次。")).cure("过一分钟再试。")
}

/// 没有请求编号
#[must_use]
pub fn no_request_key() -> Reason {
    Reason::new("foi.api_no_request_key", "没有给出请求编号。")
        .cure("在请求头 Idempotency-Key 中写不超过100个字符的编号，同一请求重发时编号不变。")
}

/// 请求编号用于不同的内容
#[must_use]
pub fn request_key_reused() -> Reason {
    Reason::new("foi.api_request_key_reused", "这一请求编号已经用于另一内容的请求。").cure("换一个编号。")
}

/// 原编号用于不同的申请: the same number was there with another content.
#[must_use]
pub fn application_differs(key: &str) -> Reason {
    Reason::new("foi.api_application_differs", format!("原编号“{key}”已经用于内容不同的申请。"))
        .cure("同一申请重发时内容不变；内容有补充、更正的，在原案件中办理；另一申请换一个原编号。")
}

/// 请求体读不懂
#[must_use]
pub fn body_unreadable(words: &str) -> Reason {
    Reason::new("foi.api_body", format!("请求内容不能读取：{words}"))
}

/// 请求体的最大字节数.
pub const MAX_BODY: usize = 256 << 10;

/// 请求体太大
#[must_use]
pub fn body_too_large() -> Reason {
    Reason::new("foi.api_body_size", format!("请求内容不得超过{}KB。", MAX_BODY >> 10))
        .cure("文件在申请收到以后另行添加。")
}

/// 不认识的步骤
#[must_use]
pub fn unknown_verb(typed: &str) -> Reason {
    let typed: String = typed.chars().take(30).collect();
    Reason::new("foi.api_verb", format!("没有“{typed}”这一步骤。"))
}

/// 可以添加的文件: what comes from outside; what the organ makes itself is made at the desk.
pub const ATTACHED: [FileRole; 5] =
    [FileRole::Identity, FileRole::Request, FileRole::Correction, FileRole::Supplement, FileRole::Opinion];

/// 文件用途不对
#[must_use]
pub fn unknown_role() -> Reason {
    use crate::Coded;
    let all: Vec<String> = ATTACHED.iter().map(|one| format!("{}（{}）", one.code(), one.label())).collect();
    Reason::new("foi.api_role", "没有写明文件的用途，或者这一用途的文件不能由接口添加。")
        .cure(format!("参数 role 写：{}。", all.join("、")))
}

/// 文件太大
#[must_use]
pub fn file_too_large() -> Reason {
    Reason::new("foi.api_file_size", format!("文件不得超过{}MB。", MAX_BYTES >> 20))
}

/// 系统名称没有写
#[must_use]
pub fn no_system() -> Reason {
    Reason::new("foi.key_no_system", "请写明使用密钥的系统名称。")
}

/// 没有选择权限
#[must_use]
pub fn no_scope() -> Reason {
    Reason::new("foi.key_no_scope", "请至少选择一项权限。")
}

/// 代表人员不在职
#[must_use]
pub fn no_post_holder() -> Reason {
    Reason::new("foi.key_no_post", "请选择本机关在职的人员；密钥办理的每一步都记在该人员名下。")
}

/// 标题 of an answer that says no, by its status.
#[must_use]
pub const fn title(status: u16) -> &'static str {
    match status {
        401 => "密钥无效",
        403 => "没有权限",
        404 => "没有找到",
        409 => "与已有的内容冲突，请重新读取",
        413 => "文件太大",
        422 => "不能办理",
        429 => "请求太多",
        _ => "系统暂时不能处理",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_its_words() {
        for status in [401, 403, 404, 409, 413, 422, 429, 500] {
            assert!(!title(status).is_empty());
        }
        assert_eq!(out_of_scope(Scope::Files).code, "foi.api_scope");
    }
}
