//! A labelled generator (带标注的样本): texts with personal matter and texts that only look so, the same for the same seed.

use super::finding::Problem;

/// A generator of numbers that needs no clock and no outside chance.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
    pub(super) fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
    pub(super) fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap())).collect()
    }
}

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "孙", "周", "吴", "徐", "胡", "朱", "高", "林", "何", "郭",
    "马", "罗", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "程", "曹", "袁", "邓", "许", "傅", "沈",
    "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "欧阳", "佟", "关", "那",
    "孔", "白", "崔", "康", "毛",
];
const GIVEN: &[&str] = &[
    "建国", "秀英", "桂兰", "淑珍", "志强", "丽华", "海涛", "雪梅", "永胜", "玉珍", "德福", "春生", "文博",
    "子涵", "雨桐", "浩宇", "欣怡", "梓萱", "明", "芳", "伟", "静", "磊", "洋", "丽", "强", "军", "霞", "刚",
    "娟", "凤英", "长海", "金凤", "国栋", "晓峰", "宏伟", "艳红", "立新", "学军", "福贵", "兴旺", "景山",
    "振东", "树林", "宝山", "俊杰", "思雨", "佳慧", "嘉怡", "宇轩", "一鸣", "小军", "大勇", "巧云", "月娥",
    "素芬", "连生", "广才", "殿臣", "洪亮", "世杰", "亚男", "占武", "喜顺",
];
const PLACES: &[&str] =
    &["210323", "210102", "210211", "110105", "370724", "440106", "510104", "330106", "152221", "230102"];

pub(super) fn name(dice: &mut Dice) -> String {
    format!("{}{}", dice.of(SURNAMES), dice.of(GIVEN))
}

fn checked(first: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = first.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    format!("{first}{}", "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap()).unwrap())
}

pub(super) fn resident_id(dice: &mut Dice) -> String {
    let first = format!(
        "{}{}{:02}{:02}{}",
        dice.of(PLACES),
        1940 + dice.below(80),
        1 + dice.below(12),
        1 + dice.below(28),
        dice.digits(3)
    );
    checked(&first)
}

/// One digit of the check is wrong.
fn broken_id(dice: &mut Dice) -> String {
    let whole = resident_id(dice);
    let last = whole.chars().last().unwrap();
    let other = "0123456789".chars().cycle().skip(dice.below(10)).find(|c| *c != last).unwrap();
    format!("{}{other}", &whole[..17])
}

pub(super) fn card(dice: &mut Dice) -> String {
    let length = if dice.below(3) == 0 { 16 } else { 19 };
    let first = format!("62{}", dice.digits(length - 3));
    let fits = |last: &u32| crate::privacy::bank_card::adds_up(&format!("{first}{last}"));
    format!("{first}{}", (0..10).find(fits).unwrap())
}

fn mobile(dice: &mut Dice) -> String {
    format!("1{}{}", dice.of(&["38", "39", "50", "86", "99", "77", "35", "59", "66", "91"]), dice.digits(8))
}

fn grouped(digits: &str, by: &[usize], mark: &str) -> String {
    let mut at = 0;
    let mut parts = Vec::new();
    for n in by {
        parts.push(&digits[at..(at + n).min(digits.len())]);
        at = (at + n).min(digits.len());
    }
    parts.push(&digits[at..]);
    parts.retain(|one| !one.is_empty());
    parts.join(mark)
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c })
        .collect()
}

fn id_sample(dice: &mut Dice) -> String {
    let (id, who) = (resident_id(dice), name(dice));
    match dice.below(8) {
        0 => format!("{who}，身份证号：{id}，"),
        1 => format!("{who}\t{id}\t示范镇前进村"),
        2 => format!("公民身份号码{}。", wide(&id)),
        3 => format!("身份证 {}", grouped(&id, &[6, 8], " ")),
        4 => format!("（{}）", id.to_lowercase()),
        5 => format!("申请人{who}（{id}）提出申请"),
        6 => format!("{who}{id}{}", mobile(dice)),
        _ => format!("残疾人证号：{id}{}{}", 1 + dice.below(7), 1 + dice.below(4)),
    }
}

fn card_sample(dice: &mut Dice) -> String {
    let (number, who) = (card(dice), name(dice));
    match dice.below(5) {
        0 => format!("{who} 开户行：农村信用社 卡号：{number}"),
        1 => format!("银行卡号{}", grouped(&number, &[4, 4, 4, 4], " ")),
        2 => format!("{who}\t{number}\t650.00"),
        3 => format!("一卡通账号：{}", wide(&number)),
        _ => format!("打入{number}（{who}）"),
    }
}

