//! The verbs of the room, in the order the office does them.

pub mod add_file;
pub mod consult;
mod follow;
pub mod hand_over;
pub mod make_address;
pub mod receive;
pub mod rederive;
pub mod set_limit;
pub mod step;
pub mod take;

use std::sync::Arc;

use gk_base::{Fault, Problem, Read, Tx, settings};
use gk_rules::foi::settings::{FoiSettings, Law};
use gk_rules::foi::{Case, Recorded};
use gk_rules::org::OrganPath;
use gk_rules::time::calendar::Calendar;

use crate::tables::cases::{self, Matter, Standing};
use crate::tables::counted;
use crate::tables::events::{self, Told};
use crate::tables::limits;

/// Which case, and the version that was on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The case.
    pub matter: i64,
    /// The version.
    pub version: u32,
}

/// What days are counted by: the calendar with its stamp, and the settings as they apply to an organ.
pub struct Counting {
    pub calendar: Arc<Calendar>,
    pub stamp: i64,
    pub settings: FoiSettings,
}

impl Counting {
    /// For an organ: what it fixed for itself, else the nearest above it, else what holds in the whole country.
    pub async fn load(read: &mut Read, organ: &OrganPath) -> Result<Self, Fault> {
        let (stamp, calendar) = settings::stamped_calendar(read).await?;
        Ok(Self { calendar, stamp, settings: limits::of_path(read, organ).await? })
    }
    /// What holds in the whole country.
    pub async fn national(read: &mut Read) -> Result<Self, Fault> {
        let (stamp, calendar) = settings::stamped_calendar(read).await?;
        Ok(Self { calendar, stamp, settings: FoiSettings::national() })
    }
    pub fn law(&self) -> Law<'_> {
        Law { calendar: &self.calendar, settings: &self.settings }
    }
}

/// A case with what its events say.
pub struct Open {
    pub matter: Matter,
    pub told: Vec<Told>,
    pub case: Case,
    pub counting: Counting,
}

impl Open {
    pub async fn load(read: &mut Read, matter: Matter) -> Result<Self, Problem> {
        let told = events::of_matter(read, matter.id).await?;
        let history: Vec<Recorded> = told.iter().map(|one| one.recorded.clone()).collect();
        let case = Case::replay(&history).map_err(|e| Fault::because("the events of a case", e))?;
        let counting = Counting::load(read, &matter.organ.path).await?;
        Ok(Self { matter, told, case, counting })
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
