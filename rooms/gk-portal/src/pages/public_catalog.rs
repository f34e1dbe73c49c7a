//! 一个领域的标准目录: the catalogs in force, and the items of one of them or those an organ is obliged by.

use askama::Template;
use axum::extract::State;
use gk_base::directory::{self, Seat};
use gk_base::{Problem, Read};
use gk_catalog::{EditionLine, ItemLine};
use gk_rules::Coded;
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::item::DomainCode;
use gk_standards::domains::{self, Domain};
use gk_standards::trust::Trust;
use gk_webkit::parts::{Choice, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Path, Query, Web, page};

use super::{Head, shell, wood};

/// Items on a page.
const ITEMS: i64 = 100;
/// Catalogs on a page.
const EDITIONS: i64 = 50;

#[derive(Template)]
#[template(path = "public/catalog.html")]
struct CatalogPage {
    shell: Shell,
    head: Head,
    domain: DomainCode,
    known: Option<&'static Domain>,
    name: String,
    editions: Vec<EditionLine>,
    more_editions: String,
    /// The organ asked for, where one was.
    organ: Option<Seat>,
    chosen: Option<EditionLine>,
    groups: Vec<Group>,
    organs: Vec<Choice>,
    pager: Pager,
}

/// 一级事项: the items under it, in order.
struct Group {
    level1: String,
    items: Vec<ItemBrief>,
}

/// 事项: a line of the table.
struct ItemBrief {
    href: String,
    name: String,
    applies: bool,
    limit: String,
    responsible: String,
    levels: String,
}

/// GET /catalogs/{domain}?organ=CODE&after=SEQ&editions=CATALOG
pub(super) async fn get(State(web): State<Web>, Path(domain): Path<String>, query: Query) -> Answer {
    let domain: DomainCode = domain.parse().map_err(|_| Problem::missing("page", &domain))?;
    let mut read = web.office().read().await?;
    let roots = directory::list_roots(&mut read).await?;
    let seen: i64 = query.parsed("editions").unwrap_or(0);
    let mut editions = in_force(&mut read, wood(&roots).as_ref(), domain, seen).await?;
    let known = domains::by_code(domain);
    if known.is_none() && editions.is_empty() && seen == 0 {
        return Err(Problem::missing("page", domain).into());
    }
    let more_editions = page_on(&mut editions, &query);
    let organ = match query.maybe("organ") {
        Some(code) => Some(directory::load_by_code(&mut read, code).await?),
        None => None,
    };
    let chosen = chosen(&mut read, &editions, organ.as_ref(), domain).await?;
    let after = query.parsed("after").unwrap_or(0);
    let mut items = match &chosen {
        Some(edition) => gk_catalog::list_items(&mut read, edition.id, after, ITEMS + 1).await?,
        None => Vec::new(),
    };
    let pager = pager(&mut items, &query, domain, chosen.as_ref());
    let path = format!("/catalogs/{domain}");
    let whole = CatalogPage {
        shell: shell(&web, "catalogs"),
        head: Head::of(&web, &path).left_out_if(after > 0 || seen > 0 || organ.is_some()),
        domain,
        known,
        name: gk_catalog::domain_name(domain),
        organs: choices(&editions, chosen.as_ref()),
        editions,
        more_editions,
        organ,
        chosen,
        groups: groups(items),
        pager,
    };
    page(&whole)
}

/// The catalogs in force of the domain, after one; one more than a page shows.
async fn in_force(
    read: &mut Read,
    wood: Option<&Seat>,
    domain: DomainCode,
    after: i64,
) -> Result<Vec<EditionLine>, Problem> {
    match wood {
        Some(wood) => {
            Ok(gk_catalog::list_catalogs_under(read, wood, Some(domain), after, EDITIONS + 1).await?)
        }
        None => Ok(Vec::new()),
    }
}

/// Cuts the list to a page; gives the address of the next one, or nothing.
fn page_on(editions: &mut Vec<EditionLine>, query: &Query) -> String {
    let size = usize::try_from(EDITIONS).unwrap_or(usize::MAX);
    if editions.len() <= size {
        return String::new();
    }
    editions.truncate(size);
    let last = editions.last().map_or(0, |one| one.owner.catalog);
    format!("?{}", query.with("editions", &last.to_string()))
}

/// The catalog to show: the organ's own or the nearest above it; without an organ the highest standard.
async fn chosen(
    read: &mut Read,
    editions: &[EditionLine],
    organ: Option<&Seat>,
    domain: DomainCode,
) -> Result<Option<EditionLine>, Problem> {
    let Some(organ) = organ else {
        return Ok(editions.iter().min_by_key(|one| (one.owner.tier, one.owner.organ)).cloned());
    };
    Ok(gk_catalog::find_governing(read, organ, domain).await?)
}

/// The organs that have a catalog, as choices.
fn choices(editions: &[EditionLine], chosen: Option<&EditionLine>) -> Vec<Choice> {
    let of = chosen.map_or("", |one| one.owner.code.as_str());
    let pairs = editions.iter().map(|one| (one.owner.code.as_str(), one.owner.name.as_str()));
    Choice::list(pairs, &[of])
}

fn pager(
    items: &mut Vec<ItemLine>,
    query: &Query,
    domain: DomainCode,
    edition: Option<&EditionLine>,
) -> Pager {
    let size = usize::try_from(ITEMS).unwrap_or(usize::MAX);
    let more = items.len() > size;
    items.truncate(size);
    let last = items.last().map_or(0, |one| one.seq).to_string();
    let begun = query.parsed::<i64>("after").is_some_and(|after| after > 0);
    Pager {
        prev: if begun { format!("/catalogs/{domain}?{}", query.with("after", "")) } else { String::new() },
        next: if more { format!("/catalogs/{domain}?{}", query.with("after", &last)) } else { String::new() },
        shown: u64::try_from(items.len()).unwrap_or(0),
        total: edition.map(|one| one.counts.items),
    }
}

/// The items by their first level, in order.
fn groups(items: Vec<ItemLine>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in items {
        let path = &line.item.path;
        if groups.last().is_none_or(|group| group.level1 != path.level1) {
            groups.push(Group { level1: path.level1.clone(), items: Vec::new() });
        }
        let deeper: Vec<&str> = path.parts().skip(1).collect();
        let name = if deeper.is_empty() { path.level1.clone() } else { deeper.join("／") };
        let row = ItemBrief {
            href: format!("/items/{}", line.line),
            name,
            applies: line.item.applies(),
            limit: line.item.content.limit.text.clone(),
            responsible: line.item.reach.responsible.clone(),
            levels: line.item.reach.levels.labels().join("、"),
        };
        if let Some(group) = groups.last_mut() {
            group.items.push(row);
        }
    }
    groups
}

impl CatalogPage {
    /// Whether the catalog shown is one that obliges nobody by itself.
    fn is_standard_above(&self) -> bool {
        self.chosen.as_ref().is_some_and(|one| one.owner.tier < Tier::County)
    }
    /// Whether the items were read in a published document.
    fn is_verified(&self, trust: &Trust) -> bool {
        *trust == Trust::Verified
    }
    /// Whose standard an edition is.
    fn tier(&self, edition: &EditionLine) -> &'static str {
        edition.owner.tier.label()
    }
}
