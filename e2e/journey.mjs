// What only a browser knows: few tests, each a journey of a person. Run by `make e2e`.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test as declared } from "node:test";
import { promisify } from "node:util";
import { PASSWORD, start, TODAY } from "./demo.mjs";
import { open, shut, signIn as comeIn, tooWide, WIDTHS, wrongs } from "./look.mjs";

const CLERK = "mzj.clerk";
const REVIEWER = "mzj.review";
const OFFICE = "gkb";
const COUNTY = "219900";
const TITLE = `浏览器试验信息（示范）${Date.now() % 100_000}`;

let demo, window, page;
before(async () => {
  demo = await start();
  window = await open();
  window.browser.setDefaultTimeout(20_000);
}, { timeout: 660_000 });
after(async () => {
  await window?.close();
  await demo?.stop();
});

/** A fresh page of somebody who has not signed in, at a width. */
async function visit(path, width = 1280) {
  await shut(page);
  await window.browser.clearCookies();
  page = await window.browser.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.goto(demo.base + path);
  return page;
}
const at = () => decodeURIComponent(new URL(page.url()).pathname);
const link = (start) => page.locator(`main a[href^="${start}"]:visible`);
const heading = () => page.locator("h1").first().innerText();

async function signIn(account) {
  await visit("/desk");
  assert.equal(at(), "/desk/sign-in");
  await comeIn(window.browser, demo.base, account, PASSWORD);
  await page.goto(`${demo.base}/desk`);
  assert.equal(at(), "/desk", await page.locator("main").innerText());
}

// A journey that hangs ends; the whole file has a longer time of its own (scripts/browser).
const test = (name, journey) => declared(name, { timeout: 300_000 }, journey);

test("from home to an item's standard in two clicks on a telephone", async () => {
  await visit("/", 360);
  await link("/catalogs/").filter({ hasText: /\d+ 项/ }).first().click();
  assert.match(await heading(), /领域标准目录/);
  await link("/items/").first().click();
  assert.match(at(), /^\/items\/\d+/);
  assert.match(await page.locator("main").innerText(), /公开依据|依据/);
  assert.deepEqual(await tooWide(page, 360), []);
});

