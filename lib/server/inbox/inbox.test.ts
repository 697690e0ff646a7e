import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../base/json";
import type { InboxItem, InboxPage, RunDetail } from "../../run/answers";
import type { RunState } from "../../run/state";
import { call } from "../api/calling";
import type { Services } from "../running";
import { startTestServices } from "../test-services";

let services: Services;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ services, end } = await startTestServices());
  for (const [identifier, properties, team] of [
    ["olga@example.com", { port_role: "Member", status: "Active", firstName: "Olga" }, ["ops"]],
    ["max@example.com", { port_role: "Member", status: "Disabled" }, ["ops"]],
    ["lead@example.com", { port_role: "Admin" }, []],
  ] as const)
    await made("/v1/blueprints/_user/entities", { identifier, properties, team });
  await made("/v1/blueprints/_team/entities", { identifier: "ops", title: "Operations" });
});
afterAll(() => end());

async function made(path: string, body: object) {
  const answer = await call("POST", path, body);
  if (answer.status !== 201) throw new Error(answer.text);
}

let count = 0;

/** A run that has come to an INPUT node; gives the node run and how to look at it. */
async function ask(config: JsonObject = {}) {
  count += 1;
  const identifier = `inbox_${count}`;
  await made("/v1/workflows", {
    identifier,
    title: `Release ${count}`,
    nodes: [
      { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } },
      {
        identifier: "approve",
        title: "Approve it",
        config: {
          type: "INPUT",
          description: "Release number {{ 40 + 2 }}?",
          userInputs: {
            properties: {
              reason: { type: "string", minLength: 3 },
              build: { type: "number", default: "{{ 40 + 2 }}" },
            },
            required: ["reason"],
            buttons: [
              { identifier: "approve", label: "Approve", variant: "PRIMARY" },
              { identifier: "decline", label: "Decline", variant: "DANGER" },
            ],
          },
          outlets: [
            {
              identifier: "approve",
              title: "Approved",
              evaluationMethod: "button",
              numOfResponders: 2,
              workflowStatusLabel: { text: "Approved", variant: "success" },
            },
            { identifier: "decline", title: "Declined", evaluationMethod: "button", numOfResponders: 1 },
          ],
          responders: { users: ["ann@example.com", "bob@example.com"] },
          ...config,
        },
      },
    ],
    connections: [{ sourceIdentifier: "start", targetIdentifier: "approve" }],
  });
  const started = await call("POST", `/api/workflows/${identifier}/runs`, { inputs: {} });
  const run = String(started.json.run);
  for await (const event of services.engine.follow(run, 0, AbortSignal.timeout(10_000)))
    if (event.type === "node.waiting") {
      const nodeRun = event.nodeRun;
      return {
        identifier,
        run,
        nodeRun,
        answer: (body: object) => call("POST", `/api/inbox/${nodeRun}`, body),
        item: async () => (await call("GET", `/api/inbox/${nodeRun}`)).json.item as InboxItem,
        state: async () => ((await call("GET", `/api/runs/${run}`)).json as unknown as RunDetail).run,
        ended: async (): Promise<RunState> => {
          for await (const one of services.engine.follow(run, 0, AbortSignal.timeout(10_000)))
            if (one.type === "run.completed") break;
          return ((await call("GET", `/api/runs/${run}`)).json as unknown as RunDetail).run;
        },
      };
    }
  throw new Error("The run asked nobody.");
}

const inbox = async (query = "") => (await call("GET", `/api/inbox${query}`)).json as unknown as InboxPage;
const waiting = async () => (await call("GET", "/api/inbox/count")).json.count;
const approve = { buttonIdentifier: "approve", inputs: { reason: "fine" } };

