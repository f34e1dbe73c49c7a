//! Service (送达): by which proof a letter counts as served, and on which day (国办公开办函〔2016〕235号; 行政复议法 art 22).

use serde::{Deserialize, Serialize};

use super::ServiceMode;
use crate::citation::service_235;
use crate::{Coded, Day, Reason};

crate::codes! {
    /// 寄送企业 (国办公开办函〔2016〕235号: the postal enterprise alone).
    pub enum Carriage {
        /// 邮政企业: 挂号信、特快专递 included
        Postal = "postal" => "邮政企业",
        /// 其他快递企业
        Courier = "courier" => "其他快递企业",
    }
}

crate::codes! {
    /// 签收人与收件人的关系.
    pub enum Receiver {
        /// 本人
        Person = "self" => "本人",
        /// 法定代理人、法定代表人
        Legal = "legal" => "法定代理人、法定代表人",
        /// 委托代理人, with a written authority
        Authorised = "authorised" => "委托代理人",
        /// 单位收发部门, of a body
        MailRoom = "mail_room" => "单位收发部门",
    }
}

/// 送达凭证: what shows that a letter was served; what it carries depends on the mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "proof", rename_all = "snake_case")]
pub enum Proof {
    /// 签收: 自行领取、委托送达
    Signed {
        /// The day of the signature.
        on: Day,
        /// Who signed.
        receiver: Receiver,
        /// 签收人姓名
        name: String,
        /// 送达人: an officer of the organ, or of the organ entrusted.
        server: String,
    },
    /// 拒收: left with a witness.
    Refused {
        /// The day.
        on: Day,
        /// 见证人
        witness: String,
        /// What happened.
        record: String,
        /// 送达人
        server: String,
    },
    /// 交邮
    Posted {
        /// The day of posting.
        on: Day,
        /// By whom it is carried.
        carriage: Carriage,
        /// 邮件编号
        number: String,
        /// 收件人付费
        paid_by_receiver: bool,
    },
    /// 进入收件人系统: platform, e-mail, fax.
    Entered {
        /// The day by the system's time, China Standard Time.
        on: Day,
        /// The receipt the system gave.
        receipt: String,
        /// 申请人选择了这种方式
        chosen: bool,
    },
    /// 当场: noted in the record.
    Noted {
        /// The day.
        on: Day,
        /// The note.
        record: String,
        /// 经办人
        server: String,
    },
}

/// 已送达: the mode, the day that counts, and why that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Served {
    /// 送达方式
    pub mode: ServiceMode,
    /// 送达日期
    pub on: Day,
    /// Why this day, in words.
    pub why: &'static str,
}

/// 送达日期: the day that counts for the clock (T6: a reply posted in time is in time).
///
/// # Errors
/// All reasons why this proof shows no service by this mode.
pub fn served(mode: ServiceMode, proof: &Proof, letter_of: Day) -> Result<Served, Vec<Reason>> {
    let mut against = reasons_not_to_count(mode, proof);
    let (on, why) = day(mode, proof);
    if on < letter_of {
        let words = format!("送达日期（{on}）早于文书的落款日期（{letter_of}）。");
        against.push(Reason::new("foi.served_before_made", words).cure("核对送达凭证上的日期。"));
    }
    if against.is_empty() { Ok(Served { mode, on, why }) } else { Err(against) }
}

const fn day(mode: ServiceMode, proof: &Proof) -> (Day, &'static str) {
    match proof {
        Proof::Signed { on, .. } => (*on, "以签收之日为送达日期"),
        Proof::Refused { on, .. } => (*on, "以拒收并有见证人在场之日为送达日期"),
        Proof::Posted { on, .. } => (*on, "以交邮之日为送达日期"),
        Proof::Entered { on, .. } => match mode {
            // 国办公开办函〔2016〕235号 does not speak of systems; the moment of entering is a documented choice.
            ServiceMode::Fax => (*on, "以传真发送成功之日为送达日期（推定）"),
            _ => (*on, "以进入收件人系统之日为送达日期（推定）"),
        },
        Proof::Noted { on, .. } => (*on, "以当场记录之日为送达日期"),
    }
}

/// 送达日期的确定, by the mode alone: what a paper says of the day that was recorded.
#[must_use]
pub const fn day_that_counts(mode: ServiceMode) -> &'static str {
    match mode {
        ServiceMode::Post => "以交邮之日为送达日期",
        ServiceMode::PickUp | ServiceMode::Entrusted => "以签收或者拒收之日为送达日期",
        ServiceMode::Online | ServiceMode::Email => "以进入收件人系统之日为送达日期",
        ServiceMode::Fax => "以传真发送成功之日为送达日期",
        ServiceMode::OnTheSpot => "以当场记录之日为送达日期",
    }
}

