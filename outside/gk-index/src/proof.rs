//! Proofs of the whole index: recall against a substring scan, facets against a count, pages, kills, swaps.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gk_rules::text::fold;
use proptest::prelude::*;

use crate::corpus::Chance;
use crate::glyphs::{glyphs, spelling};
use crate::*;

fn words(text: &str) -> Words {
    Words::read(text, &Synonyms::default())
}

fn ask(text: &str) -> Query {
    Query { words: words(text), limit: MAX_LIMIT, ..Query::default() }
}

fn puts(entries: &[Entry]) -> Vec<Change> {
    entries.iter().cloned().map(Change::Put).collect()
}

fn filled(entries: &[Entry]) -> Index {
    let index = Index::open_in_memory().unwrap();
    // Several segments, as in life.
    for (position, part) in (1..).zip(entries.chunks(entries.len() / 3 + 1)) {
        index.apply(&puts(part), position).unwrap();
    }
    index
}

fn entry(id: &str, title: &str, body: &str) -> Entry {
    Entry { id: id.into(), title: title.into(), body: body.into(), ..Entry::default() }
}

/// Every hit, page by page.
fn all(index: &Index, query: &Query) -> Vec<String> {
    let mut query = query.clone();
    let mut ids = Vec::new();
    loop {
        let hits = index.search(&query).unwrap();
        ids.extend(hits.found.into_iter().map(|found| found.id));
        match hits.next {
            Some(next) => query.after = Some(next.to_string().parse().unwrap()),
            None => return ids,
        }
    }
}

fn corpus(count: usize, seed: u64) -> Vec<Entry> {
    let mut chance = Chance(seed);
    (0..count).map(|id| chance.entry(id, 4)).collect()
}

fn lower(text: &str) -> String {
    fold(text).to_lowercase()
}

#[test]
fn whatever_a_substring_scan_finds_is_found() {
    let entries = corpus(600, 7);
    let index = filled(&entries);
    let folded: Vec<[String; 3]> = entries
        .iter()
        .map(|e| [lower(&e.title), lower(&e.body), lower(e.number.as_deref().unwrap_or(""))])
        .collect();
    let mut chance = Chance(11);
    let mut asked = 0;
    while asked < 400 {
        let source = &entries[chance.below(entries.len())];
        let text = [&source.title, &source.body, &source.number.clone().unwrap_or_default()][chance.below(3)]
            .clone();
        let chars: Vec<char> = text.chars().collect();
        if chars.is_empty() {
            continue;
        }
        let start = chance.below(chars.len());
        let cut: String = chars.iter().skip(start).take(1 + chance.below(6)).collect();
        let query = words(&cut);
        if cut.contains(char::is_whitespace) || query.is_empty() {
            continue;
        }
        asked += 1;
        let needle = lower(&cut);
        let scan: BTreeSet<&str> = entries
            .iter()
            .zip(&folded)
            .filter(|(_, texts)| texts.iter().any(|text| text.contains(&needle)))
            .map(|(entry, _)| entry.id.as_str())
            .collect();
        assert!(scan.contains(source.id.as_str()));
        let ids = all(&index, &Query { words: query, limit: MAX_LIMIT, ..Query::default() });
        let found: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let missed: Vec<_> = scan.difference(&found).collect();
        assert!(missed.is_empty(), "{cut:?} misses {missed:?}");
        assert_eq!(found.len(), ids.len(), "{cut:?} gives a hit twice");
        // More than the scan: only where marks and line breaks, which do not count, stand between.
        let needle = spelling(&cut);
        let bare = |e: &Entry| {
            let number = e.number.as_deref().unwrap_or("");
            [e.title.as_str(), &e.body, number].iter().any(|text| spelling(text).contains(&needle))
        };
        // A cut that ends in a lone character behind a mark (2019〕1) finds that character anywhere in the field.
        let ends_whole = glyphs(&cut).windows(2).next_back().is_none_or(|two| two[1].at == two[0].at + 1);
        assert!(
            !ends_whole || found.iter().all(|id| bare(&entries[id.parse::<usize>().unwrap()])),
            "{cut:?} finds too much"
        );
    }
}

