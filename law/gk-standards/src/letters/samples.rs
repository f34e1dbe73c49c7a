//! Sample letters (文书样例): fictional cases for every form and every decision, to preview an organ's template and to be read by
//! lawyers as golden files.

use gk_rules::duty::settings::Setting;
use gk_rules::foi::fee::{Tariff, Volume, charge};
use gk_rules::foi::letters::ground::{Ground, Interest, InternalClass, ProcessClass, Safety};
use gk_rules::foi::letters::value::{
    Addressee, Consulted, Contact, Delivery, Enclosure, GivenReasons, Identity, Opinion, PublicPlace,
    Responsible, Rightful, SearchStep, ServedLetter,
};
use gk_rules::foi::letters::{Accepted, CaseFacts, Form, LetterText, compose, ready};
use gk_rules::foi::remedy::{Asked, Contested, Court, Known, Periods, Remedy, ReviewDesk, Withheld};
use gk_rules::foi::review_organ::Kin;
use gk_rules::foi::{Carrier, Channel, Decision, ServiceMode};
use gk_rules::org::{Level, Names, Organ, OrganId, OrganKind, OrganPath};
use gk_rules::{Coded, Day, Reason};

use jiff::civil::date;

/// 样例: what it shows, which form, and the case.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// What the golden file is called.
    pub name: String,
    /// 式样
    pub form: Form,
    /// 案件事实
    pub case: CaseFacts,
}

const COUNTY: &str = "示范县民政局";
const TOWN: &str = "示范县示范镇人民政府";
const GOVERNMENT: &str = "示范县人民政府";
const TAX: &str = "国家税务总局示范县税务局";
const SIGNED: Day = date(2026, 3, 5);
const RECEIVED: Day = date(2026, 2, 9);

/// The organs: name, kind, level, number of the parent, number of the line.
const ORGANS: [(&str, OrganKind, Level, i64, i64); 8] = [
    ("示范省人民政府", OrganKind::ProvinceGovernment, Level::Province, 0, 0),
    ("示范市人民政府", OrganKind::CityGovernment, Level::City, 1, 0),
    (GOVERNMENT, OrganKind::CountyGovernment, Level::County, 2, 0),
    ("示范市民政局", OrganKind::Department, Level::City, 2, 0),
    (COUNTY, OrganKind::Department, Level::County, 3, 4),
    (TOWN, OrganKind::Township, Level::Township, 3, 0),
    ("国家税务总局示范市税务局", OrganKind::VerticalOffice, Level::City, 2, 0),
    (TAX, OrganKind::VerticalOffice, Level::County, 3, 7),
];

/// 样例机关: a small fictional tree.
fn organs() -> Vec<Organ> {
    let known = |id: i64| Some(OrganId(id)).filter(|id| id.0 > 0);
    let mut out: Vec<Organ> = Vec::new();
    for (id, (name, kind, level, parent, line)) in (1_i64..).zip(ORGANS) {
        let Ok(region) = "210323".parse() else { continue };
        let above = out.iter().find(|organ| organ.id.0 == parent);
        let path = above.map_or_else(|| OrganPath::root(OrganId(id)), |up| up.path.child(OrganId(id)));
        out.push(Organ {
            id: OrganId(id),
            code: format!("sample-{id}"),
            names: Names::new(name, ""),
            kind,
            level,
            region,
            parent: known(parent),
            path,
            line: known(line),
            fictional: true,
        });
    }
    out
}

fn always<T>(value: T) -> Setting<T> {
    Setting { value, from: date(2019, 5, 15), until: None, source: "样例".into() }
}

fn remedy(organ: &str, contested: Contested<'_>, on: Day, served: ServiceMode) -> Option<Remedy> {
    let all = organs();
    let desk = |one: &Organ| {
        always(ReviewDesk {
            name: one.names.full.clone(),
            address: match one.level {
                Level::Province => "示范市省府路1号".into(),
                Level::City => "示范市中心路9号".into(),
                _ => "示范县示范路9号".into(),
            },
            telephone: "000-00000000".into(),
            online: "https://fuyi.example.cn".into(),
        })
    };
    let desks: Vec<_> = all.iter().map(desk).collect();
    let courts = [always(Court { name: "示范市示范区人民法院".into() })];
    let kin = Kin { organ: all.iter().find(|one| one.names.full == organ)?, known: &all, outside: None };
    let known = Known { desks: &desks, courts: &courts, periods: Periods::NATIONAL };
    Remedy::of(&Asked { contested, kin, known, on, served }).ok().flatten()
}

