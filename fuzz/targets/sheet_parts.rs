//! Any XML inside a good package is read or refused: mutations need not get through the packing.
#![no_main]

#[allow(dead_code)]
#[path = "../../outside/gk-sheets/src/tests/build.rs"]
mod build;

use gk_sheets::{Limits, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, xml)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(xml);
    let file = match which {
        b'd' => build::docx(&text),
        b's' => build::xlsx(
            &text,
            "<si><t>甲</t></si>",
            "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        b't' => {
            build::xlsx("<sheetData><row><c t=\"s\" s=\"1\"><v>0</v></c></row></sheetData>", &text, &text)
        }
        b'o' => build::packed(&[("META-INF/manifest.xml", b"<m/>"), ("content.xml", xml)]),
        _ => {
            let rels = b"<R><Relationship Id=\"r\" Type=\"/worksheet\" Target=\"s.xml\"/></R>";
            build::packed(&[
                ("xl/workbook.xml", xml),
                ("xl/_rels/workbook.xml.rels", rels),
                ("xl/s.xml", xml),
            ])
        }
    };
    let limits =
        Limits { rows: 3_000, columns: 300, cells: 100_000, unpacked_bytes: 4 << 20, ..Limits::default() };
    if let Err(trouble) = take("a", &file, &limits) {
        assert!(!trouble.is_remark());
    }
});
