//! Lint (目录自查): what is wrong with an edition on its own, without looking at the standard above.

use std::collections::BTreeMap;

use super::channel::ChannelCode;
use super::edition::Edition;
use super::field::Field;
use super::finding::{Check, Finding, Grade};
use super::item::{Basis, Item, Levels};
use super::likeness::folded;
use super::strictness::above_ceiling;
use crate::Coded;
use crate::citation::{liaoning_13, ogi, state_54};
use crate::text::has_traditional;
use crate::time::limit::{Kind, Period, TriggerEvent};

/// 目录自查: every finding on the edition, in the order of its items.
#[must_use]
pub fn lint(edition: &Edition) -> Vec<Finding> {
    let mut out = Vec::new();
    twice(edition, &mut out);
    let with_levels = edition.items().iter().any(|one| !one.reach.levels.none());
    for item in edition.items() {
        if item.code.domain() != edition.catalog().domain {
            let words = format!("事项{}不属于领域{}。", item.code, edition.catalog().domain);
            out.push(
                Finding::new(Check::ForeignDomain, Grade::Blocking, words, "移到所属领域的目录。")
                    .at(item.code),
            );
        }
        if !item.applies() {
            out.extend(dropped(item));
            continue;
        }
        out.extend(missing(item));
        out.extend(missing_level(item, with_levels));
        out.extend(content(item));
        out.extend(basis(item));
        out.extend(limit(item));
        out.extend(reach(item));
        out.extend(traditional(item));
    }
    out
}

/// Traditional characters left over from a converted file, by column.
fn traditional(item: &Item) -> Option<Finding> {
    let columns: Vec<&str> =
        Field::ALL.iter().filter(|one| has_traditional(&one.words(item))).map(|one| one.label()).collect();
    (!columns.is_empty()).then(|| {
        let words = format!("夹有繁体字：{}。", columns.join("、"));
        finding(item, Check::Traditional, Grade::Warning, words, "改为规范汉字。")
    })
}

fn finding(item: &Item, code: Check, grade: Grade, words: impl std::fmt::Display, hint: &str) -> Finding {
    Finding::new(code, grade, format!("事项{}“{}”{words}", item.code, item.path), hint).at(item.code)
}

/// The same path or the same code twice.
fn twice(edition: &Edition, out: &mut Vec<Finding>) {
    let (mut paths, mut codes) = (BTreeMap::new(), BTreeMap::new());
    for item in edition.items() {
        if let Some(first) = paths.insert(folded(&item.path.to_string()), item.code) {
            let words = format!("与事项{first}重复。");
            let hint = "合并为一个事项，或在名称上加以区分。";
            out.push(
                finding(item, Check::DuplicatePath, Grade::Blocking, words, hint).by(liaoning_13(0, 0, 0)),
            );
        }
        if codes.insert(item.code, ()).is_some() {
            out.push(finding(
                item,
                Check::DuplicateCode,
                Grade::Blocking,
                "的代码已被使用。",
                "另给一个代码。",
            ));
        }
    }
}

fn dropped(item: &Item) -> Option<Finding> {
    item.standing.lacks_reason().then(|| {
        let hint = "写明不适用的理由，或恢复该事项。";
        let words = "标为不适用，没有写明理由。";
        finding(item, Check::DroppedWithoutReason, Grade::Blocking, words, hint).by(state_54(0, 0, 0))
    })
}

