//! Metadata (登记内容的检查): dates and numbers that contradict each other, or the text.
//!
//! 条例 art 6 (accurate, in time), art 12 (index, name, summary, day of origin); 党政机关公文处理工作条例 art 9.

use super::finding::{Finding, Problem, Severity};
use crate::attribute::Attribute;
use crate::document::{Confidence, OfficialDocument, WrittenNumber, number};
use crate::text::skeleton;
use crate::{Coded, Day};

/// 登记内容: what is checked; `same_number` are the index numbers of other records with the number.
#[derive(Debug, Clone, Copy)]
pub struct Metadata<'a> {
    /// 名称
    pub title: &'a str,
    /// 发文字号, empty where there is none.
    pub number: &'a str,
    /// 成文日期
    pub made_on: Option<Day>,
    /// 发布日期
    pub published_on: Option<Day>,
    /// 施行日期
    pub effective_on: Option<Day>,
    /// 失效日期
    pub expires_on: Option<Day>,
    /// 公开属性
    pub attribute: Option<Attribute>,
    /// 同号的其他信息
    pub same_number: &'a [&'a str],
    /// 正文的识读
    pub read: Option<&'a OfficialDocument>,
    /// 今天
    pub today: Day,
}

/// 检查登记内容: every contradiction at once.
#[must_use]
pub fn check(data: &Metadata<'_>) -> Vec<Finding> {
    let mut out = dates(data);
    out.extend(numbers(data));
    if let Some(read) = data.read {
        out.extend(against_text(data, read));
    }
    out
}

fn dates(data: &Metadata<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut order = |first: (&str, Option<Day>), then: (&str, Option<Day>), problem: Problem| {
        if let (Some(one), Some(next)) = (first.1, then.1)
            && next < one
        {
            let words = format!("{}{next}早于{}{one}", then.0, first.0);
            out.push(Finding::new(problem, None, words));
        }
    };
    let (made, published) = (("成文日期", data.made_on), ("发布日期", data.published_on));
    let (effective, expires) = (("施行日期", data.effective_on), ("失效日期", data.expires_on));
    order(made, published, Problem::Dates);
    order(effective, expires, Problem::Dates);
    order(made, expires, Problem::Dates);
    // A rule may take effect for the past, but seldom does.
    order(made, effective, Problem::DateUnlikely);
    if let Some(day) = data.made_on.filter(|day| *day > data.today) {
        out.push(Finding::new(Problem::Dates, None, format!("成文日期{day}晚于今天")));
    }
    if let Some(day) = data.made_on.filter(|day| day.year() < 1949) {
        out.push(Finding::new(Problem::DateUnlikely, None, format!("成文日期{day}早于1949年")));
    }
    let years = |from: Option<Day>, to: Option<Day>| Some(i32::from(to?.year()) - i32::from(from?.year()));
    if years(data.effective_on, data.expires_on).is_some_and(|years| years > 30) {
        out.push(Finding::new(Problem::DateUnlikely, None, "有效期超过三十年"));
    }
    out
}

fn numbers(data: &Metadata<'_>) -> Vec<Finding> {
    let typed = data.number.trim();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    match number::whole(typed) {
        None => {
            out.push(Finding::new(Problem::NumberUnknown, None, typed.chars().take(40).collect::<String>()));
        }
        Some(read) => {
            let printed = read.to_string();
            if printed != typed && matches!(read, WrittenNumber::Regular(_)) {
                out.push(Finding::new(Problem::NumberForm, None, format!("“{typed}”应为“{printed}”")));
            }
            let made = data.made_on.map(|day| i32::from(day.year()));
            let year = read.year().map(i32::from);
            if let (Some(year), Some(made)) = (year, made)
                && year != made
            {
                // A number of December may be signed in January.
                let problem = if (year - made).abs() == 1 { Problem::DateUnlikely } else { Problem::Dates };
                out.push(Finding::new(
                    problem,
                    None,
                    format!("发文字号的年份{year}与成文日期的年份{made}不一致"),
                ));
            }
        }
    }
    if !data.same_number.is_empty() {
        let others: Vec<&str> = data.same_number.iter().copied().take(5).collect();
        out.push(Finding::new(Problem::NumberDuplicate, None, format!("{typed}：{}", others.join("、"))));
    }
    out
}

