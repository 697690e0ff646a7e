import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServices } from "../test-services";
import { call } from "./calling";

let end: () => Promise<void>;
beforeAll(async () => {
  ({ end } = await startTestServices());
});
afterAll(() => end());

/** A client made in the settings. */
async function client(role: "Admin" | "Member" = "Member", name = "CI") {
  const made = await call("POST", "/api/clients", { name, role });
  expect(made.status).toBe(201);
  const { id } = made.json.client as { id: string };
  return { clientId: id, clientSecret: String(made.json.secret) };
}

async function bearer(role: "Admin" | "Member" = "Member") {
  const credentials = await client(role);
  const answer = await call("POST", "/v1/auth/access_token", credentials);
  expect(answer.status).toBe(200);
  return { ...credentials, headers: { authorization: `Bearer ${answer.json.accessToken}` } };
}

describe("access tokens", () => {
  test("a client's secret buys a token of three hours, which names the client", async () => {
    const credentials = await client();
    const answer = await call("POST", "/v1/auth/access_token", credentials);
    expect(answer).toMatchObject({
      status: 200,
      json: { ok: true, accessToken: expect.any(String), expiresIn: 10_800, tokenType: "Bearer" },
    });
    const headers = { authorization: `bearer ${answer.json.accessToken}` };
    expect((await call("GET", "/v1/workflows", undefined, headers)).status).toBe(200);
    const clients = (await call("GET", "/api/clients")).json.clients as { id: string; lastUsedAt: string }[];
    expect(clients.find(({ id }) => id === credentials.clientId)?.lastUsedAt).toEqual(expect.any(String));
    expect(JSON.stringify(clients)).not.toContain(credentials.clientSecret);
  });

  test("wrong credentials and tokens are 401, and say how to do it", async () => {
    const { clientId, headers } = await bearer();
    for (const body of [
      { clientId, clientSecret: "wrong" },
      { clientId: "slw_nobody", clientSecret: "wrong" },
    ])
      expect(await call("POST", "/v1/auth/access_token", body)).toMatchObject({
        status: 401,
        json: { ok: false, error: "unauthorized" },
      });
    expect((await call("POST", "/v1/auth/access_token", { clientId })).status).toBe(422);
    for (const authorization of [`${headers.authorization}x`, "Bearer", "Bearer a b", "Basic YTpi", ""]) {
      const refused = await call("GET", "/v1/workflows", undefined, { authorization });
      expect(refused, authorization).toMatchObject({ status: 401, json: { error: "unauthorized" } });
      expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="slipway"');
    }
  });

  test("a revoked client's tokens are refused at once", async () => {
    const { clientId, clientSecret, headers } = await bearer("Admin");
    expect((await call("GET", "/v1/workflows", undefined, headers)).status).toBe(200);
    expect((await call("DELETE", `/api/clients/${clientId}`)).status).toBe(200);
    expect((await call("GET", "/v1/workflows", undefined, headers)).status).toBe(401);
    expect((await call("POST", "/v1/auth/access_token", { clientId, clientSecret })).status).toBe(401);
    expect((await call("DELETE", `/api/clients/${clientId}`)).status).toBe(404);
  });

  test("guessing is slowed down", async () => {
    const body = { clientId: "slw_guess", clientSecret: "x" };
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1)
      statuses.push((await call("POST", "/v1/auth/access_token", body)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    const refused = await call("POST", "/v1/auth/access_token", body);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("a page of another origin gets nowhere, with a token or without", async () => {
    const { headers } = await bearer("Admin");
    for (const foreign of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }])
      expect(await call("GET", "/v1/workflows", undefined, { ...headers, ...foreign })).toMatchObject({
        status: 403,
        json: { error: "forbidden_origin" },
      });
  });

  test("a client needs a name and a role", async () => {
    for (const body of [{ name: " ", role: "Admin" }, { name: "x", role: "Owner" }, { name: "x" }])
      expect((await call("POST", "/api/clients", body)).status).toBe(422);
  });
});

describe("roles", () => {
  const workflow = (identifier: string) => ({
    identifier,
    nodes: [{ identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } }],
    connections: [],
  });

  test("an Admin client builds, and its name is on what it made", async () => {
    const { clientId, headers } = await bearer("Admin");
    const made = await call("POST", "/v1/workflows", workflow("built_by_client"), headers);
    expect(made).toMatchObject({
      status: 201,
      json: { workflow: { createdBy: clientId, updatedBy: clientId } },
    });
    const changed = await call("PUT", "/v1/workflows/built_by_client", workflow("built_by_client"));
    expect(changed.json.workflow).toMatchObject({
      version: 2,
      createdBy: clientId,
      updatedBy: "local@slipway.localhost",
    });
    const started = await call("POST", "/v1/workflows/built_by_client/runs", {}, headers);
    expect(started).toMatchObject({ status: 201, json: { workflowRun: { createdBy: clientId } } });
    const mine = await call("GET", `/v1/workflows/runs?createdBy=${clientId}`);
    expect(mine.json.workflowRuns).toHaveLength(1);
  });

  test("a Member client runs, and builds nothing", async () => {
    await call("POST", "/v1/workflows", workflow("for_members"));
    const { headers } = await bearer("Member");
    const started = await call("POST", "/v1/workflows/for_members/runs", {}, headers);
    expect(started.status).toBe(201);
    const path = "/v1/workflows/for_members";
    for (const [method, address, body] of [
      ["POST", "/v1/workflows", workflow("another")],
      ["PUT", path, workflow("for_members")],
      ["DELETE", path, undefined],
      ["POST", `${path}/nodes/start/permissions`, { roles: ["Member"] }],
      ["PATCH", `${path}/nodes/start/permissions`, { roles: ["Member"] }],
      ["DELETE", `${path}/nodes/start/permissions`, undefined],
      ["GET", "/v1/organization/secrets", undefined],
      ["POST", "/v1/organization/secrets", { secretName: "a", secretValue: "b" }],
      ["GET", "/v1/organization/secrets/a", undefined],
      ["PATCH", "/v1/organization/secrets/a", { secretValue: "b" }],
      ["DELETE", "/v1/organization/secrets/a", undefined],
      ["GET", "/v1/workflows?run_as=local@slipway.localhost", undefined],
    ] as const) {
      const refused = await call(method, address, body, headers);
      expect(refused, `${method} ${address}`).toMatchObject({ status: 403, json: { error: "forbidden" } });
    }
    expect((await call("GET", path)).json.workflow).toMatchObject({ version: 1 });
  });

  test("run_as somebody who is not there is refused", async () => {
    expect(await call("GET", "/v1/workflows?run_as=nobody@example.com")).toMatchObject({
      status: 422,
      json: { error: "invalid_value", message: expect.stringContaining("nobody@example.com") },
    });
  });
});

describe("SLIPWAY_API_AUTH=required", () => {
  test("no call of /v1 passes without a token, but for the two that come before one", async () => {
    await end();
    const strict = await startTestServices({ SLIPWAY_API_AUTH: "required" });
    try {
      expect((await call("GET", "/v1/workflows")).status).toBe(401);
      expect((await call("PATCH", "/v1/workflows/nodes/runs/wfnr_x", {})).status).toBe(401);
      expect((await call("GET", "/v1/openapi.json")).status).toBe(200);
      expect((await call("GET", "/api/workflows")).status).toBe(200);
      const { headers } = await bearer();
      expect((await call("GET", "/v1/workflows", undefined, headers)).status).toBe(200);
    } finally {
      await strict.end();
      // The services of the other tests run again.
      ({ end } = await startTestServices());
    }
  });
});