/// The eight columns that 辽政办发〔2020〕13号 asks for: 名称、内容、依据、时限、主体、方式、渠道、公开对象.
fn missing(item: &Item) -> Vec<Finding> {
    let (content, reach) = (&item.content, &item.reach);
    let limit_empty = content.limit.text.trim().is_empty() && content.limit.rules.is_empty();
    let columns = [
        (item.path.level1.trim().is_empty(), Check::NoPath),
        (content.elements.is_empty(), Check::NoElements),
        (content.basis.is_empty(), Check::NoBasis),
        (limit_empty, Check::NoLimit),
        (reach.responsible.trim().is_empty(), Check::NoResponsible),
        (!reach.way.proactive && !reach.way.on_request, Check::NoWay),
        (reach.channels.is_empty(), Check::NoChannel),
        (!reach.audience.all && reach.audience.specific.is_none(), Check::NoAudience),
    ];
    columns
        .into_iter()
        .filter_map(|(empty, check)| {
            let words = format!("{check}。");
            empty.then(|| {
                finding(item, check, Grade::Blocking, words, "补上该栏目。").by(liaoning_13(0, 0, 0))
            })
        })
        .collect()
}

/// No level ticked: a slip where the catalog has the column, said once per item as a note where it has not.
fn missing_level(item: &Item, with_levels: bool) -> Option<Finding> {
    (item.reach.levels == Levels::default()).then(|| {
        let grade = if with_levels { Grade::Warning } else { Grade::Note };
        finding(item, Check::NoLevel, grade, "没有勾选公开层级，按各级都适用处理。", "勾选县级、乡级或村级。")
    })
}

fn content(item: &Item) -> Vec<Finding> {
    let (mut seen, mut out) = (BTreeMap::new(), Vec::new());
    for element in &item.content.elements {
        let words = &element.text;
        if folded(words).is_empty() {
            let text = "的公开内容中有没有文字的一条。";
            out.push(finding(item, Check::EmptyElement, Grade::Warning, text, "删去该条或补上文字。"));
        } else if seen.insert(folded(words), ()).is_some() {
            let text = format!("的公开内容“{words}”出现两次。");
            out.push(finding(item, Check::DuplicateElement, Grade::Note, text, "删去重复的一条。"));
        }
    }
    out
}

/// A number without its year or serial, or one whose brackets are not 〔〕.
fn basis(item: &Item) -> Vec<Finding> {
    let broken = |one: &&Basis| one.number.as_deref().is_some_and(|number| !is_number(number));
    item.content
        .basis
        .iter()
        .filter(broken)
        .map(|one| {
            let text = format!("的依据“{}”文号不完整。", one.text);
            finding(item, Check::BrokenNumber, Grade::Note, text, "核对文号，写成机关代字〔年份〕序号。")
        })
        .collect()
}

/// 机关代字〔2020〕13号, or an order: 国令第711号.
fn is_number(number: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let Some(head) = number.strip_suffix('号') else { return false };
    if let Some((_, serial)) = head.rsplit_once('第')
        && digits(serial)
    {
        return true;
    }
    head.split_once('〔').and_then(|(issuer, rest)| Some((issuer, rest.split_once('〕')?))).is_some_and(
        |(issuer, (year, serial))| !issuer.is_empty() && year.len() == 4 && digits(year) && digits(serial),
    )
}

