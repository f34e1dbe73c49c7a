//! Preflight (发布前检查): what the law's check finds in a record as it is stored, and what was set aside.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gk_base::ledger::sha256;
use gk_base::{Fault, Office, Read};
use gk_rules::preflight::dismissal::{ContentHash, Dismissal, open, reasons_not_to_pass};
use gk_rules::preflight::file::Inspected;
use gk_rules::preflight::lists::national;
use gk_rules::preflight::mistakes::SHIPPED;
use gk_rules::preflight::record::{Against, Content, FileContent, Link, check};
use gk_rules::preflight::{Finding, Scan};
use gk_rules::records::{BodyFormat, Media};
use gk_rules::{Day, Reason};

use gk_webkit::rich::Rich;

use crate::links;
use crate::tables::checks;
use crate::tables::files::{self, FileLine};
use crate::tables::records::Kept;
use crate::verbs::rich;

/// 检查结果: of one record.
pub(crate) struct Preflight {
    pub(crate) findings: Vec<Finding>,
    pub(crate) content: ContentHash,
    pub(crate) dismissed: Vec<checks::Kept>,
}

impl Preflight {
    /// Looks at a record as it is in `kept`, saved or not.
    pub(crate) async fn of(read: &mut Read, kept: &Kept, files: &[FileLine]) -> Result<Self, Fault> {
        let same = checks::same_number(read, &kept.record.identity.document_number, kept.id).await?;
        let looks = if files.is_empty() { BTreeMap::new() } else { files::looks(read, kept.id).await? };
        let words = rich(&kept.record.body);
        let leads = links::leads(read, words.links()).await?;
        let (findings, content) = look((kept, &words, &leads), (files, &looks), &same, read.today())?;
        let dismissed =
            if findings.is_empty() { Vec::new() } else { checks::dismissed(read, kept.id, &content).await? };
        Ok(Self { findings, content, dismissed })
    }
    fn dismissals(&self) -> Vec<Dismissal> {
        self.dismissed.iter().map(|one| one.dismissal.clone()).collect()
    }
    /// 未处理的发现
    pub(crate) fn standing(&self) -> Vec<&Finding> {
        open(&self.findings, &self.content, &self.dismissals())
    }
    /// 不得通过检查的理由
    pub(crate) fn reasons(&self) -> Vec<Reason> {
        reasons_not_to_pass(&self.findings, &self.content, &self.dismissals())
    }
    /// What was set aside at a finding.
    pub(crate) fn set_aside(&self, finding: &Finding) -> Option<&checks::Kept> {
        self.dismissed.iter().find(|one| one.dismissal.covers(finding, &self.content))
    }
}

fn look(
    (kept, words, leads): (&Kept, &Rich, &[(String, bool)]),
    (files, looks): (&[FileLine], &BTreeMap<String, Inspected>),
    same: &[String],
    today: Day,
) -> Result<(Vec<Finding>, ContentHash), Fault> {
    let rules = national();
    let body = match kept.record.body.format {
        BodyFormat::Markdown => Cow::Borrowed(kept.record.body.text.as_str()),
        BodyFormat::Html => Cow::Owned(words.plain()),
    };
    let files: Vec<FileContent<'_>> = files
        .iter()
        .map(|file| FileContent { name: &file.name, hash: &file.hash, inspected: looks.get(&file.hash) })
        .collect();
    let same: Vec<&str> = same.iter().map(String::as_str).collect();
    let links: Vec<Link<'_>> = leads.iter().map(|(href, leads)| Link { href, leads: *leads }).collect();
    let images = words.images();
    let content = Content { record: &kept.record, body: &body, files: &files, links: &links, images };
    let scan = Scan { day: today, rules: &rules };
    let findings = check(content, Against { scan, mistakes: &SHIPPED, same_number: &same });
    let hash = ContentHash::new(&sha256(content.bound_to().as_bytes()));
    Ok((findings, hash.ok_or_else(|| Fault::new("a hash of other characters"))?))
}

/// Reads a file for its words and for what hides in it, where blocking is allowed.
///
/// # Errors
/// When the work was cut off.
pub(crate) async fn inspect(office: &Office, name: &str, bytes: Vec<u8>) -> Result<Inspected, Fault> {
    let (sheets, redactor, name) = (office.sheets(), office.redactor(), name.to_owned());
    let work = move || {
        let is_pdf = Media::of(&bytes) == Some(Media::Pdf);
        if is_pdf { redactor.inspect(&bytes) } else { sheets.inspect(&name, &bytes) }
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("looking into a file", e))
}
