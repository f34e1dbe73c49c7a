//! Fields of a posted form: what was typed is kept as typed; files are bounded; both encodings are read alike.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use gk_base::Problem;
use gk_rules::Reason;

use crate::PageError;

/// The largest form without files, in bytes.
const TEXT_LIMIT: usize = 4 << 20;
/// The largest form with files, in bytes.
pub const UPLOAD_LIMIT: usize = 256 << 20;
/// How many parts a form may have.
const PARTS: usize = 2000;

/// The fields of a posted form, in the order they came. No `Debug`: passwords and query codes are among them.
#[derive(Clone, Default)]
pub struct Fields {
    values: Vec<(String, String)>,
    files: Vec<File>,
}

/// 上传文件: one file of a form. No `Debug`.
#[derive(Clone)]
pub struct File {
    /// The field it came in.
    pub field: String,
    /// The name the sender gave it, without any folder; never used as a path.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = PageError;
    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
            return Self::from_multipart(multipart).await;
        }
        let body = axum::body::to_bytes(request.into_body(), TEXT_LIMIT).await.map_err(|_| too_large())?;
        Ok(Self { values: pairs(&body), files: Vec::new() })
    }
}

impl Fields {
    async fn from_multipart(mut multipart: Multipart) -> Result<Self, PageError> {
        let mut fields = Self::default();
        let mut total = 0;
        while let Some(part) = multipart.next_field().await.map_err(|_| unreadable())? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(base_name);
            let bytes = part.bytes().await.map_err(|_| too_large())?;
            total += bytes.len();
            if total > UPLOAD_LIMIT || fields.values.len() + fields.files.len() >= PARTS {
                return Err(too_large());
            }
            match file {
                Some(file) if file.is_empty() && bytes.is_empty() => {}
                Some(file) => fields.files.push(File { field: name, name: file, bytes: bytes.to_vec() }),
                None => fields.values.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(fields)
    }
    /// Fields as given: for tests and for showing a form again.
    #[must_use]
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        Self {
            values: pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            files: Vec::new(),
        }
    }
    /// The value of a field, trimmed; empty when it is not there.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }
    /// The value of a field as typed; empty when it is not there.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
    /// The value of a field, or nothing when it is empty or not there.
    #[must_use]
    pub fn maybe(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|v| !v.is_empty())
    }
    /// Every value of a field (ticked boxes).
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.values.iter().filter(|(n, _)| n == name).map(|(_, v)| v.trim()).collect()
    }
    /// Whether a box is ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        self.values.iter().any(|(n, v)| n == name && !v.is_empty())
    }
    /// The value of a field, parsed; nothing when it is empty or does not parse.
    #[must_use]
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.maybe(name)?.parse().ok()
    }
    /// The names and values that begin with a prefix, without it.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.values.iter().filter_map(move |(n, v)| Some((n.strip_prefix(prefix)?, v.trim())))
    }
    /// The first file of a field.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|f| f.field == name)
    }
    /// Every file of a field.
    pub fn files(&self, name: &str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |f| f.field == name)
    }
}

/// Reads `a=1&b=2` with `+` for a space.
pub(crate) fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    let decode = |part: &str| {
        let spaced = part.replace('+', " ");
        percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    let text = String::from_utf8_lossy(bytes);
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .take(PARTS)
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn base_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control() && !turns(*c)).take(200).collect()
}

/// Marks that are not seen and turn the order of letters round: a name with them shows another ending than it has.
const fn turns(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn unreadable() -> PageError {
    Problem::refused(Reason::new("form.unreadable", gk_rules::reason::words::FORM_UNREADABLE)).into()
}

pub(crate) fn too_large() -> PageError {
    Problem::refused(Reason::new("form.too_large", gk_rules::reason::words::FORM_TOO_LARGE)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_never_a_path() {
        assert_eq!(base_name("../../etc/passwd"), "passwd");
        assert_eq!(base_name("C:\\a\\目录.xlsx"), "目录.xlsx");
        assert_eq!(base_name("a\u{0}b\n.txt"), "ab.txt");
    }

    #[test]
    fn pairs_survive_anything() {
        assert_eq!(
            pairs(b"a=1&b=%E4%BD%8E+%E4%BF%9D&c"),
            [("a", "1"), ("b", "低 保"), ("c", "")].map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
        assert!(!pairs(b"%ff=%&&==").is_empty());
    }
}
