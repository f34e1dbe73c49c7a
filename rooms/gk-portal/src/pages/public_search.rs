//! 搜索: full text with facets; what is shown is looked up in the database again, so nothing withdrawn slips through.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use gk_base::directory;
use gk_base::search::{Code, Facets, Hits, Piece, Question, Sort};
use gk_base::{Problem, Read};
use gk_rules::Coded;
use gk_rules::records::Kind;
use gk_webkit::parts::{FacetValue, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Query, Web, page};

use super::{Head, shell};
use crate::queries::{self, InfoLine};

/// Hits on a page.
const HITS: usize = 20;
/// Characters of a snippet.
const SNIPPET: usize = 120;
/// Longest question taken; what is longer is cut and the page says so.
const LONGEST: usize = 100;

#[derive(Template)]
#[template(path = "public/search.html")]
struct SearchPage {
    shell: Shell,
    head: Head,
    question: String,
    total: u64,
    was_cut: bool,
    hits: Vec<Hit>,
    organs: Vec<FacetValue>,
    /// How many organs have hits beyond those listed.
    more_organs: usize,
    domains: Vec<FacetValue>,
    kinds: Vec<FacetValue>,
    years: Vec<FacetValue>,
    narrowed: Narrowed,
    newest_first: bool,
    by_day: String,
    by_rank: String,
    pager: Pager,
}

/// 已选条件: what the search is narrowed to, as shown, and the search without it.
struct Narrowed {
    organ: Option<FacetValue>,
    domain: Option<FacetValue>,
    kind: Option<FacetValue>,
    year: Option<FacetValue>,
}

/// 结果: one hit.
struct Hit {
    line: InfoLine,
    title: Vec<Piece>,
    text: Vec<Piece>,
    domain: String,
}

/// GET /search?q=…&organ=…&domain=…&kind=…&year=…&sort=new&after=…
pub(super) async fn get(State(web): State<Web>, query: Query) -> Answer {
    let typed = query.text("q");
    let text: String = typed.chars().take(LONGEST).collect();
    let found = web.search().search(question(&query, &text)).await?;
    let mut read = web.office().read().await?;
    let lines = queries::visible(&mut read, &found.ids).await?;
    let (organs, names) = organ_names(&mut read, &query, &found.facets).await?;
    let hits = lines.into_iter().map(|line| hit(&web, &text, line)).collect::<Vec<_>>();
    let whole = SearchPage {
        shell: shell(&web, "search").query(text.clone()),
        head: Head::of(&web, "/search").left_out_if(true),
        was_cut: found.was_cut || typed.chars().count() > LONGEST,
        total: found.total,
        pager: pager(&query, &found, hits.len()),
        organs: organ_values(&query, &found.facets, &organs, &names),
        more_organs: found.facets.organ.len().saturating_sub(organs.len()),
        domains: values(&query, "domain", &found.facets.domain, domain_label),
        kinds: values(&query, "kind", &found.facets.kind, kind_label),
        years: years(&query, &found.facets),
        narrowed: narrowed(&query, &names),
        newest_first: newest_first(&query, &text),
        by_day: address(&query, "sort", "new"),
        by_rank: address(&query, "sort", ""),
        question: text,
        hits,
    };
    page(&whole)
}

/// Without words there is nothing to rank by: the newest come first.
fn newest_first(query: &Query, text: &str) -> bool {
    query.text("sort") == "new" || text.is_empty()
}

fn question(query: &Query, text: &str) -> Question {
    let code = |name: &str| query.maybe(name).map(Code::from);
    Question {
        text: text.to_owned(),
        organ_under: code("organ"),
        domain: code("domain"),
        kind: code("kind"),
        item: code("item"),
        year: query.parsed("year"),
        sort: if newest_first(query, text) { Sort::Newest } else { Sort::Relevance },
        after: query.maybe("after").map(str::to_owned),
        limit: HITS,
    }
}

fn hit(web: &Web, text: &str, line: InfoLine) -> Hit {
    Hit {
        title: web.search().snippet(&line.title, text, 200),
        text: web.search().snippet(&line.text, text, SNIPPET),
        domain: line.domain.map(gk_catalog::domain_name).unwrap_or_default(),
        line,
    }
}

