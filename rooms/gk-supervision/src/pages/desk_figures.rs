//! Figures of a year: received and answered by month, by decision, how long, how many in time, how satisfied.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use gk_base::Coded;
use gk_rules::Day;
use gk_rules::foi::Decision;
use gk_rules::foi::measures::{in_time, median, share};
use gk_rules::foi::satisfaction::Rating;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::figures::{Trend, TrendPoint};
use gk_webkit::page::page;
use gk_webkit::parts::KeyFigure;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Query, Web, desk_shell};

use gk_answers::ratings;
use gk_foi::figures::{self, EndedLine};

/// How many ended cases of a year are looked at.
const LIMIT: i64 = 20_000;

#[derive(Template)]
#[template(path = "desk/figures.html")]
struct FiguresPage {
    shell: Shell,
    year: i16,
    before: i16,
    figures: Vec<KeyFigure>,
    trend: Trend,
    months: Vec<MonthLine>,
    decisions: Vec<(Decision, u64)>,
    ratings: Vec<(Rating, i64)>,
    cut: bool,
}

/// 一个月
struct MonthLine {
    month: String,
    received: i64,
    ended: u64,
    in_time: u64,
    percent: String,
}

/// GET /desk/foi/figures
pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::SeeCase, &Subject::of(actor.organ, actor.path.clone()))?;
    let shell = desk_shell(&web, &desk, "foi").await?;
    let mut read = web.office().read().await?;
    let year: i16 =
        query.parsed("year").filter(|year| (2008..=2100).contains(year)).unwrap_or(read.today().year());
    let (from, until) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    let organ = actor.organ.0;
    let received = figures::received(&mut read, organ, &from, &until).await?;
    let ended = figures::ended(&mut read, organ, &from, &until, LIMIT).await?;
    let rated = ratings::counts(&mut read, organ, &from, &until).await?;
    let months = months(year, &received, &ended);
    let point =
        |one: &MonthLine| TrendPoint { label: one.month.clone(), thousandths: share(one.in_time, one.ended) };
    page(&FiguresPage {
        shell,
        year,
        before: year - 1,
        figures: key(&received, &ended, &rated),
        trend: Trend {
            id: "in-time".into(),
            title: gk_rules::foi::words::SHARE_IN_TIME.into(),
            points: months.iter().filter(|one| one.ended > 0).map(point).collect(),
        },
        months,
        decisions: by_decision(&ended),
        ratings: rated,
        cut: i64::try_from(ended.len()).is_ok_and(|count| count >= LIMIT),
    })
}

fn timely(one: &EndedLine) -> bool {
    in_time(one.due_on, one.decided_on.unwrap_or(one.ended_on))
}

fn months(year: i16, received: &[(String, i64)], ended: &[EndedLine]) -> Vec<MonthLine> {
    let line = |month: i8| {
        let key = format!("{year:04}-{month:02}");
        let mine = || ended.iter().filter(|one| one.ended_on.month() == month);
        let (count, timely) = (mine().count(), mine().filter(|one| timely(one)).count());
        let (count, timely) = (u64::try_from(count).unwrap_or(0), u64::try_from(timely).unwrap_or(0));
        let received = received.iter().find(|one| one.0 == key).map_or(0, |one| one.1);
        let thousandths = share(timely, count);
        let percent = if count == 0 {
            String::new()
        } else {
            TrendPoint { label: String::new(), thousandths }.percent()
        };
        MonthLine { month: key, received, ended: count, in_time: timely, percent }
    };
    (1..=12).map(line).filter(|one| one.received > 0 || one.ended > 0).collect()
}

fn by_decision(ended: &[EndedLine]) -> Vec<(Decision, u64)> {
    let mut counts: BTreeMap<Decision, u64> = BTreeMap::new();
    for decision in ended.iter().filter_map(|one| one.decision) {
        *counts.entry(decision).or_default() += 1;
    }
    counts.into_iter().collect()
}

fn key(received: &[(String, i64)], ended: &[EndedLine], rated: &[(Rating, i64)]) -> Vec<KeyFigure> {
    use gk_rules::foi::words as w;
    let figure = |label: &str, value: String, unit: &str| KeyFigure {
        label: label.to_owned(),
        value,
        unit: unit.to_owned(),
        ..KeyFigure::default()
    };
    let days = |one: &EndedLine| {
        one.received_on.map(|from| days_between(from, one.decided_on.unwrap_or(one.ended_on)))
    };
    let days: Vec<i64> = ended.iter().filter_map(days).collect();
    let timely = u64::try_from(ended.iter().filter(|one| timely(one)).count()).unwrap_or(0);
    let all = u64::try_from(ended.len()).unwrap_or(0);
    let percent = TrendPoint { label: String::new(), thousandths: share(timely, all) }.percent();
    let good: i64 = rated.iter().filter(|one| one.0 != Rating::Poor).map(|one| one.1).sum();
    let ratings: i64 = rated.iter().map(|one| one.1).sum();
    let content = share(u64::try_from(good).unwrap_or(0), u64::try_from(ratings).unwrap_or(0));
    let content = TrendPoint { label: String::new(), thousandths: content }.percent();
    let shown = |there: bool, text: String| if there { text } else { "-".to_owned() };
    vec![
        figure(w::RECEIVED, received.iter().map(|one| one.1).sum::<i64>().to_string(), w::PIECES),
        figure(w::ENDED, all.to_string(), w::PIECES),
        figure(w::MEDIAN_DAYS, median(&days).map_or_else(|| "-".to_owned(), |n| n.to_string()), w::DAYS),
        figure(w::SHARE_IN_TIME, shown(all > 0, percent), ""),
        figure(w::CONTENT, shown(ratings > 0, content), ""),
    ]
}

fn days_between(from: Day, to: Day) -> i64 {
    i64::from((to - from).get_days())
}
