//! The verbs of the room, in the order the office does them.

pub mod add_file;
pub mod answer;
pub mod consult;
pub mod explain;
mod follow;
pub mod hand_over;
pub mod import_file;
pub mod keep_report;
pub mod label;
pub mod make_address;
pub mod make_key;
pub mod mark_redaction;
pub mod package;
pub mod prepare_letter;
pub mod propose;
pub mod prove;
pub mod rate;
pub mod receive;
pub mod redact;
pub mod rederive;
pub mod release_letter;
pub mod set_setting;
pub mod set_template;
pub mod step;
pub mod take;

use std::sync::Arc;

use gk_base::{Fault, Problem, Read, Tx, settings};
use gk_rules::foi::settings::{FoiSettings, Law};
use gk_rules::foi::{Case, Recorded};
use gk_rules::time::calendar::Calendar;

use crate::tables::cases::{self, Matter, Standing};
use crate::tables::counted;
use crate::tables::events::{self, Told};

/// Which case, and the version that was on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The case.
    pub matter: i64,
    /// The version.
    pub version: u32,
}

/// What days are counted by: the calendar with its stamp, and the settings.
pub(crate) struct Counting {
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) stamp: i64,
    pub(crate) settings: FoiSettings,
}

impl Counting {
    pub(crate) async fn load(read: &mut Read) -> Result<Self, Fault> {
        let stamp = settings::stamp(read, "calendar").await?;
        Ok(Self { calendar: settings::calendar(read).await?, stamp, settings: FoiSettings::national() })
    }
    pub(crate) fn law(&self) -> Law<'_> {
        Law { calendar: &self.calendar, settings: &self.settings }
    }
}

/// A case with what its events say.
pub(crate) struct Open {
    pub(crate) matter: Matter,
    pub(crate) told: Vec<Told>,
    pub(crate) case: Case,
    pub(crate) counting: Counting,
}

impl Open {
    pub(crate) async fn load(read: &mut Read, matter: Matter) -> Result<Self, Problem> {
        let told = events::of_matter(read, matter.id).await?;
        let history: Vec<Recorded> = told.iter().map(|one| one.recorded.clone()).collect();
        let case = Case::replay(&history).map_err(|e| Fault::because("the events of a case", e))?;
        Ok(Self { matter, told, case, counting: Counting::load(read).await? })
    }
    pub(crate) fn next_seq(&self) -> u32 {
        self.told.last().map_or(1, |one| one.recorded.seq + 1)
    }
    /// Writes what the events say now.
    pub(crate) async fn save(&mut self, tx: &mut Tx) -> Result<(), Problem> {
        let clock = gk_rules::foi::clock::reply_clock(&self.case, self.counting.law());
        let before = &self.matter.standing;
        self.matter.standing = Standing::derive(&self.case, &clock, self.counting.stamp, before);
        counted::put(tx, (self.matter.id, self.matter.organ.id.0), &self.case).await?;
        cases::save(tx, &self.matter).await
    }
}
