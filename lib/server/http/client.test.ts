import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { HttpCall, HttpResult } from "../../nodes/runner";
import type { HttpClient, HttpSettings } from "./client";
import { clientFor, plainRun, type Seen, serve, type TestServer } from "./test-server";

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close();
});

async function server(handle: (request: Seen, response: ServerResponse) => void): Promise<TestServer> {
  const made = await serve(handle);
  closing.push(made);
  return made;
}

function client(settings: Partial<HttpSettings> = {}): HttpClient {
  const made = clientFor(settings);
  closing.push(made);
  return made;
}

const never = new AbortController().signal;

const send = (
  url: string,
  settings: Partial<HttpSettings> = {},
  call: Partial<HttpCall> = {},
): Promise<HttpResult> =>
  client({ egressAllow: ["127.0.0.1:*"], ...settings })
    .forRun({
      ...plainRun,
      run: "wfr_1",
      isSecret: (text) => text.includes("hush"),
    })
    .send({ method: "GET", url, headers: [], ...call }, never);

const codeOf = (result: HttpResult) => (result.ok ? `status ${result.reply.status}` : result.error.code);

test("sends method, path, headers and body, and reads the answer", async () => {
  const { url, seen } = await server((_, response) => {
    response.writeHead(201, { "X-A": "1", "Set-Cookie": ["a=1", "b=2"] });
    response.end("made: ü");
  });
  const result = await send(
    `${url}/a%20b?x=1#y`,
    {},
    { method: "POST", headers: [["X-B", "2"]], body: '{"a":"ü"}' },
  );
  expect(seen[0]).toMatchObject({ method: "POST", path: "/a%20b?x=1", body: '{"a":"ü"}' });
  expect(seen[0]?.headers).toMatchObject({ "x-b": "2", "content-length": "10" });
  expect(result).toMatchObject({
    ok: true,
    reply: { status: 201, statusText: "Created", body: "made: ü", size: 8, redirects: [] },
  });
  if (result.ok) expect(result.reply.headers.filter(([name]) => name === "Set-Cookie")).toHaveLength(2);
});

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
])("reads a body in %s", async (coding, pack) => {
  const { url } = await server((_, response) => {
    response.writeHead(200, { "content-encoding": coding });
    response.end(pack("plain text"));
  });
  expect(await send(url)).toMatchObject({ ok: true, reply: { body: "plain text", size: 10 } });
});

test("reads text in the charset that the answer names", async () => {
  const { url } = await server((_, response) => {
    response.writeHead(200, { "content-type": "text/plain; charset=iso-8859-1" });
    response.end(Buffer.from([0xfc]));
  });
  expect(await send(url)).toMatchObject({ reply: { body: "ü" } });
});

describe("limits", () => {
  test("a response of a gigabyte ends at the cap", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, "x");
    const { url } = await server((_, response) => {
      const more = () => {
        while (sent < 1e9 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return response.once("drain", more);
        }
        return response.end();
      };
      more();
    });
    const result = await send(url);
    expect(result).toMatchObject({ ok: false, timeout: false, error: { code: "http/too-large" } });
    expect(!result.ok && result.error.message).toContain("1000000 bytes");
    expect(sent).toBeLessThan(1e8);
  });

  test("a small body that unpacks to a large one ends at the cap", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const { url } = await server((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(bomb);
    });
    expect(codeOf(await send(url))).toBe("http/too-large");
  });

  test("a body that is not what its encoding says fails", async () => {
    const { url } = await server((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end("no gzip at all");
    });
    expect(codeOf(await send(url))).toBe("http/encoding");
  });

  test("no answer ends after the timeout", async () => {
    const { url } = await server(() => {});
    const result = await send(url, { timeoutMs: 300 });
    expect(result).toMatchObject({ ok: false, timeout: true, error: { code: "http/timeout" } });
    expect(!result.ok && result.error.message).toMatch(/did not answer within 0\.3 s/);
  });

  test("a body that comes in drops for ever ends after the total time", async () => {
    const timers: NodeJS.Timeout[] = [];
    const { url } = await server((_, response) => {
      timers.push(setInterval(() => response.write("."), 20));
    });
    const result = await send(url, { timeoutMs: 300, totalMs: 400 });
    for (const timer of timers) clearInterval(timer);
    expect(result).toMatchObject({ ok: false, timeout: true, error: { code: "http/timeout" } });
    expect(!result.ok && result.error.message).toMatch(/did not finish its answer within 0\.4 s/);
  });

  test("an abort ends the request at once", async () => {
    const stop = new AbortController();
    const { url } = await server(() => stop.abort(new Error("stopped")));
    const { send: call } = client({ egressAllow: ["127.0.0.1:*"] }).forRun({
      run: "wfr_1",
      ...plainRun,
    });
    await expect(call({ method: "GET", url, headers: [] }, stop.signal)).rejects.toThrow("stopped");
  });

  test("an answer that says it is compressed many times is not unpacked", async () => {
    const { url } = await server((_, response) => {
      response.writeHead(200, { "content-encoding": Array(1000).fill("gzip").join(", ") }).end("x");
    });
    const result = await send(url);
    expect(result).toMatchObject({ ok: false, error: { code: "http/encoding" } });
    expect(!result.ok && result.error.message).toContain("more than 5 times");
  });

  test("a port where nobody listens, a connection that breaks, a host without address", async () => {
    const gone = await serve(() => {});
    await gone.close();
    const refused = await send(gone.url);
    expect(refused).toMatchObject({ ok: false, timeout: false, error: { code: "http/refused" } });
    expect(!refused.ok && refused.error.message).toContain("Request failed: connection refused");
    const { url } = await server((_, response) => response.destroy());
    expect(codeOf(await send(url))).toBe("http/reset");
    const lookup: NonNullable<HttpSettings["lookup"]> = (_host, done) =>
      done(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }), []);
    expect(codeOf(await send("http://nowhere.test/", { lookup }))).toBe("http/dns");
  });
});

