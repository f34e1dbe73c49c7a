//! The rules of a limit in words (规则的文字表述): what was understood of a 公开时限, said back so that it can be checked.

use super::limit::{DayInPeriod, Kind, Period, Rule, Span, Trigger, Unit};
use crate::Coded;

impl Unit {
    /// 量词: how it is counted in a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::WorkingDay => "个工作日",
            Self::Day => "日",
            Self::Month => "个月",
            Self::Hour => "小时",
        }
    }
}

impl Span {
    /// 时间长度的文字: 20个工作日.
    #[must_use]
    pub fn words(self) -> String {
        format!("{}{}", self.n, self.unit.words())
    }
}

impl Period {
    /// 周期的文字: 每月, 每3个月, 每20个工作日.
    #[must_use]
    pub fn words(self, n: u32) -> String {
        if self != Self::WorkingDays
            && let Some(one) = self.times(n)
        {
            return one.single().to_owned();
        }
        let unit = match self {
            Self::Day => "日",
            Self::Week => "周",
            Self::Month => "个月",
            Self::Quarter => "个季度",
            Self::HalfYear => "个半年",
            Self::Year => "年",
            Self::WorkingDays => "个工作日",
        };
        format!("每{n}{unit}")
    }

    const fn single(self) -> &'static str {
        match self {
            Self::Day => "每日",
            Self::Week => "每周",
            Self::Month => "每月",
            Self::Quarter => "每季度",
            Self::HalfYear => "每半年",
            Self::Year => "每年",
            Self::WorkingDays => "每个工作日",
        }
    }
}

impl Trigger {
    /// 起算点的文字: the words of the text, or the name of the event.
    #[must_use]
    pub fn said(&self) -> &str {
        if self.words.is_empty() { self.event.label() } else { &self.words }
    }
}

impl Rule {
    /// 规则的文字表述: one sentence without a full stop.
    #[must_use]
    pub fn words(&self) -> String {
        let mut parts = vec![self.promise()];
        if let Some(posting) = self.min_posting {
            parts.push(format!("公示不少于{}", posting.words()));
        }
        if self.escape {
            parts.push("法律、法规另有规定的，从其规定".to_owned());
        }
        let said = parts.join("；");
        match self.scope.as_deref().filter(|scope| !scope.is_empty()) {
            Some(scope) => format!("{scope}：{said}"),
            None => said,
        }
    }

    fn promise(&self) -> String {
        let from = self.trigger.as_ref().map(Trigger::said);
        match &self.kind {
            Kind::Within { n, unit } => within(from, Span { n: *n, unit: *unit }),
            Kind::Immediate => match from {
                Some(event) => format!("{event}后及时公开，最迟不超过20个工作日（条例第二十六条）"),
                None => "及时公开，最迟自信息形成或者变更之日起20个工作日内（条例第二十六条）".to_owned(),
            },
            Kind::Periodic { period, n, times, day } => periodic(*period, *n, *times, *day),
            Kind::Continuous => "长期公开".to_owned(),
            Kind::ByDate { year: Some(year), month, day } => format!("{year}年{month}月{day}日前公开"),
            Kind::ByDate { year: None, month, day } => format!("每年{month}月{day}日前公开"),
            Kind::WithEvent => format!("与{}同步公开", from.unwrap_or("相关事项")),
            Kind::PerLaw => "按照其他规定的期限公开，具体期限须由人写明".to_owned(),
            Kind::SameAsAbove => "与目录上一行的时限相同".to_owned(),
            Kind::Unclear => "时限不明确，须由人核对原文".to_owned(),
        }
    }
}

fn within(from: Option<&str>, span: Span) -> String {
    match (from, span.unit) {
        (Some(event), Unit::Hour) => format!("{event}起{}内公开", span.words()),
        (Some(event), _) => format!("自{event}之日起{}内公开", span.words()),
        (None, _) => format!("{}内公开（原文未写起算点，按信息形成或者变更之日起计算）", span.words()),
    }
}

fn periodic(period: Period, n: u32, times: u32, day: Option<DayInPeriod>) -> String {
    let every = period.words(n);
    let by = day.map(|day| by(period, day)).unwrap_or_default();
    if times > 1 { format!("{every}{by}至少公开{times}次") } else { format!("{every}{by}公开") }
}

/// The fixed day of a period: 20日前, 首个月的20日前, 星期一前, 月底前.
fn by(period: Period, at: DayInPeriod) -> String {
    const WEEK: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    if period == Period::Week {
        let name = usize::try_from(at.day - 1).ok().and_then(|place| WEEK.get(place)).copied();
        return format!("星期{}前", name.unwrap_or_default());
    }
    let day = if at.day >= 31 { "底".to_owned() } else { format!("{}日", at.day) };
    match (at.month, period) {
        (Some(month), Period::Year) if at.day >= 31 => format!("{month}月底前"),
        (Some(month), Period::Year) => format!("{month}月{day}前"),
        (Some(month), _) if at.day >= 31 => format!("第{month}个月月底前"),
        (Some(month), _) => format!("第{month}个月的{day}前"),
        (None, Period::Year) if at.day >= 31 => "年底前".to_owned(),
        (None, _) if at.day >= 31 => "月底前".to_owned(),
        (None, _) => format!("{day}前"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::read;

    fn said(phrase: &str) -> Vec<String> {
        read(phrase).rules.iter().map(super::Rule::words).collect()
    }

    #[test]
    fn what_was_read_is_said_back() {
        for (phrase, words) in [
            ("自信息形成或者变更之日起20个工作日内", "自信息形成或者变更之日起20个工作日内公开"),
            ("长期公开", "长期公开"),
            ("每季度公开", "每季度公开"),
            ("每年1月31日前", "每年1月31日前公开"),
            ("每月20日前", "每月20日前公开"),
        ] {
            assert_eq!(said(phrase), [words], "{phrase}");
        }
        assert!(said("及时公开").concat().contains("第二十六条"));
    }

    #[test]
    fn a_limit_without_a_start_says_what_is_assumed() {
        assert!(said("20个工作日内").concat().contains("原文未写起算点"), "{:?}", said("20个工作日内"));
    }

    proptest::proptest! {
        #[test]
        fn every_limit_can_be_said_back(text in "\\PC{0,40}") {
            for words in said(&text) {
                proptest::prop_assert!(!words.is_empty());
            }
        }
    }
}
