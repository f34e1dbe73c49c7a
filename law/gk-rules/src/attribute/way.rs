//! The way of review (审查程序): how many people examine what becomes public, as each organ has fixed it.
//!
//! 条例 art 17 orders every organ to have a review mechanism with its procedure and its responsibilities, and leaves to it how many
//! take part. Where an organ has fixed nothing, one reviewer who is not the author examines everything (推定).

use serde::{Deserialize, Serialize};

use crate::citation::ogi;
use crate::org::organ::{OrganId, OrganPath};
use crate::{Day, Reason};

crate::codes! {
    /// 审查程序
    pub enum Way {
        /// 一步审核: one reviewer examines disclosure and secrecy and signs
        Short = "short" => "一步审核",
        /// 逐级审核: first check, disclosure review, secrecy review, signature, each by another
        Full = "full" => "逐级审核",
    }
}

/// 规定: which way an organ and those below it take from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fixed {
    /// 规定的机关
    pub organ: OrganId,
    /// 施行日期
    pub from: Day,
    /// 审查程序
    pub way: Way,
    /// 依据: the document that fixes it.
    pub source: String,
}

/// 现行规定: of the nearest organ on the way up, the last that has begun; nothing where nobody has fixed any.
#[must_use]
pub fn in_force<'a>(fixed: &'a [Fixed], path: &OrganPath, today: Day) -> Option<&'a Fixed> {
    let upward: Vec<OrganId> = path.organs().collect();
    upward.iter().rev().find_map(|organ| {
        fixed.iter().filter(|one| one.organ == *organ && one.from <= today).max_by_key(|one| one.from)
    })
}

/// 不得作此规定的理由.
#[must_use]
pub fn reasons_not_to_fix(from: Option<Day>, source: &str, today: Day) -> Vec<Reason> {
    let mut against = Vec::new();
    match from {
        None => against.push(Reason::new("way.no_day", "请填写施行日期，写作年-月-日。").by(ogi(17, 0, 0))),
        Some(from) if from < today => against.push(
            Reason::new("way.past", format!("施行日期{from}早于今天（{today}）。"))
                .by(ogi(17, 0, 0))
                .cure("已经办结的审查不因规定而改变，请从今天或者以后施行。"),
        ),
        Some(_) => {}
    }
    let length = source.trim().chars().count();
    if !(4..=200).contains(&length) {
        against.push(
            Reason::new("way.no_source", "请写明规定审查程序的文件，4至200个字。")
                .by(ogi(17, 0, 0))
                .cure("例如本机关的信息公开审查制度及其文号。"),
        );
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn fixed(organ: i64, from: Day, way: Way) -> Fixed {
        Fixed { organ: OrganId(organ), from, way, source: "信息公开审查制度".into() }
    }

    #[test]
    fn the_nearest_organ_that_has_fixed_one_decides_from_its_day_on() {
        let path: OrganPath = "/1/5/9/".parse().unwrap();
        let all = [
            fixed(1, date(2026, 1, 1), Way::Full),
            fixed(5, date(2026, 6, 1), Way::Short),
            fixed(5, date(2026, 9, 1), Way::Full),
            fixed(7, date(2026, 1, 1), Way::Short),
        ];
        let on = |day| in_force(&all, &path, day).map(|one| one.way);
        assert_eq!(on(date(2025, 12, 31)), None);
        assert_eq!(on(date(2026, 5, 31)), Some(Way::Full));
        assert_eq!(on(date(2026, 6, 1)), Some(Way::Short));
        assert_eq!(on(date(2026, 9, 1)), Some(Way::Full));
    }

    #[test]
    fn a_way_is_fixed_by_a_document_and_not_backwards() {
        let today = date(2026, 11, 24);
        let codes = |from, source| -> Vec<_> {
            reasons_not_to_fix(from, source, today).iter().map(|one| one.code).collect()
        };
        assert_eq!(codes(Some(today), "示民发〔2026〕3号"), [""; 0]);
        assert_eq!(codes(None, " "), ["way.no_day", "way.no_source"]);
        assert_eq!(codes(today.yesterday().ok(), "审查制度"), ["way.past"]);
    }
}
