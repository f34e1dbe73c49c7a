//! Files that come in: each becomes a draft with its fields read, or is refused by name; nothing is taken in twice unasked.

use std::io::Write as _;

use gk_rules::Day;
use gk_rules::intake::{Flow, read};
use gk_rules::paper::{About, Block, Head, Imprint, Paper, Seal, Signature};
use gk_rules::records::Stage;
use gk_testkit::{Bench, Browser, Seen, county, on_both};

use crate::records_desk::signed_in;
use crate::records_review::{at, sound};

/// Facts of published documents, those the rules are measured by: number, title, document number, issuers, day.
const FACTS: &str = include_str!("../../../../law/gk-rules/tests/data/documents.csv");

/// A document in the layout of GB/T 9704-2012.
fn paper(title: &str, number: &str, issuers: &[&str], day: Day) -> Paper {
    let body = vec![
        Block::paragraph(
            "为了做好困难群众临时救助工作，根据《社会救助暂行办法》第四十七条的规定，现将有关事项通知如下，请结合实际认真贯彻执行。",
        ),
        Block::heading(1, "一、总体要求"),
        Block::paragraph("各单位应当于每季度首月20日前公开上一季度的救助情况，接受群众监督，并按规定报送。"),
    ];
    let about = About { ident: number.into(), author: "示范县".into(), keywords: Vec::new(), day };
    let mark = format!("{}文件", issuers.first().copied().unwrap_or_default());
    Paper {
        addressee: "各乡镇人民政府，县政府各部门".into(),
        signature: Some(Signature {
            organs: issuers.iter().map(|one| (*one).to_owned()).collect(),
            day,
            seal: Seal::Placeholder,
        }),
        notes: vec!["此件公开发布".into()],
        imprint: Some(Imprint {
            copies: "县委办公室，县人大常委会办公室。".into(),
            printer: issuers.first().copied().unwrap_or_default().into(),
            printed_on: Some(day),
        }),
        ..Paper::new(Head::document(mark, number), title, body, about)
    }
}

async fn bureau(bench: &Bench) -> Browser {
    county::found(bench, 1).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    let _ = county::pair(bench, "219900-mzj", "mz").await;
    signed_in(bench, "mz-a").await
}

