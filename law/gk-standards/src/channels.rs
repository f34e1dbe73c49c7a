//! Channels (公开渠道和载体): the names under which the entries of the check list are met in published catalogs.

use gk_rules::catalog::channel::ChannelCode;
use gk_rules::text::skeleton;

/// 渠道别名: the other names of an entry, as met in published catalogs. What belongs to no entry is 其他.
#[must_use]
pub fn aliases(code: ChannelCode) -> &'static [&'static str] {
    match code {
        ChannelCode::Website => &["政府门户网站", "部门网站", "网站公开", "门户网站"],
        ChannelCode::Gazette => &[],
        ChannelCode::NewMedia => &["一微一端", "政务新媒体", "公众号", "微信公众号"],
        ChannelCode::Conference => &["发布会听证会", "新闻发布会", "发布会", "听证会"],
        ChannelCode::Broadcast => &["广播", "电视"],
        ChannelCode::Print => &["纸质载体", "报刊"],
        ChannelCode::ReadingPoint => &["查阅点"],
        ChannelCode::ServiceCentre => &["政府服务中心", "行政服务中心", "政务服务大厅"],
        ChannelCode::ServiceStation => &["便民服务窗口", "便民服务中心"],
        ChannelCode::OnSite => &["入户", "现场"],
        ChannelCode::NoticeBoard => &["社区/企事业单位/村公示栏", "村务公开栏", "公示栏", "公告栏"],
        ChannelCode::Push => &["一键直达"],
        ChannelCode::Other => &[],
    }
}

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

/// The entry of this name or alias; `None` for what would be 其他.
#[must_use]
pub fn by_name(name: &str) -> Option<ChannelCode> {
    use gk_rules::Coded;
    let wanted = skeleton(name);
    let called = |code: ChannelCode| {
        std::iter::once(code.label()).chain(aliases(code).iter().copied()).any(|one| skeleton(one) == wanted)
    };
    ChannelCode::ALL.iter().copied().find(|code| *code != ChannelCode::Other && called(*code))
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
