//! The text of a paper in DOCX, and what stands below it: attachments, signature, notes, enclosures, imprint.

use gk_rules::paper::{Block, Enclosure, Imprint, Paper, Picture, Run, Seal, Signature, words};

use super::xml::Xml;
use super::{Writing, day_words, sections, table, twips, width_of};

/// One character of the text in points.
const EM: f64 = 16.0;

/// A paragraph of a style; `more` is further markup of its properties, line breaks and tabs are kept.
pub(super) fn paragraph(xml: &mut Xml, style: &str, more: &str, text: &str) {
    xml.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>"));
    run(xml, "", text);
    xml.raw("</w:p>");
}

/// A paragraph of which some words are emphasised.
fn emphasised(xml: &mut Xml, runs: &[Run]) {
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Body\"/></w:pPr>");
    for one in runs {
        run(xml, if one.strong { "<w:b/>" } else { "" }, &one.text);
    }
    xml.raw("</w:p>");
}

/// Words with properties of their own.
pub(super) fn run(xml: &mut Xml, properties: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.put(format_args!("<w:r><w:rPr>{properties}</w:rPr>"));
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            xml.raw("<w:br/>");
        }
        for (n, part) in line.split('\t').enumerate() {
            if n > 0 {
                xml.raw("<w:tab/>");
            }
            if !part.is_empty() {
                xml.raw("<w:t xml:space=\"preserve\">").text(part).raw("</w:t>");
            }
        }
    }
    xml.raw("</w:r>");
}

/// Empty lines.
pub(super) fn blank(xml: &mut Xml, lines: usize) {
    for _ in 0..lines {
        paragraph(xml, "Normal", "", "");
    }
}

/// Everything below the addressee.
pub(super) fn write(xml: &mut Xml, paper: &Paper, writing: &mut Writing) {
    blocks(xml, &paper.body, paper, writing);
    if !paper.attachments.is_empty() {
        blank(xml, 1);
        attachments(xml, &paper.attachments);
    }
    if let Some(signature) = &paper.signature {
        blank(xml, if signature.seal == Seal::Without { 1 } else { 2 });
        signed(xml, signature, &day_words(paper));
    }
    for note in &paper.notes {
        paragraph(xml, "Notes", "", &words::bracketed(note));
    }
    for (n, one) in (1..).zip(&paper.enclosed) {
        enclosure(xml, (n, one), paper, writing);
    }
    if let Some(one) = &paper.imprint {
        imprint(xml, one, paper);
    }
}

fn blocks(xml: &mut Xml, blocks: &[Block], paper: &Paper, writing: &mut Writing) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => paragraph(xml, "Body", "", text),
            Block::Flush(text) => paragraph(xml, "Normal", "", text),
            Block::Runs(runs) => emphasised(xml, runs),
            Block::Heading { level, text } => {
                paragraph(xml, &format!("Heading{}", (*level).clamp(1, 4)), "", text);
            }
            Block::List { numbering, items } => {
                for (n, item) in (1..).zip(items) {
                    paragraph(xml, "Body", "", &(numbering.number(n) + item));
                }
            }
            Block::Quote(text) => paragraph(xml, "Quote", "", text),
            Block::Table(one) if one.landscape => {
                xml.raw(&sections::upright_until_here(paper));
                table::write(xml, one);
                xml.raw(&sections::across_until_here(paper));
            }
            Block::Table(one) => table::write(xml, one),
            Block::Picture(one) => picture(xml, one, writing),
        }
    }
}

fn attachments(xml: &mut Xml, names: &[String]) {
    let ind = |left: f64, hanging: f64| {
        format!("<w:ind w:left=\"{}\" w:hanging=\"{}\"/>", twips(left * EM), twips(hanging * EM))
    };
    let label = format!("{}：", words::ATTACHMENT);
    match names {
        [one] => paragraph(xml, "Attachments", &ind(5.0, 3.0), &(label + one)),
        many => {
            for (n, name) in (1..).zip(many) {
                let (first, hanging) = if n == 1 { (label.as_str(), 4.0) } else { ("", 1.0) };
                paragraph(xml, "Attachments", &ind(6.0, hanging), &format!("{first}{n}. {name}"));
            }
        }
    }
}

