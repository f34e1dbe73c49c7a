//! Conformity (对标符合性): an edition against the edition above it; weakening the standard is a finding.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::adoption::Adoption;
use super::channel::{Channel, ChannelCode};
use super::edition::{Edition, EditionRef, Tier};
use super::finding::{Check, Counts, Finding, Grade};
use super::item::{Item, ItemCode, Necessity};
use super::likeness::{ALIKE, NEARLY_SAME, covers, folded, likeness, terms};
use super::settle::pair_up;
use super::strictness::{Order, answering, compare, is_deadline, postings, same_start};
use crate::citation::{liaoning_13, ogi, state_54};
use crate::time::limit::{Kind, Rule};

/// 符合性报告: what an edition makes of the standard above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The edition examined.
    pub edition: EditionRef,
    /// The edition above.
    pub parent: EditionRef,
    /// Every finding, in the order of the standard above, local additions last.
    pub findings: Vec<Finding>,
    /// Findings by grade.
    pub counts: Counts,
    /// Items by what became of them.
    pub tally: Tally,
}

/// 符合性计数: the items of the standard above that concern this tier, by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Items above that concern this tier.
    pub concerned: usize,
    /// Of these, answered without a blocking finding or a warning.
    pub conforming: usize,
    /// Of these, answered with one.
    pub deviating: usize,
    /// Of these, 不适用 with a reason.
    pub not_applicable: usize,
    /// Of these, missing, or 不适用 without a reason.
    pub missing: usize,
    /// Local additions.
    pub added: usize,
}

impl Tally {
    /// 符合率 in hundredths of a percent, 0 to 10000: conforming items of those not rightly dropped; `None` when there are none.
    #[must_use]
    pub fn share(self) -> Option<usize> {
        (self.conforming * 10_000).checked_div(self.concerned.saturating_sub(self.not_applicable))
    }
}

/// 对标: examines an edition against the edition above it.
#[must_use]
pub fn conformity(parent: &Edition, edition: &Edition) -> Report {
    let (mut findings, mut tally) = (Vec::new(), Tally::default());
    let answers = answers(parent, edition, &mut findings);
    for above in parent.applicable().filter(|one| one.reach.levels.include(edition.catalog().tier)) {
        tally.concerned += 1;
        let Some(here) = answers.get(&above.code) else {
            tally.missing += 1;
            findings.push(missing(above));
            continue;
        };
        if !here.applies() {
            if here.standing.lacks_reason() {
                tally.missing += 1;
                findings.push(dropped_in_silence(above, here));
            } else {
                tally.not_applicable += 1;
            }
            continue;
        }
        let found = compare_items(above, here, edition.catalog().tier);
        if found.iter().all(|one| one.grade == Grade::Note) {
            tally.conforming += 1;
        } else {
            tally.deviating += 1;
        }
        findings.extend(found);
    }
    let answered: BTreeSet<ItemCode> = answers.values().map(|one| one.code).collect();
    let local = |one: &&Item| one.standing.parent.is_none() && !answered.contains(&one.code);
    for local in edition.applicable().filter(local) {
        tally.added += 1;
        findings.extend(overlap(parent, local));
    }
    let counts = Counts::of(&findings);
    Report { edition: edition.reference(), parent: parent.reference(), findings, counts, tally }
}

/// For each item above the item here that answers it: by the parent code on file, else (where none is on file and it
/// is not 新增) by path or likeness.
fn answers<'a>(
    parent: &Edition,
    edition: &'a Edition,
    findings: &mut Vec<Finding>,
) -> BTreeMap<ItemCode, &'a Item> {
    let mut out: BTreeMap<ItemCode, &Item> = BTreeMap::new();
    for here in edition.items() {
        let Some(code) = here.standing.parent else { continue };
        if parent.item(code).is_none() {
            let words = format!(
                "事项{}“{}”对应的上级事项{code}不在上级第{}版中。",
                here.code,
                here.path,
                parent.number()
            );
            let hint = "改为现有的上级事项，或标为新增。";
            findings.push(Finding::new(Check::UnknownParent, Grade::Blocking, words, hint).at(here.code));
        } else if let Some(first) = out.get(&code) {
            let words = format!("上级事项{code}已由事项{}对应，又由事项{}对应。", first.code, here.code);
            let hint = "一项拆成几项时，逐项核对内容合起来是否完整。";
            findings.push(Finding::new(Check::ParentTwice, Grade::Note, words, hint).at(here.code));
        } else {
            out.insert(code, here);
        }
    }
    let unclaimed: Vec<Item> =
        parent.applicable().filter(|one| !out.contains_key(&one.code)).cloned().collect();
    let loose: Vec<&Item> = edition
        .items()
        .iter()
        .filter(|one| one.standing.parent.is_none() && one.standing.adoption != Adoption::Added)
        .collect();
    let loose_items: Vec<Item> = loose.iter().map(|one| (*one).clone()).collect();
    for (here, above) in loose.into_iter().zip(pair_up(&loose_items, &unclaimed)) {
        if let Some(above) = above {
            out.insert(above.code, here);
        }
    }
    out
}

