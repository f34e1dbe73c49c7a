//! The key file: the keys of sealed values, outside the database, for its owner's eyes only.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use gk_base::ports::Keys;
use gk_base::sealed::{self, KeyRing, KeyTrouble};
use gk_base::{Office, Problem};

use crate::cli::Broken;

/// The file and the ring last read from it.
pub struct KeyFile {
    path: PathBuf,
    shelf: Mutex<Option<(Stamp, Arc<KeyRing>)>>,
}

/// What is different when the file was changed: it is always put in place anew, never written over.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<std::time::SystemTime>,
    length: u64,
    number: u64,
}

impl KeyFile {
    /// The key file at this path, which need not be there yet.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path, shelf: Mutex::new(None) }
    }
    fn broken(&self, error: std::io::Error) -> KeyTrouble {
        if error.kind() == ErrorKind::NotFound {
            KeyTrouble::Missing(self.name())
        } else {
            KeyTrouble::Broken { name: self.name(), error }
        }
    }
    /// The file's own beside: same folder, another end.
    fn with_end(&self, end: &str) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        path.push(end);
        PathBuf::from(path)
    }
    fn read(&self) -> Result<Arc<KeyRing>, KeyTrouble> {
        let mut file = File::open(&self.path).map_err(|e| self.broken(e))?;
        let about = file.metadata().map_err(|e| self.broken(e))?;
        if is_open_to_others(&about) {
            return Err(KeyTrouble::OpenToOthers(self.name()));
        }
        let stamp = stamp(&about);
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, ring)) = shelf.as_ref()
            && *known == stamp
        {
            return Ok(Arc::clone(ring));
        }
        let mut text = zeroize::Zeroizing::new(String::new());
        file.read_to_string(&mut text).map_err(|error| match error.kind() {
            ErrorKind::InvalidData => KeyTrouble::Damaged(self.name()),
            _ => self.broken(error),
        })?;
        let ring = KeyRing::parse(&text).ok_or_else(|| KeyTrouble::Damaged(self.name()))?;
        let ring = Arc::new(ring);
        *shelf = Some((stamp, Arc::clone(&ring)));
        Ok(ring)
    }
    /// Written beside and put in place when it is on the disk: whoever is interrupted leaves the old file or the new one.
    fn write(&self, ring: &KeyRing) -> std::io::Result<()> {
        let new = self.with_end(".new");
        match fs::remove_file(&new) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = for_owner(OpenOptions::new().write(true).create_new(true)).open(&new)?;
        file.write_all(ring.written().as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(&new, &self.path)?;
        match self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }
    /// Held while the ring is changed.
    fn lock(&self) -> std::io::Result<File> {
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            make_folder(folder)?;
        }
        let lock = for_owner(OpenOptions::new().write(true).create(true).truncate(false))
            .open(self.with_end(".lock"))?;
        lock.lock()?;
        Ok(lock)
    }
}

impl Keys for KeyFile {
    fn name(&self) -> String {
        self.path.display().to_string()
    }
    fn ring(&self) -> Result<Arc<KeyRing>, KeyTrouble> {
        self.read()
    }
    fn change(
        &self,
        change: &mut dyn FnMut(Option<KeyRing>) -> Option<KeyRing>,
    ) -> Result<Arc<KeyRing>, KeyTrouble> {
        let _lock = self.lock().map_err(|e| self.broken(e))?;
        let there = match self.read() {
            Ok(ring) => Some((*ring).clone()),
            Err(KeyTrouble::Missing(_)) => None,
            Err(other) => return Err(other),
        };
        if let Some(ring) = change(there) {
            self.write(&ring).map_err(|e| self.broken(e))?;
        }
        self.read()
    }
}

#[cfg(unix)]
fn is_open_to_others(about: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    about.permissions().mode() & 0o077 != 0
}
#[cfg(unix)]
fn stamp(about: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt as _;
    Stamp { modified: about.modified().ok(), length: about.len(), number: about.ino() }
}
#[cfg(unix)]
fn for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600)
}
#[cfg(unix)]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Why the keys do not fit the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFault {
    /// Values are sealed and there is no key file.
    Missing(String),
    /// Others may read the key file.
    OpenToOthers(String),
    /// The key file is not what it should be.
    Damaged(String),
    /// The system does not give it.
    Broken(String, Broken),
    /// The key file lacks a key that is used in the database.
    Lacks(String, String),
}

