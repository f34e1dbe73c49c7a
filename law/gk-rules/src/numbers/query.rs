//! Query codes (查询码): what an applicant types to see how the application stands; says nothing of anybody.

use std::fmt;
use std::str::FromStr;

/// Thirty-one symbols, none of which is taken for another: no I, L, O, U, Z.
const SYMBOLS: &[u8; 31] = b"0123456789ABCDEFGHJKMNPQRSTVWXY";
/// Eleven symbols and one that checks them.
const LENGTH: usize = 12;

/// 查询码: `XXXX-XXXX-XXXX`; the last symbol finds any one wrong symbol and any two exchanged ones.
///
/// Whoever says it sees the case: `Debug` says nothing of it, it has no `Display` and is never serialised; [`QueryCode::reveal`] is the
/// only way out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueryCode([u8; LENGTH]);

/// 查询码有误
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("查询码有误，应为12位字母和数字，请核对回执")]
pub struct BadQueryCode;

impl QueryCode {
    /// 生成查询码 from a random number: the law has no chance of its own.
    #[must_use]
    pub fn of(random: u64) -> Self {
        let mut values = [0_u8; LENGTH];
        let mut left = random;
        for value in values.iter_mut().take(LENGTH - 1) {
            *value = u8::try_from(left % 31).unwrap_or_default();
            left /= 31;
        }
        if let Some(last) = values.last_mut() {
            *last = 0;
        }
        let check = (31 - weigh(&values)) % 31;
        // The last weight is 12; 13 is its inverse (12 × 13 = 156 = 5 × 31 + 1).
        if let Some(last) = values.last_mut() {
            *last = u8::try_from(check * 13 % 31).unwrap_or_default();
        }
        Self(values)
    }
}

/// The weighted sum modulo the prime 31; 0 for a code that is right.
fn weigh(values: &[u8; LENGTH]) -> u32 {
    (1_u32..).zip(values).map(|(weight, value)| weight * u32::from(*value)).sum::<u32>() % 31
}

impl QueryCode {
    /// 查询码的写法, for its holder: on the receipt, in the cookie of the browser, sealed.
    #[must_use]
    pub fn reveal(&self) -> String {
        let mut text = String::with_capacity(LENGTH + 2);
        for (place, value) in self.0.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            let symbol = SYMBOLS.get(usize::from(*value)).copied().unwrap_or(b'0');
            text.push(char::from(symbol));
        }
        text
    }
}

impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryCode(…)")
    }
}

impl FromStr for QueryCode {
    type Err = BadQueryCode;
    /// Takes small letters, full-width ones, spaces and dashes; O is read as 0, I and L as 1.
    fn from_str(text: &str) -> Result<Self, BadQueryCode> {
        let mut values = [0_u8; LENGTH];
        let mut places = values.iter_mut();
        for c in crate::text::fold(text).chars() {
            if c.is_whitespace() || c == '-' {
                continue;
            }
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = SYMBOLS.iter().position(|symbol| char::from(*symbol) == c).ok_or(BadQueryCode)?;
            *places.next().ok_or(BadQueryCode)? = u8::try_from(value).map_err(|_| BadQueryCode)?;
        }
        let full = places.next().is_none();
        (full && weigh(&values) == 0).then_some(Self(values)).ok_or(BadQueryCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = QueryCode::of(0x1234_5678_9abc_def0);
        let printed = code.reveal();
        assert_eq!((printed.len(), printed.chars().filter(|c| *c == '-').count()), (14, 2));
        assert_eq!(printed.to_lowercase().replace('-', " ").parse(), Ok(code));
        assert_eq!(printed.replace('0', "o").replace('1', "l").parse(), Ok(code));
        for wrong in ["", "XXXX-XXXX", "UUUU-UUUU-UUUU"] {
            assert_eq!(wrong.parse::<QueryCode>(), Err(BadQueryCode), "{wrong}");
        }
        assert_eq!(format!("{printed}0").parse::<QueryCode>(), Err(BadQueryCode));
    }

    #[test]
    fn a_code_is_not_printed_or_serialised_by_accident() {
        trait Unless<A> {
            fn holds() {}
        }
        impl<T> Unless<()> for T {}
        impl<T: fmt::Display> Unless<u8> for T {}
        impl<T: serde::Serialize> Unless<u16> for T {}
        // This does not compile once there are two ways to read it.
        <QueryCode as Unless<_>>::holds();
        assert_eq!(format!("{:?}", Some(QueryCode::of(7))), "Some(QueryCode(…))");
    }

    proptest! {
        #[test]
        fn a_code_comes_back_and_one_slip_is_found(random in any::<u64>(), place in 0_usize..12, by in 1_u8..31, text in any::<String>()) {
            let code = QueryCode::of(random);
            prop_assert_eq!(code.reveal().parse(), Ok(code));
            let mut slipped = code;
            slipped.0[place] = (slipped.0[place] + by) % 31;
            prop_assert!(slipped.reveal().parse::<QueryCode>().is_err());
            let mut exchanged = code;
            exchanged.0.swap(place, (place + 1) % 12);
            prop_assert!(exchanged == code || exchanged.reveal().parse::<QueryCode>().is_err());
            let _ = text.parse::<QueryCode>();
        }
    }
}
