//! Rows and columns of the table of applications (收到和处理政府信息公开申请情况), format of 国办公开办函〔2021〕30号.

crate::codes! {
    /// 申请人情况: the columns, one for each kind of applicant; 总计 is their sum and no column of its own here.
    pub enum Applicants {
        /// 自然人
        Person = "person" => "自然人",
        /// 商业企业
        Enterprise = "enterprise" => "商业企业",
        /// 科研机构
        Research = "research" => "科研机构",
        /// 社会公益组织
        Charity = "charity" => "社会公益组织",
        /// 法律服务机构
        LegalService = "legal_service" => "法律服务机构",
        /// 其他
        OtherBody = "other_body" => "其他",
    }
}

impl Applicants {
    /// Whether it stands under 法人或其他组织.
    #[must_use]
    pub const fn is_body(self) -> bool {
        !matches!(self, Self::Person)
    }
}

crate::codes! {
    /// 办理结果: the twenty-one leaf rows of 三、本年度办理结果. Their words are the format's own.
    pub enum Row {
        /// （一）
        Disclosed = "b3.1" => "予以公开",
        /// （二）
        InPart = "b3.2" => "部分公开（区分处理的，只计这一情形，不计其他情形）",
        /// （三）1
        StateSecret = "b3.3.1" => "属于国家秘密",
        /// （三）2
        ForbiddenByLaw = "b3.3.2" => "其他法律行政法规禁止公开",
        /// （三）3
        Security = "b3.3.3" => "危及“三安全一稳定”",
        /// （三）4
        ThirdParty = "b3.3.4" => "保护第三方合法权益",
        /// （三）5
        InternalAffairs = "b3.3.5" => "属于三类内部事务信息",
        /// （三）6
        InProcess = "b3.3.6" => "属于四类过程性信息",
        /// （三）7
        EnforcementFile = "b3.3.7" => "属于行政执法案卷",
        /// （三）8
        SpecialInquiry = "b3.3.8" => "属于行政查询事项",
        /// （四）1
        NotHeld = "b3.4.1" => "本机关不掌握相关政府信息",
        /// （四）2
        ToBeMade = "b3.4.2" => "没有现成信息需要另行制作",
        /// （四）3
        StillUnclear = "b3.4.3" => "补正后申请内容仍不明确",
        /// （五）1
        Petition = "b3.5.1" => "信访举报投诉类申请",
        /// （五）2
        Repeated = "b3.5.2" => "重复申请",
        /// （五）3
        Publication = "b3.5.3" => "要求提供公开出版物",
        /// （五）4
        Excessive = "b3.5.4" => "无正当理由大量反复申请",
        /// （五）5
        Confirmation = "b3.5.5" => "要求行政机关确认或重新出具已获取信息",
        /// （六）1
        NotCorrected = "b3.6.1" => "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        /// （六）2
        NotPaid = "b3.6.2" => "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        /// （六）3
        Other = "b3.6.3" => "其他",
    }
}
