//! DOCX.

use gk_rules::catalog::trouble::Fault;

use super::build::{docx, p, tc};
use super::{merge, only, remarks, sheets, sorted, text};

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

#[test]
fn merges_headings_and_lines_are_read() {
    let restart = "<w:vMerge w:val=\"restart\"/>";
    let body = [
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>征地补偿领域</w:t></w:r></w:p>"
            .to_owned(),
        p("（单位：个）"),
        "<w:tbl>".into(),
        row(&[tc(restart, "序号"), tc("<w:gridSpan w:val=\"2\"/>", "公开事项")]),
        row(&[tc("<w:vMerge/>", ""), tc("", "一级"), tc("", "二级")]),
        row(&[tc("", "1"), format!("<w:tc>{}{}</w:tc>", p("甲"), p("乙<w:br/>")), tc("", "丙")]),
        "</w:tbl>".into(),
        p("表二"),
        "<w:tbl>".into(),
        row(&[tc("", "a")]),
        "</w:tbl>".into(),
    ]
    .concat();
    let found = sheets("a.docx", &docx(&body));
    assert_eq!((found[0].name.as_str(), found[1].name.as_str()), ("征地补偿领域", "表二"));
    assert_eq!(
        found[0].rows,
        [vec!["序号", "公开事项"], vec!["", "一级", "二级"], vec!["1", "甲\n乙", "丙"]]
    );
    assert_eq!(sorted(found[0].merges.clone()), [(0, 0, 1, 0), (0, 1, 0, 2)]);
}

#[test]
fn what_is_not_text_is_left_out_and_remarked_on() {
    let body = [
        "<w:tbl>".to_owned(),
        row(&[
            "<w:tc><w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p></w:tc>".into(),
            "<w:tc><w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p></w:tc>".into(),
            "<w:tc><w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>网站</w:t></w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:r><w:t>重复</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p></w:tc>".into(),
        ]),
        "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc><w:p><w:r><w:t>整行删除</w:t></w:r></w:p></w:tc></w:tr>".into(),
        "</w:tbl>".into(),
    ]
    .concat();
    let bytes = docx(&body);
    assert_eq!(only("a.docx", &bytes).rows, [["", "增音", "☑网站"]]);
    assert_eq!(
        remarks("a.docx", &bytes),
        [Fault::AutoNumbering { count: 1 }, Fault::TrackedChanges { count: 2 }]
    );
}

#[test]
fn a_table_inside_a_cell_is_laid_out_below_its_row() {
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[tc("", "内甲"), tc("", "内乙")]));
    let restart = "<w:vMerge w:val=\"restart\"/>";
    let body = [
        "<w:tbl>".to_owned(),
        row(&[tc(restart, "大类"), format!("<w:tc>{}{inner}{}</w:tc>", p("外"), p("尾"))]),
        row(&[tc("<w:vMerge/>", ""), tc("", "后")]),
        "</w:tbl>".into(),
    ]
    .concat();
    let bytes = docx(&body);
    assert_eq!(only("a.docx", &bytes).rows, [["大类", "外\n尾"], ["内甲", "内乙"], ["大类", "后"]]);
    assert_eq!(remarks("a.docx", &bytes), [Fault::NestedTable { count: 1 }]);
}

#[test]
fn a_document_without_tables_is_text() {
    assert_eq!(text("a.docx", &docx(&[p("第一段"), p(""), p("第二段")].concat())), "第一段\n第二段");
}

#[test]
fn old_horizontal_merges_and_shifted_rows_are_read() {
    let body = [
        "<w:tbl>".to_owned(),
        row(&[tc("<w:hMerge w:val=\"restart\"/>", "公开事项"), tc("<w:hMerge/>", ""), tc("", "时限")]),
        format!("<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>{}</w:tr>", tc("", "即时")),
        "</w:tbl>".into(),
    ]
    .concat();
    let found = only("a.docx", &docx(&body));
    assert_eq!(found.rows, [vec!["公开事项", "", "时限"], vec!["", "", "即时"]]);
    assert_eq!(found.merges, [merge(0, 0, 0, 1)]);
}
