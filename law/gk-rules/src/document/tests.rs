//! Reading measured on documents rendered from facts (识读的度量).

use super::*;
use crate::Day;

struct Fact {
    title: String,
    number: String,
    issuers: Vec<String>,
    date: Day,
}

fn facts() -> Vec<Fact> {
    let rows = include_str!("../../tests/data/documents.csv").lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        Fact {
            title: cells[1].to_owned(),
            number: cells[2].to_owned(),
            issuers: cells[3].split(' ').map(str::to_owned).collect(),
            date: cells[4].parse().unwrap(),
        }
    })
    .collect()
}

fn wrapped(title: &str, width: usize) -> String {
    let chars: Vec<char> = title.chars().collect();
    chars.chunks(width).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c })
        .collect()
}

fn spread(text: &str) -> String {
    text.chars().map(|c| c.to_string()).collect::<Vec<_>>().join(" ")
}

fn traditional(text: &str) -> String {
    let pairs = [
        "辽遼", "办辦", "发發", "号號", "国國", "县縣", "区區", "厅廳", "务務", "关關", "实實", "东東",
        "进進", "级級", "疗療", "济濟", "财財", "产產", "业業",
    ];
    pairs.iter().fold(text.to_owned(), |text, pair| {
        let mut chars = pair.chars();
        text.replace(chars.next().unwrap(), &chars.next().unwrap().to_string())
    })
}

