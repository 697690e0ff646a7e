import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunState } from "../../run/state";
import { startTestServices } from "../test-services";
import { call, send } from "./calling";
import { eventsOf, inPlayground, type PortRun, publish, waited } from "./calling-runs";

let end: () => Promise<void>;
beforeAll(async () => {
  ({ end } = await startTestServices());
});
afterAll(() => end());

describe("a run of a draft", () => {
  test("goes from its start to its result, and its stream tells all of it", async () => {
    const identifier = await publish();
    const started = await call("POST", `/api/workflows/${identifier}/runs`, inPlayground);
    expect(started).toMatchObject({
      status: 201,
      json: { run: expect.stringMatching(/^wfr_[a-zA-Z0-9]{16}$/) },
    });
    const run = String(started.json.run);

    const events = await eventsOf(run);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]?.type).toBe("run.started");
    expect(events.at(-1)).toMatchObject({ type: "run.completed", result: "SUCCESS" });

    const shown = await call("GET", `/api/runs/${run}`);
    const state = shown.json.run as RunState;
    expect(state).toMatchObject({
      status: "COMPLETED",
      result: "SUCCESS",
      environment: { name: "Playground" },
    });
    expect(state.nodeRuns[1]).toMatchObject({
      node: "call",
      request: {
        url: "https://api.example.com/webhook",
        via: { environment: "Playground", playground: true },
      },
      output: { response: { status: 200, data: { body: { name: "n", times: 2 } } } },
    });
    expect(shown.json.document).toMatchObject({ identifier });

    const after = events[2]?.seq ?? 0;
    expect(await eventsOf(run, { "last-event-id": String(after) })).toEqual(events.slice(3));
    expect(await eventsOf(run, {}, `?after=${after}`)).toEqual(events.slice(3));

    const rows = await call("GET", `/api/workflows/${identifier}/runs?limit=5`);
    expect(rows.json.runs).toMatchObject([
      {
        id: run,
        status: "COMPLETED",
        result: "SUCCESS",
        trigger: "start",
        version: 1,
        environment: "Playground",
      },
    ]);
    const nodeRun = state.nodeRuns[1]?.nodeRun;
    const body = await call("GET", `/api/runs/${run}/nodes/${nodeRun}/body`);
    expect(body.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(JSON.parse(body.text)).toMatchObject({ path: "/webhook" });
  });

  test("inputs are checked, each at its place", async () => {
    const identifier = await publish();
    const missing = await call("POST", `/api/workflows/${identifier}/runs`, { inputs: { times: "x" } });
    expect(missing).toMatchObject({ status: 422, json: { error: "invalid_inputs" } });
    const places = (missing.json.details as { at: string }[]).map((detail) => detail.at).sort();
    expect(places).toEqual(["/inputs/name", "/inputs/times"]);
    const unknown = { inputs: { name: "n" }, environment: "Nowhere" };
    expect(await call("POST", `/api/workflows/${identifier}/runs`, unknown)).toMatchObject({
      status: 422,
      json: { error: "unknown_environment" },
    });
    const trigger = { inputs: { name: "n" }, nodeIdentifier: "call" };
    expect((await call("POST", `/api/workflows/${identifier}/runs`, trigger)).status).toBe(422);
    expect((await call("POST", "/api/workflows/nobody/runs", inPlayground)).status).toBe(404);
  });

  test("a stream or a run that is not there is 404", async () => {
    for (const path of [
      "/api/runs/wfr_none",
      "/api/runs/wfr_none/events",
      "/api/runs/wfr_none/nodes/wfnr_x/body",
    ]) {
      expect((await call("GET", path)).status).toBe(404);
    }
    expect((await call("POST", "/api/runs/wfr_none/cancel")).status).toBe(404);
  });
});

