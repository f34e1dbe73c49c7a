//! Letters of picture fonts: a tick typed in Wingdings is stored as a letter, and read as a tick.

/// The character a letter of a picture font shows; `None` when the font is an ordinary one.
pub(crate) fn shown(font: &str, letter: char) -> Option<char> {
    let code = u32::from(letter);
    // Symbol fonts keep their letters in the private area from U+F000.
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    match font.trim().to_ascii_lowercase().as_str() {
        "wingdings" => wingdings(code),
        "wingdings 2" => wingdings_2(code),
        "webdings" => (code == 0x61).then_some('✓'),
        _ => None,
    }
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x6C => '●',
        0x6E => '■',
        0x6F | 0x70 | 0x71 | 0x72 | 0xA8 => '□',
        0xA1 => '○',
        0xA7 => '▪',
        0xFB => '✗',
        0xFC => '√',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

fn wingdings_2(code: u32) -> Option<char> {
    Some(match code {
        0x4F | 0x53 => '✗',
        0x50 => '√',
        0x51 | 0x54 => '☒',
        0x52 => '☑',
        0x2A | 0xA3 => '□',
        0xA2 => '■',
        0x97 | 0x98 => '●',
        0x99 | 0x9A => '○',
        _ => return None,
    })
}

/// A text in a font, its picture letters replaced.
pub(crate) fn translate(font: &str, text: &str) -> String {
    text.chars().map(|letter| shown(font, letter).unwrap_or(letter)).collect()
}

/// Whether a font is one of pictures.
pub(crate) fn is_pictures(font: &str) -> bool {
    matches!(font.trim().to_ascii_lowercase().as_str(), "wingdings" | "wingdings 2" | "webdings")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_and_boxes_of_picture_fonts_are_read() {
        assert_eq!(translate("Wingdings 2", "R£"), "☑□");
        assert_eq!(translate("Wingdings", "\u{F0FE}\u{F0A8}"), "☑□");
        assert_eq!(translate("宋体", "R£"), "R£");
    }
}
