//! Whether everything that is sealed can be opened, and is what was sealed.

use gk_base::sealed::{find_broken, in_use, list_files};
use gk_base::{Office, Problem};

use super::Found;
use crate::house;
use crate::keys::{Fit, fit};

/// How many files are looked at together.
const TOGETHER: i64 = 20;

pub(super) async fn find(
    office: &Office,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Vec<Found>, Problem> {
    progress(0);
    let columns = house::sealed_columns();
    let mut read = office.read().await?;
    let uses = in_use(&mut read, &columns).await?;
    let fault = match fit(office).await? {
        Fit::NotNeeded | Fit::Sound => None,
        Fit::Wrong(fault) => Some(fault),
    };
    let mut found = Vec::new();
    if let Some(fault) = fault {
        let values = uses.iter().filter(|one| one.column.ends_with("_sealed")).map(|one| one.count).sum();
        found.push(Found::Keys { fault, values });
        return Ok(found);
    }
    found.extend(find_broken(&mut read, &columns, &mut progress).await?.into_iter().map(Found::Sealed));
    let mut after = String::new();
    let mut done = 0;
    loop {
        let files = list_files(&mut read, &after, TOGETHER).await?;
        let Some((last, _)) = files.last() else { return Ok(found) };
        after.clone_from(&last.address);
        for (file, whole) in files {
            if !whole {
                found.push(Found::SealedFile { address: file.address });
            }
            done += 1;
            progress(done);
        }
    }
}
