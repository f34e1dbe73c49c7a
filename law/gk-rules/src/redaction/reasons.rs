//! Why a file cannot be redacted (不能涂黑的理由).

use super::{Area, Mark, Place};
use crate::{Coded as _, Reason, citation};

/// 不能涂黑的理由: marks that name nothing, or no ground.
#[must_use]
pub fn reasons_not_to_redact(marks: &[Mark]) -> Vec<Reason> {
    let mut out = Vec::new();
    if marks.is_empty() {
        out.push(
            Reason::new("redaction.no_marks", "没有指定要涂黑的位置").cure("请框选区域或者填写要涂去的文字"),
        );
    }
    for (n, mark) in (1..).zip(marks) {
        if mark.ground.trim().is_empty() {
            out.push(
                Reason::new("redaction.no_ground", format!("第{n}处涂黑没有写明依据"))
                    .by(citation::ogi(37, 0, 0))
                    .cure("请写明依据，例如“条例第十五条”"),
            );
        }
        match &mark.place {
            Place::Words(words) if super::comparable(words).chars().count() < 2 => out.push(
                Reason::new("redaction.words_too_short", format!("第{n}处要涂去的文字不足两个字"))
                    .cure("请填写至少两个字；只涂一个字的请框选区域"),
            ),
            Place::Area(area) if !area.is_sound() => out.push(
                Reason::new("redaction.no_area", format!("第{n}处涂黑的区域没有大小")).cure("请重新框选"),
            ),
            Place::Words(_) | Place::Area(_) => {}
        }
    }
    out
}

/// 页码不存在: an area on a page the file does not have, or outside it.
#[must_use]
pub fn outside(n: usize, area: &Area, pages: u32) -> Reason {
    Reason::new("redaction.outside", format!("第{n}处涂黑不在页面内：第{}页，文件共{pages}页", area.page))
        .cure("请重新框选")
}

/// 没有找到文字: words that stand nowhere in the file.
#[must_use]
pub fn words_not_found(n: usize) -> Reason {
    Reason::new("redaction.words_not_found", format!("第{n}处要涂去的文字在文件中没有找到"))
        .cure("扫描件上的文字是图像，请框选区域；也请核对文字有无错漏")
}

/// 加密文件: a file under a password.
#[must_use]
pub fn encrypted() -> Reason {
    Reason::new("redaction.encrypted", "文件设有密码或者权限限制，不能处理")
        .cure("请取消密码后重新上传，或者打印成新的PDF")
}

/// 损坏文件: bytes that are no file of this kind.
#[must_use]
pub fn damaged() -> Reason {
    Reason::new("redaction.damaged", "文件已损坏或不完整，无法读取")
        .cure("请重新上传；仍不行的，请打印或者另存为新的PDF")
}

/// 不支持的文件: neither a PDF nor a picture we read.
#[must_use]
pub fn unsupported() -> Reason {
    Reason::new("redaction.unsupported", "只能处理PDF、PNG和JPEG文件").cure("请先转换成PDF")
}

crate::codes! {
    /// 上限: what a file may not have more of.
    pub enum Bound {
        /// 字节数
        Bytes = "bytes" => "字节数",
        /// 页数
        Pages = "pages" => "页数",
        /// 解压后的字节数
        Unpacked = "unpacked" => "解压后的字节数",
        /// 图像像素数
        Pixels = "pixels" => "图像像素数",
    }
}

/// 文件过大: more than is handled in one piece.
#[must_use]
pub fn too_large(bound: Bound, limit: u64) -> Reason {
    let words = format!("文件过大：{}超过上限{limit}", bound.label());
    Reason::new("redaction.too_large", words).cure("请拆成几份后分别处理")
}

/// 处理超时: the file keeps the machine busy without end.
#[must_use]
pub fn too_slow() -> Reason {
    Reason::new("redaction.too_slow", "文件过于复杂，在规定时间内没有处理完")
        .cure("请打印成新的PDF后重新上传，或者拆成几份")
}

crate::codes! {
    /// 核验项目: what is looked at again in a file that was redacted.
    pub enum Check {
        /// 页数与原件一致
        Pages = "pages" => "页数与原件不一致",
        /// 涂去的文字不再存在
        Words = "words" => "涂去的文字仍可提取",
        /// 涂黑区域全黑
        Black = "black" => "涂黑区域仍有图像",
        /// 没有夹带的内容
        Extras = "extras" => "仍带有附件、批注、元数据等内容",
        /// 可以读取
        Readable = "readable" => "输出的文件无法读取",
    }
}

/// 核验未通过: something that was to be gone is still there; nothing is given out.
#[must_use]
pub fn not_verified(check: Check) -> Reason {
    let words = format!("涂黑后的文件没有通过核验（{}），已停止输出", check.label());
    Reason::new("redaction.not_verified", words)
        .by(citation::ogi(37, 0, 0))
        .cure("请把文件打印成图像后重新处理，并把情况告诉运维人员")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_needs_a_ground_and_a_place() {
        let area = Area { page: 1, left: 0.0, top: 0.0, width: 0.0, height: 9.0 };
        let marks = [
            Mark { place: Place::Area(area), ground: String::new() },
            Mark { place: Place::Words("某 ".into()), ground: "条例第十五条".into() },
        ];
        let codes: Vec<_> = reasons_not_to_redact(&marks).iter().map(|one| one.code).collect();
        assert_eq!(codes, ["redaction.no_ground", "redaction.no_area", "redaction.words_too_short"]);
        assert_eq!(reasons_not_to_redact(&[]).len(), 1);
    }
}
