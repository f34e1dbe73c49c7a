//! HTML: the innermost tables with data, with their spans and captions; text where there is no table.

mod table;
mod tags;

use gk_rules::catalog::sheet::{Piece, Sheet, Source};
use gk_rules::catalog::trouble::{Fault, Spot};

use self::table::{Frame, HtmlCell};
use self::tags::{Tag, Tags, Token};
use crate::intake::{Intake, Run};

/// A heading is no longer than this, in characters.
const HEADING: usize = 80;

/// The data tables of a page, or its visible text where there is none.
pub(crate) fn read(page: &str, intake: &mut Intake<'_>) -> Run<Source> {
    let reading = walk(page, intake)?;
    let table = |piece| match piece {
        Piece::Table(sheet) => Some(sheet),
        Piece::Text(_) => None,
    };
    let sheets: Vec<Sheet> = reading.flow.into_iter().filter_map(table).collect();
    if sheets.is_empty() {
        let text = reading.all.finish();
        intake.text(text.len())?;
        return Ok(Source::Text(text));
    }
    Ok(Source::Sheets(sheets))
}

/// Lines outside tables, and data tables, in the order of the page.
pub(crate) fn pieces(page: &str, intake: &mut Intake<'_>) -> Run<Vec<Piece>> {
    let reading = walk(page, intake)?;
    for piece in &reading.flow {
        if let Piece::Text(text) = piece {
            intake.text(text.len())?;
        }
    }
    Ok(reading.flow)
}

fn walk(page: &str, intake: &mut Intake<'_>) -> Run<Reading> {
    let mut reading = Reading::default();
    for token in Tags::new(page) {
        match token {
            Token::Text(text) => reading.text(&text),
            Token::Open(tag) => reading.open(&tag, intake)?,
            Token::Close(name) => reading.close(&name, intake)?,
        }
    }
    while !reading.frames.is_empty() {
        reading.end_table(intake)?;
    }
    reading.block();
    if reading.hidden > 0 {
        intake.remark(Spot::File, Fault::HiddenRows { count: reading.hidden, first: reading.first_hidden });
    }
    Ok(reading)
}

/// Text as a browser shows it: blanks folded, lines where a browser begins one.
#[derive(Debug, Default, Clone)]
pub(crate) struct Shown {
    text: String,
    blank: Option<bool>,
}

