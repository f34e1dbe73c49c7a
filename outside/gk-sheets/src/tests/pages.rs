//! HTML.

use gk_rules::catalog::trouble::{Fault, FileKind};

use super::{merge, only, remarks, sheets, sorted, text};

#[test]
fn spans_captions_and_breaks_are_read() {
    let page = "<!DOCTYPE html><html><head><title>站名</title><style>td{x}</style></head><body><h2>征地补偿</h2>\
        <table><thead><tr><th rowspan=2>序号<th colspan=2>公开&nbsp;事项</tr><tr><th>一级<th>二级</tr></thead>\
        <tbody><tr><td rowspan=\"5\">1</td><td>甲<br>乙<p>丙</p></td><td>政府\r\n   网站 <b>A</b>\n B</td></tr>\
        <tr style=\"display: none\"><td>丁<td></tr></tbody></table></body></html>";
    let found = only("a.html", page.as_bytes());
    assert_eq!(found.name, "征地补偿");
    assert_eq!(
        found.rows,
        [
            vec!["序号", "公开 事项"],
            vec!["", "一级", "二级"],
            vec!["1", "甲\n乙\n丙", "政府网站 A B"],
            vec!["", "丁"]
        ]
    );
    assert_eq!(sorted(found.merges), [(0, 0, 1, 0), (0, 1, 0, 2), (2, 0, 3, 0)]);
    assert_eq!(remarks("a.html", page.as_bytes()), [Fault::HiddenRows { count: 1, first: 4 }]);
}

#[test]
fn a_page_named_xls_in_gb2312_is_read() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><table><tr><td>序号<td>事项<tr><td>1<td>征地</table>";
    let bytes = encoding_rs::GB18030.encode(page).0.into_owned();
    assert_eq!(only("目录.xls", &bytes).rows, [["序号", "事项"], ["1", "征地"]]);
    assert_eq!(remarks("目录.xls", &bytes), [Fault::NameDiffers(FileKind::Html)]);
}

#[test]
fn layout_tables_give_the_data_tables_inside() {
    let data = |name: &str| {
        format!("<p>{name}</p><table><tr><td>序号<td>事项<td>时限<tr><td>1<td>甲<td>即时</table>")
    };
    let page = format!(
        "<table><tr><td><table><tr><td>首页<td>导航</table><td>{}{}</table>",
        data("目录一"),
        data("目录二")
    );
    let found = sheets("a.htm", page.as_bytes());
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|sheet| sheet.rows.len() == 2 && sheet.rows[1][1] == "甲"));
}

#[test]
fn a_data_table_keeps_a_small_table_in_a_cell_as_lines() {
    let page = "<table><tr><td>序号<td>事项<td>渠道<tr><td>1<td>甲<td><table><tr><td>■网站<tr><td>□公报</table><tr><td>2<td>乙<td>网站</table>";
    assert_eq!(only("a.html", page.as_bytes()).rows[1], ["1", "甲", "■网站\n□公报"]);
}

#[test]
fn a_page_without_tables_is_its_visible_text() {
    let page = "<html><head><title>题</title><script>var a='<p>x</p>';</script></head><body><!-- 注 --><p>第一段</p>\n<div>第二<b>段</b></div></body></html>";
    assert_eq!(text("a.html", page.as_bytes()), "题\n第一段\n第二段");
}

#[test]
fn a_fragment_pasted_without_a_name_is_a_page() {
    let found =
        only("-", "<table><tr><td>a</td><td>b</td></tr><tr><td colspan=2>c</td></tr></table>".as_bytes());
    assert_eq!(found.rows, [vec!["a", "b"], vec!["c"]]);
    assert_eq!(found.merges, [merge(1, 0, 1, 1)]);
}
