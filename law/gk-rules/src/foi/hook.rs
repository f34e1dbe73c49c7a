//! Events sent to office systems (订阅推送): what may be subscribed, where it may go, when it is tried again, what went wrong.

use super::FoiEvent;
use crate::Reason;

crate::codes! {
    /// 订阅状态
    pub enum HookState {
        /// 推送中
        Active = "active" => "推送中",
        /// 已暂停: events wait.
        Paused = "paused" => "已暂停",
        /// 已停止: the receiver is gone or was not reached for long; new events do not wait for it.
        Dead = "dead" => "已停止",
    }
}

crate::codes! {
    /// 推送状态
    pub enum DeliveryState {
        /// 待推送
        Waiting = "waiting" => "待推送",
        /// 已送达
        Sent = "sent" => "已送达",
        /// 未能送达: it is not tried again unless somebody asks.
        Dead = "dead" => "未能送达",
    }
}

/// 全部推送记录, of whatever state.
pub const ALL_DELIVERIES: &str = "全部";

crate::codes! {
    /// 推送内容: which events of cases a system wants.
    pub enum Topic {
        /// 收件
        Intake = "intake" => "收件：提交、联系、确认收到、登记、补充材料、撤回",
        /// 办理
        Handling = "handling" => "办理：分办、审查、检索、征求意见、延期、并案、转送、添加文件",
        /// 补正、收费
        Exchange = "exchange" => "与申请人往来：补正、说明理由、收费、不再处理",
        /// 答复
        Reply = "reply" => "答复：拟稿、审核、退回、作出答复、文书、送达、归档、评价",
        /// 期限
        Clock = "clock" => "期限：临近期限、升级、更正办理记录、重新计算",
        /// 救济
        Relief = "relief" => "行政复议和诉讼",
    }
}

/// 事件属于哪一类推送内容; nothing for what is no step of a case: settings, keys, looks at personal data, what is shown to everybody.
#[must_use]
pub const fn topic(event: FoiEvent) -> Option<Topic> {
    use FoiEvent as F;
    Some(match event {
        F::Submitted
        | F::ContactTried
        | F::Confirmed
        | F::Registered
        | F::Supplemented
        | F::WithdrawnByApplicant => Topic::Intake,
        F::Examined
        | F::Assigned
        | F::Taken
        | F::Consulted
        | F::ConsultationReceived
        | F::OpinionRecorded
        | F::ThirdPartyTold
        | F::Extended
        | F::SearchLogged
        | F::MergedInto
        | F::Transferred
        | F::Redacted
        | F::FileAdded => Topic::Handling,
        F::CorrectionAsked
        | F::CorrectionTaken
        | F::ReasonsAsked
        | F::ReasonsGiven
        | F::ReasonsAccepted
        | F::ReasonsRejected
        | F::FeeNotified
        | F::FeeNoticeReceived
        | F::FeePaid
        | F::Lapsed => Topic::Exchange,
        F::Drafted
        | F::Approved
        | F::Returned
        | F::Decided
        | F::LetterMade
        | F::LetterPrepared
        | F::Served
        | F::ServiceProved
        | F::FiledAway
        | F::Rated => Topic::Reply,
        F::Warned | F::Escalated | F::EventCorrected | F::Rederived => Topic::Clock,
        F::Reopened | F::ReliefConcluded => Topic::Relief,
        _ => return None,
    })
}

crate::codes! {
    /// 未送达原因: in words for whoever looks after the subscription.
    pub enum Undelivered {
        /// 地址不允许
        NotAllowed = "not_allowed" => "地址在本机、内网或者保留的范围内，没有列入允许推送的地址",
        /// 找不到域名
        NoSuchHost = "no_such_host" => "找不到接收方的域名",
        /// 连接不上
        NotReached = "not_reached" => "连接不上接收方",
        /// 证书不受信任
        NotTrusted = "not_trusted" => "与接收方不能建立安全连接，证书不受信任、已经过期或者与域名不符",
        /// 超时
        TooSlow = "too_slow" => "接收方没有在规定的时间内应答",
        /// 应答不合规范
        Broken = "broken" => "接收方中断了连接，或者应答不合规范",
        /// 要求转到别处
        Moved = "moved" => "接收方要求转到另一地址，系统不跟随",
        /// 要求稍后
        Busy = "busy" => "接收方要求稍后再送",
        /// 不接受
        Rejected = "rejected" => "接收方不接受这一消息",
        /// 不再接收
        Gone = "gone" => "接收方表示不再接收推送",
        /// 接收方出错
        Failing = "failing" => "接收方的系统出错",
    }
}

