//! Lists of people (人员名单): what a posting may show, by whom it is about.
//!
//! 社会救助暂行办法 art 11 has low-income and other applications posted in village or community before they are approved, so
//! names may stand there; art 61 keeps everything else about the people confidential. 个人信息保护法 art 28 guards health and
//! children under fourteen. Which columns may stand beside a name is a dated setting: no national text lists them.

use serde::{Deserialize, Serialize};

use super::finding::Problem;
use super::names::is_name;
use super::numbers::Hit;
use crate::Day;
use crate::duty::settings::{Setting, in_force};
use crate::privacy::mask;
use crate::privacy::places::{addresses, fold};
use crate::text::skeleton;

crate::codes! {
    /// 名单类别: whom a list is about.
    pub enum ListSubject {
        /// 最低生活保障
        LowIncome = "low_income" => "最低生活保障",
        /// 特困人员
        ExtremePoverty = "extreme_poverty" => "特困人员救助供养",
        /// 临时救助、医疗救助和其他救助
        Relief = "relief" => "临时救助和其他救助",
        /// 残疾人补贴
        Disability = "disability" => "残疾人补贴",
        /// 未成年人
        Children = "children" => "未成年人",
        /// 患者
        Patients = "patients" => "患者",
    }
}

crate::codes! {
    /// 姓名的公开方式: how names may stand in a list.
    pub enum NameRule {
        /// 可以公开全名
        Full = "full" => "可以公开全名",
        /// 应当隐去
        Masked = "masked" => "应当隐去",
    }
}

/// 名单规则: how the names of a list may stand; a domain's own rules replace it from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRule {
    /// 类别
    pub subject: ListSubject,
    /// 姓名
    pub names: NameRule,
}

/// 国家规定的名单规则: 低保、特困、残疾和救助 lists may show names; lists of children and of patients may not.
#[must_use]
pub fn national() -> Vec<Setting<ListRule>> {
    let rule = |subject, names, year, month, source: &str| Setting {
        value: ListRule { subject, names },
        from: jiff::civil::date(year, month, 1),
        until: None,
        source: source.to_owned(),
    };
    vec![
        rule(ListSubject::LowIncome, NameRule::Full, 2014, 5, "《社会救助暂行办法》第十一条：审批前公示"),
        rule(
            ListSubject::ExtremePoverty,
            NameRule::Full,
            2014,
            5,
            "《社会救助暂行办法》：特困人员供养适用低保的公示程序",
        ),
        rule(
            ListSubject::Relief,
            NameRule::Full,
            2014,
            5,
            "《社会救助暂行办法》：临时救助、医疗救助审批前公示",
        ),
        rule(ListSubject::Disability, NameRule::Full, 2014, 5, "推定：残疾人补贴公示姓名，类别和等级隐去"),
        rule(
            ListSubject::Children,
            NameRule::Masked,
            2014,
            5,
            "推定：《个人信息保护法》第二十八条，未满十四周岁的信息为敏感个人信息",
        ),
        rule(
            ListSubject::Patients,
            NameRule::Masked,
            2014,
            5,
            "推定：《个人信息保护法》第二十八条，医疗健康为敏感个人信息",
        ),
    ]
}

/// 名单类别的识别: whom the words above a list speak of; children and patients before what helps them.
#[must_use]
pub fn subject(words: &str) -> Option<ListSubject> {
    const WORDS: &[(ListSubject, &[&str])] = &[
        (
            ListSubject::Children,
            &["孤儿", "留守儿童", "困境儿童", "无人抚养儿童", "未成年", "儿童", "学生", "幼儿", "学前"],
        ),
        (ListSubject::Patients, &["患者", "确诊", "病例", "慢性病", "病人", "密切接触", "精神障碍"]),
        (ListSubject::Disability, &["残疾"]),
        (ListSubject::LowIncome, &["低保", "最低生活保障"]),
        (ListSubject::ExtremePoverty, &["特困", "五保"]),
        (ListSubject::Relief, &["救助", "困难补助", "慰问"]),
    ];
    WORDS
        .iter()
        .find(|(_, words_of)| words_of.iter().any(|word| words.contains(word)))
        .map(|(subject, _)| *subject)
}

/// 栏目种类: what a column of a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Child,
    Health,
    Address,
    Other,
}

