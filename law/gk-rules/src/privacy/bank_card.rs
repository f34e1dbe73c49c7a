//! 银行卡号 (ISO/IEC 7812): up to nineteen digits, the last of which is a check digit.

/// 校验位相符: the rule of Luhn, for digits alone.
#[must_use]
pub fn adds_up(digits: &str) -> bool {
    let values: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
    let Some(values) = values.filter(|all| all.len() >= 12) else { return false };
    let sum: u32 = values
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    sum.is_multiple_of(10) && values.iter().any(|digit| *digit != 0)
}

/// 银行卡号: digits that add up, of a length and with a beginning that banks of the mainland give out (62 of the national
/// scheme, 9558 and 60 of old cards, 4 and 51–55 and 22–27 of the international ones).
#[must_use]
pub fn is_card(digits: &str) -> bool {
    let known = match digits.len() {
        16 => ["62", "60", "4", "51", "52", "53", "54", "55", "22", "23", "24", "25", "26", "27"].as_slice(),
        17..=19 => &["62", "60", "9558", "95"],
        _ => &[],
    };
    known.iter().any(|first| digits.starts_with(first)) && adds_up(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_adds_up_and_one_wrong_digit_is_noticed() {
        assert!(adds_up("4111111111111111") && is_card("4111111111111111"));
        assert!(!adds_up("4111111111111112") && !adds_up("0000000000000000") && !adds_up("41111"));
        assert!(!is_card("1234567812345670") && adds_up("1234567812345670"));
    }

    proptest::proptest! {
        #[test]
        fn exactly_one_last_digit_fits(first in "62[0-9]{16}") {
            let fitting = (0..10).filter(|last| adds_up(&format!("{first}{last}"))).count();
            proptest::prop_assert_eq!(fitting, 1);
        }
    }
}
