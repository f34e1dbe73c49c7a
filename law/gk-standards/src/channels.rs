//! Channels (公开渠道和载体): the names under which the entries of the check list are met in published catalogs.

use gk_rules::catalog::channel::ChannelCode;

pub use gk_rules::catalog::reading::channels::aliases;

/// 其他渠道: names met behind 其他 that are platforms of their own, for a form to offer.
pub const PLATFORMS: [&str; 11] = [
    "办税服务厅",
    "征地信息公开平台",
    "国家企业信用信息公示系统",
    "信用中国网站",
    "公共资源交易平台",
    "招标投标公共服务平台",
    "投资项目在线审批监管平台",
    "中国政府采购网",
    "12345政务服务热线",
    "法律服务网",
    "基层公共服务平台",
];

/// The entry of this name or alias; `None` for what would be 其他. The reader of catalogs knows the same names.
#[must_use]
pub fn by_name(name: &str) -> Option<ChannelCode> {
    use gk_rules::Coded;
    gk_rules::catalog::reading::channels::code(name).and_then(ChannelCode::from_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_found_by_its_label_and_its_aliases() {
        assert_eq!(by_name("政府網站"), Some(ChannelCode::Website));
        assert_eq!(by_name("社区/企事业单位/村公示栏(电子屏)"), Some(ChannelCode::NoticeBoard));
        assert_eq!(by_name("便民服务窗口"), Some(ChannelCode::ServiceStation));
        assert_eq!((by_name("其他"), by_name(""), by_name("信用中国网站")), (None, None, None));
    }

    #[test]
    fn no_alias_belongs_to_two_entries() {
        use gk_rules::Coded;
        for code in ChannelCode::ALL.iter().filter(|code| **code != ChannelCode::Other) {
            for alias in aliases(*code) {
                assert_eq!(by_name(alias), Some(*code), "{alias}");
            }
        }
    }
}
