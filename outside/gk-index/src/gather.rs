//! One pass over all hits: counts them, counts their facets, keeps the best of one page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::io;
use std::ops::Bound;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use crate::ask::{Cursor, Found, Hits, Query};
use crate::rank::freshness;
use crate::schema::{DATE, DOMAIN, ID, KIND, ORGAN, YEAR};
use crate::{Code, Facets, Sort};

/// What is wanted of all hits.
pub(crate) struct Gather {
    sort: Sort,
    after: Option<Cursor>,
    limit: usize,
}

/// One segment's share.
pub(crate) struct Share {
    total: u64,
    /// Sort key and id, greatest first.
    best: Vec<(u64, String)>,
    codes: [Vec<(String, u64)>; 3],
    years: Vec<(u64, u64)>,
}

pub(crate) struct SegmentGather {
    sort: Sort,
    /// Sort key and ordinal of the id, of which only lesser ones are wanted.
    before: Option<(u64, u64)>,
    limit: usize,
    ids: Option<StrColumn>,
    date: Column<u64>,
    year: Column<u64>,
    codes: [Option<Counter>; 3],
    total: u64,
    best: BinaryHeap<Reverse<(u64, u64)>>,
    years: Vec<(u64, u64)>,
}

struct Counter {
    column: StrColumn,
    counts: Vec<u64>,
}

impl Gather {
    pub(crate) fn new(query: &Query, limit: usize) -> Self {
        Self { sort: query.sort, after: query.after.clone(), limit }
    }
}

