//! Masks (脱敏): what lists and logs may show of personal information (个人信息保护法 art 51(3), 去标识化).

use super::kind::compact;
use super::resident_id;
use crate::text;

/// 公民身份号码脱敏: the first four and the last four characters (`2103**********1234`); anything of another length is
/// masked as a number.
#[must_use]
pub fn resident_id(written: &str) -> String {
    let normal = resident_id::normal(written);
    match (normal.get(..4), normal.get(14..)) {
        (Some(first), Some(last)) if normal.len() == 18 => format!("{first}{}{last}", "*".repeat(10)),
        _ => number(written),
    }
}

/// 证件号码脱敏: the last two characters of a number of at least eight, nothing of a shorter one.
#[must_use]
pub fn number(written: &str) -> String {
    let chars: Vec<char> = compact(written).chars().filter(|c| c.is_alphanumeric()).collect();
    let shown = if chars.len() >= 8 { 2 } else { 0 };
    let hidden = chars.len().saturating_sub(shown);
    let end: String = chars.get(hidden..).unwrap_or_default().iter().collect();
    format!("{}{end}", "*".repeat(hidden.max(4)))
}

/// 姓名脱敏: the first character and one star, whatever the length (`李*`); a surname of two characters counts as first.
#[must_use]
pub fn name(written: &str) -> String {
    let plain: Vec<char> = text::fold(written).chars().filter(|c| !c.is_whitespace()).collect();
    let double: String = plain.iter().take(2).collect();
    let first = if plain.len() > 2 && COMPOUND_SURNAMES.contains(&double.as_str()) { 2 } else { 1 };
    let shown: String = plain.iter().take(if plain.len() > 1 { first } else { 0 }).collect();
    format!("{shown}*")
}

/// 复姓: surnames of two characters still in use.
pub(crate) const COMPOUND_SURNAMES: [&str; 17] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯", "端木",
    "南宫", "宇文", "长孙", "呼延",
];

/// 电话脱敏: of a mobile number the first three and the last four digits (`138****5678`); of another one the last two.
#[must_use]
pub fn telephone(written: &str) -> String {
    let normal = super::contact::normal_telephone(written);
    match (normal.get(..3), normal.get(7..)) {
        (Some(first), Some(last)) if super::contact::is_mobile(&normal) => format!("{first}****{last}"),
        _ => number(written),
    }
}

/// 邮箱脱敏: the first character and the domain (`l***@example.cn`).
#[must_use]
pub fn email(written: &str) -> String {
    let normal = super::contact::normal_email(written);
    match normal.split_once('@') {
        Some((user, domain)) if user.chars().count() > 1 && !domain.is_empty() => {
            let first: String = user.chars().take(1).collect();
            format!("{first}***@{domain}")
        }
        Some((user, domain)) if !user.is_empty() && !domain.is_empty() => format!("***@{domain}"),
        _ => everything(written),
    }
}

/// 邮政编码脱敏: the first two digits, which name the province.
#[must_use]
pub fn postal_code(written: &str) -> String {
    let digits: String = compact(written).chars().filter(char::is_ascii_digit).collect();
    match digits.get(..2) {
        Some(first) if digits.len() == 6 => format!("{first}****"),
        _ => everything(written),
    }
}

/// 全部隐去: that there is something, and no more.
#[must_use]
pub fn everything(_written: &str) -> String {
    "****".to_owned()
}

/// 地址脱敏: down to the town or subdistrict, or to the county or city where no town is named; the rest is hidden.
#[must_use]
pub fn address(written: &str) -> String {
    let plain: Vec<char> = text::squeeze(written).chars().filter(|c| *c != '*').collect();
    let county = end_after(&plain, 0, &['县', '区', '旗'], 16)
        .or_else(|| last_end(&plain, &['市', '州', '盟'], 20))
        .or_else(|| end_after(&plain, 0, &['省'], 10));
    let Some(county) = county else { return everything(written) };
    let town = town_after(&plain, county).filter(|end| *end < plain.len());
    let shown = town.unwrap_or(county).min(plain.len().saturating_sub(1));
    let kept: String = plain.iter().take(shown).collect();
    format!("{kept}***")
}

/// Where the first of these characters ends, counted from the beginning, within so many characters.
fn end_after(plain: &[char], from: usize, ends: &[char], within: usize) -> Option<usize> {
    let found = plain.iter().skip(from).take(within).skip(1).position(|c| ends.contains(c));
    found.map(|at| from + at + 2)
}

/// Where the last of these characters ends, within so many characters.
fn last_end(plain: &[char], ends: &[char], within: usize) -> Option<usize> {
    plain.iter().take(within).rposition(|c| ends.contains(c)).filter(|at| *at > 0).map(|at| at + 1)
}

/// Where a town or subdistrict directly behind the county ends; a road or a number before it means there is none.
fn town_after(plain: &[char], county: usize) -> Option<usize> {
    let rest: String = plain.iter().skip(county).take(12).collect();
    let found = ["街道", "镇", "乡", "苏木"].into_iter().filter_map(|word| {
        let before = rest.split(word).next()?;
        let length = before.chars().count();
        let named = before.len() < rest.len() && length > 0;
        let road = before.chars().any(|c| "路街号巷弄村组栋楼0123456789".contains(c));
        (named && !road).then(|| county + length + word.chars().count())
    });
    found.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_show_what_the_house_says() {
        assert_eq!(resident_id("210323198001011234"), "2103**********1234");
        assert_eq!(resident_id("11010519491231002x"), "1101**********002X");
        assert_eq!(resident_id("2103"), "****");
        assert_eq!(telephone("+86 138 1234 5678"), "138****5678");
        assert_eq!(telephone("0412-7823456"), "*********56");
        assert_eq!(telephone("110"), "****");
        assert_eq!((name("李明"), name("李晓明"), name("李")), ("李*".into(), "李*".into(), "*".to_owned()));
        assert_eq!((name("欧阳明月"), name("欧阳")), ("欧阳*".to_owned(), "欧*".to_owned()));
        assert_eq!(email("liming@example.cn"), "l***@example.cn");
        assert_eq!((email("a@b.cn"), email("no address")), ("***@b.cn".to_owned(), "****".to_owned()));
        assert_eq!((postal_code("114300"), postal_code("1143")), ("11****".to_owned(), "****".to_owned()));
        assert_eq!(number("E12345678"), "*******78");
    }

    #[test]
    fn an_address_is_shown_down_to_the_town() {
        let shown = |text: &str| address(text);
        assert_eq!(
            shown("辽宁省鞍山市岫岩满族自治县石庙子镇丁字峪村3组12号"),
            "辽宁省鞍山市岫岩满族自治县石庙子镇***"
        );
        assert_eq!(shown("大连市沙河口区黑石礁街道尖山街217号"), "大连市沙河口区黑石礁街道***");
        assert_eq!(shown("大连市沙河口区中山路镇海花园3号"), "大连市沙河口区***");
        assert_eq!(shown("东港市人民大街5号"), "东港市***");
        assert_eq!(shown("某地5号"), "****");
        assert_eq!(shown("岫岩县石庙子镇"), "岫岩县***");
    }

    proptest::proptest! {
        #[test]
        fn a_house_number_is_never_shown(road in "[路街巷]", n in 1_u16..9999) {
            let shown = address(&format!("辽宁省鞍山市海城市中兴{road}{n}号"));
            proptest::prop_assert!(!shown.contains(&n.to_string()), "{}", shown);
        }
    }
}
