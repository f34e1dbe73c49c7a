//! Channels (公开渠道和载体): the check list of the national table, and what stands behind 其他.

use serde::{Deserialize, Serialize};

use crate::Coded;

crate::codes! {
    /// 公开渠道和载体: the entries of the check list, in its printed order.
    pub enum ChannelCode {
        /// 政府网站
        Website = "CH01" => "政府网站",
        /// 政府公报
        Gazette = "CH02" => "政府公报",
        /// 两微一端
        NewMedia = "CH03" => "两微一端",
        /// 发布会/听证会
        Conference = "CH04" => "发布会/听证会",
        /// 广播电视
        Broadcast = "CH05" => "广播电视",
        /// 纸质媒体
        Print = "CH06" => "纸质媒体",
        /// 公开查阅点
        ReadingPoint = "CH07" => "公开查阅点",
        /// 政务服务中心
        ServiceCentre = "CH08" => "政务服务中心",
        /// 便民服务站
        ServiceStation = "CH09" => "便民服务站",
        /// 入户/现场
        OnSite = "CH10" => "入户/现场",
        /// 社区/企事业单位/村公示栏（电子屏）
        NoticeBoard = "CH11" => "社区/企事业单位/村公示栏（电子屏）",
        /// 精准推送
        Push = "CH12" => "精准推送",
        /// 其他: carries its own words.
        Other = "CH99" => "其他",
    }
}

/// 渠道: one ticked channel of an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Channel {
    /// Which entry of the check list.
    pub code: ChannelCode,
    /// The words of 其他; empty for every other entry.
    pub words: String,
}

impl Channel {
    /// An entry of the check list without words of its own.
    #[must_use]
    pub fn of(code: ChannelCode) -> Self {
        Self { code, words: String::new() }
    }
    /// 其他: a channel the check list does not foresee.
    #[must_use]
    pub fn other(words: impl Into<String>) -> Self {
        Self { code: ChannelCode::Other, words: words.into() }
    }
    /// What people read: the label, or the words of 其他.
    #[must_use]
    pub fn label(&self) -> String {
        match (self.code, self.words.is_empty()) {
            (ChannelCode::Other, false) => format!("其他：{}", self.words),
            (code, _) => code.label().to_owned(),
        }
    }
}
