import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buttonsOf } from "../../nodes/input/prompt";
import type { InboxItem } from "../../run/answers";
import type { RunState } from "../../run/state";
import type { Services } from "../running";
import { startTestServices } from "../test-services";
import { call } from "./calling";
import { eventsOf, publish, waited } from "./calling-runs";

let services: Services;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ services, end } = await startTestServices());
});
afterAll(() => end());

test("every example succeeds at its first run in the Playground", async () => {
  const examples = (await call("GET", "/api/examples")).json.examples as {
    name: string;
    text: string;
    inputs: object;
    secrets: string[];
  }[];
  expect(examples.length).toBeGreaterThanOrEqual(10);
  for (const { name, text, inputs } of examples) {
    const made = await call("POST", "/api/workflows", { text, from: "example", example: name });
    expect(made.status).toBe(201);
    const { id } = made.json.workflow as { id: string };
    const started = await call("POST", `/api/workflows/${id}/runs`, { inputs, environment: "Playground" });
    expect(started.status, `${name}: ${started.text}`).toBe(201);
    const [events] = await Promise.all([
      eventsOf(String(started.json.run)),
      answerAll(String(started.json.run)),
    ]);
    expect(events.at(-1), name).toMatchObject({ type: "run.completed", result: "SUCCESS" });
  }
  const byName = new Map(examples.map((example) => [example.name, example]));
  expect(byName.get("secrets-in-url-and-header")?.secrets).toEqual(["api-key", "webhook-token"]);
});

/** Presses the first button of whatever a run asks, as one person after the other. */
async function answerAll(run: string): Promise<void> {
  const { engine } = services;
  for await (const event of engine.follow(run, 0, AbortSignal.timeout(30_000))) {
    if (event.type !== "node.waiting" || event.prompt === undefined) continue;
    const { item } = (await call("GET", `/api/inbox/${event.nodeRun}`)).json as unknown as {
      item: InboxItem;
    };
    const [button] = buttonsOf(item.userInputs);
    for (const { email } of item.people.slice(0, item.outlets[0]?.needed)) {
      const answer = { buttonIdentifier: button?.identifier, inputs: {}, as: email };
      expect((await call("POST", `/api/inbox/${event.nodeRun}`, answer)).status).toBe(200);
    }
  }
}

test("a secret never leaves: not in the run, its stream, its body or Port's shape", async () => {
  const value = "s3cr3t-value/with+signs";
  await call("PUT", "/api/secrets/hidden", { value });
  const identifier = await publish({
    url: 'https://api.example.com/webhook?token={{ .secrets["hidden"] | @uri }}',
    headers: { "X-Plain": '{{ .secrets["hidden"] }}', Authorization: 'Bearer {{ .secrets["hidden"] }}' },
    body: { encoded: '{{ .secrets["hidden"] | @base64 }}' },
  });
  const { answer, run } = await waited(identifier);
  const nodeRun = run.nodeRuns[1]?.identifier;
  const texts = [
    answer.text,
    (await call("GET", `/api/runs/${run.identifier}`)).text,
    (await call("GET", `/api/runs/${run.identifier}/events`)).text,
    (await call("GET", `/api/runs/${run.identifier}/nodes/${nodeRun}/body`)).text,
    (await call("GET", "/v1/workflows/runs")).text,
  ];
  const forms = [
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString("base64"),
    JSON.stringify(value).slice(1, -1),
  ];
  for (const text of texts) for (const form of forms) expect(text).not.toContain(form);
  expect(texts[1]).toContain("‹secret:hidden›");
});

test("a long body is kept whole, masked, beside the database", async () => {
  const value = "l0ng-body-secret";
  const body = JSON.stringify({ before: value, filling: "x".repeat(400_000), after: value });
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json").end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await call("PUT", "/api/secrets/long", { value });
  await call("PUT", "/api/environments/Stand-in", { hosts: [{ from: "https://api.example.com", to }] });
  const identifier = await publish({ headers: { "X-Key": '{{ .secrets["long"] }}' } });
  const { run } = await waited(identifier, { inputs: { name: "n" }, environment: "Stand-in" });
  server.close();
  expect(run).toMatchObject({ result: "SUCCESS" });

  const shown = (await call("GET", `/api/runs/${run.identifier}`)).json.run as RunState;
  const response = shown.nodeRuns[1]?.response;
  expect(response).toMatchObject({ truncated: true, size: body.length });
  expect(response?.body.length).toBeLessThan(300_000);
  const whole = await call("GET", `/api/runs/${run.identifier}/nodes/${run.nodeRuns[1]?.identifier}/body`);
  expect(whole.text).toBe(body.replaceAll(value, "‹secret:long›"));
});
