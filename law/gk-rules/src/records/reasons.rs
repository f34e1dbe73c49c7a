//! Reasons not to (不予办理的理由), one function for each verb on a record; every one gives all reasons at once.
//!
//! Who may act is asked of [`authority`](crate::org::authority) first; here stands what the law and the procedure say.

use super::ground::WithdrawGround;
use super::record::Record;
use super::state::{Progress, Stage};
use crate::attribute::Attribute;
use crate::citation::ogi;
use crate::duty::posting::posting_runs;
use crate::duty::settings::{LAST_DAY, REGULATION_FROM};
use crate::numbers::docnum::DocumentNumber;
use crate::{Coded, Day, Reason};

/// 名称的最大字数.
pub const MAX_TITLE: usize = 200;
/// 内容概述的最大字数: as field rules of record libraries have it.
pub const MAX_SUMMARY: usize = 100;
/// 正文的最大字数.
pub const MAX_BODY: usize = 500_000;
/// 附件数上限.
pub const MAX_ATTACHMENTS: u32 = 50;
/// 理由、说明的最大字数.
pub const MAX_WORDS: usize = 500;

/// 经办情形: who acts on which day, and which version of the record was before him.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    /// The person.
    pub person: i64,
    /// Today.
    pub today: Day,
    /// The version that was on the screen.
    pub seen: u32,
}

/// 不得保存草稿的理由. A draft may be incomplete; what it says must not be absurd.
#[must_use]
pub fn reasons_not_to_save(record: &Record, hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    against.extend(not_at(record, Stage::Draft, "修改"));
    against.extend(sizes(record));
    against.extend(made_on(record, hand.today));
    against
}

/// 不得送审的理由. `missing` are the required elements neither held nor explained (see [`elements`](super::elements)).
#[must_use]
pub fn reasons_not_to_submit(record: &Record, missing: &[&str], hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    against.extend(not_at(record, Stage::Draft, "送审"));
    against.extend(incomplete(record, missing, hand.today));
    against
}

/// 不得公开的理由: what is approved, complete still, and public of itself.
#[must_use]
pub fn reasons_not_to_publish(record: &Record, missing: &[&str], hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    let now = record.progress.stage();
    if !matches!(now, Stage::Approved | Stage::Scheduled) {
        let words = format!("该信息处于“{now}”阶段，不能公开。");
        let cure = if now.is_under_review() {
            "各项审查都通过之后才能公开。"
        } else {
            "请重新打开该信息。"
        };
        against.push(Reason::new("record.wrong_stage", words).by(ogi(17, 0, 0)).cure(cure));
    }
    if record.attribute != Attribute::Proactive {
        against.push(not_proactive(record));
    }
    against.extend(incomplete(record, missing, hand.today));
    against
}

pub(super) fn not_proactive(record: &Record) -> Reason {
    let words = format!("公开属性是“{}”，不主动公开。", record.attribute.label());
    Reason::new("record.not_proactive", words)
        .by(record.attribute.basis())
        .cure("需要公开的，重新认定公开属性。")
}

/// 不得一步审核的理由: one reviewer takes all the reviews that are open. `examined` says that he has confirmed the secrecy and
/// privacy review of art 17.
#[must_use]
pub fn reasons_not_to_examine(record: &Record, missing: &[&str], examined: bool, hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    against.extend(not_under_review(record, "审核"));
    against.extend(own_work(record, hand, "审核"));
    if !examined {
        let words = "尚未确认公开审查：是否涉及国家秘密、商业秘密、个人隐私，公开后是否影响国家安全、公共安全、经济安全、社会稳定。";
        against.push(
            Reason::new("record.not_examined", words)
                .by(ogi(17, 0, 0))
                .cure("逐项审查后勾选“已审查，可以公开”。"),
        );
    }
    against.extend(incomplete(record, missing, hand.today));
    against
}

/// 不得审查的理由, whatever the opinion.
#[must_use]
pub fn reasons_not_to_judge(record: &Record, hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    against.extend(not_under_review(record, "审查"));
    against
}

/// 不得重新评估的理由: only what is approved and not public is looked at again.
#[must_use]
pub fn reasons_not_to_reassess(record: &Record, hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    against.extend(not_at(record, Stage::Approved, "重新评估"));
    against
}

/// 不得退回的理由.
#[must_use]
pub fn reasons_not_to_return(record: &Record, why: &str, hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    let approved = matches!(record.progress.stage(), Stage::Approved | Stage::Scheduled);
    against.extend(not_under_review(record, "退回").filter(|_| !approved));
    against.extend(own_work(record, hand, "退回"));
    against.extend(words(why, "退回理由"));
    against
}