fn column(head: &str) -> Column {
    let head = skeleton(head);
    let any = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if any(&[
        "残疾类",
        "残疾等",
        "残疾程",
        "病种",
        "疾病",
        "患病",
        "病情",
        "健康",
        "诊断",
        "致残",
        "残疾级",
        "病名",
    ]) {
        Column::Health
    } else if any(&["住址", "家庭地址", "户籍地址", "地址", "居住地"]) {
        Column::Address
    } else if any(&["儿童姓名", "学生姓名", "幼儿姓名", "孤儿姓名", "未成年人姓名"]) {
        Column::Child
    } else if (any(&["姓名"])
        || ["户主", "救助对象", "保障对象", "享受人", "申请人", "受助人", "补助对象"]
            .contains(&head.as_str()))
        && !any(&["经办", "联系人", "负责人", "包保", "责任人", "干部"])
    {
        Column::Name
    } else {
        Column::Other
    }
}

/// 分列: the cells of a line: at tabs and strokes, else at wide gaps, else at single spaces.
fn cells(line: &str) -> Vec<&str> {
    let by_marks: Vec<&str> = line.split(['\t', '|', '│', '┃']).map(str::trim).collect();
    if by_marks.len() > 1 {
        let inner = by_marks.iter().skip(usize::from(by_marks.first().is_some_and(|one| one.is_empty())));
        return inner.copied().collect();
    }
    let wide = line.replace('　', "  ").contains("  ");
    if wide {
        let parts: Vec<&str> = line.split("  ").flat_map(|one| one.split('　')).map(str::trim).collect();
        return parts.into_iter().filter(|one| !one.is_empty()).collect();
    }
    line.split_whitespace().collect()
}

/// 表: the columns of the list that is being read and what its rule says.
struct Table {
    columns: Vec<Column>,
    subject: Option<ListSubject>,
    names: NameRule,
}

/// 查找名单: hits by line, counted from zero.
pub(super) fn lists(lines: &[&str], rules: &[Setting<ListRule>], day: Day) -> Vec<(usize, Hit)> {
    let mut out = Vec::new();
    let mut table: Option<Table> = None;
    let mut above: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let parts = cells(line);
        if let Some(head) = header(&parts) {
            let words =
                above.iter().rev().take(4).chain(above.first()).copied().collect::<Vec<_>>().join(" ") + line;
            let subject = subject(&words);
            table = Some(Table { columns: head, subject, names: names_of(subject, rules, day) });
            continue;
        }
        match &table {
            Some(open) if parts.len() >= 2 && parts.len() + 2 >= open.columns.len() => {
                out.extend(row(line, &parts, open).into_iter().map(|hit| (at, hit)));
            }
            _ => table = None,
        }
        above.push(line);
    }
    out
}

/// The columns, where a line is the head of a list of people.
fn header(parts: &[&str]) -> Option<Vec<Column>> {
    let columns: Vec<Column> = parts.iter().map(|one| column(one)).collect();
    let named = columns.iter().any(|one| matches!(one, Column::Name | Column::Child));
    let short = parts.iter().all(|one| one.chars().count() <= 14);
    (columns.len() >= 2 && named && short).then_some(columns)
}

fn names_of(subject: Option<ListSubject>, rules: &[Setting<ListRule>], day: Day) -> NameRule {
    let Some(subject) = subject else { return NameRule::Full };
    let of_subject: Vec<Setting<ListRule>> =
        rules.iter().filter(|rule| rule.value.subject == subject).cloned().collect();
    // Where no rule holds on the day, names are hidden: what nobody allows is not allowed.
    in_force("名单规则", &of_subject, day).map_or(NameRule::Masked, |rule| rule.value.names)
}

