//! The clauses of a cell (分句), put together into rules.

use super::escape::excise;
use super::event::{Context, context, decision_of, is_empty, scope, subject};
use super::posting::{posted_context, posting, posting_cut};
use super::{
    Edge, Promise, Taken, has_any, number, round, skip_all, skip_all_end, strip_any, strip_any_end, words,
};
use crate::time::limit::{Kind, Rule, Span, Trigger, TriggerEvent};

/// The rules of a normalised phrase; empty only for an empty phrase.
pub(super) fn rules(plain: &str) -> Vec<Rule> {
    if plain.is_empty() {
        return Vec::new();
    }
    let (body, escape) = excise(plain);
    let body = open_brackets(&body);
    let mut cell = Cell::default();
    for part in body.split([';', '。', '!']) {
        cell.part(part);
    }
    let mut rules = cell.finish();
    for rule in &mut rules {
        rule.escape = escape;
    }
    rules
}

/// Brackets that hold a promise of their own become a clause; the others are read as part of their sentence.
fn open_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('(') {
        let (inside, after) = opened.split_once(')').unwrap_or((opened, ""));
        let inside_plain = inside.replace('(', "");
        out.push_str(before);
        if promises(&inside_plain) {
            out.push(',');
            out.push_str(&inside_plain);
            out.push(';');
        } else {
            out.push_str(skip_all(&inside_plain, "含 或者 或 、"));
        }
        rest = after;
    }
    out.push_str(&rest.replace(')', ""));
    out
}

/// Whether a bracket holds a number, a date or a round.
fn promises(inside: &str) -> bool {
    next(inside, 0).is_some_and(|found| {
        matches!(
            found.promise,
            Promise::Span { .. } | Promise::Illegible | Promise::Round { .. } | Promise::Dates(_)
        )
    })
}

/// A promise in a text, with where it begins and ends.
struct Found {
    at: usize,
    end: usize,
    promise: Promise,
}

/// The first promise at or after `from`.
fn next(text: &str, from: usize) -> Option<Found> {
    let mut skip = from;
    for (at, _) in text.char_indices() {
        if at < skip {
            continue;
        }
        let (before, rest) = (text.get(..at)?, text.get(at..)?);
        let own = before.get(from..).unwrap_or_default();
        if let Some((promise, after)) = head(own, rest) {
            return Some(Found { at, end: text.len() - after.len(), promise });
        }
        if let Some((_, after)) = number::number(rest) {
            skip = text.len() - after.len();
        }
    }
    None
}

/// The promise at the head of the text.
fn head<'a>(before: &str, text: &'a str) -> Taken<'a, Promise> {
    round::round(before, text)
        .or_else(|| round::date(before, text))
        .or_else(|| number::span(before, text))
        .or_else(|| words::words(before, text))
        .or_else(|| words::when(before, text))
}

/// A cell being read.
#[derive(Default)]
struct Cell {
    rules: Vec<Rule>,
    /// Words read before any promise, kept for the next one.
    pending: String,
    /// The part named before a colon.
    named: Option<String>,
    /// Where in `rules` the current part begins.
    begun: usize,
    /// A part that promised nothing, yet speaks of time.
    lost: bool,
}

impl Cell {
    fn part(&mut self, part: &str) {
        self.begun = self.rules.len();
        self.named = None;
        self.pending.clear();
        for clause in part.split(',') {
            self.clause(clause);
        }
        let left = std::mem::take(&mut self.pending);
        if self.rules.len() == self.begun && !is_empty(&left) {
            self.unpromised(&left);
        }
    }

    /// A part without a promise: at the event itself when it ends in 后公开, else lost when it speaks of time.
    fn unpromised(&mut self, words: &str) {
        let acts = "公开 公布 公示 发布 公告 向社会公开 向社会公布 予以公开 进行公开 进行公示";
        if let Some(event) = strip_any_end(words, acts) {
            let event = skip_all_end(event, "向社会 予以 进行 即 应 主动");
            if event.ends_with(['后', '即']) {
                let context = context(event);
                if context.trigger.is_some() {
                    self.push(Kind::Immediate, context);
                    return;
                }
            }
        }
        self.lost |= words.contains(|c: char| c.is_ascii_digit() || "日月年周季期时天*".contains(c));
    }

    fn clause(&mut self, clause: &str) {
        let mut text = clause;
        if let Some((label, rest)) = clause.split_once(':') {
            let label = format!("{}{label}", std::mem::take(&mut self.pending));
            if next(&label, 0).is_none_or(|found| matches!(found.promise, Promise::ByLaw | Promise::Together))
            {
                self.named = scope(&label);
                text = rest;
            }
        }
        let mut from = 0;
        let mut any = false;
        while let Some(found) = next(text, from) {
            let before = text.get(from..found.at).unwrap_or_default();
            let words = format!("{}{}", std::mem::take(&mut self.pending), lead(before, any));
            let alternative = any && strip_any_end(before, "或 或者").is_some();
            self.promise(found.promise, &words, alternative);
            any = true;
            from = found.end;
        }
        let tail = text.get(from..).unwrap_or_default();
        if any {
            self.channel(tail);
        } else {
            self.without_promise(text);
        }
    }

