//! Figures in the text of a report (文字中的数字): what is said of applications, relief and fees, and which problems are named.

use super::figure::{Figure, Written};
use super::format::Format;
use super::numerals;
use super::places::{Column, Course, Line, Outcome, Place};
use crate::text::squeeze;

crate::codes! {
    /// 文字所指: what a figure in the text is about.
    pub enum Topic {
        /// 新收
        Received = "received" => "本年新收申请",
        /// 新收与结转合计
        ReceivedInAll = "received_in_all" => "新收与上年结转合计",
        /// 上年结转
        CarriedIn = "carried_in" => "上年结转",
        /// 办结
        Answered = "answered" => "本年办结",
        /// 结转下年度
        CarriedOut = "carried_out" => "结转下年度",
        /// 予以公开
        Disclosed = "disclosed" => "予以公开",
        /// 部分公开
        InPart = "in_part" => "部分公开",
        /// 不予公开
        Withheld = "withheld" => "不予公开",
        /// 无法提供
        Unavailable = "unavailable" => "无法提供",
        /// 不予处理
        NotHandled = "not_handled" => "不予处理",
        /// 其他处理
        OtherHandling = "other_handling" => "其他处理",
        /// 行政复议
        Reviews = "reviews" => "行政复议",
        /// 行政诉讼
        Suits = "suits" => "行政诉讼",
        /// 行政复议与行政诉讼合计
        ReviewsAndSuits = "reviews_and_suits" => "行政复议与行政诉讼合计",
    }
}

impl Topic {
    /// 对应单元格: the cells whose sum it is.
    #[must_use]
    pub fn places(self, format: Format) -> Vec<Place> {
        let lines = |wanted: &dyn Fn(Line) -> bool| -> Vec<Place> {
            Line::all(format)
                .into_iter()
                .filter(|line| wanted(*line))
                .map(|line| Place::B(line, Column::All))
                .collect()
        };
        let under = |start: &str| lines(&|line: Line| line.is_leaf() && line.code().starts_with(start));
        let suits = [Place::C(Course::Direct, Outcome::Total), Place::C(Course::AfterReview, Outcome::Total)];
        match self {
            Self::Received => lines(&|line| line == Line::Received),
            Self::ReceivedInAll => lines(&|line| matches!(line, Line::Received | Line::CarriedIn)),
            Self::CarriedIn => lines(&|line| line == Line::CarriedIn),
            Self::Answered => lines(&|line| line == Line::Total),
            Self::CarriedOut => lines(&|line| line == Line::CarriedOut),
            Self::Disclosed => under("b3.1"),
            Self::InPart => under("b3.2"),
            Self::Withheld => under("b3.3"),
            Self::Unavailable => under("b3.4"),
            Self::NotHandled => under("b3.5"),
            Self::OtherHandling => under("b3.6"),
            Self::Reviews => vec![Place::C(Course::Review, Outcome::Total)],
            Self::Suits => suits.to_vec(),
            Self::ReviewsAndSuits => [&[Place::C(Course::Review, Outcome::Total)], suits.as_slice()].concat(),
        }
    }
}

/// 文中的数字: a figure the text states, and the words that state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is about.
    pub topic: Topic,
    /// How many.
    pub figure: Figure,
    /// The clause, as folded.
    pub words: String,
}

/// 读出文中的数字: every count of applications, reconsiderations and suits a text states; 未收到、未发生 state 0.
/// A figure whose subject is not certain (网络申请9件, 提案3件) is left out.
#[must_use]
pub fn figures(text: &str) -> Vec<Said> {
    let folded: Vec<String> = text.lines().map(squeeze).collect();
    let mut out = Vec::new();
    for sentence in folded.iter().flat_map(|line| line.split(['。', ';', '；', '!', '?'])) {
        for clause in clauses(sentence) {
            let counts = counts(&clause);
            if counts.is_empty() {
                out.extend(none_of(&clause).into_iter().map(|topic| Said {
                    topic,
                    figure: Figure::ZERO,
                    words: clause.clone(),
                }));
            }
            for (before, figure, words) in counts {
                if let Some(topic) = topic(&before, sentence) {
                    out.push(Said { topic, figure, words });
                }
            }
        }
    }
    out
}