#[test]
fn every_way_to_write_a_document_number_finds_it() {
    let mut one = entry("1", "通知", "正文");
    one.number = Some("鞍政办发〔2019〕14号".into());
    let mut two = entry("2", "通知", "正文");
    two.number = Some("鞍政办发〔2019〕114号".into());
    let index = filled(&[one, two, entry("3", "转发", "见鞍政办发[2019]14号文件")]);
    for written in [
        "鞍政办发〔2019〕14号",
        "鞍政办发[2019]14号",
        "鞍政辦發（２０１９）１４號",
        "鞍政办发 【2019】 14 号",
        "鞍政办发2019年第14号",
        "鞍政办发201914号",
        "鞍政办发2019 14",
        "鞍政办发〔2019〕14",
    ] {
        let hits = index.search(&ask(written)).unwrap();
        let first = hits.found.first().map(|found| found.id.as_str());
        assert_eq!(first, Some("1"), "{written}");
    }
    assert_eq!(all(&index, &ask("〔2019〕114号")), ["2"]);
    let exact: BTreeSet<String> = all(&index, &ask("鞍政办发〔2019〕14号")).into_iter().collect();
    assert_eq!(exact, BTreeSet::from(["1".to_owned(), "3".to_owned()]));
}

#[test]
fn one_and_two_characters_and_traditional_input_are_found() {
    let index = filled(&[entry("1", "關於發放臺灣居民補貼的通知", "好"), entry("2", "其他", "关于发放")]);
    for query in ["关", "发放", "發", "知", "好", "台湾", "臺灣", "补贴"] {
        assert!(!all(&index, &ask(query)).is_empty(), "{query}");
    }
    assert!(all(&index, &ask("放关")).is_empty());
}

#[test]
fn words_are_and_and_other_words_are_or() {
    let index = filled(&[
        entry("1", "最低生活保障办法", "岫岩"),
        entry("2", "低保名单", "岫岩"),
        entry("3", "低保名单", "台安"),
    ]);
    let synonyms = Synonyms::new([("低保", "最低生活保障")]);
    let query = Query { words: Words::read("低保 岫岩", &synonyms), limit: 10, ..Query::default() };
    assert_eq!(BTreeSet::from_iter(all(&index, &query)), BTreeSet::from(["1".to_owned(), "2".to_owned()]));
    assert_eq!(all(&index, &ask("低保 岫岩")), ["2"]);
}

#[test]
fn a_word_hidden_in_a_longer_one_comes_last_but_comes() {
    let body = "县人民政府、市人民政府、省人民政府、人民政府";
    let index = filled(&[
        entry("1", "民政工作要点", "无"),
        entry("8", "人民政府办公室关于人民政府的通知", body),
        entry("9", "其他", "由县民政局负责"),
    ]);
    assert_eq!(all(&index, &ask("民政")), ["1", "9", "8"]);
}

#[test]
fn the_whole_title_comes_first() {
    let index = filled(&[
        entry("9", "社会救助社会救助社会救助", "社会救助 社会救助 社会救助"),
        entry("1", "社会救助", "空"),
        entry("5", "其他", "社会救助"),
    ]);
    assert_eq!(all(&index, &ask("社会救助")), ["1", "9", "5"]);
}

#[test]
fn of_two_alike_the_newer_comes_first() {
    let dated =
        |id: &str, year| Entry { day: gk_rules::Day::new(year, 1, 1).ok(), ..entry(id, "低保", "低保") };
    let index = filled(&[dated("9", 2010), dated("1", 2020), dated("5", 2015)]);
    assert_eq!(all(&index, &ask("低保")), ["1", "5", "9"]);
    let newest = Query { sort: Sort::Newest, limit: 2, ..Query::default() };
    assert_eq!(all(&index, &newest), ["1", "5", "9"]);
}

