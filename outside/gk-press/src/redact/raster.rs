//! Pages as pixels: rendered, blackened, compared.

use std::sync::Arc;

use gk_base::Problem;
use gk_rules::redaction::{Area, PageSize, reasons};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::{FontData, FontQuery};
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

/// Pixels of a page, at most.
const PIXELS: f64 = 24_000_000.0;
/// Points of a side of a page, at most: 200 inches.
const SIDE: f32 = 14_400.0;

/// A picture: three bytes to the pixel, red, green, blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raster {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgb: Vec<u8>,
}

/// A rectangle of pixels: left, top, right, bottom; the last two are outside.
pub(crate) type Pixels = (u32, u32, u32, u32);

/// Letters for files that bring none of their own.
#[derive(Clone, Default)]
pub(crate) struct Stand {
    /// The bytes of a font with Han characters.
    pub(crate) han: Option<(FontData, u32)>,
}

/// How pages are read: Han letters that a file does not bring are taken from our fonts.
pub(crate) fn settings(stand: &Stand) -> InterpreterSettings {
    let plain = InterpreterSettings::default();
    let (usual, han) = (Arc::clone(&plain.font_resolver), stand.han.clone());
    let resolver = move |query: &FontQuery| match query {
        FontQuery::Fallback(wanted) if wanted.character_collection.is_some() => {
            han.clone().or_else(|| usual(query))
        }
        FontQuery::Fallback(_) | FontQuery::Standard(_) => usual(query),
    };
    InterpreterSettings { font_resolver: Arc::new(resolver), render_annotations: true, ..plain }
}

/// How large a page is shown.
pub(crate) fn size(page: &Page<'_>) -> Result<PageSize, Problem> {
    let (width, height) = page.render_dimensions();
    let sound = |n: f32| n.is_finite() && (1.0..=SIDE).contains(&n);
    if !sound(width) || !sound(height) {
        return Err(Problem::refused(reasons::damaged()));
    }
    Ok(PageSize { width: f64::from(width), height: f64::from(height) })
}

/// Pixels to the point: as wished, or as many as a page of this size may have.
pub(crate) fn scale(size: PageSize, dpi: f64) -> f64 {
    let wished = dpi / 72.0;
    let pixels = size.width * size.height * wished * wished;
    if pixels > PIXELS { wished * (PIXELS / pixels).sqrt() } else { wished }
}

/// A page as pixels.
pub(crate) fn render<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    scale: f64,
) -> Result<Raster, Problem> {
    let size = size(page)?;
    let side = |points: f64| whole((points * scale).floor().max(1.0));
    let (width, height) = (side(size.width), side(size.height));
    let narrow = |n: u32| u16::try_from(n).map_err(|_| Problem::refused(reasons::damaged()));
    let factor = single(scale);
    let pixmap = hayro::render(
        page,
        cache,
        settings,
        &RenderSettings {
            x_scale: factor,
            y_scale: factor,
            width: Some(narrow(width)?),
            height: Some(narrow(height)?),
            bg_color: WHITE,
        },
    );
    // The ground is white and opaque, so that the colours stand as they are.
    let rgb = pixmap.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    Ok(Raster { width, height, rgb })
}

/// A number between nought and what a picture may have, without its fraction.
pub(crate) fn whole(n: f64) -> u32 {
    // No conversion of the language does this without `as`; the text of a bounded number has no surprises.
    format!("{:.0}", n.clamp(0.0, 65_535.0).trunc()).parse().unwrap_or_default()
}

/// The nearest single precision number.
pub(crate) fn single(n: f64) -> f32 {
    format!("{n}").parse().unwrap_or_default()
}

impl Raster {
    /// The pixels of an area, one more on every side, so that no edge shines through.
    pub(crate) fn pixels(&self, area: &Area, scale: f64) -> Pixels {
        let left = whole((area.left * scale).floor() - 1.0);
        let top = whole((area.top * scale).floor() - 1.0);
        let right = whole(((area.left + area.width) * scale).ceil() + 1.0).min(self.width);
        let bottom = whole(((area.top + area.height) * scale).ceil() + 1.0).min(self.height);
        (left.min(right), top.min(bottom), right, bottom)
    }

    /// Fills a rectangle.
    pub(crate) fn fill(&mut self, at: Pixels, colour: u8) {
        let (left, top, right, bottom) = at;
        for y in top..bottom {
            for x in left..right {
                if let Some(pixel) = self.pixel_mut(x, y) {
                    pixel.fill(colour);
                }
            }
        }
    }

    /// Lays a smaller picture on this one.
    pub(crate) fn lay(&mut self, other: &Self, left: u32, top: u32) {
        for y in 0..other.height {
            for x in 0..other.width {
                let from = other.pixel(x, y);
                if let (Some(from), Some(to)) = (from, self.pixel_mut(left + x, top + y)) {
                    to.copy_from_slice(&from);
                }
            }
        }
    }

    fn index(&self, x: u32, y: u32) -> Option<usize> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let wide = u64::from(self.width);
        usize::try_from((u64::from(y) * wide + u64::from(x)) * 3).ok()
    }

    /// A pixel, unless it is outside.
    pub(crate) fn pixel(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        let at = self.index(x, y)?;
        self.rgb.get(at..at + 3)?.try_into().ok()
    }

    fn pixel_mut(&mut self, x: u32, y: u32) -> Option<&mut [u8]> {
        let at = self.index(x, y)?;
        self.rgb.get_mut(at..at + 3)
    }

    /// Whether every pixel is a shade of grey.
    pub(crate) fn is_grey(&self) -> bool {
        self.rgb.chunks_exact(3).all(|pixel| matches!(pixel, [r, g, b] if r == g && g == b))
    }

    /// The darkest and the lightest of a rectangle.
    pub(crate) fn range(&self, at: Pixels) -> (u8, u8) {
        let (left, top, right, bottom) = at;
        let mut range = (255, 0);
        for y in top..bottom {
            for x in left..right {
                for shade in self.pixel(x, y).into_iter().flatten() {
                    range = (shade.min(range.0), shade.max(range.1));
                }
            }
        }
        range
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_reaches_over_the_edge_and_never_outside() {
        let mut raster = Raster { width: 10, height: 10, rgb: vec![255; 300] };
        let area = Area { page: 1, left: 2.5, top: 8.0, width: 3.0, height: 50.0 };
        let at = raster.pixels(&area, 1.0);
        assert_eq!(at, (1, 7, 7, 10));
        raster.fill(at, 0);
        assert_eq!(raster.range(at), (0, 0));
        assert_eq!(raster.pixel(0, 7), Some([255; 3]));
        assert_eq!(raster.pixel(10, 0), None);
    }

    #[test]
    fn a_huge_page_gets_fewer_pixels() {
        let scale = scale(PageSize { width: 14_400.0, height: 14_400.0 }, 200.0);
        assert!(14_400.0 * scale <= 4_900.0);
    }
}
