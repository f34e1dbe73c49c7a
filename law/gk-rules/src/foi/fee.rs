//! The information-processing fee (信息处理费): 条例 art 42; 国办函〔2020〕109号 arts 1–5. Two tariffs, one of them for an application, never both.
//!
//! When a notice lapses and when the clock starts again is the matter of the clocks, not of this file.

use serde::Serialize;

use crate::citation::{ogi, state_109};
use crate::duty::settings::{NoSetting, Setting, in_force};
use crate::money::Fen;
use crate::{Coded, Day, Reason};

use super::Decision;

crate::codes! {
    /// 收费标准: the two ways of charging (国办函〔2020〕109号 art 3).
    pub enum Tariff {
        /// 按件计收: all applications of one applicant in one natural month
        ByItem = "by_item" => "按件计收",
        /// 按量计收: the pages provided on one application
        ByVolume = "by_volume" => "按量计收",
    }
}

impl Tariff {
    /// What is counted.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::ByItem => "件",
            Self::ByVolume => "页",
        }
    }
}

/// 收费档次: from which number on which price holds; the last of the list holds without end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Band {
    /// The first number of the band.
    pub from: u32,
    /// The price of one.
    pub price: Fen,
}

/// 加价: past the bands the price rises by a fixed sum with every full step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rise {
    /// The first number of the first step.
    pub from: u32,
    /// How many make a step.
    pub step: u32,
    /// The price of one in the first step.
    pub price: Fen,
    /// By how much the price of one rises with each further step.
    pub by: Fen,
}

/// 收费标准表: both tariffs as they hold between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tariffs {
    /// 按件: bands within a natural month.
    pub items: Vec<Band>,
    /// 按件: the steps past the bands.
    pub items_rise: Rise,
    /// 按量: bands within one application.
    pub pages: Vec<Band>,
}

/// 收费标准表 with its days. Before 2021-01-01 nothing could be charged under it.
#[must_use]
pub fn tariffs() -> Vec<Setting<Tariffs>> {
    let band = |from, yuan| Band { from, price: Fen::yuan(yuan) };
    vec![Setting {
        value: Tariffs {
            items: vec![band(1, 0), band(11, 100)],
            items_rise: Rise { from: 31, step: 10, price: Fen::yuan(200), by: Fen::yuan(100) },
            pages: vec![band(1, 0), band(31, 10), band(101, 20), band(201, 40)],
        },
        from: jiff::civil::date(2021, 1, 1),
        until: None,
        source: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）；31件以上各档由“每增加10件加收100元”推算".into(),
    }]
}

/// 计费过程的一段: so many at one price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// First number at this price.
    pub from: u32,
    /// Last number at this price.
    pub to: u32,
    /// The price of one.
    pub price: Fen,
    /// What they cost together.
    pub sum: Fen,
}

impl Part {
    /// How many.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.to.saturating_sub(self.from).saturating_add(1)
    }
}

/// 信息处理费: the tariff, how it was reckoned, the amount. Only what is above the threshold makes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// Which tariff.
    pub tariff: Tariff,
    /// How it was reckoned, free part included, in rising order.
    pub parts: Vec<Part>,
    /// 应缴金额
    pub amount: Fen,
}

impl Fee {
    /// 计费过程 in words, one line for each part: 第11件至第30件，共20件，每件100.00元，计2,000.00元.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let unit = self.tariff.unit();
        let line = |part: &Part| {
            let range = if part.from == part.to {
                format!("第{}{unit}", part.from)
            } else {
                format!("第{}{unit}至第{}{unit}，共{}{unit}", part.from, part.to, part.count())
            };
            if part.price == Fen::ZERO {
                format!("{range}，不收费")
            } else {
                format!("{range}，每{unit}{}，计{}", part.price, part.sum)
            }
        };
        self.parts.iter().map(line).collect()
    }
}

/// 计费依据: what an application is charged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Volume {
    /// 本月此前件数: items of the same applicant in the same natural month before this application (by the day of receipt).
    pub items_before: u32,
    /// 本次件数: items of this application, after 一事一申请.
    pub items: u32,
    /// 页数: sides of A4 provided on this application alone.
    pub pages: u32,
}

/// 数量上限: more than this in a month or in one application is a slip of the pen.
pub const MOST: u32 = 1_000_000;

/// 按件计收: what the items `before + 1` to `before + items` of the month cost; nothing when they cost nothing or do not fit.
#[must_use]
pub fn by_item(tariffs: &Tariffs, before: u32, items: u32) -> Option<Fee> {
    let first = before.checked_add(1)?;
    let last = before.checked_add(items).filter(|last| *last <= MOST)?;
    let rise = &tariffs.items_rise;
    let mut bands = tariffs.items.clone();
    let (mut from, mut price) = (rise.from, rise.price);
    while from <= last {
        bands.push(Band { from, price });
        from = from.checked_add(rise.step.max(1))?;
        price = price.plus(rise.by)?;
    }
    reckon(Tariff::ByItem, &bands, first, last)
}