#[test]
fn changes_are_seen_at_once_and_the_position_with_them() {
    let index = Index::open_in_memory().unwrap();
    index.apply(&[Change::Put(entry("1", "低保", "旧"))], 3).unwrap();
    assert_eq!(all(&index, &ask("低保")), ["1"]);
    index.apply(&[Change::Put(entry("1", "低保", "新"))], 4).unwrap();
    assert!(all(&index, &ask("旧")).is_empty());
    assert_eq!(all(&index, &ask("新")), ["1"]);
    let batch =
        [Change::Remove("1".into()), Change::Put(entry("2", "低保", "")), Change::Remove("没有".into())];
    index.apply(&batch, 9).unwrap();
    index.apply(&batch, 9).unwrap();
    assert_eq!(all(&index, &ask("低保")), ["2"]);
    assert_eq!(index.position(), 9);
}

#[test]
fn an_entry_that_cannot_be_indexed_spoils_nothing() {
    let index = Index::open_in_memory().unwrap();
    let batch = [Change::Put(entry("1", "低保", "")), Change::Put(entry("", "低保", ""))];
    assert!(matches!(index.apply(&batch, 1), Err(IndexError::Code { .. })));
    let long = Entry { organ: Some("长".repeat(200).into()), ..entry("2", "低保", "") };
    assert!(matches!(index.apply(&[Change::Put(long)], 1), Err(IndexError::Code { .. })));
    index.apply(&[], 2).unwrap();
    assert_eq!((all(&index, &ask("低保")).len(), index.position()), (0, 2));
}

#[test]
fn facets_and_filters_equal_a_count() {
    let entries = corpus(300, 5);
    let index = filled(&entries);
    let under =
        |entry: &Entry, code: &Code| entry.organ.as_ref() == Some(code) || entry.organ_above.contains(code);
    for (text, organ, year) in
        [("", None, None), ("民政", Some("anshan"), None), ("低保", Some("taian"), Some(2012))]
    {
        let query = Query { organ_under: organ.map(Code::from), year, ..ask(text) };
        let hits = index.search(&query).unwrap();
        let expect: Vec<&Entry> = entries
            .iter()
            .filter(|e| {
                (text.is_empty() || e.title.contains(text) || e.body.contains(text))
                    && query.organ_under.as_ref().is_none_or(|code| under(e, code))
                    && year
                        .is_none_or(|year| e.day.is_some_and(|day| i32::from(day.year()) == i32::from(year)))
            })
            .collect();
        assert_eq!(hits.total, u64::try_from(expect.len()).unwrap(), "{text}");
        let count = |code: fn(&Entry) -> Option<Code>| {
            let mut counts: BTreeMap<Code, u64> = BTreeMap::new();
            for code in expect.iter().filter_map(|entry| code(entry)) {
                *counts.entry(code).or_default() += 1;
            }
            counts
        };
        let sorted = |facet: &[(Code, u64)]| facet.iter().cloned().collect::<BTreeMap<_, _>>();
        assert_eq!(sorted(&hits.facets.organ), count(|e| e.organ.clone()));
        assert_eq!(sorted(&hits.facets.domain), count(|e| e.domain.clone()));
        assert_eq!(sorted(&hits.facets.kind), count(|e| e.kind.clone()));
        let years: u64 = hits.facets.year.iter().map(|(_, count)| count).sum();
        assert_eq!(years, hits.total);
        assert!(hits.facets.organ.is_sorted_by(|a, b| a.1 >= b.1));
    }
}

#[test]
fn pages_give_every_hit_once_even_when_all_are_equal() {
    let equal: Vec<Entry> = (0..57).map(|id| entry(&format!("e{id:03}"), "低保", "同文")).collect();
    let index = filled(&equal);
    for sort in [Sort::Relevance, Sort::Newest] {
        let whole: Vec<String> = equal.iter().rev().map(|entry| entry.id.clone()).collect();
        assert_eq!(all(&index, &Query { sort, limit: 10, ..ask("低保") }), whole);
    }
    let entries = corpus(200, 3);
    let index = filled(&entries);
    for sort in [Sort::Relevance, Sort::Newest] {
        let small = all(&index, &Query { sort, limit: 3, ..ask("工作") });
        assert_eq!(small, all(&index, &Query { sort, limit: 50, ..ask("工作") }));
        assert_eq!(small.iter().collect::<BTreeSet<_>>().len(), small.len());
        assert!(small.len() > 50);
    }
    let hits = index.search(&Query { sort: Sort::Newest, limit: 3, ..ask("工作") }).unwrap();
    assert!(matches!(index.search(&Query { after: hits.next, ..ask("工作") }), Err(IndexError::Cursor)));
    assert_eq!(index.search(&Query { limit: 0, ..ask("工作") }).unwrap().found, []);
}

