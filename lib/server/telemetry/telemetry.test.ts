import { afterEach, beforeEach, expect, test } from "vitest";
import { call } from "../api/calling";
import { publish, waited } from "../api/calling-runs";
import { type Seen, serve, type TestServer } from "../http/test-server";
import { startTestServices } from "../test-services";

let collector: TestServer;
let hook: TestServer;
beforeEach(async () => {
  collector = await serve((_, response) => response.end("{}"));
  hook = await serve(({ path }, response) =>
    response.writeHead(path.startsWith("/fails") ? 500 : 200).end("{}"),
  );
  // The exporters read these from the process, as OpenTelemetry says.
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
});
afterEach(async () => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  await collector.close();
  await hook.close();
});

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status?: { code?: number; message?: string };
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

const bodies = (path: string) =>
  collector.seen.filter((seen: Seen) => seen.path === path).map(({ body }) => JSON.parse(body) as unknown);

const spans = (): Span[] =>
  (bodies("/v1/traces") as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }[]).flatMap(
    ({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );

const start = () =>
  startTestServices({ SLIPWAY_EGRESS_ALLOW: hook.host, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });

test("a run is a trace: a span for each node run, within one for the run", async () => {
  const { end } = await start();
  const identifier = await publish({ url: `${hook.url}/fails?token=in-the-address` });
  const { run } = await waited(identifier, { inputs: { name: "n" } });
  // A stop sends what has gathered.
  await end();
  const sent = spans();
  const root = sent.find(({ name }) => name === `run ${identifier}`);
  const node = sent.find(({ name }) => name === "WEBHOOK call");
  expect(sent.map(({ name }) => name).sort()).toEqual([
    "SELF_SERVE_TRIGGER start",
    "WEBHOOK call",
    `run ${identifier}`,
  ]);
  expect(new Set(sent.map(({ traceId }) => traceId)).size).toBe(1);
  expect(node?.parentSpanId).toBe(root?.spanId);
  expect(node?.status).toMatchObject({ code: 2, message: "http/status" });
  expect(BigInt(node?.endTimeUnixNano ?? 0)).toBeGreaterThanOrEqual(BigInt(node?.startTimeUnixNano ?? 1));
  const attributes = Object.fromEntries(
    (node?.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
  );
  expect(attributes).toMatchObject({
    "slipway.run": run.identifier,
    "slipway.node": "call",
    "slipway.result": "FAILED",
    "http.request.method": "POST",
    "http.response.status_code": 500,
  });
  expect(JSON.stringify(collector.seen)).not.toContain("in-the-address");
});

test("runs and node runs are counted by their result", async () => {
  const { end } = await start();
  const identifier = await publish({ url: `${hook.url}/` });
  await waited(identifier, { inputs: { name: "n" } });
  await end();
  const text = JSON.stringify(bodies("/v1/metrics"));
  for (const name of ["slipway.runs", "slipway.node_runs", "slipway.run.duration", "slipway.runs.open"])
    expect(text).toContain(`"${name}"`);
  expect(text).toContain('"SUCCESS"');
});

test("a collector that is not there holds nothing up", async () => {
  const gone = collector.url;
  await collector.close();
  collector = await serve((_, response) => response.end("{}"));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = gone;
  const { end } = await startTestServices({
    SLIPWAY_EGRESS_ALLOW: hook.host,
    OTEL_EXPORTER_OTLP_ENDPOINT: gone,
  });
  const identifier = await publish({ url: `${hook.url}/` });
  const { run } = await waited(identifier, { inputs: { name: "n" } });
  expect((await call("GET", `/v1/workflows/runs/${run.identifier}`)).json.workflowRun).toMatchObject({
    result: "SUCCESS",
  });
  const began = performance.now();
  await end();
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("the two health routes say whether the process answers, and whether it can take work", async () => {
  const before = await call("GET", "/readyz");
  expect(before).toMatchObject({
    status: 503,
    json: { ok: false, checks: { services: "starting or stopping" } },
  });
  const { end } = await startTestServices();
  expect(await call("GET", "/healthz")).toMatchObject({ status: 200, json: { ok: true } });
  expect(await call("GET", "/readyz")).toMatchObject({
    status: 200,
    json: { ok: true, checks: { services: "ok", database: "ok", engine: "ok" } },
  });
  await end();
  expect((await call("GET", "/readyz")).status).toBe(503);
});
