//! 版本对照: what changed from one edition to another.

use askama::Template;
use axum::extract::State;
use gk_base::Problem;
use gk_rules::Coded as _;
use gk_rules::catalog::diff::{Change, Diff, diff};
use gk_rules::catalog::item::Item;
use gk_rules::catalog::words::Heading;
use gk_webkit::parts;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Query, Web, page};

use super::{public_shell, published};
use crate::EditionLine;
use crate::tables::whole;

#[derive(Template)]
#[template(path = "public/diff.html")]
struct DiffPage {
    shell: Shell,
    before: EditionLine,
    after: EditionLine,
    changes: Vec<Shown>,
    reordered: bool,
}

/// One item's difference, ready to be shown.
pub(crate) struct Shown {
    /// `added`, `removed` or `edited`.
    pub(crate) kind: &'static str,
    /// Its code.
    pub(crate) code: String,
    /// Its path.
    pub(crate) path: String,
    /// Column by column, of an edited one.
    pub(crate) fields: Vec<parts::Change>,
}

impl Shown {
    /// The differences as a page shows them.
    pub(crate) fn all(diff: &Diff) -> Vec<Self> {
        diff.changes.iter().map(Self::of).collect()
    }
    fn of(change: &Change) -> Self {
        let bare = |kind, item: &Item| Self {
            kind,
            code: item.code.to_string(),
            path: item.path.to_string(),
            fields: Vec::new(),
        };
        match change {
            Change::Added { item } => bare("added", item),
            Change::Removed { item } => bare("removed", item),
            Change::Edited(edit) => {
                let fields = edit.fields.iter().map(|one| parts::Change {
                    label: one.field.label().to_owned(),
                    before: one.before.clone(),
                    after: one.after.clone(),
                });
                Self { fields: fields.collect(), ..bare("edited", &edit.after) }
            }
        }
    }
}

impl DiffPage {
    fn count(&self, kind: &str) -> usize {
        self.changes.iter().filter(|one| one.kind == kind).count()
    }
}

/// Shows the differences of two published editions.
pub(crate) async fn show(State(web): State<Web>, query: Query) -> Answer {
    let (Some(from), Some(to)) = (query.parsed::<i64>("from"), query.parsed::<i64>("to")) else {
        return Err(Problem::missing("edition", query.text("from")).into());
    };
    let mut read = web.office().read().await?;
    let (before, after) = (published(&mut read, from).await?, published(&mut read, to).await?);
    let (old, new) = (whole::bare(&mut read, &before).await?, whole::bare(&mut read, &after).await?);
    let diff = diff(old.items(), new.items());
    let shell = public_shell(&web, Heading::Diff.label()).crumb(after.title(), format!("/standards/{to}"));
    page(&DiffPage { shell, before, after, changes: Shown::all(&diff), reordered: diff.order.is_some() })
}