/// A case with everything that heads a letter, and everything any letter may need; each form takes what it needs.
fn case(organ: &str) -> CaseFacts {
    let case = CaseFacts {
        organ: Some(organ.into()),
        applicant: Some("赵某某".into()),
        number: Some("示公复〔2026〕12号".into()),
        addressee: Some(Addressee::Person("赵某某".into())),
        signed_on: Some(SIGNED),
        contact: Some(Contact {
            unit: format!("{organ}政府信息公开办公室"),
            telephone: "000-00000000".into(),
            address: "示范县示范路1号".into(),
        }),
        register_number: Some("示公开申〔2026〕31号".into()),
        received_on: Some(RECEIVED),
        channel: Some(Channel::Internet),
        summary: Some("2025年度全县最低生活保障资金的拨付和使用情况".into()),
        due_on: Some(date(2026, 3, 13)),
        query: Some("示范县政府信息公开平台“申请查询”，查询码GK26-0031".into()),
        ..CaseFacts::default()
    };
    answered(asked(case))
}

/// What is asked of the applicant and of others.
fn asked(case: CaseFacts) -> CaseFacts {
    let volume = Volume { items_before: 0, items: 35, pages: 0 };
    let fee = charge(&[Tariff::ByItem], volume, Decision::Disclosed, SIGNED);
    let case = CaseFacts {
        missing: Some(vec![
            "所需信息的名称、文号或者其他便于查询的特征性描述".into(),
            "获取信息的方式、途径".into(),
        ]),
        correct_by: Some(date(2026, 3, 4)),
        items_in_period: Some(35),
        period: Some("2026年2月".into()),
        reasons_by: Some(date(2026, 3, 4)),
        pay_way: Some("到示范县政务服务中心非税窗口缴纳，或者扫描本通知书所附缴款码缴纳".into()),
        pay_days: Some(20),
        extension_reason: Some("所申请的信息需要从多个业务系统和纸质档案中查找".into()),
        new_due: Some(date(2026, 4, 13)),
        approved_on: Some(date(2026, 3, 4)),
        info: Some("2025年示范县社区养老设施采购合同中的单价明细".into()),
        identity: Some(Identity::Hidden),
        opinion_days: Some(15),
        consulted: Some(Consulted::ThirdParty),
        consulted_on: Some(date(2026, 2, 12)),
        opinion: Some(Opinion::Objected("单价属于本公司的商业秘密".into())),
        disclose_on: Some(date(2026, 3, 16)),
        ..case
    };
    match fee {
        Ok(fee) => case.with_fee(fee),
        Err(_) => case,
    }
}

