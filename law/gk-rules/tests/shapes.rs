//! Tables of other shapes than the standard's: what must come out of each.

use gk_rules::catalog::draft::Draft;
use gk_rules::catalog::sheet::{Merge, Sheet, Source};
use gk_rules::catalog::{Hint, read};

fn text(text: &str) -> Draft {
    read(&Source::Text(text.to_owned()), &Hint::default())
}

fn sheet(rows: &[&[&str]], merges: &[(usize, usize, usize, usize)]) -> Draft {
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    let merges = merges
        .iter()
        .map(|(top, left, bottom, right)| Merge { top: *top, left: *left, bottom: *bottom, right: *right })
        .collect();
    read(
        &Source::Sheets(vec![Sheet { name: "Sheet1".to_owned(), rows, merges, first_row: 1 }]),
        &Hint::default(),
    )
}

fn codes(draft: &Draft) -> Vec<&str> {
    draft.diagnostics.iter().map(|one| one.code.as_str()).collect()
}

#[test]
fn several_domains_in_one_text_follow_their_titles() {
    let draft = text(
        "某县救灾领域基层政务公开标准目录\n序号 | 公开事项 | 公开内容 | 公开依据 | 公开时限 |\n1 | 政策文件 | 法律 | 《条例》 | 长期公开 |\n\
         2 | 备灾管理 | 物资 | 《条例》 | 长期公开 |\n某县养老服务领域基层政务公开标准目录\n序号 | 公开事项 | 公开内容 | 公开依据 | 公开时限 |\n1 | 养老政策 | 文件 | 《条例》 | 长期公开 |\n",
    );
    let found: Vec<_> =
        draft.items.iter().map(|item| (item.domain.as_deref(), item.level1.as_deref())).collect();
    assert_eq!(
        found,
        [
            (Some("救灾"), Some("政策文件")),
            (Some("救灾"), Some("备灾管理")),
            (Some("养老服务"), Some("养老政策"))
        ]
    );
}

#[test]
fn an_item_over_several_rows_of_a_sheet_is_one_item() {
    let draft = sheet(
        &[
            &[
                "序号",
                "公开事项",
                "",
                "公开内容（要素）",
                "公开依据",
                "公开时限",
                "公开主体",
                "公开渠道和载体",
            ],
            &["", "一级事项", "二级事项", "", "", "", "", ""],
            &[
                "1",
                "政策文件",
                "法律法规",
                "1.法律",
                "《条例》",
                "20个工作日",
                "应急局",
                "■政府网站 □政府公报",
            ],
            &["", "", "", "2.法规", "", "", "", ""],
            &["2", "", "规章", "3.规章", "《条例》", "", "", "■政府网站"],
        ],
        &[
            (0, 0, 1, 0),
            (0, 1, 0, 2),
            (2, 0, 3, 0),
            (2, 1, 4, 1),
            (2, 2, 3, 2),
            (2, 4, 3, 4),
            (2, 5, 4, 5),
            (2, 6, 4, 6),
            (2, 7, 3, 7),
        ],
    );
    assert_eq!(draft.items.len(), 2, "{:?}", draft.items);
    let first = draft.items.first().expect("an item");
    assert_eq!(first.elements.len(), 2);
    let second = draft.items.get(1).expect("an item");
    assert_eq!((second.level1.as_deref(), second.level2.as_deref()), (Some("政策文件"), Some("规章")));
    assert_eq!(second.time_limit.as_ref().map(|one| one.text.as_str()), Some("20个工作日"));
    assert_eq!(second.responsible.as_deref(), Some("应急局"));
}

#[test]
fn six_levels_and_unforeseen_columns_are_kept() {
    let draft = sheet(
        &[
            &[
                "一级目录",
                "二级目录",
                "三级目录",
                "四级目录",
                "公开内容",
                "公开时限",
                "公开主体",
                "责任科室",
                "咨询电话",
                "数据来源系统",
            ],
            &[
                "法定主动公开内容",
                "决策公开",
                "政策解读",
                "图文解读",
                "政策解读",
                "6个月",
                "民政局",
                "办公室",
                "0410-1",
                "甲系统",
            ],
        ],
        &[],
    );
    let item = draft.items.first().expect("an item");
    assert_eq!(
        (item.level1.as_deref(), item.level2.as_deref(), item.level3.as_deref()),
        (Some("法定主动公开内容"), Some("决策公开"), Some("政策解读 > 图文解读"))
    );
    assert_eq!(item.extra.get("数据来源系统").map(String::as_str), Some("甲系统"));
    assert_eq!(item.extra.get("责任科室").map(String::as_str), Some("办公室"));
    assert!(codes(&draft).contains(&"GK-C053"));
}

