//! `gongkai keys`: the keys of sealed values: which there are, a new one, the change to it while the server runs, the end of
//! an old one.

use std::process::ExitCode;

use askama::Template;
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use gk_base::Coded as _;
use gk_base::Office;
use gk_base::ports::local_text;
use gk_base::sealed::{
    self, Algorithm, InUse, Key, KeyId, KeyRing, KeyState, SealedColumn, Usage, in_use, stale,
};

use super::say::{self, KeyKept, Word};
use super::{FOUND, Ran, Stop, Trouble, progress};
use crate::config::{self, Place};
use crate::house;
use crate::keys::{Fit, KeyFault, fit};

/// What `keys` may be told.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say which keys there are, and what uses them
    Status(Status),
    /// Make a key that nothing uses yet; `rotate` puts it to use
    New(New),
    /// Put a new key to use and seal everything anew with it, while the server runs
    Rotate(Rotate),
    /// Remove a retired key for ever; older backups that used it cannot be read any more
    Forget(Forget),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Status {
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, ClapArgs)]
pub(super) struct New {
    #[command(flatten)]
    place: Place,
    /// By which algorithm it works
    #[arg(long, value_enum, default_value_t = Cipher::Aes256Gcm)]
    algorithm: Cipher,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Rotate {
    #[command(flatten)]
    place: Place,
    /// Change the key of lookups, not the one of values
    #[arg(long)]
    index: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Forget {
    /// The key's name, as `status` shows it
    id: String,
    #[command(flatten)]
    place: Place,
}

/// Algorithms as they are typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Cipher {
    #[value(name = "aes-256-gcm")]
    Aes256Gcm,
    #[value(name = "sm4-gcm")]
    Sm4Gcm,
    #[value(name = "hmac-sha-256")]
    HmacSha256,
    #[value(name = "hmac-sm3")]
    HmacSm3,
}

impl Cipher {
    fn algorithm(self) -> Algorithm {
        match self {
            Self::Aes256Gcm => Algorithm::Aes256Gcm,
            Self::Sm4Gcm => Algorithm::Sm4Gcm,
            Self::HmacSha256 => Algorithm::HmacSha256,
            Self::HmacSm3 => Algorithm::HmacSm3,
        }
    }
}

pub(super) fn run(command: &Command) -> Ran {
    config::block_on(async {
        match command {
            Command::Status(args) => status(&args.place).await,
            Command::New(args) => new(&args.place, args.algorithm.algorithm()).await,
            Command::Rotate(args) => {
                let usage = if args.index { Usage::Index } else { Usage::Seal };
                rotate(&args.place, usage).await
            }
            Command::Forget(args) => forget(&args.place, &args.id).await,
        }
    })
}

/// The office, where its keys are those of its database or not needed yet.
async fn office(place: &Place) -> Result<Office, Stop> {
    place.must_exist()?;
    let office = place.office(config::clock(None)).await?;
    must_fit(&office).await?;
    Ok(office)
}

/// Goes on when everything that is sealed can be opened.
pub(super) async fn must_fit(office: &Office) -> Result<(), Stop> {
    match fit(office).await? {
        Fit::NotNeeded | Fit::Sound => Ok(()),
        Fit::Wrong(fault) => Err(Stop::wrong(Trouble::Keys(fault))),
    }
}

/// A key as `status` shows it.
struct KeyLine {
    id: String,
    algorithm: &'static str,
    usage: Usage,
    state: KeyState,
    since: String,
    uses: Vec<InUse>,
}

#[derive(Template)]
#[template(path = "cli/keys.txt")]
struct Shown {
    file: String,
    keys: Vec<KeyLine>,
    waiting: i64,
}

async fn status(place: &Place) -> Ran {
    let office = office(place).await?;
    let uses = in_use(&mut office.read().await?, &house::sealed_columns()).await?;
    let Ok(ring) = office.keys().ring() else {
        say::show(&Shown { file: office.keys().name(), keys: Vec::new(), waiting: 0 })?;
        return Ok(ExitCode::SUCCESS);
    };
    let line = |key: &Key| KeyLine {
        id: key.id.to_string(),
        algorithm: key.algorithm.label(),
        usage: key.algorithm.usage(),
        state: key.state,
        since: local_text(key.since),
        uses: uses.iter().filter(|one| one.key == key.id).cloned().collect(),
    };
    let keys = ring.keys().iter().map(line).collect();
    let waiting = stale(&uses, &ring);
    say::show(&Shown { file: office.keys().name(), keys, waiting })?;
    Ok(if waiting == 0 { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

/// Changes the key file.
fn change(office: &Office, mut to: impl FnMut(KeyRing) -> KeyRing) -> Result<(), Stop> {
    let missing = || KeyFault::Missing(office.keys().name());
    let mut there = false;
    let changed = office.keys().change(&mut |ring| {
        there = ring.is_some();
        ring.map(&mut to)
    });
    match changed {
        Ok(_) if there => Ok(()),
        Ok(_) => Err(Stop::wrong(Trouble::Keys(missing()))),
        Err(trouble) => Err(Stop::wrong(Trouble::Keys(trouble.into()))),
    }
}

async fn new(place: &Place, algorithm: Algorithm) -> Ran {
    let office = office(place).await?;
    let made = |algorithm, state| Key::of(algorithm, &office.secret(), state, office.now());
    let first = office.keys().ring().is_err();
    if first {
        // The first key of a use is used at once; its sister follows the same family.
        let (seal, index) = match algorithm {
            Algorithm::Sm4Gcm | Algorithm::HmacSm3 => (Algorithm::Sm4Gcm, Algorithm::HmacSm3),
            Algorithm::Aes256Gcm | Algorithm::HmacSha256 => (Algorithm::Aes256Gcm, Algorithm::HmacSha256),
        };
        let (seal, index) = (made(seal, KeyState::Active), made(index, KeyState::Active));
        let ids = [seal.id, index.id];
        let ring = KeyRing::new(seal, index);
        let kept = office.keys().change(&mut |there| there.or_else(|| Some(ring.clone())));
        kept.map_err(|trouble| Stop::wrong(Trouble::Keys(trouble.into())))?;
        for id in ids {
            say::print(&Word::KeyActive(id.to_string()).to_string())?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let key = made(algorithm, KeyState::Prepared);
    change(&office, |ring| ring.with(key.clone()))?;
    say::print(&Word::KeyPrepared(key.id.to_string()).to_string())?;
    Ok(ExitCode::SUCCESS)
}

async fn rotate(place: &Place, usage: Usage) -> Ran {
    let office = office(place).await?;
    let columns = house::sealed_columns();
    if matches!(fit(&office).await?, Fit::NotNeeded) {
        return Err(Stop::wrong(Trouble::Keys(KeyFault::Missing(office.keys().name()))));
    }
    say::print(&begin(&office, usage, &columns).await?.to_string())?;
    let (done, broken) = reseal_all(&office, &columns).await?;
    say::print(&Word::Resealed(done).to_string())?;
    if broken > 0 {
        say::print(&Word::NotResealed(broken).to_string())?;
    }
    let ring = office.keys().ring().map_err(|trouble| Stop::wrong(Trouble::Keys(trouble.into())))?;
    let mut all = true;
    for key in ring.keys().iter().filter(|key| key.state == KeyState::Former) {
        let retired = sealed::retire(&office, &columns, key.id).await?;
        let id = key.id.to_string();
        say::print(&if retired { Word::KeyRetired(id) } else { Word::KeyInUse(id) }.to_string())?;
        all &= retired;
    }
    Ok(if all && broken == 0 { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

/// Puts the prepared key, or a new one, to use; a change that was interrupted goes on instead.
async fn begin(office: &Office, usage: Usage, columns: &[SealedColumn]) -> Result<Word, Stop> {
    let uses = in_use(&mut office.read().await?, columns).await?;
    let random = office.secret();
    let now = office.now();
    let mut said = None;
    change(office, |ring| {
        let former = |key: &&Key| key.state == KeyState::Former && key.algorithm.usage() == usage;
        let unfinished =
            ring.keys().iter().filter(former).any(|key| uses.iter().any(|one| one.key == key.id));
        let active = ring.active(usage).map(|key| (key.id, key.algorithm));
        if let (true, Some((id, _))) = (unfinished, active) {
            said = Some(Word::KeyResumed(id.to_string()));
            return ring;
        }
        let prepared = ring.in_state(usage, KeyState::Prepared).map(|key| key.id);
        let (ring, id) = match (prepared, active) {
            (Some(id), _) => (ring, id),
            (None, Some((_, algorithm))) => {
                let key = Key::of(algorithm, &random, KeyState::Prepared, now);
                let id = key.id;
                (ring.with(key), id)
            }
            // A whole ring has an active key of each use.
            (None, None) => return ring,
        };
        said = Some(Word::KeyActive(id.to_string()));
        ring.put(id, KeyState::Active, now)
    })?;
    said.ok_or_else(|| Stop::wrong(Trouble::Keys(KeyFault::Damaged(office.keys().name()))))
}

/// Seals everything anew; gives how many values, and how many do not open. The server may write meanwhile: what it seals
/// in the last moment with the former key is found in the next round.
async fn reseal_all(office: &Office, columns: &[SealedColumn]) -> Result<(u64, u64), Stop> {
    let ring = office.keys().ring().map_err(|trouble| Stop::wrong(Trouble::Keys(trouble.into())))?;
    let waiting = stale(&in_use(&mut office.read().await?, columns).await?, &ring);
    let bar = progress::bar(&Word::Resealing, u64::try_from(waiting).unwrap_or(0));
    let mut done = 0;
    loop {
        let (mut round, mut broken) = (0, 0);
        for column in columns {
            let mut after = None;
            while let Some(step) = sealed::reseal(office, column, after.as_ref()).await? {
                (round, broken) = (round + step.done, broken + step.broken);
                bar.inc(step.done);
                after = Some(step.last);
            }
        }
        done += round;
        if round == 0 {
            bar.finish_and_clear();
            return Ok((done, broken));
        }
    }
}

async fn forget(place: &Place, name: &str) -> Ran {
    let office = office(place).await?;
    let kept = |why: fn(String) -> KeyKept| Stop::wrong(Trouble::KeyKept(why(name.to_owned())));
    let id = KeyId::parse(name).ok_or_else(|| kept(KeyKept::Unknown))?;
    let uses = in_use(&mut office.read().await?, &house::sealed_columns()).await?;
    let mut refused = Some(KeyKept::Unknown(name.to_owned()));
    change(&office, |ring| match ring.key(id).map(|key| key.state) {
        None => ring,
        Some(KeyState::Retired | KeyState::Prepared) if uses.iter().all(|one| one.key != id) => {
            refused = None;
            ring.without(id)
        }
        Some(_) => {
            refused = Some(KeyKept::NotRetired(name.to_owned()));
            ring
        }
    })?;
    if let Some(why) = refused {
        return Err(Stop::wrong(Trouble::KeyKept(why)));
    }
    say::print(&Word::KeyForgotten(id.to_string()).to_string())?;
    Ok(ExitCode::SUCCESS)
}