/// The date four characters from the right and the organ in the middle above it; without a seal two characters in.
fn signed(xml: &mut Xml, one: &Signature, day: &str) {
    let wide = one.organs.iter().map(|organ| width_of(organ)).fold(0.0, f64::max);
    let of_day = width_of(day);
    let right = |ems: f64| format!("<w:ind w:right=\"{}\"/>", twips(ems.max(0.0) * EM));
    if one.seal == Seal::Without {
        let organ = f64::max(2.0, 4.0 + of_day - wide);
        for name in &one.organs {
            paragraph(xml, "Signature", &right(organ), name);
        }
        paragraph(xml, "Signature", &right((organ + wide - 2.0 - of_day).max(2.0)), day);
        return;
    }
    let of_date = f64::max(4.0, (wide - of_day) / 2.0);
    let middle = of_date + of_day / 2.0;
    for name in &one.organs {
        paragraph(xml, "Signature", &right(middle - width_of(name) / 2.0), name);
    }
    paragraph(xml, "Signature", &right(of_date), day);
    match one.seal {
        Seal::Placeholder => {
            let seal = right(middle - width_of(words::SEAL_PLACE) / 2.0);
            paragraph(xml, "SealPlace", &seal, words::SEAL_PLACE);
        }
        Seal::Electronic => paragraph(xml, "Notes", "", words::SEAL_ELECTRONIC),
        Seal::Without => {}
    }
}

fn enclosure(xml: &mut Xml, (n, one): (usize, &Enclosure), paper: &Paper, writing: &mut Writing) {
    let number = if paper.enclosed.len() > 1 { n.to_string() } else { String::new() };
    let before = if one.landscape {
        xml.raw(&sections::upright_until_here(paper));
        ""
    } else {
        "<w:pageBreakBefore/>"
    };
    paragraph(xml, "EnclosureMark", before, &format!("{}{number}", words::ATTACHMENT));
    blank(xml, 1);
    for line in one.title.split('\n') {
        paragraph(xml, "Title", "", line);
    }
    blank(xml, 1);
    blocks(xml, &one.body, paper, writing);
    if one.landscape {
        xml.raw(&sections::across_until_here(paper));
    }
}

fn imprint(xml: &mut Xml, one: &Imprint, paper: &Paper) {
    let thick = paper.head.form != gk_rules::paper::HeadForm::Letter;
    let (outer, inner) = if thick { ("single", "single") } else { ("nil", "nil") };
    xml.put(format_args!(
        "<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" \
         w:horzAnchor=\"margin\" w:tblpXSpec=\"center\" w:tblpYSpec=\"bottom\"/><w:tblW w:w=\"8845\" w:type=\"dxa\"/>\
         <w:tblBorders><w:top w:val=\"{outer}\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/><w:bottom w:val=\"{outer}\" \
         w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/><w:insideH w:val=\"{inner}\" w:sz=\"6\" w:space=\"0\" \
         w:color=\"auto\"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w=\"5045\"/><w:gridCol w:w=\"3800\"/></w:tblGrid>"
    ));
    if !one.copies.is_empty() {
        xml.raw("<w:tr><w:tc><w:tcPr><w:tcW w:w=\"8845\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/></w:tcPr>");
        let hanging = "<w:ind w:left=\"1120\" w:hanging=\"840\" w:right=\"280\"/>";
        paragraph(xml, "Imprint", hanging, &format!("{}{}", words::COPIES, one.copies));
        xml.raw("</w:tc></w:tr>");
    }
    if thick && !one.printer.is_empty() {
        let on = one.printed_on.map(|day| words::day(day) + words::PRINTED).unwrap_or_default();
        xml.raw("<w:tr><w:tc><w:tcPr><w:tcW w:w=\"5045\" w:type=\"dxa\"/></w:tcPr>");
        paragraph(xml, "Imprint", "", &one.printer);
        xml.raw("</w:tc><w:tc><w:tcPr><w:tcW w:w=\"3800\" w:type=\"dxa\"/></w:tcPr>");
        paragraph(xml, "Imprint", "<w:jc w:val=\"right\"/>", &on);
        xml.raw("</w:tc></w:tr>");
    }
    xml.raw("</w:tbl>");
    // A table may not be the last thing of a text.
    paragraph(xml, "Normal", "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>", "");
}

fn picture(xml: &mut Xml, one: &Picture, writing: &mut Writing) {
    let Some((n, high_per_wide)) = writing.take(one) else {
        paragraph(xml, "Picture", "", &words::bracketed(&one.alt));
        return;
    };
    // English Metric Units: 36 000 to the millimetre.
    let wide = one.width_mm.clamp(1.0, 156.0) * 36_000.0;
    let high = wide * high_per_wide;
    xml.put(format_args!(
        "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/></w:pPr><w:r><w:drawing><wp:inline><wp:extent cx=\"{wide:.0}\" \
         cy=\"{high:.0}\"/><wp:docPr id=\"{n}\" name=\"image{n}\" descr=\"",
    ));
    xml.text(&one.alt).put(format_args!(
        "\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
         <pic:nvPicPr><pic:cNvPr id=\"{n}\" name=\"image{n}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
         <a:blip r:embed=\"image{n}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
         <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide:.0}\" cy=\"{high:.0}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>\
         </a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
    ));
    if !one.caption.is_empty() {
        paragraph(xml, "Picture", "", &one.caption);
    }
}
