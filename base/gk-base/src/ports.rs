//! The outside world as traits: the clock, ids, randomness, files, keys. Fakes are allowed here and nowhere else.

use std::sync::Arc;

use gk_rules::catalog::sheet::{Piece, Source};
use gk_rules::catalog::trouble::Trouble;
use gk_rules::foi::account::{SignOnTrouble, SignedOn};
use gk_rules::foi::hook::Undelivered;
use gk_rules::intake::{Flow, Member};
use gk_rules::paper::{About, Label, Paper};
use gk_rules::preflight::file::Inspected;
use gk_rules::redaction::{Mark, PageSize, Redacted};
use gk_rules::{Day, Moment};

use crate::book::{Book, Page};
use crate::problem::{Fault, Problem};
use crate::sealed::{KeyRing, KeyTrouble};
use crate::secret::Secret;

/// Files of offices: spreadsheets, documents and pages read into plain tables, and tables written out.
pub trait Sheets: Send + Sync {
    /// Reads a file by what it is, not by its name.
    ///
    /// # Errors
    /// [`Trouble`] naming what is wrong with it, in words for people.
    fn read(&self, name: &str, bytes: &[u8]) -> Result<Source, Trouble> {
        self.take(name, bytes).map(|(source, _)| source)
    }
    /// The same, with remarks on what was hidden, guessed or left out.
    ///
    /// # Errors
    /// As [`Sheets::read`].
    fn take(&self, name: &str, bytes: &[u8]) -> Result<(Source, Vec<Trouble>), Trouble>;
    /// Reads a file as paragraphs and tables in the order of the document, with the same remarks.
    ///
    /// # Errors
    /// As [`Sheets::read`].
    fn pieces(&self, name: &str, bytes: &[u8]) -> Result<(Vec<Piece>, Vec<Trouble>), Trouble>;
    /// 文件正文: the text of a document that comes in, in its order; beside what [`Sheets::pieces`] reads, OFD and Word 97–2003.
    ///
    /// # Errors
    /// As [`Sheets::read`].
    fn document(&self, name: &str, bytes: &[u8]) -> Result<(Flow, Vec<Trouble>), Trouble>;
    /// 压缩包内文件: all members of a packed file within the limits of `gk_rules::intake::archive`, names as they were written.
    ///
    /// # Errors
    /// As [`Sheets::read`]; then nothing of it is given.
    fn members(&self, name: &str, bytes: &[u8]) -> Result<Vec<Member>, Trouble>;
    /// 检视: the words of a file and what hides in it; what cannot be read is told among the findings.
    fn inspect(&self, name: &str, bytes: &[u8]) -> Inspected;
    /// Writes a workbook as XLSX.
    ///
    /// # Errors
    /// When the book cannot be written.
    fn xlsx(&self, book: &Book) -> Result<Vec<u8>, Fault>;
    /// Writes a page as CSV.
    fn csv(&self, page: &Page) -> Vec<u8>;
    /// Packs files under their names into one ZIP archive, in the order given.
    ///
    /// # Errors
    /// When two files have one name, or the archive cannot be written.
    fn pack(&self, files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Fault>;
}

/// 排版: papers set for printing, for editing and for reading. It computes for tens of milliseconds: call it where
/// blocking is allowed.
pub trait Press: Send + Sync {
    /// A paper as PDF/A-2a with PDF/UA-1, on the grid of GB/T 9704-2012. The same paper gives the same bytes.
    ///
    /// # Errors
    /// All reasons of `gk_rules::paper::reasons`: missing fonts, characters without glyph, crooked tables.
    fn pdf(&self, paper: &Paper) -> Result<Vec<u8>, Problem>;
    /// Postal labels, eight on a sheet of A4; one alone on a page of its own size.
    ///
    /// # Errors
    /// As [`Press::pdf`].
    fn labels(&self, labels: &[Label], about: &About) -> Result<Vec<u8>, Problem>;
    /// A paper as DOCX, to be edited in an office system.
    ///
    /// # Errors
    /// As [`Press::pdf`], but no font is needed.
    fn docx(&self, paper: &Paper) -> Result<Vec<u8>, Problem>;
    /// A paper as a piece of a page, every word escaped: `<article class="paper">`.
    fn html(&self, paper: &Paper) -> String;
    /// Each kind of letters (宋体, 小标宋, 黑体, 楷体, 仿宋) with the font that is used for it.
    ///
    /// # Errors
    /// When there is no font to set a paper with.
    fn fonts(&self) -> Result<Vec<(String, String)>, Problem>;
}

/// 涂黑: shows pages, and takes out of a copy what is not to be seen. It computes for seconds: call it where blocking is
/// allowed. PDF, PNG and JPEG; whatever is sent, it answers in time and does not panic.
pub trait Redactor: Send + Sync {
    /// How large each page is shown; a picture is one page.
    ///
    /// # Errors
    /// A file that is damaged, under a password, too large, or of another kind.
    fn pages(&self, bytes: &[u8]) -> Result<Vec<PageSize>, Problem>;
    /// A page, counted from one, as PNG with so many pixels to the inch (24 to 300); a picture as it is shown.
    ///
    /// # Errors
    /// As [`Redactor::pages`]; a page that is not there.
    fn page_image(&self, bytes: &[u8], page: u32, dpi: u16) -> Result<Vec<u8>, Problem>;
    /// 检视: the words of a PDF page by page, and what hides in it; what cannot be read is told among the findings.
    fn inspect(&self, bytes: &[u8]) -> Inspected;
    /// A new file without what is marked, read again and found to be without it.
    ///
    /// # Errors
    /// As [`Redactor::pages`]; marks without ground or outside the file; words that are not there; a new file that did not
    /// pass, which nobody gets.
    fn redact(&self, bytes: &[u8], marks: &[Mark]) -> Result<Redacted, Problem>;
}

/// 消息: what is sent to a system outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Where to, as [`gk_rules::foi::hook::Endpoint`] reads it.
    pub url: String,
    /// Headers beside those of every message.
    pub headers: Vec<(&'static str, String)>,
    /// JSON.
    pub body: String,
}

/// 应答: what a system outside answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Its status.
    pub status: u16,
    /// What stands in `Retry-After`.
    pub retry_after: Option<String>,
}