describe("Port's routes", () => {
  test("Prefer: wait answers with the finished run, in every field", async () => {
    const identifier = await publish();
    const { answer, run } = await waited(identifier);
    expect(answer.headers.get("preference-applied")).toBe("wait=30");
    expect(run).toMatchObject({
      identifier: expect.stringMatching(/^wfr_/),
      title: "Runs",
      icon: null,
      status: "COMPLETED",
      result: "SUCCESS",
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      completedAt: expect.any(String),
      createdBy: expect.any(String),
      workflow: { identifier, version: 1 },
      workflowVersion: { workflow: { identifier } },
      workflowVersionId: expect.stringMatching(/^wfv_/),
      nodeConfigType: "SELF_SERVE_TRIGGER",
      variables: { outputs: { start: { name: "n", times: 2 }, call: { response: { status: 200 } } } },
    });
    expect(run.nodeRuns).toMatchObject([
      {
        node: { identifier: "start" },
        nodeConfigType: "SELF_SERVE_TRIGGER",
        output: { name: "n", times: 2 },
      },
      {
        identifier: expect.stringMatching(/^wfnr_[a-zA-Z0-9]{16}$/),
        node: { identifier: "call" },
        nodeTitle: "Call",
        nodeIcon: null,
        nodeConfigType: "WEBHOOK",
        status: "COMPLETED",
        result: "SUCCESS",
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        completedAt: expect.any(String),
        nodeRunLogs: expect.any(Array),
        links: [],
        externalRunId: null,
        config: { type: "WEBHOOK" },
      },
    ]);
    const detail = await call("GET", `/v1/workflows/runs/${run.identifier}`);
    expect(detail).toMatchObject({ status: 200, json: { ok: true, workflowRun: run } });
  });

  test("lists are filtered, newest first, in both spellings", async () => {
    const [first, second] = [await publish(), await publish()];
    const runs: string[] = [];
    for (const identifier of [first, second, first]) runs.push((await waited(identifier)).run.identifier);
    const list = async (query: string) => {
      const answer = await call("GET", `/v1/workflows/runs?${query}`);
      expect(answer.status).toBe(200);
      return (answer.json.workflowRuns as PortRun[]).map((run) => run.identifier);
    };
    const [a, b, c] = runs;
    expect(await list(`workflowIdentifiers[]=${first}`)).toEqual([c, a]);
    expect(await list(`workflowIdentifiers=${first}&workflowIdentifiers=${second}`)).toEqual([c, b, a]);
    expect(await list(`workflowIdentifiers[]=${first}&limit=1&offset=1`)).toEqual([a]);
    expect(await list(`workflowRunIdentifiers[]=${b}`)).toEqual([b]);
    expect(await list(`workflowIdentifiers[]=${first}&results[]=FAILED`)).toEqual([]);
    expect(await list(`workflowIdentifiers[]=${first}&results[]=SUCCESS&statuses=COMPLETED`)).toEqual([c, a]);
    expect(await list(`workflowIdentifiers[]=${first}&workflowVersions[]=2`)).toEqual([]);
    expect(await list(`workflowIdentifiers[]=${first}&createdBy=somebody@else.example`)).toEqual([]);
    expect(await list(`workflowIdentifiers[]=${first}&nonsense=1`)).toEqual([c, a]);
    expect((await call("GET", "/v1/workflows/runs?limit=1001")).status).toBe(422);
  });

  test("a waiting node run is reported on, at both addresses", async () => {
    const identifier = await publish({ url: "https://api.example.com/x", synchronized: false });
    for (const byRun of [false, true]) {
      const started = await call("POST", `/v1/workflows/${identifier}/runs`, inPlayground);
      const run = started.json.workflowRun as PortRun;
      const nodeRun = await untilWaiting(run.identifier);
      const path = byRun
        ? `/v1/workflows/runs/${run.identifier}/nodes/${nodeRun}`
        : `/v1/workflows/nodes/runs/${nodeRun}`;
      expect((await call("PATCH", path, { status: "COMPLETED" })).status).toBe(422);
      const log = { logs: [{ logLevel: "INFO", log: "half way", tags: { a: "b" } }], externalRunId: "job-7" };
      expect((await call("PATCH", path, { status: "IN_PROGRESS", ...log })).status).toBe(200);
      const done = { status: "COMPLETED", result: "SUCCESS", output: { answer: 42 } };
      expect(await call("PATCH", path, done)).toMatchObject({ status: 200, json: { ok: true } });
      expect((await eventsOf(run.identifier)).at(-1)).toMatchObject({ result: "SUCCESS" });
      expect((await call("PATCH", path, done)).status).toBe(409);
      const shown = await call("GET", `/v1/workflows/runs/${run.identifier}`);
      expect((shown.json.workflowRun as PortRun).nodeRuns[1]).toMatchObject({
        output: { answer: 42 },
        externalRunId: "job-7",
        nodeRunLogs: expect.arrayContaining([expect.objectContaining({ log: "half way", logLevel: "INFO" })]),
      });
    }
    const report = { status: "COMPLETED", result: "SUCCESS" };
    expect((await call("PATCH", "/v1/workflows/nodes/runs/wfnr_none", report)).status).toBe(404);
    expect((await call("PATCH", "/v1/workflows/runs/wfr_none/nodes/wfnr_none", report)).status).toBe(404);
  });

  test("cancel: force at once, 404 and 422 where there is nothing to cancel", async () => {
    const identifier = await publish({ url: "https://api.example.com/x", synchronized: false });
    for (const [query, body] of [
      ["?force=true", undefined],
      ["", { force: true }],
    ] as const) {
      const started = await call("POST", `/v1/workflows/${identifier}/runs`, inPlayground);
      const { identifier: run } = started.json.workflowRun as PortRun;
      await untilWaiting(run);
      expect((await call("POST", `/v1/workflows/runs/${run}/cancel${query}`, body)).status).toBe(200);
      expect((await eventsOf(run)).at(-1)).toMatchObject({ type: "run.completed", result: "CANCELLED" });
      expect((await call("POST", `/v1/workflows/runs/${run}/cancel`)).status).toBe(422);
    }
    expect((await call("POST", "/v1/workflows/runs/wfr_none/cancel")).status).toBe(404);
  });

  /** Follows a run until its second node waits, and gives the node run; the stream is left in the middle. */
  async function untilWaiting(run: string): Promise<string> {
    const client = new AbortController();
    const response = await send("GET", `/api/runs/${run}/events`, undefined, {}, client.signal);
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const waiting = /"type":"node\.waiting","nodeRun":"(wfnr_\w+)"/.exec(text)?.[1];
      if (waiting !== undefined) {
        client.abort();
        return waiting;
      }
    }
    throw new Error(`The run ended without waiting: ${text}`);
  }
});
