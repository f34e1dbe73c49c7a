//! Events of sealed values (个人信息事件): what the ledger calls each opening and each change of keys.

crate::codes! {
    /// 个人信息事件: codes of the ledger.
    pub enum PrivacyEvent {
        /// 查看加密信息
        Opened = "base.sealed_opened" => "查看加密信息",
        /// 启用密钥
        KeyUsed = "base.key_first_used" => "启用密钥",
        /// 更换密钥
        Resealed = "base.values_resealed" => "更换密钥，重新加密",
        /// 停用密钥
        KeyRetired = "base.key_retired" => "停用密钥",
    }
}
