//! An organ's own periods (机关自定期限): what the law leaves open an organ may fix for itself and for those below it, from a day on
//! and by a text of its own. What the law fixes nobody changes.

use std::collections::BTreeSet;

use super::settings::{FoiSettings, Warnings};
use crate::citation::{ogi, state_109};
use crate::duty::settings::{LAST_DAY, REVISION_FROM, Setting, in_force};
use crate::{Citation, Coded, Day, Reason};

crate::codes! {
    /// 期限参数 by name; the last eight are open to an organ.
    pub enum FoiLimit {
        /// 答复期限 (art 33)
        Reply = "reply" => "答复期限（工作日）",
        /// 最长延期 (art 33)
        Extension = "extension" => "最长延期（工作日）",
        /// 补正告知期限 (art 30)
        CorrectionNotice = "correction_notice" => "告知补正的期限（工作日）",
        /// 第三方 (art 32)
        ThirdParty = "third_party" => "第三方答复意见的期限（工作日）",
        /// 共同制作机关 (art 34)
        JointMaker = "joint_maker" => "共同制作机关答复意见的期限（工作日）",
        /// 缴费
        Fee = "fee" => "缴纳信息处理费的期限（工作日）",
        /// 补正期限 (art 30 合理的补正期限)
        Correction = "correction" => "申请人补正的期限（工作日）",
        /// 其他机关 (art 33(3) names no number)
        OtherOrgan = "other_organ" => "其他机关答复意见的期限（工作日）",
        /// 更正本人信息 (art 41 names no number)
        OwnRecords = "own_records" => "更正本人信息的内部期限（工作日）",
        /// 责令重新答复
        Anew = "anew" => "责令重新答复、决定没有指明期限的（工作日）",
        /// 黄色预警
        Amber = "amber" => "黄色预警：届满前几个工作日",
        /// 红色预警
        Red = "red" => "红色预警：届满前几个工作日",
        /// 月提示线
        InMonth = "in_month" => "同一申请人每月申请件数的提示线",
        /// 年提示线
        InYear = "in_year" => "同一申请人每年申请件数的提示线",
    }
}

impl FoiLimit {
    /// 法律已经规定: the article that fixes it; nothing where the organ may say.
    #[must_use]
    pub const fn fixed_by(self) -> Option<Citation> {
        match self {
            Self::Reply | Self::Extension => Some(ogi(33, 0, 0)),
            Self::CorrectionNotice => Some(ogi(30, 0, 0)),
            Self::ThirdParty => Some(ogi(32, 0, 0)),
            Self::JointMaker => Some(ogi(34, 0, 0)),
            Self::Fee => Some(state_109(0, 0, 0)),
            _ => None,
        }
    }
    /// 上限, and why: the largest value that may be fixed.
    const fn most(self) -> (u32, Option<Citation>, &'static str) {
        match self {
            Self::OtherOrgan => (15, Some(ogi(34, 0, 0)), "比照征求共同制作机关意见的期限，最长15个工作日"),
            Self::Anew => (20, Some(ogi(33, 0, 0)), "不得长于答复期限20个工作日"),
            Self::Amber | Self::Red => (19, Some(ogi(33, 0, 0)), "应当短于答复期限，最多19个工作日"),
            Self::InMonth | Self::InYear => (10_000, None, "应当在10000以内"),
            _ => (60, None, "应当在60个工作日以内"),
        }
    }
    /// 对外的期限: what others were told of it may not be shortened afterwards.
    const fn is_told(self) -> bool {
        matches!(self, Self::Correction | Self::OtherOrgan | Self::Anew)
    }
    /// 某日有效的值, with its source and its day.
    #[must_use]
    pub fn of_day(self, settings: &FoiSettings, day: Day) -> Option<Setting<u32>> {
        fn part<T>(rows: &[Setting<T>], day: Day, value: impl Fn(&T) -> u32) -> Option<Setting<u32>> {
            let row = in_force("", rows, day).ok()?;
            let (from, until, source) = (row.from, row.until, row.source.clone());
            Some(Setting { value: value(&row.value), from, until, source })
        }
        let number = |rows: &[Setting<u32>]| part(rows, day, |value| *value);
        match self {
            Self::Reply => number(&settings.reply),
            Self::Extension => number(&settings.extension),
            Self::CorrectionNotice => number(&settings.correction_notice),
            Self::ThirdParty => number(&settings.consultation.third_party),
            Self::JointMaker => number(&settings.consultation.joint_maker),
            Self::Fee => number(&settings.fee),
            Self::Correction => number(&settings.correction),
            Self::OtherOrgan => number(&settings.consultation.other_organ),
            Self::OwnRecords => number(&settings.own_records),
            Self::Anew => number(&settings.anew),
            Self::Amber => part(&settings.warnings, day, |one| one.amber),
            Self::Red => part(&settings.warnings, day, |one| one.red),
            Self::InMonth => part(&settings.excess, day, |one| one.in_month),
            Self::InYear => part(&settings.excess, day, |one| one.in_year),
        }
    }
}

