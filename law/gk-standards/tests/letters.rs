//! Letters as they go out: golden texts for every form and decision, what the checker refuses, and that whatever it accepts
//! is written whole.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop where its own data is wrong"
)]

use std::path::Path;
use std::sync::LazyLock;

use gk_rules::foi::letters::check::{allowed, required};
use gk_rules::foi::letters::template::{Complaint, Section};
use gk_rules::foi::letters::value::{Addressee, Identity};
use gk_rules::foi::letters::{CaseFacts, Fact, Form, LetterText, accept, compose, ready};
use gk_rules::foi::{Decision, RemedyKind};
use gk_rules::{Coded, Reason};
use gk_standards::letters::samples::{Sample, preview, samples, texts};
use gk_standards::letters::{source, template};
use proptest::prelude::*;

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(samples);

fn sample(name: &str) -> Sample {
    SAMPLES.clone().into_iter().find(|one| one.name == name).expect("a sample of that name")
}
fn written(sample: &Sample) -> LetterText {
    let ready = ready(sample.form, &sample.case).expect("complete");
    compose(template(sample.form).expect("a template"), &ready).expect("written")
}
fn refused(form: Form, case: &CaseFacts) -> Vec<Reason> {
    let ready = ready(form, case);
    ready.and_then(|ready| compose(template(form).expect("a template"), &ready)).expect_err("refused")
}
fn codes(against: &[Reason]) -> Vec<&'static str> {
    against.iter().map(|one| one.code).collect()
}
fn complaints(text: &str) -> Vec<Complaint> {
    accept(text).expect_err("refused")
}
fn told(text: &str) -> Vec<&'static str> {
    complaints(text).iter().map(|one| one.reason.code).collect()
}

#[test]
fn every_letter_reads_as_the_golden_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/foi");
    let texts = texts();
    for (name, text) in &texts {
        let golden = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap_or_default();
        assert_eq!(golden, *text, "{name}: look at the difference, then run `make golden`");
    }
    let kept = std::fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(kept, texts.len(), "a golden file that no sample writes");
}

#[test]
fn every_form_and_every_decision_has_a_sample_and_a_preview() {
    let all = samples();
    for form in Form::ALL {
        assert!(all.iter().any(|one| one.form == *form), "{form}");
        assert!(preview(template(*form).expect("a template")).is_ok(), "{form}");
    }
    for decision in Decision::ALL.iter().filter(|one| Form::of(**one).is_some()) {
        let sample = all.iter().find(|one| one.case.decision == Some(*decision)).expect("a sample");
        let remedy = sample.case.remedy.as_ref().expect("a remedy");
        assert_eq!(remedy.kind(), decision.remedy_kind(), "{decision}");
    }
}

#[test]
fn no_letter_ends_a_case_without_remedy_and_no_step_of_it_tells_one() {
    for sample in samples() {
        let letter = written(&sample);
        assert_eq!(letter.remedy.is_empty(), !sample.form.tells_remedy(), "{}", sample.name);
        let first = sample.case.remedy.as_ref().is_some_and(|one| one.kind() == RemedyKind::ReviewFirst);
        let text = letter.to_string();
        assert_eq!(text.contains("6个月"), sample.form.tells_remedy() && !first, "{}", sample.name);
        assert!(!text.contains("{{") && !text.contains("}}") && !text.contains("**"), "{}", sample.name);
        assert!(!text.contains("。。") && !text.contains("：。"), "{}:\n{text}", sample.name);
    }
}

#[test]
fn the_law_of_2024_changes_the_remedy_of_a_department_overnight() {
    let old = written(&sample("compare-department-C5-2023-12-31")).to_string();
    let new = written(&sample("compare-department-C5-2024-01-01")).to_string();
    assert!(old.contains("示范县人民政府") && old.contains("或者示范市民政局") && old.contains("6个月"));
    assert!(new.contains("先向示范县人民政府") && !new.contains("示范市民政局") && !new.contains("6个月"));
    let mixed = written(&sample("compare-township-B"));
    assert_eq!(mixed.remedy.len(), 2);
    assert!(mixed.remedy[0].text().contains("第3页第2段") && !mixed.remedy[0].text().contains("附件2"));
    assert!(written(&sample("compare-government-A2-online")).to_string().contains("https://fuyi.example.cn"));
    let tax = written(&sample("compare-tax-D1a")).to_string();
    assert!(tax.contains("向国家税务总局示范市税务局") && !tax.contains("向示范县人民政府"));
}

