//! 链接: which addresses in a text lead to something the public may see.

use gk_base::{Fault, Read};
use gk_rules::preflight::record::is_whole;

use crate::tables::lists::{self, AT_ONCE};

/// How many links of a text are asked after.
const MOST: usize = 200;

/// Each address once, with whether it leads anywhere: information of this site must be public; other sites are not asked, and
/// nobody is told where a draft points.
pub(crate) async fn leads(read: &mut Read, mut links: Vec<String>) -> Result<Vec<(String, bool)>, Fault> {
    links.sort();
    links.dedup();
    links.truncate(MOST);
    let own: Vec<String> = links.iter().filter_map(|href| number(href)).collect();
    let mut public = Vec::new();
    for some in own.chunks(AT_ONCE) {
        let some: Vec<&str> = some.iter().map(String::as_str).collect();
        public.extend(lists::list_public_by_numbers(read, &some).await?);
    }
    let there = |number: &str| public.iter().any(|kept| kept.number() == number);
    let one = |href: String| {
        let leads = number(&href).map_or_else(|| is_whole(&href), |number| there(&number));
        (href, leads)
    };
    Ok(links.into_iter().map(one).collect())
}

/// The index number in the address of information of this site, or of a file of it.
fn number(href: &str) -> Option<String> {
    let path = href.strip_prefix("/info/")?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("/files/").map_or(path, |(number, _)| number);
    gk_webkit::door::decode(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::address;

    #[test]
    fn the_number_is_read_back_from_its_address() {
        for index in ["219900-MZJ/2026-00001", "甲?#"] {
            assert_eq!(number(&address(index)).as_deref(), Some(index));
            assert_eq!(number(&format!("{}/files/3/a.pdf", address(index))).as_deref(), Some(index));
            assert_eq!(number(&format!("{}?a=1#b", address(index))).as_deref(), Some(index));
        }
        assert_eq!((number("/items/3"), number("https://b/info/1")), (None, None));
    }
}
