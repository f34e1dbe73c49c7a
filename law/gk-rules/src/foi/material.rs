//! Materials of a case (案件材料): what each file of a case is for.

crate::codes! {
    /// 材料用途
    pub enum FileRole {
        /// 身份证明
        Identity = "identity" => "身份证明",
        /// 申请材料
        Request = "request" => "申请材料",
        /// 申请书原件: the scanned letter or form of what did not come by network
        Original = "original" => "申请书原件",
        /// 补正材料
        Correction = "correction" => "补正材料",
        /// 补充材料
        Supplement = "supplement" => "补充材料",
        /// 意见材料: what those who were asked sent back
        Opinion = "opinion" => "意见材料",
        /// 检索材料
        Search = "search" => "检索材料",
        /// 答复附件: what is given to the applicant
        Reply = "reply" => "答复附件",
        /// 区分处理后的材料: redacted, its black areas verified
        Redacted = "redacted" => "区分处理后的材料",
        /// 文书
        Letter = "letter" => "文书",
        /// 送达凭证
        Receipt = "receipt" => "送达凭证",
        /// 救济材料
        Relief = "relief" => "救济材料",
    }
}

impl FileRole {
    /// 可作区分处理: what was found or received in handling; not the applicant's own papers, nor the organ's letters.
    #[must_use]
    pub const fn may_be_redacted(self) -> bool {
        matches!(self, Self::Search | Self::Reply | Self::Opinion)
    }
    /// 可提供给申请人: whether a file of this kind may be handed to the applicant with the reply.
    #[must_use]
    pub const fn may_be_shared(self) -> bool {
        matches!(self, Self::Reply | Self::Redacted | Self::Letter)
    }
}
