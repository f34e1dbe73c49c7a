//! What the public page may ask: how a document stands on a day, what others did to it and it to others.

use gk_base::{Coded, Fault, Problem, Read};
use gk_records::{Kept, address};
use gk_rules::Day;
use gk_rules::validity::relation::DocumentId;
use gk_rules::validity::state::standing;
use gk_rules::validity::{Life, Relation, Scope, Standing, Validity};

use crate::tables::relations::{self, Tie};

/// 效力情况
pub struct HowItHolds {
    pub state: Validity,
    pub tone: &'static str,
    /// Since when; empty for what has not begun.
    pub since: String,
    /// The last day; empty where there is none.
    pub last_day: String,
    /// The articles that have ended.
    pub ended: String,
    pub ties: Vec<TieView>,
    /// Whether anybody said or did anything about it.
    pub known: bool,
}

/// 效力沿革: one relation, seen from one side.
pub struct TieView {
    pub from: String,
    /// Whether that day is to come.
    pub coming: bool,
    /// 被废止（第三条、第五条）
    pub what: String,
    pub until: String,
    pub title: String,
    pub docnum: String,
    /// Where the other is read; empty where it is not public.
    pub href: String,
    pub made: String,
}

const fn tone(state: Validity) -> &'static str {
    match state {
        Validity::InForce => "good",
        Validity::NotYet => "info",
        Validity::Amended | Validity::PartlyLapsed => "warn",
        Validity::Repealed | Validity::Lapsed => "off",
    }
}

fn articles(scope: &Scope) -> String {
    match scope {
        Scope::Whole => String::new(),
        Scope::Articles(list) => gk_rules::validity::register::articles_label(list),
    }
}

impl TieView {
    fn new(record: i64, tie: Tie, today: Day) -> Self {
        let Tie { relation, made_name, made_on, other } = tie;
        let Relation { effect, scope, from, until, by, .. } = relation;
        let effect = if by.0 == record { effect.label() } else { effect.from_the_other_side() };
        Self {
            from: from.to_string(),
            coming: from > today,
            what: format!("{effect}{}", articles(&scope)),
            until: until.map(|day| day.to_string()).unwrap_or_default(),
            href: if other.public { address(&other.number) } else { String::new() },
            title: if other.public { other.title } else { String::new() },
            docnum: other.docnum,
            made: format!("{made_name} {made_on}"),
        }
    }
}

impl HowItHolds {
    /// How a record stands today.
    pub async fn of(read: &mut Read, kept: &Kept) -> Result<Self, Problem> {
        let (said, today) = (relations::life(read, kept.id).await?, read.today());
        let lived = said.unwrap_or_else(|| own_life(kept, today));
        let ties = relations::of(read, kept.id).await?;
        let all: Vec<Relation> = ties.iter().map(|tie| tie.relation.clone()).collect();
        let Standing { state, since, last_day, ended_articles, .. } = standing(lived, &all, today);
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        Ok(Self {
            state,
            tone: tone(state),
            since: day(since),
            last_day: day(last_day),
            ended: articles(&if ended_articles.is_empty() {
                Scope::Whole
            } else {
                Scope::Articles(ended_articles)
            }),
            known: said.is_some() || !ties.is_empty(),
            ties: ties.into_iter().map(|tie| TieView::new(kept.id, tie, today)).collect(),
        })
    }
}

/// How a record stands today.
pub(crate) async fn standing_of(read: &mut Read, record: i64) -> Result<Standing, Problem> {
    let kept = gk_records::load(read, record).await?;
    let lived = life(read, &kept).await?;
    let all: Vec<Relation> = relations::of(read, record).await?.into_iter().map(|tie| tie.relation).collect();
    Ok(standing(lived, &all, read.today()))
}

/// From when to when a record holds: as somebody said, else from its own day on.
pub(crate) async fn life(read: &mut Read, kept: &Kept) -> Result<Life, Fault> {
    let said = relations::life(read, kept.id).await?;
    Ok(said.unwrap_or_else(|| own_life(kept, read.today())))
}

/// From its own day on, as long as nobody said otherwise.
fn own_life(kept: &Kept, today: Day) -> Life {
    let own = kept.record.made_on.or(kept.record.progress.published_on());
    let effective_on = own.unwrap_or(today);
    Life { document: DocumentId(kept.id), effective_on, last_day: None, articles: None }
}
