//! XLSX out: a book with merged headings, ready to print on A3 across.

use std::collections::HashSet;

use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};

use gk_base::book::{Book, Cell, Page};

/// Why a book cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No page.
    #[error("a book without pages")]
    NoPages,
    /// Merged areas that overlap, or more cells than a sheet can hold.
    #[error("page {page:?} cannot be written: {source}")]
    Page {
        /// The page's name.
        page: String,
        /// What the writer said.
        source: XlsxError,
    },
    /// The file could not be packed.
    #[error("the workbook cannot be packed: {0}")]
    Pack(XlsxError),
}

/// Letters a cell of Excel holds at most.
const CELL: usize = 32_767;
/// A3 in Excel's numbering of papers.
const A3: u8 = 8;
/// Excel takes no longer addresses.
const URL: usize = 2_000;

struct Looks {
    title: Format,
    head: Format,
    body: Format,
    percent: Format,
    date: Format,
    link: Format,
}

impl Looks {
    fn new() -> Self {
        let base =
            Format::new().set_font_name("宋体").set_font_size(10.5).set_align(FormatAlign::VerticalCenter);
        let body = base.clone().set_border(FormatBorder::Thin).set_text_wrap();
        Self {
            title: base.set_font_size(18).set_bold().set_align(FormatAlign::Center),
            head: body.clone().set_bold().set_align(FormatAlign::Center).set_background_color(0x00ED_EDED),
            percent: body.clone().set_num_format("0.##%"),
            date: body.clone().set_num_format("yyyy-mm-dd"),
            link: body.clone().set_hyperlink(),
            body,
        }
    }
}

/// 导出 XLSX: each page with its title, headings repeated on every printed page, A3 across, headings frozen.
///
/// # Errors
/// When there is no page, when merged areas overlap, or when a page is larger than a sheet of Excel.
pub fn write(book: &Book) -> Result<Vec<u8>, WriteError> {
    if book.sheets.is_empty() {
        return Err(WriteError::NoPages);
    }
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    let mut names = HashSet::new();
    for page in &book.sheets {
        let name = tab_name(&page.name, &mut names);
        let sheet = workbook.add_worksheet();
        write_page(sheet, &name, page, &looks)
            .map_err(|source| WriteError::Page { page: page.name.clone(), source })?;
    }
    workbook.save_to_buffer().map_err(WriteError::Pack)
}

/// A name Excel takes, unlike those already given.
fn tab_name(name: &str, taken: &mut HashSet<String>) -> String {
    let clean: String = name
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control())
        .collect();
    let clean = clean.trim_matches(['\'', ' ']);
    let clean = if clean.is_empty() { "Sheet" } else { clean };
    let mut number = 1_u32;
    loop {
        let tail = if number == 1 { String::new() } else { format!("({number})") };
        let mut given = String::new();
        for letter in clean.chars() {
            let letters = given.encode_utf16().count() + letter.len_utf16() + tail.len();
            if letters > 31 {
                break;
            }
            given.push(letter);
        }
        given.push_str(&tail);
        if taken.insert(given.to_lowercase()) {
            return given;
        }
        number += 1;
    }
}

fn write_page(sheet: &mut Worksheet, name: &str, page: &Page, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_paper_size(A3).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&P / &N");
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3);
    let width = page.width().max(1);
    for column in 0..width {
        let chosen = page.widths.get(usize::from(column)).copied();
        sheet.set_column_width(column, chosen.unwrap_or(12.0).clamp(1.0, 255.0))?;
    }
    let top = u32::from(!page.title.is_empty());
    if top == 1 {
        span(sheet, (0, 0, 0, width - 1), &cut(&page.title), &looks.title)?;
        sheet.set_row_height(0, 36)?;
    }
    for (row, column, cell) in page.placed_header() {
        let (row, right) = (top + row, column.saturating_add(cell.columns.max(1) - 1));
        span(
            sheet,
            (row, column, row + u32::from(cell.rows.max(1)) - 1, right),
            &cut(&cell.text),
            &looks.head,
        )?;
    }
    let header = u32::try_from(page.header.len()).unwrap_or(u32::MAX);
    let first = top.saturating_add(header);
    if header > 0 {
        sheet.set_repeat_rows(top, first - 1)?;
    }
    sheet.set_freeze_panes(first, page.freeze_columns)?;
    write_rows(sheet, page, first, looks)
}

