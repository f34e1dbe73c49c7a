//! Grounds for taking something out (不予公开的理由): those of 条例 arts 14 to 16, and no others.

use crate::Citation;
use crate::citation::ogi;

crate::codes! {
    /// 涂黑依据
    pub enum Ground {
        /// 国家秘密
        Secret = "secret" => "国家秘密（第十四条）",
        /// 法律、行政法规禁止公开
        Forbidden = "forbidden" => "法律、行政法规禁止公开（第十四条）",
        /// 三安全一稳定
        Security = "security" => "危及国家安全、公共安全、经济安全、社会稳定（第十四条）",
        /// 商业秘密
        Trade = "trade" => "商业秘密（第十五条）",
        /// 个人隐私
        Privacy = "privacy" => "个人隐私（第十五条）",
        /// 内部事务信息
        Internal = "internal" => "内部事务信息（第十六条第一款）",
        /// 过程性信息
        Process = "process" => "过程性信息（第十六条第二款）",
        /// 行政执法案卷信息
        File = "file" => "行政执法案卷信息（第十六条第二款）",
    }
}

impl Ground {
    /// 条款
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::Secret | Self::Forbidden | Self::Security => ogi(14, 0, 0),
            Self::Trade | Self::Privacy => ogi(15, 0, 0),
            Self::Internal => ogi(16, 1, 0),
            Self::Process | Self::File => ogi(16, 2, 0),
        }
    }
    /// 涂黑处的印记: what is printed on the black.
    #[must_use]
    pub const fn printed(self) -> &'static str {
        match self {
            Self::Secret | Self::Forbidden | Self::Security => "条例第十四条",
            Self::Trade | Self::Privacy => "条例第十五条",
            Self::Internal => "条例第十六条第一款",
            Self::Process | Self::File => "条例第十六条第二款",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn what_is_printed_is_the_article_it_rests_on() {
        let said = |ground: &Ground| ground.basis().to_string();
        for ground in Ground::ALL {
            let article = ground.printed().trim_start_matches("条例");
            assert!(said(ground).contains(article), "{}: {}", said(ground), ground.label());
        }
    }
}
