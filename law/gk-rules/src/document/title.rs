//! Titles and addressees (标题、主送机关): wrapped lines put together again.

use super::clean::{CleanLine, listed, written};
use super::date;
use super::field::{At, Confidence, Field};
use super::organ;

const KINDS: &[&str] = &[
    "决议",
    "决定",
    "命令",
    "令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
    "办法",
    "规定",
    "细则",
    "条例",
    "规则",
    "方案",
    "规划",
    "纲要",
    "指南",
    "目录",
    "制度",
    "预案",
    "政策",
    "说明",
    "清单",
    "规程",
    "标准",
    "要点",
    "计划",
    "措施",
    "答复",
    "解读",
    "列表",
    "指引",
    "流程图",
    "要求",
    "程序",
    "简介",
    "摘要",
    "事项",
    "公示",
    "名单",
    "图",
    "反馈",
    "情况",
    "办法补充规定",
    "若干政策",
    "模板",
    "会议",
    "申请",
    "复函",
    "安排",
    "任务",
    "分工",
    "倡议书",
    "须知",
];

/// 是否以文种结尾: whether a title ends with a kind of document; a bracket behind it (试行) does not matter.
#[must_use]
pub fn ends_with_kind(title: &str) -> bool {
    let mut rest = title.trim_end_matches(['》', ' ', '”']);
    while let Some(open) = rest.ends_with([')', '）']).then(|| rest.rfind(['(', '（'])).flatten() {
        rest = rest.get(..open).unwrap_or_default().trim_end_matches(['》', ' ', '”']);
    }
    KINDS.iter().any(|kind| rest.ends_with(kind))
}

/// Whether a line can be no part of a title: a sentence, a heading, an addressee, a date, a note.
fn ends_title(text: &str) -> bool {
    const HEADS: &[&str] = &["第一章", "第一条", "一、", "(一)", "第一部分", "目录", "附件", "抄送"];
    let sentence = text.contains(['。', ';']) || (text.contains(',') && !text.contains('《'));
    sentence
        || text.ends_with(':')
        || HEADS.iter().any(|head| text.starts_with(head))
        || date::of_line(text).is_some()
        || (text.starts_with('(') && text.ends_with(')') && text.chars().any(|c| c.is_ascii_digit()))
        || text.starts_with("(此件")
        || text.chars().count() > 60
}

/// 合并标题: lines from `from` that make a title; where it ends.
#[must_use]
pub fn gather(lines: &[CleanLine], from: usize, until: usize) -> Option<(Field<String>, usize)> {
    let mut end = from;
    let mut joined = String::new();
    while let Some(line) = lines.get(end).filter(|_| end < until && end - from < 9) {
        let complete = !joined.is_empty() && ends_with_kind(&joined);
        let sentence = ["为", "根据", "按照", "依据", "依照", "现将", "经"]
            .iter()
            .any(|word| line.text.starts_with(word));
        if ends_title(&line.text) || (complete && (line.gap || sentence) && !line.text.starts_with('的')) {
            break;
        }
        joined += &line.text;
        end += 1;
    }
    let taken = lines.get(from..end)?;
    let (first, last) = (taken.first()?, taken.last()?);
    let raw: Vec<&str> = taken.iter().map(|line| line.raw.as_str()).collect();
    let known = ends_with_kind(&joined);
    let confidence = match (known, joined.contains("关于") || joined.contains("印发")) {
        (true, true) => Confidence::Certain,
        (true, false) => Confidence::Probable,
        (false, _) => Confidence::Doubtful,
    };
    let at = At { page: first.at.page, line: first.at.line, to_line: last.at.to_line };
    let spaced: String = taken.iter().map(|line| line.spaced.as_str()).collect::<Vec<_>>().join("");
    let value = parted(&joined, &spaced);
    Some((Field { value, raw: raw.join("\n"), at, confidence }, end))
}

/// The title as it is written; organs at its beginning that stood apart stay apart.
fn parted(joined: &str, spaced: &str) -> String {
    let organs = organ::in_title(spaced);
    let whole = written(joined);
    if organs.len() < 2 {
        return whole;
    }
    let run: String = organs.concat();
    match whole.strip_prefix(&run) {
        Some(rest) => format!("{}{rest}", organs.join(" ")),
        None => whole,
    }
}

/// 主送机关: the lines behind the title up to a colon.
#[must_use]
pub fn addressees(lines: &[CleanLine], from: usize) -> Option<(Field<Vec<String>>, usize)> {
    let mut end = from;
    let mut joined = String::new();
    loop {
        let line = lines.get(end).filter(|_| end < from + 5)?;
        if line.text.contains('。') || date::of_line(&line.text).is_some() || line.text.starts_with("附件")
        {
            return None;
        }
        joined += &line.text;
        end += 1;
        if joined.ends_with(':') {
            break;
        }
    }
    let taken = lines.get(from..end)?;
    let (first, last) = (taken.first()?, taken.last()?);
    let body = joined.trim_end_matches(':');
    let value = listed(body);
    let known = |part: &String| {
        part.starts_with('各')
            || organ::is_organ(part)
            || part.ends_with("单位")
            || part.ends_with("部门")
            || part.ends_with("机构")
    };
    let confidence = if value.iter().all(known) {
        Confidence::Certain
    } else if value.iter().any(known) {
        Confidence::Probable
    } else {
        Confidence::Doubtful
    };
    let raw: Vec<&str> = taken.iter().map(|line| line.raw.as_str()).collect();
    let at = At { page: first.at.page, line: first.at.line, to_line: last.at.to_line };
    (!value.is_empty() && body.chars().count() <= 120)
        .then(|| (Field { value, raw: raw.join("\n"), at, confidence }, end))
}