/// The same search with one value changed, from its beginning.
fn address(query: &Query, name: &str, value: &str) -> String {
    let changed = Query::parse(&query.with(name, value)).with("after", "");
    if changed.is_empty() { "/search".to_owned() } else { format!("/search?{changed}") }
}

/// The organs listed as a facet, the most frequent first, and the names of all organs the page speaks of.
async fn organ_names(
    read: &mut Read,
    query: &Query,
    facets: &Facets,
) -> Result<(Vec<String>, BTreeMap<String, String>), Problem> {
    let chosen = query.maybe("organ");
    let listed: Vec<String> =
        facets.organ.iter().map(|(code, _)| code.0.clone()).take(directory::AT_ONCE - 1).collect();
    let asked: Vec<&str> = listed.iter().map(String::as_str).chain(chosen).collect();
    let seats = directory::list_by_codes(read, &asked).await?;
    let names = seats.into_iter().map(|seat| (seat.organ.code, seat.organ.names.full)).collect();
    Ok((listed, names))
}

fn organ_values(
    query: &Query,
    facets: &Facets,
    listed: &[String],
    names: &BTreeMap<String, String>,
) -> Vec<FacetValue> {
    let label = |code: &str| names.get(code).cloned().unwrap_or_else(|| code.to_owned());
    values(query, "organ", facets.organ.get(..listed.len()).unwrap_or(&facets.organ), label)
}

/// The values of a facet; the chosen one turns itself off.
fn values(
    query: &Query,
    name: &str,
    counts: &[(Code, u64)],
    label: impl Fn(&str) -> String,
) -> Vec<FacetValue> {
    let chosen = query.text(name);
    counts
        .iter()
        .map(|(code, count)| {
            let on = code.0 == chosen;
            let href = address(query, name, if on { "" } else { &code.0 });
            FacetValue { label: label(&code.0), href, count: *count, on }
        })
        .collect()
}

fn years(query: &Query, facets: &Facets) -> Vec<FacetValue> {
    let coded: Vec<(Code, u64)> =
        facets.year.iter().map(|(year, count)| (Code(year.to_string()), *count)).collect();
    values(query, "year", &coded, str::to_owned)
}

fn domain_label(code: &str) -> String {
    code.parse().map_or_else(|_| code.to_owned(), gk_catalog::domain_name)
}

fn kind_label(code: &str) -> String {
    if code == gk_rules::foi::answers::KIND {
        return gk_rules::foi::answers::KIND_LABEL.to_owned();
    }
    if code == gk_rules::foi::explained::KIND {
        return gk_rules::foi::explained::KIND_LABEL.to_owned();
    }
    Kind::from_code(code).map_or_else(|| code.to_owned(), |kind| kind.label().to_owned())
}

fn narrowed(query: &Query, names: &BTreeMap<String, String>) -> Narrowed {
    let one = |name: &str, label: &dyn Fn(&str) -> String| {
        query.maybe(name).map(|code| FacetValue {
            label: label(code),
            href: address(query, name, ""),
            count: 0,
            on: true,
        })
    };
    Narrowed {
        organ: one("organ", &|code| names.get(code).cloned().unwrap_or_else(|| code.to_owned())),
        domain: one("domain", &domain_label),
        kind: one("kind", &kind_label),
        year: one("year", &|year: &str| year.to_owned()),
    }
}

fn pager(query: &Query, found: &Hits, shown: usize) -> Pager {
    let begun = query.maybe("after").is_some();
    Pager {
        prev: if begun { address(query, "after", "") } else { String::new() },
        next: found
            .next
            .as_ref()
            .map(|next| format!("/search?{}", query.with("after", next)))
            .unwrap_or_default(),
        shown: u64::try_from(shown).unwrap_or(0),
        total: Some(found.total),
    }
}

impl Narrowed {
    /// Whether the search is narrowed at all.
    fn any(&self) -> bool {
        [&self.organ, &self.domain, &self.kind, &self.year].into_iter().any(Option::is_some)
    }
}

impl SearchPage {
    /// The words before the first facet of a hit, where the kind has a name worth showing.
    fn kind(&self, line: &InfoLine) -> &'static str {
        use gk_rules::foi::{answers, explained};
        match line.key.split_once(':') {
            Some((answers::KIND, _)) => answers::KIND_LABEL,
            Some((explained::KIND, _)) => explained::KIND_LABEL,
            _ if line.kind == Kind::Other => "",
            _ => line.kind.label(),
        }
    }
}
