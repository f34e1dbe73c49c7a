//! Workbooks: XLSX in and out, XLS, ODS, Excel XML, CSV.

use gk_rules::catalog::sheet::Source;
use gk_rules::catalog::trouble::{Fault, FileKind};

use super::build::{biff8, compound, packed, xlsx, xlsx_with};
use super::{merge, only, remarks, sheets, sorted, taken, text};
use crate::{Book, Cell, HeaderCell, Page, write_csv, write_xlsx};

fn national() -> Page {
    let (tall, broad, one) = (HeaderCell::tall, HeaderCell::broad, HeaderCell::new);
    Page {
        name: "征地补偿/领域:目录".into(),
        title: "征地补偿领域基层政务公开标准目录".into(),
        header: vec![
            vec![tall("序号", 2), broad("公开事项", 2), tall("公开内容（要素）", 2), broad("公开对象", 2)],
            vec![one("一级"), one("二级"), one("全社会"), one("特定群体")],
        ],
        rows: vec![
            vec![
                Cell::Int(1),
                Cell::Text("征地管理政策".into()),
                Cell::Text("=HYPERLINK(\"http://evil\")".into()),
                Cell::Text("甲\n乙".into()),
                Cell::Percent(0.125),
                Cell::Date { year: 2020, month: 5, day: 25 },
            ],
            vec![
                Cell::Int(3_301_021_990_010_112_345),
                Cell::Blank,
                Cell::Link { text: "网站".into(), url: "https://www.example.gov.cn/".into() },
                Cell::Link { text: "坏".into(), url: "javascript:alert(1)".into() },
                Cell::Text("-1+1".into()),
                Cell::Blank,
            ],
        ],
        merges: vec![(0, 1, 1, 1)],
        widths: vec![5.0, 12.0],
        freeze_columns: 1,
    }
}

#[test]
fn a_book_written_is_read_back_equal() {
    let bytes = write_xlsx(&Book { sheets: vec![national(), national()] }).unwrap();
    let found = sheets("目录.xlsx", &bytes);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].name.as_str(), found[1].name.as_str()), ("征地补偿领域目录", "征地补偿领域目录(2)"));
    let rows: Vec<Vec<&str>> =
        found[0].rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        rows,
        [
            vec!["征地补偿领域基层政务公开标准目录"],
            vec!["序号", "公开事项", "", "公开内容（要素）", "公开对象"],
            vec!["", "一级", "二级", "", "全社会", "特定群体"],
            vec!["1", "征地管理政策", "=HYPERLINK(\"http://evil\")", "甲\n乙", "12.5%", "2020-05-25"],
            vec!["3301021990010112345", "", "网站", "坏", "-1+1"],
        ]
    );
    assert_eq!(
        sorted(found[0].merges.clone()),
        [(0, 0, 0, 5), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3), (1, 4, 1, 5), (3, 1, 4, 1)]
    );
    assert_eq!(found[0].first_row, 1);
}

#[test]
fn a_table_read_is_written_and_read_again_the_same() {
    let first = only("a.xlsx", &write_xlsx(&Book { sheets: vec![national()] }).unwrap());
    let page = Page::of_table(&first, 2);
    assert_eq!((page.title.as_str(), page.header.len()), ("征地补偿领域基层政务公开标准目录", 2));
    assert_eq!(page.header[0][1], HeaderCell::broad("公开事项", 2));
    assert_eq!((page.merges.clone(), page.rows[0][0].clone()), (vec![(0, 1, 1, 1)], Cell::Int(1)));
    let second = only("a.xlsx", &write_xlsx(&Book { sheets: vec![page] }).unwrap());
    assert_eq!((&second.rows, sorted(second.merges)), (&first.rows, sorted(first.merges)));
}

#[test]
fn another_reader_agrees_on_what_was_written() {
    use calamine::{Data, Reader};
    let bytes = write_xlsx(&Book { sheets: vec![national()] }).unwrap();
    let mut other: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let range = other.worksheet_range("征地补偿领域目录").unwrap();
    assert_eq!(range.get_value((3, 2)), Some(&Data::String("=HYPERLINK(\"http://evil\")".into())));
    assert_eq!(range.get_value((3, 0)), Some(&Data::Float(1.0)));
    assert_eq!(other.merge_cells_by_sheet_name("征地补偿领域目录").unwrap().len(), 6);
    assert_eq!(other.worksheet_formula("征地补偿领域目录").unwrap().used_cells().count(), 0);
}