#[test]
fn a_fact_that_is_missing_is_named_and_all_at_once() {
    for form in Form::ALL {
        let against = refused(*form, &CaseFacts::default());
        let facts = against.iter().filter(|one| one.code == "foi.letter_fact_missing").count();
        let own = gk_rules::foi::letters::sets::facts_of(*form).len();
        let head = 4 + usize::from(form.is_numbered()) + usize::from(form.leaves_the_case());
        assert_eq!(
            facts,
            own + head,
            "{form}: {:?}",
            against.iter().map(|one| &one.words).collect::<Vec<_>>()
        );
    }
    let mut case = sample("L2").case;
    case.missing = Some(vec![String::new()]);
    case.summary = None;
    let against = refused(Form::Correction, &case);
    assert_eq!(codes(&against), ["foi.letter_fact_missing"; 2]);
    assert!(against[0].words.contains("申请内容") && against[1].words.contains("需补正事项"));
}

#[test]
fn a_remedy_of_another_decision_or_another_law_is_refused() {
    let mut case = sample("L13-C5").case;
    case.remedy = sample("L15-D1a").case.remedy;
    assert_eq!(codes(&refused(Form::Withheld, &case)), ["foi.remedy_wrong"]);
    let mut old = sample("L15-D1a").case;
    old.remedy = sample("compare-department-C5-2023-12-31").case.remedy;
    assert_eq!(codes(&refused(Form::NotFound, &old)), ["foi.remedy_wrong"], "open, but of the text of 2017");
}

#[test]
fn a_remedy_of_another_organ_or_of_other_parts_is_refused() {
    let mut case = sample("L15-D1a").case;
    case.remedy = sample("compare-tax-D1a").case.remedy;
    assert_eq!(codes(&refused(Form::NotFound, &case)), ["foi.remedy_other_organ"]);
    let mut mixed = sample("L12-B").case;
    let parts = mixed.redactions.as_mut().expect("parts");
    parts[0].place = "第9页".into();
    assert_eq!(codes(&refused(Form::InPart, &mixed)), ["foi.remedy_other_parts"]);
    mixed.redactions.as_mut().expect("parts")[1].ground = Decision::Petition;
    assert_eq!(codes(&refused(Form::InPart, &mixed)), ["foi.part_ground_wrong", "foi.remedy_other_parts"]);
}

#[test]
fn a_letter_of_another_decision_is_refused() {
    let mut case = sample("L13-C5").case;
    case.decision = Some(Decision::NotFound);
    assert_eq!(codes(&refused(Form::Withheld, &case)), ["foi.letter_other_decision"]);
    case.decision = Some(Decision::InProcess);
    assert_eq!(codes(&refused(Form::Withheld, &case)), ["foi.ground_other_decision"]);
}

#[test]
fn days_that_cannot_stand_together_are_refused() {
    let l5 = |change: fn(&mut CaseFacts)| {
        let mut case = sample("L5").case;
        change(&mut case);
        codes(&refused(Form::Extension, &case))
    };
    assert_eq!(l5(|case| case.signed_on = case.new_due), ["foi.extension_after_period"]);
    assert_eq!(l5(|case| case.approved_on = case.new_due), ["foi.extension_not_approved"]);
    assert_eq!(l5(|case| case.new_due = case.due_on), ["foi.extension_none"]);
    let mut short = sample("L2").case;
    short.correct_by = short.signed_on;
    assert_eq!(codes(&refused(Form::Correction, &short)), ["foi.period_too_short"]);
    let mut lapse = sample("L23-F1").case;
    lapse.correct_by = lapse.signed_on;
    assert!(lapse.correct_by.is_some());
    assert_eq!(codes(&refused(Form::NotCorrected, &lapse)), ["foi.lapse_before_period"]);
    let mut late = sample("L9").case;
    late.disclose_on = Some(jiff::civil::date(2026, 3, 4));
    assert_eq!(codes(&refused(Form::TellThirdParty, &late)), ["foi.third_party_told_late"]);
    let mut fee = sample("L4").case;
    fee.amount = Some(gk_rules::money::Fen::yuan(1));
    assert_eq!(codes(&refused(Form::FeeNotice, &fee)), ["foi.fee_amount_differs"]);
}

#[test]
fn no_letter_carries_an_identity_number() {
    let mut case = sample("L11-A2").case;
    case.summary = Some("本人（11010519491231002X）的低保档案".into());
    assert_eq!(codes(&refused(Form::Disclosed, &case)), ["foi.letter_identity_number"]);
}

