//! Grounds of withholding (不予公开的理由): what each must say beside its name, and where it may not be used.
//!
//! 条例 arts 14, 15, 16. A work secret (工作秘密, 保守国家秘密法 art 64) is no ground by itself: it is a matter of arts 14 to
//! 16, or it is public.

use serde::{Deserialize, Serialize};

use crate::citation::{ogi, state_secrets};
pub use crate::redaction::classes::{InternalClass, ProcessClass, Safety};
use crate::redaction::ground::Ground;
use crate::{Coded, Day, Reason};

crate::codes! {
    /// 密级 with the longest term that each allows (保守国家秘密法 art 20).
    pub enum SecrecyLevel {
        /// 绝密
        Top = "top" => "绝密",
        /// 机密
        High = "high" => "机密",
        /// 秘密
        Plain = "plain" => "秘密",
    }
}

impl SecrecyLevel {
    /// 最长保密期限, in years.
    #[must_use]
    pub const fn most_years(self) -> i16 {
        match self {
            Self::Top => 30,
            Self::High => 20,
            Self::Plain => 10,
        }
    }
}

crate::codes! {
    /// 第三方意见 (条例 arts 15, 32)
    pub enum PartyOpinion {
        /// 尚未征求
        NotAsked = "not_asked" => "尚未征求意见",
        /// 不同意公开
        Refuses = "refuses" => "不同意公开",
        /// 逾期未答
        Silent = "silent" => "逾期未提出意见",
        /// 同意公开
        Agrees = "agrees" => "同意公开",
    }
}

/// 理由及要件: a ground with what it must say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Detail {
    /// 国家秘密
    Secret {
        /// 密级
        level: SecrecyLevel,
        /// 定密日期
        classified_on: Day,
        /// 保密期限届满日
        until: Day,
        /// 定密依据
        basis: String,
    },
    /// 法律、行政法规禁止公开
    Forbidden {
        /// 法律、行政法规名称
        law: String,
        /// 条款
        article: String,
    },
    /// 三安全一稳定
    Security {
        /// 危及什么
        dangers: Vec<Safety>,
        /// 为什么
        why: String,
    },
    /// 第三方合法权益
    ThirdParty {
        /// 商业秘密; 个人隐私 when false.
        trade: bool,
        /// 第三方
        party: String,
        /// 第三方意见
        opinion: PartyOpinion,
        /// 不公开会对公共利益造成重大影响
        public_interest: bool,
        /// 权衡说明
        weighing: String,
    },
    /// 内部事务信息
    Internal {
        /// 类别
        class: InternalClass,
    },
    /// 过程性信息
    Process {
        /// 类别
        class: ProcessClass,
        /// 终结事件: the decision after which it is looked at again.
        end_event: String,
        /// 终结日期, once it has happened.
        ended_on: Option<Day>,
        /// 法律、法规、规章规定应当公开
        ordered_open: bool,
    },
    /// 行政执法案卷信息
    CaseFile {
        /// 案号
        case_number: String,
        /// 法律、法规、规章规定应当公开
        ordered_open: bool,
    },
}

impl Detail {
    /// 理由
    #[must_use]
    pub const fn ground(&self) -> Ground {
        match self {
            Self::Secret { .. } => Ground::Secret,
            Self::Forbidden { .. } => Ground::Forbidden,
            Self::Security { .. } => Ground::Security,
            Self::ThirdParty { trade: true, .. } => Ground::Trade,
            Self::ThirdParty { .. } => Ground::Privacy,
            Self::Internal { .. } => Ground::Internal,
            Self::Process { .. } => Ground::Process,
            Self::CaseFile { .. } => Ground::File,
        }
    }
    /// 编码 in select lists: N1 to N7.
    #[must_use]
    pub const fn number(&self) -> &'static str {
        match self {
            Self::Secret { .. } => "N1",
            Self::Forbidden { .. } => "N2",
            Self::Security { .. } => "N3",
            Self::ThirdParty { .. } => "N4",
            Self::Internal { .. } => "N5",
            Self::Process { .. } => "N6",
            Self::CaseFile { .. } => "N7",
        }
    }
    /// 是否“不得公开”: arts 14 and 15 forbid, art 16 leaves it to the organ.
    #[must_use]
    pub const fn is_mandatory(&self) -> bool {
        !matches!(self, Self::Internal { .. } | Self::Process { .. } | Self::CaseFile { .. })
    }
}

