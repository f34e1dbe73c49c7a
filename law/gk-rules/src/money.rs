//! Money (金额): whole fen with checked arithmetic, printed in figures and in capital numerals (大写); never a float.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 分: an amount of money in hundredths of a yuan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(i64);

impl Fen {
    /// 零元.
    pub const ZERO: Self = Self(0);

    /// This many fen.
    #[must_use]
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }
    /// This many whole yuan.
    #[must_use]
    pub fn yuan(yuan: i32) -> Self {
        Self(i64::from(yuan) * 100)
    }
    /// The number of fen, as it is stored.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }
    /// The sum; nothing when it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
    /// The difference; nothing when it does not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
    /// So many times the amount; nothing when it does not fit.
    #[must_use]
    pub fn times(self, count: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(count)).map(Self)
    }

    /// 大写金额: 人民币叁仟玖佰元整, as it is written on bills and notices. One 零 stands for any run of zeros inside.
    #[must_use]
    pub fn capital(self) -> String {
        let fen = self.0.unsigned_abs();
        let (yuan, jiao, rest) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut out = String::from("人民币");
        if self.0 < 0 {
            out += "负";
        }
        if yuan > 0 || fen == 0 {
            out += &whole(yuan);
            out += "元";
        }
        match (jiao, rest) {
            (0, 0) => out += "整",
            (0, rest) => {
                if yuan > 0 {
                    out += digit(0);
                }
                out += digit(rest);
                out += "分";
            }
            (jiao, rest) => {
                out += digit(jiao);
                out += "角";
                if rest > 0 {
                    out += digit(rest);
                    out += "分";
                }
            }
        }
        out
    }
}

fn digit(n: u64) -> &'static str {
    const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
    usize::try_from(n).ok().and_then(|n| DIGITS.get(n)).copied().unwrap_or_default()
}

/// Whole yuan in capital numerals, by 亿 and 万; what stands behind a group begins with 零 when its first digit is missing.
fn whole(yuan: u64) -> String {
    for (size, unit) in [(100_000_000, "亿"), (10_000, "万")] {
        if yuan < size {
            continue;
        }
        let (head, rest) = (yuan / size, yuan % size);
        let mut out = whole(head);
        out += unit;
        if rest > 0 {
            if rest < size / 10 {
                out += digit(0);
            }
            out += &whole(rest);
        }
        return out;
    }
    if yuan == 0 { digit(0).to_owned() } else { four(yuan) }
}

/// One to four digits, without leading zeros.
fn four(part: u64) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (size, unit) in [(1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let n = part / size % 10;
        if n == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out += digit(0);
            gap = false;
        }
        out += digit(n);
        out += unit;
    }
    out
}

impl fmt::Display for Fen {
    /// 1,234.56元
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let yuan = (fen / 100).to_string();
        let mut grouped = String::new();
        for (at, c) in yuan.chars().enumerate() {
            if at > 0 && (yuan.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(c);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{grouped}.{:02}元", fen % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_amount_is_printed_in_figures() {
        for (fen, shown) in [
            (0, "0.00元"),
            (5, "0.05元"),
            (123_456, "1,234.56元"),
            (100_000_000, "1,000,000.00元"),
            (-123_456, "-1,234.56元"),
            (i64::MIN, "-92,233,720,368,547,758.08元"),
        ] {
            assert_eq!(Fen::new(fen).to_string(), shown);
        }
    }

    #[test]
    fn an_amount_is_printed_in_capital_numerals() {
        for (fen, shown) in [
            (0, "人民币零元整"),
            (20_000, "人民币贰佰元整"),
            (300_000, "人民币叁仟元整"),
            (390_000, "人民币叁仟玖佰元整"),
            (140_950, "人民币壹仟肆佰零玖元伍角"),
            (600_714, "人民币陆仟零柒元壹角肆分"),
            (32_504, "人民币叁佰贰拾伍元零肆分"),
            (10_000_000, "人民币壹拾万元整"),
            (10_020_000, "人民币壹拾万零贰佰元整"),
            (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
            (10_000_000_100, "人民币壹亿零壹元整"),
            (4, "人民币肆分"),
            (50, "人民币伍角"),
            (-100, "人民币负壹元整"),
        ] {
            assert_eq!(Fen::new(fen).capital(), shown);
        }
    }

    #[test]
    fn what_does_not_fit_is_nothing_and_never_wraps() {
        assert_eq!(Fen::new(i64::MAX).plus(Fen::new(1)), None);
        assert_eq!(Fen::new(i64::MIN).minus(Fen::new(1)), None);
        assert_eq!(Fen::new(i64::MAX).times(2), None);
        assert_eq!(Fen::yuan(100).times(20), Some(Fen::yuan(2_000)));
    }

    /// The capital numerals read back: the naive way, digit by digit.
    fn read(text: &str) -> u64 {
        let (mut total, mut group, mut number) = (0_u64, 0_u64, 0_u64);
        for c in text.trim_start_matches("人民币").chars() {
            if let Some(n) = "零壹贰叁肆伍陆柒捌玖".chars().position(|d| d == c) {
                number = u64::try_from(n).unwrap();
                continue;
            }
            match c {
                '拾' => group += number * 10,
                '佰' => group += number * 100,
                '仟' => group += number * 1_000,
                '万' => total += (group + number) * 10_000 * 100,
                '亿' => total += (group + number) * 100_000_000 * 100,
                '元' => total += (group + number) * 100,
                '角' => total += number * 10,
                '分' => total += number,
                _ => {}
            }
            if "万亿元".contains(c) {
                group = 0;
            }
            number = 0;
        }
        total
    }

    proptest! {
        #[test]
        fn capital_numerals_say_the_same_amount(fen in 0_i64..99_999_999_999_999) {
            let shown = Fen::new(fen).capital();
            prop_assert_eq!(read(&shown), fen.unsigned_abs());
            prop_assert!(!shown.contains("零零"), "{}", shown);
        }
        #[test]
        fn adding_and_taking_away_is_nothing(a in any::<i32>(), b in any::<i32>()) {
            let (a, b) = (Fen::new(a.into()), Fen::new(b.into()));
            prop_assert_eq!(a.plus(b).and_then(|sum| sum.minus(b)), Some(a));
        }
    }
}
