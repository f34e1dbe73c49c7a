//! The check of a record (发布前检查): everything at once, by one function at save, at submit, at publish and every night.
//!
//! 条例 arts 6, 15, 17. What is looked at is laid out as lines, so that a place is a place in what the clerk wrote: the name on
//! the first line, the summary on the second, the names of the files on the third, the text from the fourth on.

use super::file::{self, FILE, Inspected, Told};
use super::finding::{Finding, Problem, Spot};
use super::metadata::{self, Metadata};
use super::mistakes::{Mistake, search};
use super::personal::{Scan, scan};
use crate::document::{lines_of, read};
use crate::org::Act;
use crate::privacy::mask;
use crate::records::{BodyFormat, Record, Stage};
use crate::{Coded, Reason, citation::ogi};

/// 正文的第一行: the line of the layout on which the text begins.
pub const BODY: u32 = 4;

/// 检查所据: what a record is checked with.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// 日期和名单规则
    pub scan: Scan<'a>,
    /// 词表
    pub mistakes: &'a [Mistake],
    /// 同号的其他信息: index numbers.
    pub same_number: &'a [&'a str],
}

/// 附件: its name, the hash of its bytes, and what a reader found in it; nothing where nobody has read it yet.
#[derive(Debug, Clone, Copy)]
pub struct FileContent<'a> {
    /// 名称
    pub name: &'a str,
    /// SHA-256
    pub hash: &'a str,
    /// 内容
    pub inspected: Option<&'a Inspected>,
}

/// 检查的内容: a record with its text as it is read, and its files.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// 信息
    pub record: &'a Record,
    /// 正文: as written in Markdown, else as read.
    pub body: &'a str,
    /// 附件
    pub files: &'a [FileContent<'a>],
    /// 链接
    pub links: &'a [Link<'a>],
    /// 图片数: pictures put into the text, which a page leaves out.
    pub images: usize,
}

/// 链接: an address in the text, and whether it leads to something the public may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a> {
    /// 网址
    pub href: &'a str,
    /// 有效; of other sites nobody is asked, only whether the address is whole.
    pub leads: bool,
}

/// 网址是否完整: with its scheme, or within this site, or within the page.
#[must_use]
pub fn is_whole(href: &str) -> bool {
    let other = ["http://", "https://"].iter().find_map(|scheme| href.strip_prefix(scheme));
    match other {
        Some(rest) => rest.split(['/', '?', '#']).next().is_some_and(|host| !host.is_empty()),
        None => href.starts_with(['/', '#']) || href.starts_with("mailto:") || href.starts_with("tel:"),
    }
}

impl Content<'_> {
    /// 检查的文本, in lines as the file says.
    #[must_use]
    pub fn text(&self) -> String {
        let one_line = |text: &str| text.replace(['\r', '\n'], " ");
        let record = self.record;
        // An ending would make one word of itself and a number before it.
        let stem = |name: &'_ str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let names: Vec<String> = self.files.iter().map(|file| stem(file.name)).collect();
        format!(
            "{}\n{}\n{}\n{}",
            one_line(&record.title),
            one_line(&record.summary),
            one_line(&names.join("；")),
            self.body
        )
    }
    /// 指纹所据: what a dismissal is bound to; whatever of it changes, the finding is there again.
    #[must_use]
    pub fn bound_to(&self) -> String {
        let made_on = self.record.made_on.map(|day| day.to_string()).unwrap_or_default();
        let hashes: Vec<&str> = self.files.iter().map(|file| file.hash).collect();
        let number = &self.record.identity.document_number;
        format!("{number}\n{made_on}\n{}\n{}", hashes.join(","), self.text())
    }
}

/// 检查: every finding, those about the record as a whole first, then in the order of the text.
#[must_use]
pub fn check(content: Content<'_>, against: Against<'_>) -> Vec<Finding> {
    let record = content.record;
    let text = content.text();
    let document = read(&lines_of(content.body));
    let mut out = metadata::check(&Metadata {
        title: &record.title,
        number: &record.identity.document_number,
        made_on: record.made_on,
        published_on: record.progress.published_on(),
        effective_on: None,
        expires_on: None,
        attribute: Some(record.attribute),
        same_number: against.same_number,
        read: Some(&document),
        today: against.scan.day,
    });
    let mut in_text = scan(&text, &against.scan);
    in_text.extend(search(&text, against.mistakes, record.made_on.unwrap_or(against.scan.day)));
    let dead = content.links.iter().filter(|link| !link.leads);
    in_text.extend(dead.map(|link| Finding::new(Problem::DeadLink, spot_of(&text, link.href), link.href)));
    in_text.sort_by_key(|finding| finding.spot);
    if content.images > 0 {
        out.push(Finding::new(Problem::Image, None, format!("{}幅", content.images)));
    }
    out.extend(in_text);
    for (nth, one) in (1..).zip(content.files) {
        out.extend(of_file(nth, one, record, against));
    }
    out
}

