//! Ways to reach somebody (联系方式, 条例 art 29): telephone numbers, e-mail addresses and postal codes as people write them.

use super::kind::compact;

crate::codes! {
    /// 联系方式存疑: a remark, never a ground of refusal.
    pub enum ContactDoubt {
        /// 电话号码不合规则
        Telephone = "contact.telephone" => "电话号码看来有误：手机号码应为11位数字，固定电话应有区号",
        /// 邮政编码不合规则
        PostalCode = "contact.postal_code" => "邮政编码看来有误：应为6位数字",
        /// 电子邮箱不合规则
        Email = "contact.email" => "电子邮箱看来有误：应为“名称@域名”",
    }
}

/// 电话规范形式: digits only, without the country's 86.
#[must_use]
pub fn normal_telephone(written: &str) -> String {
    let digits: String = compact(written).chars().filter(char::is_ascii_digit).collect();
    let mut national = digits.as_str();
    while let Some(rest) =
        national.strip_prefix("0086").or_else(|| national.strip_prefix("86").filter(|rest| is_mobile(rest)))
    {
        national = rest;
    }
    national.to_owned()
}

/// 手机号码: eleven digits, 1 and then 3–9.
#[must_use]
pub fn is_mobile(digits: &str) -> bool {
    digits.len() == 11
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits.starts_with('1')
        && !digits.starts_with("10")
        && !digits.starts_with("11")
        && !digits.starts_with("12")
}

/// 固定电话: an area code of three or four digits beginning with 0, and seven or eight digits that begin with 2–9.
fn is_landline(digits: &str) -> bool {
    let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
    let (Some(code), Some(own)) = (digits.get(..area), digits.get(area..)) else { return false };
    code.starts_with('0') && matches!(own.len(), 7 | 8) && matches!(own.bytes().next(), Some(b'2'..=b'9'))
}

/// 邮箱规范形式: half width, lower case, without spaces.
#[must_use]
pub fn normal_email(written: &str) -> String {
    crate::text::fold(written).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// 电话存疑: whether a number is neither a mobile nor a landline number of the mainland.
#[must_use]
pub fn doubt_telephone(written: &str) -> Option<ContactDoubt> {
    let digits = normal_telephone(written);
    (!is_mobile(&digits) && !is_landline(&digits)).then_some(ContactDoubt::Telephone)
}

/// 邮政编码存疑: six digits are expected.
#[must_use]
pub fn doubt_postal_code(written: &str) -> Option<ContactDoubt> {
    let plain = compact(written);
    let good = plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit());
    (!good).then_some(ContactDoubt::PostalCode)
}

/// 邮箱存疑: one @ with something before it and a domain with a dot behind it.
#[must_use]
pub fn doubt_email(written: &str) -> Option<ContactDoubt> {
    let plain = normal_email(written);
    let good = plain.split_once('@').is_some_and(|(user, domain)| {
        !user.is_empty()
            && !domain.contains('@')
            && domain.split('.').count() > 1
            && domain.split('.').all(|part| !part.is_empty())
    });
    (!good).then_some(ContactDoubt::Email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_read_as_people_write_them() {
        for fine in [
            "13812345678",
            "+86 199 1234 5678",
            "0412-7823456",
            "010-65123456",
            "(024)2345 6789",
            "0411 83991234",
        ] {
            assert_eq!(doubt_telephone(fine), None, "{fine}");
        }
        for odd in ["", "12812345678", "1381234567", "7823456", "0412-1823456", "abc"] {
            assert_eq!(doubt_telephone(odd), Some(ContactDoubt::Telephone), "{odd}");
        }
    }

    #[test]
    fn postal_codes_and_addresses_of_mail_are_doubted_when_they_cannot_be() {
        assert_eq!(
            (doubt_postal_code("１１４３００"), doubt_postal_code("11430")),
            (None, Some(ContactDoubt::PostalCode))
        );
        assert_eq!(doubt_email("Li.Ming@例子.cn"), None);
        for odd in ["", "li", "@a.cn", "li@", "li@cn", "li@a@b.cn", "li@a..cn"] {
            assert_eq!(doubt_email(odd), Some(ContactDoubt::Email), "{odd}");
        }
    }
}
