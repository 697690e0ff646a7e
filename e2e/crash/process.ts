import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { NodeReport, RunRequest } from "../../lib/run/engine";
import type { RunState } from "../../lib/run/state";

/** The program of `program.ts` on a data folder of its own, which outlives its kills. */
export class Victim {
  readonly data = mkdtempSync(join(tmpdir(), "slipway-crash-"));
  readonly #script: string;
  readonly #settings: Record<string, string>;
  #process: ChildProcess | undefined;
  #url = "";

  constructor(script: string, settings: Record<string, string>) {
    this.#script = script;
    this.#settings = settings;
  }

  async launch(): Promise<void> {
    const child = spawn(process.execPath, [this.#script], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, SLIPWAY_DATA: this.data, SLIPWAY_LOG: "error", ...this.#settings },
    });
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const port = /^ready (\d+)$/.exec(line)?.[1];
      if (port === undefined) continue;
      this.#url = `http://127.0.0.1:${port}`;
      return;
    }
    throw new Error("The program ended before it was ready.");
  }

  /** What a power cut does to a process. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  start = (request: RunRequest): Promise<boolean> => this.#ask("/start", request);

  signal = (nodeRun: string, report: NodeReport): Promise<boolean> =>
    this.#ask("/signal", { nodeRun, report });

  async runs(): Promise<RunState[]> {
    const answer = await this.#call("/runs", {});
    return answer === undefined ? [] : ((await answer.json()) as RunState[]);
  }

  /** True when it was answered and done; false when the process was not there, or died over it. */
  async #ask(path: string, body: object): Promise<boolean> {
    const answer = await this.#call(path, body);
    if (answer === undefined) return false;
    return ((await answer.json().catch(() => ({}))) as { ok?: boolean }).ok === true;
  }

  async #call(path: string, body: object): Promise<Response | undefined> {
    try {
      return await fetch(this.#url + path, { method: "POST", body: JSON.stringify(body) });
    } catch {
      return undefined;
    }
  }
}
