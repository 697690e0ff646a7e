import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestServices } from "../test-services";
import { call } from "./calling";
import { bodyLimit } from "./route";

let end: () => Promise<void>;
beforeAll(async () => {
  ({ end } = await startTestServices());
});
afterAll(() => end());

/** One trigger and one webhook; written by hand, so that its bytes are its own. */
const textOf = (identifier: string) =>
  `{ "identifier":"${identifier}",\n   "title" : "A test",\n\t"custom": {"kept": [1,2 , 3]},
  "nodes": [
    {"identifier": "start", "config": {"type": "SELF_SERVE_TRIGGER", "userInputs": {"properties": {"name": {"type": "string", "default": "x"}}, "required": ["name"]}}},
    {"identifier": "call", "config": {"type": "WEBHOOK", "url": "https://api.example.com/webhook"}}
  ],
  "connections": [{"sourceIdentifier": "start", "targetIdentifier": "call"}]
}
`;

let count = 0;
let identifier: string;
beforeEach(() => {
  count += 1;
  identifier = `test_${count}`;
});

const create = async (text = textOf(identifier)) => {
  const made = await call("POST", "/api/workflows", { text, from: "import" });
  expect(made.status).toBe(201);
  return made.json.workflow as { id: string };
};

describe("drafts", () => {
  test("an export is what was imported, byte for byte", async () => {
    const text = textOf(identifier);
    const { id } = await create(text);
    const file = await call("GET", `/api/workflows/${id}/export`);
    expect(file.text).toBe(text);
    expect(file.headers.get("content-disposition")).toContain(`filename="${identifier}.json"`);
    expect((await call("GET", `/api/workflows/${identifier}/export`)).text).toBe(text);
  });

  test("the list has a row with a picture", async () => {
    const { id } = await create();
    const list = await call("GET", "/api/workflows");
    const row = (list.json.workflows as { id: string }[]).find((each) => each.id === id);
    expect(row).toMatchObject({
      identifier,
      title: "A test",
      nodeCount: 2,
      version: null,
      draft: true,
      problems: 0,
      lastRun: null,
      picture: { edges: [["start", "call"]] },
    });
  });

  test("an identifier that is taken is refused, or copied when asked", async () => {
    await create();
    const again = await call("POST", "/api/workflows", { text: textOf(identifier) });
    expect(again).toMatchObject({ status: 409, json: { ok: false, error: "identifier_taken" } });
    for (const name of [`${identifier}-copy`, `${identifier}-copy-2`]) {
      const copy = await call("POST", "/api/workflows?copy=true", { text: textOf(identifier) });
      expect(copy).toMatchObject({ status: 201, json: { workflow: { identifier: name } } });
    }
  });

  test("text that is no JSON is refused with its place", async () => {
    const refused = await call("POST", "/api/workflows", { text: '{\n  "nodes": [,]\n}' });
    expect(refused.status).toBe(422);
    expect(refused.json.message).toMatch(/line 2/i);
    expect(refused.json.details).toHaveLength(1);
  });

  test("a draft with problems is saved but not published", async () => {
    const { id } = await create();
    const broken = textOf(identifier).replace('"targetIdentifier": "call"', '"targetIdentifier": "nobody"');
    expect(await call("PUT", `/api/workflows/${id}/draft`, { text: broken, revision: 1 })).toMatchObject({
      status: 200,
      json: { revision: 2 },
    });
    const refused = await call("POST", `/api/workflows/${id}/publish`);
    expect(refused).toMatchObject({ status: 422, json: { error: "invalid_workflow" } });
    expect(refused.json.details).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ severity: "error", at: expect.stringContaining("/connections/0") }),
      ]),
    );
    const half = '{ "identifier": ';
    expect((await call("PUT", `/api/workflows/${id}/draft`, { text: half, revision: 2 })).status).toBe(200);
    expect((await call("GET", `/api/workflows/${id}`)).json.workflow).toMatchObject({
      text: half,
      identifier,
      revision: 3,
    });
  });

  test("a stale revision is refused and changes nothing", async () => {
    const { id } = await create();
    await call("PUT", `/api/workflows/${id}/draft`, { layout: { start: { x: 1, y: 2 } }, revision: 1 });
    const stale = await call("PUT", `/api/workflows/${id}/draft`, { text: "{}", revision: 1 });
    expect(stale).toMatchObject({ status: 409, json: { error: "stale_revision" } });
    expect((await call("GET", `/api/workflows/${id}`)).json.workflow).toMatchObject({
      text: textOf(identifier),
      layout: { start: { x: 1, y: 2 } },
      revision: 2,
    });
  });

  test("groups and notes are kept beside the document, within limits", async () => {
    const { id } = await create();
    const note = { id: "n1", x: 0, y: 16, width: 240, height: 160, colour: "amber", markdown: "# Why" };
    const group = { id: "g1", title: "Calls", colour: "blue", nodes: ["call"] };
    const board = { groups: [group], notes: [note] };
    const put = (given: unknown, revision: number) =>
      call("PUT", `/api/workflows/${id}/draft`, { board: given, revision });
    expect((await call("GET", `/api/workflows/${id}`)).json.workflow).toMatchObject({
      board: { groups: [], notes: [] },
    });
    expect((await put(board, 1)).json).toMatchObject({ revision: 2 });
    for (const bad of [
      { groups: [group, { ...group, id: "g2" }], notes: [] },
      { groups: [{ ...group, title: "x".repeat(101) }], notes: [] },
      { groups: [{ ...group, colour: "url(https://evil.test)" }], notes: [] },
      { groups: [], notes: [{ ...note, markdown: "x".repeat(10_001) }] },
      { groups: [], notes: [{ ...note, width: 1e9 }] },
      { groups: [], notes: Array.from({ length: 201 }, (_each, at) => ({ ...note, id: `n${at}` })) },
      { groups: [], notes: [{ ...note, script: "x" }] },
      { notes: [] },
    ]) {
      const refused = await put(bad, 2);
      expect(refused.status).toBe(422);
      expect(JSON.stringify(refused.json)).toContain("board");
    }
    expect((await call("GET", `/api/workflows/${id}`)).json.workflow).toMatchObject({ board, revision: 2 });
    expect((await call("GET", `/api/workflows/${id}/export`)).text).toBe(textOf(identifier));
  });

  test("publishing makes versions, one for each different text", async () => {
    const { id } = await create();
    expect((await call("POST", `/api/workflows/${id}/publish`)).json).toMatchObject({ version: 1 });
    expect((await call("POST", `/api/workflows/${id}/publish`)).json).toMatchObject({ version: 1 });
    const text = textOf(identifier).replace("A test", "Another");
    await call("PUT", `/api/workflows/${id}/draft`, { text, revision: 1 });
    expect((await call("GET", `/api/workflows/${id}`)).json.workflow).toMatchObject({
      version: 1,
      versionText: textOf(identifier),
    });
    expect((await call("POST", `/api/workflows/${id}/publish`)).json).toMatchObject({
      version: 2,
      versionIdentifier: expect.stringMatching(/^wfv_[a-zA-Z0-9]{16}$/),
    });
  });

  test("an older form is upgraded on the way in, and the changes are told", async () => {
    const older = JSON.stringify({
      identifier,
      nodes: [
        { identifier: "start", config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: {} } } },
        {
          identifier: "which",
          config: { type: "CONDITION", options: [{ identifier: "a", title: "A", expression: "true" }] },
        },
        { identifier: "call", config: { type: "WEBHOOK", url: "https://api.example.com/" } },
      ],
      connections: [
        { sourceIdentifier: "start", targetIdentifier: "which" },
        { sourceIdentifier: "which", targetIdentifier: "call", sourceOptionIdentifier: "a" },
      ],
    });
    const made = await call("POST", "/api/workflows", { text: older });
    expect(made.status).toBe(201);
    expect((made.json.changes as string[]).length).toBeGreaterThan(0);
    const { id } = made.json.workflow as { id: string };
    const { text } = await call("GET", `/api/workflows/${id}/export`);
    expect(text).toContain("sourceOutletIdentifier");
    expect(text).not.toContain("sourceOptionIdentifier");
  });

  test("a deleted workflow is gone", async () => {
    const { id } = await create();
    expect((await call("DELETE", `/api/workflows/${id}`)).status).toBe(200);
    for (const [method, path] of [
      ["GET", `/api/workflows/${id}`],
      ["DELETE", `/api/workflows/${id}`],
      ["GET", `/api/workflows/${id}/export`],
    ] as const) {
      expect(await call(method, path)).toMatchObject({
        status: 404,
        json: { ok: false, error: "not_found" },
      });
    }
  });
});

