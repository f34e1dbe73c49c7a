//! Accounts of applicants (申请人账户): nobody needs one (条例 art 29 asks for a name and an identity, not for an account); who wants one
//! signs on through a system that knows people, and finds his applications together.

use crate::Reason;

crate::codes! {
    /// 登录未成: why nobody was signed on, in words for whoever tried.
    pub enum SignOnTrouble {
        /// 没有开通
        NotSet = "not_set" => "本站没有开通统一身份认证登录",
        /// 连接不上
        NotReached = "not_reached" => "统一身份认证平台暂时连接不上，请稍后再试",
        /// 没有同意
        Declined = "declined" => "没有完成登录：您取消了登录，或者认证平台没有同意",
        /// 不是这一次登录
        Strange = "strange" => "这次登录已经过期，或者不是在这个浏览器里开始的，请重新登录",
        /// 无法核实
        NotTrusted = "not_trusted" => "认证平台的答复无法核实，没有登录",
    }
}

/// 已认证的人: who a system says is in front of the browser.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedOn {
    /// Which system says so.
    pub issuer: String,
    /// The name that system has for the person, the same every time; not a name people know.
    pub subject: String,
    /// 姓名, where the system tells it.
    pub name: Option<String>,
}

/// What is never in a log.
impl std::fmt::Debug for SignedOn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedOn").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// 账户保持登录的时间, in hours; shorter than a desk's day, because such a browser is often another's too.
pub const HOURS: i64 = 2;
/// 登录须在多少秒内完成.
pub const SECONDS_TO_SIGN_ON: u32 = 600;
/// 姓名最多保留的字数.
pub const LONGEST_NAME: usize = 100;
/// 注销账户须写明的话
pub const CLOSE_WORDS: &str = "注销账户";

/// 不能注销账户的理由: it is meant.
#[must_use]
pub fn reasons_not_to_close(typed: &str) -> Option<Reason> {
    let meant = typed.trim() == CLOSE_WORDS;
    (!meant).then(|| {
        Reason::new("foi.account_close", "账户没有注销：请照样填写确认的文字。")
            .cure(format!("在方框中填写“{CLOSE_WORDS}”四个字。"))
    })
}

/// 登录未成的理由
#[must_use]
pub fn not_signed_on(why: SignOnTrouble) -> Reason {
    use crate::Coded;
    Reason::new("foi.sign_on", format!("{}。", why.label()))
        .cure("不登录也可以提出申请，用查询码查看办理进度。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn an_account_is_closed_only_when_it_is_meant() {
        assert!(reasons_not_to_close(" 注销账户 ").is_none());
        assert_eq!(reasons_not_to_close("好").map(|one| one.code), Some("foi.account_close"));
    }

    #[test]
    fn every_trouble_says_what_can_be_done_without_an_account() {
        for why in SignOnTrouble::ALL {
            assert!(not_signed_on(*why).cure.is_some_and(|cure| cure.0.contains("查询码")));
        }
    }

    #[test]
    fn whoever_signed_on_is_in_no_log() {
        let who = SignedOn { issuer: "i".into(), subject: "s1".into(), name: Some("n1".into()) };
        let told = format!("{who:?}");
        assert!(!told.contains("s1") && !told.contains("n1"), "{told}");
    }
}
