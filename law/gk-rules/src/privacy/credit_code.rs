//! 统一社会信用代码 (GB 32100): eighteen characters that name an organization.

use super::kind::compact;

crate::codes! {
    /// 信用代码存疑: a remark, never a ground of refusal.
    pub enum CodeDoubt {
        /// 位数不对
        Length = "credit_code.length" => "统一社会信用代码应为18位",
        /// 含有其他字符
        Characters = "credit_code.characters" => "统一社会信用代码只含数字和大写字母，不用I、O、S、V、Z",
        /// 校验码不符
        Checksum = "credit_code.checksum" => "统一社会信用代码的校验码不符，请核对是否有误",
    }
}

/// GB 32100: the characters in the order of their values.
const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// GB 32100: weights of the first seventeen characters, 3ⁱ mod 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// 规范形式: half width, capital letters, without spaces.
#[must_use]
pub fn normal(written: &str) -> String {
    compact(written).to_ascii_uppercase()
}

// NOT MODELLED GB 11714 the organization code inside has a check character of its own: codes given before 2015 are known
// that do not keep it, and the outer one is enough to notice a slip.
/// 信用代码存疑: everything doubtful about a code.
#[must_use]
pub fn doubts(written: &str) -> Vec<CodeDoubt> {
    let code = normal(written);
    if code.chars().count() != 18 {
        return vec![CodeDoubt::Length];
    }
    let values: Option<Vec<usize>> = code.chars().map(|c| CHARACTERS.find(c)).collect();
    let Some(values) = values else { return vec![CodeDoubt::Characters] };
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = (31 - sum % 31) % 31;
    if values.last() == Some(&expected) { Vec::new() } else { vec![CodeDoubt::Checksum] }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The code with these seventeen characters first.
    fn whole(first: &str) -> String {
        let end = CHARACTERS.chars().find(|c| doubts(&format!("{first}{c}")).is_empty()).unwrap();
        format!("{first}{end}")
    }

    #[test]
    fn codes_are_checked_by_their_last_character() {
        // The example of GB 32100: 91350100M000100Y43.
        assert_eq!(doubts("91350100M000100Y43"), []);
        assert_eq!(doubts("91350100m000100y43 "), []);
        assert_eq!(doubts("91350100M000100Y44"), [CodeDoubt::Checksum]);
        assert_eq!(doubts("91350100M000100Y4"), [CodeDoubt::Length]);
        assert_eq!(doubts("91350100M000I00Y43"), [CodeDoubt::Characters]);
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_always_noticed(first in "[1-9][0-9]{7}[0-9A-HJ-NP-RTUWXY]{9}", at in 0_usize..17, shift in 1_usize..31) {
            let code = whole(&first);
            let mut chars: Vec<char> = code.chars().collect();
            let value = CHARACTERS.find(chars[at]).unwrap();
            chars[at] = CHARACTERS.chars().nth((value + shift) % 31).unwrap();
            let wrong: String = chars.into_iter().collect();
            prop_assert_eq!(doubts(&wrong), [CodeDoubt::Checksum]);
        }
    }
}