/// What a reply tells.
fn answered(case: CaseFacts) -> CaseFacts {
    let step = |place: &str, way: &str, result: &str| SearchStep {
        place: place.into(),
        way: way.into(),
        on: date(2026, 2, 25),
        result: result.into(),
    };
    let enclosure = |name: &str, pages| Enclosure { name: name.into(), pages, carrier: Carrier::Paper };
    CaseFacts {
        reason: Some("经逐项核对，公开会影响有关工作的正常开展，且没有必须公开的公共利益".into()),
        places: Some(vec![PublicPlace {
            name: "2025年度全县最低生活保障资金拨付和使用情况".into(),
            place: "示范县人民政府门户网站，网址https://www.example.cn/dibao/2025".into(),
        }]),
        enclosures: Some(vec![enclosure("低保资金拨付情况表", 3), enclosure("低保资金使用情况说明", 5)]),
        obtain: Some("纸质复印件，随本告知书邮寄".into()),
        special_law: Some("《不动产登记暂行条例》".into()),
        special_way: Some("持有效身份证件到示范县不动产登记中心申请查询".into()),
        search: Some(vec![
            step("公文管理系统（2020年至2026年）", "以“低保资金”“专项检查”为检索词", "没有相关记录"),
            step("本机关档案室", "查阅2025年度社会救助类案卷目录", "没有相关记录"),
            step("社会救助股", "询问经办人员", "没有制作该信息"),
        ]),
        responsible: Some(Responsible::Known {
            organ: "示范县财政局".into(),
            contact: "示范县示范路3号，电话000-00000001".into(),
        }),
        to_make: Some("对五年的数据进行汇总、分析".into()),
        unclear: Some("没有写明所需信息的时间范围和具体项目".into()),
        correction_number: Some("示公补〔2026〕5号".into()),
        correction_sent_on: Some(date(2026, 2, 11)),
        corrected_on: Some(date(2026, 2, 26)),
        right_way: Some("向示范县信访局提出，或者拨打12345政务服务便民热线".into()),
        earlier_on: Some(date(2025, 11, 20)),
        earlier_number: Some("示公复〔2025〕88号".into()),
        publication_way: Some("向邮政企业订阅，或者到示范县图书馆查阅".into()),
        asked_reasons_on: Some(date(2026, 2, 12)),
        given_reasons: Some(GivenReasons::Given("研究需要".into())),
        fee_number: Some("示公费〔2026〕1号".into()),
        fee_sent_on: Some(date(2026, 2, 27)),
        pay_by: Some(date(2026, 3, 27)),
        correction_request: Some("将本人最低生活保障档案中的家庭人口由2人更正为3人".into()),
        corrected_to: Some("家庭人口已更正为3人".into()),
        passed_to: Some(Rightful::PassedOn {
            organ: "示范县公安局".into(),
            contact: "电话000-00000002".into(),
        }),
        served: Some(vec![ServedLetter {
            title: "政府信息予以公开告知书".into(),
            number: "示公复〔2026〕12号".into(),
            copies: 1,
        }]),
        mode: Some(Delivery { mode: ServiceMode::PickUp, on: None }),
        service_place: Some("示范县民政局政府信息公开办公室".into()),
        ..case
    }
}

/// 不予公开情形, one for each of C1 to C7.
fn ground(decision: Decision) -> Option<Ground> {
    Some(match decision {
        Decision::StateSecret => {
            Ground::StateSecret { basis: "《民政工作国家秘密范围的规定》有关条目".into() }
        }
        Decision::ForbiddenByLaw => Ground::ForbiddenByLaw {
            law: "《中华人民共和国统计法》关于统计调查对象资料保密的规定".into(),
        },
        Decision::Security => Ground::Security { which: vec![Safety::Public, Safety::Stability] },
        Decision::ThirdParty => Ground::ThirdParty {
            interest: Interest::TradeSecret,
            asked_on: date(2026, 2, 12),
            opinion: Opinion::Objected("单价明细属于本公司的商业秘密，公开会使竞争对手获知成本".into()),
            weighing: "不公开单价明细不会对公共利益造成重大影响".into(),
        },
        Decision::InternalAffairs => Ground::InternalAffairs { class: InternalClass::Workflow },
        Decision::InProcess => Ground::InProcess { class: ProcessClass::Discussion },
        Decision::EnforcementFile => {
            Ground::EnforcementFile { reading: "向示范县民政局执法大队申请阅卷".into() }
        }
        _ => return None,
    })
}

/// 理由, where the case's own words matter.
const fn reason(decision: Decision) -> Option<&'static str> {
    Some(match decision {
        Decision::StateSecret => "该信息在保密期限内，没有解密",
        Decision::ForbiddenByLaw => "该信息能够识别单个统计调查对象，依法应当保密",
        Decision::Security => "该信息包含应急物资储存点的位置和数量，公开可能被用于实施破坏",
        Decision::ThirdParty => "单价明细不为公众所知悉，具有商业价值，并且权利人采取了保密措施",
        Decision::InternalAffairs => "该信息是本机关内部文件流转的规定，不对外产生约束力",
        Decision::InProcess => "该信息记录会议中的不同意见，尚未形成决定",
        Decision::EnforcementFile => "该信息是行政处罚案卷中的调查材料",
        Decision::NotOurs => "该信息由财政部门在国库集中支付中制作和保存",
        Decision::Petition => "申请内容是对某养老院收费问题的举报，不是对政府信息的申请",
        Decision::Confirmation => "请求在2025年11月20日已经提供的复印件上加盖“与原件一致”印章",
        Decision::Excessive => "各件申请的内容与所说的研究没有联系，多数信息已经提供",
        _ => return None,
    })
}

