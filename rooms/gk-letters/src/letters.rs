//! Letters of a case: the facts gathered from case, tree, settings and drafter; the text; the files.

pub(crate) mod facts;
pub(crate) mod press;
pub(crate) mod whom;

use gk_base::{Problem, Read, settings};
use gk_rules::foi::letters::{
    Accepted, Asked, CaseFacts, Fact, Form, LetterText, Typed, accept, asked, compose, fill, ready,
};
use gk_rules::{Coded, Day, Reason};

use gk_foi::Open;
use gk_foi::settled::Settings;
use whom::Whom;

/// The key under which an organ keeps its own template of a form; empty text is the standard one again.
pub(crate) fn template_key(organ: &str, form: Form) -> String {
    format!("foi.template.{organ}.{}", form.code())
}

/// The template in force: the organ's own, else the one that comes with the program.
pub(crate) async fn template(
    read: &mut Read,
    organ: &str,
    form: Form,
    day: Day,
) -> Result<Accepted, Problem> {
    let own = settings::in_force(read, &template_key(organ, form), day).await?;
    if let Some(own) = own.filter(|one| !one.value.trim().is_empty()) {
        let refused = |all: Vec<gk_rules::foi::letters::template::Complaint>| {
            Problem::Refused(all.into_iter().map(|one| one.reason).collect())
        };
        return accept(&own.value).map_err(refused);
    }
    let standard = gk_standards::letters::template(form);
    standard.cloned().ok_or_else(|| Problem::missing("template", form.code()))
}

/// Which letter is wanted, with what the drafter wrote.
pub(crate) struct Wish<'a> {
    pub(crate) form: Form,
    /// The name the one asked has in the case; empty for the applicant.
    pub(crate) party: &'a str,
    pub(crate) typed: &'a Typed,
    /// Its number; a draft has the words that stand for none.
    pub(crate) number: Option<&'a str>,
    pub(crate) on: Day,
}

/// A letter as far as it is known.
pub(crate) struct Gathered {
    /// What the drafter is asked.
    pub(crate) asked: Vec<Asked>,
    pub(crate) facts: CaseFacts,
    /// What could not be read or found out.
    against: Vec<Reason>,
    template: Accepted,
    /// 邮寄地址; empty where the letter does not go by post.
    postal: String,
}

impl Gathered {
    /// The text of the letter.
    ///
    /// # Errors
    /// All reasons at once.
    pub(crate) fn text(&self, form: Form) -> Result<LetterText, Vec<Reason>> {
        let ready = ready(form, &self.facts);
        // What is missing in the remedy has been told, by the setting's own name.
        let told = |one: &Reason| self.facts.remedy.is_none() && one.words.contains(Fact::Remedy.label());
        let mut against = self.against.clone();
        if let Err(more) = &ready {
            against.extend(more.iter().filter(|one| self.against.is_empty() || !told(one)).cloned());
        }
        match ready {
            Ok(ready) if against.is_empty() => {
                let text = compose(&self.template, &ready)?;
                // A return stays in the file; it is nobody's mail.
                let postal = if form == Form::ServiceReturn { String::new() } else { self.postal.clone() };
                Ok(LetterText { postal, ..text })
            }
            _ => Err(against),
        }
    }
}

/// Gathers what a letter says, from everywhere it is known.
pub(crate) async fn gather(
    read: &mut Read,
    open: &Open,
    wish: &Wish<'_>,
    whom: &Whom,
) -> Result<Gathered, Problem> {
    let organ = &open.matter.organ;
    let settings = Settings::load(read, &organ.code, wish.on).await?;
    let template = template(read, &organ.code, wish.form, wish.on).await?;
    let mut facts = facts::of_case(open, wish);
    facts::of_letters(read, open, &mut facts).await?;
    facts::of_earlier(read, open, &mut facts).await?;
    facts::of_settings(open, &settings, wish, &mut facts);
    facts::of_people(open, wish, whom, &mut facts);
    let asked = asked(wish.form, &facts);
    let mut against = fill(wish.form, &mut facts, wish.typed);
    if wish.form.tells_remedy() {
        match facts::remedy(read, open, &settings, wish, &facts).await? {
            Ok(remedy) => facts.remedy = remedy,
            Err(more) => against.extend(more),
        }
    }
    Ok(Gathered { asked, facts, against, template, postal: whom.postal.clone() })
}