describe("the inbox", () => {
  test("shows what waits until enough people have answered", async () => {
    const before = Number(await waiting());
    const { nodeRun, run, identifier, item, answer, ended } = await ask();
    expect(await waiting()).toBe(before + 1);
    expect((await inbox()).items[0]).toMatchObject({
      nodeRun,
      run,
      workflowId: expect.stringMatching(/^wf_/),
      workflow: `Release ${count}`,
      node: "Approve it",
      description: "Release number 42?",
      outlets: [
        { identifier: "approve", title: "Approved", needed: 2, given: 0 },
        { identifier: "decline", title: "Declined", needed: 1, given: 0 },
      ],
      responders: { users: ["ann@example.com", "bob@example.com"] },
    });
    expect(await item()).toMatchObject({
      userInputs: { properties: { build: { default: 42 } } },
      people: [{ email: "ann@example.com" }, { email: "bob@example.com" }],
      me: { email: "local@slipway.localhost" },
      answers: [],
    });

    expect((await answer({ ...approve, as: "ann@example.com" })).status).toBe(200);
    const again = await answer({ ...approve, as: "ANN@example.com" });
    expect(again).toMatchObject({ status: 409, json: { error: "already_answered" } });
    expect((await inbox()).items[0]?.outlets[0]).toMatchObject({ given: 1 });
    expect(await item()).toMatchObject({
      answers: [
        { button: "Approve", by: { email: "ann@example.com" }, enteredBy: "local@slipway.localhost" },
      ],
    });

    expect((await answer({ ...approve, as: "bob@example.com" })).status).toBe(200);
    const state = await ended();
    expect(state).toMatchObject({ result: "SUCCESS", label: { text: "Approved", variant: "success" } });
    expect(state.nodeRuns[1]?.output).toMatchObject({
      selectedOutlet: { identifier: "approve" },
      responses: [
        { inputs: { reason: "fine", build: 42 }, submitterInfo: { submittedBy: "ann@example.com" } },
        { submitterInfo: { submittedBy: "bob@example.com" } },
      ],
    });
    expect(await waiting()).toBe(before);
    const rows = await call("GET", `/api/workflows/${identifier}/runs`);
    expect(rows.json.runs).toMatchObject([{ label: { text: "Approved", variant: "success" } }]);
    expect(await answer(approve)).toMatchObject({ status: 409, json: { error: "not_asking" } });
  });

  test("is searched and read page by page", async () => {
    const asked = [await ask(), await ask(), await ask()];
    const one = asked[1]?.identifier.replace("inbox_", "release ") ?? "";
    expect((await inbox(`?search=${encodeURIComponent(one)}`)).items.map(({ nodeRun }) => nodeRun)).toEqual([
      asked[1]?.nodeRun,
    ]);
    expect((await inbox("?search=100%25")).items).toEqual([]);
    expect((await inbox("?search=NUMBER 42")).items.length).toBeGreaterThanOrEqual(3);
    const first = await inbox("?limit=2");
    const second = await inbox(`?limit=2&after=${first.next}`);
    expect([...first.items, ...second.items].map(({ nodeRun }) => nodeRun).slice(0, 3)).toEqual(
      asked.map(({ nodeRun }) => nodeRun).reverse(),
    );
    for (const { run } of asked) await call("POST", `/api/runs/${run}/cancel`, {});
    for (const { ended } of asked) expect((await ended()).result).toBe("CANCELLED");
    expect((await inbox()).items.filter(({ run }) => asked.some((each) => each.run === run))).toEqual([]);
  });

  test("knows no node run that does not exist", async () => {
    expect((await call("GET", "/api/inbox/wfnr_none")).status).toBe(404);
    expect((await call("POST", "/api/inbox/wfnr_none", approve)).status).toBe(404);
  });
});