describe("a kept connection that closes without an answer", () => {
  /** Answers the first request of each connection, and closes it at the second. */
  async function closing() {
    const used = new Set<unknown>();
    const made = await server((_, response) => {
      const { socket } = response;
      if (used.has(socket)) return socket?.destroy();
      used.add(socket);
      response.end("answered");
    });
    const run = client({ egressAllow: ["127.0.0.1:*"] }).forRun({ run: "wfr_1", ...plainRun });
    const sendTo = async (method: string, headers: HttpCall["headers"]) => {
      const body = method === "POST" ? { body: "{}" } : {};
      const result = await run.send({ method, url: made.url, headers, ...body }, never);
      // The pool takes a connection back in a later turn.
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      return result;
    };
    return { ...made, sendTo };
  }
  const key: HttpCall["headers"] = [["Idempotency-Key", "wfnr_1"]];

  test.each([
    ["GET", []],
    ["POST", key],
  ])("a %s is sent again over a new one", async (method, headers: HttpCall["headers"]) => {
    const { seen, sendTo } = await closing();
    expect(codeOf(await sendTo(method, headers))).toBe("status 200");
    expect(codeOf(await sendTo(method, headers))).toBe("status 200");
    expect(seen).toHaveLength(3);
  });

  test("a POST without a key is not", async () => {
    const { seen, sendTo } = await closing();
    expect(codeOf(await sendTo("POST", []))).toBe("status 200");
    expect(codeOf(await sendTo("POST", []))).toBe("http/reset");
    expect(seen).toHaveLength(2);
  });

  test("nor is anything over a new connection, where the service must have seen it", async () => {
    const { url, seen } = await server((_, response) => response.destroy());
    expect(codeOf(await send(url, {}, { method: "POST", headers: key }))).toBe("http/reset");
    expect(seen).toHaveLength(1);
  });
});