/// 理由不成立之处: why a ground cannot carry a refusal; all of it at once.
#[must_use]
pub fn reasons_against(detail: &Detail, today: Day) -> Vec<Reason> {
    let mut against = Vec::new();
    match detail {
        Detail::Secret { level, classified_on, until, basis } => {
            secret(&mut against, (*level, *classified_on, *until, basis), today);
        }
        Detail::Forbidden { law, article } => forbidden(&mut against, law, article),
        Detail::Security { dangers, why } => security(&mut against, dangers, why),
        Detail::ThirdParty { .. } => third_party(&mut against, detail),
        Detail::Internal { .. } => {}
        Detail::Process { end_event, ended_on, ordered_open, .. } => {
            if *ordered_open {
                against.push(ordered());
            }
            process(&mut against, end_event, ended_on.is_some_and(|day| day <= today));
        }
        Detail::CaseFile { case_number, ordered_open } => {
            if *ordered_open {
                against.push(ordered());
            }
            if case_number.trim().is_empty() {
                against.push(
                    Reason::new("attribute.no_case", "没有写明案号。")
                        .by(ogi(16, 2, 0))
                        .cure("请写明所属行政执法案卷的案号。"),
                );
            }
        }
    }
    against
}

/// 条例 art 16(2): what a law, a regulation or a rule orders to be open is open.
fn ordered() -> Reason {
    Reason::new("attribute.ordered_open", "法律、法规、规章规定应当公开的，从其规定。")
        .by(ogi(16, 2, 0))
        .cure("请认定为公开。")
}

/// 条例 art 14: which safety, and why.
fn security(against: &mut Vec<Reason>, dangers: &[Safety], why: &str) {
    if dangers.is_empty() {
        against.push(
            Reason::new("attribute.no_danger", "没有写明危及哪一项安全或者稳定。")
                .by(ogi(14, 0, 0))
                .cure("请在四项中选择。"),
        );
    }
    if too_short(why) {
        against.push(
            Reason::new("attribute.no_why", "没有写明公开后为什么会危及安全或者稳定。")
                .by(ogi(14, 0, 0))
                .cure("请写明可能的后果和理由。"),
        );
    }
}

/// 条例 arts 15, 32: the third party is asked, and its interest is weighed.
fn third_party(against: &mut Vec<Reason>, detail: &Detail) {
    let Detail::ThirdParty { party, opinion, public_interest, weighing, .. } = detail else { return };
    let mut no = |code, words: &str, cure: &str| {
        against.push(Reason::new(code, words).by(ogi(15, 0, 0)).cure(cure));
    };
    if party.trim().is_empty() {
        no("attribute.no_party", "没有写明第三方。", "请写明权益可能受损害的第三方。");
    }
    if *opinion == PartyOpinion::Agrees {
        no("attribute.party_agrees", "第三方同意公开，不能再以其权益为由不予公开。", "请认定为公开。");
    }
    if *public_interest {
        no(
            "attribute.public_interest",
            "认为不公开会对公共利益造成重大影响的，应当公开。",
            "请认定为公开，并告知第三方。",
        );
    }
    if *opinion == PartyOpinion::NotAsked {
        no("attribute.party_not_asked", "尚未征求第三方的意见。", "请先书面征求意见，或者写明其无法联系。");
    }
    if too_short(weighing) {
        no("attribute.no_weighing", "没有写明如何权衡第三方权益与公共利益。", "请写明权衡的结论和理由。");
    }
}

/// 条例 art 16(2): a process has an end, after which the ground is gone.
fn process(against: &mut Vec<Reason>, end_event: &str, over: bool) {
    if end_event.trim().is_empty() {
        against.push(
            Reason::new("attribute.no_end_event", "没有写明过程于何事终结。")
                .by(ogi(16, 2, 0))
                .cure("请写明作出何种决定后重新认定。"),
        );
    }
    if over {
        against.push(
            Reason::new("attribute.process_over", "决定已经作出，过程已经终结。")
                .by(ogi(16, 2, 0))
                .cure("请重新认定：可以公开的转为公开，或者写明其他理由。"),
        );
    }
}

fn too_short(words: &str) -> bool {
    words.trim().chars().count() < 8
}

/// 保守国家秘密法 art 20: a level, a term within the level's, a basis; once the term is over the secret is none.
fn secret(
    against: &mut Vec<Reason>,
    (level, from, until, basis): (SecrecyLevel, Day, Day, &str),
    today: Day,
) {
    let most = from.checked_add(jiff::Span::new().years(level.most_years())).unwrap_or(Day::MAX);
    if until > most {
        let words = format!("{}级的保密期限不超过{}年。", level.label(), level.most_years());
        against.push(
            Reason::new("attribute.term_too_long", words)
                .by(state_secrets(20, 0, 0))
                .cure("请核对保密期限。"),
        );
    }
    if until < today {
        let words = format!("保密期限已于{until}届满，自行解密。");
        against.push(
            Reason::new("attribute.declassified", words)
                .by(state_secrets(24, 0, 0))
                .cure("请重新认定公开属性。"),
        );
    }
    if until <= from {
        against.push(
            Reason::new("attribute.term_backwards", "保密期限的届满日不晚于定密日期。")
                .by(state_secrets(20, 0, 0)),
        );
    }
    if basis.trim().is_empty() {
        against.push(
            Reason::new("attribute.no_classification", "没有写明定密依据。")
                .by(ogi(14, 0, 0))
                .cure("请写明保密事项范围的条目。"),
        );
    }
}

