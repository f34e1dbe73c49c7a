//! The one real document: published as it was on its day, by posts of the real organ that end at once.

use gk_base::ports::FixedClock;
use gk_base::problem::Fault;
use gk_base::{Office, Problem};
use gk_org::verbs::appoint::Appoint;
use gk_org::verbs::end_post::{self, EndPost};
use gk_org::verbs::found_organ::{self, FoundOrgan};
use gk_records::verbs::{Seen, draft, publish, save, submit};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::item::Item;
use gk_rules::org::{Actor, Level, Names, OrganKind, Role};
use gk_rules::records::classes::Classes;
use gk_rules::records::elements::{Says, Tick};
use gk_rules::records::{Body, BodyFormat, Kind};
use gk_standards::plan::Document;

use super::places::hire;
use super::words::{Word, about, say};
use super::{PASSWORD, PROVINCE};

/// The general office of the province's government.
const OFFICE: &str = "21-bgt";
/// Plans and programmes stand under the second-level item of this table: 安全生产, 其他政策文件. No domain of the 26 is
/// about open government itself; this item asks for 改革方案、发展规划、专项规划、工作计划.
const DOMAIN: u8 = 5;
/// 综合政务\政务公开
const TOPIC: &str = "02-01";

pub(super) async fn publish(office: &Office, clock: &FixedClock, plan: &Document) -> Result<(), Problem> {
    clock.set(plan.made_on);
    let region = PROVINCE.parse().map_err(|e| Fault::because("the province's code", e))?;
    let organ = FoundOrgan {
        parent: Some(PROVINCE.to_owned()),
        code: OFFICE.to_owned(),
        names: Names::new(plan.issuer, ""),
        kind: OrganKind::Department,
        level: Level::Province,
        region,
        line: None,
        fictional: false,
    };
    found_organ::run(office, None, organ).await?;
    let clerk = post(office, Role::Clerk, "plan.clerk", Word::Clerk).await?;
    let reviewer = post(office, Role::Reviewer, "plan.review", Word::Reviewer).await?;
    let (line, item) = item(office).await?;
    let record = draft::run(office, &clerk, draft::Draft { line: Some(line), duty: None }).await?;
    let says = |element: &gk_rules::catalog::item::Element| Tick {
        element: element.text.clone(),
        says: Says::Contained,
    };
    let text = save::Text {
        title: plan.title.to_owned(),
        summary: about(Word::Plan, "", plan.source)?,
        kind: Kind::Notice,
        document_number: plan.number.to_owned(),
        made_on: Some(plan.made_on),
        body: Body { format: BodyFormat::Markdown, text: plan.text.to_owned() },
        ticks: item.content.elements.iter().map(says).collect(),
        classes: Classes { topic: TOPIC.parse().ok(), served: None },
    };
    let first = seen(office, record).await?;
    let version = save::run(office, &clerk, first, text).await?;
    submit::run(office, &clerk, Seen { record, version }).await?;
    publish::run(office, &reviewer, seen(office, record).await?, true).await?;
    for actor in [clerk, reviewer] {
        end_post::run(office, None, EndPost { post: actor.post, seen: 1 }).await?;
    }
    Ok(())
}

/// A record at its present version.
pub(super) async fn seen(office: &Office, record: i64) -> Result<Seen, Problem> {
    let mut read = office.read().await?;
    let version = gk_records::load(&mut read, record).await?.record.version;
    Ok(Seen { record, version })
}

async fn post(office: &Office, role: Role, account: &str, title: Word) -> Result<Actor, Problem> {
    let cmd = Appoint {
        organ: OFFICE.to_owned(),
        role,
        title: String::new(),
        account: account.to_owned(),
        name: say(title)?,
        password: Some(PASSWORD.to_owned()),
    };
    hire(office, cmd).await
}

/// The item of the common catalog under which plans are published.
async fn item(office: &Office) -> Result<(i64, Item), Problem> {
    let mut read = office.read().await?;
    let province = gk_base::directory::load_by_code(&mut read, PROVINCE).await?.organ.id.0;
    let domain =
        gk_rules::catalog::item::DomainCode::new(DOMAIN).map_err(|e| Fault::because("a domain", e))?;
    let today = read.today();
    let edition = gk_catalog::find_in_force(&mut read, province, Tier::Province, domain, today).await?;
    let edition = edition.ok_or_else(|| Fault::new("the common catalog is not in force"))?;
    let items = gk_catalog::all_items(&mut read, edition.id).await?;
    let wanted = items.into_iter().find(|one| one.item.path.level2.starts_with(gk_standards::plan::ITEM));
    let line = wanted.ok_or_else(|| Fault::new("the common catalog has no item for plans"))?;
    Ok((line.line, line.item))
}
