//! Numbers that point to a person (指向个人的号码): identity numbers, cards, telephones, passports, plates, in one line.
//!
//! GB 11643, ISO/IEC 7812. Credit codes (GB 32100) are public, also those of a person's business (个体工商户), and are not found.

use std::ops::Range;

use super::finding::{Problem, Severity};
use super::labels::{Called, called};
use crate::Day;
use crate::privacy::places::{plates, runs, written};
use crate::privacy::{bank_card, contact, credit_code, mask, passport, resident_id};

/// 一处命中: a finding inside one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) range: Range<usize>,
    pub(super) problem: Problem,
    pub(super) severity: Severity,
    pub(super) evidence: String,
}

impl Hit {
    pub(super) fn new(range: Range<usize>, problem: Problem, evidence: String) -> Self {
        Self { range, problem, severity: problem.severity(), evidence }
    }
}

/// 查找号码: everything in a line, in order; places do not overlap.
pub(super) fn numbers(line: &[char], day: Day) -> Vec<Hit> {
    let atoms: Vec<Range<usize>> = runs(line, |c| c.is_ascii_alphanumeric()).collect();
    let mut out: Vec<Hit> = Vec::new();
    let mut last: Option<(usize, Option<Called>)> = None;
    let mut at = 0;
    while let Some(first) = atoms.get(at) {
        let label = label_of(line, first.start, last);
        let taken = (1..=most(&atoms, at)).rev().find_map(|n| {
            let token = Token::of(line, atoms.get(at..at + n)?)?;
            let hits = token.hits(line, label, day);
            (!hits.is_empty()).then_some((n, hits))
        });
        let n = taken.as_ref().map_or(1, |(n, _)| *n);
        let end = atoms.get(at + n - 1).map_or(first.end, |one| one.end);
        last = Some((end, label));
        out.extend(taken.into_iter().flat_map(|(_, hits)| hits));
        at += n;
    }
    out.extend(plate_hits(line));
    out.sort_by_key(|hit| hit.range.start);
    out
}

/// How many groups may belong to one number: eighteen where each is one digit, else six.
fn most(atoms: &[Range<usize>], at: usize) -> usize {
    let left = atoms.len() - at;
    let single = atoms.get(at).is_some_and(|one| one.len() == 1);
    left.min(if single { 19 } else { 6 })
}

/// What the words before call a number. Behind nothing but a separator the label of the number before holds on.
fn label_of(line: &[char], start: usize, last: Option<(usize, Option<Called>)>) -> Option<Called> {
    if let Some((end, label)) = last {
        let between = line.get(end..start).unwrap_or_default();
        let listed = !between.is_empty() && between.iter().all(|c| "、，,/;；或和 -—+".contains(*c));
        if listed && between.len() <= 3 && label.is_some() {
            return label;
        }
    }
    let from = start.saturating_sub(14);
    let window = line.get(from..start).unwrap_or_default();
    let cut = window.iter().rposition(|c| "，,；;。\t|".contains(*c)).map_or(0, |at| at + 1);
    let words: String = window.get(cut..).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect();
    called(&words)
}

/// 一串数字: groups joined by single spaces or dashes.
struct Token {
    range: Range<usize>,
    plain: String,
    groups: Vec<usize>,
}

impl Token {
    fn of(line: &[char], atoms: &[Range<usize>]) -> Option<Self> {
        let (first, last) = (atoms.first()?, atoms.last()?);
        let joined = atoms.windows(2).all(|pair| match pair {
            [one, next] => {
                next.start == one.end + 1
                    && line.get(one.end).is_some_and(|c| matches!(c, ' ' | '-' | '—' | '\u{a0}' | '.'))
            }
            _ => true,
        });
        let plain: String = atoms.iter().map(|one| written(line, one.clone())).collect();
        let digits = plain.bytes().filter(u8::is_ascii_digit).count();
        let sound = atoms.len() == 1 || digits + 1 >= plain.len();
        (joined && sound && digits >= 7).then(|| Self {
            range: first.start..last.end,
            plain: plain.to_ascii_uppercase(),
            groups: atoms.iter().map(Range::len).collect(),
        })
    }