/// 送达凭证不成立的理由: the wrong proof for the mode, or a hole in it.
#[must_use]
pub fn reasons_not_to_count(mode: ServiceMode, proof: &Proof) -> Vec<Reason> {
    let mut against = Vec::new();
    if !fits(mode, proof) {
        let words = format!("这份凭证不能证明以“{}”方式送达。", mode.label());
        against.push(Reason::new("foi.proof_other_mode", words).by(service_235(0, 0, 0)));
    }
    let mut need = |what: &str, text: &str| {
        if text.trim().is_empty() {
            let reason = Reason::new("foi.proof_incomplete", format!("送达凭证缺少{what}。"));
            against.push(reason.by(service_235(0, 0, 0)).cure(format!("在送达回证上补记{what}。")));
        }
    };
    match proof {
        Proof::Signed { name, server, .. } => {
            need("签收人姓名", name);
            need("送达人", server);
        }
        Proof::Refused { witness, record, server, .. } => {
            need("见证人", witness);
            need("拒收情况", record);
            need("送达人", server);
        }
        Proof::Posted { number, carriage, paid_by_receiver, .. } => {
            need("邮件编号", number);
            against.extend(reasons_against_post(*carriage, *paid_by_receiver));
        }
        Proof::Entered { receipt, chosen, .. } => {
            need("系统回执", receipt);
            if !chosen {
                let words = format!("申请人没有选择以“{}”方式获取信息。", mode.label());
                against.push(
                    Reason::new("foi.mode_not_chosen", words)
                        .by(crate::citation::ogi(40, 0, 0))
                        .cure("按申请人选择的方式送达，或者取得其书面同意。"),
                );
            }
        }
        Proof::Noted { record, server, .. } => {
            need("当场答复的记录", record);
            need("经办人", server);
        }
    }
    against
}

/// 凭证与记录不符: the proof tells another day than the event of the case.
#[must_use]
pub fn reasons_other_day(served: &Served, recorded: Day) -> Vec<Reason> {
    if served.on == recorded {
        return Vec::new();
    }
    let words = format!("凭证上的日期（{}）与登记的送达日（{recorded}）不一致。", served.on);
    vec![Reason::new("foi.proof_other_day", words).cure("核对凭证；登记错了的，先更正送达记录。")]
}

/// 没有送达记录: a proof stands beside the event it proves.
#[must_use]
pub fn not_served() -> Reason {
    Reason::new("foi.proof_before_service", "案件还没有登记送达，不能登记送达凭证。").cure("先办理送达。")
}

/// 凭证已登记
#[must_use]
pub fn proved_already() -> Reason {
    Reason::new("foi.proved_already", "这次送达的凭证已经登记。")
}

/// 各方式需要的凭证: what the proof of a mode must carry, for people.
#[must_use]
pub const fn needed(mode: ServiceMode) -> &'static str {
    match mode {
        ServiceMode::Post => "邮政企业的收寄凭证：交邮日期、邮件编号；不得交其他快递企业，不得由收件人付费。",
        ServiceMode::Online | ServiceMode::Email => "系统回执，以及申请人选择这种方式的记录。",
        ServiceMode::Fax => "传真发送成功的报告，以及申请人选择这种方式的记录。",
        ServiceMode::PickUp | ServiceMode::Entrusted => {
            "签收人姓名、与申请人的关系、签收日期、送达人；拒收的，记明情况并有见证人。"
        }
        ServiceMode::OnTheSpot => "当场答复的记录和经办人。",
    }
}

/// 邮寄: the postal enterprise alone, and never at the receiver's cost.
#[must_use]
pub fn reasons_against_post(carriage: Carriage, paid_by_receiver: bool) -> Vec<Reason> {
    let mut against = Vec::new();
    if carriage == Carriage::Courier {
        against.push(
            Reason::new("foi.post_by_courier", "政府信息公开文书只能通过邮政企业寄送，不得交其他快递企业。")
                .by(service_235(0, 0, 0))
                .cure("改由邮政企业以挂号信或者特快专递寄送。"),
        );
    }
    if paid_by_receiver {
        against.push(
            Reason::new("foi.post_paid_by_receiver", "邮寄费用不得由收件人到付。")
                .by(service_235(0, 0, 0))
                .cure("由本机关支付邮寄费用。"),
        );
    }
    against
}

