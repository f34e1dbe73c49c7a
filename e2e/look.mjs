// A browser that looks: Debian's Chromium, one page at one width, and everything that is wrong with it.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const WIDTHS = [360, 768, 1280];
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Opens a browser with a profile of its own; `close` ends it and throws the profile away. */
export async function open(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "gongkai-e2e-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, locale: "zh-CN", ...options,
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * Closes a page. Chromium 156 now and then forgets to say that a page is gone which is closed in the moment a form has led
 * elsewhere; an empty page it has never forgotten, and a page that will not go is left to the end of the browser.
 */
export async function shut(page) {
  if (!page || page.isClosed()) return;
  await page.goto("about:blank").catch(() => {});
  await Promise.race([page.close(), new Promise((done) => setTimeout(done, 5_000).unref())]);
}

/** Signs in, in this browser, from now on. */
export async function signIn(browser, base, account, password) {
  const page = await browser.newPage();
  await page.goto(`${base}/desk/sign-in`);
  await page.getByLabel("账号").fill(account);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  if (new URL(page.url()).pathname === "/desk/sign-in") throw new Error(`${account} may not come in`);
  await shut(page);
}

/** What is wrong with an address at a width: too wide, asks other hosts, errors in the console, violations axe finds. */
export async function wrongs(browser, url, width, { shot, print } = {}) {
  const out = [];
  const page = await browser.newPage();
  page.on("request", (asked) => {
    if (new URL(asked.url()).origin !== new URL(url).origin) out.push(`asks ${asked.url()}`);
  });
  page.on("console", (said) => {
    if (said.type() === "error" && !said.text().includes("the server responded with a status")) out.push(said.text());
  });
  await page.setViewportSize({ width, height: 900 });
  if (print) await page.emulateMedia({ media: "print" });
  await page.goto(url);
  out.push(...await tooWide(page, width));
  if (shot) await page.screenshot({ path: shot, fullPage: true });
  // Closed details hide their content from axe, so it looks with everything opened.
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), RULES);
  for (const one of violations) {
    for (const node of one.nodes) out.push(`${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`);
  }
  await shut(page);
  return out;
}

/** Whether a page scrolls sideways, and because of what. */
export async function tooWide(page, width) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide <= width) return [];
  const culprits = await page.evaluate((limit) =>
    [...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > limit + 1)
      .slice(0, 4).map((one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`), width);
  return [`is ${wide} wide: ${culprits.join(", ")}`];
}
