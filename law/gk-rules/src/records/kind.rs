//! Kinds of documents (体裁): the fifteen of 党政机关公文处理工作条例 art 8, and what is no official document.

crate::codes! {
    /// 体裁: what kind of document it is; a facet of search.
    pub enum Kind {
        /// 决议
        Resolution = "jueyi" => "决议",
        /// 决定
        Decision = "jueding" => "决定",
        /// 命令（令）
        Order = "mingling" => "命令（令）",
        /// 公报
        Communique = "gongbao" => "公报",
        /// 公告
        Announcement = "gonggao" => "公告",
        /// 通告
        PublicNotice = "tonggao" => "通告",
        /// 意见
        Opinions = "yijian" => "意见",
        /// 通知
        Notice = "tongzhi" => "通知",
        /// 通报
        Circular = "tongbao" => "通报",
        /// 报告
        Report = "baogao" => "报告",
        /// 请示
        Request = "qingshi" => "请示",
        /// 批复
        Reply = "pifu" => "批复",
        /// 议案
        Motion = "yian" => "议案",
        /// 函
        Letter = "han" => "函",
        /// 纪要
        Minutes = "jiyao" => "纪要",
        /// 其他: lists, guides, figures, notices of the day; not an official document
        Other = "other" => "其他",
    }
}

impl Kind {
    /// Whether such a document carries a 发文字号 as a rule; 公告 and 通告 have numbers of another form, or none.
    #[must_use]
    pub fn is_numbered(self) -> bool {
        !matches!(
            self,
            Self::Communique | Self::Announcement | Self::PublicNotice | Self::Minutes | Self::Other
        )
    }
    /// Whether the kind is one of what art 16 counts among discussions and drafts (请示、报告、纪要): it may be published, but
    /// is looked at twice.
    #[must_use]
    pub fn is_internal_as_a_rule(self) -> bool {
        matches!(self, Self::Report | Self::Request | Self::Minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn there_are_fifteen_kinds_and_the_rest() {
        assert_eq!(Kind::ALL.len(), 16);
        assert_eq!(Kind::from_code("tongzhi"), Some(Kind::Notice));
        assert!(Kind::Notice.is_numbered() && !Kind::Other.is_numbered());
        assert!(Kind::Request.is_internal_as_a_rule() && !Kind::Opinions.is_internal_as_a_rule());
    }
}
