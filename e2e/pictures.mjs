// Takes the two pictures of the README from the demonstration: scripts/browser pictures.mjs.

import { mkdir } from "node:fs/promises";
import { start } from "./demo.mjs";
import { open } from "./look.mjs";

const OUT = new URL("../docs/pictures/", import.meta.url).pathname;
const demo = await start();
const { browser, close } = await open({ viewport: { width: 1000, height: 760 } });
try {
  await mkdir(OUT, { recursive: true });
  const page = await browser.newPage();
  await page.goto(demo.base);
  await page.screenshot({ path: `${OUT}home.png` });
  await page.goto(`${demo.base}/coverage/219900/all?state=on_time`);
  await page.locator('main tbody tr a[href^="/items/"]').first().click();
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await page.screenshot({ path: `${OUT}item.png` });
} finally {
  await close();
  await demo.stop();
}
