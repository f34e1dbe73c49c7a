//! Papers as offices write them (文书样例): invented, for tests, benchmarks and the gallery.

use jiff::civil::date;

use super::{
    About, Align, Block, Enclosure, Head, Imprint, Label, Numbering, PageNumbers, Paper, Party, Seal,
    Signature, Table, TableCell,
};

const ORGAN: &str = "青山县民政局";

fn about(ident: &str) -> About {
    About {
        ident: ident.to_owned(),
        author: ORGAN.to_owned(),
        keywords: vec!["政府信息公开".to_owned(), "告知书".to_owned()],
        day: date(2026, 3, 20),
    }
}

/// 答复书样例: a letter that discloses in part.
#[must_use]
pub fn reply() -> Paper {
    let body = vec![
        Block::paragraph(
            "本机关于2026年3月2日收到您通过青山县人民政府网站提交的政府信息公开申请（登记编号：青民公开申〔2026〕8号），申请公开：",
        ),
        Block::Quote("2025年度全县城乡低保资金分乡镇拨付明细，以及经办人员名单和联系方式。".to_owned()),
        Block::paragraph(
            "经检索，您申请的信息由本机关制作并保存。其中，2025年度低保资金分乡镇拨付明细属于应当公开的政府信息；所附名单中的个人联系方式涉及个人隐私，公开后会对第三方合法权益造成损害，本机关征求了第三方意见，第三方不同意公开，本机关认为不公开不会对公共利益造成重大影响。",
        ),
        Block::paragraph(
            "根据《中华人民共和国政府信息公开条例》第十五条、第三十二条、第三十六条第（二）项、第三十七条的规定，本机关决定：",
        ),
        Block::List {
            numbering: Numbering::ChineseBrackets,
            items: vec![
                "公开《2025年度青山县城乡低保资金分乡镇拨付明细表》，随本告知书提供；".to_owned(),
                "不予公开名单中的个人联系方式，已作区分处理，涂去的位置、依据和理由见附件2。".to_owned(),
            ],
        },
        Block::paragraph(
            "对本告知书中不予公开部分不服的，应当先自收到本告知书之日起60日内向青山县人民政府申请行政复议；对行政复议决定不服的，可以再依法向人民法院提起行政诉讼。对其他部分不服的，可以自收到本告知书之日起60日内向青山县人民政府申请行政复议，或者自收到本告知书之日起6个月内向青山县人民法院提起行政诉讼。在线申请行政复议的网址：https://fy.qingshan.example.gov.cn/online/apply?from=foi。",
        ),
    ];
    let head = Head::letter(ORGAN, "青民公开复〔2026〕12号");
    Paper {
        addressee: "张某某".to_owned(),
        attachments: vec![
            "2025年度青山县城乡低保资金分乡镇拨付明细表（区分处理后）".to_owned(),
            "区分处理说明".to_owned(),
        ],
        signature: Some(Signature {
            organs: vec![ORGAN.to_owned()],
            day: date(2026, 3, 20),
            seal: Seal::Placeholder,
        }),
        notes: vec!["联系人：李某，联系电话：0411-00000000，地址：青山县人民路1号".to_owned()],
        numbers: PageNumbers::Outside,
        ..Paper::new(head, "青山县民政局\n政府信息部分公开告知书", body, about("青民公开复〔2026〕12号"))
    }
}

/// 红头文件样例: a document with headings, enclosure and record of printing.
#[must_use]
pub fn document() -> Paper {
    let mut body = vec![Block::paragraph(
        "为进一步规范全县依申请公开工作，根据《中华人民共和国政府信息公开条例》，结合我县实际，现就有关事项通知如下。",
    )];
    for (n, words) in [(1, "严格受理登记"), (2, "规范答复文书"), (3, "按期送达归档")] {
        body.push(Block::heading(1, format!("{}、{words}", super::words::numeral(n))));
        body.push(Block::heading(2, "（一）明确责任。"));
        body.push(Block::paragraph(
            "各单位收到政府信息公开申请后，应当当日登记，注明收到日期和确认方式，不得以申请人未说明用途为由不予受理。申请内容不明确的，应当自收到申请之日起7个工作日内一次性告知补正。",
        ));
        body.push(Block::heading(3, "1. 期限。"));
        body.push(Block::paragraph(
            "能够当场答复的，应当当场答复；不能当场答复的，应当自收到申请之日起20个工作日内予以答复。需要延长答复期限的，应当经政府信息公开工作机构负责人同意并告知申请人，延长的期限最长不得超过20个工作日。",
        ));
    }
    let table = tasks();
    Paper {
        addressee: "各乡镇人民政府，县政府各部门".to_owned(),
        attachments: vec!["任务分工表".to_owned()],
        signature: Some(Signature {
            organs: vec!["青山县人民政府办公室".to_owned()],
            day: date(2026, 3, 20),
            seal: Seal::Placeholder,
        }),
        notes: vec!["此件公开发布".to_owned()],
        enclosed: vec![Enclosure {
            title: "任务分工表".to_owned(),
            body: vec![Block::Table(table)],
            landscape: false,
        }],
        imprint: Some(Imprint {
            copies: "县委办公室，县人大常委会办公室，县政协办公室，县监委，县法院，县检察院。".to_owned(),
            printer: "青山县人民政府办公室".to_owned(),
            printed_on: Some(date(2026, 3, 21)),
        }),
        ..Paper::new(
            Head::document("青山县人民政府办公室文件", "青政办发〔2026〕3号"),
            "青山县人民政府办公室\n关于进一步规范依申请公开工作的通知",
            body,
            about("青政办发〔2026〕3号"),
        )
    }
}