fn date_words(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn date_in_characters(day: Day) -> String {
    let digit = |n: i16| "〇一二三四五六七八九".chars().nth(usize::try_from(n).unwrap()).unwrap();
    let year: String = day
        .year()
        .to_string()
        .chars()
        .map(|c| digit(i16::try_from(c.to_digit(10).unwrap()).unwrap()))
        .collect();
    let small = |n: i8| {
        let n = i16::from(n);
        let tens = match n / 10 {
            0 => String::new(),
            1 => "十".to_owned(),
            t => format!("{}十", digit(t)),
        };
        let ones = if n % 10 == 0 { String::new() } else { digit(n % 10).to_string() };
        format!("{tens}{ones}")
    };
    format!("{year}年{}月{}日", small(day.month()), small(day.day()))
}

const ADDRESSED: &str = "各县（市、区）人民政府，市政府各部门、各直属机构：";
const BODY: &str = "\
\u{3000}\u{3000}为贯彻落实《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）和\n\
省政府有关工作部署，依据《中华人民共和国政府信息公开条例》（国务院令第711号）第十九条，制定本文件，\n\
现印发给你们，请认真贯彻执行。2021年12月31日前完成阶段任务，由市民政局、市财政局负责。\n\
\u{3000}\u{3000}一、总体要求\n\
\u{3000}\u{3000}坚持标准引领、需求导向，2022年6月30日前组织验收。\n";
const ATTACHED: &str = "　　附件：1.任务分工表\n　　　　　2.申请表样式\n";

/// The end of a document: note, copies, printing line, an annex with a date of its own.
fn foot(fact: &Fact, printed: &str) -> String {
    let by = &fact.issuers[0];
    format!(
        "（此件公开发布）\n\n抄送：市委办公室，市人大常委会办公室，市政协办公室，\n　　　市法院，市检察院。\n{by}　　{printed}印发\n\n— 2 —\n附件1\n任务分工表\n牵头单位：市民政局\n2023年1月1日\n"
    )
}

/// An order: the mark with its number, the words of proclamation, what is proclaimed behind the signature.
fn order(fact: &Fact, style: usize, (organ, n): (&str, &str)) -> String {
    let Fact { title, number, issuers, .. } = fact;
    let day = date_words(fact.date);
    let (mark, no) = (format!("{organ}令"), format!("第{n}号"));
    let (mark, no) = match style {
        1 => (mark, wide(&no)),
        2 => (spread(&mark), spread(&no)),
        3 | 6 => {
            let signed = issuers.join("\n");
            return format!(
                "{title}\n{number}\n\n　　《某办法》已经常务会议审议通过，现予公布。\n{signed}\n{day}\n"
            );
        }
        _ => (mark, no),
    };
    let words = "　　《某办法》已经审议通过，现予公布，自公布之日起施行。";
    format!(
        "{mark}\n{no}\n\n{words}\n\n　　　　市长　某某某\n　　　　{day}\n\n{}\n{BODY}",
        wrapped(title, 24)
    )
}

fn rendered(fact: &Fact, style: usize) -> String {
    let Fact { title, number, issuers, .. } = fact;
    let day = date_words(fact.date);
    let printed = date_words(fact.date.tomorrow().unwrap());
    let signed = issuers.iter().map(|one| format!("　　　　　　　{one}")).collect::<Vec<_>>().join("\n");
    let joint = issuers.join("\n");
    if let Some((organ, n)) = number.strip_suffix('号').and_then(|n| n.split_once("令第")) {
        return order(fact, style, (organ, n));
    }
    let whole = |mark: &str, no: &str, sign: &str, day: &str, width: usize| {
        format!(
            "{mark}\n\n{no}\n\n{}\n\n{ADDRESSED}\n{BODY}{ATTACHED}\n{sign}\n　　　　　　{day}\n\n{}",
            wrapped(title, width),
            foot(fact, &printed)
        )
    };
    let mark = format!("{joint}文件");
    match style {
        0 => whole(&mark, number, &signed, &day, 22),
        1 => whole(&mark, &wide(number), &signed, &wide(&day), 18),
        2 => {
            let number = number.replace('〔', " 〔").replace('〕', "〕 ").replace('号', " 号");
            let mark = issuers.iter().map(|one| spread(one)).collect::<Vec<_>>().join("\n") + " 文 件";
            let day = day.replace('年', " 年 ").replace('月', " 月 ").replace('日', " 日");
            whole(&mark, &number, &signed, &day, 20)
        }
        3 => whole(&mark, &number.replace('〔', "[").replace('〕', "]"), &signed, &day, 26),
        4 => whole(&mark, &number.replace('〔', "（").replace('〕', "）"), &signed, &day, 16),
        5 => whole(&joint, &format!("　　　　　　　　　　{number}"), &signed, &day, 22),
        6 => format!(
            "{}\n信息来源：市政府网站 发布时间：2024-05-18 浏览次数：100\n\n{number}\n\n{ADDRESSED}\n{BODY}\n{signed}\n{day}\n（此件公开发布）",
            wrapped(title, 24)
        ),
        7 => format!(
            "索引号：A/2020-00001　主题分类：综合政务\n发文机关：{}　成文日期：{day}\n标题：{title}\n发文字号：{}　发布日期：2024年05月18日\n\n{ADDRESSED}\n{BODY}",
            issuers.join(" "),
            if number.is_empty() { "无" } else { number }
        ),
        8 => traditional(&whole(&mark, number, &signed, &day, 22)),
        9 => whole(
            &format!("000012\n特急\n{mark}"),
            &format!("{number}　　　　签发人：某某某"),
            &signed,
            &day,
            22,
        ),
        10 if issuers.len() == 1 => {
            format!(
                "{mark}\n{number}\n{}\n{ADDRESSED}\n{BODY}　　　　{}　{day}\n{}",
                wrapped(title, 22),
                issuers[0],
                foot(fact, &printed)
            )
        }
        _ => whole(&mark, number, &signed, &date_in_characters(fact.date), 22),
    }
}

#[test]
fn numbers_issuers_and_dates_are_read_from_every_layout() {
    let facts = facts();
    let (mut all, mut numbers, mut issuers, mut dates, mut titles) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for fact in &facts {
        for style in 0..12 {
            let text = rendered(fact, style);
            let found = read(&lines_of(&text));
            all += 1;
            let number = found.number.as_ref().map(|one| one.value.to_string()).unwrap_or_default();
            let wanted = number::whole(&fact.number).map(|one| one.to_string()).unwrap_or_default();
            let right = number == wanted;
            let issued = found.issuers.as_ref().is_some_and(|one| one.value == fact.issuers);
            let dated = found.made_on.as_ref().is_some_and(|one| one.value == fact.date);
            let tight = |text: &str| crate::text::skeleton(text);
            let titled = found.title.as_ref().is_some_and(|one| tight(&one.value) == tight(&fact.title));
            numbers += usize::from(right);
            issuers += usize::from(issued);
            dates += usize::from(dated);
            titles += usize::from(titled);
            if !(right && issued && dated && titled) {
                wrong.push(format!(
                    "{style} {}: {number:?} {:?} {:?} {:?}",
                    fact.title,
                    found.issuers.map(|one| one.value),
                    found.made_on.map(|one| one.value),
                    found.title.map(|one| one.value)
                ));
            }
        }
    }
    eprintln!(
        "{} documents in {all} layouts: number {numbers}, issuer {issuers}, date {dates}, title {titles}",
        facts.len()
    );
    wrong.iter().take(40).for_each(|one| eprintln!("{one}"));
    assert!(facts.len() >= 30 && numbers * 100 >= all * 99);
    assert!(issuers * 100 >= all * 97 && dates * 100 >= all * 97 && titles * 100 >= all * 95);
}

#[test]
fn everything_a_document_says_of_itself_is_read() {
    let fact = facts().into_iter().find(|fact| fact.number == "辽政办发〔2020〕13号").unwrap();
    let found = read(&lines_of(&rendered(&fact, 0)));
    assert_eq!(found.diagnostics, []);
    let number = found.number.unwrap();
    assert_eq!(
        (number.at.line, number.confidence, number.raw.as_str()),
        (3, Confidence::Certain, "辽政办发〔2020〕13号")
    );
    assert_eq!(found.issuers.unwrap().confidence, Confidence::Certain);
    assert_eq!(found.made_on.unwrap().confidence, Confidence::Certain);
    assert_eq!(found.addressees.unwrap().value, ["各县（市、区）人民政府", "市政府各部门", "各直属机构"]);
    assert_eq!(found.attachments.unwrap().value, ["任务分工表", "申请表样式"]);
    assert_eq!(found.note.unwrap().value.attribute, Some(crate::attribute::Attribute::Proactive));
    assert_eq!(found.copies.unwrap().value.len(), 5);
    let printed = found.printed.unwrap().value;
    assert_eq!((printed.by.as_str(), printed.on), ("辽宁省人民政府办公厅", fact.date.tomorrow().unwrap()));
    let bases: Vec<String> =
        found.bases.iter().filter_map(|one| one.value.number.as_ref().map(ToString::to_string)).collect();
    assert_eq!(bases, ["国办发〔2019〕54号", "国务院令第711号"]);
}

#[test]
fn what_is_uncertain_is_said_and_never_guessed() {
    let troubles =
        |text: &str| read(&lines_of(text)).diagnostics.into_iter().map(|one| one.trouble).collect::<Vec<_>>();
    let paper = |number: &str, day: &str| {
        format!(
            "示范县民政局文件\n{number}\n示范县民政局关于开展检查的通知\n各乡镇：\n请执行。\n示范县民政局\n{day}"
        )
    };
    assert_eq!(troubles(&paper("示民发〔2024〕3号", "2024年3月1日")), []);
    assert_eq!(troubles(&paper("示民发20243号", "2024年3月1日")), [Trouble::NumberMalformed]);
    assert_eq!(troubles(&paper("示民发〔〕 号", "2024年3月1日")), [Trouble::NumberBlank]);
    assert_eq!(
        troubles(&paper("示民发[2024]3号", "2024年2月30日")),
        [Trouble::NumberRepaired, Trouble::DateImpossible]
    );
    assert_eq!(troubles(&paper("示民发〔2023〕3号", "2024年3月")), [Trouble::DateIncomplete]);
    assert_eq!(troubles(&paper("示民发〔2023〕3号", "2024年3月1日")), [Trouble::YearDiffers]);
    let differ = "示范县民政局文件\n示民发〔2024〕3号\n关于开展检查的通知\n各乡镇：\n请执行。\n示范县财政局\n2024年3月1日";
    assert_eq!(troubles(differ), [Trouble::IssuersDiffer]);
    assert_eq!(troubles(""), [Trouble::NoNumber, Trouble::NoDate, Trouble::NoIssuer, Trouble::NoTitle]);
}

proptest::proptest! {
    #[test]
    fn any_lines_are_read_without_panic(text in "(\\PC|〔2020〕13号|示民发|\n|2024年3月1日|抄送：|印发|附件：1.甲|《|》（|第三条|此件公开发布|：|示范县民政局){0,40}") {
        let found = read(&lines_of(&text));
        let count = u32::try_from(text.lines().count()).unwrap();
        for at in found.diagnostics.iter().filter_map(|one| one.at).chain(found.number.iter().map(|one| one.at)).chain(found.title.iter().map(|one| one.at)) {
            proptest::prop_assert!(at.line >= 1 && at.line <= at.to_line && at.to_line <= count);
        }
    }
}
