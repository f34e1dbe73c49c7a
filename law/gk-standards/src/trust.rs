//! Trust (可信程度): how a fact in the data came to be known; the product shows it beside the fact.

gk_rules::codes! {
    /// 可信程度: how a fact came to be known.
    pub enum Trust {
        /// 已核对: read in a published document.
        Verified = "verified" => "已核对公开文件",
        /// 凭记忆: plausible, to be compared with the document before it is shown as law.
        Memory = "memory" => "凭记忆整理，未核对原文",
        /// 存疑: from memory and doubtful.
        Unchecked = "unchecked" => "存疑，须核对原文",
    }
}
