//! Pictures: decoded, blackened, written anew without what a camera or an editor left in them.

use std::io::Cursor;

use gk_base::{Fault, Problem};
use gk_rules::redaction::reasons::{self, Bound, Check};
use gk_rules::redaction::{Area, Blacked, Mark, PageSize, Place, Redacted};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader, Limits, RgbImage};

use super::open::{BYTES, PIXELS};
use super::raster::Raster;
use super::stamp::Stamps;
use super::verify::{self, Burnt};

/// Quality of a JPEG written anew.
const QUALITY: u8 = 90;

/// Whether this is a picture we read, by its first bytes.
pub(super) fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    image::guess_format(bytes).ok().filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg))
}

/// A picture as it is shown: turned the way its camera was held.
pub(super) fn decode(bytes: &[u8], format: ImageFormat) -> Result<Raster, Problem> {
    if bytes.len() > BYTES {
        let limit = BYTES.try_into().unwrap_or(u64::MAX);
        return Err(Problem::refused(reasons::too_large(Bound::Bytes, limit)));
    }
    let damaged = |_| Problem::refused(reasons::damaged());
    let mut limits = Limits::default();
    limits.max_image_width = Some(30_000);
    limits.max_image_height = Some(30_000);
    limits.max_alloc = Some(768 << 20);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Problem::refused(reasons::too_large(Bound::Pixels, PIXELS)));
    }
    let turned = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(turned);
    Ok(on_white(&picture))
}

/// Flat on white: what lies under a transparent place is not carried along.
fn on_white(picture: &DynamicImage) -> Raster {
    let (width, height) = (picture.width(), picture.height());
    let mixed = |colour: u8, alpha: u8| -> u8 {
        let sum = u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
        u8::try_from(sum / 255).unwrap_or(u8::MAX)
    };
    let rgb = match picture.color().has_alpha() {
        false => picture.to_rgb8().into_raw(),
        true => picture
            .to_rgba8()
            .pixels()
            .flat_map(|p| {
                let [r, g, b, a] = p.0;
                [mixed(r, a), mixed(g, a), mixed(b, a)]
            })
            .collect(),
    };
    Raster { width, height, rgb }
}

/// How large a picture is shown.
pub(super) fn size(raster: &Raster) -> PageSize {
    PageSize { width: f64::from(raster.width), height: f64::from(raster.height) }
}

/// A picture as PNG.
pub(super) fn png(raster: Raster) -> Result<Vec<u8>, Problem> {
    encode(raster, ImageFormat::Png)
}

fn encode(raster: Raster, format: ImageFormat) -> Result<Vec<u8>, Problem> {
    let picture = RgbImage::from_raw(raster.width, raster.height, raster.rgb)
        .ok_or_else(|| Fault::new("a picture with too few pixels"))?;
    let mut out = Cursor::new(Vec::new());
    let written = match format {
        ImageFormat::Jpeg => JpegEncoder::new_with_quality(&mut out, QUALITY).write_image(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            image::ExtendedColorType::Rgb8,
        ),
        _ => picture.write_to(&mut out, ImageFormat::Png),
    };
    written.map_err(|e| Fault::because("writing a picture", e))?;
    Ok(out.into_inner())
}

/// Blackens a picture.
pub(super) fn redact(
    bytes: &[u8],
    format: ImageFormat,
    marks: &[Mark],
    stamps: &mut Stamps<'_>,
) -> Result<Redacted, Problem> {
    let mut raster = decode(bytes, format)?;
    let size = size(&raster);
    let mut table = Vec::new();
    let mut reasons = Vec::new();
    for (n, mark) in (1..).zip(marks) {
        match &mark.place {
            Place::Words(_) => reasons.push(reasons::words_not_found(n)),
            Place::Area(area) => match area.on(size).filter(|_| area.page == 1) {
                Some(area) => table.push(Blacked { area, ground: mark.ground.clone(), by_words: false }),
                None => reasons.push(reasons::outside(n, area, 1)),
            },
        }
    }
    Problem::unless_none(reasons)?;
    // Words are as large as they would be on a page of this width.
    let scale = (size.width / 595.0).max(1.0);
    for one in &table {
        let at = raster.pixels(&one.area, 1.0);
        stamps.blacken(&mut raster, at, (&one.ground, scale))?;
    }
    let areas: Vec<Area> = table.iter().map(|one| one.area).collect();
    let burnt = Burnt { raster: raster.clone(), scale: 1.0, areas };
    let bytes = encode(raster, format)?;
    check(&bytes, format, &burnt)?;
    Ok(Redacted { bytes, table, pictured: vec![1], pages: 1, unread: vec![1] })
}

/// The new picture read again.
fn check(bytes: &[u8], format: ImageFormat, burnt: &Burnt) -> Result<(), Problem> {
    let refused = |check| Problem::refused(reasons::not_verified(check));
    let shown = decode(bytes, format).map_err(|_| refused(Check::Readable))?;
    if burnt.areas.iter().any(|area| !verify::is_as_burnt(&shown, burnt, area)) {
        return Err(refused(Check::Black));
    }
    if has_remarks(bytes) {
        return Err(refused(Check::Extras));
    }
    Ok(())
}

/// Whether a picture carries more than pixels.
fn has_remarks(bytes: &[u8]) -> bool {
    if let Some(clean) = without_remarks(bytes) {
        return clean.len() != bytes.len();
    }
    const TOLD: [&[u8]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"];
    // Chunks stand before the pixels or after them; the pixels are packed and may spell anything.
    let data = super::open::positions(bytes, b"IDAT").next().unwrap_or(bytes.len());
    let head = bytes.get(..data).unwrap_or_default();
    TOLD.iter().any(|name| super::open::positions(head, name).next().is_some())
        || !bytes.ends_with(b"IEND\xaeB`\x82")
}

/// A JPEG without remarks, Exif, thumbnails and the like; nothing for what is no JPEG.
pub(super) fn without_remarks(jpeg: &[u8]) -> Option<Vec<u8>> {
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
    let mut out = vec![0xff, 0xd8];
    loop {
        let [0xff, marker, high, low, ..] = rest else { return None };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let end = length.checked_add(2)?;
        let segment = rest.get(..end)?;
        // From the scan on, everything is the picture, up to its end.
        if *marker == 0xda {
            let end = rest.windows(2).rposition(|pair| pair == [0xff, 0xd9]).map_or(rest.len(), |at| at + 2);
            out.extend_from_slice(rest.get(..end)?);
            return Some(out);
        }
        // JFIF, colour profile, Adobe's transform: needed to show the colours right.
        let kept = match marker {
            0xe0 => segment.get(4..8) == Some(b"JFIF"),
            0xe2 => segment.get(4..15) == Some(b"ICC_PROFILE"),
            0xee => segment.get(4..9) == Some(b"Adobe"),
            0xe1 | 0xe3..=0xed | 0xef | 0xfe => false,
            _ => true,
        };
        if kept {
            out.extend_from_slice(segment);
        }
        rest = rest.get(end..)?;
    }
}
