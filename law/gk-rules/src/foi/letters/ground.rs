//! Grounds of withholding (不予公开情形): each with what the law makes the letter say (条例 arts 14–16, 32, 36).

use serde::{Deserialize, Serialize};

use super::value::{Opinion, Told, Value};
use super::words::{one_line, unclosed};
use crate::foi::Decision;
use crate::paper::words;
pub use crate::redaction::classes::{InternalClass, ProcessClass, Safety};
use crate::{Coded, Day};

crate::codes! {
    /// 第三方权益 (条例 art 15).
    pub enum Interest {
        /// 商业秘密
        TradeSecret = "trade_secret" => "商业秘密",
        /// 个人隐私
        Privacy = "privacy" => "个人隐私",
    }
}

/// 不予公开情形: one of the seven, with the particulars its letter must carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Ground {
    /// 国家秘密: that it is one, and the basis; never the content.
    StateSecret {
        /// 定密依据
        basis: String,
    },
    /// 法律、行政法规禁止公开
    ForbiddenByLaw {
        /// 法律、行政法规的名称和条款
        law: String,
    },
    /// 三安全一稳定
    Security {
        /// Which of the four.
        which: Vec<Safety>,
    },
    /// 第三方合法权益
    ThirdParty {
        /// 商业秘密 or 个人隐私.
        interest: Interest,
        /// The day on which the third party was asked.
        asked_on: Day,
        /// What it answered.
        opinion: Opinion,
        /// 公共利益的衡量
        weighing: String,
    },
    /// 内部事务信息
    InternalAffairs {
        /// Which of the three.
        class: InternalClass,
    },
    /// 过程性信息
    InProcess {
        /// Which of the four.
        class: ProcessClass,
    },
    /// 行政执法案卷
    EnforcementFile {
        /// 查阅案卷的途径
        reading: String,
    },
}

impl Ground {
    /// 答复类型
    #[must_use]
    pub const fn decision(&self) -> Decision {
        match self {
            Self::StateSecret { .. } => Decision::StateSecret,
            Self::ForbiddenByLaw { .. } => Decision::ForbiddenByLaw,
            Self::Security { .. } => Decision::Security,
            Self::ThirdParty { .. } => Decision::ThirdParty,
            Self::InternalAffairs { .. } => Decision::InternalAffairs,
            Self::InProcess { .. } => Decision::InProcess,
            Self::EnforcementFile { .. } => Decision::EnforcementFile,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::StateSecret { basis } => {
                format!("属于依法确定为国家秘密的政府信息，定密依据为{}", unclosed(basis))
            }
            Self::ForbiddenByLaw { law } => {
                format!("属于法律、行政法规禁止公开的政府信息，禁止公开的规定为{}", unclosed(law))
            }
            Self::Security { which } => {
                let all: Vec<&str> = which.iter().map(|one| one.label()).collect();
                format!("属于公开后可能危及{}的政府信息", all.join("、"))
            }
            Self::ThirdParty { interest, asked_on, opinion, weighing } => {
                let Value::Words(opinion) = opinion.told() else { return String::new() };
                format!(
                    "涉及第三方的{}，公开会对第三方合法权益造成损害。本机关于{}书面征求第三方意见，第三方{opinion}。经衡量，{}",
                    interest.label(),
                    words::day(*asked_on),
                    unclosed(weighing)
                )
            }
            Self::InternalAffairs { class } => {
                format!("属于行政机关内部事务信息中的{}方面的信息", class.label())
            }
            Self::InProcess { class } => format!(
                "属于行政机关在履行行政管理职能过程中形成的过程性信息中的{}，法律、法规、规章没有规定应当公开",
                class.label()
            ),
            Self::EnforcementFile { reading } => {
                format!(
                    "属于行政执法案卷信息，法律、法规、规章没有规定应当公开。当事人、利害关系人可以依法查阅案卷，途径为{}",
                    unclosed(reading)
                )
            }
        }
    }
}

impl Told for Ground {
    fn told(&self) -> Value {
        Value::Words(self.sentence())
    }
    fn is_gap(&self) -> bool {
        let blank = |text: &str| one_line(text).is_empty();
        match self {
            Self::StateSecret { basis: text }
            | Self::ForbiddenByLaw { law: text }
            | Self::EnforcementFile { reading: text } => blank(text),
            Self::Security { which } => which.is_empty(),
            Self::ThirdParty { opinion, weighing, .. } => opinion.is_gap() || blank(weighing),
            Self::InternalAffairs { .. } | Self::InProcess { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(ground: &Ground) -> String {
        match ground.told() {
            Value::Words(words) => words,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_ground_says_what_its_article_asks_for() {
        let third = Ground::ThirdParty {
            interest: Interest::TradeSecret,
            asked_on: jiff::civil::date(2026, 3, 5),
            opinion: Opinion::Objected("含有报价明细。".into()),
            weighing: "不公开不会对公共利益造成重大影响。".into(),
        };
        let text = words(&third);
        assert!(text.contains("2026年3月5日书面征求") && text.contains("不同意公开，理由是：含有报价明细。"));
        assert!(text.ends_with("不公开不会对公共利益造成重大影响"));
        let both = Ground::Security { which: vec![Safety::Public, Safety::Stability] };
        assert!(words(&both).contains("公共安全、社会稳定"));
        assert_eq!(both.decision(), Decision::Security);
    }

    #[test]
    fn a_ground_without_its_particulars_is_a_gap() {
        assert!(Ground::StateSecret { basis: " \n".into() }.is_gap());
        assert!(Ground::Security { which: Vec::new() }.is_gap());
        assert!(!Ground::InternalAffairs { class: InternalClass::Workflow }.is_gap());
        let silent = |weighing: &str| Ground::ThirdParty {
            interest: Interest::Privacy,
            asked_on: jiff::civil::date(2026, 3, 5),
            opinion: Opinion::Silent,
            weighing: weighing.into(),
        };
        assert!(silent("").is_gap() && !silent("无需公开").is_gap());
    }
}