fn limit(item: &Item) -> Vec<Finding> {
    let text = &item.content.limit.text;
    let mut out = Vec::new();
    for rule in &item.content.limit.rules {
        match &rule.kind {
            Kind::Unclear => {
                let words = format!("的公开时限“{text}”读不成规则。");
                out.push(finding(
                    item,
                    Check::UnclearLimit,
                    Grade::Blocking,
                    words,
                    "改写为可以计算的时限。",
                ));
            }
            Kind::SameAsAbove => {
                let words = "的公开时限仍是“同上”。";
                let hint = "写出上一行的时限；排序、筛选后“同上”会指错。";
                out.push(finding(item, Check::UnresolvedSame, Grade::Blocking, words, hint));
            }
            Kind::PerLaw => {
                let words = format!("的公开时限“{text}”指向别的规定，没有写明是哪一条、几日。");
                let hint = "写明所依据的条文和日数。";
                out.push(finding(item, Check::LimitByOtherLaw, Grade::Warning, words, hint));
            }
            Kind::Periodic { period, n, times, day }
                if incomplete(*period, (*n).min(*times), day.as_ref().map(|one| one.day)) =>
            {
                let words = format!("的周期时限“{text}”缺少次数或者日期有误。");
                let hint = "写明每个周期几次、几日前。";
                out.push(finding(item, Check::IncompletePeriod, Grade::Blocking, words, hint));
            }
            _ => {}
        }
        let by_application =
            rule.trigger.as_ref().map(|one| one.event) == Some(TriggerEvent::ApplicationReceived);
        if by_application && !item.reach.way.on_request {
            let words = "是主动公开事项，时限却自收到申请起算。";
            out.push(finding(
                item,
                Check::RequestWithoutApplication,
                Grade::Warning,
                words,
                "核对公开方式和时限。",
            ));
        }
        if above_ceiling(rule) && !cites_another_law(item) {
            let words = format!("的公开时限“{text}”长于二十个工作日，依据中没有另行规定期限的法律、法规。");
            let hint = "缩短时限，或在公开依据中写明法律、法规。";
            out.push(finding(item, Check::AboveCeiling, Grade::Warning, words, hint).by(ogi(26, 0, 0)));
        }
    }
    if !text.trim().is_empty() && item.content.limit.rules.is_empty() {
        let words = format!("的公开时限“{text}”没有读出规则。");
        out.push(finding(item, Check::UnclearLimit, Grade::Blocking, words, "改写为可以计算的时限。"));
    }
    out
}

fn incomplete(period: Period, n: u32, day: Option<i8>) -> bool {
    let last = if period == Period::Week { 7 } else { 31 };
    n == 0 || day.is_some_and(|day| !(1..=last).contains(&day))
}

/// A law or regulation other than the OGI Regulations stands among the bases: only that can set a longer period.
pub(crate) fn cites_another_law(item: &Item) -> bool {
    item.content.basis.iter().any(|one| {
        let title = one.title.as_deref().unwrap_or(&one.text);
        let law = title.trim_end_matches('》').split(['（', '(']).next().unwrap_or_default();
        (law.ends_with('法') || law.ends_with("条例"))
            && !law.ends_with("办法")
            && !law.ends_with("政府信息公开条例")
    })
}

fn reach(item: &Item) -> Vec<Finding> {
    let mut out = Vec::new();
    for channel in &item.reach.channels {
        if channel.code == ChannelCode::Other && folded(&channel.words).is_empty() {
            let words = "勾选了“其他”渠道，没有写明是什么。";
            out.push(finding(
                item,
                Check::OtherChannelWithoutWords,
                Grade::Warning,
                words,
                "写明该渠道的名称。",
            ));
        }
    }
    if is_generic(&item.reach.responsible) {
        let words = format!("的公开主体“{}”不是一个具体机关。", item.reach.responsible);
        let hint = "写明本地承担该职责的机关名称。";
        out.push(finding(item, Check::GenericResponsible, Grade::Warning, words, hint).by(state_54(0, 0, 0)));
    }
    out
}

