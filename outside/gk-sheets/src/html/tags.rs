//! Tags and texts of a page, as tolerant as a browser and linear in its length.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'p> {
    /// A tag.
    Open(Tag),
    /// An end tag, in small letters.
    Close(String),
    /// Text, references resolved.
    Text(Cow<'p, str>),
}

/// A tag with the attributes that matter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    rowspan: Option<u32>,
    colspan: Option<u32>,
    hidden: bool,
}

impl Tag {
    /// `rowspan` or `colspan`, at least 1; 0 means "to the end" and is left to the table.
    pub(super) fn span(&self, name: &str) -> u32 {
        let span = if name == "rowspan" { self.rowspan } else { self.colspan };
        span.unwrap_or(1)
    }
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden
    }
}

/// Cuts a page into tokens.
pub(super) struct Tags<'p> {
    rest: &'p str,
    /// The element whose content is not markup.
    raw: Option<String>,
}

impl<'p> Tags<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        Self { rest: page.strip_prefix('\u{feff}').unwrap_or(page), raw: None }
    }

    /// Skips to the end tag of an element whose content is not markup.
    fn skip_raw(&mut self, name: &str) {
        let mut from = 0;
        while let Some(at) = self.rest.get(from..).and_then(|rest| rest.find("</")) {
            let start = from + at;
            let tail = self.rest.get(start + 2..).unwrap_or_default();
            if tail.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)) {
                self.rest = self.rest.get(start..).unwrap_or_default();
                return;
            }
            from = start + 2;
        }
        self.rest = "";
    }

    /// Declarations, comments and instructions are passed over; `false` when there is none here.
    fn skip_declaration(&mut self) -> bool {
        let (begin, end) = if self.rest.starts_with("<!-->") {
            (5, "")
        } else if self.rest.starts_with("<!--") {
            (4, "-->")
        } else if self.rest.starts_with("<![CDATA[") {
            (9, "]]>")
        } else if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            (2, ">")
        } else {
            return false;
        };
        let tail = self.rest.get(begin..).unwrap_or_default();
        self.rest = match tail.find(end) {
            Some(at) => tail.get(at + end.len()..).unwrap_or_default(),
            None => "",
        };
        true
    }

    fn text(&mut self) -> Token<'p> {
        // A `<` that begins no tag is text.
        let from = usize::from(self.rest.starts_with('<'));
        let at =
            self.rest.get(from..).and_then(|rest| rest.find('<')).map_or(self.rest.len(), |at| at + from);
        let (text, rest) = self.rest.split_at(at);
        self.rest = rest;
        Token::Text(resolved(text))
    }

    fn tag(&mut self) -> Option<Token<'p>> {
        let tail = self.rest.strip_prefix('<')?;
        let (closing, tail) = match tail.strip_prefix('/') {
            Some(tail) => (true, tail),
            None => (false, tail),
        };
        if !tail.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end =
            tail.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(tail.len());
        let (name, mut rest) = tail.split_at(end);
        let mut tag = Tag { name: name.to_ascii_lowercase(), ..Tag::default() };
        while let Some((key, value, more)) = attribute(rest) {
            tag.note(key, value);
            rest = more;
        }
        self.rest = rest.find('>').and_then(|at| rest.get(at + 1..)).unwrap_or_default();
        if closing {
            return Some(Token::Close(tag.name));
        }
        if matches!(
            tag.name.as_str(),
            "script" | "style" | "textarea" | "noscript" | "iframe" | "template" | "select" | "rt" | "rp"
        ) {
            self.raw = Some(tag.name.clone());
        }
        Some(Token::Open(tag))
    }
}

impl<'p> Iterator for Tags<'p> {
    type Item = Token<'p>;

    fn next(&mut self) -> Option<Token<'p>> {
        if let Some(name) = self.raw.take() {
            self.skip_raw(&name);
        }
        while !self.rest.is_empty() {
            if !self.rest.starts_with('<') {
                return Some(self.text());
            }
            if self.skip_declaration() {
                continue;
            }
            return Some(match self.tag() {
                Some(token) => token,
                None => self.text(),
            });
        }
        None
    }
}

impl Tag {
    fn note(&mut self, key: &str, value: &str) {
        let number = || value.trim().parse::<u32>().ok().map(|n| n.min(65_534));
        if key.eq_ignore_ascii_case("rowspan") {
            self.rowspan = self.rowspan.or_else(number);
        } else if key.eq_ignore_ascii_case("colspan") {
            self.colspan = self.colspan.or_else(number);
        } else if key.eq_ignore_ascii_case("hidden") {
            self.hidden = true;
        } else if key.eq_ignore_ascii_case("style") {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            self.hidden |= style.to_ascii_lowercase().contains("display:none");
        }
    }
}

/// The next attribute of a tag: key, value, and what follows; `None` at the tag's end.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    if text.is_empty() || text.starts_with('>') {
        return None;
    }
    // A `=` at the very beginning belongs to the key, as in a browser.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
    let end = text.get(first..)?.find(ends).map_or(text.len(), |at| at + first);
    let (key, rest) = text.split_at(end);
    let after = rest.trim_start();
    let Some(value) = after.strip_prefix('=') else { return Some((key, "", rest)) };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            let (value, rest) = inner.split_once(quote).unwrap_or((inner, ""));
            return Some((key, value, rest));
        }
    }
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
    let (value, rest) = value.split_at(end);
    Some((key, value, rest))
}

/// A text with its references resolved; what is no reference stays as it is.
fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        match reference(tail) {
            Some((shown, more)) => {
                out.push_str(&shown);
                rest = more;
            }
            None => {
                out.push('&');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn reference(text: &str) -> Option<(Cow<'static, str>, &str)> {
    let name = text.strip_prefix('&')?;
    // The longest name has 32 letters.
    let end = name
        .char_indices()
        .take(40)
        .find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '#'))
        .map_or(name.len().min(40), |(at, _)| at);
    let (word, rest) = (name.get(..end)?, name.get(end..)?);
    let rest = rest.strip_prefix(';').unwrap_or(rest);
    if let Some(code) = word.strip_prefix('#') {
        let code = match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => code.parse().ok()?,
        };
        let one = char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{FFFD}');
        return Some((Cow::Owned(one.to_string()), rest));
    }
    Some((Cow::Borrowed(resolve_html5_entity(word)?), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_comments_and_references_are_cut_as_browsers_do() {
        let page = "<!DOCTYPE html><!-- <td> --><script>if (a<b) '</td>'</script><TD rowspan='2' COLSPAN=3 style=\"display : none\">a&nbsp;&amp&#20844;&#x5F00; 3 < 4 &nonsense;</td>";
        let tokens: Vec<_> = Tags::new(page).filter(|token| *token != Token::Text("".into())).collect();
        let cell = Tag { name: "td".into(), rowspan: Some(2), colspan: Some(3), hidden: true };
        assert_eq!(tokens[2], Token::Open(cell));
        let text: String = tokens
            .iter()
            .filter_map(|t| if let Token::Text(t) = t { Some(t.as_ref()) } else { None })
            .collect();
        assert_eq!(text, "a\u{a0}&公开 3 < 4 &nonsense;");
    }

    #[test]
    fn a_cut_tag_ends_the_page() {
        assert_eq!(Tags::new("<td style=\"x").count(), 1);
        assert_eq!(Tags::new("<").count(), 1);
        assert_eq!(Tags::new("<!--").count(), 0);
        assert_eq!(Tags::new("<script>").count(), 1);
    }
}