    fn hits(&self, line: &[char], label: Option<Called>, day: Day) -> Vec<Hit> {
        if self.is_quantity(line) || in_address_of_web(line, &self.range) {
            return Vec::new();
        }
        let found = self
            .identity(label, day)
            .or_else(|| self.identity_and_more(label, day))
            .or_else(|| self.mobile(line, label).map(|one| vec![one]))
            .or_else(|| self.card(line, label).map(|one| vec![one]))
            .or_else(|| self.passport(label).map(|one| vec![one]));
        found.unwrap_or_default()
    }

    fn hit(&self, problem: Problem, evidence: String) -> Hit {
        Hit::new(self.range.clone(), problem, evidence)
    }
    fn is_whole(&self) -> bool {
        self.groups.len() == 1
    }
    fn all_digits(&self) -> bool {
        self.plain.bytes().all(|b| b.is_ascii_digit())
    }

    /// Money, a share, a quantity, a part of a decimal fraction.
    fn is_quantity(&self, line: &[char]) -> bool {
        let digit = |at: Option<usize>| at.and_then(|at| line.get(at)).is_some_and(char::is_ascii_digit);
        let (start, end) = (self.range.start, self.range.end);
        let next = line.get(end).copied().unwrap_or(' ');
        let before = start.checked_sub(1).and_then(|at| line.get(at)).copied().unwrap_or(' ');
        "%元万亿吨亩个户株头只米斤公次件册桶套".contains(next)
            || (matches!(next, '.' | ',') && digit(Some(end + 1)))
            || (matches!(before, '.' | '¥' | '￥' | '$') && (before != '.' || digit(start.checked_sub(2))))
    }

    fn identity(&self, label: Option<Called>, day: Day) -> Option<Vec<Hit>> {
        let read = resident_id::read(&self.plain, day);
        let business = || credit_code::doubts(&self.plain).is_empty() && label != Some(Called::Identity);
        match (self.plain.len(), read) {
            (18, Ok(_)) if label == Some(Called::Serial) => Some(Vec::new()),
            (18, Ok(_)) => Some(vec![self.hit(Problem::ResidentId, mask::resident_id(&self.plain))]),
            (18, Err(doubts)) if label == Some(Called::Identity) && self.is_whole() && !business() => {
                let readable = !doubts.contains(&resident_id::IdDoubt::Digits);
                readable.then(|| vec![self.hit(Problem::DoubtfulId, mask::resident_id(&self.plain))])
            }
            (15, Ok(_)) if self.is_whole() && self.all_digits() => match label {
                Some(Called::Serial | Called::Account) => None,
                Some(Called::Identity) => {
                    Some(vec![self.hit(Problem::OldResidentId, mask::number(&self.plain))])
                }
                _ => {
                    let mut hit = self.hit(Problem::OldResidentId, mask::number(&self.plain));
                    hit.severity = Severity::Warning;
                    Some(vec![hit])
                }
            },
            _ => None,
        }
    }

    /// An identity number with two characters behind it (残疾人证号), or with a telephone number behind it.
    fn identity_and_more(&self, label: Option<Called>, day: Day) -> Option<Vec<Hit>> {
        let (first, rest) = (self.plain.get(..18)?, self.plain.get(18..)?);
        let joined = contact::is_mobile(rest) || (rest.len() == 2 && label == Some(Called::Identity));
        if label == Some(Called::Serial) || !joined || resident_id::read(first, day).is_err() {
            return None;
        }
        let mut hits = vec![self.hit(Problem::ResidentId, mask::resident_id(first))];
        if contact::is_mobile(rest) {
            hits.push(self.hit(Problem::Mobile, mask::telephone(rest)));
        }
        Some(hits)
    }

    fn mobile(&self, line: &[char], label: Option<Called>) -> Option<Hit> {
        let national = self
            .plain
            .strip_prefix("0086")
            .or_else(|| self.plain.strip_prefix("86").filter(|rest| rest.len() == 11));
        let digits = national.unwrap_or(&self.plain);
        let own = self.groups.get(
            usize::from(
                self.groups.first().is_some_and(|one| *one <= 2 || *one == 4 && national.is_some()),
            )..,
        );
        let shaped = self.is_whole()
            || self.groups.iter().all(|one| *one == 1)
            || own
                .is_some_and(|own| matches!(own, [3, 4, 4] | [3, 8] | [7, 4] | [11] | [3, 3, 5] | [4, 4, 3]));
        let serial =
            label == Some(Called::Serial) || (label.is_none() && line.get(self.range.end) == Some(&'号'));
        if !shaped || serial || label == Some(Called::Account) || !contact::is_mobile(digits) {
            return None;
        }
        let mut hit = self.hit(Problem::Mobile, mask::telephone(digits));
        let whole: String = line.iter().collect();
        hit.severity = match label {
            Some(Called::OfficeTelephone) => Severity::Note,
            _ if whole.contains("联系人") => Severity::Warning,
            _ => Severity::Error,
        };
        Some(hit)
    }

