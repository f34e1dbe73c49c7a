//! Naming a limit (指明时限): where the catalog leaves the period to another text, a person says which it is and where it
//! is written. Corrected by a further naming; what was named before stays on record and for the days before.

use serde::{Deserialize, Serialize};

use super::obligations::is_open;
use super::settings::{LAST_DAY, REGULATION_FROM};
use crate::catalog::strictness::above_ceiling;
use crate::citation::ogi;
use crate::text::squeeze;
use crate::time::limit::{Kind, Rule};
use crate::time::read::read;
use crate::{Day, Reason};

/// 指明的时限: which limit holds for a rule the text leaves open, since when, and by which document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// Its number; of several that hold the highest does.
    pub number: i64,
    /// Which rule of the item, by its 1-based place in the limit.
    pub rule_no: u16,
    /// The catalog's words it was named for: other words are another limit.
    pub text: String,
    /// The limit in words, as a catalog would have it.
    pub phrase: String,
    /// The rule read from them.
    pub rule: Rule,
    /// 依据: the document and the place in it.
    pub source: String,
    /// First day on which it holds.
    pub from: Day,
    /// Why the former naming was not right; empty for the first.
    pub why: String,
    /// Who named it.
    pub by: i64,
    /// That person's name.
    pub name: String,
    /// When it was named.
    pub on: Day,
}

/// 拟指明的时限: what the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The limit in words.
    pub phrase: String,
    /// 依据
    pub source: String,
    /// First day on which it holds.
    pub from: Day,
    /// 更正理由, for a further naming.
    pub why: String,
}

/// 时限、依据和理由的最大字数.
pub const MAX_WORDS: usize = 200;

/// 读出指明的时限: the one rule of the words, when it is one that a due date can be derived from.
#[must_use]
pub fn named_rule(phrase: &str) -> Option<Rule> {
    let rules = read(phrase).rules;
    let [rule] = rules.as_slice() else { return None };
    let sure = !is_open(&rule.kind) && rule.kind != Kind::Continuous && rule.scope.is_none();
    sure.then(|| rule.clone())
}

/// 不得指明时限的理由, all of them. `open` says that the text leaves the limit to a person; `former` is the last naming and
/// `seen` the number of the one that was on the screen (0 for none).
#[must_use]
pub fn reasons_not_to_name(
    proposal: &Proposal,
    open: bool,
    former: Option<&Naming>,
    seen: i64,
    today: Day,
) -> Vec<Reason> {
    let mut against = Vec::new();
    if !open {
        let words = "目录或者法律已经确定了期限，不能由人另行指明。";
        against.push(Reason::new("naming.not_open", words).cure("期限写错的，请修订目录。"));
    }
    if former.map_or(0, |one| one.number) != seen {
        let words = "在您打开之后，已有他人指明了期限，请重新打开。";
        against.push(Reason::new("naming.stale", words));
    }
    about_phrase(proposal, &mut against);
    about_words(("naming.no_source", "naming.source_too_long"), "依据", &proposal.source, &mut against);
    about_day(proposal.from, today, &mut against);
    if let Some(former) = former {
        about_words(("naming.no_reason", "naming.reason_too_long"), "更正理由", &proposal.why, &mut against);
        let same = |a: &str, b: &str| squeeze(a) == squeeze(b);
        if same(&former.phrase, &proposal.phrase)
            && same(&former.source, &proposal.source)
            && former.from == proposal.from
        {
            against.push(Reason::new("naming.nothing_changed", "与已经指明的期限没有不同。"));
        }
    }
    against
}

fn about_phrase(proposal: &Proposal, against: &mut Vec<Reason>) {
    let phrase = proposal.phrase.trim();
    if phrase.is_empty() || phrase.chars().count() > MAX_WORDS {
        let words = format!("请写明期限（不超过{MAX_WORDS}字）。");
        against.push(Reason::new("naming.no_phrase", words).cure("例如：自批复之日起20日内公开。"));
        return;
    }
    match named_rule(phrase) {
        None => against.push(
            Reason::new("naming.not_a_limit", format!("“{phrase}”读不成一个可以计算的期限。"))
                .cure("只写一个期限，写明日数，例如：自批复之日起20日内公开。"),
        ),
        Some(rule) if above_ceiling(&rule) && !names_a_law(&proposal.source) => against.push(
            Reason::new("time.longer_than_the_law", format!("“{phrase}”超过二十个工作日。"))
                .by(ogi(26, 0, 0))
                .cure("只有法律、法规可以规定更长的期限，请在依据中写明其名称（加书名号）和条文。"),
        ),
        Some(_) => {}
    }
}

/// Whether the words name a law or a regulation, other than the OGI Regulations themselves, by its title in 《》.
fn names_a_law(source: &str) -> bool {
    let titles = source.split('《').skip(1).filter_map(|rest| rest.split_once('》')).map(|(title, _)| title);
    titles.map(|title| title.split(['（', '(']).next().unwrap_or_default()).any(|title| {
        let law = title.ends_with('法') && !title.ends_with("办法");
        (law || title.ends_with("条例")) && !title.ends_with("政府信息公开条例")
    })
}

