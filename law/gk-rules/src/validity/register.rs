//! What is typed into the register of validity (效力登记): dates of a document, the articles concerned, the document meant.

use super::{Life, Scope};
use crate::records::Stage;
use crate::{Day, Reason};

/// 复核任务: what the page of today calls them.
pub const TASKS: &str = "依据变动复核";

/// 条款最多登记的个数
const MOST_ARTICLES: usize = 100;

/// 不能登记效力日期的理由, all of them.
#[must_use]
pub fn reasons_not_to_set_life(stage: Stage, made_on: Option<Day>, life: Life) -> Vec<Reason> {
    let mut against = Vec::new();
    if stage != Stage::Published {
        against.push(
            Reason::new("validity.not_public", "只有已经公开的信息可以登记效力日期。").cure("请先公开。"),
        );
    }
    if let Some(made_on) = made_on.filter(|made_on| life.effective_on < *made_on) {
        let words = format!("施行日期{}早于成文日期{made_on}。", life.effective_on);
        against.push(Reason::new("validity.effective_before_made", words).cure("请核对施行日期。"));
    }
    if let Some(last) = life.last_day.filter(|last| *last < life.effective_on) {
        let words = format!("失效日期{last}早于施行日期{}。", life.effective_on);
        against.push(Reason::new("validity.term_backwards", words).cure("失效日期是有效的最后一日。"));
    }
    if life.articles == Some(0) {
        against.push(Reason::new("validity.no_article", "条数不能为零。").cure("不分条的，不填写。"));
    }
    against
}

/// 条款: numbers apart by 、 or commas or spaces; nothing is the whole.
///
/// # Errors
/// What cannot be read.
pub fn articles_of(typed: &str) -> Result<Scope, Reason> {
    let parts = typed.split(|c: char| matches!(c, '、' | '，' | ',' | '；' | ';') || c.is_whitespace());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return Ok(Scope::Whole);
    }
    let number = |part: &&str| {
        let digits = part.trim_start_matches('第').trim_end_matches('条');
        digits.parse::<u16>().ok().filter(|n| *n > 0)
    };
    let mut list: Vec<u16> = parts.iter().map(number).collect::<Option<_>>().ok_or_else(bad_articles)?;
    list.sort_unstable();
    list.dedup();
    if list.len() > MOST_ARTICLES { Err(bad_articles()) } else { Ok(Scope::Articles(list)) }
}

fn bad_articles() -> Reason {
    Reason::new("validity.articles", "条款不能读取。").cure(format!(
        "请用阿拉伯数字写条款的序号，用顿号分开，例如“3、5”，不超过{MOST_ARTICLES}条；针对全文的不填写。"
    ))
}

/// 条款（显示）: （第三条、第五条）
#[must_use]
pub fn articles_label(list: &[u16]) -> String {
    let list: Vec<String> = list.iter().map(|n| crate::citation::ogi(*n, 0, 0).place_of_article()).collect();
    format!("（{}）", list.join("、"))
}

/// 效力日期的名称
pub const LIFE_DAYS: [&str; 2] = ["施行日期", "失效日期"];
/// 效力关系的日期的名称
pub const RELATION_DAYS: [&str; 2] = ["生效日期", "延长至"];

/// 条数不能读取
#[must_use]
pub fn bad_count(typed: &str) -> Reason {
    Reason::new("validity.count", format!("条数“{typed}”不是数字。"))
        .cure("用阿拉伯数字填写；不分条的，不填写。")
}

/// 找不到受影响的文件
#[must_use]
pub fn no_target(typed: &str) -> Reason {
    let words = if typed.is_empty() {
        "没有写明受影响的文件。".to_owned()
    } else {
        format!("本站没有公开发文字号或者索引号为“{typed}”的文件。")
    };
    Reason::new("validity.no_target", words)
        .cure("请填写该文件在本站公开的发文字号或者索引号；还没有公开的，请先公开。")
}

/// 不止一件
#[must_use]
pub fn several_targets(typed: &str) -> Reason {
    Reason::new("validity.several_targets", format!("发文字号为“{typed}”的文件不止一件。"))
        .cure("请改填索引号。")
}

/// 影响没有选择
#[must_use]
pub fn no_effect() -> Reason {
    Reason::new("validity.no_effect", "请选择对该文件的影响。")
}

/// 日期不能读取
#[must_use]
pub fn bad_day(label: &str, typed: &str) -> Reason {
    let words = if typed.is_empty() {
        format!("没有填写{label}。")
    } else {
        format!("{label}“{typed}”不是有效的日期。")
    };
    Reason::new("validity.day", words).cure("日期写成“2026-11-24”。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validity::relation::DocumentId;
    use jiff::civil::date;

    fn life(effective_on: Day, last_day: Option<Day>, articles: Option<u16>) -> Life {
        Life { document: DocumentId(1), effective_on, last_day, articles }
    }

    #[test]
    fn dates_follow_each_other() {
        let made = Some(date(2024, 2, 20));
        let codes = |stage, life| -> Vec<&str> {
            reasons_not_to_set_life(stage, made, life).iter().map(|one| one.code).collect()
        };
        let good = life(date(2024, 3, 1), Some(date(2029, 2, 28)), Some(20));
        assert!(codes(Stage::Published, good).is_empty());
        assert_eq!(codes(Stage::Draft, good), ["validity.not_public"]);
        let bad = life(date(2024, 1, 1), Some(date(2023, 1, 1)), Some(0));
        assert_eq!(
            codes(Stage::Published, bad),
            ["validity.effective_before_made", "validity.term_backwards", "validity.no_article"]
        );
    }

    #[test]
    fn articles_are_numbers_however_they_are_set_apart() {
        assert_eq!(articles_of(" "), Ok(Scope::Whole));
        assert_eq!(articles_of("5、3，3 第12条"), Ok(Scope::Articles(vec![3, 5, 12])));
        for typed in ["三", "0", "3-5", "99999"] {
            assert_eq!(articles_of(typed).map_err(|one| one.code), Err("validity.articles"), "{typed}");
        }
    }

    #[test]
    fn what_was_typed_is_named() {
        assert!(no_target("示政发〔2020〕1号").words.contains("示政发〔2020〕1号"));
        assert!(no_target("").words.contains("没有写明"));
        assert!(bad_count("x").words.contains("“x”"));
        assert_eq!(articles_label(&[3, 12]), "（第三条、第十二条）");
        assert!(bad_day("生效日期", "x").words.contains("“x”"));
    }
}
