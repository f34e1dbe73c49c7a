//! Who cites a document (引用), and how a task to look at it again is settled (复核办结).

use super::relation::{Effect, Relation};
use crate::numbers::DocumentNumber;
use crate::numbers::docnum::find_all;
use crate::text::squeeze;
use crate::time::calendar::{Calendar, NotAnnounced};
use crate::{Day, Reason};

/// 复核期限, in working days: those in which what has changed is published anew (条例 art 26).
pub const WITHIN: u32 = 20;
/// A title of fewer characters is too common to be searched for.
const SHORTEST_TITLE: usize = 6;
/// How far behind a citation its articles are looked for, in characters.
const NEAR: usize = 60;
/// 最少说明字数
const LEAST_NOTE: usize = 4;

/// 被引用的文件: by what it is known in other texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    number: Option<DocumentNumber>,
    title: String,
}

impl Cited {
    /// 可供查找的名称和文号; nothing where neither can be told apart from other words.
    #[must_use]
    pub fn new(title: &str, number: &str) -> Option<Self> {
        let title = squeeze(title);
        let title = if title.chars().count() < SHORTEST_TITLE { String::new() } else { title };
        let number = number.parse().ok();
        (number.is_some() || !title.is_empty()).then_some(Self { number, title })
    }
    /// 是否引用, and which articles: empty where the whole is cited; nothing where the text does not cite it. A title counts within
    /// its marks alone.
    #[must_use]
    pub fn cited_in(&self, text: &str) -> Option<Vec<u16>> {
        let plain = squeeze(text);
        let titled = (!self.title.is_empty())
            .then(|| format!("《{}》", self.title))
            .and_then(|title| plain.find(&title).map(|at| at + title.len()));
        let numbered =
            self.number.as_ref().is_some_and(|own| find_all(text).iter().any(|one| one.number == *own));
        match titled {
            Some(end) => Some(articles(plain.get(end..).unwrap_or_default())),
            None => numbered.then(Vec::new),
        }
    }
}

/// The articles named right behind a title, up to the next title or the end of the sentence.
fn articles(behind: &str) -> Vec<u16> {
    let near: String =
        behind.chars().take(NEAR).take_while(|c| !matches!(c, '《' | '。' | '；' | '\n')).collect();
    let mut out: Vec<u16> = Vec::new();
    for part in near.split('第').skip(1) {
        let number = part.split_once('条').and_then(|(number, _)| numeral(number));
        out.extend(number.filter(|n| !out.contains(n)));
    }
    out
}

/// 十七, 三十, 一百零二, 17.
fn numeral(text: &str) -> Option<u16> {
    if let Ok(plain) = text.parse() {
        return Some(plain);
    }
    let (mut sum, mut digit) = (0_u16, 0_u16);
    for c in text.chars() {
        match c {
            '百' => sum += std::mem::take(&mut digit).max(1) * 100,
            '十' => sum += std::mem::take(&mut digit).max(1) * 10,
            '零' | '〇' => {}
            c => digit = u16::try_from("一二三四五六七八九".chars().position(|one| one == c)?).ok()? + 1,
        }
    }
    Some(sum + digit).filter(|n| *n > 0)
}

/// 是否需要复核: whether what a relation does concerns those who cite its target.
#[must_use]
pub fn concerns(relation: &Relation) -> bool {
    relation.effect.ends() || matches!(relation.effect, Effect::Amends | Effect::Interprets | Effect::Extends)
}

/// 复核期限: twenty working days from the day on which the relation holds, or from today where that has passed.
///
/// # Errors
/// [`NotAnnounced`] when the working days of a year are not known yet.
pub fn due_on(from: Day, today: Day, calendar: &Calendar) -> Result<Day, NotAnnounced> {
    calendar.add_working_days(from.max(today), WITHIN)
}

crate::codes! {
    /// 复核结果
    pub enum Outcome {
        /// 不必修改
        StillRight = "still_right" => "核对无误，不必修改",
        /// 已经修改
        Mended = "mended" => "已经修改或者更换依据",
        /// 已经注明或者撤下
        Marked = "marked" => "已经注明或者撤下",
        /// 已经提出目录新版
        NewEdition = "new_edition" => "已经提出目录新版",
    }
}

/// 不得办结的理由.
#[must_use]
pub fn reasons_not_to_settle(outcome: Option<Outcome>, note: &str, settled: bool) -> Vec<Reason> {
    let mut against = Vec::new();
    if settled {
        against.push(Reason::new("validity.task.settled", "这项复核已经办结。"));
    }
    if outcome.is_none() {
        against.push(Reason::new("validity.task.no_outcome", "请选择复核结果。"));
    }
    if note.trim().chars().count() < LEAST_NOTE {
        let words = format!("请写明怎样复核、怎样处理，不少于{LEAST_NOTE}个字。");
        against.push(Reason::new("validity.task.note", words));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_cited_by_its_number_or_its_title_in_marks() {
        let cited = Cited::new("示范县临时救助办法", "示政办发〔2024〕3号").unwrap();
        assert_eq!(cited.cited_in("依据示政办发[2024]3号文件办理"), Some(vec![]));
        assert_eq!(
            cited.cited_in("《示范县临时救助办法》第十一条、第四十八条，《社会救助暂行办法》第五条"),
            Some(vec![11, 48])
        );
        assert_eq!(cited.cited_in("《示范县 临时救助办法》"), Some(vec![]));
        assert_eq!(cited.cited_in("示范县临时救助办法的解读"), None, "words without marks may be anything");
        assert_eq!(cited.cited_in("示政办发〔2024〕30号"), None);
    }

    #[test]
    fn what_cannot_be_told_apart_is_not_searched_for() {
        assert_eq!(Cited::new("通知", ""), None);
        assert!(Cited::new("通知", "示政发〔2024〕1号").is_some());
    }

    #[test]
    fn numbers_of_articles_are_read() {
        for (text, number) in [
            ("十七", Some(17)),
            ("三十", Some(30)),
            ("一百零二", Some(102)),
            ("5", Some(5)),
            ("几", None),
            ("", None),
        ] {
            assert_eq!(numeral(text), number, "{text}");
        }
    }

    #[test]
    fn a_task_ends_with_an_outcome_and_why() {
        assert!(reasons_not_to_settle(Some(Outcome::StillRight), "条文没有变化", false).is_empty());
        assert_eq!(reasons_not_to_settle(None, "好", true).len(), 3);
    }
}