describe("redirects", () => {
  test("are followed, and told", async () => {
    const { url } = await server(({ path }, response) => {
      if (path === "/end") return response.end("here");
      return response.writeHead(302, { location: path === "/" ? "/mid" : "/end" }).end();
    });
    expect(await send(url)).toMatchObject({
      reply: { status: 200, body: "here", redirects: [`${url}/mid`, `${url}/end`] },
    });
  });

  test.each([
    [301, "POST", "GET", ""],
    [302, "POST", "GET", ""],
    [303, "PUT", "GET", ""],
    [307, "POST", "POST", "body"],
    [308, "PATCH", "PATCH", "body"],
    [302, "PUT", "PUT", "body"],
  ])("at %i a %s becomes a %s", async (status, method, becomes, body) => {
    const { url, seen } = await server(({ path }, response) => {
      if (path === "/end") response.end();
      else response.writeHead(status, { location: "/end" }).end();
    });
    await send(url, {}, { method, body: "body", headers: [["content-type", "text/plain"]] });
    expect(seen[1]).toMatchObject({ method: becomes, path: "/end", body });
    expect(seen[1]?.headers["content-type"]).toBe(body === "" ? undefined : "text/plain");
  });

  test("leave credentials behind at another origin, and keep them at the same", async () => {
    const other = await server((_, response) => response.end());
    const { url, seen } = await server(({ path }, response) => {
      response.writeHead(302, { location: path === "/" ? "/again" : other.url }).end();
    });
    const headers: HttpCall["headers"] = [
      ["Authorization", "Bearer t"],
      ["Cookie", "c=1"],
      ["X-Key", "hush"],
      ["X-Plain", "p"],
    ];
    await send(url, {}, { headers });
    expect(seen[1]?.headers).toMatchObject({ authorization: "Bearer t", cookie: "c=1", "x-key": "hush" });
    expect(other.seen[0]?.headers).toMatchObject({ "x-plain": "p" });
    for (const name of ["authorization", "cookie", "x-key"])
      expect(other.seen[0]?.headers).not.toHaveProperty(name);
  });

  test("do not carry a body with a secret to another origin", async () => {
    const other = await server((_, response) => response.end());
    const { url } = await server((_, response) => response.writeHead(307, { location: other.url }).end());
    const result = await send(url, {}, { method: "POST", body: '{"key":"hush"}' });
    expect(result).toMatchObject({ ok: false, error: { code: "http/redirect" } });
    expect(!result.ok && result.error.message).toContain(`${other.url}, and the body holds a secret`);
    expect(other.seen).toEqual([]);
    expect(codeOf(await send(url, {}, { method: "POST", body: "plain" }))).toBe("status 200");
  });

  test("that go in a circle, or on and on, are an error", async () => {
    const { url } = await server(({ path }, response) => {
      const location = path.startsWith("/n") ? `/n${Number(path.slice(2)) + 1}` : "/loop";
      response.writeHead(302, { location }).end();
    });
    expect(codeOf(await send(`${url}/loop`))).toBe("http/redirect-loop");
    const many = await send(`${url}/n0`);
    expect(many).toMatchObject({ ok: false, error: { code: "http/too-many-redirects" } });
    expect(!many.ok && many.error.message).toContain("more than 5 redirects");
  });

  test.each([
    ["http://127.0.0.1:9/", "egress/refused"],
    ["http://169.254.169.254/latest/meta-data/", "egress/refused"],
    ["http://[::1]:9/", "egress/refused"],
    ["file:///etc/passwd", "http/redirect"],
    ["http://user:pass@example.com/", "http/redirect"],
    ["http://", "http/redirect"],
  ])("to %s are refused", async (location, code) => {
    const { url, host } = await server((_, response) => response.writeHead(302, { location }).end());
    const result = await send(url, { egressAllow: [host] });
    expect(codeOf(result)).toBe(code);
    expect(JSON.stringify(result)).not.toContain("pass@");
  });
});

describe("hosts map", () => {
  const environment = (to: string, playground = false) => ({
    name: "stand-in",
    playground,
    hosts: [
      { from: "https://api.example.com", to: `${to}/base/` },
      { from: "https://api.example.com/repos", to: `${to}/git` },
    ],
  });
  const call = (url: string): HttpCall => ({ method: "GET", url, headers: [] });
  const inside = (to: string) => client().forRun({ run: "wfr_1", environment: environment(to), ...plainRun });
  const mapped = (to: string, url: string) => inside(to).send(call(url), never);

  test("sends to the longest match, keeps path and query, and is allowed through the guard", async () => {
    const { url, seen } = await server((_, response) => response.end());
    await mapped(url, "https://api.example.com/repos/a?b=1");
    expect(seen[0]?.path).toBe("/git/a?b=1");
    expect(inside(url).route(call("https://api.example.com/repos/a?b=1"))).toEqual({
      sentTo: `${url}/git/a?b=1`,
      via: { environment: "stand-in", playground: false },
      portAuth: false,
    });
    expect(inside(url).route(call("https://api.example.org/"))).toEqual({ portAuth: false });
    await mapped(url, "https://api.example.com/repository");
    await mapped(url, "https://api.example.com");
    expect(seen.slice(1).map(({ path }) => path)).toEqual(["/base/repository", "/base/"]);
  });

  test("maps the address of a redirect too", async () => {
    const { url, seen } = await server(({ path }, response) => {
      if (path === "/base/a") response.writeHead(302, { location: "https://api.example.com/repos/b" }).end();
      else response.end();
    });
    await mapped(url, "https://api.example.com/a");
    expect(seen[1]?.path).toBe("/git/b");
  });

  test("allows its target to runs of that environment alone, also over a connection that is kept", async () => {
    const { url } = await server((_, response) => response.end());
    const http = client();
    const call = { method: "GET", url: `${url}/x`, headers: [] as HttpCall["headers"] };
    const inside = http.forRun({ run: "wfr_1", environment: environment(url), ...plainRun });
    const outside = http.forRun({ run: "wfr_2", ...plainRun });
    expect(codeOf(await inside.send(call, never))).toBe("status 200");
    expect(codeOf(await outside.send(call, never))).toBe("egress/refused");
    expect(codeOf(await outside.send(call, never))).toBe("egress/refused");
  });
});