#[test]
fn a_letter_to_others_hides_who_applied_unless_it_is_needed() {
    let mut case = sample("L6").case;
    assert!(!written(&sample("L6")).to_string().contains("赵某某"));
    case.info = Some("赵某某申请公开的采购合同单价".into());
    assert_eq!(codes(&refused(Form::AskThirdParty, &case)), ["foi.letter_names_applicant"]);
    case.identity = Some(Identity::Shown {
        name: "赵某某".into(),
        why: "第三方须核对其是否为合同相对人".into(),
    });
    let shown = written(&Sample { name: String::new(), form: Form::AskThirdParty, case: case.clone() });
    assert!(shown.to_string().contains("申请人为赵某某，载明其身份的原因是"));
    case.identity = Some(Identity::Hidden);
    case.info = Some("采购合同单价".into());
    case.addressee = Some(Addressee::Person("赵某某".into()));
    assert!(ready(Form::AskThirdParty, &case).is_ok(), "the addressee may bear the applicant's name");
}

#[test]
fn silence_is_told_by_the_rule_of_each_addressee() {
    assert!(written(&sample("L7j")).to_string().contains("视为同意公开"));
    assert!(!written(&sample("L6")).to_string().contains("视为同意"));
    assert!(written(&sample("L7o")).to_string().contains("不视为同意"));
}

#[test]
fn a_body_is_not_spoken_to_like_a_person() {
    let mut body = sample("L11-A2");
    body.case.addressee = Some(Addressee::Body("示范科技有限公司".into()));
    let text = written(&body).to_string();
    assert!(text.contains("贵单位提交的") && !text.contains('您'));
}

#[test]
fn a_template_that_drops_a_required_part_is_refused_with_the_part_named() {
    for form in Form::ALL {
        for (section, fact) in required(*form) {
            let found = accept(&without(*form, fact)).expect_err("a part is missing");
            let label = fact.label();
            let named = found.iter().any(|one| {
                let line = format!("第{}行", one.at.line);
                one.reason.words.contains(&format!("“{label}”")) && one.reason.words.starts_with(&line)
            });
            assert!(named, "{form} {section} {label}: {found:#?}");
        }
    }
}

/// The template of a form in which a fact is nowhere told: its list and its table are gone, and words stand in its places.
fn without(form: Form, fact: Fact) -> String {
    let (mut out, mut inside) = (Vec::new(), false);
    for line in source(form).lines() {
        if line == format!("{{{{逐项 {fact}}}}}") {
            inside = true;
        }
        if !inside && line != format!("{{{{表格 {fact}}}}}") {
            out.push(line.replace(&format!("{{{{{fact}}}}}"), "某某"));
        }
        inside = inside && line != "{{完}}";
    }
    out.join("\n")
}

#[test]
fn a_template_that_words_the_remedy_itself_is_refused_by_what_is_wrong() {
    let with = |form: Form, words: &str| source(form).replace("〔正文〕", &format!("〔正文〕\n{words}"));
    let direct = with(Form::Withheld, "如不服，可以在6个月内向人民法院提起**行政**诉讼。");
    assert_eq!(told(&direct), ["foi.template_remedy_wrong"]);
    let old = with(Form::NotFound, "也可以向上一级主管部门申请行政复议。");
    assert_eq!(told(&old), ["foi.template_old_law"]);
    assert_eq!(told(&with(Form::NotFound, "如不服，可以申请复 议。")), ["foi.template_remedy_literal"]);
    assert_eq!(
        told(&with(Form::FeeNotice, "对收费不服的，可以申请行政复议。")),
        ["foi.template_remedy_foreign"]
    );
    assert_eq!(told(&with(Form::Disclosed, "对不服的，可以向上一級主管部門申請行政復議。")).len(), 2);
    let spot = &complaints(&direct)[0];
    assert_eq!((spot.at.line, spot.at.column), (10, 13));
    assert!(spot.reason.words.starts_with("第10行第13列：") && spot.reason.cure.is_some());
}

#[test]
fn a_template_with_a_foreign_article_condition_or_fact_is_refused() {
    let with = |form: Form, words: &str| source(form).replace("〔正文〕", &format!("〔正文〕\n{words}"));
    assert_eq!(told(&with(Form::Withheld, "依据条例第二十一条第（三）项。")), ["foi.template_article_wrong"]);
    assert_eq!(told(&with(Form::Withheld, "依据条例第39条。")), ["foi.template_article_wrong"]);
    assert!(accept(&with(Form::Withheld, "依据条例第三十六条、第14条。")).is_ok());
    assert_eq!(
        told(&with(Form::Receipt, "请说明生产、生活、科研等特殊需要。")),
        ["foi.template_old_condition"]
    );
    assert_eq!(told(&with(Form::Receipt, "身份证号码：")), ["foi.template_identity"]);
    assert_eq!(told(&with(Form::Receipt, "公開")), ["foi.template_traditional"]);
    assert_eq!(told(&with(Form::Withheld, "本机关决定予以**公开**。")), ["foi.template_outcome_other"]);
    assert_eq!(told(&with(Form::AskThirdParty, "逾期视为同意公开。")), ["foi.template_outcome_other"]);
    assert_eq!(told(&with(Form::Receipt, "{{应缴金额}}")), ["foi.template_fact_foreign"]);
    assert_eq!(told(&with(Form::Withheld, "{{救济途径}}")), ["foi.template_remedy_place"]);
    assert!(told(&source(Form::Withheld).replace("L13", "L1")).contains(&"foi.template_fact_foreign"));
}

