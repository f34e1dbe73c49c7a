//! What an organ has settled for its letters and its figures: all its settings of a day, read at once.

use gk_base::settings::{self, Setting};
use gk_base::{Coded, Fault, Read};
use gk_rules::Day;
use gk_rules::foi::letters::LetterSetting;
use gk_rules::foi::letters::setting::Settled;

/// The key under which an organ keeps a setting.
#[must_use]
pub fn key(organ: &str, setting: LetterSetting) -> String {
    format!("{}.{organ}", setting.code())
}

/// 机关的文书设置, as they are in force on a day.
pub struct Settings {
    organ: String,
    rows: Vec<(String, Setting)>,
}

impl Settings {
    /// Those of an organ.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(read: &mut Read, organ: &str, day: Day) -> Result<Self, Fault> {
        let rows = settings::ending(read, &format!(".{organ}"), day).await?;
        Ok(Self { organ: organ.to_owned(), rows })
    }
    /// One of them, with its day and source.
    #[must_use]
    pub fn find(&self, setting: LetterSetting) -> Option<&Setting> {
        let key = key(&self.organ, setting);
        self.rows.iter().find(|(one, _)| *one == key).map(|(_, setting)| setting)
    }
}

impl Settled for Settings {
    fn value(&self, setting: LetterSetting) -> String {
        self.find(setting).map(|one| one.value.trim().to_owned()).unwrap_or_default()
    }
}