#[test]
fn the_position_and_the_entries_survive_closing() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.opened(), index.position()), (&Opened::New, 0));
    index.apply(&puts(&corpus(20, 1)), 42).unwrap();
    let before = index.fingerprint().unwrap();
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.opened(), index.position()), (&Opened::Kept, 42));
    assert_eq!(index.fingerprint().unwrap(), before);
    assert_eq!(index.damaged_files().unwrap(), Vec::<String>::new());
}

#[test]
fn what_was_not_committed_when_the_process_died_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.apply(&[Change::Put(entry("1", "低保", ""))], 1).unwrap();
    let mut writer = index.pen().unwrap().writer.take().unwrap();
    index::write(
        &mut writer,
        &index.live().fields,
        &[Change::Put(entry("2", "低保", "")), Change::Remove("1".into())],
    )
    .unwrap();
    drop(writer);
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((all(&index, &ask("低保")), index.position()), (vec!["1".to_owned()], 1));
}

#[test]
fn a_second_process_may_read_but_not_write() {
    let folder = tempfile::tempdir().unwrap();
    let first = Index::open(folder.path()).unwrap();
    first.apply(&[Change::Put(entry("1", "低保", ""))], 1).unwrap();
    let second = Index::open(folder.path()).unwrap();
    assert_eq!(all(&second, &ask("低保")), ["1"]);
    assert!(matches!(second.apply(&[], 2), Err(IndexError::Busy)));
    assert!(matches!(second.start_rebuild(), Err(IndexError::Busy)));
    drop(first);
    drop(second);
    Index::open(folder.path()).unwrap().apply(&[], 2).unwrap();
}

#[test]
fn a_rebuild_replaces_everything_and_keeps_what_happened_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.apply(&[Change::Put(entry("old", "低保", ""))], 5).unwrap();
    let mut rebuild = index.start_rebuild().unwrap();
    assert!(matches!(index.start_rebuild(), Err(IndexError::Busy)));
    rebuild.add(&entry("1", "低保", "")).unwrap();
    rebuild.add(&entry("2", "低保", "")).unwrap();
    index.apply(&[Change::Remove("2".into()), Change::Put(entry("3", "低保", ""))], 6).unwrap();
    assert_eq!(all(&index, &ask("低保")), ["old", "3"]);
    rebuild.finish(5).unwrap();
    let check = |index: &Index| {
        assert_eq!(all(index, &ask("低保")), ["3", "1"]);
        assert_eq!(index.position(), 6);
    };
    check(&index);
    index.apply(&[], 6).unwrap();
    drop(index);
    check(&Index::open(folder.path()).unwrap());
    assert_eq!(generations(folder.path()).len(), 1);
}

#[test]
fn a_rebuild_cut_short_changes_nothing_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.apply(&[Change::Put(entry("1", "低保", ""))], 5).unwrap();
    let mut rebuild = index.start_rebuild().unwrap();
    rebuild.add(&entry("2", "低保", "")).unwrap();
    drop(rebuild);
    assert_eq!(generations(folder.path()).len(), 1);
    // Killed: what a rebuild leaves when nothing of it runs any more.
    fs::create_dir(folder.path().join("g7")).unwrap();
    fs::write(folder.path().join("g7/meta.json"), "{").unwrap();
    fs::write(folder.path().join("current.next"), "g7").unwrap();
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.opened(), all(&index, &ask("低保"))), (&Opened::Kept, vec!["1".to_owned()]));
    assert_eq!(generations(folder.path()).len(), 1);
    index.rebuild(corpus(10, 2), 8).unwrap();
    assert_eq!((index.position(), index.fingerprint().unwrap().entries), (8, 10));
}

