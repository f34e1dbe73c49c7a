//! Four ways to say no, one way to break (house: errors).

use std::fmt;

use gk_rules::org::Denied;
use gk_rules::{Moment, Reason};

/// Why an act did not happen.
#[derive(Debug)]
pub enum Problem {
    /// The law or the procedure says no: 422, the page again, with all the reasons.
    Refused(Vec<Reason>),
    /// This actor may not: 403; who may is named.
    NotAllowed(Denied),
    /// There is no such thing: 404, with a way on.
    Missing(Noun),
    /// Someone saved first: 409.
    Stale(Stale),
    /// Ours: 500, a number for the telephone, the cause in the log, once.
    Fault(Fault),
}

/// A thing asked for by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    /// Stable code of the kind of thing: `organ`, `record`, `edition`, `item`, `page`.
    pub kind: &'static str,
    /// What was asked for.
    pub name: String,
}

/// Someone saved first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Who.
    pub by: String,
    /// When.
    pub at: Option<Moment>,
}

/// A broken part. It has no variants: nobody may branch on a broken disk.
#[derive(Debug)]
pub struct Fault {
    what: String,
    conflict: bool,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Fault {
    /// A fault with what happened, in English, for the log.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), conflict: false, cause: None }
    }
    /// A fault with its cause.
    pub fn because(
        what: impl Into<String>,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { what: what.into(), conflict: false, cause: Some(cause.into()) }
    }
    /// A uniqueness constraint spoke.
    #[must_use]
    pub fn conflicting(mut self) -> Self {
        self.conflict = true;
        self
    }
    /// Whether a uniqueness constraint spoke.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.conflict
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}
/// The cause, so that the words for people can say what the outside world said: a full disk, a database that does not answer.
impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause: &(dyn std::error::Error + 'static) = self.cause.as_deref()?;
        Some(cause)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(reasons) => {
                let codes: Vec<_> = reasons.iter().map(|r| format!("{}: {}", r.code, r.words)).collect();
                write!(f, "refused: {}", codes.join("; "))
            }
            Self::NotAllowed(denied) => write!(f, "not allowed: {:?}", denied.act),
            Self::Missing(noun) => write!(f, "no {} {}", noun.kind, noun.name),
            Self::Stale(stale) => write!(f, "stale: {} saved first", stale.by),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}
impl std::error::Error for Problem {}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        Self::NotAllowed(denied)
    }
}

impl Problem {
    /// Nothing of this kind by this name.
    pub fn missing(kind: &'static str, name: impl fmt::Display) -> Self {
        Self::Missing(Noun { kind, name: name.to_string() })
    }
    /// Someone saved first.
    pub fn stale(by: impl Into<String>, at: Option<Moment>) -> Self {
        Self::Stale(Stale { by: by.into(), at })
    }
    /// One reason against.
    #[must_use]
    pub fn refused(reason: Reason) -> Self {
        Self::Refused(vec![reason])
    }
    /// Goes on when there is no reason against.
    ///
    /// # Errors
    /// All the reasons.
    pub fn unless_none(reasons: Vec<Reason>) -> Result<(), Self> {
        if reasons.is_empty() { Ok(()) } else { Err(Self::Refused(reasons)) }
    }
}
