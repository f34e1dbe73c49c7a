//! Templates of letters (文书模板) as they come with the program, one for each form, every one of them past the checker.
//!
//! An organ may word its own; its versions are kept by the room and pass the same checker.

pub mod samples;

use std::sync::LazyLock;

use gk_rules::Coded;
use gk_rules::foi::letters::{Accepted, Form, accept};

/// Writes the table of templates: form and file.
macro_rules! texts {
    ($($form:ident $file:literal),+ $(,)?) => {
        /// 模板原文: the text of a template, as an organ starts from it.
        #[must_use]
        pub const fn source(form: Form) -> &'static str {
            match form { $(Form::$form => include_str!(concat!("../../letters/", $file, ".txt"))),+ }
        }
    };
}

texts! {
    Receipt "L1", Correction "L2", GiveReasons "L3", FeeNotice "L4", Extension "L5", AskThirdParty "L6", AskJointMaker "L7j",
    AskOtherOrgan "L7o", ConsultationNote "L8", TellThirdParty "L9", AlreadyPublic "L10", Disclosed "L11", InPart "L12",
    Withheld "L13", SpecialRules "L14", NotFound "L15", NotOurs "L16", ToBeMade "L17", StillUnclear "L18",
    NotAnApplication "L19", Repeated "L20r", Confirmation "L20c", Publication "L21", Excessive "L22", NotCorrected "L23c",
    NotPaid "L23p", RecordCorrected "L24y", RecordKept "L24n", RecordPassedOn "L24t", ServiceReturn "L25",
}

/// Read and checked once; a test says that none is refused.
static TEMPLATES: LazyLock<Vec<Accepted>> =
    LazyLock::new(|| Form::ALL.iter().filter_map(|form| accept(source(*form)).ok()).collect());

/// 通用模板: the template of a form that comes with the program.
#[must_use]
pub fn template(form: Form) -> Option<&'static Accepted> {
    TEMPLATES.iter().find(|one| one.template().form == form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_a_template_that_the_checker_accepts() {
        for form in Form::ALL {
            let found = accept(source(*form));
            let told = found
                .as_ref()
                .map_err(|all| all.iter().map(|one| one.reason.words.clone()).collect::<Vec<_>>());
            assert!(told.is_ok(), "{form}: {told:#?}");
            assert_eq!(template(*form).map(|one| one.template().form), Some(*form));
        }
    }

    #[test]
    fn what_is_written_is_simplified_and_has_no_latin_filler() {
        for form in Form::ALL {
            let text = source(*form);
            assert!(!gk_rules::text::has_traditional(text), "{form}");
            assert!(!text.contains(['(', ')', ',', ';', '"']), "{form}: half-width marks");
        }
    }
}