impl Undelivered {
    /// 没有送达的原因, with the status of the answer where there was one.
    #[must_use]
    pub fn said(self, status: Option<u16>) -> String {
        use crate::Coded;
        status.map_or_else(|| self.label().to_owned(), |status| format!("{}（状态码{status}）", self.label()))
    }
    /// 是否影响后面的消息: what one message met, all behind it would meet; a message that alone is not accepted holds up nothing.
    #[must_use]
    pub const fn holds_up(self) -> bool {
        !matches!(self, Self::Rejected)
    }
}

/// 应答是否表示收到: a status of the receiver.
///
/// # Errors
/// What it means otherwise.
pub const fn judge(status: u16) -> Result<(), Undelivered> {
    match status {
        200..=299 => Ok(()),
        300..=399 => Err(Undelivered::Moved),
        408 | 425 | 429 => Err(Undelivered::Busy),
        410 => Err(Undelivered::Gone),
        400..=499 => Err(Undelivered::Rejected),
        500..=599 => Err(Undelivered::Failing),
        _ => Err(Undelivered::Broken),
    }
}

/// 重试间隔, in seconds: after the first try, after the second, and so on; after the last there is none.
pub const WAITS: [i64; 9] = [5, 30, 300, 1_800, 7_200, 18_000, 36_000, 36_000, 36_000];

/// 接收方可以要求的最长间隔, in seconds: a day; who asks for longer is asked again after that.
pub const LONGEST_ASKED: i64 = 86_400;

/// 下一次间隔, in seconds, after so many tries: up to a fifth longer by chance, so that not all come back at once, and not before
/// what the receiver asked for; nothing when there were enough.
#[must_use]
pub fn wait_after(tries: u32, chance: u8, asked: Option<i64>) -> Option<i64> {
    let at = usize::try_from(tries).ok()?.checked_sub(1)?;
    let own = WAITS.get(at).map(|wait| wait + wait * i64::from(chance) / (5 * i64::from(u8::MAX)))?;
    Some(own.max(asked.unwrap_or(0).min(LONGEST_ASKED)))
}

/// 接收方要求的间隔, in seconds from now: what stands in `Retry-After`, a number of seconds or a day and hour (RFC 9110 10.2.3);
/// nothing for what is neither, or past.
#[must_use]
pub fn asked_wait(retry_after: &str, now: crate::Moment) -> Option<i64> {
    let text = retry_after.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than a number holds are more than anybody waits.
        return Some(text.parse().unwrap_or(LONGEST_ASKED));
    }
    let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    Some(until.as_second() - now.as_second()).filter(|seconds| *seconds > 0)
}

/// 旧密钥继续有效的时间, in hours, after a new one was made: the receiver has so long to take the new one over.
pub const FORMER_HOURS: i64 = 24;
/// 已送达的记录保留的天数.
pub const KEPT_DAYS: i64 = 90;
/// 每个机关的订阅数上限.
pub const MOST_HOOKS: i64 = 20;

/// 推送地址: scheme, host, port and target, read strictly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Whether over TLS.
    pub secure: bool,
    /// A name in lower case, or an address; IPv6 without brackets.
    pub host: String,
    /// The port; 443 or 80 where none is written.
    pub port: u16,
    /// Path and query, from the slash on.
    pub target: String,
}