/// Clauses of a sentence: cut at commas and brackets, but not inside 1,234.
fn clauses(sentence: &str) -> Vec<String> {
    let chars: Vec<char> = sentence.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let mut out = vec![String::new()];
    for (at, c) in chars.iter().enumerate() {
        let inside = *c == ',' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if !inside && matches!(c, ',' | '(' | ')' | ':') {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(*c);
        }
    }
    out.retain(|clause| !clause.is_empty());
    out
}

/// The counts of a clause: what stands before each (since the last one), the figure, and both together.
fn counts(clause: &str) -> Vec<(String, Figure, String)> {
    let mut out = Vec::new();
    let (mut before, mut rest) = (String::new(), clause);
    while let Some(first) = rest.chars().next() {
        let arabic: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
        let chinese: String = rest.chars().take_while(|c| numerals::is_numeral(*c)).collect();
        let run = if arabic.is_empty() { chinese } else { arabic };
        let behind = rest.get(run.len()..).unwrap_or_default();
        let counted = !run.is_empty() && ["件", "宗", "起", "份"].iter().any(|unit| behind.starts_with(unit));
        if counted && let Written::Figure(figure) = Figure::read(&run) {
            let words = format!("{before}{run}件");
            out.push((std::mem::take(&mut before), figure, words));
            rest = behind.get('件'.len_utf8()..).unwrap_or_default();
            continue;
        }
        let step = if run.is_empty() { first.len_utf8() } else { run.len() };
        before.push_str(rest.get(..step).unwrap_or_default());
        rest = rest.get(step..).unwrap_or_default();
    }
    out
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// What a count is about, by what stands before it; nothing where it is not certain.
fn topic(before: &str, sentence: &str) -> Option<Topic> {
    let applies = sentence.contains("申请");
    if any(before, &["建议", "提案", "留言", "咨询", "举报", "来信", "解读", "网站"]) {
        return None;
    }
    if any(before, &["结转下", "结转至下", "结转到下", "转下年", "转入下", "结转明年"]) {
        return Some(Topic::CarriedOut);
    }
    if any(before, &["上年结转", "上年度结转", "上一年结转", "上一年度结转", "上年转", "去年结转"])
    {
        return Some(Topic::CarriedIn);
    }
    match (before.contains("复议"), any(before, &["行政诉讼", "诉讼案", "提起诉讼"])) {
        (true, true) => return Some(Topic::ReviewsAndSuits),
        // 复议后起诉, 复议维持, 未经复议: parts of a whole.
        (true, false) if any(before, &["维持", "纠正", "审结", "后", "未经", "其他"]) => {
            return None;
        }
        (true, false) => return Some(Topic::Reviews),
        (false, true) if any(before, &["维持", "纠正", "审结", "其他", "未经"]) => return None,
        (false, true) => return Some(Topic::Suits),
        (false, false) => {}
    }
    let by_word = [
        ("不予公开", Topic::Withheld),
        ("部分公开", Topic::InPart),
        ("无法提供", Topic::Unavailable),
        ("不予处理", Topic::NotHandled),
        ("其他处理", Topic::OtherHandling),
        ("予以公开", Topic::Disclosed),
    ];
    if let Some((_, topic)) = by_word.iter().find(|(word, _)| before.ends_with(word)) {
        return (applies && !before.contains("不予以公开")).then_some(*topic);
    }
    let part = any(
        before,
        &["当面", "网络", "信函", "邮寄", "传真", "自然人", "法人", "企业", "其中", "按时", "按期"],
    );
    if !applies || part {
        return None;
    }
    if any(before, &["办结", "答复", "办理完毕", "处理完毕"]) {
        return Some(Topic::Answered);
    }
    if !any(before, &["收到", "受理", "接收", "新收", "接到"]) {
        return None;
    }
    let with_carried = any(sentence, &["含上年", "其中上年", "包括上年", "包含上年", "含上一年"]);
    Some(if with_carried && !before.contains("新收") { Topic::ReceivedInAll } else { Topic::Received })
}

/// What a clause without a count says there was none of.
fn none_of(clause: &str) -> Vec<Topic> {
    let mut out = Vec::new();
    let none = ["未收到", "没有收到", "未接到", "无依申请", "无政府信息公开申请", "未接收"];
    if any(clause, &none) && clause.contains("申请") {
        out.push(Topic::Received);
    }
    let none = [
        "未发生",
        "没有发生",
        "未出现",
        "无因",
        "无涉及",
        "未产生",
        "无行政复议",
        "无行政诉讼",
        "无政府信息公开行政",
        "未收到",
        "没有",
    ];
    if any(clause, &none) {
        out.extend(clause.contains("行政复议").then_some(Topic::Reviews));
        out.extend(clause.contains("行政诉讼").then_some(Topic::Suits));
    }
    out
}

/// 信息处理费的表述: what section six says of fees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fees {
    /// 未提及
    Unsaid,
    /// 未收取
    NotCharged,
    /// 收取, in 元.
    Charged(Figure),
    /// 提及而看不出是否收取
    Unclear,
}