describe("Port's routes", () => {
  test("a posted workflow is version 1, and exports as it was posted", async () => {
    const text = textOf(identifier);
    const made = await call("POST", "/v1/workflows", text);
    expect(made).toMatchObject({
      status: 201,
      json: {
        ok: true,
        workflow: { identifier, version: 1, custom: { kept: [1, 2, 3] }, orgId: expect.any(String) },
      },
    });
    const { nodes } = made.json.workflow as { nodes: object[] };
    expect(nodes).toHaveLength(2);
    for (const node of nodes) expect(node).toHaveProperty("variables", {});
    expect((await call("GET", `/api/workflows/${identifier}/export`)).text).toBe(text);
  });

  test("reading, replacing, listing and deleting", async () => {
    await call("POST", "/v1/workflows", textOf(identifier));
    const replaced = await call(
      "PUT",
      `/v1/workflows/${identifier}`,
      textOf(identifier).replace("A test", "Two"),
    );
    expect(replaced).toMatchObject({ status: 200, json: { workflow: { title: "Two", version: 2 } } });
    expect((await call("GET", `/v1/workflows/${identifier}`)).json.workflow).toMatchObject({
      version: 2,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      createdBy: expect.any(String),
    });
    const listed = (await call("GET", "/v1/workflows")).json.workflows as { identifier: string }[];
    expect(listed.map((each) => each.identifier)).toContain(identifier);
    expect((await call("DELETE", `/v1/workflows/${identifier}`)).status).toBe(200);
    expect((await call("GET", `/v1/workflows/${identifier}`)).status).toBe(404);
  });

  test("refusals have Port's statuses", async () => {
    await call("POST", "/v1/workflows", textOf(identifier));
    expect((await call("POST", "/v1/workflows", textOf(identifier))).status).toBe(409);
    expect((await call("POST", "/v1/workflows", '{"identifier":"x","nodes":[]}')).status).toBe(422);
    expect((await call("PUT", "/v1/workflows/nobody", textOf("nobody"))).status).toBe(404);
    await call("POST", "/v1/workflows", textOf(`${identifier}_b`));
    expect((await call("PUT", `/v1/workflows/${identifier}_b`, textOf(identifier))).status).toBe(409);
    await create(textOf(`${identifier}_draft`));
    expect((await call("GET", `/v1/workflows/${identifier}_draft`)).status).toBe(404);
  });
});

