import { expect, test } from "vitest";
import { readSettings } from "./env";

const sentences = (env: Record<string, string>) => {
  const read = readSettings(env);
  return read.ok ? [] : read.error;
};

test("no setting at all is enough", () => {
  const read = readSettings({});
  expect(read).toMatchObject({
    ok: true,
    value: {
      port: 3000,
      http: { timeoutMs: 30_000, maxResponse: 10_000_000 },
      asyncWebhooks: "continue",
      apiAuth: "optional",
      egressAllow: [],
      logLevel: "info",
      portApi: { baseUrl: "https://api.getport.io", origins: [] },
    },
  });
  expect(read.ok && read.value.data.endsWith("/.slipway")).toBe(true);
});

test("an empty variable counts as absent", () => {
  expect(readSettings({ PORT: "", SLIPWAY_KEY: "" })).toMatchObject({ ok: true, value: { port: 3000 } });
});

test("every wrong setting gets its own sentence, all at once", () => {
  const found = sentences({
    PORT: "99999",
    SLIPWAY_HTTP_TIMEOUT: "abc",
    SLIPWAY_ASYNC_WEBHOOKS: "maybe",
    SLIPWAY_API_AUTH: "no",
    SLIPWAY_EGRESS_ALLOW: "localhost",
    SLIPWAY_LOG: "loud",
    PORT_BASE_URL: "api.getport.io",
  });
  expect(found).toHaveLength(7);
  expect(found).toContain(
    'SLIPWAY_HTTP_TIMEOUT must be a whole number of seconds from 1 to 3600; it is "abc".',
  );
  expect(found).toContain('SLIPWAY_ASYNC_WEBHOOKS must be either "continue" or "wait"; it is "maybe".');
});

test("a key is 32 bytes in either spelling, and a wrong one is not repeated", () => {
  const bytes = Buffer.alloc(32, 7);
  for (const text of [bytes.toString("hex"), bytes.toString("base64")]) {
    expect(readSettings({ SLIPWAY_KEY: text })).toMatchObject({ ok: true, value: { key: bytes } });
  }
  const [sentence, ...more] = sentences({ SLIPWAY_KEY: "hunter2" });
  expect(more).toEqual([]);
  expect(sentence).toContain("SLIPWAY_KEY must be 32 bytes");
  expect(sentence).not.toContain("hunter2");
});

test("half of Port's credentials is a mistake", () => {
  expect(sentences({ PORT_CLIENT_ID: "id" })).toEqual([
    "PORT_CLIENT_ID is set without PORT_CLIENT_SECRET; set both or neither.",
  ]);
});

test.each([
  "10.0.0.0/33",
  "1.2.3/8",
  "fd00::/129",
  "localhost:0",
  "localhost:70000",
  "[127.0.0.1]:80",
  "a/b:1",
])("%s names no place that could be allowed", (entry) => {
  expect(sentences({ SLIPWAY_EGRESS_ALLOW: entry })).toHaveLength(1);
});

test.each(["127.0.0.1:4000", "localhost:*", "10.0.0.0/8", "[::1]:80", "fd00::/8", "a.b:1, c.d:2"])(
  "%s may be allowed",
  (entry) => {
    expect(sentences({ SLIPWAY_EGRESS_ALLOW: entry })).toEqual([]);
  },
);

test("the secret of events is long, and a wrong one is not repeated", () => {
  expect(readSettings({ SLIPWAY_EVENT_SECRET: "sixteen letters!" })).toMatchObject({
    ok: true,
    value: { eventSecret: "sixteen letters!" },
  });
  expect(sentences({ SLIPWAY_EVENT_SECRET: "hunter2" })).toEqual([
    "SLIPWAY_EVENT_SECRET must be at least 16 characters; the value it has is not.",
  ]);
});

test("how people are told", () => {
  expect(readSettings({ PORT: "3001" })).toMatchObject({ value: { url: "http://127.0.0.1:3001" } });
  const read = readSettings({
    SLIPWAY_URL: "https://flows.example.com/",
    SLIPWAY_SMTP_URL: "smtps://me%40example.com:p%3Aw@mail.example.com",
    SLIPWAY_SMTP_FROM: "Slipway <flows@example.com>",
    SLIPWAY_SLACK_WEBHOOK: "https://hooks.slack.com/services/a/b/c",
  });
  expect(read).toMatchObject({
    value: {
      url: "https://flows.example.com",
      smtp: {
        host: "mail.example.com",
        port: 465,
        secure: true,
        auth: { user: "me@example.com", pass: "p:w" },
        from: "Slipway <flows@example.com>",
      },
      slackWebhook: "https://hooks.slack.com/services/a/b/c",
    },
  });
  const plain = { SLIPWAY_SMTP_URL: "smtp://[::1]:1025", SLIPWAY_SMTP_FROM: "a@b" };
  expect(readSettings(plain)).toMatchObject({ value: { smtp: { host: "::1", port: 1025, secure: false } } });
  expect(sentences({ SLIPWAY_SMTP_URL: "smtp://mail.example.com" })).toEqual([
    "SLIPWAY_SMTP_URL is set without SLIPWAY_SMTP_FROM; set both or neither.",
  ]);
  const wrong = sentences({
    SLIPWAY_SMTP_URL: "http://user:hunter2@mail",
    SLIPWAY_SMTP_FROM: "nobody",
    SLIPWAY_SLACK_WEBHOOK: "hooks/hunter2",
    SLIPWAY_URL: "flows",
  });
  expect(wrong).toHaveLength(4);
  expect(wrong.join()).not.toContain("hunter2");
});