/// Where some words stand first.
fn spot_of(text: &str, words: &str) -> Option<Spot> {
    let (line, at, whole) =
        (1..).zip(text.split('\n')).find_map(|(line, whole)| Some((line, whole.find(words)?, whole)))?;
    let from = u32::try_from(whole.get(..at)?.chars().count()).ok()?;
    let length = u32::try_from(words.chars().count()).ok()?;
    Some(Spot { line, from, to: from + length })
}

/// What is found in a file: what hides in it, then its words.
fn of_file(nth: u32, one: &FileContent<'_>, record: &Record, against: Against<'_>) -> Vec<Finding> {
    let Some(inspected) = one.inspected else {
        let none = Inspected::unread(Told::NotYet);
        return file::hidden(nth, one.name, &none);
    };
    let text = inspected.text();
    let mut in_text = scan(&text, &against.scan);
    in_text.extend(search(&text, against.mistakes, record.made_on.unwrap_or(against.scan.day)));
    in_text.sort_by_key(|finding| finding.spot);
    let mut out = file::hidden(nth, one.name, inspected);
    out.extend(in_text.into_iter().map(|finding| file::moved(nth, finding)));
    out
}

/// 位置（文字）: where a finding stands, as people say it.
#[must_use]
pub fn place(spot: Spot) -> String {
    match spot.line {
        line if line >= FILE && line % FILE == 0 => format!("附件{}", line / FILE),
        line if line >= FILE => {
            format!("附件{}第{}行第{}字", line / FILE, line % FILE, spot.from + 1)
        }
        1 => format!("名称第{}字", spot.from + 1),
        2 => format!("内容概述第{}字", spot.from + 1),
        3 => "附件名称".to_owned(),
        line => format!("正文第{}行第{}字", (line + 1).saturating_sub(BODY), spot.from + 1),
    }
}

/// 可以一键隐去: numbers of a person, in what the clerk typed.
#[must_use]
pub fn can_mask(record: &Record, finding: &Finding) -> bool {
    let number = matches!(
        finding.problem,
        Problem::ResidentId
            | Problem::OldResidentId
            | Problem::DoubtfulId
            | Problem::BankCard
            | Problem::Account
            | Problem::Mobile
            | Problem::Passport
            | Problem::Plate
    );
    let typed = finding.spot.is_some_and(|spot| {
        spot.line <= 2 || ((BODY..FILE).contains(&spot.line) && record.body.format == BodyFormat::Markdown)
    });
    number && typed
}

/// 隐去: the record with the place of the finding masked: of a mobile number the middle, of every other number all.
///
/// # Errors
/// A [`Reason`] where the place cannot be masked, or is not in the record.
pub fn masked(record: &Record, finding: &Finding) -> Result<Record, Reason> {
    let cannot = || {
        let words = format!("“{}”不能自动隐去。", finding.problem.label());
        Reason::new("preflight.cannot_mask", words).by(ogi(15, 0, 0)).cure("请在正文中改写后保存。")
    };
    let spot = finding.spot.filter(|_| can_mask(record, finding)).ok_or_else(cannot)?;
    let mut changed = record.clone();
    let done = match spot.line {
        1 => mask_line(&mut changed.title, spot, finding.problem),
        2 => mask_line(&mut changed.summary, spot, finding.problem),
        line => {
            let at = usize::try_from(line - BODY).unwrap_or(usize::MAX);
            let mut lines: Vec<String> = changed.body.text.split('\n').map(str::to_owned).collect();
            let done = lines.get_mut(at).is_some_and(|line| mask_line(line, spot, finding.problem));
            changed.body.text = lines.join("\n");
            done
        }
    };
    if done { Ok(changed) } else { Err(cannot()) }
}

