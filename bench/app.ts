import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";

/** The built app as `npm start` runs it, with a data folder of its own. */
export interface BuiltApp {
  url: string;
  /** Adds a workflow and gives its id and revision. */
  add(text: string): Promise<{ id: string; revision: number }>;
  /** Ends the process and removes its data. */
  stop(): Promise<void>;
}

export async function startApp(): Promise<BuiltApp> {
  const port = 4900 + (process.pid % 90);
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), "slipway-bench-"));
  const server = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)],
    {
      stdio: "ignore",
      env: {
        ...process.env,
        NODE_ENV: "production",
        SLIPWAY_DATA: folder,
        PORT: String(port),
        SLIPWAY_LOG: "silent",
      },
    },
  );
  while (!(await fetch(`${url}/api/info`).catch(() => undefined))?.ok);
  return {
    url,
    async add(text) {
      const created = await fetch(`${url}/api/workflows`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text, from: "import" }),
      });
      return ((await created.json()) as { workflow: { id: string; revision: number } }).workflow;
    },
    async stop() {
      server.kill();
      await once(server, "close");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The browser that the script which starts the measurements has found. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    ...(process.env.SLIPWAY_CHROMIUM ? { executablePath: process.env.SLIPWAY_CHROMIUM } : {}),
  });