/// 条例 art 14: a law or an administrative regulation; a rule of a department or a local regulation forbids nothing here.
fn forbidden(against: &mut Vec<Reason>, law: &str, article: &str) {
    let title = law.trim().trim_matches(['《', '》']);
    let national = title.strip_prefix("中华人民共和国").unwrap_or(title);
    let form = (national.ends_with('法') && !national.ends_with("办法"))
        || national.ends_with("条例")
        || national.ends_with("决定");
    let local = ["省", "市", "县", "自治区", "自治州", "经济特区"].iter().any(|place| {
        national.find(place).is_some_and(|at| (3..=24).contains(&at)) && national.ends_with("条例")
    }) && !["城市", "都市"].iter().any(|word| national.starts_with(word));
    if title.is_empty() {
        against.push(Reason::new("attribute.no_law", "没有写明禁止公开的法律、行政法规。").by(ogi(14, 0, 0)));
    } else if !form || local {
        let words = format!("“{title}”不是法律或者行政法规，不能作为禁止公开的依据。");
        against.push(
            Reason::new("attribute.not_a_law", words)
                .by(ogi(14, 0, 0))
                .cure("规章、地方性法规的规定，请按其他理由认定，或者公开。"),
        );
    }
    if !article.contains('条') {
        against.push(
            Reason::new("attribute.no_article", "没有写明禁止公开的条款。")
                .by(ogi(14, 0, 0))
                .cure("请写到条。"),
        );
    }
}

/// 工作秘密不是理由: what to answer whoever names it.
#[must_use]
pub fn work_secret_is_no_ground() -> Reason {
    Reason::new("attribute.work_secret", "工作秘密本身不是不予公开的理由。")
        .by(state_secrets(64, 0, 0))
        .cure("请写明属于第十四条至第十六条中的哪一项；都不属于的，应当公开。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Day = date(2026, 11, 30);
    fn codes(detail: &Detail) -> Vec<&'static str> {
        reasons_against(detail, TODAY).iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn a_secret_has_a_level_a_term_and_a_basis() {
        let secret = |years: i16, basis: &str| Detail::Secret {
            level: SecrecyLevel::Plain,
            classified_on: date(2020, 1, 1),
            until: date(2020 + years, 1, 1),
            basis: basis.into(),
        };
        assert!(codes(&secret(10, "某保密事项范围第三项")).is_empty());
        assert_eq!(codes(&secret(11, "")), ["attribute.term_too_long", "attribute.no_classification"]);
        assert_eq!(codes(&secret(5, "某范围")), ["attribute.declassified"]);
    }

    #[test]
    fn only_a_law_or_an_administrative_regulation_forbids() {
        let named = |law: &str| codes(&Detail::Forbidden { law: law.into(), article: "第九条".into() });
        for law in ["统计法", "《中华人民共和国反洗钱法》", "居民身份证条例", "城市居民委员会组织法"]
        {
            assert!(named(law).is_empty(), "{law}");
        }
        for rule in ["某某管理办法", "辽宁省某某条例", "某某规定"] {
            assert_eq!(named(rule), ["attribute.not_a_law"], "{rule}");
        }
        assert_eq!(
            codes(&Detail::Forbidden { law: String::new(), article: String::new() }),
            ["attribute.no_law", "attribute.no_article"]
        );
    }

    #[test]
    fn a_third_party_who_agrees_is_no_ground_and_must_be_asked() {
        let party = |opinion, public_interest| Detail::ThirdParty {
            trade: true,
            party: "示范公司".into(),
            opinion,
            public_interest,
            weighing: "公开后将损害其竞争地位".into(),
        };
        assert!(codes(&party(PartyOpinion::Refuses, false)).is_empty());
        assert_eq!(
            codes(&party(PartyOpinion::Agrees, true)),
            ["attribute.party_agrees", "attribute.public_interest"]
        );
        assert_eq!(codes(&party(PartyOpinion::NotAsked, false)), ["attribute.party_not_asked"]);
    }

    #[test]
    fn what_may_be_withheld_must_be_open_where_a_rule_orders_it() {
        let process = |ended_on, ordered_open| Detail::Process {
            class: ProcessClass::Draft,
            end_event: "印发正式文件".into(),
            ended_on,
            ordered_open,
        };
        assert!(codes(&process(None, false)).is_empty());
        assert_eq!(codes(&process(Some(TODAY), true)), ["attribute.ordered_open", "attribute.process_over"]);
        let file = Detail::CaseFile { case_number: String::new(), ordered_open: true };
        assert_eq!(codes(&file), ["attribute.ordered_open", "attribute.no_case"]);
        assert!(!file.is_mandatory() && file.number() == "N7");
    }

    #[test]
    fn danger_is_named_and_explained() {
        let none = Detail::Security { dangers: Vec::new(), why: "影响".into() };
        assert_eq!(codes(&none), ["attribute.no_danger", "attribute.no_why"]);
        assert_eq!(work_secret_is_no_ground().code, "attribute.work_secret");
    }
}
