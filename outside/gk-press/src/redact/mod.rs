//! Redaction: pages with something to take out become pictures with black burnt in, the others are copied clean, and the
//! new file is read again before anybody gets it.

mod inspect;
mod keep;
mod letters;
mod open;
mod operators;
mod picture;
mod raster;
mod stamp;
mod verify;
mod worker;
mod write;

use std::collections::BTreeMap;

use gk_base::Problem;
use gk_rules::redaction::reasons;
use gk_rules::redaction::{Area, Blacked, Mark, PageSize, Place, Redacted};
use hayro::RenderCache;
use hayro::hayro_interpret::{InterpreterCache, InterpreterSettings};
use hayro::hayro_syntax::Pdf;

use crate::world::Engine;
pub(crate) use inspect::{inspect, refused};
use keep::Copier;
use raster::Raster;
pub(crate) use raster::Stand;
use stamp::Stamps;
use verify::{Burnt, Expected};
pub(crate) use worker::within;
use write::NewFile;

/// Pixels to the inch of a page that became a picture.
const DPI: f64 = 200.0;
/// Pixels to the inch that are enough to see whether a letter can be seen.
const GLANCE: f64 = 110.0;

/// What a file is, by its first bytes.
enum Kind {
    Pdf,
    Picture(image::ImageFormat),
}

fn kind(bytes: &[u8]) -> Result<Kind, Problem> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if open::positions(head, b"%PDF-").next().is_some() {
        return Ok(Kind::Pdf);
    }
    picture::kind(bytes).map(Kind::Picture).ok_or_else(|| Problem::refused(reasons::unsupported()))
}

/// How large each page is shown.
pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<PageSize>, Problem> {
    match kind(bytes)? {
        Kind::Pdf => open::pdf(bytes)?.pages().iter().map(raster::size).collect(),
        Kind::Picture(format) => Ok(vec![picture::size(&picture::decode(bytes, format)?)]),
    }
}

/// A page as PNG; a picture as it is shown, whatever the pixels to the inch.
pub(crate) fn page_image(bytes: &[u8], page: u32, dpi: u16, stand: &Stand) -> Result<Vec<u8>, Problem> {
    let Kind::Pdf = kind(bytes)? else {
        let Kind::Picture(format) = kind(bytes)? else {
            return Err(Problem::refused(reasons::unsupported()));
        };
        return picture::png(picture::decode(bytes, format)?);
    };
    let pdf = open::pdf(bytes)?;
    let at = usize::try_from(page).unwrap_or(usize::MAX).wrapping_sub(1);
    let page = pdf.pages().get(at).ok_or_else(|| Problem::missing("page", page))?;
    let size = raster::size(page)?;
    let scale = raster::scale(size, f64::from(dpi.clamp(24, 300)));
    picture::png(raster::render(page, &RenderCache::new(), &raster::settings(stand), scale)?)
}

/// Takes out what is marked.
pub(crate) fn redact(
    engine: &Engine,
    stand: &Stand,
    bytes: &[u8],
    marks: &[Mark],
) -> Result<Redacted, Problem> {
    Problem::unless_none(reasons::reasons_not_to_redact(marks))?;
    let mut stamps = Stamps::new(engine, stand);
    match kind(bytes)? {
        Kind::Picture(format) => picture::redact(bytes, format, marks, &mut stamps),
        Kind::Pdf => {
            let pdf = open::pdf(bytes)?;
            Work { pdf: &pdf, settings: raster::settings(stand) }.redact(marks, &mut stamps)
        }
    }
}

/// One file being worked on.
struct Work<'w> {
    pdf: &'w Pdf,
    settings: InterpreterSettings,
}

