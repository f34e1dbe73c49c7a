//! Purposes (处理目的): for what a sealed value may be opened; the ledger keeps it with every opening.

crate::codes! {
    /// 查看目的: personal information is handled for a clear purpose and no more of it than the purpose asks (个人信息保护法 art 6).
    pub enum Purpose {
        /// 核对身份
        VerifyIdentity = "verify_identity" => "核对身份",
        /// 登记办理
        Register = "register" => "登记办理",
        /// 联系本人
        Contact = "contact" => "联系本人",
        /// 制作文书
        Letter = "letter" => "制作文书",
        /// 送达文书
        Serve = "serve" => "送达文书",
        /// 征求意见
        Consult = "consult" => "征求意见",
        /// 更正信息
        Correct = "correct" => "更正信息",
        /// 复议诉讼
        Remedy = "remedy" => "复议诉讼举证",
        /// 归档
        Archive = "archive" => "归档",
        /// 监督检查
        Inspect = "inspect" => "监督检查",
        /// 本人查阅
        OwnAccess = "own_access" => "本人查阅",
    }
}
