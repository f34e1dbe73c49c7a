//! Classes of information (信息分类): by topic (主题分类) and by whom it serves (服务对象分类).
//!
//! The topics are the 22 classes on two levels of the State Council's information base, as its pages show them (2020); their numbers are
//! ours. Whom information serves is sorted differently by every site; the four here are inferred from what sites have in common.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Name of a class and the names of those below it, in their order.
const TOPICS: [(&str, &[&str]); 22] = [
    (
        "国务院组织机构",
        &[
            "国务院",
            "国务院办公厅",
            "国务院组成部门",
            "国务院直属特设机构",
            "国务院直属机构",
            "国务院办事机构",
            "国务院直属事业单位",
            "国务院部委管理的国家局",
            "国务院议事协调机构",
            "其他",
        ],
    ),
    (
        "综合政务",
        &[
            "政务公开",
            "政务督查",
            "应急管理",
            "电子政务",
            "文秘工作",
            "保密工作",
            "信访",
            "参事、文史",
            "其他",
        ],
    ),
    (
        "国民经济管理、国有资产监管",
        &["宏观经济", "经济体制改革", "统计", "物价", "国有资产监管", "重大建设项目", "其他"],
    ),
    (
        "财政、金融、审计",
        &["财政", "税务", "银行", "货币（含外汇）", "证券", "保险", "社会信用体系建设", "审计", "其他"],
    ),
    ("国土资源、能源", &["土地", "矿产", "水资源", "海洋", "煤炭", "石油与天然气", "电力", "其他"]),
    ("农业、林业、水利", &["农业、畜牧业、渔业", "林业", "水利", "其他"]),
    (
        "工业、交通",
        &[
            "机械制造与重工业",
            "轻工纺织",
            "化工",
            "国防工业",
            "航天、航空",
            "信息产业（含电信）",
            "公路",
            "水运",
            "铁路",
            "民航",
            "邮政",
            "其他",
        ],
    ),
    ("商贸、海关、旅游", &["对外经贸合作", "国内贸易（含供销）", "海关", "检验、检疫", "旅游", "其他"]),
    ("市场监管、安全生产监管", &["工商", "质量监督", "标准", "食品药品监管", "安全生产监管", "其他"]),
    (
        "城乡建设、环境保护",
        &[
            "城市规划",
            "城乡建设（含住房）",
            "环境监测、保护与治理",
            "节能与资源综合利用",
            "气象、水文、测绘、地震",
            "其他",
        ],
    ),
    ("科技、教育", &["科技", "教育", "知识产权", "其他"]),
    ("文化、广电、新闻出版", &["文化", "文物", "新闻出版", "广播、电影、电视", "其他"]),
    ("卫生、体育", &["卫生", "医药管理", "体育", "其他"]),
    ("人口与计划生育、妇女儿童工作", &["人口与计划生育", "妇女儿童", "其他"]),
    (
        "劳动、人事、监察",
        &["劳动就业", "社会保障", "人事工作", "军转安置", "监察", "纠正行业不正之风", "其他"],
    ),
    ("公安、安全、司法", &["公安", "国家安全", "司法", "其他"]),
    ("民政、扶贫、救灾", &["减灾救灾", "优抚安置", "社会福利", "行政区划与地名", "社团管理", "扶贫", "其他"]),
    ("民族、宗教", &["民族事务", "宗教事务"]),
    ("对外事务", &["外交、外事", "国际条约、国际组织", "其他"]),
    ("港澳台侨工作", &["港澳工作", "对台工作", "侨务工作"]),
    ("国防", &["国防建设", "国防动员"]),
    ("其他", &[]),
];

/// 主题分类: a class, and one below it where it is known. Written `17` or `17-06`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Topic {
    first: usize,
    second: Option<usize>,
}

/// 主题分类认不出
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no topic: {0}")]
pub struct BadTopic(pub String);

impl Topic {
    /// 全部主题, each class before those below it.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let below = |(first, (_, below)): (usize, &(&str, &[&str]))| {
            let seconds = (0..below.len()).map(move |second| Self { first, second: Some(second) });
            std::iter::once(Self { first, second: None }).chain(seconds).collect::<Vec<_>>()
        };
        TOPICS.iter().enumerate().flat_map(below).collect()
    }
    /// 显示形式: `综合政务\政务公开`.
    #[must_use]
    pub fn label(self) -> String {
        let (first, below) = TOPICS.get(self.first).copied().unwrap_or_default();
        match self.second.and_then(|second| below.get(second)) {
            Some(second) => format!("{first}\\{second}"),
            None => first.to_owned(),
        }
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.first + 1)?;
        self.second.map_or(Ok(()), |second| write!(f, "-{:02}", second + 1))
    }
}

impl FromStr for Topic {
    type Err = BadTopic;
    fn from_str(text: &str) -> Result<Self, BadTopic> {
        let bad = || BadTopic(text.to_owned());
        let (first, second) =
            text.split_once('-').map_or((text, None), |(first, second)| (first, Some(second)));
        let number = |part: &str| part.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).ok_or_else(bad);
        let (first, second) = (number(first)?, second.map(number).transpose()?);
        let below = TOPICS.get(first).ok_or_else(bad)?.1;
        match second {
            Some(second) if second >= below.len() => Err(bad()),
            second => Ok(Self { first, second }),
        }
    }
}

impl TryFrom<String> for Topic {
    type Error = BadTopic;
    fn try_from(text: String) -> Result<Self, BadTopic> {
        text.parse()
    }
}

impl From<Topic> for String {
    fn from(topic: Topic) -> Self {
        topic.to_string()
    }
}

crate::codes! {
    /// 服务对象分类
    pub enum Served {
        /// 社会公众
        Everybody = "everybody" => "社会公众",
        /// 个人
        Persons = "persons" => "个人",
        /// 企业和其他组织
        Organisations = "organisations" => "企业和其他组织",
        /// 行政机关
        Organs = "organs" => "行政机关",
    }
}

/// 信息分类: what a record is sorted by beside organ, genre and item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Classes {
    /// 主题分类
    pub topic: Option<Topic>,
    /// 服务对象
    pub served: Option<Served>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_read_as_it_is_written() {
        let all = Topic::all();
        assert_eq!(all.len(), 22 + TOPICS.iter().map(|(_, below)| below.len()).sum::<usize>());
        for topic in all {
            assert_eq!(topic.to_string().parse(), Ok(topic));
        }
        assert_eq!("02-01".parse::<Topic>().unwrap().label(), "综合政务\\政务公开");
        assert_eq!("22".parse::<Topic>().unwrap().label(), "其他");
        for bad in ["", "0", "23", "02-10", "22-01", "x"] {
            assert!(bad.parse::<Topic>().is_err(), "{bad}");
        }
    }
}
