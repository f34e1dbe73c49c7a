//! From text to paper (文书排版): a letter on the grid of GB/T 9704-2012, as the press sets it.

use super::fact::RETURN_FIELDS;
use super::form::Form;
use super::text::{Block as Part, LetterText, Span};
use crate::Coded;
use crate::paper::{About, Block, Head, PageNumbers, Paper, Run, Seal, Signature, Table, TableCell};

/// 未编号: stands where a draft names its number; a letter that goes out never has it.
pub const UNNUMBERED: &str = "（未编号）";
/// 手写栏的高度 in millimetres.
const ROOM_TO_WRITE: f64 = 14.0;

impl LetterText {
    /// 公文: the letter as the press sets it; `ident` stays the same for the same letter. A draft is one without number.
    #[must_use]
    pub fn paper(&self, ident: &str) -> Paper {
        let number = self.number.as_deref().filter(|number| *number != UNNUMBERED).unwrap_or_default();
        let head = if self.form.is_numbered() { Head::letter(&self.organ, number) } else { Head::plain("") };
        let about = About {
            ident: ident.to_owned(),
            author: self.organ.clone(),
            keywords: vec!["政府信息公开".to_owned(), self.form.label().to_owned()],
            day: self.signed_on,
        };
        let body = self.body.iter().chain(&self.remedy).map(|part| block(self.form, part)).collect();
        let addressee = self.addressee.as_deref().unwrap_or_default();
        let posted = Some(self.postal.clone()).filter(|one| !one.is_empty());
        Paper {
            addressee: addressee.trim_end_matches(['：', ':']).to_owned(),
            attachments: self.attachments.clone(),
            signature: Some(Signature {
                organs: vec![self.organ.clone()],
                day: self.signed_on,
                seal: Seal::Placeholder,
            }),
            notes: self.contact.iter().map(Part::text).chain(posted).collect(),
            numbers: PageNumbers::Outside,
            ..Paper::new(head, self.title_lines(), body, about)
        }
    }

    /// 标题: the organ in a line of its own.
    fn title_lines(&self) -> String {
        match self.title.strip_prefix(self.organ.as_str()) {
            Some(rest) if !rest.is_empty() => format!("{}\n{rest}", self.organ),
            _ => self.title.clone(),
        }
    }
}

fn block(form: Form, part: &Part) -> Block {
    match part {
        Part::Paragraph { spans } | Part::Entry { spans } if spans.iter().any(|one| one.strong) => {
            let run = |one: &Span| Run { text: one.text.clone(), strong: one.strong };
            Block::Runs(spans.iter().map(run).collect())
        }
        Part::Paragraph { .. } | Part::Entry { .. } => Block::paragraph(part.text()),
        Part::Table { head, rows } => Block::Table(table(form, head, rows)),
    }
}

fn table(form: Form, head: &[String], rows: &[Vec<String>]) -> Table {
    let by_hand =
        form == Form::ServiceReturn && head.iter().map(String::as_str).eq(RETURN_FIELDS.iter().copied());
    let row = |cells: &Vec<String>| {
        let cell = |(at, text): (usize, &String)| match (by_hand, at) {
            (true, 0) => TableCell { height_mm: ROOM_TO_WRITE, ..TableCell::name(text) },
            _ => TableCell::start(text),
        };
        cells.iter().enumerate().map(cell).collect()
    };
    Table {
        widths: (0..head.len()).map(|at| width(head, rows, at)).collect(),
        header: vec![head.iter().map(TableCell::new).collect()],
        rows: rows.iter().map(row).collect(),
        ..Table::default()
    }
}

/// 列宽: by the longest cell, within bounds.
fn width(head: &[String], rows: &[Vec<String>], at: usize) -> f64 {
    let cells = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter_map(|row| row.get(at));
    let longest = cells.map(|text| text.chars().count()).max().unwrap_or(1).clamp(4, 16);
    f64::from(u32::try_from(longest).unwrap_or(4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::reasons::reasons_not_to_set;

    fn letter(form: Form) -> LetterText {
        LetterText {
            form,
            template: 1,
            title: "示范县民政局政府信息不予公开告知书".into(),
            number: Some("县民政局公开复〔2026〕1号".into()),
            addressee: Some("赵某某：".into()),
            body: vec![
                Part::plain("经审查。"),
                Part::Table {
                    head: RETURN_FIELDS.iter().map(|one| (*one).to_owned()).collect(),
                    rows: vec![vec!["见证人签名".into(), "　".into()]],
                },
            ],
            attachments: vec!["意见回函".into()],
            remedy: vec![Part::plain("如不服本告知书")],
            organ: "示范县民政局".into(),
            signed_on: jiff::civil::date(2026, 3, 5),
            contact: vec![Part::plain("联系方式：办公室")],
            postal: String::new(),
        }
    }

    #[test]
    fn a_letter_becomes_a_paper_that_can_be_set() {
        let paper = letter(Form::Withheld).paper("案卷1");
        assert_eq!(reasons_not_to_set(&paper), []);
        assert_eq!(paper.title, "示范县民政局\n政府信息不予公开告知书");
        assert_eq!(
            (paper.head.number.as_str(), paper.addressee.as_str()),
            ("县民政局公开复〔2026〕1号", "赵某某")
        );
        assert!(paper.texts().contains(&"如不服本告知书"));
    }

    #[test]
    fn what_is_emphasised_stays_so_on_paper_and_a_posted_letter_has_its_address() {
        let spans = [("本机关", false), ("决定不予公开", true)];
        let spans = spans.map(|(text, strong)| Span { text: text.into(), strong }).to_vec();
        let body = vec![Part::Paragraph { spans }];
        let posted =
            LetterText { body, postal: "邮寄地址：某路1号".into(), ..letter(Form::Withheld) };
        let paper = posted.paper("案卷1");
        let Some(Block::Runs(runs)) = paper.body.first() else { panic!("runs") };
        assert!(!runs[0].strong && runs[1].strong && runs[1].text == "决定不予公开");
        assert_eq!(paper.notes, ["联系方式：办公室", "邮寄地址：某路1号"]);
    }

    #[test]
    fn a_draft_has_no_number_and_a_receipt_no_red_head() {
        let draft = LetterText { number: Some(UNNUMBERED.into()), ..letter(Form::Withheld) };
        assert_eq!(draft.paper("案卷1").head.number, "");
        assert_eq!(letter(Form::Receipt).paper("案卷1").head, Head::plain(""));
    }

    #[test]
    fn a_return_leaves_room_to_write_in() {
        let paper = letter(Form::ServiceReturn).paper("案卷1");
        let Some(Block::Table(table)) = paper.body.get(1) else { panic!("a table") };
        assert!(table.rows[0][0].names_row && table.rows[0][0].height_mm > 10.0);
    }
}
