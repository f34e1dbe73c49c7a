//! The ground on the black: white words, set by the same workshop, laid into the pixels.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use gk_base::{Fault, Problem};
use hayro::RenderCache;
use hayro::hayro_syntax::Pdf;

use super::raster::{self, Pixels, Raster, Stand};
use crate::pdf;
use crate::world::Engine;

/// Points of the largest and the smallest words on the black.
const LARGEST: f64 = 10.0;
const SMALLEST: f64 = 4.5;
/// Points of words in the margin, where the black is too small for them.
const BESIDE: f64 = 6.0;

/// Words set in white on black, or black on white, each once.
pub(super) struct Stamps<'e> {
    engine: &'e Engine,
    stand: &'e Stand,
    made: HashMap<(String, String, bool), Raster>,
}

impl<'e> Stamps<'e> {
    pub(super) fn new(engine: &'e Engine, stand: &'e Stand) -> Self {
        Self { engine, stand, made: HashMap::new() }
    }

    /// Blackens a rectangle and says on which ground: on the black, or at the right edge of the page beside it.
    pub(super) fn blacken(
        &mut self,
        raster: &mut Raster,
        at: Pixels,
        (ground, scale): (&str, f64),
    ) -> Result<(), Problem> {
        raster.fill(at, 0);
        let (left, top, right, bottom) = at;
        let (wide, high) = (f64::from(right - left) / scale, f64::from(bottom - top) / scale);
        // A Han character is as wide as it is high; a little room stays on both sides.
        let characters: f64 =
            ground.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum::<f64>() + 0.6;
        let size = (high * 0.8).min(wide / characters.max(1.0)).min(LARGEST);
        if size >= SMALLEST {
            let words = self.words(ground, size, scale, true)?;
            let x = left + (right - left).saturating_sub(words.width) / 2;
            let y = top + (bottom - top).saturating_sub(words.height) / 2;
            raster.lay(&cut(words, right - x, bottom - y), x, y);
        } else {
            let words = self.words(ground, BESIDE, scale, false)?;
            let x = raster.width.saturating_sub(words.width + raster::whole(4.0 * scale));
            let y = (top + (bottom - top) / 2).saturating_sub(words.height / 2);
            // Never over the black it speaks of.
            if x > right {
                raster.lay(words, x, y);
            }
        }
        Ok(())
    }

    fn words(&mut self, ground: &str, size: f64, scale: f64, white: bool) -> Result<&Raster, Problem> {
        let key = (ground.to_owned(), format!("{size:.2} {scale:.4}"), white);
        match self.made.entry(key) {
            Entry::Occupied(made) => Ok(made.into_mut()),
            Entry::Vacant(place) => {
                let bytes = pdf::stamp(self.engine, ground, size, white)?;
                let broken = || Fault::new("a stamp that cannot be read");
                let file = Pdf::new(bytes).map_err(|_| broken())?;
                let page = file.pages().first().ok_or_else(broken)?;
                let made = raster::render(page, &RenderCache::new(), &raster::settings(self.stand), scale)?;
                Ok(place.insert(made))
            }
        }
    }
}

/// The part of a picture that fits.
fn cut(raster: &Raster, width: u32, height: u32) -> Raster {
    let (width, height) = (raster.width.min(width), raster.height.min(height));
    let rows = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let rgb = rows.filter_map(|(x, y)| raster.pixel(x, y)).flatten().collect();
    Raster { width, height, rgb }
}
