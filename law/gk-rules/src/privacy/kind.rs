//! Kinds of sealed values (加密信息种类): each has a label, a normal form for lookups and a mask for lists.

use super::{contact, credit_code, mask, resident_id};
use crate::text;

crate::codes! {
    /// 加密信息种类: what is kept sealed (个人信息保护法 arts 28, 51).
    pub enum SecretKind {
        /// 公民身份号码
        ResidentId = "resident_id" => "公民身份号码",
        /// 其他身份证件号码
        OtherId = "other_id" => "其他身份证件号码",
        /// 统一社会信用代码
        CreditCode = "credit_code" => "统一社会信用代码",
        /// 姓名
        Name = "name" => "姓名",
        /// 联系电话
        Telephone = "telephone" => "联系电话",
        /// 电子邮箱
        Email = "email" => "电子邮箱",
        /// 通信地址
        Address = "address" => "通信地址",
        /// 邮政编码
        PostalCode = "postal_code" => "邮政编码",
        /// 银行账号
        BankAccount = "bank_account" => "银行账号",
        /// 其他文字
        Words = "words" => "其他文字",
        /// 附件
        File = "file" => "附件",
        /// 系统密钥: no datum of a person; the system itself signs with it.
        SystemKey = "system_key" => "系统密钥",
    }
}

impl SecretKind {
    /// 规范形式: the form in which two writings of the same thing are equal; what the blind index is made of. Empty when
    /// nothing is left.
    #[must_use]
    pub fn normal(self, text: &str) -> String {
        match self {
            Self::ResidentId => resident_id::normal(text),
            Self::CreditCode => credit_code::normal(text),
            Self::Telephone => contact::normal_telephone(text),
            Self::Email => contact::normal_email(text),
            Self::PostalCode | Self::BankAccount | Self::OtherId => compact(text).to_ascii_uppercase(),
            Self::Name => normal_name(text),
            Self::Address | Self::Words | Self::File => text::skeleton(&text::skeleton(text)),
            Self::SystemKey => text.trim().to_owned(),
        }
    }

    /// 脱敏形式: what a list or a page may show without anybody opening the value. It holds less than the value whatever
    /// the value is, and is never stored: beside the sealed value it would give most of it away.
    #[must_use]
    pub fn mask(self, text: &str) -> String {
        match self {
            Self::ResidentId => mask::resident_id(text),
            Self::OtherId | Self::BankAccount | Self::CreditCode => mask::number(text),
            Self::Name => mask::name(text),
            Self::Telephone => mask::telephone(text),
            Self::Email => mask::email(text),
            Self::Address => mask::address(text),
            Self::PostalCode => mask::postal_code(text),
            Self::Words | Self::File | Self::SystemKey => mask::everything(text),
        }
    }
}

/// Folded, without spaces and strokes between groups.
pub(super) fn compact(text: &str) -> String {
    let is_stroke = |c: char| c.is_whitespace() || matches!(c, '-' | '—' | '–' | '_' | '.');
    // Folded again: what was apart may stand together now, and some characters are read by their neighbours.
    text::fold(&text::fold(text).replace(is_stroke, ""))
}

/// A name without spaces, its middle dots of one kind.
fn normal_name(text: &str) -> String {
    let dot = |c| if matches!(c, '·' | '•' | '．' | '・' | '‧' | '.') { '·' } else { c };
    let plain: String = text::fold(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(dot)
        .flat_map(char::to_lowercase)
        .collect();
    text::fold(&plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Coded as _;

    #[test]
    fn two_writings_of_the_same_thing_have_one_normal_form() {
        let same = |kind: SecretKind, writings: &[&str]| {
            let first = kind.normal(writings[0]);
            assert!(!first.is_empty());
            for one in writings {
                assert_eq!(kind.normal(one), first, "{one}");
            }
        };
        same(
            SecretKind::ResidentId,
            &[
                "11010519491231002X",
                "１１０１０５１９４９１２３１００２ｘ",
                "110105 19491231 002x",
                "110105491231002",
            ],
        );
        same(
            SecretKind::Telephone,
            &["13812345678", "+86 138-1234-5678", "0086 138 1234 5678", "１３８１２３４５６７８"],
        );
        same(SecretKind::Name, &["阿依古丽·买买提", "阿依古丽•买买提", " 阿依古丽・买买提 "]);
        same(SecretKind::Email, &["Li@Example.CN", " li@example.cn"]);
        same(SecretKind::CreditCode, &["91350100m000100y43", "９１３５０１００Ｍ０００１００Ｙ４３"]);
        same(SecretKind::Address, &["鞍山市岫岩县石庙子镇1号", "鞍山市 岫岩县石廟子鎮１号"]);
    }

    proptest! {
        #[test]
        fn the_normal_form_of_a_normal_form_is_itself(at in 0..SecretKind::ALL.len(), text in "\\PC{0,40}") {
            let kind = SecretKind::ALL[at];
            let once = kind.normal(&text);
            prop_assert_eq!(kind.normal(&once), once);
        }

        #[test]
        fn a_mask_never_shows_the_whole_of_a_value(at in 0..SecretKind::ALL.len(), text in "\\PC{1,40}") {
            let kind = SecretKind::ALL[at];
            let whole = text::fold(&text);
            prop_assume!(!whole.is_empty() && !whole.contains('*'));
            let shown = kind.mask(&text);
            prop_assert!(!shown.contains(&whole), "{shown}");
            prop_assert!(shown.contains('*'));
        }

        #[test]
        fn a_resident_number_shows_eight_of_its_digits(digits in "[1-9][0-9]{16}[0-9X]") {
            let shown = SecretKind::ResidentId.mask(&digits);
            prop_assert_eq!(shown.chars().filter(|c| *c != '*').count(), 8);
            prop_assert!(!shown.contains(&digits[6..14]));
        }
    }
}
