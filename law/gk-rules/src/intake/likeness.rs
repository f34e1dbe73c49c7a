//! How alike two texts are (文本相似): signatures of their shingles, so that one text is compared with many at little cost.
//!
//! `MinHash` over shingles of five characters of the folded text; bands of four hashes find candidates by an index, the share of
//! equal hashes estimates the share of common shingles.

use crate::text::fold;

const HASHES: usize = 64;
const ROWS: usize = 4;
const SHINGLE: usize = 5;
/// 近似的界限: of a hundred hashes as many are equal in texts that are nearly the same.
pub const NEARLY: u32 = 80;
/// A shorter text, in characters, is like nothing.
const SHORTEST: usize = 60;

/// 文本特征: the signature of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness(Vec<u32>);

impl Likeness {
    /// 计算特征; nothing for a text too short to be told apart.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let plain: Vec<char> = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
        if plain.len() < SHORTEST {
            return None;
        }
        let mut least = vec![u64::MAX; HASHES];
        for shingle in plain.windows(SHINGLE) {
            let base = shingle.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, c| {
                (sum ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3)
            });
            for (seed, slot) in (1_u64..).zip(least.iter_mut()) {
                *slot = (*slot).min(mixed(base ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
            }
        }
        Some(Self(least.into_iter().map(|one| u32::try_from(one >> 32).unwrap_or(u32::MAX)).collect()))
    }
    /// 索引词: texts that are nearly the same have one in common.
    #[must_use]
    pub fn bands(&self) -> Vec<String> {
        let band = |(at, rows): (usize, &[u32])| {
            let words: String = rows.iter().map(|one| format!("{one:08x}")).collect();
            format!("{at:02}{words}")
        };
        self.0.chunks(ROWS).enumerate().map(band).collect()
    }
    /// 相似程度, of a hundred.
    #[must_use]
    pub fn alike(&self, other: &Self) -> u32 {
        let equal = self.0.iter().zip(&other.0).filter(|(one, two)| one == two).count();
        u32::try_from(equal * 100 / HASHES).unwrap_or(0)
    }
    /// As it is kept.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|one| format!("{one:08x}")).collect()
    }
    /// As it was kept.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let word = |at: usize| u32::from_str_radix(text.get(at * 8..at * 8 + 8)?, 16).ok();
        let all: Option<Vec<u32>> = (0..HASHES).map(word).collect();
        all.filter(|_| text.len() == HASHES * 8).map(Self)
    }
}

/// The finaliser of splitmix64.
fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(seed: usize) -> String {
        let letters: Vec<char> =
            "县乡镇街道办事处人民政府民政局救助申请审核公示发放标准困难群众收入财产认定".chars().collect();
        (0..600).map(|n| letters[(n * n * 7 + n * seed * 13 + n / 3) % letters.len()]).collect()
    }

    #[test]
    fn a_text_with_a_few_words_changed_is_nearly_the_same_and_another_is_not() {
        let one = Likeness::of(&text(1)).unwrap();
        let changed = Likeness::of(&format!("转发：{}（此件公开发布）", text(1))).unwrap();
        assert!(one.alike(&changed) >= NEARLY, "{}", one.alike(&changed));
        assert!(one.bands().iter().any(|band| changed.bands().contains(band)));
        let other = Likeness::of(&text(2)).unwrap();
        assert!(one.alike(&other) < NEARLY, "{}", one.alike(&other));
        assert_eq!(one.bands().len(), HASHES / ROWS);
    }

    #[test]
    fn spaces_and_widths_make_no_difference_and_short_texts_are_like_nothing() {
        let spaced: String = text(1).chars().flat_map(|c| [c, ' ']).collect();
        assert_eq!(Likeness::of(&text(1)), Likeness::of(&spaced));
        assert_eq!(Likeness::of("通知"), None);
    }

    #[test]
    fn a_signature_is_read_as_it_was_kept() {
        let one = Likeness::of(&text(3)).unwrap();
        assert_eq!(Likeness::read(&one.text()), Some(one));
        assert_eq!(Likeness::read("x"), None);
    }
}