/// 笼统的主体: words of a guide that leave it to the county to name the organ.
#[must_use]
pub fn is_generic(responsible: &str) -> bool {
    const WORDS: [&str; 8] =
        ["相关", "有关", "各级", "各部门", "主管部门", "行政部门", "或者其委托", "及其代理机构"];
    let text = folded(responsible);
    !text.is_empty()
        && (WORDS.iter().any(|word| text.contains(word)) || text == "责任单位" || text == "公开主体")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::channel::Channel;
    use super::super::samples::{any_items, basis, draft, item, rule, within};
    use super::*;
    use crate::time::limit::{Limit, Unit};

    fn checks(item: Item) -> Vec<Check> {
        lint(&draft().with_items(vec![item]).unwrap()).into_iter().map(|one| one.code).collect()
    }
    fn sound() -> Item {
        item("20-0001", "综合业务", "政策法规文件")
    }

    #[test]
    fn a_complete_item_has_no_findings() {
        assert_eq!(checks(sound()), []);
    }

    #[test]
    fn each_of_the_eight_columns_is_missed() {
        let bare = Item {
            content: super::super::item::Content::default(),
            reach: super::super::item::Reach::default(),
            path: super::super::item::Path::default(),
            ..sound()
        };
        use Check::{
            NoAudience, NoBasis, NoChannel, NoElements, NoLevel, NoLimit, NoPath, NoResponsible, NoWay,
        };
        let all =
            [NoPath, NoElements, NoBasis, NoLimit, NoResponsible, NoWay, NoChannel, NoAudience, NoLevel];
        assert_eq!(checks(bare), all);
    }

    #[test]
    fn a_path_written_twice_is_found_whatever_its_spacing() {
        let edition =
            draft().with_items(vec![sound(), item("20-0002", "综合业务 ", "政策法规文件")]).unwrap();
        assert_eq!(lint(&edition)[0].code, Check::DuplicatePath);
    }

    #[test]
    fn limits_that_nobody_can_compute_are_found() {
        let with = |kind: Kind| {
            let mut one = sound();
            one.content.limit = Limit { text: "见有关规定".into(), rules: vec![rule(kind)] };
            checks(one)
        };
        assert_eq!(with(Kind::Unclear), [Check::UnclearLimit]);
        assert_eq!(with(Kind::SameAsAbove), [Check::UnresolvedSame]);
        assert_eq!(with(Kind::PerLaw), [Check::LimitByOtherLaw]);
        assert_eq!(
            with(Kind::Periodic { period: Period::Year, n: 1, times: 0, day: None }),
            [Check::IncompletePeriod]
        );
    }

    #[test]
    fn a_limit_above_twenty_working_days_needs_another_law() {
        let mut one = sound();
        one.content.limit = within(30, Unit::WorkingDay, "30个工作日内");
        assert_eq!(checks(one.clone()), [Check::AboveCeiling]);
        one.content.basis.push(basis("中华人民共和国预算法"));
        assert_eq!(checks(one), []);
    }

    #[test]
    fn vague_bodies_and_nameless_channels_are_found() {
        let mut one = sound();
        one.reach.responsible = "相关审批部门".into();
        one.reach.channels = vec![Channel::other("  ")];
        assert_eq!(checks(one), [Check::OtherChannelWithoutWords, Check::GenericResponsible]);
        assert!(!is_generic("示范县民政局") && is_generic("民政主管部门"));
    }

    #[test]
    fn traditional_characters_are_found_with_their_columns() {
        let mut one = sound();
        one.reach.responsible = "示范縣民政局".into();
        assert_eq!(checks(one.clone()), [Check::Traditional]);
        let message = lint(&draft().with_items(vec![one]).unwrap())[0].message.clone();
        assert!(message.contains("公开主体"), "{message}");
    }

    #[test]
    fn a_broken_document_number_is_found() {
        assert!(is_number("国办发〔2019〕54号") && is_number("国令第711号"));
        for wrong in ["国办发[2019]54号", "国办发〔2019〕号", "〔2019〕54号", "国办发〔201〕54号", "54"]
        {
            assert!(!is_number(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_dropped_item_is_asked_for_its_reason_only() {
        let dropped = Item { content: super::super::item::Content::default(), ..sound() };
        assert_eq!(checks(dropped.dropped_as(dropped.code, "")), [Check::DroppedWithoutReason]);
        assert_eq!(checks(dropped.dropped_as(dropped.code, "本县无此职权")), []);
    }

    proptest! {
        #[test]
        fn generated_items_are_never_blocked(items in any_items(12)) {
            let findings = lint(&draft().with_items(items).unwrap());
            prop_assert!(findings.iter().all(|one| one.grade != Grade::Blocking), "{findings:?}");
        }
    }
}
