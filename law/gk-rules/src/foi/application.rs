//! The application (政府信息公开申请): channels, carriers and ways of obtaining (条例 arts 29, 31, 40).

use crate::Citation;
use crate::citation::ogi;

crate::codes! {
    /// 收到渠道: how an application arrived; it decides which day counts as the day of receipt (条例 art 31).
    pub enum Channel {
        /// 当面提交, oral applications written down by the desk included (art 29)
        InPerson = "in_person" => "当面提交",
        /// 挂号信、特快专递: the organ signs for it
        RegisteredPost = "registered_post" => "邮寄（签收）",
        /// 平常信函: nobody signs
        PlainPost = "plain_post" => "平常信函",
        /// 互联网渠道
        Internet = "internet" => "互联网渠道",
        /// 传真
        Fax = "fax" => "传真",
    }
}

impl Channel {
    /// 须经确认: whether the day of receipt is the day on which it was confirmed with the applicant.
    #[must_use]
    pub const fn needs_confirmation(self) -> bool {
        matches!(self, Self::PlainPost | Self::Internet | Self::Fax)
    }
    /// The paragraph of art 31 that fixes the day of receipt.
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::InPerson => ogi(31, 0, 1),
            Self::RegisteredPost | Self::PlainPost => ogi(31, 0, 2),
            Self::Internet | Self::Fax => ogi(31, 0, 3),
        }
    }
}

crate::codes! {
    /// 提供方式（载体）: in which form the information is wanted (条例 arts 29, 40).
    pub enum Carrier {
        /// 纸质
        Paper = "paper" => "纸质",
        /// 电子邮件
        Email = "email" => "电子邮件",
        /// 光盘
        Disc = "disc" => "光盘",
        /// 磁盘
        Disk = "disk" => "磁盘",
    }
}

crate::codes! {
    /// 获取途径、送达方式: how the reply reaches the applicant (国办公开办函〔2016〕235号).
    pub enum ServiceMode {
        /// 邮寄: by the postal enterprise only; the posting day counts
        Post = "post" => "邮寄",
        /// 网上获取
        Online = "online" => "网上获取",
        /// 自行领取: signed for
        PickUp = "pick_up" => "自行领取",
        /// 当场
        OnTheSpot = "on_the_spot" => "当场阅读、抄录",
        /// 传真
        Fax = "fax" => "传真",
        /// 电子邮件
        Email = "email" => "电子邮件",
        /// 委托送达: another organ hands it over
        Entrusted = "entrusted" => "委托其他行政机关代送",
    }
}
