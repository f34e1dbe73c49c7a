//! Periods of the law and of practice (期限参数), each with the days between which it holds and its source; no falling back.
//!
//! An application is judged by the law of its day of receipt: before 2019-05-15 by the regulation of 2008.

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::duty::settings::{NoSetting, REGULATION_FROM, REVISION_FROM, Setting, in_force};
use crate::time::calendar::Calendar;

/// 依申请公开的期限参数, in working days unless a name says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoiSettings {
    /// FOI-REPLY-20 答复期限
    pub reply: Vec<Setting<u32>>,
    /// FOI-EXT-20 最长延期
    pub extension: Vec<Setting<u32>>,
    /// FOI-CORR-7 补正告知期限
    pub correction_notice: Vec<Setting<u32>>,
    /// FOI-CORR-DUE 补正期限
    pub correction: Vec<Setting<u32>>,
    /// FOI-3P-15, FOI-JOINT-15 征求意见期限
    pub consultation: Consulting,
    /// FOI-FEE-PAY-20 缴费期限
    pub fee: Vec<Setting<u32>>,
    /// FOI-CORRECT 更正本人信息的内部期限
    pub own_records: Vec<Setting<u32>>,
    /// 责令重新答复的期限, where the decision fixes none
    pub anew: Vec<Setting<u32>>,
    /// 救济期限
    pub remedies: Remedies,
    /// 预警
    pub warnings: Vec<Setting<Warnings>>,
    /// 大量、频繁的提示线
    pub excess: Vec<Setting<Threshold>>,
}

/// 征求意见期限, in working days after the letter was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consulting {
    /// 第三方
    pub third_party: Vec<Setting<u32>>,
    /// 共同制作机关
    pub joint_maker: Vec<Setting<u32>>,
    /// 其他机关
    pub other_organ: Vec<Setting<u32>>,
}

/// 救济期限
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedies {
    /// REV-60, in days
    pub review_days: Vec<Setting<u32>>,
    /// SUIT-6M, in months
    pub suit_months: Vec<Setting<u32>>,
    /// SUIT-15, in days
    pub suit_after_review_days: Vec<Setting<u32>>,
}

/// 预警: how many working days before the last day a case turns amber, then red.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warnings {
    /// 黄色
    pub amber: u32,
    /// 红色; less than amber
    pub red: u32,
}

/// 大量、频繁的提示线: from how many applications of one applicant on the organ may look whether art 35 applies. A hint only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// In a calendar month.
    pub in_month: u32,
    /// In a calendar year.
    pub in_year: u32,
}

/// 适用的规范: calendar and settings, by which days are counted.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// 工作日历
    pub calendar: &'a Calendar,
    /// 期限参数
    pub settings: &'a FoiSettings,
}

const FEE_FROM: Day = jiff::civil::date(2021, 1, 1);
const LITIGATION_FROM: Day = jiff::civil::date(2015, 5, 1);

fn since<T>(value: T, from: Day, source: &str) -> Setting<T> {
    Setting { value, from, until: None, source: source.to_owned() }
}

fn old_and_new(old: u32, old_source: &str, new: u32, new_source: &str) -> Vec<Setting<u32>> {
    let until = REVISION_FROM.yesterday().ok();
    let former = Setting { value: old, from: REGULATION_FROM, until, source: old_source.to_owned() };
    vec![former, since(new, REVISION_FROM, new_source)]
}

