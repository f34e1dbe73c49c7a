//! The files of the repository, read once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::lexer::{self, Token};

/// Folders that are nobody's work: built, downloaded or grown.
const SKIPPED: [&str; 6] = [".git", "target", "node_modules", ".cache", "artifacts", "corpus-grown"];

/// A file of text.
pub(crate) struct File {
    /// From the root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A file of Rust.
pub(crate) struct Rust {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    /// Spans of `tokens` that only tests have.
    pub(crate) test_spans: Vec<std::ops::Range<usize>>,
    /// The whole file is for tests.
    pub(crate) is_test: bool,
}

impl Rust {
    /// Whether the token at this index is only for tests.
    pub(crate) fn in_test(&self, at: usize) -> bool {
        self.is_test || self.test_spans.iter().any(|span| span.contains(&at))
    }
    /// Tokens that go into the product, with their index.
    pub(crate) fn product(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.tokens.iter().enumerate().filter(|(at, _)| !self.in_test(*at))
    }
    /// Lines without those of tests.
    pub(crate) fn product_lines(&self) -> usize {
        if self.is_test {
            return 0;
        }
        let line = |at: usize| self.tokens.get(at).map_or(0, |t| t.line);
        let tested: usize =
            self.test_spans.iter().map(|s| line(s.end.saturating_sub(1)) + 1 - line(s.start)).sum();
        self.text.lines().count() - tested
    }
    /// The lines of documentation directly above the token at this index, attributes and visibility skipped.
    pub(crate) fn docs_above(&self, at: usize) -> Vec<&str> {
        let mut docs = Vec::new();
        let mut here = at;
        while let Some(token) = here.checked_sub(1).and_then(|before| self.tokens.get(before)) {
            here -= 1;
            if token.is("]") {
                let mut depth = 1_usize;
                while depth > 0 && here > 0 {
                    here -= 1;
                    let inner = self.tokens.get(here);
                    depth += usize::from(inner.is_some_and(|t| t.is("]")));
                    depth -= usize::from(inner.is_some_and(|t| t.is("[")));
                }
                here = here.saturating_sub(1);
                continue;
            }
            match token.kind {
                lexer::Kind::Doc => docs.push(token.text.as_str()),
                _ if ["pub", "(", "crate", ")", "async", "const", "super"].iter().any(|w| token.is(w)) => {}
                _ => break,
            }
        }
        docs.reverse();
        docs
    }
}

/// The repository.
pub(crate) struct Tree {
    pub(crate) root: PathBuf,
    pub(crate) files: Vec<File>,
    pub(crate) rust: Vec<Rust>,
    /// Every path, of folders too: for links.
    pub(crate) paths: BTreeSet<String>,
}

/// Where the repository stands.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Reads it all.
pub(crate) fn read() -> std::io::Result<Tree> {
    let root = root();
    let (mut files, mut paths) = (Vec::new(), BTreeSet::new());
    walk(&root, &root, &mut files, &mut paths)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut rust = Vec::new();
    let mut declared = Vec::new();
    for file in files.iter().filter(|f| f.path.ends_with(".rs")) {
        let tokens = lexer::read(&file.text);
        let (test_spans, modules) = lexer::tests(&tokens);
        declared.extend(modules.into_iter().map(|name| module_path(&file.path, &name)));
        let is_test = ["/tests/", "/benches/", "/examples/"].iter().any(|folder| file.path.contains(folder));
        rust.push(Rust { path: file.path.clone(), text: file.text.clone(), tokens, test_spans, is_test });
    }
    for one in &mut rust {
        one.is_test |= declared.iter().any(|module| {
            one.path.strip_prefix(module.as_str()).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        });
    }
    Ok(Tree { root, files, rust, paths })
}

/// `src/a.rs` and `mod b;` give `src/a/b`; `src/lib.rs`, `src/mod.rs` and `mod b;` give `src/b`.
fn module_path(file: &str, module: &str) -> String {
    let stem = file.trim_end_matches(".rs");
    match stem.rsplit_once('/') {
        Some((folder, "lib" | "main" | "mod")) => format!("{folder}/{module}"),
        _ => format!("{stem}/{module}"),
    }
}

fn walk(
    root: &Path,
    folder: &Path,
    files: &mut Vec<File>,
    paths: &mut BTreeSet<String>,
) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if entry.file_type()?.is_dir() {
            paths.insert(shown);
            if !SKIPPED.contains(&name.as_str()) && path != root.join("data") {
                walk(root, &path, files, paths)?;
            }
            continue;
        }
        paths.insert(shown.clone());
        if let Ok(text) = std::fs::read_to_string(&path) {
            files.push(File { path: shown, text });
        }
    }
    Ok(())
}
