import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { checkWorkflow } from "./check";
import { sketch } from "./sketch";

const found = (config: JsonObject) => checkWorkflow(sketch("t > a", { a: config }));
const some = (length: number) => "a1B2c3D4e5".repeat(20).slice(0, length);

// Put together here, so that no credential's shape stands in the source.
const written = [
  ["a GitHub token", `token ${"gh"}p_${some(36)}`],
  ["a GitLab token", `${"gl"}pat-${some(20)}`],
  ["a Slack token", `${"xo"}xb-${some(24)}`],
  ["an AWS key", `${"AK"}IA${"A1B2C3D4E5F6G7H8"}`],
  ["a Google key", `${"AI"}za${some(35)}`],
  ["an API key", `${"sk"}-${some(40)}`],
  ["a JSON Web Token", `${"ey"}J${some(20)}.${"ey"}J${some(20)}.${some(20)}`],
  ["a bearer token", `Bearer ${some(20)}`],
  ["a user name with its password", "Basic dXNlcjpwYXNzd29yZA=="],
  ["a password in an address", "https://user:word@x.test"],
  ["a private key", `${"-----BEGIN"} RSA PRIVATE KEY-----\nabc`],
  ["the address of a Slack webhook", `https://hooks.slack.com/services/${"T"}0ABCDEF1/B0ABCDEF1/${some(24)}`],
] as const;

describe.each(written)("%s", (what, value) => {
  test.each([
    ["/nodes/1/config/body/x", { body: { x: value } }],
    ["/nodes/1/config/headers/X-One", { headers: { "X-One": value } }],
  ])("is found at %s, and not repeated", (at, config) => {
    const problems = found(config);
    expect(problems).toMatchObject([{ code: "secret/written-out", severity: "warning", at }]);
    expect(problems[0]?.message).toContain(what);
    expect(problems[0]?.message).not.toContain(value.slice(-12));
  });
});

test("a header for credentials holds none in plain text", () => {
  expect(found({ headers: { "X-Api-Key": some(20) } })).toMatchObject([{ code: "secret/written-out" }]);
  expect(found({ headers: { "X-Request": some(20) } })).toEqual([]);
});

test.each([
  "Bearer {{ .secrets.token }}",
  "Basic {{ .secrets.pair | @base64 }}",
  "Basic information about bearer tokens and their uses",
  "https://{{ .secrets.user }}:{{ .secrets.password }}@x.test",
  "https://x.test:8080/a@b",
  "task-sk-and-others",
  "ghp_short",
])("is no secret: %s", (text) => expect(found({ body: { x: text } })).toEqual([]));

test("no text takes long", () => {
  for (const piece of ["eyJ", "Bearer a", "http://a:", "sk-a-", "Basic aaaa", "-----BEGIN A "]) {
    const begin = process.cpuUsage();
    found({ body: { x: piece.repeat(100_000 / piece.length) } });
    const { user, system } = process.cpuUsage(begin);
    expect((user + system) / 1000).toBeLessThan(1_500);
  }
});