    /// A clause without a promise: an exception, a channel, or the beginning of the next clause.
    fn without_promise(&mut self, text: &str) {
        if text.starts_with('除') && text.ends_with('外') {
            self.named = Some(text.to_owned());
        } else if self.rules.len() > self.begun && text.starts_with(['在', '于', '通']) && is_act(text) {
            self.channel(text);
        } else if !(self.rules.len() > self.begun && (is_act(text) || is_empty(text))) {
            self.pending.push_str(text);
        }
    }

    /// 在村公示栏公开 behind a promise confines it to that channel.
    fn channel(&mut self, tail: &str) {
        const PLACES: &str = "栏 网 平台 广播 现场 媒体 报 微信 大厅 场所 中心 屏 公众号 社区 村 专区 公报 \
    客户端 墙 站";
        let tail = skip_all(tail, "内 公开 公示 , 予以 及时");
        let Some(place) = strip_any_end(tail, "公开 公布 公示 发布 公告 予以公开 进行公开 进行公示 张贴")
        else {
            return;
        };
        let starts = place.starts_with("在") || place.starts_with("于") || place.starts_with("通过");
        let named = starts && has_any(place, PLACES);
        if let Some(rule) = self.rules.last_mut().filter(|rule| named && rule.scope.is_none()) {
            rule.scope = Some(place.to_owned());
        }
    }

    fn promise(&mut self, promise: Promise, words: &str, alternative: bool) {
        if alternative {
            if let Some(last) = self.rules.last_mut() {
                last.kind = Kind::Unclear;
            }
            return;
        }
        match promise {
            Promise::Span { n, unit, edge } => self.span(Span { n, unit }, edge, words),
            Promise::Illegible => self.push(Kind::Unclear, context(posting_cut(words))),
            Promise::AtOnce { upkeep } => self.at_once(upkeep, words),
            Promise::When => {
                let event = skip_all(words, "在 于 当 应 , 自");
                let trigger = Trigger { event: TriggerEvent::Named, words: event.to_owned() };
                self.push(
                    Kind::Immediate,
                    Context { scope: None, trigger: (!is_empty(event)).then_some(trigger) },
                );
            }
            Promise::Round { period, n, times, day } => {
                self.push(Kind::Periodic { period, n, times, day }, context(words));
            }
            Promise::Dates(dates) => {
                let context = context(words);
                for (year, month, day) in dates {
                    self.push(Kind::ByDate { year, month, day }, context.clone());
                }
            }
            Promise::Forever => {
                let context = context(words);
                let new = context != Context::default() || self.named.is_some();
                if new || !self.current().iter().any(|rule| rule.kind == Kind::Continuous) {
                    self.push(Kind::Continuous, context);
                }
            }
            Promise::Together => self.together(words),
            Promise::ByLaw => {
                if self.current().is_empty() || !is_empty(words) {
                    self.push(Kind::PerLaw, context(words));
                }
            }
            Promise::Same => self.push(Kind::SameAsAbove, Context::default()),
        }
    }

    /// The rules of the current part.
    fn current(&self) -> &[Rule] {
        self.rules.get(self.begun..).unwrap_or_default()
    }

    fn together(&mut self, words: &str) {
        let with = skip_all_end(skip_all(words, "与 和 随 跟 同 ,"), "相 一起");
        if !self.current().is_empty() && is_empty(with) {
            return;
        }
        let named = strip_any(words, "与 和 随 跟 同").is_some() && !is_empty(with);
        let context = if named {
            Context {
                scope: None,
                trigger: Some(Trigger { event: TriggerEvent::Named, words: with.to_owned() }),
            }
        } else {
            context(words)
        };
        self.push(Kind::WithEvent, context);
    }

    fn at_once(&mut self, upkeep: bool, words: &str) {
        let progress = context(words);
        let said = progress != Context::default();
        let last = self.current().last().map(|rule| &rule.kind);
        let merged = match last {
            None => false,
            Some(Kind::Continuous) => upkeep,
            Some(_) => true,
        };
        if said || !merged {
            self.push(Kind::Immediate, progress);
        }
    }

