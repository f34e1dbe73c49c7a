//! The checker of templates (模板审查): an organ may word its letters as it likes, but not drop what the law makes them say.
//!
//! A letter may only use the facts of its form, must use all of them, leaves remedies to the law's own words, and cites no
//! article that is not its decision's.

use super::fact::Fact;
use super::form::Form;
use super::sets::facts_of;
use super::statements::{outcome, statements_of};
use super::template::{Complaint, Line, Piece, Section, Spot, Template, What, parse};
use crate::citation::{ogi, reconsideration};
use crate::foi::RemedyKind;
use crate::text::fold_char;
use crate::{Citation, Coded};

/// 审查通过的模板: the only kind that letters are written from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted(Template);

impl Accepted {
    /// The template.
    #[must_use]
    pub const fn template(&self) -> &Template {
        &self.0
    }
}

/// 审查模板: reads and checks it.
///
/// # Errors
/// Everything that is wrong, with its place, in the order of the text.
pub fn accept(text: &str) -> Result<Accepted, Vec<Complaint>> {
    let template = parse(text)?;
    let against = complaints(&template);
    if against.is_empty() { Ok(Accepted(template)) } else { Err(against) }
}

/// 所有文书共有的事实.
const HEAD: &[Fact] = &[Fact::Organ, Fact::Number, Fact::Addressee, Fact::SignedOn, Fact::Contact];

/// 可用的事实: what a template of this form may name.
#[must_use]
pub fn allowed(form: Form) -> Vec<Fact> {
    let head = HEAD.iter().copied().filter(|fact| match fact {
        Fact::Number => form.is_numbered(),
        _ => true,
    });
    head.chain(facts_of(form).iter().copied()).chain(statements_of(form).iter().copied()).collect()
}

/// 必备的部分: what a template of this form must name, with the section it must stand in.
#[must_use]
pub fn required(form: Form) -> Vec<(Section, Fact)> {
    let free = |fact: &Fact| matches!(fact, Fact::You | Fact::Channel);
    let place = |fact: Fact| if fact.is_block() { Section::Remedy } else { Section::Body };
    let mut out = vec![(Section::Title, Fact::Organ)];
    let addressed = if form.is_addressed() { Section::Salutation } else { Section::Body };
    out.push((addressed, Fact::Addressee));
    let own = facts_of(form).iter().chain(statements_of(form)).copied();
    out.extend(own.filter(|fact| !free(fact)).map(|fact| (place(fact), fact)));
    out.push((Section::Contact, Fact::Contact));
    out
}

/// 模板问题: everything that is wrong with a template that could be read.
#[must_use]
pub fn complaints(template: &Template) -> Vec<Complaint> {
    let mut out = sections(template);
    out.extend(unknown(template));
    out.extend(missing(template));
    for (section, _, lines) in &template.sections {
        for words in lines.iter().flat_map(paragraphs) {
            literal(template.form, *section, &words, &mut out);
        }
    }
    out.sort_by_key(|one| one.at);
    out
}

fn sections(template: &Template) -> Vec<Complaint> {
    let form = template.form;
    let mut out = Vec::new();
    for section in Section::ALL {
        let found = template.sections.iter().find(|(one, _, _)| one == section);
        match found {
            Some((_, at, _)) if !section.belongs_to(form) => {
                let words = format!("{form}没有“{section}”一节。");
                out.push(Complaint::new(*at, "foi.template_section_foreign", words));
            }
            Some((_, at, lines)) => {
                if lines.is_empty() {
                    let words = format!("“{section}”一节没有内容。");
                    out.push(Complaint::new(*at, "foi.template_section_empty", words));
                }
                let single = matches!(section, Section::Title | Section::Salutation);
                if single && (lines.len() > 1 || lines.iter().any(|line| !matches!(line, Line::Words(_)))) {
                    let words = format!("“{section}”一节只能有一行文字。");
                    out.push(Complaint::new(*at, "foi.template_section_long", words));
                }
            }
            None if section.belongs_to(form) => {
                let words = format!("{form}缺少“{section}”一节。");
                out.push(Complaint::new(end(template), "foi.template_section_missing", words));
            }
            None => {}
        }
    }
    out
}

/// Where something missing is reported: at the last section's heading, or at the first line.
fn end(template: &Template) -> Spot {
    template.sections.last().map_or(Spot { line: 1, column: 1 }, |(_, at, _)| *at)
}

