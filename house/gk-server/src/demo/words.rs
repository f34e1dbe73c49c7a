//! The words of the demonstration, from its templates.

use askama::Template;
use gk_base::problem::Fault;

/// Which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Label,
    SiteName,
    Clerk,
    Reviewer,
    ClerkTitle,
    ReviewerTitle,
    Explained,
    Dropped,
    None,
    Same,
    Together,
    Event,
    Returned,
    Withdrawn,
    Title,
    Plan,
    FoiLeader,
    FoiLeaderTitle,
    FoiContact,
    FoiUnit,
    FoiItems,
    FoiPlaces,
    FoiSearch,
    FoiParty,
    FoiPartyContact,
    FoiOpinion,
    FoiExtended,
    FoiReturned,
    FoiTransferTo,
    FoiAddress,
    FoiFile,
    FoiEmail,
    FoiSource,
    FoiPlace,
    FoiAnswered,
    FoiRated,
    FoiProof,
    FoiFound,
    FoiSecret,
    FoiExplained,
    FoiShown,
    FoiUpper,
    HouseholdTitle,
    HouseholdBody,
    HouseholdOpinion,
    Agreed,
    RevisedLine,
    RevisedWhy,
    RepealedNumber,
    RepealNumber,
    RepealedTitle,
    RepealedBody,
    RepealTitle,
    RepealBody,
    GuideTitle,
    GuideBody,
}

#[derive(Template)]
#[template(path = "demo/word.txt")]
struct WordText<'a> {
    word: Word,
    organ: &'a str,
    item: &'a str,
}

/// The words, about an organ and an item.
pub(super) fn about(word: Word, organ: &str, item: &str) -> Result<String, Fault> {
    let text = WordText { word, organ, item }.render().map_err(|e| Fault::because("words", e))?;
    Ok(text.trim().to_owned())
}

/// The words.
pub(super) fn say(word: Word) -> Result<String, Fault> {
    about(word, "", "")
}

/// What every page of the demonstration is labelled with.
///
/// # Errors
/// When the words cannot be rendered, which the tests exclude.
pub fn label() -> Result<String, Fault> {
    say(Word::Label)
}

/// The name of the demonstration's site.
///
/// # Errors
/// As [`label`].
pub fn site_name() -> Result<String, Fault> {
    say(Word::SiteName)
}

#[derive(Template)]
#[template(path = "demo/record.md", escape = "none")]
struct Body<'a> {
    elements: &'a [String],
}

/// The body of an invented record: it says so first, then something under each element.
pub(super) fn body(elements: &[String]) -> Result<String, Fault> {
    Body { elements }.render().map_err(|e| Fault::because("a body", e))
}