/// 任务分工表: long enough to go over a page.
fn tasks() -> Table {
    let rows = (1..=12)
        .map(|n| {
            vec![
                TableCell::new(n.to_string()),
                TableCell::start("政府信息公开申请登记、审核、办理、答复、归档"),
                TableCell::new("县政府办公室"),
                TableCell::new("每季度末"),
            ]
        })
        .collect();
    Table {
        caption: "任务分工表".to_owned(),
        widths: vec![1.0, 5.0, 2.5, 2.0],
        header: vec![vec![
            TableCell::new("序号"),
            TableCell::new("任务"),
            TableCell::new("责任单位"),
            TableCell::new("完成时限"),
        ]],
        rows,
        ..Table::default()
    }
}

/// 送达回证样例: a form to be signed by hand.
#[must_use]
pub fn service_return() -> Paper {
    let line =
        |name: &str, value: &str| vec![TableCell::name(name).high(14.0), TableCell::start(value).across(3)];
    let rows = vec![
        line("受送达人", "张某某"),
        line("送达文书名称及文号", "政府信息部分公开告知书（青民公开复〔2026〕12号）"),
        line("送达地址", "青山县人民路2号"),
        vec![
            TableCell::name("送达方式").high(14.0),
            TableCell::new("直接送达"),
            TableCell::name("送达日期"),
            TableCell::new("　年　月　日"),
        ],
        line("受送达人签名或者盖章", "").into_iter().map(|cell| cell.high(24.0)).collect(),
        line("代收人签名及代收理由", "").into_iter().map(|cell| cell.high(24.0)).collect(),
        line("见证人签名", ""),
        line("送达人签名", ""),
        line("备注", "").into_iter().map(|cell| cell.high(30.0)).collect(),
    ];
    let table = Table { widths: vec![2.2, 3.0, 1.6, 2.6], rows, points: 14.0, ..Table::default() };
    Paper {
        numbers: PageNumbers::Without,
        ..Paper::new(
            Head::plain("青民公开送〔2026〕12号"),
            "青山县民政局\n送达回证",
            vec![Block::Table(table)],
            about("青民公开送〔2026〕12号"),
        )
    }
}

/// 年度报告表样例: the broad table of applications, set across the page.
#[must_use]
pub fn broad_table() -> Paper {
    let name = |text: &str| TableCell::new(text);
    let header = vec![
        vec![
            name("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）").across(4).down(3),
            name("申请人情况").across(7),
        ],
        vec![name("自然人").down(2), name("法人或其他组织").across(5), name("总计").down(2)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].into_iter().map(name).collect(),
    ];
    let figures = || (0..7).map(|n| TableCell::new((n * 13 % 7).to_string()));
    let label = |text: &str| TableCell { names_row: true, ..TableCell::start(text) };
    let mut rows = vec![
        std::iter::once(label("一、本年新收政府信息公开申请数量").across(4))
            .chain(figures())
            .collect::<Vec<_>>(),
        std::iter::once(label("二、上年结转政府信息公开申请数量").across(4)).chain(figures()).collect(),
    ];
    let refused =
        ["1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益"];
    rows.push(
        [label("三、本年度办理结果").down(6), label("（一）予以公开").across(3)]
            .into_iter()
            .chain(figures())
            .collect(),
    );
    let part = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）";
    rows.push(std::iter::once(label(part).across(3)).chain(figures()).collect());
    for (n, words) in refused.into_iter().enumerate() {
        let group = (n == 0).then(|| label("（三）不予公开").down(4));
        rows.push(group.into_iter().chain([label(words).across(2)]).chain(figures()).collect());
    }
    rows.push(std::iter::once(label("四、结转下年度继续办理").across(4)).chain(figures()).collect());
    let table = Table {
        widths: vec![1.6, 1.6, 1.2, 1.6, 1.0, 1.0, 1.0, 1.2, 1.2, 1.0, 1.0],
        header,
        rows,
        landscape: true,
        ..Table::default()
    };
    let body = vec![
        Block::heading(1, "三、收到和处理政府信息公开申请情况"),
        Block::Table(table),
        Block::heading(1, "四、政府信息公开行政复议、行政诉讼情况"),
        Block::paragraph("本年度没有因政府信息公开工作引发的行政复议和行政诉讼。"),
    ];
    let title = "青山县民政局2026年政府信息公开工作年度报告";
    Paper {
        numbers: PageNumbers::Middle, ..Paper::new(Head::plain(""), title, body, about("青民年报2026"))
    }
}

/// 邮签样例.
#[must_use]
pub fn label() -> Label {
    Label {
        to: Party {
            name: "张某某".to_owned(),
            address: "青山县河东镇幸福路18号3单元502室".to_owned(),
            postcode: "116000".to_owned(),
            phone: String::new(),
        },
        from: Party {
            name: "青山县民政局政府信息公开工作机构".to_owned(),
            address: "青山县人民路1号".to_owned(),
            postcode: "116001".to_owned(),
            phone: "0411-00000000".to_owned(),
        },
        service: "挂号信".to_owned(),
        number: String::new(),
        note: "青民公开复〔2026〕12号".to_owned(),
    }
}

/// 对齐样例: every way words lie in a cell.
#[must_use]
pub fn aligned() -> Table {
    let cell = |align, text: &str| TableCell { align, ..TableCell::new(text) };
    let row = vec![cell(Align::Start, "居左"), cell(Align::Middle, "居中"), cell(Align::End, "居右")];
    Table { widths: vec![1.0; 3], rows: vec![row], ..Table::default() }
}