describe("an answer", () => {
  test("has to fit the form, field by field", async () => {
    const { answer, state } = await ask();
    const places = async (body: object) =>
      ((await answer(body)).json.details as { at: string }[] | undefined)?.map((detail) => detail.at);
    expect(await places({ buttonIdentifier: "approve" })).toEqual(["/inputs/reason"]);
    expect(await places({ buttonIdentifier: "approve", inputs: { reason: "no", more: 1 } })).toEqual([
      "/inputs/more",
      "/inputs/reason",
    ]);
    expect(await places({ ...approve, buttonIdentifier: "later" })).toEqual(["/buttonIdentifier"]);
    expect((await answer({ inputs: {} })).status).toBe(422);
    expect((await state()).nodeRuns[1]?.answers).toEqual([]);
  });

  test("is taken from an Admin, and in the name of responders alone", async () => {
    const { answer, item } = await ask();
    expect(await answer({ ...approve, as: "eve@example.com" })).toMatchObject({
      status: 403,
      json: { error: "forbidden", message: "eve@example.com is not one of the responders of this node." },
    });
    expect((await answer(approve)).status).toBe(200);
    expect((await answer(approve)).status).toBe(409);
    expect((await item()).answers).toEqual([
      {
        button: "Approve",
        by: { email: "local@slipway.localhost", firstName: "Local", lastName: "User" },
        at: expect.any(String),
      },
    ]);
  });

  test("comes from those whom roles, teams and the query name", async () => {
    const emails = async (responders: JsonObject) => {
      const { item } = await ask({ responders });
      return (await item()).people.map(({ email }) => email).sort();
    };
    expect(await emails({ roles: ["Admin"] })).toEqual(["lead@example.com", "local@slipway.localhost"]);
    expect(await emails({ teams: ["ops"] })).toEqual(["olga@example.com"]);
    expect(await emails({ teams: ["Operations"], users: ["ann@example.com"] })).toEqual([
      "ann@example.com",
      "olga@example.com",
    ]);
    const usersQuery = {
      combinator: "and",
      rules: [{ property: "firstName", operator: "=", value: '{{ "Ol" + "ga" }}' }],
    };
    expect(await emails({ usersQuery })).toEqual(["olga@example.com"]);
    expect(await emails({ users: ["max@example.com", "nobody"] })).toEqual([]);
    expect(await emails({})).toEqual([]);

    const { answer } = await ask({ responders: { usersQuery } });
    expect((await answer({ ...approve, as: "lead@example.com" })).status).toBe(403);
    expect((await answer({ ...approve, as: "max@example.com" })).status).toBe(403);
    expect((await answer({ ...approve, as: "olga@example.com" })).status).toBe(200);
    const closed = await ask({ responders: {} });
    expect(await closed.answer({ ...approve, as: "olga@example.com" })).toMatchObject({
      status: 403,
      json: { message: expect.stringContaining("only Admins may") },
    });
  });

  test("of one person is taken once, however many come at the same time", async () => {
    const { answer, state } = await ask();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => answer({ ...approve, as: "ann@example.com" })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    expect((await state()).nodeRuns[1]?.answers).toHaveLength(1);
  });

  test("comes through Port's address too", async () => {
    const { nodeRun, ended } = await ask();
    const path = `/v1/workflows/nodes/runs/${nodeRun}/respond`;
    const decline = { buttonIdentifier: "decline", inputs: { reason: "not today" } };
    expect(await call("POST", path, { ...decline, as: "ann@example.com" })).toMatchObject({ status: 422 });
    expect(await call("POST", path, decline)).toMatchObject({ status: 200, json: { ok: true } });
    expect((await ended()).nodeRuns[1]).toMatchObject({ outlet: "decline" });
    expect((await call("POST", path, decline)).status).toBe(409);
    expect((await call("POST", "/v1/workflows/nodes/runs/wfnr_none/respond", decline)).status).toBe(404);
  });

  test("through Port's address is that of the person it is made for, who must be a responder", async () => {
    const { nodeRun, item } = await ask({ responders: { teams: ["ops"] } });
    const as = (email: string) =>
      call("POST", `/v1/workflows/nodes/runs/${nodeRun}/respond?run_as=${email}`, approve);
    await made("/v1/blueprints/_user/entities", { identifier: "eve@example.com", properties: {} });
    expect(await as("eve@example.com")).toMatchObject({ status: 403, json: { error: "forbidden" } });
    expect((await as("olga@example.com")).status).toBe(200);
    expect((await as("olga@example.com")).status).toBe(409);
    expect((await item()).answers).toMatchObject([{ by: { email: "olga@example.com", firstName: "Olga" } }]);
  });
});

test("ten thousand questions are listed, searched and counted without reading logs", async () => {
  const at = "2020-01-01T00:00:00.000Z";
  const { run } = await ask();
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    node_run: `wfnr_${String(index).padStart(16, "0")}`,
    run_id: run,
    asked_at: at,
    workflow: `Bulk ${index}`,
    node: "Approve",
    description: "",
    outlets: "[]",
    responders: "{}",
  }));
  for (let from = 0; from < rows.length; from += 1_000)
    await services.db
      .insertInto("waiting")
      .values(rows.slice(from, from + 1_000))
      .execute();
  const begin = performance.now();
  expect(Number(await waiting())).toBeGreaterThanOrEqual(10_000);
  expect((await inbox()).items).toHaveLength(50);
  expect((await inbox("?search=bulk 9999")).items).toHaveLength(1);
  // Some milliseconds each; the bound leaves room for a busy machine.
  expect(performance.now() - begin).toBeLessThan(2_000);
  await services.db.deleteFrom("waiting").where("asked_at", "=", at).execute();
});
