//! Copies with something taken out: it is gone, the ground stands on the black, and nothing hostile gets through.

use std::sync::LazyLock;

use gk_base::ports::{Press as _, Redactor as _};
use gk_rules::paper::{Block, Paper, samples};
use gk_rules::redaction::{Area, Mark, Place, comparable};
use image::{GenericImageView as _, ImageFormat, Rgb, RgbImage};
use proptest::prelude::*;

use crate::reading::{codes, everything, text, workshop};

const SECRET: &str = "210283199001011234";
const NAME: &str = "欧阳明月";

/// Three pages: the second has the secret.
fn paper() -> Paper {
    let mut paper = samples::document();
    paper.imprint = None;
    paper.body.push(Block::paragraph(format!("经办人{NAME}，身份证号码{SECRET}，联系电话13900000000。")));
    paper
}

static ORIGINAL: LazyLock<Vec<u8>> = LazyLock::new(|| workshop().pdf(&paper()).unwrap());

fn words(words: &str) -> Mark {
    Mark { place: Place::Words(words.into()), ground: "条例第十五条".into() }
}

fn area(page: u32, left: f64, top: f64, width: f64, height: f64) -> Mark {
    Mark { place: Place::Area(Area { page, left, top, width, height }), ground: "条例第十六条".into() }
}

#[test]
fn words_are_gone_and_the_rest_stays() {
    assert!(comparable(&text(&ORIGINAL)).contains(SECRET));
    let made = workshop().redact(&ORIGINAL, &[words(SECRET), words(NAME)]).unwrap();
    assert!(!comparable(&text(&made.bytes)).contains(SECRET));
    assert!(made.table.len() >= 2, "{:?}", made.table);
    assert!(made.table.iter().all(|one| one.ground == "条例第十五条" && one.by_words));
    let page = made.table[0].area.page;
    assert_eq!(made.pictured, [page]);
    assert!(made.table.iter().all(|one| one.area.page == page));
    // The pages without the secret keep their text.
    let said = text(&made.bytes);
    assert!(said.contains("依申请公开工作"), "{said}");
    assert_eq!(
        lopdf::Document::load_mem(&made.bytes).unwrap().get_pages().len(),
        usize::try_from(made.pages).unwrap()
    );
}

#[test]
fn the_area_is_black_on_the_page_that_is_shown() {
    let made = workshop().redact(&ORIGINAL, &[area(1, 100.0, 300.0, 200.0, 60.0)]).unwrap();
    let png = workshop().page_image(&made.bytes, 1, 72).unwrap();
    let shown = image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap().to_rgb8();
    for (x, y) in [(105, 305), (295, 305), (105, 355), (295, 355)] {
        assert_eq!(shown.get_pixel(x, y), &Rgb([0, 0, 0]), "{x},{y}");
    }
    assert_eq!(shown.get_pixel(50, 300), &Rgb([255, 255, 255]));
    let ground = (102..298)
        .flat_map(|x| (302..358).map(move |y| (x, y)))
        .filter(|(x, y)| shown.get_pixel(*x, *y)[0] > 128)
        .count();
    assert!(ground > 50, "the ground is not printed: {ground}");
}

#[test]
fn nothing_is_carried_along() {
    let made = workshop().redact(&ORIGINAL, &[words(NAME)]).unwrap();
    let file = lopdf::Document::load_mem(&made.bytes).unwrap();
    assert!(file.trailer.get(b"Info").is_err());
    for object in file.objects.values() {
        let dict = match object {
            lopdf::Object::Dictionary(dict) => dict,
            lopdf::Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        for key in ["Metadata", "StructTreeRoot", "Annots", "PieceInfo", "EmbeddedFiles", "OpenAction", "AA"]
        {
            assert!(!dict.has(key.as_bytes()), "{key}");
        }
    }
    assert_eq!(made.bytes.windows(9).filter(|w| w == b"startxref").count(), 1);
}

/// A PDF by hand: one page with these operators and further entries of page and catalog.
fn by_hand(operators: &str, page: &str, catalog: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {catalog} >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> {page} >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{operators}\nendstream\nendobj\n\
         5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>\nendobj\n\
         6 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 7 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n\
         7 0 obj\n<< /Length 45 >>\nstream\nBT /F1 20 Tf 20 100 Td (WANTED here) Tj ET    \nendstream\nendobj\n\
         trailer\n<< /Root 1 0 R /Size 8 >>\nstartxref\n0\n%%EOF\n",
        operators.len()
    )
    .into_bytes()
}

#[test]
fn a_page_with_something_unseen_is_not_kept() {
    let plain = "BT /F1 20 Tf 20 100 Td (seen by all) Tj ET";
    let kept = workshop().redact(&by_hand(plain, "", ""), &[words("WANTED")]).unwrap();
    assert_eq!(kept.pictured, [2]);
    assert!(text(&kept.bytes).contains("seen by all"));
    for (what, operators, page) in [
        ("white on white", "BT 1 g /F1 20 Tf 20 100 Td (hidden) Tj ET", ""),
        ("under a black bar", "BT /F1 20 Tf 20 100 Td (hidden) Tj ET 0 g 0 90 300 40 re f", ""),
        ("without ink", "BT 3 Tr /F1 20 Tf 20 100 Td (hidden) Tj ET", ""),
        ("beside the page", "BT /F1 20 Tf 20 -100 Td (hidden) Tj ET", ""),
        ("cut off", plain, "/CropBox [0 0 300 90]"),
        (
            "under a mark",
            plain,
            "/Annots [<< /Type /Annot /Subtype /Text /Contents (hidden) /Rect [0 0 9 9] >>]",
        ),
    ] {
        let made = workshop().redact(&by_hand(operators, page, ""), &[words("WANTED")]).unwrap();
        assert_eq!(made.pictured, [1, 2], "{what}");
        assert!(!text(&made.bytes).contains("hidden"), "{what}");
    }
}

