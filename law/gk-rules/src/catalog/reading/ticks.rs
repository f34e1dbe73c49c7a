//! Ticks (勾选): audience, method and levels, as ticks or as words.

use super::cells::{Features, is_tick};
use super::diagnostics::{Report, Trouble};
use super::layout::Raw;
use super::table::Row;
use super::words::{Column, Group};
use crate::catalog::draft::{Audience, Levels, Method};
use crate::text::squeeze;

/// What one tick cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Tick {
    Blank,
    Yes,
    No,
    Words(String),
}

fn tick(cell: &str) -> Tick {
    let text = squeeze(cell);
    if text.is_empty() {
        return Tick::Blank;
    }
    if is_tick(&text) {
        return Tick::Yes;
    }
    if matches!(
        text.as_str(),
        "×" | "否" | "□" | "无" | "/" | "-" | "—" | "╳" | "✗" | "x" | "X" | "○" | "〇" | "不" | "口"
    ) {
        return Tick::No;
    }
    let words = text.trim_start_matches(|c: char| is_tick(&c.to_string()) && !c.is_alphanumeric());
    let words = words.trim_matches(|c: char| matches!(c, '(' | ')' | ':' | ';' | ' ' | '。'));
    if words.is_empty() || is_tick(words) { Tick::Yes } else { Tick::Words(words.to_owned()) }
}

/// One flag of a group: a tick, its absence beside a tick of the same group, or nothing.
fn flag(one: &Tick, any: bool) -> Option<bool> {
    match one {
        Tick::Yes | Tick::Words(_) => Some(true),
        Tick::No => Some(false),
        Tick::Blank => any.then_some(false),
    }
}

fn said(one: &Tick) -> bool {
    matches!(one, Tick::Yes | Tick::Words(_))
}

/// 公开对象
pub(super) fn audience(raw: &Raw, report: &mut Report) -> Audience {
    if raw.has(&Column::Audience) && !raw.text(&Column::Audience).trim().is_empty() {
        return audience_words(&squeeze(raw.text(&Column::Audience)));
    }
    let (all, specific) = (tick(raw.text(&Column::AudienceAll)), tick(raw.text(&Column::AudienceSpecific)));
    let any = said(&all) || said(&specific);
    let mut audience =
        Audience { all: raw.has(&Column::AudienceAll).then(|| flag(&all, any)).flatten(), specific: None };
    match (&all, &specific) {
        (_, Tick::Words(words)) => audience.specific = Some(words.clone()),
        (Tick::Words(words), _) if !words.contains("社会") => {
            audience.specific = Some(words.clone());
            if !raw.text(&Column::AudienceAll).trim_start().starts_with(|c: char| is_tick(&c.to_string())) {
                audience.all = Some(false);
            }
        }
        (_, Tick::Yes) => audience.specific = Some(String::new()),
        _ => {}
    }
    if all == Tick::Yes && said(&specific) {
        report.say(
            Trouble::BothAudiences,
            raw.row,
            raw.place(&Column::AudienceSpecific),
            raw.text(&Column::AudienceSpecific),
        );
    }
    audience
}

/// 全社会; 特定群体（申请人）; 申请人.
fn audience_words(text: &str) -> Audience {
    let all = ["全社会", "社会公众", "面向社会", "社会", "公众", "全体"].iter().any(|one| text.contains(one));
    if all && !text.contains("特定") {
        return Audience { all: Some(true), specific: None };
    }
    let inner = text.split_once("特定").map_or(text, |(_, rest)| rest);
    let inner = inner.trim_start_matches(|c: char| "群体众人对象".contains(c));
    let inner = inner.trim_matches(|c: char| matches!(c, '(' | ')' | ':' | ' ' | '√' | '■'));
    Audience { all: Some(all), specific: Some(inner.to_owned()) }
}

/// 公开方式
pub(super) fn method(raw: &Raw, report: &mut Report) -> Method {
    if raw.has(&Column::Method) && !raw.text(&Column::Method).trim().is_empty() {
        let words = squeeze(raw.text(&Column::Method));
        let (proactive, on_request) = (words.contains("主动"), words.contains("申请"));
        if !proactive && !on_request {
            report.say(Trouble::TickUnclear, raw.row, raw.place(&Column::Method), &words);
            return Method::default();
        }
        return Method { proactive: Some(proactive), on_request: Some(on_request) };
    }
    let (proactive, on_request) = (tick(raw.text(&Column::Proactive)), tick(raw.text(&Column::OnRequest)));
    let any = said(&proactive) || said(&on_request);
    if said(&proactive) && said(&on_request) {
        report.say(
            Trouble::BothMethods,
            raw.row,
            raw.place(&Column::OnRequest),
            raw.text(&Column::OnRequest),
        );
    }
    Method {
        proactive: raw.has(&Column::Proactive).then(|| flag(&proactive, any)).flatten(),
        on_request: raw.has(&Column::OnRequest).then(|| flag(&on_request, any)).flatten(),
    }
}