const fn fits(mode: ServiceMode, proof: &Proof) -> bool {
    match mode {
        ServiceMode::Post => matches!(proof, Proof::Posted { .. }),
        ServiceMode::Online | ServiceMode::Fax | ServiceMode::Email => matches!(proof, Proof::Entered { .. }),
        ServiceMode::PickUp | ServiceMode::Entrusted => {
            matches!(proof, Proof::Signed { .. } | Proof::Refused { .. })
        }
        ServiceMode::OnTheSpot => matches!(proof, Proof::Noted { .. } | Proof::Signed { .. }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const MADE: Day = date(2026, 3, 5);
    const SERVED: Day = date(2026, 3, 9);

    fn posted(carriage: Carriage, paid_by_receiver: bool) -> Proof {
        Proof::Posted { on: SERVED, carriage, number: "XA00000000021".into(), paid_by_receiver }
    }
    fn codes(mode: ServiceMode, proof: &Proof) -> Vec<&'static str> {
        served(mode, proof, MADE).unwrap_err().iter().map(|one| one.code).collect()
    }
    fn all() -> Vec<Proof> {
        let text = || "记录".to_owned();
        vec![
            Proof::Signed { on: SERVED, receiver: Receiver::Person, name: text(), server: text() },
            Proof::Refused { on: SERVED, witness: text(), record: text(), server: text() },
            posted(Carriage::Postal, false),
            Proof::Entered { on: SERVED, receipt: text(), chosen: true },
            Proof::Noted { on: SERVED, record: text(), server: text() },
        ]
    }

    #[test]
    fn t6_a_letter_posted_counts_on_the_day_of_posting() {
        let found = served(ServiceMode::Post, &posted(Carriage::Postal, false), MADE).unwrap();
        assert_eq!((found.on, found.mode), (SERVED, ServiceMode::Post));
        assert!(found.why.contains("交邮之日"));
    }

    #[test]
    fn post_is_carried_by_the_postal_enterprise_at_the_organs_cost() {
        assert_eq!(
            codes(ServiceMode::Post, &posted(Carriage::Courier, true)),
            ["foi.post_by_courier", "foi.post_paid_by_receiver"]
        );
    }

    #[test]
    fn every_mode_has_its_own_proof() {
        for mode in ServiceMode::ALL {
            let good: Vec<_> = all().into_iter().filter(|proof| served(*mode, proof, MADE).is_ok()).collect();
            assert!(!good.is_empty(), "{mode}");
            for proof in &good {
                assert_eq!(served(*mode, proof, MADE).unwrap().on, SERVED);
            }
            let bad = all().len() - good.len();
            assert!(bad >= 3, "{mode}");
        }
    }

    #[test]
    fn a_return_carries_who_received_and_who_served() {
        let signed = |name: &str, server: &str| Proof::Signed {
            on: SERVED,
            receiver: Receiver::Legal,
            name: name.into(),
            server: server.into(),
        };
        assert_eq!(codes(ServiceMode::PickUp, &signed(" ", "")), ["foi.proof_incomplete"; 2]);
        let refused =
            Proof::Refused {
                on: SERVED, witness: String::new(), record: "拒收".into(), server: "某".into()
            };
        assert_eq!(codes(ServiceMode::Entrusted, &refused), ["foi.proof_incomplete"]);
    }

    #[test]
    fn a_system_counts_only_when_the_applicant_chose_it_and_it_gave_a_receipt() {
        let entered = Proof::Entered { on: SERVED, receipt: String::new(), chosen: false };
        assert_eq!(codes(ServiceMode::Online, &entered), ["foi.proof_incomplete", "foi.mode_not_chosen"]);
    }

    #[test]
    fn a_proof_tells_the_day_that_was_recorded() {
        let found = served(ServiceMode::Post, &posted(Carriage::Postal, false), MADE).unwrap();
        assert!(reasons_other_day(&found, SERVED).is_empty());
        assert_eq!(reasons_other_day(&found, MADE)[0].code, "foi.proof_other_day");
    }

    #[test]
    fn nothing_is_served_before_it_is_made() {
        let early = Proof::Noted { on: date(2026, 3, 4), record: "记录".into(), server: "某".into() };
        assert_eq!(codes(ServiceMode::OnTheSpot, &early), ["foi.served_before_made"]);
    }
}
