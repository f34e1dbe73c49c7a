//! Postal labels (邮签): to whom, from whom, by which service.

use serde::{Deserialize, Serialize};

/// 邮签: what is stuck on an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// 收件人
    pub to: Party,
    /// 寄件人
    pub from: Party,
    /// 邮寄方式: 挂号信, 邮政特快专递.
    pub service: String,
    /// 给据号码, when the post has given one; empty before.
    pub number: String,
    /// 附注: what the office needs to find the case again, such as its number.
    pub note: String,
}

/// 收寄双方: a name with an address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Party {
    /// 姓名 or 名称
    pub name: String,
    /// 地址
    pub address: String,
    /// 邮政编码: six digits.
    pub postcode: String,
    /// 电话; empty for none.
    pub phone: String,
}

impl Label {
    /// Every text of it.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        [&self.to, &self.from]
            .into_iter()
            .flat_map(|one| [&one.name, &one.address, &one.postcode, &one.phone])
            .chain([&self.service, &self.number, &self.note])
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect()
    }
}