/// 申请内容, where the outcome asks for another.
const fn summary(decision: Decision) -> Option<&'static str> {
    Some(match decision {
        Decision::InPart => "2025年第3次社会救助工作会议纪要及其附件",
        Decision::StateSecret => "某某专项工作方案",
        Decision::ForbiddenByLaw => "2025年困难群众入户调查的单户原始资料",
        Decision::Security => "全县救灾物资储备点的位置和储备数量",
        Decision::ThirdParty => "2025年示范县社区养老设施采购合同中的单价明细",
        Decision::InternalAffairs => "本机关内部文件流转规定",
        Decision::InProcess => "2025年第3次社会救助工作会议的讨论记录",
        Decision::EnforcementFile => "对某某养老院作出行政处罚的案卷材料",
        Decision::SpecialInquiry => "某某小区3号楼的不动产登记资料",
        Decision::NotFound => "2025年度低保资金专项检查报告",
        Decision::NotOurs => "2025年度低保资金的国库支付明细",
        Decision::ToBeMade => "2021年至2025年全县低保资金增减变化情况分析",
        Decision::StillUnclear => "有关低保的材料",
        Decision::Petition => "某某养老院违规收费的查处结果",
        Decision::Publication => "《示范县年鉴（2025）》",
        Decision::Confirmation => "对已经取得的低保资金拨付情况表予以盖章确认",
        _ => return None,
    })
}

/// 未予公开的部分 of a mixed reply: one withheld, one that cannot be provided.
fn parts() -> Vec<Withheld> {
    vec![
        Withheld {
            place: "《会议纪要》第3页第2段".into(),
            ground: Decision::InProcess,
            reason: "为会议讨论记录，属于过程性信息".into(),
        },
        Withheld {
            place: "附件2《2019年底册》".into(),
            ground: Decision::NotFound,
            reason: "经检索公文系统、档案室，没有找到".into(),
        },
    ]
}

/// A reply of an organ, made on a day and served in a way.
fn reply(organ: &str, decision: Decision, on: Day, served: ServiceMode) -> Option<Sample> {
    let form = Form::of(decision)?;
    let redactions = parts();
    let shown = if decision == Decision::InPart { &redactions[..] } else { &[] };
    let mut case = case(organ);
    case.remedy = remedy(organ, Contested::Reply(decision, shown), on, served);
    case.redactions = Some(redactions.clone());
    case.decision = Some(decision);
    case.ground = ground(decision);
    case.signed_on = Some(on);
    if let Some(why) = reason(decision) {
        case.reason = Some(why.into());
    }
    if let Some(what) = summary(decision) {
        case.summary = Some(what.into());
    }
    if decision == Decision::InPart {
        case.enclosures = Some(vec![Enclosure {
            name: "2025年第3次社会救助工作会议纪要（已作区分处理）".into(),
            pages: 4,
            carrier: Carrier::Paper,
        }]);
    }
    if decision == Decision::NotPaid {
        case.signed_on = Some(date(2026, 4, 2));
    }
    if on < RECEIVED {
        case.received_on = Some(date(2023, 12, 11));
        case.number = Some("示公复〔2023〕12号".into());
        case.register_number = Some("示公开申〔2023〕31号".into());
    }
    if organ == TAX {
        case.summary = Some("2019年度示范镇房产税减免台账".into());
        case.search = Some(vec![SearchStep {
            place: "税收征管系统、档案室".into(),
            way: "以“示范镇”“房产税”“减免”为检索词，查阅2019年案卷目录".into(),
            on: date(2026, 2, 25),
            result: "没有相关记录".into(),
        }]);
        case.reason = Some("2019年示范镇没有发生房产税减免，本机关没有制作该台账".into());
    }
    if decision == Decision::NotFound && organ != TAX {
        case.reason = Some("有关专项检查由上级机关组织，本机关没有制作，也没有获取该信息".into());
    }
    let name = format!("{}-{}", form.letter().code(), decision.code());
    Some(Sample { name, form, case })
}