describe("every route", () => {
  test("refuses other hosts and origins", async () => {
    expect(await call("GET", "/api/workflows", undefined, { host: "evil.example" })).toMatchObject({
      status: 403,
      json: { ok: false, error: "forbidden_host" },
    });
    expect(
      await call("POST", "/v1/workflows", textOf(identifier), { origin: "https://evil.example" }),
    ).toMatchObject({ status: 403, json: { error: "forbidden_origin" } });
    expect((await call("GET", `/v1/workflows/${identifier}`)).status).toBe(404);
  });

  test("refuses a body that is too large, no JSON, or of another shape", async () => {
    const large = "x".repeat(bodyLimit + 1);
    expect(await call("POST", "/v1/workflows", large)).toMatchObject({
      status: 413,
      json: { error: "too_large" },
    });
    expect((await call("POST", "/api/workflows", "{")).status).toBe(422);
    const wrong = await call("POST", "/api/workflows", { text: 5 });
    expect(wrong).toMatchObject({ status: 422, json: { details: [{ at: "/text", severity: "error" }] } });
    expect((await call("POST", "/api/workflows", "[".repeat(1_000_000))).status).toBe(422);
  });
});

describe("settings", () => {
  test("a secret goes in and never comes out", async () => {
    const value = "a-value-nobody-sees";
    const answers = [
      await call("PUT", "/api/secrets/api-token", { value }),
      await call("GET", "/api/secrets"),
      await call("PUT", "/api/secrets/api-token", { value: "" }),
      await call("PUT", "/api/secrets/a b", { value }),
      await call("PUT", "/api/secrets/x", { value: 1 }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 422, 422, 422]);
    expect(answers[1]?.json.secrets).toEqual([
      { name: "api-token", createdAt: expect.any(String), updatedAt: expect.any(String) },
    ]);
    for (const { text } of answers) expect(text).not.toContain(value);
    expect((await call("DELETE", "/api/secrets/api-token")).status).toBe(200);
    expect((await call("DELETE", "/api/secrets/api-token")).status).toBe(404);
  });

  test("environments are saved, listed and removed; the Playground stays", async () => {
    const hosts = [{ from: "https://api.github.com", to: "http://127.0.0.1:9000" }];
    expect((await call("PUT", "/api/environments/Staging", { hosts })).status).toBe(200);
    expect((await call("GET", "/api/environments")).json.environments).toMatchObject([
      { name: "Playground", builtIn: true, playground: true },
      { name: "Staging", builtIn: false, playground: false, hosts },
    ]);
    const wrong = await call("PUT", "/api/environments/Staging", { hosts: [{ from: "x", to: "http://a" }] });
    expect(wrong).toMatchObject({ status: 422, json: { details: [{ at: "/hosts/0/from" }] } });
    expect((await call("PUT", "/api/environments/Playground", { hosts })).status).toBe(409);
    expect((await call("DELETE", "/api/environments/Staging")).status).toBe(200);
    expect((await call("DELETE", "/api/environments/Staging")).status).toBe(404);
  });

  test("the page learns how the server is set", async () => {
    expect((await call("GET", "/api/info")).json).toMatchObject({
      ok: true,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      settings: { portAuth: false, asyncWebhooks: "continue", apiAuth: "optional", egressAllow: [] },
      playground: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) },
    });
  });
});