describe("the built-in catalog", () => {
  const catalog: HttpSettings["catalog"] = async ({ method, url, body, source }) => ({
    status: 201,
    json: { method, path: url.pathname, body: body ?? null, ...source },
  });
  const port = { baseUrl: "https://api.getport.io", origins: ["https://port.example.com"] };
  const request = (url: string, headers: HttpCall["headers"] = []): HttpCall => ({
    method: "POST",
    url,
    headers,
    body: '{"a":1}',
    idempotencyKey: "wfnr_1",
  });
  const entities = "/v1/blueprints/a/entities";

  test("answers in Port's place while there are no credentials", async () => {
    const run = client({ catalog, port }).forRun({ ...plainRun, run: "wfr_1" });
    for (const origin of ["https://api.getport.io", "https://api.us.port.io", "https://port.example.com"]) {
      expect(run.route(request(origin + entities))).toEqual({ portAuth: false, catalog: true });
      const result = await run.send(request(origin + entities), never);
      expect(result).toMatchObject({
        ok: true,
        reply: { status: 201, statusText: "Created", redirects: [] },
      });
      expect(result.ok && JSON.parse(result.reply.body)).toEqual({
        method: "POST",
        path: entities,
        body: '{"a":1}',
        by: plainRun.by,
        run: "wfr_1",
        nodeRun: "wfnr_1",
      });
    }
    expect(run.portBaseUrl).toBe("https://api.getport.io");
  });

  test("leaves other hosts, credentials, an Authorization and mapped addresses to the network", () => {
    const isAnswered = (
      url: string,
      { headers = [], ...given }: Partial<HttpSettings> & { headers?: HttpCall["headers"] } = {},
      hosts?: { from: string; to: string }[],
    ) =>
      client({ catalog, port, ...given })
        .forRun({
          ...plainRun,
          run: "wfr_1",
          ...(hosts === undefined ? {} : { environment: { name: "e", hosts, playground: false } }),
        })
        .route(request(url + entities, headers)).catalog === true;
    expect(isAnswered("https://api.getport.io")).toBe(true);
    expect(isAnswered("https://api.example.com")).toBe(false);
    expect(isAnswered("http://api.getport.io")).toBe(false);
    expect(isAnswered("https://api.getport.io", { headers: [["Authorization", "Bearer x"]] })).toBe(false);
    expect(
      isAnswered("https://api.getport.io", { port: { ...port, clientId: "a", clientSecret: "b" } }),
    ).toBe(false);
    const to = "http://127.0.0.1:1";
    expect(isAnswered("https://api.getport.io", {}, [{ from: "https://api.getport.io", to }])).toBe(false);
    expect(isAnswered("https://api.getport.io", {}, [{ from: "https://api.example.com", to }])).toBe(true);
    const playground = { name: "Playground", hosts: [], playground: true };
    const inPlayground = client({ catalog, port }).forRun({
      ...plainRun,
      run: "wfr_1",
      environment: playground,
    });
    expect(inPlayground.route(request(`https://api.getport.io${entities}`))).toEqual({ portAuth: false });
  });

  test("is held to the size of a response", async () => {
    const large: HttpSettings["catalog"] = async () => ({ status: 200, json: { text: "x".repeat(2_000) } });
    const run = client({ catalog: large, port, maxResponse: 1_024 }).forRun({ ...plainRun, run: "wfr_1" });
    expect(codeOf(await run.send(request(`https://api.getport.io${entities}`), never))).toBe(
      "http/too-large",
    );
  });
});
