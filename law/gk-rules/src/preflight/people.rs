//! People (与姓名连同出现的信息): a name beside an address, beside an illness, beside an age below eighteen.
//!
//! A name by itself is no finding: officials, winners and experts are named in public. 个人信息保护法 art 28; 条例 art 15.

use std::ops::Range;

use super::finding::Problem;
use super::names::{Person, people};
use super::numbers::Hit;
use crate::Day;
use crate::privacy::mask;
use crate::privacy::places::{addresses, stands, written};

/// 查找连同姓名出现的信息: everything in a line.
pub(super) fn about_people(line: &[char], day: Day) -> Vec<Hit> {
    let mut out = Vec::new();
    let homes = addresses(line);
    let has_digits = line.iter().any(char::is_ascii_digit);
    if line.len() < 4 {
        return out;
    }
    let people = people(line);
    for range in outermost(&homes) {
        out.extend(home(line, range, &people));
    }
    for person in &people {
        let sentence = sentence(line, &person.range);
        if person.child || (has_digits && is_young(line, person.range.end, day)) {
            out.push(named(line, person, Problem::Minor));
        }
        if is_ill(line, &sentence, person) {
            out.push(named(line, person, Problem::Health));
        }
    }
    out.sort_by_key(|hit| hit.range.start);
    out.dedup_by(|next, one| next.problem == one.problem && next.range.start < one.range.end);
    out
}

fn named(line: &[char], person: &Person, problem: Problem) -> Hit {
    Hit::new(person.range.clone(), problem, mask::name(&written(line, person.range.clone())))
}

/// Of addresses that overlap the first and longest.
fn outermost(all: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in all {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => out.push(range.clone()),
        }
    }
    out
}

/// The sentence a place stands in.
fn sentence(line: &[char], place: &Range<usize>) -> Range<usize> {
    let mark = |c: &char| matches!(c, '。' | '；' | '！' | '？' | ';');
    let from = line.get(..place.start).unwrap_or_default().iter().rposition(mark).map_or(0, |at| at + 1);
    let to = line.get(place.end..).unwrap_or_default().iter().position(mark);
    from..to.map_or(line.len(), |at| place.end + at)
}

fn holds(line: &[char], range: &Range<usize>, words: &[&str]) -> bool {
    range.clone().any(|at| words.iter().any(|word| stands(line, at, word)))
}

/// What the text calls somebody's home.
const HOME: &[&str] = &[
    "住址",
    "家庭地址",
    "户籍地",
    "户籍所在地",
    "现居住",
    "居住地",
    "常住地",
    "家住",
    "现住",
    "户口所在地",
    "住在",
    "租住于",
    "居住于",
    "身份证地址",
    "居住在",
];
/// What stands beside the address of an office.
const OFFICE: &[&str] = &[
    "政府",
    "局",
    "中心",
    "大厦",
    "大楼",
    "办公",
    "机关",
    "委员会",
    "学校",
    "小学",
    "中学",
    "医院",
    "公司",
    "大厅",
    "窗口",
    "银行",
    "工业园",
    "开发区",
    "单位地址",
    "联系地址",
    "通讯地址",
    "注册地址",
    "经营场所",
    "经营地址",
    "营业场所",
    "地点",
    "法院",
    "派出所",
    "站",
    "厂",
    "店",
    "会议室",
    "活动室",
    "项目",
    "工程",
    "地块",
];

/// An address that is called somebody's home, or that stands beside a name and is no office's.
fn home(line: &[char], range: Range<usize>, people: &[Person]) -> Option<Hit> {
    // The label stands in the same clause, at most as far away as the longest names of county and town are.
    let before = line.get(..range.start).unwrap_or_default();
    let clause = before.iter().rposition(|c| "，。；,;\t|".contains(*c)).map_or(0, |at| at + 1);
    let around = clause.max(range.start.saturating_sub(20))..range.end;
    let called = holds(line, &around, HOME);
    let wide = range.start.saturating_sub(10)..(range.end + 6).min(line.len());
    let office = holds(line, &wide, OFFICE);
    let mut shown = mask::address(&written(line, range.clone()));
    if shown.chars().count() > 24 {
        shown = "****".to_owned();
    }
    if called && !holds(line, &wide, &["政府", "公司", "办公", "委员会", "住所地"]) {
        return Some(Hit::new(range, Problem::HomeAddress, shown));
    }
    if office { None } else { beside_name(line, range, people, &shown) }
}