impl Work<'_> {
    fn redact(&self, marks: &[Mark], stamps: &mut Stamps<'_>) -> Result<Redacted, Problem> {
        let sights = self.sights()?;
        let table = table(marks, &sights)?;
        let (bytes, burnt) = self.write(&table, &sights, stamps)?;
        let words = marks.iter().filter_map(|mark| match &mark.place {
            Place::Words(words) => Some(words.as_str()),
            Place::Area(_) => None,
        });
        let expected = Expected { pages: sights.len(), words: words.collect(), burnt: &burnt };
        verify::pdf(&bytes, &expected, &self.settings)?;
        let numbers = 1_u32..;
        let unread =
            numbers.zip(&sights).filter(|(_, (sight, _))| sight.unread || sight.pictures).map(|(n, _)| n);
        Ok(Redacted {
            bytes,
            table,
            pictured: burnt.keys().copied().collect(),
            pages: u32::try_from(sights.len()).unwrap_or(u32::MAX),
            unread: unread.collect(),
        })
    }

    /// What stands on each page, and how large it is.
    fn sights(&self) -> Result<Vec<(letters::Sight, PageSize)>, Problem> {
        let cache = InterpreterCache::new();
        let mut sights = Vec::new();
        for page in self.pdf.pages().iter() {
            let size = raster::size(page)?;
            sights.push((letters::read(page, &cache, &self.settings), size));
        }
        Ok(sights)
    }

    /// The new file, and its pages that became pictures.
    fn write(
        &self,
        table: &[Blacked],
        sights: &[(letters::Sight, PageSize)],
        stamps: &mut Stamps<'_>,
    ) -> Result<(Vec<u8>, BTreeMap<u32, Burnt>), Problem> {
        let mut file = NewFile::new();
        let mut burnt = BTreeMap::new();
        let cache = RenderCache::new();
        let (next, tree) = file.numbers();
        let mut copier = Copier::new(self.pdf, next);
        let mut plan = Vec::new();
        for ((n, page), (sight, size)) in (1_u32..).zip(self.pdf.pages().iter()).zip(sights) {
            let here: Vec<&Blacked> = table.iter().filter(|one| one.area.page == n).collect();
            if here.is_empty() {
                let scale = raster::scale(*size, GLANCE);
                let seen = raster::render(page, &cache, &self.settings, scale)?;
                if keep::is_plain(self.pdf, page, sight, &seen, scale)
                    && let Some(kept) = copier.page(page, tree)
                {
                    plan.push(Planned::Kept(kept));
                    continue;
                }
            }
            let scale = raster::scale(*size, DPI);
            let mut raster = raster::render(page, &cache, &self.settings, scale)?;
            blacken(&mut raster, &here, scale, stamps)?;
            let areas = here.iter().map(|one| one.area).collect();
            burnt.insert(n, Burnt { raster, scale, areas });
            plan.push(Planned::Burnt(n));
        }
        let (chunk, next) = copier.done();
        file.take(&chunk, next);
        for one in plan {
            match one {
                Planned::Kept(page) => file.place(page),
                Planned::Burnt(n) => {
                    if let Some(one) = burnt.get(&n) {
                        file.picture(&one.raster, one.scale)?;
                    }
                }
            }
        }
        Ok((file.done(), burnt))
    }
}

/// What becomes of a page.
enum Planned {
    Kept(pdf_writer::Ref),
    Burnt(u32),
}

/// First all that is black, then the words, so that no black covers a ground.
fn blacken(
    raster: &mut Raster,
    here: &[&Blacked],
    scale: f64,
    stamps: &mut Stamps<'_>,
) -> Result<(), Problem> {
    for one in here {
        let at = raster.pixels(&one.area, scale);
        raster.fill(at, 0);
    }
    for one in here {
        let at = raster.pixels(&one.area, scale);
        stamps.blacken(raster, at, (&one.ground, scale))?;
    }
    Ok(())
}

/// Every black area, by page and from top to bottom.
fn table(marks: &[Mark], sights: &[(letters::Sight, PageSize)]) -> Result<Vec<Blacked>, Problem> {
    let pages = u32::try_from(sights.len()).unwrap_or(u32::MAX);
    let mut table: Vec<Blacked> = Vec::new();
    let mut against = Vec::new();
    for (n, mark) in (1..).zip(marks) {
        let areas: Vec<Area> = match &mark.place {
            Place::Area(area) => {
                let at = usize::try_from(area.page).unwrap_or(usize::MAX).wrapping_sub(1);
                let found: Vec<Area> =
                    sights.get(at).and_then(|(_, size)| area.on(*size)).into_iter().collect();
                if found.is_empty() {
                    against.push(reasons::outside(n, area, pages));
                }
                found
            }
            Place::Words(words) => {
                let on = |(page, (sight, size)): (u32, &(letters::Sight, PageSize))| -> Vec<Area> {
                    sight.find(words, page).into_iter().filter_map(|area| area.on(*size)).collect()
                };
                let found: Vec<Area> = (1_u32..).zip(sights).flat_map(on).collect();
                if found.is_empty() {
                    against.push(reasons::words_not_found(n));
                }
                found
            }
        };
        let by_words = matches!(mark.place, Place::Words(_));
        table.extend(areas.into_iter().map(|area| Blacked { area, ground: mark.ground.clone(), by_words }));
    }
    Problem::unless_none(against)?;
    table.sort_by(|a, b| {
        let place = |one: &Blacked| (one.area.page, one.area.top, one.area.left);
        let ((p, t, l), (q, u, m)) = (place(a), place(b));
        p.cmp(&q).then(t.total_cmp(&u)).then(l.total_cmp(&m))
    });
    Ok(table)
}