fn row(line: &str, parts: &[&str], table: &Table) -> Vec<Hit> {
    let mut out = Vec::new();
    let chars: Vec<char> = line.chars().collect();
    let place = |cell: &str| {
        let from = line.find(cell).and_then(|at| line.get(..at)).map_or(0, |before| before.chars().count());
        from..(from + cell.chars().count()).min(chars.len())
    };
    // A row with a cell less than the head has lost its serial number or its remark; names are found by themselves.
    let shift = table.columns.len().saturating_sub(parts.len());
    let columns = if shift == 0 || !is_figure(parts.first()) {
        table.columns.get(shift..)
    } else {
        Some(table.columns.as_slice())
    };
    let pairs: Vec<(Column, &str)> =
        columns.unwrap_or_default().iter().copied().zip(parts.iter().copied()).collect();
    let name =
        pairs.iter().find(|(column, cell)| matches!(column, Column::Name | Column::Child) && is_name(cell));
    let Some((kind, name)) = name.copied() else { return out };
    let hidden = table.names == NameRule::Masked;
    if hidden || kind == Column::Child {
        let problem = match table.subject {
            Some(ListSubject::Children) => Problem::Minor,
            _ if kind == Column::Child => Problem::Minor,
            Some(ListSubject::Patients) => Problem::Health,
            _ => Problem::ListedName,
        };
        out.push(Hit::new(place(name), problem, mask::name(name)));
    }
    for (column, cell) in &pairs {
        let shown = cell.contains(['*', '×', '＊'])
            || ["", "无", "/", "-", "—", "健康", "良好", "一般"].contains(cell);
        let says = match column {
            Column::Health => !shown,
            Column::Address => !shown && !addresses(&fold(cell)).is_empty(),
            _ => false,
        };
        if says {
            let problem = if *column == Column::Health { Problem::Health } else { Problem::ListedColumn };
            out.push(Hit::new(place(cell), problem, format!("{} ****", mask::name(name))));
        }
    }
    out
}

fn is_figure(cell: Option<&&str>) -> bool {
    cell.is_some_and(|cell| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Day {
        jiff::civil::date(2026, 11, 1)
    }
    fn found(text: &str) -> Vec<(usize, Problem)> {
        let lines: Vec<&str> = text.lines().collect();
        lists(&lines, &national(), day()).into_iter().map(|(line, hit)| (line, hit.problem)).collect()
    }

    #[test]
    fn names_of_a_low_income_list_may_stand_and_its_illnesses_may_not() {
        assert_eq!(
            found("示范镇低保对象公示名单\n序号\t户主姓名\t人口\t金额\n1\t王建国\t3\t650\n2\t李红\t2\t430"),
            []
        );
        let ill = "示范镇低保对象公示名单\n序号\t姓名\t致残原因\n1\t王建国\t车祸\n2\t李*\t车祸";
        assert_eq!(found(ill), [(2, Problem::Health)]);
        let home = "残疾人补贴公示\n序号 姓名 残疾等级 住址\n1 王建国 *** 示范镇前进村3组12号";
        assert_eq!(found(home), [(2, Problem::ListedColumn)]);
    }

    #[test]
    fn names_of_children_and_patients_are_hidden() {
        assert_eq!(
            found("孤儿基本生活费发放表\n姓名  性别  金额\n王小明  男  1200\n李某  女  1200"),
            [(2, Problem::Minor)]
        );
        assert_eq!(found("慢性病患者名单\n| 姓名 | 年龄 |\n| 王建国 | 60 |"), [(2, Problem::Health)]);
    }

    #[test]
    fn a_domain_may_have_names_masked_from_a_day() {
        let mut rules = national();
        rules.retain(|rule| rule.value.subject != ListSubject::LowIncome);
        let lines = ["低保公示", "姓名 金额", "王建国 600"];
        let hits = lists(&lines, &rules, day());
        assert_eq!(hits.len(), 1);
        assert_eq!((hits[0].1.problem, hits[0].1.evidence.as_str()), (Problem::ListedName, "王*"));
        rules.push(Setting {
            value: ListRule { subject: ListSubject::LowIncome, names: NameRule::Full },
            from: jiff::civil::date(2027, 1, 1),
            until: None,
            source: "示例".into(),
        });
        assert_eq!(lists(&lines, &rules, day()).len(), 1);
        assert!(lists(&lines, &rules, jiff::civil::date(2027, 1, 1)).is_empty());
    }

    #[test]
    fn a_list_of_no_such_people_is_left_alone() {
        assert_eq!(found("2026年度先进工作者公示\n序号 姓名 单位\n1 王建国 示范县民政局"), []);
        assert_eq!(found("值班表\n日期 值班人员 电话\n1日 王建国 0412-7823456"), []);
    }

    #[test]
    fn what_no_text_fixes_says_that_it_is_inferred() {
        assert!(
            national().iter().all(|rule| rule.source.contains("社会救助") || rule.source.starts_with("推定"))
        );
    }
}
