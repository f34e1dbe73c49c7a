//! The sector clocks (行业期限) as dated data: which law sets another period than 条例 art 26, for what, since when.

use std::sync::LazyLock;

use gk_rules::time::limit::{Span, Trigger, TriggerEvent, Unit};
use gk_rules::time::sector::{SectorClock, Subject};
use gk_rules::{Citation, Coded, citation};

use crate::trust::Trust;

const TABLE: &str = include_str!("../data/clocks/sector.csv");

static CLOCKS: LazyLock<Vec<SectorClock>> = LazyLock::new(|| lines().filter_map(clock).collect());

/// 行业期限: every one, in force or not, in the order of the table.
#[must_use]
pub fn sector_clocks() -> &'static [SectorClock] {
    &CLOCKS
}

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#')).skip(1)
}

/// One line of the table; nothing when a cell is wrong (the test of this file counts them).
fn clock(line: &str) -> Option<SectorClock> {
    let cells: Vec<&str> = line.split(',').collect();
    let [
        id,
        words,
        kind,
        n,
        unit,
        event,
        event_words,
        min_n,
        min_unit,
        title,
        article,
        paragraph,
        from,
        to,
        trust,
    ] = cells.as_slice()
    else {
        return None;
    };
    let within = span(n, unit);
    if within.is_some() != (*kind == "within") {
        return None;
    }
    let event = TriggerEvent::from_code(event);
    Some(SectorClock {
        id: (*id).to_owned(),
        subject: Subject::of(words),
        within,
        trigger: event.map(|event| Trigger { event, words: (*event_words).to_owned() }),
        min_posting: span(min_n, min_unit),
        basis: basis(title, article.parse().ok()?, paragraph.parse().ok()?)?,
        valid_from: from.parse().ok()?,
        valid_to: to.parse().ok(),
        verified: Trust::from_code(trust)? == Trust::Verified,
    })
}

fn span(n: &str, unit: &str) -> Option<Span> {
    let unit = match unit {
        "working_day" => Unit::WorkingDay,
        "day" => Unit::Day,
        _ => return None,
    };
    Some(Span { n: n.parse().ok()?, unit })
}

fn basis(title: &str, article: u16, paragraph: u16) -> Option<Citation> {
    let cite = match title {
        "预算法" => citation::budget,
        "预算法实施条例" => citation::budget_regulation,
        "政府采购法实施条例" => citation::procurement,
        "招标投标法实施条例" => citation::bidding,
        "土地管理法实施条例" => citation::land,
        "国有土地上房屋征收与补偿条例" => citation::expropriation,
        "城乡规划法" => citation::planning,
        "企业信息公示暂行条例" => citation::enterprise_information,
        "行政处罚法" => citation::penalty,
        "国办发〔2018〕118号" => citation::state_118,
        _ => return None,
    };
    Some(cite(article, paragraph, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gk_rules::Day;
    use gk_rules::time::read::read;
    use gk_rules::time::sector::{prevailing, sector_clock};

    fn ids(domain: &str, words: &[&str], day: &str) -> Vec<String> {
        let day: Day = day.parse().unwrap();
        sector_clock(sector_clocks(), domain, words, day).iter().map(|clock| clock.id.clone()).collect()
    }

    #[test]
    fn every_line_is_a_clock_that_asks_for_something() {
        assert_eq!(sector_clocks().len(), lines().count());
        for clock in sector_clocks() {
            assert!(clock.within.is_some() || clock.min_posting.is_some(), "{}", clock.id);
            assert!(clock.within.is_none() || clock.trigger.is_some(), "{}", clock.id);
        }
        let mut ids: Vec<_> = sector_clocks().iter().map(|clock| &clock.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), sector_clocks().len());
    }

    #[test]
    fn items_meet_the_clock_of_their_subject_on_the_days_it_holds() {
        assert_eq!(ids("财政预决算", &["部门预算", "收支总体情况表"], "2024-01-01"), ["BUD-DEPT"]);
        assert_eq!(ids("财政预决算", &["政府预算"], "2024-01-01"), ["BUD-GOV"]);
        assert_eq!(ids("财政预决算", &["部门预算"], "2014-12-31"), Vec::<String>::new());
        assert_eq!(ids("公共资源交易", &["政府采购", "中标、成交结果"], "2024-01-01"), ["GPR-AWARD"]);
        assert_eq!(ids("农村集体土地征收", &["征收土地公告"], "2024-01-01"), ["LAND-NOTICE"]);
        assert_eq!(ids("公共文化服务", &["开放时间"], "2024-01-01"), Vec::<String>::new());
    }

    #[test]
    fn the_stricter_period_wins() {
        let clocks: Vec<_> = sector_clocks().iter().filter(|clock| clock.id == "GPR-AWARD").collect();
        let wins =
            |phrase: &str| prevailing(&read(phrase).rules[0], &clocks).map(|clock| clock.basis.to_string());
        assert_eq!(wins("信息形成之日起20个工作日内").as_deref(), Some("《政府采购法实施条例》第四十三条"));
        assert_eq!(wins("信息形成之日起1个工作日内"), None);
        assert!(wins("及时公开").is_some());
        assert_eq!(wins("长期公开"), None);
    }
}
