//! Looking again (定期评估审查): when a decision not to publish is looked at anew, and what may come of it.
//!
//! 条例 art 18: periodically; the text names no period, so that a year is a dated setting. Art 44: what several people ask for, or
//! an applicant suggests, is looked at without waiting. 保守国家秘密法 art 24: at the end of the term the secret is none.

use serde::{Deserialize, Serialize};

use super::ground::Detail;
use super::{Attribute, Determination};
use crate::citation::{ogi, state_secrets};
use crate::duty::settings::{NoSetting, REGULATION_FROM, Setting, in_force};
use crate::{Citation, Day, Reason};

crate::codes! {
    /// 重新评估的缘由
    pub enum Occasion {
        /// 定期
        Periodic = "periodic" => "定期评估审查",
        /// 过程终结
        EndEvent = "end_event" => "过程已经终结",
        /// 解密
        Declassified = "declassified" => "保密期限届满或者解密",
        /// 多人申请
        SeveralApplicants = "several_applicants" => "多个申请人申请公开同一信息",
        /// 申请人建议
        Suggested = "suggested" => "申请人建议主动公开",
        /// 目录变动
        CatalogChanged = "catalog_changed" => "公开目录或者标准指引变动",
    }
}

crate::codes! {
    /// 评估结果
    pub enum Outcome {
        /// 维持不予公开
        Keep = "keep" => "维持不予公开",
        /// 转为主动公开
        Open = "open" => "转为主动公开",
        /// 转为依申请公开
        OnRequest = "on_request" => "转为依申请公开",
    }
}

impl Occasion {
    /// 依据
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::Periodic | Self::EndEvent | Self::CatalogChanged => ogi(18, 0, 0),
            Self::Declassified => state_secrets(24, 0, 0),
            Self::SeveralApplicants | Self::Suggested => ogi(44, 0, 0),
        }
    }
}

/// 评估周期（月）
#[must_use]
pub fn period_months() -> Vec<Setting<u32>> {
    vec![Setting {
        value: 12,
        from: REGULATION_FROM,
        until: None,
        source: "推定：一年；《政府信息公开条例》第十八条只规定“定期”".into(),
    }]
}

/// 申请人数: from how many applicants on the same information is looked at again.
pub const SEVERAL_APPLICANTS: u32 = 3;

/// 下次评估: the day and the occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextLook {
    /// 日期
    pub on: Day,
    /// 缘由
    pub occasion: Occasion,
}

/// 推算下次评估: the earliest of the period, the end of the process and the end of the term; nothing for what is public.
///
/// # Errors
/// [`NoSetting`] when no period holds on the day of the decision.
pub fn next_look(
    decided: &Determination,
    decided_on: Day,
    periods: &[Setting<u32>],
) -> Result<Option<NextLook>, NoSetting> {
    if decided.attribute == Attribute::Proactive {
        return Ok(None);
    }
    let months = in_force("不予公开信息评估周期", periods, decided_on)?.value;
    let on = decided_on
        .checked_add(jiff::Span::new().months(i32::try_from(months).unwrap_or(12)))
        .unwrap_or(Day::MAX);
    let periodic = NextLook { on, occasion: Occasion::Periodic };
    let named = decided.grounds.iter().filter_map(|detail| match detail {
        Detail::Process { ended_on: Some(on), .. } => {
            Some(NextLook { on: *on, occasion: Occasion::EndEvent })
        }
        Detail::Secret { until, .. } => Some(NextLook { on: *until, occasion: Occasion::Declassified }),
        _ => None,
    });
    Ok(named.chain([periodic]).min_by_key(|look| look.on))
}

/// 因申请而评估: whether applications make it due at once.
#[must_use]
pub fn by_applications(applicants: u32, suggested: bool) -> Option<Occasion> {
    match (applicants >= SEVERAL_APPLICANTS, suggested) {
        (true, _) => Some(Occasion::SeveralApplicants),
        (false, true) => Some(Occasion::Suggested),
        _ => None,
    }
}

