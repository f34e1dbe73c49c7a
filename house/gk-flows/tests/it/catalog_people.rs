//! A small province for the tests of catalogs: a county with a department and a township, and people in posts.

use gk_base::{directory, session};
use gk_rules::org::Actor;
use gk_testkit::Bench;

/// The people of the county 219900: a clerk, a reviewer, a leader and the disclosure office, and a clerk of the department.
pub const CLERK: i64 = 1;
pub const REVIEWER: i64 = 2;
pub const LEADER: i64 = 3;
pub const OFFICE: i64 = 4;
pub const STRANGER: i64 = 5;
pub const PROVINCE: i64 = 6;

const PEOPLE: &str = "
insert into organs (id, last, code, name, short_name, aliases, kind, level, region, parent, path, line, fictional, active, version) values
 (1, 90, '21', '辽宁省人民政府', '省政府', '[]', 'province_gov', 'province', '210000', null, '/1/', null, 0, 1, 1),
 (10, 80, '2199', '示范市人民政府', '市政府', '[]', 'city_gov', 'city', '219900', 1, '/1/10/', null, 1, 1, 1),
 (20, 60, '219900', '示范县人民政府', '县政府', '[]', 'county_gov', 'county', '219900', 10, '/1/10/20/', null, 1, 1, 1),
 (21, 21, '219900-mzj', '示范县民政局', '县民政局', '[]', 'department', 'county', '219900', 20, '/1/10/20/21/', null, 1, 1, 1),
 (30, 40, '219900100', '示范镇人民政府', '示范镇', '[]', 'township', 'township', '219900100', 20, '/1/10/20/30/', null, 1, 1, 1),
 (70, 75, '219901', '邻县人民政府', '邻县', '[]', 'county_gov', 'county', '219901', 10, '/1/10/70/', null, 1, 1, 1);
insert into people (id, account, name, password, active, version) values
 (1, 'zhou', '周信息', 'x', 1, 1), (2, 'wu', '吴审核', 'x', 1, 1), (3, 'zheng', '郑领导', 'x', 1, 1),
 (4, 'wang', '王公开', 'x', 1, 1), (5, 'feng', '冯邻县', 'x', 1, 1), (6, 'chen', '陈省办', 'x', 1, 1);
insert into posts (id, organ, role, title, person, version) values
 (1, 20, 'clerk', '', 1, 1), (2, 20, 'reviewer', '', 2, 1), (3, 20, 'leader', '', 3, 1), (4, 20, 'disclosure_office', '', 4, 1),
 (5, 70, 'clerk', '', 5, 1), (6, 1, 'disclosure_office', '', 6, 1);
";

/// Puts everybody in place.
pub async fn settle(bench: &Bench) {
    bench.office.engine().script(PEOPLE).await.expect("organs and people");
}

/// Somebody, acting from the one post he holds.
pub async fn actor(bench: &Bench, person: i64) -> Actor {
    let mut read = bench.office.read().await.unwrap();
    directory::find_actor(&mut read, person, person).await.unwrap().expect("a post")
}

/// The cookie of somebody signed in.
pub async fn cookie(bench: &Bench, person: i64) -> String {
    let mut tx = bench.office.begin_as_system().await.unwrap();
    let secret = session::begin(&mut tx, person, person).await.unwrap();
    tx.commit().await.unwrap();
    format!("{}={}", gk_webkit::door::COOKIE_NAME, secret.reveal())
}

/// A catalog of 社会救助 as CSV, two header rows and a collapsed first level.
pub const TABLE: &str = "\
序号,公开事项,,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,公开层级,,
,一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请,县级,乡级,村级
1,综合业务,政策法规文件,1.法律；2.规章；3.政策文件,《中华人民共和国政府信息公开条例》（国令第711号）,制定或获取文件之日起10个工作日内,示范县民政局,■政府网站 □政府公报,√,,√,,√,√,
2,,监督检查,社会救助信访通讯地址；投诉举报电话,《社会救助暂行办法》（国令第649号）,信息形成或者变更之日起20个工作日内,示范县民政局,■政府网站 ■社区/企事业单位/村公示栏（电子屏）,√,,√,,√,√,
3,最低生活保障,最低生活保障审核信息,初审对象名单及相关信息,《社会救助暂行办法》（国令第649号）,公示期限不少于7个工作日,乡镇人民政府（街道办事处）,■社区/企事业单位/村公示栏（电子屏）,,√,√,,,√,√
";