impl Endpoint {
    /// Reads an address.
    ///
    /// # Errors
    /// Why it cannot be one.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '#');
        if text.is_empty() || text.len() > 500 || !text.chars().all(plain) {
            return Err(bad_url());
        }
        let lower = text.to_ascii_lowercase();
        let secure = lower.starts_with("https://");
        if !secure && !lower.starts_with("http://") {
            return Err(bad_url());
        }
        let rest = text.get(if secure { 8 } else { 7 }..).unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(end);
        if authority.contains('@') {
            return Err(bad_url());
        }
        let (host, port) = split(authority).ok_or_else(bad_url)?;
        let port = match port {
            None => {
                if secure {
                    443
                } else {
                    80
                }
            }
            Some(port) => port.parse().ok().filter(|port| *port > 0).ok_or_else(bad_url)?,
        };
        let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
        Ok(Self { secure, host, port, target })
    }
    /// As it stands in the header `Host`.
    #[must_use]
    pub fn authority(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        match (self.secure, self.port) {
            (true, 443) | (false, 80) => host,
            (_, port) => format!("{host}:{port}"),
        }
    }
}

/// Host and port of an authority.
fn split(authority: &str) -> Option<(String, Option<&str>)> {
    if let Some(rest) = authority.strip_prefix('[') {
        let (inside, after) = rest.split_once(']')?;
        let address: std::net::Ipv6Addr = inside.parse().ok()?;
        let port = match after {
            "" => None,
            after => Some(after.strip_prefix(':')?),
        };
        return Some((address.to_string(), port));
    }
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let label = |label: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !label.is_empty() && label.len() <= 63 && label.chars().all(inner)
    };
    let named = host.strip_suffix('.').unwrap_or(host);
    (named.len() <= 253 && named.split('.').all(label)).then(|| (named.to_ascii_lowercase(), port))
}

/// 不能订阅的理由, all of them.
#[must_use]
pub fn reasons_not_to_subscribe(url: &str, topics: &[Topic]) -> Vec<Reason> {
    let mut against: Vec<Reason> = Endpoint::parse(url).err().into_iter().collect();
    against.extend(topics.is_empty().then(no_topic));
    against
}

fn bad_url() -> Reason {
    Reason::new("foi.hook_url", "推送地址不能读取。")
        .cure("写以 https:// 或者 http:// 开头的完整地址，不超过500个字符，不含账号、空格、汉字和“#”。")
}

fn no_topic() -> Reason {
    Reason::new("foi.hook_no_topic", "请至少选择一类推送内容。")
}

/// 没有选择账号
#[must_use]
pub fn no_account() -> Reason {
    Reason::new("foi.hook_no_account", "请选择本机关使用中的、有查询权限的接口密钥。")
        .cure("没有的，先签发一个有“查询案件”权限的密钥；推送的内容与该密钥查询到的相同。")
}

/// 订阅太多
#[must_use]
pub fn too_many() -> Reason {
    Reason::new("foi.hook_too_many", format!("一个机关不超过{MOST_HOOKS}个订阅。")).cure("修改已有的订阅。")
}

/// 只有暂停、停止的才能恢复
#[must_use]
pub fn not_stopped() -> Reason {
    Reason::new("foi.hook_not_stopped", "这一订阅正在推送，不需要恢复。")
}

/// 只有推送中的才能暂停
#[must_use]
pub fn not_active() -> Reason {
    Reason::new("foi.hook_not_active", "这一订阅没有在推送，不需要暂停。")
}