fn unknown(template: &Template) -> Vec<Complaint> {
    let form = template.form;
    let allowed = allowed(form);
    let mut out = Vec::new();
    let mut remedies = 0_usize;
    for (section, at, fact) in template.facts() {
        if !allowed.contains(&fact) {
            let words = format!("{form}不使用“{fact}”这一事实。");
            let names: Vec<_> = allowed.iter().map(|fact| fact.label()).collect();
            out.push(
                Complaint::new(at, "foi.template_fact_foreign", words)
                    .cure(format!("可以使用：{}。", names.join("、"))),
            );
        }
        if fact == Fact::Remedy {
            remedies += usize::from(section == Section::Remedy);
            if remedies > 1 || section != Section::Remedy {
                let words = "“救济途径”应当在“救济途径”一节中，只写一次。";
                out.push(Complaint::new(at, "foi.template_remedy_place", words));
            }
        }
    }
    out
}

fn missing(template: &Template) -> Vec<Complaint> {
    let form = template.form;
    let named = template.facts();
    let mut out = Vec::new();
    for (section, fact) in required(form) {
        if named.iter().any(|(where_, _, one)| *one == fact && *where_ == section) {
            continue;
        }
        let at = template.sections.iter().find(|(one, _, _)| *one == section).map(|(_, at, _)| *at);
        let words = format!("{form}的“{section}”一节缺少必备的“{fact}”。");
        let basis = basis_of(form).first().copied().unwrap_or(ogi(33, 0, 0));
        out.push(
            Complaint::new(at.unwrap_or_else(|| end(template)), "foi.template_part_missing", words)
                .by(if fact == Fact::Remedy { reconsideration(20, 0, 0) } else { basis })
                .cure(format!("在该节中写入{{{{{fact}}}}}。")),
        );
    }
    out
}

/// 可引用的条文: of the procedure and of every decision the form tells.
fn basis_of(form: Form) -> Vec<Citation> {
    let decided = form.decisions().flat_map(|decision| decision.basis().iter().copied());
    form.procedure().iter().copied().chain(decided).collect()
}

/// The paragraphs of a line, each with its pieces.
fn paragraphs(line: &Line) -> Vec<Vec<Piece>> {
    match line {
        Line::Words(words) => vec![words.clone()],
        Line::Each(_, _, lines) => lines.clone(),
        Line::Block(..) | Line::Table(..) => Vec::new(),
    }
}

/// Literal text with its places: folded, without spaces, a fact as one mark that matches nothing.
struct Literal {
    text: String,
    spots: Vec<(usize, Spot)>,
}

impl Literal {
    fn of(pieces: &[Piece]) -> Self {
        let mut out = Self { text: String::new(), spots: Vec::new() };
        for piece in pieces {
            let What::Text(text) = &piece.what else {
                out.push('\u{0}', piece.at);
                continue;
            };
            for (offset, c) in text.chars().enumerate() {
                let at = Spot { line: piece.at.line, column: piece.at.column + offset };
                if let Some(c) = fold_char(c).filter(|c| !c.is_whitespace()) {
                    out.push(c, at);
                }
            }
        }
        out
    }
    fn push(&mut self, c: char, at: Spot) {
        self.spots.push((self.text.len(), at));
        self.text.push(c);
    }
    fn spot(&self, byte: usize) -> Spot {
        let before = self.spots.iter().rev().find(|(start, _)| *start <= byte);
        before.map_or(Spot { line: 1, column: 1 }, |(_, at)| *at)
    }
    fn find(&self, words: &[&str]) -> Option<Spot> {
        words.iter().filter_map(|word| self.text.find(word)).min().map(|byte| self.spot(byte))
    }
}

const SUIT: &[&str] = &["行政诉讼", "起诉", "人民法院", "提起诉讼"];
const REVIEW: &[&str] = &["复议"];
const UPPER: &[&str] = &["上一级主管部门", "上级主管部门", "上一级行政机关", "上级行政机关", "上级部门"];
const OLD_CONDITION: &[&str] = &["生产、生活、科研", "生产生活科研", "特殊需要"];
const IDENTITY: &[&str] = &["身份证号", "证件号码", "公民身份号码"];