/// 自定的值: what an organ fixed, from a day on; nothing for a value that is no longer its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnValue {
    /// Which.
    pub limit: FoiLimit,
    /// 起始日期
    pub from: Day,
    /// 数值; nothing: 不再自定
    pub value: Option<u32>,
    /// 规定的机关
    pub organ: String,
    /// 依据: 文号、条款
    pub basis: String,
}

impl OwnValue {
    /// 来源, as explanations name it.
    #[must_use]
    pub fn source(&self) -> String {
        format!("{}规定：{}", self.organ, self.basis)
    }
}

/// The rows with an organ's own values over them: cut at every day on which one of them begins or ends.
fn over<T: Clone>(base: &[Setting<T>], own: &[&OwnValue], put: impl Fn(&mut T, u32)) -> Vec<Setting<T>> {
    if own.is_empty() {
        return base.to_vec();
    }
    let ends = base.iter().filter_map(|row| row.until.and_then(|day| day.tomorrow().ok()));
    let begins = base.iter().map(|row| row.from).chain(own.iter().map(|one| one.from));
    let cuts: Vec<Day> = begins.chain(ends).collect::<BTreeSet<_>>().into_iter().collect();
    let mut rows = Vec::new();
    for (from, next) in cuts.iter().zip(cuts.iter().skip(1).map(Some).chain([None])) {
        let Ok(row) = in_force("", base, *from) else { continue };
        let until = next.and_then(|day| day.yesterday().ok());
        let mut row = Setting { from: *from, until, ..row.clone() };
        let last = own.iter().filter(|one| one.from <= *from).max_by_key(|one| one.from);
        if let Some((one, value)) = last.and_then(|one| Some((one, one.value?))) {
            put(&mut row.value, value);
            row.source = one.source();
        }
        rows.push(row);
    }
    rows
}

impl FoiSettings {
    /// 机关适用的参数: the national ones with what the organs from the top down to this one fixed; the nearest prevails.
    #[must_use]
    pub fn with_own(mut self, levels: &[Vec<OwnValue>]) -> Self {
        for level in levels {
            let of = |limit: FoiLimit| level.iter().filter(|one| one.limit == limit).collect::<Vec<_>>();
            let put = |value: &mut u32, own: u32| *value = own;
            self.correction = over(&self.correction, &of(FoiLimit::Correction), put);
            let other = over(&self.consultation.other_organ, &of(FoiLimit::OtherOrgan), put);
            self.consultation.other_organ = other;
            self.own_records = over(&self.own_records, &of(FoiLimit::OwnRecords), put);
            self.anew = over(&self.anew, &of(FoiLimit::Anew), put);
            // Red stays nearer to the last day than amber, whoever fixed which.
            self.warnings = over(&self.warnings, &of(FoiLimit::Amber), |held, own| {
                *held = Warnings { amber: own, red: held.red.min(own.saturating_sub(1)) };
            });
            self.warnings = over(&self.warnings, &of(FoiLimit::Red), |held, own| {
                held.red = own.min(held.amber.saturating_sub(1));
            });
            self.excess = over(&self.excess, &of(FoiLimit::InMonth), |held, own| held.in_month = own);
            self.excess = over(&self.excess, &of(FoiLimit::InYear), |held, own| held.in_year = own);
        }
        self
    }
}