#[test]
fn a_table_of_beijing_columns_is_read() {
    let draft = text(
        "具体职责\t业务事项\t信息类别\t内容标准\t公开时限\t公开形式\n预算管理\t预算公开\t部门预算\t收支总表\t批复后20日内\t网站公开\n",
    );
    let item = draft.items.first().expect("an item");
    assert_eq!((item.level1.as_deref(), item.level2.as_deref()), (Some("预算管理"), Some("预算公开")));
    assert_eq!(item.channels.first().map(|one| one.code.as_str()), Some("CH01"));
}

#[test]
fn levels_in_words_and_a_legend_in_the_head_are_read() {
    let draft = text(
        "序号 | 一级事项 | 二级事项 | 公开内容（●必选 〇可选） | 公开依据 | 公开对象 | 公开方式 | 公开层级 |\n\
         1 | 法规政策 | 法律法规 | 1.●文件名称 2.〇文号 | 《条例》 | 全社会 | 主动公开 | 县级、乡级 |\n\
         2 | | 政策文件 | ●正文 | 同上 | 特定群体（申请人） | 依申请公开 | 村级 |\n",
    );
    let first = draft.items.first().expect("an item");
    assert_eq!(first.elements.iter().map(|one| one.required).collect::<Vec<_>>(), [Some(true), Some(false)]);
    assert_eq!(
        (first.levels.county, first.levels.township, first.levels.village),
        (Some(true), Some(true), Some(false))
    );
    let second = draft.items.get(1).expect("an item");
    assert_eq!(second.basis.first().and_then(|one| one.title.as_deref()), Some("条例"));
    assert_eq!(second.audience.specific.as_deref(), Some("申请人"));
    assert_eq!((second.method.proactive, second.method.on_request), (Some(false), Some(true)));
    assert_eq!(second.level1.as_deref(), Some("法规政策"));
}

#[test]
fn the_draft_is_the_object_the_command_line_promises() {
    let draft = text(
        "救灾领域基层政务公开标准目录\n序号 | 公开事项 | 公开内容 | 公开时限 | 公开渠道和载体 |\n1 | 政策文件 | 法律;法规 | *个工作日内 | ■政府网站 ■其他：广场 |\n",
    );
    let json = serde_json::to_value(&draft).expect("a draft is plain data");
    let item = &json["items"][0];
    assert_eq!(item["domain"], "救灾");
    assert_eq!(item["level1"], "政策文件");
    assert!(item["level2"].is_null() && item["responsible"].is_null() && item["audience"]["all"].is_null());
    assert_eq!(item["elements"][1]["text"], "法规");
    assert_eq!(item["channels"][0]["code"], "CH01");
    assert_eq!(item["channels"][1], serde_json::json!({ "code": "CH99", "text": "其他:广场" }));
    assert_eq!(item["time_limit"]["text"], "*个工作日内");
    assert_eq!(item["source"]["row"], 3);
    let masked = json["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["code"] == "GK-C030")
        .expect("a masked number is said");
    assert_eq!(
        (masked["row"].as_u64(), masked["column"].as_u64(), masked["severity"].as_str()),
        (Some(3), Some(4), Some("error"))
    );
}

#[test]
fn signatures_under_a_table_are_no_items() {
    let draft = text(
        "序号 | 公开事项 | 公开内容 | 公开依据 | 公开时限 |\n1 | 政策文件 | 法律 | 《条例》 | 长期公开 |\n\
         填表人：甲 | 审核人：乙 | 填表日期：2020年1月1日 |  |  |\n单位（盖章）：|  |  |  |  |\n",
    );
    assert_eq!(draft.items.len(), 1, "{:?}", draft.items);
    assert!(codes(&draft).contains(&"GK-C060"));
}

#[test]
fn a_second_head_with_other_columns_holds_for_the_rows_below_it() {
    let draft = text(
        "序号 | 公开事项 | 公开内容 | 公开依据 | 公开时限 |\n1 | 政策文件 | 法律 | 《条例》 | 长期公开 |\n\
         序号 | 一级事项 | 二级事项 | 公开主体 | 公开时限 | 公开内容 |\n2 | 备灾管理 | 物资 | 应急局 | 及时公开 | 清单 |\n",
    );
    let second = draft.items.get(1).expect("an item");
    assert_eq!((second.level1.as_deref(), second.level2.as_deref()), (Some("备灾管理"), Some("物资")));
    assert_eq!(second.responsible.as_deref(), Some("应急局"));
    assert_eq!(second.elements.first().map(|one| one.text.as_str()), Some("清单"));
}

#[test]
fn what_is_no_catalog_is_said_to_be_none() {
    let draft = text("本办法自发布之日起施行。\n第一条 为了规范工作，制定本办法。\n");
    assert!(draft.items.is_empty());
    assert_eq!(codes(&draft), ["GK-C001", "GK-C002"]);
    assert_eq!(codes(&text("")), ["GK-C002"]);
}