/// 信息处理费: what a text says of charging.
#[must_use]
pub fn fees(text: &str) -> Fees {
    let folded: Vec<String> = text.lines().map(squeeze).collect();
    let sentences = folded.iter().flat_map(|line| line.split(['。', ';', '；']));
    let said: Vec<&str> =
        sentences.filter(|one| one.contains("信息处理费") || one.contains("收费")).collect();
    let Some(sentence) = said.iter().find(|one| one.contains("信息处理费")).or_else(|| said.first())
    else {
        return Fees::Unsaid;
    };
    if any(
        sentence,
        &["未收取", "没有收取", "未收", "不收取", "未产生", "无收取", "未发生", "均未", "免收", "没有产生"],
    ) {
        return Fees::NotCharged;
    }
    match amount(sentence) {
        Some(Figure::ZERO) => Fees::NotCharged,
        Some(yuan) => Fees::Charged(yuan),
        None => Fees::Unclear,
    }
}

/// The last amount of a sentence, in 元.
fn amount(sentence: &str) -> Option<Figure> {
    let (before, wan) = match (sentence.rfind("万元"), sentence.rfind('元')) {
        (Some(wan), Some(yuan)) if wan + '万'.len_utf8() == yuan => (sentence.get(..wan)?, true),
        (_, Some(yuan)) => (sentence.get(..yuan)?, false),
        _ => return None,
    };
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_digit() || matches!(c, ',' | '.') || numerals::is_numeral(*c))
        .last()
        .map(|(at, _)| at)?;
    match Figure::read(before.get(start..)?) {
        Written::Figure(figure) if wan => Some(figure.times(10_000)),
        Written::Figure(figure) => Some(figure),
        _ => None,
    }
}

/// 存在的问题: the problems section five names: 一是…二是…, or sentences that say what falls short; not the measures after them.
#[must_use]
pub fn problems(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut loose = Vec::new();
    'text: for line in text.lines().map(squeeze) {
        for sentence in line.split(['。', ';', '；']) {
            if any(sentence, &["改进情况", "改进措施", "下一步", "下步", "针对", "整改"]) {
                break 'text;
            }
            match numbered(sentence) {
                Some(problem) => out.push(problem.to_owned()),
                None if any(
                    sentence,
                    &["不足", "不够", "有待", "欠缺", "薄弱", "不及时", "不到位", "不高", "单一"],
                ) =>
                {
                    loose.push(sentence.to_owned());
                }
                None => {}
            }
        }
    }
    if out.is_empty() { loose } else { out }
}

/// The rest of a sentence that begins with 一是, (二), 3. and the like, somewhere after a colon or comma at most.
fn numbered(sentence: &str) -> Option<&str> {
    let start = sentence.rsplit([':', '：']).next().unwrap_or(sentence).trim();
    let is_number =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || numerals::is_numeral(c));
    let cut = |end: &str| {
        start.split_once(end).filter(|(number, _)| is_number(number.trim_start_matches(['(', '第'])))
    };
    let (_, rest) =
        cut("是").or_else(|| cut(")")).or_else(|| cut(".")).or_else(|| cut("、")).or_else(|| cut(","))?;
    let rest = rest.trim_matches([',', ' ']);
    (rest.chars().count() >= 4).then_some(rest)
}