fn missing(above: &Item) -> Finding {
    let words = format!("上级标准的事项{}“{}”没有对应事项，也没有标为不适用。", above.code, above.path);
    let hint = "沿用该事项，或标为不适用并写明理由。";
    Finding::new(Check::MissingItem, Grade::Blocking, words, hint).at(above.code).by(liaoning_13(0, 0, 0))
}

fn dropped_in_silence(above: &Item, here: &Item) -> Finding {
    let words = format!("上级事项{}“{}”标为不适用，没有写明理由。", above.code, above.path);
    let hint = "写明不适用的理由，或恢复该事项。";
    Finding::new(Check::DroppedWithoutReason, Grade::Blocking, words, hint)
        .at(here.code)
        .by(state_54(0, 0, 0))
}

/// Everything in which an item here falls behind the item above; for an organ of this tier.
#[must_use]
pub fn compare_items(above: &Item, here: &Item, tier: Tier) -> Vec<Finding> {
    let mut out = Vec::new();
    out.extend(name_and_label(above, here));
    out.extend(limits(above, here));
    out.extend(elements(above, here));
    out.extend(channels(above, here));
    out.extend(audience_and_way(above, here));
    out.extend(levels(above, here, tier));
    out.extend(bases(above, here));
    out
}

fn finding(here: &Item, code: Check, grade: Grade, words: impl std::fmt::Display, hint: &str) -> Finding {
    Finding::new(code, grade, format!("事项{}“{}”{words}", here.code, here.path), hint).at(here.code)
}

fn name_and_label(above: &Item, here: &Item) -> Vec<Finding> {
    let mut out = Vec::new();
    if folded(&above.path.to_string()) != folded(&here.path.to_string()) {
        let words = format!("在上级标准中叫“{}”。", above.path);
        out.push(finding(
            here,
            Check::Renamed,
            Grade::Note,
            words,
            "名称以上级标准为准，确需细化的保留原名。",
        ));
    }
    if here.standing.adoption == Adoption::Adopted && !here.same_words(above) {
        let words = "标为沿用，内容却与上级不同。";
        out.push(finding(here, Check::AdoptedButChanged, Grade::Note, words, "改标为细化。"));
    }
    out
}

fn limits(above: &Item, here: &Item) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in &above.content.limit.rules {
        let scope = rule.scope.as_deref().map(|words| format!("（{words}）")).unwrap_or_default();
        let (upper, lower) = (&above.content.limit.text, &here.content.limit.text);
        let between = format!("公开时限{scope}上级为“{upper}”，这里为“{lower}”");
        let rules = answering(rule, &here.content.limit);
        if rules.is_empty() {
            out.extend(unanswered(rule, here, &between));
        }
        // several rules may answer: the weakest counts
        if let Some(order) = rules.iter().map(|one| compare(&rule.kind, &one.kind)).max() {
            out.extend(ordered(order, here, &between));
        }
        for one in &rules {
            out.extend(start_and_escape(rule, one, here));
        }
        out.extend(posting(rule, here));
    }
    out
}