fn generations(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with('g')).collect()
}

#[test]
fn a_damaged_folder_opens_as_empty() {
    let mut chance = Chance(9);
    for round in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path()).unwrap();
        index.apply(&puts(&corpus(5, 1)), 42).unwrap();
        drop(index);
        let name = generations(folder.path()).remove(0);
        let mut files: Vec<_> =
            fs::read_dir(folder.path().join(&name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| !path.to_string_lossy().ends_with(".lock"));
        files.push(folder.path().join("current"));
        files.sort_unstable();
        let file = &files[round % files.len()];
        let mut bytes = fs::read(file).unwrap();
        match chance.below(3) {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.clear(),
            _ => {
                let at = chance.below(bytes.len());
                bytes[at] ^= 0x55;
            }
        }
        fs::write(file, bytes).unwrap();
        let index = Index::open(folder.path()).unwrap();
        match index.opened() {
            Opened::Kept => {}
            _ => assert_eq!((index.position(), index.fingerprint().unwrap().entries), (0, 0)),
        }
        all(&index, &ask("低保"));
        index.rebuild(corpus(5, 1), 43).unwrap();
        drop(index);
        let index = Index::open(folder.path()).unwrap();
        assert_eq!((index.opened(), index.position()), (&Opened::Kept, 43));
        assert_eq!(index.fingerprint().unwrap().entries, 5);
    }
}

#[test]
fn what_the_index_holds_can_be_compared_with_the_database() {
    let entries = corpus(50, 4);
    let index = filled(&entries);
    let mut database = Fingerprint::default();
    for entry in entries.iter().rev() {
        database.add(&entry.id, entry.content());
    }
    assert_eq!(index.fingerprint().unwrap(), database);
    let mut listed = Vec::new();
    while let page @ [_, ..] =
        index.ids(listed.last().map(|(id, _): &(String, u64)| id.as_str()), 7).unwrap().as_slice()
    {
        listed.extend_from_slice(page);
    }
    let expect: Vec<(String, u64)> =
        entries.iter().map(|entry| (entry.id.clone(), entry.content())).collect();
    assert_eq!(listed, expect);
    let changed = Entry { body: "改".into(), ..entries[3].clone() };
    index.apply(&[Change::Put(changed)], 9).unwrap();
    assert_ne!(index.fingerprint().unwrap(), database);
}

#[test]
fn a_long_query_is_cut_and_the_answer_says_so() {
    let index = filled(&[entry("1", "低保", "")]);
    assert!(index.search(&ask(&"低保 ".repeat(100))).unwrap().was_cut);
    assert!(!index.search(&ask("低保")).unwrap().was_cut);
    assert_eq!(index.search(&ask("？")).unwrap().total, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_query_is_answered(text in "\\PC{0,40}|[\"“”\\\\*?(){}\\[\\]^~:+\\-| 低保2019〔〕号a]{0,20}") {
        static INDEX: std::sync::LazyLock<Index> = std::sync::LazyLock::new(|| filled(&corpus(30, 6)));
        let mut query = ask(&text);
        prop_assert!(INDEX.search(&query).is_ok());
        query.sort = Sort::Newest;
        prop_assert!(INDEX.search(&query).is_ok());
    }

    #[test]
    fn any_entry_is_indexed_and_found_by_its_beginning(title in any::<String>(), body in any::<String>()) {
        let index = Index::open_in_memory().unwrap();
        index.apply(&[Change::Put(entry("1", &title, &body))], 1).unwrap();
        for text in [&title, &body] {
            let start: String = text.chars().filter(|c| !c.is_whitespace()).take(5).collect();
            let query = ask(&start);
            if !query.words.is_empty() && text.starts_with(&start) {
                prop_assert_eq!(index.search(&query).unwrap().total, 1, "{:?}", start);
            }
        }
    }
}