impl Collector for Gather {
    type Fruit = Hits;
    type Child = SegmentGather;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let columns = segment.fast_fields();
        let ids = columns.str(ID)?;
        let before = match (&self.after, &ids) {
            (Some(after), Some(ids)) => Some((after.key, ordinal_of(ids, &after.id)?)),
            _ => None,
        };
        let counter = |name: &str| -> tantivy::Result<Option<Counter>> {
            let column = columns.str(name)?;
            Ok(column.map(|column| Counter { counts: vec![0; column.num_terms()], column }))
        };
        Ok(SegmentGather {
            sort: self.sort,
            before,
            limit: self.limit,
            ids,
            date: columns.u64(DATE)?,
            year: columns.u64(YEAR)?,
            codes: [counter(ORGAN)?, counter(DOMAIN)?, counter(KIND)?],
            total: 0,
            best: BinaryHeap::new(),
            years: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance && self.limit > 0
    }

    fn merge_fruits(&self, shares: Vec<io::Result<Share>>) -> tantivy::Result<Hits> {
        let mut total = 0;
        let mut best = Vec::new();
        let mut codes: [BTreeMap<String, u64>; 3] = Default::default();
        let mut years: BTreeMap<u64, u64> = BTreeMap::new();
        for share in shares {
            let share = share?;
            total += share.total;
            best.extend(share.best);
            for (sum, part) in codes.iter_mut().zip(share.codes) {
                for (code, count) in part {
                    *sum.entry(code).or_default() += count;
                }
            }
            for (year, count) in share.years {
                *years.entry(year).or_default() += count;
            }
        }
        let (found, next) = self.page(best);
        let [organ, domain, kind] = codes.map(most_frequent_first);
        let year =
            years.into_iter().rev().filter_map(|(year, count)| Some((u16::try_from(year).ok()?, count)));
        let facets = Facets { organ, domain, kind, year: year.collect() };
        Ok(Hits { total, found, next, facets, was_cut: false })
    }
}

impl Gather {
    fn page(&self, mut best: Vec<(u64, String)>) -> (Vec<Found>, Option<Cursor>) {
        best.sort_unstable_by(|a, b| b.cmp(a));
        let more = best.len() > self.limit;
        best.truncate(self.limit);
        let last = best.last().filter(|_| more);
        let next = last.map(|(key, id)| Cursor { sort: self.sort, key: *key, id: id.clone() });
        let score = |key: u64| match self.sort {
            Sort::Relevance => u32::try_from(key).map_or(0.0, f32::from_bits),
            Sort::Newest => 0.0,
        };
        (best.into_iter().map(|(key, id)| Found { score: score(key), id }).collect(), next)
    }
}

/// The first ordinal whose id is not less than `id`.
fn ordinal_of(ids: &StrColumn, id: &str) -> tantivy::Result<u64> {
    let (_, upper) = ids.dictionary().term_bounds_to_ord(Bound::Unbounded, Bound::Excluded(id.as_bytes()))?;
    Ok(match upper {
        Bound::Excluded(ordinal) | Bound::Included(ordinal) => ordinal,
        Bound::Unbounded => return Err(TantivyError::InternalError("unbounded id".to_owned())),
    })
}

fn most_frequent_first(counts: BTreeMap<String, u64>) -> Vec<(Code, u64)> {
    let mut counts: Vec<(Code, u64)> = counts.into_iter().map(|(code, count)| (Code(code), count)).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

impl SegmentGather {
    /// Whether a hit with this key can be on the page, before its id is looked up.
    fn may_keep(&self, key: u64) -> bool {
        self.limit > 0
            && self.before.is_none_or(|before| key <= before.0)
            && (self.best.len() <= self.limit
                || self.best.peek().is_some_and(|Reverse(least)| key >= least.0))
    }

    /// One more than the page holds, to know whether another page follows.
    fn keep(&mut self, key: u64, ordinal: u64) {
        if self.limit == 0 || self.before.is_some_and(|before| (key, ordinal) >= before) {
            return;
        }
        if self.best.len() <= self.limit {
            self.best.push(Reverse((key, ordinal)));
        } else if let Some(mut least) = self.best.peek_mut()
            && least.0 < (key, ordinal)
        {
            *least = Reverse((key, ordinal));
        }
    }

    fn share(self) -> io::Result<Share> {
        let mut best = Vec::with_capacity(self.best.len());
        if let Some(ids) = &self.ids {
            for Reverse((key, ordinal)) in self.best {
                let mut id = String::new();
                if !ids.ord_to_str(ordinal, &mut id)? {
                    return Err(io::Error::other("an id is missing from its column"));
                }
                best.push((key, id));
            }
        }
        let [organ, domain, kind] =
            self.codes.map(|counter| counter.map_or_else(|| Ok(Vec::new()), Counter::named));
        Ok(Share { total: self.total, best, codes: [organ?, domain?, kind?], years: self.years })
    }
}

impl Counter {
    fn count(&mut self, doc: DocId) {
        if let Some(ordinal) = self.column.ords().first(doc)
            && let Some(count) = usize::try_from(ordinal).ok().and_then(|at| self.counts.get_mut(at))
        {
            *count += 1;
        }
    }

    fn named(self) -> io::Result<Vec<(String, u64)>> {
        let counted = (0_u64..).zip(self.counts).filter(|(_, count)| *count > 0);
        let (ordinals, counts): (Vec<u64>, Vec<u64>) = counted.unzip();
        let mut names = Vec::with_capacity(ordinals.len());
        let all = self.column.dictionary().sorted_ords_to_term_cb(&ordinals, |name| {
            names.push(String::from_utf8_lossy(name).into_owned());
        })?;
        if all {
            Ok(names.into_iter().zip(counts).collect())
        } else {
            Err(io::Error::other("a code is missing"))
        }
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = io::Result<Share>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        for counter in self.codes.iter_mut().flatten() {
            counter.count(doc);
        }
        let date = self.date.first(doc).unwrap_or(0);
        if let Some(year) = self.year.first(doc) {
            // There are few, and the last is mostly the next.
            match self.years.iter_mut().rev().find(|(known, _)| *known == year) {
                Some((_, count)) => *count += 1,
                None => self.years.push((year, 1)),
            }
        }
        let key = match self.sort {
            Sort::Newest => date,
            Sort::Relevance => u64::from((score.max(0.0) * freshness(date)).to_bits()),
        };
        if self.may_keep(key)
            && let Some(ordinal) = self.ids.as_ref().and_then(|ids| ids.ords().first(doc))
        {
            self.keep(key, ordinal);
        }
    }

    fn harvest(self) -> io::Result<Share> {
        self.share()
    }
}