/// No rule here answers the rule above: blocking for a deadline, a warning for 长期公开; a bare minimum posting is judged by itself.
fn unanswered(rule: &Rule, here: &Item, between: &str) -> Option<Finding> {
    let words = format!("的{between}，没有对应的时限。");
    if !is_deadline(rule) {
        return Some(finding(here, Check::WeakerLimit, Grade::Warning, words, "保留长期公开的要求。"));
    }
    (rule.kind != Kind::Unclear).then(|| {
        finding(here, Check::WeakerLimit, Grade::Blocking, words, "补上该时限，不长于上级标准。")
            .by(liaoning_13(0, 0, 0))
    })
}

fn ordered(order: Order, here: &Item, between: &str) -> Option<Finding> {
    match order {
        Order::Stricter | Order::Same => None,
        Order::Looser => {
            let words = format!("的{between}，放宽了。");
            let found =
                finding(here, Check::WeakerLimit, Grade::Blocking, words, "改为不长于上级标准的时限。");
            Some(found.by(liaoning_13(0, 0, 0)))
        }
        Order::SometimesLater => {
            let words = format!("的{between}，遇节假日或调休时可能更晚。");
            Some(finding(
                here,
                Check::PossiblyWeakerLimit,
                Grade::Warning,
                words,
                "改用与上级相同的单位（工作日或日）。",
            ))
        }
        Order::Unknown => {
            let words = format!("的{between}，两者无法比较。");
            Some(finding(
                here,
                Check::IncomparableLimit,
                Grade::Warning,
                words,
                "由人核对，并写成同一种时限。",
            ))
        }
    }
}

fn start_and_escape(above: &Rule, rule: &Rule, here: &Item) -> Vec<Finding> {
    let mut out = Vec::new();
    let both = matches!(above.kind, Kind::Within { .. }) && matches!(rule.kind, Kind::Within { .. });
    if both && !same_start(above.trigger.as_ref(), rule.trigger.as_ref()) {
        let name =
            |one: &Rule| one.trigger.as_ref().map_or("（未写明）".to_owned(), |t| t.words.clone());
        let words = format!("的时限上级自“{}”起算，这里自“{}”起算。", name(above), name(rule));
        let hint = "起算点以上级标准为准，确有法律依据的写明。";
        out.push(finding(here, Check::TriggerChanged, Grade::Warning, words, hint).by(ogi(26, 0, 0)));
    }
    if rule.escape && !above.escape {
        let words = "的时限增加了“另有规定的，从其规定”。";
        out.push(finding(here, Check::EscapeAdded, Grade::Note, words, "写明是哪一部法律、法规。"));
    }
    out
}

fn posting(rule: &Rule, here: &Item) -> Option<Finding> {
    let wanted = rule.min_posting?;
    let given: Vec<_> = here.content.limit.rules.iter().filter_map(|one| one.min_posting).collect();
    let best = given.iter().map(|one| postings(wanted, *one)).min();
    let words = match best {
        Some(Order::Stricter | Order::Same) => return None,
        Some(_) => "的公示期比上级标准短。",
        None => "没有上级标准要求的最短公示期。",
    };
    let found = finding(here, Check::ShorterPosting, Grade::Blocking, words, "恢复上级标准的公示期。");
    Some(found.by(liaoning_13(0, 0, 0)))
}

fn elements(above: &Item, here: &Item) -> Vec<Finding> {
    let given: Vec<String> = here.content.elements.iter().flat_map(|one| terms(&one.text)).collect();
    let optional: Vec<String> = here
        .content
        .elements
        .iter()
        .filter(|one| one.necessity == Necessity::Optional)
        .map(|one| folded(&one.text))
        .collect();
    let mut out = Vec::new();
    for element in &above.content.elements {
        let lost: Vec<String> = terms(&element.text).into_iter().filter(|one| !covers(&given, one)).collect();
        let required = element.necessity == Necessity::Required;
        if !lost.is_empty() {
            let words = format!("缺少上级标准的公开内容“{}”中的：{}。", element.text, lost.join("、"));
            let grade = if required { Grade::Blocking } else { Grade::Note };
            let found = finding(here, Check::ElementDropped, grade, words, "补上这些内容要素。");
            out.push(found.by(liaoning_13(0, 0, 0)));
        } else if required && optional.contains(&folded(&element.text)) {
            let words = format!("把上级标准的必选内容“{}”改为可选。", element.text);
            out.push(finding(here, Check::MadeOptional, Grade::Warning, words, "恢复为必选。"));
        }
    }
    out
}

