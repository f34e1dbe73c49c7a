//! Pages that nothing is taken out of: copied object by object, only what is drawn, nothing that is merely carried along.

use std::collections::{BTreeMap, HashMap};

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, MaybeRef, ObjRef, Object, Stream};
use hayro::hayro_syntax::page::{Page, Resources, Rotation};
use pdf_writer::{Chunk, Finish as _, Name, Obj, Ref};

use super::letters::Sight;
use super::operators::{self, Kind, Rewritten};
use super::raster::{self, Raster};

/// Entries that say things beside what is seen, or lead elsewhere.
const LEFT_OUT: [&[u8]; 24] = [
    b"Metadata",
    b"PieceInfo",
    b"StructParent",
    b"StructParents",
    b"OC",
    b"AF",
    b"OPI",
    b"Ref",
    b"LastModified",
    b"PtData",
    b"Alternates",
    b"Measure",
    b"Name",
    b"ID",
    b"Parent",
    b"Thumb",
    b"AA",
    b"JS",
    b"JavaScript",
    b"Names",
    b"Info",
    b"ActualText",
    b"Alt",
    b"OpenAction",
];
/// Objects a page may stand on, and how deep they may be nested.
const OBJECTS: usize = 20_000;
const DEPTH: usize = 24;

/// Copies objects of one file into another.
pub(super) struct Copier<'p> {
    pdf: &'p Pdf,
    chunk: Chunk,
    next: Ref,
    known: HashMap<ObjRef, Ref>,
    depth: usize,
}

/// Whether everything a page says can be seen: no letters without ink on their ground, none beside the page.
pub(super) fn is_plain(pdf: &Pdf, page: &Page<'_>, sight: &Sight, seen: &Raster, scale: f64) -> bool {
    let (media, crop) = (page.media_box(), page.crop_box());
    let cut = (media.x0, media.y0, media.x1, media.y1) != (crop.x0, crop.y0, crop.x1, crop.y1);
    if cut || sight.unread || pdf.xref().has_optional_content_groups() || page.raw().contains_key(b"Annots") {
        return false;
    }
    let (width, height) = page.render_dimensions();
    sight.letters.iter().all(|letter| {
        let Some(ink) = letter.ink else {
            return letter.text.trim().is_empty() || letter.room.width() == 0.0;
        };
        let inside = ink.x0 >= -1.0
            && ink.y0 >= -1.0
            && ink.x1 <= f64::from(width) + 1.0
            && ink.y1 <= f64::from(height) + 1.0;
        let at = (
            raster::whole((ink.x0 * scale).floor()),
            raster::whole((ink.y0 * scale).floor()),
            raster::whole((ink.x1 * scale).ceil() + 1.0),
            raster::whole((ink.y1 * scale).ceil() + 1.0),
        );
        let (dark, light) = seen.range(at);
        // Less than this no eye tells from its ground; smaller letters no eye reads.
        inside && !letter.invisible && letter.room.height() >= 3.0 && light.saturating_sub(dark) >= 40
    })
}

impl<'p> Copier<'p> {
    /// Copies from a file; new objects are numbered from `next`.
    pub(super) fn new(pdf: &'p Pdf, next: Ref) -> Self {
        Self { pdf, chunk: Chunk::new(), next, known: HashMap::new(), depth: 0 }
    }

    /// What was copied, and the next number.
    pub(super) fn done(self) -> (Chunk, Ref) {
        (self.chunk, self.next)
    }

    /// Copies a page under `parent`; nothing, and nothing copied, when it holds what is not copied.
    pub(super) fn page(&mut self, page: &Page<'p>, parent: Ref) -> Option<Ref> {
        let (chunk, next, known) = (Chunk::new(), self.next, self.known.clone());
        let before = std::mem::replace(&mut self.chunk, chunk);
        let made = self.try_page(page, parent);
        let fresh = std::mem::replace(&mut self.chunk, before);
        if made.is_some() {
            self.chunk.extend(&fresh);
        } else {
            (self.next, self.known, self.depth) = (next, known, 0);
        }
        made
    }

    fn try_page(&mut self, page: &Page<'p>, parent: Ref) -> Option<Ref> {
        let rewritten = operators::rewrite(page.page_stream().unwrap_or_default())?;
        let resources = self.resources(page.resources(), &rewritten)?;
        let content = self.next.bump();
        let id = self.next.bump();
        let packed = super::write::packed(&rewritten.bytes);
        self.chunk.stream(content, &packed).filter(pdf_writer::Filter::FlateDecode);
        let area = page.media_box();
        let side = |n: f64| raster::single(n);
        let mut writer = self.chunk.page(id);
        writer
            .parent(parent)
            .media_box(pdf_writer::Rect::new(side(area.x0), side(area.y0), side(area.x1), side(area.y1)))
            .rotate(match page.rotation() {
                Rotation::None => 0,
                Rotation::Horizontal => 90,
                Rotation::Flipped => 180,
                Rotation::FlippedHorizontal => 270,
            })
            .contents(content);
        writer.pair(Name(b"Resources"), resources);
        writer.finish();
        Some(id)
    }

