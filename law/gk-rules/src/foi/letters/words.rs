//! Words of letters (公文用语): days, articles and one-line texts as they are written in an official letter.

use crate::Citation;

/// 法律依据的写法: the full title once, its articles joined by 、, instruments joined by 和.
#[must_use]
pub fn cited(basis: &[Citation]) -> String {
    let mut groups: Vec<(&'static str, Vec<String>)> = Vec::new();
    for one in basis {
        let place = one.to_string().split_once('》').map_or_else(String::new, |(_, place)| place.to_owned());
        match groups.last_mut().filter(|(title, _)| *title == one.instrument()) {
            Some((_, places)) => places.push(place),
            None => groups.push((one.instrument(), vec![place])),
        }
    }
    let group =
        |(title, places): &(&'static str, Vec<String>)| format!("{}{}", formal(title), places.join("、"));
    groups.iter().map(group).collect::<Vec<_>>().join("和")
}

/// The title as a letter prints it: a law of the state with the state's name, a notice with its own name and number.
fn formal(title: &str) -> String {
    match title {
        "政府信息公开条例" | "行政复议法" | "行政诉讼法" => {
            format!("《中华人民共和国{title}》")
        }
        "国办函〔2020〕109号" => "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）".to_owned(),
        _ => format!("《{title}》"),
    }
}

/// 单行文字: line breaks and runs of space become one space between Latin words and nothing beside Chinese; control characters go.
#[must_use]
pub fn one_line(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !hidden(*c)).collect();
    let mut out = String::with_capacity(visible.len());
    for word in visible.split_whitespace() {
        let joint = out.chars().last().zip(word.chars().next());
        if joint.is_some_and(|(left, right)| left.is_ascii() && right.is_ascii()) {
            out.push(' ');
        }
        out += word;
    }
    out
}

/// Characters that print nothing and may reorder what is printed.
const fn hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// 句末去标点: the text without its closing mark, for a sentence that goes on.
#[must_use]
pub fn unclosed(text: &str) -> String {
    one_line(text).trim_end_matches(['。', '；', '，', '.', ';', ',', '、']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::{ogi, state_109};

    #[test]
    fn articles_of_one_law_stand_under_its_name_once() {
        assert_eq!(
            cited(&[ogi(36, 0, 3), ogi(16, 1, 0)]),
            "《中华人民共和国政府信息公开条例》第三十六条第（三）项、第十六条第一款"
        );
        assert_eq!(
            cited(&[ogi(42, 0, 0), state_109(0, 0, 0)]),
            "《中华人民共和国政府信息公开条例》第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
        );
        assert_eq!(cited(&[]), "");
    }

    #[test]
    fn what_is_typed_over_lines_becomes_one() {
        assert_eq!(one_line(" 2025年\n低保 资金\u{200b}\r\nPDF file\u{0} "), "2025年低保资金PDF file");
        assert_eq!(unclosed("属于工作流程。\n"), "属于工作流程");
    }
}
