//! Depersonalising (去除个人信息): what of a case may be shown in the disclosure log and in the library of cases.
//!
//! 条例 arts 15, 44; the detectors are careful rather than clever: they mask too much before they mask too little, list what
//! they masked without keeping it, and a clerk confirms. Names that nobody gave are found only behind words that announce them.

use std::ops::Range;

use serde::Serialize;

use super::decision::{Decision, RemedyKind};
use super::personal::{Personal, addresses, announced, fold, given, letters, numbers};
use crate::citation::ogi;
use crate::{Citation, Coded, Reason};

/// 遮盖之处: what kind, where in the masked text, how many characters stood there; never the characters themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MaskedSpot {
    /// 种类
    pub what: Personal,
    /// Where the mask begins in the masked text, in characters.
    pub at: usize,
    /// How many characters it stands for.
    pub length: usize,
}

/// 遮盖后的文字: not to be shown before a clerk has confirmed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Masked {
    text: String,
    spots: Vec<MaskedSpot>,
}

/// 经确认可公开的文字: made by confirming alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confirmed {
    text: String,
    /// 确认人
    by: i64,
}

impl Masked {
    /// The masked text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
    /// What was masked.
    #[must_use]
    pub fn spots(&self) -> &[MaskedSpot] {
        &self.spots
    }
    /// 确认: a person read it, and perhaps wrote it anew; what was written is searched once more.
    ///
    /// # Errors
    /// When the text still holds what a detector knows.
    pub fn confirm(self, read: &str, names: &[&str], by: i64) -> Result<Confirmed, Vec<Reason>> {
        let again = mask(read, names);
        if again.spots.is_empty() && !read.trim().is_empty() {
            return Ok(Confirmed { text: read.to_owned(), by });
        }
        let mut kinds: Vec<&str> = again.spots.iter().map(|spot| spot.what.label()).collect();
        kinds.dedup();
        let words = if kinds.is_empty() {
            "没有可公开的文字。".to_owned()
        } else {
            format!("文字中仍有{}，不能公开。", kinds.join("、"))
        };
        Err(vec![Reason::new("foi.still_personal", words).by(ogi(15, 0, 0)).cure("遮盖或者改写后再确认。")])
    }
}

impl Confirmed {
    /// The text that may be shown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
    /// 确认人
    #[must_use]
    pub const fn by(&self) -> i64 {
        self.by
    }
}

/// 遮盖: every detector in turn, the surest first; what one has taken, no other takes again.
#[must_use]
pub fn mask(text: &str, names: &[&str]) -> Masked {
    let original: Vec<char> = text.chars().collect();
    let chars = fold(text);
    let mut found: Vec<(Range<usize>, Personal)> = Vec::new();
    let mut taken = vec![false; chars.len()];
    // What another detector took already is left to it; the rest of the range is masked none the less.
    let mut take = |range: Range<usize>, what: Personal| {
        let mut open: Option<usize> = None;
        for at in range.start..=range.end {
            let free = at < range.end && taken.get(at) == Some(&false);
            match (free, open) {
                (true, None) => open = Some(at),
                (false, Some(start)) => {
                    found.push((start..at, what));
                    open = None;
                }
                _ => {}
            }
        }
        taken.iter_mut().take(range.end).skip(range.start).for_each(|one| *one = true);
    };
    for name in names {
        given(&chars, name).into_iter().for_each(|range| take(range, Personal::GivenName));
    }
    for (range, what) in letters(&chars).into_iter().chain(numbers(&chars)) {
        take(range, what);
    }
    for range in addresses(&chars) {
        take(range, Personal::Address);
    }
    for range in announced(&chars) {
        take(range, Personal::LikelyName);
    }
    found.sort_by_key(|(range, _)| range.start);
    let (mut out, mut spots, mut here, mut count) = (String::new(), Vec::new(), 0, 0);
    for (range, what) in found {
        let between = original.get(here..range.start).unwrap_or_default();
        out.extend(between);
        count += between.len();
        spots.push(MaskedSpot { what, at: count, length: range.len() });
        out += what.mask();
        count += what.mask().chars().count();
        here = range.end;
    }
    out.extend(original.get(here..).unwrap_or_default());
    Masked { text: out, spots }
}

