//! Intake (目录收录): whose standards an organ may keep, and every reason why a file, a text or a form is not taken in.

use super::draft::{Diagnostic, Severity};
use super::edition::Tier;
use super::finding::Finding;
use super::trouble::{Spot, Trouble};
use crate::citation::{liaoning_13, state_54};
use crate::org::{Level, Organ};
use crate::{Coded, Day, Reason};

/// How many remarks on a file are said at once; the rest is counted.
const SAID: usize = 20;

/// 可收录的目录层级: the tiers whose standards an organ keeps. The province keeps the national guides beside its own;
/// departments keep none: a county's catalog is the county's.
#[must_use]
pub fn tiers_of(organ: &Organ) -> Vec<Tier> {
    if !organ.kind.is_government() && !organ.kind.is_committee() {
        return Vec::new();
    }
    match organ.level {
        Level::Province => vec![Tier::National, Tier::Province],
        Level::City => vec![Tier::City],
        Level::County => vec![Tier::County],
        Level::Township => vec![Tier::Township],
        Level::Village => vec![Tier::Village],
    }
}

/// 收录前: why this organ keeps no standard of this tier.
#[must_use]
pub fn reasons_not_to_keep(organ: &Organ, tier: Tier) -> Vec<Reason> {
    let tiers = tiers_of(organ);
    if tiers.contains(&tier) {
        return Vec::new();
    }
    let name = &organ.names.full;
    if tiers.is_empty() {
        let words = format!("“{name}”是{}，不单独编制标准目录。", organ.kind);
        let cure = "请选择本级人民政府、街道办事处或者村（居）民委员会。";
        return vec![Reason::new("catalog.not_a_government", words).by(liaoning_13(0, 0, 0)).cure(cure)];
    }
    let labels: Vec<&str> = tiers.iter().map(|one| one.label()).collect();
    let words = format!("“{name}”不能收录{}目录。", tier.label());
    vec![Reason::new("catalog.wrong_tier", words).cure(format!("该机关可收录：{}。", labels.join("、")))]
}

/// 机关编码有误: nobody has this code.
#[must_use]
pub fn unknown_organ(code: &str) -> Reason {
    let shown: String = code.chars().take(40).collect();
    let words = if shown.trim().is_empty() {
        "没有写明目录属于哪个机关。".to_owned()
    } else {
        format!("没有编码为“{shown}”的机关。")
    };
    Reason::new("catalog.unknown_organ", words).cure("填写机关编码，如县级人民政府的六位区划代码。")
}

/// 领域有误: none of the known domains has this name or code.
#[must_use]
pub fn unknown_domain(text: &str) -> Reason {
    let shown: String = text.chars().take(40).collect();
    Reason::new("catalog.unknown_domain", format!("“{shown}”不是已知的领域。"))
        .by(state_54(0, 0, 0))
        .cure("从二十六个试点领域中选择，或者填写01至26的领域代码。")
}

/// 层级有误: no tier has this code.
#[must_use]
pub fn unknown_tier(text: &str) -> Reason {
    let shown: String = text.chars().take(40).collect();
    Reason::new("catalog.unknown_tier", format!("“{shown}”不是目录层级。")).cure("从列出的层级中选择。")
}

/// 没有文件: neither a file nor a text was given.
#[must_use]
pub fn nothing_given() -> Reason {
    Reason::new("catalog.nothing_given", "没有选择文件，也没有粘贴文本。")
        .cure("选择一个文件，或者粘贴目录的文字。")
}

/// 两样都给了: a file and a text at once.
#[must_use]
pub fn both_given() -> Reason {
    Reason::new("catalog.both_given", "同时给了文件和文本，不能确定以哪个为准。")
        .cure("只留一样，另一样另行导入。")
}

