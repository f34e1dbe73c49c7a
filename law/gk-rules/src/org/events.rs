//! Events of organs and people (机构人员事件): what the ledger calls each thing that happens in this chapter.

crate::codes! {
    /// 机构人员事件: codes of the ledger.
    pub enum OrgEvent {
        /// 建立行政区划机关
        DivisionsFounded = "org.divisions_founded" => "建立行政区划机关",
        /// 设立机关
        OrganFounded = "org.organ_founded" => "设立机关",
        /// 机关更名
        OrganRenamed = "org.organ_renamed" => "机关更名",
        /// 任用人员
        Appointed = "org.appointed" => "任用人员",
        /// 解除岗位
        PostEnded = "org.post_ended" => "解除岗位",
        /// 切换岗位
        PostSwitched = "org.post_switched" => "切换岗位",
        /// 登录
        SignedIn = "org.signed_in" => "登录",
        /// 退出登录
        SignedOut = "org.signed_out" => "退出登录",
        /// 账号锁定
        AccountLocked = "org.account_locked" => "连续输错密码，账号锁定",
        /// 来源地址暂停登录
        AddressLocked = "org.address_locked" => "连续输错密码，来源地址暂停登录",
        /// 修改密码
        PasswordChanged = "org.password_changed" => "修改密码",
    }
}
