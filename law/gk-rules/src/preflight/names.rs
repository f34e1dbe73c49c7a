//! Names (姓名的识别): a surname and a given name, believed only where what stands around them speaks of a person.

use std::ops::Range;

use crate::privacy::mask::COMPOUND_SURNAMES;
use crate::privacy::places::{SURNAMES, stands, written};
use crate::text::is_han;

/// 不常见姓氏: believed where the text says 姓名, or in a column of names.
const RARE_SURNAMES: &str = "傅阎康涂池鹿荀苟库敬帅巴练芮仝亓尉糜麻代么暴步阚雒郇晁牟谯揣宿仉卯库敦农银拓苫盖由操毕聂焦柳邢路岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边吉饶刁瞿戚丘古米池滕晋苑邬臧宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖鄢冷卓花仇艾蓝都巩井仲乐虞卞封竺冼原官衣楚栗匡宗应台巫鞠桑荆谌明沙伏岑习胥保和蔺常安倪严施温洪文易樊兰殷葛尚牛尤马杭闻章俞赖伍芦丛矫由战逄初";

/// 常用名字用字
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅文国建志海永春晓小雪琳琴云莲凤洁慧巧美雅芝玲燕彩菊勤珍莉岚苑婕馨瑗琰韵园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘滢馥筠柔竹霭凝欢霄枫芸菲寒伊亚宜姬舒影荔枝思俊峰辉健世广义兴良山仁波贵福生龙元全胜学祥才发武新利清飞彬富顺信子昌成康星光天达安岩中茂进林坚彪博诚先敬震振壮群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮谦亨奇固轮翰朗伯宏若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士家致树炎德泰盛雄琛钧冠策腾楠榕风航弘宇轩睿涵梓然皓煜嘉鑫怡诗雨桐妍佳琪晗彤萱瑶瑞婷倩颖蕾薇青岳凯川东南北洪长根柱宝金银铁钢连喜财旺田加素淑贞香花翠惠荣萍月仙爱莹珊莎锦黛璧璐环翎娅琦蓉眉君坤培忠孝廉跃立恒守正升大满仓库柏森焱淼垚蓓莺菁茜萌甜媛婉妮娥媚姣姝娇婵嫣丹彦亭仪佩侠俭冬凌凡力向圣均增声夏奎宗宾尧岭崇嵩巍帅帆庭延弟彭征忆念恩情意敦斯方昆昊昕晖晶景智曼朝本权柳格桃梦楚歌水沛泉洲浦淳渊温湘源溪滨潇灵炜焕熙熠牛狄玮珂珠理瑜瑾璇甫畅益盈真睦石研硕碧祖禄秋秦科程童笑简纪纲经继绪羡耀联聚艾苏苗茵荷莫萧蓝蕊藏虎虹衡裴西言誉诺谊谨豫贤赞越路远迎道郁重锋镇镜闯阔阳陵隆雁霖韬颂颜骏鲁鸿鹤麒麟黎芬臣殿一堂占斗年晚午日霜露电湖浪潮岗坡原野木草叶茎禾麦灿炳煌烨炯烁熹钊钟钦铭锐键鉴铎锡锁铃淇浚涌润渝湛澄澎瀚济治泓沐汐沁汶芷芮芊苒茹荟莘菱葵蕙蔓妙妤姗姿娴婧珺玥玟珉瑄瑛璟璞祎祺秉竣笛筱绮绣纬缘翊耘胤舜舟译语谕贝质辽迅逸遥里钰隽雍雯霏靓靖颐骅骁骥魁拥抗援党卫兵改革解放早社庄店粉线殷官来换存留栓拴旦丫妞囡澍阁杭";