/// 没有读出事项: what was found instead, the gravest first, at most twenty and a count of the rest.
#[must_use]
pub fn nothing_read(file: &str, diagnostics: &[Diagnostic]) -> Vec<Reason> {
    let words = format!("从“{file}”中没有读出可以导入的公开事项，未作任何改动。");
    let cure = "核对文件内容：应有公开事项、公开内容、公开依据、公开时限等栏目。";
    let mut out = vec![Reason::new("catalog.nothing_read", words).cure(cure)];
    let mut told: Vec<&Diagnostic> = diagnostics.iter().collect();
    told.sort_by_key(|one| one.severity);
    out.extend(told.iter().take(SAID).map(|one| {
        let words = format!("{} {}{}", one.code, place(one), one.message);
        Reason::new("catalog.diagnostic", words).cure(one.hint.clone())
    }));
    if told.len() > SAID {
        let words = format!("另有{}条问题未列出。", told.len() - SAID);
        out.push(Reason::new("catalog.more_diagnostics", words));
    }
    out
}

/// 代码用尽: the catalog has given all its codes.
#[must_use]
pub fn codes_used_up(domain: &str) -> Reason {
    Reason::new("catalog.codes_used_up", format!("“{domain}”目录的事项代码已用尽，不能再增加事项。"))
}

/// 没有上级标准: nothing above holds that could be adopted.
#[must_use]
pub fn no_standard_above(domain: &str) -> Reason {
    Reason::new("catalog.no_standard_above", format!("上级没有正在施行的“{domain}”标准目录。"))
        .cure("先由上级施行该领域的目录，或者直接导入文件。")
}

/// 上级版本不合适: it is no edition of the same domain from above, or does not hold yet.
#[must_use]
pub fn not_a_standard_above(title: &str, number: u32) -> Reason {
    Reason::new("catalog.not_a_standard_above", format!("{title}第{number}版不能作为上级标准。"))
        .cure("选择上级机关同一领域、已施行的版本。")
}

/// 已有草案: one draft of a catalog at a time.
#[must_use]
pub fn draft_waits(number: u32) -> Reason {
    Reason::new("catalog.draft_waits", format!("该目录的第{number}版正在起草，不能再起草一版。"))
        .cure("在该草案上修改，或者先删除它。")
}

/// 不是草案: only a draft can be thrown away.
#[must_use]
pub fn only_a_draft(number: u32) -> Reason {
    Reason::new("catalog.not_a_draft", format!("第{number}版不是草案，不能删除。"))
}

/// 已经重复: the code or the path is another item's.
#[must_use]
pub fn nothing_named() -> Reason {
    Reason::new("catalog.no_path", "没有填写一级事项。").cure("填写一级事项的名称。")
}

/// 没有理由: dropping an item needs a reason on file.
#[must_use]
pub fn no_reason_given() -> Reason {
    Reason::new("catalog.dropped_without_reason", "没有写明不适用的理由。")
        .by(state_54(0, 0, 0))
        .cure("写明本机关为什么没有此项职权或者没有此类信息。")
}

/// 没有说明: an explanation needs words.
#[must_use]
pub fn nothing_explained() -> Reason {
    Reason::new("catalog.nothing_explained", "没有填写说明。").cure("写明为什么可以这样。")
}

/// 不能说明: this finding must be cured.
#[must_use]
pub fn must_be_cured(code: &str) -> Reason {
    Reason::new("catalog.must_be_cured", format!("问题{code}不能用说明代替，须改正。"))
}

/// 日期有误: the text is no day of the calendar.
///
/// # Errors
/// `catalog.bad_day` with what was typed.
pub fn day_of(text: &str) -> Result<Day, Reason> {
    text.trim().parse().map_err(|_| {
        let shown: String = text.chars().take(20).collect();
        Reason::new("catalog.bad_day", format!("“{shown}”不是日期。")).cure("写成2026-03-01的样子。")
    })
}