/// 不得如此评估的理由: what is kept must still have its ground on the day; what is turned must not be forbidden.
#[must_use]
pub fn reasons_not_to_conclude(
    decided: &Determination,
    outcome: Outcome,
    why: &str,
    today: Day,
) -> Vec<Reason> {
    let mut against = Vec::new();
    if decided.attribute == Attribute::Proactive {
        against.push(
            Reason::new("attribute.already_open", "该信息已经主动公开，不需要评估。").by(ogi(18, 0, 0)),
        );
    }
    if why.trim().chars().count() < super::determination::LEAST_OPINION {
        against
            .push(Reason::new("attribute.no_assessment", "请写明评估意见，不少于10个字。").by(ogi(18, 0, 0)));
    }
    match outcome {
        Outcome::Keep => {
            against.extend(
                decided.grounds.iter().flat_map(|detail| super::ground::reasons_against(detail, today)),
            );
        }
        Outcome::Open | Outcome::OnRequest => {
            let standing = decided.grounds.iter().filter(|detail| {
                detail.is_mandatory() && super::ground::reasons_against(detail, today).is_empty()
            });
            for detail in standing {
                let words = format!("{}的理由仍然成立，不得公开。", detail.number());
                against.push(Reason::new("attribute.still_forbidden", words).by(detail.ground().basis()));
            }
        }
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::determination::tests::{TODAY, internal};
    use crate::attribute::ground::{ProcessClass, SecrecyLevel};
    use jiff::civil::date;

    fn with(detail: Detail) -> Determination {
        Determination { grounds: vec![detail], ..internal() }
    }
    fn process(ended_on: Option<Day>) -> Detail {
        Detail::Process {
            class: ProcessClass::Draft,
            end_event: "印发".into(),
            ended_on,
            ordered_open: false,
        }
    }
    fn secret(until: Day) -> Detail {
        Detail::Secret {
            level: SecrecyLevel::Plain,
            classified_on: date(2020, 1, 1),
            until,
            basis: "某范围".into(),
        }
    }

    #[test]
    fn what_is_withheld_is_looked_at_every_year_and_sooner_when_its_ground_ends() {
        let look = |decided: &Determination| next_look(decided, date(2024, 2, 29), &period_months()).unwrap();
        assert_eq!(look(&internal()), Some(NextLook { on: date(2025, 2, 28), occasion: Occasion::Periodic }));
        assert_eq!(
            look(&with(process(Some(date(2024, 6, 1))))),
            Some(NextLook { on: date(2024, 6, 1), occasion: Occasion::EndEvent })
        );
        assert_eq!(
            look(&with(secret(date(2024, 12, 31)))).map(|look| look.occasion),
            Some(Occasion::Declassified)
        );
        assert_eq!(look(&Determination::open("")), None);
        assert!(next_look(&internal(), date(2000, 1, 1), &period_months()).is_err());
    }

    #[test]
    fn several_applicants_or_a_suggestion_make_it_due_at_once() {
        assert_eq!(by_applications(3, false), Some(Occasion::SeveralApplicants));
        assert_eq!(by_applications(1, true), Some(Occasion::Suggested));
        assert_eq!(by_applications(2, false), None);
    }

    #[test]
    fn a_ground_that_is_gone_is_not_kept_and_one_that_stands_is_not_opened() {
        let codes = |decided: &Determination, outcome| -> Vec<&'static str> {
            reasons_not_to_conclude(decided, outcome, "经评估，情况没有变化，维持", TODAY)
                .iter()
                .map(|one| one.code)
                .collect()
        };
        assert_eq!(codes(&with(process(Some(TODAY))), Outcome::Keep), ["attribute.process_over"]);
        assert_eq!(codes(&with(secret(date(2029, 1, 1))), Outcome::Open), ["attribute.still_forbidden"]);
        assert!(codes(&with(secret(date(2025, 1, 1))), Outcome::Open).is_empty());
        assert!(codes(&internal(), Outcome::Open).is_empty() && codes(&internal(), Outcome::Keep).is_empty());
        assert_eq!(codes(&Determination::open(""), Outcome::Keep), ["attribute.already_open"]);
    }
}
