//! A record as one row of a table of the desk.

use gk_base::Coded;
use gk_rules::records::Stage;

use crate::tables::records::Kept;

/// 信息（一行）: a record as one row of a table.
#[derive(Debug, Clone)]
pub struct RecordLine {
    /// Its row.
    pub id: i64,
    /// Its version.
    pub version: u32,
    /// 名称
    pub title: String,
    /// 公开主体
    pub organ: String,
    /// 阶段代码
    pub stage: &'static str,
    /// 阶段
    pub label: &'static str,
    /// 发文字号
    pub docnum: String,
    /// 成文日期
    pub made_on: String,
    /// 承办人
    pub author: String,
    /// 公开日期
    pub day: String,
    /// 退回理由
    pub returned: String,
    /// 缺几个必选要素
    pub missing: i64,
}

impl RecordLine {
    /// As it stands.
    #[must_use]
    pub fn new(kept: &Kept) -> Self {
        let day = |day: Option<gk_rules::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let stage = kept.stage();
        let returned = match &kept.record.progress {
            gk_rules::records::Progress::Draft { returned: Some(back) } => back.why.clone(),
            _ => String::new(),
        };
        Self {
            id: kept.id,
            version: kept.record.version,
            title: kept.record.title.clone(),
            organ: kept.owner.name.clone(),
            stage: stage.code(),
            label: stage.label(),
            docnum: kept.record.identity.document_number.clone(),
            made_on: day(kept.record.made_on),
            author: kept.in_whose_hands().to_owned(),
            day: day(kept.record.progress.published_on()),
            returned,
            missing: if stage == Stage::Draft { kept.missing } else { 0 },
        }
    }
}
