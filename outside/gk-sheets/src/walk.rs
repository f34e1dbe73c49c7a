//! A walk through XML: open, close, text; nothing else, nothing external, and no deeper than allowed.

use std::borrow::Cow;

use gk_rules::catalog::trouble::{Fault, Spot};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::intake::{Intake, Run, Stop};

/// One step. An empty element opens and closes.
#[derive(Debug)]
pub(crate) enum Step<'x> {
    /// An element begins.
    Open(BytesStart<'x>),
    /// An element ends; its name without prefix.
    Close(String),
    /// Character data, references resolved. References to declared entities are left out, never expanded.
    Text(Cow<'x, str>),
}

/// The walker.
pub(crate) struct Walk<'x> {
    reader: Reader<&'x [u8]>,
    part: String,
    depth: u64,
    limit: u64,
}

impl<'x> Walk<'x> {
    pub(crate) fn new(xml: &'x str, part: &str, intake: &Intake<'_>) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part: part.to_owned(), depth: 0, limit: intake.limits.depth }
    }

    /// The next step; `None` at the end of the document.
    pub(crate) fn next(&mut self) -> Run<Option<Step<'x>>> {
        loop {
            let event = self.reader.read_event().map_err(|_| Stop::damaged(&self.part))?;
            match event {
                Event::Eof if self.depth > 0 => return Err(Stop::damaged(&self.part)),
                Event::Eof => return Ok(None),
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    if self.depth > self.limit {
                        let spot = Spot::Part(self.part.clone());
                        return Err(Stop { spot, fault: Fault::TooDeep { limit: self.limit } });
                    }
                    return Ok(Some(Step::Open(tag)));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Step::Close(tag.local_name().as_ref().to_owned())));
                }
                Event::Text(text) => return Ok(Some(Step::Text(text.into_inner()))),
                Event::CData(text) => return Ok(Some(Step::Text(text.into_inner()))),
                Event::GeneralRef(name) => {
                    let one = match name.resolve_char_ref() {
                        Ok(Some(one)) => Cow::Owned(one.to_string()),
                        _ => Cow::Borrowed(resolve_xml_entity(&name.into_inner()).unwrap_or_default()),
                    };
                    return Ok(Some(Step::Text(one)));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }
}

/// An attribute by its name without prefix, references resolved.
pub(crate) fn attr(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|one| one.key.local_name().as_ref() == name)?;
    Some(match quick_xml::escape::unescape(&found.value) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}

/// An attribute as a number.
pub(crate) fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attr(tag, name)?.trim().parse().ok()
}

/// An attribute that says yes: `1`, `true`, `on`.
pub(crate) fn yes(tag: &BytesStart<'_>, name: &str) -> bool {
    matches!(attr(tag, name).as_deref(), Some("1" | "true" | "on"))
}