/// 不得收回的理由: only who sent it may take it back.
#[must_use]
pub fn reasons_not_to_take_back(record: &Record, hand: Hand) -> Vec<Reason> {
    let mut against = stale(record, hand);
    against.extend(not_at(record, Stage::Submitted, "收回"));
    if let Progress::Submitted { sent } = &record.progress
        && sent.by != hand.person
    {
        against.push(Reason::new("record.not_sender", "只有送审人可以收回。").cure("请审核员退回。"));
    }
    against
}

/// 公示期: what a withdrawal must know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Posting {
    /// The last day on which it must hang; nothing where the item asks for no posting.
    pub last: Option<Day>,
    /// 公示期未满，仍须撤下: whoever withdraws it knows that the period runs.
    pub early: bool,
}

/// 不得撤下的理由. What hangs for a posting period is taken down before its end only by whoever says that it must be.
#[must_use]
pub fn reasons_not_to_withdraw(
    record: &Record,
    ground: WithdrawGround,
    why: &str,
    posting: Posting,
    hand: Hand,
) -> Vec<Reason> {
    let mut against = stale(record, hand);
    against.extend(not_at(record, Stage::Published, "撤下"));
    against.extend(words(why, "撤下说明"));
    let over = ground == WithdrawGround::PostingOver;
    match posting.last {
        Some(last) if over || !posting.early => against.extend(posting_runs(last, hand.today)),
        None if over => {
            against.push(Reason::new("record.no_posting", "该事项没有规定公示期，不能以公示期满撤下。"));
        }
        _ => {}
    }
    if record.progress.published_on().is_some_and(|on| hand.today < on) {
        against.push(Reason::new("record.before_publication", "撤下日不能早于公开日。"));
    }
    against
}

/// 成文日期认不出: what was typed is no day.
#[must_use]
pub fn made_on_malformed(typed: &str) -> Reason {
    let shown: String = typed.chars().take(20).collect();
    Reason::new("record.made_malformed", format!("成文日期“{shown}”认不出。"))
        .cure("写作年-月-日，例如 2026-03-05。")
}

/// 体裁或者格式认不出: a code that is not of the list.
#[must_use]
pub fn choice_malformed(typed: &str) -> Reason {
    let shown: String = typed.chars().take(20).collect();
    Reason::new("record.choice_malformed", format!("“{shown}”不在可选的范围之内。"))
}

/// 不得以该事项起草的理由: `concerns` says that the item's catalog is of an organ at or above the drafting one.
#[must_use]
pub fn reasons_not_to_draft(concerns: bool) -> Vec<Reason> {
    if concerns {
        return Vec::new();
    }
    vec![
        Reason::new("record.foreign_item", "该公开事项属于其他地方的标准目录，不能对照它公开。")
            .by(ogi(10, 0, 0))
            .cure("请选择本地目录中的事项。"),
    ]
}

/// 撤下理由认不出.
#[must_use]
pub fn no_ground() -> Reason {
    Reason::new("record.no_ground", "请选择撤下理由。")
}

pub(super) fn stale(record: &Record, hand: Hand) -> Vec<Reason> {
    if record.version == hand.seen {
        return Vec::new();
    }
    let words =
        format!("该信息在您打开之后已被修改（您看到的是第{}版，现为第{}版）。", hand.seen, record.version);
    vec![Reason::new("record.stale", words).cure("重新打开后再办理。")]
}

pub(super) fn not_at(record: &Record, stage: Stage, step: &str) -> Option<Reason> {
    let now = record.progress.stage();
    (now != stage).then(|| Reason::new("record.wrong_stage", format!("该信息处于“{now}”阶段，不能{step}。")))
}

fn not_under_review(record: &Record, step: &str) -> Option<Reason> {
    let now = record.progress.stage();
    let words = format!("该信息处于“{now}”阶段，不能{step}。");
    (!now.is_under_review()).then(|| Reason::new("record.wrong_stage", words))
}

/// 条例 art 17, as we read its review mechanism: nobody judges what he wrote or sent.
fn own_work(record: &Record, hand: Hand, step: &str) -> Option<Reason> {
    let sent = record.progress.sent().is_some_and(|sent| sent.by == hand.person);
    (record.author == hand.person || sent).then(|| {
        let words = format!("起草人、送审人不能{step}自己经办的信息。");
        Reason::new("record.own_work", words).by(ogi(17, 0, 0)).cure("请本机关的另一位审核员办理。")
    })
}