/// 由检查结果转为诊断: a finding of settling, said beside those of reading.
#[must_use]
pub fn as_diagnostic(finding: &Finding) -> Diagnostic {
    use super::finding::Grade;
    Diagnostic {
        code: finding.code.code().to_owned(),
        severity: match finding.grade {
            Grade::Blocking => Severity::Error,
            Grade::Warning => Severity::Warning,
            Grade::Note => Severity::Note,
        },
        sheet: String::new(),
        row: 0,
        column: 0,
        message: finding.message.clone(),
        hint: finding.hint.clone(),
    }
}

/// 文件说明: a remark on a file that was read all the same, said beside what was read.
#[must_use]
pub fn remark(trouble: &Trouble) -> Diagnostic {
    let (sheet, row, column) = match &trouble.spot {
        Spot::File | Spot::Part(_) => (String::new(), 0, 0),
        Spot::Sheet(sheet) => (sheet.clone(), 0, 0),
        Spot::Row { sheet, row } => (sheet.clone(), *row, 0),
        Spot::Cell { sheet, row, column } => (sheet.clone(), *row, column + 1),
    };
    Diagnostic {
        code: trouble.code().to_owned(),
        severity: Severity::Note,
        sheet,
        row,
        column,
        message: trouble.message(),
        hint: trouble.hint().to_owned(),
    }
}

/// 位置: where a diagnostic stands, in words; empty for the whole file.
#[must_use]
pub fn place(diagnostic: &Diagnostic) -> String {
    let mut out = String::new();
    if !diagnostic.sheet.is_empty() {
        out += &format!("“{}”", diagnostic.sheet);
    }
    if diagnostic.row > 0 {
        out += &format!("第{}行", diagnostic.row);
    }
    if diagnostic.column > 0 {
        out += &format!("{}列", super::trouble::column_letters(diagnostic.column - 1));
    }
    if !out.is_empty() {
        out.push('：');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{Names, OrganId, OrganKind, OrganPath};

    fn organ(kind: OrganKind, level: Level) -> Organ {
        Organ {
            id: OrganId(7),
            code: "219900".into(),
            names: Names::new("示范县人民政府", "县政府"),
            kind,
            level,
            region: "219900".parse().unwrap(),
            parent: None,
            path: OrganPath::root(OrganId(7)),
            line: None,
            fictional: true,
        }
    }

    #[test]
    fn a_county_keeps_its_own_catalogs_and_a_department_none() {
        let county = organ(OrganKind::CountyGovernment, Level::County);
        assert!(reasons_not_to_keep(&county, Tier::County).is_empty());
        assert_eq!(reasons_not_to_keep(&county, Tier::Province)[0].code, "catalog.wrong_tier");
        let department = organ(OrganKind::Department, Level::County);
        assert_eq!(reasons_not_to_keep(&department, Tier::County)[0].code, "catalog.not_a_government");
        let province = organ(OrganKind::ProvinceGovernment, Level::Province);
        assert_eq!(tiers_of(&province), [Tier::National, Tier::Province]);
    }

    #[test]
    fn a_file_without_items_says_the_gravest_first_and_counts_the_rest() {
        let one = |severity, row| Diagnostic {
            code: "GK-C001".into(),
            severity,
            sheet: "表一".into(),
            row,
            column: 2,
            message: "看不懂。".into(),
            hint: "改一改。".into(),
        };
        let mut many: Vec<Diagnostic> = (1..=25).map(|row| one(Severity::Note, row)).collect();
        many.push(one(Severity::Error, 99));
        let reasons = nothing_read("目录.xlsx", &many);
        assert_eq!(reasons.len(), 22);
        assert!(reasons[1].words.contains("“表一”第99行B列：看不懂"), "{}", reasons[1].words);
        assert!(reasons[21].words.contains("另有6条"));
    }

    #[test]
    fn a_day_is_a_day_of_the_calendar() {
        assert_eq!(day_of(" 2026-03-01 ").unwrap(), jiff::civil::date(2026, 3, 1));
        for wrong in ["2026-02-30", "", "明天", "2026/3/1x"] {
            assert_eq!(day_of(wrong).unwrap_err().code, "catalog.bad_day");
        }
    }
}
