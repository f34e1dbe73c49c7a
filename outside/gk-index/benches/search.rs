//! Speed of indexing and searching 100 000 generated documents, beside a plain substring scan of the same texts.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on stops")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use gk_index::{Change, Entry, Index, Query, Sort, Synonyms, Words};

#[path = "../src/corpus.rs"]
mod corpus;

const DOCUMENTS: usize = 100_000;
const SENTENCES: usize = 12;
const ROUNDS: usize = 100;
const SCANS: usize = 3;

const QUERIES: [(&str, &str); 8] = [
    ("two characters", "低保"),
    ("one character", "保"),
    ("phrase", "最低生活保障"),
    ("long phrase", "人力资源和社会保障局"),
    ("two words", "社会救助 岫岩"),
    ("rare name", "王建国"),
    ("document number", "鞍政办发〔2019〕14号"),
    ("number part", "2019"),
];

fn main_bench(criterion: &mut Criterion) {
    let mut chance = corpus::Chance(1);
    let entries: Vec<Entry> = (0..DOCUMENTS).map(|id| chance.entry(id, SENTENCES)).collect();
    let bytes: usize = entries.iter().map(|entry| entry.title.len() + entry.body.len()).sum();
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("an index");
    let start = Instant::now();
    index.rebuild(entries.iter().cloned(), 1).expect("rebuilt");
    let took = start.elapsed();
    eprintln!(
        "rebuild: {DOCUMENTS} documents, {} MB, {took:.1?}, {} documents/s",
        bytes / 1_000_000,
        rate(took)
    );
    let one = [Change::Put(entries.first().cloned().unwrap_or_default())];
    let commits = times(20, || index.apply(&one, 2).expect("applied"));
    eprintln!("one change, committed and visible: p50 {:.1?} p99 {:.1?}", at(&commits, 50), at(&commits, 99));

    let mut group = criterion.benchmark_group("search");
    group.sample_size(20).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(300));
    for (name, text) in QUERIES {
        let words = Words::read(text, &Synonyms::default());
        for sort in [Sort::Relevance, Sort::Newest] {
            let query = Query { words: words.clone(), limit: 10, sort, ..Query::default() };
            let hits = index.search(&query).expect("answered");
            let found = times(ROUNDS, || index.search(&query).expect("answered"));
            let scanned = times(SCANS, || scan(&entries, text));
            let ratio = at(&scanned, 50).as_secs_f64() / at(&found, 50).as_secs_f64();
            eprintln!(
                "{name} {sort:?}: {} hits, p50 {:.2?} p99 {:.2?}, scan {:.1?}, ratio {ratio:.1}",
                hits.total,
                at(&found, 50),
                at(&found, 99),
                at(&scanned, 50)
            );
            group.bench_function(format!("{name} {sort:?}"), |bencher| {
                bencher.iter(|| index.search(black_box(&query)).expect("answered"));
            });
        }
    }
    group.finish();
}

fn rate(took: Duration) -> u128 {
    u128::try_from(DOCUMENTS).unwrap_or(0) * 1000 / took.as_millis().max(1)
}

/// What there is to beat: every word in title, body or number.
fn scan(entries: &[Entry], text: &str) -> usize {
    let has = |entry: &Entry, word: &str| {
        entry.title.contains(word) || entry.body.contains(word) || entry.number.as_deref() == Some(word)
    };
    entries.iter().filter(|entry| text.split(' ').all(|word| has(entry, word))).count()
}

fn times<T>(rounds: usize, mut what: impl FnMut() -> T) -> Vec<Duration> {
    let mut times: Vec<Duration> = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(what());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted
        .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

criterion_group!(benches, main_bench);
criterion_main!(benches);
