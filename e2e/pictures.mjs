// Takes the two pictures of the README: scripts/browser pictures.mjs, or, of a demonstration that is served already,
// node pictures.mjs http://127.0.0.1:8080. Fails when one is too heavy for a page that is read on a telephone.

import { mkdir, stat } from "node:fs/promises";
import { start } from "./demo.mjs";
import { open } from "./look.mjs";

const OUT = new URL("../docs/pictures/", import.meta.url).pathname;
const HEAVIEST = 120_000;

const served = process.argv[2];
const demo = served ? { base: served, stop: async () => {} } : await start();
const { browser, close } = await open({ viewport: { width: 960, height: 640 } });
let wrong = false;
async function take(page, name) {
  const path = `${OUT}${name}.png`;
  await page.screenshot({ path });
  const { size } = await stat(path);
  console.log(`${path}: ${Math.round(size / 1000)} kB`);
  if (size > HEAVIEST) wrong = true;
}
try {
  await mkdir(OUT, { recursive: true });
  const page = await browser.newPage();
  await page.goto(demo.base);
  await take(page, "home");
  await page.goto(`${demo.base}/coverage/219900/all?state=on_time`);
  await page.locator('main tbody tr th a[href^="/items/"]').first().click();
  await page.locator("details.counting").first().evaluate((one) => { one.open = true; });
  await page.locator("h1").first().evaluate((one) => one.scrollIntoView());
  await take(page, "item");
} finally {
  await close();
  await demo.stop();
}
process.exit(wrong ? 1 : 0);