fn old_id_sample(dice: &mut Dice) -> String {
    let id = format!(
        "{}{:02}{:02}{:02}{}",
        dice.of(PLACES),
        30 + dice.below(60),
        1 + dice.below(12),
        1 + dice.below(28),
        dice.digits(3)
    );
    match dice.below(3) {
        0 => format!("身份证号{id}"),
        1 => format!("{}\t{id}", name(dice)),
        _ => format!("证件号码：{}", wide(&id)),
    }
}

fn mobile_sample(dice: &mut Dice) -> String {
    let (number, who) = (mobile(dice), name(dice));
    match dice.below(8) {
        0 => format!("联系电话：{number}"),
        1 => format!("{who} {number}"),
        2 => format!("手机{}", grouped(&number, &[3, 4], " ")),
        3 => format!("手机号码 {}", grouped(&number, &[3, 4], "-")),
        4 => format!("+86 {number}"),
        5 => format!("{}\t{}", who, wide(&number)),
        6 => format!("（电话{number}）"),
        _ => format!("{who}，{number}，示范村"),
    }
}

fn passport_sample(dice: &mut Dice) -> String {
    let number = match dice.below(5) {
        0 => format!("G{}", dice.digits(8)),
        1 => format!("E{}{}", dice.of(&["A", "B", "H", "K"]), dice.digits(7)),
        2 => return format!("港澳居民来往内地通行证号码H{}", dice.digits(8)),
        _ => format!("E{}", dice.digits(8)),
    };
    match dice.below(3) {
        0 => format!("护照号码：{number}"),
        1 => format!("持中国护照（{number}）出境"),
        _ => format!("{}，护照{number}", name(dice)),
    }
}

fn plate_sample(dice: &mut Dice) -> String {
    let place = dice.of(&["辽", "京", "吉", "黑", "鲁", "冀", "沪", "粤"]);
    let letter = dice.of(&["A", "B", "C", "D", "F", "H", "K"]);
    let body = match dice.below(3) {
        0 => format!("D{}", dice.digits(5)),
        1 => format!("{}{}{}", dice.digits(1), dice.of(&["A", "K", "R", "Y"]), dice.digits(3)),
        _ => dice.digits(5),
    };
    let dot = dice.of(&["", "·", "•"]);
    match dice.below(3) {
        0 => format!("车牌号：{place}{letter}{dot}{body}"),
        1 => format!("驾驶{place}{letter}{dot}{body}小型客车"),
        _ => format!("号牌号码为{place}{letter}{dot}{body}的车辆"),
    }
}

fn home(dice: &mut Dice) -> String {
    let county = dice.of(&["岫岩满族自治县石庙子镇丁字峪村", "示范县石庙子镇前进村", "海城市牛庄镇西关村"]);
    let road = dice.of(&["铁西区人民路", "和平区南京街", "立山区深沟寺街", "中山区幸福巷"]);
    match dice.below(3) {
        0 => format!("{county}{}组{}号", 1 + dice.below(9), 1 + dice.below(90)),
        1 => format!("{road}{}号{}单元{}室", 1 + dice.below(200), 1 + dice.below(5), 101 + dice.below(600)),
        _ => format!(
            "{}阳光花园{}栋{}室",
            dice.of(&["铁东区胜利路", "振兴区锦山大街"]),
            1 + dice.below(30),
            101 + dice.below(900)
        ),
    }
}

fn address_sample(dice: &mut Dice) -> (Problem, String) {
    let (who, place) = (name(dice), home(dice));
    match dice.below(5) {
        0 => (Problem::HomeAddress, format!("家庭住址：{place}")),
        1 => (Problem::HomeAddress, format!("{who}，女，户籍地址{place}")),
        2 => (Problem::NameWithAddress, format!("申请人{who}，{place}，申请危房改造")),
        3 => (Problem::NameWithAddress, format!("{who}\t{place}\t3人")),
        _ => (Problem::HomeAddress, format!("村民{who}，现住{place}。")),
    }
}

fn minor_sample(dice: &mut Dice) -> String {
    let who = name(dice);
    match dice.below(6) {
        0 => format!("孤儿{who}的基本生活费自本月起发放。"),
        1 => format!("{who}，男，{}岁，随祖父母生活。", 1 + dice.below(17)),
        2 => format!("{who}（女，{}年{}月出生）", 2010 + dice.below(15), 1 + dice.below(12)),
        3 => format!("示范县第一小学学生{who}获得表彰。"),
        4 => format!("留守儿童：{who}，"),
        _ => format!("{who}，{}岁，就读于中心小学。", 6 + dice.below(7)),
    }
}

