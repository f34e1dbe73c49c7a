//! Tables in DOCX: columns, repeated headings, merged cells.

use gk_rules::paper::table::Spot;
use gk_rules::paper::{Align, Table, TableCell};

use super::body::{paragraph, run};
use super::twips;
use super::xml::{Twips, Xml};

/// Widths of the text in twentieths of a point: upright and across the page.
const UPRIGHT: f64 = 442.2;
const ACROSS: f64 = 700.2;

/// A table with caption and note. Its grid was looked at before.
pub(super) fn write(xml: &mut Xml, table: &Table) {
    let Ok((header, rows)) = table.grid() else { return };
    let whole: f64 = table.widths.iter().sum();
    let room = if table.landscape { ACROSS } else { UPRIGHT };
    let widths: Vec<Twips> =
        table.widths.iter().map(|w| twips(w / whole.max(f64::MIN_POSITIVE) * room)).collect();
    if !table.caption.is_empty() {
        paragraph(xml, "TableCaption", "", &table.caption);
    }
    xml.put(format_args!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"PaperTable\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
        widths.iter().sum::<Twips>()
    ));
    for width in &widths {
        xml.put(format_args!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.raw("</w:tblGrid>");
    let look = Look { widths: &widths, half_points: twips(table.size()) / 10 };
    for line in &header {
        row(xml, line, &look, true);
    }
    for line in &rows {
        row(xml, line, &look, false);
    }
    xml.raw("</w:tbl>");
    if table.note.is_empty() {
        // Two tables in a row would grow together.
        paragraph(xml, "TableNote", "<w:spacing w:line=\"120\" w:lineRule=\"exact\"/>", "");
    } else {
        paragraph(xml, "TableNote", "", &table.note);
    }
}

struct Look<'t> {
    widths: &'t [Twips],
    half_points: Twips,
}

fn row(xml: &mut Xml, line: &[Spot<'_>], look: &Look<'_>, is_header: bool) {
    let high = line.iter().filter_map(|spot| match spot {
        Spot::Cell(cell) if cell.rows == 1 => Some(cell.height_mm),
        Spot::Cell(_) | Spot::Across | Spot::Below(_) => None,
    });
    let high = high.fold(0.0, f64::max);
    xml.raw("<w:tr><w:trPr><w:cantSplit/>");
    if high > 0.0 {
        xml.put(format_args!("<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>", twips(high * 72.0 / 25.4)));
    }
    xml.raw(if is_header { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
    for (at, spot) in line.iter().enumerate() {
        let (cell, merge) = match spot {
            Spot::Cell(cell) if cell.rows > 1 => (cell, "<w:vMerge w:val=\"restart\"/>"),
            Spot::Cell(cell) => (cell, ""),
            Spot::Below(cell) => (cell, "<w:vMerge/>"),
            Spot::Across => continue,
        };
        let span = usize::from(cell.columns.max(1));
        let width: Twips = look.widths.iter().skip(at).take(span).sum();
        xml.put(format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
        if span > 1 {
            xml.put(format_args!("<w:gridSpan w:val=\"{span}\"/>"));
        }
        xml.put(format_args!("{merge}<w:vAlign w:val=\"center\"/></w:tcPr>"));
        let text = if matches!(spot, Spot::Cell(_)) { cell.text.as_str() } else { "" };
        words(xml, cell, text, look.half_points, is_header);
        xml.raw("</w:tc>");
    }
    xml.raw("</w:tr>");
}

fn words(xml: &mut Xml, cell: &TableCell, text: &str, half_points: Twips, is_header: bool) {
    let style = if is_header { "TableHead" } else { "TableText" };
    let side = match cell.align {
        Align::Middle => "center",
        Align::Start => "left",
        Align::End => "right",
    };
    xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:jc w:val=\"{side}\"/></w:pPr>"));
    run(xml, &format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>"), text);
    xml.raw("</w:p>");
}
