// Visits every kind of page an account can reach and tells what is wrong with it, at three widths.
//
//   node crawl.mjs BASE OUT ACCOUNT…     an account of the demonstration, or - for a visitor
//
// Two addresses are of one kind when they differ in numbers and codes alone. Pictures go to OUT/<account>/. Fails (exit 1)
// on anything that is wrong.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PASSWORD } from "./demo.mjs";
import { open, signIn, WIDTHS, wrongs } from "./look.mjs";

const [base, out, ...accounts] = process.argv.slice(2);
if (!base || !out || accounts.length === 0) {
  console.error("usage: node crawl.mjs BASE OUT ACCOUNT…");
  process.exit(2);
}
const FILES = /\.(xlsx|csv|json|xml|ics|docx|pdf|txt|zip)(\?|$)|\/(file|files)\/|\/api\/|\/feed|sign-out/;
const MOST = 150;

/** An address without what tells one page of a kind from another. */
function kind(path) {
  const url = new URL(path, base);
  const names = [...url.searchParams.keys()].filter((name) => !["after", "before", "q"].includes(name)).sort();
  const plain = decodeURIComponent(url.pathname).split("/")
    .map((part) => /\d/.test(part) || /^[A-Z]/.test(part) ? "·" : part).join("/");
  return `${plain}?${names.join("&")}`;
}

let wrong = 0;
for (const account of accounts) {
  const folder = join(out, account === "-" ? "visitor" : account);
  await mkdir(folder, { recursive: true });
  const { browser, close } = await open();
  if (account !== "-") await signIn(browser, base, account, PASSWORD);
  const seen = new Set();
  const queue = account === "-" ? ["/"] : ["/desk"];
  const page = await browser.newPage();
  while (queue.length > 0 && seen.size < MOST) {
    const path = queue.shift();
    const of = kind(path);
    if (seen.has(of)) continue;
    seen.add(of);
    const answer = await page.goto(base + path);
    if (!answer.ok()) {
      wrong += 1;
      console.error(`${account} ${path}: ${answer.status()}`);
      continue;
    }
    const links = await page.$$eval("a[href^='/']", (all) => all.map((one) => one.getAttribute("href")));
    for (const link of links) {
      const clean = link.split("#")[0];
      if (FILES.test(clean) || seen.has(kind(clean))) continue;
      if ((account !== "-") === clean.startsWith("/desk")) queue.push(clean);
    }
    const name = decodeURIComponent(path).replaceAll(/[/?&=]+/g, "_").slice(0, 80);
    for (const width of WIDTHS) {
      const shot = join(folder, `${name}-${width}.png`);
      for (const one of await wrongs(browser, base + path, width, { shot })) {
        wrong += 1;
        console.error(`${account} ${path} at ${width}: ${one}`);
      }
    }
  }
  console.log(`${account}: ${seen.size} kinds of pages`);
  await close();
}
process.exit(wrong === 0 ? 0 : 1);
