//! Events of catalogs (目录事件): what the ledger records about imports and editions.

crate::codes! {
    /// 目录事件: what happened to a catalog; `subject` in the ledger is `edition:12` or `import:…`.
    pub enum CatalogEvent {
        /// 导入目录: a file or a pasted text was read into drafts.
        Imported = "catalog.imported" => "导入目录",
        /// 起草目录版本: a draft was made.
        EditionDrafted = "catalog.edition_drafted" => "起草目录版本",
        /// 收录标准: a standard issued elsewhere was taken in as it holds.
        StandardReceived = "catalog.standard_received" => "收录上级标准",
        /// 更正事项
        ItemCorrected = "catalog.item_corrected" => "更正公开事项",
        /// 增加事项
        ItemAdded = "catalog.item_added" => "增加公开事项",
        /// 标为不适用
        ItemDropped = "catalog.item_dropped" => "事项标为不适用",
        /// 说明问题
        FindingExplained = "catalog.finding_explained" => "说明问题",
        /// 审核目录版本
        EditionReviewed = "catalog.edition_reviewed" => "审核目录版本",
        /// 退回目录版本
        EditionReturned = "catalog.edition_returned" => "退回目录版本",
        /// 施行目录版本
        EditionInForce = "catalog.edition_in_force" => "施行目录版本",
        /// 替代目录版本: another edition takes its place.
        EditionSuperseded = "catalog.edition_superseded" => "替代目录版本",
        /// 废止目录版本: it ends without a successor.
        EditionWithdrawn = "catalog.edition_withdrawn" => "废止目录版本",
        /// 采用上级新版: choices of a three-way merge were applied.
        TakenOver = "catalog.taken_over" => "采用上级新版",
        /// 删除草案
        DraftDiscarded = "catalog.draft_discarded" => "删除目录草案",
    }
}