/// A letter that ends nothing.
fn step(form: Form) -> Sample {
    let mut case = case(COUNTY);
    let third = || Addressee::Body("示范养老服务有限公司".into());
    match form {
        Form::AskThirdParty => case.addressee = Some(third()),
        Form::AskJointMaker | Form::AskOtherOrgan => {
            case.addressee = Some(Addressee::Organ("示范县财政局".into()));
            case.info = Some("《关于规范低保资金发放的通知》（示民发〔2025〕8号）".into());
        }
        Form::TellThirdParty => {
            case.addressee = Some(third());
            case.reason = Some("该合同使用财政资金，单价公开有利于公众监督".into());
            case.remedy = remedy(COUNTY, Contested::Disclosure, SIGNED, ServiceMode::Post);
        }
        Form::RecordKept => {
            case.reason = Some("经核对户籍登记，所记录的家庭人口与事实相符".into());
            case.remedy = remedy(COUNTY, Contested::CorrectionRefused, SIGNED, ServiceMode::Post);
        }
        _ => {}
    }
    case.signed_on = Some(match form {
        Form::Receipt => RECEIVED,
        Form::Correction => date(2026, 2, 11),
        Form::GiveReasons | Form::ConsultationNote => date(2026, 2, 12),
        Form::AskThirdParty | Form::AskJointMaker | Form::AskOtherOrgan => date(2026, 2, 12),
        Form::FeeNotice => date(2026, 2, 27),
        _ => SIGNED,
    });
    case.number = Some(
        match form {
            Form::Correction => "示公补〔2026〕5号",
            Form::FeeNotice => "示公费〔2026〕1号",
            _ => "示公告〔2026〕7号",
        }
        .into(),
    );
    Sample { name: form.code().to_owned(), form, case }
}

/// 全部样例: every form, every decision, and the pairs that show what the law of 2024 and the kind of organ change.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let mut out: Vec<Sample> =
        Form::ALL.iter().filter(|form| !form.is_reply()).map(|form| step(*form)).collect();
    for decision in Decision::ALL {
        out.extend(reply(COUNTY, *decision, SIGNED, ServiceMode::Post));
    }
    let named =
        |name: &str, sample: Option<Sample>| sample.map(|one| Sample { name: name.to_owned(), ..one });
    let post = ServiceMode::Post;
    let pairs = [
        (
            "compare-department-C5-2023-12-31",
            reply(COUNTY, Decision::InternalAffairs, date(2023, 12, 31), post),
        ),
        (
            "compare-department-C5-2024-01-01",
            reply(COUNTY, Decision::InternalAffairs, date(2024, 1, 1), post),
        ),
        ("compare-township-B", reply(TOWN, Decision::InPart, SIGNED, post)),
        ("compare-government-A2-online", reply(GOVERNMENT, Decision::Disclosed, SIGNED, ServiceMode::Online)),
        ("compare-tax-D1a", reply(TAX, Decision::NotFound, SIGNED, post)),
    ];
    out.extend(pairs.into_iter().filter_map(|(name, sample)| named(name, sample)));
    out
}

/// 预览: a template filled with the sample of its form, so that an organ sees what it worded.
///
/// # Errors
/// What keeps the letter from being written.
pub fn preview(template: &Accepted) -> Result<LetterText, Vec<Reason>> {
    let form = template.template().form;
    let none = || vec![Reason::new("foi.no_sample", format!("{form}没有样例。"))];
    let sample = samples().into_iter().find(|one| one.form == form).ok_or_else(none)?;
    compose(template, &ready(form, &sample.case)?)
}

/// 样例文书的文字: name and plain text of every sample, for the golden files; what could not be written says why.
#[must_use]
pub fn texts() -> Vec<(String, String)> {
    let text = |sample: &Sample| {
        let written = ready(sample.form, &sample.case).and_then(|ready| {
            let missing = || vec![Reason::new("foi.no_template", format!("{}没有模板。", sample.form))];
            compose(super::template(sample.form).ok_or_else(missing)?, &ready)
        });
        match written {
            Ok(letter) => letter.to_string(),
            Err(against) => against.iter().map(|one| format!("{} {}\n", one.code, one.words)).collect(),
        }
    };
    samples().iter().map(|one| (one.name.clone(), text(one))).collect()
}