/// A text over an area, which may be one cell.
fn span(
    sheet: &mut Worksheet,
    area: (u32, u16, u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let (top, left, bottom, right) = area;
    if (top, left) == (bottom, right) {
        sheet.write_string_with_format(top, left, text, format)?;
    } else {
        sheet.merge_range(top, left, bottom, right, text, format)?;
    }
    Ok(())
}

fn write_rows(sheet: &mut Worksheet, page: &Page, first: u32, looks: &Looks) -> Result<(), XlsxError> {
    for (top, left, bottom, right) in &page.merges {
        if (top, left) != (bottom, right) {
            let row = usize::try_from(*top).ok().and_then(|top| page.rows.get(top));
            let owner = row.and_then(|row| row.get(usize::from(*left)));
            let format = if matches!(owner, Some(Cell::Head(_))) { &looks.head } else { &looks.body };
            sheet.merge_range(first + top, *left, first + bottom, *right, "", format)?;
        }
    }
    let mut covered: HashSet<(u32, u16)> = HashSet::new();
    for (top, left, bottom, right) in &page.merges {
        covered.extend((*top..=*bottom).flat_map(|row| (*left..=*right).map(move |column| (row, column))));
        covered.remove(&(*top, *left));
    }
    for (row, cells) in (0_u32..).zip(&page.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            if covered.contains(&(row, column)) {
                continue;
            }
            write_cell(sheet, (first + row, column), cell, looks)?;
        }
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, at: (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Blank => sheet.write_blank(row, column, &looks.body)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, cut(text), &looks.body)?,
        Cell::Head(text) => sheet.write_string_with_format(row, column, cut(text), &looks.head)?,
        Cell::Decimal(digits) => match digits.parse::<f64>() {
            Ok(number) if digits.len() <= 15 && number.is_finite() => {
                sheet.write_number_with_format(row, column, number, &looks.body)?
            }
            _ => sheet.write_string_with_format(row, column, cut(digits), &looks.body)?,
        },
        // Excel keeps fifteen digits; a longer number is a code, and a code is a text.
        Cell::Int(number) => match i32::try_from(*number) {
            Ok(small) => sheet.write_number_with_format(row, column, small, &looks.body)?,
            Err(_) => sheet.write_string_with_format(row, column, number.to_string(), &looks.body)?,
        },
        Cell::Percent(part) => sheet.write_number_with_format(row, column, *part, &looks.percent)?,
        Cell::Date { year, month, day } => match ExcelDateTime::from_ymd(*year, *month, *day) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, &looks.date)?,
            Err(_) => {
                let plain = format!("{year:04}-{month:02}-{day:02}");
                sheet.write_string_with_format(row, column, plain, &looks.body)?
            }
        },
        Cell::Link { text, url } if is_web(url) => {
            let shown = if text.is_empty() { url.as_str() } else { text.as_str() };
            let url = Url::new(url).set_text(cut(shown));
            sheet.write_url_with_format(row, column, url, &looks.link)?
        }
        Cell::Link { text, .. } => sheet.write_string_with_format(row, column, cut(text), &looks.body)?,
    };
    Ok(())
}

/// Only addresses of the web and of the workbook itself become links.
fn is_web(url: &str) -> bool {
    let known = ["http://", "https://", "internal:"].into_iter().any(|scheme| url.starts_with(scheme));
    known && url.len() <= URL && !url.chars().any(char::is_control)
}

/// A text as long as a cell may be, without characters XML forbids.
fn cut(text: &str) -> String {
    let mut letters = 0;
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .take_while(|c| {
            letters += c.len_utf16();
            letters <= CELL
        })
        .collect()
}
