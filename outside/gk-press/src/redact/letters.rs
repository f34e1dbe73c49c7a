//! What stands on a page: every letter with its place, and whether there is more than letters tell.

use gk_rules::redaction::{Area, comparable};
use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Rect, Shape};

/// A letter where it stands, in points from the upper left corner of the page as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Letter {
    /// What it says; more than one character for a ligature.
    pub(crate) text: String,
    /// Its ink and the room it takes.
    pub(crate) room: Rect,
    /// Its ink; nothing for a blank.
    pub(crate) ink: Option<Rect>,
    /// Written so that nobody sees it.
    pub(crate) invisible: bool,
    /// Written in white.
    pub(crate) white: bool,
}

/// What stands on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sight {
    /// The letters, in the order of the file.
    pub(crate) letters: Vec<Letter>,
    /// Whether letters were drawn of which the file does not say what they are.
    pub(crate) unread: bool,
    /// Whether pictures were drawn: what they show cannot be read.
    pub(crate) pictures: bool,
}

/// Reads a page.
pub(crate) fn read<'a>(
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> Sight {
    let mut reader = Reader(Sight::default());
    let (width, height) = page.render_dimensions();
    let room = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, room, cache, page.xref(), settings.clone());
    interpret_page(page, &mut context, &mut reader);
    reader.0
}

struct Reader(Sight);

impl<'a> Device<'a> for Reader {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let place = transform * glyph_transform;
        let (ink, advance) = match glyph {
            Glyph::Outline(one) => {
                let outline = one.outline();
                let ink = outline
                    .segments()
                    .next()
                    .is_some()
                    .then(|| place.transform_rect_bbox(outline.bounding_box()));
                (ink, f64::from(one.advance_width().unwrap_or(1000.0)))
            }
            // Drawn by a little program: its size is not known before it is run.
            Glyph::Type3(_) => (None, 1000.0),
        };
        let body = place.transform_rect_bbox(Rect::new(0.0, -180.0, advance.clamp(0.0, 4000.0), 900.0));
        let room = ink.map_or(body, |ink| body.union(ink));
        let Some(said) = glyph.as_unicode() else {
            self.0.unread = true;
            return;
        };
        let text = match said {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        };
        let again = matches!(mode, GlyphDrawMode::Stroke(_))
            && self.0.letters.last().is_some_and(|last| last.text == text && last.room == room);
        if !again {
            let invisible = matches!(mode, GlyphDrawMode::Invisible);
            let white = matches!(paint, Paint::Color(colour) if colour.to_rgba().to_rgba8() == [255; 4]);
            self.0.letters.push(Letter { text, room, ink, invisible, white });
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.0.pictures = true;
    }
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Sight {
    /// Everything the page says, as it is compared, in the order of the file and in the order of the eye.
    pub(crate) fn said(&self) -> [String; 2] {
        let plain =
            |order: &[&Letter]| comparable(&order.iter().map(|one| one.text.as_str()).collect::<String>());
        [plain(&self.letters.iter().collect::<Vec<_>>()), plain(&self.by_eye())]
    }

    /// The letters from top to bottom and from left to right.
    fn by_eye(&self) -> Vec<&Letter> {
        self.lines().concat()
    }

    /// The same, line by line.
    pub(crate) fn lines(&self) -> Vec<Vec<&Letter>> {
        let mut order: Vec<&Letter> = self.letters.iter().collect();
        order.sort_by(|a, b| a.room.center().y.total_cmp(&b.room.center().y));
        let mut lines: Vec<Vec<&Letter>> = Vec::new();
        for letter in order {
            let here = lines.last_mut().filter(|line| {
                line.first().is_some_and(|first| {
                    (first.room.center().y - letter.room.center().y).abs()
                        < first.room.height().min(letter.room.height()) / 2.0
                })
            });
            match here {
                Some(line) => line.push(letter),
                None => lines.push(vec![letter]),
            }
        }
        for line in &mut lines {
            line.sort_by(|a, b| a.room.x0.total_cmp(&b.room.x0));
        }
        lines
    }

    /// Where words stand on a page: a rectangle for each piece of a line.
    pub(crate) fn find(&self, words: &str, page: u32) -> Vec<Area> {
        let needle: Vec<char> = comparable(words).chars().collect();
        let mut out: Vec<Area> = Vec::new();
        for order in [self.letters.iter().collect::<Vec<_>>(), self.by_eye()] {
            for found in places(&order, &needle) {
                for piece in pieces(&found) {
                    let area = area(piece, page);
                    if !out.contains(&area) {
                        out.push(area);
                    }
                }
            }
        }
        out
    }
}

/// Every run of letters that says the words.
fn places<'l>(order: &[&'l Letter], needle: &[char]) -> Vec<Vec<&'l Letter>> {
    let said: Vec<(char, usize)> = order
        .iter()
        .enumerate()
        .flat_map(|(n, one)| comparable(&one.text).chars().map(|c| (c, n)).collect::<Vec<_>>())
        .collect();
    if needle.is_empty() {
        return Vec::new();
    }
    said.windows(needle.len())
        .filter(|window| window.iter().zip(needle).all(|((c, _), wanted)| c == wanted))
        .map(|window| {
            let (first, last) = (window.first().map_or(0, |one| one.1), window.last().map_or(0, |one| one.1));
            order.get(first..=last).unwrap_or_default().to_vec()
        })
        .collect()
}

/// A run of letters cut where a new line begins.
fn pieces(run: &[&Letter]) -> Vec<Rect> {
    let mut out: Vec<Rect> = Vec::new();
    for letter in run {
        let joined = out.last_mut().filter(|last| {
            let overlap = last.y1.min(letter.room.y1) - last.y0.max(letter.room.y0);
            overlap > last.height().min(letter.room.height()) / 2.0
        });
        match joined {
            Some(last) => *last = last.union(letter.room),
            None => out.push(letter.room),
        }
    }
    out
}

fn area(room: Rect, page: u32) -> Area {
    Area {
        page,
        left: room.x0 - 0.75,
        top: room.y0 - 0.75,
        width: room.width() + 1.5,
        height: room.height() + 1.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str, x: f64, y: f64) -> Letter {
        let room = Rect::new(x, y, x + 10.0, y + 10.0);
        Letter { text: text.into(), room, ink: Some(room), invisible: false, white: false }
    }

    #[test]
    fn words_are_found_over_the_end_of_a_line_and_in_any_order_of_the_file() {
        let letters = vec![
            letter("某", 10.0, 20.0),
            letter("某", 20.0, 20.0),
            letter("住", 80.0, 0.0),
            letter(" ", 90.0, 0.0),
            letter("张", 100.0, 0.0),
        ];
        let sight = Sight { letters, ..Sight::default() };
        assert!(!sight.said()[0].contains("张某某"));
        assert!(sight.said()[1].contains("张某某"));
        let areas = sight.find("张 某某", 3);
        assert_eq!(areas.len(), 2, "{areas:?}");
        assert!(areas.iter().all(|area| area.page == 3));
        assert!((areas[1].width - 21.5).abs() < 1e-9, "{areas:?}");
        assert_eq!(sight.find("李", 3), []);
    }
}
