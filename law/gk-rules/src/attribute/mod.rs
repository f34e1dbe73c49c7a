//! Disclosure attributes (公开属性认定): what a record is, on which ground, who decides it, and when it is looked at again.
//!
//! 条例 art 13: what is not in arts 14 to 16 is made public. The attribute belongs to each record or file, never to a column.
//!
//! | file | rests on |
//! |---|---|
//! | [`ground`] | 条例 arts 14–16; 保守国家秘密法 arts 20, 64: the grounds and what each must say |
//! | [`determination`] | 国办发〔2016〕80号; 条例 art 37: the proposal, its reasons, partial disclosure |
//! | [`steps`] | 条例 art 17; 保守国家秘密法 art 35: reviews, who may give them, separation of duties |
//! | [`forced`] | an office of one person: what is done alone is looked at from above the next day |
//! | [`way`] | how many review: an organ's own dated choice, within art 17 |
//! | [`reassess`] | 条例 arts 18, 44: when a decision is looked at again |

pub mod determination;
pub mod forced;
pub mod ground;
pub mod reassess;
pub mod steps;
pub mod way;

pub use determination::Determination;
pub use ground::Detail;
pub use way::Way;

use crate::Citation;
use crate::citation::ogi;

crate::codes! {
    /// 公开属性: what the public may have of a record.
    pub enum Attribute {
        /// 主动公开
        Proactive = "proactive" => "主动公开",
        /// 依申请公开
        OnRequest = "on_request" => "依申请公开",
        /// 不予公开
        Withheld = "withheld" => "不予公开",
    }
}

impl Attribute {
    /// 依据
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::Proactive => ogi(19, 0, 0),
            Self::OnRequest => ogi(27, 0, 0),
            Self::Withheld => ogi(13, 0, 0),
        }
    }
    /// 附注的标注: the note line on the paper copy, above the last rule (GB/T 9704-2012).
    #[must_use]
    pub const fn note_line(self) -> &'static str {
        match self {
            Self::Proactive => "（此件公开发布）",
            Self::OnRequest => "（此件依申请公开）",
            Self::Withheld => "（此件不予公开）",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn the_note_on_paper_is_read_back_as_the_attribute() {
        for attribute in Attribute::ALL {
            let note = crate::document::foot::disclosure(&crate::text::fold(attribute.note_line()));
            assert_eq!(note.and_then(|note| note.attribute), Some(*attribute));
        }
    }
}