fn incomplete(record: &Record, missing: &[&str], today: Day) -> Vec<Reason> {
    let mut against = Vec::new();
    if record.title.trim().is_empty() {
        against.push(Reason::new("record.no_title", "名称不能为空。").by(ogi(12, 0, 0)));
    }
    against.extend(sizes(record));
    if record.item.is_none() && record.attribute == Attribute::Proactive {
        against.push(Reason::new("record.no_item", "请选择该信息对应的公开事项。").by(ogi(12, 0, 0)));
    }
    if record.made_on.is_none() {
        against.push(Reason::new("record.no_made_on", "请填写成文日期。").by(ogi(12, 0, 0)));
    }
    against.extend(made_on(record, today));
    let number = record.identity.document_number.trim();
    against.extend(number_fault(number));
    if record.body.is_empty() && record.attachments == 0 {
        against.push(Reason::new("record.no_content", "正文为空，也没有附件。").by(ogi(19, 0, 0)));
    }
    if !missing.is_empty() {
        let list = missing.iter().map(|one| format!("“{one}”")).collect::<Vec<_>>().join("、");
        let words = format!("缺少{}个必选内容要素：{list}。", missing.len());
        against
            .push(Reason::new("record.elements_missing", words).cure("补充内容，或者逐个说明不涉及的原因。"));
    }
    against
}

fn sizes(record: &Record) -> Vec<Reason> {
    let mut against = Vec::new();
    let mut check = |code, what, text: &str, most: usize| {
        let length = text.trim().chars().count();
        if length > most {
            against.push(Reason::new(code, format!("{what}有{length}字，超过{most}字。")));
        }
    };
    check("record.title_too_long", "名称", &record.title, MAX_TITLE);
    check("record.summary_too_long", "内容概述", &record.summary, MAX_SUMMARY);
    check("record.body_too_long", "正文", &record.body.text, MAX_BODY);
    if record.title.trim().chars().any(char::is_control) {
        against.push(Reason::new("record.title_control", "名称中有换行或者不可见的控制字符。"));
    }
    if record.attachments > MAX_ATTACHMENTS {
        let words = format!("附件有{}个，超过{MAX_ATTACHMENTS}个。", record.attachments);
        against.push(Reason::new("record.too_many_attachments", words));
    }
    against
}

/// The day a document was made: not after today. Documents older than the regulation are published too, back to 1949.
fn made_on(record: &Record, today: Day) -> Option<Reason> {
    let made = record.made_on?;
    let earliest = Day::new(1949, 10, 1).unwrap_or(REGULATION_FROM);
    if made > LAST_DAY {
        Some(Reason::new("record.made_year", format!("成文日期{made}超出2099年，请核对年份。")))
    } else if made > today {
        Some(Reason::new("record.made_in_future", format!("成文日期{made}晚于今天（{today}）。")))
    } else if made < earliest {
        Some(Reason::new("record.made_too_early", format!("成文日期{made}早于1949-10-01，请核对年份。")))
    } else {
        None
    }
}

fn words(text: &str, what: &str) -> Option<Reason> {
    let length = text.trim().chars().count();
    if length == 0 {
        Some(Reason::new("record.no_reason", format!("请填写{what}。")))
    } else if length > MAX_WORDS {
        Some(Reason::new("record.reason_too_long", format!("{what}有{length}字，超过{MAX_WORDS}字。")))
    } else {
        None
    }
}

/// What is wrong with a 发文字号, if anything; an empty one is none. One that can be repaired is to be stored repaired.
fn number_fault(number: &str) -> Option<Reason> {
    if number.is_empty() || is_number_of_year(number) {
        return None;
    }
    match number.parse::<DocumentNumber>() {
        Ok(read) if read.to_string() == number => None,
        Ok(read) => {
            let words = format!("发文字号“{number}”写法不规范。");
            Some(Reason::new("record.number_form", words).cure(format!("应写作“{read}”。")))
        }
        Err(bad) => Some(Reason::new("record.number_malformed", format!("{bad}。"))),
    }
}

