import type { RunEvent } from "../../lib/run/events";
import { emptyRun, type RunState, reduceRun } from "../../lib/run/state";
import type { App } from "./app";

/** An answer of the API: its status and its parsed body. */
export interface Reply<Body = Record<string, unknown>> {
  status: number;
  body: Body;
}

/** The API in words of the domain. What it needs to succeed is checked here, with the answer in the message. */
export class Client {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** Any call; never throws for a status. */
  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<Body>> {
    const response = await fetch(this.#app.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    try {
      return { status: response.status, body: JSON.parse(text) as Body };
    } catch {
      throw new Error(`${method} ${path} answered ${response.status} with no JSON: ${text.slice(0, 500)}`);
    }
  }

  async #done<Body>(status: number, method: string, path: string, body?: unknown): Promise<Body> {
    const reply = await this.call<Body>(method, path, body);
    if (reply.status === status) return reply.body;
    throw new Error(`${method} ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  }

  /** Adds a workflow and returns its id. */
  async addWorkflow(document: unknown): Promise<string> {
    const text = typeof document === "string" ? document : JSON.stringify(document, null, 2);
    const { workflow } = await this.#done<{ workflow: { id: string } }>(
      201,
      "POST",
      "/api/workflows?copy=true",
      {
        text,
        from: "import",
      },
    );
    return workflow.id;
  }

  async saveSecret(name: string, value: string): Promise<void> {
    await this.#done(200, "PUT", `/api/secrets/${encodeURIComponent(name)}`, { value });
  }

  /** Saves an environment that sends each base URL elsewhere. */
  async saveEnvironment(name: string, hosts: Record<string, string>): Promise<void> {
    const list = Object.entries(hosts).map(([from, to]) => ({ from, to }));
    await this.#done(200, "PUT", `/api/environments/${encodeURIComponent(name)}`, { hosts: list });
  }

  /** Starts a run of the draft and returns its identifier. */
  async start(workflow: string, inputs: object = {}, environment: string | null = null): Promise<string> {
    const path = `/api/workflows/${workflow}/runs`;
    const { run } = await this.#done<{ run: string }>(201, "POST", path, { inputs, environment });
    return run;
  }

  async run(run: string): Promise<RunState> {
    return (await this.#done<{ run: RunState }>(200, "GET", `/api/runs/${run}`)).run;
  }

  /** Follows a run's events until it is over. */
  async ended(run: string): Promise<RunState> {
    return await this.follow(run, (state) => state.status === "COMPLETED");
  }

  /** Follows a run's events until the state is the wanted one, and returns it. */
  async follow(run: string, wanted: (state: RunState) => boolean): Promise<RunState> {
    let state = emptyRun(run);
    for await (const event of this.events(run)) {
      state = reduceRun(state, event);
      if (wanted(state)) return state;
    }
    throw new Error(`The events of ${run} ended before the run was as expected: ${JSON.stringify(state)}`);
  }

  /** Server-sent events of a run, from after `seq`. */
  async *events(run: string, seq = 0): AsyncGenerator<RunEvent> {
    for await (const block of this.eventBlocks(run, seq)) {
      const data = block.split("\n").filter((line) => line.startsWith("data:"));
      if (data.length > 0) yield JSON.parse(data.map((line) => line.slice(5)).join("\n")) as RunEvent;
    }
  }

  /** The raw blocks of the stream. */
  async *eventBlocks(run: string, seq = 0): AsyncGenerator<string> {
    const over = new AbortController();
    const response = await fetch(`${this.#app.url}/api/runs/${run}/events`, {
      headers: seq > 0 ? { "last-event-id": String(seq) } : {},
      signal: over.signal,
    });
    if (!response.ok || !response.body) throw new Error(`The events of ${run} answered ${response.status}`);
    let rest = "";
    try {
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + text).split("\n\n");
        rest = blocks.pop() ?? "";
        yield* blocks;
      }
    } finally {
      over.abort();
    }
  }
}
