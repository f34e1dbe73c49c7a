//! Limits against other laws (与法定期限对照): where a catalog promises less than a law sets for the item (条例 art 26).

use super::edition::Edition;
use super::finding::{Check, Finding, Grade};
use super::item::Item;
use super::strictness::{Order, periods};
use crate::Day;
use crate::duty::holding::{Holdings, clocks_of_item, holdings};
use crate::time::limit::Limit;
use crate::time::sector::SectorClock;

/// 与法定期限对照: every finding on the limits of an edition, in the order of its items; `domain` is the domain's name, by
/// which items are known, and `day` the one whose law is asked.
#[must_use]
pub fn against_law(edition: &Edition, clocks: &[SectorClock], domain: &str, day: Day) -> Vec<Finding> {
    let mut out = Vec::new();
    for item in edition.items().iter().filter(|item| item.applies()) {
        let of_item = clocks_of_item(clocks, domain, item, day);
        if of_item.is_empty() {
            continue;
        }
        let held = holdings(&item.content.limit, &of_item, &[], day);
        out.extend(period(item, &held));
        out.extend(posting(item, &of_item));
        out.extend(several(item, &held));
    }
    out
}

fn finding(item: &Item, check: Check, words: impl std::fmt::Display, hint: &str) -> Finding {
    let grade = Grade::Warning;
    Finding::new(check, grade, format!("事项{}“{}”{words}", item.code, item.path), hint).at(item.code)
}

fn period(item: &Item, held: &Holdings) -> Option<Finding> {
    let law = held.law.as_ref().filter(|clock| clock.basis.is_law_or_regulation())?;
    let own = Holdings { law: Some(law.clone()), ..holdings(&item.content.limit, &[], &[], law.valid_from) };
    let order = own.against()?;
    let text = &item.content.limit.text;
    let how = match order {
        Order::Stricter | Order::Same => return None,
        Order::SometimesLater => "有时可能晚于",
        Order::Looser | Order::Unknown => "宽于",
    };
    let words = format!("的公开时限“{text}”{how}{}的规定（{}）。", law.basis, law.rule().words());
    Some(finding(item, Check::WeakerThanLaw, words, "改为法定期限或者更短的期限。").by(law.basis))
}

fn posting(item: &Item, clocks: &[&SectorClock]) -> Option<Finding> {
    let asks = |clock: &&&SectorClock| clock.basis.is_law_or_regulation() && clock.min_posting.is_some();
    let law = clocks.iter().find(asks)?;
    let least = law.min_posting?;
    let Limit { text, rules } = &item.content.limit;
    let own = rules.iter().filter_map(|rule| rule.min_posting);
    let mut own = own.map(|own| periods(own, least)).peekable();
    own.peek()?;
    let short = own.all(|order| order == Order::Looser);
    short.then(|| {
        let words = format!("的公示期“{text}”短于{}规定的{}。", law.basis, least.words());
        finding(item, Check::PostingBelowLaw, words, "改为法定公示期或者更长的公示期。").by(law.basis)
    })
}

fn several(item: &Item, held: &Holdings) -> Option<Finding> {
    let words = held.remark().filter(|_| !held.several.is_empty())?;
    Some(finding(item, Check::SeveralLaws, format!("：{words}"), "把事项按法定期限分开。"))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{draft, item, within};
    use super::*;
    use crate::citation;
    use crate::time::limit::{Span, Unit};
    use crate::time::read::read;
    use crate::time::sector::Subject;
    use jiff::civil::date;

    fn clock(within: Option<u32>, posting: Option<u32>) -> SectorClock {
        let days = |n| Span { n, unit: Unit::Day };
        SectorClock {
            id: "X".into(),
            subject: Subject::of("部门预算"),
            within: within.map(days),
            trigger: None,
            min_posting: posting.map(days),
            basis: citation::budget(14, 2, 0),
            valid_from: date(2015, 1, 1),
            valid_to: None,
            verified: true,
        }
    }
    fn checks(limit: Limit, clocks: &[SectorClock]) -> Vec<Check> {
        let mut one = item("20-0001", "部门预算", "收支总表");
        one.content.limit = limit;
        let edition = draft().with_items(vec![one]).unwrap();
        against_law(&edition, clocks, "财政预决算", date(2024, 1, 1)).iter().map(|one| one.code).collect()
    }

    #[test]
    fn a_limit_weaker_than_the_law_is_found() {
        let law = [clock(Some(20), None)];
        assert_eq!(checks(within(20, Unit::WorkingDay, "20个工作日内"), &law), [Check::WeakerThanLaw]);
        assert_eq!(checks(within(12, Unit::WorkingDay, "12个工作日内"), &law), [Check::WeakerThanLaw]);
        assert_eq!(checks(within(20, Unit::Day, "20日内"), &law), []);
        assert_eq!(checks(within(5, Unit::WorkingDay, "5个工作日内"), &law), []);
        assert_eq!(checks(read("依法公开"), &law), [], "the law holds there");
    }

    #[test]
    fn a_posting_shorter_than_the_law_is_found() {
        let law = [clock(None, Some(30))];
        assert_eq!(checks(read("公示不少于10日"), &law), [Check::PostingBelowLaw]);
        assert_eq!(checks(read("公示不少于30日"), &law), []);
        assert_eq!(checks(read("及时公开"), &law), [], "the law's posting holds there");
    }

    #[test]
    fn laws_that_disagree_are_told() {
        let two = [clock(Some(20), None), clock(Some(2), None)];
        assert_eq!(checks(read("依法公开"), &two), [Check::SeveralLaws]);
        let elsewhere = SectorClock { subject: Subject::of("政府采购"), ..clock(Some(2), None) };
        assert_eq!(checks(within(20, Unit::WorkingDay, "x"), &[elsewhere]), []);
    }
}
