//! Fixed words of the layout (版面用语): numerals, dates, what stands before attachments and copies.

use crate::Day;

/// 附件说明
pub const ATTACHMENT: &str = "附件";
/// 抄送
pub const COPIES: &str = "抄送：";
/// 印发
pub const PRINTED: &str = "印发";
/// 签发人
pub const SIGNER: &str = "签发人：";
/// 印章位置
pub const SEAL_PLACE: &str = "（印章）";
/// 电子印章说明
pub const SEAL_ELECTRONIC: &str = "（本文书加盖电子印章，与加盖实物印章具有同等效力）";

/// 字体名称: what people call the kinds of letters of a paper, and the places fonts come from.
#[must_use]
pub fn letters(role: &str) -> &'static str {
    match role {
        "song" => "宋体",
        "biao" => "小标宋",
        "hei" => "黑体",
        "kai" => "楷体",
        "fang" => "仿宋",
        "system" => "系统字体",
        _ => "",
    }
}

/// 成文日期: `2026年3月20日`, Arabic numerals without leading zeros, GB/T 9704-2012 7.3.5.4.
#[must_use]
pub fn day(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// 汉字数字: 1 to 99 as numbers of headings; beyond, Arabic.
#[must_use]
pub fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: usize| DIGITS.get(n).copied().unwrap_or_default();
    match n {
        1..=9 => digit(n).to_owned(),
        10..=19 => format!("十{}", digit(n % 10)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        _ => n.to_string(),
    }
}

/// 附注: in round brackets, once.
#[must_use]
pub fn bracketed(note: &str) -> String {
    if note.starts_with('（') && note.ends_with('）') { note.to_owned() } else { format!("（{note}）") }
}

/// 称谓: with a full-width colon, once.
#[must_use]
pub fn addressed(addressee: &str) -> String {
    format!("{}：", addressee.trim_end_matches([':', '：']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written_as_offices_write_them() {
        let said: Vec<_> = [1, 9, 10, 11, 20, 21, 99, 100, 0].into_iter().map(numeral).collect();
        assert_eq!(said, ["一", "九", "十", "十一", "二十", "二十一", "九十九", "100", "0"]);
    }

    #[test]
    fn a_date_has_no_leading_zeros() {
        assert_eq!(day(jiff::civil::date(2026, 3, 5)), "2026年3月5日");
    }

    #[test]
    fn brackets_and_colons_are_added_once() {
        assert_eq!(bracketed("联系人：张某"), "（联系人：张某）");
        assert_eq!(bracketed("（此件公开发布）"), "（此件公开发布）");
        assert_eq!(addressed("张某"), "张某：");
        assert_eq!(addressed("张某："), "张某：");
    }
}