/// Words that begin like a name and are none.
const STOP: &[&str] = &[
    "陈述", "高中", "高等", "高级", "高新", "高龄", "高峰", "高温", "高校", "高考", "高清", "高速", "高价",
    "高山", "高原", "高端", "高效", "高发", "高位", "高空", "高度", "金融", "金额", "金属", "金山", "金华",
    "方案", "方法", "方便", "方面", "方向", "方可", "方式", "方能", "万元", "万人", "万户", "万家", "于是",
    "于今", "任务", "任职", "任教", "任意", "任何", "江南", "江苏", "江西", "江河", "江海", "江山", "石家",
    "石油", "石材", "石林", "白天", "白银", "白酒", "付款", "付清", "付息", "余额", "余人", "余元", "余户",
    "余下", "田间", "田地", "田园", "程度", "程序", "夏天", "夏季", "龙头", "龙江", "龙岩", "马上", "马路",
    "马力", "毛利", "毛重", "段落", "雷电", "雷达", "孔隙", "武汉", "武警", "武装", "严重", "严格", "严禁",
    "严肃", "严厉", "黎明", "向上", "向其", "向社", "向行", "向有", "贺电", "顾客", "顾问", "钱款", "何种",
    "何时", "史志", "史料", "郑州", "郑重", "杜绝", "叶面", "苏州", "苏北", "吕梁", "范围", "范本", "唐山",
    "许可", "许多", "韩国", "曾经", "曾因", "曾用", "曾任", "董事", "林业", "林权", "林地", "林区", "林木",
    "罗列", "钟点", "陆续", "陆地", "关于", "关系", "关注", "关心", "关爱", "关键", "关停", "关闭", "关怀",
    "周边", "周期", "周围", "周岁", "周年", "周末", "张贴", "张家", "胡同", "沈阳", "黄河", "黄山", "黄金",
    "黄海", "黄埔", "徐州", "孙子", "孙女", "汤原", "戴帽", "侯车", "谢绝", "潘家", "谭家", "吴江", "秦皇",
    "安全", "成年", "和谐", "常住", "应当", "项目", "单位", "全部", "管理", "管护", "管道", "应用", "计划",
    "经费", "经济", "权益", "时间", "费用", "席位", "单独", "成绩", "明确", "保险", "保护", "保育", "保障",
    "农业", "农村", "党建", "车辆", "全体", "全国", "全县", "由于", "解放", "强化", "原则", "原因", "库存",
    "步行", "代表", "成立", "成果", "温度", "尚未", "红军", "生活", "双方", "路费", "教育", "常规", "由县",
    "能力", "关系", "华侨", "党员", "牛羊", "和平", "习惯", "家长", "明年", "游客", "乐园", "寿命", "宿舍",
    "巴士", "车站", "车船", "水利", "水库", "水源", "文化", "文明", "时代", "时期", "经营", "解除", "解决",
    "都市", "边境", "边远", "门诊", "来源", "来访", "占地", "占用", "农田", "农机", "农民", "党政",
];

/// Characters that may follow a name in a sentence.
const AFTER_NAME: &str = "的在于系为因与和及等已被从对向是有家户患之同现经将先女男住遭受致身本作提同小等申请获荣评考报就入参来办领持称诉驾乘购租到收";

/// 姓氏的字数: how many characters of surname stand here.
fn surname(chars: &[char], at: usize, rare_too: bool) -> usize {
    if COMPOUND_SURNAMES.iter().any(|name| stands(chars, at, name)) {
        return 2;
    }
    let known =
        chars.get(at).is_some_and(|c| SURNAMES.contains(*c) || (rare_too && RARE_SURNAMES.contains(*c)));
    usize::from(known)
}

/// 句中的姓名: the length of a name that begins here in running text; `bound` says that words before announce a person, so
/// that rare surnames are believed too.
pub(super) fn in_text(chars: &[char], at: usize, bound: bool) -> Option<usize> {
    if STOP.iter().any(|word| stands(chars, at, word)) {
        return None;
    }
    let family = surname(chars, at, true);
    if family == 0 {
        return None;
    }
    let common = bound || surname(chars, at, false) > 0;
    [2_usize, 1].into_iter().map(|given| family + given).find(|length| {
        let name = chars.get(at + family..at + length).unwrap_or_default();
        let next = chars.get(at + length).copied();
        let ends = next.is_none_or(|c| !is_han(c) || AFTER_NAME.contains(c));
        let whole = name.len() + family == *length;
        // A name of two characters nobody announced is believed only where no Han character goes on with it.
        let short =
            *length > 2 || bound || next.is_none_or(|c| !is_han(c) || "患系因的与和住被男女".contains(c));
        let known = name.iter().filter(|c| GIVEN.contains(**c)).count();
        // Behind an announcing word one usual character of two is enough.
        let usual = known == name.len()
            || (bound && name.len() == 2 && known == 1 && name.iter().all(|c| is_han(*c)));
        whole && ends && short && usual && (common || *length > 2)
    })
}

