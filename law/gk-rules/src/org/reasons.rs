//! Reasons not to (不予办理的理由) for organs, people and accounts; every function gives all reasons at once.

use super::organ::{Names, OrganKind};
use crate::Reason;
use crate::citation::ogi;

/// 机关名称的最大字数.
pub const MAX_NAME: usize = 100;
/// 密码的最少字数 (GB/T 22239-2019 8.1.4.1 asks for complexity; the number is ours).
pub const MIN_PASSWORD: usize = 10;
/// 密码的最大字节数: more only costs time to hash.
pub const MAX_PASSWORD: usize = 256;
/// 连续输错密码的次数: at this many an account is locked.
pub const FAILURES: i64 = 10;
/// 同一来源地址输错密码的次数: an office may stand behind one address, so it is more.
pub const FAILURES_FROM_ADDRESS: i64 = 30;
/// 锁定分钟数: within so many minutes failures are counted, and for so many who gave too many waits.
pub const LOCK_MINUTES: i64 = 15;

/// 不得设立机关的理由. `taken` says that the code belongs to another organ.
#[must_use]
pub fn reasons_not_to_found(code: &str, names: &Names, kind: OrganKind, taken: bool) -> Vec<Reason> {
    let mut against = bad_names(names);
    let good = (2..=18).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'-')
        && code.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    if !good {
        let words = format!("机关编码“{}”有误。", code.chars().take(30).collect::<String>());
        against.push(
            Reason::new("org.code_malformed", words).cure("用2至18位小写字母、数字和短横，如：210102-mzj。"),
        );
    }
    if taken {
        against.push(Reason::new("org.code_taken", format!("机关编码“{code}”已被其他机关使用。")));
    }
    if kind.is_departmental() && names.full.ends_with("人民政府") {
        let words = format!("“{}”是一级人民政府的名称，不能设为{kind}。", names.full);
        against.push(Reason::new("org.kind_contradicts_name", words).by(ogi(10, 0, 0)));
    }
    against
}

/// 不得更名的理由.
#[must_use]
pub fn reasons_not_to_rename(names: &Names) -> Vec<Reason> {
    bad_names(names)
}

/// 机关之下没有编号可用: the numbers kept free below an organ are used up.
#[must_use]
pub fn no_room(above: &str) -> Reason {
    Reason::new("org.no_room", format!("“{above}”之下预留的机关编号已用完。"))
        .cure("请把新机关设在其下级机关之下，或者联系系统管理员扩充编号。")
}

/// 不得任用的理由. `held` is the name of the person who has the account already, if any.
#[must_use]
pub fn reasons_not_to_appoint(
    account: &str,
    name: &str,
    password: Option<&str>,
    held: Option<&str>,
) -> Vec<Reason> {
    let mut against = Vec::new();
    let good = (2..=32).contains(&account.len())
        && account.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b))
        && account.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
    if !good {
        let words = format!("账号“{}”有误。", account.chars().take(40).collect::<String>());
        against.push(
            Reason::new("org.account_malformed", words)
                .cure("用2至32位小写字母、数字、点、短横或者下划线，以字母开头。"),
        );
    }
    let length = name.trim().chars().count();
    if length == 0 || length > 30 || name.chars().any(char::is_control) {
        against.push(Reason::new("org.person_name", "姓名应为1至30个字，不含控制字符。"));
    }
    match (held, password) {
        (Some(holder), _) if holder != name.trim() => {
            let words = format!("账号“{account}”已属于另一位工作人员。");
            against.push(Reason::new("org.account_taken", words).cure("换一个账号。"));
        }
        (Some(_), Some(_)) => {
            let words = format!("账号“{account}”已有密码，增加岗位时不能重设。");
            against.push(Reason::new("org.password_kept", words).cure("把初始密码一栏留空。"));
        }
        (None, None) => against.push(Reason::new("org.no_password", "新账号须有初始密码。")),
        (None, Some(password)) => against.extend(weak(password, account)),
        (Some(_), None) => {}
    }
    against
}

/// 不得修改密码的理由. `right` says whether the old one was right.
#[must_use]
pub fn reasons_not_to_change_password(right: bool, new: &str, again: &str, account: &str) -> Vec<Reason> {
    let mut against = Vec::new();
    if !right {
        against.push(Reason::new("org.old_password", "原密码不正确。"));
    }
    if new != again {
        against.push(Reason::new("org.passwords_differ", "两次输入的新密码不一致。"));
    }
    against.extend(weak(new, account));
    against
}

/// 不予登录: one sentence for every cause, so that nobody learns which accounts exist.
#[must_use]
pub fn sign_in_refused() -> Reason {
    Reason::new("org.sign_in_refused", "账号或者密码不正确，或者账号已停用。").cure(format!(
        "核对后重新输入；连续输错{FAILURES}次，须等待{LOCK_MINUTES}分钟。忘记密码请联系本机关的管理员。"
    ))
}

/// The code of [`too_many_tries`].
pub const TOO_MANY_TRIES: &str = "org.too_many_tries";

