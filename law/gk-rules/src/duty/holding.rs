//! The limit that holds (适用的时限): the catalog's own, the period another law sets (条例 art 26, last clause), or the one
//! a person has named where the text leaves it open. Nothing is guessed: what none of the three says stays open.

use super::naming::Naming;
use super::obligations::is_open;
use crate::Day;
use crate::catalog::item::Item;
use crate::catalog::strictness::{Order, periods};
use crate::citation::ogi;
use crate::time::limit::{Kind, Limit, Rule, Span, Unit};
use crate::time::sector::{SectorClock, prevailing, sector_clock};

/// 时限由何而定: by whose word a rule, or its least posting, holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// 目录所定
    Catalog,
    /// 法律、法规另有规定的
    Law(Box<SectorClock>),
    /// 由人指明
    Named(Box<Naming>),
}

/// 适用的规则: one rule as it holds on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The rule.
    pub rule: Rule,
    /// By whose word its period holds.
    pub period: Ground,
    /// By whose word its least posting holds.
    pub posting: Ground,
}

/// 适用的时限: the rules of an item as they hold on a day, in the order of its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holdings {
    /// The catalog's words.
    pub text: String,
    /// The rules; none where the catalog says nothing and no law speaks: art 26 applies then.
    pub all: Vec<Holding>,
    /// The one period another law sets for the item, applied or not.
    pub law: Option<SectorClock>,
    /// 法定期限不止一项: laws that set different periods; none is applied, a person must name which.
    pub several: Vec<SectorClock>,
}

/// 事项适用的行业期限: the clocks whose subject the item is, by its domain and its levels. What it contains does not make it
/// the subject: a list that mentions contracts is no contract.
#[must_use]
pub fn clocks_of_item<'a>(
    clocks: &'a [SectorClock],
    domain: &str,
    item: &Item,
    day: Day,
) -> Vec<&'a SectorClock> {
    let words: Vec<&str> = item.path.parts().collect();
    sector_clock(clocks, domain, &words, day)
}

/// 确定适用的时限（条例第二十六条）: the catalog's rules, another law's period where it prevails, and what a person has
/// named where the text leaves it open. `clocks` are those of the item on the day.
///
/// A law prevails over a rule for the whole item that names no period or one certainly longer; a stricter rule of the
/// catalog keeps. A document that is no law speaks only where the catalog points to other texts (按规定).
#[must_use]
pub fn holdings(limit: &Limit, clocks: &[&SectorClock], namings: &[Naming], day: Day) -> Holdings {
    let all = limit.rules.iter().cloned().map(Holding::of_catalog).collect();
    let mut held = Holdings { text: limit.text.clone(), all, ..Holdings::default() };
    match only(clocks, |clock| clock.within.map(|span| (span, clock.trigger.clone()))) {
        Ok(Some(clock)) => {
            held.apply_period(clock);
            held.law = Some(clock.clone());
        }
        Ok(None) => {}
        Err(several) => held.several = several,
    }
    if let Ok(Some(clock)) = only(clocks, |clock| clock.min_posting) {
        held.apply_posting(clock);
    }
    for (place, one) in (1_u16..).zip(&mut held.all) {
        if one.period == Ground::Catalog && is_open(&one.rule.kind) {
            let speaks =
                |naming: &&Naming| naming.rule_no == place && naming.text == limit.text && naming.from <= day;
            if let Some(naming) = namings.iter().filter(speaks).max_by_key(|naming| naming.number) {
                one.name(naming);
            }
        }
    }
    held
}

/// The one clock that asks for something; those that disagree where it is not one.
fn only<'a, T: PartialEq>(
    clocks: &[&'a SectorClock],
    asks: impl Fn(&SectorClock) -> Option<T>,
) -> Result<Option<&'a SectorClock>, Vec<SectorClock>> {
    let asking: Vec<(&SectorClock, T)> =
        clocks.iter().filter_map(|clock| asks(clock).map(|what| (*clock, what))).collect();
    let Some((first, what)) = asking.first() else { return Ok(None) };
    if asking.iter().any(|(_, other)| other != what) {
        return Err(asking.iter().map(|(clock, _)| (*clock).clone()).collect());
    }
    Ok(Some(first))
}

