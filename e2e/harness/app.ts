import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** The built app as a process of its own, on a port and a data folder of its own. */
export class App {
  readonly data: string;
  #settings: Record<string, string>;
  #process: ChildProcess | undefined;
  #port = 0;
  #output: string[] = [];

  private constructor(settings: Record<string, string>) {
    this.data = mkdtempSync(join(tmpdir(), "slipway-e2e-"));
    this.#settings = settings;
  }

  /** Starts the app as `npm start` does after the build. `settings` are environment variables. */
  static async start(settings: Record<string, string> = {}): Promise<App> {
    const app = new App(settings);
    await app.launch();
    return app;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** All that the process has printed, over restarts too. */
  get output(): string {
    return this.#output.join("");
  }

  get running(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }

  /** Starts the process again on the same data; `settings` replace those of before. */
  async launch(settings: Record<string, string> = this.#settings): Promise<void> {
    this.#settings = settings;
    this.#port ||= await freePort();
    const next = join(root, "node_modules/next/dist/bin/next");
    const started = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(this.#port)], {
      cwd: root,
      // A group of its own, so that a kill reaches every process of it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        PORT: String(this.#port),
        SLIPWAY_DATA: this.data,
        ...settings,
      },
    });
    this.#process = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => this.#output.push(text));
    }
    await this.#answers(started);
  }

  async #answers(started: ChildProcess): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (started.exitCode !== null) break;
      const answer = await fetch(`${this.url}/api/info`).catch(() => undefined);
      if (answer?.ok) return;
      await answer?.body?.cancel();
    }
    throw new Error(`The app did not start.\n${this.output}`);
  }

  /** What a power cut does. Resolves when the process is gone. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends the process in good order and keeps the data. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Ends the process and removes the data. */
  async dispose(): Promise<void> {
    await this.#end("SIGKILL");
    rmSync(this.data, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const ending = this.#process;
    if (!ending?.pid || !this.running) return;
    const closed = once(ending, "close");
    process.kill(-ending.pid, signal);
    await closed;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}
