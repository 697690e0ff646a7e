import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import type { HttpCall } from "../../nodes/runner";
import type { RunEnvironment } from "../../run/events";
import { clientFor, plainRun, type Seen, serve } from "./test-server";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A service shaped like Port's API: it hands out tokens that last a while and refuses calls without one. */
async function portServer(
  options: { expiresIn?: number; extra?: (request: Seen, response: ServerResponse) => boolean } = {},
) {
  let valid: string | undefined;
  let count = 0;
  const server = await serve((request, response) => {
    if (options.extra?.(request, response) === true) return;
    const reply = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (request.path === "/v1/auth/access_token") {
      const { clientId, clientSecret } = JSON.parse(request.body) as Record<string, string>;
      if (clientId !== "id" || clientSecret !== "s3cret") return reply(401, { ok: false });
      valid = `port-token-${++count}`;
      return reply(200, { ok: true, accessToken: valid, expiresIn: options.expiresIn ?? 3600 });
    }
    return request.headers.authorization === `Bearer ${valid}`
      ? reply(200, { ok: true, auth: request.headers.authorization })
      : reply(401, { ok: false, error: "unauthorized" });
  });
  open.push(server);
  return {
    ...server,
    tokens: () => count,
    revoke: () => {
      valid = "another";
    },
  };
}

function setup(
  baseUrl: string,
  more: { clientSecret?: string; environment?: RunEnvironment; now?: () => number } = {},
) {
  const client = clientFor({
    egressAllow: ["127.0.0.1:*"],
    port: { clientId: "id", clientSecret: more.clientSecret ?? "s3cret", baseUrl, origins: [] },
    now: more.now ?? Date.now,
  });
  open.push(client);
  const { environment } = more;
  const { send, route } = client.forRun({
    run: "wfr_1",
    ...plainRun,
    ...(environment === undefined ? {} : { environment }),
  });
  const call = (url: string, headers: HttpCall["headers"]) => ({ method: "POST", url, headers, body: "{}" });
  return Object.assign(
    (url: string, headers: HttpCall["headers"] = []) =>
      send(call(url, headers), new AbortController().signal),
    { withPort: (url: string, headers: HttpCall["headers"] = []) => route(call(url, headers)).portAuth },
  );
}

test("asks for a token once, and sends it with every call to Port", async () => {
  const port = await portServer();
  const send = setup(port.url);
  const results = await Promise.all([
    send(`${port.url}/v1/a`),
    send(`${port.url}/v1/b`),
    send(`${port.url}/v1/c`),
  ]);
  expect(results.map((result) => result.ok && result.reply.status)).toEqual([200, 200, 200]);
  expect(send.withPort(`${port.url}/v1/a`)).toBe(true);
  expect(port.tokens()).toBe(1);
});

test("tells the run of the token before it goes out", async () => {
  const port = await portServer();
  const told: [string, string][] = [];
  const client = clientFor({
    egressAllow: ["127.0.0.1:*"],
    port: { clientId: "id", clientSecret: "s3cret", baseUrl: port.url, origins: [] },
  });
  open.push(client);
  const run = client.forRun({
    ...plainRun,
    run: "wfr_1",
    secret: (text, name) => {
      expect(port.seen.map(({ path }) => path)).toEqual(["/v1/auth/access_token"]);
      told.push([text, name]);
    },
  });
  await run.send({ method: "GET", url: `${port.url}/v1/a`, headers: [] }, new AbortController().signal);
  expect(told).toEqual([["port-token-1", "Port access token"]]);
});

test("asks again after the token has expired, and not before", async () => {
  const port = await portServer({ expiresIn: 3600 });
  let now = 0;
  const send = setup(port.url, { now: () => now });
  await send(`${port.url}/v1/a`);
  now = 3_500_000;
  await send(`${port.url}/v1/a`);
  expect(port.tokens()).toBe(1);
  now = 3_600_001;
  await send(`${port.url}/v1/a`);
  expect(port.tokens()).toBe(2);
});

test("retries once with a fresh token on 401, and then gives up", async () => {
  const port = await portServer();
  const send = setup(port.url);
  await send(`${port.url}/v1/a`);
  port.revoke();
  expect(await send(`${port.url}/v1/a`)).toMatchObject({ reply: { status: 200 } });
  expect(port.tokens()).toBe(2);

  const refusing = await portServer({
    extra: ({ path }, response) => path === "/v1/never" && response.writeHead(401).end() !== undefined,
  });
  expect(await setup(refusing.url)(`${refusing.url}/v1/never`)).toMatchObject({ reply: { status: 401 } });
  expect(refusing.tokens()).toBe(2);
  expect(refusing.seen.filter(({ path }) => path === "/v1/never")).toHaveLength(2);
});

test("an explicit Authorization wins", async () => {
  const port = await portServer();
  const send = setup(port.url);
  const mine: HttpCall["headers"] = [["authorization", "Bearer mine"]];
  expect(await send(`${port.url}/v1/a`, mine)).toMatchObject({ reply: { status: 401 } });
  expect(send.withPort(`${port.url}/v1/a`, mine)).toBe(false);
  expect(port.tokens()).toBe(0);
});

test("other origins get nothing, and a redirect to one neither", async () => {
  const other = await serve((_, response) => response.end());
  open.push(other);
  const port = await portServer({
    extra: ({ path }, response) =>
      path === "/v1/away" && response.writeHead(307, { location: `${other.url}/x` }).end() !== undefined,
  });
  const send = setup(port.url);
  await send(`${other.url}/x`);
  expect(send.withPort(`${other.url}/x`)).toBe(false);
  await send(`${port.url}/v1/away`);
  expect(other.seen).toHaveLength(2);
  for (const { headers } of other.seen) expect(headers.authorization).toBeUndefined();
});

test("credentials that are refused are an error without them in it", async () => {
  const port = await portServer();
  const result = await setup(port.url, { clientSecret: "wr0ng-one" })(`${port.url}/v1/a`);
  expect(result).toMatchObject({ ok: false, error: { code: "port/auth" } });
  expect(JSON.stringify(result)).not.toContain("wr0ng-one");
  expect(!result.ok && result.error.hint).toContain("PORT_CLIENT_SECRET");
});

describe("with an environment", () => {
  const mapping = (to: string, playground: boolean): RunEnvironment => ({
    name: "stand-in",
    playground,
    hosts: [{ from: "https://api.getport.io", to }],
  });

  test("a stand-in for Port gives its own token", async () => {
    const standIn = await portServer();
    const send = setup("https://api.getport.io", { environment: mapping(standIn.url, false) });
    expect(await send("https://api.getport.io/v1/a")).toMatchObject({ reply: { status: 200 } });
    expect(send.withPort("https://api.getport.io/v1/a")).toBe(true);
    expect(standIn.seen[0]?.path).toBe("/v1/auth/access_token");
  });

  test("the Playground never gets credentials", async () => {
    const playground = await portServer();
    const send = setup("https://api.getport.io", { environment: mapping(playground.url, true) });
    expect(await send("https://api.getport.io/v1/a")).toMatchObject({ reply: { status: 401 } });
    expect(send.withPort("https://api.getport.io/v1/a")).toBe(false);
    expect(playground.tokens()).toBe(0);
  });
});
