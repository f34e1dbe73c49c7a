//! Letters (告知书): the closed list of what an organ writes in a case.

crate::codes! {
    /// 文书: every letter of a case; the set follows 宿政办函〔2021〕21号, the order is ours.
    pub enum Letter {
        /// 登记回执
        Receipt = "L1" => "登记回执",
        /// 补正告知书
        Correction = "L2" => "补正告知书",
        /// 说明理由告知书
        GiveReasons = "L3" => "说明理由告知书",
        /// 收费通知书
        FeeNotice = "L4" => "收费通知书",
        /// 延期答复告知书
        Extension = "L5" => "延期答复告知书",
        /// 征求意见书（第三方）
        AskThirdParty = "L6" => "征求意见书（第三方）",
        /// 征求意见书（共同制作机关、其他机关）
        AskOrgan = "L7" => "征求意见书（其他机关）",
        /// 征求意见告知书
        ConsultationNote = "L8" => "征求意见告知书",
        /// 第三方告知书
        TellThirdParty = "L9" => "第三方告知书",
        /// 予以公开告知书（已主动公开）
        AlreadyPublic = "L10" => "予以公开告知书（已主动公开）",
        /// 予以公开告知书
        Disclosed = "L11" => "予以公开告知书",
        /// 部分公开告知书
        InPart = "L12" => "部分公开告知书",
        /// 不予公开告知书
        Withheld = "L13" => "不予公开告知书",
        /// 按特别规定办理告知书
        SpecialRules = "L14" => "按特别规定办理告知书",
        /// 信息不存在告知书
        NotFound = "L15" => "信息不存在告知书",
        /// 非本机关负责公开告知书
        NotOurs = "L16" => "非本机关负责公开告知书",
        /// 无法提供告知书
        ToBeMade = "L17" => "无法提供告知书（需另行制作）",
        /// 内容不明确无法提供告知书
        StillUnclear = "L18" => "内容不明确无法提供告知书",
        /// 不作为政府信息公开申请处理告知书
        NotAnApplication = "L19" => "不作为政府信息公开申请处理告知书",
        /// 不予重复处理告知书
        Repeated = "L20" => "不予重复处理告知书",
        /// 公开出版物获取途径告知书
        Publication = "L21" => "公开出版物获取途径告知书",
        /// 不予处理告知书
        Excessive = "L22" => "不予处理告知书",
        /// 不再处理告知书
        NoLonger = "L23" => "不再处理告知书",
        /// 更正、不予更正、转送告知书
        OwnRecords = "L24" => "更正事项告知书",
        /// 送达回证
        ServiceReturn = "L25" => "送达回证",
    }
}