impl Holding {
    fn of_catalog(rule: Rule) -> Self {
        Self { rule, period: Ground::Catalog, posting: Ground::Catalog }
    }
    fn name(&mut self, naming: &Naming) {
        let named = &naming.rule;
        self.rule.trigger = named.trigger.clone().or_else(|| self.rule.trigger.clone());
        self.rule.kind = named.kind.clone();
        if self.rule.min_posting.is_none() && named.min_posting.is_some() {
            self.rule.min_posting = named.min_posting;
            self.posting = Ground::Named(Box::new(naming.clone()));
        }
        self.period = Ground::Named(Box::new(naming.clone()));
    }
    /// 时限待明确: whether a person must still name the limit.
    #[must_use]
    pub fn is_open(&self) -> bool {
        is_open(&self.rule.kind)
    }
    /// 时限如何确定: in one sentence, where it is not simply the catalog's own.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match &self.period {
            Ground::Law(clock) if clock.basis.is_law_or_regulation() => Some(format!(
                "适用{}规定的期限，优先于目录所定（{}）。{}",
                clock.basis,
                ogi(26, 0, 0),
                clock.validity()
            )),
            Ground::Law(clock) => {
                Some(format!("目录指向其他规定，适用{}规定的期限。{}", clock.basis, clock.validity()))
            }
            Ground::Named(naming) => Some(naming.said()),
            Ground::Catalog => None,
        }
    }
    /// 公示期如何确定: in one sentence, where it is another law's.
    #[must_use]
    pub fn posting_said(&self) -> Option<String> {
        match &self.posting {
            Ground::Law(clock) => {
                let span = self.rule.min_posting.map(Span::words).unwrap_or_default();
                Some(format!("公示不少于{span}，适用{}的规定。{}", clock.basis, clock.validity()))
            }
            Ground::Named(_) | Ground::Catalog => None,
        }
    }
}

impl Holdings {
    /// As a limit, from which obligations follow.
    #[must_use]
    pub fn limit(&self) -> Limit {
        Limit { text: self.text.clone(), rules: self.all.iter().map(|one| one.rule.clone()).collect() }
    }
    /// Whether anything but the catalog's own words has a part in it, so that another day may have another answer.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        let other = |one: &Holding| one.period != Ground::Catalog || one.posting != Ground::Catalog;
        self.all.iter().any(other)
    }
    /// 目录所定与法定期限的关系: what must be said of another law's period that was not applied.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        if !self.several.is_empty() {
            let all = self.several.iter().map(|one| one.basis.to_string()).collect::<Vec<_>>().join("、");
            return Some(format!("本事项涉及的法定期限不止一项（{all}），不作推测，须由人指明适用哪一项。"));
        }
        let clock = self.law.as_ref()?;
        if self.all.iter().any(|one| matches!(one.period, Ground::Law(_))) {
            return None;
        }
        let law = format!("{}规定{}", clock.basis, clock.rule().words());
        Some(match self.against() {
            Some(Order::Stricter | Order::Same) => {
                format!("{law}；目录所定期限与之相同或者更严，按目录执行。")
            }
            Some(_) => format!("{law}；目录所定期限有时可能晚于该规定，须由人核对。"),
            None => format!("{law}；目录所定期限与之无法比较，须由人核对。"),
        })
    }
    /// 与法定期限比较: how the strictest rule of the catalog stands to the law's period; nothing where none can be compared.
    #[must_use]
    pub fn against(&self) -> Option<Order> {
        let law = self.law.as_ref()?.within?;
        self.all.iter().filter_map(|one| beside(law, &one.rule)).min()
    }

    fn apply_period(&mut self, clock: &SectorClock) {
        let Some(law) = clock.within else { return };
        let binding = clock.basis.is_law_or_regulation();
        let whole = |clock: &SectorClock| Holding {
            rule: clock.rule(),
            period: Ground::Law(Box::new(clock.clone())),
            posting: Ground::Catalog,
        };
        if self.all.is_empty() {
            self.all.extend(binding.then(|| whole(clock)));
            return;
        }
        let met = |one: &Holding| match beside(law, &one.rule) {
            Some(Order::Same) => true,
            Some(Order::Stricter) => !by_its_own_words(&one.rule),
            _ => false,
        };
        let gives_way = |one: &Holding| {
            let rule = &one.rule;
            let prevails = match rule.kind {
                Kind::PerLaw => true,
                _ => binding && (by_its_own_words(rule) || prevailing(rule, &[clock]).is_some()),
            };
            rule.scope.is_none() && prevails
        };
        if self.all.iter().any(met) {
            return;
        }
        if let Some(one) = self.all.iter_mut().find(|one| gives_way(one)) {
            let own = one.rule.clone();
            one.rule = Rule { min_posting: own.min_posting, escape: own.escape, ..clock.rule() };
            one.period = Ground::Law(Box::new(clock.clone()));
        }
    }

    fn apply_posting(&mut self, clock: &SectorClock) {
        let Some(law) = clock.min_posting.filter(|_| clock.basis.is_law_or_regulation()) else { return };
        if self.all.is_empty() {
            let immediate =
                Rule { trigger: None, kind: Kind::Immediate, min_posting: None, escape: false, scope: None };
            self.all.push(Holding::of_catalog(immediate));
        }
        let keeps = |own: Span| !matches!(periods(own, law), Order::Looser);
        if self.all.iter().filter_map(|one| one.rule.min_posting).any(keeps) {
            return;
        }
        let posted = self.all.iter().position(|one| one.rule.min_posting.is_some());
        let whole = self.all.iter().position(|one| one.rule.scope.is_none());
        if let Some(one) = posted.or(whole).and_then(|place| self.all.get_mut(place)) {
            one.rule.min_posting = Some(law);
            one.posting = Ground::Law(Box::new(clock.clone()));
        }
    }
}

