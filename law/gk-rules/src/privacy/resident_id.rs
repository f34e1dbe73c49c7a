//! 公民身份号码 (GB 11643): eighteen characters of region, day of birth, serial number and check character; fifteen before
//! 1999.

use super::kind::compact;
use crate::Day;
use crate::numbers::RegionCode;

/// 公民身份号码: a number without a doubt, and what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct ResidentId {
    /// 地址码: the county of the first registration.
    pub region: RegionCode,
    /// 出生日期
    pub born: Day,
    number: String,
}

impl ResidentId {
    /// All eighteen characters: never for a list or a log.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }
}

crate::codes! {
    /// 身份号码存疑: a remark for the person who types and the clerk who checks. No ground to refuse an application: the
    /// regulation asks for a proof of identity (条例 art 29), not for a number that adds up.
    pub enum IdDoubt {
        /// 位数不对
        Length = "resident_id.length" => "身份号码应为18位（旧号码15位）",
        /// 含有其他字符
        Digits = "resident_id.digits" => "身份号码只含数字，最后一位可以是X",
        /// 地址码不对
        Region = "resident_id.region" => "身份号码前两位不是省级行政区划代码",
        /// 出生日期不对
        BirthDate = "resident_id.birth_date" => "身份号码中的出生日期不存在或者不在过去",
        /// 校验码不符
        Checksum = "resident_id.checksum" => "身份号码的校验码不符，请核对是否有误",
    }
}

/// GB 11643: weights of the first seventeen digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// GB 11643: check characters by remainder.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
/// GB/T 2260: the first two digits of provinces, regions, municipalities and special regions; 83 stands on residence permits.
const PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
    "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    "83",
];

/// 规范形式: half width, capital X, without spaces, an old number made eighteen characters long.
#[must_use]
pub fn normal(written: &str) -> String {
    let plain = compact(written).to_ascii_uppercase();
    lengthened(&plain).unwrap_or(plain)
}

// NOT MODELLED GB 11643-1989 serial numbers 996–999, given to people born before 1900: nobody living holds one.
/// An old number of fifteen digits with the century and the check character it has today.
fn lengthened(plain: &str) -> Option<String> {
    if plain.len() != 15 || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let first = format!("{}19{}", plain.get(..6)?, plain.get(6..)?);
    let check = check_character(&first)?;
    Some(format!("{first}{check}"))
}

/// 校验码: the character that belongs behind seventeen digits.
fn check_character(first: &str) -> Option<char> {
    let digits: Option<Vec<u32>> = first.chars().map(|c| c.to_digit(10)).collect();
    let digits = digits.filter(|all| all.len() == WEIGHTS.len())?;
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

/// 读取身份号码: what the number says, or everything that is doubtful about it, on a day.
///
/// # Errors
/// All doubts at once; none of them is a ground to refuse.
pub fn read(written: &str, today: Day) -> Result<ResidentId, Vec<IdDoubt>> {
    let number = normal(written);
    if number.chars().count() != 18 {
        return Err(vec![IdDoubt::Length]);
    }
    let (first, last) = match (number.get(..17), number.get(17..)) {
        (Some(first), Some(last)) if first.bytes().all(|b| b.is_ascii_digit()) => (first, last),
        _ => return Err(vec![IdDoubt::Digits]),
    };
    let mut doubts = Vec::new();
    if !last.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        doubts.push(IdDoubt::Digits);
    }
    let region = first.get(..6).and_then(|code| code.parse::<RegionCode>().ok());
    let region = region.filter(|code| PROVINCES.iter().any(|one| code.as_str().starts_with(one)));
    if region.is_none() {
        doubts.push(IdDoubt::Region);
    }
    let born = birth_day(first).filter(|day| *day <= today && day.year() >= 1850);
    if born.is_none() {
        doubts.push(IdDoubt::BirthDate);
    }
    if !doubts.contains(&IdDoubt::Digits) && check_character(first).map(String::from).as_deref() != Some(last)
    {
        doubts.push(IdDoubt::Checksum);
    }
    match (region, born) {
        (Some(region), Some(born)) if doubts.is_empty() => Ok(ResidentId { region, born, number }),
        _ => Err(doubts),
    }
}

