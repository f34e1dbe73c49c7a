//! Packed files (ZIP): their parts, unpacked within the limits.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use gk_rules::catalog::trouble::{Fault, Spot};
use zip::ZipArchive;

use crate::intake::{Intake, Run, Stop, wide};

/// Below this many bytes a part's ratio tells nothing.
const SMALL: u64 = 1 << 20;

/// A packed file.
pub(crate) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: HashMap<String, usize>,
    unpacked: u64,
}

impl<'a> Parts<'a> {
    /// Opens the directory of a packed file; nothing is unpacked yet.
    pub(crate) fn open(bytes: &'a [u8], intake: &Intake<'_>) -> Run<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Stop::file(Fault::Damaged))?;
        let found = wide(archive.len());
        let limit = intake.limits.parts;
        if found > limit {
            return Err(Stop::file(Fault::TooManyParts { found, limit }));
        }
        let mut names = HashMap::new();
        let mut declared = 0_u64;
        for number in 0..archive.len() {
            let Ok(part) = archive.by_index_raw(number) else { continue };
            if part.encrypted() {
                return Err(Stop::file(Fault::Encrypted));
            }
            let Ok(name) = part.name() else { continue };
            if wanted(&name) {
                declared = declared.saturating_add(part.size());
            }
            names.entry(folded(&name)).or_insert(number);
        }
        let limit = intake.limits.unpacked_bytes;
        if declared > limit {
            return Err(Stop::file(Fault::Unpacked { limit }));
        }
        Ok(Self { archive, names, unpacked: 0 })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&folded(name))
    }

    /// Whether any part's name begins so.
    pub(crate) fn has_under(&self, folder: &str) -> bool {
        self.names.keys().any(|name| name.starts_with(folder))
    }

    /// A part as text; `None` when there is none.
    pub(crate) fn text(&mut self, name: &str, intake: &Intake<'_>) -> Run<Option<String>> {
        let Some(bytes) = self.bytes(name, intake)? else { return Ok(None) };
        Ok(Some(crate::text::xml(bytes)))
    }

    /// A part that must be there.
    pub(crate) fn must(&mut self, name: &str, intake: &Intake<'_>) -> Run<String> {
        self.text(name, intake)?.ok_or_else(|| Stop::damaged(name))
    }

    /// The names of all parts, folded.
    pub(crate) fn names(&self) -> Vec<String> {
        self.names.keys().cloned().collect()
    }

    /// A part as it is; `None` when there is none.
    pub(crate) fn raw(&mut self, name: &str, intake: &Intake<'_>) -> Run<Option<Vec<u8>>> {
        self.bytes(name, intake)
    }

    fn bytes(&mut self, name: &str, intake: &Intake<'_>) -> Run<Option<Vec<u8>>> {
        let Some(number) = self.names.get(&folded(name)) else { return Ok(None) };
        let part = self.archive.by_index(*number).map_err(|_| Stop::damaged(name))?;
        let packed = part.compressed_size().max(1);
        let limits = intake.limits;
        let room = limits.unpacked_bytes.saturating_sub(self.unpacked);
        let dense = packed.saturating_mul(limits.ratio).max(SMALL);
        let mut bytes = Vec::new();
        part.take(room.min(dense).saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| Stop::damaged(name))?;
        let size = wide(bytes.len());
        let spot = || Spot::Part(name.to_owned());
        if size > room {
            return Err(Stop { spot: spot(), fault: Fault::Unpacked { limit: limits.unpacked_bytes } });
        }
        if size > dense {
            return Err(Stop { spot: spot(), fault: Fault::Ratio { limit: limits.ratio } });
        }
        self.unpacked += size;
        Ok(Some(bytes))
    }

    /// The relations of a part: id → (last word of the type, target as a part's name).
    pub(crate) fn relations(&mut self, part: &str, intake: &Intake<'_>) -> Run<HashMap<String, Relation>> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let Some(xml) = self.text(&name, intake)? else { return Ok(HashMap::new()) };
        let mut relations = HashMap::new();
        let mut walk = crate::walk::Walk::new(&xml, &name, intake);
        while let Some(step) = walk.next()? {
            let crate::walk::Step::Open(tag) = step else { continue };
            if tag.local_name().as_ref() != "Relationship" {
                continue;
            }
            let (Some(id), Some(target)) = (crate::walk::attr(&tag, "Id"), crate::walk::attr(&tag, "Target"))
            else {
                continue;
            };
            let kind = crate::walk::attr(&tag, "Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.insert(id, Relation { kind, target: resolved(folder, &target) });
        }
        Ok(relations)
    }
}

/// Where a part points to.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub(crate) kind: String,
    pub(crate) target: String,
}

/// Pictures and fonts are never unpacked, so their size does not count.
fn wanted(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

fn folded(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

fn resolved(folder: &str, target: &str) -> String {
    if let Some(rooted) = target.strip_prefix('/') {
        return rooted.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|piece| !piece.is_empty()).collect();
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path.join("/")
}