/// 公开层级
pub(super) fn levels(raw: &Raw, report: &mut Report) -> Levels {
    if raw.has(&Column::Levels) && !raw.text(&Column::Levels).trim().is_empty() {
        return level_words(raw, &squeeze(raw.text(&Column::Levels)), report);
    }
    let both = tick(raw.text(&Column::TownshipVillage));
    let ticks = [Column::County, Column::Township, Column::Village]
        .map(|column| (raw.has(&column), tick(raw.text(&column))));
    let any = said(&both) || ticks.iter().any(|(_, one)| said(one));
    for (column, (_, one)) in [Column::County, Column::Township, Column::Village].iter().zip(&ticks) {
        if let Tick::Words(words) = one
            && !words.contains(['县', '市', '区', '州', '乡', '镇', '街', '村', '社'])
        {
            report.say(Trouble::TickUnclear, raw.row, raw.place(column), words);
        }
    }
    let of = |at: usize| ticks.get(at).and_then(|(has, one)| has.then(|| flag(one, any)).flatten());
    let pair = if raw.has(&Column::TownshipVillage) { flag(&both, any) } else { None };
    Levels { county: of(0), township: of(1).or(pair), village: of(2).or(pair) }
}

fn level_words(raw: &Raw, words: &str, report: &mut Report) -> Levels {
    let county = words.contains(['县', '市', '区', '州', '旗']);
    let bare = words.replace("社区", "村");
    let (township, village) = (bare.contains(['乡', '镇', '街']), bare.contains('村'));
    let county = county && bare.contains(['县', '市', '区', '州', '旗']);
    if !(county || township || village) {
        report.say(Trouble::LevelUnknown, raw.row, raw.place(&Column::Levels), words);
        return Levels::default();
    }
    Levels { county: Some(county), township: Some(township), village: Some(village) }
}

/// Whether the ticks of a row were pushed together to the left: both of each pair ticked and nothing behind.
pub(super) fn look_moved(columns: &[Column], seen: &[Features]) -> bool {
    let at = |wanted: &Column| {
        columns.iter().position(|one| one == wanted).and_then(|at| seen.get(at)).is_some_and(|one| one.tick)
    };
    let pairs = at(&Column::AudienceAll)
        && at(&Column::AudienceSpecific)
        && at(&Column::Proactive)
        && at(&Column::OnRequest);
    let levels = columns.iter().filter(|column| column.group() == Some(Group::Levels)).count();
    let level_ticked =
        [Column::County, Column::Township, Column::Village, Column::TownshipVillage].iter().any(at);
    pairs && levels > 0 && !level_ticked
}

/// Ticks of a row whose blank cells were lost: put where they can be told, taken away and said where not.
pub(super) fn redistribute(raw: &mut Raw, row: &Row, seen: &[Features], report: &mut Report) {
    let worded = !is_tick(&squeeze(raw.text(&Column::AudienceSpecific)))
        && !raw.text(&Column::AudienceSpecific).trim().is_empty();
    let columns = raw.columns.clone();
    let ticks: Vec<&Column> = columns.iter().filter(|column| column.is_tick()).collect();
    let Some(first) = seen.iter().position(|one| one.tick) else { return };
    let last = seen.iter().rposition(|one| one.tick).unwrap_or(first);
    let run = seen.get(first..=last).unwrap_or_default();
    let in_place = run.iter().any(|one| one.blank) && seen.len() - first == ticks.len();
    let count = run.iter().filter(|one| one.tick).count();
    if in_place || run.iter().any(|one| !one.blank && !one.tick) || count == ticks.len() {
        return;
    }
    let open: Vec<&Column> =
        ticks.into_iter().filter(|one| !worded || one.group() != Some(Group::Audience)).collect();
    for column in &open {
        raw.cells.remove(column.name());
    }
    let chosen = choose(&open, count, raw.text(&Column::Responsible));
    let mut stood = (first..=last).filter(|at| seen.get(*at).is_some_and(|one| one.tick));
    for column in chosen.pairs.iter().chain(&chosen.levels) {
        let place = columns.iter().position(|one| one == *column).map_or(0, super::table::number);
        let from = stood.next().unwrap_or(first);
        raw.set(column, place, row.cell(first), row.origin(from));
    }
    let left: Vec<usize> = stood.collect();
    if let Some(from) = left.first() {
        let mut ticks = row.origin(*from);
        ticks.text = left.iter().map(|at| row.origin(*at).text).collect::<Vec<_>>().join(" ");
        raw.apart.push(("ticks", ticks));
        report.say(Trouble::TicksLost, raw.row, 0, &"√".repeat(left.len().min(20)));
    }
    if !chosen.pairs.is_empty() {
        report.say(Trouble::TicksMoved, raw.row, 0, &"√".repeat(count.min(20)));
    }
    if chosen.by_organ {
        let organ = raw.text(&Column::Responsible).to_owned();
        report.say(Trouble::TierByOrgan, raw.row, 0, &organ);
    }
}

