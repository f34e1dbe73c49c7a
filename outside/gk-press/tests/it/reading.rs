//! What the tests of this crate read with: one workshop for all, and the text of a PDF by a second reader.

use std::path::PathBuf;
use std::sync::LazyLock;

use gk_base::Problem;
use gk_press::{FontPlaces, Workshop};

/// Fonts from the cache that `scripts/prepare fonts` fills; loaded once.
pub(crate) fn workshop() -> &'static Workshop {
    static WORKSHOP: LazyLock<Workshop> = LazyLock::new(|| {
        let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
        let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
        let folders = cache.map(|cache| cache.join("gongkai/fonts")).into_iter().collect();
        Workshop::new(FontPlaces { folders, system: false })
    });
    &WORKSHOP
}

/// The text of a PDF, page by page, as lopdf reads it.
pub(crate) fn text(bytes: &[u8]) -> String {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    pages.into_iter().map(|page| file.extract_text(&[page]).unwrap()).collect()
}

/// All that is written in a PDF, whether its text can be read or not: every object, streams unpacked. For files so broken that
/// a second reader gives up.
pub(crate) fn everything(bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    if let Ok(mut file) = lopdf::Document::load_mem(bytes) {
        file.decompress();
        file.save_to(&mut all).unwrap();
    }
    all
}

/// The codes a refusal gives.
pub(crate) fn codes(problem: Problem) -> Vec<&'static str> {
    match problem {
        Problem::Refused(reasons) => reasons.into_iter().map(|one| one.code).collect(),
        other => panic!("{other}"),
    }
}