/// 隐去未成: what was masked is still found there.
#[must_use]
pub fn not_masked(problem: Problem) -> Reason {
    let words = format!("隐去后仍查到“{}”，没有保存。", problem.label());
    Reason::new("preflight.not_masked", words).by(ogi(15, 0, 0)).cure("请在正文中改写后保存。")
}

/// 发现已不在: the content changed since the page was shown.
#[must_use]
pub fn gone() -> Reason {
    Reason::new("preflight.gone", "该项发现已经不在，内容可能已经修改。")
        .cure("请刷新页面，按现在的发现办理。")
}

/// 谁来处理: in a draft who may write it, from then on who judges it.
#[must_use]
pub const fn who_mends(stage: Stage) -> Act {
    match stage {
        Stage::Draft => Act::DraftRecord,
        _ => Act::PublishRecord,
    }
}

fn mask_line(line: &mut String, spot: Spot, problem: Problem) -> bool {
    let chars: Vec<char> = line.chars().collect();
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let (from, to) = (at(spot.from), at(spot.to));
    let Some(found) = chars.get(from..to).filter(|found| !found.is_empty()) else { return false };
    let found: String = found.iter().collect();
    let hidden = match problem {
        Problem::Mobile => mask::telephone(&found),
        _ => "*".repeat(found.chars().count()),
    };
    let before = chars.get(..from).unwrap_or_default();
    let after = chars.get(to..).unwrap_or_default();
    *line = before.iter().copied().chain(hidden.chars()).chain(after.iter().copied()).collect();
    true
}

#[cfg(test)]
mod tests {
    use super::super::lists::national;
    use super::super::mistakes::SHIPPED;
    use super::*;
    use crate::org::OrganId;
    use crate::records::{Body, Identity, Kind, Progress};
    use jiff::civil::date;

    const ID: &str = "210302198803070014";

    fn record(body: &str) -> Record {
        Record {
            identity: Identity::default(),
            title: "关于公布临时救助名单的公告".into(),
            summary: String::new(),
            kind: Kind::Other,
            made_on: Some(date(2026, 11, 20)),
            body: Body { format: BodyFormat::Markdown, text: body.into() },
            attachments: 0,
            item: None,
            attribute: crate::attribute::Attribute::Proactive,
            organ: OrganId(1),
            author: 1,
            progress: Progress::default(),
            version: 1,
        }
    }

