import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunDetail } from "../../run/answers";
import type { RunState } from "../../run/state";
import { call } from "../api/calling";
import { serve } from "../http/test-server";
import { setRunning } from "../running";
import { startTestServices } from "../test-services";
import { startMailServer } from "./smtp-server";

let mail: Awaited<ReturnType<typeof startMailServer>>;
let web: Awaited<ReturnType<typeof serve>>;
const ending: (() => Promise<void>)[] = [];

beforeEach(async () => {
  mail = await startMailServer();
  web = await serve((_, response) => response.end("ok"));
});
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
  await mail.close();
  await web.close();
});

const settings = () => ({
  SLIPWAY_URL: "https://flows.example.com",
  SLIPWAY_SMTP_URL: mail.url,
  SLIPWAY_SMTP_FROM: "flows@example.com",
  SLIPWAY_SLACK_WEBHOOK: `${web.url}/services/T/B/hush-hush`,
  SLIPWAY_EGRESS_ALLOW: `${mail.host}, ${web.host}`,
});

async function startAsking(environment: string | null): Promise<string> {
  const document = {
    identifier: "tell",
    title: "Tell people",
    nodes: [
      { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } },
      {
        identifier: "ask",
        title: "Go ahead",
        config: {
          type: "INPUT",
          description: "Really?",
          userInputs: { properties: {}, buttons: [{ identifier: "yes", label: "Yes" }] },
          outlets: [{ identifier: "yes", evaluationMethod: "button", numOfResponders: 1 }],
          responders: { users: ["ann@example.com"], roles: ["Admin"] },
          notifications: [
            { target: "email", fields: [{ label: "Run", value: "{{ .workflowRun.identifier }}" }] },
            { target: "slack" },
            {
              target: "webhook",
              url: `${web.url}/hook`,
              headers: { "X-Key": '{{ .secrets["key"] }}' },
              body: { run: "{{ .workflowRun.identifier }}" },
            },
          ],
        },
      },
    ],
    connections: [{ sourceIdentifier: "start", targetIdentifier: "ask" }],
  };
  await call("PUT", "/api/secrets/key", { value: "s3cret-of-the-hook" });
  const made = await call("POST", "/v1/workflows", document);
  if (made.status !== 201) throw new Error(made.text);
  const started = await call("POST", "/api/workflows/tell/runs", { inputs: {}, environment });
  return String(started.json.run);
}

const stateOf = async (run: string): Promise<RunState> =>
  ((await call("GET", `/api/runs/${run}`)).json as unknown as RunDetail).run;

test("people are told by email, in Slack and by a webhook; no secret is recorded", async () => {
  const { services, end } = await startTestServices(settings());
  ending.push(end);
  const run = await startAsking(null);
  for await (const event of services.engine.follow(run, 0, AbortSignal.timeout(20_000)))
    if (event.type === "node.waiting" && event.until === undefined) break;

  const state = await stateOf(run);
  const { nodeRun, logs } = state.nodeRuns[1] ?? { nodeRun: "", logs: [] };
  const link = `https://flows.example.com/inbox/${nodeRun}`;
  expect(logs.map(({ level, message }) => [level, message])).toEqual([
    ["INFO", "Told ann@example.com, local@slipway.localhost by email."],
    ["INFO", "Told Slack."],
    ["INFO", `Told ${web.url}/hook by webhook.`],
  ]);
  const [email] = await mail.until(1);
  expect(email?.to).toEqual(["ann@example.com", "local@slipway.localhost"]);
  for (const text of ["Subject: Go ahead (Tell people)", "Really?", `Run: ${run}`, link])
    expect(email?.text.replaceAll("=\r\n", "")).toContain(text);
  expect(web.seen.map(({ path }) => path)).toEqual(["/services/T/B/hush-hush", "/hook"]);
  expect(web.seen[1]?.headers["x-key"]).toBe("s3cret-of-the-hook");
  expect(web.seen[0]?.body).toContain(link);
  expect(JSON.parse(web.seen[1]?.body ?? "")).toEqual({ run });
  const recorded = (await call("GET", `/api/runs/${run}/nodes/${nodeRun}/body?of=request`)).text;
  for (const text of [JSON.stringify(state), recorded]) expect(text).not.toMatch(/hush-hush|s3cret-of/);
});

test("a question outlives a restart, and nobody is told again", async () => {
  const first = await startTestServices(settings());
  const run = await startAsking(null);
  for await (const event of first.services.engine.follow(run, 0, AbortSignal.timeout(20_000)))
    if (event.type === "node.waiting" && event.until === undefined) break;
  setRunning(undefined);
  await first.services.stop();

  const { services, end } = await startTestServices(settings(), first.folder);
  ending.push(end);
  const inbox = (await call("GET", "/api/inbox")).json as { items: { nodeRun: string }[]; total: number };
  expect(inbox).toMatchObject({ total: 1, items: [{ node: "Go ahead", run }] });
  const answer = { buttonIdentifier: "yes", as: "ann@example.com" };
  expect((await call("POST", `/api/inbox/${inbox.items[0]?.nodeRun}`, answer)).status).toBe(200);
  for await (const event of services.engine.follow(run, 0, AbortSignal.timeout(20_000)))
    if (event.type === "run.completed") break;
  expect(await stateOf(run)).toMatchObject({ result: "SUCCESS" });
  expect(mail.received).toHaveLength(1);
  expect(web.seen).toHaveLength(2);
});

test("a run in the Playground tells nobody real", async () => {
  const { services, end } = await startTestServices(settings());
  ending.push(end);
  const run = await startAsking("Playground");
  for await (const event of services.engine.follow(run, 0, AbortSignal.timeout(20_000)))
    if (event.type === "node.waiting" && event.until === undefined) break;
  const { logs } = (await stateOf(run)).nodeRuns[1] ?? { logs: [] };
  expect(logs[0]?.message).toContain("The Playground sends no email");
  expect(logs[1]?.message).toBe("Told Slack.");
  expect(mail.received).toEqual([]);
  expect(web.seen.map(({ path }) => path)).toEqual(["/hook"]);
});
