import { expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { checkWorkflow } from "./check";
import { credentialOf, moveToSecret } from "./move-to-secret";
import { sketch } from "./sketch";

const some = (length: number) => "a1B2c3D4e5".repeat(20).slice(0, length);

/** What is left of a config's text when its one credential goes to the secret `x`, and what went there. */
function moved(config: JsonObject) {
  const document = sketch("t > a", { a: config });
  const [problem] = checkWorkflow(document).filter(({ code }) => code === "secret/written-out");
  const credential = problem && credentialOf(document, problem);
  if (credential === undefined) return undefined;
  const text = moveToSecret(JSON.stringify(document), problem!.at, credential, "x");
  const { body, headers, url } = JSON.parse(text).nodes[1].config;
  return { left: body?.x ?? headers?.Authorization ?? url, value: credential.value, name: credential.name };
}

// Put together here, so that no credential's shape stands in the source.
const slack = `${"T"}0ABCDEF1/B0ABCDEF1/${some(24)}`;
const key = `${"-----BEGIN"} RSA PRIVATE KEY-----\n${some(64)}\n${"-----END"} RSA PRIVATE KEY-----`;

test.each([
  [{ headers: { Authorization: `Bearer ${some(20)}` } }, 'Bearer {{ .secrets["x"] }}', some(20), "api-token"],
  [
    { headers: { Authorization: "Basic dXNlcjpwYXNzd29yZA==" } },
    'Basic {{ .secrets["x"] }}',
    "dXNlcjpwYXNzd29yZA==",
    "basic-auth",
  ],
  [{ headers: { Authorization: some(24) } }, '{{ .secrets["x"] }}', some(24), "authorization"],
  [
    { url: `https://hooks.slack.com/services/${slack}` },
    'https://hooks.slack.com/services/{{ .secrets["x"] }}',
    slack,
    "slack-webhook",
  ],
  [
    { url: "https://user:word@x.test/a" },
    'https://{{ .secrets["x"] }}@x.test/a',
    "user:word",
    "address-login",
  ],
  [{ body: { x: `a\n${key}\nb` } }, 'a\n{{ .secrets["x"] }}\nb', key, "private-key"],
  [
    { body: { x: `{{ .outputs.t.a }} and ${"gh"}p_${some(36)}` } },
    '{{ .outputs.t.a }} and {{ .secrets["x"] }}',
    `${"gh"}p_${some(36)}`,
    "github-token",
  ],
])("moves the secret part of %j", (config, left, value, name) => {
  expect(moved(config)).toEqual({ left, value, name });
});

test("offers nothing where no template is rendered", () => {
  const token = `${"gh"}p_${some(36)}`;
  const outlets = [{ identifier: "yes", expression: `.outputs.t.a == "${token}"` }];
  const condition = sketch("t > a", { a: { type: "CONDITION", outlets } });
  const form = sketch("t > a", {
    t: { userInputs: { properties: { a: { type: "string", default: token } } } },
  });
  for (const document of [condition, form]) {
    const found = checkWorkflow(document).filter(({ code }) => code === "secret/written-out");
    expect(found).toHaveLength(1);
    expect(found[0]?.credential).toBeUndefined();
    expect(credentialOf(document, found[0]!)).toBeUndefined();
  }
});
