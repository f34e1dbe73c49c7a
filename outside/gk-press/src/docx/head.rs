//! The head of a paper in DOCX: red words, number, line, title, addressee.

use gk_rules::paper::{HeadForm, Paper, words};

use super::body::{blank, paragraph};
use super::xml::Xml;
use super::{twips, width_of};

/// Everything above the text.
pub(super) fn write(xml: &mut Xml, paper: &Paper) {
    match paper.head.form {
        HeadForm::Document => document(xml, paper),
        HeadForm::Letter => letter(xml, paper),
        HeadForm::Plain => {}
    }
    for line in paper.title.split('\n') {
        paragraph(xml, "Title", "", line);
    }
    if paper.head.form == HeadForm::Plain && !paper.head.number.is_empty() {
        paragraph(xml, "Number", "", &paper.head.number);
    }
    if !paper.addressee.is_empty() {
        blank(xml, 1);
        paragraph(xml, "Addressee", "", &words::addressed(&paper.addressee));
    } else if paper.head.form != HeadForm::Plain {
        blank(xml, 1);
    }
}

/// The red words, as large as they may be and drawn together when they are many.
fn mark(xml: &mut Xml, text: &str, (wide, high): (f64, f64), before: f64) {
    let natural = width_of(text) * high;
    let ratio = (wide / natural.max(1.0)).clamp(0.62, 1.0);
    let size = if natural * 0.62 > wide { high * wide / (natural * 0.62) } else { high };
    xml.put(format_args!(
        "<w:p><w:pPr><w:pStyle w:val=\"Mark\"/><w:spacing w:before=\"{}\"/></w:pPr><w:r><w:rPr><w:w w:val=\"{:.0}\"/>\
         <w:sz w:val=\"{:.0}\"/><w:szCs w:val=\"{:.0}\"/></w:rPr><w:t xml:space=\"preserve\">",
        twips(before),
        ratio * 100.0,
        size * 2.0,
        size * 2.0,
    ));
    xml.text(text).raw("</w:t></w:r></w:p>");
}

fn document(xml: &mut Xml, paper: &Paper) {
    let head = &paper.head;
    for line in &head.corner {
        paragraph(xml, "Corner", "", line);
    }
    // 35 mm from the upper edge of the text, less what stands above.
    let above = f64::from(u32::try_from(head.corner.len()).unwrap_or(u32::MAX)) * 28.95;
    mark(xml, &head.mark, (428.0, 54.0), (99.2 - above).max(0.0));
    blank(xml, 2);
    if head.signer.is_empty() {
        paragraph(xml, "Number", "", &head.number);
    } else {
        let tab = "<w:tabs><w:tab w:val=\"right\" w:pos=\"8525\"/></w:tabs><w:ind w:left=\"320\"/><w:jc w:val=\"left\"/>";
        paragraph(xml, "Number", tab, &format!("{}\t{}{}", head.number, words::SIGNER, head.signer));
    }
    paragraph(xml, "RedLine", "", "");
    blank(xml, 2);
}

fn letter(xml: &mut Xml, paper: &Paper) {
    let head = &paper.head;
    mark(xml, &head.mark, (425.0, 40.0), 0.0);
    paragraph(xml, "RedDouble", "", "");
    if head.corner.is_empty() {
        paragraph(xml, "Number", "<w:spacing w:before=\"160\"/><w:jc w:val=\"right\"/>", &head.number);
    } else {
        let tab = "<w:tabs><w:tab w:val=\"right\" w:pos=\"8845\"/></w:tabs><w:spacing w:before=\"160\"/><w:jc w:val=\"left\"/>";
        paragraph(xml, "Number", tab, &format!("{}\t{}", head.corner.join(" "), head.number));
    }
    blank(xml, 2);
}
