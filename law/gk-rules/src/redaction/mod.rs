//! Redaction (涂黑): what is taken out of a copy before it is given away, and on which ground (条例 art 37).

pub mod classes;
pub mod grid;
pub mod ground;
pub mod reasons;

use serde::{Deserialize, Serialize};

/// 涂黑处: one thing to take out, with its ground.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// What.
    pub place: Place,
    /// 依据, as it is printed on the black: 条例第十五条. Never empty.
    pub ground: String,
}

/// 位置: a rectangle on a page, or words wherever they stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A rectangle.
    Area(Area),
    /// These words on every page; blanks and line ends between the characters do not matter.
    Words(String),
}

/// 区域: a rectangle on a page as it is shown, in points (1/72 inch) from its upper left corner. Of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Counted from one; a picture has one page.
    pub page: u32,
    /// From the left edge.
    pub left: f64,
    /// From the upper edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// 涂黑结果: the new file and what was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Redacted {
    /// The new file, of the same kind as the old one.
    pub bytes: Vec<u8>,
    /// 涂黑登记: every black area, by page and from top to bottom.
    pub table: Vec<Blacked>,
    /// Pages that are now pictures, counted from one.
    pub pictured: Vec<u32>,
    /// Pages of the file.
    pub pages: u32,
    /// 需要人工核对的页: pages with pictures or with letters a machine cannot read; words were not looked for in them.
    pub unread: Vec<u32>,
}

/// 涂黑登记: one black area of the new file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Blacked {
    /// Where it lies.
    pub area: Area,
    /// On which ground.
    pub ground: String,
    /// Whether words were looked for and found here; the words themselves are not kept.
    pub by_words: bool,
}

/// 页面尺寸: how large a page is shown, in points; of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageSize {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// Whether it has a size and a place at all.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let all = [self.left, self.top, self.width, self.height];
        self.page > 0 && all.iter().all(|n| n.is_finite()) && self.width > 0.0 && self.height > 0.0
    }
    /// The part of it that lies on a page of this size.
    #[must_use]
    pub fn on(&self, size: PageSize) -> Option<Self> {
        let left = self.left.max(0.0);
        let top = self.top.max(0.0);
        let width = (self.left + self.width).min(size.width) - left;
        let height = (self.top + self.height).min(size.height) - top;
        (width > 0.0 && height > 0.0).then_some(Self { page: self.page, left, top, width, height })
    }
}

/// 比对用文字: letters as they are compared: without blanks, marks that are not seen, and differences of case.
#[must_use]
pub fn comparable(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !is_unseen(*c));
    kept.flat_map(char::to_lowercase).map(narrow).collect()
}

/// Marks that take no room: soft hyphens, joiners, marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Full-width letters and digits as the narrow ones.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_cut_to_its_page() {
        let size = PageSize { width: 100.0, height: 200.0 };
        let area = Area { page: 1, left: -5.0, top: 190.0, width: 50.0, height: 50.0 };
        assert_eq!(area.on(size), Some(Area { page: 1, left: 0.0, top: 190.0, width: 45.0, height: 10.0 }));
        assert_eq!(Area { left: 100.0, ..area }.on(size), None);
        assert!(!Area { width: f64::NAN, ..area }.is_sound());
        assert!(!Area { page: 0, ..area }.is_sound());
    }

    #[test]
    fn blanks_case_and_width_do_not_hide_words() {
        assert_eq!(comparable("２１０ 323\nX"), comparable("210323x"));
        assert_eq!(comparable("张\u{200b}某"), "张某");
    }
}
