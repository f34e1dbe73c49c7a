//! Embedded files: the stylesheet, the site's icon, two scripts for convenience, served under names that carry their content hash.

use std::sync::LazyLock;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// Where the files are served.
pub const PREFIX: &str = "/assets/";

/// A name that carries its hash never changes its bytes: a year, and never asked again.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

struct Asset {
    stem: &'static str,
    extension: &'static str,
    content_type: HeaderValue,
    bytes: &'static [u8],
    hash: String,
}

impl Asset {
    fn new(stem: &'static str, extension: &'static str, kind: &'static str, bytes: &'static [u8]) -> Self {
        let hash = Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect();
        Self { stem, extension, content_type: HeaderValue::from_static(kind), bytes, hash }
    }
    fn href(&self) -> String {
        format!("{PREFIX}{}.{}.{}", self.stem, self.hash, self.extension)
    }
}

static ALL: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        Asset::new("gongkai", "css", "text/css; charset=utf-8", include_bytes!("../assets/gongkai.css")),
        Asset::new("gongkai", "svg", "image/svg+xml", include_bytes!("../assets/gongkai.svg")),
        Asset::new("area", "js", "text/javascript; charset=utf-8", include_bytes!("../assets/area.js")),
        Asset::new("draft", "js", "text/javascript; charset=utf-8", include_bytes!("../assets/draft.js")),
    ]
});

/// The address of an embedded file, from its plain name (`gongkai.css`); of an unknown one, the plain name itself.
#[must_use]
pub fn href(name: &str) -> String {
    let named = |a: &&Asset| name.strip_prefix(a.stem).and_then(|n| n.strip_prefix('.')) == Some(a.extension);
    ALL.iter().find(named).map_or_else(|| format!("{PREFIX}{name}"), Asset::href)
}

/// Answers a path under [`PREFIX`]: the bytes; a redirection when the hash is of another version; else 404.
#[must_use]
pub fn answer(path: &str) -> Response {
    let name = path.strip_prefix(PREFIX).unwrap_or_default();
    let mut pieces = name.split('.');
    let (stem, hash, extension) = (pieces.next(), pieces.next(), pieces.next());
    let asset = ALL.iter().find(|a| Some(a.stem) == stem && Some(a.extension) == extension);
    match asset {
        Some(asset) if pieces.next().is_none() && Some(asset.hash.as_str()) == hash => (
            [
                (header::CONTENT_TYPE, asset.content_type.clone()),
                (header::CACHE_CONTROL, FOREVER),
                (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            ],
            asset.bytes,
        )
            .into_response(),
        Some(asset) => (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, asset.href()), (header::CACHE_CONTROL, "no-store".to_owned())],
        )
            .into_response(),
        None => (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response(),
    }
}

/// The routes of the embedded files, for any state.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{file}", axum::routing::get(|uri: Uri| async move { answer(uri.path()) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_served_for_ever_under_the_name_of_its_bytes() {
        let answer = answer(&href("gongkai.css"));
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
    }

    #[test]
    fn a_name_of_another_version_leads_to_this_one() {
        let answer = answer("/assets/gongkai.0000000000000000.css");
        assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT);
        assert_eq!(answer.headers()[header::LOCATION], href("gongkai.css").as_str());
    }

    #[test]
    fn anything_else_is_not_found() {
        for path in ["/assets/", "/assets/../Cargo.toml", "/assets/x.css", "", "/assets/gongkai.js"] {
            assert_eq!(answer(path).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn the_stylesheet_asks_nobody_else_for_anything() {
        let css = include_str!("../assets/gongkai.css");
        assert!(!css.contains("url(") && !css.contains("@import") && !css.contains("://"));
    }
}
