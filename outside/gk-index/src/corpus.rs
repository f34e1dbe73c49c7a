//! Generated government documents, the same every time: for tests and for measuring.

use crate::Entry;

/// A small generator of pseudo-random numbers (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

const SENTENCES: [&str; 14] = [
    "为进一步做好{领域}工作，根据《{法}》和{市}人民政府有关要求，现将有关事项通知如下。",
    "{县}{局}负责本行政区域内{领域}的监督管理，{镇}人民政府协助做好相关工作。",
    "经审核，{镇}{村}{人}等{数}户符合最低生活保障条件，每月发放救助金{数}.{两}万元；",
    "本办法自{年}年{月}月{日}日起施行，《{县}{领域}管理办法》（{号}）同时废止。",
    "{县}{局}关于印发《{领域}实施方案》的通知，文号为{号}。",
    "公示期间如有异议，请向{县}{局}反映，联系电话0412-78{数}{两}，邮箱gk{数}@example.cn！",
    "截至{年}年底，全县共完成{领域}项目{数}个，累计投入资金{数}.{两}亿元，同比增长{两}.{两}%。",
    "对{人}在{村}非法占用耕地{数}㎡的行为，依据{法}第{两}条第{月}款作出行政处罚决定。",
    "各乡镇人民政府、县政府各部门：\n现将{年}年{领域}要点印发给你们，请结合实际认真贯彻执行。",
    "招聘岗位{两}个，年龄在{两}周岁以下，报名时间为{月}月{日}日9:00—17:00？",
    "{市}市政府召开常务会议，研究部署{领域}和安全生产工作；民政部门要切实兜住底线。",
    "教育、卫生健康、{领域}等领域信息应当自形成之日起20个工作日内公开。",
    "行政许可决定书编号：{县}{局}许字[{年}]第{数}号，有效期限至{年}-{月}-{日}。",
    "农村危房改造对象名单（第{月}批）：{人}、{人}、{人}，共{两}户。",
];
const FIELDS: [&str; 13] = [
    "社会救助",
    "食品药品监管",
    "征地补偿",
    "义务教育",
    "公共法律服务",
    "生态环境",
    "养老服务",
    "就业创业",
    "医疗卫生",
    "保障性住房",
    "城市综合执法",
    "财政预决算",
    "低保审批",
];
const LAWS: [&str; 5] =
    ["中华人民共和国政府信息公开条例", "土地管理法", "社会救助暂行办法", "行政处罚法", "城乡规划法"];
const CITIES: [&str; 3] = ["鞍山", "沈阳", "大连"];
const COUNTIES: [&str; 5] = ["岫岩满族自治县", "台安县", "海城市", "铁东区", "千山区"];
const BUREAUS: [&str; 8] = [
    "民政局",
    "教育局",
    "自然资源局",
    "人力资源和社会保障局",
    "司法局",
    "卫生健康局",
    "公安局",
    "住房和城乡建设局",
];
const TOWNS: [&str; 5] = ["黄花甸镇", "三家子镇", "偏岭镇", "石庙子镇", "兴隆街道"];
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲建国志华";
const PLACES: &str = "大小上下东西南北前后石河沟岭山岗泉营堡屯";
const SIGNS: [&str; 5] = ["国办发", "鞍政办发", "岫政发", "辽民函", "海政办字"];
const ORGANS: [&str; 6] = ["xiuyan", "taian", "haicheng", "tiedong", "qianshan", "anshan"];
const DOMAINS: [&str; 4] = ["shjz", "jy", "sthj", "zdbc"];
const KINDS: [&str; 3] = ["record", "item", "organ"];

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    pub(crate) fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let at = self.below(list.len());
        list.get(at).copied().unwrap_or("")
    }

    fn letter(&mut self, list: &str) -> char {
        let at = self.below(list.chars().count());
        list.chars().nth(at).unwrap_or('一')
    }

    /// A document number in one of the ways people write it.
    pub(crate) fn number(&mut self) -> String {
        let brackets = self.of(&["〔〕", "[]", "（）", "［］", "【】"]);
        let mut two = brackets.chars();
        let (open, close) = (two.next().unwrap_or('['), two.next().unwrap_or(']'));
        let sign = self.of(&SIGNS);
        format!("{sign}{open}{}{close}{}号", 2008 + self.below(16), 1 + self.below(120))
    }

    fn slot(&mut self, name: &str) -> String {
        match name {
            "领域" => self.of(&FIELDS).to_owned(),
            "法" => self.of(&LAWS).to_owned(),
            "市" => self.of(&CITIES).to_owned(),
            "县" => self.of(&COUNTIES).to_owned(),
            "局" => self.of(&BUREAUS).to_owned(),
            "镇" => self.of(&TOWNS).to_owned(),
            "村" => format!("{}{}村", self.letter(PLACES), self.letter(PLACES)),
            "人" => format!("{}{}{}", self.letter(SURNAMES), self.letter(GIVEN), self.letter(GIVEN)),
            "数" => self.below(1000).to_string(),
            "两" => (10 + self.below(90)).to_string(),
            "年" => (2008 + self.below(16)).to_string(),
            "月" => (1 + self.below(12)).to_string(),
            "日" => (1 + self.below(28)).to_string(),
            _ => self.number(),
        }
    }

    /// One sentence, slots filled.
    pub(crate) fn sentence(&mut self) -> String {
        let pattern = self.of(&SENTENCES);
        let mut out = String::new();
        for (place, part) in pattern.split(['{', '}']).enumerate() {
            if place % 2 == 0 {
                out.push_str(part);
            } else {
                out.push_str(&self.slot(part));
            }
        }
        out
    }

    /// One document of some sentences.
    pub(crate) fn entry(&mut self, id: usize, sentences: usize) -> Entry {
        let number = self.number();
        let title = format!("{}{}关于{}的通知", self.slot("县"), self.slot("局"), self.slot("领域"));
        let body: Vec<String> = (0..sentences).map(|_| self.sentence()).collect();
        let organ = self.of(&ORGANS);
        let below = i8::try_from(self.below(12)).unwrap_or(0);
        let year = i16::try_from(2008 + self.below(16)).unwrap_or(2008);
        Entry {
            id: format!("{id:08}"),
            kind: Some(self.of(&KINDS).into()),
            title,
            body: body.join("\n"),
            number: (self.below(3) > 0).then_some(number),
            organ: Some(organ.into()),
            organ_above: vec!["anshan".into(), "liaoning".into()],
            domain: (self.below(4) > 0).then(|| self.of(&DOMAINS).into()),
            item: None,
            day: gk_rules::Day::new(year, below + 1, 5).ok(),
        }
    }
}
