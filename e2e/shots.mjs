// Takes pictures of pages at three widths and asks axe about them.
//
//   node shots.mjs OUT URL…            pictures to OUT/<name>-<width>.png
//   node shots.mjs --dark OUT URL…     the same, as a dark desktop shows them
//
// Fails (exit 1) on a violation axe finds, on a page wider than its window, and on a page that asks another host.

import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const WIDTHS = [360, 768, 1280];
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const args = process.argv.slice(2);
const dark = args[0] === "--dark" && args.shift() !== undefined;
const [out, ...urls] = args;
if (!out || urls.length === 0) {
  console.error("usage: node shots.mjs [--dark] OUT URL…");
  process.exit(2);
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const profile = await mkdtemp(join(tmpdir(), "gongkai-e2e-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: FLAGS,
  colorScheme: dark ? "dark" : "light",
});

let wrong = 0;
function complain(where, what) {
  wrong += 1;
  console.error(`${where}: ${what}`);
}

async function look(url, width) {
  const name = new URL(url).pathname.replaceAll("/", "_").replace(/^_/, "") || "index";
  const where = `${name} at ${width}`;
  const page = await browser.newPage();
  page.on("request", (asked) => {
    if (new URL(asked.url()).origin !== new URL(url).origin) complain(where, `asks ${asked.url()}`);
  });
  page.on("console", (said) => {
    if (said.type() === "error" && !said.text().includes("the server responded with a status")) {
      complain(where, said.text());
    }
  });
  await page.setViewportSize({ width, height: 900 });
  await page.goto(url);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) {
    const culprits = await page.evaluate((limit) =>
      [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > limit + 1)
        .slice(0, 4).map((one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`), width);
    complain(where, `is ${wide} wide: ${culprits.join(", ")}`);
  }
  await page.screenshot({ path: join(out, `${name}-${width}${dark ? "-dark" : ""}.png`), fullPage: true });
  // Closed details hide their content from axe, so it looks with everything opened.
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  for (const one of violations) {
    for (const node of one.nodes) complain(where, `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`);
  }
  await page.close();
}

try {
  await mkdir(out, { recursive: true });
  for (const url of urls) for (const width of WIDTHS) await look(url, width);
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
console.log(`${urls.length} pages at ${WIDTHS.length} widths, ${wrong} complaints`);
process.exit(wrong === 0 ? 0 : 1);