/// 只有未能送达的才能重新推送
#[must_use]
pub fn not_dead() -> Reason {
    Reason::new("foi.delivery_not_dead", "这一消息没有标为“未能送达”，不需要重新推送。")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Coded;

    #[test]
    fn an_address_is_read_strictly() {
        let read = |text: &str| {
            Endpoint::parse(text).map(|one| (one.secure, one.host.clone(), one.port, one.target))
        };
        let is =
            |secure, host: &str, port, target: &str| Ok((secure, host.to_owned(), port, target.to_owned()));
        assert_eq!(
            read("https://OA.example.gov.cn/hook?x=1"),
            is(true, "oa.example.gov.cn", 443, "/hook?x=1")
        );
        assert_eq!(read("http://10.1.2.3:8080"), is(false, "10.1.2.3", 8080, "/"));
        assert_eq!(read("http://[::1]:90/x"), is(false, "::1", 90, "/x"));
        assert_eq!(read("https://oa?x"), is(true, "oa", 443, "/?x"));
        assert_eq!(Endpoint::parse("http://[::1]:90/").unwrap().authority(), "[::1]:90");
        assert_eq!(Endpoint::parse("https://oa:443/").unwrap().authority(), "oa");
        for bad in [
            "",
            "oa",
            "ftp://oa/",
            "https://",
            "https:///x",
            "https://a b/",
            "https://用户/",
            "https://u:p@oa/",
            "https://oa:0/",
            "https://oa:99999/",
            "https://oa:x/",
            "https://oa/#x",
            "https://oa\\x/",
            "https://[::1/",
            "https://[oa]/",
            "https://[::1]x/",
            "https://.oa/",
            "https://oa..x/",
            "file:///etc/passwd",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<i64> = (1..).map_while(|tries| wait_after(tries, 0, None)).collect();
        assert_eq!(waits, WAITS);
        assert!(waits.is_sorted());
        assert_eq!((wait_after(1, u8::MAX, None), wait_after(0, 0, None)), (Some(6), None));
        assert_eq!((wait_after(1, 0, Some(60)), wait_after(2, 0, Some(3))), (Some(60), Some(30)));
        assert_eq!(wait_after(1, 0, Some(i64::MAX)), Some(LONGEST_ASKED));
        assert_eq!(
            wait_after(u32::try_from(WAITS.len()).unwrap() + 1, 0, Some(60)),
            None,
            "enough is enough"
        );
    }

    #[test]
    fn a_receiver_may_say_when_to_come_back() {
        let now: crate::Moment = "2026-11-24T01:00:00Z".parse().unwrap();
        let asked = |text| asked_wait(text, now);
        assert_eq!((asked("120"), asked(" 0 ")), (Some(120), Some(0)));
        assert_eq!(asked("Tue, 24 Nov 2026 01:02:00 GMT"), Some(120));
        assert_eq!(asked("Tue, 24 Nov 2026 00:59:00 GMT"), None, "past");
        assert_eq!(asked("99999999999999999999999"), Some(LONGEST_ASKED));
        for bad in ["", "-1", "soon", "1.5", "2026-11-24"] {
            assert_eq!(asked(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_status_means_something() {
        for status in 0..=u16::MAX {
            assert_eq!(judge(status).is_ok(), (200..300).contains(&status));
        }
        assert_eq!((judge(302), judge(410)), (Err(Undelivered::Moved), Err(Undelivered::Gone)));
        assert_eq!((judge(429), judge(401)), (Err(Undelivered::Busy), Err(Undelivered::Rejected)));
        let alone: Vec<Undelivered> =
            Undelivered::ALL.iter().copied().filter(|one| !one.holds_up()).collect();
        assert_eq!(alone, [Undelivered::Rejected]);
    }

    #[test]
    fn what_is_no_step_of_a_case_is_not_sent() {
        for event in
            [FoiEvent::KeyMade, FoiEvent::PersonalDataSeen, FoiEvent::HookStopped, FoiEvent::SettingSet]
        {
            assert_eq!(topic(event), None, "{}", event.code());
        }
        for wanted in Topic::ALL {
            assert!(FoiEvent::ALL.iter().any(|event| topic(*event) == Some(*wanted)), "{}", wanted.code());
        }
        assert_eq!(reasons_not_to_subscribe("x", &[]).len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
            let _either = Endpoint::parse(&text);
        }
        #[test]
        fn what_was_read_is_read_again(host in "[a-z][a-z0-9.-]{0,20}[a-z]", port in 1_u16.., path in "[a-z/?=]{0,12}") {
            if let Ok(one) = Endpoint::parse(&format!("http://{host}:{port}/{path}")) {
                let again = Endpoint::parse(&format!("http://{}{}", one.authority(), one.target)).unwrap();
                prop_assert_eq!(one, again);
            }
        }
    }
}