#[test]
fn words_that_hide_behind_tags_are_gone_too() {
    let operators = "/Span << /ActualText (WANTED) >> BDC BT /F1 20 Tf 20 100 Td (seen) Tj ET EMC";
    let made = workshop().redact(&by_hand(operators, "", "/Lang (WANTED)"), &[words("WANTED")]).unwrap();
    assert_eq!(made.pictured, [2]);
    assert!(!made.bytes.windows(6).any(|w| w == b"WANTED"));
    assert!(text(&made.bytes).contains("seen"));
}

#[test]
fn marks_that_cannot_be_done_are_all_named() {
    let marks = [words("不存在的文字"), area(9, 1.0, 1.0, 5.0, 5.0), area(1, 9000.0, 1.0, 5.0, 5.0)];
    let said = codes(workshop().redact(&ORIGINAL, &marks).unwrap_err());
    assert_eq!(said, ["redaction.words_not_found", "redaction.outside", "redaction.outside"]);
    let no_ground = Mark { ground: " ".into(), ..words(NAME) };
    assert_eq!(codes(workshop().redact(&ORIGINAL, &[no_ground]).unwrap_err()), ["redaction.no_ground"]);
    assert_eq!(codes(workshop().redact(b"hello", &[words(NAME)]).unwrap_err()), ["redaction.unsupported"]);
}

#[test]
fn a_file_under_a_password_is_refused() {
    let mut file = lopdf::Document::load_mem(&ORIGINAL).unwrap();
    let id = lopdf::Object::String(vec![7; 16], lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", lopdf::Object::Array(vec![id.clone(), id]));
    let version = lopdf::EncryptionVersion::V2 {
        document: &file,
        owner_password: "owner",
        user_password: "",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    file.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    assert_eq!(codes(workshop().pages(&bytes).unwrap_err()), ["redaction.encrypted"]);
    assert_eq!(codes(workshop().redact(&bytes, &[words(NAME)]).unwrap_err()), ["redaction.encrypted"]);
}

/// A picture with a gradient, so that nothing is black by chance.
fn picture(format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(400, 300, |x, y| {
        Rgb([200, u8::try_from(x % 200).unwrap(), u8::try_from(y % 200).unwrap()])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

#[test]
fn pictures_are_blackened_and_lose_what_the_camera_wrote() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let mut bytes = picture(format);
        if format == ImageFormat::Jpeg {
            let remark = b"\xff\xfe\x00\x10camera of mine";
            bytes.splice(2..2, remark.iter().copied());
        }
        let made = workshop().redact(&bytes, &[area(1, 50.0, 60.0, 200.0, 80.0)]).unwrap();
        assert_eq!(image::guess_format(&made.bytes).unwrap(), format);
        assert!(!made.bytes.windows(6).any(|w| w == b"camera"));
        let shown = image::load_from_memory(&made.bytes).unwrap();
        assert_eq!(shown.dimensions(), (400, 300));
        assert!(shown.get_pixel(55, 65).0[..3].iter().all(|shade| *shade < 24));
        assert!(shown.get_pixel(20, 20).0[0] > 150);
        assert_eq!(made.unread, [1]);
    }
}

#[test]
fn a_picture_has_no_words_to_look_for() {
    let said = codes(workshop().redact(&picture(ImageFormat::Png), &[words(NAME)]).unwrap_err());
    assert_eq!(said, ["redaction.words_not_found"]);
}

#[test]
fn pages_are_shown_at_the_size_asked_for() {
    let sizes = workshop().pages(&ORIGINAL).unwrap();
    assert!((sizes[0].width - 595.3).abs() < 0.5 && (sizes[0].height - 841.9).abs() < 0.5, "{sizes:?}");
    let png = workshop().page_image(&ORIGINAL, 1, 36).unwrap();
    let shown = image::load_from_memory(&png).unwrap();
    assert_eq!(shown.dimensions(), (297, 420));
    assert!(workshop().page_image(&ORIGINAL, 0, 36).is_err());
    assert!(workshop().page_image(&ORIGINAL, 99, 36).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn broken_files_are_refused_or_redacted_and_nothing_panics(
        cut in 0.0_f64..1.0,
        flips in proptest::collection::vec((0.0_f64..1.0, any::<u8>()), 0..12),
    ) {
        let source = by_hand("BT /F1 20 Tf 20 100 Td (WANTED text) Tj ET", "", "");
        let at = |share: f64| -> usize { (share * f64::from(u32::try_from(source.len()).unwrap())).floor().to_string().parse().unwrap() };
        let mut bytes = source.clone();
        for (share, byte) in flips {
            let at = at(share).min(bytes.len() - 1);
            bytes[at] = byte;
        }
        bytes.truncate(at(cut) + 200);
        if let Ok(made) = workshop().redact(&bytes, &[words("WANTED")]) {
            prop_assert!(!everything(&made.bytes).windows(6).any(|six| six == b"WANTED"));
        }
        let _ = workshop().pages(&bytes);
    }

    #[test]
    fn broken_pictures_are_refused_or_redacted(cut in 10_usize..3000, flip in 0_usize..3000, byte in any::<u8>()) {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let mut bytes = picture(format);
            let at = flip.min(bytes.len() - 1);
            bytes[at] = byte;
            bytes.truncate(cut);
            let _ = workshop().redact(&bytes, &[area(1, 5.0, 5.0, 20.0, 20.0)]);
        }
    }
}