impl From<KeyTrouble> for KeyFault {
    fn from(trouble: KeyTrouble) -> Self {
        match trouble {
            KeyTrouble::Missing(name) => Self::Missing(name),
            KeyTrouble::OpenToOthers(name) => Self::OpenToOthers(name),
            KeyTrouble::Damaged(name) => Self::Damaged(name),
            KeyTrouble::Broken { name, error } => Self::Broken(name, Broken::from(&error)),
        }
    }
}

/// How the keys stand to the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// Nothing was ever sealed and there is no key file: it is made on first need.
    NotNeeded,
    /// Everything that was sealed can be opened.
    Sound,
    /// It cannot.
    Wrong(KeyFault),
}

/// Whether the keys are those of this database.
///
/// # Errors
/// When the database fails.
pub async fn fit(office: &Office) -> Result<Fit, Problem> {
    let mut read = office.read().await?;
    let known = sealed::keys_known(&mut read).await?;
    let ring = match office.keys().ring() {
        Ok(ring) => ring,
        Err(KeyTrouble::Missing(_)) if known.is_empty() => return Ok(Fit::NotNeeded),
        Err(other) => return Ok(Fit::Wrong(other.into())),
    };
    let lacks = known.into_iter().find(|id| ring.key(*id).is_none());
    let wrong = |id: sealed::KeyId| Fit::Wrong(KeyFault::Lacks(office.keys().name(), id.to_string()));
    Ok(lacks.map_or(Fit::Sound, wrong))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use gk_base::Moment;
    use gk_base::sealed::{Algorithm, Key, KeyState};

    use super::*;

    fn ring(byte: u8) -> KeyRing {
        let key = |algorithm| Key::of(algorithm, &[byte; 32], KeyState::Active, Moment::UNIX_EPOCH);
        KeyRing::new(key(Algorithm::Aes256Gcm), key(Algorithm::HmacSha256))
    }
    fn file() -> (tempfile::TempDir, KeyFile) {
        let dir = tempfile::tempdir().expect("a folder");
        let file = KeyFile::at(dir.path().join("keys").join("k"));
        (dir, file)
    }

    #[test]
    fn a_key_file_is_for_its_owner_only() {
        let (_dir, file) = file();
        assert!(matches!(file.ring(), Err(KeyTrouble::Missing(_))));
        assert!(file.change(&mut |there| there.or_else(|| Some(ring(1)))).is_ok());
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&file.path), mode(file.path.parent().expect("a folder"))), (0o600, 0o700));
        fs::set_permissions(&file.path, fs::Permissions::from_mode(0o640)).expect("it is mine");
        assert!(matches!(file.ring(), Err(KeyTrouble::OpenToOthers(_))));
        assert!(matches!(file.change(&mut |_| Some(ring(2))), Err(KeyTrouble::OpenToOthers(_))));
        fs::set_permissions(&file.path, fs::Permissions::from_mode(0o600)).expect("it is mine");
        fs::write(&file.path, "{}").expect("it is mine");
        assert!(matches!(file.ring(), Err(KeyTrouble::Damaged(_))));
    }

    #[test]
    fn what_another_process_changed_is_seen_at_once() {
        let (_dir, mine) = file();
        let theirs = KeyFile::at(mine.path.clone());
        let first = mine.change(&mut |_| Some(ring(1))).expect("it is kept");
        assert_eq!(theirs.ring().expect("it is there").written(), first.written());
        assert!(theirs.change(&mut |_| Some(ring(2))).is_ok());
        assert_eq!(mine.ring().expect("it is there").written(), ring(2).written());
        assert!(mine.change(&mut |_| None).is_ok_and(|same| same.written() == ring(2).written()));
    }
}
