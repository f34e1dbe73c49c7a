//! The sample gallery: every layout, macro and figure with made-up data, for the tests and for the eye.

use askama::Template;
use gk_rules::Day;
use gk_rules::time::counting::{Applied, CountingRule, Explanation, Fate, Step};
use gk_webkit::figures::{
    CalendarDay, Counts, CoverageBar, DayKind, MonthCalendar, MultipleLine, SmallMultiples, Trend, TrendPoint,
};
use gk_webkit::parts::{
    Attachment, Change, Choice, ClockDay, Counted, Entry, Facet, FacetValue, FieldError, KeyFigure, Link,
    Pager, Progress, ReasonLine, ReviewStep, Tab, TimelineEvent,
};
use gk_webkit::shell::{NavEntry, Shell, Tone, Trouble, TroublePage, UserLine};

const SITE: &str = "示范县基层政务公开";
const TODAY: Day = Day::constant(2026, 3, 5);

/// 法定公开责任的一行: one line of the desk's list.
pub(crate) struct DutyLine {
    item: &'static str,
    organ: &'static str,
    event: &'static str,
    due: &'static str,
    code: &'static str,
}

macro_rules! page {
    ($(#[$m:meta])* $name:ident, $path:literal, { $($field:ident : $ty:ty),* $(,)? }) => {
        $(#[$m])*
        #[derive(Template)]
        #[template(path = $path)]
        pub(crate) struct $name { shell: Shell, $($field: $ty),* }
    };
}

page!(Home, "gallery/home.html", { figures: Vec<KeyFigure>, bar: CoverageBar, domains: Vec<Link>, news: Vec<Entry> });
page!(Dashboard, "gallery/dashboard.html", { figures: Vec<KeyFigure>, lines: Vec<DutyLine>, month: MonthCalendar, events: Vec<TimelineEvent>, pager: Pager });
page!(FormPage, "gallery/form.html", { errors: Vec<FieldError>, organs: Vec<Choice>, ways: Vec<Choice>, channels: Vec<Choice> });
page!(CoveragePage, "gallery/coverage.html", { tabs: Vec<Tab>, figures: Vec<KeyFigure>, bar: CoverageBar, domains: SmallMultiples, trend: Trend, gaps: Vec<DutyLine>, organs: Vec<Choice> });
page!(ItemPage, "gallery/item.html", { pairs: Vec<(&'static str, &'static str)>, days: Vec<ClockDay>, counting: Explanation, found: Vec<Entry>, files: Vec<Attachment>, lines: Vec<DutyLine> });
page!(SearchPage, "gallery/search.html", { facets: Vec<Facet>, pager: Pager });
page!(ReviewPage, "gallery/review.html", { steps: Vec<ReviewStep>, reasons: Vec<ReasonLine>, changes: Vec<Change>, events: Vec<TimelineEvent> });
page!(Removed, "gallery/removed.html", {});
page!(Sheet, "gallery/sheet.html", { lines: Vec<DutyLine> });

fn public(title: &str, active: &str) -> Shell {
    Shell::public(SITE).title(title).active(active).demo(true).today(TODAY)
}

fn desk(title: &str, active: &str) -> Shell {
    let user = UserLine {
        name: "周某".into(),
        post: "信息员".into(),
        organ: "示范县民政局".into(),
        sign_out: "/sign-out".into(),
    };
    let nav = vec![
        NavEntry::new("desk", "/desk").count(7),
        NavEntry::new("duties", "/desk/duties"),
        NavEntry::new("records", "/desk/records"),
        NavEntry::new("review", "/desk/review").count(2),
        NavEntry::new("events", "/desk/events"),
        NavEntry::new("editions", "/desk/editions"),
        NavEntry::new("import", "/desk/import"),
        NavEntry::new("calendar", "/desk/calendar"),
        NavEntry::new("organs", "/desk/organs"),
        NavEntry::new("supervision", "/desk/supervision"),
        NavEntry::new("ledger", "/desk/ledger"),
    ];
    Shell::desk(SITE, user, nav).title(title).active(active).demo(true).today(TODAY)
}

fn figure(label: &str, value: &str, unit: &str, note: &str, tone: &'static str) -> KeyFigure {
    KeyFigure {
        label: label.into(),
        value: value.into(),
        unit: unit.into(),
        note: note.into(),
        href: "/coverage".into(),
        tone,
    }
}

fn lines() -> Vec<DutyLine> {
    let line = |item, organ, event, due, code| DutyLine { item, organ, event, due, code };
    vec![
        line("城市最低生活保障对象名单公示", "示范县民政局", "2026年2月审核确认", "2026-02-27", "overdue"),
        line("临时救助标准", "示范县民政局", "标准调整 2026-02-10", "2026-03-06", "due_soon"),
        line("行政处罚决定", "示范县城市管理综合行政执法局", "决定作出 2026-02-26", "2026-03-09", "due_soon"),
        line("部门预算公开", "示范县财政局", "人大批复 2026-02-28", "2026-03-20", "not_due"),
        line("特困人员供养标准", "示范县民政局", "标准调整 2026-01-20", "2026-02-17", "on_time"),
        line("征地补偿安置方案", "示范县自然资源局", "方案拟定 2025-12-30", "2026-01-28", "late"),
        line("防汛抗旱应急预案", "青石镇人民政府", "年度检查 2026", "2026-03-31", "stated_none"),
        line("其他需要公开的信息", "示范县卫生健康局", "无", "", "unclear"),
        line("孤儿认定", "云岭镇人民政府", "无", "", "ended"),
    ]
}

fn counts() -> Counts {
    Counts { on_time: 331, late: 22, stated_none: 9, not_due: 101, overdue: 18, unclear: 6 }
}

fn bar(id: &str) -> CoverageBar {
    CoverageBar {
        id: id.into(),
        title: "示范县全部适用事项".into(),
        counts: counts(),
        href: "/coverage/items?state=".into(),
    }
}

fn month() -> MonthCalendar {
    let first = Day::constant(2026, 2, 1);
    let one = |n: i8| {
        let day = Day::constant(2026, 2, n);
        let kind = match n {
            15..=23 => DayKind::Holiday,
            14 | 28 => DayKind::MakeUp,
            _ if day.weekday().to_monday_one_offset() > 5 => DayKind::Weekend,
            _ => DayKind::Working,
        };
        let (due, overdue) = match n {
            6 => (3, 0),
            13 => (12, 0),
            27 => (2, 1),
            _ => (0, 0),
        };
        let name = if kind == DayKind::Holiday { "春节" } else { "" };
        CalendarDay { day, kind, name: name.into(), due, overdue, href: format!("/desk/duties?due={day}") }
    };
    MonthCalendar {
        id: "month".into(),
        days: (1..=first.days_in_month()).map(one).collect(),
        today: Some(Day::constant(2026, 2, 25)),
    }
}

fn events() -> Vec<TimelineEvent> {
    let event = |at: &str, who: &str, what: &str, note: &str, tone| TimelineEvent {
        at: at.into(),
        who: who.into(),
        what: what.into(),
        note: note.into(),
        tone,
    };
    vec![
        event("2026-03-05 09:12", "示范县民政局 信息员 周某", "送审", "", "info"),
        event("2026-03-04 16:40", "示范县民政局 审核员 吴某", "退回修改", "附件二缺少公示起止日期。", "warn"),
        event("2026-03-04 11:05", "示范县民政局 信息员 周某", "起草", "", ""),
        event("2026-02-27 00:00", "系统", "期限届满，尚未公开", "", "bad"),
    ]
}

fn days() -> Vec<ClockDay> {
    let day = |day: &str, counted, number, why: &str| ClockDay {
        day: day.into(),
        counted,
        number,
        why: why.into(),
    };
    vec![
        day("2026-02-12 星期四", Counted::Start, None, "信息形成之日，当日不计入"),
        day("2026-02-13 星期五", Counted::Yes, Some(1), "工作日"),
        day("2026-02-14 星期六", Counted::Yes, Some(2), "调休上班"),
        day("2026-02-15 星期日", Counted::Skipped, None, "春节放假（国办发明电〔2025〕7号）"),
        day("2026-02-24 星期二", Counted::Suspended, None, "征求第三方意见期间"),
        day("2026-02-25 星期三", Counted::Due, Some(3), "工作日，期限届满"),
    ]
}

fn counting() -> Explanation {
    let step = |d, fate, words: &str, count| Step {
        day: Day::constant(2026, 2, d),
        fate,
        words: words.into(),
        count,
    };
    let rule = CountingRule::StartExcluded;
    Explanation {
        steps: vec![
            step(13, Fate::Start, "事件当日不计入", 0),
            step(14, Fate::MakeUp, "调休上班", 1),
            step(15, Fate::Holiday, "春节", 1),
            step(24, Fate::Counted, "工作日", 2),
        ],
        applied: vec![Applied { rule, words: gk_rules::Coded::label(rule), basis: None }],
    }
}

fn home() -> Home {
    let domains = [
        "重大建设项目",
        "公共资源交易",
        "财政预决算",
        "安全生产",
        "税收管理",
        "征地补偿",
        "国有土地上房屋征收",
        "保障性住房",
        "农村危房改造",
        "生态环境",
        "公共文化服务",
        "社会救助",
        "养老服务",
        "就业",
        "社会保险",
        "户籍管理",
    ];
    let entry = |title: &str, line: &str, when: &str| Entry {
        title: title.into(),
        href: "/records/1".into(),
        line: line.into(),
        when: when.into(),
    };
    Home {
        shell: public("", "home").description("示范县各机关应当公开的事项、公开期限和公开情况。"),
        figures: vec![
            figure("应当公开的事项", "487", "项", "涉及 26 个领域、41 个机关", ""),
            figure("按时公开", "331", "项", "占已到期事项的 87.1%", "good"),
            figure("逾期未公开", "18", "项", "涉及 6 个机关", "bad"),
            figure("三日内到期", "12", "项", "截至 2026年3月5日", "warn"),
        ],
        bar: bar("all"),
        domains: domains.iter().map(|d| Link::new(*d, "/catalogs/x")).collect(),
        news: vec![
            entry(
                "关于调整全县城乡居民最低生活保障标准的通知",
                "示范县民政局 · 示民发〔2026〕8号",
                "2026-03-04",
            ),
            entry("示范县2026年部门预算公开汇总", "示范县财政局", "2026-03-02"),
            entry(
                "行政处罚决定书（示城执罚决字〔2026〕第11号）",
                "示范县城市管理综合行政执法局",
                "2026-02-27",
            ),
        ],
    }
}

fn dashboard() -> Dashboard {
    Dashboard {
        shell: desk("今日任务", "desk")
            .flash(Tone::Good, "已送审：关于调整全县城乡居民最低生活保障标准的通知"),
        figures: vec![
            figure("逾期未公开", "1", "项", "最早一项已逾期 4 个工作日", "bad"),
            figure("三日内到期", "2", "项", "", "warn"),
            figure("要素不全", "3", "项", "缺少成文日期或依据", "warn"),
            figure("待我审核", "2", "件", "", "info"),
        ],
        lines: lines(),
        month: month(),
        events: events(),
        pager: Pager { prev: String::new(), next: "/desk?after=abc".into(), shown: 9, total: Some(63) },
    }
}

fn form() -> FormPage {
    let error = |field: &str, words: &str| FieldError { field: field.into(), words: words.into() };
    FormPage {
        shell: desk("起草政府信息", "records").crumb("工作台", "/desk").crumb("政府信息", "/desk/records"),
        errors: vec![
            error("number", "发文字号“民发2026-8”认不出：请写成“示民发〔2026〕8号”的样子"),
            error("made_on", "成文日期 2099-01-01 晚于今天，请核对"),
            error("channels", "标准要求在政府网站公开，请勾选“政府网站”"),
        ],
        organs: Choice::list([("a", "示范县民政局"), ("b", "青石镇人民政府")], &["a"]),
        ways: Choice::list(
            [("proactive", "主动公开"), ("on_request", "依申请公开"), ("withheld", "不予公开")],
            &["proactive"],
        ),
        channels: Choice::list(
            [
                ("CH01", "政府网站"),
                ("CH02", "政府公报"),
                ("CH03", "两微一端"),
                ("CH05", "公开查阅点"),
                ("CH08", "社区、村公示栏"),
            ],
            &["CH08"],
        ),
    }
}

fn coverage() -> CoveragePage {
    let line = |label: &str, measure: &str, on_time, late, overdue, not_due| MultipleLine {
        label: label.into(),
        href: "/coverage/x".into(),
        counts: Counts { on_time, late, stated_none: 1, not_due, overdue, unclear: 0 },
        measure: measure.into(),
    };
    let point = |(n, thousandths): (usize, u64)| TrendPoint { label: format!("{}月", n + 1), thousandths };
    CoveragePage {
        shell: public("公开情况", "coverage").crumb("首页", "/"),
        tabs: vec![
            Tab { label: "按领域".into(), href: "?by=domain".into(), active: true, count: "26".into() },
            Tab { label: "按机关".into(), href: "?by=organ".into(), active: false, count: "41".into() },
            Tab {
                label: "未公开清单".into(), href: "?by=gap".into(), active: false, count: "18".into()
            },
        ],
        figures: home().figures,
        bar: bar("county"),
        domains: SmallMultiples {
            id: "domains".into(),
            title: "各领域公开情况，按时公开率由低到高".into(),
            of: "领域".into(),
            measure: "按时率".into(),
            lines: vec![
                line("国有土地上房屋征收", "41.7%", 5, 2, 5, 3),
                line("征地补偿", "58.3%", 7, 3, 2, 9),
                line("社会救助", "87.5%", 28, 3, 1, 12),
                line("财政预决算", "96.4%", 54, 1, 1, 20),
                line("公共文化服务", "100%", 31, 0, 0, 4),
            ],
        },
        trend: Trend {
            id: "trend".into(),
            title: "全县按时公开率".into(),
            points: [612, 655, 690, 684, 741, 770, 802, 798, 833, 851, 860, 871]
                .into_iter()
                .enumerate()
                .map(point)
                .collect(),
        },
        gaps: lines().into_iter().filter(|l| l.code == "overdue").collect(),
        organs: Choice::list([("a", "示范县民政局"), ("b", "示范县财政局")], &[]),
    }
}

fn item() -> ItemPage {
    ItemPage {
        shell: public("临时救助标准", "catalogs")
            .crumb("首页", "/")
            .crumb("标准目录", "/catalogs")
            .crumb("社会救助", "/catalogs/12"),
        pairs: vec![
            ("公开事项", "社会救助 › 临时救助 › 政策法规文件"),
            ("公开内容", "法律法规与政策文件；临时救助标准；申请材料；办理流程"),
            ("公开主体", "县级民政部门、乡镇人民政府"),
            ("公开时限", "制定或获取信息之日起10个工作日内"),
            ("公开渠道", "政府网站、两微一端、公开查阅点"),
            ("备注", ""),
        ],
        days: days(),
        counting: counting(),
        found: home().news,
        files: vec![
            Attachment {
                name: "示范县城乡低保标准表（2026年）.xlsx".into(),
                href: "/files/1".into(),
                format: "XLSX".into(),
                size: "24 KB".into(),
            },
            Attachment {
                name: "政策解读.pdf".into(),
                href: "/files/2".into(),
                format: "PDF".into(),
                size: "1.2 MB".into(),
            },
        ],
        lines: lines(),
    }
}

fn search() -> SearchPage {
    let value =
        |label: &str, count, on| FacetValue { label: label.into(), href: "/search?q=x".into(), count, on };
    SearchPage {
        shell: public("搜索：低保标准", "search").query("低保标准"),
        facets: vec![
            Facet {
                title: "发布机关".into(),
                values: vec![value("示范县民政局", 17, true), value("青石镇人民政府", 4, false)],
            },
            Facet {
                title: "领域".into(),
                values: vec![value("社会救助", 19, false), value("养老服务", 2, false)],
            },
            Facet { title: "年份".into(), values: vec![value("2026", 9, false), value("2025", 12, false)] },
        ],
        pager: Pager {
            prev: "/search?before=a".into(),
            next: "/search?after=b".into(),
            shown: 20,
            total: None,
        },
    }
}

fn step(name: &str, who: &str, at: &str, progress: Progress, note: &str) -> ReviewStep {
    ReviewStep { name: name.into(), who: who.into(), at: at.into(), progress, note: note.into() }
}

fn reasons() -> Vec<ReasonLine> {
    vec![
        ReasonLine {
            words: "起草人不能审核自己起草的信息".into(),
            basis: "《政府信息公开条例》第十七条".into(),
            cure: "请送本机关的另一名审核员审核".into(),
        },
        ReasonLine {
            words: "缺少成文日期".into(),
            basis: String::new(),
            cure: "请在“成文日期”一栏填写".into(),
        },
    ]
}

fn changes() -> Vec<Change> {
    let change = |label: &str, before: &str, after: &str| Change {
        label: label.into(),
        before: before.into(),
        after: after.into(),
    };
    vec![
        change("标题", "关于调整低保标准的通知", "关于调整全县城乡居民最低生活保障标准的通知"),
        change("发文字号", "示民发〔2026〕8号", "示民发〔2026〕8号"),
        change("附件", "", "示范县城乡低保标准表（2026年）.xlsx"),
    ]
}

fn review() -> ReviewPage {
    ReviewPage {
        shell: desk("审核政府信息", "review").crumb("工作台", "/desk").crumb("待我审核", "/desk/review"),
        steps: vec![
            step("起草", "信息员 周某", "3月4日 11:05", Progress::Done, ""),
            step("部门审核", "审核员 吴某", "3月4日 16:40", Progress::Returned, "附件二缺少公示起止日期。"),
            step("保密审查", "保密员 郑某", "", Progress::Now, ""),
            step("发布", "", "", Progress::Ahead, ""),
        ],
        reasons: reasons(),
        changes: changes(),
        events: events(),
    }
}

fn troubles() -> Vec<(&'static str, String)> {
    let show = |shell, trouble| TroublePage { shell, trouble }.render().unwrap_or_default();
    vec![
        (
            "missing",
            show(
                public("没有找到", ""),
                Trouble::Missing {
                    what: "这个公开事项".into(),
                    ways: vec![Link::new("社会救助领域的全部事项", "/catalogs/12")],
                },
            ),
        ),
        (
            "not-allowed",
            show(
                desk("没有权限", ""),
                Trouble::NotAllowed {
                    act: "发布本机关的政府信息".into(),
                    who_may: vec!["示范县民政局 审核员 吴某".into()],
                },
            ),
        ),
        (
            "refused",
            show(
                desk("不予办理", ""),
                Trouble::Refused { reasons: reasons(), back: "/desk/records/1".into() },
            ),
        ),
        (
            "stale",
            show(
                desk("内容已被修改", ""),
                Trouble::Stale {
                    by: "吴某".into(),
                    at: "2026年3月5日 09:30".into(),
                    changes: changes(),
                    again: "/desk/records/1".into(),
                },
            ),
        ),
        ("fault", show(public("系统故障", ""), Trouble::Fault { number: "F-260305-7K2M".into() })),
    ]
}

/// Every sample page: its name and its HTML.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    let show = |page: Result<String, askama::Error>| page.unwrap_or_default();
    let mut out = vec![
        ("home", show(home().render())),
        ("dashboard", show(dashboard().render())),
        ("form", show(form().render())),
        ("coverage", show(coverage().render())),
        ("item", show(item().render())),
        ("search", show(search().render())),
        ("review", show(review().render())),
        ("removed", show(Removed { shell: public("已撤下的信息", "") }.render())),
        ("sheet", show(Sheet { shell: public("示范县公开情况一览表", ""), lines: lines() }.render())),
    ];
    out.extend(troubles());
    out
}
