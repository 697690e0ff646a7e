import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServices } from "../test-services";
import { call } from "./calling";
import { inPlayground, type PortRun, publish, waited } from "./calling-runs";

let end: () => Promise<void>;
beforeAll(async () => {
  ({ end } = await startTestServices({ SLIPWAY_ASYNC_WEBHOOKS: "wait" }));
});
afterAll(() => end());

/** Starts a run that waits, and names its waiting node run. */
async function waiting(): Promise<{ run: string; nodeRun: string; identifier: string }> {
  const identifier = await publish({ url: "https://api.example.com/x", synchronized: false });
  const started = await call("POST", `/v1/workflows/${identifier}/runs`, inPlayground);
  const { identifier: run } = started.json.workflowRun as PortRun;
  for (;;) {
    const { json } = await call("GET", `/v1/workflows/runs/${run}`);
    const open = (json.workflowRun as PortRun).nodeRuns.find(({ node }) => node.identifier === "call");
    if (open !== undefined) return { run, nodeRun: open.identifier, identifier };
  }
}

describe("lists", () => {
  test("arrays come in three spellings, and under both names", async () => {
    const [first, second] = [await publish(), await publish()];
    const runs = [(await waited(first)).run.identifier, (await waited(second)).run.identifier];
    for (const query of [
      `workflowIdentifiers[]=${first}&workflowIdentifiers[]=${second}`,
      `workflowIdentifiers=${first}&workflowIdentifiers=${second}`,
      `workflowIdentifiers=${first},${second}`,
      `workflowIdentifiers[]=${first},%20${second}`,
      `workflowRunIdentifiers=${runs.join(",")}&statuses=COMPLETED,IN_PROGRESS&limit=1000`,
    ]) {
      const { status, json } = await call("GET", `/v1/workflows/runs?${query}`);
      expect(status).toBe(200);
      const listed = (json.workflowRuns as PortRun[]).map(({ identifier }) => identifier);
      expect(listed, query).toEqual([runs[1], runs[0]]);
      expect(json.runs).toEqual(json.workflowRuns);
    }
  });

  test("what cannot be meant is refused", async () => {
    for (const query of ["limit=0", "limit=1001", "limit=x", "offset=-1", "statuses=DONE", "results[]=OK"])
      expect(await call("GET", `/v1/workflows/runs?${query}`), query).toMatchObject({
        status: 422,
        json: { ok: false, error: "invalid_value" },
      });
  });
});

describe("node runs", () => {
  test("logs of both shapes are read back in both, of the run and of the node run", async () => {
    const { run, nodeRun } = await waiting();
    const add = `/v1/workflows/nodes/runs/${nodeRun}/logs`;
    expect((await call("POST", add, { logs: [{ level: "WARNING", message: "one" }] })).status).toBe(200);
    const report = { logs: [{ logLevel: "ERROR", log: "two", tags: { a: "b" } }] };
    expect((await call("PATCH", `/v1/workflows/nodes/runs/${nodeRun}`, report)).status).toBe(200);
    expect((await call("POST", add, { logs: [{ level: "INFO" }] })).status).toBe(422);
    expect((await call("POST", add, { logs: [{ level: "LOUD", message: "x" }] })).status).toBe(422);

    type Line = { message: string; nodeIdentifier: string };
    const ours = (lines: unknown) =>
      (lines as Line[]).filter(({ message }) => message === "one" || message === "two");
    const ofNode = await call("GET", add);
    expect(ours(ofNode.json.logs)).toMatchObject([
      {
        nodeRunIdentifier: nodeRun,
        nodeIdentifier: "call",
        level: "WARN",
        logLevel: "WARN",
        log: "one",
        tags: {},
      },
      { message: "two", log: "two", level: "ERROR", tags: { a: "b" } },
    ]);
    const ofRun = await call("GET", `/v1/workflows/runs/${run}/logs`);
    expect(ours(ofRun.json.logs)).toEqual(ours(ofNode.json.logs));
    const all = ofRun.json.logs as Line[];
    const page = await call("GET", `/v1/workflows/runs/${run}/logs?limit=1&offset=${all.length - 1}`);
    expect(page.json.logs).toEqual(all.slice(-1));
    for (const path of ["/v1/workflows/runs/wfr_none/logs", "/v1/workflows/nodes/runs/wfnr_none/logs"])
      expect((await call("GET", path)).status).toBe(404);
  });

  test("a run elsewhere leads to its node run", async () => {
    const { run, nodeRun } = await waiting();
    const other = await waiting();
    const address = `/v1/workflows/nodes/runs/${nodeRun}`;
    const started = { status: "IN_PROGRESS", externalRunId: "job/7", links: ["https://ci.example.com/7"] };
    expect(await call("PATCH", address, started)).toMatchObject({
      status: 200,
      json: { ok: true, run: { identifier: nodeRun } },
    });
    await call("PATCH", `/v1/workflows/nodes/runs/${other.nodeRun}`, { externalRunId: "job/8" });
    const find = (query: string) => call("GET", `/v1/workflows/nodes/runs?${query}`);
    const found = await find("external_run_id=job%2F7");
    expect(found.json.nodeRuns).toMatchObject([
      {
        identifier: nodeRun,
        workflowRunIdentifier: run,
        externalRunId: "job/7",
        links: ["https://ci.example.com/7"],
      },
    ]);
    expect((found.json.nodeRuns as object[])[0]).not.toHaveProperty("config");
    expect((await find("external_run_id=job%2F7&include=nodeConfig")).json.nodeRuns).toMatchObject([
      { config: { type: "WEBHOOK", synchronized: false } },
    ]);
    expect((await find("external_run_id=none")).json.nodeRuns).toEqual([]);
    expect((await find("")).status).toBe(422);
    // It has another name from now on.
    await call("PATCH", address, { externalRunId: "job/9" });
    expect((await find("external_run_id=job%2F7")).json.nodeRuns).toEqual([]);
    expect((await find("external_run_id=job%2F9")).json.nodeRuns).toHaveLength(1);
  });

  test("a report at the address of another run is refused", async () => {
    const [one, two] = [await waiting(), await waiting()];
    const done = { status: "COMPLETED", result: "SUCCESS" };
    const address = (run: string) => `/v1/workflows/runs/${run}/nodes/${one.nodeRun}`;
    expect((await call("PATCH", address(two.run), done)).status).toBe(404);
    expect((await call("PATCH", address(one.run), done)).status).toBe(200);
    expect((await call("PATCH", address(one.run), done)).status).toBe(409);
    expect((await call("POST", `/v1/workflows/nodes/runs/${one.nodeRun}/logs`, { logs: [] })).status).toBe(
      409,
    );
  });

  test("the page's own address does the same", async () => {
    const { run, nodeRun } = await waiting();
    const address = `/api/runs/${run}/nodes/${nodeRun}`;
    expect((await call("PATCH", address, { status: "COMPLETED" })).status).toBe(422);
    expect((await call("PATCH", address, { status: "COMPLETED", result: "FAILED" })).status).toBe(200);
  });
});