fn health_sample(dice: &mut Dice) -> String {
    let who = name(dice);
    let ill = dice.of(&["尿毒症", "白血病", "肺癌", "精神分裂症", "脑瘫", "糖尿病", "艾滋病"]);
    match dice.below(5) {
        0 => format!("村民{who}患{ill}，家庭困难。"),
        1 => format!("{who}因患{ill}住院治疗。"),
        2 => format!("{who}，男，{}岁，{ill}。", 20 + dice.below(60)),
        3 => format!("{who}，肢体残疾二级，"),
        _ => format!("{ill}患者{who}申请医疗救助。"),
    }
}

fn list_sample(dice: &mut Dice) -> (Problem, String) {
    let (a, b) = (name(dice), name(dice));
    match dice.below(4) {
        0 => {
            (Problem::Minor, format!("孤儿基本生活费发放名单\n序号\t姓名\t金额\n1\t{a}\t1200\n2\t{b}\t1200"))
        }
        1 => (
            Problem::Health,
            format!("残疾人两项补贴公示\n序号 姓名 残疾等级 金额\n1 {a} 肢体二级 80\n2 {b} 视力一级 80"),
        ),
        2 => (Problem::Health, format!("医疗救助公示\n| 姓名 | 病种 | 金额 |\n| {a} | 尿毒症 | 3000 |")),
        _ => {
            let place = home(dice);
            (Problem::ListedColumn, format!("低保对象公示\n户主姓名\t家庭住址\t人数\n{a}\t{place}\t2"))
        }
    }
}

/// Texts with personal matter, each with what must be found in it.
pub(super) fn positives(seed: u64) -> Vec<(Problem, String)> {
    let mut dice = Dice::new(seed);
    let dice = &mut dice;
    let mut out = Vec::new();
    for _ in 0..500 {
        out.push((Problem::ResidentId, id_sample(dice)));
        out.push((Problem::Mobile, mobile_sample(dice)));
    }
    for _ in 0..300 {
        out.push((Problem::BankCard, card_sample(dice)));
        out.push((Problem::Plate, plate_sample(dice)));
    }
    for _ in 0..200 {
        out.push((Problem::OldResidentId, old_id_sample(dice)));
        out.push((Problem::Passport, passport_sample(dice)));
        out.push(address_sample(dice));
        out.push((Problem::Minor, minor_sample(dice)));
        out.push((Problem::Health, health_sample(dice)));
        out.push(list_sample(dice));
    }
    out
}

const OFFICES: &[&str] =
    &["示范县民政局", "示范县财政局", "岫岩满族自治县人民政府", "示范市应急管理局", "示范县教育局"];

fn numbered(dice: &mut Dice) -> String {
    match dice.below(8) {
        0 => format!("辽政办发〔{}〕{}号", 2008 + dice.below(18), 1 + dice.below(300)),
        1 => format!("索引号：00001434{}/{}-{}", dice.below(10), 2015 + dice.below(10), dice.digits(5)),
        2 => {
            format!("项目代码：{}-210323-{}-03-{}", 2018 + dice.below(8), 10 + dice.below(80), dice.digits(6))
        }
        3 => format!("统一社会信用代码：{}", credit_code(dice)),
        4 => format!("（{}）辽0323行初{}号", 2015 + dice.below(10), 1 + dice.below(900)),
        5 => format!("不动产权证书编号：辽（{}）示范县不动产权第{}号", 2017 + dice.below(9), dice.digits(7)),
        6 => format!("网站标识码{}", dice.digits(10)),
        _ => format!("采购编号JH{}-{}-{}", 20 + dice.below(6), dice.digits(6), dice.digits(5)),
    }
}

fn credit_code(dice: &mut Dice) -> String {
    // Half of them of a person's business (92) or of an organ, with digits alone where they may be.
    let first = format!(
        "{}210323{}",
        dice.of(&["91", "92", "11", "12", "52"]),
        dice.of(&["MA0P4X2J", "00143490", "05812345", "MB1234567"])
    );
    let first = format!("{}{}", &first[..16], dice.digits(1));
    let fits = |c: &char| crate::privacy::credit_code::doubts(&format!("{first}{c}")).is_empty();
    let last = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().find(fits).unwrap();
    format!("{first}{last}")
}

fn serial(dice: &mut Dice) -> String {
    let day = format!("{}{:02}{:02}", 2000 + dice.below(26), 1 + dice.below(12), 1 + dice.below(28));
    match dice.below(10) {
        // Like an identity number in every place but the check character.
        0 => broken_id(dice),
        // With the check character, but called what it is.
        1 => format!("受理编号：{}", resident_id(dice)),
        2 => format!("工单号{}", resident_id(dice)),
        3 => format!("流水号 {day}{}", dice.digits(10)),
        4 => format!("宗地代码{}JC{}", dice.digits(12), dice.digits(5)),
        5 => format!("设备序列号{}", dice.digits(15)),
        6 => format!("合同编号：{}", card(dice)),
        7 => format!("http://www.shifan.gov.cn/zwgk/{day}/{}.html", mobile(dice)),
        8 => format!("药品批准文号：国药准字H{}，条码{}", dice.digits(8), dice.digits(13)),
        _ => format!("档案号{}-{}-{}", dice.digits(3), dice.digits(4), dice.digits(6)),
    }
}