/// 按量计收: what the pages of one application cost; nothing when they cost nothing or do not fit.
#[must_use]
pub fn by_volume(tariffs: &Tariffs, pages: u32) -> Option<Fee> {
    reckon(Tariff::ByVolume, &tariffs.pages, 1, pages)
}

/// Progressive on the excess (超额累进): every band prices only what lies in it.
fn reckon(tariff: Tariff, bands: &[Band], first: u32, last: u32) -> Option<Fee> {
    let mut parts = Vec::new();
    let mut amount = Fen::ZERO;
    for (at, band) in bands.iter().enumerate() {
        let end = bands.get(at + 1).map_or(u32::MAX, |next| next.from.saturating_sub(1));
        let (from, to) = (band.from.max(first), end.min(last));
        if from > to {
            continue;
        }
        let sum = band.price.times(to - from + 1)?;
        amount = amount.plus(sum)?;
        parts.push(Part { from, to, price: band.price, sum });
    }
    (amount > Fen::ZERO).then_some(Fee { tariff, parts, amount })
}

/// 收费: the fee of an application by the one tariff chosen, on the day of the notice.
///
/// # Errors
/// All reasons not to charge: none or both tariffs chosen, no tariff in force, below the threshold, pages of something that is
/// public already.
pub fn charge(chosen: &[Tariff], volume: Volume, decision: Decision, on: Day) -> Result<Fee, Vec<Reason>> {
    let mut against = reasons_not_to_choose(chosen, decision);
    let rows = tariffs();
    let table = match in_force("信息处理费收费标准", &rows, on) {
        Ok(row) => Some(&row.value),
        Err(missing) => {
            against.push(no_tariff(&missing));
            None
        }
    };
    if volume.items_before.saturating_add(volume.items) > MOST || volume.pages > MOST {
        let words = format!("件数或者页数超过{MOST}，应是填写错误。");
        against.push(Reason::new("foi.fee_count_implausible", words).cure("核对件数和页数。"));
    }
    let (Some(table), [tariff], true) = (table, chosen, against.is_empty()) else { return Err(against) };
    let fee = match tariff {
        Tariff::ByItem => by_item(table, volume.items_before, volume.items),
        Tariff::ByVolume => by_volume(table, volume.pages),
    };
    fee.ok_or_else(|| vec![below(*tariff)])
}

/// 不得如此选择收费标准的理由 (国办函〔2020〕109号 arts 3, 5).
#[must_use]
pub fn reasons_not_to_choose(chosen: &[Tariff], decision: Decision) -> Vec<Reason> {
    let mut against = Vec::new();
    match chosen {
        [_] => {}
        [] => against.push(
            Reason::new("foi.fee_no_tariff", "没有选择收费标准。")
                .by(state_109(3, 0, 0))
                .cure("从按件、按量两种标准中选择一种。"),
        ),
        _ => against.push(
            Reason::new("foi.fee_both_tariffs", "同一件申请只能按一种标准收费，不得同时按件和按量计收。")
                .by(state_109(3, 0, 0))
                .cure("只保留一种收费标准。"),
        ),
    }
    // 国办函〔2020〕109号 art 5, as far as it was read: pages are not counted where only the way to the information is told.
    let told = matches!(decision, Decision::AlreadyPublic | Decision::Publication);
    if chosen.contains(&Tariff::ByVolume) && told {
        against.push(
            Reason::new(
                "foi.fee_pages_of_public",
                "所申请的信息已经公开、只告知获取方式和途径的，不得按量计收。",
            )
            .by(state_109(5, 0, 0))
            .cure("不收费，或者改按件计收。"),
        );
    }
    against
}

fn no_tariff(missing: &NoSetting) -> Reason {
    Reason::new("foi.fee_not_in_force", format!("{}没有有效的信息处理费收费标准，不得收费。", missing.day))
        .by(ogi(42, 0, 0))
}

fn below(tariff: Tariff) -> Reason {
    Reason::new("foi.fee_below_threshold", format!("{}没有超过免费的数量，不收费。", tariff.label()))
        .by(ogi(42, 0, 0))
        .cure("不制作收费通知书，直接办理。")
}