/// 外发: sends messages to systems outside, one answer for each and within a bounded time; it follows no redirect and reaches
/// nothing the operator has not opened.
#[async_trait::async_trait]
pub trait Post: Send + Sync {
    /// Sends one; gives the answer, whatever it is.
    ///
    /// # Errors
    /// Why there is no answer.
    async fn send(&self, posting: &Posting) -> Result<Answered, Undelivered>;
}

/// 登录请求: one attempt to sign on, known by a secret to the browser it began in.
#[derive(Debug, Clone)]
pub struct SignOnAttempt {
    /// The address of ours that the browser comes back to.
    pub back: String,
    /// What the browser keeps meanwhile.
    pub secret: Secret,
}

/// 认证答复: with what the browser comes back.
#[derive(Debug, Clone, Default)]
pub struct SignOnReturn {
    /// What is exchanged for who it is.
    pub code: Secret,
    /// Which attempt it belongs to (`state`).
    pub attempt: String,
    /// Who says so, where that is told (RFC 9207).
    pub issuer: Option<String>,
    /// Why not, in the words of the other system.
    pub error: Option<String>,
}

/// 统一身份认证: another system that knows people, asked who is in front of the browser (OpenID Connect Core 1.0).
#[async_trait::async_trait]
pub trait SignOn: Send + Sync {
    /// What people call that system; nothing where none is set up.
    fn name(&self) -> Option<&str>;
    /// Where the browser is sent to.
    ///
    /// # Errors
    /// Why it cannot be sent.
    async fn begin(&self, attempt: &SignOnAttempt) -> Result<String, SignOnTrouble>;
    /// Who it is, by what the browser came back with.
    ///
    /// # Errors
    /// Why that is not known.
    async fn finish(
        &self,
        attempt: &SignOnAttempt,
        back: &SignOnReturn,
        now: Moment,
    ) -> Result<SignedOn, SignOnTrouble>;
}

