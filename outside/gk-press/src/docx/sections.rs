//! Pages of a DOCX: margins, the grid of lines and characters, page numbers, pages set across.

use gk_rules::paper::{HeadForm, PageNumbers, Paper};

use super::xml::Xml;

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// What stands at the foot of the pages.
pub(super) struct Footers {
    numbers: PageNumbers,
    letter: bool,
}

impl Footers {
    /// The footers of a paper.
    pub(super) fn of(paper: &Paper) -> Self {
        Self { numbers: paper.numbers, letter: paper.head.form == HeadForm::Letter }
    }
    /// Their parts, named `footer….xml`.
    pub(super) fn parts(&self) -> Vec<(&'static str, String)> {
        let (odd, even) = match self.numbers {
            PageNumbers::Without => return self.first().into_iter().collect(),
            PageNumbers::Outside => (
                "<w:ind w:right=\"280\"/><w:jc w:val=\"right\"/>",
                "<w:ind w:left=\"280\"/><w:jc w:val=\"left\"/>",
            ),
            PageNumbers::Middle => ("<w:jc w:val=\"center\"/>", "<w:jc w:val=\"center\"/>"),
        };
        let mut parts = vec![("footerOdd.xml", number(odd)), ("footerEven.xml", number(even))];
        parts.extend(self.first());
        parts
    }
    /// The first page of a letter has a red double line instead of a number.
    fn first(&self) -> Option<(&'static str, String)> {
        let line = "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:pBdr><w:top w:val=\"thinThickSmallGap\" w:sz=\"24\" \
                    w:space=\"1\" w:color=\"E60012\"/></w:pBdr><w:ind w:left=\"-454\" w:right=\"-340\"/></w:pPr></w:p>";
        self.letter.then(|| ("footerFirst.xml", footer(line)))
    }
    fn references(&self) -> String {
        let mut out = String::new();
        for (name, _) in self.parts() {
            let (id, kind) = match name {
                "footerOdd.xml" => ("footerOdd", "default"),
                "footerEven.xml" => ("footerEven", "even"),
                _ => ("footerFirst", "first"),
            };
            out.push_str(&format!("<w:footerReference w:type=\"{kind}\" r:id=\"{id}\"/>"));
        }
        out
    }
}

fn footer(inside: &str) -> String {
    let mut xml = Xml::part();
    xml.put(format_args!("<w:ftr {NAMESPACE}>{inside}</w:ftr>"));
    xml.done()
}

fn number(more: &str) -> String {
    footer(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{more}</w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
         <w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>"
    ))
}

const UPRIGHT: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" \
    w:left=\"1587\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>";
const ACROSS: &str = "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1417\" w:right=\"1417\" \
    w:bottom=\"1417\" w:left=\"1417\" w:header=\"851\" w:footer=\"851\" w:gutter=\"0\"/>";
/// 22 lines of 28 characters.
const GRID: &str = "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"/>";

fn section(paper: &Paper, size: &str, grid: &str, is_first: bool) -> String {
    let footers = Footers::of(paper);
    // A letter's first page has a foot of its own.
    let first = if is_first && footers.letter { "<w:titlePg/>" } else { "" };
    format!("<w:sectPr>{}<w:type w:val=\"nextPage\"/>{size}{first}{grid}</w:sectPr>", footers.references())
}

/// Ends the pages that stand upright.
pub(super) fn upright_until_here(paper: &Paper) -> String {
    format!("<w:p><w:pPr>{}</w:pPr></w:p>", section(paper, UPRIGHT, GRID, true))
}

/// Ends the pages that are set across.
pub(super) fn across_until_here(paper: &Paper) -> String {
    format!("<w:p><w:pPr>{}</w:pPr></w:p>", section(paper, ACROSS, "", false))
}

/// The pages at the end.
pub(super) fn last(paper: &Paper) -> String {
    let broken = paper.enclosed.iter().any(|one| one.landscape)
        || paper.blocks().any(|one| matches!(one, gk_rules::paper::Block::Table(table) if table.landscape));
    section(paper, UPRIGHT, GRID, !broken)
}