/// 有回应: whether a text takes up a problem: two fifths of its pairs of neighbouring characters stand in the text.
/// A likeness and no proof; it warns and never blocks.
#[must_use]
pub fn takes_up(text: &str, problem: &str) -> bool {
    let text = crate::text::skeleton(text);
    let problem: Vec<char> = crate::text::skeleton(problem).chars().collect();
    let pairs: Vec<String> = problem.windows(2).map(|pair| pair.iter().collect()).collect();
    let found = pairs.iter().filter(|pair| text.contains(pair.as_str())).count();
    pairs.is_empty() || found * 5 >= pairs.len() * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    fn said(text: &str) -> Vec<String> {
        figures(text).iter().map(|one| format!("{}={}", one.topic.code(), one.figure)).collect()
    }

    #[test]
    fn counts_are_read_with_what_they_count() {
        let text =
            "2025年，本机关新收政府信息公开申请１,２34件，上年结转2件，答复1230件，结转下年度继续办理6件。";
        assert_eq!(said(text), ["received=1234", "carried_in=2", "answered=1230", "carried_out=6"]);
        assert_eq!(
            said("收到政府信息公开申请十二件，其中予以公开五件、部分公开两件，不予公开1件"),
            ["received=12", "disclosed=5", "in_part=2", "withheld=1"]
        );
        assert_eq!(
            said("全年共受理依申请公开12件（含上年结转2件），全部按期办结"),
            ["received_in_all=12", "carried_in=2"]
        );
        assert_eq!(
            said("因政府信息公开引发行政复议3件、行政诉讼1件；行政复议、行政诉讼共4件"),
            ["reviews=3", "suits=1", "reviews_and_suits=4"]
        );
    }

    #[test]
    fn none_is_a_figure_too() {
        assert_eq!(
            said("本年度未收到政府信息公开申请，未发生行政复议、行政诉讼。"),
            ["received=0", "reviews=0", "suits=0"]
        );
    }

    #[test]
    fn what_is_not_certain_is_left_out() {
        for text in [
            "主动公开政府信息1234条",
            "办理建议提案12件",
            "收到网络申请9件",
            "受理举报投诉12件",
            "无正当理由大量反复申请",
            "复议后起诉2件",
            "按期答复率100%",
            "制发文件12件",
        ] {
            assert!(said(text).is_empty(), "{text}: {:?}", said(text));
        }
    }

    #[test]
    fn fees_are_said_or_not_said() {
        assert_eq!(fees("本年度未收取信息处理费。"), Fees::NotCharged);
        assert_eq!(fees("收取信息处理费共计1,200元。其他：无"), Fees::Charged(Figure::of(1200).unwrap()));
        assert_eq!(fees("收取信息处理费0元"), Fees::NotCharged);
        assert_eq!(fees("信息处理费收取0.12万元"), Fees::Charged(Figure::of(1200).unwrap()));
        assert_eq!(fees("依规定办理信息处理费"), Fees::Unclear);
        assert_eq!(fees("无其他需要报告的事项"), Fees::Unsaid);
    }

    #[test]
    fn problems_are_those_before_the_measures() {
        let text = "存在的主要问题：一是政策解读形式单一；二是公开时效性不强。\n改进情况：一是开展培训；二是加强检查。";
        assert_eq!(problems(text), ["政策解读形式单一", "公开时效性不强"]);
        assert_eq!(
            problems("（一）依申请公开答复不规范。（二）人员变动大。"),
            ["依申请公开答复不规范", "人员变动大"]
        );
        assert_eq!(problems("主动公开意识有待加强。下一步将加强培训。"), ["主动公开意识有待加强"]);
        assert!(problems("无").is_empty());
    }

    #[test]
    fn a_problem_is_taken_up_by_like_words() {
        let text = "针对上年政策解读形式不够丰富的问题，增加了图解和视频。";
        assert!(takes_up(text, "政策解读形式单一"));
        assert!(!takes_up(text, "依申请公开答复不规范"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in "(?s).{0,80}") {
            let _ = (figures(&text), fees(&text), problems(&text));
        }
    }
}
