//! Identity numbers (证件号码): check digits of 公民身份号码 (GB 11643) and 统一社会信用代码 (GB 32100).
//!
//! A wrong check digit is a hint to look again; the law does not allow an application to be refused for it.

/// 公民身份号码有误的说明; nothing when the eighteen characters agree with each other.
#[must_use]
pub fn resident_fault(text: &str) -> Option<&'static str> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &str = "10X98765432";
    let text = text.trim().to_ascii_uppercase();
    let body: Vec<u32> = text.chars().take(17).filter_map(|c| c.to_digit(10)).collect();
    let last = text.chars().nth(17);
    if text.chars().count() != 18 || body.len() != 17 {
        return Some("公民身份号码应为18位");
    }
    let birth = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let day = |from, to| birth(from, to).and_then(|n| i8::try_from(n).ok());
    let date = birth(6, 10).zip(day(10, 12)).zip(day(12, 14));
    if date.and_then(|((y, m), d)| crate::Day::new(y, m, d).ok()).is_none() {
        return Some("公民身份号码中的出生日期不存在");
    }
    let sum: u32 = WEIGHTS.iter().zip(&body).map(|(weight, digit)| weight * digit).sum();
    let expected = usize::try_from(sum % 11).ok().and_then(|place| CHECKS.chars().nth(place));
    (expected != last).then_some("公民身份号码的校验码不符")
}

/// 统一社会信用代码有误的说明; nothing when the eighteen characters agree with each other.
#[must_use]
pub fn credit_fault(text: &str) -> Option<&'static str> {
    const SYMBOLS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let text = text.trim().to_ascii_uppercase();
    let values: Option<Vec<u32>> = text
        .chars()
        .map(|c| SYMBOLS.chars().position(|symbol| symbol == c).and_then(|place| u32::try_from(place).ok()))
        .collect();
    let Some(values) = values.filter(|values| values.len() == 18) else {
        return Some("统一社会信用代码应为18位数字和大写字母");
    };
    let mut weight = 1;
    let mut sum = 0;
    for value in values.iter().take(17) {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    let expected = (31 - sum % 31) % 31;
    (values.last() != Some(&expected)).then_some("统一社会信用代码的校验码不符")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_with_a_right_check_digit_pass() {
        assert_eq!(resident_fault("11010519491231002X"), None);
        assert_eq!(resident_fault("11010519491231002x"), None);
        assert_eq!(credit_fault("91350100M000100Y43"), None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(resident_fault("110105194912310021"), Some("公民身份号码的校验码不符"));
        assert_eq!(resident_fault("110105194902300021"), Some("公民身份号码中的出生日期不存在"));
        assert_eq!(resident_fault("1101051949123100"), Some("公民身份号码应为18位"));
        assert_eq!(credit_fault("91350100M000100Y44"), Some("统一社会信用代码的校验码不符"));
        assert_eq!(credit_fault("91350100I000100Y43"), Some("统一社会信用代码应为18位数字和大写字母"));
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at_without_panic(text in any::<String>(), digits in "[0-9X]{18}") {
            for one in [&text, &digits] {
                let _ = (resident_fault(one), credit_fault(one));
            }
        }
    }
}
