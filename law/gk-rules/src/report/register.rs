//! Tables B and C from the register (登记簿): every case in its cells, every cell with its cases.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::figure::Figure;
use super::format::Format;
use super::places::{Column, Course, Line, Outcome, Place};
use super::rows::{Applicants, Row};
use super::tables::Tables;
use crate::Day;
use crate::duty::settings::Setting;

crate::codes! {
    /// 复议诉讼处理结果: how a reconsideration or a suit ended, before it is sorted into the columns of table C.
    pub enum ReliefResult {
        /// 维持
        Upheld = "upheld" => "维持",
        /// 驳回复议请求、驳回诉讼请求
        ClaimRejected = "claim_rejected" => "驳回请求",
        /// 撤销
        Revoked = "revoked" => "撤销",
        /// 变更
        Changed = "changed" => "变更",
        /// 确认违法
        FoundUnlawful = "found_unlawful" => "确认违法",
        /// 责令履行
        OrderedToAct = "ordered_to_act" => "责令履行",
        /// 责令重新作出
        OrderedAnew = "ordered_anew" => "责令重新作出",
        /// 撤回
        Withdrawn = "withdrawn" => "撤回",
        /// 终止
        Ended = "ended" => "终止",
        /// 不予受理、驳回起诉
        NotAdmitted = "not_admitted" => "不予受理",
        /// 调解、和解
        Settled = "settled" => "调解或者和解",
        /// 其他
        Other = "other" => "其他",
    }
}

impl ReliefResult {
    /// 表三列: 结果纠正 is 撤销、变更、确认违法、责令履行、责令重作; 结果维持 is 维持 and 驳回请求; the rest is 其他结果 (G9).
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Upheld | Self::ClaimRejected => Outcome::Upheld,
            Self::Revoked | Self::Changed | Self::FoundUnlawful | Self::OrderedToAct | Self::OrderedAnew => {
                Outcome::Corrected
            }
            Self::Withdrawn | Self::Ended | Self::NotAdmitted | Self::Settled | Self::Other => {
                Outcome::OtherResult
            }
        }
    }
}

crate::codes! {
    /// 跨年未结案件的统计: how table C counts a case that is pending over more than one year's end (G8).
    pub enum PendingRule {
        /// 当年未结的统计一次，办结年度再统计一次
        YearOfStartAndYearOfEnd = "start_and_end" => "收案当年年末未结的计入“尚未审结”，以后年度只在审结当年统计",
        /// 每年年末未结的都统计
        EveryYearEnd = "every_year_end" => "每年年末未结的均计入“尚未审结”",
    }
}

/// 跨年未结案件的统计口径 (参数): the format says nothing of it, so it is a setting with its days and its source.
#[must_use]
pub fn pending_rule() -> Vec<Setting<PendingRule>> {
    vec![Setting {
        value: PendingRule::YearOfStartAndYearOfEnd,
        from: date(2008, 5, 1),
        until: None,
        source: "推定：年度报告格式没有规定；按“结转案件只在审结当年再次统计”处理，各地口径不同的可以改设"
            .into(),
    }]
}

/// 案件: what the report must know of a case of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// Which case: the room's own key.
    pub key: String,
    /// 收到之日 (条例 art 31): the year of b1 (G1).
    pub received_on: Day,
    /// 申请人类型, frozen at registration (G6).
    pub applicant: Applicants,
    /// 办理结果: the one row and the day of the reply (G2–G5). Of the first answer: to answer anew on an order is no
    /// second application and no second result (G7).
    pub result: Option<(Row, Day)>,
    /// 复议、诉讼
    pub relief: Vec<Relief>,
}

/// 救济案件: a reconsideration or a suit over a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    /// 类别
    pub course: Course,
    /// 受理、立案之日
    pub started_on: Day,
    /// 审结: with which result, on which day; nothing while it is pending.
    pub ended: Option<(ReliefResult, Day)>,
}

/// 登记簿统计: the tables that follow from the register, with the cases behind each cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Derived {
    /// 表二、表三; table A does not follow from applications and is blank.
    pub tables: Tables,
    /// 单元格 → 案件; a cell that nobody fills is absent.
    pub behind: BTreeMap<Place, Vec<String>>,
    /// 日期矛盾: cases with a result before the day they were received; they are counted as answered on that day.
    pub contradictory: Vec<String>,
}

impl Derived {
    /// 单元格的案件: the keys behind a cell, in the order of the register.
    #[must_use]
    pub fn cases(&self, place: Place) -> &[String] {
        self.behind.get(&place).map_or(&[], Vec::as_slice)
    }
    fn put(&mut self, place: Place, key: &str) {
        let behind = self.behind.entry(place).or_default();
        // A case with two suits of one kind counts twice and is listed once.
        if behind.last().is_none_or(|last| last != key) {
            behind.push(key.to_owned());
        }
        match place {
            Place::A(row, column) => self.tables.a.add(row, column, Figure::count(1)),
            Place::B(row, column) => self.tables.b.add(row, column, Figure::count(1)),
            Place::C(row, column) => self.tables.c.add(row, column, Figure::count(1)),
        }
    }
}