/// How a rule of the catalog stands to a law's period; nothing where it names no period.
fn beside(law: Span, rule: &Rule) -> Option<Order> {
    match rule.kind {
        Kind::Within { n, unit } => Some(periods(law, Span { n, unit })),
        Kind::WithEvent => Some(Order::Stricter),
        _ => None,
    }
}

/// 二十个工作日，另有规定的从其规定: art 26 written out; what the law sets holds whichever is longer.
fn by_its_own_words(rule: &Rule) -> bool {
    rule.escape && rule.kind == (Kind::Within { n: 20, unit: Unit::WorkingDay })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation;
    use crate::time::limit::{Trigger, TriggerEvent};
    use crate::time::read::read;
    use crate::time::sector::Subject;
    use jiff::civil::date;
    use proptest::prelude::*;

    const DAY: Day = date(2024, 3, 1);

    fn law(id: &str, n: u32, unit: Unit, basis: crate::Citation) -> SectorClock {
        SectorClock {
            id: id.into(),
            subject: Subject::of("部门预算"),
            within: Some(Span { n, unit }),
            trigger: Some(Trigger { event: TriggerEvent::Approved, words: "批复".into() }),
            min_posting: None,
            basis,
            valid_from: date(2015, 1, 1),
            valid_to: None,
            verified: true,
        }
    }
    fn budget() -> SectorClock {
        law("BUD", 20, Unit::Day, citation::budget(14, 2, 0))
    }
    fn posting(n: u32) -> SectorClock {
        let span = Span { n, unit: Unit::Day };
        SectorClock { within: None, trigger: None, min_posting: Some(span), ..budget() }
    }
    fn naming(number: i64, text: &str, phrase: &str, from: Day) -> Naming {
        Naming {
            number,
            rule_no: 1,
            text: text.into(),
            phrase: phrase.into(),
            rule: super::super::naming::named_rule(phrase).unwrap(),
            source: "《某办法》".into(),
            from,
            why: String::new(),
            by: 1,
            name: "某".into(),
            on: DAY,
        }
    }
    fn of(phrase: &str, clocks: &[&SectorClock]) -> Holdings {
        holdings(&read(phrase), clocks, &[], DAY)
    }
    fn by_law(held: &Holdings) -> bool {
        held.all.iter().any(|one| matches!(one.period, Ground::Law(_)))
    }

    #[test]
    fn a_law_speaks_where_the_catalog_points_to_it() {
        let held = of("依法公开", &[&budget()]);
        assert_eq!(held.all[0].rule.kind, Kind::Within { n: 20, unit: Unit::Day });
        assert!(held.all[0].said().unwrap().contains("《预算法》第十四条第二款"));
        assert!(held.is_dated() && held.remark().is_none());
        let open = of("依法公开", &[]);
        assert!(open.all[0].is_open() && !open.is_dated(), "nothing is guessed");
    }

    #[test]
    fn the_stricter_of_law_and_catalog_keeps() {
        assert!(by_law(&of("信息形成之日起20个工作日内", &[&budget()])));
        let stricter = of("批复之日起7日内", &[&budget()]);
        assert!(!by_law(&stricter) && stricter.remark().unwrap().contains("按目录执行"));
        let same = of("批复后20日内", &[&budget()]);
        assert!(!by_law(&same) && same.against() == Some(Order::Same));
        let doubtful = of("信息形成之日起12个工作日内", &[&budget()]);
        assert!(!by_law(&doubtful) && doubtful.remark().unwrap().contains("须由人核对"));
    }

    #[test]
    fn a_catalog_that_says_nothing_has_the_laws_period() {
        let held = holdings(&Limit::default(), &[&budget()], &[], DAY);
        assert_eq!(held.all.len(), 1);
        assert_eq!(held.all[0].rule.trigger.as_ref().unwrap().event, TriggerEvent::Approved);
        assert_eq!(holdings(&Limit::default(), &[], &[], DAY).all, []);
    }

    #[test]
    fn art_26_written_out_with_its_escape_gives_way_to_a_longer_period_too() {
        let long = law("X", 60, Unit::Day, citation::land(31, 0, 0));
        let escape = "信息形成之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定。";
        assert!(by_law(&of(escape, &[&long])));
        assert!(!by_law(&of("信息形成之日起20个工作日内", &[&long])));
    }

    #[test]
    fn a_document_that_is_no_law_speaks_only_where_the_catalog_points_elsewhere() {
        let document = law("D", 7, Unit::WorkingDay, citation::state_118(0, 0, 0));
        assert!(by_law(&of("按规定公开", &[&document])));
        for phrase in ["20个工作日内", "及时公开"] {
            assert!(!by_law(&of(phrase, &[&document])), "{phrase}");
        }
        assert!(!by_law(&holdings(&Limit::default(), &[&document], &[], DAY)));
    }

    #[test]
    fn laws_that_disagree_are_not_chosen_between() {
        let other = law("Y", 2, Unit::WorkingDay, citation::procurement(50, 0, 0));
        let held = of("依法公开", &[&budget(), &other]);
        assert!(held.all[0].is_open() && held.remark().unwrap().contains("不止一项"));
    }

    #[test]
    fn a_part_of_an_item_keeps_its_own_limit() {
        let phrase = "行政许可、行政处罚信息自作出决定之日起7个工作日内公开，其他信息20个工作日内公开";
        let held = of(phrase, &[&law("Z", 2, Unit::WorkingDay, citation::budget(1, 0, 0))]);
        let kept = held.all.iter().find(|one| one.rule.scope.is_some()).unwrap();
        assert_eq!(kept.period, Ground::Catalog);
    }

    #[test]
    fn a_least_posting_of_the_law_holds_unless_the_catalog_asks_for_as_much() {
        let posted = |phrase: &str, n| {
            let held = of(phrase, &[&posting(n)]);
            (held.all[0].rule.min_posting.map(|span| span.n), held.all[0].posting != Ground::Catalog)
        };
        assert_eq!(posted("公示不少于10日", 30), (Some(30), true));
        assert_eq!(posted("公示不少于30日", 30), (Some(30), false));
        assert_eq!(posted("公示不少于60日", 30), (Some(60), false));
        assert_eq!(posted("及时公开", 30), (Some(30), true));
        let empty = holdings(&Limit::default(), &[&posting(30)], &[], DAY);
        assert!(empty.all[0].posting_said().unwrap().contains("不少于30日"));
    }

    #[test]
    fn what_a_person_named_holds_from_its_day_for_the_same_words_only() {
        let limit = read("按有关规定公开");
        let names = [
            naming(1, &limit.text, "自批准之日起15日内", date(2020, 1, 1)),
            naming(2, &limit.text, "10日内", date(2024, 1, 1)),
            naming(3, "别的文字", "1日内", date(2020, 1, 1)),
        ];
        let on = |day| holdings(&limit, &[], &names, day).all[0].clone();
        assert!(on(date(2019, 12, 31)).is_open());
        assert_eq!(on(date(2023, 1, 1)).rule.kind, Kind::Within { n: 15, unit: Unit::Day });
        assert_eq!(on(date(2023, 1, 1)).rule.trigger.unwrap().event, TriggerEvent::Approved);
        assert_eq!(on(DAY).rule.kind, Kind::Within { n: 10, unit: Unit::Day });
        assert!(on(DAY).said().unwrap().contains("《某办法》"));
        let sure = read("20个工作日内");
        let never = naming(9, &sure.text, "1日内", date(2020, 1, 1));
        assert_eq!(holdings(&sure, &[], &[never], DAY).all[0].period, Ground::Catalog);
    }

    proptest! {
        #[test]
        fn no_rule_is_lost_and_none_gets_a_longer_period_from_a_law(
            n in 1_u32..60, unit in prop_oneof![Just(Unit::Day), Just(Unit::WorkingDay)], own in 1_u32..60,
        ) {
            let clock = law("P", n, unit, citation::budget(14, 0, 0));
            let limit = read(&format!("信息形成之日起{own}个工作日内"));
            let held = holdings(&limit, &[&clock], &[], DAY);
            prop_assert_eq!(held.all.len(), limit.rules.len());
            if by_law(&held) {
                let own = Span { n: own, unit: Unit::WorkingDay };
                prop_assert_eq!(periods(own, Span { n, unit }), Order::Stricter);
            }
        }
    }
}