/// An address in the sentence of a name.
fn beside_name(line: &[char], range: Range<usize>, people: &[Person], shown: &str) -> Option<Hit> {
    let sentence = sentence(line, &range);
    let near = |person: &&Person| {
        let clear = person.range.end <= range.start || person.range.start >= range.end;
        let gap =
            range.start.saturating_sub(person.range.end).max(person.range.start.saturating_sub(range.end));
        let inside = sentence.contains(&person.range.start);
        inside && gap <= 40 && (clear || person.range.start <= range.start + 6)
    };
    let person = people.iter().find(near)?;
    let name = mask::name(&written(line, person.range.clone()));
    let plain = written(line, range.clone());
    let dwelling = plain.chars().any(|c| "村屯组室户栋幢弄园".contains(c)) || plain.contains('号');
    dwelling.then(|| Hit::new(range, Problem::NameWithAddress, format!("{name} {shown}")))
}

/// Whether an age below eighteen or such a birthday stands behind a name.
fn is_young(line: &[char], from: usize, day: Day) -> bool {
    let behind = line.get(from..(from + 24).min(line.len())).unwrap_or_default();
    let end = behind.iter().position(|c| matches!(c, '。' | '；' | ';' | '、')).unwrap_or(behind.len());
    let behind = behind.get(..end).unwrap_or_default();
    // Only marks, the sex, a people's name and words of birth may stand between the name and the figure.
    let Some(at) = behind.iter().position(char::is_ascii_digit).filter(|at| *at <= 12) else { return false };
    let digits = behind.get(at..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
    let number: i16 = written(behind, at..at + digits).parse().unwrap_or(i16::MAX);
    let next = behind.get(at + digits).copied();
    match next {
        Some('岁') => number < 18,
        Some('周') => behind.get(at + digits + 1) == Some(&'岁') && number < 18,
        Some('年' | '.' | '-' | '/') if (1900..=day.year()).contains(&number) => {
            let rest = written(behind, at + digits..behind.len());
            let before = written(behind, 0..at);
            let born = rest.contains('生') || before.contains('生');
            born && day.year() - number < 18
        }
        _ => false,
    }
}

const ILLNESS: &[&str] = &[
    "癌",
    "肿瘤",
    "白血病",
    "尿毒症",
    "艾滋",
    "肺结核",
    "乙肝",
    "肝炎",
    "精神分裂",
    "精神障碍",
    "精神病",
    "糖尿病",
    "高血压",
    "脑梗",
    "脑瘫",
    "脑出血",
    "心脏病",
    "冠心病",
    "重病",
    "大病",
    "瘫痪",
    "抑郁症",
    "自闭症",
    "孤独症",
    "癫痫",
    "肾衰",
    "透析",
    "肝硬化",
    "梅毒",
    "新冠",
    "肺炎",
    "血友病",
    "红斑狼疮",
    "帕金森",
    "智力残疾",
    "肢体残疾",
    "视力残疾",
    "听力残疾",
    "言语残疾",
    "精神残疾",
    "多重残疾",
    "残疾一级",
    "残疾二级",
    "残疾三级",
    "残疾四级",
    "一级残疾",
    "二级残疾",
    "三级残疾",
    "四级残疾",
    "HIV",
];

/// Whether a sentence says of the person in it that he is ill or disabled.
fn is_ill(line: &[char], sentence: &Range<usize>, person: &Person) -> bool {
    let mut near =
        sentence.start.max(person.range.start.saturating_sub(16))..sentence.end.min(person.range.end + 32);
    near.any(|at| {
        let Some(word) = ILLNESS.iter().find(|word| stands(line, at, word)) else { return false };
        let behind = at + word.chars().count();
        // 癌症防治、残疾人证 and the like speak of the matter, not of the person.
        let matter = [
            "防治",
            "防控",
            "筛查",
            "专项",
            "保险",
            "救助工作",
            "报销",
            "政策",
            "科",
            "研究",
            "宣传",
            "疫情",
            "患者",
            "病人",
        ];
        let of_person =
            at >= person.range.end || line.get(behind..person.range.start).is_some_and(|gap| gap.len() <= 4);
        let spoken =
            ["患者", "病人"].iter().any(|word| stands(line, behind, word)) && at < person.range.start;
        of_person && (spoken || !matter.iter().any(|word| stands(line, behind, word)))
    })
}