/// What the record says against what the document says of itself. What was read doubtfully accuses nobody.
fn against_text(data: &Metadata<'_>, read: &OfficialDocument) -> Vec<Finding> {
    let mut out = Vec::new();
    let sure = |confidence: Confidence| confidence != Confidence::Doubtful;
    let mut differ = |what: &str, typed: String, stands: String| {
        out.push(Finding::new(
            Problem::AgainstText,
            None,
            format!("{what}登记为“{typed}”，正文为“{stands}”"),
        ));
    };
    if let Some(field) = read.number.as_ref().filter(|field| sure(field.confidence)) {
        let stands = field.value.to_string();
        let typed =
            number::whole(data.number).map_or_else(|| data.number.trim().to_owned(), |one| one.to_string());
        if typed != stands {
            differ("发文字号", typed, stands);
        }
    }
    if let Some((field, day)) = read.made_on.as_ref().filter(|field| sure(field.confidence)).zip(data.made_on)
        && field.value != day
    {
        differ("成文日期", day.to_string(), field.value.to_string());
    }
    if let Some(field) = read.title.as_ref().filter(|field| field.confidence == Confidence::Certain) {
        let (typed, stands) = (skeleton(data.title), skeleton(&field.value));
        if !typed.is_empty() && !typed.contains(&stands) && !stands.contains(&typed) {
            differ("名称", data.title.trim().to_owned(), field.value.clone());
        }
    }
    if let (Some(note), Some(attribute)) = (&read.note, data.attribute)
        && let Some(stands) = note.value.attribute.filter(|stands| *stands != attribute)
    {
        let words = format!("认定为{}，文件标注“{}”", attribute.label(), note.value.words);
        let finding = Finding::new(Problem::AgainstNote, None, words);
        // What the paper opens and the record keeps back harms nobody at once; the other way round it does.
        let harmless = stands == Attribute::Proactive;
        out.push(if harmless { finding.at(Severity::Warning) } else { finding });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{lines_of, read};
    use jiff::civil::date;

    const PAPER: &str = "示范县人民政府办公室文件\n示政办发〔2024〕3号\n\n示范县人民政府办公室关于印发临时救助办法的通知\n各乡镇人民政府：\n现印发给你们。\n示范县人民政府办公室\n2024年2月20日\n（此件依申请公开）";

    fn sound<'a>() -> Metadata<'a> {
        Metadata {
            title: "示范县人民政府办公室关于印发临时救助办法的通知",
            number: "示政办发〔2024〕3号",
            made_on: Some(date(2024, 2, 20)),
            published_on: Some(date(2024, 2, 23)),
            effective_on: Some(date(2024, 3, 1)),
            expires_on: Some(date(2029, 2, 28)),
            attribute: Some(Attribute::OnRequest),
            same_number: &[],
            read: None,
            today: date(2026, 11, 30),
        }
    }
    fn problems(data: &Metadata<'_>) -> Vec<Problem> {
        check(data).into_iter().map(|one| one.problem).collect()
    }

    #[test]
    fn a_sound_record_has_no_contradiction() {
        let paper = read(&lines_of(PAPER));
        assert_eq!(problems(&sound()), []);
        assert_eq!(problems(&Metadata { read: Some(&paper), ..sound() }), []);
    }

    #[test]
    fn dates_that_contradict_each_other_are_named_at_once() {
        let odd = Metadata {
            made_on: Some(date(2027, 2, 20)),
            published_on: Some(date(2024, 2, 1)),
            expires_on: Some(date(2024, 1, 1)),
            ..sound()
        };
        let found = problems(&odd);
        assert_eq!(found.iter().filter(|one| **one == Problem::Dates).count(), 5);
        assert!(found.contains(&Problem::DateUnlikely));
        assert_eq!(
            problems(&Metadata { made_on: Some(date(2023, 12, 29)), ..sound() }),
            [Problem::DateUnlikely]
        );
    }

    #[test]
    fn numbers_are_known_well_formed_and_single() {
        assert_eq!(problems(&Metadata { number: "阜民发20231号", ..sound() }), [Problem::NumberUnknown]);
        assert_eq!(problems(&Metadata { number: "示政办发[2024]第3号", ..sound() }), [Problem::NumberForm]);
        assert_eq!(
            problems(&Metadata { same_number: &["A/2024-00001"], ..sound() }),
            [Problem::NumberDuplicate]
        );
        assert_eq!(problems(&Metadata { number: " ", ..sound() }), []);
    }

    #[test]
    fn what_the_text_says_of_itself_is_held_against_the_record() {
        let paper = read(&lines_of(PAPER));
        let wrong = Metadata {
            title: "关于做好防汛工作的通知",
            number: "示政办发〔2024〕4号",
            made_on: Some(date(2024, 2, 21)),
            attribute: Some(Attribute::Proactive),
            read: Some(&paper),
            ..sound()
        };
        let found = check(&wrong);
        assert_eq!(found.iter().filter(|one| one.problem == Problem::AgainstText).count(), 3);
        assert!(
            found.iter().any(|one| one.problem == Problem::AgainstNote && one.severity == Severity::Error)
        );
    }
}
