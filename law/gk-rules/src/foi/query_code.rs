//! The query code (查询码): by which an applicant comes back without an account; twelve characters nobody confuses.

use std::fmt;
use std::str::FromStr;

/// No 0 and O, no 1, I and L.
const SIGNS: [char; 31] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
    '2', '3', '4', '5', '6', '7', '8', '9',
];
/// How many characters: nearly sixty bits, beyond guessing.
const LENGTH: usize = 12;

/// 查询码: `ABCD-2345-EFGH`; a secret of whoever holds it, so its `Debug` tells nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryCode(String);

/// 查询码有误: not twelve of the characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("查询码应为12个字母和数字")]
pub struct BadQueryCode;

impl QueryCode {
    /// 生成 from random bytes; bytes that would favour some characters are passed over.
    #[must_use]
    pub fn of(random: &[u8; 32]) -> Self {
        let fair = random.iter().filter(|byte| usize::from(**byte) < SIGNS.len() * 8);
        let picked: String = fair.filter_map(|byte| SIGNS.get(usize::from(*byte) % SIGNS.len())).take(LENGTH).collect();
        // Fewer than twelve fair bytes of thirty-two do not happen in the life of a machine; then the rest repeats the bytes.
        let rest = random.iter().rev().filter_map(|byte| SIGNS.get(usize::from(*byte) % SIGNS.len()));
        Self(picked.chars().chain(rest.copied()).take(LENGTH).collect())
    }
    /// Without strokes: what is stored and looked up.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, sign) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryCode(…)")
    }
}

impl FromStr for QueryCode {
    type Err = BadQueryCode;
    /// Small letters, full-width characters, strokes and blanks make no difference.
    fn from_str(text: &str) -> Result<Self, BadQueryCode> {
        let folded = crate::text::fold(text);
        let plain: String = folded
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '—' | '–' | '_'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let right = plain.chars().count() == LENGTH && plain.chars().all(|c| SIGNS.contains(&c));
        if right { Ok(Self(plain)) } else { Err(BadQueryCode) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code: QueryCode = "ABCD-2345-EFGH".parse().unwrap();
        for typed in ["abcd2345efgh", " abcd 2345 efgh ", "ＡＢＣＤ２３４５ＥＦＧＨ", "ABCD—2345—EFGH"] {
            assert!(typed.parse::<QueryCode>() == Ok(code.clone()), "{typed}");
        }
        for bad in ["", "ABCD-2345-EFG", "ABCD-2345-EFGHJ", "0BCD-2345-EFGH", "ABCD-2345-EFG低"] {
            assert!(bad.parse::<QueryCode>() == Err(BadQueryCode), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_random_bytes_give_a_code_that_is_read_again(random in any::<[u8; 32]>()) {
            let code = QueryCode::of(&random);
            prop_assert!(code.to_string().parse::<QueryCode>() == Ok(code.clone()));
            prop_assert_eq!(code.to_string().len(), 14);
        }
    }
}
