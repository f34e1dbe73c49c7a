//! What commands say to people: results to standard output, troubles to standard error, all words from templates.

use std::error::Error as _;
use std::fmt;
use std::io::Write as _;

use askama::Template;
use gk_base::migrate::OtherVersion;
use gk_base::problem::{Fault, Problem};
use gk_rules::catalog::draft::Diagnostic;
use gk_rules::catalog::finding::Finding;
use gk_rules::foi::replay::HistoryFault;
use gk_rules::report::reading::Diagnostic as ReportDiagnostic;
use gk_rules::{Coded, Reason};
use gk_signon::BadSettings;
use serde::Serialize;

use super::WRONG;
use super::foi::EventsFault;
use crate::check::Part;
use crate::keys::KeyFault;

/// The list of commands in Chinese, under clap's own help.
pub(super) const HELP: Help = Help;

/// See [`HELP`].
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "cli/help.txt")]
pub(super) struct Help;

/// Why a command stopped, as people read it.
#[derive(Debug, Template)]
#[template(path = "cli/trouble.txt")]
pub(super) struct TroubleText<'a> {
    trouble: &'a Trouble,
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Trouble {
    /// The command line does not parse; with what the parser says.
    Arguments(String),
    /// No day of the calendar.
    Day(String),
    /// No number of days that can be counted.
    Count(String),
    /// A year without a notice.
    NotAnnounced(i16),
    /// A phrase without a visible character.
    EmptyPhrase,
    /// A file that cannot be opened or read.
    File {
        /// Its name.
        name: String,
        /// What the system says.
        why: Broken,
    },
    /// A file of the law cannot be read as one: its own sentence.
    Law(String),
    /// A file that gives no annual report: what it lacks.
    NoReport {
        /// Its name.
        name: String,
        /// What it lacks.
        diagnostics: Vec<ReportDiagnostic>,
    },
    /// Files that were read with errors.
    Unread(Vec<Diagnostic>),
    /// Items that cannot be settled: without a domain or a name.
    Unsettled(Vec<Finding>),
    /// A domain nobody knows.
    Domain(String),
    /// A tier nobody knows.
    Tier(String),
    /// Something that does not exist.
    Missing {
        /// `organ`, `edition`, …
        kind: &'static str,
        /// What was asked for.
        name: String,
    },
    /// The law or the procedure says no.
    Refused(Vec<Reason>),
    /// This actor may not.
    NotAllowed(String),
    /// Someone saved first.
    Stale,
    /// Another process works in this folder.
    Locked(String),
    /// There is no database in the folder.
    NoDatabase(String),
    /// Nobody can sign on with these arguments.
    SignOn(BadSettings),
    /// The database is older than the program.
    Behind {
        /// Which.
        name: String,
        /// How many migrations it waits for.
        waiting: usize,
    },
    /// What must be empty is not.
    NotEmpty(String),
    /// A file that was to be written is there already.
    FileThere(String),
    /// A backup that is none, or of another version.
    Backup(BackupFault),
    /// The keys are not there, or not those of this database.
    Keys(KeyFault),
    /// A key that is not to be forgotten.
    KeyKept(KeyKept),
    /// An address that cannot be listened on.
    Listen {
        /// The address.
        address: String,
        /// What the system says.
        why: Broken,
    },
    /// A demonstration that was begun and not ended.
    HalfLoaded(String),
    /// A list of events that cannot be read.
    Events(EventsFault),
    /// An event that cannot stand in a history.
    History(HistoryFault),
    /// The database or the disk says no, in one of the ways people know.
    Outside {
        /// Which.
        why: Broken,
        /// What was being done, and what was said, for whoever looks into it.
        said: String,
    },
    /// The database is of another version of the program.
    OtherVersion(OtherVersion),
    /// Ours.
    Fault(String),
}

/// Short words of commands: names of progress bars, one-line remarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Word {
    /// The name of a site that was given none.
    SiteName,
    /// The index is made anew.
    Indexing,
    /// The server answers at this address.
    Serving(String),
    /// The divisions are founded.
    Divisions,
    /// The common catalog is taken in.
    Standards,
    /// The fictional places are founded.
    Places,
    /// Their people are appointed.
    Staff,
    /// Half a year passes.
    Months,
    /// A part of the check is under way.
    Checking(Part),
    /// A backup is written.
    BackingUp,
    /// It was written to this file.
    BackedUp(String),
    /// The keys in this file are not in it.
    WithoutKeys(String),
    /// What is sealed in what was restored cannot be read without the keys of the file.
    NeedsKeys(String),
    /// Letters are set.
    Letters,
    /// Sealed values are sealed anew.
    Resealing,
    /// A key of this name was made; nothing uses it yet.
    KeyPrepared(String),
    /// It is used from now on.
    KeyActive(String),
    /// A change of keys that was interrupted goes on, to this key.
    KeyResumed(String),
    /// So many values were sealed anew.
    Resealed(u64),
    /// So many do not open and stay as they are.
    NotResealed(u64),
    /// Nothing uses this key any more.
    KeyRetired(String),
    /// Something still uses it.
    KeyInUse(String),
    /// It is gone.
    KeyForgotten(String),
    /// A backup is read.
    Restoring,
    /// It was read from this file.
    Restored(String),
    /// An edition was written to this file.
    Exported(String),
    /// So many migrations were applied.
    Migrated(usize),
    /// The index holds so many entries.
    Indexed(u64),
}

