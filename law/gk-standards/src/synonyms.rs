//! Words people search by (检索同义词) and the words documents use for the same thing.

/// Pairs: who looks for the first also means the second.
#[must_use]
pub fn pairs() -> Vec<(&'static str, &'static str)> {
    let text = include_str!("../data/search/synonyms.csv");
    text.lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            Some((cells.next()?, cells.next()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_has_two_words_and_a_source() {
        for line in include_str!("../data/search/synonyms.csv").lines() {
            assert_eq!(line.split(',').filter(|cell| !cell.is_empty()).count(), 3, "{line}");
        }
        assert!(super::pairs().contains(&("低保", "最低生活保障")));
    }
}