/// The columns that ticks without a place belong to.
#[derive(Default)]
struct Chosen<'a> {
    pairs: Vec<&'a Column>,
    levels: Vec<&'a Column>,
    /// Whether the levels were told by the tiers of the organs.
    by_organ: bool,
}

/// Audience and method are among the eight elements every item must have, so the first ticks are theirs, one each, and
/// the usual one (全社会, 主动) is taken. The rest are levels: all of them, or as many as the organs stand at. Ticks of
/// which neither holds stay without a column.
fn choose<'a>(ticks: &[&'a Column], count: usize, responsible: &str) -> Chosen<'a> {
    let in_group = |group: Group| ticks.iter().filter(move |column| column.group() == Some(group)).copied();
    let levels: Vec<&Column> = in_group(Group::Levels).collect();
    let pairs: Vec<&Column> =
        in_group(Group::Audience).take(1).chain(in_group(Group::Method).take(1)).collect();
    let Some(rest) = count.checked_sub(pairs.len()).filter(|rest| *rest <= levels.len()) else {
        return Chosen::default();
    };
    if rest == levels.len() || rest == 0 {
        return Chosen { pairs, levels: if rest == 0 { Vec::new() } else { levels }, by_organ: false };
    }
    let tiers = super::tiers::of(responsible);
    let told: Vec<&Column> = levels.into_iter().filter(|one| tiers.contains(one)).collect();
    let sure = told.len() == rest && tiers.len() == rest;
    Chosen { pairs, levels: if sure { told } else { Vec::new() }, by_organ: sure }
}

#[cfg(test)]
mod tests {
    use super::super::table::Origin;
    use super::*;

    fn raw(cells: &[(Column, &str)]) -> Raw {
        let mut raw =
            Raw { columns: cells.iter().map(|(column, _)| column.clone()).collect(), ..Raw::default() };
        for (column, text) in cells {
            raw.set(column, 1, text, Origin::default());
        }
        raw
    }

    #[test]
    fn a_blank_beside_a_tick_is_no_and_alone_is_unknown() {
        let mut report = Report::default();
        let one = raw(&[(Column::Proactive, "√"), (Column::OnRequest, "")]);
        assert_eq!(method(&one, &mut report), Method { proactive: Some(true), on_request: Some(false) });
        let none = raw(&[(Column::Proactive, ""), (Column::OnRequest, "")]);
        assert_eq!(method(&none, &mut report), Method::default());
    }

    #[test]
    fn words_in_a_tick_cell_name_the_group() {
        let mut report = Report::default();
        let one = raw(&[
            (Column::AudienceAll, ""),
            (Column::AudienceSpecific, "√(面向拟征收土地所在地的村集体成员)"),
        ]);
        assert_eq!(
            audience(&one, &mut report),
            Audience {
                all: Some(false), specific: Some("面向拟征收土地所在地的村集体成员".to_owned())
            }
        );
        let two = raw(&[(Column::Audience, "全社会")]);
        assert_eq!(audience(&two, &mut report), Audience { all: Some(true), specific: None });
    }

    #[test]
    fn a_combined_level_gives_both() {
        let mut report = Report::default();
        let one = raw(&[(Column::County, ""), (Column::TownshipVillage, "✓")]);
        assert_eq!(
            levels(&one, &mut report),
            Levels { county: Some(false), township: Some(true), village: Some(true) }
        );
        let two = raw(&[(Column::Levels, "县级、社区")]);
        assert_eq!(
            levels(&two, &mut report),
            Levels { county: Some(true), township: Some(false), village: Some(true) }
        );
    }

    #[test]
    fn two_ticked_are_a_contradiction() {
        let mut report = Report::default();
        let one = raw(&[(Column::Proactive, "√"), (Column::OnRequest, "√")]);
        method(&one, &mut report);
        assert_eq!(report.diagnostics.first().map(|one| one.code.as_str()), Some("GK-C043"));
    }
}