/// 时钟: where the time comes from.
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> Moment;
    /// Today in China Standard Time.
    fn today(&self) -> Day {
        day_of(self.now())
    }
}

/// Where ids and secrets come from.
pub trait Ids: Send + Sync {
    /// A new UUIDv7 in text form, ordered by time.
    fn next(&self, now: Moment) -> String;
    /// Thirty-two random bytes nobody can guess.
    fn secret(&self) -> [u8; 32];
}

/// Where the keys of sealed values are kept: never in the database.
pub trait Keys: Send + Sync {
    /// Where they are, for messages.
    fn name(&self) -> String;
    /// The ring as it is now: another process may have changed it.
    ///
    /// # Errors
    /// [`KeyTrouble`].
    fn ring(&self) -> Result<Arc<KeyRing>, KeyTrouble>;
    /// Changes the ring, while nobody else does, and keeps what it became; nothing leaves it as it is. Gives the ring that
    /// is there then.
    ///
    /// # Errors
    /// [`KeyTrouble`]; the ring is then as it was.
    fn change(
        &self,
        change: &mut dyn FnMut(Option<KeyRing>) -> Option<KeyRing>,
    ) -> Result<Arc<KeyRing>, KeyTrouble>;
}

/// The hour of a moment in China Standard Time, 0 to 23.
#[must_use]
pub fn hour_of(moment: Moment) -> i8 {
    jiff::tz::Offset::constant(8).to_datetime(moment).hour()
}

/// The day of a moment in China Standard Time (UTC+8, no daylight saving since 1991).
#[must_use]
pub fn day_of(moment: Moment) -> Day {
    jiff::tz::Offset::constant(8).to_datetime(moment).date()
}

/// The moment as people in China read it: `2026-11-24 09:30`.
#[must_use]
pub fn local_text(moment: Moment) -> String {
    let local = jiff::tz::Offset::constant(8).to_datetime(moment);
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}

/// A clock that stands where it is put: for tests and `--today`.
#[derive(Debug)]
pub struct FixedClock(std::sync::Mutex<Moment>);

impl FixedClock {
    /// A clock standing at nine in the morning of this day.
    #[must_use]
    pub fn on(day: Day) -> Self {
        Self(std::sync::Mutex::new(morning(day)))
    }
    /// Moves the clock.
    pub fn set(&self, day: Day) {
        if let Ok(mut at) = self.0.lock() {
            *at = morning(day);
        }
    }
    /// Lets so many seconds pass.
    pub fn pass(&self, seconds: i64) {
        if let Ok(mut at) = self.0.lock() {
            *at = at.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(*at);
        }
    }
}

/// Nine in the morning, China Standard Time.
fn morning(day: Day) -> Moment {
    jiff::tz::Offset::constant(8).to_timestamp(day.at(9, 0, 0, 0)).unwrap_or(Moment::UNIX_EPOCH)
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        // Each look is a microsecond later, so that order is kept.
        let Ok(mut at) = self.0.lock() else { return Moment::UNIX_EPOCH };
        let now = *at;
        *at = now.checked_add(jiff::SignedDuration::from_micros(1)).unwrap_or(now);
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        let before: Moment = "2026-02-28T15:59:59Z".parse().unwrap();
        let after: Moment = "2026-02-28T16:00:00Z".parse().unwrap();
        assert_eq!(day_of(before), jiff::civil::date(2026, 2, 28));
        assert_eq!(day_of(after), jiff::civil::date(2026, 3, 1));
    }
}
