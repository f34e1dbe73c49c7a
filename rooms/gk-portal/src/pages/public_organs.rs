//! 机关: the tree of organs, level by level.

use askama::Template;
use axum::extract::State;
use gk_base::directory::{self, Seat};
use gk_base::{Problem, Read};
use gk_rules::Coded;
use gk_webkit::parts::{Link, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Query, Web, page};

use super::{Head, shell};

/// Organs on a page.
const ORGANS: i64 = 100;

#[derive(Template)]
#[template(path = "public/organs.html")]
struct OrgansPage {
    shell: Shell,
    head: Head,
    above: Vec<Link>,
    /// The organ whose tree this is; nothing at the top.
    under: Option<Seat>,
    groups: Vec<Group>,
    pager: Pager,
}

/// 机关种类: the organs of one kind that follow each other.
pub(super) struct Group {
    /// What they are.
    pub(super) kind: &'static str,
    /// They, in tree order.
    pub(super) organs: Vec<OrganBrief>,
}

/// 机关: a line of the tree.
pub(super) struct OrganBrief {
    /// Its code.
    pub(super) code: String,
    /// Its name.
    pub(super) name: String,
    /// Whether others stand below it.
    pub(super) has_below: bool,
    /// 示范
    pub(super) fictional: bool,
}

/// GET /organs?under=CODE&after=ID
pub(super) async fn get(State(web): State<Web>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let under = match query.maybe("under") {
        Some(code) => Some(directory::load_by_code(&mut read, code).await?),
        None => None,
    };
    let after: i64 = query.parsed("after").unwrap_or(0);
    let mut seats = below(&mut read, under.as_ref(), after).await?;
    let pager = pager(&mut seats, under.as_ref(), after);
    let above = match &under {
        Some(seat) => tree_way(&directory::list_above(&mut read, seat.organ.id).await?),
        None => Vec::new(),
    };
    let path = match &under {
        Some(seat) => format!("/organs?under={}", seat.organ.code),
        None => "/organs".to_owned(),
    };
    let head = Head::of(&web, &path).left_out_if(after > 0);
    let whole =
        OrgansPage { shell: shell(&web, "organs"), head, above, under, groups: groups(&seats), pager };
    page(&whole)
}

/// The organs below one, one more than a page shows; at the top those that stand under nothing.
async fn below(read: &mut Read, under: Option<&Seat>, after: i64) -> Result<Vec<Seat>, Problem> {
    match under {
        Some(seat) => Ok(directory::list_children(read, seat.organ.id, after, ORGANS + 1).await?),
        None => Ok(directory::list_roots(read).await?),
    }
}

/// The way down through the tree.
fn tree_way(above: &[Seat]) -> Vec<Link> {
    above
        .iter()
        .map(|one| Link::new(one.organ.names.full.clone(), format!("/organs?under={}", one.organ.code)))
        .collect()
}

/// Cuts the list to a page and says where it goes on.
pub(super) fn pager(seats: &mut Vec<Seat>, under: Option<&Seat>, after: i64) -> Pager {
    let size = usize::try_from(ORGANS).unwrap_or(usize::MAX);
    let more = seats.len() > size;
    seats.truncate(size);
    let base =
        under.map_or_else(|| "/organs?".to_owned(), |seat| format!("/organs?under={}&", seat.organ.code));
    let last = seats.last().map_or(0, |one| one.organ.id.0);
    let first = base.trim_end_matches(['?', '&']).to_owned();
    Pager {
        prev: if after > 0 { first } else { String::new() },
        next: if more { format!("{base}after={last}") } else { String::new() },
        shown: u64::try_from(seats.len()).unwrap_or(0),
        total: None,
    }
}

/// The organs by kind, those of a kind that follow each other together.
pub(super) fn groups(seats: &[Seat]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for seat in seats {
        let kind = seat.organ.kind.label();
        if groups.iter().all(|group| group.kind != kind) {
            groups.push(Group { kind, organs: Vec::new() });
        }
        if let Some(group) = groups.iter_mut().find(|group| group.kind == kind) {
            group.organs.push(OrganBrief {
                code: seat.organ.code.clone(),
                name: seat.organ.names.full.clone(),
                has_below: seat.organ.kind.is_government(),
                fictional: seat.organ.fictional,
            });
        }
    }
    groups
}