// NOT MODELLED 国办函〔2020〕109号 art 4: what one item is; the desk splits a form by 一事一申请 and records it, the count is taken from there.

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn table() -> Tariffs {
        tariffs().remove(0).value
    }
    fn items(n: u32) -> Option<Fen> {
        by_item(&table(), 0, n).map(|fee| fee.amount)
    }
    fn pages(n: u32) -> Option<Fen> {
        by_volume(&table(), n).map(|fee| fee.amount)
    }
    fn codes(against: &[Reason]) -> Vec<&'static str> {
        against.iter().map(|one| one.code).collect()
    }
    const NOTHING_BEFORE: Volume = Volume { items_before: 0, items: 12, pages: 150 };

    #[test]
    fn items_of_a_month_cost_what_the_worked_examples_say() {
        for (n, yuan) in
            [(11, 100), (12, 200), (30, 2_000), (31, 2_200), (35, 3_000), (40, 4_000), (41, 4_300)]
        {
            assert_eq!(items(n), Some(Fen::yuan(yuan)), "{n}");
        }
        assert_eq!((items(0), items(10)), (None, None));
    }

    #[test]
    fn pages_of_an_application_cost_what_the_worked_examples_say() {
        for (n, yuan) in [(31, 10), (100, 700), (150, 1_700), (200, 2_700), (230, 3_900)] {
            assert_eq!(pages(n), Some(Fen::yuan(yuan)), "{n}");
        }
        assert_eq!(pages(30), None);
    }

    #[test]
    fn the_reckoning_is_shown_part_by_part() {
        let fee = by_item(&table(), 8, 27).unwrap();
        assert_eq!(
            fee.lines(),
            [
                "第9件至第10件，共2件，不收费",
                "第11件至第30件，共20件，每件100.00元，计2,000.00元",
                "第31件至第35件，共5件，每件200.00元，计1,000.00元",
            ]
        );
    }

    #[test]
    fn one_tariff_is_chosen_and_never_both() {
        let both = [Tariff::ByItem, Tariff::ByVolume];
        let charged = |chosen: &[Tariff], decision, on| charge(chosen, NOTHING_BEFORE, decision, on);
        let day = date(2026, 3, 5);
        assert_eq!(codes(&charged(&both, Decision::Disclosed, day).unwrap_err()), ["foi.fee_both_tariffs"]);
        assert_eq!(codes(&charged(&[], Decision::Disclosed, day).unwrap_err()), ["foi.fee_no_tariff"]);
        assert_eq!(
            codes(&charged(&both, Decision::AlreadyPublic, date(2020, 12, 31)).unwrap_err()),
            ["foi.fee_both_tariffs", "foi.fee_pages_of_public", "foi.fee_not_in_force"]
        );
        assert_eq!(charged(&both[..1], Decision::NotFound, day).unwrap().amount, Fen::yuan(200));
        assert_eq!(charged(&both[1..], Decision::Disclosed, day).unwrap().amount, Fen::yuan(1_700));
    }

    #[test]
    fn what_is_below_the_threshold_is_not_charged() {
        let few = Volume { items_before: 3, items: 2, pages: 30 };
        for tariff in Tariff::ALL {
            let against = charge(&[*tariff], few, Decision::Disclosed, date(2026, 3, 5)).unwrap_err();
            assert_eq!(codes(&against), ["foi.fee_below_threshold"]);
        }
    }

    #[test]
    fn a_number_too_large_is_refused_and_does_not_wrap() {
        assert_eq!(by_item(&table(), u32::MAX, 1), None);
        assert_eq!(by_item(&table(), 0, u32::MAX), None);
        let many = Volume { items_before: u32::MAX, items: u32::MAX, pages: u32::MAX };
        let against = charge(&[Tariff::ByItem], many, Decision::Disclosed, date(2026, 3, 5)).unwrap_err();
        assert_eq!(codes(&against), ["foi.fee_count_implausible"]);
    }

    proptest! {
        #[test]
        fn splitting_a_month_into_applications_changes_nothing(a in 0_u32..300, b in 0_u32..300) {
            let amount = |before, n| by_item(&table(), before, n).map_or(Fen::ZERO, |fee| fee.amount);
            prop_assert_eq!(amount(0, a).plus(amount(a, b)), Some(amount(0, a + b)));
        }
        #[test]
        fn one_more_never_costs_less_and_parts_add_up(n in 1_u32..2_000) {
            for fee in [by_item(&table(), 0, n), by_volume(&table(), n)].into_iter().flatten() {
                let sum = fee.parts.iter().try_fold(Fen::ZERO, |sum, part| sum.plus(part.sum));
                prop_assert_eq!(sum, Some(fee.amount));
                prop_assert_eq!(fee.parts.iter().map(Part::count).sum::<u32>(), n);
            }
            prop_assert!(items(n) <= items(n + 1) && pages(n) <= pages(n + 1));
        }
    }
}