/// 拟规定的值
#[derive(Debug, Clone, Copy)]
pub struct Proposed<'a> {
    /// Which.
    pub limit: FoiLimit,
    /// 数值; nothing: 不再自定
    pub value: Option<u32>,
    /// 起始日期
    pub from: Day,
    /// 依据
    pub basis: &'a str,
    /// 说明
    pub note: &'a str,
}

/// 不能这样规定的理由. `held` is what applies to the organ without the new value.
#[must_use]
pub fn reasons_not_to_set(new: Proposed<'_>, held: &FoiSettings, today: Day) -> Vec<Reason> {
    let mut against = Vec::new();
    let name = new.limit.label();
    if let Some(basis) = new.limit.fixed_by() {
        let reason = Reason::new("foi.limit_fixed", format!("“{name}”由法律规定，机关不能另行规定。"));
        against.push(reason.by(basis));
    }
    against.extend(new.value.into_iter().flat_map(|value| reasons_against(new, value, held, today)));
    if new.from < REVISION_FROM || new.from > LAST_DAY {
        let words = format!("起始日期应当在{REVISION_FROM}（条例修订施行）和{LAST_DAY}之间。");
        against.push(Reason::new("foi.limit_day", words));
    }
    if new.basis.trim().is_empty() {
        let reason = Reason::new("foi.limit_no_basis", "没有写明依据。");
        against.push(reason.cure("写明规定这一期限的文件名称、文号和条款。"));
    }
    for (what, text) in [("依据", new.basis), ("说明", new.note)] {
        if text.chars().count() > 200 || text.chars().any(char::is_control) {
            let words = format!("{what}应当在200字以内，写在一行。");
            against.push(Reason::new("foi.limit_too_long", words));
        }
    }
    against
}

