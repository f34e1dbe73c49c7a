//! The new file: written from nothing, page by page; no history, no metadata, no attachments.

use std::io::Write as _;

use gk_base::{Fault, Problem};
use image::ImageEncoder as _;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use pdf_writer::{Chunk, Filter, Finish as _, Name, Pdf, Rect, Ref, TextStr};

use super::raster::{self, Raster};

/// Quality of pages that are photographs.
const QUALITY: u8 = 88;
/// A page without loss may be so large in bytes; a larger one is a photograph.
const LOSSLESS: usize = 600_000;

/// A new file being written.
pub(super) struct NewFile {
    pdf: Pdf,
    pages: Vec<Ref>,
    catalog: Ref,
    tree: Ref,
    next: Ref,
}

impl NewFile {
    /// An empty file.
    pub(super) fn new() -> Self {
        let mut next = Ref::new(1);
        let (catalog, tree) = (next.bump(), next.bump());
        Self { pdf: Pdf::new(), pages: Vec::new(), catalog, tree, next }
    }
    /// The next free number, and what pages hang under.
    pub(super) fn numbers(&self) -> (Ref, Ref) {
        (self.next, self.tree)
    }
    /// Takes pages that were copied.
    pub(super) fn take(&mut self, chunk: &Chunk, next: Ref) {
        self.pdf.extend(chunk);
        self.next = next;
    }
    /// Puts a page that was copied behind the others.
    pub(super) fn place(&mut self, page: Ref) {
        self.pages.push(page);
    }
    /// Puts a page that is a picture behind the others.
    pub(super) fn picture(&mut self, raster: &Raster, scale: f64) -> Result<(), Problem> {
        let (image, content, page) = (self.next.bump(), self.next.bump(), self.next.bump());
        let packed = Packed::of(raster)?;
        let side = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let mut writer = self.pdf.image_xobject(image, &packed.bytes);
        writer.filter(packed.filter);
        writer.width(side(raster.width));
        writer.height(side(raster.height));
        writer.bits_per_component(8);
        if packed.grey {
            writer.color_space().device_gray();
        } else {
            writer.color_space().device_rgb();
        }
        if packed.filter == Filter::FlateDecode {
            let colours = if packed.grey { 1 } else { 3 };
            writer
                .decode_parms()
                .predictor(pdf_writer::types::Predictor::PngOptimum)
                .colors(colours)
                .bits_per_component(8)
                .columns(side(raster.width));
        }
        writer.finish();
        // As large as its pixels, so that it is shown pixel by pixel.
        let points = |pixels: u32| raster::single(f64::from(pixels) / scale);
        let (width, height) = (points(raster.width), points(raster.height));
        let mut drawing = pdf_writer::Content::new();
        drawing.save_state();
        drawing.transform([width, 0.0, 0.0, height, 0.0, 0.0]);
        drawing.x_object(Name(b"Im0"));
        drawing.restore_state();
        self.pdf.stream(content, drawing.finish().as_slice());
        let mut writer = self.pdf.page(page);
        writer.parent(self.tree).media_box(Rect::new(0.0, 0.0, width, height)).contents(content);
        writer.resources().x_objects().pair(Name(b"Im0"), image);
        writer.finish();
        self.pages.push(page);
        Ok(())
    }
    /// The bytes of the file.
    pub(super) fn done(mut self) -> Vec<u8> {
        self.pdf.catalog(self.catalog).pages(self.tree).lang(TextStr("zh-CN"));
        let count = i32::try_from(self.pages.len()).unwrap_or(i32::MAX);
        self.pdf.pages(self.tree).kids(self.pages.iter().copied()).count(count);
        self.pdf.finish()
    }
}

/// Bytes packed as the format packs them.
pub(super) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing to memory does not fail.
    let _ = packer.write_all(bytes);
    packer.finish().unwrap_or_default()
}

/// A picture packed: without loss where that is small, as a photograph otherwise.
struct Packed {
    bytes: Vec<u8>,
    filter: Filter,
    grey: bool,
}

impl Packed {
    fn of(raster: &Raster) -> Result<Self, Problem> {
        let grey = raster.is_grey();
        let shades: Vec<u8> =
            if grey { raster.rgb.iter().copied().step_by(3).collect() } else { raster.rgb.clone() };
        let colour = if grey { image::ExtendedColorType::L8 } else { image::ExtendedColorType::Rgb8 };
        let broken = |e| Fault::because("packing a page", e);
        let mut png = Vec::new();
        PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive)
            .write_image(&shades, raster.width, raster.height, colour)
            .map_err(broken)?;
        let inner = png_data(&png);
        if inner.len() <= LOSSLESS && !inner.is_empty() {
            return Ok(Self { bytes: inner, filter: Filter::FlateDecode, grey });
        }
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, QUALITY)
            .write_image(&shades, raster.width, raster.height, colour)
            .map_err(broken)?;
        Ok(Self { bytes, filter: Filter::DctDecode, grey })
    }
}

/// What a PNG packs its pixels in is what a PDF packs them in too.
fn png_data(png: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = png.get(8..).unwrap_or_default();
    while let Some((length, tail)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let Some((name, tail)) = tail.split_first_chunk::<4>() else { break };
        let Some(data) = tail.get(..length) else { break };
        if name == b"IDAT" {
            out.extend_from_slice(data);
        }
        rest = tail.get(length + 4..).unwrap_or_default();
    }
    out
}
