//! One plain line of a phrase (规整): width, spaces, line breaks, Traditional characters, list marks.

/// 规整: the phrase without what does not matter; reading it gives the same rules as reading the phrase.
#[must_use]
pub fn normalise(phrase: &str) -> String {
    let mut plain = squeeze(phrase);
    loop {
        let next = trim(&unlist(&plain)).to_owned();
        if next == plain {
            return plain;
        }
        plain = next;
    }
}

/// Folded, without any space; where a line or a gap begins with a list mark, a `;` stands instead.
fn squeeze(phrase: &str) -> String {
    let folded = crate::text::fold(phrase);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !out.is_empty() && begins_with_mark(word) {
            out.push(';');
        }
        out.extend(word.chars().map(plain_mark).filter(|c| !c.is_control()));
    }
    out
}

/// Punctuation that means the same, as one character.
const fn plain_mark(c: char) -> char {
    match c {
        '；' | '│' | '|' => ';',
        '，' | '﹐' => ',',
        '：' | '∶' | '︰' => ':',
        '（' | '【' | '[' | '〔' | '［' | '﹝' => '(',
        '）' | '】' | ']' | '〕' | '］' | '﹞' => ')',
        '—' | '–' | '－' | '―' | '‐' | '─' | '−' => '-',
        '～' | '〜' | '∼' | '∽' => '~',
        '＊' | '∗' | '﹡' | '✱' | '╳' | '✕' | '✖' | '＿' | '□' | '○' | '◯' | '?' | '？' | '#' => {
            '*'
        }
        '×' | '_' => '*',
        other => other,
    }
}

fn begins_with_mark(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < word.len()
        && word.len() - digits.len() <= 2
        && digits.starts_with(['.', '、', ')'])
        && !digits.trim_start_matches(['.', '、', ')']).starts_with(|c: char| c.is_ascii_digit());
    numbered || word.starts_with(CIRCLED)
}

const CIRCLED: [char; 10] = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩'];
const HAN: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The forms a list mark takes for the number at `index`.
fn marks(index: usize) -> Vec<String> {
    let n = index + 1;
    let mut out = vec![format!("{n}."), format!("{n}、"), format!("({n})"), format!("{n})")];
    if let Some(han) = HAN.get(index) {
        out.push(format!("({han})"));
        out.push(format!("{han}、"));
    }
    if let Some(circled) = CIRCLED.get(index) {
        out.push(circled.to_string());
    }
    out
}

/// A numbered list as parts with `;` between; anything else unchanged.
fn unlist(text: &str) -> String {
    for (style, first) in marks(0).into_iter().enumerate() {
        let Some(mut rest) = text.strip_prefix(first.as_str()) else { continue };
        let mut out = String::with_capacity(text.len());
        for index in 1..10 {
            let Some(mark) = marks(index).into_iter().nth(style) else { break };
            let Some(at) = find_mark(rest, &mark) else { break };
            let (part, after) = (rest.get(..at), rest.get(at + mark.len()..));
            out.push_str(trim(part.unwrap_or_default()));
            out.push(';');
            rest = after.unwrap_or_default();
        }
        let decimal = out.is_empty() && first == "1." && rest.starts_with(|c: char| c.is_ascii_digit());
        if !decimal {
            return out + rest;
        }
    }
    unbullet(text)
}

/// Where a list mark stands in the text: never inside a number.
fn find_mark(text: &str, mark: &str) -> Option<usize> {
    text.match_indices(mark)
        .map(|(at, _)| at)
        .find(|at| !text.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())))
}

/// List marks that need no order: ① … anywhere.
fn unbullet(text: &str) -> String {
    if text.contains(CIRCLED) { text.replace(CIRCLED, ";") } else { text.to_owned() }
}

/// Without marks at either end that say nothing.
fn trim(text: &str) -> &str {
    text.trim_matches([';', '。', ',', '、', '.', '!'])
}