    fn span(&mut self, span: Span, edge: Edge, words: &str) {
        if let Some(posted) = posting(words, edge) {
            let context = posted_context(posted);
            self.push_rule(Kind::Continuous, context, Some(span));
            return;
        }
        if strip_any_end(words, "提前 前 之前 以前 后的 满 超过").is_some()
            && strip_any_end(words, "不得超过 不超过 最长不超过").is_none()
        {
            self.push(Kind::Unclear, Context::default());
            return;
        }
        let bound =
            strip_any_end(words, "最长 最长不超过 不超过 不得超过 最迟 最迟不超过 最长不得超过").is_some();
        let context = context(words);
        let first = self.begun;
        let last = self.rules.get_mut(first..).and_then(<[Rule]>::last_mut);
        if let Some(last) = last
            .filter(|last| bound && context == Context::default() && matches!(last.kind, Kind::Within { .. }))
        {
            last.kind = Kind::Unclear;
            return;
        }
        self.push(Kind::Within { n: span.n, unit: span.unit }, context);
    }

    fn push(&mut self, kind: Kind, context: Context) {
        self.push_rule(kind, context, None);
    }

    fn push_rule(&mut self, kind: Kind, context: Context, min_posting: Option<Span>) {
        let scope = match (self.named.clone(), context.scope) {
            (Some(named), Some(own)) if named != own => Some(format!("{named}，{own}")),
            (Some(named), _) => Some(named),
            (None, own) => own,
        };
        let mut trigger = context.trigger;
        if trigger.is_none() && matches!(kind, Kind::Within { .. }) {
            trigger = scope.as_deref().and_then(decision_of);
        }
        self.rules.push(Rule { trigger, kind, min_posting, escape: false, scope });
    }

    fn finish(mut self) -> Vec<Rule> {
        self.merge();
        if self.rules.is_empty() || self.lost {
            self.rules.push(Rule {
                trigger: None,
                kind: Kind::Unclear,
                min_posting: None,
                escape: false,
                scope: None,
            });
        }
        self.tell_apart();
        self.rules
    }

    /// 及时公开，最迟不超过20个工作日 is one promise; 按规定 beside a number says nothing more.
    fn merge(&mut self) {
        let mut merged: Vec<Rule> = Vec::with_capacity(self.rules.len());
        for rule in std::mem::take(&mut self.rules) {
            let bound = matches!(rule.kind, Kind::Within { .. } | Kind::ByDate { .. } | Kind::Unclear);
            if let Some(last) = merged.last_mut() {
                let open = last.kind == Kind::Immediate && bound && rule.min_posting.is_none();
                let one_event = last.trigger.is_none() || rule.trigger.is_none();
                if open && one_event && rule.scope.is_none() && !matches!(rule.kind, Kind::ByDate { .. }) {
                    last.kind = rule.kind;
                    last.trigger = last.trigger.take().or(rule.trigger);
                    continue;
                }
                if last.kind == Kind::PerLaw
                    && last.trigger.is_none()
                    && rule.scope.is_none()
                    && rule.kind != Kind::Continuous
                {
                    let scope = last.scope.take();
                    *last = rule;
                    last.scope = scope;
                    continue;
                }
                if *last == rule {
                    continue;
                }
            }
            merged.push(rule);
        }
        self.rules = merged;
    }

    /// In a cell of several rules each says for what it is, where the text tells.
    fn tell_apart(&mut self) {
        let several = self.rules.len() > 1;
        for rule in &mut self.rules {
            if !several || rule.scope.is_some() {
                continue;
            }
            if rule.min_posting.is_some() {
                rule.scope = Some("公示".to_owned());
            } else if matches!(rule.kind, Kind::Within { .. } | Kind::Immediate) {
                rule.scope = rule.trigger.as_ref().and_then(|trigger| subject(&trigger.words));
            }
        }
        let rules = self.rules.clone();
        for (at, rule) in self.rules.iter_mut().enumerate() {
            let twin =
                rules.iter().enumerate().any(|(other_at, other)| other_at != at && contradicts(rule, other));
            if twin {
                rule.scope = Some("（文中未写明适用的部分）".to_owned());
            }
        }
    }
}

/// Two unconfined periods from the same event that differ: each can only be meant for a part.
fn contradicts(one: &Rule, other: &Rule) -> bool {
    let periods = matches!((&one.kind, &other.kind), (Kind::Within { .. }, Kind::Within { .. }));
    periods
        && one.scope.is_none()
        && other.scope.is_none()
        && one.trigger == other.trigger
        && one.kind != other.kind
}

/// The words before a promise without the verbs of the promise before it.
fn lead(before: &str, any: bool) -> &str {
    if !any {
        return before;
    }
    skip_all(before, "内 予以 向社会 主动 公开 公布 公示 发布 更新 并 、 或者 或 及 和 且 进行 一次")
}

/// Whether a clause only says that something is published.
fn is_act(text: &str) -> bool {
    strip_any_end(text, "公开 公布 公示 发布 公告 张贴 执行").is_some()
}