impl Shown {
    fn push(&mut self, text: &str) {
        for letter in text.chars() {
            if letter.is_ascii_whitespace() || letter == '\u{a0}' {
                // A line end of the source between Chinese characters is no blank.
                let soft = matches!(letter, '\n' | '\r') && self.blank.unwrap_or(true);
                let known_soft = self.blank == Some(true) && letter != '\u{a0}';
                self.blank = Some(soft || known_soft);
                continue;
            }
            if let Some(soft) = self.blank.take() {
                let last = self.text.chars().next_back();
                let between_wide = last.is_some_and(is_wide) && is_wide(letter);
                if last.is_some_and(|c| c != '\n') && !(soft && between_wide) {
                    self.text.push(' ');
                }
            }
            self.text.push(letter);
        }
    }
    /// A new line, unless one has just begun.
    fn line(&mut self) {
        self.blank = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
    /// A new line in any case.
    fn line_break(&mut self) {
        self.blank = None;
        self.text.push('\n');
    }
    pub(crate) fn finish(self) -> String {
        self.text.trim_matches(|c: char| c == '\n' || c == ' ').to_owned()
    }
}

fn is_wide(letter: char) -> bool {
    matches!(u32::from(letter), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[derive(Default)]
struct Reading {
    frames: Vec<Frame>,
    /// Lines outside tables, and tables, in the order of the page.
    flow: Vec<Piece>,
    all: Shown,
    /// The last heading or short line before a table.
    heading: Option<String>,
    line: Shown,
    in_heading: bool,
    in_title: bool,
    hidden: u64,
    first_hidden: u32,
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "blockquote"
            | "pre"
            | "form"
            | "fieldset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "center"
            | "hr"
            | "title"
    )
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

impl Reading {
    /// The text of the innermost cell or caption; nothing between cells.
    fn target(&mut self) -> Option<&mut Shown> {
        match self.frames.last_mut() {
            Some(frame) => frame.target(),
            None => Some(&mut self.line),
        }
    }

    fn text(&mut self, text: &str) {
        self.all.push(text);
        if let Some(target) = self.target() {
            target.push(text);
        }
    }

    fn open(&mut self, tag: &Tag, intake: &mut Intake<'_>) -> Run<()> {
        let name = tag.name.as_str();
        if name == "br" {
            self.all.line_break();
            if let Some(target) = self.target() {
                target.line_break();
            }
            return Ok(());
        }
        if is_block(name) {
            self.block();
        }
        if is_heading(name) {
            self.in_heading = true;
        }
        match name {
            "title" => self.in_title = true,
            "table" => {
                let name = if self.frames.is_empty() {
                    self.heading.take().unwrap_or_default()
                } else {
                    String::new()
                };
                self.frames.push(Frame::new(name));
                intake.depth(crate::intake::wide(self.frames.len()))?;
            }
            "caption" => self.with(|frame| frame.in_caption = true),
            "tr" => {
                let hidden = tag.is_hidden();
                let Some(frame) = self.frames.last_mut() else { return Ok(()) };
                frame.row(hidden);
            }
            "td" | "th" => {
                let cell = HtmlCell::new(tag.span("rowspan"), tag.span("colspan"));
                self.with(|frame| frame.cell(cell));
            }
            "thead" | "tbody" | "tfoot" => self.with(Frame::end_group),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str, intake: &mut Intake<'_>) -> Run<()> {
        if is_block(name) {
            self.block();
        }
        if is_heading(name) {
            self.in_heading = false;
        }
        match name {
            "title" => self.in_title = false,
            "table" if !self.frames.is_empty() => self.end_table(intake)?,
            "caption" => self.with(|frame| frame.in_caption = false),
            "td" | "th" => self.with(Frame::end_cell),
            "tr" => self.with(Frame::end_row),
            "thead" | "tbody" | "tfoot" => self.with(Frame::end_group),
            _ => {}
        }
        Ok(())
    }

    fn with(&mut self, change: impl FnOnce(&mut Frame)) {
        if let Some(frame) = self.frames.last_mut() {
            change(frame);
        }
    }

    /// A block begins or ends: a line does too.
    fn block(&mut self) {
        self.all.line();
        if self.frames.is_empty() {
            let line = std::mem::take(&mut self.line).finish();
            if !line.is_empty() && line.chars().count() <= HEADING {
                self.heading = Some(line.clone());
            }
            // The name of the page, and of its site, is no line of it.
            if !self.in_title {
                self.tell(&line);
            }
        } else if let Some(target) = self.target() {
            target.line();
        }
    }

    fn end_table(&mut self, intake: &mut Intake<'_>) -> Run<()> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let is_data = frame.is_data();
        let (hidden, first) = frame.hidden();
        let place = |reading: &mut Self, sheets: Vec<Sheet>| match reading.frames.last_mut() {
            Some(outer) => outer.inner(sheets),
            None => reading.flow.extend(sheets.into_iter().map(Piece::Table)),
        };
        if is_data {
            if hidden > 0 {
                self.first_hidden = if self.hidden == 0 { first } else { self.first_hidden };
                self.hidden += hidden;
            }
            let sheet = frame.lay_out(intake)?;
            place(self, sheet.into_iter().collect());
        } else if let Some(outer) = self.frames.last_mut() {
            // A layout table hands on what lies inside it; one without data is part of the cell it stands in.
            let (text, sheets) = frame.dissolve();
            outer.absorb(&text);
            outer.inner(sheets);
        } else {
            let (text, sheets) = frame.dissolve();
            if sheets.is_empty() && !text.is_empty() && text.chars().count() <= HEADING {
                self.heading = Some(text.clone());
            }
            self.tell(&text);
            self.flow.extend(sheets.into_iter().map(Piece::Table));
        }
        Ok(())
    }

    /// Lines of text that stand in no table.
    fn tell(&mut self, text: &str) {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        self.flow.extend(lines.map(|line| Piece::Text(line.to_owned())));
    }
}