fn literal(form: Form, section: Section, pieces: &[Piece], out: &mut Vec<Complaint>) {
    let words = Literal::of(pieces);
    remedy_words(form, &words, out);
    if let Some(at) = words.find(OLD_CONDITION) {
        let what = "条例2019年修订后，申请不以生产、生活、科研等特殊需要为条件。";
        out.push(Complaint::new(at, "foi.template_old_condition", what).by(ogi(27, 0, 0)));
    }
    if let Some(at) = words.find(IDENTITY) {
        let what = "文书不得载明申请人的证件号码。";
        out.push(Complaint::new(at, "foi.template_identity", what).by(ogi(15, 0, 0)));
    }
    let traditional = pieces.iter().find_map(|piece| match &piece.what {
        What::Text(text) => text
            .chars()
            .position(|c| crate::text::has_traditional(c.encode_utf8(&mut [0; 4])))
            .map(|offset| Spot { line: piece.at.line, column: piece.at.column + offset }),
        _ => None,
    });
    if let Some(at) = traditional {
        let what = format!("“{section}”一节中有繁体字，公文使用规范汉字。");
        out.push(Complaint::new(at, "foi.template_traditional", what));
    }
    outcomes(form, &words, out);
    articles(form, &words, out);
}

/// 结论: a letter says its own and no other.
fn outcomes(form: Form, words: &Literal, out: &mut Vec<Complaint>) {
    const OUTCOMES: &[&str] = &[
        "决定予以公开",
        "决定不予公开",
        "决定予以部分公开",
        "决定部分公开",
        "不作为政府信息公开申请处理",
        "不予重复处理",
        "不予处理",
        "不再处理",
        "不予提供",
        "信息不存在",
        "决定予以更正",
        "决定不予更正",
        "视为同意",
    ];
    let mut own: Vec<&str> = form.decisions().map(|decision| outcome(form, Some(decision))).collect();
    own.extend([outcome(form, None), form.label()]);
    for phrase in OUTCOMES.iter().filter(|phrase| !own.iter().any(|words| words.contains(**phrase))) {
        if let Some(at) = words.find(&[phrase]) {
            let what = format!("{form}不作出“{phrase}”的结论。");
            out.push(
                Complaint::new(at, "foi.template_outcome_other", what)
                    .cure("用{{答复结论}}，由程序按答复类型写出结论。"),
            );
        }
    }
}

/// 救济途径的文字 is the law's: a template that words it itself gets it wrong sooner or later.
fn remedy_words(form: Form, words: &Literal, out: &mut Vec<Complaint>) {
    let (suit, review, upper) = (words.find(SUIT), words.find(REVIEW), words.find(UPPER));
    let first = form.decisions().any(|decision| decision.remedy_kind() == RemedyKind::ReviewFirst);
    let complaint = if let Some(at) = upper.filter(|_| review.is_some()) {
        let what = "2024年1月1日起，不再由申请人选择向上一级主管部门申请行政复议。";
        Complaint::new(at, "foi.template_old_law", what).by(reconsideration(24, 1, 1))
    } else if let Some(at) = suit.filter(|_| first) {
        let what = "不予公开的，应当先申请行政复议，不得告知可以直接提起行政诉讼。";
        Complaint::new(at, "foi.template_remedy_wrong", what).by(reconsideration(23, 1, 4))
    } else if let Some(at) = suit.into_iter().chain(review).min() {
        if form.tells_remedy() {
            let what = "救济途径的文字由程序按答复类型和法律文本写出，模板不得自行书写。";
            Complaint::new(at, "foi.template_remedy_literal", what).by(reconsideration(20, 0, 0))
        } else {
            let what = format!("{form}是过程性文书，不告知救济途径。");
            Complaint::new(at, "foi.template_remedy_foreign", what).by(reconsideration(20, 0, 0))
        }
    } else {
        return;
    };
    out.push(complaint.cure("删去这些文字，在“救济途径”一节单独一行写{{救济途径}}（过程性文书不写）。"));
}

/// 条文: only those of the form.
fn articles(form: Form, words: &Literal, out: &mut Vec<Complaint>) {
    let known: Vec<String> = basis_of(form)
        .iter()
        .filter(|one| one.article() > 0)
        .flat_map(|one| [one.place_of_article(), format!("第{}条", one.article())])
        .collect();
    for (byte, _) in words.text.match_indices('第') {
        let rest = words.text.get(byte..).unwrap_or_default();
        let numeral: usize = rest
            .chars()
            .skip(1)
            .take_while(|c| "零〇一二三四五六七八九十百".contains(*c) || c.is_ascii_digit())
            .map(char::len_utf8)
            .sum();
        let end = '第'.len_utf8() + numeral;
        if numeral == 0 || !rest.get(end..).is_some_and(|tail| tail.starts_with('条')) {
            continue;
        }
        let article = rest.get(..end + '条'.len_utf8()).unwrap_or_default();
        if !known.iter().any(|one| one == article) {
            let what = format!("{form}不以{article}为依据。");
            out.push(
                Complaint::new(words.spot(byte), "foi.template_article_wrong", what)
                    .cure("用{{法律依据}}，由程序按答复类型写出条文。"),
            );
        }
    }
}