/// 单元格中的姓名: whether a whole cell, or what stands behind 姓名：, is a name that nobody has masked.
pub(super) fn is_name(cell: &str) -> bool {
    let plain: Vec<char> = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let dotted = plain.iter().any(|c| matches!(c, '·' | '•'));
    let han = plain.iter().all(|c| is_han(*c) || matches!(c, '·' | '•'));
    let masked = plain.iter().any(|c| matches!(c, '某' | '〇' | '*' | '×' | 'X' | '＊'));
    let length = if dotted { 4..=16 } else { 2..=4 };
    let known = dotted || surname(&plain, 0, true) > 0;
    let stop = STOP.iter().any(|word| stands(&plain, 0, word));
    han && !masked && known && !stop && length.contains(&plain.len())
}

/// 人: where a name stands and whether words around it say that it is a person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) range: Range<usize>,
    /// Announced as a child, a pupil, an orphan.
    pub(super) child: bool,
}

const ANNOUNCED: &[&str] = &[
    "申请人",
    "村民",
    "居民",
    "市民",
    "公民",
    "户主",
    "业主",
    "职工",
    "患者",
    "病人",
    "病患",
    "当事人",
    "代理人",
    "被征收人",
    "被处罚人",
    "被救助人",
    "受助人",
    "低保户",
    "低保对象",
    "救助对象",
    "特困人员",
    "五保户",
    "贫困户",
    "脱贫户",
    "监测户",
    "残疾人",
    "死者",
    "伤者",
    "老人",
    "农户",
    "租户",
    "退役军人",
    "重病患者",
    "受害人",
    "户主姓名",
    "姓名",
];
const CHILDREN: &[&str] = &[
    "孤儿",
    "留守儿童",
    "困境儿童",
    "事实无人抚养儿童",
    "未成年人",
    "儿童",
    "男童",
    "女童",
    "幼儿",
    "婴儿",
    "男婴",
    "女婴",
    "小学生",
    "中学生",
    "儿童姓名",
    "学生姓名",
    "幼儿姓名",
    "走失儿童",
    "弃婴",
    "学生",
    "小朋友",
];
const BEHIND: &[&str] = &["先生", "女士", "同志", "同学", "小朋友", "老人"];

/// 查找人名: announced by a word, called 先生 or 同学, or at the head of a clause with what goes with a person behind it.
pub(super) fn people(line: &[char]) -> Vec<Person> {
    let mut out: Vec<Person> = Vec::new();
    let mut push = |range: Range<usize>, child: bool| match out.iter_mut().find(|one| one.range == range) {
        Some(one) => one.child |= child,
        None => out.push(Person { range, child }),
    };
    let school = ["小学", "中学", "幼儿园", "年级", "初中", "高中", "园"];
    let at_school = (0..line.len()).any(|at| school.iter().any(|word| stands(line, at, word)));
    for at in 0..line.len() {
        for word in CHILDREN.iter().chain(ANNOUNCED) {
            if stands(line, at, word)
                && let Some(range) = behind(line, at + word.chars().count())
            {
                let child = CHILDREN.contains(word) && (*word != "学生" || at_school);
                push(range, child);
            }
        }
        for word in BEHIND.iter().filter(|word| stands(line, at, word)) {
            let name = [3_usize, 2, 4].into_iter().find_map(|length| {
                let from = at.checked_sub(length)?;
                let clear = from
                    .checked_sub(1)
                    .and_then(|b| line.get(b))
                    .is_none_or(|c| !is_han(*c) || "请向由为对和与在".contains(*c));
                let name = written(line, from..at);
                (clear && is_name(&name)).then_some(from..at)
            });
            name.into_iter().for_each(|range| push(range, matches!(*word, "小朋友")));
        }
        let head = at
            .checked_sub(1)
            .and_then(|b| line.get(b))
            .is_none_or(|c| !is_han(*c) && !c.is_ascii_alphanumeric() && !matches!(c, '《' | '“'));
        if head && let Some(length) = in_text(line, at, false) {
            push(at..at + length, false);
        }
    }
    out
}

/// The name behind an announcing word; behind a colon any name is believed.
fn behind(line: &[char], at: usize) -> Option<Range<usize>> {
    let mark = line.get(at).is_some_and(|c| matches!(c, ':' | '：' | ' ' | '\t' | '（' | '('));
    let from = at + usize::from(mark);
    let colon = line.get(at).is_some_and(|c| matches!(c, ':' | '：'));
    if colon {
        let length =
            line.get(from..).unwrap_or_default().iter().take_while(|c| is_han(**c) || **c == '·').count();
        let name = written(line, from..from + length);
        if is_name(&name) {
            return Some(from..from + length);
        }
    }
    in_text(line, from, true).map(|length| from..from + length)
}
