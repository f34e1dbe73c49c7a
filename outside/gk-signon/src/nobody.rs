//! No system that knows people: nobody signs on.

use gk_base::Moment;
use gk_base::ports::{SignOn, SignOnAttempt, SignOnReturn};
use gk_rules::foi::account::{SignOnTrouble, SignedOn};

/// 没有开通.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

#[async_trait::async_trait]
impl SignOn for Nobody {
    fn name(&self) -> Option<&str> {
        None
    }
    async fn begin(&self, _attempt: &SignOnAttempt) -> Result<String, SignOnTrouble> {
        Err(SignOnTrouble::NotSet)
    }
    async fn finish(
        &self,
        _attempt: &SignOnAttempt,
        _back: &SignOnReturn,
        _now: Moment,
    ) -> Result<SignedOn, SignOnTrouble> {
        Err(SignOnTrouble::NotSet)
    }
}
