//! Last days as a calendar (期限日历): RFC 5545, its escaping and folding; numbers of cases only, nothing of who applied.

use crate::{Day, Moment};

/// 期限: one last day of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueEntry {
    /// Stays the same for the same case.
    pub uid: String,
    /// 届满日
    pub day: Day,
    /// 登记编号; empty before it is registered.
    pub number: String,
    /// 阶段
    pub stage: &'static str,
    /// How many days before the last day a reminder comes.
    pub alarms: Vec<u32>,
}

/// 文字转义 (RFC 5545 3.3.11): backslash, comma, semicolon and line breaks; other control signs are left out.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// 折行 (RFC 5545 3.1): no line longer than 75 octets, a sign never torn apart; ended by CRLF.
#[must_use]
pub fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut room = 75_usize;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        room = room.saturating_sub(c.len_utf8());
        out.push(c);
    }
    out.push_str("\r\n");
    out
}

/// 日历: every last day as a whole day and as something to do, with its reminders.
#[must_use]
pub fn calendar(name: &str, made: Moment, entries: &[DueEntry]) -> String {
    let stamp = made.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//gongkai//foi//ZH".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(name)),
        "X-WR-TIMEZONE:Asia/Shanghai".to_owned(),
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H".to_owned(),
    ];
    for entry in entries {
        event(entry, &stamp, &mut lines);
        todo(entry, &stamp, &mut lines);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn plain(day: Day) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn summary(entry: &DueEntry) -> String {
    let number = if entry.number.is_empty() { "尚未登记的申请" } else { &entry.number };
    format!("SUMMARY:{}", escaped(&format!("答复期限届满：{number}（{}）", entry.stage)))
}

fn event(entry: &DueEntry, stamp: &str, lines: &mut Vec<String>) {
    let next = entry.day.tomorrow().unwrap_or(entry.day);
    lines.extend([
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}-event@gongkai", entry.uid),
        format!("DTSTAMP:{stamp}"),
        format!("DTSTART;VALUE=DATE:{}", plain(entry.day)),
        format!("DTEND;VALUE=DATE:{}", plain(next)),
        summary(entry),
        "TRANSP:TRANSPARENT".to_owned(),
    ]);
    alarms(entry, lines);
    lines.push("END:VEVENT".to_owned());
}

fn todo(entry: &DueEntry, stamp: &str, lines: &mut Vec<String>) {
    lines.extend([
        "BEGIN:VTODO".to_owned(),
        format!("UID:{}-todo@gongkai", entry.uid),
        format!("DTSTAMP:{stamp}"),
        format!("DUE;VALUE=DATE:{}", plain(entry.day)),
        summary(entry),
        "STATUS:NEEDS-ACTION".to_owned(),
    ]);
    lines.push("END:VTODO".to_owned());
}

/// Nine in the morning, so many days before.
fn alarms(entry: &DueEntry, lines: &mut Vec<String>) {
    for days in &entry.alarms {
        let trigger = match days {
            0 => "TRIGGER:PT9H".to_owned(),
            days => format!("TRIGGER:-P{}DT15H", days.saturating_sub(1)),
        };
        lines.extend([
            "BEGIN:VALARM".to_owned(),
            "ACTION:DISPLAY".to_owned(),
            trigger,
            summary(entry).replacen("SUMMARY", "DESCRIPTION", 1),
            "END:VALARM".to_owned(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }

    #[test]
    fn a_last_day_is_an_event_and_a_task_with_reminders() {
        let entry = DueEntry {
            uid: "foi-1".into(),
            day: jiff::civil::date(2026, 12, 31),
            number: "示范局公开申〔2026〕1号".into(),
            stage: "办理中",
            alarms: vec![5, 0],
        };
        let text = calendar("期限", "2026-12-01T00:00:00Z".parse().unwrap(), &[entry]);
        assert!(
            text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n")
        );
        for part in [
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "DUE;VALUE=DATE:20261231",
            "TRIGGER:-P4DT15H",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(text.matches("BEGIN:VALARM").count(), 2);
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_unfolding_gives_it_back(line in "[^\r\n]{0,300}") {
            let folded = folded(&line);
            prop_assert!(folded.split("\r\n").all(|part| part.len() <= 75));
            prop_assert_eq!(folded.trim_end_matches("\r\n").replace("\r\n ", ""), line);
        }
    }
}
