import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { encryptInputs } from "../editor/encrypt-inputs";
import type { RunState } from "../run/state";
import { call } from "./api/calling";
import { eventsOf } from "./api/calling-runs";
import { type Seen, serve, type TestServer } from "./http/test-server";
import type { Services } from "./running";
import { startTestServices } from "./test-services";

const pin = "swordfish-4711";
const seen: Seen[] = [];
let service: TestServer;
let services: Services;
let folder: string;

beforeEach(async () => {
  seen.length = 0;
  service = await serve((request, response) => {
    seen.push(request);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ echo: request.body }));
  });
  await open();
});
afterEach(async () => {
  await services.stop();
  await service.close();
  await rm(folder, { recursive: true });
});
const open = async (data?: string, env: Record<string, string> = {}) => {
  ({ services, folder } = await startTestServices(
    { SLIPWAY_EGRESS_ALLOW: service.host, SLIPWAY_ASYNC_WEBHOOKS: "wait", ...env },
    data,
  ));
};

const form = (properties: JsonObject) => ({ properties });
const secret = form({
  pin: { type: "string", title: "PIN", encryption: "aes256-gcm", minLength: 4 },
  deep: { type: "object", encryption: "aes256-gcm" },
  name: { type: "string" },
});
async function publish(userInputs: JsonObject, body: JsonObject, first: JsonObject = {}): Promise<void> {
  const hook = (identifier: string, config: JsonObject) => ({
    identifier,
    config: { type: "WEBHOOK", url: `${service.url}/${identifier}`, ...config },
  });
  const made = await call("POST", "/v1/workflows", {
    identifier: "sealed",
    nodes: [
      { identifier: "start", config: { type: "SELF_SERVE_TRIGGER", userInputs } },
      hook("first", first),
      hook("send", { body, verbose: true }),
    ],
    connections: [
      { sourceIdentifier: "start", targetIdentifier: "first" },
      { sourceIdentifier: "first", targetIdentifier: "send" },
    ],
  });
  if (made.status !== 201) throw new Error(made.text);
}
const start = (inputs: JsonObject) => call("POST", "/v1/workflows/sealed/runs", { inputs });
const runOf = (answer: { json: JsonObject | Record<string, unknown> }) =>
  (answer.json.workflowRun as { identifier: string }).identifier;

/** Every file of the data folder, as text. */
async function stored(): Promise<string> {
  await services.stop();
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, "latin1")))).join("\n");
}

describe("an input that the server encrypts", () => {
  const body = {
    pin: "{{ .outputs.trigger.pin }}",
    header: "{{ .outputs.start.pin | @base64 }}",
    older: "{{ .outputs.trigger.inputs.pin }}",
    key: "{{ .outputs.trigger.deep.keys[0] }}",
    number: "{{ .outputs.trigger.deep.number }}",
    name: "{{ .outputs.trigger.name }}",
  };
  const inputs = { pin, deep: { keys: ["k-123456"], number: 90210 }, name: "plain" };
  const clear = {
    pin,
    header: Buffer.from(pin).toString("base64"),
    older: pin,
    key: "k-123456",
    number: 90210,
    name: "plain",
  };

  test("reaches the request in clear, and nothing that is kept or answered", async () => {
    await publish(secret, body);
    const answer = await start(inputs);
    const events = await eventsOf(runOf(answer));
    expect(JSON.parse(seen.at(-1)?.body ?? "")).toEqual(clear);
    const mask = "‹secret:input:pin›";
    expect(events[0]).toMatchObject({
      output: { pin: mask, deep: "‹secret:input:deep›", name: "plain" },
    });
    const state = (await call("GET", `/api/runs/${runOf(answer)}`)).json.run as RunState;
    expect(state.result).toBe("SUCCESS");
    expect(state.nodeRuns.at(-1)?.request?.body).toMatchObject({ pin: mask, header: mask, name: "plain" });
    const port = await call("GET", `/v1/workflows/runs/${runOf(answer)}`);
    const everything = [answer.text, JSON.stringify(events), port.text, await stored()].join("\n");
    for (const text of [pin, clear.header, "k-123456", "90210"]) expect(everything).not.toContain(text);
    expect(everything).toContain("plain");
  });

  test("is opened again after a restart, and not by another key", async () => {
    await publish(secret, body, { synchronized: false });
    const answer = await start(inputs);
    const run = runOf(answer);
    await expect.poll(() => seen.length).toBe(1);
    await services.stop();
    await open(folder);
    const { run: state } = (await call("GET", `/api/runs/${run}`)).json as { run: RunState };
    const nodeRun = state.nodeRuns.at(-1)?.nodeRun;
    await call("PATCH", `/v1/workflows/nodes/runs/${nodeRun}`, { status: "COMPLETED", result: "SUCCESS" });
    await eventsOf(run);
    expect(JSON.parse(seen.at(-1)?.body ?? "")).toEqual(clear);
    const { request } = await services.db.selectFrom("runs").select("request").executeTakeFirstOrThrow();
    const { sealed } = JSON.parse(request) as { sealed: { pin: string } };
    expect(services.secrets.unseal(`${run} pin`, sealed.pin)).toBe(JSON.stringify(pin));
    expect(services.secrets.unseal("wfr_another pin", sealed.pin)).toBeUndefined();
    expect(services.secrets.unseal(`${run} deep`, sealed.pin)).toBeUndefined();
  });

  test("that breaks a rule is refused without being repeated", async () => {
    await publish(secret, body);
    const answer = await start({ pin: "abc" });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain("abc");
  });
});

test("an input with a key of its own is encrypted in the browser, for the owner of the key alone", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = publicKey.export({ type: "spki", format: "pem" }).toString();
  const userInputs = form({ own: { type: "string", encryption: { algorithm: "client-side", key } } });
  await publish(userInputs, { own: "{{ .outputs.trigger.own }}" });
  expect(await start({ own: pin })).toMatchObject({
    status: 422,
    json: { details: [{ at: "/inputs/own" }] },
  });
  const sealed = await encryptInputs(userInputs, { own: pin });
  if (!sealed.ok) throw new Error(sealed.error[0]?.message);
  await eventsOf(runOf(await start(sealed.value)));
  const { own } = JSON.parse(seen.at(-1)?.body ?? "{}") as { own: string };
  const bytes = Buffer.from(own, "base64");
  const wrapped = bytes.subarray(12, 12 + 256);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const aes = privateDecrypt({ key: privateKey, oaepHash: "sha256", padding }, wrapped);
  const decipher = createDecipheriv("aes-256-gcm", aes, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([decipher.update(bytes.subarray(12 + 256, -16)), decipher.final()]);
  expect(text.toString()).toBe(pin);
  const broken = await encryptInputs(
    form({ own: { encryption: { algorithm: "client-side", key: "no key" } } }),
    {
      own: pin,
    },
  );
  expect(broken).toMatchObject({ ok: false, error: [{ at: "/inputs/own" }] });
});
