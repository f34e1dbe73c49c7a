//! The folder of the index: one folder a generation, and a small file that names the one in use.
//!
//! Changing generation is one rename of that file, so a process killed at any moment leaves either the old or the new.
//! What is left over is swept when the index is opened next.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const CURRENT: &str = "current";
const NEXT: &str = "current.next";
const LOCK: &str = "lock";

pub(crate) struct Home {
    folder: PathBuf,
    /// Held as long as this process may write; the system lets go of it when the process ends, however it ends.
    _lock: File,
    ours: bool,
}

impl Home {
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
        let ours = match lock.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(error)) => return Err(error),
        };
        Ok(Self { folder: folder.to_owned(), _lock: lock, ours })
    }

    /// Whether this process may write.
    pub(crate) fn is_ours(&self) -> bool {
        self.ours
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The generation in use, if one is named.
    pub(crate) fn current(&self) -> io::Result<Option<String>> {
        match fs::read(self.folder.join(CURRENT)) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
        .map(|name| name.map(|name| if generation(&name).is_some() { name } else { "unreadable".to_owned() }))
    }

    /// A name no folder has.
    pub(crate) fn fresh_name(&self) -> io::Result<String> {
        let mut last = 0;
        for entry in fs::read_dir(&self.folder)? {
            last = last.max(entry?.file_name().to_str().and_then(generation).unwrap_or(0));
        }
        Ok(format!("g{}", last.saturating_add(1)))
    }

    /// Names the generation in use, durably.
    pub(crate) fn make_current(&self, name: &str) -> io::Result<()> {
        let next = self.folder.join(NEXT);
        let mut file = File::create(&next)?;
        file.write_all(name.as_bytes())?;
        file.sync_all()?;
        fs::rename(&next, self.folder.join(CURRENT))?;
        File::open(&self.folder)?.sync_all()
    }

    /// Removes all generations but this one, if we may write.
    pub(crate) fn sweep(&self, keep: Option<&str>) -> io::Result<()> {
        if !self.ours {
            return Ok(());
        }
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_str().is_some_and(|name| generation(name).is_some() && Some(name) != keep) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

fn generation(name: &str) -> Option<u64> {
    name.strip_prefix('g').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
}