/// 尝试过多: the same for an account that exists, one that does not, and an address; says how long to wait.
#[must_use]
pub fn too_many_tries(seconds: i64) -> Reason {
    let minutes = seconds.max(1).saturating_add(59) / 60;
    Reason::new(TOO_MANY_TRIES, format!("输错次数过多，请在{minutes}分钟后再试。"))
        .cure("等待期间再次尝试不会被受理，输对密码也不例外。忘记密码请联系本机关的管理员。")
}

/// 没有岗位: a person whose posts have all ended.
#[must_use]
pub fn no_post() -> Reason {
    Reason::new("org.no_post", "您目前没有岗位，不能进入工作台。").cure("请联系本机关的管理员任用。")
}

/// 不是本人的岗位.
#[must_use]
pub fn not_own_post() -> Reason {
    Reason::new("org.not_own_post", "该岗位不由您担任，不能切换。")
}

/// 不得解除自己的岗位: who ends the post he acts from could not undo it.
#[must_use]
pub fn reasons_not_to_end_post(is_own: bool) -> Vec<Reason> {
    if !is_own {
        return Vec::new();
    }
    vec![Reason::new("org.own_post", "不能解除自己正在使用的岗位。").cure("请另一位管理员办理。")]
}

fn bad_names(names: &Names) -> Vec<Reason> {
    let mut against = Vec::new();
    let length = names.full.trim().chars().count();
    if length == 0 || length > MAX_NAME {
        against.push(Reason::new(
            "org.name_length",
            format!("机关全称应为1至{MAX_NAME}个字，现为{length}个字。"),
        ));
    }
    for name in names.all() {
        if name.chars().any(char::is_control) || name.chars().count() > MAX_NAME {
            let shown: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
            against
                .push(Reason::new("org.name_malformed", format!("机关名称“{shown}”过长或者含有控制字符。")));
        }
    }
    against
}

fn weak(password: &str, account: &str) -> Vec<Reason> {
    let mut against = Vec::new();
    let length = password.chars().count();
    if length < MIN_PASSWORD {
        against.push(Reason::new(
            "org.password_short",
            format!("密码至少{MIN_PASSWORD}个字符，现为{length}个。"),
        ));
    }
    if password.len() > MAX_PASSWORD {
        against.push(Reason::new("org.password_long", format!("密码不能超过{MAX_PASSWORD}个字节。")));
    }
    let distinct: std::collections::BTreeSet<char> = password.chars().collect();
    if length >= MIN_PASSWORD && (distinct.len() < 4 || password.contains(account) && !account.is_empty()) {
        against.push(Reason::new("org.password_weak", "密码过于简单：不同的字符太少，或者含有账号。"));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn an_organ_needs_a_name_and_a_code_of_its_own() {
        let good = Names::new("示范县民政局", "县民政局");
        assert_eq!(reasons_not_to_found("219900-mzj", &good, OrganKind::Department, false), []);
        let against = reasons_not_to_found("县局", &Names::new(" ", ""), OrganKind::Department, true);
        assert_eq!(codes(&against), ["org.name_length", "org.code_malformed", "org.code_taken"]);
        let government = Names::new("示范县人民政府", "");
        let against = reasons_not_to_found("219900", &government, OrganKind::Department, false);
        assert_eq!(codes(&against), ["org.kind_contradicts_name"]);
        assert_eq!(codes(&reasons_not_to_rename(&Names::new("甲\n乙", ""))), ["org.name_malformed"]);
    }

    #[test]
    fn a_new_account_needs_a_password_and_an_old_one_keeps_its_own() {
        assert_eq!(codes(&reasons_not_to_appoint("zhang.san", "张某", Some("jiu-ye-2026"), None)), [""; 0]);
        assert_eq!(codes(&reasons_not_to_appoint("zhang", "张某", None, None)), ["org.no_password"]);
        assert_eq!(codes(&reasons_not_to_appoint("zhang", "张某", None, Some("张某"))), [""; 0]);
        let against = reasons_not_to_appoint("zhang", "张某", Some("x"), Some("张某"));
        assert_eq!(codes(&against), ["org.password_kept"]);
        assert_eq!(
            codes(&reasons_not_to_appoint("zhang", "李某", None, Some("张某"))),
            ["org.account_taken"]
        );
        let against = reasons_not_to_appoint("Zhang 三", "", Some("aaaaaaaaaaaa"), None);
        assert_eq!(codes(&against), ["org.account_malformed", "org.person_name", "org.password_weak"]);
    }

    #[test]
    fn a_password_is_changed_knowing_the_old_one() {
        assert_eq!(reasons_not_to_change_password(true, "xin-mi-ma-8", "xin-mi-ma-8", "zhang"), []);
        let against = reasons_not_to_change_password(false, "duan", "chang", "zhang");
        assert_eq!(codes(&against), ["org.old_password", "org.passwords_differ", "org.password_short"]);
        let against = reasons_not_to_change_password(true, "zhang-zhang-1", "zhang-zhang-1", "zhang");
        assert_eq!(codes(&against), ["org.password_weak"]);
    }
}
