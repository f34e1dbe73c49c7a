//! The 26 pilot domains (试点领域), their national guides, and what became of the bodies that issued them.

use std::sync::LazyLock;

use gk_rules::Coded;
use gk_rules::catalog::item::DomainCode;
use gk_rules::text::skeleton;

use crate::table::lines;
use crate::trust::Trust;

/// 试点领域: one of the 26 of 辽政办发〔2020〕13号, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// 01 to 26.
    pub code: DomainCode,
    /// The name in 辽政办发〔2020〕13号.
    pub name: &'static str,
    /// The name in the national guide; another one for 征地补偿, 环境保护, 就业创业 and 国有土地上房屋征收.
    pub guide_name: &'static str,
    /// Other names met in published catalogs, the guide's included.
    pub aliases: Vec<&'static str>,
    /// Who issued the national guide, and how that is known.
    pub issuer: Sourced,
    /// 发文字号 of the guide's notice, where it was read in a published document.
    pub guide_number: Option<&'static str>,
    /// The department in Liaoning that answers for the domain, and how that is known.
    pub lead: Sourced,
    /// Typical first-level items; from memory.
    pub first_level: Vec<&'static str>,
}

/// 有出处的事实: a text and how it came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sourced {
    /// The text.
    pub text: &'static str,
    /// How it is known.
    pub trust: Trust,
}

/// 标准指引: a notice of a ministry; one notice may carry the guides of several domains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// 发文字号, read in a published document.
    pub number: &'static str,
    /// Who issued it.
    pub issuer: &'static str,
    /// The domains it carries, in order.
    pub domains: Vec<DomainCode>,
}

/// 职责承继: a body whose duty went to another; history keeps the old name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succession {
    /// The earlier body.
    pub from: &'static str,
    /// The body that carries the duty on.
    pub to: &'static str,
    /// The domain whose guide it concerns.
    pub domain: u8,
    /// How that is known.
    pub trust: Trust,
}

static DOMAINS: LazyLock<Vec<Domain>> =
    LazyLock::new(|| lines(include_str!("../data/catalogs/domains.tsv")).filter_map(read).collect());

/// 职责承继: national body first, then Liaoning's. From memory.
pub const SUCCESSIONS: [Succession; 4] = [
    Succession { from: "国务院扶贫办", to: "国家乡村振兴局", domain: 14, trust: Trust::Memory },
    Succession { from: "国家乡村振兴局", to: "农业农村部", domain: 14, trust: Trust::Memory },
    Succession { from: "省扶贫办", to: "省乡村振兴局", domain: 14, trust: Trust::Memory },
    Succession { from: "省乡村振兴局", to: "省农业农村厅", domain: 14, trust: Trust::Memory },
];

/// A line of the table; `None` for one whose codes are wrong, which the tests exclude.
fn read(mut cells: crate::table::Cells) -> Option<Domain> {
    let code = cells.text().parse().ok()?;
    let (name, guide_name, aliases) = (cells.text(), cells.text(), cells.list());
    let issuer = Sourced { text: cells.text(), trust: Trust::from_code(cells.text())? };
    let guide_number = cells.known();
    let lead = Sourced { text: cells.text(), trust: Trust::from_code(cells.text())? };
    Some(Domain { code, name, guide_name, aliases, issuer, guide_number, lead, first_level: cells.list() })
}

/// 全部领域, in order.
#[must_use]
pub fn all() -> &'static [Domain] {
    &DOMAINS
}

/// The domain with this code; `None` from 27 on.
#[must_use]
pub fn by_code(code: DomainCode) -> Option<&'static Domain> {
    all().iter().find(|one| one.code == code)
}

/// The domain of this name: the name, the guide's name or another one met, with or without 领域 behind it and
/// whatever the width, spacing and Traditional characters.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Domain> {
    let folded = skeleton(name);
    let wanted = folded.strip_suffix("领域").unwrap_or(&folded);
    let called = |one: &&Domain| {
        [one.name, one.guide_name]
            .into_iter()
            .chain(one.aliases.iter().copied())
            .any(|word| skeleton(word) == wanted)
    };
    if wanted.is_empty() { None } else { all().iter().find(called) }
}

/// The notices whose number is known, each with all domains it carries.
#[must_use]
pub fn guides() -> Vec<Guide> {
    let mut out: Vec<Guide> = Vec::new();
    for domain in all() {
        let Some(number) = domain.guide_number else { continue };
        match out.iter_mut().find(|one| one.number == number) {
            Some(guide) => guide.domains.push(domain.code),
            None => out.push(Guide { number, issuer: domain.issuer.text, domains: vec![domain.code] }),
        }
    }
    out
}

/// Who carries on the duty of this body today, where it passed to another; the last link of the chain.
#[must_use]
pub fn successor(body: &str) -> Option<&'static str> {
    let mut last = None;
    for link in &SUCCESSIONS {
        if link.from == last.unwrap_or(body) {
            last = Some(link.to);
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_twenty_six_domains_in_the_order_of_the_plan() {
        let numbers: Vec<u8> = all().iter().map(|one| one.code.number()).collect();
        assert_eq!(numbers, (1..=26).collect::<Vec<_>>());
        assert_eq!((all()[0].name, all()[25].name), ("国土空间规划", "市政服务"));
        assert!(
            all()
                .iter()
                .all(|one| one.code.is_pilot() && !one.first_level.is_empty() && !one.lead.text.is_empty())
        );
    }

    #[test]
    fn a_domain_is_found_by_any_of_its_names() {
        let number = |name| by_name(name).map(|one| one.code.number());
        assert_eq!(number("环境保护"), Some(11));
        assert_eq!(number("生态环境领域"), Some(11));
        assert_eq!(number("農村集體土地徵收"), Some(7));
        assert_eq!(number(" 就业 "), Some(18));
        assert_eq!(number("卫生健康"), Some(25));
        assert_eq!((number(""), number("领域"), number("航天")), (None, None, None));
    }

    #[test]
    fn no_name_stands_for_two_domains() {
        let mut names: Vec<&str> = all()
            .iter()
            .flat_map(|one| std::iter::once(one.name).chain(one.aliases.iter().copied()))
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn one_notice_may_carry_several_catalogs() {
        let carried =
            |number: &str| guides().into_iter().find(|one| one.number == number).map(|one| one.domains.len());
        assert_eq!(carried("建办厅〔2019〕71号"), Some(5));
        assert_eq!(carried("应急厅函〔2019〕390号"), Some(2));
        assert_eq!(carried("民办函〔2019〕52号"), Some(2));
        assert_eq!(carried("人社厅函〔2019〕113号"), Some(2));
    }

    #[test]
    fn a_number_stands_only_with_an_issuer_that_was_read() {
        for one in all().iter().filter(|one| one.guide_number.is_some()) {
            assert_eq!(one.issuer.trust, Trust::Verified, "{}", one.name);
        }
    }

    #[test]
    fn a_body_that_was_merged_has_a_successor() {
        assert_eq!(successor("国务院扶贫办"), Some("农业农村部"));
        assert_eq!(successor("省扶贫办"), Some("省农业农村厅"));
        assert_eq!(successor("民政部"), None);
    }
}
