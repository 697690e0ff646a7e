import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "../..");

/** A request that the private service got. */
export interface Inside {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** An agent beside a private service, in a network namespace that the rest of the machine has no way into. */
export class Namespace {
  readonly got: Inside[] = [];
  readonly said: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "slipway-namespace-"));
  readonly #relay: Server;
  #process: ChildProcess | undefined;
  #changed: () => void = () => undefined;

  private constructor(port: number) {
    // The namespace's one way out: a socket file, which is no part of any network.
    this.#relay = createServer((inner) => {
      const outer = connect(port, "127.0.0.1");
      inner.pipe(outer).pipe(inner);
      inner.on("error", () => outer.destroy());
      outer.on("error", () => inner.destroy());
    });
  }

  static async open(port: number): Promise<Namespace> {
    const namespace = new Namespace(port);
    namespace.#relay.listen(namespace.#socket);
    await once(namespace.#relay, "listening");
    return namespace;
  }

  get #socket(): string {
    return join(this.#folder, "socket");
  }

  /** Starts the service and the agent. */
  launch(port: number, credentials: { id: string; secret: string }, options: string[] = []): void {
    const agent = [
      process.execPath,
      join(root, "lib/cli/bin.mjs"),
      "agent",
      ...["--server", `http://127.0.0.1:${port}`, "--interval", "1", ...options],
    ];
    const inside = [
      process.execPath,
      join(root, "e2e/network/inside.mjs"),
      this.#socket,
      String(port),
      ...agent,
    ];
    const child = spawn("unshare", ["-rn", "sh", "-c", 'ip link set lo up && exec "$0" "$@"', ...inside], {
      detached: true,
      stdio: ["pipe", "pipe", "inherit"],
      env: {
        ...process.env,
        SLIPWAY_AGENT_CLIENT_ID: credentials.id,
        SLIPWAY_AGENT_CLIENT_SECRET: credentials.secret,
      },
    });
    this.#process = child;
    createInterface({ input: child.stdout }).on("line", (line) => {
      this.said.push(line);
      const event = JSON.parse(line) as { got?: Inside };
      if (event.got !== undefined) this.got.push(event.got);
      this.#changed();
    });
  }

  /** Lets a request to `/held` be answered. */
  answer(): void {
    this.#process?.stdin?.write("answer\n");
  }

  /** Resolves when the service has got so many requests. */
  async received(count: number): Promise<void> {
    while (this.got.length < count)
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const closed = once(child, "close");
    // A kill reaches all of the group, as when the machine goes; a stop reaches the agent through its parent.
    process.kill(signal === "SIGKILL" ? -child.pid : child.pid, signal);
    const [code] = (await closed) as [number | null];
    return code;
  }

  async close(): Promise<void> {
    await this.end("SIGKILL");
    this.#relay.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