    fn card(&self, line: &[char], label: Option<Called>) -> Option<Hit> {
        if !self.all_digits() {
            return None;
        }
        let labelled = label == Some(Called::Account);
        let mut fours = self.groups.iter().rev().skip(1);
        let shaped = self.is_whole()
            || fours.all(|one| *one == 4)
            || self.groups.iter().all(|one| *one == 1)
            || matches!(self.groups.as_slice(), [6, 13] | [6, 10] | [8, 11]);
        let length = self.plain.len();
        let usual = matches!(length, 16 | 19) && !matches!(label, Some(Called::Serial | Called::Passport));
        if shaped && bank_card::is_card(&self.plain) && (labelled || usual) {
            return Some(self.hit(Problem::BankCard, mask::number(&self.plain)));
        }
        let personal = labelled && (12..=21).contains(&length) && shaped && !of_an_organ(line);
        if personal && (16..=19).contains(&length) && bank_card::adds_up(&self.plain) {
            return Some(self.hit(Problem::BankCard, mask::number(&self.plain)));
        }
        personal.then(|| self.hit(Problem::Account, mask::number(&self.plain)))
    }

    fn passport(&self, label: Option<Called>) -> Option<Hit> {
        let called_so = matches!(label, Some(Called::Passport | Called::Identity));
        let whole = self.is_whole() && !self.all_digits();
        let found = (called_so && passport::is_travel_paper(&self.plain))
            || (label.is_none() && passport::is_ordinary(&self.plain));
        (whole && found).then(|| {
            let mut hit = self.hit(Problem::Passport, mask::number(&self.plain));
            if !called_so {
                hit.severity = Severity::Warning;
            }
            hit
        })
    }
}

/// Whether the line names an organization that holds the account.
fn of_an_organ(line: &[char]) -> bool {
    const ORGANS: [&str; 14] = [
        "局",
        "公司",
        "财政",
        "委员会",
        "政府",
        "中心",
        "法院",
        "学校",
        "医院",
        "专户",
        "单位",
        "基金",
        "协会",
        "慈善",
    ];
    let text: String = line.iter().collect();
    ORGANS.iter().any(|word| text.contains(word))
}

/// Whether a number is a part of an address of the web or of a file's name.
fn in_address_of_web(line: &[char], range: &Range<usize>) -> bool {
    let part = |c: &&char| c.is_ascii() && !c.is_ascii_whitespace() && !matches!(c, ',' | ';' | '|');
    let before = line.get(..range.start).unwrap_or_default().iter().rev().take_while(part).count();
    let after = line.get(range.end..).unwrap_or_default().iter().take_while(part).count();
    let around = written(line, range.start - before..range.end + after).to_ascii_lowercase();
    ["http", "www.", ".gov.cn", ".htm", ".shtml", ".pdf", ".doc", ".jpg", ".png", ".xls", "@", "?id=", "_"]
        .iter()
        .any(|mark| around.contains(mark))
}

fn plate_hits(line: &[char]) -> Vec<Hit> {
    let mut out = Vec::new();
    for range in plates(line) {
        let body: Vec<char> = line.get(range.clone()).unwrap_or_default().iter().skip(2).copied().collect();
        let digits = body.iter().filter(|c| c.is_ascii_digit()).count();
        let sound = body.iter().all(|c| !c.is_ascii_lowercase() && !matches!(c, 'I' | 'O'));
        let label = label_of(line, range.start, None);
        let next = line.get(range.end).copied().unwrap_or(' ');
        let numbered = matches!(next, '号' | '/' | '-' | '〔') && label != Some(Called::Plate);
        if digits >= 2 && sound && !numbered && label != Some(Called::Serial) {
            let shown = format!("{}****", written(line, range.start..range.start + 2));
            out.push(Hit::new(range, Problem::Plate, shown));
        }
    }
    out
}