#[test]
fn a_book_without_pages_or_with_crossing_areas_is_refused() {
    assert!(write_xlsx(&Book::default()).is_err());
    let mut page = national();
    page.merges = vec![(0, 0, 1, 1), (1, 1, 2, 2)];
    assert!(write_xlsx(&Book { sheets: vec![page] }).is_err());
}

#[test]
fn typed_cells_become_the_text_people_see() {
    let strings = "<si><r><rPr><b/></rPr><t>公开</t></r><r><t xml:space=\"preserve\"> 事项</t></r><rPh sb=\"0\" eb=\"1\"><t>こう</t></rPh></si>\
        <si><r><rPr><rFont val=\"Wingdings 2\"/></rPr><t>R</t></r><r><t>政府网站</t></r></si>";
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/><numFmt numFmtId=\"177\" formatCode=\"0000\"/></numFmts>\
        <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"10\"/><xf numFmtId=\"177\"/></cellXfs></styleSheet>";
    let sheet = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>\
        <row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"C3\" s=\"1\"><v>43976</v></c><c r=\"D3\" s=\"2\"><v>0.5</v></c></row>\
        <row r=\"4\" hidden=\"1\"><c t=\"inlineStr\"><is><t>内联&amp;_x000D_&#10;行</t></is></c><c><v>1.0</v></c><c s=\"3\"><v>7</v></c><c t=\"str\"><f>A1&amp;B1</f><v>主动</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c></row>\
        <row><c><f>SUM(A1)</f></c><c t=\"d\"><v>2020-05-25T00:00:00</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"D3:E9\"/><mergeCell ref=\"E4:F4\"/></mergeCells>";
    let bytes = xlsx(sheet, strings, styles);
    let found = only("a.xlsx", &bytes);
    assert_eq!(found.first_row, 3);
    assert_eq!(found.rows[0], ["公开 事项", "☑政府网站", "2020-05-25", "50%"]);
    assert_eq!(found.rows[1], ["", "1", "0007", "", "", "#N/A"]);
    assert_eq!(found.rows[2], ["", "2020-05-25"]);
    assert_eq!(found.merges, [merge(0, 0, 1, 0), merge(0, 3, 2, 4)]);
    let notes = remarks("a.xlsx", &bytes);
    assert!(notes.contains(&Fault::HiddenRows { count: 1, first: 4 }), "{notes:?}");
    assert!(notes.contains(&Fault::HiddenColumns { count: 2, first: 1 }), "{notes:?}");
    assert!(notes.contains(&Fault::OverlappingMerges { count: 1 }), "{notes:?}");
    assert!(notes.contains(&Fault::NoStoredValue { count: 1 }), "{notes:?}");
}

#[test]
fn a_hidden_sheet_is_read_and_remarked_on() {
    let sheet = "<sheetData><row><c t=\"inlineStr\"><is><t>甲</t></is></c></row></sheetData>";
    let bytes =
        xlsx_with(sheet, "", "<styleSheet/>", "<sheet name=\"备用\" state=\"hidden\" r:id=\"rId1\"/>");
    assert_eq!(only("a.xlsx", &bytes).rows, [["甲"]]);
    let remark = taken("a.xlsx", &bytes).remarks.remove(0);
    assert_eq!(remark.code(), "GK-F102");
    assert!(remark.message().contains("备用"), "{remark}");
}

#[test]
fn an_old_workbook_is_read_with_its_merges() {
    for bytes in [biff8(), compound(&[("Workbook", &padded(biff8()))])] {
        let found = only("目录.xls", &bytes);
        assert_eq!(found.name, "目录");
        assert_eq!(found.rows[0], ["公开事项"]);
        assert_eq!(found.rows[1], ["自信息形成之日起20个工作日内", "", "县级\n乡级"]);
        assert_eq!(found.rows[2], ["2020-05-25", "50%"]);
        assert_eq!(found.rows[3], ["1", "2", "主动"]);
        assert_eq!(found.merges, [merge(0, 0, 0, 2)]);
        assert_eq!(remarks("目录.xls", &bytes), [Fault::HiddenRows { count: 1, first: 3 }]);
    }
}

/// Streams under 4096 bytes live elsewhere in a compound file; blanks after the end are ignored.
pub(super) fn padded(mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4096), 0);
    stream
}