/// 统计: tables B and C of a year from the cases of an organ, in the format of that year.
#[must_use]
pub fn derive(cases: &[CaseFacts], year: i16, pending: PendingRule) -> Derived {
    let format = Format::of_year(year);
    let mut out = Derived::default();
    for place in Place::all(format).into_iter().filter(|place| !matches!(place, Place::A(..))) {
        out.tables.set(place, Some(Figure::ZERO));
    }
    for case in cases {
        if case.result.is_some_and(|(_, on)| on < case.received_on) {
            out.contradictory.push(case.key.clone());
        }
        if format.has_tables() {
            count(case, year, format, &mut out);
            for relief in &case.relief {
                count_relief(relief, &case.key, (year, pending), &mut out);
            }
        }
    }
    out
}

/// 结果之日: the day of the reply, never before the day of receipt; otherwise the sums could not agree.
fn answered_on(case: &CaseFacts) -> Option<Day> {
    case.result.map(|(_, on)| on.max(case.received_on))
}

/// The rows of table B in which a case is counted in a year (G1, G2).
fn count(case: &CaseFacts, year: i16, format: Format, out: &mut Derived) {
    let answered = answered_on(case).map(Day::year);
    let received = case.received_on.year();
    let before = answered.is_some_and(|answered| answered < year);
    if received > year || before {
        return;
    }
    let mut put = |line: Line| {
        for column in [Column::Of(case.applicant), Column::All] {
            out.put(Place::B(line, column), &case.key);
        }
    };
    put(if received == year { Line::Received } else { Line::CarriedIn });
    match case.result {
        Some((row, _)) if answered == Some(year) => {
            put(Line::Result(row).in_format(format));
            put(Line::Total);
        }
        _ => put(Line::CarriedOut),
    }
}

