//! Where commands write files: to standard output, or beside the place and then into it at once.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{Stop, input, say};

/// Writes a file; `-` is standard output. A full disk leaves no half of it.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let name = path.display().to_string();
    let broken = |error: std::io::Error| Stop::file(&name, &error);
    if name == input::STDIN {
        let mut out = std::io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush()).map_err(broken);
    }
    let mut part = path.to_path_buf().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let placed = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    if let Err(error) = placed {
        let _not_there = std::fs::remove_file(&part);
        return Err(broken(error));
    }
    say::print(&say::Word::Exported(name).to_string())
}