#[derive(Template)]
#[template(path = "cli/word.txt")]
struct WordText<'a> {
    word: &'a Word,
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = WordText { word: self }.render().map_err(|_| fmt::Error)?;
        f.write_str(text.trim())
    }
}

/// Why a backup is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupFault {
    /// The file is none.
    NotOne(String),
    /// A copy of SQLite does not go into a server.
    NotPortable(String),
    /// Made by another version of the program.
    OtherVersion(String),
    /// Something in it is not what it should be.
    Damaged(String),
}

/// Why a key is not forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyKept {
    /// There is none of this name.
    Unknown(String),
    /// It is not retired.
    NotRetired(String),
}

/// What the system says of a file or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It is not there.
    NotFound,
    /// It may not be touched.
    Denied,
    /// It is a folder.
    Folder,
    /// It is taken.
    Taken,
    /// No text, or no such address.
    Invalid,
    /// No room left.
    Full,
    /// Nobody answers at that address.
    Silent,
    /// Somebody else is writing.
    Busy,
    /// Anything else, in the system's words.
    Other(String),
}

impl From<&std::io::Error> for Broken {
    fn from(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::IsADirectory => Self::Folder,
            ErrorKind::AddrInUse | ErrorKind::AlreadyExists => Self::Taken,
            ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::AddrNotAvailable => Self::Invalid,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset | ErrorKind::TimedOut => Self::Silent,
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => Self::Silent,
            ErrorKind::ResourceBusy => Self::Busy,
            _ => Self::Other(error.to_string()),
        }
    }
}

/// A command that stopped: why, and with which exit code.
#[derive(Debug)]
pub struct Stop {
    /// Why.
    pub trouble: Box<Trouble>,
    /// The exit code, not 0.
    pub code: u8,
}

impl Stop {
    /// Stopped because of what was typed or given.
    #[must_use]
    pub fn wrong(trouble: Trouble) -> Self {
        Self { trouble: Box::new(trouble), code: WRONG }
    }
    /// A file that cannot be opened, read or written.
    #[must_use]
    pub fn file(name: impl fmt::Display, error: &std::io::Error) -> Self {
        Self::wrong(Trouble::File { name: name.to_string(), why: Broken::from(error) })
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = TroubleText { trouble: &self.trouble }.render().map_err(|_| fmt::Error)?;
        f.write_str(text.trim_end())
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        let trouble = match problem {
            Problem::Refused(reasons) => Trouble::Refused(reasons),
            Problem::NotAllowed(denied) => Trouble::NotAllowed(denied.act.to_string()),
            Problem::Missing(noun) => Trouble::Missing { kind: noun.kind, name: noun.name },
            Problem::Stale(_) => Trouble::Stale,
            Problem::Fault(fault) => of_outside(&fault).unwrap_or_else(|| Trouble::Fault(fault.to_string())),
        };
        Self::wrong(trouble)
    }
}

/// What is behind a fault, where it lies outside the program and an operator can do something about it.
fn of_outside(fault: &Fault) -> Option<Trouble> {
    let mut cause = fault.source();
    while let Some(one) = cause {
        if let Some(other) = one.downcast_ref::<OtherVersion>() {
            return Some(Trouble::OtherVersion(other.clone()));
        }
        if let Some(error) = one.downcast_ref::<std::io::Error>() {
            return Some(Trouble::Outside { why: Broken::from(error), said: fault.to_string() });
        }
        cause = one.source();
    }
    None
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Problem::Fault(fault).into()
    }
}

/// Prints a template; nobody listening any more is no trouble.
pub(super) fn show(template: &impl Template) -> Result<(), Stop> {
    let text = template.render().map_err(|e| Fault::because("rendering an answer", e))?;
    print(text.trim_matches('\n'))
}

/// Prints an answer as one JSON object.
pub(super) fn json(value: &impl Serialize) -> Result<(), Stop> {
    let text = serde_json::to_string_pretty(value).map_err(|e| Fault::because("writing JSON", e))?;
    print(&text)
}

/// Prints an answer: for people, or as one JSON object.
pub(super) fn answer(answer: &(impl Template + Serialize), as_json: bool) -> Result<(), Stop> {
    if as_json { json(answer) } else { show(answer) }
}

/// Prints a line.
pub(super) fn print(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Stop::file("-", &error)),
        _ => Ok(()),
    }
}

/// Says something to the person at the terminal, beside the results.
pub(super) fn to_people(text: &str) {
    let mut err = std::io::stderr().lock();
    // Where nobody can be told, nothing is lost by not telling.
    let _untold = writeln!(err, "{}", text.trim_end());
}
