import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
let program: string;
let folder: string;
const children: ChildProcess[] = [];

/** The module as one file for Node, so that it can run in processes of its own. */
beforeAll(async () => {
  await mkdir(join(root, ".build"), { recursive: true });
  program = await mkdtemp(join(root, ".build", "process-test-"));
  await build({
    root,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    resolve: { alias: { "server-only": join(root, "node_modules/server-only/empty.js") } },
    ssr: { target: "node" },
    build: { ssr: join(root, "lib/server/process.ts"), outDir: program, emptyOutDir: false, minify: false },
  });
}, 60_000);
afterAll(() => rm(program, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-process-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

function start(env: Record<string, string>) {
  const script = `
    import { startProcess } from ${JSON.stringify(join(program, "process.js"))};
    setInterval(() => {}, 1000);
    await Promise.all([startProcess(), startProcess()]);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: { ...process.env, SLIPWAY_DATA: folder, SLIPWAY_LOG: "info", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let output = "";
  let errors = "";
  const started = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes('"msg":"started"')) resolve();
    });
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output, errors }));
  return { child, started, ended };
}

test("wrong settings are told, each in a sentence, and the process leaves", async () => {
  const { code, errors } = await start({ SLIPWAY_HTTP_TIMEOUT: "x", SLIPWAY_KEY: "short-key" }).ended;
  expect(code).toBe(1);
  expect(errors.trim().split("\n")).toEqual([
    expect.stringContaining("SLIPWAY_KEY must be 32 bytes"),
    'SLIPWAY_HTTP_TIMEOUT must be a whole number of seconds from 1 to 3600; it is "x".',
  ]);
});

test("one process holds the folder; after kill -9 the next takes over, and SIGTERM stops it cleanly", async () => {
  const first = start({});
  await first.started;
  const second = await start({}).ended;
  expect(second.code).toBe(1);
  expect(second.errors).toContain(`process ${first.child.pid}`);

  first.child.kill("SIGKILL");
  await first.ended;
  const third = start({});
  await third.started;
  third.child.kill("SIGTERM");
  const { code, output } = await third.ended;
  expect(code).toBe(0);
  // The log is one JSON object per line, and nothing of it is a key or a value.
  const lines = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { msg: string });
  expect(lines.map((line) => line.msg)).toEqual(["started", "stopping"]);
  await expect(stat(join(folder, "owner"))).rejects.toThrow();
}, 60_000);
