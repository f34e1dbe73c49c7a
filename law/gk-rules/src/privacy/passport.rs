//! 护照号码 and the permits of travel that are written alike: a letter or two and seven or eight digits.

/// 普通护照号码: E or G with eight digits, or E with a second letter and seven digits.
#[must_use]
pub fn is_ordinary(text: &str) -> bool {
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let rest = chars.filter(char::is_ascii_digit).count();
    let all = text.chars().count();
    match (first, second) {
        (Some('E'), Some(letter)) if letter.is_ascii_uppercase() && !matches!(letter, 'I' | 'O') => {
            rest == 7 && all == 9
        }
        (Some('E' | 'G'), Some(digit)) if digit.is_ascii_digit() => rest == 7 && all == 9,
        _ => false,
    }
}

/// 护照或者通行证号码: an ordinary one, an official one (P, S, D), or a permit for Hong Kong, Macao and Taiwan (C, W, H, M, T, L).
/// The letters of the others stand before many other numbers, so that a word beside them must say what they are.
#[must_use]
pub fn is_travel_paper(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().is_some_and(|c| "PSDCWHMTLEG".contains(c));
    let rest: Vec<char> = chars.collect();
    let digits = rest.iter().filter(|c| c.is_ascii_digit()).count();
    is_ordinary(text) || (first && (7..=10).contains(&digits) && rest.len() - digits <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passports_are_known_by_their_letters_and_digits() {
        for good in ["E12345678", "G12345678", "EA1234567"] {
            assert!(is_ordinary(good) && is_travel_paper(good), "{good}");
        }
        for other in ["E1234567", "E123456789", "EI1234567", "A12345678", "G1", "", "EAB123456"] {
            assert!(!is_ordinary(other), "{other}");
        }
        assert!(is_travel_paper("P1234567") && is_travel_paper("C12345678") && !is_travel_paper("X12345678"));
    }
}
