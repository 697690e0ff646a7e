import { afterEach, expect } from "vitest";
import type { Json, JsonObject } from "../../base/json";
import type { HttpCall, HttpResult } from "../../nodes/runner";
import { runners } from "../../nodes/runners";
import type { Services } from "../../nodes/services";
import type { RunRequest } from "../engine";
import type { LocalEngine } from "../engine-of";
import type { RunEvent } from "../events";
import { emptyRun, type RunState, reduceRun } from "../state";
import type { RunStore } from "../store";
import type { World } from "../world";

/** An adapter under test: `open` gives an engine over the same storage each time, as after a restart. */
export interface EngineUnderTest {
  open(world: World): Promise<LocalEngine>;
  store(): RunStore;
  close(): Promise<void>;
}

/** What the outside answers in a test, by the path of the URL. */
export type Service = (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;

export const answer = (status: number, data: Json): HttpResult => ({
  ok: true,
  reply: {
    status,
    statusText: "",
    headers: [["content-type", "application/json"]],
    body: JSON.stringify(data),
    size: 2,
    timing: { headers: 1, total: 1 },
    redirects: [],
  },
});

/** Answers with the path and the body it got. */
export const echo: Service = async ({ url, body }) =>
  answer(url.includes("/fail") ? 500 : 200, {
    path: new URL(url).pathname,
    got: body === undefined ? null : (JSON.parse(body) as Json),
  });

/** Services that nothing is set for; what a run's own logic does with them is proved with real ones. */
const nothingOutside: Services = {
  accounts: {
    github: { url: "https://api.github.com" },
    gitlab: { url: "https://gitlab.com" },
    azure: { url: "https://dev.azure.com" },
    cursor: { url: "https://api.cursor.com" },
  },
  polling: { first: 1_000, longest: 10_000, limit: 3_600_000 },
  aiTimeoutMs: 60_000,
  topic: "slipway.runs",
  publish: async () => ({ ok: false, error: { code: "kafka/brokers", message: "No broker is set." } }),
  model: async () => ({ ok: false, error: { code: "ai/none", message: "No model is set." } }),
  schemaErrors: () => ({ ok: true, errors: [] }),
};

let ids = 0;
const freshId = (prefix: string) => `${prefix}_${String(ids++).padStart(16, "0")}`;

export interface Outside {
  world: World;
  calls: HttpCall[];
}

export function outside(service: Service = echo): Outside {
  const calls: HttpCall[] = [];
  return {
    calls,
    world: {
      runners,
      http: () => ({
        portBaseUrl: "https://api.getport.io",
        route: () => ({ portAuth: false }),
        send: (call, signal) => {
          calls.push(call);
          return service(call, signal);
        },
      }),
      messengers: () => ({
        answerUrl: (nodeRun) => `http://127.0.0.1:3000/inbox/${nodeRun}`,
        emailsOf: async () => [],
        pretends: false,
      }),
      services: nothingOutside,
      secrets: async () => ({}),
      redactor: () => ({ use() {}, add() {}, text: (text) => text, json: (value) => value }),
      keepBody: async () => {},
      now: Date.now,
      id: freshId,
      soon: queueMicrotask,
      later: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      fault: (_run, error) => {
        throw error;
      },
    },
  };
}

export const trigger = { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } };
export const webhook = (identifier: string, more: JsonObject = {}, node: JsonObject = {}): JsonObject => ({
  identifier,
  config: { type: "WEBHOOK", url: `https://example.com/${identifier}`, body: {}, ...more },
  ...node,
});
export const condition = (identifier: string, outlets: Record<string, string>): JsonObject => ({
  identifier,
  config: {
    type: "CONDITION",
    outlets: Object.entries(outlets).map(([outlet, expression]) => ({
      identifier: outlet,
      title: "",
      expression,
    })),
  },
});

/** `"a > b"`, `"a yes> b"` through an outlet, `"a *> b"` through the fallback. */
export function connections(lines: string[]): JsonObject[] {
  return lines.map((line) => {
    const [, source = "", outlet = "", target = ""] = /^(\S+) (\S*)> (\S+)$/.exec(line) ?? [];
    const way: JsonObject =
      outlet === "" ? {} : outlet === "*" ? { fallback: true } : { sourceOutletIdentifier: outlet };
    return { sourceIdentifier: source, targetIdentifier: target, ...way };
  });
}

export function request(nodes: JsonObject[], lines: string[], more: Partial<RunRequest> = {}): RunRequest {
  return {
    run: freshId("wfr"),
    document: { identifier: "flow", nodes: [trigger, ...nodes], connections: connections(lines) },
    workflow: { identifier: "flow", version: 1, versionIdentifier: "wfv_0000000000000000" },
    trigger: "start",
    output: { env: "production" },
    asyncWebhooks: "continue",
    ...more,
  };
}

export async function collect(engine: LocalEngine, run: string, after = 0): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of engine.follow(run, after, new AbortController().signal)) events.push(event);
  return events;
}

export const fold = (run: string, events: RunEvent[]): RunState => events.reduce(reduceRun, emptyRun(run));

/** Follows until an event of this type has come. */
export async function until(engine: LocalEngine, run: string, type: RunEvent["type"]): Promise<RunState> {
  let state = emptyRun(run);
  for await (const event of engine.follow(run, 0, new AbortController().signal)) {
    state = reduceRun(state, event);
    if (event.type === type) break;
  }
  return state;
}

export const summary = (state: RunState) =>
  state.nodeRuns.map(({ node, result, continued }) => `${node} ${result}${continued ? " continued" : ""}`);

export const outputOf = (state: RunState, node: string) =>
  state.nodeRuns.find((one) => one.node === node)?.output;

/** What every engine does. An adapter passes when all of this does. */

/** What each part of the suite works with; all that it opened is closed after each test. */
export interface Kit {
  make(): Promise<EngineUnderTest>;
  /** An engine that is stopped after the test. */
  open(under: EngineUnderTest, world: World): Promise<LocalEngine>;
  begin(world: World): Promise<{ under: EngineUnderTest; engine: LocalEngine }>;
  runToEnd(given: RunRequest, outside?: Outside): Promise<RunState>;
}

export function kitOf(makeOne: () => Promise<EngineUnderTest>): Kit {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  const kit: Kit = {
    async make() {
      const under = await makeOne();
      closing.push(under.close);
      return under;
    },
    async open(under, world) {
      const engine = await under.open(world);
      closing.push(() => engine.stop(0));
      return engine;
    },
    async begin(world) {
      const under = await kit.make();
      return { under, engine: await kit.open(under, world) };
    },
    async runToEnd(given, { world } = outside()) {
      const { engine } = await kit.begin(world);
      expect(await engine.start(given)).toEqual({ ok: true, value: undefined });
      return fold(given.run, await collect(engine, given.run));
    },
  };
  return kit;
}