    fn named<'a>(names: &[&'a str]) -> Vec<FileContent<'a>> {
        static NOTHING: Inspected = Inspected { lines: Vec::new(), hidden: Vec::new() };
        names.iter().map(|name| FileContent { name, hash: "0", inspected: Some(&NOTHING) }).collect()
    }

    fn found(record: &Record, files: &[&str], same: &[&str]) -> Vec<Finding> {
        let files = named(files);
        let rules = national();
        let scan = Scan { day: date(2026, 11, 24), rules: &rules };
        let content = Content { record, body: &record.body.text, files: &files, links: &[], images: 0 };
        check(content, Against { scan, mistakes: &SHIPPED, same_number: same })
    }

    fn checked_id() -> String {
        // A number with a right check digit, made here so that no real one stands in the code.
        (0..=10)
            .map(|n| format!("{}{}", &ID[..17], if n == 10 { "X".to_owned() } else { n.to_string() }))
            .find(|one| crate::privacy::resident_id::adds_up(one))
            .expect("one digit fits")
    }

    #[test]
    fn a_place_is_named_by_the_part_it_stands_in() {
        let at = |line| place(Spot { line, from: 4, to: 6 });
        assert_eq!(at(1), "名称第5字");
        assert_eq!(at(2), "内容概述第5字");
        assert_eq!(at(3), "附件名称");
        assert_eq!((at(4), at(9)), ("正文第1行第5字".into(), "正文第6行第5字".into()));
    }

    #[test]
    fn everything_is_found_at_once_and_named_by_its_line() {
        let body = format!("第一行。\n身份证号：{}，电话 13804121234。", checked_id());
        let mut bad = record(&body);
        bad.made_on = Some(date(2026, 12, 1));
        let found = found(&bad, &[], &["219900-MZJ/2026-00001"]);
        let problems: Vec<Problem> = found.iter().map(|one| one.problem).collect();
        assert!(
            problems.contains(&Problem::Dates) && problems.contains(&Problem::ResidentId),
            "{problems:?}"
        );
        let id = found.iter().find(|one| one.problem == Problem::ResidentId).expect("found above");
        assert!(place(id.spot.expect("a place")).starts_with("正文第2行"));
        assert!(!id.evidence.contains(&checked_id()), "evidence is masked");
    }

    #[test]
    fn links_that_lead_nowhere_and_pictures_are_told() {
        let record = record("见[甲](/info/1)和[乙](www.b.cn)。");
        let links = [Link { href: "/info/1", leads: true }, Link { href: "www.b.cn", leads: false }];
        let rules = national();
        let against = Against {
            scan: Scan { day: date(2026, 11, 24), rules: &rules },
            mistakes: &SHIPPED,
            same_number: &[],
        };
        let content =
            Content { record: &record, body: &record.body.text, files: &[], links: &links, images: 2 };
        let all: Vec<String> = check(content, against).iter().map(Finding::words).collect();
        assert_eq!(all, ["正文中的图片不会显示：2幅", "正文第1行第19字：链接失效（www.b.cn）"]);
        let whole = ["https://a.cn/", "http://a", "/info/1", "#x", "mailto:a@b.cn", "tel:1"];
        assert!(whole.iter().all(|href| is_whole(href)));
        let broken = ["www.a.cn", "a.html", "https://", "http:///x", ""];
        assert!(broken.iter().all(|href| !is_whole(href)));
    }

    #[test]
    fn a_number_in_the_name_of_a_file_is_found_and_cannot_be_masked() {
        let name = format!("{}.pdf", checked_id());
        let found = found(&record("正文。"), &[&name], &[]);
        let id = found.iter().find(|one| one.problem == Problem::ResidentId).expect("in the name");
        assert_eq!(place(id.spot.expect("a place")), "附件名称");
        assert!(masked(&record("正文。"), id).is_err());
    }

    #[test]
    fn what_is_masked_is_found_no_more_and_nothing_else_is_touched() {
        let body = format!("前。\n\n张某，身份证号：{}，如此。\n后。", checked_id());
        let before = record(&body);
        let all = found(&before, &[], &[]);
        let id = all.iter().find(|one| one.problem == Problem::ResidentId).expect("there");
        let after = masked(&before, id).expect("typed text");
        assert!(found(&after, &[], &[]).iter().all(|one| one.problem != Problem::ResidentId));
        assert_eq!(after.body.text, body.replace(&checked_id(), &"*".repeat(18)));
    }

    #[test]
    fn a_file_is_searched_like_the_text_and_what_hides_in_it_is_told() {
        let mut file = Inspected::default();
        file.add(1, &format!("第一行\n身份证号：{}", checked_id()));
        file.tell(Problem::HiddenSheet, Told::Sheet("底稿"));
        let files = [
            FileContent { name: "甲.xlsx", hash: "1", inspected: Some(&file) },
            FileContent { name: "乙.pdf", hash: "2", inspected: None },
        ];
        let record = record("正文。");
        let rules = national();
        let against = Against {
            scan: Scan { day: date(2026, 11, 24), rules: &rules },
            mistakes: &SHIPPED,
            same_number: &[],
        };
        let all =
            check(Content { record: &record, body: "正文。", files: &files, links: &[], images: 0 }, against);
        let seen: Vec<(Problem, String)> =
            all.iter().filter_map(|one| Some((one.problem, place(one.spot?)))).collect();
        assert!(seen.contains(&(Problem::HiddenSheet, "附件1".into())), "{seen:?}");
        assert!(seen.iter().any(|(what, at)| *what == Problem::ResidentId && at.starts_with("附件1第2行")));
        assert!(seen.contains(&(Problem::FileUnread, "附件2".into())));
        let id = all.iter().find(|one| one.problem == Problem::ResidentId).expect("seen above");
        assert!(masked(&record, id).is_err(), "a file is not changed by a click");
    }

    #[test]
    fn what_a_dismissal_is_bound_to_moves_with_every_part() {
        let base = record("正文。");
        let of = |record: &Record, files: &[&str]| {
            Content { record, body: &record.body.text, files: &named(files), links: &[], images: 0 }
                .bound_to()
        };
        let mut other = base.clone();
        other.identity.document_number = "示民发〔2026〕8号".into();
        let mut day = base.clone();
        day.made_on = None;
        let all = [of(&base, &[]), of(&other, &[]), of(&day, &[]), of(&base, &["a.pdf"])];
        for (n, one) in all.iter().enumerate() {
            assert!(all[n + 1..].iter().all(|next| next != one));
        }
    }
}