impl FoiSettings {
    /// 国家规定: the law's periods, and for what it leaves open the values of practice, marked 推定.
    #[must_use]
    pub fn national() -> Self {
        Self {
            reply: old_and_new(
                15,
                "《政府信息公开条例》（2008年施行）第二十四条",
                20,
                "《政府信息公开条例》第三十三条",
            ),
            extension: old_and_new(
                15,
                "《政府信息公开条例》（2008年施行）第二十四条",
                20,
                "《政府信息公开条例》第三十三条",
            ),
            correction_notice: vec![since(7, REVISION_FROM, "《政府信息公开条例》第三十条")],
            correction: vec![since(
                10,
                REGULATION_FROM,
                "推定：《政府信息公开条例》第三十条“合理的补正期限”，实践为10至15个工作日",
            )],
            consultation: Consulting {
                third_party: vec![since(15, REVISION_FROM, "《政府信息公开条例》第三十二条")],
                joint_maker: vec![since(15, REVISION_FROM, "《政府信息公开条例》第三十四条")],
                other_organ: vec![since(
                    15,
                    REVISION_FROM,
                    "推定：比照《政府信息公开条例》第三十四条；第三十三条只规定征求其他机关意见的时间不计算在内",
                )],
            },
            fee: vec![since(20, FEE_FROM, "国办函〔2020〕109号")],
            own_records: vec![since(
                20,
                REVISION_FROM,
                "推定：内部期限，《政府信息公开条例》第四十一条没有规定日数",
            )],
            anew: vec![since(
                20,
                REGULATION_FROM,
                "推定：决定没有指明期限的，比照答复期限；自收到决定之日起计算",
            )],
            remedies: Remedies::national(),
            warnings: vec![since(Warnings { amber: 5, red: 2 }, REGULATION_FROM, "推定：由机关设定")],
            excess: vec![since(
                Threshold { in_month: 10, in_year: 30 },
                REVISION_FROM,
                "推定：比照国办函〔2020〕109号每月10件的免费限额；只作提示，不得据此不予受理",
            )],
        }
    }
}

impl Remedies {
    fn national() -> Self {
        Self {
            review_days: vec![since(60, REGULATION_FROM, "《行政复议法》第二十条（2023年修订前为第九条）")],
            suit_months: vec![
                Setting {
                    value: 3,
                    from: REGULATION_FROM,
                    until: LITIGATION_FROM.yesterday().ok(),
                    source: "《行政诉讼法》（1989年）第三十九条".into(),
                },
                since(6, LITIGATION_FROM, "《行政诉讼法》第四十六条"),
            ],
            suit_after_review_days: vec![since(15, REGULATION_FROM, "《行政诉讼法》第四十五条")],
        }
    }
}

impl Law<'_> {
    /// 答复期限 for an application received on the day.
    ///
    /// # Errors
    /// [`NoSetting`] before the regulation was in force.
    pub fn reply_days(&self, received: Day) -> Result<&Setting<u32>, NoSetting> {
        in_force("答复期限", &self.settings.reply, received)
    }
    /// 最长延期 for an application received on the day.
    ///
    /// # Errors
    /// [`NoSetting`] before the regulation was in force.
    pub fn longest_extension(&self, received: Day) -> Result<&Setting<u32>, NoSetting> {
        in_force("最长延期", &self.settings.extension, received)
    }
    /// 某日有效的参数, where the law of that day has one; the law of 2008 knew no periods for 补正 and 征求意见.
    #[must_use]
    pub fn of_day<'a, T>(&self, rows: &'a [Setting<T>], day: Day) -> Option<&'a Setting<T>> {
        in_force("", rows, day).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_application_received_before_the_revision_is_judged_by_fifteen_days() {
        let (calendar, settings) = (Calendar::default(), FoiSettings::national());
        let law = Law { calendar: &calendar, settings: &settings };
        assert_eq!(law.reply_days(date(2019, 5, 14)).unwrap().value, 15);
        assert_eq!(law.reply_days(date(2019, 5, 15)).unwrap().value, 20);
        assert_eq!(law.longest_extension(date(2019, 5, 14)).unwrap().value, 15);
        assert_eq!(law.longest_extension(date(2019, 5, 15)).unwrap().value, 20);
        assert!(law.reply_days(date(2008, 4, 30)).is_err(), "no falling back to the first row");
        assert_eq!(law.of_day(&settings.correction_notice, date(2019, 5, 14)), None);
        assert_eq!(law.of_day(&settings.fee, date(2020, 12, 31)), None);
        assert_eq!(law.of_day(&settings.remedies.suit_months, date(2015, 4, 30)).unwrap().value, 3);
    }

    #[test]
    fn what_no_text_fixes_says_that_it_is_inferred() {
        let settings = FoiSettings::national();
        let inferred =
            [&settings.correction, &settings.own_records, &settings.anew, &settings.consultation.other_organ];
        assert!(inferred.iter().all(|rows| rows.iter().all(|row| row.source.starts_with("推定"))));
        assert!(settings.reply.iter().all(|row| row.source.contains("条例")));
    }
}