    /// The resources that are used, and no others.
    fn resources(&mut self, from: &Resources<'p>, used: &Rewritten) -> Option<Ref> {
        let mut groups: BTreeMap<&[u8], Vec<(Vec<u8>, Ref)>> = BTreeMap::new();
        for (kind, name) in &used.names {
            let (key, pick): (&[u8], for<'a> fn(&'a Resources<'p>) -> &'a Dict<'p>) = match kind {
                Kind::XObject => (b"XObject", |r| &r.x_objects),
                Kind::Font => (b"Font", |r| &r.fonts),
                Kind::GraphicsState => (b"ExtGState", |r| &r.ext_g_states),
                Kind::ColourSpace => (b"ColorSpace", |r| &r.color_spaces),
                Kind::Shading => (b"Shading", |r| &r.shadings),
                Kind::Pattern => (b"Pattern", |r| &r.patterns),
            };
            // A colour space may be named without being a resource.
            let Some(object) = find(from, name, pick) else {
                if *kind == Kind::ColourSpace { continue } else { return None }
            };
            let copied = self.used(*kind, object, from)?;
            groups.entry(key).or_default().push((name.clone(), copied));
        }
        let id = self.next.bump();
        let mut dict = self.chunk.indirect(id).dict();
        for (key, entries) in groups {
            let mut group = dict.insert(Name(key)).dict();
            for (name, at) in entries {
                group.pair(Name(&name), at);
            }
        }
        Some(id)
    }

    /// Copies a resource; nothing for those that are little programs of their own.
    fn used(&mut self, kind: Kind, object: MaybeRef<Object<'p>>, around: &Resources<'p>) -> Option<Ref> {
        let at = object.as_obj_ref();
        if let Some(known) = at.and_then(|at| self.known.get(&at)) {
            return Some(*known);
        }
        let object = match object {
            MaybeRef::Ref(at) => self.pdf.xref().get::<Object<'p>>(at.into())?,
            MaybeRef::NotRef(object) => object,
        };
        let is = |dict: &Dict<'p>, key: &[u8], value: &[u8]| matches!(dict.get::<Object<'p>>(key), Some(Object::Name(name)) if *name == *value);
        match (kind, &object) {
            (Kind::XObject, Object::Stream(form)) if is(form.dict(), b"Subtype", b"Form") => {
                let copied = self.form(form, around)?;
                if let Some(at) = at {
                    self.known.insert(at, copied);
                }
                return Some(copied);
            }
            (Kind::XObject, Object::Stream(image)) if is(image.dict(), b"Subtype", b"Image") => {}
            (Kind::Font, Object::Dict(font)) if !is(font, b"Subtype", b"Type3") => {}
            (Kind::GraphicsState, Object::Dict(state)) if !has_soft_mask(state) => {}
            (Kind::Pattern, Object::Dict(_)) | (Kind::ColourSpace | Kind::Shading, _) => {}
            _ => return None,
        }
        let id = self.next.bump();
        if let Some(at) = at {
            self.known.insert(at, id);
        }
        self.whole(id, &object)?;
        Some(id)
    }

    /// A drawing used as one: its own operators and its own resources.
    fn form(&mut self, form: &Stream<'p>, around: &Resources<'p>) -> Option<Ref> {
        self.depth += 1;
        if self.depth > DEPTH || self.known.len() > OBJECTS {
            return None;
        }
        let own = form.dict().get::<Dict<'p>>(b"Resources").unwrap_or_else(Dict::empty);
        let inner = Resources::from_parent(own, around.clone());
        let rewritten = operators::rewrite(&form.decoded().ok()?)?;
        let resources = self.resources(&inner, &rewritten)?;
        let id = self.next.bump();
        let packed = super::write::packed(&rewritten.bytes);
        let mut parts = Vec::new();
        for key in [b"BBox".as_slice(), b"Matrix", b"Group"] {
            if let Some(value) = form.dict().get::<Object<'p>>(key) {
                let part = self.next.bump();
                self.whole(part, &value)?;
                parts.push((key, part));
            }
        }
        let mut stream = self.chunk.stream(id, &packed);
        stream.filter(pdf_writer::Filter::FlateDecode);
        stream.pair(Name(b"Type"), Name(b"XObject")).pair(Name(b"Subtype"), Name(b"Form"));
        for (key, part) in parts {
            stream.pair(Name(key), part);
        }
        stream.pair(Name(b"Resources"), resources);
        stream.finish();
        self.depth -= 1;
        Some(id)
    }

    /// An object with all it stands on.
    fn whole(&mut self, id: Ref, object: &Object<'p>) -> Option<()> {
        self.depth += 1;
        if self.depth > DEPTH || self.known.len() > OBJECTS {
            return None;
        }
        // What it stands on comes first, so that references can be written as they are met.
        self.needed(object, 0)?;
        match object {
            Object::Stream(stream) => {
                let data = clean(stream);
                let entries: Vec<_> = stream.dict().entries().collect();
                let mut writer = self.chunk.stream(id, &data);
                for (key, value) in entries {
                    if &*key != b"Length" && !LEFT_OUT.contains(&&*key) {
                        direct(&self.known, writer.insert(Name(&key)), &value)?;
                    }
                }
            }
            other => direct(&self.known, self.chunk.indirect(id), &MaybeRef::NotRef(other.clone()))?,
        }
        self.depth -= 1;
        Some(())
    }

    /// Copies everything an object refers to.
    fn needed(&mut self, object: &Object<'p>, nested: usize) -> Option<()> {
        if nested > DEPTH {
            return None;
        }
        let inner: Vec<MaybeRef<Object<'p>>> = match object {
            Object::Dict(dict) => kept(dict),
            Object::Stream(stream) => kept(stream.dict()),
            Object::Array(array) => array.raw_iter().collect(),
            _ => return Some(()),
        };
        for one in inner {
            match one {
                MaybeRef::NotRef(one) => self.needed(&one, nested + 1)?,
                MaybeRef::Ref(at) => {
                    if self.known.contains_key(&at) {
                        continue;
                    }
                    let id = self.next.bump();
                    self.known.insert(at, id);
                    match self.pdf.xref().get::<Object<'p>>(at.into()) {
                        Some(found) => self.whole(id, &found)?,
                        None => self.chunk.indirect(id).primitive(pdf_writer::Null),
                    }
                }
            }
        }
        Some(())
    }
}

