// The demonstration as the tests use it: a folder of its own, a free port, a fixed day; ended by its pid.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLIENT, NAME, startIdentity } from "./identity.mjs";

/** The day the demonstration stands on: every state of a clock occurs on it. */
export const TODAY = "2026-11-24";
/** The password of every demonstration account. */
export const PASSWORD = "gongkai-2026";

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Loads and serves it; resolves when it answers. */
export async function start() {
  if (!process.env.GONGKAI) throw new Error("GONGKAI names no program: run the tests by `make e2e`");
  const folder = await mkdtemp(join(tmpdir(), "gongkai-demo-"));
  const address = `127.0.0.1:${await freePort()}`;
  const said = [];
  const identity = await startIdentity(TODAY);
  const args = [
    "demo", "--data", folder, "--listen", address, "--today", TODAY, "--post-allow", "127.0.0.1",
    "--sign-on", identity.issuer, "--sign-on-client", CLIENT, "--sign-on-name", NAME,
  ];
  const child = spawn(process.env.GONGKAI, args, { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => said.push(String(bytes)));
  const ended = new Promise((done) => child.on("exit", done));
  const stop = async () => {
    child.kill("SIGTERM");
    const last = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(last);
    await identity.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const base = `http://${address}`;
  for (const until = Date.now() + 600_000; Date.now() < until;) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${base}/healthz`).catch(() => null);
    if (answer?.ok) return { base, folder, stop, said };
    await new Promise((later) => setTimeout(later, 300));
  }
  await stop();
  throw new Error(`the demonstration does not serve:\n${said.join("").slice(-2000)}`);
}
