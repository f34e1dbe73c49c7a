// Takes pictures of pages at three widths and asks axe about them.
//
//   node shots.mjs OUT URL…             pictures to OUT/<name>-<width>.png
//   node shots.mjs --dark OUT URL…      the same, as a dark desktop shows them
//   node shots.mjs --print OUT URL…     as they are printed, at the width of a sheet
//   node shots.mjs --as ACCOUNT OUT …   after signing in with an account of the demonstration
//
// Fails (exit 1) on a violation axe finds, on a page wider than its window, and on a page that asks another host.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PASSWORD } from "./demo.mjs";
import { open, signIn, WIDTHS, wrongs } from "./look.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dark: { type: "boolean" }, print: { type: "boolean" }, as: { type: "string" } },
});
const [out, ...urls] = positionals;
if (!out || urls.length === 0) {
  console.error("usage: node shots.mjs [--dark] [--print] [--as ACCOUNT] OUT URL…");
  process.exit(2);
}

await mkdir(out, { recursive: true });
const { browser, close } = await open({ colorScheme: values.dark ? "dark" : "light" });
const widths = values.print ? [794] : WIDTHS;
const mode = values.print ? "-print" : values.dark ? "-dark" : "";
let wrong = 0;
try {
  if (values.as) await signIn(browser, new URL(urls[0]).origin, values.as, PASSWORD);
  for (const url of urls) {
    const { pathname, search } = new URL(url);
    const name = decodeURIComponent(pathname + search).replaceAll(/[/?&=]/g, "_").replace(/^_/, "") || "index";
    for (const width of widths) {
      const shot = join(out, `${name}-${width}${mode}.png`);
      for (const one of await wrongs(browser, url, width, { shot, print: values.print })) {
        wrong += 1;
        console.error(`${name} at ${width}: ${one}`);
      }
    }
  }
} finally {
  await close();
}
console.log(`${urls.length} pages at ${widths.length} widths, ${wrong} complaints`);
process.exit(wrong === 0 ? 0 : 1);
