//! Papers as a piece of a page: headings, tables and quotations as such, every word escaped, no style of its own.

use gk_rules::paper::table::Spot;
use gk_rules::paper::{Block, HeadForm, Paper, Run, Seal, Table, TableCell, words};

/// A paper as `<article class="paper">`. Its title is a heading of the second level: the page has the first.
pub(crate) fn write(paper: &Paper) -> String {
    let mut out = String::from("<article class=\"paper\" lang=\"zh-CN\">\n<header>\n");
    for line in &paper.head.corner {
        line_of(&mut out, "corner", line);
    }
    if paper.head.form != HeadForm::Plain {
        line_of(&mut out, "mark", &paper.head.mark);
        line_of(&mut out, "number", &paper.head.number);
    }
    if !paper.head.signer.is_empty() {
        line_of(&mut out, "signer", &format!("{}{}", words::SIGNER, paper.head.signer));
    }
    element(&mut out, "h2", &paper.title);
    if paper.head.form == HeadForm::Plain {
        line_of(&mut out, "number", &paper.head.number);
    }
    out.push_str("</header>\n");
    if !paper.addressee.is_empty() {
        line_of(&mut out, "addressee", &words::addressed(&paper.addressee));
    }
    blocks(&mut out, &paper.body);
    attachments(&mut out, &paper.attachments);
    signature(&mut out, paper);
    for note in &paper.notes {
        line_of(&mut out, "note", &words::bracketed(note));
    }
    for (n, one) in (1..).zip(&paper.enclosed) {
        let number = if paper.enclosed.len() > 1 { n.to_string() } else { String::new() };
        out.push_str("<section class=\"paper-enclosure\">\n");
        line_of(&mut out, "enclosure-mark", &format!("{}{number}", words::ATTACHMENT));
        element(&mut out, "h3", &one.title);
        blocks(&mut out, &one.body);
        out.push_str("</section>\n");
    }
    if let Some(one) = &paper.imprint {
        out.push_str("<footer>\n");
        if !one.copies.is_empty() {
            line_of(&mut out, "copies", &format!("{}{}", words::COPIES, one.copies));
        }
        let on = one.printed_on.map(|day| words::day(day) + words::PRINTED).unwrap_or_default();
        line_of(&mut out, "printed", format!("{} {on}", one.printer).trim());
        out.push_str("</footer>\n");
    }
    out.push_str("</article>\n");
    out
}

/// A line of a class, unless it is empty.
fn line_of(out: &mut String, class: &str, text: &str) {
    if !text.is_empty() {
        out.push_str("<p class=\"paper-");
        out.push_str(class);
        out.push_str("\">");
        escape(out, text);
        out.push_str("</p>\n");
    }
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    escape(out, text);
    out.push_str(&format!("</{name}>\n"));
}

fn emphasised(out: &mut String, runs: &[Run]) {
    out.push_str("<p>");
    for one in runs {
        let (open, close) = if one.strong { ("<strong>", "</strong>") } else { ("", "") };
        out.push_str(open);
        escape(out, &one.text);
        out.push_str(close);
    }
    out.push_str("</p>\n");
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
}

fn blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => element(out, "p", text),
            Block::Flush(text) => line_of(out, "flush", text),
            Block::Runs(runs) => emphasised(out, runs),
            Block::Heading { level, text } => element(out, &format!("h{}", (*level).clamp(1, 4) + 2), text),
            Block::List { numbering, items } => {
                for (n, item) in (1..).zip(items) {
                    element(out, "p", &(numbering.number(n) + item));
                }
            }
            Block::Quote(text) => element(out, "blockquote", text),
            Block::Table(one) => table(out, one),
            Block::Picture(one) => {
                line_of(out, "picture", &words::bracketed(&one.alt));
                line_of(out, "caption", &one.caption);
            }
        }
    }
}

fn attachments(out: &mut String, names: &[String]) {
    match names {
        [] => {}
        [one] => line_of(out, "attachments", &format!("{}：{one}", words::ATTACHMENT)),
        many => {
            line_of(out, "attachments", &format!("{}：", words::ATTACHMENT));
            out.push_str("<ol class=\"paper-attachments\">\n");
            for name in many {
                element(out, "li", name);
            }
            out.push_str("</ol>\n");
        }
    }
}

fn signature(out: &mut String, paper: &Paper) {
    let Some(one) = &paper.signature else { return };
    out.push_str("<div class=\"paper-signature\">\n");
    for organ in &one.organs {
        line_of(out, "organ", organ);
    }
    line_of(out, "day", &words::day(one.day));
    out.push_str("</div>\n");
    match one.seal {
        Seal::Placeholder => line_of(out, "seal", words::SEAL_PLACE),
        Seal::Electronic => line_of(out, "seal", words::SEAL_ELECTRONIC),
        Seal::Without => {}
    }
}

fn table(out: &mut String, table: &Table) {
    let Ok((header, rows)) = table.grid() else { return };
    out.push_str("<div class=\"paper-table\"><table>\n");
    if !table.caption.is_empty() {
        element(out, "caption", &table.caption);
    }
    if !header.is_empty() {
        out.push_str("<thead>\n");
        header.iter().for_each(|line| row(out, line, Some("col")));
        out.push_str("</thead>\n");
    }
    out.push_str("<tbody>\n");
    rows.iter().for_each(|line| row(out, line, None));
    out.push_str("</tbody>\n</table></div>\n");
    line_of(out, "table-note", &table.note);
}

fn row(out: &mut String, line: &[Spot<'_>], scope: Option<&str>) {
    out.push_str("<tr>");
    for spot in line {
        if let Spot::Cell(cell) = spot {
            cell_of(out, cell, scope);
        }
    }
    out.push_str("</tr>\n");
}

fn cell_of(out: &mut String, cell: &TableCell, scope: Option<&str>) {
    let scope = scope.or_else(|| cell.names_row.then_some("row"));
    let name = if scope.is_some() { "th" } else { "td" };
    out.push_str(&format!("<{name}"));
    if let Some(scope) = scope {
        out.push_str(&format!(" scope=\"{scope}\""));
    }
    if cell.columns > 1 {
        out.push_str(&format!(" colspan=\"{}\"", cell.columns));
    }
    if cell.rows > 1 {
        out.push_str(&format!(" rowspan=\"{}\"", cell.rows));
    }
    out.push('>');
    escape(out, &cell.text);
    out.push_str(&format!("</{name}>"));
}

#[cfg(test)]
mod tests {
    use gk_rules::paper::samples;

    use super::*;

    #[test]
    fn every_word_is_there_and_none_is_markup() {
        let mut paper = samples::reply();
        paper.body.push(Block::paragraph("<script>alert(1)</script> & “引号”"));
        let html = write(&paper);
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; “引号”"), "{html}");
        for text in paper.texts() {
            let mut escaped = String::new();
            escape(&mut escaped, text);
            assert!(html.contains(&escaped), "{text}");
        }
    }

    #[test]
    fn merged_headings_reach_as_far_as_they_did() {
        let html = write(&samples::broad_table());
        assert!(html.contains("<th scope=\"col\" colspan=\"4\" rowspan=\"3\">（本列数据"), "{html}");
        assert!(html.contains("<th scope=\"row\" colspan=\"4\">一、本年新收"), "{html}");
    }
}
