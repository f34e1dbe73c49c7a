//! Which townships and which committees a phrase means (各乡镇、各村): closed lists.

crate::codes! {
    /// 乡镇、街道的范围: which of the townships are meant.
    pub enum Towns {
        /// 乡镇和街道
        All = "all" => "各乡镇、街道",
        /// 乡和镇
        Rural = "rural" => "各乡镇",
        /// 乡
        Xiang = "xiang" => "各乡",
        /// 镇
        Zhen = "zhen" => "各镇",
        /// 街道
        Subdistricts = "subdistricts" => "各街道",
    }
}

crate::codes! {
    /// 村、社区的范围: which of the committees are meant.
    pub enum Committees {
        /// 村和社区
        All = "all" => "各村、社区",
        /// 村
        Villages = "villages" => "各村",
        /// 社区
        Residents = "residents" => "各社区",
    }
}
