//! Typed values as text: numbers without a tail, percents, dates in ISO form.

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// As it is.
    #[default]
    General,
    /// Padded with zeros to a width: 0007.
    Zeros(usize),
    /// Times a hundred, with a sign.
    Percent,
    /// Year and month.
    YearMonth,
    /// A day.
    Date,
    /// A time of day, or a duration.
    Time,
    /// A day and a time.
    DateTime,
}

/// The shape of a built-in number format of Excel (ECMA-376 part 1, 18.8.30, and the Chinese ones).
pub(crate) fn builtin(id: u32) -> Shape {
    match id {
        9 | 10 => Shape::Percent,
        17 | 27 | 36 | 50 | 52 | 57 => Shape::YearMonth,
        14..=16 | 28..=31 | 51 | 53 | 54 | 58 => Shape::Date,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Shape::Time,
        22 => Shape::DateTime,
        _ => Shape::General,
    }
}

/// The shape of a number format's code.
pub(crate) fn shape(code: &str) -> Shape {
    let bare = bare_code(code);
    if bare.is_empty() || bare.contains("general") {
        return Shape::General;
    }
    if bare.contains('%') {
        return Shape::Percent;
    }
    if bare.len() > 1 && bare.chars().all(|c| c == '0') {
        return Shape::Zeros(bare.len());
    }
    let digits = bare.contains(['0', '#', '?']) && !bare.contains(['y', 'd', 'h']);
    let year = bare.contains('y') || (bare.contains('e') && !digits);
    let day = bare.contains('d');
    let clock = bare.contains(['h', 's']);
    let month = bare.contains('m');
    if digits && !clock {
        return Shape::General;
    }
    match (year, day, clock, month) {
        (false, false, true, _) => Shape::Time,
        (true, _, true, _) | (_, true, true, _) => Shape::DateTime,
        (true, false, false, true) => Shape::YearMonth,
        (true, ..) | (_, true, ..) | (.., true) => Shape::Date,
        _ => Shape::General,
    }
}

/// The first section of a format without literals, colours, conditions and padding, in small letters.
fn bare_code(code: &str) -> String {
    let mut bare = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let inner = inner.to_ascii_lowercase();
                if !inner.is_empty() && inner.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    bare.push('h');
                }
            }
            ';' => break,
            other => bare.extend(other.to_lowercase()),
        }
    }
    bare.replace("am/pm", "").replace("a/p", "").trim().to_owned()
}

/// A number in a shape.
pub(crate) fn show(value: f64, shape: Shape, from_1904: bool) -> String {
    match shape {
        Shape::General => number(value),
        Shape::Zeros(width) => {
            let plain = number(value);
            if plain.bytes().all(|b| b.is_ascii_digit()) { format!("{plain:0>width$}") } else { plain }
        }
        Shape::Percent => format!("{}%", number(value * 100.0)),
        Shape::YearMonth | Shape::Date | Shape::Time | Shape::DateTime => {
            moment(value, shape, from_1904).unwrap_or_else(|| number(value))
        }
    }
}

/// A number as people write it: no `.0`, no binary noise (fifteen significant digits).
pub(crate) fn number(value: f64) -> String {
    let value = format!("{value:.14e}").parse().unwrap_or(value);
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.abs() >= 1e21 || value.abs() < 1e-9 { format!("{value:e}") } else { format!("{value}") }
}

/// A whole number out of a float; `None` beyond nine million million.
fn whole(value: f64) -> Option<i64> {
    if !value.is_finite() || value.abs() > 9e12 {
        return None;
    }
    format!("{value:.0}").parse().ok()
}

fn moment(serial: f64, shape: Shape, from_1904: bool) -> Option<String> {
    // 2958466 is the year 10000.
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let seconds = whole(serial * 86_400.0)?;
    let (day, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    let clock = if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    };
    if shape == Shape::Time {
        let hours = seconds / 3600;
        return Some(if day == 0 { clock } else { format!("{hours}:{minute:02}") });
    }
    // Days since 1970-01-01; the 1900 system counts a 29 February 1900 that never was.
    let shift = if from_1904 {
        24_107
    } else if day < 60 {
        25_568
    } else {
        25_569
    };
    let (year, month, date) = civil(day - shift);
    Some(match shape {
        Shape::YearMonth => format!("{year:04}-{month:02}"),
        _ if rest == 0 || shape == Shape::Date => format!("{year:04}-{month:02}-{date:02}"),
        _ => format!("{year:04}-{month:02}-{date:02} {clock}"),
    })
}

/// Year, month and day of a day since 1970-01-01, by counting in eras of 400 years that begin in March.
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let date = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_tail() {
        for (value, text) in [
            (1.0, "1"),
            (0.1 + 0.2, "0.3"),
            (-2.50, "-2.5"),
            (0.0, "0"),
            (210_000.0, "210000"),
            (1e22, "1e22"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn formats_are_understood() {
        for (code, shape_of) in [
            ("General", Shape::General),
            ("0.00%", Shape::Percent),
            ("0000", Shape::Zeros(4)),
            ("0.00", Shape::General),
            ("0.00E+00", Shape::General),
            ("#,##0.00", Shape::General),
            ("@", Shape::General),
            ("yyyy\"年\"m\"月\"d\"日\";@", Shape::Date),
            ("yyyy\"年\"m\"月\"", Shape::YearMonth),
            ("[$-804]yyyy/m/d h:mm AM/PM", Shape::DateTime),
            ("h:mm:ss", Shape::Time),
            ("[h]:mm", Shape::Time),
            ("m\"月\"d\"日\"", Shape::Date),
            ("[Red]0;[Blue]-0", Shape::General),
            ("[>100]0\"days\"", Shape::General),
        ] {
            assert_eq!(shape(code), shape_of, "{code}");
        }
    }

    #[test]
    fn dates_are_iso() {
        assert_eq!(show(43_976.0, Shape::Date, false), "2020-05-25");
        assert_eq!(show(42_514.0, Shape::Date, true), "2020-05-25");
        assert_eq!(show(43_976.437_5, Shape::DateTime, false), "2020-05-25 10:30");
        assert_eq!(show(0.437_5, Shape::Time, false), "10:30");
        assert_eq!(show(43_976.0, Shape::YearMonth, false), "2020-05");
        assert_eq!(show(1.0, Shape::Date, false), "1900-01-01");
        assert_eq!(show(61.0, Shape::Date, false), "1900-03-01");
        assert_eq!(show(-5.0, Shape::Date, false), "-5");
        assert_eq!(show(1e9, Shape::Date, false), "1000000000");
        assert_eq!(show(0.5, Shape::Percent, false), "50%");
        assert_eq!(show(7.0, Shape::Zeros(4), false), "0007");
    }
}