/// The column of table C in which a reconsideration or suit is counted in a year (G8, G9).
fn count_relief(relief: &Relief, key: &str, (year, pending): (i16, PendingRule), out: &mut Derived) {
    let started = relief.started_on.year();
    let ended = relief.ended.map(|(result, on)| (result, on.max(relief.started_on).year()));
    let outcome = match ended {
        Some((result, in_year)) if in_year == year => result.outcome(),
        Some((_, in_year)) if in_year < year => return,
        _ if started == year => Outcome::Pending,
        _ if started < year && pending == PendingRule::EveryYearEnd => Outcome::Pending,
        _ => return,
    };
    out.put(Place::C(relief.course, outcome), key);
    out.put(Place::C(relief.course, Outcome::Total), key);
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Coded;

    fn case(key: &str, received_on: Day, result: Option<(Row, Day)>) -> CaseFacts {
        CaseFacts { key: key.into(), received_on, applicant: Applicants::Person, result, relief: Vec::new() }
    }

    fn figure(derived: &Derived, code: &str) -> i64 {
        derived.tables.get(Place::from_code(code).unwrap()).and_then(Figure::whole).unwrap()
    }

    const DEFAULT: PendingRule = PendingRule::YearOfStartAndYearOfEnd;

    #[test]
    fn a_case_counts_in_the_year_it_was_received_and_in_the_year_it_was_answered() {
        let cases = [
            case("a", date(2025, 3, 1), Some((Row::Disclosed, date(2025, 3, 20)))),
            case("b", date(2024, 12, 30), Some((Row::InPart, date(2025, 1, 20)))),
            case("c", date(2025, 12, 31), Some((Row::Disclosed, date(2026, 1, 5)))),
            case("d", date(2026, 1, 2), None),
            case("e", date(2024, 6, 1), Some((Row::Disclosed, date(2024, 6, 20)))),
            case("f", date(2024, 6, 1), None),
        ];
        let derived = derive(&cases, 2025, DEFAULT);
        let at = |code| figure(&derived, code);
        assert_eq!((at("b1.total"), at("b2.total"), at("b3.7.total"), at("b4.total")), (2, 2, 2, 2));
        assert_eq!((at("b3.1.person"), at("b3.2.total"), at("b3.3.1.total")), (1, 1, 0));
        assert_eq!(derived.cases(Place::B(Line::CarriedIn, Column::All)), ["b", "f"]);
        assert_eq!(derived.cases(Place::B(Line::CarriedOut, Column::Of(Applicants::Person))), ["c", "f"]);
        assert!(derived.cases(Place::B(Line::OtherHandling, Column::All)).is_empty());
    }

    #[test]
    fn years_of_the_older_format_count_other_handling_in_one_row() {
        let cases = [case("a", date(2020, 3, 1), Some((Row::NotPaid, date(2020, 3, 20))))];
        let derived = derive(&cases, 2020, DEFAULT);
        assert_eq!(
            (figure(&derived, "b3.6.total"), derived.tables.b.get(Line::Result(Row::NotPaid), Column::All)),
            (1, None)
        );
        assert_eq!(derive(&cases, 2018, DEFAULT).tables, Tables::default());
    }

    #[test]
    fn a_reply_before_the_receipt_is_a_contradiction_and_the_sums_still_agree() {
        let cases = [case("a", date(2025, 1, 3), Some((Row::Disclosed, date(2024, 12, 30))))];
        let derived = derive(&cases, 2025, DEFAULT);
        assert_eq!(derived.contradictory, ["a"]);
        assert_eq!((figure(&derived, "b1.total"), figure(&derived, "b3.7.total")), (1, 1));
        assert_eq!(figure(&derive(&cases, 2024, DEFAULT), "b3.7.total"), 0);
    }

    #[test]
    fn a_suit_pending_over_years_is_counted_as_the_setting_says() {
        let mut one = case("a", date(2023, 3, 1), Some((Row::Disclosed, date(2023, 3, 20))));
        let suit = |ended| Relief { course: Course::Direct, started_on: date(2023, 9, 1), ended };
        one.relief = vec![suit(Some((ReliefResult::OrderedAnew, date(2025, 2, 1)))), suit(None)];
        let pending =
            |year, rule| figure(&derive(std::slice::from_ref(&one), year, rule), "c.direct.pending");
        assert_eq!([2023, 2024, 2025].map(|year| pending(year, DEFAULT)), [2, 0, 0]);
        assert_eq!(
            [2022, 2023, 2024, 2025].map(|year| pending(year, PendingRule::EveryYearEnd)),
            [0, 2, 2, 1]
        );
        let derived = derive(&[one], 2025, DEFAULT);
        assert_eq!((figure(&derived, "c.direct.corrected"), figure(&derived, "c.direct.total")), (1, 1));
        assert_eq!(pending_rule()[0].value, DEFAULT);
    }

    #[test]
    fn every_result_of_relief_has_its_column() {
        for result in ReliefResult::ALL {
            assert!(!matches!(result.outcome(), Outcome::Pending | Outcome::Total), "{}", result.code());
        }
        assert_eq!(ReliefResult::ClaimRejected.outcome(), Outcome::Upheld);
    }

    pub(crate) fn any_day() -> impl Strategy<Value = Day> {
        (2022_i16..=2026, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
    }

    fn any_relief() -> impl Strategy<Value = Relief> {
        let ended = proptest::option::of((proptest::sample::select(ReliefResult::ALL), any_day()));
        (proptest::sample::select(Course::ALL), any_day(), ended)
            .prop_map(|(course, started_on, ended)| Relief { course, started_on, ended })
    }

    fn any_case() -> impl Strategy<Value = CaseFacts> {
        let result = proptest::option::of((proptest::sample::select(Row::ALL), any_day()));
        let relief = proptest::collection::vec(any_relief(), 0..3);
        (any_day(), proptest::sample::select(Applicants::ALL), result, relief).prop_map(
            |(received_on, applicant, result, relief)| CaseFacts {
                key: String::new(),
                received_on,
                applicant,
                result,
                relief,
            },
        )
    }

    /// Any register of up to so many cases.
    pub(crate) fn any_register(most: usize) -> impl Strategy<Value = Vec<CaseFacts>> {
        proptest::collection::vec(any_case(), 0..most).prop_map(|mut cases| {
            for (n, case) in cases.iter_mut().enumerate() {
                case.key = format!("{n}");
            }
            cases
        })
    }

    proptest! {
        #[test]
        fn what_is_carried_out_of_a_year_is_carried_into_the_next(cases in any_register(30)) {
            for year in 2021..=2026_i16 {
                let (this, next) = (derive(&cases, year, DEFAULT), derive(&cases, year + 1, DEFAULT));
                for column in Column::EACH {
                    prop_assert_eq!(
                        this.cases(Place::B(Line::CarriedOut, column)),
                        next.cases(Place::B(Line::CarriedIn, column))
                    );
                }
            }
        }

        #[test]
        fn every_figure_of_table_b_is_the_number_of_its_cases(cases in any_register(30)) {
            let derived = derive(&cases, 2024, DEFAULT);
            for place in Place::all(Format::Of2021).into_iter().filter(|place| matches!(place, Place::B(..))) {
                prop_assert_eq!(derived.tables.get(place), Some(Figure::count(derived.cases(place).len())));
            }
        }
    }
}