fn about_day(from: Day, today: Day, against: &mut Vec<Reason>) {
    if from > LAST_DAY {
        against.push(Reason::new("naming.year_too_late", format!("日期{from}超出2099年，请核对年份。")));
    } else if from > today {
        let words = format!("{from}还没有到，尚未施行的规定不能作为依据。");
        against.push(Reason::new("naming.in_the_future", words));
    }
    if from < REGULATION_FROM {
        let words = format!("{from}早于《政府信息公开条例》施行之日（{REGULATION_FROM}）。");
        against.push(
            Reason::new("naming.before_regulation", words)
                .cure(format!("规定施行更早的，填{REGULATION_FROM}。")),
        );
    }
}

fn about_words(
    (missing, long): (&'static str, &'static str),
    what: &str,
    words: &str,
    against: &mut Vec<Reason>,
) {
    let length = words.trim().chars().count();
    if length == 0 {
        against.push(Reason::new(missing, format!("请填写{what}。")));
    } else if length > MAX_WORDS {
        against.push(Reason::new(long, format!("{what}有{length}字，超过{MAX_WORDS}字。")));
    }
}

impl Naming {
    /// 如何指明的: in one sentence, for everybody.
    #[must_use]
    pub fn said(&self) -> String {
        let Self { on, source, from, .. } = self;
        format!("目录没有写明期限，{on}由审核人员指明，依据{source}，自{from}起适用。")
    }
}

/// 没有这条时限: the item in force has no such rule.
#[must_use]
pub fn no_such_rule() -> Reason {
    Reason::new("naming.no_such_rule", "该事项现行目录没有这条时限，可能已经换版。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::limit::Unit;
    use jiff::civil::date;

    const TODAY: Day = date(2024, 3, 1);
    fn proposal() -> Proposal {
        Proposal {
            phrase: "自批复之日起20日内公开".into(),
            source: "《预算法》第十四条".into(),
            from: date(2015, 1, 1),
            why: String::new(),
        }
    }
    fn naming() -> Naming {
        let Proposal { phrase, source, from, why } = proposal();
        Naming {
            number: 7,
            rule_no: 1,
            text: "依法公开".into(),
            rule: named_rule(&phrase).unwrap(),
            phrase,
            source,
            from,
            why,
            by: 1,
            name: "某".into(),
            on: date(2024, 2, 1),
        }
    }
    fn codes(proposal: &Proposal, open: bool, former: Option<&Naming>, seen: i64) -> Vec<&'static str> {
        reasons_not_to_name(proposal, open, former, seen, TODAY).iter().map(|one| one.code).collect()
    }

    #[test]
    fn a_sound_naming_is_not_refused() {
        assert_eq!(codes(&proposal(), true, None, 0), Vec::<&str>::new());
        let further =
            Proposal {
                phrase: "自批复之日起15日内公开".into(), why: "引错条文".into(), ..proposal()
            };
        assert_eq!(codes(&further, true, Some(&naming()), 7), Vec::<&str>::new());
    }

    #[test]
    fn everything_against_is_said_at_once() {
        let bad = Proposal {
            phrase: String::new(),
            source: "　".into(),
            from: date(2099, 1, 1),
            why: String::new(),
        };
        let all = ["naming.not_open", "naming.no_phrase", "naming.no_source", "naming.in_the_future"];
        assert_eq!(codes(&bad, false, None, 0), all);
        let early = Proposal { from: date(2000, 1, 1), source: "依".repeat(201), ..proposal() };
        assert_eq!(codes(&early, true, None, 0), ["naming.source_too_long", "naming.before_regulation"]);
        let far = Proposal { from: date(2100, 1, 1), ..proposal() };
        assert_eq!(codes(&far, true, None, 0), ["naming.year_too_late"]);
    }

    #[test]
    fn a_further_naming_says_why_and_changes_something() {
        let former = naming();
        let all = ["naming.stale", "naming.no_reason", "naming.nothing_changed"];
        assert_eq!(codes(&proposal(), true, Some(&former), 0), all);
        let long = Proposal { why: "因".repeat(201), phrase: "10日内".into(), ..proposal() };
        assert_eq!(codes(&long, true, Some(&former), 7), ["naming.reason_too_long"]);
    }

    #[test]
    fn only_one_certain_limit_is_a_limit() {
        for phrase in ["按规定公开", "长期公开", "同上", "*个工作日", "7日内；其他20日内", "请看附件"]
        {
            assert!(named_rule(phrase).is_none(), "{phrase}");
            let wrong = Proposal { phrase: phrase.into(), ..proposal() };
            assert_eq!(codes(&wrong, true, None, 0), ["naming.not_a_limit"], "{phrase}");
        }
        assert_eq!(named_rule("7个工作日内").unwrap().kind, Kind::Within { n: 7, unit: Unit::WorkingDay });
        assert!(named_rule("每年1月31日前").is_some());
    }

    #[test]
    fn a_longer_period_needs_a_law() {
        let long = |source: &str| {
            codes(&Proposal { phrase: "60日内".into(), source: source.into(), ..proposal() }, true, None, 0)
        };
        assert_eq!(long("《土地管理法实施条例》第三十一条"), Vec::<&str>::new());
        for source in ["《某某管理办法》", "县政府通知", "《中华人民共和国政府信息公开条例》第二十六条"]
        {
            assert_eq!(long(source), ["time.longer_than_the_law"], "{source}");
        }
    }

    #[test]
    fn what_was_named_says_its_source_and_its_day() {
        let said = naming().said();
        assert!(
            said.contains("《预算法》第十四条") && said.contains("2015-01-01") && said.contains("2024-02-01")
        );
        assert_eq!(no_such_rule().code, "naming.no_such_rule");
    }
}
