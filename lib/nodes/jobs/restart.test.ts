import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startGithubActions } from "../../../e2e/hosts/github-actions";
import type { Answer } from "../../../e2e/hosts/host";
import type { JobHost } from "../../../e2e/hosts/jobs";
import type { JsonObject } from "../../base/json";
import type { LocalEngine } from "../../run/engine-of";
import { emptyRun, type RunState, reduceRun } from "../../run/state";
import { openBodies } from "../../server/bodies";
import { openDatabase } from "../../server/db/client";
import { createLocalEngine } from "../../server/engine/local";
import { createRunStore } from "../../server/engine/store";
import { requestOf, worldOf } from "../../server/engine/test-line";

const TOKEN = "token-of-the-server";
const nodes: JsonObject[] = [
  {
    identifier: "deploy",
    config: {
      type: "INTEGRATION_ACTION",
      integrationProvider: "github-ocean",
      integrationInvocationType: "dispatch_workflow",
      deferIntegrationInstallation: true,
      integrationActionExecutionProperties: { org: "octo-org", repo: "checkout", workflow: "deploy.yml" },
    },
  },
];

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let github: JobHost;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-jobs-"));
  db = await openDatabase(join(folder, "slipway.db"));
  github = await startGithubActions(TOKEN);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await github.host.close();
  await db.destroy();
  await rm(folder, { recursive: true });
});

/** An engine on the same database each time, as after a restart. */
function open(): LocalEngine {
  const world = worldOf({
    accounts: { github: { url: github.host.url, token: TOKEN } },
    allow: ["127.0.0.1:*"],
  });
  const engine = createLocalEngine(createRunStore(db, openBodies(join(folder, "bodies"))), world);
  closing.push(async () => {
    await engine.stop(0);
    await world.close();
  });
  return engine;
}

async function follow(engine: LocalEngine, run: string, wanted: (state: RunState) => boolean) {
  let state = emptyRun(run);
  for await (const event of engine.follow(run, 0, new AbortController().signal)) {
    state = reduceRun(state, event);
    if (wanted(state)) break;
  }
  return state;
}

/** Ends the process's part in the run just as the dispatch has been taken, before its answer is recorded. */
async function crashInDispatch(taken: () => void): Promise<string> {
  const engine = open();
  const request = requestOf({ nodes });
  const crashed = new Promise<void>((resolve) => {
    github.instead = async ({ method }): Promise<Answer | undefined> => {
      if (method !== "POST") return undefined;
      taken();
      await engine.stop(0);
      resolve();
      return { status: 500, text: "nobody reads this" };
    };
  });
  await engine.start(request);
  await crashed;
  github.instead = undefined;
  return request.run;
}

async function takenUp(run: string): Promise<RunState> {
  const engine = open();
  await engine.resume();
  return await follow(engine, run, ({ status }) => status === "COMPLETED");
}

test("a run that waits for its job goes on after a restart", async () => {
  github.book.states = ["queued", "in_progress", "in_progress", "completed success"];
  const engine = open();
  const request = requestOf({ nodes });
  await engine.start(request);
  await follow(engine, request.run, ({ nodeRuns }) => nodeRuns[1]?.externalRunId !== undefined);
  await engine.stop(0);
  const state = await takenUp(request.run);
  expect(state.result).toBe("SUCCESS");
  expect(state.nodeRuns[1]?.output).toMatchObject({ workflowRunId: 101, workflow_conclusion: "success" });
  expect(github.begun()).toHaveLength(1);
});

test("a dispatch that was taken just before a crash is not sent again", async () => {
  github.book.begin({ ref: "trunk", inputs: {} });
  const run = await crashInDispatch(() => void github.book.begin({ ref: "trunk", inputs: {} }));
  const state = await takenUp(run);
  expect(state.result).toBe("SUCCESS");
  expect(state.nodeRuns[1]?.output).toMatchObject({ workflowRunId: 102 });
  expect(github.begun()).toHaveLength(1);
  expect(state.nodeRuns[1]?.logs.map(({ message }) => message).join(" ")).toContain("Slipway stopped while");
});

test("a dispatch that never arrived before a crash is sent once more", async () => {
  const run = await crashInDispatch(() => {});
  const state = await takenUp(run);
  expect(state.result).toBe("SUCCESS");
  expect(github.book.jobs).toHaveLength(1);
  expect(github.begun()).toHaveLength(2);
});

test("when nothing tells which run is its own after a crash, the node says so and begins none", async () => {
  const run = await crashInDispatch(() => {
    for (const ref of ["trunk", "trunk", "other"]) github.book.begin({ ref, inputs: {} });
  });
  const state = await takenUp(run);
  expect(state).toMatchObject({ result: "FAILED", error: { code: "job/ambiguous" } });
  expect(state.error?.message).toMatch(/2 jobs.*runs\/101, .*runs\/102/);
  expect(github.begun()).toHaveLength(1);
});

test.each([
  ["was taken", true],
  ["was not taken", false],
])("a dispatch without an answer that %s is not sent twice", async (_, taken) => {
  github.instead = ({ method, body }) => {
    if (method !== "POST") return undefined;
    if (taken) github.book.begin(body as JsonObject);
    return { status: 503, text: "upstream is gone" };
  };
  const engine = open();
  const request = requestOf({ nodes });
  await engine.start(request);
  const state = await follow(engine, request.run, ({ status }) => status === "COMPLETED");
  expect(state.result).toBe(taken ? "SUCCESS" : "FAILED");
  if (!taken) expect(state.error?.message).toContain("503");
  expect(github.begun()).toHaveLength(1);
});