test("a search finds, narrows and leads to the information", async () => {
  await visit("/");
  await page.locator("#big-q").fill("示范县");
  await page.locator("#big-q").press("Enter");
  const found = Number((await page.getByRole("status").innerText()).match(/\d+/)[0]);
  assert.ok(found > 10, `${found} found`);
  await page.locator(".facets details").first().locator("a").first().click();
  const fewer = Number((await page.getByRole("status").innerText()).match(/\d+/)[0]);
  assert.ok(fewer > 0 && fewer < found, `${fewer} of ${found}`);
  await page.locator(".hits a").first().click();
  assert.match(at(), /^\/info\//);
});

test("a short word and a document number in any brackets are found", async () => {
  await visit("/search?q=" + encodeURIComponent("辽政办发[2020]13号"));
  assert.match(await page.locator(".hits").innerText(), /辽政办发〔2020〕13号/);
  await visit("/search?q=" + encodeURIComponent("公开"));
  assert.ok(await page.locator(".hits > li").count() > 0);
});

test("a figure of coverage leads down to the items it counts", async () => {
  await visit(`/coverage/${COUNTY}`);
  const cell = link("/coverage/").filter({ hasText: /^[1-9]\d*$/ }).and(page.locator('[href*="state=overdue"]')).first();
  const figure = Number(await cell.innerText());
  await cell.click();
  assert.ok(await page.locator("main tbody tr").count() > 0, "the gap list is empty");
  assert.ok(figure > 0);
  await page.locator('main tbody tr a[href^="/items/"]').first().click();
  assert.match(at(), /^\/items\//);
  assert.match(await page.locator("main").innerText(), /逾期/);
});

test("signing in works with the keyboard alone", async () => {
  await visit("/desk");
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.innerText);
  const tabTo = async (id) => {
    for (let n = 0; n < 20 && await focused() !== id; n += 1) await page.keyboard.press("Tab");
    assert.equal(await focused(), id);
  };
  await page.keyboard.press("Tab");
  assert.match(await focused(), /跳到正文/);
  await tabTo("f-account");
  await page.keyboard.type(CLERK);
  await tabTo("f-password");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/desk");
  assert.match(await heading(), /今日任务/);
});

test("a wrong password is refused kindly and nothing is lost but the password", async () => {
  await visit("/desk/sign-in");
  await page.getByLabel("账号").fill(CLERK);
  await page.getByLabel("密码").fill("not-the-password");
  await page.getByRole("button", { name: "登录" }).click();
  assert.match(await page.getByRole("alert").innerText(), /未能登录/);
  assert.equal(await page.getByLabel("账号").inputValue(), CLERK);
});

let record, address;
test("a clerk writes information against a duty and sends it to review", async () => {
  await signIn(CLERK);
  await page.goto(`${demo.base}/desk/records/new`);
  await page.getByRole("link", { name: "写信息" }).first().click();
  await page.getByRole("button", { name: "开始起草" }).click();
  record = at();
  assert.match(record, /^\/desk\/records\/\d+$/);
  await page.getByLabel("名称").fill(TITLE);
  await page.locator("#f-kind").selectOption({ index: 0 });
  await page.getByLabel("成文日期").fill("2026-11-23");
  await page.getByRole("textbox", { name: "正文" }).fill("# 内容\n\n浏览器试验的正文，<script>window.hurt = 1</script>仅供演示。\n");
  for (const tick of await page.getByLabel("已包含").all()) await tick.check();
  await page.getByRole("button", { name: "预览" }).click();
  assert.match(await page.locator('section[aria-label="预览"]').innerText(), /浏览器试验的正文/);
  assert.equal(await page.evaluate(() => globalThis.hurt), undefined);
  await page.getByRole("button", { name: "保存并送审" }).click();
  assert.match(await page.locator("main").innerText(), /已送审/);
});

test("the clerk cannot publish it himself, and the public does not see it", async () => {
  await page.goto(demo.base + record);
  assert.equal(await page.getByRole("button", { name: "审核通过，公开" }).count(), 0);
  await visit("/search?q=" + encodeURIComponent(TITLE));
  assert.match(await page.getByRole("status").innerText(), /没有找到/);
});

test("a second person publishes it; everybody sees and finds it at once", async () => {
  await signIn(REVIEWER);
  await page.goto(`${demo.base}/desk/review`);
  await page.locator("tr", { hasText: TITLE }).getByRole("link", { name: "审核" }).click();
  assert.equal(at(), record);
  await page.getByRole("button", { name: "审核通过，公开" }).click();
  assert.match(await page.locator("main").innerText(), /已审查/, "without the examination it is refused");
  await page.getByLabel("已审查，可以公开").check();
  await page.getByRole("button", { name: "审核通过，公开" }).click();
  assert.match(await page.locator("main").innerText(), /已公开，公众现在就能看到/);
  await visit("/search?q=" + encodeURIComponent(TITLE));
  await page.locator(".hits a").first().click();
  address = at();
  assert.equal(await heading(), TITLE);
  const feed = await (await fetch(`${demo.base}/feed.xml`)).text();
  assert.ok(feed.includes(TITLE), "the feed does not have it");
});

test("withdrawing leaves a tombstone with the day and the ground, and search forgets it", async () => {
  await signIn(REVIEWER);
  await page.goto(demo.base + record);
  await page.locator("#f-ground").selectOption({ label: "信息有误，更正后重新公开" });
  await page.getByLabel("撤下说明").fill("浏览器试验");
  await page.getByRole("button", { name: "撤下" }).click();
  assert.match(await page.locator("main").innerText(), /已撤下/);
  await visit("/");
  const answer = await page.goto(demo.base + address);
  assert.equal(answer.status(), 410);
  assert.match(await page.locator("main").innerText(), /撤下[\s\S]*2026/);
  assert.match(await page.locator("main").innerText(), /信息有误/);
  assert.ok(!(await page.locator("main").innerText()).includes("浏览器试验的正文"));
  await visit("/search?q=" + encodeURIComponent(TITLE));
  assert.match(await page.getByRole("status").innerText(), /没有找到/);
});

/** The form for giving a catalog of the county. */
async function importing(file) {
  await signIn(OFFICE);
  await page.goto(`${demo.base}/desk/imports/new`);
  await page.getByLabel("机关编码").fill(COUNTY);
  await page.locator("#f-tier").selectOption("county");
  await page.locator("#f-domain").selectOption("20");
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole("button", { name: "读入" }).click();
  return page.locator("main").innerText();
}

test("an import shows what was read beside its source, and what is not certain; twice changes nothing", async () => {
  const table = "序号,公开事项,公开内容(要素),公开依据,公开时限,公开主体,公开渠道和载体\n"
    + "1,高龄津贴,补贴对象；补贴标准,《中华人民共和国政府信息公开条例》,自信息形成之日起20个工作日内,示范县民政局,■政府网站\n"
    + "2,临时救助,救助对象,《社会救助暂行办法》,说不清楚的时候,示范县民政局,■政府网站\n";
  const file = { name: "目录.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
  const words = await importing(file);
  assert.match(words, /核对导入结果/);
  assert.match(words, /2 个公开事项/);
  for (const one of [/高龄津贴/, /说不清楚的时候/, /GK-/, /第 \d+ 行/]) assert.match(words, one);
  assert.match(await importing(file), /已经导入过，没有作任何改动/);
});

test("a file that is not what its name says is refused by name", async () => {
  const words = await importing({ name: "坏.xlsx", mimeType: "x", buffer: Buffer.from("PK\u0003\u0004 no zip") });
  assert.match(words, /坏\.xlsx/);
  assert.match(words, /没有导入/);
});

/** One address of every kind of public page, found as a visitor finds them. */
async function kinds() {
  await visit("/");
  const first = async (path, start) => {
    await page.goto(demo.base + path);
    const href = await link(start).first().getAttribute("href");
    assert.ok(href, `no ${start} on ${path}`);
    return href;
  };
  const domain = "/catalogs/20";
  const edition = await first(domain, "/standards/");
  const info = await first("/search?q=" + encodeURIComponent("示范县"), "/info/");
  const item = await first(domain, "/items/");
  const gap = `/coverage/${COUNTY}/all?state=overdue`;
  return ["/", "/catalogs", domain, edition, item, await first(gap, "/items/"), info, address, "/organs", `/organs/${COUNTY}`,
    "/coverage", `/coverage/${COUNTY}`, gap, "/search", "/search?q=" + encodeURIComponent("低保"), "/about", "/desk/sign-in",
    "/no/such/page"];
}

test("every kind of public page is accessible and fits 360, 768 and 1280 pixels", async () => {
  const wrong = [];
  for (const path of await kinds()) {
    for (const width of WIDTHS) {
      for (const one of await wrongs(window.browser, demo.base + path, width)) wrong.push(`${path} at ${width}: ${one}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("the pages of the desk are accessible and fit a telephone", async () => {
  await signIn(CLERK);
  const hrefs = await page.locator('nav.at-side a[href^="/desk"]').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.ok(hrefs.length > 3);
  // What no entry of the menu leads to: the bureau's withheld record is the first of its list that is not public.
  await page.goto(`${demo.base}/desk/records?stage=submitted`);
  const withheld = await page.getByRole("link", { name: "会议室和办公设备使用办法" }).getAttribute("href");
  const others = ["/desk/records/intake", "/desk/validity", withheld, `${withheld}/attribute`, "/desk/records?stage=draft"];
  const wrong = [];
  for (const path of [...hrefs, ...others]) {
    for (const width of [360, 1280]) {
      for (const one of await wrongs(window.browser, demo.base + path, width)) wrong.push(`${path} at ${width}: ${one}`);
    }
  }
  assert.deepEqual(wrong, []);
});

/** Presses Tab until what has the focus fits; fails when it takes too long or the focus cannot be seen. */
async function tabTo(what, fits) {
  for (let times = 0; times < 80; times += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const seen = style.outlineStyle !== "none" || style.boxShadow !== "none";
      return { text: (one.textContent || one.value || "").trim(), name: one.name ?? "", href: one.getAttribute("href") ?? "", seen };
    });
    assert.ok(at.seen, `the focus on ${at.text || at.name} cannot be seen`);
    if (fits(at)) return;
  }
  assert.fail(`${what} is not reached by Tab`);
}

test("by keyboard alone a visitor searches and reads, and a clerk comes in and begins to write", async () => {
  await visit("/");
  await tabTo("the way to the content", ({ href }) => href === "#main");
  await page.keyboard.press("Enter");
  await tabTo("the large search", ({ name }) => name === "q");
  await page.keyboard.type("示范县");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search/);
  await tabTo("the first hit", ({ href }) => href.startsWith("/info/"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/info\//);
  assert.equal(await page.locator("h1").count(), 1);
  await visit("/desk/sign-in");
  await tabTo("the account", ({ name }) => name === "account");
  await page.keyboard.type(CLERK);
  await tabTo("the password", ({ name }) => name === "password");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/desk$/);
  await tabTo("a task", ({ href }) => href.startsWith("/desk/records/new?line="));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/desk\/records\/new/);
  await tabTo("the beginning of a draft", ({ text }) => text === "开始起草");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/desk\/records\/\d+/);
  assert.match(await heading(), /编辑政府信息/);
});

test("every page has one title, and its headings skip no level", async () => {
  for (const path of await kinds()) {
    await page.goto(demo.base + path);
    const levels = await page.locator("h1, h2, h3, h4, h5, h6").evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1, path);
    levels.forEach((level, at) => assert.ok(at === 0 || level <= levels[at - 1] + 1, `${path}: h${levels[at - 1]}, then h${level}`));
  }
});

test("printed, the pages of the public fit a sheet and keep their tables", async () => {
  for (const path of await kinds()) {
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.goto(demo.base + path);
    assert.deepEqual(await tooWide(page, 794), [], path);
    for (const part of [".site-nav", ".site-foot", ".pager"]) {
      for (const one of await page.locator(part).all()) assert.equal(await one.isVisible(), false, `${part} is printed on ${path}`);
    }
  }
  await page.emulateMedia({ media: "screen" });
});

test("printed, a page is its content alone", async () => {
  await visit("/search?q=" + encodeURIComponent("示范县"));
  await page.locator(".hits a").first().click();
  await page.emulateMedia({ media: "print" });
  for (const part of [".site-nav", ".head-search"]) {
    assert.equal(await page.locator(part).first().isVisible(), false, `${part} is printed`);
  }
  assert.ok(await page.locator("h1").isVisible());
  assert.ok(await page.locator(".demo-bar").isVisible(), "a printed demonstration must say so");
});

test("without JavaScript everything a visitor needs is there", async () => {
  const plain = await open({ javaScriptEnabled: false });
  try {
    const bare = await plain.browser.newPage();
    await bare.goto(demo.base);
    await bare.locator("#big-q").fill("示范县");
    await bare.locator("#big-q").press("Enter");
    await bare.locator(".hits a[href^=\"/info/\"]").first().click();
    assert.match(decodeURIComponent(bare.url()), /\/info\//);
    await bare.goto(`${demo.base}/coverage/${COUNTY}`);
    assert.ok(await bare.locator("main table tbody tr").count() > 0);
    await bare.goto(`${demo.base}/desk/sign-in`);
    await bare.getByLabel("账号").fill(CLERK);
    await bare.getByLabel("密码").fill(PASSWORD);
    await bare.getByRole("button", { name: "登录" }).click();
    assert.match(await bare.locator("h1").innerText(), /今日任务/);
  } finally {
    await plain.close();
  }
});

test("every page says that it is a demonstration", async () => {
  for (const path of await kinds()) {
    await page.goto(demo.base + path);
    assert.ok(await page.locator(".demo-bar").isVisible(), path);
  }
});

/** Presses Tab until a control has the focus; then it can be typed into or pressed. */
async function tabToThis(what) {
  for (let n = 0; n < 120; n += 1) {
    await page.keyboard.press("Tab");
    if (await what.evaluate((one) => one === document.activeElement)) return;
  }
  assert.fail("the keyboard does not reach it");
}

/** A resident's number whose last character is right, made here so that no real one stands in the code. */
function residentId() {
  const begun = "21030219880307001";
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, nth) => all + weight * Number(begun[nth]), 0);
  return begun + "10X98765432"[sum % 11];
}

test("what must not be public is found before it is sent, hidden with one click or set aside for a reason", async () => {
  await signIn(CLERK);
  await page.goto(`${demo.base}/desk/records/new`);
  await page.getByRole("link", { name: "写信息" }).first().click();
  await page.getByRole("button", { name: "开始起草" }).click();
  const draft = at();
  await page.getByLabel("名称").fill(`${TITLE}检查`);
  await page.locator("#f-kind").selectOption({ index: 0 });
  await page.getByLabel("成文日期").fill("2026-11-23");
  const id = residentId();
  await page.getByRole("textbox", { name: "正文" }).fill(`按照布署办理。\n\n张某，身份证号：${id}。\n`);
  for (const tick of await page.getByLabel("已包含").all()) await tick.check();
  const file = { name: "名单.txt", mimeType: "text/plain", buffer: Buffer.from("联系电话：13804121234\n") };
  await page.locator("#f-files").setInputFiles(file);
  await page.getByRole("button", { name: "保存并送审" }).click();
  const checked = page.locator("section", { has: page.locator("#findings-head") });
  assert.match(await page.getByRole("alert").innerText(), /公民身份号码/);
  assert.match(await checked.innerText(), /附件1第1行/);
  for (const width of WIDTHS) assert.deepEqual(await wrongs(window.browser, demo.base + draft, width), [], draft);

  await page.goto(demo.base + draft);
  await checked.getByRole("button", { name: "一键隐去" }).first().click();
  assert.match(await page.locator("main").innerText(), /已隐去/);
  assert.doesNotMatch(await page.getByRole("textbox", { name: "正文" }).inputValue(), new RegExp(id));
  await page.getByRole("button", { name: "删除" }).click();
  await checked.getByText("忽略这处警告").click();
  await checked.getByLabel("理由").selectOption("quoted");
  await checked.getByLabel("说明").fill("引自原文，不能改动");
  await checked.getByRole("button", { name: "忽略", exact: true }).click();
  assert.match(await checked.innerText(), /已忽略/);
  await page.getByRole("button", { name: "保存并送审" }).click();
  assert.match(await page.locator("main").innerText(), /已送审/);
  for (const width of WIDTHS) assert.deepEqual(await wrongs(window.browser, `${demo.base}/desk/findings`, width), []);
});

let application;
test("a citizen applies, keeps the code, looks at the progress and withdraws, by keyboard alone", async () => {
  const about = `键盘申请试验${Date.now() % 100_000}`;
  await visit(`/foi/apply/${COUNTY}-mzj`, 360);
  await tabToThis(page.getByLabel("需要什么信息"));
  await page.keyboard.type(about);
  await tabToThis(page.getByRole("button", { name: "下一步" }));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "提交申请" }).waitFor();
  await tabToThis(page.getByRole("radio", { name: "自然人" }));
  await page.keyboard.press("Space");
  await tabToThis(page.getByLabel("姓名或者单位名称"));
  await page.keyboard.type("李某某");
  await tabToThis(page.getByLabel("证件号码"));
  await page.keyboard.type("219900199001010014");
  await tabToThis(page.getByLabel("联系电话"));
  await page.keyboard.type("000-0000-0000");
  await tabToThis(page.getByRole("button", { name: "提交申请" }));
  await page.keyboard.press("Enter");
  await page.locator(".code").first().waitFor();
  const code = await page.locator(".code").first().innerText();
  assert.deepEqual(await tooWide(page, 360), []);

  await visit("/foi/progress", 360);
  await tabToThis(page.getByLabel("查询码"));
  await page.keyboard.type(code.toLowerCase());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/foi/case");
  assert.match(await heading(), new RegExp(about));
  assert.ok(!(await page.locator("main").innerText()).includes("219900199001010014"));
  await tabToThis(page.getByRole("button", { name: "撤回申请" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/foi/case?done=withdraw_by_applicant");
  assert.match(await page.locator("main").innerText(), /申请已经撤回/);
});

test("a clerk confirms, registers and reviews an application by keyboard alone", async () => {
  const about = `键盘办理试验${Date.now() % 100_000}`;
  await visit(`/foi/apply/${COUNTY}-mzj`);
  await page.getByLabel("需要什么信息").fill(about);
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("radio", { name: "自然人" }).check();
  await page.getByLabel("姓名或者单位名称").fill("王某某");
  await page.getByLabel("证件号码").fill("219900199001010014");
  await page.getByLabel("联系电话").fill("000-0000-0000");
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.locator(".code").first().waitFor();

  await signIn(CLERK);
  await page.goto(`${demo.base}/desk/foi?show=all`);
  await tabToThis(page.getByRole("link", { name: about }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/desk\/foi\/\d+$/);
  application = at();
  for (const step of ["确认收到", "登记"]) {
    await tabToThis(page.getByRole("button", { name: step, exact: true }));
    await page.keyboard.press("Enter");
    await page.getByText("已办理。").waitFor();
  }
  await tabToThis(page.getByRole("link", { name: "审查工作单" }));
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: "明确，要件齐全" }).waitFor();
  await tabToThis(page.getByRole("radio", { name: "明确，要件齐全" }));
  await page.keyboard.press("Space");
  await tabToThis(page.getByRole("button", { name: "保存，看下一步" }));
  await page.keyboard.press("Enter");
  await page.getByText("已保存。").waitFor();
  assert.ok(await page.getByRole("radio", { name: /要求获取政府信息/ }).isVisible());
});

test("what is named by keyboard or drawn over the page is taken out of the copy", async () => {
  await signIn(CLERK);
  await page.goto(demo.base + application);
  const own = page.locator(".attachments li", { hasText: "登记回执" }).locator('a[href*="/files/"]', { hasText: ".pdf" }).first();
  const paper = await (await page.request.get(demo.base + await own.getAttribute("href"))).body();
  const act = page.locator("#act-log_search");
  if (await act.getAttribute("open") === null) await act.locator("summary").click();
  await act.locator('[name="places"]').fill("档案室");
  await act.locator('input[type="file"]').setInputFiles({ name: "明细表.pdf", mimeType: "application/pdf", buffer: paper });
  await act.locator('button[type="submit"]').click();
  await page.getByText("已办理。").waitFor();
  await page.locator(".attachments li", { hasText: "明细表.pdf" }).getByRole("link", { name: "区分处理" }).click();
  await page.waitForURL(/\/redact\/\d+$/);
  const sheet = demo.base + at();

  // By keyboard alone: a word wherever it stands.
  await tabToThis(page.locator("#f-words"));
  await page.keyboard.type("王某某");
  await tabToThis(page.locator("#f-ground"));
  await page.keyboard.press("ArrowDown");
  await tabToThis(page.getByRole("button", { name: "标记", exact: true }));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "已标记 1 处" }).waitFor();

  // With the mouse: an area over the page, from below to above.
  const box = await page.locator("svg[data-cells] image").boundingBox();
  const middle = (column, row) => [box.x + (box.width / 24) * (column + 0.5), box.y + (box.height / 40) * (row + 0.5)];
  await page.mouse.move(...middle(7, 14));
  await page.mouse.down();
  await page.mouse.move(...middle(4, 13));
  await page.mouse.move(...middle(2, 12));
  await page.mouse.up();
  assert.deepEqual([await page.locator("#f-from").inputValue(), await page.locator("#f-to").inputValue()], ["C13", "H15"]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "f-ground");
  await page.locator("#f-ground").selectOption({ index: 2 });
  await page.getByRole("button", { name: "标记", exact: true }).click();
  await page.getByRole("heading", { name: "已标记 2 处" }).waitFor();
  assert.match(await page.locator("main").innerText(), /C13–H15/);
  for (const width of WIDTHS) {
    assert.deepEqual(await wrongs(window.browser, sheet, width), [], `${width}`);
    assert.deepEqual(await wrongs(window.browser, `${sheet}?preview=1`, width), [], `${width}, how it will look`);
  }

  await page.getByRole("button", { name: "生成材料" }).click();
  const looked = page.getByLabel("已经逐页核对");
  if (await looked.count() > 0) {
    await looked.check();
    await page.getByRole("button", { name: "生成材料" }).click();
  }
  await page.getByText("已生成区分处理后的材料").waitFor();
  assert.match(await page.locator('section[aria-labelledby="made"]').innerText(), /共涂去 [2-9] 处/);
  const copy = await (await page.request.get(demo.base + await page.getByRole("link", { name: "下载" }).getAttribute("href"))).body();
  assert.equal(copy.subarray(0, 5).toString(), "%PDF-");
  await page.goto(demo.base + application);
  assert.equal(await page.locator(".attachments li", { hasText: "登记回执" }).getByRole("link", { name: "区分处理" }).count(), 0, "letters are not redacted");
});

/** The second page of an application: what is wanted is said, who applies is asked. */
async function asking(page, about) {
  await page.goto(`${demo.base}/foi/apply/${COUNTY}-mzj`);
  await page.getByLabel("需要什么信息").fill(about);
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("button", { name: "提交申请" }).waitFor();
}

test("what is typed into an application stays on the device until it is sent; numbers and files are not kept", async () => {
  const about = `草稿试验${Date.now() % 100_000}`;
  const key = `draft:foi-${COUNTY}-mzj`;
  const kept = () => page.evaluate((key) => localStorage.getItem(key), key);
  const card = { name: "身份证试验.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n card", "latin1") };
  await visit("/");
  await asking(page, about);
  const sent = [];
  page.on("request", (one) => sent.push(`${one.method()} ${one.url()}`));
  await page.getByRole("radio", { name: "自然人" }).check();
  await page.getByLabel("姓名或者单位名称").fill("草某某");
  await page.getByLabel("证件号码").fill("219900199001010014");
  await page.getByLabel("联系电话").fill("000-0000-0001");
  await page.locator("#f-obtain").selectOption("post");
  await page.getByLabel("联系地址").fill("示范县草稿路1号");
  await page.locator('input[name="proof"]').setInputFiles(card);
  assert.ok(await page.locator("[data-draft-note]").isVisible());
  const text = await kept();
  for (const word of ["草某某", "000-0000-0001", "示范县草稿路1号"]) assert.ok(text.includes(word), `${word} is not kept`);
  for (const word of ["219900199001010014", "身份证试验", "form_key"]) assert.ok(!text.includes(word), `${word} is kept`);
  assert.deepEqual(sent, [], "typing sends nothing");

  // Gone and come back: the same device has it, what must not be kept is asked again.
  await visit("/");
  await asking(page, about);
  assert.equal(await page.getByLabel("姓名或者单位名称").inputValue(), "草某某");
  assert.equal(await page.getByLabel("联系地址").inputValue(), "示范县草稿路1号");
  assert.equal(await page.locator("#f-obtain").inputValue(), "post");
  assert.ok(await page.getByRole("radio", { name: "自然人" }).isChecked());
  assert.equal(await page.getByLabel("证件号码").inputValue(), "");
  assert.equal(await page.locator('input[name="proof"]').evaluate((one) => one.files.length), 0);
  await page.getByLabel("证件号码").fill("219900199001010014");
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.locator(".code").first().waitFor();
  assert.equal(await kept(), null, "what was sent is kept no longer");
  await asking(page, about);
  assert.equal(await page.getByLabel("姓名或者单位名称").inputValue(), "");
});

test("without JavaScript an application is sent all the same, and nothing speaks of a draft", async () => {
  const plain = await open({ javaScriptEnabled: false });
  try {
    const bare = await plain.browser.newPage();
    await asking(bare, `无脚本申请${Date.now() % 100_000}`);
    assert.equal(await bare.locator("[data-draft-note]").isVisible(), false);
    await bare.getByRole("radio", { name: "自然人" }).check();
    await bare.getByLabel("姓名或者单位名称").fill("无某某");
    await bare.getByLabel("证件号码").fill("219900199001010014");
    await bare.getByLabel("联系电话").fill("000-0000-0002");
    await bare.getByRole("button", { name: "提交申请" }).click();
    assert.match(await bare.locator(".code").first().innerText(), /\S{4}/);
  } finally {
    await plain.close();
  }
});

test("the pages of applications have nothing that axe finds wrong, at any width", async () => {
  await signIn(CLERK);
  const pages = ["/foi", "/foi/apply", `/foi/apply/${COUNTY}-mzj`, "/foi/progress", "/desk/foi", "/desk/foi/new",
    application, `${application}/worksheet`, `${application}/reply`];
  for (const path of pages) {
    for (const width of WIDTHS) assert.deepEqual(await wrongs(window.browser, demo.base + path, width), [], path);
  }
});

test("whoever signs on at another system finds the applications together, and leaves nothing behind", async () => {
  await visit("/foi", 360);
  await page.getByRole("link", { name: "我的申请" }).click();
  for (const width of WIDTHS) assert.deepEqual(await wrongs(window.browser, `${demo.base}/account`, width), []);
  await page.getByRole("link", { name: "用示范认证平台登录" }).click();
  assert.notEqual(new URL(page.url()).origin, new URL(demo.base).origin, "it leads to the other system");
  await page.getByRole("link", { name: "同意" }).click();
  assert.equal(page.url(), `${demo.base}/account`);
  assert.match(await page.locator("main").innerText(), /王\*[\s\S]*账户里还没有申请/);
  const about = `登录后的申请${Date.now() % 100_000}`;
  await asking(page, about);
  assert.equal(await page.getByLabel("姓名或者单位名称").inputValue(), "王小明");
  await page.getByRole("radio", { name: "自然人" }).check();
  await page.getByLabel("证件号码").fill("219900199001010014");
  await page.getByLabel("联系电话").fill("000-0000-0003");
  await page.getByRole("button", { name: "提交申请" }).click();
  const code = await page.locator(".code").first().innerText();
  await page.goto(`${demo.base}/account`);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await wrongs(window.browser, `${demo.base}/account`, width), []);
  }
  await page.getByRole("link", { name: about }).click();
  assert.match(await page.locator("main").innerText(), new RegExp(code));
  await page.goto(`${demo.base}/account`);
  await page.getByRole("button", { name: "退出登录" }).click();
  assert.match(await page.locator("main").innerText(), /已经退出登录/);
  assert.deepEqual(await window.browser.cookies(demo.base), [], "neither an account nor a case is left in the browser");
});

test("the letters of a bureau are set in one go beside the running server", async () => {
  const out = join(demo.folder, "letters");
  const args = ["foi", "letters", "--organ", `${COUNTY}-mzj`, "--data", demo.folder, "--out", out, "--json"];
  const run = (...more) => promisify(execFile)(process.env.GONGKAI, [...args, ...more]);
  const { stdout } = await run("--from", "2026-01-01", "--to", TODAY);
  const { made, lacking } = JSON.parse(stdout);
  const files = await readdir(out);
  assert.ok(made > 3 && files.length === made && lacking.length === 0, stdout);
  for (const file of files) {
    assert.match(file, /^\d{4} .+\.pdf$/);
    assert.equal((await readFile(join(out, file))).subarray(0, 5).toString(), "%PDF-");
  }
  await assert.rejects(run(), (told) => told.code === 2 && /已经存在，没有覆盖/.test(told.stderr));
});
