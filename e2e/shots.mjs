// Takes pictures of pages at three widths and asks axe about them.
//
//   node shots.mjs OUT URL…            pictures to OUT/<name>-<width>.png
//   node shots.mjs --dark OUT URL…     the same, as a dark desktop shows them
//
// Fails (exit 1) on a violation axe finds, on a page wider than its window, and on a page that asks another host.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { open, WIDTHS, wrongs } from "./look.mjs";

const args = process.argv.slice(2);
const dark = args[0] === "--dark" && args.shift() !== undefined;
const [out, ...urls] = args;
if (!out || urls.length === 0) {
  console.error("usage: node shots.mjs [--dark] OUT URL…");
  process.exit(2);
}

await mkdir(out, { recursive: true });
const { browser, close } = await open({ colorScheme: dark ? "dark" : "light" });
let wrong = 0;
try {
  for (const url of urls) {
    for (const width of WIDTHS) {
      const name = new URL(url).pathname.replaceAll("/", "_").replace(/^_/, "") || "index";
      const shot = join(out, `${name}-${width}${dark ? "-dark" : ""}.png`);
      for (const one of await wrongs(browser, url, width, { shot })) {
        wrong += 1;
        console.error(`${name} at ${width}: ${one}`);
      }
    }
  }
} finally {
  await close();
}
console.log(`${urls.length} pages at ${WIDTHS.length} widths, ${wrong} complaints`);
process.exit(wrong === 0 ? 0 : 1);
