//! Dismissals (忽略警告): a warning set aside for a typed reason, bound to the text it was given for.
//!
//! When the text changes its hash does, and the finding is there again. Errors are mended, never set aside.

use serde::{Deserialize, Serialize};

use super::finding::{Finding, Problem, Severity, Spot};
use crate::citation::ogi;
use crate::{Coded, Day, Reason};

crate::codes! {
    /// 忽略的理由
    pub enum DismissReason {
        /// 误报
        NotSuch = "not_such" => "误报：不是该类信息",
        /// 依法应当公开
        Ordered = "ordered" => "法律、法规规定应当公开该内容",
        /// 本人同意
        Consent = "consent" => "本人书面同意公开",
        /// 单位公开的联系方式
        OfficeContact = "office_contact" => "单位对外公布的联系方式",
        /// 引用原文
        Quoted = "quoted" => "引用原文，不能改动",
        /// 叙述历史
        Historical = "historical" => "叙述历史情况，当时如此",
        /// 已经核对
        Checked = "checked" => "已经核对，内容无误",
    }
}

impl DismissReason {
    /// 是否必须写明说明: which law, whose consent.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        !matches!(self, Self::OfficeContact | Self::Historical)
    }
    /// 是否适用于该项目
    #[must_use]
    pub fn fits(self, problem: Problem) -> bool {
        match self {
            Self::NotSuch => true,
            Self::Ordered | Self::Consent => problem.is_personal(),
            Self::OfficeContact => {
                matches!(problem, Problem::Mobile | Problem::Account | Problem::NameWithAddress)
            }
            Self::Quoted => matches!(problem, Problem::Mistake | Problem::OldName | Problem::NumberForm),
            Self::Historical => problem == Problem::OldName,
            Self::Checked => !problem.is_personal(),
        }
    }
}

/// 内容指纹: the SHA-256 of the content a finding was made on, as 64 lower-case hexadecimal characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(String);

impl ContentHash {
    /// From the characters of a hash; nothing where they are none.
    #[must_use]
    pub fn new(hex: &str) -> Option<Self> {
        let sound = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        sound.then(|| Self(hex.to_owned()))
    }
    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 忽略: what was set aside, by whom and why. An event; nothing of it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// 项目
    pub problem: Problem,
    /// 位置
    pub spot: Option<Spot>,
    /// 内容指纹
    pub content: ContentHash,
    /// 理由
    pub reason: DismissReason,
    /// 说明
    pub words: String,
    /// 办理人
    pub by: i64,
    /// 日期
    pub on: Day,
}

impl Dismissal {
    /// 是否针对该发现: the same problem at the same place of the same content.
    #[must_use]
    pub fn covers(&self, finding: &Finding, content: &ContentHash) -> bool {
        self.problem == finding.problem && self.spot == finding.spot && self.content == *content
    }
}

/// 不得忽略的理由: all of them.
#[must_use]
pub fn reasons_not_to_dismiss(finding: &Finding, reason: DismissReason, words: &str) -> Vec<Reason> {
    let mut against = Vec::new();
    if finding.severity == Severity::Error {
        let words = format!("“{}”是错误，不能忽略。", finding.problem.label());
        against.push(Reason::new("preflight.error", words).by(ogi(17, 0, 0)).cure(finding.cure()));
    }
    if !reason.fits(finding.problem) {
        let words = format!("“{}”不适用于“{}”。", reason.label(), finding.problem.label());
        against.push(Reason::new("preflight.reason_unfit", words).cure("请选择别的理由，或者改正内容。"));
    }
    let length = words.trim().chars().count();
    if reason.needs_words() && length < 4 {
        against.push(Reason::new("preflight.no_words", "请写明说明：依据哪一条、谁同意、如何核对。"));
    }
    if length > 500 {
        against.push(Reason::new("preflight.words_too_long", format!("说明有{length}字，超过500字。")));
    }
    against
}

/// 没有选择: which finding is set aside, or why, was not said.
#[must_use]
pub fn no_reason() -> Reason {
    Reason::new("preflight.no_reason", "请选择要忽略的发现和忽略的理由。")
}

