//! Chinese numerals (中文数字) as reports write counts: 十二, 一千零三, 两万三千, 二〇二四.

/// The value of a digit.
fn digit(c: char) -> Option<u64> {
    let at = "零一二三四五六七八九".chars().position(|one| one == c);
    let at = at.or(match c {
        '〇' | '○' => Some(0),
        '两' => Some(2),
        _ => None,
    });
    at.and_then(|at| u64::try_from(at).ok())
}

/// The value of a place below 万.
const fn place(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// 数词: whether a character can be part of a numeral.
#[must_use]
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || place(c).is_some() || matches!(c, '万' | '亿')
}

/// 中文整数: the number a text is, the whole text being one; nothing for 十几 and the like.
#[must_use]
pub fn whole(text: &str) -> Option<u64> {
    if text.is_empty() || !text.chars().all(is_numeral) {
        return None;
    }
    let digits: Option<Vec<u64>> = text.chars().map(digit).collect();
    if let Some(digits) = digits {
        return positional(&digits);
    }
    let (high, rest) = match text.split_once('亿') {
        Some((high, rest)) => (section(high)?, rest),
        None => (0, text),
    };
    let (middle, low) = match rest.split_once('万') {
        Some((middle, low)) => (section(middle)?, low),
        None => (0, rest),
    };
    // 两万三 means 23 000 to the ear and 20 003 to the letter: it is read as neither.
    let is_short = text.contains(['万', '亿']) && low.chars().count() == 1;
    let low = if low.is_empty() { 0 } else { section(low).filter(|_| !is_short)? };
    Some(high * 100_000_000 + middle * 10_000 + low)
}

/// 二〇二四: digits by position; a single one is itself.
fn positional(digits: &[u64]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |sum, one| sum.checked_mul(10)?.checked_add(*one))
}

/// 零 to 九千九百九十九, places falling; 一百二 says 120.
fn section(text: &str) -> Option<u64> {
    let (mut sum, mut waiting, mut last, mut after_zero) = (0, None, 10_000, false);
    for c in text.chars() {
        if let Some(place) = place(c) {
            // 十二 stands without 一; nothing else does.
            let times = match waiting.take() {
                Some(times) => times,
                None if place == 10 && sum == 0 => 1,
                None => return None,
            };
            if place >= last || times == 0 {
                return None;
            }
            (sum, last, after_zero) = (sum + times * place, place, false);
        } else {
            let value = digit(c)?;
            if waiting.is_some_and(|before| before != 0) {
                return None;
            }
            after_zero |= value == 0;
            waiting = (value != 0).then_some(value);
        }
    }
    let ones = match waiting {
        Some(ones) if !after_zero && last > 10 && last < 10_000 => ones * (last / 10),
        Some(ones) => ones,
        None => 0,
    };
    let written = !text.is_empty();
    written.then_some(sum + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_they_are_spoken() {
        for (text, n) in [
            ("零", 0),
            ("〇", 0),
            ("一", 1),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零三", 103),
            ("一百一十", 110),
            ("一百二", 120),
            ("一千零三", 1003),
            ("三千七百四十六", 3746),
            ("两万三千", 23_000),
            ("二万零五", 20_005),
            ("一亿", 100_000_000),
            ("二〇二四", 2024),
            ("八五九", 859),
        ] {
            assert_eq!(whole(text), Some(n), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral_is_none() {
        for text in ["", "十几", "百", "一十百", "三三百", "多", "12", "万", "亿", "两万三"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