/// What speaks against the number.
fn reasons_against(new: Proposed<'_>, value: u32, held: &FoiSettings, today: Day) -> Vec<Reason> {
    let mut against = Vec::new();
    let (name, (most, basis, words)) = (new.limit.label(), new.limit.most());
    if value == 0 {
        let reason = Reason::new("foi.limit_zero", format!("“{name}”不能是0。"));
        let article = (new.limit == FoiLimit::Correction).then(|| ogi(30, 0, 0));
        against.push(article.into_iter().fold(reason, Reason::by));
    }
    if value > most && new.limit.fixed_by().is_none() {
        let reason = Reason::new("foi.limit_too_large", format!("“{name}”{words}。"));
        against.push(basis.into_iter().fold(reason, Reason::by));
    }
    let day = new.from.max(REVISION_FROM);
    let other = |limit: FoiLimit| limit.of_day(held, day).map(|row| row.value);
    let crossed = match new.limit {
        FoiLimit::Amber => other(FoiLimit::Red).is_some_and(|red| value <= red),
        FoiLimit::Red => other(FoiLimit::Amber).is_some_and(|amber| value >= amber),
        _ => false,
    };
    if crossed {
        let words = "红色预警应当比黄色预警更接近届满日。";
        against.push(Reason::new("foi.limit_crossed", words).cure("先改另一项，或者换一个数值。"));
    }
    let years = match new.limit {
        FoiLimit::InMonth => other(FoiLimit::InYear).is_some_and(|year| value > year),
        FoiLimit::InYear => other(FoiLimit::InMonth).is_some_and(|month| value < month),
        _ => false,
    };
    if years {
        against.push(Reason::new("foi.limit_crossed", "每年的提示线不能低于每月的提示线。"));
    }
    let shorter = new.from < today && new.limit.is_told() && other(new.limit).is_some_and(|now| value < now);
    if shorter {
        let words = format!("“{name}”已经告知他人，不能自过去的日期起缩短。");
        against.push(Reason::new("foi.limit_shortened", words).cure("自今天或者以后的日期起缩短。"));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn own(limit: FoiLimit, from: Day, value: Option<u32>, organ: &str) -> OwnValue {
        OwnValue {
            limit, from, value, organ: organ.into(), basis: "示公开发〔2026〕3号第五条".into()
        }
    }

    #[test]
    fn the_nearest_organ_prevails_from_its_day_on_and_the_national_value_returns() {
        let city = vec![own(FoiLimit::Correction, date(2026, 1, 1), Some(15), "示范市")];
        let county = vec![
            own(FoiLimit::Correction, date(2026, 3, 1), Some(12), "示范县"),
            own(FoiLimit::Correction, date(2026, 6, 1), None, "示范县"),
        ];
        let settings = FoiSettings::national().with_own(&[city, county]);
        let on = |day| FoiLimit::Correction.of_day(&settings, day).unwrap();
        assert_eq!(on(date(2025, 12, 31)).value, 10);
        assert!(on(date(2025, 12, 31)).source.starts_with("推定"));
        assert_eq!(on(date(2026, 1, 1)).value, 15);
        assert_eq!(on(date(2026, 2, 28)).source, "示范市规定：示公开发〔2026〕3号第五条");
        assert_eq!(on(date(2026, 3, 1)).value, 12);
        assert_eq!(on(date(2026, 5, 31)).until, Some(date(2026, 5, 31)));
        assert_eq!(on(date(2026, 6, 1)).value, 15, "no longer its own: the organ above");
        assert_eq!(FoiLimit::Correction.of_day(&settings, date(2008, 4, 30)), None, "no falling back");
    }

    #[test]
    fn red_stays_nearer_than_amber_whoever_fixed_which() {
        let city = vec![own(FoiLimit::Red, date(2026, 1, 1), Some(4), "示范市")];
        let county = vec![own(FoiLimit::Amber, date(2026, 1, 1), Some(3), "示范县")];
        let settings = FoiSettings::national().with_own(&[city, county]);
        let on = |limit: FoiLimit| limit.of_day(&settings, date(2026, 2, 1)).unwrap().value;
        assert_eq!((on(FoiLimit::Amber), on(FoiLimit::Red)), (3, 2));
    }

    #[test]
    fn what_the_law_fixes_nobody_changes_and_all_reasons_are_told() {
        let national = FoiSettings::national();
        let new =
            Proposed { limit: FoiLimit::Reply, value: Some(0), from: date(2018, 1, 1), basis: " ", note: "" };
        let codes = |new| {
            let all = reasons_not_to_set(new, &national, date(2026, 11, 24));
            all.iter().map(|one| one.code).collect::<Vec<_>>()
        };
        let all = ["foi.limit_fixed", "foi.limit_zero", "foi.limit_day", "foi.limit_no_basis"];
        assert_eq!(codes(new), all);
        let good = Proposed { from: date(2026, 11, 24), basis: "x", ..new };
        let with = |limit, value| codes(Proposed { limit, value: Some(value), ..good });
        assert_eq!(with(FoiLimit::OtherOrgan, 16), ["foi.limit_too_large"]);
        assert_eq!(with(FoiLimit::OtherOrgan, 15), [""; 0]);
        assert_eq!(with(FoiLimit::Anew, 21), ["foi.limit_too_large"]);
        assert_eq!(with(FoiLimit::Red, 5), ["foi.limit_crossed"]);
        assert_eq!(with(FoiLimit::Amber, 2), ["foi.limit_crossed"]);
        assert_eq!(with(FoiLimit::InYear, 9), ["foi.limit_crossed"]);
        let past = Proposed { from: date(2026, 1, 1), limit: FoiLimit::Correction, ..good };
        assert_eq!(codes(Proposed { value: Some(9), ..past }), ["foi.limit_shortened"]);
        assert_eq!(codes(Proposed { value: Some(15), ..past }), [""; 0]);
        assert_eq!(codes(Proposed { value: None, ..past }), [""; 0]);
    }

    #[test]
    fn what_is_marked_inferred_is_open_to_an_organ_and_nothing_else() {
        let national = FoiSettings::national();
        for limit in FoiLimit::ALL {
            let row = limit.of_day(&national, date(2026, 11, 24)).unwrap();
            assert_eq!(row.source.starts_with("推定"), limit.fixed_by().is_none(), "{}", limit.code());
        }
    }
}