/// YYYY年第N号, as announcements of departments are numbered.
fn is_number_of_year(number: &str) -> bool {
    let serial = |text: &str| {
        text.strip_suffix('号').is_some_and(|n| {
            (1..=5).contains(&n.len()) && !n.starts_with('0') && n.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let year = |text: &str| text.len() == 4 && text.parse::<u16>().is_ok_and(|y| (1949..=2099).contains(&y));
    number.split_once("年第").is_some_and(|(y, n)| year(y) && serial(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::record::tests::sample;
    use crate::records::record::{Body, BodyFormat};
    use crate::records::state::tests;
    use jiff::civil::date;

    const HAND: Hand = Hand { person: 9, today: date(2024, 3, 1), seen: 3 };
    fn at(stage: Stage) -> Record {
        Record { progress: tests::at(stage), ..sample() }
    }
    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn a_complete_record_goes_all_the_way() {
        assert_eq!(reasons_not_to_save(&at(Stage::Draft), HAND), []);
        assert_eq!(reasons_not_to_submit(&at(Stage::Draft), &[], HAND), []);
        assert_eq!(reasons_not_to_examine(&at(Stage::Submitted), &[], true, HAND), []);
        assert_eq!(reasons_not_to_return(&at(Stage::Submitted), "缺附件", HAND), []);
        assert_eq!(reasons_not_to_return(&at(Stage::Approved), "缺附件", HAND), []);
        assert_eq!(reasons_not_to_publish(&at(Stage::Approved), &[], HAND), []);
        assert_eq!(reasons_not_to_publish(&at(Stage::Scheduled), &[], HAND), []);
        let posting = Posting::default();
        assert_eq!(
            reasons_not_to_withdraw(
                &at(Stage::Published),
                WithdrawGround::Mistake,
                "数字有误",
                posting,
                HAND
            ),
            []
        );
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let mut record = sample();
        record.title = "　".into();
        record.item = None;
        record.made_on = None;
        record.identity.document_number = "阜民发20231号".into();
        record.body = Body { format: BodyFormat::Html, text: "<p></p>".into() };
        let against = reasons_not_to_submit(&record, &["申请材料"], Hand { seen: 2, ..HAND });
        assert_eq!(
            codes(&against),
            [
                "record.stale",
                "record.no_title",
                "record.no_item",
                "record.no_made_on",
                "record.number_malformed",
                "record.no_content",
                "record.elements_missing",
            ]
        );
        assert_eq!((against[1].basis, against[5].basis), (Some(ogi(12, 0, 0)), Some(ogi(19, 0, 0))));
        assert!(against[6].words.contains("“申请材料”"));
    }

    #[test]
    fn a_draft_may_be_incomplete_but_not_absurd() {
        let empty = Record { title: String::new(), item: None, made_on: None, ..sample() };
        assert_eq!(reasons_not_to_save(&empty, HAND), []);
        let absurd = Record {
            title: format!("{}\n题", "题".repeat(200)),
            summary: "概".repeat(101),
            made_on: Some(date(2100, 1, 1)),
            attachments: 51,
            ..sample()
        };
        assert_eq!(
            codes(&reasons_not_to_save(&absurd, HAND)),
            [
                "record.title_too_long",
                "record.summary_too_long",
                "record.title_control",
                "record.too_many_attachments",
                "record.made_year"
            ]
        );
    }

    #[test]
    fn the_day_a_document_was_made_is_not_after_today() {
        let with = |made| codes(&reasons_not_to_save(&Record { made_on: Some(made), ..sample() }, HAND));
        assert_eq!(with(date(2024, 3, 1)), [""; 0]);
        assert_eq!(with(date(2024, 3, 2)), ["record.made_in_future"]);
        assert_eq!(with(date(1949, 9, 30)), ["record.made_too_early"]);
    }

    #[test]
    fn neither_the_author_nor_the_sender_judges() {
        for person in [7, 8] {
            let hand = Hand { person, ..HAND };
            let against = reasons_not_to_examine(&at(Stage::Submitted), &[], true, hand);
            assert_eq!(codes(&against), ["record.own_work"]);
            assert_eq!(against[0].basis, Some(ogi(17, 0, 0)));
            assert_eq!(
                codes(&reasons_not_to_return(&at(Stage::Submitted), "缺附件", hand)),
                ["record.own_work"]
            );
        }
    }

    #[test]
    fn nothing_is_published_unexamined_or_from_another_stage() {
        let against = reasons_not_to_examine(&at(Stage::Submitted), &[], false, HAND);
        assert_eq!((codes(&against), against[0].basis), (vec!["record.not_examined"], Some(ogi(17, 0, 0))));
        let wrong = |against: Vec<Reason>| codes(&against).contains(&"record.wrong_stage");
        for stage in Stage::ALL.iter().copied() {
            let (record, posting) = (at(stage), Posting::default());
            let approved = matches!(stage, Stage::Approved | Stage::Scheduled);
            assert_eq!(wrong(reasons_not_to_examine(&record, &[], true, HAND)), !stage.is_under_review());
            assert_eq!(wrong(reasons_not_to_publish(&record, &[], HAND)), !approved);
            assert_eq!(wrong(reasons_not_to_save(&record, HAND)), stage != Stage::Draft);
            assert_eq!(wrong(reasons_not_to_submit(&record, &[], HAND)), stage != Stage::Draft);
            let withdraw = reasons_not_to_withdraw(&record, WithdrawGround::Mistake, "有误", posting, HAND);
            assert_eq!(wrong(withdraw), stage != Stage::Published);
        }
    }

    #[test]
    fn only_what_is_public_of_itself_is_published_and_needs_an_item() {
        let held = Record { attribute: Attribute::Withheld, item: None, ..at(Stage::Approved) };
        assert_eq!(codes(&reasons_not_to_publish(&held, &[], HAND)), ["record.not_proactive"]);
        let draft = Record { progress: Progress::default(), ..held };
        assert_eq!(codes(&reasons_not_to_submit(&draft, &[], HAND)), [""; 0]);
    }

    #[test]
    fn only_the_sender_takes_back() {
        assert_eq!(
            codes(&reasons_not_to_take_back(&at(Stage::Submitted), Hand { person: 8, ..HAND })),
            [""; 0]
        );
        assert_eq!(codes(&reasons_not_to_take_back(&at(Stage::Submitted), HAND)), ["record.not_sender"]);
        assert_eq!(codes(&reasons_not_to_take_back(&at(Stage::Draft), HAND)), ["record.wrong_stage"]);
    }

    #[test]
    fn returning_and_withdrawing_say_why() {
        assert_eq!(codes(&reasons_not_to_return(&at(Stage::Submitted), " ", HAND)), ["record.no_reason"]);
        let long = "字".repeat(501);
        assert_eq!(
            codes(&reasons_not_to_withdraw(
                &at(Stage::Published),
                WithdrawGround::Mistake,
                &long,
                Posting::default(),
                HAND
            )),
            ["record.reason_too_long"]
        );
    }

    #[test]
    fn a_posting_is_not_taken_down_before_its_end() {
        let on = |ground, last, early| {
            codes(&reasons_not_to_withdraw(
                &at(Stage::Published),
                ground,
                "说明",
                Posting { last, early },
                HAND,
            ))
        };
        let (runs, over) = (Some(date(2024, 3, 1)), Some(date(2024, 2, 29)));
        for early in [false, true] {
            assert_eq!(on(WithdrawGround::PostingOver, runs, early), ["record.posting_runs"]);
            assert_eq!(on(WithdrawGround::PostingOver, over, early), [""; 0]);
            assert_eq!(on(WithdrawGround::PostingOver, None, early), ["record.no_posting"]);
            assert_eq!(on(WithdrawGround::Mistake, over, early), [""; 0]);
        }
        assert_eq!(on(WithdrawGround::Mistake, runs, false), ["record.posting_runs"]);
        assert_eq!(
            on(WithdrawGround::Mistake, runs, true),
            [""; 0],
            "whoever says that it must be taken down"
        );
        let early = Hand { today: date(2024, 2, 1), ..HAND };
        let against = reasons_not_to_withdraw(
            &at(Stage::Published),
            WithdrawGround::Mistake,
            "有误",
            Posting::default(),
            early,
        );
        assert_eq!(codes(&against), ["record.before_publication"]);
    }

    #[test]
    fn a_document_number_is_written_as_it_should_be_or_absent() {
        let code = |number: &str| number_fault(number).map(|reason| reason.code);
        for good in ["", "辽政办发〔2020〕13号", "国务院令第711号", "2024年第3号"] {
            assert_eq!(code(good), None, "{good}");
        }
        let repaired = number_fault("辽政办发[2020]13号").unwrap();
        assert_eq!(repaired.code, "record.number_form");
        assert_eq!(repaired.cure.unwrap().0, "应写作“辽政办发〔2020〕13号”。");
        for bad in ["阜民发20231号", "号", "第3号", "x", "1900年第3号"] {
            assert_eq!(code(bad), Some("record.number_malformed"), "{bad}");
        }
    }
}
