//! Names of organs in a document (发文机关): the mark at its head, the signature at its end, the first words of its title.

use super::clean::CleanLine;
use crate::text::is_han;

const ENDS: &[&str] = &[
    "政府",
    "办公厅",
    "办公室",
    "国务院",
    "委员会",
    "局",
    "厅",
    "部",
    "法院",
    "检察院",
    "研究院",
    "署",
    "联合会",
    "总会",
    "协会",
    "中心",
    "银行",
    "站",
    "分局",
    "处",
    "司",
    "组",
    "指挥部",
    "街道",
    "学院",
    "大学",
    "公司",
    "总队",
    "支队",
    "大队",
    "政府办",
    "党组",
    "管委会",
    "办事处",
    "商会",
    "所",
    "委",
    "军区",
    "会议",
    "办",
];
const NOT_ENDS: &[&str] =
    &["全部", "干部", "内部", "外部", "会议", "座谈会", "讨论组", "有关部", "住所", "场所", "名单公司"];

/// 是否机关名称: whether a text is the name of an organ, by its end.
#[must_use]
pub fn is_organ(text: &str) -> bool {
    let count = text.chars().count();
    let plain = text.chars().all(|c| is_han(c) || matches!(c, '(' | ')' | '、' | '·'));
    (3..=36).contains(&count)
        && plain
        && ENDS.iter().any(|end| text.ends_with(end))
        && !NOT_ENDS.iter().any(|end| text.ends_with(end))
        && !["关于", "印发", "负责", "根据", "各"].iter().any(|word| text.starts_with(word))
}

/// 机关名称: the organs a line consists of; several stand apart by spaces. Letters set wide are one name.
#[must_use]
pub fn organs_of(line: &CleanLine) -> Vec<String> {
    organs_in(&line.spaced, &line.text)
}

/// The same of folded words, with their spaces and without.
#[must_use]
pub fn organs_in(spaced: &str, squeezed: &str) -> Vec<String> {
    let parts: Vec<&str> = spaced.split([' ', '、']).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_organ(part)) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let tight: String = squeezed.chars().filter(|c| !c.is_whitespace()).collect();
    if is_organ(&tight) { vec![tight] } else { Vec::new() }
}

/// 发文机关标志: organs of the lines above a number, from the nearest up. The last line may carry 文件 or 令.
#[must_use]
pub fn mark(above: &[CleanLine]) -> Option<(Vec<String>, usize)> {
    let mut found: Vec<String> = Vec::new();
    let mut first = above.len();
    for (at, line) in above.iter().enumerate().rev() {
        let strip = |text: &str| {
            let tight = text.trim();
            let end = ["文件", "文 件", "令", "(令)"].iter().find_map(|word| tight.strip_suffix(word));
            end.unwrap_or(tight).trim().to_owned()
        };
        let mut organs = organs_in(&strip(&line.spaced), &strip(&line.text));
        if organs.is_empty() && line.text == "文件" {
            first = at;
            continue;
        }
        if organs.is_empty() {
            break;
        }
        organs.append(&mut found);
        found = organs;
        first = at;
    }
    (!found.is_empty()).then_some((found, first))
}

/// 标题中的发文机关: the organ before 关于, 印发 or 转发 in a title.
#[must_use]
pub fn in_title(spaced: &str) -> Vec<String> {
    let cut = ["关于", "印发", "转发", "批转"].iter().filter_map(|word| spaced.find(word)).min();
    let Some(before) = cut.and_then(|at| spaced.get(..at)) else { return Vec::new() };
    organs_in(before.trim(), before.trim())
}

/// 同一机关: whether two lists name the same organs, be it shortened (市政府办公室, 宿迁市人民政府办公室).
#[must_use]
pub fn same(one: &[String], other: &[String]) -> bool {
    let key = |name: &String| name.replace("人民政府", "政府").replace("中华人民共和国", "");
    let like = |a: &String, b: &String| {
        let (a, b) = (key(a), key(b));
        a == b || a.ends_with(&b) || b.ends_with(&a)
    };
    one.iter().all(|a| other.iter().any(|b| like(a, b)))
        || other.iter().all(|b| one.iter().any(|a| like(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines_of;

    fn marked(text: &str) -> Vec<String> {
        let (lines, _) = crate::document::clean::clean(&lines_of(text));
        mark(&lines).map(|(organs, _)| organs).unwrap_or_default()
    }

    #[test]
    fn marks_are_read_however_they_are_set() {
        assert_eq!(marked("辽 宁 省 人 民 政 府 办 公 厅 文 件"), ["辽宁省人民政府办公厅"]);
        assert_eq!(marked("高碑店市民政局\n高碑店市财政局文件"), ["高碑店市民政局", "高碑店市财政局"]);
        assert_eq!(marked("高碑店市民政局  高碑店市财政局"), ["高碑店市民政局", "高碑店市财政局"]);
        assert_eq!(marked("广州市人民政府令"), ["广州市人民政府"]);
        assert!(marked("关于做好有关工作的通知").is_empty());
    }

    #[test]
    fn the_same_organ_is_known_by_its_shorter_name() {
        let list = |text: &str| vec![text.to_owned()];
        assert!(same(&list("宿迁市人民政府办公室"), &list("市政府办公室")));
        assert!(!same(&list("示范县民政局"), &list("示范县财政局")));
    }
}
