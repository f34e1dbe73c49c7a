//! Reasons against (理由): what the law or the procedure says when the answer is no.

use crate::Citation;

/// 不予办理的理由: one reason why an act is refused. Tests compare `code`, people read `words`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reason {
    /// Stable, ASCII, `room.what`.
    pub code: &'static str,
    /// One Chinese sentence naming what and where.
    pub words: String,
    /// The article it rests on, where there is one.
    pub basis: Option<Citation>,
    /// What the person can do about it.
    pub cure: Option<Cure>,
}

/// 补救办法: what to do about a reason, one Chinese sentence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Cure(pub String);

impl Reason {
    /// A reason with its sentence.
    #[must_use]
    pub fn new(code: &'static str, words: impl Into<String>) -> Self {
        Self { code, words: words.into(), basis: None, cure: None }
    }
    /// The same, resting on an article.
    #[must_use]
    pub fn by(mut self, basis: Citation) -> Self {
        self.basis = Some(basis);
        self
    }
    /// The same, with what to do about it.
    #[must_use]
    pub fn cure(mut self, words: impl Into<String>) -> Self {
        self.cure = Some(Cure(words.into()));
        self
    }
}

/// 通用文字: sentences for refusals that belong to no room.
pub mod words {
    /// The form could not be read.
    pub const FORM_UNREADABLE: &str = "提交的表单无法读取，请返回上一页重新填写后再提交";
    /// The form is too large.
    pub const FORM_TOO_LARGE: &str = "提交的内容过大，请减少附件或者压缩后再提交";
}