#[test]
fn a_template_without_a_section_or_with_a_foreign_one_is_refused() {
    let cut = |form: Form, words: &str| source(form).replace(words, "");
    assert!(told(&cut(Form::Withheld, "〔救济途径〕\n")).contains(&"foi.template_section_missing"));
    assert!(told(&cut(Form::Withheld, "{{救济途径}}\n")).contains(&"foi.template_section_empty"));
    let foreign = source(Form::Receipt).replace("〔联系〕", "〔救济途径〕\n见背面\n〔联系〕");
    assert_eq!(told(&foreign), ["foi.template_section_foreign"]);
    let long = source(Form::Receipt).replace("〔称谓〕", "副标题\n〔称谓〕");
    assert_eq!(told(&long), ["foi.template_section_long"]);
}

/// What somebody may do to a template in an editor.
#[derive(Debug, Clone)]
enum Edit {
    Drop(usize),
    Twice(usize),
    Insert(usize, String),
    Name(usize, usize),
    Cut(usize, usize),
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        any::<usize>().prop_map(Edit::Drop),
        any::<usize>().prop_map(Edit::Twice),
        (any::<usize>(), "(\\PC|请|感谢|\\*\\*|\\{\\{序号\\}\\}){0,12}")
            .prop_map(|(at, text)| Edit::Insert(at, text)),
        (any::<usize>(), any::<usize>()).prop_map(|(at, fact)| Edit::Name(at, fact)),
        (any::<usize>(), any::<usize>()).prop_map(|(at, from)| Edit::Cut(at, from)),
    ]
}

fn edited(form: Form, edits: &[Edit]) -> String {
    let mut lines: Vec<String> = source(form).lines().map(str::to_owned).collect();
    for edit in edits {
        let at = |n: &usize| n % lines.len().max(1);
        match edit {
            Edit::Drop(n) if lines.len() > 1 => {
                let here = at(n);
                lines.remove(here);
            }
            Edit::Twice(n) => {
                let here = at(n);
                lines.insert(here, lines[here].clone());
            }
            Edit::Insert(n, text) => {
                let here = at(n).max(1);
                lines.insert(here, text.clone());
            }
            Edit::Name(n, fact) => {
                let (here, names) = (at(n), allowed(form));
                let name = names[fact % names.len()].label();
                lines[here].push_str(&format!("{{{{{name}}}}}"));
            }
            Edit::Cut(n, from) => {
                let here = at(n);
                let keep = from % (lines[here].chars().count() + 1);
                lines[here] = lines[here].chars().take(keep).collect();
            }
            Edit::Drop(_) => {}
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn whatever_the_checker_accepts_is_written_whole(
        pick in any::<proptest::sample::Index>(), edits in proptest::collection::vec(edits(), 0..4),
    ) {
        let sample = pick.get(&SAMPLES);
        let text = edited(sample.form, &edits);
        let Ok(accepted) = accept(&text) else { return Ok(()) };
        prop_assert_eq!(accepted.template().form, sample.form);
        let letter = compose(&accepted, &ready(sample.form, &sample.case).expect("complete"));
        let letter = match letter {
            Ok(letter) => letter,
            Err(against) => return Err(TestCaseError::fail(format!("{against:?}"))),
        };
        let shown = letter.to_string();
        prop_assert!(!shown.contains("{{") && !shown.contains("}}"), "{}", shown);
        prop_assert!(!letter.title.is_empty() && !letter.body.is_empty() && !letter.contact.is_empty());
        let named = accepted.template().facts();
        for (section, fact) in required(sample.form) {
            prop_assert!(named.iter().any(|(at, _, one)| *one == fact && *at == section), "{}", fact);
        }
        if let Some(remedy) = sample.case.remedy.as_ref().filter(|_| sample.form.tells_remedy()) {
            prop_assert_eq!(letter.remedy.iter().filter(|block| remedy.paragraphs().contains(&block.text())).count(), remedy.paragraphs().len());
        }
        prop_assert!(Section::ALL.iter().all(|section| section.belongs_to(sample.form) != accepted.template().lines(*section).is_empty()));
    }
}