/// 号码成立: whether eighteen characters have a day of birth that exists and the right check character; whose region it is and
/// whether the day is past is not asked.
#[must_use]
pub fn adds_up(number: &str) -> bool {
    let (Some(first), Some(last)) = (number.get(..17), number.get(17..)) else { return false };
    let born = birth_day(first).is_some_and(|day| (1900..2100).contains(&day.year()));
    born && check_character(first).map(String::from).is_some_and(|check| check.eq_ignore_ascii_case(last))
}

fn birth_day(first: &str) -> Option<Day> {
    let part = |from: usize, to: usize| first.get(from..to)?.parse::<i16>().ok();
    let (month, day) = (i8::try_from(part(10, 12)?).ok()?, i8::try_from(part(12, 14)?).ok()?);
    Day::new(part(6, 10)?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> Day {
        jiff::civil::date(2026, 11, 24)
    }
    fn doubts(text: &str) -> Vec<IdDoubt> {
        read(text, today()).err().unwrap_or_default()
    }

    #[test]
    fn a_right_number_says_region_and_birth() {
        // The example of GB 11643: 11010519491231002X.
        let Ok(id) = read("１１０１０５ 19491231 002x", today()) else {
            panic!("it is the standard's own example")
        };
        assert_eq!((id.region.as_str(), id.born), ("110105", jiff::civil::date(1949, 12, 31)));
        assert_eq!(id.number(), "11010519491231002X");
    }

    #[test]
    fn every_doubt_is_named_at_once() {
        assert_eq!(doubts("110105194912310021"), [IdDoubt::Checksum]);
        assert_eq!(doubts("990105194913310021"), [IdDoubt::Region, IdDoubt::BirthDate, IdDoubt::Checksum]);
        assert_eq!(doubts("11010520491231002X").first(), Some(&IdDoubt::BirthDate));
        assert_eq!(doubts("1101051949123100"), [IdDoubt::Length]);
        assert_eq!(doubts("身份证号码身份证号码身份证号码身份"), [IdDoubt::Length]);
        assert_eq!(doubts("11010519491231002Y"), [IdDoubt::Digits]);
        assert_eq!(doubts("1101O519491231002X"), [IdDoubt::Digits]);
        assert_eq!(doubts(""), [IdDoubt::Length]);
    }

    #[test]
    fn an_old_number_becomes_a_new_one() {
        assert_eq!(normal("110105491231002"), "11010519491231002X");
        assert_eq!(normal("11010549123100a"), "11010549123100A");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_noticed(year in 1930_i16..2020, month in 1_i8..=12, day in 1_i8..=28, serial in 0_u16..1000,
            at in 0_usize..17, shift in 1_u32..10) {
            let first = format!("210323{year}{month:02}{day:02}{serial:03}");
            let number = format!("{first}{}", check_character(&first).unwrap());
            prop_assert!(read(&number, today()).is_ok());
            let mut chars: Vec<char> = number.chars().collect();
            let digit = chars[at].to_digit(10).unwrap();
            chars[at] = char::from_digit((digit + shift) % 10, 10).unwrap();
            let wrong: String = chars.into_iter().collect();
            prop_assert!(read(&wrong, today()).is_err(), "{wrong}");
        }

        #[test]
        fn two_neighbours_changed_about_are_always_noticed(serial in 100_u16..1000, at in 0_usize..16) {
            let first = format!("21032319850613{serial}");
            let number = format!("{first}{}", check_character(&first).unwrap());
            let mut chars: Vec<char> = number.chars().collect();
            chars.swap(at, at + 1);
            let wrong: String = chars.iter().collect();
            prop_assert!(wrong == number || read(&wrong, today()).is_err(), "{wrong}");
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,30}") {
            let _either = read(&text, today());
        }
    }
}