#[test]
fn another_reader_agrees_on_the_old_workbook() {
    use calamine::Reader;
    let bytes = compound(&[("Workbook", &padded(biff8()))]);
    let mut other: calamine::Xls<_> = calamine::Xls::new(std::io::Cursor::new(bytes)).unwrap();
    let range = other.worksheet_range("目录").unwrap();
    assert_eq!(range.get_value((1, 0)).map(ToString::to_string).unwrap(), "自信息形成之日起20个工作日内");
    assert_eq!(range.get_value((3, 2)).map(ToString::to_string).unwrap(), "主动");
}

#[test]
fn an_open_document_is_read_with_repeats_and_spans() {
    let content = "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"目录\">\
        <table:table-column table:number-columns-repeated=\"3\"/>\
        <table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"2\"><text:p>公开<text:span>事项</text:span></text:p><text:p>二</text:p><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"><text:p>50.00%</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1\"><text:p>1.00</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2020-05-25\"><text:p>20年5月25日</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let bytes = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<m/>"),
        ("content.xml", content.as_bytes()),
    ]);
    let found = only("a.ods", &bytes);
    assert_eq!(
        found.rows,
        [vec!["公开事项\n二", "", "50%"], vec!["1", "1", "2020-05-25"], vec!["1", "1", "2020-05-25"]]
    );
    assert_eq!(found.merges, [merge(0, 0, 0, 1)]);
}

#[test]
fn excel_xml_named_xls_is_read_with_a_remark() {
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Styles><Style ss:ID=\"s1\"><NumberFormat ss:Format=\"0%\"/></Style></Styles><Worksheet ss:Name=\"目录\"><Table>\
        <Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">公开&#10;事项</Data></Cell><Cell><Data ss:Type=\"DateTime\">2020-05-25T00:00:00.000</Data></Cell></Row>\
        <Row ss:Index=\"3\"><Cell ss:Index=\"2\" ss:StyleID=\"s1\"><Data ss:Type=\"Number\">0.5</Data></Cell></Row></Table></Worksheet></Workbook>";
    let found = only("a.xls", xml.as_bytes());
    assert_eq!(found.rows, [vec!["公开\n事项", "", "2020-05-25"], vec![], vec!["", "50%"]]);
    assert_eq!(found.merges, [merge(0, 0, 0, 1)]);
    assert_eq!(remarks("a.xls", xml.as_bytes()), [Fault::NameDiffers(FileKind::SheetXml)]);
}

#[test]
fn delimited_values_are_read_in_any_encoding() {
    let csv = "序号,公开事项,公开时限\r\n1,\"甲,乙\n\"\"丙\"\"\",20个工作日\r\n\r\n=\"007\",丁,\r\n";
    let gb = encoding_rs::GB18030.encode(csv).0.into_owned();
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(csv.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [csv.as_bytes(), &gb] {
        let found = only("目录.csv", bytes);
        assert_eq!(
            found.rows,
            [
                vec!["序号", "公开事项", "公开时限"],
                vec!["1", "甲,乙\n\"丙\"", "20个工作日"],
                vec![],
                vec!["007", "丁"]
            ]
        );
    }
    let tabs = only("Unicode文本.txt", &wide);
    assert_eq!(tabs.rows[1][2], "20个工作日");
    assert_eq!(remarks("目录.xls", &wide), [Fault::NameDiffers(FileKind::Csv)]);
}

#[test]
fn text_without_cells_stays_text() {
    let pasted = "序号 | 公开事项 | 公开时限 |\n1 | 甲, 乙, 丙 | 20个工作日 |\n";
    assert_eq!(text("-", pasted.as_bytes()), pasted);
    assert_eq!(text("a.csv", "第一行\r\n第二行\r\n".as_bytes()), "第一行\n第二行\n");
    assert!(matches!(taken("", "一行".as_bytes()).source, Source::Text(_)));
}

#[test]
fn csv_written_is_read_back_and_holds_no_formula() {
    let bytes = write_csv(&national());
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
    let found = only("a.csv", &bytes);
    assert_eq!(found.rows[0][..4], ["序号", "公开事项", "", "公开内容（要素）"]);
    assert_eq!(found.rows[2][2], "'=HYPERLINK(\"http://evil\")");
    assert_eq!(found.rows[2][4..], ["12.5%", "2020-05-25"]);
    assert_eq!(found.rows[3][4], "'-1+1");
}