async fn takes(who: &mut Browser, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Seen {
    let files: Vec<(&str, &str, &[u8])> =
        files.iter().map(|(name, bytes)| ("files", *name, *bytes)).collect();
    who.upload("/desk/records/intake", fields, &files).await
}

fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TITLE: &str = "示范县民政局关于做好临时救助工作的通知";

on_both! {
    async fn a_document_becomes_a_draft_with_its_fields_read_and_its_original_kept(bench) {
        let mut clerk = bureau(&bench).await;
        let made = jiff::civil::date(2026, 11, 20);
        let bytes = bench.office.press().docx(&paper(TITLE, "示民发〔2026〕21号", &["示范县民政局"], made)).unwrap();
        let done = takes(&mut clerk, &[], &[("通知.docx", &bytes)]).await.is(200);
        let _ = done.shows("已录入 1 件，没有录入 0 件").shows(TITLE).shows("/desk/records/1/reading");
        let page = clerk.get("/desk/records/1/reading").await.is(200);
        let page = page.shows("示民发〔2026〕21号").shows("示范县民政局").shows("2026-11-20").shows("此件公开发布");
        let _ = page.shows("社会救助暂行办法").shows("可靠").shows("value=\"2026-11-20\"");
        let original = clerk.get("/desk/records/1/original").await.is(200);
        assert_eq!(original.bytes, bytes, "byte for byte");
        let kept = gk_records::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap();
        assert_eq!((kept.stage(), kept.record.attachments, kept.line), (Stage::Draft, 1, None));
        assert!(kept.record.body.text.contains("## 一、总体要求") && !kept.record.body.text.contains("抄送"), "{}", kept.record.body.text);
        // Corrected beside the text; a slip keeps what was typed.
        let wrong = [("title", TITLE), ("docnum", "示民发〔2026〕22号"), ("made_on", "明天"), ("kind", "tongzhi")];
        let _ = at(&mut clerk, 1, "/reading", &wrong).await.is(422).shows("示民发〔2026〕22号").shows("明天");
        let right = [("title", TITLE), ("docnum", "示民发[2026]22号"), ("made_on", "2026-11-19"), ("kind", "tongzhi")];
        let _ = at(&mut clerk, 1, "/reading", &right).await.is(200).shows("已保存");
        let kept = gk_records::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap();
        assert_eq!(kept.record.identity.document_number, "示民发〔2026〕22号");
        let mut reviewer = signed_in(&bench, "mz-b").await;
        let _ = reviewer.get("/desk/records/1/reading").await.is(200);
        let _ = county::person(&bench, "219900-czj", gk_rules::org::Role::Clerk, "fremd", "外某").await;
        let mut stranger = signed_in(&bench, "fremd").await;
        for address in ["/desk/records/1/reading", "/desk/records/1/original"] {
            let _ = stranger.get(address).await.is(403);
        }
        sound(&bench).await;
    }

    async fn what_is_there_already_is_named_and_taken_in_only_when_asked(bench) {
        let mut clerk = bureau(&bench).await;
        let made = jiff::civil::date(2026, 11, 20);
        let first = paper(TITLE, "示民发〔2026〕21号", &["示范县民政局"], made);
        let bytes = bench.office.press().docx(&first).unwrap();
        let _ = takes(&mut clerk, &[], &[("通知.docx", &bytes)]).await.is(200).shows("已录入 1 件");
        let again = takes(&mut clerk, &[], &[("又一份.docx", &bytes)]).await.is(200);
        let _ = again.shows("已录入 0 件，没有录入 1 件").shows("文件完全相同").shows("/desk/records/1\"");
        let other = paper("示范县民政局关于全然不同的事的通知", "示民发〔2026〕21号", &["示范县民政局"], made);
        let other = bench.office.press().docx(&other).unwrap();
        let _ = takes(&mut clerk, &[], &[("同号.docx", &other)]).await.is(200).shows("发文字号相同");
        let near = paper(TITLE, "示民发〔2026〕30号", &["示范县民政局"], made);
        let near = bench.office.press().docx(&near).unwrap();
        let _ = takes(&mut clerk, &[], &[("近似.docx", &near)]).await.is(200).shows("文字几乎相同");
        let _ = takes(&mut clerk, &[("again", "1")], &[("近似.docx", &near)]).await.is(200).shows("已录入 1 件");
        sound(&bench).await;
    }

    async fn a_packed_file_stands_for_its_members_and_bad_ones_are_refused_by_name(bench) {
        let mut clerk = bureau(&bench).await;
        let (gbk, words) = (b"\xb9\xd8\xd3\xda\xb4\xba\xbd\xda\xb7\xc5\xbc\xd9\xb5\xc4\xcd\xa8\xd6\xaa\n".to_vec(), "关于开展培训的公告\n请按时参加。".as_bytes());
        let inner = packed(&[("x.txt", b"x")]);
        let zip = packed(&[("文件/春节.txt", &gbk), ("培训.txt", words), ("../跳.txt", b"x"), ("里.zip", &inner), ("__MACOSX/._a", b"m")]);
        let done = takes(&mut clerk, &[], &[("一批.zip", &zip)]).await.is(200);
        let done = done.shows("已录入 2 件，没有录入 2 件").shows("关于春节放假的通知").shows("关于开展培训的公告");
        let _ = done.shows("不含路径").shows("压缩包里的压缩包").hides("MACOSX");
        let bomb = packed(&[("零.txt", &vec![0_u8; 8 << 20])]);
        let bad: [(&str, &[u8]); 5] = [
            ("空.txt", b""),
            ("改名.docx", b"%PDF-1.7\n%%EOF"),
            ("程序.exe", b"MZ\x90\x00\x03"),
            ("断.docx", b"PK\x03\x04cut"),
            ("弹.zip", &bomb),
        ];
        let done = takes(&mut clerk, &[], &bad).await.is(200).shows("已录入 0 件，没有录入 5 件");
        let done = done.shows("“空.txt”是空的").shows("与名称的后缀不符").shows("不是可以收件的格式").shows("断.docx").shows("弹.zip");
        drop(done);
        let _ = takes(&mut clerk, &[], &[]).await.is(200).shows("没有选择文件");
        let list = clerk.get("/desk/records").await.is(200).text();
        assert_eq!(list.matches("name=\"pick\"").count(), 2, "nothing half-written");
        let mut auditor = { let _ = county::person(&bench, "219900", gk_rules::org::Role::Auditor, "auditor", "计某").await; signed_in(&bench, "auditor").await };
        let _ = auditor.get("/desk/records/intake").await.is(403);
        sound(&bench).await;
    }
}

/// Facts of a line of the table.
fn fact(line: &'static str) -> (&'static str, &'static str, Vec<&'static str>, Day) {
    let cells: Vec<&str> = line.split('\t').collect();
    (cells[1], cells[2], cells[3].split(' ').collect(), cells[4].parse().unwrap())
}

/// Document number ≥ 99 %, issuer and date ≥ 97 %, read back from files of the layout: DOCX and PDF.
#[tokio::test]
async fn fields_are_read_back_from_files_of_the_layout() {
    let bench = Bench::new(gk_testkit::Kind::Sqlite).await;
    let (press, sheets, redactor) = (bench.office.press(), bench.office.sheets(), bench.office.redactor());
    let mut missed = Vec::new();
    let (mut all, mut numbers, mut issuers, mut days) = (0_u32, 0_u32, 0_u32, 0_u32);
    for line in FACTS.lines().filter(|line| !line.starts_with('#')) {
        let (title, number, by, day) = fact(line);
        let paper = paper(title, number, &by, day);
        let docx = sheets.document("公文.docx", &press.docx(&paper).unwrap()).unwrap().0;
        let pdf = Flow::of_pages(&redactor.inspect(&press.pdf(&paper).unwrap()).lines);
        for (kind, flow) in [("docx", docx), ("pdf", pdf)] {
            let reading = read("公文", &flow, Vec::new());
            all += 1;
            let written = gk_rules::document::number::whole(number).map(|one| one.to_string());
            let has_number = reading.number == written.unwrap_or_default();
            let has_day = reading.made_on == Some(day);
            let read_by = reading.field(gk_rules::intake::What::Issuer).map(|field| field.value.clone());
            let has_issuer = read_by == Some(by.join("、"));
            numbers += u32::from(has_number);
            days += u32::from(has_day);
            issuers += u32::from(has_issuer);
            if !(has_number && has_issuer && has_day) {
                missed
                    .push(format!("{kind} {number}: {:?} {read_by:?} {:?}", reading.number, reading.made_on));
            }
        }
    }
    let figures = format!("{all} files: number {numbers}, issuer {issuers}, date {days}; {missed:#?}");
    writeln!(std::io::stderr(), "{figures}").unwrap();
    assert!(all >= 60 && numbers * 100 >= all * 99, "{figures}");
    assert!(issuers * 100 >= all * 97 && days * 100 >= all * 97, "{figures}");
}