fn channels(above: &Item, here: &Item) -> Vec<Finding> {
    let same = |a: &Channel, b: &Channel| {
        a.code == b.code
            && (a.code != ChannelCode::Other || likeness(&a.words, &b.words) >= ALIKE || a.words.is_empty())
    };
    let lost =
        above.reach.channels.iter().filter(|one| !here.reach.channels.iter().any(|got| same(one, got)));
    lost.map(|channel| {
        let words = format!("减少了上级标准的公开渠道“{}”。", channel.label());
        let found = match channel.code {
            ChannelCode::Website => {
                finding(here, Check::ChannelDropped, Grade::Blocking, words, "恢复政府网站公开。")
            }
            _ => finding(
                here,
                Check::ChannelDropped,
                Grade::Warning,
                words,
                "恢复该渠道，或说明本地没有该渠道。",
            ),
        };
        found.by(ogi(23, 0, 0))
    })
    .collect()
}

fn audience_and_way(above: &Item, here: &Item) -> Vec<Finding> {
    let (mut out, upper, lower) = (Vec::new(), &above.reach, &here.reach);
    let group_lost =
        upper.audience.specific.is_some() && !lower.audience.all && lower.audience.specific.is_none();
    if (upper.audience.all && !lower.audience.all) || group_lost {
        let words = "的公开对象比上级标准窄。";
        out.push(
            finding(here, Check::AudienceNarrowed, Grade::Blocking, words, "恢复上级标准的公开对象。")
                .by(liaoning_13(0, 0, 0)),
        );
    }
    if upper.way.proactive && !lower.way.proactive {
        let words = "在上级标准中是主动公开，这里不是。";
        out.push(
            finding(here, Check::WayWeakened, Grade::Blocking, words, "恢复主动公开。").by(ogi(19, 0, 0)),
        );
    }
    out
}

/// A level below the edition's own that the standard ticks and the edition does not; an edition answers for its own
/// tier and those below.
fn levels(above: &Item, here: &Item, tier: Tier) -> Option<Finding> {
    let (upper, lower) = (above.reach.levels, here.reach.levels);
    if lower.none() {
        return None;
    }
    let lost: Vec<&str> = [
        (upper.county && !lower.county && tier <= Tier::County, "县级"),
        (upper.township && !lower.township && tier <= Tier::Township, "乡级"),
        (upper.village && !lower.village, "村级"),
    ]
    .into_iter()
    .filter_map(|(lost, label)| lost.then_some(label))
    .collect();
    (!lost.is_empty()).then(|| {
        let words = format!("减少了公开层级：{}。", lost.join("、"));
        finding(here, Check::LevelDropped, Grade::Warning, words, "恢复该层级，或说明该层级没有此项职责。")
            .by(state_54(0, 0, 0))
    })
}

fn bases(above: &Item, here: &Item) -> Vec<Finding> {
    let key = |one: &super::item::Basis| folded(one.title.as_deref().unwrap_or(&one.text));
    let given: Vec<String> = here.content.basis.iter().map(key).collect();
    let found = |wanted: &str| given.iter().any(|one| one.contains(wanted) || wanted.contains(one.as_str()));
    above
        .content
        .basis
        .iter()
        .filter(|one| !found(&key(one)))
        .map(|one| {
            let words = format!("没有列出上级标准的依据“{}”。", one.text);
            finding(here, Check::BasisDropped, Grade::Note, words, "核对依据是否仍然有效，有效的补上。")
        })
        .collect()
}