fn kept<'p>(dict: &Dict<'p>) -> Vec<MaybeRef<Object<'p>>> {
    dict.entries().filter(|(key, _)| !LEFT_OUT.contains(&&**key)).map(|(_, value)| value).collect()
}

/// A resource by its name, asked from the inside to the outside.
fn find<'p>(
    from: &Resources<'p>,
    name: &[u8],
    pick: for<'a> fn(&'a Resources<'p>) -> &'a Dict<'p>,
) -> Option<MaybeRef<Object<'p>>> {
    pick(from).get_raw::<Object<'p>>(name).or_else(|| from.parent().and_then(|outer| find(outer, name, pick)))
}

/// Whether a state of drawing hides things behind a mask, which is a drawing of its own.
fn has_soft_mask(state: &Dict<'_>) -> bool {
    matches!(state.get::<Object<'_>>(b"SMask"), Some(Object::Dict(_)))
}

/// Writes an object; references lead to what was copied.
fn direct(known: &HashMap<ObjRef, Ref>, to: Obj<'_>, object: &MaybeRef<Object<'_>>) -> Option<()> {
    let object = match object {
        MaybeRef::Ref(at) => {
            to.primitive(*known.get(at)?);
            return Some(());
        }
        MaybeRef::NotRef(object) => object,
    };
    match object {
        Object::Null(_) => to.primitive(pdf_writer::Null),
        Object::Boolean(yes) => to.primitive(*yes),
        Object::Number(n) => match i32::try_from(n.as_i64()) {
            Ok(whole) if f64::from(whole) == n.as_f64() => to.primitive(whole),
            _ => to.primitive(raster::single(n.as_f64())),
        },
        Object::String(text) => to.primitive(pdf_writer::Str(text.as_bytes())),
        Object::Name(name) => to.primitive(Name(name)),
        Object::Array(items) => {
            let mut array = to.array();
            for item in items.raw_iter() {
                direct(known, array.push(), &item)?;
            }
        }
        Object::Dict(dict) => {
            let mut writer = to.dict();
            for (key, value) in dict.entries() {
                if !LEFT_OUT.contains(&&*key) {
                    direct(known, writer.insert(Name(&key)), &value)?;
                }
            }
        }
        Object::Stream(_) => return None,
    }
    Some(())
}

/// The bytes of a stream; a JPEG loses what its camera wrote beside the picture.
fn clean(stream: &Stream<'_>) -> Vec<u8> {
    let data = stream.raw_data();
    super::picture::without_remarks(&data).unwrap_or_else(|| data.into_owned())
}