fn figure(dice: &mut Dice) -> String {
    match dice.below(9) {
        0 => format!("完成投资{}元，同比增长{}.{}%", mobile(dice), dice.below(30), dice.below(10)),
        1 => format!(
            "发放资金{}.{}万元，惠及{}户{}人",
            dice.digits(5),
            dice.digits(2),
            100 + dice.below(900),
            dice.digits(4)
        ),
        2 => format!("全县常住人口{}人，低保对象{}户", dice.digits(6), dice.digits(4)),
        3 => format!("合计\t{}\t{}\t{}", dice.digits(8), dice.digits(7), dice.digits(9)),
        4 => format!(
            "{}年{}月{}日至{}年{}月{}日",
            2019 + dice.below(6),
            1 + dice.below(12),
            1 + dice.below(28),
            2025,
            1 + dice.below(12),
            1 + dice.below(28)
        ),
        5 => format!("预算{}，{}元", dice.digits(3), dice.digits(6)),
        6 => format!(
            "增长0.{}，坐标{}.{}，{}.{}",
            mobile(dice),
            120 + dice.below(5),
            dice.digits(8),
            40 + dice.below(3),
            dice.digits(8)
        ),
        7 => format!(
            "{:04}{:02}{:02}{}",
            2010 + dice.below(15),
            1 + dice.below(12),
            1 + dice.below(28),
            dice.digits(6)
        ),
        _ => format!("产量{}吨，面积{}亩", dice.digits(11), dice.digits(5)),
    }
}

fn office(dice: &mut Dice) -> String {
    let place = dice.of(OFFICES);
    match dice.below(9) {
        0 => format!("咨询电话：0412-{}", 7_000_000 + dice.below(999_999)),
        1 => format!(
            "{place}：024-{}、024-{}",
            23_000_000 + dice.below(999_999),
            86_000_000 + dice.below(999_999)
        ),
        2 => format!("服务热线12345，监督电话{}", 7_100_000 + dice.below(99_999)),
        3 => format!("地址：示范县人民路{}号{place}办公楼{}室", 1 + dice.below(200), 101 + dice.below(400)),
        4 => format!(
            "办公地址：鞍山市铁东区胜利路{}号政务服务中心{}楼，邮编114{}",
            1 + dice.below(300),
            1 + dice.below(5),
            dice.digits(3)
        ),
        5 => format!("户名：{place} 开户行：中国农业银行 账号：{}", dice.digits(17)),
        6 => format!("传真：0412-{}", 7_000_000 + dice.below(999_999)),
        7 => format!("拨打400-{}-{}咨询", dice.digits(3), dice.digits(4)),
        _ => format!("受理窗口：行政服务中心三楼{}号窗口", 1 + dice.below(60)),
    }
}

fn words(dice: &mut Dice) -> String {
    let person = name(dice);
    match dice.below(12) {
        0 => "当事人陈述、申辩的权利应当保障。".to_owned(),
        1 => "对患者实行先诊疗后付费，糖尿病、高血压患者纳入慢性病管理。".to_owned(),
        2 => format!("{}局长{person}主持会议。", dice.of(OFFICES)),
        3 => format!("{person}同志任{}副局长，试用期一年。", dice.of(OFFICES)),
        4 => format!("低保对象公示\n序号\t户主姓名\t保障人数\t金额\n1\t{person}\t2\t860"),
        5 => "学生高考期间，居民应当减少噪声；村民陈述意见的，记录在案。".to_owned(),
        6 => format!(
            "{person}，男，汉族，19{}年{}月生，大学学历，中共党员。",
            65 + dice.below(25),
            1 + dice.below(12)
        ),
        7 => "残疾人两项补贴标准为每人每月80元，一级残疾和二级残疾为重度残疾。".to_owned(),
        8 => "未成年人保护工作领导小组办公室设在县民政局，孤儿基本生活费按月发放。".to_owned(),
        9 => "申请人应当提交身份证、户口簿、银行卡复印件。".to_owned(),
        10 => format!("先进工作者名单\n序号 姓名 单位\n1 {person} {}", dice.of(OFFICES)),
        _ => "京ICP备05070218号，辽公网安备21032302000105号".to_owned(),
    }
}

/// Texts that only look so.
pub(super) fn negatives(seed: u64) -> Vec<String> {
    let mut dice = Dice::new(seed);
    let dice = &mut dice;
    (0..480).flat_map(|_| [numbered(dice), serial(dice), figure(dice), office(dice), words(dice)]).collect()
}