/// 新增事项 must not overlap an item the standard above has.
fn overlap(parent: &Edition, local: &Item) -> Option<Finding> {
    let name = local.path.to_string();
    let (score, above) = parent
        .items()
        .iter()
        .map(|above| (likeness(&above.path.to_string(), &name), above))
        .max_by_key(|(score, above)| (*score, std::cmp::Reverse(above.code)))?;
    let grade = match score {
        1000 => Grade::Blocking,
        NEARLY_SAME.. => Grade::Warning,
        _ => return None,
    };
    let words = format!("是新增事项，却与上级事项{}“{}”重叠。", above.code, above.path);
    let hint = "改为沿用或细化该上级事项，不另立新事项。";
    Some(finding(local, Check::AdditionOverlaps, grade, words, hint).by(state_54(0, 0, 0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::edition::Catalog;
    use super::super::samples::{any_items, catalog, draft, element, item, rule, within, working_days};
    use super::*;
    use crate::time::limit::{Limit, Span, Unit};

    fn above() -> Item {
        item("20-0001", "综合业务", "政策法规文件")
    }
    fn parent(items: Vec<Item>) -> Edition {
        Edition::draft(
            Catalog { organ: "210000".into(), tier: Tier::Province, domain: catalog().domain },
            3,
            "省",
        )
        .with_items(items)
        .unwrap()
    }
    fn report(items: Vec<Item>) -> Report {
        conformity(&parent(vec![above()]), &draft().with_items(items).unwrap())
    }
    fn found(change: impl Fn(&mut Item)) -> Vec<(Check, Grade)> {
        let mut here = above().adopted_as("20-0001".parse().unwrap());
        here.standing.adoption = Adoption::Refined;
        change(&mut here);
        report(vec![here]).findings.into_iter().map(|one| (one.code, one.grade)).collect()
    }

    #[test]
    fn an_item_taken_over_conforms() {
        let report = report(vec![above().adopted_as(above().code)]);
        assert_eq!(report.findings, []);
        assert_eq!((report.tally.conforming, report.tally.share()), (1, Some(10_000)));
    }

    #[test]
    fn a_missing_item_blocks_and_a_dropped_one_needs_its_reason() {
        let missing = report(vec![]);
        assert_eq!(
            (missing.findings[0].code, missing.tally.missing, missing.tally.share()),
            (Check::MissingItem, 1, Some(0))
        );
        let silent = report(vec![above().dropped_as(above().code, "")]);
        assert_eq!((silent.findings[0].code, silent.counts.blocking), (Check::DroppedWithoutReason, 1));
        let reasoned = report(vec![above().dropped_as(above().code, "本县无此职权")]);
        assert_eq!(
            (reasoned.findings.len(), reasoned.tally.not_applicable, reasoned.tally.share()),
            (0, 1, None)
        );
    }

    #[test]
    fn a_longer_limit_blocks_and_a_shorter_one_does_not() {
        assert_eq!(
            found(|one| one.content.limit = working_days(30)),
            [(Check::WeakerLimit, Grade::Blocking)]
        );
        assert_eq!(found(|one| one.content.limit = working_days(7)), []);
        assert_eq!(found(|one| one.content.limit = within(20, Unit::Day, "20日内")), []);
        let month = found(|one| one.content.limit = within(30, Unit::Day, "30日内"));
        assert_eq!(month, [(Check::PossiblyWeakerLimit, Grade::Warning)]);
    }

    #[test]
    fn a_limit_left_out_blocks_and_an_unclear_one_is_never_passed_over() {
        assert_eq!(
            found(|one| one.content.limit = Limit::default()),
            [(Check::WeakerLimit, Grade::Blocking)]
        );
        let unclear = Limit { text: "*个工作日".into(), rules: vec![rule(Kind::Unclear)] };
        assert_eq!(
            found(|one| one.content.limit = unclear.clone()),
            [(Check::IncomparableLimit, Grade::Warning)]
        );
    }

    #[test]
    fn a_rule_for_part_of_the_item_is_compared_with_the_rule_for_that_part() {
        let mut upper = above();
        upper.content.limit = working_days(20);
        let mut penalty = rule(Kind::Within { n: 7, unit: Unit::WorkingDay });
        penalty.scope = Some("行政处罚事项".into());
        upper.content.limit.rules.push(penalty);
        let mut here = upper.adopted_as(upper.code);
        let check = |here: &Item| -> Vec<Check> {
            compare_items(&upper, here, Tier::County).iter().map(|one| one.code).collect()
        };
        assert_eq!(check(&here), []);
        here.content.limit.rules.pop();
        here.standing.adoption = Adoption::Refined;
        assert_eq!(check(&here), [Check::WeakerLimit], "20 working days now hold for penalties too");
    }

    #[test]
    fn a_shorter_posting_blocks() {
        let mut upper = above();
        upper.content.limit.rules[0].min_posting = Some(Span { n: 30, unit: Unit::Day });
        let mut here = upper.adopted_as(upper.code);
        here.standing.adoption = Adoption::Refined;
        here.content.limit.rules[0].min_posting = Some(Span { n: 10, unit: Unit::Day });
        let codes: Vec<_> = compare_items(&upper, &here, Tier::County).iter().map(|one| one.code).collect();
        assert_eq!(codes, [Check::ShorterPosting]);
        here.content.limit.rules[0].min_posting = None;
        assert_eq!(compare_items(&upper, &here, Tier::County)[0].code, Check::ShorterPosting);
    }

    #[test]
    fn elements_are_found_in_any_order_and_spelling_and_missed_when_gone() {
        assert_eq!(found(|one| one.content.elements = vec![element("正文；发布 机关、文件名称及文号")]), []);
        let gone = found(|one| one.content.elements.truncate(2));
        assert_eq!(gone, [(Check::ElementDropped, Grade::Blocking)]);
        let optional = found(|one| one.content.elements[0].necessity = Necessity::Optional);
        assert_eq!(optional, [(Check::MadeOptional, Grade::Warning)]);
    }

    #[test]
    fn weaker_channels_audience_way_and_levels_are_found() {
        assert_eq!(found(|one| drop(one.reach.channels.pop())), [(Check::ChannelDropped, Grade::Warning)]);
        assert_eq!(
            found(|one| drop(one.reach.channels.remove(0))),
            [(Check::ChannelDropped, Grade::Blocking)]
        );
        assert_eq!(found(|one| one.reach.audience.all = false), [(Check::AudienceNarrowed, Grade::Blocking)]);
        assert_eq!(found(|one| one.reach.way.proactive = false), [(Check::WayWeakened, Grade::Blocking)]);
        assert_eq!(found(|one| one.reach.levels.township = false), [(Check::LevelDropped, Grade::Warning)]);
        assert_eq!(found(|one| drop(one.content.basis.pop())), [(Check::BasisDropped, Grade::Note)]);
    }

    #[test]
    fn a_local_item_may_not_repeat_one_of_the_standard() {
        let taken = above().adopted_as(above().code);
        let again = item("20-0002", "综合业务", "政策法规 文件");
        let new = item("20-0003", "临时救助", "救助资金发放公示");
        let report = report(vec![taken, again, new]);
        assert_eq!(report.findings.len(), 1);
        assert_eq!(
            (report.findings[0].code, report.findings[0].grade),
            (Check::AdditionOverlaps, Grade::Blocking)
        );
        assert_eq!(report.tally.added, 2);
    }

    #[test]
    fn an_item_for_townships_only_is_not_missed_in_a_county_edition() {
        let mut upper = above();
        upper.reach.levels.county = false;
        let report = conformity(&parent(vec![upper]), &draft());
        assert_eq!((report.findings.len(), report.tally.concerned), (0, 0));
    }

    #[test]
    fn an_item_without_a_parent_code_is_matched_by_its_name() {
        let mut here = above();
        here.standing.adoption = Adoption::Adopted;
        assert_eq!(report(vec![here]).tally.conforming, 1);
    }

    #[test]
    fn a_parent_that_does_not_exist_blocks() {
        let mut here = above().adopted_as(above().code);
        here.standing.parent = Some("20-0900".parse().unwrap());
        let codes: Vec<_> = report(vec![here]).findings.iter().map(|one| one.code).collect();
        assert_eq!(codes, [Check::UnknownParent, Check::MissingItem]);
    }

    proptest! {
        #[test]
        fn what_is_taken_over_word_for_word_conforms(items in any_items(8)) {
            let here: Vec<_> = items.iter().map(|one| one.adopted_as(one.code)).collect();
            let report = conformity(&parent(items), &draft().with_items(here).unwrap());
            prop_assert_eq!(report.tally.concerned, report.tally.conforming);
        }
        #[test]
        fn every_item_above_is_counted_once(items in any_items(6), here in any_items(6)) {
            let here = super::super::settle::adopt(here, &items);
            let tally = conformity(&parent(items), &draft().with_items(here).unwrap()).tally;
            prop_assert_eq!(tally.concerned, tally.conforming + tally.deviating + tally.not_applicable + tally.missing);
        }
    }
}