/// 可公示的案件: what of an answered case is known when it is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing {
    /// How it ended.
    pub decision: Decision,
    /// 已送达
    pub served: bool,
    /// 救济未了结: under review or in court.
    pub contested: bool,
    /// 机关同意公示: the organ's own choice.
    pub chosen: bool,
}

/// 不得公示案件的理由: all of them. What was asked may itself be the secret, so such a case is never shown.
#[must_use]
pub fn reasons_not_to_show(case: Showing) -> Vec<Reason> {
    let mut against = Vec::new();
    let mut no = |code, words: &str, basis: Option<Citation>| {
        let reason = Reason::new(code, words);
        against.push(match basis {
            Some(basis) => reason.by(basis),
            None => reason,
        });
    };
    if !case.served {
        no("foi.show_not_served", "答复尚未送达，案件不能公示。", None);
    }
    if case.contested {
        no("foi.show_contested", "行政复议或者行政诉讼尚未了结，案件不能公示。", None);
    }
    if !case.chosen {
        no("foi.show_not_chosen", "机关没有选择公示这件申请。", Some(ogi(44, 0, 0)));
    }
    match case.decision {
        Decision::StateSecret | Decision::ForbiddenByLaw | Decision::Security => {
            no("foi.show_secret", "申请内容本身可能不得公开，案件不能公示。", Some(ogi(14, 0, 0)));
        }
        Decision::ThirdParty => {
            no("foi.show_third_party", "案件涉及第三方合法权益，不能公示。", Some(ogi(15, 0, 0)));
        }
        decision if decision.remedy_kind() == RemedyKind::Nothing => {
            no("foi.show_no_reply", "案件没有答复，没有可公示的内容。", None);
        }
        _ => {}
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::personal::has_identity_number;
    use proptest::prelude::*;

    fn masked(text: &str) -> String {
        mask(text, &["赵小明", "示范建设有限公司"]).text
    }

    #[test]
    fn numbers_that_point_to_a_person_are_masked() {
        for (text, shown) in [
            ("身份证11010519491231002X。", "身份证〔身份号码〕。"),
            ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证〔身份号码〕"),
            ("号码110105194912310021", "号码〔身份号码〕"),
            ("旧号110105491231002", "旧号〔身份号码〕"),
            ("电话13812345678", "电话〔电话〕"),
            ("电话138 1234 5678和024-12345678", "电话〔电话〕和〔电话〕"),
            ("卡号6222021234567890123", "卡号〔账号〕"),
            ("代码91210100MA0XXXXX1N", "代码〔信用代码〕"),
            ("发至zhao.xm@example.cn即可", "发至〔邮箱〕即可"),
            ("车辆辽A12345的罚单", "车辆〔车牌号〕的罚单"),
        ] {
            assert_eq!(masked(text), shown);
        }
    }

    #[test]
    fn an_identity_number_is_known_however_it_is_spaced() {
        assert!(has_identity_number("号码１１０１０５ 19491231-002x，"));
        assert!(!has_identity_number("11010519491231002") && !has_identity_number("110105194912310021"));
        assert!(!has_identity_number("2026年3月5日 000-00000000"));
    }

    #[test]
    fn what_points_to_nobody_stays() {
        for text in [
            "2025年度低保资金使用情况",
            "辽政办发〔2020〕13号文件",
            "2024年1月1日至2024年12月31日的会议纪要",
            "第12号公告及附件3",
            "预算1234.56万元",
            "20250101",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn names_given_and_names_announced_are_masked() {
        assert_eq!(masked("赵小明家的补偿"), "某某家的补偿");
        assert_eq!(masked("赵 小 明的补偿"), "某某的补偿");
        assert_eq!(masked("示范建设有限公司的合同"), "某某的合同");
        assert_eq!(masked("村民李大山的宅基地审批"), "村民某某的宅基地审批");
        assert_eq!(masked("王芳女士的低保"), "某某女士的低保");
        assert_eq!(masked("村民委员会的账目"), "村民委员会的账目");
    }

    #[test]
    fn an_address_is_masked_and_a_document_number_is_not() {
        assert_eq!(masked("示范路12号的房屋征收"), "〔住址〕的房屋征收");
        assert!(!masked("关于幸福里小区示范街3号楼2单元501室").contains("501"));
    }

    #[test]
    fn what_was_masked_is_listed_without_being_kept() {
        let masked = mask("赵小明，电话13812345678", &["赵小明"]);
        assert_eq!(
            masked.spots(),
            [
                MaskedSpot { what: Personal::GivenName, at: 0, length: 3 },
                MaskedSpot { what: Personal::Mobile, at: 5, length: 11 },
            ]
        );
        let listed = serde_json::to_string(masked.spots()).unwrap();
        assert!(!listed.contains("138") && !listed.contains('赵'));
    }

    #[test]
    fn nothing_is_shown_that_a_clerk_did_not_confirm() {
        let names = ["赵小明"];
        let first = mask("赵小明申请的低保发放表", &names);
        let text = first.text().to_owned();
        let confirmed = first.clone().confirm(&text, &names, 7).unwrap();
        assert_eq!((confirmed.text(), confirmed.by()), ("某某申请的低保发放表", 7));
        let against = first.clone().confirm("赵小明13812345678", &names, 7).unwrap_err();
        assert_eq!(against[0].code, "foi.still_personal");
        assert!(against[0].words.contains("手机号码") && !against[0].words.contains("138"));
        assert!(first.confirm(" ", &names, 7).is_err());
    }

    #[test]
    fn a_case_whose_very_subject_may_be_secret_is_never_shown() {
        let case = |decision| Showing { decision, served: true, contested: false, chosen: true };
        let codes = |case| reasons_not_to_show(case).iter().map(|one| one.code).collect::<Vec<_>>();
        assert!(codes(case(Decision::Disclosed)).is_empty() && codes(case(Decision::NotFound)).is_empty());
        assert_eq!(codes(case(Decision::StateSecret)), ["foi.show_secret"]);
        assert_eq!(codes(case(Decision::ThirdParty)), ["foi.show_third_party"]);
        assert_eq!(codes(case(Decision::Withdrawn)), ["foi.show_no_reply"]);
        let worst = Showing { decision: Decision::Security, served: false, contested: true, chosen: false };
        assert_eq!(codes(worst).len(), 4);
    }

    proptest! {
        #[test]
        fn masking_twice_finds_nothing_more(text in "(\\PC|[0-9]{6,18}|村民[王李赵][一二三]|[a-z]{3}@[a-z]{3}\\.cn|路[0-9]{1,3}号){0,12}") {
            let once = mask(&text, &["赵小明"]);
            let twice = mask(once.text(), &["赵小明"]);
            prop_assert_eq!(twice.spots().len(), 0, "{} -> {}", once.text(), twice.text());
        }
        #[test]
        fn an_identity_number_never_survives(before in "\\PC{0,8}", body in "[1-8][0-9]{5}19[0-9]{2}0[1-9]1[0-9][0-9]{3}", after in "\\PC{0,8}") {
            let digits: Vec<u32> = body.chars().filter_map(|c| c.to_digit(10)).collect();
            let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
            let sum: u32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
            let check = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap()).unwrap();
            let number = format!("{body}{check}");
            let text = format!("{before}{number}{after}");
            prop_assert!(has_identity_number(&text));
            prop_assert!(!mask(&text, &[]).text().contains(&number));
        }
    }
}
