//! The check before anything is public: what holds up, what is mended with one click, what is set aside, and the look at night.

use gk_testkit::{Bench, Browser, on_both};

use crate::records_desk::{bureau, complete, drafted, formed, signed_in, with};

/// A resident's number whose last character is right, made here so that no real one stands in the code.
fn resident_id() -> String {
    let begun = "21030219880307001";
    let digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"];
    digits
        .iter()
        .map(|last| format!("{begun}{last}"))
        .find(|id| gk_rules::privacy::resident_id::adds_up(id))
        .unwrap()
}

/// The value of a hidden field in the form whose address ends so.
fn hidden(page: &str, form: &str, name: &str) -> String {
    let at = page.find(&format!("/{form}\"")).unwrap_or_else(|| panic!("no form {form}"));
    let rest = &page[at..];
    let start = rest.find(&format!("name=\"{name}\" value=\"")).unwrap() + name.len() + 15;
    rest[start..].split('"').next().unwrap().to_owned()
}

/// What the form of a finding sends.
fn finding(page: &str, form: &str) -> Vec<(&'static str, String)> {
    ["seen", "problem", "line", "from", "to"]
        .into_iter()
        .map(|name| (name, hidden(page, form, name)))
        .collect()
}

fn fields<'a>(of: &'a [(&'static str, String)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    of.iter().map(|(name, value)| (*name, value.as_str())).chain(more.iter().copied()).collect()
}

async fn saved(clerk: &mut Browser, bench: &Bench, seen: &str, changed: &[(&str, &str)]) -> (String, String) {
    let (line, elements) = formed(bench).await;
    let record = drafted(clerk, line.line).await;
    let all = complete(seen, &elements);
    let page = clerk.post(&record, &with(&all, changed)).await.is(200).text();
    (record, page)
}

on_both! {
    async fn an_error_holds_up_until_it_is_masked_with_one_click(bench) {
        bureau(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let id = resident_id();
        let body = format!("## 名单\n\n张某，身份证号：{id}。");
        let (record, page) = saved(&mut clerk, &bench, "1", &[("body", &body)]).await;
        assert!(page.contains("公民身份号码") && page.contains("正文第3行") && page.contains("改正以前不能送审和公开"));
        let held = clerk.post(&format!("{record}/submit"), &[("seen", "2")]).await.is(422);
        let _ = held.shows("公民身份号码").shows("第十五条");
        let of = finding(&page, "mask");
        let error = fields(&of, &[("reason", "not_such"), ("words", "不是身份证号")]);
        let _ = clerk.post(&format!("{record}/dismiss"), &error).await.is(422).shows("不能忽略");
        let nowhere: Vec<(&str, &str)> = error.iter().map(|(name, value)| (*name, if *name == "from" { "1" } else { value })).collect();
        let _ = clerk.post(&format!("{record}/mask"), &nowhere).await.is(422).shows("已经不在");
        let mut stranger = signed_in(&bench, "stranger").await;
        let _ = stranger.post(&format!("{record}/mask"), &fields(&of, &[])).await.is(403);
        let masked = clerk.post(&format!("{record}/mask"), &fields(&of, &[])).await.is(200);
        let masked = masked.shows("已隐去").shows(&"*".repeat(18)).hides(&id).hides("改正以前不能送审和公开");
        assert!(masked.text().contains("张某"), "nothing else is touched");
        let _ = clerk.post(&format!("{record}/mask"), &fields(&of, &[])).await.is(409);
        let _ = clerk.post(&format!("{record}/submit"), &[("seen", "3")]).await.is(200).shows("已送审");
        let (_, elements) = formed(&bench).await;
        let all = complete("4", &elements);
        let _ = clerk.post(&record, &with(&all, &[("body", &body)])).await.is(422);
    }

    async fn a_warning_is_set_aside_for_a_reason_and_comes_back_with_the_next_change(bench) {
        bureau(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let body = "## 办理\n\n按照布署办理。";
        let (record, page) = saved(&mut clerk, &bench, "1", &[("body", body)]).await;
        assert!(page.contains("错误用语") && page.contains("应为“部署”"));
        let _ = clerk.post(&format!("{record}/submit"), &[("seen", "2")]).await.is(422).shows("错误用语");
        let of = finding(&page, "dismiss");
        for (reason, words, says) in [("consent", "本人同意公开", "不适用于"), ("quoted", "", "请写明说明"), ("", "x", "请选择")] {
            let refused = clerk.post(&format!("{record}/dismiss"), &fields(&of, &[("reason", reason), ("words", words)])).await;
            let _ = refused.is(422).shows(says);
        }
        let good = fields(&of, &[("reason", "quoted"), ("words", "引自一九八五年的原文")]);
        let _ = clerk.post(&format!("{record}/dismiss"), &good).await.is(200).shows("已忽略").shows("引自一九八五年的原文").shows("信某");
        let (_, elements) = formed(&bench).await;
        let all = complete("2", &elements);
        let changed = clerk.post(&record, &with(&all, &[("body", body), ("summary", "另一个概述")])).await.is(200);
        let _ = changed.hides("已忽略").shows("改正或者写明理由后忽略");
        let again: Vec<(&str, &str)> = good.iter().map(|(name, value)| (*name, if *name == "seen" { "3" } else { value })).collect();
        let _ = clerk.post(&format!("{record}/dismiss"), &again).await.is(200);
        let _ = clerk.post(&format!("{record}/submit"), &[("seen", "3")]).await.is(200).shows("已送审");
        let mut reviewer = signed_in(&bench, "reviewer").await;
        let _ = reviewer.get(&record).await.is(200).shows("引自一九八五年的原文");
        let _ = reviewer.post(&format!("{record}/publish"), &[("seen", "4"), ("examined", "1")]).await.is(200).shows("已公开");
    }

    async fn links_that_lead_nowhere_and_pictures_nobody_would_see_are_told(bench) {
        bureau(&bench).await;
        let (mut clerk, mut reviewer) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        let (record, _) = saved(&mut clerk, &bench, "1", &[]).await;
        let _ = clerk.post(&format!("{record}/submit"), &[("seen", "2")]).await.is(200);
        let _ = reviewer.post(&format!("{record}/publish"), &[("seen", "3"), ("examined", "1")]).await.is(200).shows("已公开");
        let body = "甲。\n\n见[前文](/info/219900-MZJ/2026-09999)和[部网](www.mca.gov.cn)。\n\n![流程图](a.png)\n";
        let (_, page) = saved(&mut clerk, &bench, "1", &[("body", body), ("docnum", "")]).await;
        for one in ["链接失效", "正文第3行第7字", "/info/219900-MZJ/2026-09999", "www.mca.gov.cn", "正文中的图片不会显示"] {
            assert!(page.contains(one), "{one} in {page}");
        }
        let body = "见[前文](/info/219900-MZJ/2026-00001#x)和[国务院](https://www.gov.cn/)。";
        let (_, page) = saved(&mut clerk, &bench, "1", &[("body", body), ("docnum", "")]).await;
        assert!(!page.contains("链接失效"), "{page}");
    }

    async fn at_night_what_is_public_is_looked_at_again(bench) {
        bureau(&bench).await;
        let (mut clerk, mut reviewer) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        let mut published = Vec::new();
        for _ in 0..2 {
            let (record, page) = saved(&mut clerk, &bench, "1", &[]).await;
            if page.contains("发文字号重复") {
                let of = finding(&page, "dismiss");
                let good = fields(&of, &[("reason", "checked"), ("words", "同一文件分两件公开")]);
                let _ = clerk.post(&format!("{record}/dismiss"), &good).await.is(200);
            }
            let _ = clerk.post(&format!("{record}/submit"), &[("seen", "2")]).await.is(200);
            let _ = reviewer.post(&format!("{record}/publish"), &[("seen", "3"), ("examined", "1")]).await.is(200).shows("已公开");
            published.push(record);
        }
        let _ = clerk.get("/desk/findings").await.is(200).shows("没有需要处理的发现");
        bench.today_is(jiff::civil::date(2026, 11, 25));
        bench.settle().await;
        let (mut clerk, mut reviewer) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        let (seen, asked) = bench.count_statements(clerk.get("/desk/findings")).await;
        let _ = seen.is(200).shows("发文字号重复").shows("219900-MZJ/2026-00002").shows("2026-11-25").hides(&format!("{}\"", published[1]));
        assert!(asked <= 12, "{asked} statements");
        let _ = clerk.get("/desk").await.is(200).shows("/desk/findings");
        let page = reviewer.get(&published[0]).await.is(200).text();
        let of = finding(&page, "dismiss");
        let good = fields(&of, &[("reason", "checked"), ("words", "同一文件分两件公开")]);
        let _ = clerk.post(&format!("{}/dismiss", published[0]), &good).await.is(403);
        let _ = reviewer.post(&format!("{}/dismiss", published[0]), &good).await.is(200);
        bench.today_is(jiff::civil::date(2026, 11, 26));
        bench.settle().await;
        let (mut clerk, mut reviewer) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        let _ = clerk.get("/desk/findings").await.is(200).shows("没有需要处理的发现").shows("2026-11-26");
        let fields = [("seen", "4"), ("ground", "mistake"), ("note", "重复公开")];
        let _ = reviewer.post(&format!("{}/withdraw", published[1]), &fields).await.is(200);
    }

    async fn a_file_is_searched_and_what_hides_in_it_holds_up(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let record = drafted(&mut clerk, line.line).await;
        let all = complete("1", &elements);
        let said = format!("姓名：张某，身份证号：{}", resident_id());
        let word = gk_sheets::package(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", &format!("<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{said}</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:body></w:document>")),
        ]).unwrap();
        let broken = b"%PDF-1.7 cut";
        let files: [(&str, &str, &[u8]); 2] = [("files", "名单.docx", &word), ("files", "表.pdf", broken)];
        let page = clerk.upload(&record, &with(&all, &[]), &files).await.is(200);
        let page = page.shows("附件中有修订痕迹").shows("附件打不开").shows("公民身份号码").shows("附件1第1行").hides("一键隐去");
        let _ = page.hides(&resident_id());
        let held = clerk.post(&format!("{record}/submit"), &[("seen", "3")]).await.is(422);
        let _ = held.shows("修订痕迹").shows("附件打不开");
        for (seen, file) in [("3", 1), ("4", 2)] {
            let _ = clerk.post(&format!("{record}/files/{file}/remove"), &[("seen", seen)]).await.is(200);
        }
        let _ = clerk.post(&format!("{record}/submit"), &[("seen", "5")]).await.is(200).shows("已送审");
    }
}
