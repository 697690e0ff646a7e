import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import type { Positions } from "../lib/workflow/layout";

/** The built app as `npm start` runs it, with a data folder of its own. */
export interface BuiltApp {
  url: string;
  /** Adds a workflow, with the places of its cards where they are given, and gives the address of its editor. */
  add(text: string, layout?: Positions): Promise<string>;
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
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(url + path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  return {
    url,
    async add(text, layout) {
      const { workflow } = await call<{ workflow: { id: string } }>("POST", "/api/workflows", {
        text,
        from: "import",
      });
      const path = `/api/workflows/${workflow.id}`;
      if (layout !== undefined) {
        const opened = await call<{ workflow: { revision: number } }>("GET", path);
        await call("PUT", `${path}/draft`, { layout, revision: opened.workflow.revision });
      }
      return `${url}/workflows/${workflow.id}`;
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