/// 还有没处理的发现: said once where the findings themselves stand beside it.
#[must_use]
pub fn standing(count: usize) -> Option<Reason> {
    let words = format!("发布前检查还有{count}处没有处理。");
    (count > 0).then(|| {
        Reason::new("preflight.standing", words)
            .by(ogi(17, 0, 0))
            .cure("请在“发布前检查”中逐处改正；警告可以写明理由后忽略。")
    })
}

/// 未处理的发现: those that hold up: every error, and every warning nobody has set aside for this very content.
#[must_use]
pub fn open<'a>(
    findings: &'a [Finding],
    content: &ContentHash,
    dismissals: &[Dismissal],
) -> Vec<&'a Finding> {
    let stands = |finding: &&Finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning => !dismissals.iter().any(|one| one.covers(finding, content)),
        Severity::Note => false,
    };
    findings.iter().filter(stands).collect()
}

/// 不得通过检查的理由: one for each finding that is still open, the first twenty.
#[must_use]
pub fn reasons_not_to_pass(
    findings: &[Finding],
    content: &ContentHash,
    dismissals: &[Dismissal],
) -> Vec<Reason> {
    let all = open(findings, content, dismissals);
    let mut against: Vec<Reason> = all
        .iter()
        .take(20)
        .map(|finding| {
            let reason = Reason::new("preflight.open", format!("{}。", finding.words())).cure(finding.cure());
            finding.basis().map_or(reason.clone(), |basis| reason.by(basis))
        })
        .collect();
    if all.len() > 20 {
        against.push(Reason::new("preflight.more", format!("还有{}处没有处理。", all.len() - 20)));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(c: char) -> ContentHash {
        ContentHash::new(&c.to_string().repeat(64)).unwrap()
    }
    fn plate() -> Finding {
        Finding::new(Problem::Plate, Some(Spot { line: 1, from: 0, to: 7 }), "辽A****")
    }
    fn set_aside(content: ContentHash) -> Dismissal {
        Dismissal {
            problem: Problem::Plate,
            spot: plate().spot,
            content,
            reason: DismissReason::Ordered,
            words: "依照某条例第三条公布".into(),
            by: 7,
            on: jiff::civil::date(2026, 11, 1),
        }
    }

    #[test]
    fn what_is_set_aside_stays_so_until_the_text_changes() {
        let findings = [plate()];
        let dismissals = [set_aside(hash('a'))];
        assert!(open(&findings, &hash('a'), &dismissals).is_empty());
        assert_eq!(open(&findings, &hash('b'), &dismissals).len(), 1);
        let moved = [Finding { spot: Some(Spot { line: 2, from: 0, to: 7 }), ..plate() }];
        assert_eq!(open(&moved, &hash('a'), &dismissals).len(), 1);
        assert_eq!(reasons_not_to_pass(&findings, &hash('b'), &[])[0].code, "preflight.open");
    }

    #[test]
    fn an_error_is_never_set_aside_and_a_reason_must_fit() {
        let codes = |finding: &Finding, reason, words: &str| -> Vec<&'static str> {
            reasons_not_to_dismiss(finding, reason, words).iter().map(|one| one.code).collect()
        };
        assert!(codes(&plate(), DismissReason::Ordered, "某条例第三条").is_empty());
        let id = Finding::new(Problem::ResidentId, None, "2103**********1234");
        assert_eq!(codes(&id, DismissReason::Historical, ""), ["preflight.error", "preflight.reason_unfit"]);
        assert_eq!(codes(&plate(), DismissReason::Consent, " "), ["preflight.no_words"]);
        let kept = [set_aside(hash('a'))];
        let error = plate().at(Severity::Error);
        assert_eq!(open(std::slice::from_ref(&error), &hash('a'), &kept).len(), 1);
    }

    #[test]
    fn notes_hold_nothing_up_and_many_findings_are_counted() {
        let note = plate().at(Severity::Note);
        assert!(open(std::slice::from_ref(&note), &hash('a'), &[]).is_empty());
        let many: Vec<Finding> = (0..30).map(|_| plate()).collect();
        let against = reasons_not_to_pass(&many, &hash('a'), &[]);
        assert_eq!((against.len(), against[20].code), (21, "preflight.more"));
        assert_eq!((ContentHash::new("xyz"), ContentHash::new(&"A".repeat(64))), (None, None));
    }
}
